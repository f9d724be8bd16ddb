/* core/whose.h: whose the pool is, and what others have of it: a part of inside.h, which includes it. */
#ifndef CORE_WHOSE_H
#define CORE_WHOSE_H

#include "core/engine.h"

struct engine;

/* rivals.c */
void rivals_take(struct engine *engine, const struct bridge *by, const struct answer *answer); /* a page */
const struct rival *rivals_unread(const struct engine *engine); /* one that is to be read, or NULL; see exam.c */
void rivals_take_set(struct engine *engine, const char *id, const struct record *record); /* NULL: it is gone */
void rivals_leave_set(struct engine *engine, const char *id); /* the bridge did not say: as it was, until next time */
void rivals_conclude(struct engine *engine, const struct bridge *by); /* all are here */
void rivals_review(struct engine *engine);                            /* the pool is another */
void rivals_done(struct engine *engine);

/* adopt.c, restored.c */
void space_distrust(struct engine *engine, struct space *space); /* it may hold a call that we do not know */
bool adopt_may(const struct engine *engine, const struct bulk_set *set);
const struct rival *adopt_could(const struct engine *engine, const struct bulk_set *set); /* if claimed; or NULL */
bool adopt_takes(const struct engine *engine, const struct bulk_set *set, const struct record *record, uint32_t index);
void adopt_space(struct engine *engine, struct space *space); /* just added: held */
void adopt_end(struct engine *engine, struct bulk_set *set);  /* all that it has are known */
/* Sets that failed by what is in their way, or all that are on theirs; false: there is none. */
bool adopt_order(struct engine *engine, bool all);

/* tenure.c, lease.c, encounter.c: whose the pool is */
struct space *tenure_space(const struct engine *engine); /* the lowest, which has the mark, or NULL */
bool tenure_watches(const struct tenure *tenure);
void tenure_move(struct engine *engine, enum tenure_event event);
void tenure_take_over(struct engine *engine, enum tenure_event event);
void tenure_adopted(struct engine *engine, const struct space *lowest, bool claimed);
bool tenure_is_from_here(const struct engine *engine, const struct mark *mark);
void tenure_meet(struct engine *engine, struct space *space, const struct record *record); /* seen of one of ours */
void tenure_settings(struct engine *engine); /* at the start, and when they may be others */
void tenure_doubt(struct engine *engine);    /* it is looked at soon */
void tenure_forget(struct engine *engine);   /* what is written there may be another's */
void tenure_run(struct engine *engine);
void tenure_answer(struct engine *engine, enum request_kind kind, const struct answer *answer);
int tenure_order(struct engine *engine, struct reply *reply); /* encounter.c */
bool tenure_holds(const struct engine *engine);               /* something may be changed at the bridges */
bool tenure_is_undecided(const struct engine *engine);        /* not yet, but a look or two will tell */
bool tenure_allows(const struct engine *engine, const struct actor *actor);
duration_ms tenure_every(const struct engine *engine);
bool tenure_is_fresh(const struct engine *engine); /* ours was seen a short while ago */

#endif
