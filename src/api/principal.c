/* api/principal.c: who asks, for the log, the events and the keys of repeated requests. */
#include "principal.h"

#include "base/decimal.h"
#include "base/mem.h"
#include "page.h"
#include "tokens.h"

#include <assert.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TEXT_LIMIT = 16 * 1024 }; /* a user's name comes from a line of the system's */
static const char UID[] = "uid:", TOKEN[] = "token:";

/* The token of an Authorization header; NULL if it has none. */
static const char *bearer(const char *header)
{
    if (header == NULL || strncasecmp(header, "Bearer ", 7) != 0) {
        return NULL;
    }
    return header + 7 + strspn(header + 7, " ");
}

void principal_read(struct call *call)
{
    const struct http_peer *peer = http_exchange_peer(call->exchange);
    call->principal[0] = '\0';
    call->role = ACCESS_NONE;
    if (peer->local) {
        memcpy(call->principal, UID, sizeof UID);
        *decimal_put(call->principal + sizeof UID - 1, peer->uid) = '\0';
        call->role = ACCESS_ADMIN;
        return;
    }
    const char *given = http_exchange_header(call->exchange, "Authorization");
    const char *secret = bearer(given);
    const struct token *token = secret != NULL ? tokens_find(call->api->tokens, secret) : NULL;
    if (token != NULL) {
        snprintf(call->principal, sizeof call->principal, "%s%s", TOKEN, token->name);
        call->role = token->role;
    } else if (given == NULL && page_is_on(call->api)) {
        call->role = ACCESS_LOOK;
    }
}

static void file_close(FILE **file)
{
    if (*file != NULL) {
        fclose(*file);
    }
}

/* From the file itself: the system's other ways to ask may go through the network, and the loop would wait. */
static char *user_read(uint32_t uid)
{
    __attribute__((cleanup(file_close))) FILE *file = fopen("/etc/passwd", "re");
    const struct passwd *one = NULL;
    while (file != NULL && (one = fgetpwent(file)) != NULL) {
        if (one->pw_uid == uid) {
            return mem_strdup(one->pw_name);
        }
    }
    return NULL;
}

/* NULL if it has none. The last one asked for is kept. */
static const char *user_name(struct api *api, uint32_t uid)
{
    if (!api->user_known || api->user != uid) {
        mem_free(api->user_name);
        api->user_name = user_read(uid);
        api->user = uid;
        api->user_known = true;
    }
    return api->user_name;
}

static bool is_user(const struct call *call, uint32_t *ret_uid)
{
    bool user = strncmp(call->principal, UID, sizeof UID - 1) == 0;
    *ret_uid = user ? (uint32_t)strtoul(call->principal + sizeof UID - 1, NULL, 10) : 0;
    return user;
}

char *principal_json(const struct call *call)
{
    struct buf text;
    buf_init(&text, TEXT_LIMIT);
    struct json_writer json;
    json_write_begin(&json, &text);
    json_write_object(&json, NULL);
    uint32_t uid;
    if (is_user(call, &uid)) {
        json_write_number(&json, "uid", uid);
        json_write_text(&json, "name", user_name(call->api, uid));
    } else {
        json_write_text(&json, "token", call->principal + sizeof TOKEN - 1);
    }
    json_write_end(&json);
    assert(!text.overflown);
    return buf_take(&text);
}

const char *principal_words(const struct call *call, char *text, size_t size)
{
    uint32_t uid;
    const char *name = is_user(call, &uid) ? user_name(call->api, uid) : NULL;
    snprintf(text, size, "%s%s%s%s", call->principal[0] != '\0' ? call->principal : "unknown", name != NULL ? "(" : "",
             name != NULL ? name : "", name != NULL ? ")" : "");
    return text;
}
