/* calendar_link.h: the way to the calendar reader: bodies out to the locked-in process, what they say into the engine,
 * part by part.
 *
 * Bodies wait as files. What belongs to one calendar is read in the order in which it came; a small body does not wait
 * behind a large one of another calendar. */
#ifndef COSPACED_CALENDAR_LINK_H
#define COSPACED_CALENDAR_LINK_H

#include "base/err.h"
#include "calendar/job.h"
#include "core/fact.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct calendar_link;
struct service;

enum calendar_task_kind {
    CALENDAR_TASK_SNAPSHOT, /* the calendar is now exactly what the body says */
    CALENDAR_TASK_PARTIAL,  /* the bookings in the body are now so, those in gone are gone, of others nothing is said */
    CALENDAR_TASK_MESSAGE,  /* one iTIP message */
    CALENDAR_TASK_MAIL,     /* one, in a mail */
};

/* What became of a task: the engine's reply once everything is durable, or why the body was refused. content: for its
 * refusals, and may be NULL. Both borrowed. Not called for what still waits when the link is freed. */
typedef void calendar_task_fn(void *ctx, const struct reply *reply, const struct calendar_content *content);

/* Borrowed for the call, and copied; but the body is taken, and closed in any case. Zone, selection and ceilings are
 * those of the configuration. */
struct calendar_task {
    enum calendar_task_kind kind;
    const char *calendar;
    int take_body; /* a file that does not change any more (http/spool.h); -1: none, with gone */
    const struct calendar_chapter *chapters;
    size_t n_chapters;
    const char *const
        *gone; /* hrefs of chapters before: their bookings that the body does not hold are gone; of PARTIAL */
    size_t n_gone;
    const struct refusal *refusals; /* of resources that are not in the body: uid "", why begins with "HREF: " */
    size_t n_refusals;
    bool remembers_body; /* of SNAPSHOT: the same once more need not be read; the validator is made of body_hash then */
    uint64_t body_hash;
    const char *validator;  /* to be remembered with the success; NULL: keep the old */
    uint32_t hold_percent;  /* of SNAPSHOT: hold it back if more than this is missing; 0: never */
    bool quiet;             /* who brought it says what failed: the log and the calendar's last error are theirs */
    uint64_t token;         /* comes back in the reply */
    calendar_task_fn *done; /* or NULL */
    void *ctx;
};

/* IO: the reader's program is not there. */
int calendar_link_new(struct service *service, struct calendar_link **ret_link, struct err *err);
void calendar_link_free(struct calendar_link *link);
/* done is called later, never inside this call. BUSY: too much waits already, or the store cannot be written; done is
 * not called then. */
int calendar_link_read(struct calendar_link *link, const struct calendar_task *task, struct err *err);
/* Forgets the tasks whose done has this ctx: it is not called any more; what is being read is read to its end. */
void calendar_link_forget(struct calendar_link *link, const void *ctx);
/* Expands the stored recurring bookings of calendar over window, then submits them as ROLL. */
void calendar_link_roll(struct calendar_link *link, const char *calendar, const struct window *window);
/* Expands the stored components of one booking over window, then submits them as REREAD. */
void calendar_link_reread(struct calendar_link *link, const struct reread *reread, const struct window *window);
/* An empty file for a body, in the store's folder; negative: IO. */
int calendar_link_spool(const struct calendar_link *link, struct err *err);
/* A reply of the engine: true if it was to a command of the link. content: what the command said. */
bool calendar_link_reply(struct calendar_link *link, const struct reply *reply);
/* The engine was made anew from the store: what it was told before is lost. */
void calendar_link_on_undo(struct calendar_link *link, const struct err *err);
/* The engine has taken what was submitted: the reading goes on. */
void calendar_link_on_turn(struct calendar_link *link);

#endif
