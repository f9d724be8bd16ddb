/* core/duplicates.c: one booking in several calendars, the organizer's and the room's perhaps, is one meeting for each
 * occurrence, with the people of all copies.
 *
 * The copy that decides is the one with the highest SEQUENCE, then the latest DTSTAMP, then the first in the order of
 * the configuration. It has the meeting; the others are remembered, and ready to take it over: the same meeting, nobody
 * is called again. If it is called off in one copy, it is in all whose SEQUENCE is not higher. */
#include "merge.h"

#include "base/mem.h"

#include <string.h>
#include <strings.h>

struct copy {
    const struct booking *booking;
    const struct component *component; /* that governs the occurrence */
};

static size_t calendar_rank(const struct engine *engine, const struct calendar *calendar)
{
    size_t rank = 0;
    while (rank < engine->settings->n_calendars &&
           strcmp(engine->settings->calendars[rank].name, calendar->name) != 0) {
        rank++;
    }
    return rank;
}

/* Which of two decides: more than 0 if a does. */
static int copy_compare(const struct engine *engine, const struct copy *a, const struct copy *b)
{
    struct revision left = component_revision(a->component), right = component_revision(b->component);
    int order = revision_compare(&left, &right);
    if (order != 0) {
        return order;
    }
    size_t first = calendar_rank(engine, a->booking->calendar), second = calendar_rank(engine, b->booking->calendar);
    return first != second ? (first < second ? 1 : -1)
                           : -strcmp(a->booking->calendar->name, b->booking->calendar->name);
}

static bool copy_lives(const struct component *component)
{
    return component != NULL && !component->cancelled && !component->unselected;
}

static bool meeting_goes_on(const struct meeting *meeting)
{
    return !meeting_is_final(meeting) && meeting->state != MEETING_ENDING;
}

static void meeting_adopt(struct merge *merge, struct booking *booking, struct meeting *meeting)
{
    meeting_people_arrive(merge->engine, meeting); /* what it has them from is the other booking's */
    booking_unlink(meeting);
    booking_link(booking, meeting);
    meeting_touch(merge->engine, meeting);
    merge_index_done(&merge->index);
    merge_index_done(&merge->others);
}

/* The other booking is to say what it is now. */
static void meeting_hand_over(struct merge *merge, struct booking *booking, struct meeting *meeting)
{
    meeting_adopt(merge, booking, meeting);
    meeting->source_hash = 0;
    booking_reread(merge->engine, booking);
}

/* The other copy decides: does it leave this occurrence to us? Which ones it has only its meetings tell; that it has
 * not this one counts if its SEQUENCE is higher, for what is of the same may say it another way. */
static enum claim claim_of_other(struct merge *merge, const struct copy *mine, struct booking *booking,
                                 const struct component *decides, const struct occurrence *occurrence)
{
    struct meeting *theirs = merge_index_find(&merge->others, booking, occurrence->recurrence_id);
    if (theirs != NULL && theirs->source_hash != 0) {
        return CLAIM_THEIRS;
    }
    if (decides->sequence <= mine->component->sequence) {
        return CLAIM_MINE;
    }
    struct meeting *held = merge_find(merge, mine->booking, occurrence->recurrence_id);
    if (held != NULL && meeting_goes_on(held)) {
        meeting_hand_over(merge, booking, held);
        return CLAIM_THEIRS;
    }
    bool handed_over = theirs != NULL && meeting_goes_on(theirs);
    bool absent = booking->n_living > 0 && occurrence->start < booking->calendar->expanded_to;
    return handed_over || absent ? CLAIM_THEIRS : CLAIM_MINE;
}

enum claim duplicates_claim(struct merge *merge, struct booking *booking, const struct component *component,
                            const struct occurrence *occurrence)
{
    struct copy mine = {booking, component};
    enum claim claim = CLAIM_MINE;
    for (struct booking *at = booking_twins(booking); at != NULL && claim == CLAIM_MINE; at = at->twin) {
        struct copy other = {at, booking_governor(at, occurrence->recurrence_id)};
        if (at == booking || other.component == NULL) {
            continue;
        }
        if (other.component->cancelled && other.component->sequence >= component->sequence) {
            claim = CLAIM_OFF;
        } else if (copy_lives(other.component) && copy_compare(merge->engine, &mine, &other) < 0) {
            claim = claim_of_other(merge, &mine, at, other.component, occurrence);
        }
    }
    for (struct booking *at = booking_twins(booking); at != NULL && claim == CLAIM_MINE; at = at->twin) {
        struct meeting *theirs = at != booking ? merge_index_find(&merge->others, at, occurrence->recurrence_id) : NULL;
        if (theirs != NULL && (theirs->source_hash != 0 || meeting_goes_on(theirs))) {
            meeting_adopt(merge, booking, theirs);
        }
    }
    return claim;
}

bool duplicates_pass_on(struct merge *merge, struct meeting *meeting)
{
    struct booking *booking = meeting->booking;
    const struct component *own = merge->dropping ? NULL : booking_governor(booking, meeting->recurrence_id);
    struct copy best = {0};
    for (struct booking *at = booking_twins(booking); at != NULL; at = at->twin) {
        struct copy other = {at, booking_governor(at, meeting->recurrence_id)};
        bool free = own == NULL || own->unselected ||
                    (other.component != NULL && other.component->sequence > own->sequence) ||
                    (other.component != NULL && !own->cancelled && other.component->sequence == own->sequence);
        if (at != booking && copy_lives(other.component) && free &&
            (best.booking == NULL || copy_compare(merge->engine, &other, &best) > 0)) {
            best = other;
        }
    }
    if (best.booking == NULL) {
        return false;
    }
    meeting_hand_over(merge, (struct booking *)(uintptr_t)best.booking, meeting);
    return true;
}

static void people_add(struct attendee **list, size_t *n, const struct attendee *more, size_t n_more)
{
    *list = mem_realloc(*list, *n + n_more + 1, sizeof **list);
    for (size_t i = 0; i < n_more; i++) {
        size_t at = 0;
        while (at < *n && strcasecmp((*list)[at].address, more[i].address) != 0) {
            at++;
        }
        if (at == *n) {
            (*list)[(*n)++] = more[i];
        }
    }
}

size_t duplicates_people(const struct booking *booking, instant recurrence_id, const struct attendee *attendees,
                         size_t n, struct attendee **ret_all)
{
    struct attendee *all = NULL;
    size_t count = 0;
    people_add(&all, &count, attendees, n);
    for (const struct booking *at = booking_twins(booking); at != NULL; at = at->twin) {
        const struct component *component = at != booking ? booking_governor(at, recurrence_id) : NULL;
        if (copy_lives(component)) {
            struct attendee *theirs = NULL;
            size_t more = people_list(component->people, &theirs);
            people_add(&all, &count, theirs, more);
            mem_free(theirs);
        }
    }
    *ret_all = all;
    return responses_apply(booking, recurrence_id, booking_governor(booking, recurrence_id), ret_all, count);
}

/* A copy came, changed or went: the meetings of the others have its people or no longer. */
static void duplicates_gather(struct merge *merge, struct booking *booking)
{
    for (struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
        const struct component *own = booking_governor(booking, meeting->recurrence_id);
        if (!meeting_goes_on(meeting) || !copy_lives(own)) {
            continue;
        }
        struct attendee *list = NULL, *all = NULL;
        size_t n = people_list(own->people, &list);
        size_t count = duplicates_people(booking, meeting->recurrence_id, list, n, &all);
        meeting_people_arrive(merge->engine, meeting);
        attendees_merge(merge->engine, meeting, all, count);
        mem_free(list);
        mem_free(all);
    }
}

/* What is off in this copy is off in those that are not newer. */
static void duplicates_call_off(struct merge *merge, const struct booking *booking, struct booking *other)
{
    for (struct meeting *meeting = other->meetings, *next; meeting != NULL; meeting = next) {
        next = meeting->booking_next;
        const struct component *off = booking_governor(booking, meeting->recurrence_id);
        const struct component *holds = booking_governor(other, meeting->recurrence_id);
        if (off != NULL && off->cancelled && (holds == NULL || off->sequence >= holds->sequence)) {
            merge_withdraw(merge, meeting, MERGE_TAKEN_BACK);
        }
    }
}

void duplicates_settle(struct merge *merge, struct booking *booking)
{
    bool off = false;
    for (uint32_t i = 0; i < booking->n_components; i++) {
        off = off || booking->components[i]->cancelled;
    }
    for (struct booking *at = booking_twins(booking); at != NULL; at = at->twin) {
        if (at != booking && off) {
            duplicates_call_off(merge, booking, at);
        }
        if (at != booking) {
            duplicates_gather(merge, at);
        }
    }
}

const struct calendar *booking_loses_to(const struct booking *booking)
{
    const struct calendar *winner = NULL;
    for (const struct booking *at = booking->loses ? booking_twins(booking) : NULL; at != NULL; at = at->twin) {
        winner = at != booking && at->n_living > 0 ? at->calendar : winner;
    }
    return winner;
}
