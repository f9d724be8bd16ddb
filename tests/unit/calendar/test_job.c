/* Jobs with the real cospaced-calendar: content, refusals, and a process that dies, stops or talks too much. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/calendar/job_inside.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const char program[] = BIN_DIR "/cospaced-calendar";

static struct calendar_job_options options_2026(void)
{
    struct calendar_job_options options = {.program = program, .default_zone = "Europe/Berlin"};
    assert_int_equal(instant_parse("2026-01-01T00:00:00Z", &options.window.from), 0);
    assert_int_equal(instant_parse("2027-01-01T00:00:00Z", &options.window.to), 0);
    return options;
}

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

/* Events with much to say: the pipe holds a few of them, so the process is at work until it has been listened to. */
static char *long_calendar(size_t n)
{
    struct buf text;
    buf_init(&text, 64 * 1024 * 1024);
    buf_append_string(&text, "BEGIN:VCALENDAR\r\n");
    for (size_t i = 0; i < n; i++)
        buf_printf(&text,
                   "BEGIN:VEVENT\r\nUID:%zu\r\nDTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY;COUNT=5000\r\n"
                   "END:VEVENT\r\n",
                   i);
    assert_int_equal(buf_append_string(&text, "END:VCALENDAR\r\n"), 0);
    return buf_take(&text);
}

static struct calendar_job *long_job_start(size_t n_events)
{
    CLEAN_FREE char *text = long_calendar(n_events);
    struct calendar_job_options options = options_2026();
    struct calendar_job *job = NULL;
    assert_int_equal(instant_parse("2040-01-01T00:00:00Z", &options.window.to), 0);
    assert_int_equal(calendar_job_start(&options, calendar_body_of(text, strlen(text), NULL), &job, NULL), 0);
    return job;
}

/* Steps until it works on an event; time stands still. */
static void step_until_busy(struct calendar_job *job, int64_t now)
{
    while (!job->busy) {
        struct pollfd watched = {.fd = calendar_job_fd(job), .events = POLLIN};
        assert_int_equal(poll(&watched, 1, 20000), 1);
        assert_int_equal(calendar_job_step(job, now, NULL), 1);
    }
}

static int step_to_the_end(struct calendar_job *job, int64_t now, struct err *err)
{
    int rc;
    while ((rc = calendar_job_step(job, now, err)) == 1) {
        struct pollfd watched = {.fd = calendar_job_fd(job), .events = POLLIN};
        assert_int_equal(poll(&watched, 1, 20000), 1);
    }
    return rc == CALENDAR_JOB_PART ? 0 : rc;
}

static void check_one_refused(struct calendar_job *job, uint32_t index, const char *why, size_t n_events)
{
    struct calendar_content content;
    CLEAN_FREE char *uid = mem_printf("%u", index);
    calendar_job_take(job, &content);
    assert_int_equal(content.n_events, n_events - 1);
    assert_int_equal(content.n_refusals, 1);
    assert_string_equal(content.refusals[0].uid, uid);
    assert_int_equal(content.refusals[0].line, 2 + 5 * index);
    assert_string_equal(content.refusals[0].why, why);
    calendar_content_done(&content);
}

static void goes_on_behind_a_crash(void **state)
{
    (void)state;
    enum { EVENTS = 40 };
    struct calendar_job *job = long_job_start(EVENTS);
    assert_int_equal(calendar_job_timeout(job, 5), 0);
    step_until_busy(job, 1);
    pid_t first = job->process.pid;
    kill(first, SIGKILL);
    uint32_t index = UINT32_MAX;
    int rc = 1;
    while (rc == 1) {
        struct pollfd watched = {.fd = calendar_job_fd(job), .events = POLLIN};
        assert_int_equal(poll(&watched, 1, 20000), 1);
        if (job->process.pid == first && job->busy)
            index = job->begin.index; /* the last it announced */
        rc = calendar_job_step(job, 1, NULL);
        if (job->content.n_refusals == 1 && index == UINT32_MAX)
            index = job->first - 1;
    }
    assert_int_equal(rc, CALENDAR_JOB_PART);
    index = job->content.n_refusals == 1 ? (job->content.refusals[0].line - 2) / 5 : index;
    check_one_refused(job, index, "reading it crashed", EVENTS);
    calendar_job_free(job);
}

static void goes_on_behind_a_hang(void **state)
{
    (void)state;
    enum { EVENTS = 40 };
    struct calendar_job *job = long_job_start(EVENTS);
    step_until_busy(job, 1000);
    kill(job->process.pid, SIGSTOP);
    /* what it said before it stopped */
    struct pollfd watched = {.fd = calendar_job_fd(job), .events = POLLIN};
    while (poll(&watched, 1, 0) == 1)
        assert_int_equal(calendar_job_step(job, 1000, NULL), 1);
    assert_true(job->busy);
    uint32_t index = job->begin.index;
    assert_int_equal(calendar_job_timeout(job, 1000), CALENDAR_EVENT_TIMEOUT_MS);
    assert_int_equal(calendar_job_step(job, 1000 + CALENDAR_EVENT_TIMEOUT_MS * 1000 - 1, NULL), 1);
    assert_int_equal(job->content.n_refusals, 0);
    assert_int_equal(calendar_job_timeout(job, 1000 + CALENDAR_EVENT_TIMEOUT_MS * 1000), 0);
    assert_int_equal(calendar_job_step(job, 1000 + CALENDAR_EVENT_TIMEOUT_MS * 1000, NULL), 1);
    assert_int_equal(step_to_the_end(job, 1000, NULL), 0);
    check_one_refused(job, index, "reading it took longer than 2s", EVENTS);
    calendar_job_free(job);
}

/* Processor time is counted over all events: who merely came last is read again, by a process with time of its own. */
static void blames_no_event_for_the_time_of_others(void **state)
{
    (void)state;
    enum { EVENTS = 40 };
    struct calendar_job *job = long_job_start(EVENTS);
    while (!job->busy || job->begin.index == job->first) {
        struct pollfd watched = {.fd = calendar_job_fd(job), .events = POLLIN};
        assert_int_equal(poll(&watched, 1, 20000), 1);
        assert_int_equal(calendar_job_step(job, 1, NULL), 1);
    }
    kill(job->process.pid, SIGXCPU);
    assert_int_equal(step_to_the_end(job, 1, NULL), 0);
    assert_int_equal(job->deaths, CALENDAR_DEATHS / CALENDAR_CPU_DEATHS);
    assert_int_equal(job->content.n_events, EVENTS);
    assert_int_equal(job->content.n_refusals, 0);
    for (size_t i = 0; i < EVENTS; i++)
        assert_int_equal(strtol(job->content.events[i].uid, NULL, 10), i);
    calendar_job_free(job);
}

/* After too many deaths the rest is named and refused, unread. */
static void gives_up_reading(void **state)
{
    (void)state;
    enum { EVENTS = 60 };
    struct calendar_job *job = long_job_start(EVENTS);
    while (job->deaths < CALENDAR_DEATHS) {
        step_until_busy(job, 1);
        kill(job->process.pid, SIGKILL);
        pid_t killed = job->process.pid;
        while (job->process.pid == killed && job->state == JOB_READING) {
            struct pollfd watched = {.fd = calendar_job_fd(job), .events = POLLIN};
            assert_int_equal(poll(&watched, 1, 20000), 1);
            calendar_job_step(job, 1, NULL);
        }
    }
    assert_int_equal(step_to_the_end(job, 1, NULL), 0);
    struct calendar_content content;
    calendar_job_take(job, &content);
    assert_int_equal(content.n_events + content.n_refusals, EVENTS);
    assert_true(content.n_refusals > CALENDAR_DEATHS);
    const struct refusal *last = &content.refusals[content.n_refusals - 1];
    assert_string_equal(last->uid, "59");
    assert_string_equal(last->why, "it was not read: reading others crashed or hung too often");
    calendar_content_done(&content);
    calendar_job_free(job);
}

static void refuses_what_is_too_much_to_hold(void **state)
{
    (void)state;
    struct calendar_job *job = long_job_start(10);
    struct err err = {0};
    job->received_limit = 1000;
    assert_int_equal(step_to_the_end(job, 1, &err), ERR_LIMIT);
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
    step_until_busy(job, 1);
    pid_t pid = job->process.pid;
    calendar_job_free(job);
    assert_int_equal(kill(pid, 0), -1);
    calendar_job_free(NULL);
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
        cmocka_unit_test(blames_no_event_for_the_time_of_others),
        cmocka_unit_test(gives_up_reading),
        cmocka_unit_test(refuses_what_is_too_much_to_hold),
        cmocka_unit_test(can_be_dropped_at_any_time),
        cmocka_unit_test(finds_the_installed_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
