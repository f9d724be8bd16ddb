/* http/handshake.c: see handshake.h. */
#include "http/handshake.h"

#include "base/mem.h"
#include "request.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static void easy_done(CURL **easy)
{
    curl_easy_cleanup(*easy);
}

/* "Nov 22 16:39:00 2026 GMT", as OpenSSL prints it. */
static instant expiry_read(const char *text)
{
    struct tm at = {0};
    if (strptime(text, "%b %d %T %Y", &at) == NULL) {
        return INSTANT_NONE;
    }
    return (instant)timegm(&at) * SECOND_MS;
}

static void certificate_take(const char *line, struct http_handshake *handshake)
{
    static const char SUBJECT[] = "Subject:", ISSUER[] = "Issuer:", EXPIRES[] = "Expire date:";
    if (strncmp(line, SUBJECT, sizeof SUBJECT - 1) == 0) {
        snprintf(handshake->subject, sizeof handshake->subject, "%s", line + sizeof SUBJECT - 1);
    } else if (strncmp(line, ISSUER, sizeof ISSUER - 1) == 0) {
        snprintf(handshake->issuer, sizeof handshake->issuer, "%s", line + sizeof ISSUER - 1);
    } else if (strncmp(line, EXPIRES, sizeof EXPIRES - 1) == 0) {
        handshake->expires = expiry_read(line + sizeof EXPIRES - 1);
    }
}

static void handshake_configure(CURL *easy, const char *url, duration_ms timeout, char *error)
{
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, error);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(easy, CURLOPT_CERTINFO, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)timeout);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)timeout);
}

int http_handshake(const char *url, duration_ms timeout, struct http_handshake *ret, struct err *err)
{
    CLEAN_FREE char *host = NULL;
    int status = url_host(url, &host, err);
    if (status != 0) {
        return status;
    }
    char error[CURL_ERROR_SIZE] = "", text[512];
    __attribute__((cleanup(easy_done))) CURL *easy = mem_must(curl_easy_init());
    handshake_configure(easy, url, timeout, error);
    CURLcode code = curl_easy_perform(easy);
    if (code != CURLE_OK) {
        struct failure failure = {.easy = easy,
                                  .error = error,
                                  .host = host,
                                  .ca_key = "ca_file",
                                  .connect_timeout = timeout,
                                  .total_timeout = timeout};
        failure_describe(&failure, code, text, sizeof text);
        return err_set(err, ERR_IO, "%s", text);
    }
    struct http_handshake handshake = {.expires = INSTANT_NONE};
    struct curl_certinfo *chain = NULL;
    if (curl_easy_getinfo(easy, CURLINFO_CERTINFO, &chain) == CURLE_OK && chain != NULL && chain->num_of_certs > 0) {
        for (const struct curl_slist *line = chain->certinfo[0]; line != NULL; line = line->next) {
            certificate_take(line->data, &handshake);
        }
    }
    *ret = handshake;
    return 0;
}
