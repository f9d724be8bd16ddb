/* status.c: is the bridge there, what does it say of itself, and what is its cluster (API reference 3.9, 3.12; trace
 * 8889 to 8892). Releases differ in what of this they know. */
#include "saying.h"

const struct cms_saying cms_probe = {.method = "GET", .path = "/api/v1/system/status", .object = "status"};
const struct cms_saying cms_read_load = {
    .method = "GET", .path = "/api/v1/system/load", .optional = true, .object = "load"};
const struct cms_saying cms_read_cluster = {
    .method = "GET", .path = "/api/v1/system/configuration/cluster", .optional = true, .object = "cluster"};
const struct cms_saying cms_list_alarms = {.method = "GET",
                                           .path = "/api/v1/system/alarms",
                                           .query = cms_query_offset,
                                           .optional = true,
                                           .object = "alarm",
                                           .list = "alarms"};
const struct cms_saying cms_list_bridges = {.method = "GET",
                                            .path = "/api/v1/callBridges",
                                            .query = cms_query_offset,
                                            .optional = true,
                                            .object = "callBridge",
                                            .list = "callBridges"};
const struct cms_saying cms_read_bridge = {.method = "GET",
                                           .path = "/api/v1/callBridges/",
                                           .has_id = true,
                                           .optional = true,
                                           .object = "callBridge",
                                           .subject = "callBridge"};
