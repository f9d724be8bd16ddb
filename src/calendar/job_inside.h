/* job_inside.h: the inside of a job, for job.c and its tests (which stop and kill the process to see what follows). */
#ifndef CALENDAR_JOB_INSIDE_H
#define CALENDAR_JOB_INSIDE_H

#include "calendar/job.h"

#include "process.h"
#include "record.h"

enum job_state { JOB_READING, JOB_DONE, JOB_FAILED };

struct calendar_job {
    char *program, *default_zone;
    struct window window;
    struct calendar_limits limits;
    int text_fd;
    enum job_state state;
    bool taken; /* what was found has been */
    struct process process;
    struct buf input; /* what of a record has come */
    struct calendar_content content;
    struct err failure; /* of JOB_FAILED */
    bool head_seen;     /* of this process */
    bool busy;          /* `begin` holds what it works on */
    struct record_begin begin;
    uint32_t first; /* the event this process began with */
    uint32_t next;  /* the event to be announced next */
    uint32_t n_events;
    uint32_t deaths;
    bool refuse_rest;
    int64_t deadline_us; /* monotonic; 0: not set yet */
    uint64_t received, received_limit;
};

#endif
