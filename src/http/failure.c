/* http/failure.c: libcurl's failures in words for an operator: which host, what does not fit, what helps. */
#include "base/instant.h"
#include "request.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What the verification of a certificate answers (the X509_V_ERR_… of OpenSSL, whose numbers are part of its
 * interface). */
enum { VERIFY_NOT_FAILED = 1, VERIFY_NOT_YET_VALID = 9, VERIFY_EXPIRED = 10 };

static const char *detail(const struct failure *failure, CURLcode code)
{
    return failure->error[0] != '\0' ? failure->error : curl_easy_strerror(code);
}

static void describe_certificate(const struct failure *failure, CURLcode code, char *text, size_t size)
{
    static const char prefix[] = "SSL certificate problem: ";
    const char *host = failure->host;
    const char *what = detail(failure, code);
    if (strncmp(what, prefix, sizeof prefix - 1) == 0) {
        what += sizeof prefix - 1;
    }
    long verdict = 0;
    curl_easy_getinfo(failure->easy, CURLINFO_SSL_VERIFYRESULT, &verdict);
    if (verdict <= VERIFY_NOT_FAILED) {
        snprintf(text, size, "the certificate of %s is made for another name; put a name that it carries into the URL",
                 host);
    } else if (verdict == VERIFY_EXPIRED) {
        snprintf(text, size, "the certificate of %s has expired; renew it on the server", host);
    } else if (verdict == VERIFY_NOT_YET_VALID) {
        snprintf(text, size, "the certificate of %s is not valid yet; compare the clocks here and there", host);
    } else {
        snprintf(text, size, "the certificate of %s is not signed by a CA that is trusted here (%s); name its CA in %s",
                 host, what, failure->ca_key);
    }
}

static void describe_connect(const struct failure *failure, CURLcode code, char *text, size_t size)
{
    const char *host = failure->host;
    long os_errno = 0;
    curl_easy_getinfo(failure->easy, CURLINFO_OS_ERRNO, &os_errno);
    if (os_errno == ECONNREFUSED) {
        snprintf(text, size, "%s refuses the connection", host);
    } else {
        snprintf(text, size, "%s cannot be reached: %s", host,
                 os_errno != 0 ? strerror((int)os_errno) : detail(failure, code));
    }
}

static void describe_timeout(const struct failure *failure, char *text, size_t size)
{
    char length[INSTANT_TEXT_SIZE];
    bool sent = easy_has_sent(failure->easy);
    bool whole = sent || failure->connect_timeout > failure->total_timeout;
    duration_format(whole ? failure->total_timeout : failure->connect_timeout, length);
    if (failure->idle_timeout > 0 && sent && strstr(failure->error, "too slow") != NULL) {
        duration_format(failure->idle_timeout, length);
        snprintf(text, size, "%s sent nothing for %s, and its answer is not complete", failure->host, length);
    } else if (sent) {
        snprintf(text, size, "%s gave no complete answer within %s", failure->host, length);
    } else {
        snprintf(text, size, "%s did not take the connection within %s", failure->host, length);
    }
}

enum http_failure failure_kind(CURLcode code)
{
    static const struct {
        CURLcode code;
        enum http_failure kind;
    } kinds[] = {
        {CURLE_OK, HTTP_FAILURE_NONE},
        {CURLE_COULDNT_RESOLVE_HOST, HTTP_FAILURE_UNRESOLVED},
        {CURLE_COULDNT_RESOLVE_PROXY, HTTP_FAILURE_UNRESOLVED},
        {CURLE_COULDNT_CONNECT, HTTP_FAILURE_REFUSED},
        {CURLE_OPERATION_TIMEDOUT, HTTP_FAILURE_TIMED_OUT},
        {CURLE_PEER_FAILED_VERIFICATION, HTTP_FAILURE_TLS},
        {CURLE_SSL_CACERT_BADFILE, HTTP_FAILURE_TLS},
        {CURLE_SSL_CONNECT_ERROR, HTTP_FAILURE_TLS},
        {CURLE_GOT_NOTHING, HTTP_FAILURE_CUT_OFF},
        {CURLE_SEND_ERROR, HTTP_FAILURE_CUT_OFF},
        {CURLE_RECV_ERROR, HTTP_FAILURE_CUT_OFF},
        {CURLE_SEND_FAIL_REWIND, HTTP_FAILURE_CUT_OFF},
        {CURLE_ABORTED_BY_CALLBACK, HTTP_FAILURE_CUT_OFF},
        {CURLE_PARTIAL_FILE, HTTP_FAILURE_CUT_OFF},
        {CURLE_WRITE_ERROR, HTTP_FAILURE_OVER_LIMIT},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].code == code) {
            return kinds[i].kind;
        }
    }
    return HTTP_FAILURE_OTHER;
}

void failure_describe(const struct failure *failure, CURLcode code, char *text, size_t size)
{
    const char *host = failure->host;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        snprintf(text, size, "the name of %s cannot be resolved", host);
        break;
    case CURLE_COULDNT_RESOLVE_PROXY:
        snprintf(text, size, "the name of the proxy on the way to %s cannot be resolved", host);
        break;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
        snprintf(text, size, "what answers at %s does not speak HTTP; check host and port in the URL (%s)", host,
                 detail(failure, code));
        break;
    case CURLE_BAD_CONTENT_ENCODING:
        snprintf(text, size, "%s packs its answer in a way that cannot be undone; turn compression off there", host);
        break;
    case CURLE_COULDNT_CONNECT:
        describe_connect(failure, code, text, size);
        break;
    case CURLE_OPERATION_TIMEDOUT:
        describe_timeout(failure, text, size);
        break;
    case CURLE_PEER_FAILED_VERIFICATION:
        describe_certificate(failure, code, text, size);
        break;
    case CURLE_SSL_CACERT_BADFILE:
        snprintf(text, size, "%s %s cannot be read, or holds no certificate in PEM form", failure->ca_key,
                 failure->ca_file != NULL ? failure->ca_file : "of the system");
        break;
    case CURLE_SSL_CONNECT_ERROR:
        snprintf(text, size, "TLS with %s cannot be set up (%s); does the URL name the https port?", host,
                 detail(failure, code));
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
        snprintf(text, size, "the answer of %s is larger than %zu bytes", host, failure->limit);
        break;
    default:
        snprintf(text, size, "the exchange with %s failed: %s", host, detail(failure, code));
        break;
    }
}
