/* job.c: reading a calendar in another process, and going on behind an event that kills or stops it. */
#include "calendar/job.h"

#include "job_inside.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* One step reads no more than this, so that a turn stays short. */
enum { STEP_BYTES = 256 * 1024, CHUNK_BYTES = 64 * 1024 };
/* How often the desk is looked at while an event takes its time. */
enum { DESK_LOOKS = 4 };

int job_end_process(struct calendar_job *job)
{
    char said[PROCESS_SAID_SIZE];
    int status = process_end(&job->process, said);
    if (said[0] != '\0') {
        memcpy(job->said, said, sizeof job->said);
    }
    return status;
}

const char *calendar_job_said(const struct calendar_job *job)
{
    return job->said;
}

int job_fail(struct calendar_job *job, const struct err *why)
{
    job_end_process(job);
    job->state = JOB_FAILED;
    job->failure = *why;
    return why->code;
}

int calendar_job_fd(const struct calendar_job *job)
{
    return job->state == JOB_READING ? job->process.fd : -1;
}

duration_ms calendar_job_timeout(const struct calendar_job *job, int64_t monotonic_us)
{
    if (job->deadline_us == 0 || job->input_whole || job->state != JOB_READING || job->deadline_us <= monotonic_us) {
        return 0;
    }
    duration_ms left = (job->deadline_us - monotonic_us + 999) / 1000;
    duration_ms look = job->limits.event_timeout / DESK_LOOKS;
    return job->open_seen && left > look ? look : left;
}

/* From now on: the process has shown that it is at work, or could not have, since nobody listened. */
static void deadline_set(struct calendar_job *job, int64_t monotonic_us)
{
    duration_ms prelude = CALENDAR_PRELUDE_MS + SECOND_MS * (duration_ms)(job->body_len / CALENDAR_CPU_BYTES);
    job->deadline_us = monotonic_us + (job->open_seen ? job->limits.event_timeout : prelude) * 1000;
    job->desk_seen = atomic_load_explicit(&job->desk->event, memory_order_relaxed);
}

enum death { DEATH_END, DEATH_HANG, DEATH_NONSENSE };

/* What a person reads about the end of a process. */
static void death_words(const struct calendar_job *job, int status, enum death how, char text[64])
{
    char length[INSTANT_TEXT_SIZE];
    if (how == DEATH_HANG) {
        snprintf(text, 64, "reading it took longer than %s", duration_format(job->limits.event_timeout, length));
    } else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
        snprintf(text, 64, "reading it took more than %us of processor time", job->orders.cpu_seconds);
    } else {
        snprintf(text, 64, "reading it crashed");
    }
}

static int death_before_events(struct calendar_job *job, int status, enum death how)
{
    struct err failure = {0};
    if (how == DEATH_NONSENSE || (job->received > 0 && !job->head_seen)) {
        err_set(&failure, ERR_IO, "%s does not answer as a calendar reader does", job->program);
    } else if (how == DEATH_HANG) {
        err_set(&failure, ERR_UNREADABLE, "splitting the calendar into events took too long");
    } else if (WIFEXITED(status)) {
        err_set(&failure, ERR_IO, "%s cannot be run (it ended with %d)", job->program, WEXITSTATUS(status));
    } else {
        err_set(&failure, ERR_UNREADABLE, "splitting the calendar into events crashed");
    }
    return job_fail(job, &failure);
}

/* The event that lay on the desk; UINT32_MAX: none that has not been answered. */
static uint32_t desk_event(const struct calendar_job *job)
{
    uint32_t said = atomic_load_explicit(&job->desk->event, memory_order_relaxed);
    return job->open_seen && said > job->next && said <= job->n_events ? said - 1 : UINT32_MAX;
}

/* False: it was blamed before, so the process lies. */
static bool poison_add(struct calendar_job *job, uint32_t event, int status, enum death how)
{
    uint32_t at = 0;
    while (at < job->n_poison && job->poison[at].event < event) {
        at++;
    }
    if (at < job->n_poison && job->poison[at].event == event) {
        return false;
    }
    ARRAY_GROW(job->poison, job->n_poison, job->poison_capacity);
    memmove(job->poison + at + 1, job->poison + at, (job->n_poison - at) * sizeof *job->poison);
    job->poison[at].event = event;
    death_words(job, status, how, job->poison[at].why);
    job->n_poison++;
    return true;
}

/* The process is gone, hangs or talks nonsense: its event is refused, another process goes on with what was not
 * answered. */
static int death(struct calendar_job *job, enum death how)
{
    struct err failure = {0};
    int status = job_end_process(job);
    if (!job->opened) {
        return death_before_events(job, status, how);
    }
    bool out_of_time = how == DEATH_END && WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
    uint32_t event = desk_event(job);
    /* processor time is counted over all events: only one that used it up alone is to blame */
    bool to_blame = event != UINT32_MAX && !(out_of_time && event > job->first) && poison_add(job, event, status, how);
    if (out_of_time) {
        job->deaths += CALENDAR_DEATHS / CALENDAR_CPU_DEATHS;
    } else if (to_blame || job->next == job->first) {
        job->deaths++;
    }
    if (job->deaths > 2 * CALENDAR_DEATHS) {
        err_set(&failure, ERR_UNREADABLE, "reading it crashed or hung too often");
        return job_fail(job, &failure);
    }
    job->orders.refuse_rest = job->deaths >= CALENDAR_DEATHS;
    return job_run(job, &failure) == 0 ? CALENDAR_JOB_READING : job_fail(job, &failure);
}

enum input { INPUT_SOME, INPUT_NONE, INPUT_END, INPUT_FAILED };

static enum input input_read(struct calendar_job *job)
{
    char chunk[CHUNK_BYTES];
    ssize_t n;
    do {
        n = read(job->process.fd, chunk, sizeof chunk);
    } while (n < 0 && errno == EINTR);
    if (n < 0 && errno == EAGAIN) {
        return INPUT_NONE;
    }
    if (n < 0) {
        err_set(&job->failure, ERR_IO, "what the reader found cannot be read: %s", strerror(errno));
        return INPUT_FAILED;
    }
    if (n == 0 || buf_append(&job->input, chunk, (size_t)n) != 0) {
        return INPUT_END;
    }
    job->received += (uint64_t)n;
    return INPUT_SOME;
}

static int received_too_much(struct calendar_job *job)
{
    struct err failure = {0};
    err_set(&failure, ERR_LIMIT, "its events and occurrences are more than can be held");
    return job_fail(job, &failure);
}

/* Each byte and each event on the desk moves the deadline; what moves it for ever comes to an end here. */
static int listened_too_long(struct calendar_job *job)
{
    struct err failure = {0};
    err_set(&failure, ERR_UNREADABLE, "reading it took too long in all");
    return job_fail(job, &failure);
}

static bool patience_is_over(struct calendar_job *job, int64_t monotonic_us)
{
    job->listened_us += job->step_us != 0 ? monotonic_us - job->step_us : 0;
    job->step_us = monotonic_us;
    duration_ms most = CALENDAR_LISTEN_MS +
                       CALENDAR_LISTEN_FOLD * SECOND_MS * (duration_ms)(job->body_len / CALENDAR_CPU_BYTES) +
                       INT64_C(2) * CALENDAR_DEATHS * job->limits.event_timeout;
    return job->listened_us > most * 1000;
}

static bool desk_stands_still(const struct calendar_job *job, int64_t monotonic_us)
{
    uint32_t event = atomic_load_explicit(&job->desk->event, memory_order_relaxed);
    return event == job->desk_seen && monotonic_us >= job->deadline_us;
}

/* What came before is looked at first: reading goes on when nothing of it waits. */
static int reading_step(struct calendar_job *job, int64_t monotonic_us)
{
    enum input input = INPUT_SOME;
    if (patience_is_over(job, monotonic_us)) {
        return listened_too_long(job);
    }
    if (job->deadline_us == 0) {
        deadline_set(job, monotonic_us);
    }
    for (size_t n = 0; n <= STEP_BYTES / CHUNK_BYTES; n++) {
        if (records_take(job) != 0) {
            return death(job, DEATH_NONSENSE);
        }
        if (job->state != JOB_READING || n == STEP_BYTES / CHUNK_BYTES) {
            return CALENDAR_JOB_READING;
        }
        input = input_read(job);
        if (input != INPUT_SOME) {
            break;
        }
        if (job->received > job->received_limit) {
            return received_too_much(job);
        }
        deadline_set(job, monotonic_us);
    }
    if (input == INPUT_FAILED) {
        return job_fail(job, &job->failure);
    }
    if (input == INPUT_END) {
        return death(job, DEATH_END);
    }
    if (desk_stands_still(job, monotonic_us)) {
        return death(job, DEATH_HANG);
    }
    if (job->desk_seen != atomic_load_explicit(&job->desk->event, memory_order_relaxed)) {
        deadline_set(job, monotonic_us);
    }
    return CALENDAR_JOB_READING;
}

int calendar_job_step(struct calendar_job *job, int64_t monotonic_us, struct err *err)
{
    static const int answers[] = {
        [JOB_READING] = CALENDAR_JOB_READING, [JOB_OPENING] = CALENDAR_JOB_OPENING, [JOB_OPENED] = CALENDAR_JOB_OPENED,
        [JOB_PART] = CALENDAR_JOB_PART,       [JOB_DONE] = CALENDAR_JOB_DONE,
    };
    if (job->state == JOB_READING) {
        reading_step(job, monotonic_us);
    }
    if (job->state != JOB_FAILED) {
        return answers[job->state];
    }
    if (err != NULL) {
        *err = job->failure;
    }
    return job->failure.code;
}

void calendar_job_take(struct calendar_job *job, struct calendar_content *ret_content)
{
    *ret_content = job->content;
    calendar_content_init(&job->content);
    job->content_bytes = 0;
    job->deadline_us = job->step_us = 0;
    job->state = job->ended ? JOB_DONE : JOB_READING;
    job->input_whole = job->input.len > 0;
}
