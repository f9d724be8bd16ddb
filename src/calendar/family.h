/* family.h: the components of one UID in a body, as far as one must know of the others to read each. Private to the
 * reader. */
#ifndef CALENDAR_FAMILY_H
#define CALENDAR_FAMILY_H

#include "draft.h"

/* One component, by what sets it apart: its key is its original start, a millisecond more where it speaks of all later
 * ones, too, for such a range may stand beside an override of its first occurrence (as the core has it). */
struct kin {
    const struct scan_part *part;
    bool bad; /* cannot be read: no kin of the others */
    bool is_override, this_and_future;
    instant original; /* what its RECURRENCE-ID means; INSTANT_NONE */
    instant key;
    struct when start, recurrence_id;
    int64_t sequence;
    instant dtstamp;
    instant future_end; /* the next original behind this one with THISANDFUTURE; INSTANT_NEVER */
    duration_ms moved;  /* THISANDFUTURE beside its series: how far from the original, on the wall clock */
};

struct family {
    struct kin *members; /* owned; by key, the one that counts last among equals */
    size_t n, capacity;
    bool settled;         /* members are read and in order */
    struct draft *series; /* owned; the component without RECURRENCE-ID that counts, NULL if there is none */
    bool expanded;
    struct window expanse;        /* originals are all that lie in it; empty: they are not known */
    struct occurrence *originals; /* owned; of the series, by start */
    size_t n_originals;
};

/* The family of a component; NULL if it stands alone. Borrowed. */
struct family *family_find(struct reader *reader, const char *uid);
void family_free(struct family *family);
void family_add(struct family *family, const struct scan_part *part);

/* The member that counts for a key; NULL if there is none. */
const struct kin *family_member(const struct family *family, instant key);
instant family_key(const struct event *event);
/* Whether the series has an occurrence at an original start near the window; true if that is not known. */
bool family_has(struct family *family, struct reader *reader, instant original);
/* Adds to the event (an override with THISANDFUTURE and its own occurrence) the later ones that it moves; length is
 * that of the override. 0 or LIMIT. */
int family_move(struct family *family, struct reader *reader, const struct span *length, struct event *event,
                struct err *err);
/* Of such an override: no occurrence of its series is left for it, nor will one come. */
bool family_is_over(const struct family *family, const struct reader *reader, const struct event *event);

/* The original start that a RECURRENCE-ID means beside its series (NULL: none): by day where either side is a DATE,
 * else by instant. start: that of the override, where there is no series. */
instant family_original(const struct draft *series, const struct when *recurrence_id, const struct when *start,
                        const struct zone *zone);

#endif
