/* space.c: coSpaces: opened for a meeting, held open, and given back (API reference 3.1; trace 9500, 9711, 9878).
 *
 * The bodies begin with '&', as those of the trace do. */
#include "form.h"
#include "saying.h"

static void write_mended(const struct request *request, struct buf *body)
{
    if (request->uri != NULL) {
        form_put(body, "uri", request->uri);
    }
    if (request->call_id != NULL) {
        form_put(body, "callId", request->call_id);
    }
    if (request->call_profile[0] != '\0') {
        form_put(body, "callProfile", request->call_profile);
    }
    if (request->call_leg_profile[0] != '\0') {
        form_put(body, "callLegProfile", request->call_leg_profile);
    }
}

static void write_open(const struct request *request, struct buf *body)
{
    buf_append_char(body, '&');
    buf_append_string(body, "nonMemberAccess=true");
    form_put(body, "passcode", request->passcode);
    form_put(body, "name", request->name);
    form_put(body, "secret", request->secret);
    write_mended(request, body);
}

static void write_close(const struct request *request, struct buf *body)
{
    buf_append_char(body, '&');
    buf_append_string(body, "nonMemberAccess=false");
    form_put(body, "passcode", "");
    form_put(body, "name", request->name);
    form_put(body, "regenerateSecret", "true");
    write_mended(request, body);
}

static void write_mark(const struct request *request, struct buf *body)
{
    form_put(body, "cdrTag", request->name);
}

static void write_filter(const struct request *request, struct buf *path)
{
    if (request->name != NULL && request->name[0] != '\0') {
        buf_append_string(path, "?filter=");
        form_encode(path, request->name);
    }
    cms_query_offset(request, path);
}

const struct cms_saying cms_list_spaces = {
    .method = "GET", .path = "/api/v1/coSpaces", .query = write_filter, .object = "coSpace", .list = "coSpaces"};
const struct cms_saying cms_read_space = {
    .method = "GET", .path = "/api/v1/coSpaces/", .has_id = true, .object = "coSpace", .subject = "coSpace"};
const struct cms_saying cms_open_space = {
    .method = "PUT", .path = "/api/v1/cospaces/", .has_id = true, .body = write_open, .subject = "coSpace"};
const struct cms_saying cms_close_space = {
    .method = "PUT", .path = "/api/v1/cospaces/", .has_id = true, .body = write_close, .subject = "coSpace"};
const struct cms_saying cms_mark_space = {
    .method = "PUT", .path = "/api/v1/cospaces/", .has_id = true, .body = write_mark, .subject = "coSpace"};
const struct cms_saying cms_delete_space = {
    .method = "DELETE", .path = "/api/v1/cospaces/", .has_id = true, .subject = "coSpace"};
