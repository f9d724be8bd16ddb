/* core/merge_index.c: the meetings of one booking by the occurrence they were made of. A booking of a few is searched;
 * for a longer one a table is made when it is first looked into, and serves until another booking is. */
#include "merge.h"

#include "base/mem.h"

enum { INDEX_FROM = 16 }; /* meetings */

/* One that goes on counts before one that is ending, that before one that is over, and among equals the last. */
static int meeting_rank(const struct meeting *meeting)
{
    return meeting_is_final(meeting) ? 0 : meeting->state == MEETING_ENDING ? 1 : 2;
}

static bool index_is_newer(const struct meeting *found, const struct meeting *at)
{
    return found == NULL || meeting_rank(at) >= meeting_rank(found);
}

static struct meeting **index_slot(const struct merge_index *index, instant recurrence_id)
{
    size_t mask = index->capacity - 1;
    size_t i = (size_t)hash_bytes(HASH_START, &recurrence_id, sizeof recurrence_id) & mask;
    while (index->slots[i] != NULL && index->slots[i]->recurrence_id != recurrence_id) {
        i = (i + 1) & mask;
    }
    return &index->slots[i];
}

static void index_put(struct merge_index *index, struct meeting *meeting)
{
    struct meeting **slot = index_slot(index, meeting->recurrence_id);
    if (*slot == NULL) {
        index->count++;
    }
    if (index_is_newer(*slot, meeting)) {
        *slot = meeting;
    }
}

static void index_fill(struct merge_index *index, const struct booking *booking)
{
    size_t n = 0;
    for (const struct meeting *at = booking->meetings; at != NULL; at = at->booking_next) {
        n++;
    }
    mem_free(index->slots);
    for (index->capacity = 64; index->capacity < 4 * n; index->capacity *= 2) {
    }
    index->slots = mem_calloc(index->capacity, sizeof *index->slots);
    index->booking = booking;
    index->count = 0;
    for (struct meeting *at = booking->meetings; at != NULL; at = at->booking_next) {
        index_put(index, at);
    }
}

struct meeting *merge_index_find(struct merge_index *index, const struct booking *booking, instant recurrence_id)
{
    if (index->booking != booking) {
        struct meeting *found = NULL;
        uint32_t n = 0;
        for (struct meeting *at = booking->meetings; at != NULL && n <= INDEX_FROM; at = at->booking_next, n++) {
            if (at->recurrence_id == recurrence_id && index_is_newer(found, at)) {
                found = at;
            }
        }
        if (n <= INDEX_FROM) {
            return found;
        }
        index_fill(index, booking);
    }
    return *index_slot(index, recurrence_id);
}

void merge_index_add(struct merge_index *index, const struct booking *booking, struct meeting *meeting)
{
    if (index->booking != booking) {
        return;
    }
    if (4 * index->count > 3 * index->capacity) {
        index_fill(index, booking);
    } else {
        index_put(index, meeting);
    }
}

void merge_index_done(struct merge_index *index)
{
    mem_free(index->slots);
    *index = (struct merge_index){0};
}
