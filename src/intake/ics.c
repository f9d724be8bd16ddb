/* intake/ics.c: a feed: one text/calendar by URL, asked for only if it changed (RFC 9110 13). What is the same to the
 * byte is not read again, whether its server knows of validators or not. */
#include "base/log.h"
#include "base/mem.h"
#include "source.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { HASH_TEXT_SIZE = 32 };

struct ics {
    struct source *source;
    struct http_fetch *fetch; /* under way, or NULL */
    int fd;                   /* of the body that comes; -1: none */
    bool web_page;            /* what the body says it is */
    bool moved_said;
};

static void *ics_open(struct source *source)
{
    struct ics *ics = mem_zalloc(sizeof *ics);
    ics->source = source;
    ics->fd = -1;
    return ics;
}

static void ics_close_fd(struct ics *ics)
{
    if (ics->fd >= 0) {
        close(ics->fd);
    }
    ics->fd = -1;
}

static void ics_close(void *self)
{
    struct ics *ics = self;
    http_fetch_cancel(ics->fetch);
    ics_close_fd(ics);
    mem_free(ics);
}

/* A page for people where a calendar should be: mostly the form of a login. */
static void ics_fail_web_page(struct ics *ics, const struct intake_outcome *outcome)
{
    char reason[512];
    snprintf(reason, sizeof reason,
             "what came is a web page and no calendar (a login form?); check the url and the login: %s",
             outcome->err.message);
    source_fail(ics->source, &(struct source_failure){.reason = reason, .retry_after = -1});
}

static void ics_on_outcome(void *ctx, const struct intake_outcome *outcome)
{
    struct ics *ics = ctx;
    if (outcome->err.code == 0) {
        source_succeed(ics->source);
    } else if (ics->web_page && !outcome->held && outcome->err.code != ERR_BUSY) {
        ics_fail_web_page(ics, outcome);
    } else {
        source_fail_outcome(ics->source, outcome);
    }
}

static void ics_note_moved(struct ics *ics, const struct http_fetched *fetched)
{
    if (fetched->moved && !ics->moved_said) {
        ics->moved_said = true;
        log_warning("calendar has moved for good, put its new address into the configuration", "calendar=%s host=%s",
                    source_calendar(ics->source)->name, fetched->host);
    }
}

static void ics_deliver(struct ics *ics, const struct http_fetched *fetched, const char *hash)
{
    struct buf validator CLEAN_BUF;
    buf_init(&validator, 8192);
    validator_put(&validator, "body", hash);
    validator_put(&validator, "etag", fetched->etag);
    validator_put(&validator, "modified", fetched->modified);
    struct intake_delivery delivery = {
        .kind = INTAKE_SNAPSHOT,
        .fd = ics->fd,
        .validator = buf_string(&validator),
    };
    ics->fd = -1;
    ics->web_page = fetched->type != NULL && strncasecmp(fetched->type, "text/html", 9) == 0;
    source_deliver(ics->source, &delivery, ics_on_outcome, ics);
}

static void ics_on_fetched(void *ctx, const struct http_fetched *fetched)
{
    struct ics *ics = ctx;
    ics->fetch = NULL;
    ics_note_moved(ics, fetched);
    char hash[HASH_TEXT_SIZE];
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)fetched->body_hash);
    CLEAN_FREE char *known = source_validator(ics->source, "body");
    bool same = known != NULL && (fetched->status == 304 || (fetched->status == 200 && strcmp(known, hash) == 0));
    if (fetched->status == 200 && !same) {
        ics_deliver(ics, fetched, hash);
        return;
    }
    ics_close_fd(ics);
    if (same) {
        source_unchanged(ics->source);
    } else {
        source_fail_fetched(ics->source, fetched);
    }
}

static void ics_look(void *self)
{
    struct ics *ics = self;
    struct err err = {0};
    CLEAN_FREE char *etag = source_validator(ics->source, "etag");
    CLEAN_FREE char *modified = source_validator(ics->source, "modified");
    struct http_fetch_header headers[3] = {{"Accept", "text/calendar, text/plain;q=0.5, */*;q=0.1"}};
    size_t n_headers = 1;
    if (etag != NULL) {
        headers[n_headers++] = (struct http_fetch_header){"If-None-Match", etag};
    } else if (modified != NULL) {
        headers[n_headers++] = (struct http_fetch_header){"If-Modified-Since", modified};
    }
    struct http_fetch_options options = {
        .method = "GET",
        .url = source_calendar(ics->source)->url,
        .headers = headers,
        .n_headers = n_headers,
        .body_fd = ics->fd = source_spool(ics->source, &err),
    };
    int r = ics->fd < 0 ? ics->fd : source_fetch(ics->source, &options, ics_on_fetched, ics, &ics->fetch, &err);
    if (r < 0) {
        ics_close_fd(ics);
        source_fail(ics->source, &(struct source_failure){.reason = err.message, .retry_after = -1});
    }
}

const struct source_kind ICS_SOURCE = {
    .open = ics_open,
    .close = ics_close,
    .look = ics_look,
    .asks_a_host = true,
};
