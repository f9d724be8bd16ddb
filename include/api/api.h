/* api/api.h: the local HTTP API over the Unix socket: routes, JSON in, JSON out, problem+json for every error.
 *
 * Reads are answered at once from the engine (which between turns shows only what is durable). Writes become commands
 * with a token; the program runs the turn and hands the reply back through api_reply after the commit. A new route is
 * one row and one function. */
#ifndef API_API_H
#define API_API_H

#include "base/histogram.h"
#include "config/config.h"
#include "core/engine.h"
#include "http/server.h"
#include "loop/loop.h"
#include "store/journal.h"
#include "store/tokens.h"

struct api;

/* What a body means to its calendar. */
enum api_calendar_kind { API_CALENDAR_IS, API_CALENDAR_MESSAGE, API_CALENDAR_MAIL };

struct api_calendar {
    enum api_calendar_kind kind;
    uint64_t token;
    const char *name;
    int take_body; /* a file, taken and closed in any case */
    uint64_t body_hash;
};

/* How the looking at a calendar's source goes. */
struct api_source {
    const char *state; /* a word; static */
    uint32_t failures; /* in a row */
    instant next_look; /* INSTANT_NONE: one is under way */
};

/* What the program measures of its own work, for the metrics. */
struct api_measures {
    struct histogram turn;
    struct histogram commit;
    uint64_t commits_failed;
    struct histogram bridge_requests[MAX_BRIDGES];
};

/* Which configuration runs. */
struct api_configuration {
    const char *path;
    instant read_at;    /* the one that runs */
    instant refused_at; /* a later one; INSTANT_NONE: what stands in the file is what runs */
    char *faults;       /* of that, a line each: "FILE:LINE:COLUMN: what is wrong"; NULL: none */
    char *next_start;   /* keys whose change takes effect with the next start, a line each; NULL: none */
};

/* How a webhook goes; borrowed until the loop goes on. */
struct api_webhook {
    const char *name, *host, *state;
    uint64_t delivered, behind; /* the event up to which it is done; how many the journal has behind that */
    instant behind_since, failing_since, next_try, last_delivery;
    uint32_t failures;                         /* in a row */
    const char *last_error;                    /* or NULL */
    uint64_t skipped;                          /* given up, ever */
    uint64_t n_delivered, n_failed, n_skipped; /* of this run */
};

/* What the program offers the API. */
struct api_host {
    void *ctx;
    /* What waits for its commit is committed first: store_state may be another after it. */
    const struct engine *(*engine)(void *ctx);
    /* Takes the command (borrowed for the call) into the next turn. An error is answered at once (BUSY: the store
     * cannot be written). */
    int (*submit)(void *ctx, const struct command *command, struct err *err);
    /* Reads the body in the locked-in process and submits what it says; the reply comes under its token. */
    int (*read_calendar)(void *ctx, const struct api_calendar *calendar, struct err *err);
    /* False: the calendar has no source. NULL: none has. */
    bool (*source)(void *ctx, const char *calendar, struct api_source *ret_source);
    /* Looks at the calendar's source at once, or once more if a look is under way. NULL: nothing has a source. */
    void (*refresh)(void *ctx, const char *calendar);
    /* Where an event is, as it says itself; NULL for what is not known. The caller's. */
    void (*place)(void *ctx, const struct booking *booking, const struct component *component, char **ret_location,
                  char **ret_conference);
    /* A copy of the store, made while it is sent. NULL: none can be had. */
    int (*backup)(void *ctx, struct http_source *ret_source, struct err *err);
    instant (*now)(void *ctx);
    instant started;                                 /* when the service came up */
    bool (*store_state)(void *ctx, struct err *err); /* true: writable; else why not */
    const char *store_path;                          /* copied */
    /* As in store/journal.h. NULL: nothing is kept of what happened. */
    int (*journal_extent)(void *ctx, struct journal_extent *ret_extent, struct err *err);
    int (*journal_read)(void *ctx, uint64_t behind, size_t n,
                        void (*call)(void *ctx, const struct journal_event *event), void *call_ctx, struct err *err);
    int (*answer_read)(void *ctx, const char *principal, const char *key, instant since,
                       struct journal_answer *ret_answer, struct err *err);
    const struct api_measures *measures;           /* borrowed; NULL: none are shown */
    const struct api_configuration *configuration; /* borrowed */
    /* As in store/tokens.h, but BUSY where the store cannot be written. NULL: there are none. */
    int (*tokens_read)(void *ctx, void (*call)(void *ctx, const struct store_token *token), void *call_ctx,
                       struct err *err);
    int (*token_add)(void *ctx, const struct store_token *token, struct err *err);
    int (*token_remove)(void *ctx, const char *name, struct err *err);
    /* The i-th webhook; false: there are no more. NULL: there are none, and nothing of the three below is called. */
    bool (*webhook)(void *ctx, size_t i, struct api_webhook *ret_webhook);
    /* From an event on, from a time on, or with 0 and INSTANT_NONE from the oldest that there is. */
    int (*webhook_replay)(void *ctx, const char *name, uint64_t from_event, instant from, struct err *err);
    int (*webhook_enable)(void *ctx, const char *name, struct err *err);
    int (*webhook_test)(void *ctx, const char *name, uint64_t token,
                        struct err *err); /* api_reply says what came of it */
};

struct api_options {
    const char *socket;
    uint32_t mode;
    const char *host; /* a numeric address of the loopback to listen at, too; NULL: none */
    uint16_t port;
    int handed_socket;        /* > 0: listens at socket, or at host and port, already and becomes the API's; mode is */
    int handed_listen;        /* then not looked at */
    size_t body_limit;        /* of text/calendar; JSON has 256 KiB */
    const char *spool_folder; /* where large bodies wait, in files without a name */
    uint32_t event_streams;   /* at once; beyond it 503 */
};

int api_new(struct loop *loop, const struct api_options *options, const struct api_host *host, struct api **ret_api,
            struct err *err);
void api_free(struct api *api);
/* Before its end: nobody is accepted any more; and whether all who were have their answers. */
void api_close(struct api *api);
bool api_is_idle(const struct api *api);
/* The configured calendars (their names answer 409 to PUT and POST), borrowed until the next call. */
void api_set_config(struct api *api, const struct config *config);
/* Before a turn's commit: what is to be stored with its effects, borrowed until api_recorded; and after it, the effects
 * still being there: whether it is durable. */
void api_record(struct api *api, const struct effects *effects, struct journal *journal);
void api_recorded(struct api *api, bool durable);
/* Answers the exchange that waits under reply->token (0 or unknown: nothing). content: of a calendar command, for its
 * refusals; else NULL. */
void api_reply(struct api *api, const struct reply *reply, const struct calendar_content *content);

/* Id of the newest event that is durable. */
uint64_t api_newest_event(const struct api *api);
/* Appends an event as a webhook is sent it: {"type", "timestamp", "id", "data"}, without passcodes. */
void api_event_message(const struct api *api, const struct journal_event *event, struct buf *body);

#endif
