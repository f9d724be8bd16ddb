/* calendar/job.h: reading a calendar in a process of its own.
 *
 * A job hands a body to cospaced-calendar (a file as its standard input; no network, no files, rlimits, seccomp) and
 * reads what it found from a pipe. The process says which event it works on; if it dies or hangs, that event is refused
 * with the reason and a new process goes on behind it. So a job always ends, with content, never with the daemon hurt.
 *
 * What was found comes in parts, while the reading goes on: first what is in the body (OPENING, OPENED: every UID,
 * nothing else), then whole bookings, some hundred events at a time (PART). Nothing is read while a part waits to be
 * taken, so that who takes them sets the pace. A body that is cut off or beyond the ceilings is refused before anything
 * is found.
 */
#ifndef CALENDAR_JOB_H
#define CALENDAR_JOB_H

#include "base/err.h"
#include "base/instant.h"
#include "core/event.h"

#include <stddef.h>

/* Ceilings; zero means the default in calendar/limits.h. */
struct calendar_limits {
    size_t bytes;              /* of one body, 512 MiB */
    size_t events;             /* of one body, 300,000 */
    size_t occurrences;        /* of one event in the window, 5,000; as many components may share a UID */
    size_t total;              /* occurrences of one body in the window, 10,000,000: what follows is refused */
    size_t nesting;            /* of components, VCALENDAR is 1; 4 */
    duration_ms event_timeout; /* one event may take, 2s of wall clock */
};

/* A body may be several resources laid end to end, each a whole VCALENDAR: the bookings of each are named with it. In
 * order of begin; what stands before the first belongs to none. */
struct calendar_chapter {
    size_t begin;     /* offset in the body */
    const char *href; /* comes back in content_booking; NULL: none */
    const char *etag;
};

/* Which events become meetings: those in which one of the words stands in one of the properties, in any case of
 * letters; the others come with `unmatched`. No words: all. */
struct calendar_selection {
    const char *const *words;
    size_t n_words;
    const char *const *properties; /* upper case */
    size_t n_properties;
};

/* Borrowed for the call of calendar_job_start; copied. */
struct calendar_job_options {
    const char *program; /* path of cospaced-calendar */
    struct window window;
    const char *default_zone; /* IANA name for floating times and whole days; "UTC" */
    bool zone_is_fixed;       /* also where the body says another (X-WR-TIMEZONE) */
    bool mail;                /* the body is message/rfc822, the calendar a part of it */
    struct calendar_selection selection;
    uint64_t taken_as; /* of what else decides what becomes of an event: part of the digests */
    const uint64_t *known; /* digests of what is had already, sorted: such bookings are named as `same`, not read */
    size_t n_known;
    const struct calendar_chapter *chapters;
    size_t n_chapters;
    struct calendar_limits limits;
};

/* The path of cospaced-calendar: beside the program that asks (a build folder, a bundle) if it can be run there, else
 * where it is installed. Owned by the caller. */
char *calendar_program(void);

struct calendar_job;

/* Starts. The descriptor of the body, of which all is read whatever its offset, is taken and closed in any case; the
 * file may not change any more: a file of others is copied first. Errors: LIMIT (more bytes than limits.bytes), IO
 * (cannot start). */
int calendar_job_start(const struct calendar_job_options *options, int take_body, struct calendar_job **ret_job,
                       struct err *err);
/* A file in memory with a copy of text that nobody can change, for short bodies; negative: IO. */
int calendar_body_of(const char *text, size_t len, struct err *err);
/* The descriptor to watch for reading (it may change after each step: a new process; -1 while something waits to be
 * taken), and how long until a step is due without it. */
int calendar_job_fd(const struct calendar_job *job);
duration_ms calendar_job_timeout(const struct calendar_job *job, int64_t monotonic_us);

enum calendar_job_state {
    CALENDAR_JOB_DONE,    /* everything has been taken */
    CALENDAR_JOB_READING, /* more will come */
    CALENDAR_JOB_OPENING, /* some of what is in the body waits to be taken: bookings with their digests, same or not */
    CALENDAR_JOB_OPENED,  /* likewise, and that was all of them; once, before any part */
    CALENDAR_JOB_PART,    /* a part waits to be taken: events and refusals of whole bookings, and these bookings */
};
/* Never blocks, reads no more than 256 KiB. Returns a calendar_job_state, or negative: the body as a whole was refused
 * (LIMIT, UNREADABLE with the line) or the process cannot be run (IO). Method, sender and window are in each content.
 */
int calendar_job_step(struct calendar_job *job, int64_t monotonic_us, struct err *err);
/* What a process that broke wrote to its error output, for the log: one line, "" if there was nothing. Borrowed until
 * the next step. */
const char *calendar_job_said(const struct calendar_job *job);
/* What waits, after OPENING, OPENED or PART. */
void calendar_job_take(struct calendar_job *job, struct calendar_content *ret_content);
/* The body, which the job needs no longer: it is over, or given up. The caller's; -1: there is none. */
int calendar_job_give_up_body(struct calendar_job *job);
void calendar_job_free(struct calendar_job *job); /* kills the process if there is one */

/* Puts a part behind what came before; takes it. */
void calendar_content_join(struct calendar_content *all, struct calendar_content *take_part);
void calendar_content_drop_bookings(struct calendar_content *content);
/* All of it at once, parts put together: for cospacectl preview and tests. */
int calendar_read(const struct calendar_job_options *options, const char *text, size_t len,
                  struct calendar_content *ret_content, struct err *err);

#endif
