/* What watch says of two looks at the same object. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "changes.h"

#include <stdlib.h>
#include <time.h>

struct row {
    const char *before; /* NULL: was not there */
    const char *now;
    const char *lines; /* each with a newline */
};

#define TIMES         "\"start\":\"2026-11-23T09:00:00Z\",\"end\":\"2026-11-23T10:00:00Z\""
#define MEETING(rest) "{\"id\":\"0123456789\",\"title\":\"T\"," rest "}"
#define PLAIN(state)  MEETING("\"state\":\"" state "\"," TIMES)
#define LEGS(legs)    MEETING("\"state\":\"active\"," TIMES ",\"participants\":[" legs "]")
#define LEG(state, tries)                                                                                              \
    "{\"id\":\"p\",\"address\":\"a@b\",\"state\":\"" state "\",\"attempts\":" #tries ",\"reason\":null}"

static const struct row MEETINGS[] = {
    {NULL, PLAIN("scheduled"), "scheduled    01234567  T  2026-11-23 09:00 to 2026-11-23 10:00\n"},
    {PLAIN("scheduled"), PLAIN("scheduled"), ""},
    {PLAIN("scheduled"), PLAIN("starting"), "starting     01234567  T\n"},
    {PLAIN("starting"),
     MEETING("\"state\":\"active\"," TIMES
             ",\"space\":{\"index\":1,\"uri\":\"1@x\"},\"call\":{\"id\":\"c\",\"bridge\":\"core1\"}"),
     "active       01234567  T  space 1 1@x on core1\n"},
    {PLAIN("waiting"), MEETING("\"state\":\"missed\",\"reason\":\"no free space\"," TIMES),
     "missed       01234567  T  (no free space)\n"},
    {PLAIN("active"),
     MEETING("\"state\":\"active\",\"start\":\"2026-11-23T09:00:00Z\",\"end\":\"2026-11-23T10:15:00Z\""),
     "extended     01234567  T  ends 2026-11-23 10:15\n"},
    {PLAIN("active"),
     MEETING("\"state\":\"active\",\"start\":\"2026-11-23T09:00:00Z\",\"end\":\"2026-11-23T09:45:00Z\""),
     "shortened    01234567  T  ends 2026-11-23 09:45\n"},
    {PLAIN("scheduled"),
     MEETING("\"state\":\"scheduled\",\"start\":\"2026-11-23T08:00:00Z\",\"end\":\"2026-11-23T10:00:00Z\""),
     "moved        01234567  T  starts 2026-11-23 08:00\n"},
    {PLAIN("active"), "{\"id\":\"0123456789\",\"title\":\"a\\u001b[2J\",\"state\":\"active\"," TIMES "}",
     "renamed      01234567  a?[2J\n"},
    {LEGS(LEG("pending", 0)), LEGS(LEG("dialing", 1)), "dialing      01234567  T  a@b\n"},
    {LEGS(LEG("dialing", 1)), LEGS(LEG("dialing", 2)), "dialing      01234567  T  a@b\n"},
    {LEGS(""), LEGS(LEG("connected", 1)), "connected    01234567  T  a@b\n"},
    {LEGS(LEG("connected", 1)), LEGS(""), ""},
    {LEGS(LEG("ringing", 1)),
     LEGS("{\"id\":\"p\",\"address\":\"a@b\",\"state\":\"failed\",\"attempts\":1,\"reason\":\"busy\"}"),
     "failed       01234567  T  a@b (busy)\n"},
    /* Who is invited to a meeting that is only planned is no news. */
    {NULL, MEETING("\"state\":\"cancelled\"," TIMES ",\"participants\":[" LEG("pending", 0) "]"),
     "cancelled    01234567  T\n"},
};

static const struct row BRIDGES[] = {
    {NULL, "{\"name\":\"core1\",\"state\":\"up\",\"preferred\":true}", "up           bridge core1, preferred\n"},
    {"{\"name\":\"core1\",\"state\":\"up\",\"preferred\":true}",
     "{\"name\":\"core1\",\"state\":\"down\",\"preferred\":false,\"last_error\":\"refused\"}",
     "down         bridge core1 (refused)\n"},
    {"{\"name\":\"core1\",\"state\":\"down\",\"preferred\":false,\"last_error\":\"refused\"}",
     "{\"name\":\"core1\",\"state\":\"down\",\"preferred\":false,\"last_error\":\"timed out\"}", ""},
    {"{\"name\":\"core1\",\"state\":\"up\",\"calls\":1}", "{\"name\":\"core1\",\"state\":\"up\",\"calls\":2}", ""},
};

static void line_add(void *ctx, const char *line)
{
    buf_printf(ctx, "%s\n", line);
}

static void rows_check(const struct row *rows, size_t n,
                       void (*changes)(const json_t *before, const json_t *now, changes_line *print, void *ctx))
{
    setenv("TZ", "UTC", 1);
    tzset();
    for (size_t i = 0; i < n; i++) {
        struct buf lines;
        buf_init(&lines, 4096);
        json_t *before = rows[i].before != NULL ? json_loads(rows[i].before, 0, NULL) : NULL;
        json_t *now = json_loads(rows[i].now, 0, NULL);
        assert_non_null(now);
        changes(before, now, line_add, &lines);
        assert_string_equal(buf_string(&lines), rows[i].lines);
        json_decref(before);
        json_decref(now);
        buf_done(&lines);
    }
}

static void test_meetings(void **state)
{
    (void)state;
    rows_check(MEETINGS, sizeof MEETINGS / sizeof *MEETINGS, changes_of_meeting);
}

static void test_bridges(void **state)
{
    (void)state;
    rows_check(BRIDGES, sizeof BRIDGES / sizeof *BRIDGES, changes_of_bridge);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_meetings),
        cmocka_unit_test(test_bridges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
