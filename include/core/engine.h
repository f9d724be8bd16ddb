/* core/engine.h: the heart: facts in, effects out; no clock, no I/O, no chance but the seed it is given.
 *
 * Order of use: engine_new, engine_load_* for every stored row (profiles and sets, spaces, calendars, bookings, their
 * components, responses, meetings, participants, the words of the components: in this order), one FACT_STARTED, then
 * facts as they come. The engine never goes back in time: a `now` smaller than before is taken as it is (the wall clock
 * was set), deadlines follow. engine_next says when time alone will matter. */
#ifndef CORE_ENGINE_H
#define CORE_ENGINE_H

#include "core/counters.h"
#include "core/fact.h"
#include "core/tenure.h"

struct engine;

struct engine *engine_new(const struct settings *settings, const uint8_t seed[RANDOM_SEED_SIZE]);
void engine_free(struct engine *engine);

/* One step. Never fails: what is wrong with a command is in its reply. */
void engine_step(struct engine *engine, instant now, const struct fact *fact, struct effects *effects);
instant engine_next(const struct engine *engine);
/* Whether a meeting or a dial is on its way, or the next to act and due until then: what can wait should. */
bool engine_hurries(const struct engine *engine, instant by);

/* Loading. Each hands the object over. Names are matched to the settings: a meeting on a bridge that is no longer
 * configured loses its call (it is reported). */
void engine_load_engine(struct engine *engine, const char *preferred_bridge, bool preferred_by_hand,
                        uint64_t next_set_key);
/* What is durable of whose the pool is. */
struct engine_tenure_row {
    char installation[MARK_WORD_SIZE], beat[MARK_WORD_SIZE], before[MARK_WORD_SIZE], bearer[ID_SIZE];
    instant found, since;
};
void engine_load_tenure(struct engine *engine, const struct engine_tenure_row *row);
/* What is durable of a bridge; one that is not configured any more is left out. */
struct engine_bridge_row {
    uint32_t falls;
    instant held_until, drained; /* or INSTANT_NONE */
    const char *cluster_name;    /* or NULL */
};
void engine_load_bridge(struct engine *engine, const char *name, const struct engine_bridge_row *row);
/* The counting goes on from where an engine before left it. */
void engine_load_counters(struct engine *engine, const struct counters *counters);
/* All of it is older than what the bridges may know. Any time before FACT_STARTED. */
void engine_load_restored(struct engine *engine);
void engine_load_profile(struct engine *engine, bool leg, const char *id, uint64_t hash, bool unclear);
void engine_load_set(struct engine *engine, struct bulk_set *set);
void engine_load_space(struct engine *engine, struct space *space);
/* What a meeting's row says beside the meeting itself. */
struct engine_meeting_row {
    const char *calendar, *uid;
    bool far; /* it has a source, and no title, organizer or people of its own */
    bool has_space;
    uint32_t space_index;
    const char *call_bridge; /* by name; "" none */
};
void engine_load_meeting(struct engine *engine, struct meeting *meeting, const struct engine_meeting_row *row);
void engine_load_participant(struct engine *engine, const char *meeting_id, struct participant *participant);
void engine_load_calendar(struct engine *engine, struct calendar *calendar);
/* reread: its texts were to be expanded again, and may not have been. Before its components. */
void engine_load_booking(struct engine *engine, const char *calendar, const char *uid, uint64_t digest,
                         const char *href, const char *etag, bool reread);
/* Its kind comes sorted by (calendar, uid, recurrence_id). */
struct engine_component_row {
    const char *calendar, *uid;
    const char *organizer; /* or NULL */
    /* for engine_load_words */
    instant recurrence_id;
    const char *title;  /* or NULL */
    const void *people; /* as people_write wrote them, or NULL */
    size_t people_size;
};
void engine_load_component(struct engine *engine, struct component *component, const struct engine_component_row *row);
void engine_load_response(struct engine *engine, const char *calendar, const char *uid, struct response *response);
/* Title and people of a component that is loaded, as are all meetings: kept if anybody will ask for them. */
void engine_load_words(struct engine *engine, const struct engine_component_row *row);

/* Looking (borrowed until the next step). */
/* A number that stands for all that can be seen: another after every step, and no other engine has it (of another
 * seed). 0 before the first step. */
uint64_t engine_edition(const struct engine *engine);
struct engine_counts {
    uint32_t meetings[N_MEETING_STATES];
    uint32_t spaces[N_SPACE_STATES];
    uint32_t spaces_missing;   /* of the range, not yet made */
    uint32_t spaces_differing; /* not as they should be on the cluster, when last looked at */
};
void engine_count(const struct engine *engine, struct engine_counts *ret_counts);
const struct counters *engine_counters(const struct engine *engine);
const struct settings *engine_settings(const struct engine *engine);
const struct meeting *engine_meeting(const struct engine *engine, const char *id);
/* Its people, as they are or, far ahead, as they will be: the first of a list; what is not the meeting's own is in
 * *ret_owned, for participants_free. */
const struct participant *engine_people(const struct engine *engine, const struct meeting *meeting,
                                        struct participant **ret_owned);
/* Adds to an event of a calendar who comes besides its attendees: delegates, and its organizer and places if endpoints
 * know them. */
void engine_invite(const struct engine *engine, struct event *event);
/* What is dialled for an attendee: what endpoints say, or the address itself if it is a SIP one; NULL: nothing, he is
 * listed. Borrowed. */
const char *engine_attendee_dial(const struct engine *engine, const struct attendee *attendee);
/* What the organizer and they themselves say of its people, for one that came from a calendar. The array is the
 * caller's, its strings are borrowed. */
size_t engine_said(const struct meeting *meeting, struct attendee **ret_people);
/* All meetings in order of (start, id): the n-th, for lists; NULL past the end. The order is made when first asked
 * for, and kept (src/core/order.h). */
const struct meeting *engine_meeting_at(const struct engine *engine, size_t position);
/* The position of the first meeting that does not come before (start, id). */
size_t engine_meeting_seek(const struct engine *engine, instant start, const char *id);
const struct space *engine_space(const struct engine *engine, const char *id);     /* NULL: none of ours */
const struct space *engine_space_at(const struct engine *engine, size_t position); /* in order of index */
const struct bulk_set *engine_sets(const struct engine *engine);                   /* linked by next */
const struct bridge *engine_bridge(const struct engine *engine, uint32_t index);   /* index < n_bridges */
/* A call bridge of the cluster that is not configured; NULL past the last. */
const struct stranger *engine_stranger_at(const struct engine *engine, size_t position);
/* A parameter set of somebody else's that is in the pool's way; NULL past the last. */
const struct rival *engine_rival_at(const struct engine *engine, size_t position);
uint32_t engine_rivals_left_out(const struct engine *engine); /* that were not looked at: too many */
uint32_t engine_preferred(const struct engine *engine);
const struct tenure *engine_tenure(const struct engine *engine);
/* Something may be changed at the bridges: the pool is nobody else's. */
bool engine_has_pool(const struct engine *engine);
/* Another service has the pool and lives, and this one, which never had it, is not to wait for its end. */
bool engine_is_refused(const struct engine *engine);
bool engine_preferred_by_hand(const struct engine *engine);
uint64_t engine_next_set_key(const struct engine *engine);
const struct profile *engine_profile(const struct engine *engine, bool leg);
const struct calendar *engine_calendar_at(const struct engine *engine, size_t position); /* in order of name */
const struct calendar *engine_calendar(const struct engine *engine, const char *name);
/* What is known of the bookings of a calendar (none: n is 0): the digests, sorted, without 0; owned by the caller. */
void engine_calendar_digests(const struct engine *engine, const char *name, uint64_t **ret_digests, size_t *ret_n);
/* Bookings of a calendar whose meetings are another calendar's, which has them, too: how many; the first n of them in
 * list, by UID. Borrowed until the next step. */
struct engine_duplicate {
    const char *uid, *calendar;
};
size_t engine_calendar_duplicates(const struct engine *engine, const char *name, struct engine_duplicate *list,
                                  size_t n);
/* Meetings of a calendar's bookings that are not over, those that are another calendar's, which has them, too, among
 * them. */
uint32_t engine_calendar_meetings(const struct engine *engine, const char *name);
/* Bookings with an event that the calendar's selection does not take. */
size_t engine_calendar_unselected(const struct engine *engine, const char *name);
/* Where bookings came from: in order of (href, uid). The array is the caller's, the strings are borrowed. */
struct engine_resource {
    const char *href, *etag, *uid; /* etag may be NULL */
};
void engine_calendar_resources(const struct engine *engine, const char *name, struct engine_resource **ret_resources,
                               size_t *ret_n);
/* Ready: pool made and a bridge up; else false with the reasons, one a line, in reasons. */
bool engine_ready(const struct engine *engine, struct buf *reasons);

/* Checks everything that must hold between steps; ERR_INTERNAL with the first rule that is broken. Slow; for tests. */
int engine_check(const struct engine *engine, struct err *err);
/* The two parts of it. What the second looks at is other only after a step that changed a booking or a component. */
int engine_check_step(const struct engine *engine, struct err *err);
int engine_check_names(const struct engine *engine, struct err *err);

#endif
