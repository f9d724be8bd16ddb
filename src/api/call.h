/* One request on its way through the API: who asked, which parts of the path the route named, what the answer's headers
 * will be; and struct api itself, which all routes share. Answering is respond.h, waiting for a turn is pending.h. */
#ifndef API_CALL_H
#define API_CALL_H

#include "api/api.h"
#include "base/json.h"
#include "base/map.h"
#include "http/server.h"

struct events;
struct keyed;
struct memo;
struct tokens;

/* What somebody may do: each role what those before it may, too. LOOK is what the page shows to who has no token:
 * everything but passcodes, nothing to be changed. */
enum access { ACCESS_NONE, ACCESS_LOOK, ACCESS_READ, ACCESS_OPERATE, ACCESS_ADMIN, N_ACCESS };

enum { CALL_PARTS = 2, CALL_HEADERS = 5, CALL_HEADER_SIZE = 160, JSON_BODY_LIMIT = 256 * 1024 };

struct api {
    struct http_server *server;
    struct http_server *tcp; /* NULL: not listened at */
    struct events *events;   /* owned */
    struct tokens *tokens;   /* owned */
    struct memo *memo;       /* owned */
    struct api_host host;
    char *store_path;               /* host.store_path, our own copy */
    const struct config *config;    /* not owned; NULL until it is set */
    struct map pending;             /* token in decimal -> struct pending, owned */
    struct map keyed;               /* who and his key -> struct keyed, owned by its call */
    struct journal_answer *answers; /* of the commit under way */
    uint64_t last_token;
    bool user_known; /* the user of this machine that was last named */
    uint32_t user;
    char *user_name;      /* NULL: he has none */
    uint64_t answered[6]; /* by class of status, 1xx in [1] */
    struct buf text;      /* the answer that is being written, if one is, by … */
    struct json_writer json;
};

enum { PRINCIPAL_SIZE = 80 };

struct call {
    struct api *api;
    struct http_exchange *exchange;
    char principal[PRINCIPAL_SIZE]; /* who asks: principal.h */
    enum access role;
    struct keyed *keyed;           /* NULL: it has no key; owned, by the pending one while it waits */
    bool kept;                     /* the answer is not sent but kept with the key */
    bool memorable;                /* the answer may be given again: memo.h */
    const char *parts[CALL_PARTS]; /* of the path, in order; only while the route runs */
    struct http_header headers[CALL_HEADERS + 1];
    char header_values[CALL_HEADERS][CALL_HEADER_SIZE];
    size_t n_headers;
    char *link; /* one more header, of any length; owned until the answer */
};

#endif
