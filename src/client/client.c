/* client.c: handles, and a call from its request to its answer or the words of its failure. */
#include "client/client.h"

#include <stdlib.h>
#include <string.h>

static const char DEFAULT_SOCKET[] = "/run/cospaced/cospaced.sock";
enum { DEFAULT_TIMEOUT_MS = 30000 };

static const char *socket_said(const struct cospaced_options *options)
{
    const char *from_environment = getenv("COSPACED_SOCKET");
    if (options != NULL && options->socket != NULL) {
        return options->socket;
    }
    return from_environment != NULL && from_environment[0] != '\0' ? from_environment : DEFAULT_SOCKET;
}

int cospaced_client_new(const struct cospaced_options *options, struct cospaced_client **ret_client)
{
    const struct cospaced_options none = {0};
    const struct cospaced_options *said = options != NULL ? options : &none;
    if (said->timeout_ms < 0 || (said->token != NULL && said->address == NULL)) {
        return COSPACED_INVALID;
    }
    struct cospaced_client *client = calloc(1, sizeof *client);
    if (client == NULL) {
        return COSPACED_MEMORY;
    }
    client->timeout_ms = said->timeout_ms > 0 ? said->timeout_ms : DEFAULT_TIMEOUT_MS;
    client->socket = client_strdup(socket_said(options));
    client->address = client_strdup(said->address);
    client->token = client_strdup(said->token);
    if (client->socket == NULL || (said->address != NULL && client->address == NULL) ||
        (said->token != NULL && client->token == NULL)) {
        cospaced_client_free(client);
        return COSPACED_MEMORY;
    }
    *ret_client = client;
    return 0;
}

void cospaced_client_free(struct cospaced_client *client)
{
    if (client == NULL) {
        return;
    }
    if (client->token != NULL) {
        explicit_bzero(client->token, strlen(client->token));
    }
    free(client->socket);
    free(client->address);
    free(client->token);
    client_text_done(&client->message);
    client_text_done(&client->field);
    free(client);
}

const char *cospaced_message(const struct cospaced_client *client)
{
    return client_text_string(&client->message);
}

const char *cospaced_field(const struct cospaced_client *client)
{
    return client_text_string(&client->field);
}

int cospaced_status(const struct cospaced_client *client)
{
    return client->status;
}

struct client_target client_target_of(const struct cospaced_client *client)
{
    return (struct client_target){.socket = client->socket, .address = client->address, .token = client->token};
}

void client_start(struct cospaced_client *client)
{
    client_text_done(&client->message);
    client_text_done(&client->field);
    client->status = 0;
}

int client_fail(struct cospaced_client *client, int error)
{
    static const char *const words[] = {
        [-COSPACED_REFUSED] = "the service refused without a reason",
        [-COSPACED_NO_SERVICE] = "no service there",
        [-COSPACED_TIMEOUT] = "the service gave no answer in time",
        [-COSPACED_BROKEN] = "the connection to the service broke",
        [-COSPACED_GARBLED] = "the answer is none of this service's",
        [-COSPACED_INVALID] = "an argument makes no sense",
        [-COSPACED_MEMORY] = "there is no memory",
    };
    if (client->message.len == 0) {
        client_text_put(&client->message, words[-error]);
    }
    return error;
}

int client_refuse(struct cospaced_client *client, int status, const char *body, size_t len)
{
    json_t *problem = json_loadb(body, len, 0, NULL);
    const char *detail = json_string_value(json_object_get(problem, "detail"));
    const char *title = json_string_value(json_object_get(problem, "title"));
    const char *field = json_string_value(json_object_get(problem, "field"));
    client_start(client);
    client->status = status;
    client_text_put(&client->message, detail != NULL ? detail : title != NULL ? title : "");
    client_text_put(&client->field, field != NULL ? field : "");
    json_decref(problem);
    return client_fail(client, COSPACED_REFUSED);
}

static int exchange(struct cospaced_client *client, const struct cospaced_request *request,
                    struct client_answer *answer)
{
    int64_t deadline = client_deadline(client->timeout_ms);
    struct client_target to = client_target_of(client);
    int rc = client_begin(&to, request, deadline, answer, &client->message);
    while (rc == 0 && !answer->over) {
        rc = client_more(answer, deadline);
        if (rc == 0 && request->take != NULL && answer->status < 300 && answer->body.len > 0) {
            rc = request->take(request->ctx, answer->body.data, answer->body.len);
            client_text_drop(&answer->body, answer->body.len);
        }
    }
    return rc;
}

int cospaced_call(struct cospaced_client *client, const struct cospaced_request *request,
                  struct cospaced_reply *ret_reply)
{
    __attribute__((cleanup(client_answer_done))) struct client_answer answer;
    client_answer_init(&answer);
    client_start(client);
    int rc = exchange(client, request, &answer);
    client_text_put(&answer.body, "");
    if (rc == 0 && answer.body.failed) {
        rc = COSPACED_MEMORY;
    }
    if (rc != 0) {
        return rc < 0 && rc >= COSPACED_MEMORY ? client_fail(client, rc) : rc; /* else it is the taker's */
    }
    client->status = answer.status;
    if (answer.status >= 400) {
        client_refuse(client, answer.status, answer.body.data, answer.body.len);
    }
    *ret_reply = (struct cospaced_reply){.status = answer.status,
                                         .body = answer.body.data,
                                         .len = answer.body.len,
                                         .content_type = answer.content_type,
                                         .etag = answer.etag,
                                         .location = answer.location};
    answer.body = (struct client_text){0};
    answer.content_type = answer.etag = answer.location = NULL;
    return 0;
}

void cospaced_reply_done(struct cospaced_reply *reply)
{
    free(reply->body);
    free(reply->content_type);
    free(reply->etag);
    free(reply->location);
    *reply = (struct cospaced_reply){0};
}

int client_ask(struct cospaced_client *client, const struct cospaced_request *request, json_t *body, json_t **ret_json)
{
    __attribute__((cleanup(cospaced_reply_done))) struct cospaced_reply reply = {0};
    struct cospaced_request whole = *request;
    char *text = body != NULL ? json_dumps(body, JSON_COMPACT) : NULL;
    client_start(client);
    json_decref(body);
    if (body != NULL && text == NULL) {
        return client_fail(client, COSPACED_MEMORY);
    }
    whole.body = text;
    whole.len = text != NULL ? strlen(text) : 0;
    int rc = cospaced_call(client, &whole, &reply);
    free(text);
    if (rc != 0) {
        return rc;
    }
    if (reply.status >= 400) {
        return COSPACED_REFUSED;
    }
    json_t *json = json_loadb(reply.body, reply.len, JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(json)) {
        json_decref(json);
        return client_fail(client, COSPACED_GARBLED);
    }
    *ret_json = json;
    return 0;
}
