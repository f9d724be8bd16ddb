/* client.h: the service's API, for the verbs: a call is made, and what goes wrong is said on stderr at once.
 *
 * All return DONE, REFUSED (the service's reason has been printed), USAGE or NO_DAEMON. */
#ifndef COSPACECTL_CLIENT_H
#define COSPACECTL_CLIENT_H

#include "args.h"
#include "base/buf.h"
#include "cospaced/client.h"

#include <jansson.h>
#include <stddef.h>

struct client_body {
    const char *type;
    const char *bytes;
    size_t len;
};

struct client_reply {
    int status; /* 0: no answer came */
    char *raw;  /* as it came, owned; NULL of a refusal */
    size_t len;
    json_t *json;
};

/* body NULL: none. ret_reply is freed with client_reply_done. */
int client_call(const struct session *session, const char *method, const char *target, const struct client_body *body,
                struct client_reply *ret_reply);
/* The same with a JSON body, which is taken. */
int client_post(const struct session *session, const char *target, json_t *body, struct client_reply *ret_reply);
/* Follows the pages of a list to their end. target may have a query. json: {"NAME": all, "next": null}. */
int client_list(const struct session *session, const char *target, const char *name, struct client_reply *ret_reply);
/* A handle of libcospaced for calls of another kind, each of which has so much time. */
struct cospaced_client *client_open(const struct session *session, duration_ms timeout);
/* What went wrong with the handle's last call, which returned rc, on stderr: refused, in the words of the answer, or
 * none came. */
int client_explain(const struct session *session, const struct cospaced_client *client, int rc);
void client_cleanup(struct cospaced_client **client);
#define CLEAN_CLIENT __attribute__((cleanup(client_cleanup)))
#define CLEAN_ANSWER __attribute__((cleanup(cospaced_reply_done)))
/* Prints the reply as it came, with a newline at its end. */
void client_print(const struct client_reply *reply);
void client_reply_done(struct client_reply *reply);

#define CLEAN_REPLY __attribute__((cleanup(client_reply_done)))

/* Appends text as one segment or value of a target. */
void client_escape(struct buf *target, const char *text);
/* Says "cospacectl: …" on stderr, cleaned; returns REFUSED. */
int client_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
