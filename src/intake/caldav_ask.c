/* caldav_ask.c: one request after the other. An answer goes into a file; a multistatus is read from it in slices, so
 * that a large one holds nothing up. */
#include "caldav_inside.h"

#include "base/mem.h"
#include "caldav_href.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SLICE_BYTES = 64 * 1024, ERROR_BYTES = 64 * 1024 };

void caldav_fail(struct caldav *caldav, const char *reason, bool patient)
{
    caldav_look_clear(caldav);
    source_fail(caldav->source, &(struct source_failure){.reason = reason, .retry_after = -1, .patient = patient});
}

void caldav_fail_err(struct caldav *caldav, const struct err *err)
{
    caldav_fail(caldav, err->message, err->code == ERR_LIMIT || err->code == ERR_REMOTE);
}

bool caldav_is_trouble(const struct caldav_answer *answer)
{
    int status = answer->status;
    return status == 0 || status == 401 || status == 407 || status == 408 || status == 429 || status == 502 ||
           status == 503 || status == 504 || answer->err.code == ERR_IO || answer->err.code == ERR_LIMIT;
}

void caldav_fail_answer(struct caldav *caldav, const struct caldav_answer *answer)
{
    if (answer->fetched != NULL) {
        caldav_look_clear(caldav);
        source_fail_fetched(caldav->source, answer->fetched);
        return;
    }
    caldav_fail_err(caldav, &answer->err);
}

void caldav_ask_drop(struct caldav *caldav)
{
    struct caldav_asking *asking = &caldav->asking;
    http_fetch_cancel(asking->fetch);
    asking->fetch = NULL;
    dav_reader_free(asking->reader);
    asking->reader = NULL;
    mem_free(asking->url);
    asking->url = NULL;
    if (asking->fd >= 0) {
        close(asking->fd);
    }
    asking->fd = -1;
}

/* The answer has been read, or cannot be. */
static void answer_end(struct caldav *caldav, const struct err *err)
{
    struct dav_reader *reader = caldav->asking.reader;
    struct caldav_answer answer = {.status = 207, .err = *err, .error = ""};
    caldav->asking.reader = NULL;
    answer.token = dav_reader_sync_token(reader);
    caldav->asking.done(caldav, &answer);
    dav_reader_free(reader);
}

static void answer_slice(void *ctx)
{
    struct caldav *caldav = ctx;
    struct caldav_asking *asking = &caldav->asking;
    static char bytes[SLICE_BYTES];
    struct err err = {0};
    if (asking->reader == NULL) {
        return;
    }
    ssize_t n = pread(asking->fd, bytes, sizeof bytes, asking->at);
    if (n < 0) {
        err_set(&err, ERR_IO, "an answer cannot be read back: %s", strerror(errno));
    } else if (n > 0 && dav_reader_feed(asking->reader, bytes, (size_t)n, &err) == 0) {
        asking->at += n;
        loop_after_arm(asking->slices);
        return;
    } else if (n == 0) {
        dav_reader_finish(asking->reader, &err);
    }
    answer_end(caldav, &err);
}

/* The precondition in the body of a refusal. The reader that holds the word is the caller's. */
static struct dav_reader *error_read(int fd)
{
    static const struct dav_sink none;
    CLEAN_FREE char *bytes = mem_zalloc(ERROR_BYTES);
    struct dav_reader *reader = dav_reader_new(&none, NULL, ERROR_BYTES);
    ssize_t n = pread(fd, bytes, ERROR_BYTES, 0);
    if (n > 0) {
        dav_reader_feed(reader, bytes, (size_t)n, NULL);
    }
    return reader;
}

static void ask_on_fetched(void *ctx, const struct http_fetched *fetched)
{
    struct caldav *caldav = ctx;
    struct caldav_asking *asking = &caldav->asking;
    asking->fetch = NULL;
    mem_replace(&asking->url, fetched->url);
    if (fetched->status == 207) {
        asking->reader = dav_reader_new(asking->sink, caldav, caldav->limit);
        asking->at = 0;
        if (asking->slices == NULL) {
            asking->slices = loop_add_after(source_loop(caldav->source), answer_slice, caldav);
        }
        loop_after_arm(asking->slices);
        return;
    }
    struct dav_reader *reader = error_read(asking->fd);
    struct caldav_answer answer = {.status = fetched->status, .error = dav_reader_error(reader), .fetched = fetched};
    asking->done(caldav, &answer);
    dav_reader_free(reader);
}

int caldav_check_login(const struct caldav *caldav, const char *url, struct err *err)
{
    const struct config_calendar *calendar = source_calendar(caldav->source);
    bool has_login = calendar->username[0] != '\0' || calendar->token.value != NULL;
    return !has_login || href_is_trusted(calendar->url, url)
               ? 0
               : err_set(err, ERR_REMOTE,
                         "the server leads to calendars on another host, which does not get this login: "
                         "put the address of the calendars there into the configuration");
}

void caldav_ask(struct caldav *caldav, const struct caldav_ask *ask, caldav_done_fn *done)
{
    struct caldav_asking *asking = &caldav->asking;
    struct http_fetch_header headers[] = {{"Depth", ask->depth}};
    struct err err = {0};
    if (caldav_check_login(caldav, ask->url, &err) != 0) {
        caldav_targets_clear(caldav);
        caldav_fail_err(caldav, &err);
        return;
    }
    if (asking->fd < 0) {
        asking->fd = source_spool(caldav->source, &err);
    }
    asking->sink = ask->sink;
    asking->done = done;
    struct http_fetch_options options = {
        .method = ask->method,
        .url = ask->url,
        .headers = headers,
        .n_headers = 1,
        .body = ask->body,
        .content_type = "application/xml; charset=utf-8",
        .body_fd = asking->fd,
    };
    int code = asking->fd < 0 ? asking->fd
                              : source_fetch(caldav->source, &options, ask_on_fetched, caldav, &asking->fetch, &err);
    caldav->limit = options.limit;
    if (code < 0) {
        caldav_fail_err(caldav, &err);
    }
}
