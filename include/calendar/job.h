/* calendar/job.h: reading a calendar in a process of its own.
 *
 * A job hands bytes to cospaced-calendar (a sealed memfd as its standard input; no network, no files, rlimits, seccomp) and
 * reads what it found from a pipe. The process announces each event before it works on it; if it dies or hangs, that event
 * is refused with the reason and a new process goes on behind it. So a job always ends, with content, never with the daemon hurt. */
#ifndef CALENDAR_JOB_H
#define CALENDAR_JOB_H

#include "base/err.h"
#include "base/instant.h"
#include "core/event.h"

#include <stddef.h>

/* Ceilings; zero means the default in calendar/limits.h. */
struct calendar_limits {
    size_t bytes;              /* of one body, 64 MiB */
    size_t events;             /* 100,000 */
    size_t occurrences;        /* of one series in the window, 5,000 */
    duration_ms event_timeout; /* one event may take, 2s of wall clock */
};

struct calendar_job_options {
    const char *program;      /* path of cospaced-calendar */
    struct window window;
    const char *default_zone; /* IANA name for floating times and whole days; "UTC" */
    struct calendar_limits limits;
};

/* The path of cospaced-calendar: beside the program that asks (a build folder, a bundle) if it can be run there, else
 * where it is installed. Owned by the caller. */
char *calendar_program(void);

struct calendar_job;

/* Starts; text is copied. Errors: LIMIT (more bytes than limits.bytes), IO (cannot start). */
int calendar_job_start(const struct calendar_job_options *options, const char *text, size_t len, struct calendar_job **ret_job, struct err *err);
/* The descriptor to watch for reading (it may change after each step: a new process), and how long until a step is due without it. */
int calendar_job_fd(const struct calendar_job *job);
duration_ms calendar_job_timeout(const struct calendar_job *job, int64_t monotonic_us);
/* Never blocks. Returns 1 while there is more to come, 0 when done, or negative: the body as a whole was refused (LIMIT,
 * UNREADABLE with the line) or the process cannot be run (IO). */
int calendar_job_step(struct calendar_job *job, int64_t monotonic_us, struct err *err);
/* What was found, after step returned 0. */
void calendar_job_take(struct calendar_job *job, struct calendar_content *ret_content);
void calendar_job_free(struct calendar_job *job); /* kills the process if there is one */
/* All of it at once, for cospacectl preview and tests. */
int calendar_read(const struct calendar_job_options *options, const char *text, size_t len, struct calendar_content *ret_content, struct err *err);

#endif
