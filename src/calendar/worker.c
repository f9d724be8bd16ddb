/* worker.c: one event after another, each announced before it is worked on. The process around it is lock_in.c and
 * main(). */
#include "calendar/worker.h"

#include "reader.h"
#include "record.h"
#include "uid.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { OUT_BYTES = 2 * CALENDAR_RECORD_BYTES };

struct worker {
    struct worker_options options;
    struct zones zones;
    const struct zone *default_zone;
};

int worker_new(const struct worker_options *options, const char *zoneinfo, struct worker **ret_worker, struct err *err)
{
    struct worker *worker = mem_zalloc(sizeof *worker);
    worker->options = *options;
    zones_init(&worker->zones);
    int rc = zones_load(&worker->zones, zoneinfo);
    if (rc != 0) {
        err_set(err, rc, "no time zones in %s: is tzdata installed?", zoneinfo);
    } else if ((worker->default_zone = zones_find(&worker->zones, options->default_zone)) == NULL) {
        rc = err_set(err, ERR_NOT_FOUND, "unknown default time zone %.80s", options->default_zone);
    }
    if (rc != 0) {
        worker_free(worker);
        return rc;
    }
    *ret_worker = worker;
    return 0;
}

void worker_free(struct worker *worker)
{
    if (worker == NULL) {
        return;
    }
    zones_done(&worker->zones);
    mem_free(worker);
}

static int out_flush(struct buf *out, int fd)
{
    for (size_t at = 0; at < out->len;) {
        ssize_t n = write(fd, out->data + at, out->len - at);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return ERR_IO;
        }
        at += (size_t)n;
    }
    buf_clear(out);
    return 0;
}

static void event_answer(struct worker *worker, struct reader *reader, const struct scan_part *part, struct buf *out)
{
    struct err err = {.line = part->line};
    struct event event = {0};
    int rc = worker->options.refuse_rest
                 ? err_set(&err, ERR_LIMIT, "it was not read: reading others crashed or hung too often")
                 : reader_read(reader, part, &event, &err);
    size_t before = out->len;
    if (rc == 0) {
        record_put_event(out, &event);
    }
    if (rc == 0 && (out->overflown || out->len - before > CALENDAR_RECORD_BYTES)) {
        out->len = before;
        out->overflown = false;
        rc = err_set(&err, ERR_LIMIT, "the event is too large");
    }
    if (rc != 0) {
        record_put_refusal(out, err.line != 0 ? err.line : part->line, rc < 0 ? err.message : "");
    }
    event_done(&event);
}

/* The answer to one event and the announcement of the next go out in one write. */
static int events_run(struct worker *worker, struct reader *reader, struct buf *out, int fd)
{
    const struct scan *scan = reader->scan;
    int rc = 0;
    for (size_t i = worker->options.first; i < scan->n_events && rc == 0; i++) {
        bool made;
        CLEAN_FREE char *uid = uid_of_part(scan, &scan->events[i], &made);
        record_put_begin(out, (uint32_t)i, scan->events[i].line, uid);
        rc = out_flush(out, fd);
        if (rc == 0) {
            event_answer(worker, reader, &scan->events[i], out);
        }
    }
    record_put_done(out);
    return rc == 0 ? out_flush(out, fd) : rc;
}

static int scan_run(struct worker *worker, const struct scan *scan, struct buf *out, int fd)
{
    const struct worker_options *options = &worker->options;
    struct series_frame frame = {worker->default_zone, options->window, options->max_occurrences};
    struct zone_book book;
    struct reader reader;
    zone_book_init(&book, &worker->zones, scan, options->window.to);
    reader_init(&reader, scan, &book, &frame);
    reader.zone_is_fixed = true;
    record_put_head(out, scan->method, (uint32_t)scan->n_events);
    int rc = events_run(worker, &reader, out, fd);
    reader_done(&reader);
    zone_book_done(&book);
    return rc;
}

int worker_run(struct worker *worker, const char *text, size_t len, int fd)
{
    CLEAN_BUF struct buf out;
    struct scan scan;
    struct err err = {0};
    buf_init(&out, OUT_BYTES);
    if (scan_body(&scan, text, len, worker->options.max_events, &err) != 0) {
        return worker_report(&err, fd);
    }
    int rc = scan_run(worker, &scan, &out, fd);
    scan_done(&scan);
    return rc;
}

int worker_report(const struct err *err, int fd)
{
    CLEAN_BUF struct buf out;
    buf_init(&out, CALENDAR_RECORD_BYTES);
    record_put_failed(&out, err);
    return out_flush(&out, fd);
}
