/* core/booking.h: what each calendar holds: its bookings (UIDs) and their components, without the meetings made of
 * them. */
#ifndef CORE_BOOKING_H
#define CORE_BOOKING_H

#include "base/map.h"
#include "core/event.h"
#include "core/meeting.h"
#include "core/people.h"
#include "core/response.h"

struct sync;

/* One component of a booking as last accepted: the memory that SEQUENCE and DTSTAMP are compared with. A cancelled one
 * stays as a tombstone for at least 90 days, so that a late message cannot revive it (RFC 5546 2.1.5). */
struct component_texts {
    char *text;                  /* to be expanded again */
    char *location, *conference; /* of the event; "": none, or it is private */
};

struct component {
    /* INSTANT_NONE: the master or a single event. Of RANGE=THISANDFUTURE a millisecond later, so that it stands behind
     * the override of its first occurrence alone. */
    instant recurrence_id;
    int64_t sequence;
    instant dtstamp;
    uint64_t hash;         /* of what the event says, occurrences apart */
    char *title;           /* for meetings far ahead; NULL: "", or it is silent */
    const char *organizer; /* for them, too, and to know whose it is; interned; NULL: "" */
    struct people *people; /* as the title; owned */
    struct component_texts
        *texts;               /* not stored yet; NULL: the store alone has them, or NULL in them: that one; owned */
    uint64_t place_hash : 48; /* of this run: of the event's place; 0: not known */
    bool brought : 1;         /* by what is being done to its booking; else false */
    bool empty : 1;           /* it had no occurrence when it was brought last */
    bool silent : 1;          /* the store alone has its title and people: nobody asks for them (core/words.c) */
    bool fades : 1;           /* of this run: it is silent once it has been stored */
    bool cancelled : 1;
    bool unselected : 1; /* its calendar's selection does not take it: no meetings are made of it */
    bool rolls : 1;      /* recurs, or lies beyond the horizon (is not over): to be expanded again as that moves on */
    bool dropped : 1;    /* no longer its booking's; lives as long as these effects */
    bool changed;        /* in this turn's effects */
};

struct booking {
    struct calendar *calendar;     /* not owned */
    const char *uid;               /* behind it, in the same piece of memory */
    struct component **components; /* owned, in order of recurrence_id; the array is `alone` while one is the most */
    struct component *alone;
    struct booking *twin;     /* the next of the same UID, in another calendar, or NULL */
    struct meeting *meetings; /* not owned; linked by booking_next, in the order of their making */
    struct meeting *meetings_tail;
    uint64_t digest; /* of what its source last said of it; 0: not known, it is read again */
    char *href;      /* of the resource that holds it, its etag (or "") behind the NUL; or NULL */
    uint64_t reread; /* number of the last reread that was asked for and has not come; 0: none */
    uint32_t seen;   /* of this run: number of the last sync that named it */
    uint32_t n_components;
    uint32_t n_ranges;  /* components of RANGE=THISANDFUTURE */
    uint32_t n_living;  /* meetings that are not final */
    uint32_t n_rolling; /* components that roll and are not cancelled */
    uint8_t room;       /* there is an array: for 2 to this power of components */
    bool loose : 1;     /* a component has gone of which meetings may have their words */
    bool idle : 1;      /* the last housekeeping found nothing in it: the next forgets it */
    bool answered : 1;  /* attendees of it have: calendar.responses */
    bool revised : 1;   /* this command brought another version of a component */
    bool lives : 1;     /* a component is neither cancelled nor left out by the selection */
    bool omits : 1;     /* one is left out, and not cancelled */
    bool loses : 1;     /* it lives, and its meetings are a copy's in another calendar */
    bool changed;       /* in this turn's effects */
};

/* The first booking of each UID, whatever its calendar. */
struct twins {
    struct table table;
    uint64_t seed;
};

enum roll_state { ROLL_NONE, ROLL_ASKED, ROLL_COMING };

struct calendar {
    struct twins *twins; /* of the engine */
    char *name;
    struct map bookings;  /* uid to struct booking, owned */
    struct map responses; /* uid, of a booking that is answered, to struct responses, owned */
    uint32_t refused_count;
    struct refusal *refused; /* of the last sync, at most MAX_REFUSALS kept */
    size_t n_refused;
    instant last_sync; /* INSTANT_NONE */
    instant last_success;
    char *last_error; /* NULL */
    instant expanded_to;
    char *validator;    /* what its source is asked with, "etag=...\n" and the like, a line each; or NULL */
    instant held_since; /* its last sync lost too much and is held back; else INSTANT_NONE */
    uint32_t held_lost; /* bookings, ... */
    uint32_t held_of;   /* ... of so many that are live */
    bool released;      /* the next one may go through all the same */
    instant unfinished; /* a sync has taken parts since then, and none has come to its end; else INSTANT_NONE */
    uint32_t meetings[N_MEETING_STATES]; /* by state; of its bookings */
    uint32_t n_live;    /* bookings that are not over: with a meeting to come or a component that rolls */
    uint32_t n_rolling; /* bookings with a component that rolls */
    uint32_t n_rereads; /* bookings with a reread under way */
    uint32_t n_standing, n_unselected, n_losing; /* bookings that live or omit, omit, lose */
    uint32_t n_syncs;                            /* of this run: begun */
    uint32_t shuffles;    /* grows when bookings are forgotten: their order in the map is another */
    struct sync *sync;    /* of this run: the one under way, or NULL; owned */
    enum roll_state roll; /* of this run */
    instant roll_again;   /* of this run: the last roll failed, and is tried again then; else INSTANT_NONE */
    char *roll_error;     /* of this run: why; else NULL */
    uint64_t told;        /* of this run: number of the message whose refusals these are; 0: none of several parts */
    bool changed;         /* in this turn's effects */
    uint64_t revision;    /* of this run: grows with every change of its meetings and of what their events say */
};

enum { MAX_REFUSALS = 1000 };

const char *booking_etag(const struct booking *booking); /* of its resource; NULL: none */
void calendar_free(struct calendar *calendar);           /* its bookings and components too; meetings are not its own */

#endif
