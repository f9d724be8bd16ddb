/* verbs.c: what is said about meetings, with types. */
#include "client/client.h"

#include <string.h>

enum { PAGE = 500 };

static const char MEETINGS[] = "/v1/meetings";

/* Hands a meeting over, or frees it if nobody wants it. json is taken. */
static int meeting_give(struct cospaced_client *client, int rc, json_t *json, struct cospaced_meeting *ret_meeting)
{
    if (rc == 0 && ret_meeting != NULL) {
        rc = client_meeting_take(json, ret_meeting);
        rc = rc != 0 ? client_fail(client, rc) : 0;
    }
    json_decref(json);
    return rc;
}

/* METHOD /v1/meetings/ID + tail with body (taken). */
static int about(struct cospaced_client *client, const char *method, const char *id, const char *tail, json_t *body,
                 json_t **ret_json)
{
    CLEAN_TEXT struct client_text target = {0};
    client_start(client);
    if (id == NULL || id[0] == '\0') {
        json_decref(body);
        return client_fail(client, COSPACED_INVALID);
    }
    client_text_put(&target, MEETINGS);
    client_text_put(&target, "/");
    client_text_escape(&target, id);
    client_text_put(&target, tail);
    if (target.failed) {
        json_decref(body);
        return client_fail(client, COSPACED_MEMORY);
    }
    struct cospaced_request request = {.method = method, .target = target.data};
    return client_ask(client, &request, body, ret_json);
}

static void add_parameter(struct client_text *target, const char *name, const char *value)
{
    client_text_printf(target, "&%s=", name);
    client_text_escape(target, value);
}

static void add_time(struct client_text *target, const char *name, int64_t at)
{
    char text[CLIENT_TIME_SIZE];
    if (at != 0) {
        client_time_write(at, text);
        add_parameter(target, name, text);
    }
}

static void page_target(const struct cospaced_filter *filter, const char *cursor, struct client_text *target)
{
    client_text_printf(target, "%s?limit=%d", MEETINGS, PAGE);
    if (filter != NULL) {
        add_time(target, "from", filter->from);
        add_time(target, "to", filter->to);
        if (filter->state != NULL) {
            add_parameter(target, "state", filter->state);
        }
        if (filter->calendar != NULL) {
            add_parameter(target, "calendar", filter->calendar);
        }
    }
    if (cursor != NULL) {
        add_parameter(target, "cursor", cursor);
    }
}

static int page_tell(struct cospaced_client *client, const json_t *list,
                     int (*each)(void *ctx, const struct cospaced_meeting *meeting), void *ctx)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        __attribute__((cleanup(cospaced_meeting_done))) struct cospaced_meeting meeting = {0};
        int rc = client_meeting_take(json_array_get(list, i), &meeting);
        if (rc != 0) {
            return client_fail(client, rc);
        }
        rc = each(ctx, &meeting);
        if (rc != 0) {
            return rc;
        }
    }
    return 0;
}

int cospaced_meetings(struct cospaced_client *client, const struct cospaced_filter *filter,
                      int (*each)(void *ctx, const struct cospaced_meeting *meeting), void *ctx)
{
    json_t *page = NULL;
    int rc = 0;
    do {
        CLEAN_TEXT struct client_text target = {0};
        page_target(filter, json_string_value(json_object_get(page, "next")), &target);
        json_decref(page);
        page = NULL;
        client_start(client);
        struct cospaced_request request = {.method = "GET", .target = target.data};
        rc = target.failed ? client_fail(client, COSPACED_MEMORY) : client_ask(client, &request, NULL, &page);
        if (rc == 0) {
            rc = page_tell(client, json_object_get(page, "meetings"), each, ctx);
        }
    } while (rc == 0 && json_is_string(json_object_get(page, "next")));
    json_decref(page);
    return rc;
}

static json_t *people_json(const char *const *addresses)
{
    json_t *list = json_array();
    for (; addresses != NULL && *addresses != NULL; addresses++) {
        json_array_append_new(list, json_pack("{s:s}", "address", *addresses));
    }
    return list;
}

static json_t *booking_json(const struct cospaced_booking *booking)
{
    char start[CLIENT_TIME_SIZE], end[CLIENT_TIME_SIZE];
    client_time_write(booking->start, start);
    client_time_write(booking->end, end);
    json_t *body = json_pack("{s:s, s:s, s:s, s:o}", "title", booking->title, "start", start, "end", end,
                             "participants", people_json(booking->addresses));
    if (body != NULL && booking->passcode != NULL) {
        json_object_set_new(body, "passcode", json_string(booking->passcode));
    }
    return body;
}

int cospaced_book(struct cospaced_client *client, const struct cospaced_booking *booking,
                  struct cospaced_meeting *ret_meeting)
{
    client_start(client);
    json_t *body = booking->title != NULL ? booking_json(booking) : NULL, *json = NULL;
    if (body == NULL) { /* a text that is not UTF-8, for one */
        return client_fail(client, COSPACED_INVALID);
    }
    const struct cospaced_header headers[] = {
        {.name = booking->key != NULL ? "Idempotency-Key" : NULL, .value = booking->key}, {.name = NULL}};
    struct cospaced_request request = {.method = "POST", .target = MEETINGS, .headers = headers};
    int rc = client_ask(client, &request, body, &json);
    return meeting_give(client, rc, json, ret_meeting);
}

int cospaced_show(struct cospaced_client *client, const char *id, struct cospaced_meeting *ret_meeting)
{
    json_t *json = NULL;
    int rc = about(client, "GET", id, "", NULL, &json);
    return meeting_give(client, rc, json, ret_meeting);
}

int cospaced_extend(struct cospaced_client *client, const char *id, int minutes, struct cospaced_meeting *ret_meeting)
{
    json_t *json = NULL;
    int rc = about(client, "POST", id, "/extend", json_pack("{s:i}", "minutes", minutes), &json);
    return meeting_give(client, rc, json, ret_meeting);
}

int cospaced_end(struct cospaced_client *client, const char *id, struct cospaced_meeting *ret_meeting)
{
    json_t *json = NULL;
    int rc = about(client, "POST", id, "/end", NULL, &json);
    return meeting_give(client, rc, json, ret_meeting);
}

int cospaced_cancel(struct cospaced_client *client, const char *id, struct cospaced_meeting *ret_meeting)
{
    json_t *json = NULL;
    int rc = about(client, "DELETE", id, "", NULL, &json);
    return meeting_give(client, rc, json, ret_meeting);
}

int cospaced_dial(struct cospaced_client *client, const char *id, const char *address, const char *name,
                  struct cospaced_participant *ret_participant)
{
    client_start(client);
    json_t *body = address != NULL ? json_pack("{s:s}", "address", address) : NULL, *json = NULL;
    if (body == NULL) {
        return client_fail(client, COSPACED_INVALID);
    }
    if (name != NULL) {
        json_object_set_new(body, "name", json_string(name));
    }
    int rc = about(client, "POST", id, "/participants", body, &json);
    if (rc == 0 && ret_participant != NULL) {
        rc = client_participant_take(json, ret_participant);
        rc = rc != 0 ? client_fail(client, rc) : 0;
    }
    json_decref(json);
    return rc;
}
