/* job_read.c: a whole calendar at once, for who has nothing else to do meanwhile. */
#include "calendar/job.h"

#include "base/mem.h"

#include <poll.h>
#include <string.h>

/* The strings move; the shells of the lists go. */
void calendar_content_join(struct calendar_content *all, struct calendar_content *take_part)
{
    struct calendar_content *part = take_part;
    all->method = part->method;
    all->window = part->window;
    if (all->sender == NULL) {
        all->sender = part->sender;
        part->sender = NULL;
    }
    for (size_t i = 0; i < part->n_bookings; i++) {
        *calendar_content_add_booking(all) = part->bookings[i];
    }
    part->n_bookings = 0;
    for (size_t i = 0; i < part->n_events; i++) {
        *calendar_content_add_event(all) = part->events[i];
    }
    part->n_events = 0;
    for (size_t i = 0; i < part->n_refusals; i++) {
        ARRAY_GROW(all->refusals, all->n_refusals, all->refusals_capacity);
        all->refusals[all->n_refusals++] = part->refusals[i];
    }
    part->n_refusals = 0;
    calendar_content_done(part);
}

void calendar_content_drop_bookings(struct calendar_content *part)
{
    struct calendar_content bookings = {.bookings = part->bookings, .n_bookings = part->n_bookings};
    part->bookings = NULL;
    part->n_bookings = part->bookings_capacity = 0;
    calendar_content_done(&bookings);
}

/* No clock is read: time goes on by what poll waited in vain, and only such waiting can pass a deadline. */
static int job_finish(struct calendar_job *job, struct calendar_content *content, struct err *err)
{
    int64_t waited_us = 1;
    int rc;
    while ((rc = calendar_job_step(job, waited_us, err)) > 0) {
        if (rc != CALENDAR_JOB_READING) {
            struct calendar_content part;
            calendar_job_take(job, &part);
            if (rc == CALENDAR_JOB_PART) {
                calendar_content_drop_bookings(&part); /* they were named in the beginning */
            }
            calendar_content_join(content, &part);
            continue;
        }
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
    struct calendar_content content;
    calendar_content_init(&content);
    int body = calendar_body_of(text, len, err);
    int rc = body < 0 ? body : calendar_job_start(options, body, &job, err);
    if (rc == 0) {
        rc = job_finish(job, &content, err);
    }
    calendar_job_free(job);
    if (rc != 0) {
        calendar_content_done(&content);
        return rc;
    }
    *ret_content = content;
    return 0;
}
