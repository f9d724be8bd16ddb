/* job_rig.h: jobs with the real cospaced-calendar, stepped and stopped by a test. */
#ifndef TESTS_CALENDAR_JOB_RIG_H
#define TESTS_CALENDAR_JOB_RIG_H

#include "../../../src/calendar/job_inside.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static const char program[] = BIN_DIR "/cospaced-calendar";

static inline struct calendar_job_options options_2026(void)
{
    struct calendar_job_options options = {.program = program, .default_zone = "Europe/Berlin"};
    assert_int_equal(instant_parse("2026-01-01T00:00:00Z", &options.window.from), 0);
    assert_int_equal(instant_parse("2027-01-01T00:00:00Z", &options.window.to), 0);
    return options;
}

/* Events with much to say: the pipe holds a few of them, so the process is at work until it has been listened to. */
static inline char *long_calendar(size_t n)
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

static inline struct calendar_job *long_job_start(size_t n_events)
{
    CLEAN_FREE char *text = long_calendar(n_events);
    struct calendar_job_options options = options_2026();
    struct calendar_job *job = NULL;
    assert_int_equal(instant_parse("2040-01-01T00:00:00Z", &options.window.to), 0);
    assert_int_equal(calendar_job_start(&options, calendar_body_of(text, strlen(text), NULL), &job, NULL), 0);
    return job;
}

/* What has been found so far, put together. */
static inline void gather(struct calendar_content *all, struct calendar_job *job, int state)
{
    struct calendar_content part;
    calendar_job_take(job, &part);
    for (size_t i = 0; i < part.n_bookings && state != CALENDAR_JOB_PART; i++) {
        *calendar_content_add_booking(all) = part.bookings[i];
        part.bookings[i] = (struct content_booking){0};
    }
    for (size_t i = 0; i < part.n_events; i++) {
        *calendar_content_add_event(all) = part.events[i];
        part.events[i] = (struct event){0};
    }
    for (size_t i = 0; i < part.n_refusals; i++)
        calendar_content_refuse(all, part.refusals[i].uid, part.refusals[i].line, part.refusals[i].why);
    calendar_content_done(&part);
}

/* One step; what waits is taken. Time stands still. */
static inline int go_on(struct calendar_content *all, struct calendar_job *job, int64_t now, struct err *err)
{
    int state = calendar_job_step(job, now, err);
    if (state == CALENDAR_JOB_READING && !job->input_whole) {
        struct pollfd watched = {.fd = calendar_job_fd(job), .events = POLLIN};
        assert_int_equal(poll(&watched, 1, 20000), 1);
    }
    if (state > 0 && state != CALENDAR_JOB_READING)
        gather(all, job, state);
    return state;
}

static inline int go_to_the_end(struct calendar_content *all, struct calendar_job *job, int64_t now, struct err *err)
{
    int state;
    while ((state = go_on(all, job, now, err)) > 0)
        ;
    return state;
}

/* Until so many events have come. */
static inline void go_until(struct calendar_content *all, struct calendar_job *job, size_t n, int64_t now)
{
    while (job->next < n)
        assert_true(go_on(all, job, now, NULL) > 0);
}

/* Stops the process in the middle of it and takes what it has said. */
static inline void stop_at_work(struct calendar_content *all, struct calendar_job *job, int64_t now)
{
    int status;
    struct pollfd watched = {.fd = job->process.fd, .events = POLLIN};
    go_until(all, job, 3, now);
    kill(job->process.pid, SIGSTOP);
    assert_int_equal(waitpid(job->process.pid, &status, WUNTRACED), job->process.pid);
    assert_true(WIFSTOPPED(status));
    while (poll(&watched, 1, 0) == 1 || job->input_whole || job->state != JOB_READING) {
        int state = calendar_job_step(job, now, NULL);
        assert_true(state > 0);
        if (state != CALENDAR_JOB_READING)
            gather(all, job, state);
    }
    job->desk->event = job->next + 1; /* whatever it was about to do */
    assert_int_equal(calendar_job_step(job, now, NULL), CALENDAR_JOB_READING);
}

#endif
