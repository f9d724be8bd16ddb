/* exchange.c: one request on a connection of its own; "Connection: close" spares all thought of the next. */
#include "client/exchange.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    HEAD_LIMIT = 65536,
    BODY_LIMIT = 64 << 20,
    CHUNK_LINE_LIMIT = 256,
    REFUSAL_MS = 1000 /* that was written before the connection broke is there */
};

/* Nothing that a caller says may begin a line of its own. */
static bool is_one_line(const char *word)
{
    return word == NULL || word[strcspn(word, "\r\n")] == '\0';
}

static bool is_sound(const struct client_target *to, const struct cospaced_request *request)
{
    bool sound = request->method != NULL && request->target != NULL && request->target[0] == '/' &&
                 request->method[strcspn(request->method, " \r\n")] == '\0' &&
                 request->target[strcspn(request->target, " \r\n")] == '\0' && is_one_line(request->content_type) &&
                 is_one_line(to->token);
    for (const struct cospaced_header *one = request->headers; sound && one != NULL && one->name != NULL; one++) {
        sound = one->name[strcspn(one->name, ": \r\n")] == '\0' && one->value != NULL && is_one_line(one->value);
    }
    return sound;
}

static void head_write(const struct client_target *to, const struct cospaced_request *request, struct client_text *out)
{
    client_text_put(out, request->method);
    client_text_put(out, " ");
    client_text_put(out, request->target);
    client_text_put(out, " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    if (to->token != NULL) {
        client_text_put(out, "Authorization: Bearer ");
        client_text_put(out, to->token);
        client_text_put(out, "\r\n");
    }
    if (request->body != NULL) {
        client_text_put(out, "Content-Type: ");
        client_text_put(out, request->content_type != NULL ? request->content_type : "application/json");
        client_text_printf(out, "\r\nContent-Length: %zu\r\n", request->len);
    } else if (strcmp(request->method, "GET") != 0) {
        client_text_put(out, "Content-Length: 0\r\n");
    }
    for (const struct cospaced_header *one = request->headers; one != NULL && one->name != NULL; one++) {
        client_text_put(out, one->name);
        client_text_put(out, ": ");
        client_text_put(out, one->value);
        client_text_put(out, "\r\n");
    }
    client_text_put(out, "\r\n");
}

static char **slot_of(struct client_answer *answer, const char *name, size_t len)
{
    static const char *const names[] = {"ETag", "Location", "Content-Type"};
    char **slots[] = {&answer->etag, &answer->location, &answer->content_type};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i]) == len && strncasecmp(names[i], name, len) == 0) {
            return slots[i];
        }
    }
    return NULL;
}

/* line ends with NUL. */
static int header_read(struct client_answer *answer, const char *line)
{
    size_t len = strcspn(line, ":");
    const char *value = line[len] == ':' ? line + len + 1 + strspn(line + len + 1, " \t") : "";
    char **slot = slot_of(answer, line, len);
    if (slot != NULL) {
        free(*slot);
        *slot = client_strdup(value);
        return *slot != NULL ? 0 : COSPACED_MEMORY;
    }
    if (len == strlen("Content-Length") && strncasecmp(line, "Content-Length", len) == 0) {
        char *end;
        errno = 0;
        long long length = strtoll(value, &end, 10);
        if (errno != 0 || end == value || *end != '\0' || length < 0) {
            return COSPACED_GARBLED;
        }
        answer->length = answer->left = length;
    }
    return 0;
}

/* The head, whose end has come; it is taken out of raw. */
static int head_read(struct client_answer *answer, size_t head_len)
{
    char *at = answer->raw.data;
    at[head_len - 2] = '\0';
    if (strncmp(at, "HTTP/1.1 ", strlen("HTTP/1.1 ")) != 0) {
        return COSPACED_GARBLED;
    }
    answer->status = (int)strtol(at + strlen("HTTP/1.1 "), NULL, 10);
    answer->length = -1;
    answer->left = 0;
    int rc = 0;
    for (char *line = strstr(at, "\r\n"); rc == 0 && line != NULL && line[2] != '\0';) {
        char *next = strstr(line + 2, "\r\n");
        if (next != NULL) {
            *next = '\0';
        }
        rc = header_read(answer, line + 2);
        if (next != NULL) {
            *next = '\r';
        }
        line = next;
    }
    bool empty = answer->status == 204 || answer->status == 304 || answer->length == 0;
    answer->over = empty;
    client_text_drop(&answer->raw, head_len);
    return rc != 0 ? rc : answer->status >= 100 && answer->status <= 599 ? 0 : COSPACED_GARBLED;
}

static int head_wait(struct client_answer *answer, int64_t deadline)
{
    for (;;) {
        const char *end = strstr(client_text_string(&answer->raw), "\r\n\r\n");
        if (end != NULL) {
            return head_read(answer, (size_t)(end - answer->raw.data) + strlen("\r\n\r\n"));
        }
        int rc =
            answer->raw.len < HEAD_LIMIT ? client_read(&answer->connection, deadline, &answer->raw) : COSPACED_GARBLED;
        if (rc != 0) {
            return rc;
        }
    }
}

/* The line before a chunk: its length in hexadecimal. 0 with left set; 1: the line is not whole yet. */
static int chunk_begin(struct client_answer *answer)
{
    const char *text = client_text_string(&answer->raw);
    const char *start = strncmp(text, "\r\n", 2) == 0 ? text + 2 : text; /* the end of the chunk before */
    const char *end = strstr(start, "\r\n");
    char *after;
    if (end == NULL) {
        return answer->raw.len < CHUNK_LINE_LIMIT ? 1 : COSPACED_GARBLED;
    }
    errno = 0;
    answer->left = strtoll(start, &after, 16);
    if (after == start || errno != 0 || answer->left < 0 || (*after != '\r' && *after != ';')) {
        return COSPACED_GARBLED;
    }
    answer->over = answer->left == 0;
    client_text_drop(&answer->raw, (size_t)(end - text) + 2);
    return 0;
}

/* Moves what has come from raw to body. 0, or GARBLED, MEMORY. */
static int unpack(struct client_answer *answer)
{
    while (!answer->over && answer->raw.len > 0) {
        if (answer->left == 0) {
            int rc = chunk_begin(answer);
            if (rc != 0) {
                return rc > 0 ? 0 : rc;
            }
            continue;
        }
        size_t n = answer->raw.len < (unsigned long long)answer->left ? answer->raw.len : (size_t)answer->left;
        client_text_add(&answer->body, answer->raw.data, n);
        client_text_drop(&answer->raw, n);
        answer->left -= (long long)n;
        answer->over = answer->length >= 0 && answer->left == 0;
        if (answer->body.failed || answer->body.len > BODY_LIMIT) {
            return answer->body.failed ? COSPACED_MEMORY : COSPACED_GARBLED;
        }
    }
    return 0;
}

int client_more(struct client_answer *answer, int64_t deadline)
{
    size_t before = answer->body.len;
    int rc = unpack(answer);
    while (rc == 0 && !answer->over && answer->body.len == before) {
        rc = client_read(&answer->connection, deadline, &answer->raw);
        if (rc == 0) {
            rc = unpack(answer);
        }
    }
    return rc;
}

int client_begin(const struct client_target *to, const struct cospaced_request *request, int64_t deadline,
                 struct client_answer *answer, struct client_text *message)
{
    if (!is_sound(to, request)) {
        client_text_put(message, "the request has no method or target, or a line break where none may be");
        return COSPACED_INVALID;
    }
    CLEAN_TEXT struct client_text head = {0};
    head_write(to, request, &head);
    if (head.failed) {
        return COSPACED_MEMORY;
    }
    int rc = client_connect(to->socket, to->address, deadline, &answer->connection, message);
    if (rc != 0) {
        return rc;
    }
    rc = client_write(&answer->connection, head.data, head.len, deadline);
    if (rc == 0 && request->body != NULL) {
        rc = client_write(&answer->connection, request->body, request->len, deadline);
    }
    if (rc == COSPACED_BROKEN) { /* who refuses a body half-way has written why, and then closed */
        int64_t soon = client_deadline(REFUSAL_MS);
        rc = head_wait(answer, soon < deadline ? soon : deadline);
        return rc == COSPACED_TIMEOUT ? COSPACED_BROKEN : rc;
    }
    return rc == 0 ? head_wait(answer, deadline) : rc;
}

void client_answer_init(struct client_answer *answer)
{
    *answer = (struct client_answer){.connection = {.fd = -1}};
}

void client_answer_done(struct client_answer *answer)
{
    client_close(&answer->connection);
    client_text_done(&answer->raw);
    client_text_done(&answer->body);
    free(answer->etag);
    free(answer->location);
    free(answer->content_type);
}
