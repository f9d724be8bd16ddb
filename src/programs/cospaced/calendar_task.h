/* calendar_task.h: what waits for the calendar reader, and owns what it says. Private to calendar_link.c. */
#ifndef COSPACED_CALENDAR_TASK_H
#define COSPACED_CALENDAR_TASK_H

#include "calendar_link.h"
#include "core/engine.h"

struct task {
    enum calendar_task_kind kind;
    bool rolls;      /* stored texts over a later window */
    char *uid;       /* of the one booking that is read again, or NULL */
    uint64_t number; /* of that reread */
    char *calendar;
    int body; /* -1: none, or handed to the job */
    uint64_t size;
    struct window window;
    struct calendar_chapter *chapters;
    size_t n_chapters;
    char **gone;
    size_t n_gone;
    char *validator;
    bool remembers_body;
    uint64_t body_hash;
    uint64_t how;   /* it is read, as intake_digest_pushed says */
    bool same;      /* its calendar is what it says already: it is not read */
    size_t n_named; /* bookings in it */
    uint32_t hold_percent;
    bool quiet;
    uint64_t token; /* of who asked */
    calendar_task_fn *done;
    void *ctx;
    bool started;
    uint64_t sync;                   /* number of its commands to the engine; 0: none yet */
    uint64_t begun;                  /* token of the commands that may be refused; 0: none */
    struct calendar_content content; /* what has been read of it, where all of it is needed at once */
    uint64_t *asked;                 /* of a message: tokens of its parts that have not been answered */
    size_t n_asked, asked_capacity;
    struct reply sum;                /* of those that have */
    bool in_parts;                   /* of a message or a roll: some have been submitted, ... */
    bool whole;                      /* ... all have */
    struct calendar_content refused; /* refusals alone */
    struct calendar_content missing; /* of resources that are not in the body, likewise */
    size_t n_refused;
    int64_t found_us;   /* monotonic: when the first that is new of it was handed on; 0: nothing yet */
    uint64_t submitted; /* token of the command whose reply ends it; 0: none yet */
    struct task *next;
};

struct task *task_new(const struct calendar_task *wanted);
void task_free(struct task *task);

/* The reply is to one of the parts of a message: noted. */
bool task_hears(struct task *task, const struct reply *reply);

/* Remembers what was refused, the first MAX_REFUSALS of it. */
void task_keep_refusals(struct task *task, const struct calendar_content *content);
/* UIDs of the bookings whose resources are gone, then these resources. The array is the caller's, its texts are the
 * engine's and the task's. */
size_t task_gone_uids(const struct task *task, const struct engine *engine, const char ***ret_uids);

struct task_list {
    struct task *first;
    uint64_t waiting; /* bytes of their bodies */
};

void task_list_add(struct task_list *list, struct task *task);
void task_list_remove(struct task_list *list, struct task *task); /* frees it */
/* Nothing of its calendar comes before it. */
bool task_list_is_first(const struct task_list *list, const struct task *task);
void task_list_done(struct task_list *list);

#endif
