/* bulk.c: bulk parameter sets and their syncs: how placeholders come to be (API reference 3.4; trace 8954 to 8956). */
#include "form.h"
#include "saying.h"

static void write_optional(struct buf *body, const char *name, const char *value)
{
    if (value != NULL && value[0] != '\0') {
        form_put(body, name, value);
    }
}

/* nonMemberAccess is true where it is not said: an idle placeholder would let anyone in. */
static void write_set(const struct request *request, struct buf *body)
{
    form_put_number(body, "startIndex", request->first);
    form_put_number(body, "endIndex", request->last);
    write_optional(body, "coSpaceUriMapping", request->uri);
    write_optional(body, "coSpaceNameMapping", request->name);
    write_optional(body, "coSpaceCallIdMapping", request->call_id);
    write_optional(body, "callProfile", request->call_profile);
    write_optional(body, "callLegProfile", request->call_leg_profile);
    form_put(body, "nonMemberAccess", "false");
}

static void write_sync(const struct request *request, struct buf *body)
{
    form_put(body, "cospaceBulkParameterSet", request->id);
}

const struct cms_saying cms_create_set = {.method = "POST",
                                          .path = "/api/v1/cospaceBulkParameterSets",
                                          .body = write_set,
                                          .collection = "cospaceBulkParameterSets"};
const struct cms_saying cms_read_set = {.method = "GET",
                                        .path = "/api/v1/cospaceBulkParameterSets/",
                                        .has_id = true,
                                        .object = "cospaceBulkParameterSet",
                                        .subject = "cospaceBulkParameterSet"};
const struct cms_saying cms_list_sets = {.method = "GET",
                                         .path = "/api/v1/cospaceBulkParameterSets",
                                         .optional = true,
                                         .query = cms_query_offset,
                                         .object = "cospaceBulkParameterSet",
                                         .list = "cospaceBulkParameterSets"};

const struct cms_saying cms_create_sync = {.method = "POST",
                                           .path = "/api/v1/cospaceBulkSyncs",
                                           .body = write_sync,
                                           .collection = "cospaceBulkSyncs",
                                           .subject = "cospaceBulkParameterSet"};
const struct cms_saying cms_read_sync = {.method = "GET",
                                         .path = "/api/v1/cospaceBulkSyncs/",
                                         .has_id = true,
                                         .object = "cospaceBulkSync",
                                         .subject = "cospaceBulkSync"};
const struct cms_saying cms_list_syncs = {.method = "GET",
                                          .path = "/api/v1/cospaceBulkSyncs",
                                          .query = cms_query_offset,
                                          .object = "cospaceBulkSync",
                                          .list = "cospaceBulkSyncs"};
