/* http/client.c: one origin: its settings, its requests, idle and under way. */
#include "http/client.h"

#include "base/mem.h"
#include "request.h"

#include <string.h>

int url_host(const char *url, char **ret_host, struct err *err)
{
    CURLU *parts = mem_must(curl_url());
    char *scheme = NULL;
    char *host = NULL;
    char *port = NULL;
    bool good = curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                (strcmp(scheme, "https") == 0 || strcmp(scheme, "http") == 0);
    if (good && curl_url_get(parts, CURLUPART_PORT, &port, 0) != CURLUE_OK) {
        port = NULL;
    }
    if (good) {
        *ret_host = port != NULL ? mem_printf("%s:%s", host, port) : mem_strdup(host);
    }
    curl_free(scheme);
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(parts);
    return good ? 0 : err_set(err, ERR_INVALID, "\"%s\" is not an http:// or https:// URL", url);
}

int http_client_new(struct http_pool *pool, const struct http_client_options *options, struct http_client **ret_client,
                    struct err *err)
{
    char *host = NULL;
    int r = url_host(options->url, &host, err);
    if (r < 0) {
        return r;
    }
    struct http_client *client = mem_zalloc(sizeof *client);
    size_t len = strlen(options->url);
    while (options->url[len - 1] == '/') {
        len--;
    }
    client->pool = pool;
    client->url = mem_strndup(options->url, len);
    client->host = host;
    client->username = mem_strdup(options->username);
    if (options->password != NULL) {
        secret_set(&client->password, secret_reveal(options->password));
    }
    client->ca_file = mem_strdup(options->ca_file);
    client->verify = options->verify;
    client->connect_timeout = options->connect_timeout;
    client->request_timeout = options->request_timeout;
    client->answer_limit = options->answer_limit;
    client->headers = mem_must(curl_slist_append(NULL, "Expect:"));
    *ret_client = client;
    return 0;
}

void http_client_free(struct http_client *client)
{
    if (client == NULL) {
        return;
    }
    struct http_request *answering = client->pool->answering;
    if (answering != NULL && answering->client == client) {
        answering->client = NULL;
    }
    for (struct http_request *request = client->active, *next; request != NULL; request = next) {
        next = request->next;
        curl_multi_remove_handle(client->pool->multi, request->easy);
        request_free(request);
    }
    for (struct http_request *request = client->idle, *next; request != NULL; request = next) {
        next = request->next;
        request_free(request);
    }
    curl_slist_free_all(client->headers);
    secret_done(&client->password);
    mem_free(client->url);
    mem_free(client->host);
    mem_free(client->username);
    mem_free(client->ca_file);
    mem_free(client);
}

void http_client_send(struct http_client *client, const char *method, const char *path, const char *body,
                      http_answer_fn *call, void *ctx)
{
    struct http_request *request = client->idle;
    if (request != NULL) {
        client->idle = request->next;
    } else {
        request = request_new(client);
    }
    request_prepare(request, method, path, body);
    request->call = call;
    request->ctx = ctx;
    request->link = &client->active;
    request->next = client->active;
    if (request->next != NULL) {
        request->next->link = &request->next;
    }
    client->active = request;
    CURLMcode r = curl_multi_add_handle(client->pool->multi, request->easy);
    if (r != CURLM_OK) {
        mem_give_up();
    }
}
