/* What looks at a CalDAV server bring, whatever it can and cannot do. */
#include "caldav_script.h"

static void test_changes_by_token(void **state)
{
    struct fixture *f = *state;
    first_look(f);
    LOOK("unchanged", LIST("/c/", "0", CALENDAR("t1", "c1")));
    LOOK("partial /c/n.ics=\"1\"(n) /c/a.ics=3(a) -/c/b%40x.ics -/c/a.ics", LIST("/c/", "0", CALENDAR("t2", "c2")),
         SYNC("/c/", "t1",
              MULTI TOKEN "t3" ENDTOK HREF "/c/a.ics" PROP ETAG "3" ENDTAG OK HREF "/c/b%40x.ics" GONE HREF
                          "/c/n.ics" PROP ETAG "\"1\"" ENDTAG OK HREF "/c/never.ics" GONE END),
         GET("/c/", "<href>/c/a.ics</href><href>/c/n.ics</href>",
             MULTI HREF "/c/n.ics" PROP ETAG "\"1\"" ENDTAG EVENT("n") OK HREF "/c/a.ics" PROP ETAG
                                                                               "3" ENDTAG EVENT("a") OK END));
    /* the ctag that was listed before is newer than what was remembered; the answer's token is */
    assert_non_null(strstr(f->validator, "token.0=t3\n"));
    assert_non_null(strstr(f->validator, "ctag.0=c2\n"));
}

static void test_more_pages(void **state)
{
    struct fixture *f = *state;
    first_look(f);
    LOOK("partial /c/n.ics=none(n) -/c/a.ics", LIST("/c/", "0", CALENDAR("t9", "c9")),
         SYNC("/c/", "t1",
              MULTI HREF "/c/n.ics" PROP OK HREF "/c/</href><status>HTTP/1.1 507 x</status></response>" TOKEN
                         "t2" ENDTOK END),
         SYNC("/c/", "t2", MULTI HREF "/c/a.ics" GONE TOKEN "t3" ENDTOK END),
         GET("/c/", "<href>/c/n.ics</href>", MULTI HREF "/c/n.ics" PROP EVENT("n") OK END));
    assert_non_null(strstr(f->validator, "token.0=t3\n"));
}

#define ALL(b_etag)                                                                                                    \
    MULTI HREF "/c/a.ics" PROP ETAG "\"1\"" ENDTAG OK HREF "/c/b%40x.ics" PROP ETAG b_etag ENDTAG OK TOKEN             \
               "t9" ENDTOK END
#define GET_B                                                                                                          \
    GET("/c/", "<href>/c/b%40x.ics</href>", MULTI HREF "/c/b%40x.ics" PROP ETAG "\"9\"" ENDTAG EVENT("b") OK END)
#define TOLD_B "partial /c/b%40x.ics=\"9\"(b) -/c/b%40x.ics"

/* However a server says that it does not know the token any more, everything is compared then. */
static void test_tokens_that_are_forgotten(void **state)
{
    struct fixture *f = *state;
    first_look(f);
    LOOK(TOLD_B, LIST("/c/", "0", CALENDAR("t8", "c8")),
         {"REPORT", "/c/", "0", TOKEN "t1" ENDTOK, 403, "<error xmlns='DAV:'><valid-sync-token/></error>", NULL},
         SYNC("/c/", "", ALL("\"9\"")), GET_B);
    LOOK(TOLD_B, LIST("/c/", "0", CALENDAR("ta", "ca")), {"REPORT", "/c/", "0", TOKEN "t9" ENDTOK, 500, "Oops", NULL},
         SYNC("/c/", "", ALL("\"9\"")), GET_B);
    LOOK(TOLD_B, LIST("/c/", "0", CALENDAR("tb", "cb")), SYNC("/c/", "t9", ALL("\"9\"")), SYNC("/c/", "", ALL("\"9\"")),
         GET_B);
    LOOK("partial -/c/b%40x.ics", LIST("/c/", "0", CALENDAR("tc", "cc")),
         SYNC("/c/", "t9", MULTI TOKEN "td" ENDTOK END),
         SYNC("/c/", "", MULTI HREF "/c/a.ics" PROP ETAG "1" ENDTAG OK TOKEN "td" ENDTOK END));
}

#define OLD(ctag) MULTI HREF "/c/" PROP CAL "<S:getctag>" ctag "</S:getctag>" OK END

/* Without sync-collection: by ctag, then by etags, with calendar-query or without. */
static void test_old_servers(void **state)
{
    struct fixture *f = *state;
    start(f, "/c/");
    LOOK("snapshot /c/a.ics=\"1\"(a)", FIND("/c/", OLD("c1")), LIST("/c/", "0", OLD("c1")),
         {"REPORT", "/c/", "1", "VEVENT", 207, MULTI HREF "/c/a.ics" PROP ETAG "\"1\"" ENDTAG OK END, NULL},
         GET("/c/", "/c/a.ics", MULTI HREF "/c/a.ics" PROP EVENT("a") OK END));
    f->known[0] = "/c/a.ics";
    f->known[1] = "\"1\"";
    LOOK("unchanged", LIST("/c/", "0", OLD("c1")));
    LOOK("partial -/c/a.ics", LIST("/c/", "0", OLD("c2")), {"REPORT", "/c/", "1", "VEVENT", 501, "", NULL},
         {"PROPFIND", "/c/", "1", "getetag", 207, MULTI HREF "/c/" PROP CAL OK END, NULL});
}

/* What is listed but not given, or given broken, keeps what it had; what is gone meanwhile is gone. */
static void test_resources_that_cannot_be_read(void **state)
{
    struct fixture *f = *state;
    first_look(f);
    LOOK("partial /c/n.ics=1(n) -/c/b%40x.ics !/c/a.ics: it is no whole calendar",
         LIST("/c/", "0", CALENDAR("t2", "c2")),
         SYNC("/c/", "t1",
              MULTI HREF "/c/a.ics" PROP ETAG "3" ENDTAG OK HREF "/c/b%40x.ics" PROP ETAG "3" ENDTAG OK HREF
                         "/c/n.ics" PROP ETAG "1" ENDTAG OK TOKEN "t2" ENDTOK END),
         GET("/c/", "/c/n.ics",
             MULTI HREF "/c/a.ics" PROP
                        "<C:calendar-data>BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT</C:calendar-data>" OK HREF
                        "/c/b%40x.ics" GONE HREF "/c/n.ics" PROP EVENT("n") OK END));
    assert_non_null(strstr(f->validator, "token.0=t2\n"));
    LOOK("partial !/c/a.ics: its server lists it, but does not give it", LIST("/c/", "0", CALENDAR("t3", "c3")),
         SYNC("/c/", "t2", MULTI HREF "/c/a.ics" PROP ETAG "4" ENDTAG OK TOKEN "t3" ENDTOK END),
         GET("/c/", "/c/a.ics", MULTI HREF "/c/other.ics" PROP EVENT("o") OK END), GET("/c/", "/c/a.ics", MULTI END));
}

/* What it could not give is asked for again with the next look: the token has not moved. */
static void test_a_server_that_cannot_give(void **state)
{
    struct fixture *f = *state;
    first_look(f);
    LOOK("partial /c/n.ics=1(n) !/c/a.ics: its server lists it, but does not give it",
         LIST("/c/", "0", CALENDAR("t2", "c2")),
         SYNC("/c/", "t1",
              MULTI HREF "/c/a.ics" PROP ETAG "3" ENDTAG OK HREF "/c/n.ics" PROP ETAG "1" ENDTAG OK TOKEN
                         "t2" ENDTOK END),
         {"REPORT", "/c/", "0", "/c/n.ics", 500, "", NULL}, GET("/c/", "/c/a.ics", MULTI "<nonsense"),
         GET("/c/", "/c/n.ics", MULTI HREF "/c/n.ics" PROP EVENT("n") OK END));
    assert_non_null(strstr(f->validator, "token.0=t1\n"));
}

/* Nothing changes if a look breaks off, wherever; the next one begins again. */
static void test_looks_that_break_off(void **state)
{
    struct fixture *f = *state;
    first_look(f);
    char *before = mem_strdup(f->validator);
    LOOK("failed: is busy or under repair (503)", {"PROPFIND", "/c/", "0", "", 503, "", NULL});
    LOOK("failed: the answer is not well-formed XML", LIST("/c/", "0", MULTI HREF "/c/"));
    LOOK("failed: is busy or under repair (503)", LIST("/c/", "0", CALENDAR("t2", "c2")),
         {"REPORT", "/c/", "0", "t1", 503, "", NULL});
    LOOK("failed: is busy or under repair (503)", LIST("/c/", "0", CALENDAR("t2", "c2")),
         SYNC("/c/", "t1", MULTI HREF "/c/b%40x.ics" GONE HREF "/c/n.ics" PROP OK TOKEN "t2" ENDTOK END),
         {"REPORT", "/c/", "0", "/c/n.ics", 503, "", NULL});
    assert_string_equal(f->validator, before);
    f->refuses = true;
    LOOK("partial -/c/b%40x.ics", LIST("/c/", "0", CALENDAR("t2", "c2")),
         SYNC("/c/", "t1", MULTI HREF "/c/b%40x.ics" GONE TOKEN "t2" ENDTOK END));
    assert_string_equal(f->validator, before);
    mem_free(before);
}

#define HOME(calendars)    MULTI HREF "/h/" PROP "<resourcetype><collection/></resourcetype>" OK calendars END
#define CHILD(path, token) HREF path PROP CAL STATE(token, token) OK
#define ONE(path, etag)    MULTI HREF path PROP ETAG etag ENDTAG OK TOKEN "t1" ENDTOK END
#define TASKS                                                                                                          \
    HREF "/h/t/" PROP CAL                                                                                              \
         "<C:supported-calendar-component-set><C:comp name='VTODO'/></C:supported-calendar-component-set>" OK

/* From the root over the principal to the calendars of its home; those come, change and go. */
static void test_a_home(void **state)
{
    struct fixture *f = *state;
    start(f, "/");
    LOOK("snapshot /h/1/a.ics=1(a) /h/2/a.ics=1(b)", {"PROPFIND", "/", "0", "current-user-principal", 405, "", NULL},
         {"PROPFIND", "/.well-known/caldav", "0", "calendar-home-set", 301, "", "/dav/"},
         FIND("/dav/",
              MULTI HREF "/dav/" PROP "<current-user-principal><href>/p/</href></current-user-principal>" OK END),
         FIND("/p/", MULTI HREF "/p/" PROP "<C:calendar-home-set><href>/h/</href></C:calendar-home-set>" OK END),
         LIST("/h/", "1", HOME(CHILD("/h/2/", "t1") TASKS CHILD("1", "t1"))), SYNC("/h/1", "", ONE("/h/1/a.ics", "1")),
         SYNC("/h/2/", "", ONE("/h/2/a.ics", "1")),
         GET("/h/1", "/h/1/a.ics", MULTI HREF "/h/1/a.ics" PROP EVENT("a") OK END),
         GET("/h/2/", "/h/2/a.ics", MULTI HREF "/h/2/a.ics" PROP EVENT("b") OK END));
    static const char *const known[] = {"/h/1/a.ics", "1", "/h/2/a.ics", "1"};
    memcpy(f->known, known, sizeof known);
    LOOK("unchanged", LIST("/h/", "1", HOME(CHILD("/h/1/", "t1") CHILD("/h/2/", "t1") CHILD("2", "t1"))));
    LOOK("partial /h/3/n.ics=1(n)",
         LIST("/h/", "1", HOME(CHILD("/h/3/", "t1") CHILD("/h/1/", "t1") CHILD("/h/2/", "t1") CHILD("3/", "t1"))),
         SYNC("/h/3/", "", ONE("/h/3/n.ics", "1")),
         GET("/h/3/", "/h/3/n.ics", MULTI HREF "/h/3/n.ics" PROP EVENT("n") OK END));
    LOOK("unchanged", LIST("/h/", "1", HOME(CHILD("/h/1/", "t1") CHILD("/h/2/", "t1") CHILD("/h/3/", "t1"))));
    LOOK("partial", LIST("/h/", "1", HOME(CHILD("/h/1/", "t1") CHILD("/h/2/", "t1"))));
    LOOK("partial /h/3/n.ics=1(n) -/h/1/a.ics", LIST("/h/", "1", HOME(CHILD("/h/2/", "t1") CHILD("/h/3/", "t1"))),
         SYNC("/h/3/", "", ONE("/h/3/n.ics", "1")),
         GET("/h/3/", "/h/3/n.ics", MULTI HREF "/h/3/n.ics" PROP EVENT("n") OK END));
    LOOK("failed: there is no calendar with events any more; check the url and whose login it is",
         LIST("/h/", "1", HOME(TASKS)));
}

static void test_nothing_there(void **state)
{
    struct fixture *f = *state;
    start(f, "/x/");
    LOOK("failed: no calendar is found at this address, its principal or /.well-known/caldav; check the url and whose "
         "login it is",
         {"PROPFIND", "/x/", "0", "", 404, "", NULL}, {"PROPFIND", "/.well-known/caldav", "0", "", 404, "", NULL},
         {"PROPFIND", "/", "0", "", 200, "<html></html>", NULL});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_changes_by_token, setup, teardown),
        cmocka_unit_test_setup_teardown(test_more_pages, setup, teardown),
        cmocka_unit_test_setup_teardown(test_tokens_that_are_forgotten, setup, teardown),
        cmocka_unit_test_setup_teardown(test_old_servers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_resources_that_cannot_be_read, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_server_that_cannot_give, setup, teardown),
        cmocka_unit_test_setup_teardown(test_looks_that_break_off, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_home, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nothing_there, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
