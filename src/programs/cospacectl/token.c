/* token: bearer tokens for the API over TCP: made (and shown once), listed, revoked. */
#include "base/mem.h"
#include "client.h"
#include "fields.h"
#include "list_show.h"
#include "verbs.h"

#include <stdio.h>
#include <string.h>

static const struct column COLUMNS[] = {
    {"NAME", "name", COLUMN_TEXT},
    {"ROLE", "role", COLUMN_TEXT},
    {"CREATED", "created", COLUMN_TIME},
};

static int token_create(const struct session *session, const struct args *args, const char *name)
{
    json_t *body = json_object();
    json_object_set_new(body, "name", json_string(name));
    json_object_set_new(body, "role", json_string(args_has(args, "role") ? args_value(args, "role") : "read"));
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = client_post(session, "/v1/tokens", body, &reply);
    if (rc == DONE && session->json) {
        client_print(&reply);
    } else if (rc == DONE) {
        fprintf(stderr, "made %s, with the role %s; the token is shown this once:\n", field_text(reply.json, "name"),
                field_text(reply.json, "role"));
        puts(field_text(reply.json, "token"));
    }
    return rc;
}

static int token_revoke(const struct session *session, const struct args *args, const char *name)
{
    (void)args;
    CLEAN_BUF struct buf target;
    CLEAN_REPLY struct client_reply reply = {0};
    buf_init(&target, 1 << 20);
    buf_append_string(&target, "/v1/tokens/");
    client_escape(&target, name);
    int rc = client_call(session, "DELETE", buf_string(&target), NULL, &reply);
    if (rc == DONE && session->json) {
        client_print(&reply);
    } else if (rc == DONE) {
        printf("revoked %s\n", field_text(reply.json, "name"));
    }
    return rc;
}

static int token_list(const struct session *session, const struct args *args, const char *name)
{
    (void)args;
    (void)name;
    return list_show(session, "/v1/tokens", "tokens", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
}

static const struct action {
    const char *word;
    bool named; /* takes a NAME */
    int (*run)(const struct session *session, const struct args *args, const char *name);
} ACTIONS[] = {
    {"create", true, token_create},
    {"list", false, token_list},
    {"revoke", true, token_revoke},
};

static int token_run(const struct session *session, const struct args *args)
{
    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++) {
        const struct action *action = &ACTIONS[i];
        if (strcmp(action->word, args->operands[0]) == 0 && action->named == (args->n_operands == 2)) {
            return action->run(session, args, args->n_operands == 2 ? args->operands[1] : NULL);
        }
    }
    return args_complain(args->verb, "takes create NAME, list, or revoke NAME");
}

static const struct option_row OPTIONS[] = {
    {.name = "role", .meta = "ROLE", .help = "of create: read (the default), operate or admin"},
    {0},
};

const struct verb verb_token = {.name = "token",
                                .operands = "create|list|revoke [NAME]",
                                .summary = "tokens for the API over TCP (api.listen): make, show, revoke them",
                                .options = OPTIONS,
                                .run = token_run};
