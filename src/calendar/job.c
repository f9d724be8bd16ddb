/* job.c: reading a calendar in another process, and going on behind an event that kills or stops it. */
#include "calendar/job.h"

#include "job_inside.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* One step reads no more than this, so that a turn stays short. */
enum { STEP_BYTES = 256 * 1024, CHUNK_BYTES = 64 * 1024, RECEIVED_BASE = 64 * 1024 * 1024, NUMBER_SIZE = 24 };

static int job_fail(struct calendar_job *job, const struct err *why)
{
    process_end(&job->process);
    job->state = JOB_FAILED;
    job->failure = *why;
    return why->code;
}

static int process_run(struct calendar_job *job, struct err *err)
{
    char numbers[6][NUMBER_SIZE];
    snprintf(numbers[0], NUMBER_SIZE, "%lld", (long long)job->window.from);
    snprintf(numbers[1], NUMBER_SIZE, "%lld", (long long)job->window.to);
    snprintf(numbers[2], NUMBER_SIZE, "%zu", job->limits.events);
    snprintf(numbers[3], NUMBER_SIZE, "%zu", job->limits.occurrences);
    snprintf(numbers[4], NUMBER_SIZE, "%u", job->next);
    snprintf(numbers[5], NUMBER_SIZE, "%d", job->refuse_rest);
    char *argv[] = {job->program, numbers[0], numbers[1], job->default_zone, numbers[2], numbers[3],
                    numbers[4],   numbers[5], NULL};
    buf_clear(&job->input);
    job->first = job->next;
    job->head_seen = false;
    job->busy = false;
    job->deadline_us = 0;
    return process_start(&job->process, argv, job->text_fd, err);
}

static void limits_default(struct calendar_limits *limits)
{
    if (limits->bytes == 0) {
        limits->bytes = CALENDAR_BYTES;
    }
    if (limits->events == 0) {
        limits->events = CALENDAR_EVENTS;
    }
    if (limits->occurrences == 0) {
        limits->occurrences = CALENDAR_OCCURRENCES;
    }
    if (limits->event_timeout == 0) {
        limits->event_timeout = CALENDAR_EVENT_TIMEOUT_MS;
    }
}

static struct calendar_job *job_new(const struct calendar_job_options *options, int take_body)
{
    struct calendar_job *job = mem_zalloc(sizeof *job);
    job->program = mem_strdup(options->program);
    job->default_zone = mem_strdup(options->default_zone != NULL ? options->default_zone : "UTC");
    job->window = options->window;
    job->limits = options->limits;
    limits_default(&job->limits);
    job->process.fd = -1;
    job->text_fd = take_body;
    buf_init(&job->input, CALENDAR_RECORD_BYTES + 2 * CHUNK_BYTES);
    calendar_content_init(&job->content);
    job->content.window = options->window;
    return job;
}

static int body_check(struct calendar_job *job, struct err *err)
{
    struct stat status;
    if (fstat(job->text_fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        return err_set(err, ERR_IO, "the calendar is no file");
    }
    uint64_t len = (uint64_t)status.st_size;
    job->received_limit = RECEIVED_BASE + 2 * len;
    if (len > job->limits.bytes) {
        return err_set(err, ERR_LIMIT, "the calendar has %" PRIu64 " bytes, more than %zu", len, job->limits.bytes);
    }
    return 0;
}

int calendar_job_start(const struct calendar_job_options *options, int take_body, struct calendar_job **ret_job,
                       struct err *err)
{
    struct calendar_job *job = job_new(options, take_body);
    int rc = body_check(job, err);
    if (rc == 0) {
        rc = process_run(job, err);
    }
    if (rc != 0) {
        calendar_job_free(job);
        return rc;
    }
    *ret_job = job;
    return 0;
}

void calendar_job_free(struct calendar_job *job)
{
    if (job == NULL) {
        return;
    }
    process_end(&job->process);
    if (job->text_fd >= 0) {
        close(job->text_fd);
    }
    mem_free(job->program);
    mem_free(job->default_zone);
    mem_free(job->begin.uid);
    buf_done(&job->input);
    calendar_content_done(&job->content);
    mem_free(job);
}

int calendar_job_fd(const struct calendar_job *job)
{
    return job->process.fd;
}

duration_ms calendar_job_timeout(const struct calendar_job *job, int64_t monotonic_us)
{
    if (job->deadline_us == 0 || job->state != JOB_READING || job->deadline_us <= monotonic_us) {
        return 0;
    }
    return (job->deadline_us - monotonic_us + 999) / 1000;
}

static void deadline_set(struct calendar_job *job, int64_t monotonic_us, duration_ms length)
{
    job->deadline_us = monotonic_us + length * 1000;
}

static int begin_take(struct calendar_job *job, struct wire_reader *payload, int64_t monotonic_us)
{
    struct record_begin begin;
    int rc = job->head_seen && !job->busy ? record_get_begin(payload, &begin) : ERR_CORRUPT;
    if (rc != 0) {
        return rc;
    }
    mem_free(job->begin.uid);
    job->begin = begin;
    if (begin.index != job->next || begin.index >= job->n_events) {
        return ERR_CORRUPT;
    }
    job->busy = true;
    deadline_set(job, monotonic_us, job->limits.event_timeout);
    return 0;
}

static void event_over(struct calendar_job *job)
{
    job->busy = false;
    job->next = job->begin.index + 1;
}

static int event_take(struct calendar_job *job, struct wire_reader *payload)
{
    struct event event = {0};
    int rc = job->busy ? record_get_event(payload, &event, job->limits.occurrences) : ERR_CORRUPT;
    if (rc != 0) {
        event_done(&event);
        return rc;
    }
    *calendar_content_add_event(&job->content) = event;
    event_over(job);
    return 0;
}

static int refusal_take(struct calendar_job *job, struct wire_reader *payload)
{
    uint32_t line;
    CLEAN_FREE char *why = NULL;
    int rc = job->busy ? record_get_refusal(payload, &line, &why) : ERR_CORRUPT;
    if (rc != 0) {
        return rc;
    }
    if (*why != '\0') {
        calendar_content_refuse(&job->content, job->begin.uid, line, why);
    }
    event_over(job);
    return 0;
}

static int head_take(struct calendar_job *job, struct wire_reader *payload, int64_t monotonic_us)
{
    if (job->head_seen || record_get_head(payload, &job->content.method, &job->n_events) != 0 ||
        job->n_events > job->limits.events) {
        return ERR_CORRUPT;
    }
    job->head_seen = true;
    deadline_set(job, monotonic_us, job->limits.event_timeout);
    return 0;
}

static int done_take(struct calendar_job *job)
{
    if (!job->head_seen || job->busy || job->next < job->n_events) {
        return ERR_CORRUPT;
    }
    process_end(&job->process);
    job->state = JOB_DONE;
    return 0;
}

static int record_take(struct calendar_job *job, enum record_type type, struct wire_reader *payload,
                       int64_t monotonic_us)
{
    struct err failure = {0};
    switch (type) {
    case RECORD_FAILED:
        if (record_get_failed(payload, &failure) != 0) {
            return ERR_CORRUPT;
        }
        job_fail(job, &failure);
        return 0;
    case RECORD_HEAD:
        return head_take(job, payload, monotonic_us);
    case RECORD_BEGIN:
        return begin_take(job, payload, monotonic_us);
    case RECORD_EVENT:
        return event_take(job, payload);
    case RECORD_REFUSAL:
        return refusal_take(job, payload);
    case RECORD_DONE:
        return done_take(job);
    }
    return ERR_CORRUPT;
}

static int records_take(struct calendar_job *job, int64_t monotonic_us)
{
    enum record_type type;
    struct wire_reader payload;
    size_t taken = 0;
    int rc = 1;
    while (job->state == JOB_READING) {
        struct buf rest = {.data = job->input.data + taken, .len = job->input.len - taken};
        rc = job->input.len > taken ? record_next(&rest, &type, &payload) : 0;
        if (rc <= 0) {
            break;
        }
        taken = (size_t)(payload.at - job->input.data) + payload.left;
        rc = record_take(job, type, &payload, monotonic_us);
        if (rc < 0) {
            break;
        }
    }
    buf_drop_front(&job->input, taken);
    return rc < 0 ? rc : 0;
}

enum death { DEATH_END, DEATH_HANG, DEATH_NONSENSE };

/* What a person reads about the end of a process. */
static const char *death_words(const struct calendar_job *job, int status, enum death how, char text[64])
{
    char length[INSTANT_TEXT_SIZE];
    if (how == DEATH_HANG) {
        snprintf(text, 64, "reading it took longer than %s", duration_format(job->limits.event_timeout, length));
    } else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
        snprintf(text, 64, "reading it took more than %ds of processor time", CALENDAR_CPU_SECONDS);
    } else {
        snprintf(text, 64, "reading it crashed");
    }
    return text;
}

static int death_before_events(struct calendar_job *job, int status, enum death how)
{
    struct err failure = {0};
    if (how == DEATH_NONSENSE) {
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

/* The process is gone, hangs or talks nonsense: its event is refused, another process goes on behind it. */
static int death(struct calendar_job *job, enum death how)
{
    char why[64];
    struct err failure = {0};
    int status = process_end(&job->process);
    bool out_of_time = how == DEATH_END && WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
    if (!job->head_seen) {
        return death_before_events(job, status, how);
    }
    /* processor time is counted over all events: only one that used it up alone is to blame */
    bool to_blame = job->busy && !(out_of_time && job->begin.index > job->first);
    if (to_blame) {
        calendar_content_refuse(&job->content, job->begin.uid, job->begin.line, death_words(job, status, how, why));
        event_over(job);
    }
    bool progress = job->next > job->first;
    if (out_of_time) {
        job->deaths += CALENDAR_DEATHS / CALENDAR_CPU_DEATHS;
    } else if (to_blame || !progress) {
        job->deaths++;
    }
    if (job->deaths > 2 * CALENDAR_DEATHS) {
        err_set(&failure, ERR_UNREADABLE, "reading it crashed or hung too often");
        return job_fail(job, &failure);
    }
    job->refuse_rest = job->deaths >= CALENDAR_DEATHS;
    return process_run(job, &failure) == 0 ? 1 : job_fail(job, &failure);
}

enum input { INPUT_SOME, INPUT_NONE, INPUT_END };

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
    if (n <= 0 || buf_append(&job->input, chunk, (size_t)n) != 0) {
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

static int reading_step(struct calendar_job *job, int64_t monotonic_us)
{
    enum input input = INPUT_SOME;
    if (job->deadline_us == 0) {
        deadline_set(job, monotonic_us, CALENDAR_PRELUDE_MS);
    }
    for (size_t n = 0; n < STEP_BYTES / CHUNK_BYTES && job->state == JOB_READING; n++) {
        input = input_read(job);
        if (input != INPUT_SOME) {
            break;
        }
        if (job->received > job->received_limit) {
            return received_too_much(job);
        }
        if (records_take(job, monotonic_us) != 0) {
            return death(job, DEATH_NONSENSE);
        }
    }
    if (job->state != JOB_READING) {
        return job->state == JOB_DONE ? 0 : job->failure.code;
    }
    if (input == INPUT_END) {
        return death(job, DEATH_END);
    }
    return input == INPUT_NONE && monotonic_us >= job->deadline_us ? death(job, DEATH_HANG) : 1;
}

int calendar_job_step(struct calendar_job *job, int64_t monotonic_us, struct err *err)
{
    int rc = job->state == JOB_READING ? reading_step(job, monotonic_us) : 0;
    if (job->state == JOB_FAILED) {
        if (err != NULL) {
            *err = job->failure;
        }
        return job->failure.code;
    }
    if (job->state == JOB_DONE) {
        return job->taken ? CALENDAR_JOB_DONE : CALENDAR_JOB_PART;
    }
    return rc;
}

void calendar_job_take(struct calendar_job *job, struct calendar_content *ret_content)
{
    *ret_content = job->content;
    calendar_content_init(&job->content);
    job->taken = true;
}

/* No clock is read: time goes on by what poll waited in vain, and only such waiting can pass a deadline. */
static int job_finish(struct calendar_job *job, struct err *err)
{
    int64_t waited_us = 1;
    int rc;
    while ((rc = calendar_job_step(job, waited_us, err)) == CALENDAR_JOB_READING) {
        struct pollfd watched = {.fd = calendar_job_fd(job), .events = POLLIN};
        int timeout = (int)calendar_job_timeout(job, waited_us);
        if (poll(&watched, 1, timeout) == 0) {
            waited_us += (int64_t)timeout * 1000;
        }
    }
    return rc;
}

int calendar_read(const struct calendar_job_options *options, const char *text, size_t len,
                  struct calendar_content *ret_content, struct err *err)
{
    struct calendar_job *job = NULL;
    int body = calendar_body_of(text, len, err);
    int rc = body < 0 ? body : calendar_job_start(options, body, &job, err);
    if (rc == 0) {
        rc = job_finish(job, err);
    }
    if (rc == CALENDAR_JOB_PART) {
        calendar_job_take(job, ret_content);
        rc = 0;
    }
    calendar_job_free(job);
    return rc;
}
