/* api/participants.c: adding somebody to a meeting, and hanging up and removing somebody. */
#include "meetings.h"

#include "json_out.h"
#include "pending.h"
#include "request_body.h"
#include "respond.h"
#include "routes.h"

/* The participant as it is now; of one that is gone without a trace, the meeting that it left. */
static void participant_finish(struct call *call, const struct reply *reply, const struct calendar_content *content)
{
    if (reply->participant == NULL) {
        meetings_finish(call, reply, content);
        return;
    }
    json_out_participant(respond_json(call), reply->participant, NULL);
    respond_json_end(call, 200);
}

int route_participant_add(struct call *call, struct err *err)
{
    if (meetings_find(call, err) == NULL) {
        return ERR_NOT_FOUND;
    }
    CLEAN_BODY struct body body = {0};
    int rc = request_body_json(call, BODY_PERSON, &body, err);
    if (rc != 0) {
        return rc;
    }
    rc = meetings_check_people(call, &body.command, false, err);
    if (rc < 0) {
        return rc;
    }
    body.command.kind = COMMAND_ADD_PERSON;
    return meetings_submit(call, &body.command, participant_finish, err);
}

int route_participant_remove(struct call *call, struct err *err)
{
    struct command command = {
        .kind = COMMAND_REMOVE_PERSON,
        .start = INSTANT_NONE,
        .end = INSTANT_NONE,
        .participant = call->parts[1],
    };
    return meetings_submit(call, &command, participant_finish, err);
}
