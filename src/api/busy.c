/* api/busy.c: busy times out of meetings: merged periods, and the sweep that counts how many run at once. */
#include "busy.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *address_bare(const char *address)
{
    static const char *const SCHEMES[] = {"mailto:", "sip:", "sips:"};
    for (size_t i = 0; i < sizeof SCHEMES / sizeof SCHEMES[0]; i++) {
        size_t len = strlen(SCHEMES[i]);
        if (strncasecmp(address, SCHEMES[i], len) == 0) {
            return address + len;
        }
    }
    return address;
}

/* Whoever has declined is free. */
static bool busy_has_declined(const struct attendee *people, size_t n, const char *address)
{
    for (size_t i = 0; i < n; i++) {
        if (strcasecmp(people[i].address, address) == 0) {
            return people[i].partstat == PARTSTAT_DECLINED;
        }
    }
    return false;
}

static bool busy_is_in(const struct engine *engine, const struct meeting *meeting, const char *bare)
{
    struct participant *owned = NULL;
    const struct participant *found = engine_people(engine, meeting, &owned);
    for (; found != NULL; found = found->next) {
        bool is = strcasecmp(address_bare(found->address), bare) == 0 ||
                  (found->dial != NULL && strcasecmp(address_bare(found->dial), bare) == 0);
        if (is && !found->removing) {
            break;
        }
    }
    CLEAN_FREE struct attendee *people = NULL;
    size_t n = found != NULL ? engine_said(meeting, &people) : 0;
    bool busy = found != NULL && !busy_has_declined(people, n, found->address);
    participants_free(owned);
    return busy;
}

static bool busy_is_meant(const struct engine *engine, const struct busy_question *question,
                          const struct meeting *meeting, const char *bare)
{
    switch (question->kind) {
    case BUSY_POOL:
        return true;
    case BUSY_SPACE:
        return meeting_space(meeting) != NULL && meeting_space(meeting)->index == question->space;
    case BUSY_ENDPOINT:
        return busy_is_in(engine, meeting, bare);
    }
    return false;
}

static void busy_add(struct busy_answer *answer, const struct window *period)
{
    struct window *last = answer->n_periods > 0 ? &answer->periods[answer->n_periods - 1] : NULL;
    if (last != NULL && period->from <= last->to) {
        last->to = period->to > last->to ? period->to : last->to;
        return;
    }
    ARRAY_GROW(answer->periods, answer->n_periods, answer->capacity);
    answer->periods[answer->n_periods++] = *period;
}

/* The meetings in question, cut to the window, in order of start. */
static struct busy_answer busy_collect(const struct engine *engine, const struct busy_question *question)
{
    struct busy_answer found = {0};
    const struct window *window = &question->window;
    const char *bare = address_bare(question->address != NULL ? question->address : "");
    const struct meeting *meeting;
    for (size_t i = 0; (meeting = engine_meeting_at(engine, i)) != NULL && meeting->start < window->to; i++) {
        bool ended = meeting->state == MEETING_ENDED && meeting->end > question->now; /* early */
        instant end = ended ? question->now : meeting->end;
        bool over = end <= window->from || end <= meeting->start;
        bool idle = meeting->state == MEETING_CANCELLED || meeting->state == MEETING_MISSED;
        if (over || idle || !busy_is_meant(engine, question, meeting, bare)) {
            continue;
        }
        ARRAY_GROW(found.periods, found.n_periods, found.capacity);
        found.periods[found.n_periods++] = (struct window){
            .from = meeting->start > window->from ? meeting->start : window->from,
            .to = end < window->to ? end : window->to,
        };
    }
    return found;
}

static int instant_compare(const void *a, const void *b)
{
    instant left = *(const instant *)a;
    instant right = *(const instant *)b;
    return (left > right) - (left < right);
}

/* Walks the starts and ends in order of time; where as many run as there are spaces, the pool is busy. */
static void busy_sweep(const struct busy_answer *found, struct busy_answer *answer)
{
    size_t n = found->n_periods;
    CLEAN_FREE instant *ends = mem_calloc(n + 1, sizeof *ends);
    for (size_t i = 0; i < n; i++) {
        ends[i] = found->periods[i].to;
    }
    qsort(ends, n, sizeof *ends, instant_compare);
    instant full_since = INSTANT_NONE;
    uint32_t most = 0;
    for (size_t start = 0, end = 0; end < n;) {
        bool begins = start < n && found->periods[start].from < ends[end];
        instant now = begins ? found->periods[start].from : ends[end];
        *(begins ? &start : &end) += 1;
        uint32_t running = (uint32_t)(start - end);
        most = running > most ? running : most;
        if (begins && running == answer->spaces) {
            full_since = now;
        } else if (!begins && running + 1 == answer->spaces) {
            busy_add(answer, &(struct window){.from = full_since, .to = now});
        }
    }
    answer->least_free = most < answer->spaces ? answer->spaces - most : 0;
}

void busy_find(const struct engine *engine, const struct busy_question *question, struct busy_answer *ret_answer)
{
    const struct setting_pool *pool = &engine_settings(engine)->pool;
    CLEAN_BUSY struct busy_answer found = busy_collect(engine, question);
    *ret_answer = (struct busy_answer){0};
    if (question->kind == BUSY_POOL) {
        ret_answer->spaces = pool->last - pool->first + 1;
        busy_sweep(&found, ret_answer);
        return;
    }
    for (size_t i = 0; i < found.n_periods; i++) {
        busy_add(ret_answer, &found.periods[i]);
    }
}

void busy_done(struct busy_answer *answer)
{
    mem_free(answer->periods);
}
