/* client.h: the inside of a handle, for the files of this folder. */
#ifndef CLIENT_CLIENT_H
#define CLIENT_CLIENT_H

#include "client/exchange.h"
#include "client/text.h"

#include <jansson.h>

struct cospaced_client {
    char *socket, *address, *token; /* owned */
    int timeout_ms;
    struct client_text message, field;
    int status;
};

struct client_target client_target_of(const struct cospaced_client *client);
/* Forgets what went wrong before. */
void client_start(struct cospaced_client *client);
/* Puts words to an error that has none yet; returns it. */
int client_fail(struct cospaced_client *client, int error);
/* Takes the words of a problem (RFC 9457) over; returns REFUSED. */
int client_refuse(struct cospaced_client *client, int status, const char *body, size_t len);
/* The request, with body (NULL: none; taken) as JSON; 0 with the object, or an error: also of a status from 400 on. */
int client_ask(struct cospaced_client *client, const struct cospaced_request *request, json_t *body, json_t **ret_json);

/* 0, GARBLED, MEMORY. */
int client_meeting_take(const json_t *json, struct cospaced_meeting *ret_meeting);
int client_participant_take(const json_t *json, struct cospaced_participant *ret_participant);
/* RFC 3339 in UTC. text has CLIENT_TIME_SIZE bytes; it is "" if the year is none of 1 to 9999. */
enum { CLIENT_TIME_SIZE = 32 };
void client_time_write(int64_t at, char *text);
int64_t client_time_read(const char *text); /* 0 of what is none */

#endif
