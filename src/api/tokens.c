/* api/tokens.c: making, showing and revoking tokens. A token is shown once, when it is made; its hash is what stays. */
#include "tokens.h"

#include "base/mem.h"
#include "json_in.h"
#include "list.h"
#include "loop/clock.h"
#include "request_body.h"
#include "respond.h"
#include "routes.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

const char *const role_words[N_ACCESS] = {"none", "look", "read", "operate", "admin"};

static const char TOKENS_LETTER = 't';
/* What secrets begin with, so that who finds one knows what it is. */
static const char PREFIX[] = "cospaced_";
enum { SECRET_SIZE = sizeof PREFIX + 2 * RANDOM_SEED_SIZE };

static int role_read(const char *word)
{
    for (int i = ACCESS_READ; i < N_ACCESS; i++) {
        if (strcmp(word, role_words[i]) == 0) {
            return i;
        }
    }
    return -1;
}

/* The place of a name: where it is, or would be. */
static size_t token_place(const struct tokens *tokens, const char *name)
{
    size_t at = 0;
    while (at < tokens->count && strcmp(tokens->items[at].name, name) < 0) {
        at++;
    }
    return at;
}

static bool token_is_at(const struct tokens *tokens, size_t at, const char *name)
{
    return at < tokens->count && strcmp(tokens->items[at].name, name) == 0;
}

static void token_insert(struct tokens *tokens, const struct token *token)
{
    size_t at = token_place(tokens, token->name);
    memmove(&tokens->items[at + 1], &tokens->items[at], (tokens->count - at) * sizeof *tokens->items);
    tokens->items[at] = *token;
    tokens->count++;
}

static void token_load(void *ctx, const struct store_token *stored)
{
    struct tokens *tokens = ctx;
    struct token token = {.created = stored->created};
    int role = role_read(stored->role);
    if (tokens->count < TOKENS_MOST && role >= 0) {
        token.role = (enum access)role;
        snprintf(token.name, sizeof token.name, "%s", stored->name);
        memcpy(token.hash, stored->hash, sizeof token.hash);
        token_insert(tokens, &token);
    }
}

int tokens_new(struct api *api, struct tokens **ret_tokens, struct err *err)
{
    const struct api_host *host = &api->host;
    struct tokens *tokens = mem_zalloc(sizeof *tokens);
    int rc = host->tokens_read != NULL ? host->tokens_read(host->ctx, token_load, tokens, err) : 0;
    if (rc < 0) {
        mem_free(tokens);
        return rc;
    }
    *ret_tokens = tokens;
    return 0;
}

const struct token *tokens_find(const struct tokens *tokens, const char *secret)
{
    uint8_t hash[SHA256_SIZE];
    const struct token *found = NULL;
    sha256(secret, strlen(secret), hash);
    for (size_t i = 0; i < tokens->count; i++) {
        if (sha256_equal(hash, tokens->items[i].hash)) {
            found = &tokens->items[i];
        }
    }
    return found;
}

/* secret: only of a token that was made just now; NULL else. */
static void token_write(struct json_writer *json, const struct token *token, const char *secret)
{
    json_write_object(json, NULL);
    json_write_text(json, "name", token->name);
    json_write_text(json, "role", role_words[token->role]);
    json_write_time(json, "created", token->created);
    if (secret != NULL) {
        json_write_text(json, "token", secret);
    }
    json_write_end(json);
}

int route_tokens_list(struct call *call, struct err *err)
{
    const struct tokens *tokens = call->api->tokens;
    struct list_query query;
    int rc = list_query_read(call, TOKENS_LETTER, LIST_NO_FILTERS, &query, err);
    if (rc < 0) {
        return rc;
    }
    size_t at = query.has_place ? token_place(tokens, query.place) : 0;
    at += query.has_place && token_is_at(tokens, at, query.place);
    struct json_writer *json = list_begin(call, "tokens");
    for (size_t n = 0; at < tokens->count && list_takes_more(call, &query, n); at++, n++) {
        token_write(json, &tokens->items[at], NULL);
    }
    list_end(call, TOKENS_LETTER, at < tokens->count ? tokens->items[at - 1].name : NULL);
    return 0;
}

int route_token_get(struct call *call, struct err *err)
{
    const struct tokens *tokens = call->api->tokens;
    size_t at = token_place(tokens, call->parts[0]);
    if (!token_is_at(tokens, at, call->parts[0])) {
        return err_set(err, ERR_NOT_FOUND, "there is no such token");
    }
    token_write(respond_json(call), &tokens->items[at], NULL);
    respond_json_end(call, 200);
    return 0;
}

static bool name_is_valid(const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < len; i++) {
        bool plain = isalnum((unsigned char)name[i]) && (unsigned char)name[i] < 0x80;
        if (!plain && (i == 0 || strchr("._-", name[i]) == NULL)) {
            return false;
        }
    }
    return len > 0 && len < TOKEN_NAME_SIZE;
}

/* What the body says of the token to be. 1: its type was refused and has been answered. */
static int token_read(struct call *call, struct token *ret_token, struct err *err)
{
    static const struct json_in_field FIELDS[] = {
        {"name", JSON_IN_TEXT, true, 1, TOKEN_NAME_SIZE - 1},
        {"role", JSON_IN_TEXT, true, 1, 16},
    };
    json_auto_t *json = NULL;
    const char *bytes = NULL;
    size_t len = 0;
    if (!request_body_is_json(call, &bytes, &len)) {
        return 1;
    }
    int rc = json_in_parse(bytes, len, &json, err);
    rc = rc < 0 ? rc : json_in_check(json, "", FIELDS, sizeof FIELDS / sizeof FIELDS[0], err);
    if (rc < 0) {
        return rc;
    }
    const char *name = json_in_text(json, "name");
    int role = role_read(json_in_text(json, "role"));
    if (!name_is_valid(name)) {
        return err_set_field(err, ERR_INVALID, "name", "must be letters, digits and . _ -, a letter or digit first");
    }
    if (role < 0) {
        return err_set_field(err, ERR_INVALID, "role", "must be read, operate or admin");
    }
    *ret_token = (struct token){.role = (enum access)role, .created = call->api->host.now(call->api->host.ctx)};
    snprintf(ret_token->name, sizeof ret_token->name, "%s", name);
    return 0;
}

static void token_make(struct token *token, char secret[SECRET_SIZE])
{
    uint8_t chance[RANDOM_SEED_SIZE];
    entropy_seed(chance);
    size_t len = (size_t)snprintf(secret, SECRET_SIZE, "%s", PREFIX);
    for (size_t i = 0; i < sizeof chance; i++) {
        len += (size_t)snprintf(secret + len, SECRET_SIZE - len, "%02x", chance[i]);
    }
    sha256(secret, len, token->hash);
}

int route_tokens_create(struct call *call, struct err *err)
{
    const struct api_host *host = &call->api->host;
    struct tokens *tokens = call->api->tokens;
    struct token token;
    int rc = token_read(call, &token, err);
    if (rc != 0) {
        return rc;
    }
    if (token_is_at(tokens, token_place(tokens, token.name), token.name)) {
        return err_set_field(err, ERR_CONFLICT, "name",
                             "there is a token of this name; revoke it first, or name another");
    }
    if (tokens->count == TOKENS_MOST || host->token_add == NULL) {
        return err_set(err, ERR_CONFLICT, "there are %d tokens already: revoke some", TOKENS_MOST);
    }
    char secret[SECRET_SIZE];
    token_make(&token, secret);
    struct store_token stored = {.name = token.name, .role = role_words[token.role], .created = token.created};
    memcpy(stored.hash, token.hash, sizeof stored.hash);
    rc = host->token_add(host->ctx, &stored, err);
    if (rc < 0) {
        return rc;
    }
    token_insert(tokens, &token);
    respond_header_value(call, "Cache-Control", "no-store");
    token_write(respond_json(call), &token, secret);
    respond_json_end(call, 201);
    explicit_bzero(secret, sizeof secret);
    return 0;
}

int route_token_revoke(struct call *call, struct err *err)
{
    const struct api_host *host = &call->api->host;
    struct tokens *tokens = call->api->tokens;
    size_t at = token_place(tokens, call->parts[0]);
    if (!token_is_at(tokens, at, call->parts[0]) || host->token_remove == NULL) {
        return err_set(err, ERR_NOT_FOUND, "there is no such token");
    }
    int rc = host->token_remove(host->ctx, call->parts[0], err);
    if (rc < 0) {
        return rc;
    }
    struct token token = tokens->items[at];
    tokens->count--;
    tokens->revoked++;
    memmove(&tokens->items[at], &tokens->items[at + 1], (tokens->count - at) * sizeof *tokens->items);
    token_write(respond_json(call), &token, NULL);
    respond_json_end(call, 200);
    return 0;
}
