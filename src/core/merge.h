/* core/merge.h: what the files share that turn what calendars say into meetings; private to this folder.
 *
 * merge.c    one booking is made so: its components, its meetings
 * sync.c     a calendar as it is now, in parts                  message.c  one iTIP message
 * sender.c, reply.c   its sender, its people           roll.c     the stored components, expanded again */
#ifndef CORE_MERGE_H
#define CORE_MERGE_H

#include "core/inside.h"

/* The meetings of the booking that was last looked into, by occurrence. */
struct merge_index {
    const struct booking *booking;
    struct meeting **slots; /* owned */
    size_t count, capacity;
};

/* One calendar command under way: between merge_begin and merge_end. */
struct merge {
    struct engine *engine;
    struct calendar *calendar;
    const struct calendar_content *content;
    struct merge_counts *counts;
    struct reply *reply; /* of a message; else NULL */
    uint64_t mark;       /* of this command */
    struct merge_index index;
    struct merge_index others; /* of a copy in another calendar */
    bool dropping;             /* the booking at hand goes as a whole */
    bool final;                /* what is not wanted now is wanted by no copy */
    struct map refused;        /* UIDs with an event that could not be read: they keep what they had */
    uint64_t before;           /* number of the last reread that was asked for before it */
};

/* Why meetings are taken away. */
extern const char MERGE_TAKEN_BACK[]; /* cancelled by its calendar */
extern const char MERGE_MOVED_AWAY[]; /* moved out of what is booked ahead */
extern const char MERGE_UNSELECTED[]; /* its calendar's selection does not take it any more */

typedef void merge_fn(struct merge *merge, struct booking *booking, struct event *const *events, size_t n);

struct merge merge_begin(struct engine *engine, struct calendar *calendar, const struct calendar_content *content,
                         struct merge_counts *counts);
void merge_end(struct merge *merge);
/* Gives each UID's events of the content to handle, in the order in which the UIDs first come. */
void merge_each_booking(struct merge *merge, merge_fn *handle);
/* The booking's components are now exactly these and those that have the merge's mark already; its meetings stay. */
void booking_store(struct merge *merge, struct booking *booking, struct event *const *events, size_t n);
/* The same, and its meetings are what they say: what it has besides is dropped, meetings that nothing wants any more
 * are withdrawn. */
void booking_reconcile(struct merge *merge, struct booking *booking, struct event *const *events, size_t n);
/* These components are so now; others of the booking, that could not be read, keep what they had. */
void booking_amend(struct merge *merge, struct booking *booking, struct event *const *events, size_t n);
/* Nothing of it is booked any more: its components are dropped, its meetings withdrawn; *budget says how many of both
 * at most. False: there are more. */
bool booking_empty(struct merge *merge, struct booking *booking, size_t *budget);
/* Makes or changes the meetings of these components, which the booking has already, and withdraws none. Those that a
 * component governs which is not among them are left alone. */
void merge_want_all(struct merge *merge, struct booking *booking, struct event *const *events, size_t n);
/* Withdraws what was not wanted; keep: but for what a component governs that was not brought (its mark says). */
void merge_unwant_rest(struct merge *merge, struct booking *booking, bool keep);
/* Makes or changes the meeting of one occurrence of event. */
void merge_want(struct merge *merge, struct booking *booking, const struct event *event,
                const struct occurrence *occurrence);
/* Takes a meeting away, or leaves it to another copy of its booking: the list of its booking's meetings changes then.
 */
void merge_unwant(struct merge *merge, struct meeting *meeting, const char *reason);
void merge_withdraw(struct merge *merge, struct meeting *meeting, const char *reason); /* whatever other copies say */

/* duplicates.c: whose is an occurrence that several calendars have? MINE: any other's meeting has become the booking's
 * own. THEIRS: another copy decides. OFF: it was called off in another copy. */
enum claim { CLAIM_MINE, CLAIM_THEIRS, CLAIM_OFF };
enum claim duplicates_claim(struct merge *merge, struct booking *booking, const struct component *component,
                            const struct occurrence *occurrence);
/* A meeting that its booking does not want goes to the copy that decides now, which is read again. False: there is
 * none. */
bool duplicates_pass_on(struct merge *merge, struct meeting *meeting);
/* The attendees and those whom the other copies of the booking name for this occurrence, each address once, as they
 * have answered. The array is the caller's, its strings are borrowed. */
size_t duplicates_people(const struct booking *booking, instant recurrence_id, const struct attendee *attendees,
                         size_t n, struct attendee **ret_all);
/* After a booking was merged: what it means for its copies. */
void duplicates_settle(struct merge *merge, struct booking *booking);
/* The newest meeting made of this occurrence, or NULL. Cheap however many the booking has. */
struct meeting *merge_find(struct merge *merge, const struct booking *booking, instant recurrence_id);
struct meeting *merge_index_find(struct merge_index *index, const struct booking *booking, instant recurrence_id);
void merge_index_add(struct merge_index *index, const struct booking *booking, struct meeting *meeting);
void merge_index_done(struct merge_index *index);
/* Its stored texts are to be expanded again (effects.rereads): what they say together has changed. */
void booking_reread(struct engine *engine, struct booking *booking);
/* What was refused, for who asks: the first of them are kept. more: beside what is kept already. */
void calendar_keep_refusals(struct calendar *calendar, const struct refusal *refusals, size_t n, bool more);

#endif
