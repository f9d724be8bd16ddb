/* Jobs with the real cospaced-calendar: content, refusals, and a process that dies, stops or talks too much. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "job_rig.h"

#include <stdlib.h>

#define DAILY(uid)                                                                                                     \
    "BEGIN:VEVENT\r\nUID:" uid "\r\nDTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY;COUNT=300\r\nEND:VEVENT\r\n"
#define SINGLE(uid) "BEGIN:VEVENT\r\nUID:" uid "\r\nDTSTART:20260310T090000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
#define CAL(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" events "END:VCALENDAR\r\n"

static void reads_a_calendar(void **state)
{
    (void)state;
    static const char text[] =
        CAL("METHOD:REQUEST\r\n" SINGLE("a") "BEGIN:VEVENT\r\nUID:bad\r\nEND:VEVENT\r\n" DAILY("b"));
    struct calendar_job_options options = options_2026();
    struct calendar_content content;
    struct err err = {0};
    assert_int_equal(calendar_read(&options, text, sizeof text - 1, &content, &err), 0);
    assert_int_equal(content.method, METHOD_REQUEST);
    assert_int_equal(content.window.to, options.window.to);
    assert_int_equal(content.n_events, 2);
    assert_string_equal(content.events[0].uid, "a");
    assert_int_equal(content.events[1].n_occurrences, 300);
    assert_int_equal(content.n_refusals, 1);
    assert_string_equal(content.refusals[0].uid, "bad");
    assert_int_equal(content.refusals[0].line, 9);
    assert_string_equal(content.refusals[0].why, "DTSTART is missing");
    calendar_content_done(&content);
}

static void refuses_bodies(void **state)
{
    (void)state;
    static const struct {
        const char *text, *zone, *program;
        struct calendar_limits limits;
        int rc;
        uint32_t line;
    } cases[] = {
        {"", "UTC", program, {0}, ERR_UNREADABLE, 1},
        {"BEGIN:VCALENDAR\r\n" SINGLE("a") "BEGIN:VEVENT\r\n", "UTC", program, {0}, ERR_UNREADABLE, 7},
        {CAL(SINGLE("a")), "UTC", program, {.bytes = 10}, ERR_LIMIT, 0},
        {CAL(SINGLE("a") SINGLE("b")), "UTC", program, {.events = 1}, ERR_LIMIT, 8},
        {CAL(SINGLE("a")), "Nowhere/Land", program, {0}, ERR_NOT_FOUND, 0},
        {CAL(SINGLE("a")), "UTC", "/nonexistent/reader", {0}, ERR_IO, 0},
        {CAL(SINGLE("a")), "UTC", "/bin/false", {0}, ERR_IO, 0},
        {CAL(SINGLE("a")), "UTC", "/bin/echo", {0}, ERR_IO, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct calendar_job_options options = options_2026();
        struct calendar_content content;
        struct err err = {0};
        options.program = cases[i].program;
        options.default_zone = cases[i].zone;
        options.limits = cases[i].limits;
        int rc = calendar_read(&options, cases[i].text, strlen(cases[i].text), &content, &err);
        if (rc != cases[i].rc || err.line != cases[i].line || err.message[0] == '\0')
            fail_msg("case %zu: %d, line %u, %s", i, rc, err.line, err.message);
    }
}

static void check_one_refused(const struct calendar_content *all, const char *why, size_t n_events)
{
    assert_int_equal(all->n_events, n_events - 1);
    assert_int_equal(all->n_refusals, 1);
    uint32_t index = (uint32_t)strtol(all->refusals[0].uid, NULL, 10);
    assert_int_equal(all->refusals[0].line, 2 + 5 * index);
    assert_string_equal(all->refusals[0].why, why);
    for (size_t i = 0, uid = 0; i < all->n_events; i++, uid++) {
        uid += uid == index;
        assert_int_equal(strtol(all->events[i].uid, NULL, 10), uid);
    }
}

static void goes_on_behind_a_crash(void **state)
{
    (void)state;
    enum { EVENTS = 60 };
    struct calendar_job *job = long_job_start(EVENTS);
    struct calendar_content all;
    calendar_content_init(&all);
    assert_int_equal(calendar_job_timeout(job, 5), 0);
    stop_at_work(&all, job, 1);
    kill(job->process.pid, SIGKILL);
    assert_int_equal(go_to_the_end(&all, job, 1, NULL), CALENDAR_JOB_DONE);
    check_one_refused(&all, "reading it crashed", EVENTS);
    assert_int_equal(all.n_bookings, EVENTS);
    calendar_content_done(&all);
    calendar_job_free(job);
}

static void goes_on_behind_a_hang(void **state)
{
    (void)state;
    enum { EVENTS = 60 };
    static const int64_t timeout = CALENDAR_EVENT_TIMEOUT_MS * 1000;
    struct calendar_job *job = long_job_start(EVENTS);
    struct calendar_content all;
    calendar_content_init(&all);
    stop_at_work(&all, job, 1000);
    pid_t stopped = job->process.pid;
    assert_int_equal(calendar_job_timeout(job, 1000), CALENDAR_EVENT_TIMEOUT_MS / 4);
    assert_int_equal(calendar_job_step(job, 1000 + timeout - 1, NULL), CALENDAR_JOB_READING);
    assert_int_equal(job->process.pid, stopped);
    assert_int_equal(calendar_job_timeout(job, 1000 + timeout), 0);
    assert_int_equal(calendar_job_step(job, 1000 + timeout, NULL), CALENDAR_JOB_READING);
    assert_int_not_equal(job->process.pid, stopped);
    assert_int_equal(go_to_the_end(&all, job, 1000, NULL), CALENDAR_JOB_DONE);
    check_one_refused(&all, "reading it took longer than 2s", EVENTS);
    calendar_content_done(&all);
    calendar_job_free(job);
}

/* Nobody listened for an hour: that is not the process's fault. */
static void does_not_mind_waiting(void **state)
{
    (void)state;
    struct calendar_job *job = long_job_start(60);
    struct calendar_content all;
    calendar_content_init(&all);
    int64_t now = 1;
    int rc;
    while ((rc = go_on(&all, job, now, NULL)) > 0)
        now += rc == CALENDAR_JOB_READING ? 0 : HOUR_MS * 1000;
    assert_int_equal(rc, CALENDAR_JOB_DONE);
    assert_int_equal(all.n_events, 60);
    calendar_content_done(&all);
    calendar_job_free(job);
}

/* Processor time is counted over all events: who merely came last is read again, by a process with time of its own. */
static void blames_no_event_for_the_time_of_others(void **state)
{
    (void)state;
    enum { EVENTS = 60 };
    struct calendar_job *job = long_job_start(EVENTS);
    struct calendar_content all;
    calendar_content_init(&all);
    stop_at_work(&all, job, 1);
    kill(job->process.pid, SIGXCPU);
    kill(job->process.pid, SIGCONT);
    assert_int_equal(go_to_the_end(&all, job, 1, NULL), CALENDAR_JOB_DONE);
    assert_int_equal(job->deaths, CALENDAR_DEATHS / CALENDAR_CPU_DEATHS);
    assert_int_equal(all.n_events, EVENTS);
    assert_int_equal(all.n_refusals, 0);
    calendar_content_done(&all);
    calendar_job_free(job);
}

/* After too many deaths the rest is named and refused, unread. */
static void gives_up_reading(void **state)
{
    (void)state;
    enum { EVENTS = 60 };
    struct calendar_job *job = long_job_start(EVENTS);
    struct calendar_content all;
    calendar_content_init(&all);
    stop_at_work(&all, job, 1);
    job->deaths = CALENDAR_DEATHS - 1;
    kill(job->process.pid, SIGKILL);
    assert_int_equal(go_to_the_end(&all, job, 1, NULL), CALENDAR_JOB_DONE);
    assert_int_equal(all.n_events + all.n_refusals, EVENTS);
    const struct refusal *last = &all.refusals[all.n_refusals - 1];
    assert_string_equal(last->uid, "59");
    assert_string_equal(last->why, "it was not read: reading others crashed or hung too often");
    calendar_content_done(&all);
    calendar_job_free(job);
}

static void refuses_what_is_too_much_to_hold(void **state)
{
    (void)state;
    struct calendar_job *job = long_job_start(10);
    struct err err = {0};
    struct calendar_content all;
    calendar_content_init(&all);
    job->received_limit = 1000;
    assert_int_equal(go_to_the_end(&all, job, 1, &err), ERR_LIMIT);
    calendar_content_done(&all);
    assert_int_equal(calendar_job_step(job, 1, &err), ERR_LIMIT); /* and stays so */
    assert_int_equal(calendar_job_fd(job), -1);
    calendar_job_free(job);
}

static void can_be_dropped_at_any_time(void **state)
{
    (void)state;
    struct calendar_job *job = long_job_start(10);
    calendar_job_free(job);
    job = long_job_start(10);
    struct calendar_content all;
    calendar_content_init(&all);
    go_until(&all, job, 1, 1);
    calendar_content_done(&all);
    pid_t pid = job->process.pid;
    calendar_job_free(job);
    assert_int_equal(kill(pid, 0), -1);
    calendar_job_free(NULL);
}

#define OVERRIDE(uid, at, to) "BEGIN:VEVENT\r\nUID:" uid "\r\nRECURRENCE-ID:" at "\r\nDTSTART:" to "\r\nEND:VEVENT\r\n"

static struct calendar_content read_all(const char *text)
{
    struct calendar_job_options options = options_2026();
    struct calendar_content content;
    assert_int_equal(calendar_read(&options, text, strlen(text), &content, NULL), 0);
    return content;
}

static int digest_compare(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Components of a UID anywhere in the body are one booking, in order of its first. */
static void groups_by_uid(void **state)
{
    (void)state;
    struct calendar_content content =
        read_all(CAL(OVERRIDE("b", "20260102T090000Z", "20260102T120000Z")
                         SINGLE("a") "BEGIN:VEVENT\r\nUID:c\\,d \r\n"
                                     "DTSTART:20260105T090000Z\r\nEND:VEVENT\r\n")
                     CAL(DAILY("b") "BEGIN:VEVENT\r\nUID:\r\n c,d\r\n"
                                    "RECURRENCE-ID:20260105T090000Z\r\nDTSTART:20260105T100000Z\r\nEND:VEVENT\r\n"));
    static const char *const uids[] = {"b", "a", "c,d"};
    static const char *const events[] = {"b", "b", "a", "c,d", "c,d"};
    assert_int_equal(content.n_bookings, 3);
    assert_int_equal(content.n_events, 5);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(content.bookings[i].uid, uids[i]);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(content.events[i].uid, events[i]);
    calendar_content_done(&content);
}

#define ZONE(offset)                                                                                                   \
    "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:" offset                \
    "\r\nTZOFFSETTO:" offset "\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
#define KNOWN_ZONE                                                                                                     \
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n"      \
    "TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"

/* Only what has changed, or is read otherwise now, is read again. */
static void leaves_out_what_is_known(void **state)
{
    (void)state;
    static const char before[] =
        CAL(ZONE("+0100") DAILY("a") SINGLE("b") OVERRIDE("a", "20260102T090000Z", "20260102T120000Z"));
    static const struct {
        const char *text, *zone;
        size_t n_bookings, n_same, n_events, taken_as;
    } cases[] = {
        {before, "Europe/Berlin", 2, 2, 0, 0},
        {before, "Europe/Berlin", 2, 0, 3, 1},
        {CAL(ZONE("+0100") KNOWN_ZONE SINGLE("b") DAILY("a") OVERRIDE("a", "20260102T090000Z", "20260102T120000Z")),
         "Europe/Berlin", 2, 2, 0, 0},
        {CAL(ZONE("+0100") DAILY("a") SINGLE("b") OVERRIDE("a", "20260102T090000Z", "20260102T130000Z")),
         "Europe/Berlin", 2, 1, 2, 0},
        {CAL(ZONE("+0100") OVERRIDE("a", "20260102T090000Z", "20260102T120000Z") SINGLE("b") DAILY("a")),
         "Europe/Berlin", 2, 1, 2, 0},
        {CAL(ZONE("+0100") DAILY("a") SINGLE("c") OVERRIDE("a", "20260102T090000Z", "20260102T120000Z")),
         "Europe/Berlin", 2, 1, 1, 0},
        {CAL(ZONE("+0100") DAILY("a") OVERRIDE("a", "20260102T090000Z", "20260102T120000Z")), "Europe/Berlin", 1, 1, 0,
         0},
        {CAL(ZONE("+0200") DAILY("a") SINGLE("b")), "Europe/Berlin", 2, 0, 2, 0},
        {CAL(ZONE("+0100") "METHOD:PUBLISH\r\n" SINGLE("b")), "Europe/Berlin", 1, 0, 1, 0},
        {CAL(ZONE("+0100") "X-WR-TIMEZONE:Europe/Rome\r\n" SINGLE("b")), "Europe/Berlin", 1, 0, 1, 0},
        {before, "Europe/Rome", 2, 0, 3, 0},
    };
    struct calendar_content first = read_all(before);
    uint64_t known[] = {first.bookings[0].digest, first.bookings[1].digest};
    qsort(known, 2, sizeof *known, digest_compare);
    assert_true(known[0] != 0 && known[0] != known[1]);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct calendar_job_options options = options_2026();
        struct calendar_content content;
        options.default_zone = cases[i].zone;
        options.taken_as = cases[i].taken_as;
        options.known = known;
        options.n_known = 2;
        assert_int_equal(calendar_read(&options, cases[i].text, strlen(cases[i].text), &content, NULL), 0);
        size_t n_same = 0;
        for (size_t k = 0; k < content.n_bookings; k++)
            n_same += content.bookings[k].same;
        if (content.n_bookings != cases[i].n_bookings || n_same != cases[i].n_same ||
            content.n_events != cases[i].n_events)
            fail_msg("case %zu: %zu bookings, %zu the same, %zu events", i, content.n_bookings, n_same,
                     content.n_events);
        calendar_content_done(&content);
    }
    calendar_content_done(&first);
}

/* A body of several resources, and what stands in none of them. */
static void names_the_chapter(void **state)
{
    (void)state;
    static const char one[] = CAL(SINGLE("a")), two[] = CAL(SINGLE("b") SINGLE("c")), three[] = CAL(SINGLE("d"));
    CLEAN_FREE char *text = mem_printf("%s%s%s", one, two, three);
    struct calendar_chapter chapters[] = {{sizeof one - 1, "/2.ics", "\"e2\""},
                                          {sizeof one - 1 + sizeof two - 1, "/3.ics", NULL}};
    static const char *const hrefs[] = {"", "/2.ics", "/2.ics", "/3.ics"};
    struct calendar_job_options options = options_2026();
    struct calendar_content content;
    options.chapters = chapters;
    options.n_chapters = 2;
    assert_int_equal(calendar_read(&options, text, strlen(text), &content, NULL), 0);
    assert_int_equal(content.n_bookings, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(content.bookings[i].href != NULL ? content.bookings[i].href : "", hrefs[i]);
    assert_string_equal(content.bookings[2].etag, "\"e2\"");
    assert_null(content.bookings[3].etag);
    calendar_content_done(&content);
}

/* Parts are whole bookings, and nothing is read while one waits. */
static void comes_in_parts(void **state)
{
    (void)state;
    enum { EVENTS = 1000 };
    CLEAN_BUF struct buf text;
    buf_init(&text, 1 << 20);
    buf_append_string(&text, "BEGIN:VCALENDAR\r\n");
    for (size_t i = 0; i < EVENTS; i++)
        buf_printf(&text,
                   "BEGIN:VEVENT\r\nUID:%zu\r\nRECURRENCE-ID:2026%02zu01T090000Z\r\nDTSTART:20260301T090000Z\r\n"
                   "END:VEVENT\r\n",
                   i / 3, i % 3 + 1);
    buf_append_string(&text, "END:VCALENDAR\r\n");
    struct calendar_job_options options = options_2026();
    struct calendar_job *job = NULL;
    assert_int_equal(calendar_job_start(&options, calendar_body_of(text.data, text.len, NULL), &job, NULL), 0);
    size_t n_parts = 0, n_events = 0;
    int rc;
    while ((rc = calendar_job_step(job, 1, NULL)) > 0) {
        if (rc == CALENDAR_JOB_READING)
            continue;
        struct calendar_content part;
        assert_int_equal(calendar_job_fd(job), -1);
        assert_int_equal(calendar_job_step(job, 1, NULL), rc);
        calendar_job_take(job, &part);
        n_parts += rc == CALENDAR_JOB_PART;
        n_events += part.n_events;
        assert_true(part.n_events <= CALENDAR_PART_EVENTS + 2);
        assert_int_equal(part.n_events,
                         rc != CALENDAR_JOB_PART ? 0 : part.n_bookings * 3 - (n_events == EVENTS ? 2 : 0));
        calendar_content_done(&part);
    }
    assert_int_equal(rc, CALENDAR_JOB_DONE);
    assert_int_equal(n_events, EVENTS);
    assert_int_equal(n_parts, 10);
    calendar_job_free(job);
}

/* No reader stands beside a test. */
static void finds_the_installed_program(void **state)
{
    (void)state;
    CLEAN_FREE char *path = calendar_program();
    assert_string_equal(path, LIBEXEC_DIR "/cospaced/cospaced-calendar");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_calendar),
        cmocka_unit_test(refuses_bodies),
        cmocka_unit_test(goes_on_behind_a_crash),
        cmocka_unit_test(goes_on_behind_a_hang),
        cmocka_unit_test(does_not_mind_waiting),
        cmocka_unit_test(groups_by_uid),
        cmocka_unit_test(leaves_out_what_is_known),
        cmocka_unit_test(names_the_chapter),
        cmocka_unit_test(comes_in_parts),
        cmocka_unit_test(blames_no_event_for_the_time_of_others),
        cmocka_unit_test(gives_up_reading),
        cmocka_unit_test(refuses_what_is_too_much_to_hold),
        cmocka_unit_test(can_be_dropped_at_any_time),
        cmocka_unit_test(finds_the_installed_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
