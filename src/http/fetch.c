/* http/fetch.c: one fetch from its start to its callback: redirects are followed here rather than by libcurl, because
 * what may go where is ours to decide. */
#include "fetching.h"

#include "base/mem.h"
#include "loop/clock.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum { RETRY_AFTER_MOST_S = 365 * 24 * 60 * 60 };

static void fetch_free(struct http_fetch *fetch)
{
    curl_easy_cleanup(fetch->easy);
    curl_slist_free_all(fetch->headers);
    fetch_head_done(&fetch->head);
    secret_done(&fetch->password);
    secret_done(&fetch->token);
    mem_free(fetch->body);
    mem_free(fetch->origin);
    mem_free(fetch->url);
    mem_free(fetch->host);
    mem_free(fetch->username);
    mem_free(fetch->ca_file);
    mem_free(fetch);
}

static void fetch_send(struct http_fetch *fetch)
{
    CURLMcode r = curl_multi_add_handle(fetch->pool->multi, fetch->easy);
    if (r != CURLM_OK) {
        mem_give_up();
    }
}

/* The address to go on to, or NULL with fetch->reason if it must not be followed. Borrowed from the handle. */
static const char *redirect_target(struct http_fetch *fetch)
{
    const char *target = NULL;
    curl_easy_getinfo(fetch->easy, CURLINFO_REDIRECT_URL, &target);
    if (target == NULL) {
        snprintf(fetch->reason, sizeof fetch->reason, "%s sends elsewhere without saying where", fetch->host);
        return NULL;
    }
    if (fetch->redirects == FETCH_REDIRECTS) {
        snprintf(fetch->reason, sizeof fetch->reason, "%s sends elsewhere again and again (%d redirects)", fetch->host,
                 FETCH_REDIRECTS);
        return NULL;
    }
    if (strncasecmp(fetch->url, "https:", 6) == 0 && strncasecmp(target, "https:", 6) != 0) {
        snprintf(fetch->reason, sizeof fetch->reason,
                 "%s sends from https to an address that is not encrypted, which is not followed", fetch->host);
        return NULL;
    }
    return target;
}

/* True: it goes on. */
static bool fetch_follow(struct http_fetch *fetch, long status)
{
    const char *target = redirect_target(fetch);
    if (target == NULL) {
        return false;
    }
    CLEAN_FREE char *url = mem_strdup(target);
    CLEAN_FREE char *from = mem_strdup(fetch->host);
    struct err err = {0};
    fetch->moved = (fetch->redirects == 0 || fetch->moved) && (status == 301 || status == 308);
    fetch->redirects++;
    if (fetch_aim(fetch, url, &err) != 0) {
        snprintf(fetch->reason, sizeof fetch->reason, "%s sends to an address that is not one of http or https", from);
        return false;
    }
    fetch_send(fetch);
    return true;
}

static bool is_redirect(long status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* A server that refuses Basic and takes Digest (RFC 7616) is asked once more. */
static bool fetch_try_digest(struct http_fetch *fetch, long status)
{
    long offered = 0;
    curl_easy_getinfo(fetch->easy, CURLINFO_HTTPAUTH_AVAIL, &offered);
    bool can = status == 401 && fetch->with_credentials && fetch->username != NULL && !fetch->digest &&
               (offered & (long)CURLAUTH_DIGEST) != 0 && (offered & (long)CURLAUTH_BASIC) == 0;
    if (!can) {
        return false;
    }
    fetch->digest = true;
    CLEAN_FREE char *url = mem_strdup(fetch->url);
    struct err err = {0};
    if (fetch_aim(fetch, url, &err) != 0) {
        return false;
    }
    fetch_send(fetch);
    return true;
}

static void fetch_describe(struct http_fetch *fetch, CURLcode code)
{
    long connect_status = 0;
    curl_easy_getinfo(fetch->easy, CURLINFO_HTTP_CONNECTCODE, &connect_status);
    if (fetch->reason[0] != '\0') {
        return;
    }
    if (fetch->write_errno != 0) {
        snprintf(fetch->reason, sizeof fetch->reason, "the answer of %s cannot be kept while it is read: %s",
                 fetch->host, strerror(fetch->write_errno));
    } else if (code == CURLE_WRITE_ERROR && !fetch->over_limit) {
        snprintf(fetch->reason, sizeof fetch->reason, "the head of the answer of %s is too long", fetch->host);
    } else if (connect_status >= 300) {
        snprintf(fetch->reason, sizeof fetch->reason, "the proxy on the way to %s refuses with status %ld", fetch->host,
                 connect_status);
    } else {
        struct failure failure = {
            .easy = fetch->easy,
            .error = fetch->error,
            .host = fetch->host,
            .ca_file = fetch->ca_file,
            .ca_key = fetch->ca_key,
            .connect_timeout = fetch->connect_timeout,
            .idle_timeout = fetch->idle_timeout,
            .total_timeout = fetch->total_timeout,
            .limit = fetch->limit,
        };
        failure_describe(&failure, code, fetch->reason, sizeof fetch->reason);
    }
}

/* Two versions of one second have one date: it tells them apart only if it was over when the answer was made (RFC 9110
 * 8.8.2.2). */
static const char *head_modified(const struct fetch_head *head)
{
    time_t modified = head->modified != NULL ? curl_getdate(head->modified, NULL) : -1;
    time_t made = head->date != NULL ? curl_getdate(head->date, NULL) : -1;
    return modified > 0 && made > modified + 1 ? head->modified : NULL;
}

/* What the server asked for, whatever number it took. */
static duration_ms fetch_retry_after(const struct http_fetch *fetch)
{
    curl_off_t seconds = 0;
    curl_easy_getinfo(fetch->easy, CURLINFO_RETRY_AFTER, &seconds);
    seconds = seconds < RETRY_AFTER_MOST_S ? seconds : RETRY_AFTER_MOST_S;
    return seconds > 0 ? (duration_ms)seconds * SECOND_MS : -1;
}

static void fetch_finish(struct http_fetch *fetch, CURLcode code, long status)
{
    bool bad = code != CURLE_OK || fetch->reason[0] != '\0';
    if (bad) {
        fetch_describe(fetch, code);
    }
    struct http_fetched fetched = {
        .status = bad ? 0 : (int)status,
        .body_len = bad ? 0 : fetch->body_len,
        .body_hash = hash_value(&fetch->body_hash),
        .etag = fetch->head.etag,
        .modified = head_modified(&fetch->head),
        .type = fetch->head.type,
        .url = fetch->url,
        .host = fetch->host,
        .moved = fetch->moved,
        .other_origin = !fetch->with_credentials && (fetch->username != NULL || fetch->token.value != NULL),
        .retry_after = fetch_retry_after(fetch),
        .reason = bad ? fetch->reason : NULL,
    };
    fetch->call(fetch->ctx, &fetched);
    fetch_free(fetch);
}

static void on_end(struct exchange_end *end, CURLcode code)
{
    struct http_fetch *fetch = (struct http_fetch *)end;
    long status = 0;
    curl_easy_getinfo(fetch->easy, CURLINFO_RESPONSE_CODE, &status);
    /* libcurl is content with a head that breaks off before its end. */
    if (code == CURLE_OK && !fetch->head.complete) {
        code = CURLE_PARTIAL_FILE;
    }
    if (fetch->status_only && fetch->head.complete) {
        code = CURLE_OK;
    }
    bool goes_on = code == CURLE_OK && !fetch->status_only &&
                   ((is_redirect(status) && fetch_follow(fetch, status)) || fetch_try_digest(fetch, status));
    if (!goes_on) {
        fetch_finish(fetch, code, status);
    }
}

int http_fetch_start(struct http_pool *pool, const struct http_fetch_options *options, http_fetch_fn *call, void *ctx,
                     struct http_fetch **ret_fetch, struct err *err)
{
    struct http_fetch *fetch = mem_zalloc(sizeof *fetch);
    fetch->end.call = on_end;
    fetch->pool = pool;
    fetch->easy = mem_must(curl_easy_init());
    fetch->username = mem_strdup(options->username);
    fetch->ca_file = mem_strdup(options->ca_file);
    secret_set(&fetch->password, options->password != NULL ? secret_reveal(options->password) : NULL);
    if (options->token != NULL && options->token->value != NULL) {
        secret_set(&fetch->token, secret_reveal(options->token));
    }
    fetch->connect_timeout = options->connect_timeout;
    fetch->idle_timeout = options->idle_timeout;
    fetch->total_timeout = options->total_timeout;
    fetch->deadline_us = clock_monotonic_us() + options->total_timeout * 1000;
    fetch->limit = options->limit;
    fetch->body_fd = options->body_fd;
    fetch->status_only = options->status_only;
    fetch->ca_key = options->ca_key != NULL ? options->ca_key : "calendars.ca_file";
    fetch->call = call;
    fetch->ctx = ctx;
    fetch_configure(fetch, options);
    int r = fetch_aim(fetch, options->url, err);
    if (r < 0) {
        fetch_free(fetch);
        return r;
    }
    fetch_send(fetch);
    *ret_fetch = fetch;
    return 0;
}

void http_fetch_cancel(struct http_fetch *fetch)
{
    if (fetch == NULL) {
        return;
    }
    curl_multi_remove_handle(fetch->pool->multi, fetch->easy);
    fetch_free(fetch);
}
