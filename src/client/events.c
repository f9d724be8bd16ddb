/* events.c: server-sent events (WHATWG HTML 9.2), one at a time. */
#include "client/client.h"

#include <stdlib.h>
#include <string.h>

struct cospaced_stream {
    struct cospaced_client *client; /* borrowed */
    struct client_answer answer;
    struct client_text id, name, data; /* of the event that is being read, or was told last */
    bool told;                         /* it was: the next one begins */
    int silence_ms;
    int64_t silent_at; /* if nothing comes until then, the service is gone */
};

enum { SILENCE_MS = 60000 };

static void query_put(struct client_text *target, const char *name, const char *value)
{
    if (value != NULL) {
        client_text_printf(target, "%c%s=", strchr(client_text_string(target), '?') != NULL ? '&' : '?', name);
        client_text_escape(target, value);
    }
}

static int stream_begin(struct cospaced_stream *stream, const struct cospaced_follow *follow)
{
    struct cospaced_client *client = stream->client;
    const struct cospaced_header headers[] = {
        {.name = "Accept", .value = "text/event-stream"},
        {.name = client_text_string(&stream->id)[0] != '\0' ? "Last-Event-ID" : NULL, .value = follow->last_id},
        {.name = NULL}};
    CLEAN_TEXT struct client_text target = {0};
    client_text_put(&target, "/v1/events");
    query_put(&target, "event", follow->events);
    query_put(&target, "meeting", follow->meeting);
    query_put(&target, "calendar", follow->calendar);
    if (follow->last != 0) {
        client_text_printf(&target, "%clast=%d", strchr(client_text_string(&target), '?') != NULL ? '&' : '?',
                           follow->last);
    }
    if (target.failed) {
        return COSPACED_MEMORY;
    }
    struct cospaced_request request = {.method = "GET", .target = target.data, .headers = headers};
    struct client_target to = client_target_of(client);
    int64_t deadline = client_deadline(client->timeout_ms);
    int rc = client_begin(&to, &request, deadline, &stream->answer, &client->message);
    while (rc == 0 && stream->answer.status != 200 && !stream->answer.over) {
        rc = client_more(&stream->answer, deadline);
    }
    if (rc == 0 && stream->answer.status != 200) {
        const struct client_text *body = &stream->answer.body;
        rc = client_refuse(client, stream->answer.status, client_text_string(body), body->len);
    }
    return rc;
}

int cospaced_stream_open(struct cospaced_client *client, const struct cospaced_follow *follow,
                         struct cospaced_stream **ret_stream)
{
    const struct cospaced_follow all = {0};
    follow = follow != NULL ? follow : &all;
    client_start(client);
    struct cospaced_stream *stream = follow->silence_ms >= 0 ? calloc(1, sizeof *stream) : NULL;
    if (stream == NULL) {
        return client_fail(client, follow->silence_ms < 0 ? COSPACED_INVALID : COSPACED_MEMORY);
    }
    stream->client = client;
    stream->silence_ms = follow->silence_ms > 0 ? follow->silence_ms : SILENCE_MS;
    client_answer_init(&stream->answer);
    client_text_put(&stream->id, follow->last_id != NULL ? follow->last_id : "");
    int rc = stream_begin(stream, follow);
    if (rc != 0) {
        cospaced_stream_free(stream);
        return client_fail(client, rc);
    }
    stream->silent_at = client_deadline(stream->silence_ms);
    client->status = stream->answer.status;
    *ret_stream = stream;
    return 0;
}

static void text_set(struct client_text *text, const char *value)
{
    text->len = 0;
    client_text_put(text, value);
}

/* "name: value"; a line that begins with a colon is a sign of life. */
static void line_take(struct cospaced_stream *stream, const char *line)
{
    size_t len = strcspn(line, ":");
    const char *value = line[len] == ':' ? line + len + 1 : "";
    value += *value == ' ' ? 1 : 0;
    if (len == 2 && strncmp(line, "id", len) == 0) {
        text_set(&stream->id, value);
    } else if (len == 5 && strncmp(line, "event", len) == 0) {
        text_set(&stream->name, value);
    } else if (len == 4 && strncmp(line, "data", len) == 0) {
        client_text_put(&stream->data, stream->data.len > 0 ? "\n" : "");
        client_text_put(&stream->data, value);
    }
}

/* Takes whole lines out of what has come; true when they end an event. */
static bool event_take(struct cospaced_stream *stream)
{
    struct client_text *body = &stream->answer.body;
    char *end;
    while (body->len > 0 && (end = strchr(body->data, '\n')) != NULL) {
        size_t len = (size_t)(end - body->data);
        *end = '\0';
        if (len > 0 && body->data[len - 1] == '\r') {
            body->data[len - 1] = '\0';
        }
        bool blank = body->data[0] == '\0';
        if (!blank) {
            line_take(stream, body->data);
        }
        client_text_drop(body, len + 1);
        if (blank && stream->data.len > 0) {
            return true;
        }
        if (blank) { /* an id alone says where to go on */
            text_set(&stream->name, "");
        }
    }
    return false;
}

static int stream_fail(struct cospaced_stream *stream, int rc)
{
    client_start(stream->client);
    return client_fail(stream->client, rc);
}

int cospaced_stream_next(struct cospaced_stream *stream, int timeout_ms, struct cospaced_event *ret_event)
{
    int64_t deadline = client_deadline(timeout_ms);
    if (stream->told) {
        text_set(&stream->name, "");
        text_set(&stream->data, "");
        stream->told = false;
    }
    while (!event_take(stream)) {
        bool last_sign = stream->silent_at < deadline;
        int rc = stream->answer.over ? COSPACED_BROKEN
                                     : client_more(&stream->answer, last_sign ? stream->silent_at : deadline);
        if (rc != 0) {
            return stream_fail(stream, rc == COSPACED_TIMEOUT && last_sign ? COSPACED_BROKEN : rc);
        }
        stream->silent_at = client_deadline(stream->silence_ms);
    }
    if (stream->id.failed || stream->name.failed || stream->data.failed) {
        return stream_fail(stream, COSPACED_MEMORY);
    }
    stream->told = true;
    *ret_event = (struct cospaced_event){.id = client_text_string(&stream->id),
                                         .name = client_text_string(&stream->name),
                                         .data = client_text_string(&stream->data)};
    return 0;
}

const char *cospaced_stream_id(const struct cospaced_stream *stream)
{
    return client_text_string(&stream->id);
}

int cospaced_stream_fd(const struct cospaced_stream *stream)
{
    return stream->answer.connection.fd;
}

void cospaced_stream_free(struct cospaced_stream *stream)
{
    if (stream == NULL) {
        return;
    }
    client_answer_done(&stream->answer);
    client_text_done(&stream->id);
    client_text_done(&stream->name);
    client_text_done(&stream->data);
    free(stream);
}
