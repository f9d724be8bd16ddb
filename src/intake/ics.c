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
    bool has_asked;           /* for news alone, with what is remembered */
    char type[64];            /* what the body says it is, without parameters; "": nothing that matters */
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

/* Something else where a calendar should be: mostly the form of a login. */
static void ics_fail_other_type(struct ics *ics, const struct intake_outcome *outcome)
{
    char reason[512];
    bool web_page = strcasecmp(ics->type, "text/html") == 0;
    snprintf(reason, sizeof reason, "what came is %s%s and no calendar%s; check the url and the login: %s",
             web_page ? "a web page" : "of type ", web_page ? "" : ics->type, web_page ? " (a login form?)" : "",
             outcome->err.message);
    source_fail(ics->source, &(struct source_failure){.reason = reason, .retry_after = -1});
}

/* Many servers call a calendar plain text, or bytes. */
static void ics_note_type(struct ics *ics, const char *type)
{
    static const char *const usual[] = {"text/calendar", "text/plain", "application/octet-stream", "application/ics"};
    size_t len = type != NULL ? strcspn(type, "; \t") : 0;
    snprintf(ics->type, sizeof ics->type, "%.*s", (int)(len < sizeof ics->type ? len : 0), type != NULL ? type : "");
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        ics->type[0] = strcasecmp(ics->type, usual[i]) == 0 ? '\0' : ics->type[0];
    }
}

static void ics_on_outcome(void *ctx, const struct intake_outcome *outcome)
{
    struct ics *ics = ctx;
    if (outcome->err.code == 0) {
        source_succeed(ics->source);
    } else if (ics->type[0] != '\0' && !outcome->held && outcome->err.code != ERR_BUSY) {
        ics_fail_other_type(ics, outcome);
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

static void ics_deliver(struct ics *ics, enum intake_kind kind, const struct http_fetched *fetched, const char *hash)
{
    struct buf validator CLEAN_BUF;
    buf_init(&validator, 8192);
    validator_put(&validator, "body", hash);
    validator_put(&validator, "etag", fetched->etag);
    validator_put(&validator, "modified", fetched->modified);
    struct intake_delivery delivery = {
        .kind = kind,
        .fd = ics->fd,
        .validator = buf_string(&validator),
    };
    ics->fd = -1;
    ics_note_type(ics, fetched->type);
    source_deliver(ics->source, &delivery, ics_on_outcome, ics);
}

/* The body is what it was, but its server calls it otherwise now: remembered, or it would come whole each time. */
static bool ics_is_renamed(const struct ics *ics, const struct http_fetched *fetched)
{
    CLEAN_FREE char *etag = source_validator(ics->source, "etag");
    CLEAN_FREE char *modified = source_validator(ics->source, "modified");
    return fetched->status == 200 &&
           (!validator_same(etag, fetched->etag) || !validator_same(modified, fetched->modified));
}

static void ics_on_fetched(void *ctx, const struct http_fetched *fetched)
{
    struct ics *ics = ctx;
    ics->fetch = NULL;
    ics_note_moved(ics, fetched);
    char hash[HASH_TEXT_SIZE];
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)fetched->body_hash);
    CLEAN_FREE char *known = source_validator(ics->source, "body");
    bool same = known != NULL &&
                ((fetched->status == 304 && ics->has_asked) || (fetched->status == 200 && strcmp(known, hash) == 0));
    if (fetched->status == 200 && !same) {
        ics_deliver(ics, INTAKE_SNAPSHOT, fetched, hash);
        return;
    }
    ics_close_fd(ics);
    if (same && ics_is_renamed(ics, fetched)) {
        ics_deliver(ics, INTAKE_PARTIAL, fetched, hash);
    } else if (same) {
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
    ics->has_asked = n_headers > 1;
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
