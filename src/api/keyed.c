/* api/keyed.c: keys of requests that may come twice. Only what had an effect is kept: a refusal had none, and the same
 * request may do better later. */
#include "keyed.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "respond.h"

#include <stdio.h>
#include <string.h>

enum { KEY_LENGTH = 255, HEADERS_LIMIT = 4096 };
static const char HEADER[] = "Idempotency-Key";

static bool is_key(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at <= 0x20 || *at >= 0x7f || at - text >= KEY_LENGTH) {
            return false;
        }
    }
    return text[0] != '\0';
}

/* Two requests with one digest ask for the same. */
static uint64_t digest_of(const struct call *call)
{
    const char *method = http_exchange_method(call->exchange);
    const char *path = http_exchange_path(call->exchange);
    size_t len = 0;
    const char *body = http_exchange_body(call->exchange, &len);
    struct hash hash;
    hash_init(&hash, 1);
    hash_add(&hash, method, strlen(method) + 1);
    hash_add(&hash, path, strlen(path) + 1);
    hash_add(&hash, body != NULL ? body : "", body != NULL ? len : 0);
    return hash_value(&hash);
}

/* As respond_header has them. */
static void respond_headers(struct call *call, const char *lines)
{
    for (const char *at = lines; *at != '\0';) {
        size_t len = strcspn(at, "\n");
        size_t name = strcspn(at, ":");
        const char *known = strncmp(at, "ETag", name) == 0 ? "ETag" : "Location";
        respond_header(call, known, "%.*s", (int)(len - name - 2), at + name + 2);
        at += len + (at[len] == '\n');
    }
}

static void respond_again(struct call *call, int status, const char *headers, const char *body)
{
    respond_headers(call, headers);
    respond_text(call, status, "application/json", body, strlen(body));
}

void keyed_respond(struct call *call, const struct keyed *keyed)
{
    respond_again(call, keyed->status, keyed->headers, keyed->body);
}

static int keyed_refuse(struct err *err)
{
    return err_set_field(err, ERR_INVALID, HEADER,
                         "this key was used for another request; a new request needs a new one");
}

/* 0: it was never answered. */
static int keyed_replay(struct call *call, const char *key, uint64_t digest, struct err *err)
{
    const struct api_host *host = &call->api->host;
    __attribute__((cleanup(journal_answer_done))) struct journal_answer answer = {0};
    host->engine(host->ctx); /* what it would find is stored */
    int rc = host->answer_read == NULL ? ERR_NOT_FOUND
                                       : host->answer_read(host->ctx, call->principal, key,
                                                           host->now(host->ctx) - JOURNAL_ANSWER_AGE, &answer, err);
    if (rc < 0) {
        return rc == ERR_NOT_FOUND ? 0 : rc;
    }
    if (answer.digest != digest) {
        return keyed_refuse(err);
    }
    respond_again(call, answer.status, answer.headers, answer.body);
    return 1;
}

int keyed_begin(struct call *call, struct err *err)
{
    const char *key = http_exchange_header(call->exchange, HEADER);
    if (key == NULL) {
        return 0;
    }
    if (!is_key(key)) {
        return err_set_field(err, ERR_UNREADABLE, HEADER, "must be 1 to %d visible ASCII characters", KEY_LENGTH);
    }
    uint64_t digest = digest_of(call);
    CLEAN_FREE char *name = mem_printf("%s %s", call->principal, key);
    const struct keyed *first = map_get(&call->api->keyed, name);
    if (first != NULL) {
        return first->digest != digest
                   ? keyed_refuse(err)
                   : err_set_field(err, ERR_CONFLICT, HEADER, "the first request with this key is under way");
    }
    int rc = keyed_replay(call, key, digest, err);
    if (rc != 0) {
        return rc;
    }
    struct keyed *keyed = mem_zalloc(sizeof *keyed);
    keyed->api = call->api;
    keyed->name = mem_strdup(name);
    keyed->key = keyed->name + strlen(call->principal) + 1;
    memcpy(keyed->principal, call->principal, sizeof keyed->principal);
    keyed->digest = digest;
    map_set(&call->api->keyed, name, keyed);
    call->keyed = keyed;
    return 0;
}

void keyed_free(struct keyed *keyed)
{
    if (keyed == NULL) {
        return;
    }
    map_remove(&keyed->api->keyed, keyed->name);
    mem_free(keyed->name);
    mem_free(keyed->headers);
    mem_free(keyed->body);
    mem_free(keyed);
}

void keyed_keep(struct keyed *keyed, const struct http_response *response)
{
    CLEAN_BUF struct buf headers;
    buf_init(&headers, HEADERS_LIMIT);
    for (size_t i = 0; i < response->n_headers; i++) {
        buf_printf(&headers, "%s: %s\n", response->headers[i].name, response->headers[i].value);
    }
    keyed->status = response->status;
    mem_replace(&keyed->headers, buf_string(&headers));
    mem_free(keyed->body);
    keyed->body = mem_strndup(response->body, response->body_len);
}

void keyed_write(const struct keyed *keyed, instant at, struct journal_answer *ret_answer)
{
    *ret_answer = (struct journal_answer){
        .principal = keyed->principal,
        .key = keyed->key,
        .digest = keyed->digest,
        .at = at,
        .status = keyed->status,
        .headers = keyed->headers,
        .body = keyed->body,
    };
}
