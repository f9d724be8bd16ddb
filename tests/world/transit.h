/* world/transit.h: requests between the service and the bridges, and the legs they made. Private to the folder. */
#ifndef WORLD_TRANSIT_H
#define WORLD_TRANSIT_H

#include "cms/cms.h"
#include "world/world.h"

enum transit_stage {
    TRANSIT_OUT,  /* on its way to the bridge */
    TRANSIT_BACK, /* the client will learn its end */
    TRANSIT_LATE, /* the client has given up; the bridge will still act */
};

struct transit {
    struct heap_item item; /* first member */
    enum transit_stage stage;
    uint64_t generation;
    struct request request; /* owned */
    struct cms_message message;
    char meeting[GUID_SIZE], participant[GUID_SIZE], space[ID_SIZE]; /* of a dial: for whom */
    instant sent;
    uint32_t stops;    /* of its bridge when it arrived */
    duration_ms extra; /* a late effect comes so long after the client has given up */
    struct cms_reply reply;
    struct sim_answer answer;
};

void transit_send(struct world *world, struct request *take_request);
void transit_happens(struct world *world, struct transit *transit);
void transits_done(struct world *world);
bool transit_is_quiet(const struct transit *transit); /* only looks: not in the trace */
void trace_sent(struct world *world, const struct transit *transit);
void trace_answered(struct world *world, const struct transit *transit);
void trace_effects(struct world *world);

void world_finish_turn(struct world *world);
void desk_hear(struct world *world); /* the replies of the turn */

void world_backup_done(struct world *world);

/* reread.c */
void rereads_take(struct world *world);
void rereads_drop(struct world *world);
instant rereads_next(const struct world *world);
void rereads_happen(struct world *world);

/* rules.c */
void rules_init(struct world *world, uint64_t seed);
void rules_done(struct world *world);
void rules_begin(struct world *world);   /* the service starts */
void rules_forgive(struct world *world); /* the configuration was read again */
void rules_sending(struct world *world, const struct transit *transit);
void rival_sending(struct world *world, const struct transit *transit);
void rules_answered(struct world *world, const struct transit *transit, const struct answer *answer);
void rules_see_meeting(struct world *world, const struct meeting *meeting); /* it is durable */
void rules_see_participant(struct world *world, const struct participant *participant);
void rules_forget(struct world *world, const char *id);
void rules_check_due(struct world *world);
void rules_check_waiting(struct world *world, const struct engine_counts *counts); /* some do */

/* manners.c */
struct manners *manners_new(void);
void manners_free(struct manners *manners);
void manners_begin(struct world *world);
void manners_jump(struct world *world);
void manners_sending(struct world *world, const struct request *request);
void manners_answered(struct world *world, const struct answer *answer, uint32_t bridge);
void manners_turn(struct world *world);
instant manners_quiet_since(const struct world *world, uint32_t bridge); /* true time: usable, and no answer failed */

/* doubles.c */
void doubles_check(struct world *world);

/* manners.c */
bool manners_may_leave(const struct world *world, uint32_t bridge);       /* running meetings: it is lost for good */
instant manners_usable_since(const struct world *world, uint32_t bridge); /* true time; INSTANT_NEVER: it is not */

/* truth.c */
void truth_sending(struct world *world, struct transit *transit);
void truth_arriving(struct world *world, const struct transit *transit);
void truth_acted(struct world *world, const struct transit *transit, bool late);
void truth_committed(struct world *world);
void truth_loaded(struct world *world);         /* after the disk had failed */
void truth_check_accepted(struct world *world); /* after a crash: all that was promised is there */
/* A call that the service never had, with somebody in it: guests by another bridge. */
bool truth_is_of_guests(const struct world *world, const char *call);
bool truth_is_excused(const struct world *world, const char *meeting, const char *party); /* invited by hand */
/* A leg of ours in the call of an active meeting, of somebody who is in it: whose, and when it was made. */
bool truth_leg_of(const struct world *world, const char *leg, const char *call, const char **ret_participant,
                  instant *ret_made);
void truth_check_legs(struct world *world); /* in quiet times: nobody has two */
void truth_done(struct world *world);
char *truth_dump(const struct engine *engine); /* all that is durable, as text; owned by the caller */

#endif
