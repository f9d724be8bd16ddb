/* core/responses.c: what attendees have said of themselves: the newest of each is kept, and laid over what the
 * organizer says of them.
 *
 * Which response counts depends on what was written, not on what came first, as in governor.c. One to an older version
 * than the organizer's last does not count: with a higher SEQUENCE he asks anew (RFC 5546 2.1.4). Of responses that
 * speak of the same occurrence the latest counts, however much it speaks of besides; where that is not told, the one
 * that speaks of less. */
#include "base/mem.h"
#include "core/inside.h"

#include <string.h>
#include <strings.h>

void response_free(struct response *response)
{
    if (response != NULL) {
        mem_free(response->address);
        mem_free(response->delegate);
        mem_free(response);
    }
}

void responses_free(struct responses *responses)
{
    for (size_t i = 0; responses != NULL && i < responses->n; i++) {
        response_free(responses->list[i]);
    }
    if (responses != NULL) {
        mem_free(responses->list);
        mem_free(responses);
    }
}

static struct responses *responses_of(const struct booking *booking)
{
    return booking->answered ? map_get(&booking->calendar->responses, booking->uid) : NULL;
}

/* The first copy of its booking, whatever calendar it is in; the others follow by twin. */
static const struct booking *booking_first(const struct booking *booking)
{
    const struct booking *first = booking_twins(booking);
    return first != NULL ? first : booking;
}

bool booking_is_answered(const struct booking *booking)
{
    const struct booking *at = booking_first(booking);
    while (at != NULL && !at->answered) {
        at = at->twin;
    }
    return at != NULL;
}

/* The place of the first that does not come before. */
static size_t responses_seek(const struct responses *responses, const char *address, instant recurrence_id)
{
    size_t low = 0, high = responses->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct response *at = responses->list[middle];
        int order = strcasecmp(at->address, address);
        if (order < 0 || (order == 0 && at->recurrence_id < recurrence_id)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct response *responses_find(const struct responses *responses, const char *address, instant recurrence_id)
{
    size_t at = responses_seek(responses, address, recurrence_id);
    struct response *response = at < responses->n ? responses->list[at] : NULL;
    return response != NULL && response->recurrence_id == recurrence_id && strcasecmp(response->address, address) == 0
               ? response
               : NULL;
}

void response_insert(struct booking *booking, struct response *response)
{
    struct responses *responses = responses_of(booking);
    if (responses == NULL) {
        responses = mem_zalloc(sizeof *responses);
        map_set(&booking->calendar->responses, booking->uid, responses);
        booking->answered = true;
    }
    ARRAY_GROW(responses->list, responses->n, responses->capacity);
    size_t at = responses_seek(responses, response->address, response->recurrence_id);
    memmove(&responses->list[at + 1], &responses->list[at], (responses->n++ - at) * sizeof *responses->list);
    responses->list[at] = response;
}

static struct revision response_revision(const struct response *response)
{
    return (struct revision){response->sequence, response->dtstamp};
}

static bool response_says_the_same(const struct response *a, const struct response *b)
{
    bool delegate = a->delegate == NULL || b->delegate == NULL ? a->delegate == b->delegate
                                                               : strcasecmp(a->delegate, b->delegate) == 0;
    return a->sequence == b->sequence && a->partstat == b->partstat && delegate;
}

enum response_news response_hear(struct engine *engine, struct booking *booking, const struct response *said,
                                 const struct response **ret_response)
{
    struct responses *responses = responses_of(booking);
    struct response *known = responses != NULL ? responses_find(responses, said->address, said->recurrence_id) : NULL;
    struct revision then = response_revision(said), now = known != NULL ? response_revision(known) : then;
    if (known != NULL && revision_compare(&then, &now) < 0) {
        *ret_response = known;
        return RESPONSE_OLD;
    }
    if (known == NULL && responses != NULL && responses->n >= MAX_RESPONSES) {
        return RESPONSE_TOO_MANY;
    }
    enum response_news news = known != NULL && response_says_the_same(known, said) ? RESPONSE_SAME : RESPONSE_NEWS;
    if (known == NULL) {
        known = mem_zalloc(sizeof *known);
        known->address = mem_strdup(said->address);
        known->recurrence_id = said->recurrence_id;
        response_insert(booking, known);
    }
    bool same = news == RESPONSE_SAME && known->dtstamp == said->dtstamp;
    known->sequence = said->sequence;
    known->dtstamp = said->dtstamp;
    known->partstat = said->partstat;
    mem_replace(&known->delegate, said->delegate);
    if (!same) {
        effects_change(engine->effects, CHANGE_RESPONSE, known, booking);
    }
    *ret_response = known;
    return news;
}

enum scope { SCOPE_ALL, SCOPE_RANGE, SCOPE_ONE };

static enum scope scope_of(instant recurrence_id)
{
    struct component component = {.recurrence_id = recurrence_id};
    return recurrence_id == INSTANT_NONE ? SCOPE_ALL : component_is_range(&component) ? SCOPE_RANGE : SCOPE_ONE;
}

bool response_covers(const struct response *response, instant recurrence_id)
{
    enum scope scope = scope_of(response->recurrence_id);
    return scope == SCOPE_ALL || response->recurrence_id == recurrence_id ||
           (scope == SCOPE_RANGE && recurrence_id >= response->recurrence_id - 1);
}

/* SEQUENCEs measure each other where he answered just what the organizer speaks of, or a part of it. */
static bool response_is_outdated(const struct response *response, const struct component *by)
{
    struct revision said = response_revision(response), asked = component_revision(by);
    bool broader = scope_of(response->recurrence_id) < scope_of(by->recurrence_id);
    return broader ? revision_is_outdated(&said, &asked, false) : said.sequence < asked.sequence;
}

static bool response_is_newer(const struct response *a, const struct response *b)
{
    bool stamped = a->dtstamp != INSTANT_NONE && b->dtstamp != INSTANT_NONE;
    if (stamped && a->dtstamp != b->dtstamp) {
        return a->dtstamp > b->dtstamp;
    }
    enum scope left = scope_of(a->recurrence_id), right = scope_of(b->recurrence_id);
    struct revision one = response_revision(a), other = response_revision(b);
    return left != right ? left > right : revision_compare(&one, &other) > 0;
}

const struct response *response_counting(const struct booking *booking, instant recurrence_id,
                                         const struct component *by, const char *address)
{
    const struct response *best = NULL;
    for (const struct booking *at = booking_first(booking); at != NULL; at = at->twin) {
        const struct responses *responses = responses_of(at);
        for (size_t i = responses != NULL ? responses_seek(responses, address, INSTANT_NONE) : 0;
             responses != NULL && i < responses->n && strcasecmp(responses->list[i]->address, address) == 0; i++) {
            const struct response *response = responses->list[i];
            if (response_covers(response, recurrence_id) && (by == NULL || !response_is_outdated(response, by)) &&
                (best == NULL || response_is_newer(response, best))) {
                best = response;
            }
        }
    }
    return best;
}

/* Where the organizer knows a response, too, the newer word holds. */
static bool response_holds(const struct response *response, const struct attendee *attendee, const struct component *by)
{
    if (response == NULL || by == NULL || attendee->partstat == PARTSTAT_NEEDS_ACTION) {
        return response != NULL;
    }
    struct revision said = response_revision(response), knows = component_revision(by);
    return scope_of(response->recurrence_id) < scope_of(by->recurrence_id) || revision_compare(&said, &knows) >= 0;
}

size_t responses_apply(const struct booking *booking, instant recurrence_id, const struct component *by,
                       struct attendee **list, size_t n)
{
    for (size_t i = 0; i < n && booking_is_answered(booking); i++) {
        const struct response *response = response_counting(booking, recurrence_id, by, (*list)[i].address);
        if (!response_holds(response, &(*list)[i], by)) {
            continue;
        }
        (*list)[i].partstat = response->partstat;
        if (response->partstat == PARTSTAT_DELEGATED && response->delegate != NULL &&
            attendee_find(*list, n, response->delegate) == NULL) {
            *list = mem_realloc(*list, n + 1, sizeof **list);
            (*list)[n++] = (struct attendee){.address = response->delegate, .name = (char *)(uintptr_t) ""};
        }
    }
    return n;
}

void responses_settle(struct engine *engine, struct booking *booking)
{
    bool revised = booking->revised && booking_is_answered(booking);
    booking->revised = false;
    for (struct meeting *meeting = booking->meetings; revised && meeting != NULL; meeting = meeting->booking_next) {
        if (meeting_is_final(meeting)) {
            continue;
        }
        if (meeting->source != NULL) {
            meeting_touch(engine, meeting); /* whom it will dial may be others now */
        } else {
            meeting_hear(engine, meeting, NULL);
        }
    }
}

bool responses_are_fresh(const struct booking *booking, instant since)
{
    const struct responses *responses = responses_of(booking);
    bool fresh = false;
    for (size_t i = 0; responses != NULL && i < responses->n && !fresh; i++) {
        fresh = responses->list[i]->dtstamp != INSTANT_NONE && responses->list[i]->dtstamp > since;
    }
    return fresh;
}

void responses_forget(struct engine *engine, struct booking *booking)
{
    struct responses *responses = booking->answered ? map_remove(&booking->calendar->responses, booking->uid) : NULL;
    for (size_t i = 0; responses != NULL && i < responses->n; i++) {
        effects_delete(engine->effects, CHANGE_RESPONSE, responses->list[i], booking);
    }
    if (responses != NULL) {
        responses->n = 0; /* they live as long as these effects */
        responses_free(responses);
    }
    booking->answered = false;
}

int responses_check(const struct booking *booking, struct err *err)
{
    const struct responses *responses = responses_of(booking);
    const struct responses *there = map_get(&booking->calendar->responses, booking->uid);
    if (responses != there || (responses != NULL && responses->n == 0)) {
        return err_set(err, ERR_INTERNAL, "the responses of %.100s are lost", booking->uid);
    }
    for (size_t i = 1; responses != NULL && i < responses->n; i++) {
        const struct response *a = responses->list[i - 1], *b = responses->list[i];
        int order = strcasecmp(a->address, b->address);
        if (order > 0 || (order == 0 && a->recurrence_id >= b->recurrence_id)) {
            return err_set(err, ERR_INTERNAL, "the responses of %.100s are out of order", booking->uid);
        }
    }
    return 0;
}
