/* core/meeting.h: one occurrence that is to happen, and the people in it.
 *
 * A meeting's state is an intent: `starting` means "make it so". The words are those of the API. Everything here is
 * durable but what stands under "of this run"; after a restart the engine looks at the bridge for whatever may be there
 * already. */
#ifndef CORE_MEETING_H
#define CORE_MEETING_H

#include "base/fsm.h"
#include "base/heap.h"
#include "base/instant.h"
#include "base/random.h"
#include "core/request.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum meeting_state {
    MEETING_SCHEDULED,
    MEETING_WAITING,  /* due, but no space or no bridge; reason says which */
    MEETING_STARTING, /* has a space; PUT and POST calls are being made so */
    MEETING_ACTIVE,   /* its call is open */
    MEETING_ENDING,   /* the space is being given back, the call closed */
    MEETING_ENDED,
    MEETING_MISSED,    /* never started; reason says why */
    MEETING_CANCELLED, /* before it started */
    N_MEETING_STATES
};

enum meeting_event {
    MEETING_EVENT_PLACED,    /* due, and a space and a bridge were found */
    MEETING_EVENT_BLOCKED,   /* due, but there is none; or the start failed and the space was given back */
    MEETING_EVENT_OPENED,    /* its call exists */
    MEETING_EVENT_LOST,      /* its call is gone, or the bridge with it */
    MEETING_EVENT_FINISH,    /* its end came, or somebody ended it */
    MEETING_EVENT_CLOSED,    /* space given back and call gone */
    MEETING_EVENT_EXPIRED,   /* start_grace or its end went by before it started */
    MEETING_EVENT_WITHDRAWN, /* cancelled by calendar or operator */
    MEETING_EVENT_MOVED,     /* its start was moved into the future while it waited */
    N_MEETING_EVENTS
};

extern const struct fsm meeting_fsm;

enum participant_state {
    PARTICIPANT_PENDING, /* to be dialled */
    PARTICIPANT_DIALING, /* asked for; call_leg is "" until the bridge said its id */
    PARTICIPANT_RINGING,
    PARTICIPANT_CONNECTED,
    PARTICIPANT_DISCONNECTED, /* was connected and hung up; not dialled again */
    PARTICIPANT_FAILED,       /* given up; reason says why */
    PARTICIPANT_LISTED,       /* never dialled */
    N_PARTICIPANT_STATES
};

enum participant_event {
    PARTICIPANT_EVENT_ASKED, /* POST callLegs is on its way */
    PARTICIPANT_EVENT_RINGS,
    PARTICIPANT_EVENT_ANSWERS,
    PARTICIPANT_EVENT_VANISHES,  /* the leg is gone before it was connected: busy, unanswered */
    PARTICIPANT_EVENT_EXHAUSTED, /* the same, and the table of attempts is at its end; or refused for good */
    PARTICIPANT_EVENT_LEAVES,    /* the leg is gone after it was connected */
    PARTICIPANT_EVENT_LOST,      /* the call or bridge under it is gone: dial again */
    PARTICIPANT_EVENT_OVER,      /* the meeting is over */
    PARTICIPANT_EVENT_INVITED,   /* is to be dialled (again), by hand or by the calendar */
    PARTICIPANT_EVENT_UNINVITED, /* is not to be dialled any more */
    N_PARTICIPANT_EVENTS
};

extern const struct fsm participant_fsm;

enum call_state {
    CALL_NONE,
    CALL_UNCLEAR, /* POST calls was or may have been sent to call_bridge, its id is not known: look before repeat */
    CALL_OPEN,    /* call_id on call_bridge */
};

/* Objects that have something to do at some time: what the agenda holds. */
enum actor_kind {
    ACTOR_MEETING,
    ACTOR_PARTICIPANT,
    ACTOR_SPACE,
    ACTOR_SET,
    ACTOR_PROFILE,
    ACTOR_PROBE,
    ACTOR_SURVEY,
    ACTOR_VIGIL,
    ACTOR_REUNION,
    ACTOR_PACER,
    ACTOR_EXAM,
    ACTOR_TENURE,
    ACTOR_HOUSEKEEPING
};

struct actor {
    struct heap_item item; /* first member: the heap gives this back */
    struct errand *errand; /* what it asks of a bridge: its owner's; NULL: it asks nobody, or not yet */
    enum actor_kind kind : 8;
    bool changed; /* is in this turn's effects */
};

/* At most one request is under way for each actor. */
struct errand {
    uint64_t request;    /* number of the request under way, or 0 */
    struct queue *queue; /* where its actor waits for a slot of a bridge, or NULL */
    struct actor *previous, *next;
    uint32_t bridge; /* where the request is under way, or was last */
};

/* Actors that wait, first come first served. Not owned. */
struct queue {
    struct actor *head, *tail;
};

struct component;
struct second;

struct participant {
    struct actor actor;
    struct errand errand;
    struct meeting *meeting; /* not owned */
    char id[GUID_SIZE];
    char *address; /* as the calendar or the caller gave it */
    char *name;
    char *dial; /* NULL: listed, never dialled */
    enum participant_state state;
    uint32_t attempts;
    char call_leg[ID_SIZE]; /* "" while there is none */
    char *reason;           /* NULL or why it failed */
    instant dial_at;        /* not dialled, looked at or hung up before this; INSTANT_NONE: at once */
    bool by_hand;           /* added through the API: stays when the calendar changes */
    bool removing;          /* to be hung up, then forgotten */
    uint64_t version;       /* grows with every change of what is shown of it */
    /* of this run */
    bool look;        /* the leg may exist or be gone: list the call's legs before anything else */
    uint32_t unclear; /* dials in this call that had no clear answer, and no leg was found */
    bool unsent;      /* dialing, but its POST waits for a slot: nothing can be there yet */
    instant landed;   /* until then a dial without a clear answer may take effect; INSTANT_NONE: none is in doubt */
    struct second *second; /* owned: the search for what it may have left (second.c); NULL: none */
    bool elsewhere;        /* has a leg in the other call of its meeting, which is being looked at (reunion.c) */
    uint32_t offset;       /* of the page being looked at */
    struct participant *next;
};

/* What is asked next about another call of an active meeting (reunion.c). */
enum reunion_stage { REUNION_FIND, REUNION_WEIGH, REUNION_WEIGH_OWN, REUNION_NAMES, REUNION_CLOSE };

/* The search for another call of an active meeting; all of it of this run. */
struct reunion {
    struct actor actor;
    struct errand errand;
    uint32_t seen; /* bit per bridge on which the survey saw a call of the meeting's space that is not the meeting's */
    uint32_t bridge; /* being looked at */
    enum reunion_stage stage;
    char call[ID_SIZE];          /* the other call; "" not found yet */
    char left[ID_SIZE];          /* the call that the meeting left for the one that it has: it never goes back */
    uint32_t people, own_people; /* in it, in the meeting's own */
    uint32_t offset;
    uint32_t failures;
    instant not_before;
};

/* What a meeting needs from when it is due on: most lie far ahead and have none. */
struct hosting {
    struct meeting *meeting; /* that it belongs to */
    struct errand errand;    /* its actor's */
    /* Of the space while it is open; chosen before the first PUT so that a repeat is the same. */
    char secret[GUID_SIZE];
    char call_id[ID_SIZE];
    /* of this run */
    bool call_unsent;   /* CALL_UNCLEAR is decided, but its POST has not left: nothing can be there yet */
    bool opened_space;  /* what we last PUT is what the space should show */
    bool opening_space; /* what the PUT under way says is so, too */
    bool untitled;      /* its title was refused as a space's name: the space bears a plain one */
    uint32_t tried;     /* bit per bridge that failed in this round of the start */
    uint32_t looked;    /* the same: a call that may have been left there was looked for, in vain */
    uint32_t failures;  /* rounds that failed, for the back-off */
    uint32_t busy;      /* times that no bridge took its start, for being busy */
    uint32_t offset;
    instant not_before; /* no request before this */
    instant watched;    /* when the call was last seen */
    instant landed;     /* from then on no POST calls that was given up can take effect any more */
    struct reunion reunion;
    struct heap_item waiting;        /* in the engine's line of those that want a space, first due first */
    struct queue dials;              /* participants to be dialled, ... */
    struct heap_item dialing;        /* ... one a turn: in the line of dial_bridge */
    uint32_t dial_bridge, dial_turn; /* legs that it has had dialed there */
    char *by;                        /* who changed it last in person, in words; NULL: nobody while it was hosted */
};

/* What became of a meeting: nothing yet of one that lies far ahead. */
struct progress {
    instant late;   /* when it came, if it should have begun by then: start_grace counts from here; else INSTANT_NONE */
    instant opened; /* when its call was first open; INSTANT_NONE: never */
    instant ended;  /* ENDED: since when; INSTANT_NONE: not known */
    char *reason;   /* NULL, or why it waits or was missed, or what is not known of it */
    struct space *space; /* NULL while it has none; not owned */
};

enum meeting_word { WORD_TITLE, WORD_ORGANIZER, WORD_PASSCODE, N_MEETING_WORDS };

/* There are many: what only some have stands behind a pointer, and is asked for by the functions below. */
struct meeting {
    struct actor actor;
    instant recurrence_id;
    /* While it is far ahead and as its calendar has it: the component whose title, organizer and people it has; it has
     * none of its own then. Else NULL. Not owned, one of its booking's. */
    const struct component *source;
    char *own_words; /* each meeting_word with its NUL, title and organizer "" with a source; NULL: all are "" */
    instant start, end;
    struct progress *progress;        /* owned; NULL: nothing has become of it yet */
    uint64_t source_hash;             /* of the occurrence as its calendar last gave it; 0 for the API */
    uint64_t version;                 /* grows with every change of what is shown, but for its participants' own */
    struct participant *participants; /* owned, in the order in which they came; none while it has a source */
    uint32_t n_participants;
    uint32_t number; /* in the order in which meetings came: the store has it by this */
    enum meeting_state state : 8;
    enum call_state call_state : 8;
    uint8_t call_bridge; /* index in settings; meaningful unless CALL_NONE */
    char id[GUID_SIZE];
    struct hosting *hosting; /* owned; NULL while it is far ahead */
    /* of this run */
    struct booking *booking; /* not owned; NULL for the API's; of one that was deleted: that it was of */
    struct meeting *booking_next;
    uint64_t merge_mark; /* of the calendar command that wanted it last */
};

bool actor_is_asking(const struct actor *actor); /* a request of it is under way */
void participant_free(struct participant *participant);
void participants_free(struct participant *first);        /* and all that follow */
void meeting_free(struct meeting *meeting);               /* its participants too */
const char *meeting_title(const struct meeting *meeting); /* never NULL */
const char *meeting_organizer(const struct meeting *meeting);
const char *meeting_passcode(const struct meeting *meeting); /* "" none */
const char *
meeting_calendar(const struct meeting *meeting);        /* its booking's, or "" for one that came through the API */
const char *meeting_uid(const struct meeting *meeting); /* its booking's, or its own id for one of the API's */
instant meeting_late(const struct meeting *meeting);    /* these five: see struct progress */
instant meeting_opened(const struct meeting *meeting);
instant meeting_ended(const struct meeting *meeting);
const char *meeting_reason(const struct meeting *meeting);
struct space *meeting_space(const struct meeting *meeting);
const char *meeting_secret(const struct meeting *meeting);  /* "" none yet */
const char *meeting_call_id(const struct meeting *meeting); /* likewise */
/* Of its own; NULL: "". */
void meeting_set_words(struct meeting *meeting, const char *title, const char *organizer, const char *passcode);
bool meeting_set_word(struct meeting *meeting, enum meeting_word which, const char *text); /* does it differ? */
/* It has one from now on: made if there is none. */
struct progress *meeting_progress(struct meeting *meeting);
struct hosting *meeting_host(struct meeting *meeting);
/* What is remembered of the event that it is an occurrence of; NULL for one that came through the API. */
const struct component *meeting_governor(const struct meeting *meeting);
struct participant *meeting_find_participant(const struct meeting *meeting, const char *id);
/* The ETag: greater after every change of what is shown, its participants included. */
uint64_t meeting_version(const struct meeting *meeting);
bool meeting_is_final(const struct meeting *meeting);
bool meeting_is_running(const struct meeting *meeting); /* starting, active or ending */

#endif
