/* Looks at a CalDAV server that follows a script: each request must be the next of it, and what the looks brought is
 * compared as text. */
#ifndef TESTS_INTAKE_CALDAV_SCRIPT_H
#define TESTS_INTAKE_CALDAV_SCRIPT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "http/client.h"
#include "http/server.h"
#include "intake/intake.h"
#include "loop/loop.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAMES              "xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav' xmlns:S='http://calendarserver.org/ns/'"
#define MULTI              "<multistatus " NAMES ">"
#define END                "</multistatus>"
#define HREF               "<response><href>"
#define PROP               "</href><propstat><prop>"
#define OK                 "</prop><status>HTTP/1.1 200 OK</status></propstat></response>"
#define TOKEN              "<sync-token>"
#define ENDTOK             "</sync-token>"
#define ETAG               "<getetag>"
#define ENDTAG             "</getetag>"
#define GONE               "</href><status>HTTP/1.1 404 Not Found</status></response>"
#define CAL                "<resourcetype><collection/><C:calendar/></resourcetype>"
#define STATE(token, ctag) TOKEN token ENDTOK "<S:getctag>" ctag "</S:getctag>"
#define EVENT(uid)                                                                                                     \
    "<C:calendar-data>BEGIN:VCALENDAR\r\nBEGIN:VEVENT\nUID:" uid "\nEND:VEVENT\nEND:VCALENDAR\n</C:calendar-data>"
#define TASK "<C:calendar-data>BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR\n</C:calendar-data>"

struct turn {
    const char *method, *path, *depth;
    const char *asks; /* stands in its body */
    int status;
    const char *answer;
    const char *location;
};

struct fixture {
    struct loop *loop;
    struct http_pool *pool;
    struct http_server *server;
    struct intake *intake;
    struct loop_source *later;
    char *url;
    struct config_calendar calendar;
    struct config config;

    const struct turn *turns;
    size_t n_turns, at;
    struct buf told;       /* what the look brought */
    char *validator;       /* as the engine would keep it */
    const char *known[16]; /* href, etag … of resources; NULL ends */
    intake_outcome_fn *outcome;
    void *outcome_ctx;
    const char *wants;  /* Authorization of every request; NULL: whatever */
    bool refuses;       /* the engine holds the body back */
    bool is_unfinished; /* the body before was not read to its end */
};

static inline void serve(void *ctx, struct http_exchange *exchange)
{
    struct fixture *f = ctx;
    size_t len;
    if (f->at == f->n_turns) {
        fail_msg("one request too many: %s %s", http_exchange_method(exchange), http_exchange_path(exchange));
    }
    const struct turn *turn = &f->turns[f->at++];
    const char *depth = http_exchange_header(exchange, "Depth");
    if (f->wants != NULL) {
        const char *login = http_exchange_header(exchange, "Authorization");
        assert_string_equal(login != NULL ? login : "none", f->wants);
    }
    assert_string_equal(http_exchange_method(exchange), turn->method);
    assert_string_equal(http_exchange_path(exchange), turn->path);
    assert_string_equal(depth != NULL ? depth : "none", turn->depth);
    const char *body = http_exchange_body(exchange, &len);
    if (strstr(body, turn->asks) == NULL) {
        fail_msg("%s is not in %s", turn->asks, body);
    }
    struct http_header header = {"Location", turn->location};
    struct http_response response = {.status = turn->status,
                                     .content_type = "application/xml",
                                     .body = turn->answer,
                                     .body_len = strlen(turn->answer),
                                     .headers = &header,
                                     .n_headers = turn->location != NULL ? 1 : 0};
    http_exchange_respond(exchange, &response);
}

static inline void tell_body(struct fixture *f, const struct intake_delivery *delivery)
{
    char *bytes = mem_zalloc(1 << 20);
    ssize_t n = pread(delivery->fd, bytes, 1 << 20, 0);
    assert_true(n > 0);
    for (size_t i = 0; i < delivery->n_chapters; i++) {
        const struct intake_chapter *chapter = &delivery->chapters[i];
        const char *text = bytes + chapter->begin;
        assert_memory_equal(text, "BEGIN:VCALENDAR", 15);
        const char *uid = strstr(text, "UID:") + 4;
        buf_printf(&f->told, " %s=%s(%.*s)", chapter->href, chapter->etag != NULL ? chapter->etag : "none",
                   (int)strcspn(uid, "\r\n"), uid);
        size_t end = i + 1 < delivery->n_chapters ? delivery->chapters[i + 1].begin : (size_t)n;
        assert_memory_equal(bytes + end - 16, "END:VCALENDAR", 13);
    }
    mem_free(bytes);
}

static inline void say_outcome(void *ctx)
{
    struct fixture *f = ctx;
    struct intake_outcome outcome = {.held = f->refuses};
    if (f->refuses) {
        err_set(&outcome.err, ERR_CONFLICT, "too much is lost");
    }
    f->outcome(f->outcome_ctx, &outcome);
    loop_exit(f->loop, 0);
}

static inline int deliver(void *ctx, const struct intake_delivery *delivery, intake_outcome_fn *call, void *call_ctx,
                          struct err *err)
{
    struct fixture *f = ctx;
    (void)err;
    buf_append_string(&f->told, delivery->kind == INTAKE_SNAPSHOT ? "snapshot" : "partial");
    if (delivery->fd >= 0) {
        tell_body(f, delivery);
        close(delivery->fd);
    }
    for (size_t i = 0; i < delivery->n_gone; i++) {
        buf_printf(&f->told, " -%s", delivery->gone[i]);
    }
    for (size_t i = 0; i < delivery->n_refusals; i++) {
        buf_printf(&f->told, " !%s", delivery->refusals[i].why);
    }
    if (!f->refuses) {
        mem_replace(&f->validator, delivery->validator);
    }
    f->outcome = call;
    f->outcome_ctx = call_ctx;
    loop_after_arm(f->later);
    return 0;
}

static inline void forget(void *ctx, void *call_ctx)
{
    (void)ctx, (void)call_ctx;
}

static inline void unchanged(void *ctx, const char *calendar)
{
    struct fixture *f = ctx;
    (void)calendar;
    buf_append_string(&f->told, "unchanged");
    loop_exit(f->loop, 0);
}

static inline void failed(void *ctx, const char *calendar, const char *why)
{
    struct fixture *f = ctx;
    (void)calendar;
    why += strncmp(why, "127.0.0.1:", 10) == 0 ? strcspn(why, " ") + 1 : 0; /* the port is any */
    buf_printf(&f->told, "failed: %s", why);
    loop_exit(f->loop, 0);
}

static inline bool unfinished(void *ctx, const char *calendar)
{
    (void)calendar;
    return ((struct fixture *)ctx)->is_unfinished;
}

static const char *validator(void *ctx, const char *calendar)
{
    (void)calendar;
    return ((struct fixture *)ctx)->validator;
}

static inline void resources(void *ctx, const char *calendar, struct intake_resource **ret_resources, size_t *ret_n)
{
    struct fixture *f = ctx;
    (void)calendar;
    size_t n = 0;
    *ret_resources = mem_calloc(8, sizeof **ret_resources);
    for (; f->known[2 * n] != NULL; n++) {
        (*ret_resources)[n].href = mem_strdup(f->known[2 * n]);
        (*ret_resources)[n].etag = mem_strdup(f->known[2 * n + 1]);
    }
    *ret_n = n;
}

static inline int setup(void **state)
{
    struct fixture *f = mem_zalloc(sizeof *f);
    struct err err = {0};
    assert_int_equal(loop_new(&f->loop, &err), 0);
    assert_int_equal(http_pool_new(f->loop, &f->pool, &err), 0);
    struct http_server_options options = {.host = "127.0.0.1", .body_limit = 1 << 20, .request = serve, .ctx = f};
    assert_int_equal(http_server_new(f->loop, &options, &f->server, &err), 0);
    f->later = loop_add_after(f->loop, say_outcome, f);
    buf_init(&f->told, 65536);
    *state = f;
    return 0;
}

static inline int teardown(void **state)
{
    struct fixture *f = *state;
    intake_free(f->intake);
    loop_source_free(f->later);
    http_server_free(f->server);
    http_pool_free(f->pool);
    loop_free(f->loop);
    buf_done(&f->told);
    mem_free(f->validator);
    mem_free(f->url);
    mem_free(f);
    return 0;
}

static inline void start(struct fixture *f, const char *path)
{
    static char empty[] = "", name[] = "staff", none[] = "none";
    f->url = mem_printf("http://127.0.0.1:%u%s", http_server_port(f->server), path);
    f->calendar = (struct config_calendar){.name = name,
                                           .kind = CALENDAR_CALDAV,
                                           .url = f->url,
                                           .path = empty,
                                           .every = HOUR_MS,
                                           .zone = empty,
                                           .hold_if_lost = 50,
                                           .username = empty,
                                           .password_file = empty,
                                           .token_file = empty,
                                           .ca_file = empty,
                                           .verify = true,
                                           .proxy = none};
    f->config = (struct config){.connect_timeout = 5000,
                                .request_timeout = 5000,
                                .calendars = &f->calendar,
                                .n_calendars = 1,
                                .calendar_limits = {.body = 1 << 20},
                                .zone = empty};
    struct intake_host host = {.ctx = f,
                               .loop = f->loop,
                               .http = f->pool,
                               .spool_folder = "/tmp",
                               .deliver = deliver,
                               .forget = forget,
                               .unchanged = unchanged,
                               .failed = failed,
                               .validator = validator,
                               .unfinished = unfinished,
                               .resources = resources};
    f->intake = intake_new(&host, &f->config);
}

/* One look, with every turn of the script; then what it brought. */
static inline void look(struct fixture *f, const struct turn *turns, size_t n_turns, const char *told)
{
    f->turns = turns;
    f->n_turns = n_turns;
    f->at = 0;
    buf_clear(&f->told);
    intake_look(f->intake, "staff");
    assert_int_equal(loop_run(f->loop, NULL), 0);
    assert_string_equal(buf_string(&f->told), told);
    assert_int_equal(f->at, n_turns);
}

#define LOOK(told, ...)                                                                                                \
    do {                                                                                                               \
        static const struct turn turns[] = {__VA_ARGS__};                                                              \
        look(f, turns, sizeof turns / sizeof *turns, told);                                                            \
    } while (0)
#define FIND(path, answer)                                                                                             \
    {                                                                                                                  \
        "PROPFIND", path, "0", "calendar-home-set", 207, answer, NULL                                                  \
    }
#define LIST(path, depth, answer)                                                                                      \
    {                                                                                                                  \
        "PROPFIND", path, depth, "sync-token", 207, answer, NULL                                                       \
    }
#define SYNC(path, token, answer)                                                                                      \
    {                                                                                                                  \
        "REPORT", path, "0", TOKEN token ENDTOK, 207, answer, NULL                                                     \
    }
#define GET(path, hrefs, answer)                                                                                       \
    {                                                                                                                  \
        "REPORT", path, "0", hrefs, 207, answer, NULL                                                                  \
    }
#define CALENDAR(token, ctag)                                                                                          \
    MULTI HREF "/c/" PROP CAL STATE(token, ctag)                                                                       \
    OK END

/* The first look: two events, one task. What the server spells in its own way is known by one name. */
static inline void first_look(struct fixture *f)
{
    start(f, "/c/");
    LOOK("snapshot /c/a.ics=\"1\"(a) /c/b%40x.ics=W/\"2\"(b)", FIND("/c/", CALENDAR("t1", "c1")),
         LIST("/c/", "0", CALENDAR("t1", "c1")),
         SYNC("/c/", "",
              MULTI HREF "/c/" PROP CAL OK HREF "/c/a.ics" PROP ETAG "\"0\"" ENDTAG OK HREF
                         "http://other/c/b@x.ics" PROP ETAG "W/\"2\"" ENDTAG OK HREF "/c/t.ics" PROP OK TOKEN
                         "t1" ENDTOK END),
         GET("/c/", "<href>/c/a.ics</href><href>/c/b@x.ics</href><href>/c/t.ics</href>",
             MULTI HREF "a.ics" PROP ETAG "\"1\"" ENDTAG EVENT("a") OK HREF "/c/t.ics" PROP TASK OK HREF
                                                                            "/c/b%40x.ics" PROP EVENT("b") OK END));
    static const char *const known[] = {"/c/a.ics", "\"1\"", "/c/b%40x.ics", "W/\"2\""};
    memcpy(f->known, known, sizeof known);
}

#endif
