/* core/why.c: whose a request is and why it is sent, for the audit: what is to change something says why. */
#include "core/inside.h"

#include <string.h>

static const char *meeting_why(const struct meeting *meeting, enum request_kind kind)
{
    if (kind == REQUEST_OPEN_CALL) {
        return "the meeting starts";
    }
    if (kind == REQUEST_OPEN_SPACE) {
        return meeting->state == MEETING_ACTIVE ? "the meeting or its space was changed" : "the meeting starts";
    }
    return meeting->state == MEETING_ENDING ? "the meeting is over" : "the call is none of the meeting's";
}

static const char *participant_why(const struct participant *participant, enum request_kind kind)
{
    if (kind == REQUEST_DIAL) {
        return participant->attempts > 1 ? "somebody is dialled again" : "somebody is dialled";
    }
    return participant->removing ? "somebody was removed" : "somebody has a second leg";
}

static const char *space_why(const struct space *space, enum request_kind kind)
{
    switch (kind) {
    case REQUEST_CLOSE_CALL:
        return "the call is nobody's";
    case REQUEST_DELETE_SPACE:
        return "the space leaves the pool";
    default:
        return space->state == SPACE_DIRTY ? "the space becomes a placeholder again" : "the space is put right";
    }
}

static const char *actor_why(const struct actor *actor, enum request_kind kind)
{
    if (kind == REQUEST_MARK_SPACE) {
        return "whose the pool is, is written there";
    }
    switch (actor->kind) {
    case ACTOR_MEETING:
        return meeting_why((const struct meeting *)actor, kind);
    case ACTOR_PARTICIPANT:
        return participant_why((const struct participant *)actor, kind);
    case ACTOR_SPACE:
        return space_why((const struct space *)actor, kind);
    case ACTOR_REUNION:
        return kind == REQUEST_HANG_UP ? "somebody was removed" : "the meeting has another call";
    default:
        return "the pool is made";
    }
}

static const struct meeting *actor_meeting(const struct actor *actor)
{
    switch (actor->kind) {
    case ACTOR_MEETING:
        return (const struct meeting *)actor;
    case ACTOR_PARTICIPANT:
        return ((const struct participant *)actor)->meeting;
    case ACTOR_REUNION:
        return ((const struct hosting *)(const void *)((const char *)actor - offsetof(struct hosting, reunion)))
            ->meeting;
    default:
        return NULL;
    }
}

static bool kind_changes(enum request_kind kind)
{
    switch (kind) {
    case REQUEST_CREATE_CALL_PROFILE:
    case REQUEST_UPDATE_CALL_PROFILE:
    case REQUEST_CREATE_CALL_LEG_PROFILE:
    case REQUEST_UPDATE_CALL_LEG_PROFILE:
    case REQUEST_CREATE_SET:
    case REQUEST_CREATE_SYNC:
    case REQUEST_OPEN_SPACE:
    case REQUEST_CLOSE_SPACE:
    case REQUEST_MARK_SPACE:
    case REQUEST_DELETE_SPACE:
    case REQUEST_OPEN_CALL:
    case REQUEST_CLOSE_CALL:
    case REQUEST_DIAL:
    case REQUEST_HANG_UP:
        return true;
    default:
        return false;
    }
}

void request_explain(struct request *request, const struct actor *actor)
{
    request->why = kind_changes(request->kind) && actor != NULL ? actor_why(actor, request->kind) : "";
    const struct meeting *meeting = actor != NULL ? actor_meeting(actor) : NULL;
    if (meeting != NULL) {
        memcpy(request->meeting, meeting->id, sizeof request->meeting);
    }
}
