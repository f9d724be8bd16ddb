/* show.c: how things stand, in words. */
#include "story.h"

#include "base/mem.h"

#include <string.h>

static void show_meeting(struct world *world, const struct meeting *meeting)
{
    CLEAN_BUF struct buf line;
    buf_init(&line, 1 << 16);
    buf_printf(&line, "= %s \"%s\" %s from %llds to %llds", meeting->id, meeting_title(meeting),
               meeting_fsm.states[meeting->state], (long long)(meeting->start - world->born) / 1000,
               (long long)(meeting->end - world->born) / 1000);
    if (meeting_reason(meeting) != NULL) {
        buf_printf(&line, " (%s)", meeting_reason(meeting));
    }
    if (meeting_space(meeting) != NULL) {
        buf_printf(&line, " space %u", meeting_space(meeting)->index);
    }
    if (meeting->call_state != CALL_NONE) {
        buf_printf(&line, " call %s on %s", meeting_call_id(meeting),
                   world->settings.bridges[meeting->call_bridge].name);
    }
    trace_line(world, "%s", buf_string(&line));
    struct participant *owned = NULL;
    for (const struct participant *p = engine_people(world->engine, meeting, &owned); p != NULL; p = p->next) {
        trace_line(world, "=   %s %s, %u attempts%s%s%s%s", p->address, participant_fsm.states[p->state], p->attempts,
                   p->call_leg[0] != '\0' ? ", leg " : "", p->call_leg, p->reason != NULL ? ": " : "",
                   p->reason != NULL ? p->reason : "");
    }
    participants_free(owned);
}

static void show_cluster_space(void *ctx, const struct sim_space_view *view)
{
    trace_line(ctx, "=   at the bridges: %s \"%s\" uri %s, %s%s%s", view->id, view->name, view->uri,
               view->non_member_access ? "open" : "closed", view->passcode[0] != '\0' ? ", passcode " : "",
               view->passcode);
}

static void show_call(void *ctx, const struct sim_call_view *view)
{
    const struct world *world = ctx;
    trace_line(ctx, "=   at %s: call %s in %s", world->settings.bridges[view->bridge].name, view->id, view->space);
}

static void show_leg(void *ctx, const struct sim_leg_view *view)
{
    trace_line(ctx, "=   leg %s to %s in call %s: %s", view->id, view->remote_party, view->call, view->state);
}

void story_show_meetings(struct world *world)
{
    const struct meeting *meeting = NULL;
    for (size_t i = 0; (meeting = engine_meeting_at(world->engine, i)) != NULL; i++) {
        show_meeting(world, meeting);
    }
}

void story_show_calendars(struct world *world)
{
    const struct calendar *calendar = NULL;
    for (size_t i = 0; (calendar = engine_calendar_at(world->engine, i)) != NULL; i++) {
        struct engine_duplicate list[8];
        size_t n = engine_calendar_duplicates(world->engine, calendar->name, list, 8);
        uint32_t living = 0;
        void *value = NULL;
        for (size_t b = 0; map_next(&calendar->bookings, &b, NULL, &value);) {
            living += ((const struct booking *)value)->n_living;
        }
        trace_line(world, "= calendar %s has %u meetings, %zu unselected, %zu duplicates", calendar->name, living,
                   engine_calendar_unselected(world->engine, calendar->name), n);
        for (size_t d = 0; d < n && d < 8; d++) {
            trace_line(world, "=   %s is in %s", list[d].uid, list[d].calendar);
        }
    }
}

void story_show_bridges(struct world *world)
{
    for (uint32_t b = 0; world->engine != NULL && b < world->settings.n_bridges; b++) {
        const struct bridge *bridge = engine_bridge(world->engine, b);
        const char *advice = bridge_advice(bridge);
        bool held = bridge->cause == REASON_FLAPPING && bridge->held_until != INSTANT_NONE;
        CLEAN_BUF struct buf line;
        buf_init(&line, 1 << 16);
        buf_printf(&line, "= %s %s, %s: %s %s", world->settings.bridges[b].name, role_table[bridge->role].word,
                   bridge_fsm.states[bridge->state], reason_table[bridge_reason_of(bridge)].word,
                   engine_preferred(world->engine) == b ? "(preferred) " : "");
        if (held) {
            buf_printf(&line, "until %llds ", (long long)(bridge->held_until - world->born) / 1000);
        }
        buf_printf(&line, "-> %s", advice);
        trace_line(world, "%s", buf_string(&line));
    }
    const struct stranger *stranger = NULL;
    for (size_t i = 0; world->engine != NULL && (stranger = engine_stranger_at(world->engine, i)) != NULL; i++) {
        trace_line(world, "= not configured: %s at %s", stranger->name, stranger->address);
    }
}

static void show_engine(struct world *world)
{
    story_show_meetings(world);
    const struct space *space = NULL;
    for (size_t i = 0; (space = engine_space_at(world->engine, i)) != NULL; i++) {
        trace_line(world, "= space %u %s%s", space->index, space_fsm.states[space->state],
                   space->retired ? ", to be deleted" : "");
    }
    for (uint32_t b = 0; b < world->settings.n_bridges; b++) {
        const struct bridge *bridge = engine_bridge(world->engine, b);
        trace_line(world, "= %s %s%s%s%s", world->settings.bridges[b].name, bridge_fsm.states[bridge->state],
                   engine_preferred(world->engine) == b ? ", preferred" : "",
                   bridge->error != NULL ? ", last error: " : "", bridge->error != NULL ? bridge->error : "");
    }
    const struct rival *rival = NULL;
    for (size_t i = 0; (rival = engine_rival_at(world->engine, i)) != NULL; i++) {
        trace_line(world, "= foreign set %s, %u to %u: %s %s %s", rival->id, rival->first, rival->last, rival->name,
                   rival->uri, rival->call_id);
    }
    CLEAN_BUF struct buf reasons;
    buf_init(&reasons, 1 << 16);
    if (!engine_ready(world->engine, &reasons)) {
        for (char *at = reasons.data; at != NULL && *at != '\0'; at += strcspn(at, "\n") + 1) {
            trace_line(world, "= not ready: %.*s", (int)strcspn(at, "\n"), at);
        }
    }
}

void story_show(struct world *world)
{
    if (world->engine != NULL) {
        show_engine(world);
    }
    sim_server_each_space(world->server, show_cluster_space, world);
    sim_server_each_call(world->server, show_call, world);
    sim_server_each_leg(world->server, show_leg, world);
}
