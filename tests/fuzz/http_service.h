/* The daemon as its API sees it, for fuzz_http.c: loop, server, routes, engine and store (in memory) are the real ones;
 * a turn is run when the test says so; of a calendar's body only the length counts. */
#ifndef TESTS_FUZZ_HTTP_SERVICE_H
#define TESTS_FUZZ_HTTP_SERVICE_H

#include "../../src/programs/cospaced/held.h"

#include "api/api.h"
#include "store/journal.h"
#include "store/tokens.h"

struct http_service {
    struct settings settings;
    struct config config;
    struct loop *loop;
    struct loop_source *rest; /* armed: the loop ends when all that was ready is done */
    struct engine *engine;
    struct store *store;
    struct effects effects;
    struct held_list held;
    struct api *api;
    instant now;
};

/* On the socket at path, with a meeting booked. What fails aborts, here and below. */
void http_service_open(struct http_service *service, const char *path, const char *folder);
/* Nothing is left of any client: no reply that is waited for, no byte of a body in a file, and no exchange, unless
 * there were streams of events, which look after their clients now and then only. */
void http_service_close(struct http_service *service, bool streams);
/* Lets the server do what it can without a turn. */
void http_service_rest(struct http_service *service);
/* What is held becomes of the engine, and is replied to. */
void http_service_turn(struct http_service *service);
const struct meeting *http_service_meeting(const struct http_service *service);

#endif
