/* check.h: what the parts of `check` share: who looks, and what was found. A check is one row in check.c and one
 * function in the file of its subject; it only looks, on bridges with GET alone. */
#ifndef COSPACECTL_CHECK_H
#define COSPACECTL_CHECK_H

#include "args.h"
#include "base/err.h"
#include "config/config.h"

#include <jansson.h>

enum grade { GRADE_PASS, GRADE_WARN, GRADE_FAIL, N_GRADES };

struct finding {
    enum grade grade;
    const char *check; /* the row's name; static */
    char *what;        /* owned */
    char *remedy;      /* owned; "" if there is nothing to do */
};

struct examination {
    struct session session; /* whose socket may be the configuration's */
    const char *config_path;
    struct config *config; /* owned; NULL: it cannot be used */
    json_t *status;        /* owned; of the service; NULL: it does not answer */
    const char *check;     /* the one under way */
    struct finding *findings;
    size_t n_findings, capacity;
};

/* What was found, and what to do about it. */
void check_found(struct examination *examination, enum grade grade, const char *remedy, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Asks the service; NULL: it does not answer that. The caller's. */
json_t *check_ask(const struct examination *examination, const char *target, struct err *err);

/* check_here.c: this host */
void check_configuration(struct examination *examination);
void check_service(struct examination *examination);
void check_store(struct examination *examination);
/* check_bridges.c: each bridge, asked by ourselves */
void check_bridges(struct examination *examination);
/* check_work.c: what the service works with */
void check_pool(struct examination *examination);
void check_calendars(struct examination *examination);
void check_webhooks(struct examination *examination);
/* A certificate's end as a finding about who. */
void check_expiry(struct examination *examination, const char *who, instant expires);

#endif
