/* core/inside.h: what the files of the engine share; nobody outside src/core sees it.
 *
 * engine.c   the step: fact in, actors run, effects out      agenda.c   who acts when, and the slots of the bridges
 * start.c, end.c, watch.c   a meeting's life                 dial.c     a participant's
 * clean.c    a space that nobody has                         plan.c, bulk.c, profile.c  making the pool
 * health.c, probe.c, exam.c, census.c, hold.c, vigil.c  how bridges are
 * prefer.c, drain.c, role.c  which one is chosen
 * rehome.c, reunion.c, survey.c  running meetings when one goes, calls of nobody's   command.c  what people want
 * sync.c, message.c, roll.c, merge.c  what calendars want (merge.h)
 * tenure.c, mark.c, lease.c, encounter.c   whose the pool is       rivals.c, adopt.c   parameter sets of others
 * load.c, view.c, check.c   from the store, for the API, for the tests */
#ifndef CORE_INSIDE_H
#define CORE_INSIDE_H

#include "base/map.h"
#include "core/engine.h"
#include "core/tenure.h"
#include "order.h"

#define NO_BRIDGE UINT32_MAX

enum {
    LEG_FIRST_LOOK_MS = 1000,     /* after a dial */
    LEG_LOOK_MS = 2000,           /* while it rings */
    LEG_WATCH_MS = 15000,         /* once it is connected, or reconcile_every if that is less: watch_every() */
    CALL_WATCH_MS = 30000,        /* an open call, likewise */
    LANDING_MS = 30000,           /* a request that was given up may still be acted upon for so long */
    REUNION_DIAL_MS = 1000,       /* whoever is in the call that is closed is dialled so long after */
    GUEST_ARRIVES_MS = 10000,     /* a call that is younger may be empty because its first guest is just coming in */
    WARM_MS = 1500,               /* connections are opened this long before meetings start */
    SYNC_LOOK_MS = 1000,          /* a bulk sync under way */
    PEOPLE_AHEAD_MS = 15 * 60000, /* a meeting's people become participants this long before its start, */
    PEOPLE_SPREAD_MS = 60000,     /* or up to this much earlier: not all of a burst at once */
};

/* A request under way. actor is NULL once nobody waits for it any more: its answer then speaks of the bridge only. */
struct pending {
    uint64_t number;
    uint32_t bridge;
    enum request_kind kind;
    struct actor *actor;
    instant sent;
};

struct engine {
    const struct settings *settings;
    struct random random;
    instant now;
    instant started;         /* of this run: when */
    instant leap_until;      /* what time alone does to meetings waits till then (leap.c); INSTANT_NONE: it does not */
    struct effects *effects; /* of the step under way */
    struct heap agenda;
    struct heap line;               /* meetings that wait for a space or a bridge, first due first */
    bool place;                     /* a space or a bridge came free: serve the line */
    uint32_t soon;                  /* meetings found in this step to start within WARM_MS */
    uint64_t next_request, edition; /* edition: another with each step */
    struct pending *pending;
    size_t n_pending, pending_capacity;
    bool dropped; /* in this step somebody gave up the answer to a request: it may not have left yet */

    struct bridge bridges[MAX_BRIDGES];
    uint32_t n_bridges;
    uint32_t preferred;
    bool preferred_by_hand;
    struct stranger strangers[MAX_STRANGERS]; /* names and addresses owned */
    size_t n_strangers;
    uint32_t census_by;    /* the bridge that was asked for all last */
    struct queue stranded; /* actors that any usable bridge would serve, and there is none */
    struct tenure tenure;
    struct queue unclaimed; /* actors that wait until the pool is ours */

    struct profile profiles[2]; /* call, call leg */
    struct bulk_set *sets;
    uint64_t next_set_key;
    uint32_t last_number;            /* of a meeting */
    struct rival rivals[MAX_RIVALS]; /* parameter sets that we did not make, in the way or not; mappings owned */
    size_t n_rivals;
    uint32_t rivals_by;                      /* the bridge that was asked for all last */
    uint32_t rivals_left_out, rivals_missed; /* beyond MAX_RIVALS; in the look under way */
    bool suspected;        /* several spaces are changed again and again: somebody else schedules on them */
    bool restored;         /* from a backup; until it is begun */
    struct space **spaces; /* owned, in order of index */
    size_t n_spaces, spaces_capacity;
    struct map spaces_by_id;

    struct map meetings; /* id to meeting, owned */
    struct order order;  /* of the meetings */

    struct map endpoints; /* address, in small letters, to setting_endpoint of the settings */
    struct twins twins;   /* bookings by UID */
    struct intern names;  /* of organizers and of people */
    struct map calendars; /* name to calendar, owned */
    struct calendar **calendar_order;
    size_t n_calendars, calendars_capacity;
    uint64_t merge_mark;
    uint64_t next_reread;
    uint64_t step_reread;    /* the last before this step */
    struct waiting *waiting; /* replies that wait for rereads */
    size_t n_waiting, waiting_capacity;
    struct actor housekeeping;
    instant forget_at;  /* when what is long over is forgotten next */
    bool forgetting;    /* it goes on with the next step, ... */
    size_t forget_slot; /* ... from here in the map of meetings */
    struct counters counters;
    bool changed;
    uint32_t counts[N_MEETING_STATES];
};

/* effects.c */
void effects_change(struct effects *effects, enum change_kind kind, void *object, struct booking *booking);
void effects_delete(struct effects *effects, enum change_kind kind, void *object, struct booking *booking);
void engine_notice(struct engine *engine, bool warning, const char *message, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* agenda.c */
/* errand: NULL if it asks nobody, or has none yet. */
void actor_init(struct actor *actor, enum actor_kind kind, struct errand *errand);
void actor_wake(struct engine *engine, struct actor *actor, instant at); /* at or before now: in this step */
void actor_rest(struct engine *engine, struct actor *actor);             /* out of the agenda and out of any queue */
void actor_retire(struct engine *engine, struct actor *actor); /* the same, and nobody waits for its request */
void actor_drop_request(struct engine *engine, struct actor *actor);
void actor_run(struct engine *engine, struct actor *actor);
/* What was to be made for somebody who wants it no longer, in this very turn, is not sent. */
void agenda_recall(struct engine *engine);
/* May actor send to this bridge now? If not, it stands in its queue and will be run when it may. */
bool agenda_slot(struct engine *engine, struct actor *actor, uint32_t bridge);
/* The bridge for something that any will do (not those in tried), with a slot; NO_BRIDGE: actor waits. */
uint32_t agenda_any(struct engine *engine, struct actor *actor);
void agenda_strand(struct engine *engine, struct actor *actor); /* waits until a bridge comes */
/* The request to fill in; it is sent when all that decided it is durable (request.gated), so whatever it follows from
 * is touched before. The slot must have been got. actor NULL: nobody waits for its answer. */
struct request *agenda_send(struct engine *engine, struct actor *actor, uint32_t bridge, enum request_kind kind);
void request_explain(struct request *request, const struct actor *actor); /* why.c: whose it is, and why */
void actor_queue(struct queue *queue, struct actor *actor);      /* at its end, unless it stands in it already */
void agenda_pump(struct engine *engine, uint32_t bridge);        /* runs those who wait and may */
void agenda_release(struct engine *engine, struct queue *queue); /* runs all that stand in it, to choose anew */
duration_ms agenda_backoff(uint32_t failures);                   /* 1s 2s 5s 10s 30s 60s */

/* health.c */
bool bridge_usable(const struct bridge *bridge);
bool bridge_is_unheard(const struct engine *engine); /* one has neither answered nor failed for good yet */
bool bridge_is_critical(const struct engine *engine, uint32_t index); /* down so long that it is not waited for */
void bridge_touch(struct engine *engine, struct bridge *bridge);
void bridge_observe(struct engine *engine, uint32_t index, const struct answer *answer);
/* What ails it has changed, not by an answer. */
void bridge_reassess(struct engine *engine, struct bridge *bridge);
void bridge_react(struct engine *engine, uint32_t index,
                  bool was_usable); /* the consequences, once the answer is dealt with */
void bridges_forgive(struct engine *engine);

/* hold.c, vigil.c */
bool bridge_is_held(const struct engine *engine, const struct bridge *bridge);
void hold_on_fall(struct engine *engine, struct bridge *bridge);
void hold_on_return(struct engine *engine, struct bridge *bridge);
void hold_on_clock_back(struct engine *engine, struct bridge *bridge);

/* leap.c */
bool leap_found(const struct engine *engine, instant now); /* is that far beyond what was to be done? */
void leap_begin(struct engine *engine);
bool leap_holds(const struct engine *engine);
void leap_compare(struct engine *engine, const struct bridge *bridge); /* its clock is known now */
void leap_over(struct engine *engine);
duration_ms leap_probe_every(const struct engine *engine);
void hold_forget(struct engine *engine, struct bridge *bridge);
instant hold_quiet_at(const struct engine *engine, const struct bridge *bridge); /* or INSTANT_NEVER */
void vigil_run(struct engine *engine, struct bridge *bridge);
void vigil_set(struct engine *engine, struct bridge *bridge);

/* exam.c, census.c */
void exam_begin(struct engine *engine, struct bridge *bridge);
void exam_run(struct engine *engine, struct bridge *bridge);
void exam_answer(struct engine *engine, struct bridge *bridge, const struct answer *answer);
void census_take(struct engine *engine, const struct bridge *by, const struct answer *answer); /* a page */
void census_conclude(struct engine *engine, const struct bridge *by);                          /* all are here */
struct stranger *census_unread(struct engine *engine); /* one whose address is to be read, or NULL; see exam.c */
void census_take_address(struct engine *engine, const char *address);
void census_done(struct engine *engine);

/* prefer.c, drain.c, role.c */
uint32_t bridge_choose(const struct engine *engine, uint32_t tried); /* for a meeting: the best that takes new ones, not
                                                                        in tried; or NO_BRIDGE */
uint32_t bridge_would_choose(const struct engine *engine, uint32_t tried); /* the same if the pool is ours */
uint32_t bridge_choose_any(const struct engine *engine);    /* for what is the cluster's: a drained one will do */
const char *bridge_none_words(const struct engine *engine); /* why there is none for a meeting */
struct bridge *bridge_named(struct engine *engine, const char *name, struct err *err); /* NULL: there is none */
void preferred_review(struct engine *engine);
int bridge_prefer(struct engine *engine, const char *name, struct reply *reply);
int bridge_drain(struct engine *engine, const char *name, struct reply *reply);
int bridge_resume(struct engine *engine, const char *name, struct reply *reply);
uint32_t bridge_running(const struct engine *engine, const struct bridge *bridge); /* meetings whose call is there */
void drain_review(struct engine *engine, struct bridge *bridge);
enum bridge_role bridge_role_of(const struct engine *engine, const struct bridge *bridge);
void roles_review(struct engine *engine);

/* probe.c */
void probe_run(struct engine *engine, struct bridge *bridge);
/* What it says of the bridge, whoever sent it; before bridge_observe. */
void probe_heard(struct engine *engine, struct bridge *bridge, const struct answer *answer, duration_ms took);
void probe_answer(struct engine *engine, struct bridge *bridge);
void bridge_warm(struct engine *engine); /* for the meetings that start soon */

/* rehome.c, survey.c */
void bridge_rehome_all(struct engine *engine); /* running meetings, after a bridge went or came */
/* A request to it failed, and another one answers: the starts that wait for its answer to their PUT go on there. A POST
 * is waited for: it may have been acted upon. */
void bridge_rehome_starts(struct engine *engine, uint32_t index);
/* Over how long n people are dialled again at this rate (a second's worth each second). */
duration_ms stagger_window(uint32_t n, uint32_t legs_per_second);
/* Each who is to be dialled at a point of his own in the window, which begins so long from now; the host first. */
void meeting_stagger(struct engine *engine, struct meeting *meeting, duration_ms after, duration_ms window);
uint32_t meeting_count_dialled(const struct meeting *meeting); /* who would be dialled again if its call were lost */
void survey_run(struct engine *engine, struct bridge *bridge);
void survey_answer(struct engine *engine, struct bridge *bridge, const struct answer *answer);

/* pace.c */
bool pace_is_quiet(const struct engine *engine, const struct bridge *bridge);  /* nothing but probes goes there */
uint32_t pace_limit(const struct engine *engine, const struct bridge *bridge); /* requests at once, now */
void pace_learn(struct engine *engine, struct bridge *bridge, const struct answer *answer);
void pace_run(struct engine *engine, struct bridge *bridge);
void dials_join(struct engine *engine, struct participant *participant); /* dial_go when it is his turn */
void dials_serve(struct engine *engine, struct bridge *bridge);
void dials_return(struct engine *engine, struct hosting *hosting); /* the turn: the bridge did not take the dial */
void dials_leave(struct engine *engine, struct hosting *hosting);

/* meeting.c: the only writers of a meeting's and a participant's state */
void meeting_move(struct engine *engine, struct meeting *meeting, enum meeting_event event, const char *reason);
void meeting_touch(struct engine *engine, struct meeting *meeting);
void participant_touch(struct engine *engine, struct participant *participant);
void participant_move(struct engine *engine, struct participant *participant, enum participant_event event,
                      const char *reason);
/* What the space is called while it is open: one line of at most 200 bytes, never empty, no blank at its ends. Owned by
 * the caller. */
char *meeting_shown_title(const struct meeting *meeting);
struct meeting *meeting_new(struct engine *engine); /* the API's, unless it is linked to a booking */
void meeting_part_from_source(struct meeting *meeting);
instant meeting_people_due(const struct meeting *meeting); /* its source's people become participants */
struct participant *participant_make(const char *address, const char *name, const char *dial); /* nobody's yet, no id */
struct participant *participant_new(struct engine *engine, struct meeting *meeting, const char *address,
                                    const char *name, const char *dial);
void participant_forget(struct engine *engine, struct participant *participant);
void meeting_set_start(struct engine *engine, struct meeting *meeting, instant start);
void engine_add_meeting(struct engine *engine, struct meeting *meeting);
void engine_delete_meeting(struct engine *engine, struct meeting *meeting); /* one that is no booking's any more */
instant meeting_due(const struct meeting *meeting); /* its start; if it came later, when it came */
instant meeting_deadline(const struct engine *engine,
                         const struct meeting *meeting); /* of a start: grace, or the end */

/* start.c, end.c, watch.c */
void meeting_run(struct engine *engine, struct meeting *meeting);
void meeting_answer(struct engine *engine, struct meeting *meeting, enum request_kind kind,
                    const struct answer *answer);
void start_run(struct engine *engine, struct meeting *meeting);
void start_answer(struct engine *engine, struct meeting *meeting, enum request_kind kind, const struct answer *answer);
void start_serve_line(struct engine *engine);
void start_abandon_call(struct engine *engine, struct meeting *meeting); /* its call is a stray of its space then */
void watch_run(struct engine *engine, struct meeting *meeting);
duration_ms watch_every(const struct engine *engine, duration_ms most); /* no less often than reconcile_every */
void watch_answer(struct engine *engine, struct meeting *meeting, enum request_kind kind, const struct answer *answer);
void watch_lost(struct engine *engine, struct meeting *meeting, const char *reason);
void watch_space_lost(struct engine *engine, struct meeting *meeting); /* in whatever state it is */
void end_run(struct engine *engine, struct meeting *meeting);
void end_answer(struct engine *engine, struct meeting *meeting, enum request_kind kind, const struct answer *answer);
void open_space_fill(struct meeting *meeting, struct request *request);
void open_space_again(struct meeting *meeting); /* what it should show has changed, also since a PUT under way */
void space_mend_fill(const struct engine *engine, const struct space *space, struct request *request);
void close_space_fill(const struct engine *engine, const struct space *space, struct request *request);

/* reunion.c */
void reunion_run(struct engine *engine, struct reunion *reunion);
void reunion_answer(struct engine *engine, struct reunion *reunion, const struct answer *answer);
void reunion_wake(struct engine *engine, struct meeting *meeting); /* if there is something to look at */
bool reunion_is_due(const struct engine *engine, const struct meeting *meeting);
/* A call of its space is on the bridge; it may be its own. */
void reunion_see(struct engine *engine, struct meeting *meeting, uint32_t bridge, const char *call);
void reunion_rest(struct engine *engine, struct hosting *hosting);

/* dial.c */
bool dial_is_party(const struct participant *participant, const struct record *leg); /* of a list of legs */
bool dial_is_others(const struct participant *participant, const char *leg); /* somebody else of his meeting has it */
/* The clock may have been set back while nothing ran: nobody waits for longer than the longest wait. */
void dial_check_time(const struct engine *engine, struct participant *participant);
void dial_run(struct engine *engine, struct participant *participant);
void dial_go(struct engine *engine, struct participant *participant); /* it is his turn */
void dial_answer(struct engine *engine, struct participant *participant, enum request_kind kind,
                 const struct answer *answer);
bool dial_may_be_elsewhere(const struct participant *participant); /* he may have a leg in a call that was lost */
void dial_remove(struct engine *engine, struct participant *participant); /* hang up, then forget */

/* second.c */
void second_expect(struct engine *engine, struct participant *participant); /* a dial may land yet */
void second_forget(struct participant *participant);                        /* whatever it was, it does not matter */
void second_pause(struct participant *participant);                         /* it begins anew */
void second_run(struct engine *engine, struct participant *participant);
/* False: the call is gone. */
bool second_answer(struct engine *engine, struct participant *participant, const struct answer *answer);

/* clean.c: the only writer of a space's state */
void space_move(struct engine *engine, struct space *space, enum space_event event);
struct space *space_add(struct engine *engine, uint32_t index, const char *id, const char *set);
void space_lost(struct engine *engine, struct space *space, const char *why); /* it does not exist any more */
void space_doubt(struct engine *engine, struct space *space);                 /* it is looked at soon */
void space_free(struct space *space);
void space_run(struct engine *engine, struct space *space);
void space_answer(struct engine *engine, struct space *space, enum request_kind kind, const struct answer *answer);
uint32_t spaces_awaiting_bridges(const struct engine *engine); /* closing, and the bridges in question are away */
struct space *space_lowest_free(const struct engine *engine);
struct space *space_find(const struct engine *engine, uint32_t index);
size_t space_position(const struct engine *engine, uint32_t index);

/* reconcile.c */
enum {
    MOST_REPAIRS = 3,  /* then what somebody else changes is left as it is, ... */
    REPAIR_WINDOW = 10 /* ... unless it stayed right for so many times reconcile_every */
};
char *difference_words(uint8_t differs); /* with commas between; owned by the caller */
instant space_next_check(const struct engine *engine, const struct space *space);
void space_compare(struct engine *engine, struct space *space, const struct record *record);
void space_contest(struct engine *engine, struct space *space, const char *why); /* FREE or DIRTY: out of use */
void space_restore(struct engine *engine, struct space *space, const char *why);
void space_mended(struct space *space); /* a PUT of its address and profiles was answered: what it wanted it has */
void space_unmended(struct engine *engine, struct space *space); /* refused: one of ours may have its address */
bool space_is_replaced(const struct space *space);               /* one that was made anew seems to have its address */
int space_restore_command(struct engine *engine, uint32_t index, struct reply *reply);
void spaces_restore(struct engine *engine);        /* all that were left */
void spaces_renew_profiles(struct engine *engine); /* they were made anew: every space gets the new ones */

/* plan.c, bulk.c, profile.c */
void pool_plan(struct engine *engine); /* sets for what is missing, farewell to what is too much */
bool set_has_space(const struct engine *engine, const struct bulk_set *set);
/* A set that the range no longer wants as it is, or that could only fail: a space of its range came from elsewhere. */
bool set_is_stale(const struct engine *engine, const struct bulk_set *set);
void set_move(struct engine *engine, struct bulk_set *set, enum set_event event, const char *reason);
void sets_recount(struct engine *engine, uint32_t index); /* of all that cover it */
void set_recount(struct engine *engine, const char *id);  /* one of its spaces is gone: which has it now? */
void set_run(struct engine *engine, struct bulk_set *set);
void set_answer(struct engine *engine, struct bulk_set *set, enum request_kind kind, const struct answer *answer);
void profile_run(struct engine *engine, struct profile *profile);
void profile_answer(struct engine *engine, struct profile *profile, enum request_kind kind,
                    const struct answer *answer);
bool profiles_ready(const struct engine *engine);

/* component.c, attendees.c */
uint64_t event_hash(const struct event *event); /* of what it says, occurrences apart */
struct component *component_find(const struct booking *booking, instant recurrence_id);
struct component *component_store(struct engine *engine, struct booking *booking, const struct event *event,
                                  bool cancelled);
/* Its stored text was expanded again: a single event that has come within the horizon, or is over, rolls no longer. */
void component_arrive(struct engine *engine, struct booking *booking, struct component *component,
                      const struct event *event);
void component_insert(struct booking *booking, struct component *component); /* takes it */
void component_drop(struct engine *engine, struct booking *booking, struct component *component);
void components_drop_others(struct engine *engine, struct booking *booking); /* all that were not brought */
void components_unmark(struct booking *booking);                             /* none was brought */
void component_free(struct component *component);

/* words.c */
void component_keep_words(struct engine *engine, struct component *component, const struct event *event);
void component_keep_place(struct component *component, const struct event *event);
uint64_t event_place_hash(const struct event *event);
void component_keep_text(struct component *component, const char *text);
void component_stored(struct component *component); /* the store has all of it now */
void component_texts_free(struct component *component);
/* If nobody asks for the words of its components any more, they go: at once, or when they have been stored. */
void booking_fade(struct booking *booking);
/* A copy of it has meetings, whose people are its people, too: they are read from its texts if it is silent. */
void booking_recall(struct engine *engine, struct booking *booking);
void attendees_merge(struct engine *engine, struct meeting *meeting, const struct attendee *attendees, size_t n);
void meeting_people_arrive(struct engine *engine, struct meeting *meeting); /* if it still has a source */
/* The same, but of those who are not in it only newcomer (or NULL) is added. */
void attendees_follow(struct engine *engine, struct meeting *meeting, const struct attendee *attendees, size_t n,
                      const char *newcomer);

/* selection.c */
void endpoints_index(struct engine *engine); /* of the settings as they are now */
const struct setting_endpoint *endpoint_find(const struct engine *engine, const char *address); /* or NULL */
/* Adds whoever comes besides the attendees, and says by `unmatched` whether the calendar's selection takes it. */
void event_prepare(const struct engine *engine, const struct calendar *calendar, enum calendar_method method,
                   struct event *event);

/* governor.c */
struct revision {
    int64_t sequence;
    instant dtstamp; /* INSTANT_NONE is older than any */
};
int revision_compare(const struct revision *a, const struct revision *b); /* of the same component: <0: a is older */
struct revision event_revision(const struct event *event);
struct revision component_revision(const struct component *component);
instant event_key(const struct event *event); /* as a component's recurrence_id */
bool component_is_range(const struct component *component);
/* Is the event the same version or newer? A tombstone wants a newer one. NULL: nothing is known yet, so it is. */
bool component_is_older(const struct component *known, const struct event *event);
/* An override against the master or range that spans it (cancelled: which says that all is off). */
bool revision_is_outdated(const struct revision *override, const struct revision *whole, bool cancelled);
const struct component *booking_range(const struct booking *booking,
                                      instant recurrence_id); /* that spans it, or NULL */
const struct component *booking_governor(const struct booking *booking, instant recurrence_id); /* or NULL */
const char *booking_organizer(const struct booking *booking); /* his address; "": not known */

/* responses.c */
enum response_news {
    RESPONSE_OLD,  /* a newer one is known */
    RESPONSE_SAME, /* it says what the last one said */
    RESPONSE_NEWS,
    RESPONSE_TOO_MANY
};
/* Remembers it, if it is the newest; *ret_response is then what is known (not set if there are too many). */
enum response_news response_hear(struct engine *engine, struct booking *booking, const struct response *said,
                                 const struct response **ret_response);
void response_insert(struct booking *booking, struct response *response); /* takes it; one that is not known yet */
bool response_covers(const struct response *response, instant recurrence_id);
/* His answer that counts for an occurrence of which `by` (or NULL) speaks; NULL: none does. Of all copies. */
const struct response *response_counting(const struct booking *booking, instant recurrence_id,
                                         const struct component *by, const char *address);
bool booking_is_answered(const struct booking *booking); /* or another copy of it */
/* Lays the answers over what is said of people, and adds their delegates; returns how many these are now. */
size_t responses_apply(const struct booking *booking, instant recurrence_id, const struct component *by,
                       struct attendee **list, size_t n);
void responses_settle(struct engine *engine, struct booking *booking); /* after its components changed */
bool responses_are_fresh(const struct booking *booking, instant since);
void responses_forget(struct engine *engine, struct booking *booking);
int responses_check(const struct booking *booking, struct err *err);
/* reply.c: its people as they are to be now; of those who are not in it only newcomer (or NULL) is added. */
void meeting_hear(struct engine *engine, struct meeting *meeting, const char *newcomer);

/* twins.c */
void twins_init(struct twins *twins, uint64_t seed);
void twins_done(struct twins *twins);
void twins_add(struct twins *twins, struct booking *booking);
void twins_remove(struct twins *twins, struct booking *booking);
/* All bookings of its UID, itself among them, linked by twin; NULL if it is the only one. */
struct booking *booking_twins(const struct booking *booking);
uint32_t booking_meetings_to_come(const struct booking *booking); /* not over; of all bookings of its UID */

/* duplicates.c: the calendar that has the meetings of this booking, if it has none of them itself; or NULL */
const struct calendar *booking_loses_to(const struct booking *booking);

/* waiting.c */
struct waiting {
    uint64_t number; /* of the reread */
    uint64_t cause;  /* of the message */
    struct reply reply;
};
/* The reply waits for the rereads of this step with a number after `from`. False: there are none, or nobody waits. */
bool waiting_hold(struct engine *engine, uint64_t from, const struct reply *reply);
void waiting_renumber(struct engine *engine, uint64_t old, uint64_t number);
void waiting_fail(struct engine *engine, uint64_t number, const char *why);
uint64_t waiting_cause(const struct engine *engine, uint64_t number); /* 0: nobody's */
void waiting_over(struct engine *engine, uint64_t number, const struct merge_counts *counts);

/* command.c, sync.c, message.c, roll.c, housekeeping.c */
void meeting_set_times(struct engine *engine, struct meeting *meeting, instant start, instant end);
void meeting_withdraw(struct engine *engine, struct meeting *meeting,
                      const char *reason); /* cancelled, or ended if it runs */
void command_apply(struct engine *engine, const struct command *command);
/* False: the reply comes later. */
bool sync_apply(struct engine *engine, const struct command *command, struct reply *reply);
bool sync_go_on(struct engine *engine, struct calendar *calendar); /* with what is absent; true: there is more */
void sync_free(struct sync *sync);
bool message_apply(struct engine *engine, const struct command *command, struct reply *reply); /* likewise */
void roll_apply(struct engine *engine, const struct command *command, struct reply *reply);
bool roll_is_due(const struct engine *engine, const struct calendar *calendar);
void rereads_ask_again(struct engine *engine, struct calendar *calendar);
void effects_reply(struct effects *effects, const struct reply *reply);
void housekeeping_run(struct engine *engine);
struct calendar *calendar_get(struct engine *engine, const char *name); /* makes it */
void calendar_add(struct engine *engine, struct calendar *calendar);
struct booking *booking_get(struct calendar *calendar, const char *uid); /* makes it */
struct booking *booking_find(const struct calendar *calendar, const char *uid);
void bookings_init(struct map *bookings, uint64_t seed); /* of a calendar, by UID */
/* Bookings that were empty at the last call too; one that was emptied just now may be in this turn's effects. */
void calendar_forget_idle(struct engine *engine, struct calendar *calendar);
void booking_free(struct booking *booking); /* its components, not its meetings */
void refusals_free(struct refusal *refusals, size_t n);
void booking_count_living(struct booking *booking, int more); /* meetings that are not final: more or fewer */
/* One component is another now; NULL: it is new, or has gone (out of the array, or dropped). */
void booking_count_component(struct booking *booking, const struct component *before, const struct component *after);
/* twins: the first of its UID, itself or another. */
int booking_check(const struct booking *booking, const struct booking *twins, struct err *err);
/* In this resource; true: it was not before. */
bool booking_place(struct booking *booking, const char *href, const char *etag);
/* What is remembered of its source is no longer what it has: it is asked for again. Of a directory what was taken is
 * remembered, which stays so. */
void calendar_outdate(struct engine *engine, struct calendar *calendar);
void booking_note_source(struct engine *engine, struct booking *booking, uint64_t digest, const char *href,
                         const char *etag);
void booking_set_reread(struct engine *engine, struct booking *booking, uint64_t number);
void booking_link(struct booking *booking, struct meeting *meeting);
void booking_unlink(struct meeting *meeting);
void booking_unlink_marked(struct booking *booking, uint64_t mark); /* all meetings with this mark; NULL: nothing */
void calendar_touch(struct engine *engine, struct calendar *calendar);

/* restored.c */
void restored_begin(struct engine *engine);
/* Somebody else may have used the pool: any space may hold a call, anybody may have been dialled. */
void engine_distrust(struct engine *engine);

#include "whose.h"

#endif
