/* syncs.c: a calendar in parts, as the reader of feeds brings it: what is unchanged is named only, the service may die
 * or something else come between two parts, and a sync that loses too much is held until it is released. */
#include "base/mem.h"
#include "episode.h"

#include <string.h>

enum { HOLD_PERCENT = 50 };

struct sync_run {
    struct episode *episode;
    struct episode_calendar *calendar;
    struct sync_order order;
    uint64_t *known; /* digests before it began */
    size_t n_known;
    bool refused[EPISODE_EVENTS], same[EPISODE_EVENTS];
    bool disturbed; /* something else came between */
    bool too_much;  /* it loses far more than hold_if_lost allows, and nobody has released it */
};

static uint64_t plan_digest(const struct plan_event *plan)
{
    uint64_t digest = hash_string(HASH_START, plan->uid);
    digest = hash_string(digest, plan->title);
    digest = hash_bytes(digest, &plan->sequence, sizeof plan->sequence);
    digest = hash_bytes(digest, &plan->start, sizeof plan->start);
    digest = hash_bytes(digest, &plan->length, sizeof plan->length);
    digest = hash_bytes(digest, &plan->cancelled, sizeof plan->cancelled);
    for (size_t i = 0; i < plan->n_people; i++) {
        digest = hash_string(digest, plan->people[i]);
    }
    return digest != 0 ? digest : 1;
}

static bool sync_knows(const struct sync_run *run, uint64_t digest)
{
    bool known = false;
    for (size_t i = 0; i < run->n_known; i++) {
        known = known || run->known[i] == digest;
    }
    return known;
}

static void sync_name(struct calendar_content *content, const struct episode_event *event, bool same)
{
    struct content_booking *named = calendar_content_add_booking(content);
    named->uid = mem_strdup(event->uid);
    named->digest = plan_digest(&event->plan);
    named->same = same;
}

static bool sync_tell(struct sync_run *run, enum command_kind kind, struct calendar_content *content,
                      struct world_reply *ret_reply)
{
    struct command command = {.kind = kind,
                              .calendar = run->calendar->name,
                              .content = content,
                              .sync = run->order,
                              .text = kind == COMMAND_SYNC_END ? "etag=x\n" : NULL};
    bool answered = episode_command(run->episode, &command, ret_reply);
    run->episode->counts.from_calendars += answered ? ret_reply->counts.created : 0;
    return answered;
}

/* Far beyond the limit: what is just beyond it may be counted one way or the other. */
static bool sync_loses_much(const struct sync_run *run)
{
    const struct calendar *known = engine_calendar(run->episode->world.engine, run->calendar->name);
    size_t live = 0, lost = 0;
    void *value = NULL;
    for (size_t i = 0; known != NULL && map_next(&known->bookings, &i, NULL, &value);) {
        const struct booking *booking = value;
        bool lives = booking->n_living > 0 || booking->n_rolling > 0, there = false;
        for (size_t k = 0; lives && k < EPISODE_EVENTS; k++) {
            there = there || (run->calendar->events[k].used && strcmp(run->calendar->events[k].uid, booking->uid) == 0);
        }
        live += lives;
        lost += lives && !there;
    }
    return run->order.hold_percent > 0 && lost >= 4 && lost * 100 > live * (HOLD_PERCENT + 20) && !known->released;
}

static bool sync_begin(struct sync_run *run, struct world_reply *ret_reply)
{
    struct calendar_content content;
    bool going = true;
    for (size_t i = 0, half = EPISODE_EVENTS / 2; going && i < EPISODE_EVENTS; i += half) {
        calendars_begin_content(run->episode, &content);
        for (size_t k = i; k < i + half; k++) {
            const struct episode_event *event = &run->calendar->events[k];
            run->refused[k] = event->used && episode_chance(run->episode, 3);
            run->same[k] = event->used && !run->refused[k] && sync_knows(run, plan_digest(&event->plan));
            if (event->used) {
                sync_name(&content, event, run->same[k]);
            }
        }
        run->order.more = i + half < EPISODE_EVENTS;
        going = sync_tell(run, COMMAND_SYNC_BEGIN, &content, ret_reply);
        calendar_content_done(&content);
    }
    return going;
}

static void sync_disturb(struct sync_run *run)
{
    struct episode *episode = run->episode;
    switch (episode_below(episode, 12)) {
    case 0:
        world_run(&episode->world, episode->world.now + episode_length(episode, 0, 10 * SECOND_MS));
        return;
    case 1:
        world_crash_now(&episode->world, episode_length(episode, 0, 2 * SECOND_MS));
        return;
    case 2:
        calendars_message(episode, run->calendar);
        run->disturbed = true;
        return;
    default:
        return;
    }
}

static bool sync_parts(struct sync_run *run, struct world_reply *ret_reply)
{
    struct calendar_content content;
    bool going = true;
    for (size_t i = 0; going && i < EPISODE_EVENTS;) {
        calendars_begin_content(run->episode, &content);
        for (size_t n = 1 + episode_below(run->episode, 6); n > 0 && i < EPISODE_EVENTS; n--, i++) {
            const struct episode_event *event = &run->calendar->events[i];
            if (event->used && !run->same[i]) {
                sync_name(&content, event, false);
            }
            if (event->used && run->refused[i]) {
                calendar_content_refuse(&content, event->uid, 1, "cannot be read");
                run->episode->counts.events_refused++;
            } else if (event->used && !run->same[i]) {
                plan_add(&content, &event->plan);
            }
        }
        going = sync_tell(run, COMMAND_SYNC_PART, &content, ret_reply);
        calendar_content_done(&content);
        sync_disturb(run);
    }
    return going;
}

/* What is absent goes, what is there stays; an absent one that a message brought meanwhile may stay, too. */
static void sync_check(struct sync_run *run)
{
    struct world *world = &run->episode->world;
    const struct calendar *known = engine_calendar(world->engine, run->calendar->name);
    void *value = NULL;
    for (size_t i = 0; known != NULL && !run->disturbed && map_next(&known->bookings, &i, NULL, &value);) {
        const struct booking *booking = value;
        bool there = false;
        for (size_t k = 0; k < EPISODE_EVENTS; k++) {
            there = there || (run->calendar->events[k].used && strcmp(run->calendar->events[k].uid, booking->uid) == 0);
        }
        if (!there && (booking->n_components > 0 || booking->digest != 0)) {
            world_fail(world, "%s of %s is absent and still booked", booking->uid, run->calendar->name);
        }
    }
    if (known == NULL || known->held_since != INSTANT_NONE || known->sync != NULL) {
        world_fail(world, "the sync of %s has not ended well", run->calendar->name);
    }
}

/* False: it did not end, for whatever reason; held says if that was ours. */
static bool sync_run(struct sync_run *run, bool *ret_held)
{
    struct calendar_content nothing;
    struct world_reply reply;
    run->order.number = ++run->episode->syncs;
    run->disturbed = false;
    *ret_held = false;
    engine_calendar_digests(run->episode->world.engine, run->calendar->name, &run->known, &run->n_known);
    run->too_much = sync_loses_much(run);
    bool going = sync_begin(run, &reply);
    *ret_held = !going && reply.err.code == ERR_CONFLICT;
    mem_free(run->known);
    if (!going || !sync_parts(run, &reply) || episode_chance(run->episode, 10)) {
        return false;
    }
    calendars_begin_content(run->episode, &nothing);
    if (!sync_tell(run, COMMAND_SYNC_END, &nothing, &reply)) {
        return false;
    }
    sync_check(run);
    if (run->too_much && !run->disturbed) {
        world_fail(&run->episode->world, "%s lost nearly all, and was not held back", run->calendar->name);
    }
    run->episode->counts.syncs++;
    return true;
}

static void sync_hold(struct sync_run *run)
{
    struct world *world = &run->episode->world;
    struct world_reply reply;
    bool held = false;
    if (world->engine == NULL) {
        return; /* it died in this very turn */
    }
    const struct calendar *known = engine_calendar(world->engine, run->calendar->name);
    if (known == NULL || known->held_since == INSTANT_NONE || known->held_lost < 3) {
        world_fail(world, "%s is held and does not say so", run->calendar->name);
        return;
    }
    run->episode->counts.held++;
    struct command release = {.kind = COMMAND_RELEASE, .calendar = run->calendar->name};
    if (episode_chance(run->episode, 70) && episode_command(run->episode, &release, &reply) && !sync_run(run, &held) &&
        held) {
        world_fail(world, "%s is held though it was released", run->calendar->name);
    }
}

void calendars_sync(struct episode *episode, struct episode_calendar *calendar)
{
    struct sync_run run = {.episode = episode, .calendar = calendar};
    bool held = false;
    if (episode->world.engine == NULL) {
        return;
    }
    run.order.hold_percent = episode_chance(episode, 50) ? HOLD_PERCENT : 0;
    if (!sync_run(&run, &held) && held && !episode->world.failed) {
        sync_hold(&run);
    }
}
