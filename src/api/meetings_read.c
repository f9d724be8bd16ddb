/* api/meetings_read.c: GET /v1/meetings and GET /v1/meetings/{id}. */
#include "meetings.h"

#include "etag.h"
#include "json_out.h"
#include "list.h"
#include "respond.h"
#include "routes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char MEETINGS_LETTER = 'm';

const struct meeting *meetings_find(const struct call *call, struct err *err)
{
    const struct api_host *host = &call->api->host;
    const struct meeting *meeting = engine_meeting(host->engine(host->ctx), call->parts[0]);
    if (meeting == NULL) {
        err_set(err, ERR_NOT_FOUND, "there is no such meeting");
    }
    return meeting;
}

void meetings_respond(struct call *call, int status, const struct meeting *meeting)
{
    const struct api_host *host = &call->api->host;
    char etag[ETAG_SIZE];
    respond_header_value(call, "ETag", etag_format(meeting, etag));
    const struct engine *engine = host->engine(host->ctx);
    json_out_meeting(respond_json(call), engine, meeting);
    respond_json_end(call, status);
}

int route_meeting_get(struct call *call, struct err *err)
{
    const struct meeting *meeting = meetings_find(call, err);
    if (meeting == NULL) {
        return ERR_NOT_FOUND;
    }
    char etag[ETAG_SIZE];
    etag_format(meeting, etag);
    const char *known = http_exchange_header(call->exchange, "If-None-Match");
    if (known != NULL && etag_list_holds_weakly(known, etag)) {
        respond_header_value(call, "ETag", etag);
        respond_empty(call, 304);
        return 0;
    }
    meetings_respond(call, 200, meeting);
    return 0;
}

/* A meeting without length lies in [from, to) if its one moment does. */
static bool meeting_is_wanted(const struct meeting *meeting, const struct list_query *query)
{
    return (query->states & (UINT32_C(1) << meeting->state)) != 0 &&
           (meeting->end > query->from || meeting->start >= query->from) &&
           (query->calendar == NULL || strcmp(query->calendar, meeting_calendar(meeting)) == 0) &&
           (query->uid == NULL || strcmp(query->uid, meeting_uid(meeting)) == 0);
}

/* The place of a cursor is "start id" of the last meeting shown, which may be gone or moved since. */
static int meetings_seek(const struct engine *engine, const struct list_query *query, size_t *ret_position,
                         struct err *err)
{
    *ret_position = 0;
    if (!query->has_place) {
        return 0;
    }
    char *id = NULL;
    long long start = strtoll(query->place, &id, 10);
    if (id == query->place || *id != ' ' || strlen(id + 1) >= GUID_SIZE) {
        return err_set_field(err, ERR_UNREADABLE, "cursor", "is not a cursor of this list");
    }
    size_t position = engine_meeting_seek(engine, start, id + 1);
    const struct meeting *last = engine_meeting_at(engine, position);
    bool there = last != NULL && last->start == start && strcmp(last->id, id + 1) == 0;
    *ret_position = position + (there ? 1 : 0);
    return 0;
}

int route_meetings_list(struct call *call, struct err *err)
{
    const struct api_host *host = &call->api->host;
    const struct engine *engine = host->engine(host->ctx);
    struct list_query query;
    size_t position = 0;
    int rc = list_query_read(call, MEETINGS_LETTER, LIST_FILTERS, &query, err);
    rc = rc < 0 ? rc : meetings_seek(engine, &query, &position, err);
    if (rc < 0) {
        return rc;
    }
    struct json_writer *json = list_begin(call, "meetings");
    const struct meeting *last = NULL;
    size_t n = 0;
    bool more = false;
    for (const struct meeting *at; !more && (at = engine_meeting_at(engine, position)) != NULL; position++) {
        if (at->start >= query.to) {
            break;
        }
        if (!meeting_is_wanted(at, &query)) {
            continue;
        }
        more = !list_takes_more(call, &query, n);
        if (!more) {
            json_out_meeting(json, engine, at);
            last = at;
            n++;
        }
    }
    char place[LIST_PLACE_SIZE] = "";
    if (last != NULL) {
        snprintf(place, sizeof place, "%" PRId64 " %s", last->start, last->id);
    }
    list_end(call, MEETINGS_LETTER, more ? place : NULL);
    return 0;
}
