/* meeting_call.c: one meeting, one request. */
#include "meeting_call.h"

#include "base/mem.h"
#include "fields.h"
#include "meeting_find.h"

#include <string.h>

int meeting_target(const struct session *session, const struct args *args, const char *tail, struct buf *ret_target)
{
    CLEAN_FREE char *id = NULL;
    int rc = meeting_find(session, args, args->operands[0], &id);
    if (rc != DONE) {
        return rc;
    }
    buf_init(ret_target, 1 << 20);
    buf_append_string(ret_target, "/v1/meetings/");
    client_escape(ret_target, id);
    buf_append_string(ret_target, tail);
    return DONE;
}

int meeting_call(const struct session *session, const struct args *args, const char *method, const char *tail,
                 json_t *body, const char *word)
{
    CLEAN_BUF struct buf target = {0};
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = meeting_target(session, args, tail, &target);
    if (rc != DONE) {
        json_decref(body);
        return rc;
    }
    if (strcmp(method, "POST") == 0) {
        rc = client_post(session, buf_string(&target), body, &reply);
    } else {
        rc = client_call(session, method, buf_string(&target), NULL, &reply);
    }
    if (rc != DONE) {
        return rc;
    }
    if (session->json) {
        client_print(&reply);
    } else {
        meeting_say(session, word, reply.json);
    }
    return DONE;
}
