/* api/pending.c: the exchanges that wait for a reply, by token. A client that goes away leaves its exchange; answering
 * that is harmless, so nothing here follows connections. */
#include "pending.h"

#include "base/decimal.h"
#include "base/mem.h"
#include "keyed.h"
#include "principal.h"
#include "problem.h"

struct pending {
    struct call call;
    pending_finish *finish;
};

enum { TOKEN_SIZE = 24 };

static const char *pending_key(uint64_t token, char key[TOKEN_SIZE])
{
    *decimal_put(key, token) = '\0';
    return key;
}

uint64_t pending_add(struct call *call, pending_finish *finish)
{
    struct pending *pending = mem_zalloc(sizeof *pending);
    pending->call = *call;
    call->keyed = NULL;
    for (size_t i = 0; i < CALL_PARTS; i++) {
        pending->call.parts[i] = NULL;
    }
    pending->finish = finish;
    char key[TOKEN_SIZE];
    uint64_t token = ++call->api->last_token;
    map_set(&call->api->pending, pending_key(token, key), pending);
    return token;
}

char *pending_cause(const struct api *api, uint64_t token)
{
    char key[TOKEN_SIZE];
    const struct pending *pending = map_get(&api->pending, pending_key(token, key));
    return pending != NULL && pending->call.principal[0] != '\0' ? principal_json(&pending->call) : NULL;
}

static void pending_free(struct pending *pending)
{
    if (pending != NULL) {
        keyed_free(pending->call.keyed);
    }
    mem_free(pending);
}

static void pending_cleanup(struct pending **pending)
{
    pending_free(*pending);
}

void pending_forget(struct api *api, uint64_t token)
{
    char key[TOKEN_SIZE];
    pending_free(map_remove(&api->pending, pending_key(token, key)));
}

size_t pending_record(struct api *api, const struct effects *effects)
{
    size_t n = 0;
    api->answers = mem_calloc(effects->n_replies + 1, sizeof *api->answers);
    for (size_t i = 0; i < effects->n_replies; i++) {
        const struct reply *reply = &effects->replies[i];
        char key[TOKEN_SIZE];
        const struct pending *pending = map_get(&api->pending, pending_key(reply->token, key));
        if (pending == NULL || pending->call.keyed == NULL || reply->err.code != 0) {
            continue;
        }
        struct call call = pending->call;
        call.kept = true;
        pending->finish(&call, reply, NULL);
        keyed_write(call.keyed, api->host.now(api->host.ctx), &api->answers[n++]);
    }
    return n;
}

void pending_reply(struct api *api, const struct reply *reply, const struct calendar_content *content)
{
    char key[TOKEN_SIZE];
    __attribute__((cleanup(pending_cleanup))) struct pending *pending =
        map_remove(&api->pending, pending_key(reply->token, key));
    if (pending == NULL) {
        return;
    }
    if (reply->err.code != 0) {
        problem_respond_err(&pending->call, &reply->err);
        return;
    }
    if (pending->call.keyed != NULL && pending->call.keyed->status != 0) {
        keyed_respond(&pending->call, pending->call.keyed);
    } else {
        pending->finish(&pending->call, reply, content);
    }
}

void pending_free_all(struct api *api)
{
    void *value;
    for (size_t i = 0; map_next(&api->pending, &i, NULL, &value);) {
        pending_free(value);
    }
    map_done(&api->pending);
}

int pending_submit(struct call *call, struct command *command, pending_finish *finish, struct err *err)
{
    char who[128];
    command->by = principal_words(call, who, sizeof who);
    command->token = command->cause = pending_add(call, finish);
    int rc = call->api->host.submit(call->api->host.ctx, command, err);
    if (rc < 0) {
        pending_forget(call->api, command->token);
    }
    return rc;
}
