/* intake/intake.h: the sources of calendars: when each is looked at, and what a look brought.
 *
 * One source a calendar of the configuration: a feed by URL (ics), a CalDAV collection, a directory. Each is looked at
 * every `every`; at most INTAKE_FETCHES fetch at a time, INTAKE_FETCHES_PER_HOST from one host. After a failure a
 * source waits, longer with each, with full jitter, and at least as long as the server asks. What a look brought goes
 * to the host, which reads and applies it. Delays are of the monotonic clock: a wall clock that is set changes nothing.
 */
#ifndef INTAKE_INTAKE_H
#define INTAKE_INTAKE_H

#include "base/err.h"
#include "config/config.h"
#include "core/event.h"
#include "core/fact.h"
#include "http/client.h"
#include "loop/loop.h"

#include <stdbool.h>
#include <stddef.h>

enum { INTAKE_FETCHES = 4, INTAKE_FETCHES_PER_HOST = 2 };

enum intake_kind {
    INTAKE_SNAPSHOT, /* the calendar is now exactly this */
    INTAKE_PARTIAL,  /* the bookings in it are now exactly this; others stay, but for the gone */
    INTAKE_MESSAGE,  /* one iTIP message: others stay */
    INTAKE_MAIL,     /* message/rfc822 with one in it */
};

/* One resource of a body that is laid of several, end to end, each a complete VCALENDAR. In order of begin. */
struct intake_chapter {
    size_t begin;
    const char *href;
    const char *etag;
};

/* A resource that the calendar's bookings came from, as the engine remembers it. */
struct intake_resource {
    char *href;
    char *etag; /* "" if there was none */
};

/* Borrowed for the call, but the descriptor. */
struct intake_delivery {
    const char *calendar;
    enum intake_kind kind;
    int fd; /* the body, from its beginning to its end; taken, also when the call fails. -1: none */
    const struct intake_chapter *chapters;
    size_t n_chapters;
    /* PARTIAL: hrefs of resources that are no longer there, or come anew: their bookings that the body does not hold go
     */
    const char *const *gone;
    size_t n_gone;
    const struct refusal *refusals; /* resources that cannot be read: uid "", why begins with "HREF: " */
    size_t n_refusals;
    const char *validator; /* lines of key=value, to be remembered once all of it is durable; NULL: the old one stays */
    uint32_t hold_percent; /* SNAPSHOT: held back if more than that is lost; 0: never */
};

/* Borrowed for the callback. */
struct intake_outcome {
    struct err err; /* code 0: durable. CONFLICT: held back until released. BUSY: the store cannot be written. Else it
                       cannot be read */
    bool held;
    struct merge_counts counts;
    const struct refusal *refusals;
    size_t n_refusals;
};
typedef void intake_outcome_fn(void *ctx, const struct intake_outcome *outcome);

/* What the program offers the sources. */
struct intake_host {
    void *ctx;
    struct loop *loop;
    struct http_pool *http;
    const char *spool_folder; /* where bodies are kept while they are read: files without a name. Copied */
    /* Reads and applies. The callback comes later, never inside this call, exactly once if 0 is returned. */
    int (*deliver)(void *ctx, const struct intake_delivery *delivery, intake_outcome_fn *call, void *call_ctx,
                   struct err *err);
    /* Nobody waits any more for what was delivered with call_ctx: its callback is not called. What was begun is done.
     */
    void (*forget)(void *ctx, void *call_ctx);
    /* The source was there and has nothing new: that is noted. */
    void (*unchanged)(void *ctx, const char *calendar);
    /* It could not be looked at, or what came is no calendar: that is noted, and everything stays. */
    void (*failed)(void *ctx, const char *calendar, const char *why);
    /* What SYNC_END last remembered; NULL: nothing. Borrowed until the loop goes on. */
    const char *(*validator)(void *ctx, const char *calendar);
    /* A body was read in part since then: what is remembered of states does not tell what the calendar has. */
    bool (*unfinished)(void *ctx, const char *calendar);
    /* In order of href; the caller's (intake_resources_free). */
    void (*resources)(void *ctx, const char *calendar, struct intake_resource **ret_resources, size_t *ret_n);
};

/* In the order of the words below. */
enum source_state { SOURCE_IDLE, SOURCE_QUEUED, SOURCE_FETCHING, SOURCE_READING, SOURCE_WAITING, N_SOURCE_STATES };

struct intake_view {
    const char *state;   /* idle, queued, fetching, reading, waiting (after a failure) */
    uint32_t failures;   /* in a row */
    duration_ms next_in; /* until the next look; -1: one is under way */
};

struct intake;

/* Makes the sources of config, which is borrowed until the next intake_configure or the end. */
struct intake *intake_new(const struct intake_host *host, const struct config *config);
void intake_free(struct intake *intake);
/* The configuration was read again: sources are added, removed (their calendars stay), changed; those that wait after a
 * failure are looked at at once, the others go on as they were. */
void intake_configure(struct intake *intake, const struct config *config);
/* Looks at the source at once, or once more if a look is under way. An unknown name: nothing. */
void intake_look(struct intake *intake, const char *calendar);
/* False: no such source. */
bool intake_show(const struct intake *intake, const char *calendar, struct intake_view *ret_view);

/* Of what decides how the body of a calendar without a source is read (sources have theirs in what they remember). */
uint64_t intake_digest_pushed(const struct config *config, const char *calendar);

void intake_resources_free(struct intake_resource *resources, size_t n);

#endif
