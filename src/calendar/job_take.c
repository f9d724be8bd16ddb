/* job_take.c: the records of a process, which may say anything: each is checked against what may come now. */
#include "job_inside.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <string.h>

static void wait_for_taking(struct calendar_job *job, enum job_state state)
{
    job->content.method = job->method;
    job->content.window = job->orders.window;
    job->content.sender = mem_strdup(job->sender);
    job->state = state;
}

static int head_take(struct calendar_job *job, struct wire_reader *payload)
{
    if (job->head_seen || job->open_seen || record_get_head(payload, &job->method, &job->sender, &job->n_events) != 0) {
        return ERR_CORRUPT;
    }
    job->head_seen = true;
    return job->n_events <= job->limits.events ? 0 : ERR_CORRUPT;
}

/* The resource in which a booking stands; NULL if there is none. */
static const struct calendar_chapter *chapter_find(const struct calendar_job *job, uint64_t begin)
{
    size_t low = 0, high = job->n_chapters;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (job->chapters[middle].begin <= begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 ? &job->chapters[low - 1] : NULL;
}

static void booking_keep(struct calendar_job *job, struct record_booking *take)
{
    const struct calendar_chapter *chapter = chapter_find(job, take->begin);
    struct content_booking *booking = calendar_content_add_booking(&job->content);
    *booking = (struct content_booking){
        .uid = take->uid,
        .digest = take->digest,
        .href = chapter != NULL ? mem_strdup(chapter->href) : NULL,
        .etag = chapter != NULL ? mem_strdup(chapter->etag) : NULL,
        .same = take->same,
    };
}

static int name_take(struct calendar_job *job, struct wire_reader *payload)
{
    struct record_booking booking;
    if (!job->head_seen || job->open_seen || record_get_booking(payload, &booking) != 0) {
        return ERR_CORRUPT;
    }
    booking_keep(job, &booking);
    if (job->content.n_bookings >= CALENDAR_PART_NAMES) {
        wait_for_taking(job, JOB_OPENING);
    }
    return 0;
}

/* Of the first process it ends the names; one that goes on begins with it. */
static int open_take(struct calendar_job *job)
{
    if (!job->head_seen || job->open_seen) {
        return ERR_CORRUPT;
    }
    job->open_seen = true;
    if (!job->opened) {
        job->opened = true;
        wait_for_taking(job, JOB_OPENED);
    }
    return 0;
}

static int booking_take(struct calendar_job *job, struct wire_reader *payload)
{
    struct record_booking booking;
    if (!job->open_seen || job->left > 0 || record_get_booking(payload, &booking) != 0) {
        return ERR_CORRUPT;
    }
    mem_free(job->uid);
    job->uid = mem_strdup(booking.uid);
    job->left = booking.n;
    booking.same = false;
    booking_keep(job, &booking);
    return booking.n <= job->n_events - job->next ? 0 : ERR_CORRUPT;
}

static void event_over(struct calendar_job *job, size_t bytes)
{
    job->next++;
    job->left--;
    job->content_bytes += bytes;
    size_t n = job->content.n_events + job->content.n_refusals;
    if (job->left == 0 && (n >= CALENDAR_PART_EVENTS || job->content_bytes >= CALENDAR_PART_BYTES)) {
        wait_for_taking(job, JOB_PART);
    }
}

static int event_take(struct calendar_job *job, struct wire_reader *payload)
{
    struct event event = {0};
    size_t bytes = payload->left;
    int rc = job->left > 0 ? record_get_event(payload, &event, job->limits.occurrences) : ERR_CORRUPT;
    if (rc != 0 || strcmp(event.uid, job->uid) != 0) {
        event_done(&event);
        return ERR_CORRUPT;
    }
    *calendar_content_add_event(&job->content) = event;
    event_over(job, bytes);
    return 0;
}

/* What we know of the event ourselves goes before what the process says. */
static const char *why_of(const struct calendar_job *job, const char *said)
{
    for (uint32_t i = 0; i < job->n_poison; i++) {
        if (job->poison[i].event == job->next) {
            return job->poison[i].why;
        }
    }
    return said;
}

static int refusal_take(struct calendar_job *job, struct wire_reader *payload)
{
    __attribute__((cleanup(refusal_done))) struct refusal said = {0};
    size_t bytes = payload->left;
    int rc = job->left > 0 ? record_get_refusal(payload, &said) : ERR_CORRUPT;
    if (rc != 0) {
        return rc;
    }
    const char *known = why_of(job, said.why);
    if (*known != '\0') {
        struct refusal *refusal = calendar_content_refuse(&job->content, job->uid, said.line, known);
        refusal->title = said.title;
        refusal->when = said.when;
        said.title = said.when = NULL;
    }
    event_over(job, bytes);
    return 0;
}

static int done_take(struct calendar_job *job)
{
    if (!job->open_seen || job->left > 0 || job->next < job->n_events) {
        return ERR_CORRUPT;
    }
    job->ended = true;
    job_end_process(job);
    if (job->content.n_bookings > 0) {
        wait_for_taking(job, JOB_PART);
    } else {
        job->state = JOB_DONE;
    }
    return 0;
}

static int failed_take(struct calendar_job *job, struct wire_reader *payload)
{
    struct err failure = {0};
    if (job->head_seen || record_get_failed(payload, &failure) != 0) {
        return ERR_CORRUPT;
    }
    job_fail(job, &failure);
    return 0;
}

static int record_take(struct calendar_job *job, enum record_type type, struct wire_reader *payload)
{
    switch (type) {
    case RECORD_FAILED:
        return failed_take(job, payload);
    case RECORD_HEAD:
        return head_take(job, payload);
    case RECORD_NAME:
        return name_take(job, payload);
    case RECORD_OPEN:
        return open_take(job);
    case RECORD_BOOKING:
        return booking_take(job, payload);
    case RECORD_EVENT:
        return event_take(job, payload);
    case RECORD_REFUSAL:
        return refusal_take(job, payload);
    case RECORD_DONE:
        return done_take(job);
    }
    return ERR_CORRUPT;
}

int records_take(struct calendar_job *job)
{
    enum record_type type;
    struct wire_reader payload;
    size_t taken = 0;
    int rc = 1;
    while (job->state == JOB_READING) {
        if (job->input.len == taken) {
            rc = 0;
            break;
        }
        struct buf rest = {.data = job->input.data + taken, .len = job->input.len - taken};
        rc = record_next(&rest, &type, &payload);
        if (rc <= 0) {
            break;
        }
        taken = (size_t)(payload.at - job->input.data) + payload.left;
        rc = record_take(job, type, &payload);
        if (rc < 0) {
            break;
        }
    }
    job->input_whole = rc > 0 && job->input.len > taken;
    buf_drop_front(&job->input, taken);
    return rc < 0 ? rc : 0;
}
