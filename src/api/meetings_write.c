/* api/meetings_write.c: booking, changing, cancelling, extending and ending meetings. Each becomes a command; whether
 * it may be done is the engine's to say, in the turn. */
#include "meetings.h"

#include "base/mem.h"
#include "core/address.h"
#include "etag.h"
#include "request_body.h"
#include "respond.h"
#include "routes.h"

#include <stdio.h>

int meetings_submit(struct call *call, struct command *command, pending_finish *finish, struct err *err)
{
    const struct meeting *meeting = meetings_find(call, err);
    if (meeting == NULL) {
        return ERR_NOT_FOUND;
    }
    char etag[ETAG_SIZE];
    command->meeting = call->parts[0];
    command->if_match = etag_expected(http_exchange_header(call->exchange, "If-Match"), etag_format(meeting, etag));
    return pending_submit(call, command, finish, err);
}

void meetings_finish(struct call *call, const struct reply *reply, const struct calendar_content *content)
{
    (void)content;
    meetings_respond(call, 200, reply->meeting);
}

static void meetings_finish_booking(struct call *call, const struct reply *reply,
                                    const struct calendar_content *content)
{
    (void)content;
    respond_header(call, "Location", "/v1/meetings/%s", reply->meeting->id);
    meetings_respond(call, 201, reply->meeting);
}

/* The address itself is dialled where nothing else is said and no endpoint has it. */
static int person_check(const struct settings *settings, const struct person *person, const char *prefix,
                        struct err *err)
{
    const char *field = person->has_dial ? "dial" : "address";
    const char *dial = person->has_dial ? person->dial : address_dialled(person->address);
    const char *fault = dial != NULL ? address_fault(dial) : NULL;
    if (fault == NULL || (!person->has_dial && settings_dial(settings, person->address) != NULL)) {
        return 0;
    }
    CLEAN_FREE char *place = mem_printf("%s%s", prefix, field);
    return err_set_field(err, ERR_INVALID, place, "%s", fault);
}

int meetings_check_people(const struct call *call, const struct command *command, bool many, struct err *err)
{
    const struct settings *settings = engine_settings(call->api->host.engine(call->api->host.ctx));
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < command->n_people; i++) {
        char prefix[40] = "";
        if (many) {
            snprintf(prefix, sizeof prefix, "participants[%zu].", i);
        }
        rc = person_check(settings, &command->people[i], prefix, err);
    }
    return rc;
}

int route_meetings_book(struct call *call, struct err *err)
{
    CLEAN_BODY struct body body = {0};
    int rc = request_body_json(call, BODY_BOOKING, &body, err);
    if (rc != 0) {
        return rc;
    }
    if (body.command.end <= call->api->host.now(call->api->host.ctx)) {
        return err_set_field(err, ERR_INVALID, "end", "the end has gone by already");
    }
    rc = meetings_check_people(call, &body.command, true, err);
    if (rc < 0) {
        return rc;
    }
    body.command.kind = COMMAND_BOOK;
    return pending_submit(call, &body.command, meetings_finish_booking, err);
}

/* The meeting is looked for before its body is read: of two faults, the path's is the first. */
static int meetings_command(struct call *call, enum command_kind kind, enum body_kind body_kind, struct err *err)
{
    if (meetings_find(call, err) == NULL) {
        return ERR_NOT_FOUND;
    }
    CLEAN_BODY struct body body = {0};
    int rc = request_body_json(call, body_kind, &body, err);
    if (rc != 0) {
        return rc;
    }
    body.command.kind = kind;
    return meetings_submit(call, &body.command, meetings_finish, err);
}

int route_meeting_change(struct call *call, struct err *err)
{
    return meetings_command(call, COMMAND_CHANGE, BODY_CHANGE, err);
}

int route_meeting_extend(struct call *call, struct err *err)
{
    return meetings_command(call, COMMAND_EXTEND, BODY_EXTENSION, err);
}

int route_meeting_end(struct call *call, struct err *err)
{
    return meetings_command(call, COMMAND_END, BODY_NOTHING, err);
}

int route_meeting_cancel(struct call *call, struct err *err)
{
    struct command command = {.kind = COMMAND_CANCEL, .start = INSTANT_NONE, .end = INSTANT_NONE};
    return meetings_submit(call, &command, meetings_finish, err);
}
