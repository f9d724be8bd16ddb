/* Reads answers as a strict client does. Which of them went to a HEAD request is not known here: such an answer is one
 * behind whose head the next begins, or nothing comes. */
#include "http_answers.h"

#include "base/mem.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct answer {
    int status;
    char *head;
    struct buf body;
    bool bare; /* no body came, whatever was announced */
    bool streams;
};

static void must(bool holds, const char *what, const struct buf *got)
{
    if (!holds) {
        fprintf(stderr, "%s, in what the client got:\n%.*s\n", what, (int)got->len, got->data);
        abort();
    }
}

/* The value of a header, without the spaces around it; the caller's. NULL: there is none. */
static char *header(const char *head, const char *name)
{
    for (const char *line = strstr(head, "\r\n"); line != NULL; line = strstr(line, "\r\n")) {
        line += 2;
        if (strncasecmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':') {
            const char *value = line + strlen(name) + 1;
            value += strspn(value, " \t");
            return mem_strndup(value, strcspn(value, "\r"));
        }
    }
    return NULL;
}

static bool begins_answer(const char *at, const char *end)
{
    static const char words[] = "HTTP/1.1 ";
    return end - at > 12 && memcmp(at, words, sizeof words - 1) == 0 && isdigit((unsigned char)at[9]);
}

/* Returns where the body ends; NULL: it is cut off. */
static const char *read_chunks(const char *at, const char *end, struct buf *body)
{
    for (;;) {
        char *digits_end = NULL;
        unsigned long len = strtoul(at, &digits_end, 16);
        if (digits_end == at || end - digits_end < 4 || memcmp(digits_end, "\r\n", 2) != 0) {
            return NULL;
        }
        at = digits_end + 2;
        if ((size_t)(end - at) < len + 2 || memcmp(at + len, "\r\n", 2) != 0) {
            return NULL;
        }
        buf_append(body, at, len);
        at += len + 2;
        if (len == 0) {
            return at;
        }
    }
}

static const char *read_body(struct answer *answer, const char *at, const char *end, const struct buf *got)
{
    CLEAN_FREE char *length = header(answer->head, "Content-Length");
    CLEAN_FREE char *coding = header(answer->head, "Transfer-Encoding");
    CLEAN_FREE char *type = header(answer->head, "Content-Type");
    answer->streams = type != NULL && strcmp(type, "text/event-stream") == 0;
    bool none = answer->status < 200 || answer->status == 204 || answer->status == 304;
    answer->bare = none || at == end || begins_answer(at, end);
    if (answer->bare) {
        return at;
    }
    if (coding != NULL && strcmp(coding, "chunked") == 0) {
        const char *stop = read_chunks(at, end, &answer->body);
        must(stop != NULL || answer->streams, "a chunked body is cut off", got);
        return stop != NULL ? stop : end;
    }
    if (length == NULL) { /* to HTTP/1.0, until the end */
        buf_append(&answer->body, at, (size_t)(end - at));
        return end;
    }
    size_t len = strtoul(length, NULL, 10);
    must(len <= (size_t)(end - at), "a body is cut off", got);
    buf_append(&answer->body, at, len);
    return at + len;
}

static void check_problem(const struct answer *answer, const struct buf *got)
{
    if (answer->bare) {
        return;
    }
    json_error_t error;
    json_auto_t *problem = json_loadb(answer->body.data, answer->body.len, 0, &error);
    must(problem != NULL, "a problem is no JSON", got);
    must(json_integer_value(json_object_get(problem, "status")) == answer->status, "a problem's status differs", got);
    must(json_string_length(json_object_get(problem, "title")) > 0, "a problem has no title", got);
    must(json_string_length(json_object_get(problem, "detail")) > 0, "a problem has no detail", got);
}

/* What libmicrohttpd refuses by itself it says in its own words, of some requests in two heads, and closes. */
static bool is_foreign(const struct answer *answer, const struct buf *got)
{
    CLEAN_FREE char *type = header(answer->head, "Content-Type");
    CLEAN_FREE char *connection = header(answer->head, "Connection");
    if (answer->status < 400 || (type != NULL && strcmp(type, "application/problem+json") == 0)) {
        return false;
    }
    must(connection != NULL && strcmp(connection, "close") == 0, "a refusal is no problem document", got);
    return true;
}

static void check_answer(const struct answer *answer, const struct buf *got)
{
    CLEAN_FREE char *type = header(answer->head, "Content-Type");
    if (answer->status >= 400) {
        check_problem(answer, got);
    } else if (type != NULL && strcmp(type, "application/json") == 0 && !answer->bare) {
        json_error_t error;
        json_auto_t *json = json_loadb(answer->body.data, answer->body.len, 0, &error);
        must(json != NULL, "an answer is no JSON", got);
    }
}

void http_answers_check(const struct buf *got)
{
    const char *at = buf_string(got);
    const char *end = at + got->len;
    while (at < end) {
        must(begins_answer(at, end), "what comes is no answer", got);
        struct answer answer = {.status = (int)strtol(at + 9, NULL, 10)};
        const char *head_end = memmem(at, (size_t)(end - at), "\r\n\r\n", 4);
        must(head_end != NULL, "a head is cut off", got);
        answer.head = mem_strndup(at, (size_t)(head_end + 2 - at));
        buf_init(&answer.body, got->len);
        if (is_foreign(&answer, got)) {
            at = end;
        } else {
            at = read_body(&answer, head_end + 4, end, got);
            check_answer(&answer, got);
        }
        buf_done(&answer.body);
        mem_free(answer.head);
    }
}
