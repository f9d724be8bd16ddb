/* http/request.c: one exchange on one easy handle: how it is set up, what libcurl asks of it, how it came out. */
#include "request.h"

#include "base/mem.h"
#include "loop/clock.h"

#include <string.h>
#include <strings.h>

/* Header lines count too, so that an endless head cannot fill the memory. */
enum { HEAD_LIMIT = 256 * 1024, ANSWER_KEPT = 64 * 1024, REASON_SIZE = 512, RETRY_AFTER_MOST_S = 3600 };

/* The Meeting Server closes a connection that was idle for 5 s. Letting go of it a second earlier spares the race that
 * would leave a request in doubt. libcurl counts whole seconds and keeps one that is not older than this. */
static const long IDLE_KEPT_S = 3;
/* How long an edited ca_file may go unnoticed; reading it for each connection would cost as much as the handshake. */
static const long CA_CACHE_S = 60;

bool easy_has_sent(CURL *easy)
{
    long bytes = 0;
    curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &bytes);
    return bytes > 0;
}

/* A kept connection that dies under a request is rarely the only one: a server, or a proxy before it, may close each
 * after its answer without a word. libcurl asks a GET again, but on the next kept one, and gives up after five; a POST
 * would stay in doubt, and every time anew. So for a while each request has a connection of its own; those that can be
 * asked again try a kept one first. */
static const int64_t WARY_GET_US = 10000000, WARY_US = 60000000;

static void request_mourn(const struct http_request *request)
{
    request->client->died_us = clock_monotonic_us();
}

static bool request_is_wary(const struct http_request *request)
{
    int64_t died_us = request->client->died_us;
    return died_us != 0 && clock_monotonic_us() - died_us < (request->repeatable ? WARY_GET_US : WARY_US);
}

/* Called when the connection stands and the request is about to be written: once, and once more for each time that
 * libcurl begins anew on another connection because a kept one died. What the server may have acted upon is not sent
 * again. */
static int on_begin(void *ctx, char *remote_ip, char *local_ip, int remote_port, int local_port)
{
    (void)remote_ip;
    (void)local_ip;
    (void)remote_port;
    (void)local_port;
    const struct http_request *request = ctx;
    if (!easy_has_sent(request->easy)) {
        return CURL_PREREQFUNC_OK;
    }
    request_mourn(request);
    return request->repeatable ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

static size_t on_body(char *from, size_t size, size_t count, void *ctx)
{
    struct http_request *request = ctx;
    return buf_append(&request->answer, from, size * count) == 0 ? size * count : 0;
}

static bool begins_with(const char *line, size_t len, const char *prefix)
{
    return len >= strlen(prefix) && strncasecmp(line, prefix, strlen(prefix)) == 0;
}

static char *header_value(const char *from, size_t len)
{
    while (len > 0 && (*from == ' ' || *from == '\t')) {
        from++;
        len--;
    }
    while (len > 0 && strchr("\r\n \t", from[len - 1]) != NULL) {
        len--;
    }
    return mem_strndup(from, len);
}

static size_t on_header(char *line, size_t size, size_t count, void *ctx)
{
    static const char location[] = "Location:";
    struct http_request *request = ctx;
    size_t len = size * count;
    request->header_bytes += len;
    if (request->header_bytes > HEAD_LIMIT) {
        return 0;
    }
    /* Interim answers have heads of their own; trailers after the body have none. */
    if (begins_with(line, len, "HTTP/")) {
        request->head_complete = false;
    } else if (line[0] == '\r' || line[0] == '\n') {
        request->head_complete = true;
    }
    if (begins_with(line, len, location)) {
        mem_free(request->location);
        request->location = header_value(line + sizeof location - 1, len - (sizeof location - 1));
    }
    return len;
}

static void configure_transfer(struct http_request *request)
{
    CURL *easy = request->easy;
    const struct http_client *client = request->client;
    curl_easy_setopt(easy, CURLOPT_PRIVATE, &request->end);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, request->error);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_begin);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, request);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, request);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, request);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, client->headers);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)client->connect_timeout);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)client->request_timeout);
}

void easy_configure(CURL *easy, struct http_pool *pool, const char *ca_file, bool verify)
{
    curl_easy_setopt(easy, CURLOPT_SHARE, pool->share);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    /* The thread that resolves a name cannot be stopped: it is let go rather than waited for. */
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "cospaced/" COSPACED_VERSION);
    curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, IDLE_KEPT_S);
    curl_easy_setopt(easy, CURLOPT_CA_CACHE_TIMEOUT, CA_CACHE_S);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, verify ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, verify ? 2L : 0L);
    if (ca_file != NULL) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file);
    }
    /* That file is then all that is trusted; and libcurl keeps what it read only if there is no directory beside it. */
    if (ca_file != NULL || curl_version_info(CURLVERSION_NOW)->cainfo != NULL) {
        curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    }
}

static void configure_connection(struct http_request *request)
{
    CURL *easy = request->easy;
    const struct http_client *client = request->client;
    easy_configure(easy, client->pool, client->ca_file, client->verify);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    if (client->username == NULL) {
        return;
    }
    curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
    curl_easy_setopt(easy, CURLOPT_USERNAME, client->username);
    curl_easy_setopt(easy, CURLOPT_PASSWORD, secret_reveal(&client->password));
}

void request_free(struct http_request *request)
{
    curl_easy_cleanup(request->easy);
    buf_done(&request->answer);
    mem_free(request->body);
    mem_free(request->location);
    mem_free(request);
}

void request_prepare(struct http_request *request, const char *method, const char *path, const char *body)
{
    CURL *easy = request->easy;
    CLEAN_FREE char *url = mem_printf("%s%s", request->client->url, path);
    bool get = strcmp(method, "GET") == 0;
    bool post = strcmp(method, "POST") == 0;
    bool with_body = body != NULL || post || strcmp(method, "PUT") == 0;
    request->repeatable = get;
    request->body = mem_strdup(body != NULL ? body : "");
    request->header_bytes = 0;
    request->head_complete = false;
    request->error[0] = '\0';
    long alone = request_is_wary(request);
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, alone);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, alone);
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(request->body));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body);
    curl_easy_setopt(easy, with_body ? CURLOPT_POST : CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, post || get ? NULL : method);
}

static void request_describe(const struct http_request *request, CURLcode code, char *text, size_t size)
{
    const struct http_client *client = request->client;
    struct failure failure = {
        .easy = request->easy,
        .error = request->error,
        .host = client->host,
        .ca_file = client->ca_file,
        .ca_key = "tls.ca_file",
        .connect_timeout = client->connect_timeout,
        .total_timeout = client->request_timeout,
        .limit = client->answer_limit,
    };
    failure_describe(&failure, code, text, size);
}

struct http_answer request_outcome(struct http_request *request, CURLcode code, char *text, size_t size)
{
    struct http_answer answer = {.fate = HTTP_ANSWERED, .body = buf_string(&request->answer)};
    /* libcurl is content with a head that breaks off before its end. */
    if (code == CURLE_OK && !request->head_complete) {
        code = CURLE_PARTIAL_FILE;
    }
    if (code != CURLE_OK) {
        answer.fate = easy_has_sent(request->easy) ? HTTP_UNKNOWN : HTTP_UNSENT;
        answer.failure = failure_kind(code);
        long opened = 1;
        curl_easy_getinfo(request->easy, CURLINFO_NUM_CONNECTS, &opened);
        if (answer.failure == HTTP_FAILURE_CUT_OFF && opened == 0) {
            request_mourn(request);
        }
        request_describe(request, code, text, size);
        answer.body = "";
        answer.reason = text;
        return answer;
    }
    long status = 0;
    curl_easy_getinfo(request->easy, CURLINFO_RESPONSE_CODE, &status);
    answer.status = (int)status;
    answer.body_len = request->answer.len;
    answer.location = request->location;
    curl_off_t seconds = 0;
    curl_easy_getinfo(request->easy, CURLINFO_RETRY_AFTER, &seconds);
    answer.retry_after = (duration_ms)(seconds < RETRY_AFTER_MOST_S ? seconds : RETRY_AFTER_MOST_S) * SECOND_MS;
    return answer;
}

static void request_rest(struct http_request *request)
{
    mem_free(request->body);
    request->body = NULL;
    mem_free(request->location);
    request->location = NULL;
    /* The memory of a rare large answer is not kept. */
    if (request->answer.capacity > ANSWER_KEPT) {
        buf_done(&request->answer);
    }
    buf_clear(&request->answer);
    request->next = request->client->idle;
    request->client->idle = request;
}

static void request_finish(struct exchange_end *end, CURLcode code)
{
    struct http_request *request = (struct http_request *)end;
    char text[REASON_SIZE];
    struct http_pool *pool = request->client->pool;
    struct http_answer answer = request_outcome(request, code, text, sizeof text);
    *request->link = request->next;
    if (request->next != NULL) {
        request->next->link = request->link;
    }
    pool->answering = request;
    request->call(request->ctx, &answer);
    pool->answering = NULL;
    if (request->client == NULL) {
        request_free(request);
    } else {
        request_rest(request);
    }
}

struct http_request *request_new(struct http_client *client)
{
    struct http_request *request = mem_zalloc(sizeof *request);
    request->end.call = request_finish;
    request->client = client;
    request->easy = mem_must(curl_easy_init());
    buf_init(&request->answer, client->answer_limit);
    configure_transfer(request);
    configure_connection(request);
    return request;
}
