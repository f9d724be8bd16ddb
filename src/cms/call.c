/* call.c: calls: the running instance of a space on one bridge (API reference 3.5; trace 9501, 9504, 9879). */
#include "form.h"
#include "saying.h"

static void write_open(const struct request *request, struct buf *body)
{
    form_put(body, "coSpace", request->id);
}

static void write_filter(const struct request *request, struct buf *path)
{
    if (request->id[0] != '\0') {
        buf_append_string(path, "?coSpaceFilter=");
        form_encode(path, request->id);
    }
    cms_query_offset(request, path);
}

const struct cms_saying cms_open_call = {
    .method = "POST", .path = "/api/v1/calls", .body = write_open, .collection = "calls", .subject = "coSpace"};
const struct cms_saying cms_list_calls = {
    .method = "GET", .path = "/api/v1/calls", .query = write_filter, .object = "call", .list = "calls"};
const struct cms_saying cms_read_call = {
    .method = "GET", .path = "/api/v1/calls/", .has_id = true, .object = "call", .subject = "call"};
const struct cms_saying cms_close_call = {
    .method = "DELETE", .path = "/api/v1/calls/", .has_id = true, .subject = "call"};
