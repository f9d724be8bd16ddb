/* calendar_inside.h: what calendar_link.c (who waits) and calendar_reader.c (who is read) know of each other. */
#ifndef COSPACED_CALENDAR_INSIDE_H
#define COSPACED_CALENDAR_INSIDE_H

#include "calendar_task.h"
#include "litter.h"
#include "loop/loop.h"
#include "yield.h"

/* Tokens of the link have their highest bit set; those of the API never do. */
#define LINK_TOKEN (UINT64_C(1) << 63)

/* Reads one task at a time, and hands on what comes at the pace of the turns. */
struct reader {
    struct calendar_link *link;
    struct task *task; /* NULL: idle */
    struct calendar_job *job;
    struct loop_source *io;
    struct loop_source *timer;
    bool resting; /* until a turn has taken what was handed on */
    struct yield yield;
};

enum { READER_SMALL, READER_ANY, N_READERS };

struct calendar_link {
    struct service *service;
    char *program;
    char *folder;
    struct task_list tasks; /* in order of arrival, those that are being read among them */
    struct reader readers[N_READERS];
    uint64_t last_token;
    struct litter *litter; /* owned: bodies that have been read */
};

/* calendar_reader.c */
int reader_start(struct reader *reader, struct task *task, struct err *err);
void reader_stop(struct reader *reader);
void reader_go_on(struct reader *reader); /* a turn is over */
void reader_on_timer(void *ctx);
/* A task without a body: it only says what is gone. */
void task_submit_nothing(struct calendar_link *link, struct task *task);

/* calendar_link.c */
void calendar_link_next(struct calendar_link *link);
void task_refuse(struct calendar_link *link, struct task *task, const struct err *err);
void task_answer(struct calendar_link *link, struct task *task, const struct reply *reply); /* it is over */

#endif
