/* http/unix_client.c: a plain blocking transfer; the process has nothing else to wait for. */
#include "http/unix_client.h"

#include "base/mem.h"

#include <curl/curl.h>
#include <errno.h>
#include <string.h>
#include <sys/un.h>

enum { ANSWER_LIMIT = 64 * 1024 * 1024, TIMEOUT_MS = 120000 };

static void easy_cleanup(CURL **easy)
{
    curl_easy_cleanup(*easy);
}

static void list_cleanup(struct curl_slist **list)
{
    curl_slist_free_all(*list);
}

/* Where the body goes. */
struct sink {
    CURL *easy;
    const struct http_unix_call *call;
    int write_errno; /* why it takes no more; 0: it does */
    struct buf *body;
};

static size_t on_body(char *from, size_t size, size_t count, void *ctx)
{
    struct sink *sink = ctx;
    long status = 0;
    curl_easy_getinfo(sink->easy, CURLINFO_RESPONSE_CODE, &status);
    if (sink->call->each != NULL && status == 200) {
        return sink->call->each(sink->call->ctx, from, size * count) ? size * count : 0;
    }
    if (sink->call->into != NULL && status == 200) {
        size_t written = fwrite(from, 1, size * count, sink->call->into);
        sink->write_errno = written == size * count ? 0 : errno;
        return written;
    }
    return buf_append(sink->body, from, size * count) == 0 ? size * count : 0;
}

static struct curl_slist *list_add(struct curl_slist *list, const char *line)
{
    return mem_must(curl_slist_append(list, line));
}

static struct curl_slist *header_list(const struct http_unix_call *call)
{
    CLEAN_FREE char *type = mem_printf("Content-Type:%s%s", call->content_type != NULL ? " " : "",
                                       call->content_type != NULL ? call->content_type : "");
    struct curl_slist *list = list_add(list_add(NULL, "Expect:"), type);
    for (const char *const *line = call->headers; line != NULL && *line != NULL; line++) {
        list = list_add(list, *line);
    }
    return list;
}

static void configure(CURL *easy, const struct http_unix_call *call, struct sink *sink)
{
    CLEAN_FREE char *url = mem_printf("http://localhost%s", call->target);
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_UNIX_SOCKET_PATH, call->socket_path);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    long timeout = (long)(call->timeout > 0 ? call->timeout : TIMEOUT_MS);
    if (call->each != NULL) {
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, timeout / (long)SECOND_MS);
    } else {
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout);
    }
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, sink);
    if (call->body != NULL) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, call->body);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)call->len);
    }
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, call->method);
}

static int failure(const struct sink *sink, CURLcode code, const struct http_unix_call *call, struct err *err)
{
    long os_errno = 0;
    curl_easy_getinfo(sink->easy, CURLINFO_OS_ERRNO, &os_errno);
    if (code == CURLE_COULDNT_CONNECT && (os_errno == ENOENT || os_errno == ECONNREFUSED || os_errno == ENOTDIR)) {
        return err_set(err, ERR_NOT_FOUND, "nothing listens at %s; is the service running?", call->socket_path);
    }
    if (code == CURLE_COULDNT_CONNECT) {
        return err_set(err, ERR_IO, "%s cannot be used: %s", call->socket_path, strerror((int)os_errno));
    }
    if (code == CURLE_OPERATION_TIMEDOUT) {
        return err_set(err, ERR_TIMEOUT, "the service at %s gave no answer in time", call->socket_path);
    }
    if (code == CURLE_WRITE_ERROR && sink->write_errno != 0) {
        return err_set(err, ERR_IO, "what came cannot be written: %s", strerror(sink->write_errno));
    }
    if (code == CURLE_WRITE_ERROR && call->each != NULL) {
        return err_set(err, ERR_IO, "no more of the answer of %s was taken", call->socket_path);
    }
    if (code == CURLE_WRITE_ERROR) {
        return err_set(err, ERR_LIMIT, "the answer is larger than %d bytes", (int)ANSWER_LIMIT);
    }
    return err_set(err, ERR_IO, "the connection to %s broke: %s", call->socket_path, curl_easy_strerror(code));
}

int http_unix_request(const struct http_unix_call *call, struct http_unix_answer *ret, struct err *err)
{
    if (strlen(call->socket_path) >= sizeof((struct sockaddr_un *)NULL)->sun_path) {
        return err_set(err, ERR_INVALID, "the path %s is too long for a socket", call->socket_path);
    }
    __attribute__((cleanup(easy_cleanup))) CURL *easy = mem_must(curl_easy_init());
    __attribute__((cleanup(list_cleanup))) struct curl_slist *headers = header_list(call);
    CLEAN_BUF struct buf body;
    buf_init(&body, ANSWER_LIMIT);
    struct sink sink = {.easy = easy, .call = call, .body = &body};
    configure(easy, call, &sink);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    CURLcode code = curl_easy_perform(easy);
    if (code != CURLE_OK) {
        return failure(&sink, code, call, err);
    }
    long status = 0;
    const char *content_type = NULL;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &content_type);
    *ret = (struct http_unix_answer){.status = (int)status, .content_type = mem_strdup(content_type), .body = body};
    buf_init(&body, ANSWER_LIMIT);
    return 0;
}

void http_unix_answer_done(struct http_unix_answer *answer)
{
    mem_free(answer->content_type);
    answer->content_type = NULL;
    buf_done(&answer->body);
}
