/* calendars.c: calendars that live: events come, change, are cancelled, disappear, cannot be read; told whole as a
 * snapshot, or one by one as messages. */
#include "episode.h"

#include <stdio.h>
#include <string.h>

static instant event_over(const struct plan_event *plan)
{
    return plan->start + (plan->every > 0 ? plan->every * (duration_ms)plan->times : 0) + plan->length;
}

static void event_people(struct episode *episode, struct episode_event *event)
{
    static const char *const addresses[] = {"sip:a1-stays@example.com", "sip:a5-stays@example.com",
                                            "sips:c1-leaves@example.com", "sip:b1-busy@example.com",
                                            "guest@example.org"};
    event->plan.people = event->people;
    event->plan.n_people = (size_t)episode_below(episode, EPISODE_PEOPLE);
    for (size_t i = 0; i < event->plan.n_people; i++) {
        event->people[i] = addresses[episode_below(episode, sizeof addresses / sizeof *addresses)];
    }
}

static void event_times(struct episode *episode, struct episode_event *event)
{
    event->plan.start = world_clock(&episode->world) + episode_length(episode, -MINUTE_MS, 8 * MINUTE_MS);
    event->plan.length = episode_length(episode, 30 * SECOND_MS, 3 * MINUTE_MS);
}

/* What the other calendar has, too: as it stands there, or a little older or newer. */
static bool event_copy(struct episode *episode, const struct episode_calendar *calendar, struct episode_event *event)
{
    struct episode_calendar *other = &episode->calendars[calendar == &episode->calendars[0] ? 1 : 0];
    struct episode_event *twin = &other->events[episode_below(episode, EPISODE_EVENTS)];
    bool known = !twin->used;
    for (size_t i = 0; i < EPISODE_EVENTS; i++) {
        known = known || (calendar->events[i].used && strcmp(calendar->events[i].uid, twin->uid) == 0);
    }
    if (known) {
        return false;
    }
    twin->shared = true;
    episode->counts.shared++;
    *event = *twin;
    event->plan.uid = event->uid;
    event->plan.title = event->title;
    event->plan.people = event->people;
    event->plan.cancelled = false;
    event->shared = true;
    if (episode_chance(episode, 50)) {
        event_people(episode, event);
    }
    if (episode_chance(episode, 30)) {
        event->plan.sequence++;
        event->plan.start += episode_length(episode, -MINUTE_MS, MINUTE_MS);
    }
    return true;
}

static struct episode_event *event_new(struct episode *episode, struct episode_calendar *calendar)
{
    for (size_t i = 0; i < EPISODE_EVENTS; i++) {
        struct episode_event *event = &calendar->events[i];
        if (event->used) {
            continue;
        }
        if (episode_chance(episode, 20) && event_copy(episode, calendar, event)) {
            return event;
        }
        *event = (struct episode_event){.used = true};
        snprintf(event->uid, sizeof event->uid, "uid-%u", ++episode->uids);
        snprintf(event->title, sizeof event->title, "Event %u", episode->uids);
        event->plan = (struct plan_event){.uid = event->uid, .title = event->title, .recurrence_id = INSTANT_NONE};
        event_times(episode, event);
        event_people(episode, event);
        if (episode_chance(episode, 20)) {
            event->plan.every = episode_length(episode, 4, 8) * MINUTE_MS;
            event->plan.times = 1 + (uint32_t)episode_below(episode, 4);
        }
        return event;
    }
    return NULL;
}

static void event_change(struct episode *episode, struct episode_event *event)
{
    event->plan.sequence++;
    switch (episode_below(episode, 5)) {
    case 0:
        event->plan.length += episode_length(episode, -20 * SECOND_MS, 2 * MINUTE_MS);
        return;
    case 1:
        event_times(episode, event);
        return;
    case 2:
        event_people(episode, event);
        return;
    case 3:
        snprintf(event->title, sizeof event->title, "Event anew %u", ++episode->uids);
        return;
    default:
        event->plan.cancelled = true;
        return;
    }
}

static void calendar_live(struct episode *episode, struct episode_calendar *calendar)
{
    instant now = world_clock(&episode->world);
    for (size_t i = 0; i < EPISODE_EVENTS; i++) {
        struct episode_event *event = &calendar->events[i];
        if (event->used && (event_over(&event->plan) < now - HOUR_MS || episode_chance(episode, 4))) {
            event->used = false;
        } else if (event->used && episode_chance(episode, 10)) {
            event_change(episode, event);
        }
    }
    for (uint64_t n = 1 + episode_below(episode, 4); n > 0; n--) {
        event_new(episode, calendar);
    }
}

static void calendar_lose(struct episode *episode, struct episode_calendar *calendar)
{
    for (size_t i = 0; i < EPISODE_EVENTS; i++) {
        calendar->events[i].used = calendar->events[i].used && episode_chance(episode, 20);
    }
}

static bool is_shared(const struct episode_calendar *calendar, const char *uid)
{
    for (size_t i = 0; i < EPISODE_EVENTS; i++) {
        if (strcmp(calendar->events[i].uid, uid) == 0) {
            return calendar->events[i].shared;
        }
    }
    return false;
}

static bool episode_has(const struct episode *episode, const char *uid, instant recurrence_id)
{
    for (size_t c = 0; c < EPISODE_CALENDARS; c++) {
        const struct calendar *known = engine_calendar(episode->world.engine, episode->calendars[c].name);
        const struct booking *booking = known != NULL ? map_get(&known->bookings, uid) : NULL;
        for (const struct meeting *meeting = booking != NULL ? booking->meetings : NULL; meeting != NULL;
             meeting = meeting->booking_next) {
            if (meeting->recurrence_id == recurrence_id) {
                return true;
            }
        }
    }
    return false;
}

/* What the calendar said is what there is: each occurrence that is not over has its meeting, and nothing else runs. */
static void calendar_check(struct episode *episode, const struct episode_calendar *calendar,
                           const struct calendar_content *content)
{
    struct world *world = &episode->world;
    for (size_t i = 0; i < content->n_events; i++) {
        const struct event *event = &content->events[i];
        for (size_t o = 0; o < event->n_occurrences && event->status != EVENT_CANCELLED; o++) {
            const struct occurrence *occurrence = &event->occurrences[o];
            if (!episode_has(episode, event->uid, occurrence->recurrence_id) && occurrence->end > world_clock(world) &&
                !is_shared(calendar, event->uid)) {
                world_fail(world, "%s of %s was not booked", event->uid, calendar->name);
            }
        }
    }
}

void calendars_begin_content(struct episode *episode, struct calendar_content *content)
{
    calendar_content_init(content);
    instant now = world_clock(&episode->world);
    content->window = (struct window){now - HOUR_MS, now + episode->world.settings.horizon};
}

static void calendar_snapshot(struct episode *episode, struct episode_calendar *calendar)
{
    struct calendar_content content;
    struct world_reply reply;
    calendars_begin_content(episode, &content);
    calendar_live(episode, calendar);
    for (size_t i = 0; i < EPISODE_EVENTS; i++) {
        const struct episode_event *event = &calendar->events[i];
        if (event->used && episode_chance(episode, 3)) {
            calendar_content_refuse(&content, event->uid, 1, "cannot be read");
            episode->counts.events_refused++;
        } else if (event->used) {
            plan_add(&content, &event->plan);
        }
    }
    struct command command = {.kind = COMMAND_SNAPSHOT, .calendar = calendar->name, .content = &content};
    if (episode_command(episode, &command, &reply)) {
        episode->counts.from_calendars += reply.counts.created;
        calendar_check(episode, calendar, &content);
    }
    episode->counts.snapshots++;
    calendar_content_done(&content);
}

void calendars_message(struct episode *episode, struct episode_calendar *calendar)
{
    struct calendar_content content;
    struct world_reply reply;
    calendars_begin_content(episode, &content);
    struct episode_event *event = &calendar->events[episode_below(episode, EPISODE_EVENTS)];
    content.method = METHOD_REQUEST;
    if (!event->used) {
        event = event_new(episode, calendar);
    } else if (episode_chance(episode, 70)) {
        event_change(episode, event);
        content.method = event->plan.cancelled ? METHOD_CANCEL : METHOD_REQUEST;
    }
    if (event != NULL) {
        plan_add(&content, &event->plan);
    }
    struct command command = {.kind = COMMAND_MESSAGE, .calendar = calendar->name, .content = &content};
    if (episode_command(episode, &command, &reply)) {
        episode->counts.from_calendars += reply.counts.created;
    }
    episode->counts.messages++;
    calendar_content_done(&content);
}

void calendars_act(struct episode *episode)
{
    struct episode_calendar *calendar = &episode->calendars[episode_below(episode, EPISODE_CALENDARS)];
    uint64_t what = episode_below(episode, 100);
    if (what < 5) {
        struct world_reply reply;
        struct command command = {.kind = COMMAND_SYNC_FAILED, .calendar = calendar->name, .text = "HTTP 500"};
        episode_command(episode, &command, &reply);
    } else if (what < 40) {
        calendar_live(episode, calendar);
        if (episode_chance(episode, 15)) {
            calendar_lose(episode, calendar);
        }
        calendars_sync(episode, calendar);
    } else if (what < 65) {
        calendar_snapshot(episode, calendar);
    } else {
        calendars_message(episode, calendar);
    }
}
