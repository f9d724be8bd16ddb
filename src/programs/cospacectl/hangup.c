/* hangup: a participant leaves a meeting, said by its id (or the beginning of it) or by its address. */
#include "base/mem.h"
#include "fields.h"
#include "meeting_call.h"
#include "text.h"
#include "verbs.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { PREFIX_LEAST = 6 };

static bool is_meant(const json_t *participant, const char *word)
{
    const char *id = field_text(participant, "id");
    return (strlen(word) >= PREFIX_LEAST && strncasecmp(id, word, strlen(word)) == 0) ||
           strcasecmp(field_text(participant, "address"), word) == 0;
}

/* The one participant that word means; its id is borrowed from meeting. */
static int participant_find(const json_t *meeting, const char *word, const char **ret_id)
{
    const char *id = NULL;
    size_t n = 0, i;
    const json_t *one;
    json_array_foreach(json_object_get(meeting, "participants"), i, one) {
        if (is_meant(one, word)) {
            id = field_text(one, "id");
            n++;
        }
    }
    if (n == 0) {
        return client_complain("no participant of this meeting is %s", word);
    }
    if (n > 1) {
        return client_complain("%zu participants of this meeting are %s: say the id", n, word);
    }
    *ret_id = id;
    return DONE;
}

static int hangup_run(const struct session *session, const struct args *args)
{
    CLEAN_BUF struct buf target = {0};
    CLEAN_REPLY struct client_reply meeting = {0};
    CLEAN_REPLY struct client_reply reply = {0};
    const char *id = NULL;
    int rc = meeting_target(session, args, "", &target);
    if (rc == DONE) {
        rc = client_call(session, "GET", buf_string(&target), NULL, &meeting);
    }
    if (rc == DONE) {
        rc = participant_find(meeting.json, args->operands[1], &id);
    }
    if (rc != DONE) {
        return rc;
    }
    buf_append_string(&target, "/participants/");
    client_escape(&target, id);
    rc = client_call(session, "DELETE", buf_string(&target), NULL, &reply);
    if (rc != DONE) {
        return rc;
    }
    CLEAN_FREE char *clean = text_clean(id);
    if (session->json) {
        client_print(&reply);
    } else {
        printf("hung up %s\n", clean);
    }
    return DONE;
}

const struct verb verb_hangup = {.name = "hangup",
                                 .operands = "ID PARTICIPANT",
                                 .summary = "hang up on a participant (id or address) and remove it",
                                 .run = hangup_run};
