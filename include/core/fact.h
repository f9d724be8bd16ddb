/* core/fact.h: everything that can happen to the engine, and everything it can want.
 *
 * A fact is borrowed for the step. Effects are collected over the steps of a turn; then, in this order: the requests
 * that are not gated are sent (all that decided them was durable before), the changes are committed in one transaction,
 * the other requests are sent, the replies are given. effects_clear ends the turn. */
#ifndef CORE_FACT_H
#define CORE_FACT_H

#include "base/err.h"
#include "core/booking.h"
#include "core/bridge.h"
#include "core/event.h"
#include "core/meeting.h"
#include "core/pool.h"
#include "core/request.h"
#include "core/settings.h"

enum fact_kind {
    FACT_TIME,     /* it is now this late */
    FACT_STARTED,  /* everything durable has been loaded */
    FACT_ANSWER,   /* a bridge answered, or will not */
    FACT_COMMAND,  /* somebody wants something */
    FACT_SETTINGS, /* the configuration was read again */
};

enum command_kind {
    COMMAND_BOOK,          /* title, start, end, passcode, people */
    COMMAND_CHANGE,        /* meeting; title, start, end, passcode where set */
    COMMAND_CANCEL,        /* meeting: cancel before the start, end if it is running */
    COMMAND_EXTEND,        /* meeting; length or until */
    COMMAND_END,           /* meeting */
    COMMAND_ADD_PERSON,    /* meeting; people[0] */
    COMMAND_REMOVE_PERSON, /* meeting; participant */
    COMMAND_PREFER,        /* bridge by name */
    COMMAND_DRAIN,         /* bridge by name: nothing new there */
    COMMAND_RESUME,        /* bridge by name: it takes new meetings again */
    COMMAND_RESTORE,       /* space: what somebody else changed of it is put right, and it is used again */
    COMMAND_CLAIM,         /* the pool, which another service has: it is to be ours */
    COMMAND_SNAPSHOT,      /* calendar is now exactly content: BEGIN, PART and END in one, for what is small */
    COMMAND_SYNC_BEGIN,    /* calendar; sync; content->bookings: UIDs of the body */
    COMMAND_SYNC_PART,     /* calendar; sync.number; content: whole bookings, and what of them was refused */
    COMMAND_SYNC_END,      /* calendar; sync.number, sync.gone; text: the validator */
    COMMAND_SYNC_FAILED,   /* calendar could not be read: text says why */
    COMMAND_RELEASE,       /* calendar: the sync that was held back may go through */
    COMMAND_MESSAGE,       /* content is one iTIP message to calendar, or (sync.number, sync.more) a part of one: whole
                              bookings, each with a reply of its own */
    COMMAND_ROLL,          /* content is calendar expanded again over a later window, in parts (sync.more in all but the
                              last: whole bookings); or text: why it could not be expanded */
    COMMAND_REREAD,        /* calendar, uid, number as in effects.rereads; content: its stored texts, expanded
                              again (asked for again if one was refused); or text: why they could not be read */
};

/* A calendar comes in parts, so that a big one neither stalls a meeting nor lies in memory.
 *
 * BEGIN names every UID of the body, of events that will be refused too, in one command or in several (`more` in all
 * but the last: some 5000 UIDs take a millisecond or two); `same` are only marked as seen. To the last one the reply is
 * ERR_CONFLICT if the sync is held back: too much would be lost (hold_percent). Then PARTs, whole bookings each, and
 * END, whose reply comes when what is absent has been cancelled, with the counts of all parts; it may come steps later.
 * A BEGIN with another number or SYNC_FAILED drops what is open (its END is answered with ERR_CONFLICT); what parts of
 * it did stays. A PART or END of a sync that is not open is ERR_CONFLICT.
 *
 * A partial sync speaks only of the bookings in it: nothing is absent, `gone` (END) names what is no longer there. */
struct sync_order {
    uint64_t number; /* the same in all its commands; never 0, never used twice in a run */
    bool more;
    bool partial;
    uint32_t hold_percent; /* more than so much of what is live absent, and 3 or more: held; 0: never */
    const char *const *gone;
    size_t n_gone;
};

struct person {
    const char *address;
    const char *name;
    bool has_dial; /* dial was said: NULL means listed */
    const char *dial;
};

struct command {
    enum command_kind kind;
    uint64_t token; /* comes back in the reply; 0: no reply wanted */
    uint64_t cause; /* whose wish it is: stands beside the changes that it makes; 0: nobody's */
    const char *by; /* who, in words; NULL: nobody in person */
    const char *meeting;
    const char *if_match;         /* ETag as in the header, or NULL */
    const char *title, *passcode; /* NULL: not said */
    instant start, end;           /* INSTANT_NONE: not said */
    duration_ms length;           /* EXTEND: 0 if until is meant (end) */
    const struct person *people;
    size_t n_people;
    const char *participant;
    const char *bridge;
    uint32_t space; /* its index */
    const char *calendar;
    const struct calendar_content *content;
    struct sync_order sync;
    const char *uid;
    uint64_t number;
    const char *text; /* SYNC_END: NULL keeps the validator there is (of a whole sync with parts: none) */
};

struct fact {
    enum fact_kind kind;
    const struct answer *answer;
    const struct command *command;
    const struct settings *settings; /* FACT_SETTINGS: borrowed until the next */
};

/* What a calendar command did, in meetings within the horizon; bookings: UIDs in the body. */
struct merge_counts {
    uint32_t bookings, created, changed, cancelled, unchanged;
};
void merge_counts_add(struct merge_counts *sum, const struct merge_counts *counts);

enum { REPLY_NOTE_SIZE = 400 };

struct reply {
    uint64_t token;
    struct err err;                /* code 0: done */
    const struct meeting *meeting; /* the object as it is now; borrowed until the next step */
    const struct participant *participant;
    const struct bridge *bridge;
    const struct space *space;
    const struct calendar *calendar; /* RELEASE: the one that was meant */
    struct merge_counts counts;
    char note[REPLY_NOTE_SIZE]; /* MESSAGE: what was not done, and why; "": nothing to say */
};

/* Rows to write. The pointers are borrowed until effects_clear; what was deleted lives exactly so long. */
enum change_kind {
    CHANGE_MEETING,
    CHANGE_PARTICIPANT,
    CHANGE_SPACE,
    CHANGE_SET,
    CHANGE_PROFILE,
    CHANGE_CALENDAR,
    CHANGE_BOOKING,
    CHANGE_COMPONENT, /* booking + component */
    CHANGE_RESPONSE,  /* booking + response */
    CHANGE_BRIDGE,
    CHANGE_ENGINE, /* singletons: preferred bridge, counters */
};

struct change {
    enum change_kind kind;
    bool deleted;
    uint64_t cause; /* of the command that made it first; 0: none did, or it has none */
    union {
        struct meeting *meeting;
        struct participant *participant;
        struct space *space;
        struct bulk_set *set;
        struct profile *profile;
        struct calendar *calendar;
        struct booking *booking;
        struct component *component;
        struct bridge *bridge;
        struct response *response;
        struct engine *engine;
    } object;
    struct booking *booking; /* CHANGE_COMPONENT, CHANGE_RESPONSE: whose; else NULL */
};

/* A line for the log: something a person wants to know, once. */
struct notice {
    bool warning;
    char message[96];
    char details[400]; /* key=value */
};

/* A booking whose stored texts are to be expanded again over roll_window: what it says together has changed. Brought
 * back by COMMAND_REREAD; one with an older number than the booking's last is ignored. Asked again after a restart. */
struct reread {
    struct booking *booking;
    uint64_t number;
};

struct effects {
    struct change *changes;
    size_t n_changes, changes_capacity;
    uint64_t cause; /* of the command that is being applied; 0: none */
    struct request *requests;
    size_t n_requests, requests_capacity;
    struct reply *replies;
    size_t n_replies, replies_capacity;
    struct notice *notices;
    size_t n_notices, notices_capacity;
    /* Calendars whose recurring bookings are to be expanded again over roll_window (COMMAND_ROLL brings the result). */
    struct calendar **rolls;
    size_t n_rolls, rolls_capacity;
    struct reread *rereads;
    size_t n_rereads, rereads_capacity;
    struct window roll_window;
    /* Calendars whose sources are to be asked now. */
    struct calendar **fetches;
    size_t n_fetches, fetches_capacity;
};

void effects_init(struct effects *effects);
/* Forgets everything, frees requests and what was deleted, resets the objects' changed flags. */
void effects_clear(struct effects *effects);
void effects_done(struct effects *effects);

#endif
