/* intake/source.h: what a kind of source implements, and what it may ask for.
 *
 * A kind says how one look goes; when to look, what a failure means for the next one, and what the log says of it is
 * the same for all (intake.c, schedule.c). A look begins with `look` and ends with exactly one of source_succeed,
 * source_unchanged, source_fail, at once or later; between them the kind fetches, spools and delivers as it likes. */
#ifndef INTAKE_SOURCE_H
#define INTAKE_SOURCE_H

#include "base/buf.h"
#include "http/fetch.h"
#include "intake/intake.h"

struct source;

struct source_kind {
    /* What the kind keeps for one calendar between looks; never NULL. The configuration does not change in its life. */
    void *(*open)(struct source *source);
    void (*close)(void *self); /* whatever is under way is dropped; no ending is said any more */
    void (*look)(void *self);
    bool asks_a_host; /* a look counts against the ceilings of fetches */
};

extern const struct source_kind ICS_SOURCE, CALDAV_SOURCE, DIRECTORY_SOURCE;

const struct config_calendar *source_calendar(const struct source *source);
struct loop *source_loop(const struct source *source);
/* A look is due now (something was dropped into a directory, say). During a look: once more after it. */
void source_wake(struct source *source);

/* Asking a server. Fills what the configuration says: credentials, ca_file, verify, proxy, limit, time-outs, user
 * agent; the caller has set method, url, headers, body, body_fd. One fetch at a time; it is cancelled by what follows
 * close. */
int source_fetch(struct source *source, struct http_fetch_options *options, http_fetch_fn *call, void *ctx,
                 struct http_fetch **ret_fetch, struct err *err);
uint64_t source_limit(const struct source *source);       /* bytes of a body */
int source_spool(struct source *source, struct err *err); /* an empty descriptor, the caller's */

/* What was remembered with the last body that was applied: the value of key, or NULL; the caller's. source_validator:
 * NULL also if that body was read otherwise than it would be now (another zone, selection, ceiling). */
char *source_validator(const struct source *source, const char *key);
char *source_remembered(const struct source *source, const char *key);
/* Appends "key=value\n" to lines; a value with a control character, or NULL, is left out. */
void validator_put(struct buf *lines, const char *key, const char *value);
char *validator_get(const char *lines,
                    const char *key); /* the caller's; NULL if it is not in lines, or lines is NULL */
bool validator_same(const char *value, const char *other); /* also where there is none of either */
bool source_is_unfinished(const struct source *source); /* the last body was not read to its end */
/* In order of href; the caller's (intake_resources_free). */
void source_resources(const struct source *source, struct intake_resource **ret_resources, size_t *ret_n);

/* Hands a body over; delivery->calendar and hold_percent are filled in. From here on the look no longer counts as a
 * fetch. The callback comes later, never inside this call, exactly once (also if it could not be taken), and not after
 * close. One delivery at a time; several one after the other in one look are fine. */
void source_deliver(struct source *source, struct intake_delivery *delivery, intake_outcome_fn *call, void *ctx);

/* Something of this look went wrong, though the source as a whole did not: noted as the calendar's last error. */
void source_note(struct source *source, const char *why);

/* The three endings of a look. The kind may be closed inside them: return at once. */
void source_succeed(struct source *source);   /* what was new has been applied (SYNC_END noted it) */
void source_unchanged(struct source *source); /* there is nothing new: noted as a success */

struct source_failure {
    const char *reason;      /* one sentence with the remedy, no secrets */
    duration_ms retry_after; /* what the server asked for, or -1 */
    bool patient;            /* asking again soon is of no use or does harm: refused credentials, no such page */
    bool noted;              /* the engine knows of it already: the body was delivered, and refused */
    bool held;               /* the body was understood, and is held back until released: no back-off */
};
void source_fail(struct source *source, const struct source_failure *failure);
/* For an answer that is no use: words for its status or its reason (fetch_words.c). */
void source_fail_fetched(struct source *source, const struct http_fetched *fetched);
/* For an outcome that is not 0. */
void source_fail_outcome(struct source *source, const struct intake_outcome *outcome);

#endif
