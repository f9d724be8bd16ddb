/* dial: one more participant. */
#include "base/mem.h"
#include "fields.h"
#include "meeting_call.h"
#include "text.h"
#include "verbs.h"

#include <stdio.h>

static const struct option_row OPTIONS[] = {
    {.name = "name", .meta = "NAME", .help = "what the participant is called"},
    {0},
};

static json_t *person_json(const struct args *args)
{
    CLEAN_FREE char *address = text_mend(args->operands[1]);
    json_t *person = json_pack("{s:s}", "address", address);
    if (args_has(args, "name")) {
        CLEAN_FREE char *name = text_mend(args_value(args, "name"));
        json_object_set_new(person, "name", json_string(name));
    }
    return person;
}

static void person_say(const json_t *person)
{
    CLEAN_FREE char *address = text_clean(field_text(person, "address"));
    CLEAN_FREE char *state = text_clean(field_text(person, "state"));
    CLEAN_FREE char *id = text_clean(field_text(person, "id"));
    printf("added %s  %s  %s\n", id, address, state);
}

static int dial_run(const struct session *session, const struct args *args)
{
    CLEAN_BUF struct buf target = {0};
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = meeting_target(session, args, "/participants", &target);
    if (rc == DONE) {
        rc = client_post(session, buf_string(&target), person_json(args), &reply);
    }
    if (rc != DONE) {
        return rc;
    }
    if (session->json) {
        client_print(&reply);
    } else {
        person_say(reply.json);
    }
    return DONE;
}

const struct verb verb_dial = {.name = "dial",
                               .operands = "ID ADDRESS",
                               .summary = "add a participant to a meeting and dial it",
                               .options = OPTIONS,
                               .run = dial_run};
