/* job_inside.h: the inside of a job, for job*.c and their tests (which stop and kill the process to see what follows).
 */
#ifndef CALENDAR_JOB_INSIDE_H
#define CALENDAR_JOB_INSIDE_H

#include "calendar/job.h"
#include "calendar/worker.h"

#include "orders.h"
#include "process.h"
#include "record.h"

enum job_state {
    JOB_READING,
    JOB_OPENING, /* names wait to be taken, more follow */
    JOB_OPENED,  /* the last names wait */
    JOB_PART,    /* a part waits */
    JOB_DONE,
    JOB_FAILED,
};

/* Why an event is refused that a process died of. */
struct job_death {
    uint32_t event;
    char why[64];
};

struct calendar_job {
    char *program;
    struct orders orders; /* its lists are owned here */
    uint64_t *known;
    struct calendar_chapter *chapters;
    size_t n_chapters;
    struct calendar_limits limits;
    int body_fd, desk_fd;
    uint64_t body_len;
    struct worker_desk *desk; /* mapped; the process writes on it */
    enum job_state state;
    struct process process;
    struct buf input; /* what has come and was not looked at */
    bool input_whole; /* a whole record may be in it */
    bool ended;       /* the process said that that was all */
    struct calendar_content content;
    size_t content_bytes;
    enum calendar_method method;
    char *sender;
    struct err failure; /* of JOB_FAILED */
    bool head_seen;
    bool opened;    /* all names are known */
    bool open_seen; /* of this process */
    uint32_t left;  /* components of the booking under work that have not been answered */
    char *uid;      /* its UID */
    uint32_t n_events;
    uint32_t first;           /* the event this process began with */
    uint32_t next;            /* the event to be answered next */
    struct job_death *poison; /* by event */
    uint32_t n_poison, poison_capacity;
    uint32_t deaths;
    uint32_t desk_seen;
    int64_t deadline_us;          /* monotonic; 0: not set yet */
    int64_t listened_us;          /* how long it was waited for what the process says, over all of them */
    int64_t step_us;              /* monotonic: the last step; 0: nobody listens */
    char said[PROCESS_SAID_SIZE]; /* what the last process that broke had to say */
    uint64_t received, received_limit;
};

int job_fail(struct calendar_job *job, const struct err *why);
/* Ends the process; its wait status. */
int job_end_process(struct calendar_job *job);
/* job_start.c: a process for the events from job->next on. Errors: IO. */
int job_run(struct calendar_job *job, struct err *err);
/* job_take.c: takes whole records from the input until something waits. 0, or CORRUPT. */
int records_take(struct calendar_job *job);

#endif
