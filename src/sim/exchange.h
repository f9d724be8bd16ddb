/* exchange.h: one request on its way through the model, and the ways to answer it. A handler answers 200 with nothing
 * unless it says otherwise. */
#ifndef SIM_EXCHANGE_H
#define SIM_EXCHANGE_H

#include "sim/server.h"

#include "base/random.h"

#include "form.h"
#include "record.h"

struct sim_bridge;

enum { SIM_PATH_IDS = 2 };

struct sim_exchange {
    struct sim_server *server;
    struct sim_bridge *bridge;
    struct sim_answer *answer;
    struct buf *out;                   /* = &answer->body */
    char ids[SIM_PATH_IDS][GUID_SIZE]; /* of the path, lower case; "" for what cannot be an id */
    struct sim_form query;
    struct sim_form form;
    bool without_declaration; /* the list comes without <?xml …?> */
};

/* 400 with <failureDetails><reason /></failureDetails>. */
void sim_answer_fail(struct sim_exchange *exchange, const char *reason);
/* The same for an id of the path, with the status that the options ask for. */
void sim_answer_missing(struct sim_exchange *exchange, const char *reason);
void sim_answer_bad_parameter(struct sim_exchange *exchange, const char *parameter);
void sim_answer_created(struct sim_exchange *exchange, const char *collection, const char *id);
/* The object of that kind, or NULL (always for SIM_REFERS_NOTHING). */
void *sim_server_find(const struct sim_server *server, enum sim_reference kind, const char *id);

#endif
