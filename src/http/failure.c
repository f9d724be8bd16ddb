/* http/failure.c: libcurl's failures in words for an operator: which host, what does not fit, what helps. */
#include "base/instant.h"
#include "request.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What the verification of a certificate answers (the X509_V_ERR_… of OpenSSL, whose numbers are part of its
 * interface). */
enum { VERIFY_NOT_FAILED = 1, VERIFY_NOT_YET_VALID = 9, VERIFY_EXPIRED = 10 };

static const char *detail(const struct http_request *request, CURLcode code)
{
    return request->error[0] != '\0' ? request->error : curl_easy_strerror(code);
}

static void describe_certificate(const struct http_request *request, CURLcode code, char *text, size_t size)
{
    static const char prefix[] = "SSL certificate problem: ";
    const char *host = request->client->host;
    const char *what = detail(request, code);
    if (strncmp(what, prefix, sizeof prefix - 1) == 0) {
        what += sizeof prefix - 1;
    }
    long verdict = 0;
    curl_easy_getinfo(request->easy, CURLINFO_SSL_VERIFYRESULT, &verdict);
    if (verdict <= VERIFY_NOT_FAILED) {
        snprintf(text, size, "the certificate of %s is made for another name; put a name that it carries into the URL",
                 host);
    } else if (verdict == VERIFY_EXPIRED) {
        snprintf(text, size, "the certificate of %s has expired; renew it on the server", host);
    } else if (verdict == VERIFY_NOT_YET_VALID) {
        snprintf(text, size, "the certificate of %s is not valid yet; compare the clocks here and there", host);
    } else {
        snprintf(text, size,
                 "the certificate of %s is not signed by a CA that is trusted here (%s); name its CA in tls.ca_file",
                 host, what);
    }
}

static void describe_connect(const struct http_request *request, CURLcode code, char *text, size_t size)
{
    const char *host = request->client->host;
    long os_errno = 0;
    curl_easy_getinfo(request->easy, CURLINFO_OS_ERRNO, &os_errno);
    if (os_errno == ECONNREFUSED) {
        snprintf(text, size, "%s refuses the connection", host);
    } else {
        snprintf(text, size, "%s cannot be reached: %s", host,
                 os_errno != 0 ? strerror((int)os_errno) : detail(request, code));
    }
}

static void describe_timeout(const struct http_request *request, char *text, size_t size)
{
    char length[INSTANT_TEXT_SIZE];
    const struct http_client *client = request->client;
    bool sent = request_is_sent(request);
    bool whole = sent || client->connect_timeout > client->request_timeout;
    duration_format(whole ? client->request_timeout : client->connect_timeout, length);
    if (sent) {
        snprintf(text, size, "%s gave no complete answer within %s", client->host, length);
    } else {
        snprintf(text, size, "%s did not take the connection within %s", client->host, length);
    }
}

void failure_describe(const struct http_request *request, CURLcode code, char *text, size_t size)
{
    const char *host = request->client->host;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        snprintf(text, size, "the name of %s cannot be resolved", host);
        break;
    case CURLE_COULDNT_CONNECT:
        describe_connect(request, code, text, size);
        break;
    case CURLE_OPERATION_TIMEDOUT:
        describe_timeout(request, text, size);
        break;
    case CURLE_PEER_FAILED_VERIFICATION:
        describe_certificate(request, code, text, size);
        break;
    case CURLE_SSL_CACERT_BADFILE:
        snprintf(text, size, "tls.ca_file %s cannot be read, or holds no certificate in PEM form",
                 request->client->ca_file != NULL ? request->client->ca_file : "of the system");
        break;
    case CURLE_SSL_CONNECT_ERROR:
        snprintf(text, size, "TLS with %s cannot be set up (%s); does the URL name the https port?", host,
                 detail(request, code));
        break;
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_FAIL_REWIND:
    case CURLE_ABORTED_BY_CALLBACK:
        snprintf(text, size, "%s closed the connection before it answered", host);
        break;
    case CURLE_PARTIAL_FILE:
        snprintf(text, size, "the answer of %s is cut short", host);
        break;
    case CURLE_WRITE_ERROR:
        snprintf(text, size, "the answer of %s is larger than %zu bytes", host, request->client->answer_limit);
        break;
    default:
        snprintf(text, size, "the exchange with %s failed: %s", host, detail(request, code));
        break;
    }
}
