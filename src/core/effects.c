/* core/effects.c: what a turn wants: collected here, without doubles, and forgotten together. */
#include "base/mem.h"
#include "core/inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void effects_init(struct effects *effects)
{
    *effects = (struct effects){0};
}

static bool *change_flag(enum change_kind kind, void *object)
{
    switch (kind) {
    case CHANGE_MEETING:
        return &((struct meeting *)object)->actor.changed;
    case CHANGE_PARTICIPANT:
        return &((struct participant *)object)->actor.changed;
    case CHANGE_SPACE:
        return &((struct space *)object)->actor.changed;
    case CHANGE_SET:
        return &((struct bulk_set *)object)->actor.changed;
    case CHANGE_PROFILE:
        return &((struct profile *)object)->actor.changed;
    case CHANGE_CALENDAR:
        return &((struct calendar *)object)->changed;
    case CHANGE_BOOKING:
        return &((struct booking *)object)->changed;
    case CHANGE_COMPONENT:
        return &((struct component *)object)->changed;
    case CHANGE_BRIDGE:
        return &((struct bridge *)object)->changed;
    case CHANGE_RESPONSE:
        return &((struct response *)object)->changed;
    case CHANGE_ENGINE:
        return &((struct engine *)object)->changed;
    }
    abort(); /* no such kind of change */
}

static void change_free(const struct change *change)
{
    switch (change->kind) {
    case CHANGE_MEETING:
        meeting_free(change->object.meeting);
        return;
    case CHANGE_PARTICIPANT:
        participant_free(change->object.participant);
        return;
    case CHANGE_SET:
        mem_free(change->object.set->reason);
        mem_free(change->object.set);
        return;
    case CHANGE_SPACE:
        space_free(change->object.space);
        return;
    case CHANGE_COMPONENT:
        component_free(change->object.component);
        return;
    case CHANGE_RESPONSE:
        response_free(change->object.response);
        return;
    case CHANGE_BOOKING:
    case CHANGE_PROFILE:
    case CHANGE_CALENDAR:
    case CHANGE_BRIDGE:
    case CHANGE_ENGINE:
        return;
    }
}

/* What is shown of a calendar is another from now on. */
static void change_revise(enum change_kind kind, void *object, struct booking *booking)
{
    const struct meeting *meeting = kind == CHANGE_MEETING       ? object
                                    : kind == CHANGE_PARTICIPANT ? ((struct participant *)object)->meeting
                                                                 : NULL;
    bool said = kind == CHANGE_COMPONENT || kind == CHANGE_RESPONSE;
    struct booking *changed = meeting != NULL ? meeting->booking : said ? booking : NULL;
    if (changed != NULL) {
        changed->calendar->revision++;
    }
}

void effects_change(struct effects *effects, enum change_kind kind, void *object, struct booking *booking)
{
    change_revise(kind, object, booking);
    bool *flag = change_flag(kind, object);
    if (*flag) {
        return;
    }
    *flag = true;
    ARRAY_GROW(effects->changes, effects->n_changes, effects->changes_capacity);
    struct change *change = &effects->changes[effects->n_changes++];
    *change = (struct change){.kind = kind, .booking = booking, .cause = effects->cause};
    change->object.meeting = object;
}

void effects_delete(struct effects *effects, enum change_kind kind, void *object, struct booking *booking)
{
    effects_change(effects, kind, object, booking);
    for (size_t i = effects->n_changes; i-- > 0;) {
        if (effects->changes[i].kind == kind && (void *)effects->changes[i].object.meeting == object) {
            effects->changes[i].deleted = true;
            return;
        }
    }
}

void effects_clear(struct effects *effects)
{
    for (size_t i = 0; i < effects->n_changes; i++) {
        const struct change *change = &effects->changes[i];
        *change_flag(change->kind, change->object.meeting) = false;
        if (change->kind == CHANGE_COMPONENT && !change->deleted) {
            component_stored(change->object.component);
        }
    }
    for (size_t i = 0; i < effects->n_changes; i++) {
        if (effects->changes[i].deleted && effects->changes[i].kind == CHANGE_PARTICIPANT) {
            change_free(&effects->changes[i]); /* before the meeting that may hold it */
        }
    }
    for (size_t i = 0; i < effects->n_changes; i++) {
        if (effects->changes[i].deleted && effects->changes[i].kind != CHANGE_PARTICIPANT) {
            change_free(&effects->changes[i]);
        }
    }
    for (size_t i = 0; i < effects->n_requests; i++) {
        request_done(&effects->requests[i]);
    }
    effects->n_changes = effects->n_requests = effects->n_replies = effects->n_notices = effects->n_rolls = 0;
    effects->n_rereads = effects->n_fetches = 0;
}

void effects_done(struct effects *effects)
{
    effects_clear(effects);
    mem_free(effects->changes);
    mem_free(effects->requests);
    mem_free(effects->replies);
    mem_free(effects->notices);
    mem_free(effects->rolls);
    mem_free(effects->rereads);
    mem_free(effects->fetches);
    effects_init(effects);
}

void effects_reply(struct effects *effects, const struct reply *reply)
{
    if (reply->token != 0) {
        ARRAY_GROW(effects->replies, effects->n_replies, effects->replies_capacity);
        effects->replies[effects->n_replies++] = *reply;
    }
}

void engine_notice(struct engine *engine, bool warning, const char *message, const char *format, ...)
{
    struct effects *effects = engine->effects;
    ARRAY_GROW(effects->notices, effects->n_notices, effects->notices_capacity);
    struct notice *notice = &effects->notices[effects->n_notices++];
    notice->warning = warning;
    snprintf(notice->message, sizeof notice->message, "%s", message);
    va_list args;
    va_start(args, format);
    vsnprintf(notice->details, sizeof notice->details, format, args);
    va_end(args);
}
