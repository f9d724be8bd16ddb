/* api/access.c: 421 for a Host that is not ours (a page in a browser that was led here by its name server sends its
 * own), 401 without a token, 403 with one that does not reach (RFC 6750 3). */
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
    if (http_exchange_peer(call->exchange)->local) {
        return true;
    }
    struct err err;
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
