/* sim/faults.h: what goes wrong between a client and a call bridge, by rule.
 *
 * Used by the random tests in virtual time and by callbridge-sim on sockets. A rule says for which requests it holds
 * (method, path, bridge), what happens, and how often. Rules are tried in the order in which they were added; the first
 * that fits and whose chance falls applies. No clock: `delay` is for the caller to wait. */
#ifndef SIM_FAULTS_H
#define SIM_FAULTS_H

#include "base/err.h"
#include "base/instant.h"
#include "base/random.h"
#include "sim/server.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sim_fault_kind {
    SIM_FAULT_REFUSE,      /* connection refused: nothing arrives */
    SIM_FAULT_DROP_BEFORE, /* the connection dies before the server acts */
    SIM_FAULT_DROP_AFTER,  /* the server acts, the answer is lost */
    SIM_FAULT_STATUS,      /* `status` is answered, with an empty body, and nothing is done */
    SIM_FAULT_GARBAGE,     /* the server acts and answers 200 with a body that is not XML */
    SIM_FAULT_TRUNCATE,    /* the server acts, the answer is cut in its middle */
    SIM_FAULT_DELAY,       /* the server acts when the request comes, the answer comes after `delay` */
    SIM_FAULT_DRIP,        /* the answer comes byte by byte, `delay` apart */
    SIM_FAULT_KINDS
};

enum { SIM_FAULT_ANY_BRIDGE = -1 };

struct sim_fault {
    const char *method; /* fnmatch without case; NULL: any */
    const char *path;   /* fnmatch without case on the path without query, * matches / too; NULL: any */
    int32_t bridge;     /* counted from 0, or SIM_FAULT_ANY_BRIDGE */
    enum sim_fault_kind kind;
    int status;              /* of SIM_FAULT_STATUS; 0: 503 */
    duration_ms retry_after; /* of SIM_FAULT_STATUS: whole seconds, said with it; 0: none */
    duration_ms delay;       /* how long before the answer or its loss (DRIP: between bytes); may go with every kind */
    uint32_t count;          /* applies to so many requests, then it is spent; 0: no end */
    uint32_t per_million;    /* chance of a request that fits; 0: always */
};

struct sim_faults;

struct sim_faults *sim_faults_new(void);
void sim_faults_free(struct sim_faults *faults);
/* Copies the rule. 0, or ERR_INVALID with the field at fault. */
int sim_faults_add(struct sim_faults *faults, const struct sim_fault *fault, struct err *err);
void sim_faults_clear(struct sim_faults *faults);          /* forgets the rules, keeps the counts */
size_t sim_faults_active(const struct sim_faults *faults); /* rules that are not spent */
/* The rule that applies to this request, or NULL; uses up its count and counts its kind. target may carry a query.
 * random may be NULL if no rule has a chance. Borrowed until the next call of sim_faults_add, _pick, _clear or _free.
 */
const struct sim_fault *sim_faults_pick(struct sim_faults *faults, size_t bridge, const char *method,
                                        const char *target, struct random *random);
uint64_t sim_faults_happened(const struct sim_faults *faults, enum sim_fault_kind kind);

/* "refuse", "drop_before", …; the same words as in POST /sim/faults. */
const char *sim_fault_word(enum sim_fault_kind kind);
int sim_fault_kind_parse(const char *word, enum sim_fault_kind *ret_kind); /* 0 or ERR_INVALID */

/* What the client gets. */
enum sim_fate {
    SIM_FATE_ANSWERED,  /* answer is what arrives */
    SIM_FATE_REFUSED,   /* no connection */
    SIM_FATE_DROPPED,   /* the connection dies without an answer */
    SIM_FATE_TRUNCATED, /* answer->body is announced whole, its first half (or less) arrives, then the connection dies
                         */
};
/* Hands the request to the server, or does not, as the fault says (NULL: plainly), and spoils the answer. After
 * TRUNCATED the whole body stands in the answer; sim_fault_cut says how many bytes of it arrive. Delays are left to the
 * caller. */
enum sim_fate sim_fault_perform(const struct sim_fault *fault, struct sim_server *server, size_t bridge,
                                const struct sim_request *request, struct sim_answer *answer);
size_t sim_fault_cut(size_t body_len);

#endif
