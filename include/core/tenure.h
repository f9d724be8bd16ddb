/* core/tenure.h: whose the pool is. One installation at a time holds it: its mark stands in the cdrTag of the lowest
 * space (API reference 3.1), is renewed every TENURE_EVERY at most, and says by whom, since when, and with a beat that
 * is another each time, that its owner lives. Who sees a mark of somebody else's sends nothing that changes anything
 * until the beat has stood still for TENURE_PATIENCE periods; so no clock is shared. */
#ifndef CORE_TENURE_H
#define CORE_TENURE_H

#include "base/fsm.h"
#include "core/meeting.h"

enum { MARK_SIZE = 101, MARK_WORD_SIZE = 9, MARK_HOST_SIZE = 33, MARK_SINCE_SIZE = 21 };

/* A mark in words: "cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=60 since=2026-11-22T16:20:00Z host=scheduler1".
 */
struct mark {
    char installation[MARK_WORD_SIZE]; /* of the store: made with it, and the same in each copy of it */
    char place[MARK_WORD_SIZE];        /* of the file on its machine: there is one service at most at each */
    char beat[MARK_WORD_SIZE];
    uint32_t every; /* seconds between two beats, 1 to 3600 */
    char since[MARK_SINCE_SIZE];
    char host[MARK_HOST_SIZE]; /* letters, digits, '-' and '.' */
};

void mark_write(const struct mark *mark, char ret_text[MARK_SIZE]);
/* False: it is none. What is beyond a ceiling makes it none. */
bool mark_read(const char *text, struct mark *ret_mark);

enum tenure_state {
    TENURE_UNSURE,   /* not looked at yet, or too long ago */
    TENURE_MARKED,   /* our mark was written; if it is still there in a moment, the pool is ours */
    TENURE_OURS,     /* may act */
    TENURE_UNMARKED, /* there is nothing to be marked, or it cannot be: may act */
    TENURE_WATCHED,  /* somebody else's mark: does its owner live? */
    TENURE_THEIRS,   /* it does */
    N_TENURE_STATES
};

enum tenure_event {
    TENURE_EVENT_ABSENT,    /* no mark where ours should be */
    TENURE_EVENT_FOUND,     /* ours, as we left it a short while ago */
    TENURE_EVENT_CONFIRMED, /* ours, some time after we wrote it */
    TENURE_EVENT_FOREIGN,
    TENURE_EVENT_BEAT,    /* the other one's has changed: its owner lives */
    TENURE_EVENT_SILENT,  /* it stood still for too long */
    TENURE_EVENT_NOTHING, /* there is no space to mark, or it takes no mark */
    TENURE_EVENT_LAPSED,  /* ours was not seen for so long that somebody may have taken the pool over */
    TENURE_EVENT_ORDERED, /* by the operator */
    TENURE_EVENT_DOUBTED, /* spaces were adopted: somebody else's mark may be on them */
    N_TENURE_EVENTS
};

extern const struct fsm tenure_fsm;

/* What a state means to an operator. */
struct tenure_row {
    const char *text, *advice;
    bool may_act;
};
extern const struct tenure_row tenure_table[N_TENURE_STATES];

enum tenure_step { TENURE_LOOK, TENURE_LIST, TENURE_WRITE };

struct tenure {
    struct actor actor;
    struct errand errand;
    enum tenure_state state;
    /* durable, with the engine */
    char installation[MARK_WORD_SIZE];
    char beat[MARK_WORD_SIZE];   /* the one that was written last, or is about to be; "": none */
    char before[MARK_WORD_SIZE]; /* the one before: it may be there yet */
    instant found;               /* when ours was last seen there; INSTANT_NONE: never */
    char bearer[ID_SIZE];        /* the space on which it was seen then; "": none, or not known */
    instant since;               /* the pool is ours */
    /* of this run */
    bool held; /* the pool was ours */
    enum tenure_step step;
    char target[ID_SIZE]; /* what the look is at; "": the lowest of our spaces */
    char asked[ID_SIZE];  /* of the look under way, or the last one */
    uint32_t lowest;      /* its index, in a list */
    bool overlaps;        /* the list has one within the range */
    uint32_t offset;
    instant look_at;
    instant sent;        /* the look under way */
    struct mark other;   /* the last one seen that was not ours */
    instant other_since; /* it was first seen as it is now */
    uint32_t still;      /* looks in a row at which it stood still */
    uint32_t absent;     /* looks in a row at which nothing was there */
    uint32_t failures;
    bool spurned; /* that no mark can be kept there has been said */
};

#endif
