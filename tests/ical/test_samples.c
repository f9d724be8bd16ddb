/* Calendars as the common systems write them (tests/data/ical, made for this), through the real cospaced-calendar: what
 * stands beside each as NAME.expected is what must come of it in 2026, whole days and floating times in Berlin. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

#include "base/buf.h"
#include "calendar/job.h"
#include "occurrences.h"

#include <string.h>

static const char *const samples[] = {"apple",       "exchange",    "google", "nextcloud",
                                      "outlook_web", "thunderbird", "zimbra"};

static void planned_say(const struct planned *planned, struct buf *out)
{
    static const char *const statuses[] = {"confirmed", "tentative", "cancelled"};
    const struct event *event = planned->event;
    char start[INSTANT_TEXT_SIZE], end[INSTANT_TEXT_SIZE];
    buf_printf(out, "%s %s %s%s%s \"%s\"", instant_format(planned->start, start), instant_format(planned->end, end),
               statuses[event->status], event->transparent ? " transparent" : "", event->private ? " private" : "",
               event->title);
    if (event->location != NULL)
        buf_printf(out, " at \"%s\"", event->location);
    if (event->conference != NULL)
        buf_printf(out, " join %s", event->conference);
    buf_append_string(out, "\n");
}

static void sample_read(const char *name, struct buf *out)
{
    CLEAN_FREE char *path = mem_printf(TESTS_DIR "/data/ical/%s.ics", name);
    size_t len = 0;
    CLEAN_FREE char *text = ical_file(path, &len);
    struct calendar_content content;
    struct occurrences found;
    struct err err = {0};
    struct calendar_job_options options = {.program = BIN_DIR "/cospaced-calendar", .default_zone = "Europe/Berlin"};
    assert_int_equal(instant_parse("2026-01-01T00:00:00Z", &options.window.from), 0);
    assert_int_equal(instant_parse("2027-01-01T00:00:00Z", &options.window.to), 0);
    calendar_content_init(&content);
    if (calendar_read(&options, text, len, &content, &err) != 0)
        fail_msg("%s: %s", name, err.message);
    occurrences_combine(&content, options.window, &found);
    for (size_t i = 0; i < found.count; i++)
        planned_say(&found.items[i], out);
    for (size_t i = 0; i < content.n_refusals; i++)
        buf_printf(out, "line %u: %s\n", content.refusals[i].line, content.refusals[i].why);
    occurrences_done(&found);
    calendar_content_done(&content);
}

static void reads_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        CLEAN_FREE char *path = mem_printf(TESTS_DIR "/data/ical/%s.expected", samples[i]);
        size_t len = 0;
        CLEAN_FREE char *expected = ical_file(path, &len);
        CLEAN_BUF struct buf out;
        buf_init(&out, 100000);
        sample_read(samples[i], &out);
        if (strcmp(buf_string(&out), expected) != 0)
            fail_msg("%s gives\n%snot\n%s", samples[i], buf_string(&out), expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_samples)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
