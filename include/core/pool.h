/* core/pool.h: placeholders: profiles, bulk parameter sets, and the spaces made from them.
 *
 * Ours are the spaces made from our own sets, known by their ids. A set is made once for a run of indices and never
 * synced again while it has spaces (a second sync would delete and recreate live ones: API reference 3.4). The pool
 * grows by a new set for the missing indices and shrinks by deleting idle spaces one by one. */
#ifndef CORE_POOL_H
#define CORE_POOL_H

#include "core/meeting.h"
#include "core/settings.h"

enum space_state {
    SPACE_FREE,      /* a placeholder, as it should be */
    SPACE_HELD,      /* a meeting has it */
    SPACE_DIRTY,     /* must be given back, or a call of nobody's may be in it: being cleaned, not given away */
    SPACE_LEAVING,   /* outside the range: to be deleted when idle */
    SPACE_CONTESTED, /* somebody else wants it otherwise: left as it is, not given away */
    N_SPACE_STATES
};

enum space_event {
    SPACE_EVENT_TAKE,   /* a meeting starts */
    SPACE_EVENT_GIVE,   /* the meeting closed it properly */
    SPACE_EVENT_SPOIL,  /* it does not look as it should, or may hold a stray call */
    SPACE_EVENT_CLEAN,  /* it is a placeholder again, no call in it */
    SPACE_EVENT_RETIRE, /* the range no longer has it */
    SPACE_EVENT_RECALL, /* the range has it again */
    SPACE_EVENT_YIELD,  /* it is not put right any more, or cannot be */
    SPACE_EVENT_RESUME, /* it was put right, or the operator wants it back */
    N_SPACE_EVENTS
};

extern const struct fsm space_fsm;

/* What of a space is not as it should be, a bit each. */
enum space_difference {
    DIFFERS_NAME = 1 << 0,
    DIFFERS_PASSCODE = 1 << 1,
    DIFFERS_ACCESS = 1 << 2, /* nonMemberAccess */
    DIFFERS_URI = 1 << 3,
    DIFFERS_CALL_ID = 1 << 4,
    DIFFERS_CALL_PROFILE = 1 << 5,
    DIFFERS_CALL_LEG_PROFILE = 1 << 6
};
enum { SPACE_DIFFERENCES = 7, MET_SIZE = 9 };

struct space {
    struct actor actor;
    struct errand errand;
    uint32_t index;
    char id[ID_SIZE];
    char set[ID_SIZE]; /* the parameter set it was made from */
    enum space_state state;
    bool retired;            /* outside the range, but still held or dirty */
    uint32_t stray;          /* bit per bridge on which a call of nobody's may be in it */
    struct meeting *meeting; /* HELD: who has it; not owned. Stored with the meeting, not here */
    /* of this run */
    bool closed_put; /* DIRTY: the PUT back has been done */
    bool reported;   /* DIRTY: that it waits for a bridge that is away has been said */
    uint32_t failures;
    instant not_before;
    char stray_call[ID_SIZE]; /* one that was found and is to be deleted */
    instant checked;          /* when it was last compared with what the cluster has */
    uint8_t differs;          /* what was not as it should be at the last look */
    uint8_t repairs;          /* times that it was put right, and did not stay so */
    bool left;                /* too often: it is left as it is until it has been right for a while */
    bool superseding;         /* DIRTY: what has its address is looked at: is it ours? */
    bool superseded;          /* DIRTY: another of ours has its address; this one is deleted */
    uint32_t repaired;        /* times in this run that it was put right */
    instant differed;         /* when it was last seen to differ; INSTANT_NONE: never */
    instant differs_since;    /* while it differs */
    instant called_at;        /* CONTESTED: when a call was last seen in it */
    bool wants_address;       /* uri or call id were changed by hand: the next PUT back carries them */
    bool wants_profiles;      /* likewise its profiles, or they were made anew */
    char met[MET_SIZE]; /* the beat of another service's mark that was seen in it, not being our lowest; "": none */
    char *successor;    /* NULL, or the id of what has its address: takes its place when it is found gone */
};

/* A set on its way: once its spaces are known it stays as the memory of whose they are. */
enum set_state {
    SET_WANTED,  /* POST cospaceBulkParameterSets, after a look if unclear */
    SET_CREATED, /* id known; POST cospaceBulkSyncs */
    SET_SYNCING, /* sync id known; polled */
    SET_LISTING, /* complete; its spaces are being read */
    SET_DONE,
    SET_FAILED, /* reason in words; tried again later */
    N_SET_STATES
};

enum set_event {
    SET_EVENT_MADE,
    SET_EVENT_STARTED,
    SET_EVENT_COMPLETE,
    SET_EVENT_LISTED,
    SET_EVENT_FAILED,
    SET_EVENT_RETRY,
    SET_EVENT_VANISHED,
    SET_EVENT_DOUBTED, /* one of its spaces is gone: it may have been synced by somebody else */
    N_SET_EVENTS
};

extern const struct fsm set_fsm;

struct bulk_set {
    struct actor actor;
    struct errand errand;
    uint64_t key; /* our own number for it: it has no id before it is made */
    char id[ID_SIZE];
    char sync[ID_SIZE];
    uint32_t first, last;
    enum set_state state;
    char *reason; /* NULL or why it failed */
    bool unclear; /* the POST of this state may have been acted upon: look first. LISTING: what is adopted (adopt.c) */
    /* of this run */
    uint32_t failures;
    instant not_before;
    uint32_t offset;
    bool anew;               /* was not known to the bridge, and was made anew */
    bool unfiltered;         /* second reading of the list, without the filter */
    bool claimed;            /* what is in its way and was made by the pool's mappings is to be ours (core/adopt.c) */
    bool recount;            /* LISTING once more: what is not there may have been deleted, or be outside the range */
    uint32_t n_replaced;     /* by the recount: spaces whose address another has */
    char candidate[ID_SIZE]; /* found by a look, being read */
    struct bulk_set *next;
};

/* The two profiles. */
struct profile {
    struct actor actor;
    struct errand errand;
    bool leg; /* false: call profile, true: call leg profile */
    char id[ID_SIZE];
    uint64_t hash; /* of the form it was last given */
    bool unclear;  /* the POST may have been acted upon */
    /* of this run */
    bool verified;         /* seen on the cluster in this run */
    instant check_at;      /* it is looked at again */
    uint8_t repairs;       /* times in a row that it was put right, and did not stay so */
    instant differed;      /* when it was last seen to be another than configured; INSTANT_NONE: never */
    instant differs_since; /* INSTANT_NONE: it is as configured */
    bool renewed;          /* the one that the spaces have is gone: they get the new one */
    uint64_t left_out;     /* a bit per parameter that the server does not take … */
    uint64_t left_out_of;  /* … of the form with this hash */
    uint32_t failures;
    instant not_before;
    uint32_t offset;
    char (*candidates)[ID_SIZE]; /* owned; found by a look, to be read and compared */
    size_t n_candidates;
};

/* A bulk parameter set that is not ours and makes spaces with addresses or names of the pool's: it is reported, never
 * touched (core/rivals.c). */
enum { MAX_RIVALS = 64 };
struct rival {
    char id[ID_SIZE];
    uint32_t first, last;
    char *name, *uri, *call_id; /* mappings, owned; NULL: not read yet */
    uint8_t shares;    /* of enum space_difference: what it has in common with ours; 0: it is in nobody's way */
    bool ours;         /* it has our profile, or is ours in all else and has none: a leftover */
    bool alike;        /* it has our mappings */
    bool profiled;     /* it has our profile */
    bool listed, read; /* in the look under way */
};

/* Writes mapping with $index$ replaced and \$ \\ resolved; ret_text is owned by the caller. API reference 3.4. */
char *pool_map(const char *mapping, uint32_t index);
/* The address that people dial for the space of that index: its URI, with the domain if there is one. Owned by the
 * caller. */
char *pool_address(const struct setting_pool *pool, uint32_t index);
/* The literal part of the name mapping, as a filter for lists; owned by the caller. */
char *pool_filter(const char *mapping);
/* The index that text was made of by mapping (compared without case); false if it was not. */
bool pool_unmap(const char *mapping, const char *text, uint32_t *ret_index);
/* Some index of ours gives by our mapping what an index of theirs gives by theirs (compared without case); a mapping
 * that is empty gives nothing. */
struct pool_range {
    const char *mapping;
    uint32_t first, last;
};
bool pool_meets(const struct pool_range *ours, const struct pool_range *theirs);
/* The nine sync statuses in words: a sentence with the remedy; NULL for pending, running and complete. */
const char *pool_sync_failure(const char *status);
/* The parameter that one difference is about, as the server calls it. */
const char *space_difference_word(uint8_t difference);

#endif
