/* client.c: requests over the socket, with errors in words. */
#include "client.h"

#include "base/mem.h"
#include "text.h"

#include <errno.h>
#include <grp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TARGET_LIMIT = 1 << 20, PAGES_MOST = 100000 };
static const duration_ms PATIENCE = 2 * MINUTE_MS;

int client_complain(const char *format, ...)
{
    char text[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    CLEAN_FREE char *clean = text_clean(text);
    fprintf(stderr, "cospacectl: %s\n", clean);
    return REFUSED;
}

/* Names who may, if that can be seen. */
static void complain_of_permission(const char *path)
{
    struct stat info;
    const struct group *group = stat(path, &info) == 0 ? getgrgid(info.st_gid) : NULL;
    if (group != NULL && (info.st_mode & S_IWGRP) != 0) {
        client_complain("no permission for %s: it is for the group %s (adduser YOU %s, and log in anew), and for root",
                        path, group->gr_name, group->gr_name);
    } else {
        client_complain("no permission for %s: api.mode and the folder that it is in decide who may use it", path);
    }
}

void client_cleanup(struct cospaced_client **client)
{
    cospaced_client_free(*client);
}

struct cospaced_client *client_open(const struct session *session, duration_ms timeout)
{
    struct cospaced_client *client = NULL;
    cospaced_client_new(&(struct cospaced_options){.socket = session->socket, .timeout_ms = (int)timeout}, &client);
    return mem_must(client);
}

int client_explain(const struct session *session, const struct cospaced_client *client, int rc)
{
    const char *message = cospaced_message(client), *field = cospaced_field(client);
    if (cospaced_status(client) != 0) {
        return client_complain("%s%s%s (%d)", field, field[0] != '\0' ? ": " : "", message, cospaced_status(client));
    }
    if (rc == COSPACED_NO_SERVICE && access(session->socket, R_OK | W_OK) != 0 && errno == EACCES) {
        complain_of_permission(session->socket);
    } else if (strstr(message, session->socket) != NULL) {
        client_complain("%s", message);
    } else {
        client_complain("%s: %s", session->socket, message);
    }
    return NO_DAEMON;
}

int client_call(const struct session *session, const char *method, const char *target, const struct client_body *body,
                struct client_reply *ret_reply)
{
    struct cospaced_request request = {.method = method, .target = target};
    if (body != NULL) {
        request.content_type = body->type;
        request.body = body->bytes;
        request.len = body->len;
    }
    CLEAN_CLIENT struct cospaced_client *client = client_open(session, PATIENCE);
    CLEAN_ANSWER struct cospaced_reply answer = {0};
    int rc = cospaced_call(client, &request, &answer);
    ret_reply->status = answer.status;
    if (rc != 0 || answer.status >= 400) {
        return client_explain(session, client, rc);
    }
    json_t *json = json_loadb(answer.body, answer.len, JSON_REJECT_DUPLICATES, NULL);
    if (json == NULL) {
        return client_complain("the service answered with what is not JSON (%d)", answer.status);
    }
    ret_reply->json = json;
    ret_reply->raw = answer.body;
    ret_reply->len = answer.len;
    answer.body = NULL;
    return DONE;
}

int client_post(const struct session *session, const char *target, json_t *body, struct client_reply *ret_reply)
{
    CLEAN_FREE char *text = body != NULL ? json_dumps(body, JSON_COMPACT) : NULL;
    json_decref(body);
    struct client_body bytes = {.type = "application/json", .bytes = text, .len = text != NULL ? strlen(text) : 0};
    return client_call(session, "POST", target, text != NULL ? &bytes : NULL, ret_reply);
}

static void page_target(struct buf *target, const char *base, const char *cursor)
{
    buf_init(target, TARGET_LIMIT);
    buf_printf(target, "%s%climit=1000", base, strchr(base, '?') != NULL ? '&' : '?');
    if (cursor != NULL) {
        buf_append_string(target, "&cursor=");
        client_escape(target, cursor);
    }
}

/* The first page stays as it came if it is the only one: its bytes are what --json prints. */
int client_list(const struct session *session, const char *target, const char *name, struct client_reply *ret_reply)
{
    CLEAN_REPLY struct client_reply all = {0};
    CLEAN_FREE char *cursor = NULL;
    size_t n_pages = 0;
    do {
        CLEAN_BUF struct buf page_at;
        CLEAN_REPLY struct client_reply page = {0};
        page_target(&page_at, target, cursor);
        int rc = client_call(session, "GET", buf_string(&page_at), NULL, n_pages == 0 ? &all : &page);
        if (rc != DONE) {
            return rc;
        }
        const json_t *got = n_pages == 0 ? all.json : page.json;
        if (!json_is_array(json_object_get(got, name)) || n_pages++ == PAGES_MOST) {
            return client_complain("the service answered with what is not a list of %s", name);
        }
        if (got == page.json) {
            json_array_extend(json_object_get(all.json, name), json_object_get(page.json, name));
        }
        mem_replace(&cursor, json_string_value(json_object_get(got, "next")));
    } while (cursor != NULL);
    if (n_pages > 1) {
        json_object_set_new(all.json, "next", json_null());
        mem_free(all.raw);
        all.raw = mem_must(json_dumps(all.json, JSON_COMPACT));
        all.len = strlen(all.raw);
    }
    *ret_reply = all;
    all = (struct client_reply){0};
    return DONE;
}

void client_print(const struct client_reply *reply)
{
    fwrite(reply->raw, 1, reply->len, stdout);
    if (reply->len == 0 || reply->raw[reply->len - 1] != '\n') {
        putchar('\n');
    }
}

void client_reply_done(struct client_reply *reply)
{
    json_decref(reply->json);
    mem_free(reply->raw);
    reply->raw = NULL;
    reply->json = NULL;
}

void client_escape(struct buf *target, const char *text)
{
    static const char raw[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    for (; *text != '\0'; text++) {
        if (strchr(raw, *text) != NULL) {
            buf_append_char(target, *text);
        } else {
            buf_printf(target, "%%%02X", (unsigned)(unsigned char)*text);
        }
    }
}
