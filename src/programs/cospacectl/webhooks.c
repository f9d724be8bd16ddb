/* webhooks: who is told what happens, and how that goes; one of them; sent again from some point on, tried with a test,
 * enabled after it said that it is gone. */
#include "base/mem.h"
#include "client.h"
#include "fields.h"
#include "list_show.h"
#include "tell.h"
#include "text.h"
#include "verbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct column COLUMNS[] = {
    {"NAME", "name", COLUMN_TEXT | TABLE_WRAP},
    {"STATE", "state", COLUMN_STATE},
    {"DELIVERED TO", "delivered_to", COLUMN_NUMBER | TABLE_RANK(3)},
    {"BEHIND", "behind", COLUMN_NUMBER | TABLE_RANK(2)},
    {"WAITING SINCE", "behind_since", COLUMN_AGO | TABLE_RANK(4)},
    {"LAST DELIVERY", "last_delivery", COLUMN_AGO | TABLE_RANK(5)},
    {"NEXT TRY", "next_try", COLUMN_TIME | TABLE_RANK(6)},
    {"LOST", "skipped", COLUMN_NUMBER | TABLE_RANK(7)},
    {"HOST", "host", COLUMN_TEXT | TABLE_CUT | TABLE_RANK(8)},
    {"LAST ERROR", "last_error", COLUMN_TEXT | TABLE_WRAP | TABLE_RANK(1)},
};

static void webhook_show(const struct session *session, const json_t *webhook)
{
    field_line("webhook", field_text(webhook, "name"));
    field_line("host", field_text(webhook, "host"));
    field_line("state", field_text(webhook, "state"));
    printf("%-14s%" JSON_INTEGER_FORMAT "\n", "delivered to", field_number(webhook, "delivered_to"));
    printf("%-14s%" JSON_INTEGER_FORMAT "\n", "behind", field_number(webhook, "behind"));
    field_line_time(session, "behind since", webhook, "behind_since");
    field_line_time(session, "last delivery", webhook, "last_delivery");
    printf("%-14s%" JSON_INTEGER_FORMAT "\n", "lost", field_number(webhook, "skipped"));
    if (field_number(webhook, "failures") > 0) {
        printf("%-14s%" JSON_INTEGER_FORMAT "\n", "failures", field_number(webhook, "failures"));
        field_line_time(session, "failing since", webhook, "failing_since");
        field_line("last error", field_text(webhook, "last_error"));
        field_line_time(session, "next try", webhook, "next_try");
    }
    if (strcmp(field_text(webhook, "state"), "disabled") == 0) {
        CLEAN_FREE char *name = text_clean(field_text(webhook, "name"));
        printf("its receiver said that it is gone; if it is not: cospacectl webhooks %s enable\n", name);
    }
}

static int webhook_run(const struct session *session, const char *name)
{
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = client_list(session, "/v1/webhooks", "webhooks", &reply);
    size_t i;
    json_t *webhook;
    json_array_foreach(json_object_get(reply.json, "webhooks"), i, webhook) {
        if (strcmp(field_text(webhook, "name"), name) != 0) {
            continue;
        }
        if (session->json) {
            CLEAN_FREE char *text = mem_must(json_dumps(webhook, JSON_COMPACT));
            puts(text);
        } else {
            webhook_show(session, webhook);
        }
        return DONE;
    }
    return rc != DONE ? rc : client_complain("there is no webhook %s", name);
}

/* --from: digits are the id of an event. */
static int replay_body(const struct session *session, const struct args *args, json_t **ret_body)
{
    const char *from = args_value(args, "from");
    json_t *body = json_object();
    instant at = INSTANT_NONE;
    char text[INSTANT_TEXT_SIZE];
    if (from != NULL && from[0] != '\0' && strlen(from) <= 18 && strspn(from, "0123456789") == strlen(from)) {
        json_object_set_new(body, "from_event", json_integer(strtoll(from, NULL, 10)));
    } else if (args_time(session, args, "from", INSTANT_NONE, &at) != DONE) {
        json_decref(body);
        return USAGE;
    } else if (from != NULL) {
        json_object_set_new(body, "from_time", json_string(instant_format(at, text)));
    }
    *ret_body = body;
    return DONE;
}

static int replay_run(const struct session *session, const struct args *args)
{
    json_t *body = NULL;
    CLEAN_BUF struct buf target;
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = replay_body(session, args, &body);
    if (rc != DONE) {
        return rc;
    }
    buf_init(&target, 1 << 20);
    buf_append_string(&target, "/v1/webhooks/");
    client_escape(&target, args->operands[0]);
    buf_append_string(&target, "/replay");
    rc = client_post(session, buf_string(&target), body, &reply);
    if (rc == DONE && session->json) {
        client_print(&reply);
    } else if (rc == DONE) {
        json_int_t first = field_number(reply.json, "delivered_to") + 1, n = field_number(reply.json, "behind");
        printf("%s is sent again what it wants of the %" JSON_INTEGER_FORMAT " event%s from %" JSON_INTEGER_FORMAT
               " on\n",
               args->operands[0], n, n == 1 ? "" : "s", first);
    }
    return rc;
}

/* What can be done to one webhook. */
static const struct action {
    const char *word, *said;
} ACTIONS[] = {
    {"test", "took it"},
    {"enable", "is tried at once"},
};

static int action_run(const struct session *session, const struct action *action, const char *name)
{
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = tell(session, "webhooks", name, action->word, &reply);
    if (rc == DONE && !session->json) {
        printf("%s %s\n", name, action->said);
    }
    return rc;
}

static int webhooks_run(const struct session *session, const struct args *args)
{
    const char *word = args->n_operands == 2 ? args->operands[1] : "";
    bool replays = strcmp(word, "replay") == 0;
    if (args_has(args, "from") && !replays) {
        return args_complain(args->verb, "--from belongs to WEBHOOK replay");
    }
    if (args->n_operands == 0) {
        return list_show(session, "/v1/webhooks", "webhooks", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    }
    if (args->n_operands == 1) {
        return webhook_run(session, args->operands[0]);
    }
    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++) {
        if (strcmp(ACTIONS[i].word, word) == 0) {
            return action_run(session, &ACTIONS[i], args->operands[0]);
        }
    }
    return replays ? replay_run(session, args)
                   : args_complain(args->verb, "takes nothing, WEBHOOK, or WEBHOOK and replay, test or enable");
}

static const struct option_row OPTIONS[] = {
    {.name = "from",
     .meta = "TIME",
     .help = "of replay: the time, or the id of the event, to begin at; else with the oldest that is kept"},
    {0},
};

const struct verb verb_webhooks = {.name = "webhooks",
                                   .operands = "[WEBHOOK] [replay|test|enable]",
                                   .summary = "who is told what happens by HTTP, and how that goes; send events again; "
                                              "send a test; go on after a 410",
                                   .options = OPTIONS,
                                   .run = webhooks_run};
