/* call_leg.c: call legs: one dialled or joined party of a call (API reference 3.6; trace 9505, 9506). */
#include "form.h"
#include "saying.h"

static void write_dial(const struct request *request, struct buf *body)
{
    form_put(body, "remoteParty", request->remote_party);
    if (request->owner[0] != '\0') {
        form_put(body, "ownerId", request->owner);
    }
}

const struct cms_saying cms_dial = {.method = "POST",
                                    .path = "/api/v1/calls/",
                                    .has_id = true,
                                    .tail = "/calllegs",
                                    .body = write_dial,
                                    .collection = "callLegs",
                                    .subject = "call"};
const struct cms_saying cms_list_legs = {.method = "GET",
                                         .path = "/api/v1/calls/",
                                         .has_id = true,
                                         .tail = "/calllegs",
                                         .query = cms_query_offset,
                                         .object = "callLeg",
                                         .list = "callLegs",
                                         .subject = "call"};
const struct cms_saying cms_read_leg = {
    .method = "GET", .path = "/api/v1/callLegs/", .has_id = true, .object = "callLeg", .subject = "callLeg"};
const struct cms_saying cms_hang_up = {
    .method = "DELETE", .path = "/api/v1/callLegs/", .has_id = true, .subject = "callLeg"};
