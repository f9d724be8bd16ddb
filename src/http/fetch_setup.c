/* http/fetch_setup.c: how the easy handle of a fetch is set up, and what libcurl asks of it: where a head and a body
 * go. */
#include "base/mem.h"
#include "fetching.h"
#include "loop/clock.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { FETCH_HEAD_LIMIT = 256 * 1024, FETCH_VALUE_LIMIT = 1024 };
/* So much is read in one turn of the loop: a large feed comes fast, and nobody waits for it. */
enum { FETCH_BUFFER = 64 * 1024 };
/* A byte of gzip can be a thousand: so what comes in one turn stays some megabytes. Of chunks libcurl counts what it
 * reads at once when it has been unpacked: so much is free. */
enum { FETCH_UNPACKED_FOLD = 200, FETCH_UNPACKED_FREE = FETCH_UNPACKED_FOLD * FETCH_BUFFER };

void fetch_head_done(struct fetch_head *head)
{
    mem_free(head->etag);
    mem_free(head->modified);
    mem_free(head->type);
    mem_free(head->date);
    *head = (struct fetch_head){.bytes = head->bytes};
}

/* A value that is too long, or holds what a line must not, is as if it were not there. */
static char *head_value(const char *from, size_t len)
{
    while (len > 0 && strchr(" \t", from[0]) != NULL) {
        from++;
        len--;
    }
    while (len > 0 && strchr("\r\n \t", from[len - 1]) != NULL) {
        len--;
    }
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)from[i] < ' ' || from[i] == 0x7f) {
            return NULL;
        }
    }
    return len > 0 && len <= FETCH_VALUE_LIMIT ? mem_strndup(from, len) : NULL;
}

static void head_take(const char *line, size_t len, const char *name, char **ret_value)
{
    size_t name_len = strlen(name);
    if (len > name_len && strncasecmp(line, name, name_len) == 0) {
        mem_free(*ret_value);
        *ret_value = head_value(line + name_len, len - name_len);
    }
}

static size_t on_header(char *line, size_t size, size_t count, void *ctx)
{
    struct fetch_head *head = &((struct http_fetch *)ctx)->head;
    size_t len = size * count;
    head->bytes += len;
    if (head->bytes > FETCH_HEAD_LIMIT) {
        return 0;
    }
    if (len >= 5 && strncasecmp(line, "HTTP/", 5) == 0) {
        fetch_head_done(head); /* interim answers have heads of their own */
    } else if (line[0] == '\r' || line[0] == '\n') {
        head->complete = true;
    }
    head_take(line, len, "ETag:", &head->etag);
    head_take(line, len, "Last-Modified:", &head->modified);
    head_take(line, len, "Content-Type:", &head->type);
    head_take(line, len, "Date:", &head->date);
    return len;
}

static bool body_write(struct http_fetch *fetch, const char *from, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t n = pwrite(fetch->body_fd, from + done, len - done, (off_t)(fetch->body_len + done));
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            fetch->write_errno = n < 0 ? errno : ENOSPC;
            return false;
        }
        done += (size_t)n;
    }
    fetch->body_len += len;
    hash_add(&fetch->body_hash, from, len);
    return true;
}

/* What was unpacked is out of all proportion to what came: no calendar or list of calendars packs so well. */
static bool is_bomb(struct http_fetch *fetch, size_t len)
{
    curl_off_t came = 0;
    curl_easy_getinfo(fetch->easy, CURLINFO_SIZE_DOWNLOAD_T, &came);
    size_t most = FETCH_UNPACKED_FREE + FETCH_UNPACKED_FOLD * (size_t)came;
    if (fetch->body_len + len <= most) {
        return false;
    }
    snprintf(fetch->reason, sizeof fetch->reason,
             "the answer of %s unpacks to more than %d times its size, which no calendar does", fetch->host,
             FETCH_UNPACKED_FOLD);
    return true;
}

static size_t on_body(char *from, size_t size, size_t count, void *ctx)
{
    struct http_fetch *fetch = ctx;
    size_t len = size * count;
    long status = 0;
    curl_easy_getinfo(fetch->easy, CURLINFO_RESPONSE_CODE, &status);
    if (fetch->status_only) {
        fetch->body_len += len;
        return fetch->body_len <= fetch->limit ? len : 0;
    }
    if (status >= 300 && status < 400) {
        return len; /* a page for people who cannot follow */
    }
    if (len > fetch->limit - fetch->body_len || is_bomb(fetch, len)) {
        fetch->over_limit = true;
        return 0;
    }
    return body_write(fetch, from, len) ? len : 0;
}

static void configure_method(struct http_fetch *fetch, const struct http_fetch_options *options)
{
    CURL *easy = fetch->easy;
    if (options->body != NULL) {
        fetch->body = mem_strdup(options->body);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(fetch->body));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, fetch->body);
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
    }
    if (options->body != NULL || strcmp(options->method, "GET") != 0) {
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, options->method);
    }
}

static void header_add(struct http_fetch *fetch, const char *name, const char *value)
{
    CLEAN_FREE char *line = mem_printf("%s: %s", name, value);
    fetch->headers = mem_must(curl_slist_append(fetch->headers, line));
}

static void configure_headers(struct http_fetch *fetch, const struct http_fetch_options *options)
{
    fetch->headers = mem_must(curl_slist_append(NULL, "Expect:"));
    if (options->body != NULL && options->content_type != NULL) {
        header_add(fetch, "Content-Type", options->content_type);
    }
    for (size_t i = 0; i < options->n_headers; i++) {
        header_add(fetch, options->headers[i].name, options->headers[i].value);
    }
    curl_easy_setopt(fetch->easy, CURLOPT_HTTPHEADER, fetch->headers);
}

static void configure_callbacks(struct http_fetch *fetch)
{
    CURL *easy = fetch->easy;
    curl_easy_setopt(easy, CURLOPT_PRIVATE, &fetch->end);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, fetch->error);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, fetch);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, fetch);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

void fetch_configure(struct http_fetch *fetch, const struct http_fetch_options *options)
{
    CURL *easy = fetch->easy;
    easy_configure(easy, fetch->pool, options->ca_file, options->verify);
    configure_callbacks(fetch);
    configure_method(fetch, options);
    configure_headers(fetch, options);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)FETCH_BUFFER);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)options->connect_timeout);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)((options->idle_timeout + 999) / 1000));
    if (options->proxy != NULL) {
        curl_easy_setopt(easy, CURLOPT_PROXY, options->proxy);
    }
}

/* scheme://host:port, the port always said; the caller's. */
static char *url_origin(CURLU *parts)
{
    char *scheme = NULL;
    char *host = NULL;
    char *port = NULL;
    bool good = curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK;
    char *origin = good ? mem_printf("%s://%s:%s", scheme, host, port) : mem_strdup("");
    curl_free(scheme);
    curl_free(host);
    curl_free(port);
    return origin;
}

static char *origin_of(const char *url)
{
    CURLU *parts = mem_must(curl_url());
    char *origin = curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK ? url_origin(parts) : mem_strdup("");
    curl_url_cleanup(parts);
    return origin;
}

static void aim_credentials(struct http_fetch *fetch)
{
    CURL *easy = fetch->easy;
    bool basic = fetch->with_credentials && fetch->username != NULL;
    bool bearer = fetch->with_credentials && fetch->token.value != NULL;
    curl_easy_setopt(easy, CURLOPT_USERNAME, basic ? fetch->username : NULL);
    curl_easy_setopt(easy, CURLOPT_PASSWORD, basic ? secret_reveal(&fetch->password) : NULL);
    curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, bearer ? secret_reveal(&fetch->token) : NULL);
    curl_easy_setopt(easy, CURLOPT_HTTPAUTH,
                     bearer          ? (long)CURLAUTH_BEARER
                     : fetch->digest ? (long)CURLAUTH_DIGEST
                                     : (long)CURLAUTH_BASIC);
}

int fetch_aim(struct http_fetch *fetch, const char *url, struct err *err)
{
    char *host = NULL;
    int r = url_host(url, &host, err);
    if (r < 0) {
        return r;
    }
    CLEAN_FREE char *origin = origin_of(url);
    mem_free(fetch->host);
    fetch->host = host;
    mem_replace(&fetch->url, url);
    if (fetch->origin == NULL) {
        fetch->origin = mem_strdup(origin);
    }
    fetch->with_credentials = strcasecmp(fetch->origin, origin) == 0;
    aim_credentials(fetch);
    curl_easy_setopt(fetch->easy, CURLOPT_URL, url);
    int64_t left_ms = (fetch->deadline_us - clock_monotonic_us()) / 1000;
    curl_easy_setopt(fetch->easy, CURLOPT_TIMEOUT_MS, left_ms > 0 ? (long)left_ms : 1L);
    fetch_head_done(&fetch->head);
    fetch->error[0] = '\0';
    fetch->body_len = 0;
    hash_init(&fetch->body_hash, HTTP_BODY_SEED);
    return fetch->status_only || ftruncate(fetch->body_fd, 0) == 0
               ? 0
               : err_set(err, ERR_IO, "the file for the answer cannot be emptied");
}
