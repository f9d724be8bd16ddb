/* caldav_inside.h: what the parts of the CalDAV source know of each other.
 *
 *   find      what the configured address is, and where its calendars are: once, or when they are no longer there
 *   list      which calendars there are, and whether they changed: all that a look costs that finds nothing
 *   sync      which resources of those came, changed, went
 *   get       those that came or changed, laid end to end into one body
 *   deliver   all of it at once
 *
 * Every step ends by beginning the next one, or by ending the look: the caldav may be gone then. */
#ifndef INTAKE_CALDAV_INSIDE_H
#define INTAKE_CALDAV_INSIDE_H

#include "caldav_lay.h"
#include "source.h"
#include "xml/dav.h"

#include <sys/types.h>

enum {
    CALDAV_MAX_COLLECTIONS = 200,
    CALDAV_MAX_RESOURCES = 1000000,
    CALDAV_MAX_BYTES = 256 * 1024 * 1024, /* of the names and etags of those that came or changed */
    CALDAV_MAX_PAGES = 10000,
    CALDAV_MAX_REFUSALS = 1000,
    CALDAV_BATCH = 50, /* resources asked for at a time */
};

struct caldav;

/* One request, and what is done with its answer. */
struct caldav_ask {
    const char *method, *url;
    const char *depth;
    const char *body;
    const struct dav_sink
        *sink; /* for the answer's responses, with the caldav; not called for another status than 207 */
};

/* Borrowed for the callback. */
struct caldav_answer {
    int status;                         /* 207, or another; 0: none came */
    struct err err;                     /* of a 207 that cannot be read */
    const char *token;                  /* DAV:sync-token beside the responses, or NULL */
    const char *error;                  /* precondition of a refusal, or "" */
    const struct http_fetched *fetched; /* NULL with 207 */
};
typedef void caldav_done_fn(struct caldav *caldav, const struct caldav_answer *answer);

/* A request under way. */
struct caldav_asking {
    struct http_fetch *fetch;
    int fd; /* of answers; -1 between looks */
    struct loop_source *slices;
    struct dav_reader *reader; /* while an answer is read */
    const struct dav_sink *sink;
    caldav_done_fn *done;
    char *url; /* where the answer came from */
    off_t at;
};

struct caldav_target {
    char *url;
    const char *depth; /* "0": a calendar; "1": a home of calendars */
};

struct caldav_collection {
    char *url;
    char *path;         /* comparable, with '/' at its end */
    char *ctag, *token; /* as it is now; NULL: the server has none */
    char *known_ctag, *known_token;
    bool is_known; /* what it held is remembered */
    bool is_stale; /* something of it could not be read: what is remembered stays, so that it is asked again */
};

/* What the server said of a resource that is known. */
struct caldav_told {
    bool is_there, is_gone;
};

enum caldav_item_state { ITEM_WAITING, ITEM_ASKED, ITEM_DONE };

/* A resource to be fetched. */
struct caldav_item {
    size_t collection;
    char *href;    /* comparable */
    char *spelled; /* as the server writes it; NULL: the same */
    char *etag;
    unsigned tries;
    enum caldav_item_state state;
};

/* How the changes of a collection are found, best first. */
enum caldav_way { WAY_TOKEN, WAY_INITIAL, WAY_QUERY, WAY_ETAGS };

struct caldav {
    struct source *source;
    struct caldav_asking asking;
    size_t limit; /* bytes of a body */

    struct caldav_target *targets; /* what find found; kept between looks */
    size_t n_targets;
    uint64_t refused_digest; /* of what the log was told last of resources that cannot be read */

    struct { /* find: what an address said */
        unsigned step, furthest;
        char *url, *principal;
        char *asked; /* the principal that was asked */
        unsigned n_principals;
        struct caldav_target homes[DAV_MAX_HOMES];
        size_t n_homes;
        bool is_collection, has_calendars;
    } find;

    /* of one look */
    size_t target; /* list: which is asked */
    struct caldav_collection *collections;
    size_t n_collections, collections_capacity;
    bool is_first; /* nothing is remembered */
    bool is_fewer; /* collections that are remembered are no longer there */

    struct intake_resource *known; /* in order of href */
    size_t n_known;
    bool has_known;
    struct caldav_told *told; /* of known */

    size_t collection; /* sync and get: which is asked */
    enum caldav_way way;
    bool has_more;                 /* sync: the answer is one page of several */
    unsigned pages;                /* of them */
    size_t n_same, n_told;         /* sync: resources that we had already; all */
    size_t first_item, first_gone; /* of the collection */

    struct caldav_item *items;
    size_t n_items, items_capacity;
    size_t items_bytes; /* of their texts */
    char **gone;
    size_t n_gone, gone_capacity;

    size_t batch[CALDAV_BATCH]; /* get: what is asked for, in order of href */
    size_t n_batch, batch_most;
    size_t n_silent; /* resources in a row that the server will not give */
    struct caldav_lay lay;
    struct refusal *refusals; /* what could not be read */
    size_t n_refusals, refusals_capacity;
};

/* Sends; done is called later. A request that cannot be sent ends the look. */
void caldav_ask(struct caldav *caldav, const struct caldav_ask *ask, caldav_done_fn *done);
void caldav_ask_drop(struct caldav *caldav);
/* REMOTE: the server led to url, by a redirect or a property, and the login must not be shown there. */
int caldav_check_login(const struct caldav *caldav, const char *url, struct err *err);
/* The server cannot be asked now, or not by us; other refusals mean that it cannot be asked in this way. */
bool caldav_is_trouble(const struct caldav_answer *answer);
/* Ends the look for an answer that is no use. */
void caldav_fail_answer(struct caldav *caldav, const struct caldav_answer *answer);
void caldav_fail(struct caldav *caldav, const char *reason, bool patient);
void caldav_fail_err(struct caldav *caldav, const struct err *err);
void caldav_look_clear(struct caldav *caldav); /* lets go of everything that belongs to one look */

void caldav_find(struct caldav *caldav);
void caldav_find_clear(struct caldav *caldav);
void caldav_targets_set(struct caldav *caldav, struct caldav_target *targets, size_t n); /* copied */
void caldav_targets_clear(struct caldav *caldav);

void caldav_list(struct caldav *caldav);
void caldav_collections_clear(struct caldav *caldav);

/* What is remembered of the collections, from the validator, and what is to be. */
void caldav_memory_read(struct caldav *caldav);
void caldav_memory_write(const struct caldav *caldav, struct buf *lines);
bool caldav_memory_is_same(const struct caldav *caldav);

void caldav_sync(struct caldav *caldav);
void caldav_gone_add(struct caldav *caldav, const char *href);
void caldav_items_cut(struct caldav *caldav, size_t n_items, size_t n_gone);
const struct intake_resource *caldav_known_find(const struct caldav *caldav, const char *path);
void caldav_known_load(struct caldav *caldav);
void caldav_known_clear(struct caldav *caldav);

void caldav_get(struct caldav *caldav);
void caldav_refuse(struct caldav *caldav, const char *href, const char *why);

void caldav_deliver(struct caldav *caldav);

#endif
