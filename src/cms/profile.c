/* profile.c: call profiles and call leg profiles: what every call and leg of ours may do (trace 8893, 8894).
 *
 * Their bodies come whole from the configuration: what is sent is what the operator wrote. */
#include "saying.h"

static void write_form(const struct request *request, struct buf *body)
{
    buf_append_string(body, request->form != NULL ? request->form : "");
}

const struct cms_saying cms_create_call_profile = {
    .method = "POST", .path = "/api/v1/callProfiles", .body = write_form, .collection = "callProfiles"};
const struct cms_saying cms_read_call_profile = {.method = "GET",
                                                 .path = "/api/v1/callProfiles/",
                                                 .has_id = true,
                                                 .object = "callProfile",
                                                 .subject = "callProfile"};
const struct cms_saying cms_update_call_profile = {
    .method = "PUT", .path = "/api/v1/callProfiles/", .has_id = true, .body = write_form, .subject = "callProfile"};
const struct cms_saying cms_list_call_profiles = {.method = "GET",
                                                  .path = "/api/v1/callProfiles",
                                                  .query = cms_query_offset,
                                                  .object = "callProfile",
                                                  .list = "callProfiles"};

const struct cms_saying cms_create_leg_profile = {
    .method = "POST", .path = "/api/v1/callLegProfiles", .body = write_form, .collection = "callLegProfiles"};
const struct cms_saying cms_read_leg_profile = {.method = "GET",
                                                .path = "/api/v1/callLegProfiles/",
                                                .has_id = true,
                                                .object = "callLegProfile",
                                                .subject = "callLegProfile"};
const struct cms_saying cms_update_leg_profile = {.method = "PUT",
                                                  .path = "/api/v1/callLegProfiles/",
                                                  .has_id = true,
                                                  .body = write_form,
                                                  .subject = "callLegProfile"};
const struct cms_saying cms_list_leg_profiles = {.method = "GET",
                                                 .path = "/api/v1/callLegProfiles",
                                                 .query = cms_query_offset,
                                                 .object = "callLegProfile",
                                                 .list = "callLegProfiles"};
