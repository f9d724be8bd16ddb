/* core/command.c: what people want through the API: one function a command; what is wrong is said in the reply. */
#include "base/mem.h"
#include "core/address.h"
#include "core/inside.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool etag_matches(const char *if_match, uint64_t version)
{
    char etag[32];
    snprintf(etag, sizeof etag, "\"%llu\"", (unsigned long long)version);
    return strcmp(if_match, "*") == 0 || strstr(if_match, etag) != NULL;
}

static struct meeting *command_meeting(struct engine *engine, const struct command *command, struct err *err)
{
    struct meeting *meeting = command->meeting != NULL ? map_get(&engine->meetings, command->meeting) : NULL;
    if (meeting == NULL) {
        err_set(err, ERR_NOT_FOUND, "there is no meeting %.64s", command->meeting != NULL ? command->meeting : "");
        return NULL;
    }
    if (command->if_match != NULL && !etag_matches(command->if_match, meeting_version(meeting))) {
        err_set(err, ERR_PRECONDITION, "the meeting was changed since: read it again");
        return NULL;
    }
    return meeting;
}

static bool command_too_late(const struct meeting *meeting, struct err *err)
{
    if (meeting_is_final(meeting) || meeting->state == MEETING_ENDING) {
        err_set(err, ERR_CONFLICT, "the meeting is %s and cannot be changed any more",
                meeting_fsm.states[meeting->state]);
        return true;
    }
    return false;
}

static const char *person_dial(const struct engine *engine, const struct person *person)
{
    if (person->has_dial) {
        return person->dial;
    }
    const char *dial = settings_dial(engine->settings, person->address);
    return dial != NULL ? dial : address_dialled(person->address);
}

static struct participant *person_find(const struct meeting *meeting, const char *address, const char *dial)
{
    assert(address != NULL);
    for (struct participant *p = meeting->participants; p != NULL; p = p->next) {
        bool same_dial = dial != NULL && p->dial != NULL && strcasecmp(p->dial, dial) == 0;
        if (!p->removing && (same_dial || strcasecmp(p->address, address) == 0)) {
            return p;
        }
    }
    return NULL;
}

static void command_book(struct engine *engine, const struct command *command, struct reply *reply)
{
    if (command->end <= command->start) {
        err_set_field(&reply->err, ERR_INVALID, "end", "the end must be later than the start");
        return;
    }
    if (command->end <= engine->now) {
        err_set_field(&reply->err, ERR_INVALID, "end", "the meeting would be over already");
        return;
    }
    struct meeting *meeting = meeting_new(engine);
    meeting_set_words(meeting, command->title, NULL, command->passcode);
    meeting_set_start(engine, meeting, command->start);
    meeting->end = command->end;
    for (size_t i = 0; i < command->n_people; i++) {
        const struct person *person = &command->people[i];
        const char *dial = person_dial(engine, person);
        if (person_find(meeting, person->address, dial) == NULL) {
            participant_new(engine, meeting, person->address, person->name, dial)->by_hand = true;
        }
    }
    engine_add_meeting(engine, meeting);
    meeting_touch(engine, meeting);
    reply->meeting = meeting;
}

void meeting_set_times(struct engine *engine, struct meeting *meeting, instant start, instant end)
{
    bool later = meeting->state == MEETING_WAITING && start > engine->now;
    if (meeting->start != start) {
        order_leave(&engine->order, meeting);
        meeting_set_start(engine, meeting, start);
        order_join(&engine->order, meeting);
    }
    if (meeting->end != end && meeting_is_running(meeting)) {
        open_space_again(meeting); /* an extension repeats the PUT of the start (trace #9711) */
    }
    meeting->end = end;
    meeting_touch(engine, meeting);
    if (later) { /* if it ran before its bridge was lost, what comes is another start */
        meeting_progress(meeting)->opened = INSTANT_NONE;
        meeting_move(engine, meeting, MEETING_EVENT_MOVED, NULL);
    } else if (meeting->hosting != NULL && meeting->hosting->waiting.index != HEAP_NONE) {
        heap_set(&engine->line, &meeting->hosting->waiting, start);
    }
    actor_wake(engine, &meeting->actor, engine->now);
}

static void command_change(struct engine *engine, const struct command *command, struct meeting *meeting,
                           struct reply *reply)
{
    instant start = command->start != INSTANT_NONE ? command->start : meeting->start;
    instant end = command->end != INSTANT_NONE ? command->end : meeting->end;
    if (command_too_late(meeting, &reply->err)) {
        return;
    }
    if (start != meeting->start && meeting_is_running(meeting)) {
        err_set_field(&reply->err, ERR_CONFLICT, "start", "the meeting is running: its start cannot be changed");
        return;
    }
    if (end <= start || end <= engine->now) {
        err_set_field(&reply->err, ERR_INVALID, "end", "the end must be later than the start, and later than now");
        return;
    }
    bool shown = command->title != NULL && meeting_set_word(meeting, WORD_TITLE, command->title);
    shown = (command->passcode != NULL && meeting_set_word(meeting, WORD_PASSCODE, command->passcode)) || shown;
    if (shown) {
        open_space_again(meeting);
        meeting_touch(engine, meeting);
        actor_wake(engine, &meeting->actor, engine->now);
    }
    if (start != meeting->start || end != meeting->end) {
        meeting_set_times(engine, meeting, start, end);
    }
}

static void command_extend(struct engine *engine, const struct command *command, struct meeting *meeting,
                           struct reply *reply)
{
    instant end = command->length > 0 ? meeting->end + command->length : command->end;
    if (command_too_late(meeting, &reply->err)) {
        return;
    }
    if (end <= meeting->end) {
        err_set_field(&reply->err, ERR_INVALID, "until", "the new end must be later than the present one");
        return;
    }
    meeting_set_times(engine, meeting, meeting->start, end);
}

static void command_cancel(struct engine *engine, struct meeting *meeting, struct reply *reply)
{
    if (meeting->state == MEETING_ENDED || meeting->state == MEETING_MISSED) {
        command_too_late(meeting, &reply->err);
    } else {
        meeting_withdraw(engine, meeting, "cancelled by hand");
    }
}

void meeting_withdraw(struct engine *engine, struct meeting *meeting, const char *reason)
{
    if (!meeting_is_final(meeting) && meeting->state != MEETING_ENDING) {
        meeting_move(engine, meeting, MEETING_EVENT_WITHDRAWN, reason);
    }
}

static void command_end(struct engine *engine, struct meeting *meeting, struct reply *reply)
{
    if (!meeting_is_running(meeting)) {
        err_set(&reply->err, ERR_CONFLICT, "the meeting is %s, not running%s", meeting_fsm.states[meeting->state],
                meeting_is_final(meeting) ? "" : ": cancel it instead");
    } else if (meeting->state != MEETING_ENDING) {
        meeting_move(engine, meeting, MEETING_EVENT_FINISH, "ended by hand");
    }
}

static void command_add_person(struct engine *engine, const struct command *command, struct meeting *meeting,
                               struct reply *reply)
{
    const struct person *person = &command->people[0];
    const char *dial = person_dial(engine, person);
    if (command_too_late(meeting, &reply->err)) {
        return;
    }
    struct participant *known = person_find(meeting, person->address, dial);
    if (known == NULL) {
        known = participant_new(engine, meeting, person->address, person->name, dial);
        known->by_hand = true;
    } else if (dial == NULL || (known->state != PARTICIPANT_DISCONNECTED && known->state != PARTICIPANT_FAILED &&
                                known->state != PARTICIPANT_LISTED)) {
        err_set_field(&reply->err, ERR_CONFLICT, "address", "%.100s is in the meeting already", person->address);
        return;
    } else {
        mem_replace(&known->dial, dial);
        known->attempts = known->unclear = 0;
        known->dial_at = INSTANT_NONE;
        known->by_hand = true;
        participant_move(engine, known, PARTICIPANT_EVENT_INVITED, NULL);
        actor_wake(engine, &known->actor, engine->now);
    }
    reply->participant = known;
}

static void command_remove_person(struct engine *engine, const struct command *command, struct meeting *meeting,
                                  struct reply *reply)
{
    struct participant *participant = meeting_find_participant(meeting, command->participant);
    if (participant == NULL) {
        err_set(&reply->err, ERR_NOT_FOUND, "the meeting has no participant %.64s", command->participant);
    } else if (!command_too_late(meeting, &reply->err) && !participant->removing) {
        dial_remove(engine, participant);
    }
}

static void command_to_meeting(struct engine *engine, const struct command *command, struct reply *reply)
{
    struct meeting *meeting = command_meeting(engine, command, &reply->err);
    if (meeting == NULL) {
        return;
    }
    reply->meeting = meeting;
    meeting_people_arrive(engine, meeting); /* what people change is the meeting's own */
    if (command->by != NULL && meeting->hosting != NULL) {
        mem_replace(&meeting->hosting->by, command->by);
    }
    switch (command->kind) {
    case COMMAND_CHANGE:
        command_change(engine, command, meeting, reply);
        return;
    case COMMAND_EXTEND:
        command_extend(engine, command, meeting, reply);
        return;
    case COMMAND_CANCEL:
        command_cancel(engine, meeting, reply);
        return;
    case COMMAND_END:
        command_end(engine, meeting, reply);
        return;
    case COMMAND_ADD_PERSON:
        command_add_person(engine, command, meeting, reply);
        return;
    default:
        command_remove_person(engine, command, meeting, reply);
        return;
    }
}

void command_apply(struct engine *engine, const struct command *command)
{
    struct reply reply = {.token = command->token};
    bool again = command->kind == COMMAND_REREAD;
    engine->effects->cause = again ? waiting_cause(engine, command->number) : command->cause;
    switch (command->kind) {
    case COMMAND_BOOK:
        command_book(engine, command, &reply);
        break;
    case COMMAND_CHANGE:
    case COMMAND_CANCEL:
    case COMMAND_EXTEND:
    case COMMAND_END:
    case COMMAND_ADD_PERSON:
    case COMMAND_REMOVE_PERSON:
        command_to_meeting(engine, command, &reply);
        break;
    case COMMAND_PREFER:
        bridge_prefer(engine, command->bridge, &reply);
        break;
    case COMMAND_DRAIN:
        bridge_drain(engine, command->bridge, &reply);
        break;
    case COMMAND_RESUME:
        bridge_resume(engine, command->bridge, &reply);
        break;
    case COMMAND_RESTORE:
        space_restore_command(engine, command->space, &reply);
        break;
    case COMMAND_CLAIM:
        tenure_order(engine, &reply);
        break;
    case COMMAND_SNAPSHOT:
    case COMMAND_SYNC_BEGIN:
    case COMMAND_SYNC_PART:
    case COMMAND_SYNC_END:
    case COMMAND_SYNC_FAILED:
    case COMMAND_RELEASE:
        if (!sync_apply(engine, command, &reply)) {
            return;
        }
        break;
    case COMMAND_MESSAGE:
        if (!message_apply(engine, command, &reply)) {
            return;
        }
        break;
    case COMMAND_ROLL:
    case COMMAND_REREAD:
        roll_apply(engine, command, &reply);
        break;
    }
    effects_reply(engine->effects, &reply);
}
