/* A multistatus becomes responses, however it is cut into pieces; what is no answer of WebDAV becomes an error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "xml/dav.h"

#include <string.h>

#define NAMES "xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav' xmlns:S='http://calendarserver.org/ns/'"

/* What was said, a line a response; data in brackets before it. */
static int tell_data(void *ctx, const char *text, size_t len, struct err *err)
{
    (void)err;
    return buf_append(ctx, text, len);
}

static void tell_text(struct buf *out, const char *name, const char *text)
{
    if (text != NULL) {
        buf_printf(out, " %s=%s", name, text);
    }
}

static int tell_response(void *ctx, const struct dav_response *response, struct err *err)
{
    (void)err;
    buf_printf(ctx, "%s", response->href);
    if (response->status != 0) {
        buf_printf(ctx, " %d", response->status);
    }
    tell_text(ctx, "etag", response->etag);
    tell_text(ctx, "ctag", response->ctag);
    tell_text(ctx, "token", response->sync_token);
    tell_text(ctx, "name", response->name);
    tell_text(ctx, "principal", response->principal);
    for (size_t i = 0; i < response->n_homes; i++) {
        tell_text(ctx, "home", response->homes[i]);
    }
    buf_append_string(ctx, response->is_collection ? " collection" : "");
    buf_append_string(ctx, response->is_calendar ? " calendar" : "");
    buf_append_string(ctx, response->takes_events ? "" : " no-events");
    buf_append_string(ctx, response->has_data ? " data" : "");
    buf_append_char(ctx, '\n');
    return 0;
}

static const struct dav_sink sink = {tell_data, tell_response};

static int read_pieces(const char *text, size_t len, size_t piece, struct buf *ret_told, struct err *err)
{
    struct dav_reader *reader = dav_reader_new(&sink, ret_told, (size_t)64 << 20);
    int code = 0;
    for (size_t at = 0; at < len && code == 0; at += piece) {
        code = dav_reader_feed(reader, text + at, len - at < piece ? len - at : piece, err);
    }
    if (code == 0) {
        code = dav_reader_finish(reader, err);
    }
    if (code == 0 && dav_reader_sync_token(reader) != NULL) {
        buf_printf(ret_told, "token %s\n", dav_reader_sync_token(reader));
    }
    if (code == 0 && dav_reader_error(reader)[0] != '\0') {
        buf_printf(ret_told, "error %s\n", dav_reader_error(reader));
    }
    dav_reader_free(reader);
    return code;
}

struct row {
    const char *body;
    const char *told;
};

static const struct row rows[] = {
    /* changes and deletions of a sync-collection; the token before or behind */
    {"<?xml version='1.0'?><multistatus " NAMES "><sync-token>http://x/1</sync-token><response><href>/c/a.ics</href>"
     "<propstat><prop><getetag>\"1\"</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response>"
     "<response><href>/c/b.ics</href><status>HTTP/1.1 404 Not Found</status></response></multistatus>",
     "/c/a.ics etag=\"1\"\n/c/b.ics 404\ntoken http://x/1\n"},
    {"<D:multistatus xmlns:D='DAV:'><D:response><D:href>/c/</D:href><D:status>HTTP/1.1 507 Insufficient "
     "Storage</D:status>"
     "<D:error><D:number-of-matches-within-limits/></D:error></D:response><D:sync-token> t2\n</D:sync-token>"
     "</D:multistatus>",
     "/c/ 507\ntoken t2\n"},
    /* properties, found and not */
    {"<multistatus " NAMES "><response><href>/u/</href><propstat><prop><resourcetype><collection/><C:calendar/>"
     "</resourcetype><displayname> Rooms &amp; more </displayname><S:getctag>c1</S:getctag><sync-token>t</sync-token>"
     "<C:supported-calendar-component-set><C:comp name='VTODO'/></C:supported-calendar-component-set></prop>"
     "<status>HTTP/1.1 200 OK</status></propstat><propstat><prop><getetag>no</getetag><C:calendar-home-set>"
     "<href>/no/</href></C:calendar-home-set></prop><status>HTTP/1.1 404 Not Found</status></propstat></response>"
     "</multistatus>",
     "/u/ ctag=c1 token=t name=Rooms & more collection calendar no-events\n"},
    {"<multistatus " NAMES "><response><href>/</href><propstat><prop><current-user-principal><href>/p/</href>"
     "</current-user-principal><C:calendar-home-set><href>/h1/</href><href>/h2/</href></C:calendar-home-set>"
     "<C:supported-calendar-component-set><C:comp name='VTODO'/><C:comp name='VEVENT'/>"
     "</C:supported-calendar-component-set></prop></propstat></response></multistatus>",
     "/ principal=/p/ home=/h1/ home=/h2/\n"},
    /* names stand for their namespace, and only in their place */
    {"<x:multistatus xmlns:x='DAV:'><x:response><x:href>/a</x:href><x:propstat><x:prop><getetag>1</getetag>"
     "<getctag xmlns='DAV:'>2</getctag><x:getlastmodified>3</x:getlastmodified></x:prop></x:propstat>"
     "<x:getetag>4</x:getetag></x:response></x:multistatus>",
     "/a\n"},
    /* calendars */
    {"<multistatus " NAMES "><response><href>/a</href><propstat><prop><getetag>W/\"1\"</getetag><C:calendar-data>"
     "BEGIN:VCALENDAR\nA&lt;B&#13;\n</C:calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response>"
     "<response><href>/b</href><propstat><prop><C:calendar-data><![CDATA[<b>]]></C:calendar-data></prop></propstat>"
     "</response></multistatus>",
     "BEGIN:VCALENDAR\nA<B\r\n/a etag=W/\"1\" data\n<b>/b data\n"},
    {"<multistatus " NAMES "><response><href>/a</href><propstat><prop><C:calendar-data>x</C:calendar-data></prop>"
     "<status>HTTP/1.1 404 Not Found</status></propstat></response></multistatus>",
     "x/a\n"},
    /* several hrefs of one status */
    {"<multistatus xmlns='DAV:'><response><href>/a</href><href>/b</href><status>HTTP/1.1 404 x</status></response>"
     "<response><status>HTTP/1.1 404 x</status></response><response><href>/c</href><status>nothing</status></response>"
     "</multistatus>",
     "/a 404\n/b 404\n/c 500\n"},
    {"<multistatus xmlns='DAV:'/>", ""},
    {"<error xmlns='DAV:'><valid-sync-token/></error>", "error valid-sync-token\n"},
    {"<d:error xmlns:d='DAV:' xmlns:s='http://sabredav.org/ns'><s:exception>x</s:exception><d:valid-sync-token/>"
     "</d:error>",
     "error exception\n"},
};

static void test_answers(void **state)
{
    (void)state;
    static const size_t pieces[] = {1, 2, 7, 64, 100000};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t n = 0; n < sizeof pieces / sizeof *pieces; n++) {
            CLEAN_BUF struct buf told;
            buf_init(&told, 65536);
            struct err err = {0};
            assert_int_equal(read_pieces(rows[i].body, strlen(rows[i].body), pieces[n], &told, &err), 0);
            assert_string_equal(buf_string(&told), rows[i].told);
        }
    }
}

/* A cut answer is an error wherever it is cut. */
static void test_cut(void **state)
{
    (void)state;
    size_t len = strlen(rows[0].body);
    for (size_t n = 0; n < len; n++) {
        CLEAN_BUF struct buf told;
        buf_init(&told, 65536);
        struct err err = {0};
        assert_int_equal(read_pieces(rows[0].body, n, 1000, &told, &err), ERR_UNREADABLE);
    }
}

static void test_others(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        int code;
    } others[] = {
        {"<html><body>Log in</body></html>", ERR_UNREADABLE},
        {"<multistatus/>", ERR_UNREADABLE},
        {"", ERR_UNREADABLE},
        {"HTTP", ERR_UNREADABLE},
        {"<!DOCTYPE multistatus [<!ENTITY a 'b'>]><multistatus xmlns='DAV:'/>", ERR_LIMIT},
        {"<multistatus xmlns='DAV:'><response><href>&a;</href></response></multistatus>", ERR_UNREADABLE},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        CLEAN_BUF struct buf told;
        buf_init(&told, 65536);
        struct err err = {0};
        assert_int_equal(read_pieces(others[i].body, strlen(others[i].body), 5, &told, &err), others[i].code);
        assert_int_equal(err.code, others[i].code);
        assert_string_not_equal(err.message, "");
    }
}

static int read_repeated(const char *head, const char *unit, size_t n, const char *tail)
{
    CLEAN_BUF struct buf body;
    CLEAN_BUF struct buf told;
    buf_init(&body, (size_t)64 << 20);
    buf_init(&told, (size_t)64 << 20);
    buf_append_string(&body, head);
    for (size_t i = 0; i < n; i++) {
        buf_append_string(&body, unit);
    }
    buf_append_string(&body, tail);
    return read_pieces(body.data, body.len, 65536, &told, NULL);
}

static void test_ceilings(void **state)
{
    (void)state;
    static const char head[] = "<multistatus xmlns='DAV:'><response><href>",
                      tail[] = "</href></response></multistatus>";
    static const char root[] = "<multistatus xmlns='DAV:' ";
    assert_int_equal(read_repeated(head, "x", DAV_MAX_VALUE, tail), 0);
    assert_int_equal(read_repeated(head, "x", DAV_MAX_VALUE + 1, tail), ERR_LIMIT);
    assert_int_equal(read_repeated("<multistatus xmlns='DAV:'>", "<a>", DAV_MAX_DEPTH, ""), ERR_LIMIT);
    static const char many[] = "<multistatus xmlns='DAV:'><response>", href[] = "<href>a</href>",
                      end[] = "</response></multistatus>";
    assert_int_equal(read_repeated(many, href, DAV_MAX_HREFS, end), 0);
    assert_int_equal(read_repeated(many, href, DAV_MAX_HREFS + 1, end), ERR_LIMIT);
    assert_int_equal(read_repeated(root, "a='", 1, "'/>"), 0);
    assert_int_equal(read_repeated(root, " ", 20000, "/>"), 0);
    assert_int_equal(read_repeated(root, " ", 100000, "/>"), ERR_LIMIT);
    assert_int_equal(read_repeated("<multistatus xmlns='DAV:'><!--", "x", 100000, "--></multistatus>"), ERR_LIMIT);
    assert_int_equal(read_repeated("<multistatus xmlns='DAV:'><", "x", DAV_MAX_NAME + 1, "/></multistatus>"),
                     ERR_LIMIT);
}

/* A calendar of any size goes through in pieces. */
static void test_large_data(void **state)
{
    (void)state;
    static const char head[] = "<multistatus " NAMES "><response><href>/a</href><propstat><prop><C:calendar-data>";
    static const char tail[] = "</C:calendar-data></prop></propstat></response></multistatus>";
    assert_int_equal(read_repeated(head, "SUMMARY:A meeting of some people &amp; others\r\n", 500000, tail), 0);
    assert_int_equal(read_repeated(head, "<![CDATA[x]]>", 100000, tail), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),  cmocka_unit_test(test_cut),        cmocka_unit_test(test_others),
        cmocka_unit_test(test_ceilings), cmocka_unit_test(test_large_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
