/* Hostile calendars through the real cospaced-calendar: content or refusals, as many meetings as the manifest allows,
 * no crash of it, and none takes its time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

#include "base/map.h"
#include "calendar/job.h"

#include <string.h>

static const char manifest[] = ICAL_DIR "/hostile/manifest.jsonl";

struct tally {
    size_t wrong;
};

/* Meetings of 2026: occurrences, one for an override and the one that it replaces. */
static size_t meetings(const struct calendar_content *content, struct window window)
{
    struct map replaced;
    size_t n = 0;
    map_init(&replaced, 1);
    for (size_t i = 0; i < content->n_events; i++) {
        const struct event *event = &content->events[i];
        CLEAN_FREE char *key = mem_printf("%lld %s", (long long)event->recurrence_id, event->uid);
        if (event->recurrence_id != INSTANT_NONE)
            map_set(&replaced, key, content->events);
    }
    for (size_t i = 0; i < content->n_events; i++) {
        const struct event *event = &content->events[i];
        for (size_t k = 0; k < event->n_occurrences; k++) {
            const struct occurrence *at = &event->occurrences[k];
            CLEAN_FREE char *key = mem_printf("%lld %s", (long long)at->recurrence_id, event->uid);
            bool over = event->recurs && map_get(&replaced, key) != NULL;
            n += !over && at->start >= window.from && at->start < window.to;
        }
    }
    map_done(&replaced);
    return n;
}

static bool crashed(const struct calendar_content *content, const struct err *err)
{
    bool found = strstr(err->message, "crashed") != NULL || strstr(err->message, "too long") != NULL;
    for (size_t i = 0; i < content->n_refusals; i++)
        found = found || strstr(content->refusals[i].why, "crashed") != NULL ||
                strstr(content->refusals[i].why, "reading it took") != NULL;
    return found;
}

static void row_see(const json_t *row, void *ctx)
{
    struct tally *tally = ctx;
    struct calendar_job_options options = {.program = BIN_DIR "/cospaced-calendar", .default_zone = "Europe/Berlin"};
    assert_int_equal(instant_parse("2026-01-01T00:00:00Z", &options.window.from), 0);
    assert_int_equal(instant_parse("2027-01-01T00:00:00Z", &options.window.to), 0);
    CLEAN_FREE char *path = mem_printf(ICAL_DIR "/hostile/%s", ical_text(row, "file"));
    size_t len = 0;
    CLEAN_FREE char *text = ical_file(path, &len);
    struct calendar_content content;
    struct err err = {0};
    calendar_content_init(&content);
    int rc = calendar_read(&options, text, len, &content, &err);
    size_t n = meetings(&content, options.window);
    bool counted = n >= (size_t)json_integer_value(json_object_get(row, "meetings_min")) &&
                   n <= (size_t)json_integer_value(json_object_get(row, "meetings_max"));
    if (!counted || crashed(&content, &err) || (rc != 0 && err.code == ERR_IO)) {
        tally->wrong++;
        printf("%s: %zu meetings, %s\n", ical_text(row, "file"), n,
               content.n_refusals > 0 ? content.refusals[0].why : err.message);
    }
    calendar_content_done(&content);
}

static void survives(void **state)
{
    (void)state;
    struct tally tally = {0};
    size_t rows = ical_each(manifest, row_see, &tally);
    assert_true(rows > 0);
    assert_int_equal(tally.wrong, 0);
}

int main(void)
{
    ical_need(manifest);
    const struct CMUnitTest tests[] = {cmocka_unit_test(survives)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
