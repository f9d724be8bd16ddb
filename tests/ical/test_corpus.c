/* The collected calendars through the real cospaced-calendar: each gives the occurrences that independent readers agree
 * on, or stands below with the paragraph that says otherwise; those on which they differ hurt nobody. Several processes
 * share the files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

#include "base/buf.h"
#include "calendar/job.h"
#include "occurrences.h"

#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>

enum { PROCESSES = 4, FILES_MAX = 12, MANY = 100 };

static const char index_path[] = ICAL_DIR "/expected/index.jsonl";
static const char disputed_path[] = ICAL_DIR "/expected/disputed.jsonl";

/* Where we differ from what was agreed on, and why. */
static const struct {
    const char *paragraph;
    const char *files[FILES_MAX];
} exceptions[] = {
    {"RFC 5545 3.2.19: a TZID without VTIMEZONE means nothing unless it is known; the others take the time as "
     "floating, "
     "which is another time for whoever lives elsewhere: refused",
     {"allenporter-ical/compat/testdata/office_365_invalid_timezone.ics",
      "cyrus-tests/JMAPCalendars__calendarevent_changes_ignore_specials.L38.ics",
      "cyrus-tests/JMAPCalendars__calendarevent_get_privacy_ignore_override.L14.ics",
      "cyrus-tests/JMAPCalendars__calendarevent_ignore_orphaned_ical_rows.L39.ics",
      "cyrus-tests/JMAPCalendars__calendareventnotification_imip.L140.ics",
      "cyrus-tests/JMAPCalendars__calendareventnotification_imip.L81.ics",
      "icalendar-py/tests/calendars/issue_526_calendar_with_different_events.ics",
      "icalendar-py/tests/calendars/issue_526_calendar_with_events.ics",
      "icalendar-py/tests/calendars/issue_722_missing_VTIMEZONE_custom.ics", "khal/event_dt_local_missing_tz.ics",
      "node-ical/germany_at_end_of_day_repeating.ics", "node-ical/music-school-weekly-until.ics"}},
    {"RFC 5545 3.2.19: a name of the tz database means its zone: also behind a vendor's prefix, in other letters, with "
     "other strokes; the others take the time as floating",
     {"biweekly-tests/biweekly__issues__Issue106.java.L30.ics",
      "biweekly-tests/biweekly__issues__Issue106.java.L74.ics", "ical.net-tests/MatchTimeZoneTests.cs.L252.ics",
      "ical.net-tests/MatchTimeZoneTests.cs.L295.ics", "ical4j/samples/invalid/talios.ics",
      "ruby-icalendar/single_event_bad_dtstart.ics", "ruby-icalendar/single_event_bad_organizer.ics",
      "ruby-icalendar/single_event_organizer_parsed.ics"}},
    {"RFC 5545 3.6.5: the VTIMEZONE says what its TZID means; the others take the time as floating",
     {"cyrus-tests/JMAPCalendars__calendarevent_get_guesstz.L315.ics"}},
    {"RFC 5545 3.3.5: a floating time is that of who looks at it; the others subtract it from another as if it were "
     "UTC",
     {"cyrus-imapd/floatingtzid.ics", "khal/event_dt_mixed_awareness.ics", "radicale/event_issue1847_1.ics",
      "radicale/event_issue1847_2.ics"}},
    {"RFC 5545 3.8.5.3: DTSTART is the first instance, also where the rule would not give it",
     {"ical4j/samples/valid/korganizer_sample.ics", "kcalendarcore/Compat/KOrganizer_3.2.ics",
      "kcalendarcore/RecurrenceRule/KAlarm_3.4/KAlarm_TestCase03.ics",
      "kcalendarcore/RecurrenceRule/KOrganizer_3.4/KOrganizer_Test10.ics",
      "kcalendarcore/RecurrenceRule/KOrganizer_3.4/KOrganizer_Test13.ics",
      "sabre-vobject-tests/ITip__BrokerNewEventTest.php.L390.ics"}},
    {"RFC 5545 3.3.10: UNTIL bounds inclusively; a DATE beside a time is the whole of that day",
     {"node-ical-tests/google-calendar-until-bug.test.js.L164.ics",
      "node-ical-tests/google-calendar-until-bug.test.js.L196.ics"}},
    {"RFC 5545 3.3.10: a rule without a FREQ that is known, or with the 0th of a day, is none; the others book DTSTART "
     "alone, or drop the number: refused",
     {"icalendar-py/tests/calendars/issue_1081_invalid_rrule_freq.ics",
      "sabre-vobject-tests/Property__ICalendar__RecurTest.php.L151.ics",
      "sabre-vobject-tests/Recur__EventIterator__Issue26Test.php.L17.ics"}},
    {"RFC 7529 4.1: RSCALE=CHINESE counts Chinese months; the others walk Gregorian ones, we book DTSTART alone",
     {"caldavtester-inst/rscale/chinese/monthday/5.ics"}},
    {"RFC 5545 3.8.2.2: DTEND lies behind DTSTART: refused", {"recurring-ical-events/end_before_start_event.ics"}},
    {"RFC 5545 3.3.6: a DURATION of 19 trillion years is none, and nobody knows the end: refused",
     {"icalendar-py/tests/calendars/invalid_duration.ics"}},
    {"RFC 5545 3.8.2.4: an override without a readable DTSTART says nothing; its occurrence stays",
     {"ical.net-tests/RecurrenceTests.cs.L3916.ics"}},
    {"RFC 5546 2.1.4: of two events with one UID the higher SEQUENCE counts", {"libical/test-data/classify.ics"}},
    {"RFC 5545 3.3.10: BYMONTHDAY under YEARLY expands over all months (tier C: one source states otherwise)",
     {"thunderbird-recur/case16.ics"}},
};

static bool is_exception(const char *file)
{
    file += strlen("corpus/");
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++) {
        for (size_t k = 0; k < FILES_MAX && exceptions[i].files[k] != NULL; k++) {
            if (strcmp(exceptions[i].files[k], file) == 0)
                return true;
        }
    }
    return false;
}

/* The files of one process. */
struct share {
    size_t of, seen, wrong;
};

struct reading {
    struct window window;
    struct calendar_content content;
    int rc;
    struct err err;
};

static void reading_init(struct reading *reading, const char *path, const char *from, const char *to)
{
    size_t len = 0;
    CLEAN_FREE char *text = ical_file(path, &len);
    memset(reading, 0, sizeof *reading);
    assert_int_equal(instant_parse(from, &reading->window.from), 0);
    assert_int_equal(instant_parse(to, &reading->window.to), 0);
    struct calendar_job_options options = {.program = BIN_DIR "/cospaced-calendar",
                                           .window = {reading->window.from - 1, reading->window.to},
                                           .default_zone = "Europe/Berlin",
                                           .zone_is_fixed = true};
    calendar_content_init(&reading->content);
    reading->rc = calendar_read(&options, text, len, &reading->content, &reading->err);
}

static int text_compare(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* "uid start end" of each occurrence, sorted, with the number first. */
static char *lines_join(char **lines, size_t n)
{
    struct buf out;
    buf_init(&out, 16 * 1024 * 1024);
    buf_printf(&out, "%zu:", n);
    if (n > 1)
        qsort(lines, n, sizeof *lines, text_compare);
    for (size_t i = 0; i < n; i++) {
        buf_printf(&out, "\n  %s", lines[i]);
        mem_free(lines[i]);
    }
    mem_free(lines);
    return buf_take(&out);
}

static char *got(const struct reading *reading)
{
    struct occurrences found;
    occurrences_combine(&reading->content, reading->window, &found);
    char **lines = mem_calloc(found.count, sizeof *lines);
    for (size_t i = 0; i < found.count; i++) {
        const struct planned *planned = &found.items[i];
        char start[INSTANT_TEXT_SIZE], end[INSTANT_TEXT_SIZE];
        lines[i] = mem_printf("%s %s %s", planned->event->uid_made ? "" : planned->event->uid,
                              instant_format(planned->start, start), instant_format(planned->end, end));
    }
    char *text = lines_join(lines, found.count);
    occurrences_done(&found);
    return text;
}

struct wanted {
    bool headed;
    json_t *header; /* owned */
    char **lines;
    size_t n, capacity;
};

static const char *text_or(const json_t *row, const char *key, const char *otherwise)
{
    const char *text = json_string_value(json_object_get(row, key));
    return text != NULL ? text : ical_text(row, otherwise);
}

static void wanted_see(const json_t *row, void *ctx)
{
    struct wanted *wanted = ctx;
    if (!wanted->headed) {
        wanted->headed = true;
        wanted->header = json_deep_copy(row);
        return;
    }
    ARRAY_GROW(wanted->lines, wanted->n, wanted->capacity);
    wanted->lines[wanted->n++] = mem_printf("%s %s %s", ical_text(row, "uid"), text_or(row, "start_utc", "start"),
                                            text_or(row, "end_utc", "end"));
}

static void agreed_see(const json_t *row, void *ctx)
{
    struct share *share = ctx;
    if (share->seen++ % PROCESSES != share->of)
        return;
    const char *file = ical_text(row, "file");
    CLEAN_FREE char *path = mem_printf(ICAL_DIR "/%s", file);
    CLEAN_FREE char *expected = mem_printf(ICAL_DIR "/%s", ical_text(row, "expected"));
    struct wanted wanted = {0};
    struct reading reading;
    ical_each(expected, wanted_see, &wanted);
    const json_t *window = json_object_get(wanted.header, "window");
    reading_init(&reading, path, ical_text(window, "start"), ical_text(window, "end"));
    CLEAN_FREE char *want = lines_join(wanted.lines, wanted.n);
    CLEAN_FREE char *have = got(&reading);
    if ((strcmp(want, have) == 0) == is_exception(file)) {
        share->wrong++;
        printf("%s%s\n wanted %.1000s\n got %.1000s\n %s\n", file,
               is_exception(file) ? " stands in the list and agrees" : "", want, have,
               reading.content.n_refusals > 0 ? reading.content.refusals[0].why : reading.err.message);
    }
    json_decref(wanted.header);
    calendar_content_done(&reading.content);
}

static bool hurt(const struct reading *reading)
{
    bool found = reading->rc != 0 && (reading->err.code == ERR_IO || strstr(reading->err.message, "crashed") != NULL);
    for (size_t i = 0; i < reading->content.n_refusals; i++)
        found = found || strstr(reading->content.refusals[i].why, "crashed") != NULL ||
                strstr(reading->content.refusals[i].why, "reading it took") != NULL;
    return found;
}

/* Events or words: no file is passed over in silence. */
static void disputed_see(const json_t *row, void *ctx)
{
    struct share *share = ctx;
    const json_t *window = json_object_get(row, "window");
    CLEAN_FREE char *path = mem_printf(ICAL_DIR "/corpus/%s", ical_text(row, "file"));
    if (share->seen++ % PROCESSES != share->of || access(path, R_OK) != 0)
        return;
    struct reading reading;
    reading_init(&reading, path, json_string_value(json_array_get(window, 0)),
                 json_string_value(json_array_get(window, 1)));
    bool told = reading.content.n_events > 0 || reading.content.n_refusals > 0 || reading.rc != 0;
    if (!told || hurt(&reading)) {
        share->wrong++;
        printf("%s: %zu events, %zu refusals, %s\n", ical_text(row, "file"), reading.content.n_events,
               reading.content.n_refusals, reading.err.message);
    }
    calendar_content_done(&reading.content);
}

static void shared_out(const char *path, void (*see)(const json_t *row, void *ctx))
{
    int wrong = 0;
    pid_t children[PROCESSES];
    fflush(stdout);
    for (size_t i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] > 0)
            continue;
        struct share share = {.of = i};
        size_t rows = ical_each(path, see, &share);
        fflush(stdout);
        _exit(rows == 0 || share.wrong > MANY ? MANY : (int)share.wrong);
    }
    for (size_t i = 0; i < PROCESSES; i++) {
        int status = 0;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        wrong += WIFEXITED(status) ? WEXITSTATUS(status) : MANY;
    }
    assert_int_equal(wrong, 0);
}

static void agrees_with_others(void **state)
{
    (void)state;
    shared_out(index_path, agreed_see);
}

static void is_not_hurt(void **state)
{
    (void)state;
    shared_out(disputed_path, disputed_see);
}

int main(void)
{
    ical_need(index_path);
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_others), cmocka_unit_test(is_not_hurt)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
