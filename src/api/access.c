/* api/access.c: 403 for what a page of somebody else's asks a browser to do here. 421 for a Host that is not ours (a
 * page in a browser that was led here by its name server sends its own), 401 without a token, 403 with one that does
 * not reach (RFC 6750 3). */
#include "access.h"

#include "base/err.h"
#include "principal.h"
#include "problem.h"
#include "respond.h"
#include "tokens.h"

#include <string.h>
#include <strings.h>

static bool host_is_ours(const char *host)
{
    static const char *const OURS[] = {"localhost", "127.0.0.1", "[::1]"};
    size_t len = host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
    for (size_t i = 0; i < sizeof OURS / sizeof OURS[0]; i++) {
        if (strlen(OURS[i]) == len && strncasecmp(host, OURS[i], len) == 0) {
            return true;
        }
    }
    /* Any other address of the loopback network, as it may be listened at. */
    return strncmp(host, "127.", 4) == 0 && strspn(host, "0123456789.") == len;
}

/* A browser sends a request without a body for any page, also to a Unix socket that somebody forwards to a port of his
 * machine. It says so itself (W3C Fetch Metadata); an older one names the page's origin (RFC 6454 7). */
static bool asked_by_a_foreign_page(const struct call *call)
{
    const char *method = http_exchange_method(call->exchange);
    if (strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0) {
        return false;
    }
    const char *site = http_exchange_header(call->exchange, "Sec-Fetch-Site");
    if (site != NULL) {
        return strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0;
    }
    const char *origin = http_exchange_header(call->exchange, "Origin");
    const char *host = http_exchange_header(call->exchange, "Host");
    const char *authority = origin != NULL ? strstr(origin, "://") : NULL;
    return origin != NULL && (authority == NULL || host == NULL || strcasecmp(authority + 3, host) != 0);
}

static bool access_deny(struct call *call, bool known)
{
    struct err err;
    if (known) {
        respond_header_value(call, "WWW-Authenticate", "Bearer realm=\"cospaced\", error=\"invalid_token\"");
        err_set(&err, ERR_INVALID, "this token is not known here: it was revoked, or never given");
    } else {
        respond_header_value(call, "WWW-Authenticate", "Bearer realm=\"cospaced\"");
        err_set(&err, ERR_INVALID, "send a token, as cospacectl token create makes them: Authorization: Bearer TOKEN");
    }
    problem_respond(call, 401, &err);
    return false;
}

bool access_check(struct call *call, const struct route *route)
{
    const char *host = http_exchange_header(call->exchange, "Host");
    enum access needed = route != NULL ? route->role : ACCESS_READ;
    struct err err;
    if (asked_by_a_foreign_page(call)) {
        err_set(&err, ERR_INVALID, "a page of another site asked for this in a browser: use the page of this service");
        problem_respond(call, 403, &err);
        return false;
    }
    if (http_exchange_peer(call->exchange)->local) {
        return true;
    }
    if (host == NULL || !host_is_ours(host)) {
        err_set(&err, ERR_INVALID, "ask for this service by a name of this machine's own, like localhost");
        problem_respond(call, 421, &err);
        return false;
    }
    if (call->role >= needed) {
        return true;
    }
    if (call->role <= ACCESS_LOOK) {
        return access_deny(call, http_exchange_header(call->exchange, "Authorization") != NULL);
    }
    respond_header(call, "WWW-Authenticate", "Bearer realm=\"cospaced\", error=\"insufficient_scope\", scope=\"%s\"",
                   role_words[needed]);
    err_set(&err, ERR_INVALID, "this takes the role %s, the token has %s", role_words[needed], role_words[call->role]);
    problem_respond(call, 403, &err);
    return false;
}
