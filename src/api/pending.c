/* api/pending.c: the exchanges that wait for a reply, by token. A client that goes away leaves its exchange; answering
 * that is harmless, so nothing here follows connections. */
#include "pending.h"

#include "base/mem.h"
#include "principal.h"
#include "problem.h"

#include <inttypes.h>
#include <stdio.h>

struct pending {
    struct call call;
    pending_finish *finish;
};

enum { TOKEN_SIZE = 24 };

static const char *pending_key(uint64_t token, char key[TOKEN_SIZE])
{
    snprintf(key, TOKEN_SIZE, "%" PRIu64, token);
    return key;
}

uint64_t pending_add(const struct call *call, pending_finish *finish)
{
    struct pending *pending = mem_zalloc(sizeof *pending);
    pending->call = *call;
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
    return pending != NULL ? principal_json(&pending->call) : NULL;
}

void pending_forget(struct api *api, uint64_t token)
{
    char key[TOKEN_SIZE];
    mem_free(map_remove(&api->pending, pending_key(token, key)));
}

void pending_reply(struct api *api, const struct reply *reply, const struct calendar_content *content)
{
    char key[TOKEN_SIZE];
    CLEAN_FREE struct pending *pending = map_remove(&api->pending, pending_key(reply->token, key));
    if (pending == NULL) {
        return;
    }
    if (reply->err.code != 0) {
        problem_respond_err(&pending->call, &reply->err);
        return;
    }
    pending->finish(&pending->call, reply, content);
}

void pending_free_all(struct api *api)
{
    void *value;
    for (size_t i = 0; map_next(&api->pending, &i, NULL, &value);) {
        mem_free(value);
    }
    map_done(&api->pending);
}

int pending_submit(struct call *call, struct command *command, pending_finish *finish, struct err *err)
{
    command->token = pending_add(call, finish);
    int rc = call->api->host.submit(call->api->host.ctx, command, err);
    if (rc < 0) {
        pending_forget(call->api, command->token);
    }
    return rc;
}
