/* worker.c: one booking after another, with the event under work on the desk. The process around it is lock_in.c and
 * main(). */
#include "calendar/worker.h"

#include "group.h"
#include "label.h"
#include "mail.h"
#include "orders.h"
#include "reader.h"
#include "record.h"

#include "calendar/limits.h"

#include "base/hash.h"
#include "base/mem.h"

#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { OUT_BYTES = 2 * CALENDAR_RECORD_BYTES };
enum { FLUSH_BYTES = 64 * 1024, DROP_BYTES = 8 * 1024 * 1024, DIGEST_VERSION = 1 };

struct worker {
    const struct orders *orders;
    struct zones zones;
    const struct zone *default_zone;
};

/* One run over a body. */
struct run {
    const struct worker *worker;
    const struct worker_body *body;
    struct worker_desk *desk;
    const struct mail *mail; /* that the body came in; NULL: none */
    struct buf out;
    int fd;
    struct scan scan;
    struct groups groups;
    struct zone_book book;
    struct reader reader;
    const struct scan_part **parts; /* of the booking under work */
    size_t parts_capacity;
    uint32_t event;  /* number of the next one in the order of reading */
    uint32_t poison; /* place in orders->poison */
    uint64_t occurrences;
    size_t dropped; /* the body up to here is not in our memory any more */
};

int worker_new(const struct orders *orders, const char *zoneinfo, struct worker **ret_worker, struct err *err)
{
    struct worker *worker = mem_zalloc(sizeof *worker);
    worker->orders = orders;
    zones_init(&worker->zones);
    int rc = zones_load(&worker->zones, zoneinfo);
    if (rc != 0) {
        err_set(err, rc, "no time zones in %s: is tzdata installed?", zoneinfo);
    } else if ((worker->default_zone = zones_find(&worker->zones, orders->default_zone)) == NULL) {
        rc = err_set(err, ERR_NOT_FOUND, "unknown default time zone %.80s", orders->default_zone);
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

/* Not after each event: what is lost with the process is read again by the next, and must not have cost much. */
static int out_settle(struct run *run)
{
    return run->out.len >= FLUSH_BYTES ? out_flush(&run->out, run->fd) : 0;
}

/* Pages of the body before `until` are given back: the file keeps them, and they come again if they are looked at. */
static void body_drop(struct run *run, size_t until)
{
    if (until < run->dropped) {
        run->dropped = 0;
    }
    size_t begin = run->dropped / DROP_BYTES * DROP_BYTES;
    size_t end = until / DROP_BYTES * DROP_BYTES;
    if (run->body->mapped && end > begin && end <= run->body->len) {
        (void)madvise((void *)(uintptr_t)(run->body->text + begin), end - begin, MADV_DONTNEED);
        run->dropped = end;
    }
}

static void run_found(void *ctx, const struct scan *scan)
{
    struct run *run = ctx;
    groups_add(&run->groups, scan);
    body_drop(run, scan->events[scan->n_events - 1].begin);
}

/* Of what is the same for the whole body. */
static uint64_t frame_digest(const struct worker *worker)
{
    const struct orders *orders = worker->orders;
    uint64_t digest = hash_join(DIGEST_VERSION, worker->zones.digest);
    digest = hash_join(digest, hash_of(0, orders->default_zone, strlen(orders->default_zone)));
    digest = hash_join(digest, orders->zone_is_fixed);
    digest = hash_join(digest, orders->taken_as);
    for (uint32_t i = 0; i < orders->n_words; i++) {
        digest = hash_join(digest, hash_of(1, orders->words[i], strlen(orders->words[i])));
    }
    for (uint32_t i = 0; i < orders->n_properties; i++) {
        digest = hash_join(digest, hash_of(2, orders->properties[i], strlen(orders->properties[i])));
    }
    return digest;
}

static void group_put(struct run *run, enum record_type type, const struct group *group)
{
    struct group_name name = group_name(&run->groups, &run->scan, group);
    struct record_booking booking = {
        .uid = (char *)(uintptr_t)name.text,
        .digest = group->digest,
        .begin = run->scan.events[group->first].begin,
        .n = group->n,
        .same = group->same,
    };
    record_put_booking(&run->out, type, &booking, name.len);
}

/* Everything that is in the body, before anything is read. */
static int names_run(struct run *run)
{
    uint32_t n = 0;
    int rc = 0;
    for (size_t i = 0; i < run->groups.n; i++) {
        n += run->groups.items[i].same ? 0 : run->groups.items[i].n;
    }
    record_put_head(&run->out, run->scan.method, run->mail != NULL ? run->mail->sender : NULL, n);
    for (size_t i = 0; i < run->groups.n && rc == 0; i++) {
        group_put(run, RECORD_NAME, &run->groups.items[i]);
        body_drop(run, run->scan.events[run->groups.items[i].first].begin);
        rc = out_settle(run);
    }
    return rc;
}

static bool event_is_poison(struct run *run)
{
    const struct orders *orders = run->worker->orders;
    while (run->poison < orders->n_poison && orders->poison[run->poison] < run->event) {
        run->poison++;
    }
    return run->poison < orders->n_poison && orders->poison[run->poison] == run->event;
}

static int event_read(struct run *run, const struct group *group, const struct scan_part *part, struct event *event,
                      struct err *err)
{
    const struct orders *orders = run->worker->orders;
    if (event_is_poison(run)) {
        return err_set(err, ERR_UNREADABLE, "another process died of it");
    }
    if (orders->refuse_rest) {
        return err_set(err, ERR_LIMIT, "it was not read: reading others crashed or hung too often");
    }
    if (group->n > orders->max_occurrences) {
        return err_set(err, ERR_LIMIT, "more than %u components have its UID", orders->max_occurrences);
    }
    if (run->occurrences > orders->max_total) {
        return err_set(err, ERR_LIMIT, "the calendar has more than %u occurrences, which is where reading it ends",
                       orders->max_total);
    }
    int rc = reader_read(&run->reader, part, event, err);
    struct group_name name = group_name(&run->groups, &run->scan, group);
    if (rc == 0 && (strlen(event->uid) != name.len || memcmp(event->uid, name.text, name.len) != 0)) {
        return err_set(err, ERR_INVALID, "its UID cannot be read");
    }
    run->occurrences += event->n_occurrences;
    return rc;
}

/* err NULL: another component counts instead of it. */
static void event_refuse(struct run *run, const struct scan_part *part, const struct err *err)
{
    __attribute__((cleanup(refusal_done))) struct refusal refusal = {.line = part->line};
    if (err != NULL) {
        label_of_part(&run->scan, part, &refusal);
        refusal.line = err->line != 0 ? err->line : part->line;
    }
    refusal.why = mem_strdup(err != NULL ? err->message : "");
    record_put_refusal(&run->out, &refusal);
}

static void event_answer(struct run *run, const struct group *group, const struct scan_part *part)
{
    struct err err = {.line = part->line};
    struct event event = {0};
    struct buf *out = &run->out;
    size_t before = out->len;
    int rc = event_read(run, group, part, &event, &err);
    if (rc == 0) {
        record_put_event(out, &event);
    }
    if (rc == 0 && (out->overflown || out->len - before > CALENDAR_RECORD_BYTES)) {
        out->len = before;
        out->overflown = false;
        rc = err_set(&err, ERR_LIMIT, "the event is too large");
    }
    if (rc != 0) {
        event_refuse(run, part, rc < 0 ? &err : NULL);
    }
    event_done(&event);
}

static int event_run(struct run *run, const struct group *group, const struct scan_part *part)
{
    uint64_t steps = run->reader.steps_left;
    atomic_store_explicit(&run->desk->event, run->event + 1, memory_order_relaxed);
    event_answer(run, group, part);
    body_drop(run, part->begin);
    return steps - run->reader.steps_left > CALENDAR_FEW_STEPS ? out_flush(&run->out, run->fd) : out_settle(run);
}

static void parts_collect(struct run *run, const struct group *group)
{
    size_t n = 0;
    for (uint32_t event = group->first; event != GROUP_NONE; event = run->groups.next[event]) {
        ARRAY_GROW(run->parts, n, run->parts_capacity);
        run->parts[n++] = &run->scan.events[event];
    }
    reader_group(&run->reader, run->parts, group->n);
    zone_book_trim(&run->book);
}

/* Those before orders->first have been answered; its booking may have been announced. */
static int group_run(struct run *run, const struct group *group)
{
    uint32_t first = run->worker->orders->first;
    int rc = 0;
    if (run->event + group->n <= first) {
        run->event += group->n;
        return 0;
    }
    parts_collect(run, group);
    if (run->event >= first) {
        group_put(run, RECORD_BOOKING, group);
    }
    for (uint32_t i = 0; i < group->n && rc == 0; i++, run->event++) {
        if (run->event >= first) {
            rc = event_run(run, group, run->parts[i]);
        }
    }
    return rc;
}

static int groups_run(struct run *run)
{
    const struct orders *orders = run->worker->orders;
    int rc = orders->named ? 0 : names_run(run);
    record_put_open(&run->out);
    rc = rc == 0 ? out_flush(&run->out, run->fd) : rc; /* from here on an event is to blame */
    for (size_t i = 0; i < run->groups.n && rc == 0; i++) {
        if (!run->groups.items[i].same) {
            rc = group_run(run, &run->groups.items[i]);
        }
    }
    record_put_done(&run->out);
    return rc == 0 ? out_flush(&run->out, run->fd) : rc;
}

static int scan_run(struct run *run)
{
    const struct worker *worker = run->worker;
    const struct orders *orders = worker->orders;
    struct series_frame frame = {
        .default_zone = worker->default_zone,
        .window = orders->window,
        .max_occurrences = orders->max_occurrences,
    };
    zone_book_init(&run->book, (struct zones *)(uintptr_t)&worker->zones, &run->scan, orders->window.to);
    reader_init(&run->reader, &run->scan, &run->book, &frame);
    run->reader.zone_is_fixed = orders->zone_is_fixed;
    run->reader.selection = (struct calendar_selection){
        .words = (const char *const *)orders->words,
        .n_words = orders->n_words,
        .properties = (const char *const *)orders->properties,
        .n_properties = orders->n_properties,
    };
    groups_settle(&run->groups, &run->book, frame_digest(worker), &(struct known){orders->known, orders->n_known});
    int rc = groups_run(run);
    reader_done(&run->reader);
    zone_book_done(&run->book);
    return rc;
}

static int body_run(const struct worker *worker, const struct worker_body *body, struct worker_desk *desk,
                    const struct mail *mail, int fd)
{
    const struct orders *orders = worker->orders;
    struct run run = {.worker = worker, .body = body, .desk = desk, .mail = mail, .fd = fd};
    struct scan_options options = {
        .max_events = orders->max_events, .max_nesting = orders->max_nesting, .found = run_found, .ctx = &run};
    struct err err = {0};
    buf_init(&run.out, OUT_BYTES);
    groups_init(&run.groups);
    int rc = scan_body(&run.scan, body->text, body->len, &options, &err);
    if (rc == 0 && mail != NULL) {
        rc = mail_settle_method(mail, &run.scan.method, &err);
    }
    rc = rc == 0 ? scan_run(&run) : worker_report(&err, fd);
    scan_done(&run.scan);
    groups_done(&run.groups);
    mem_free(run.parts);
    buf_done(&run.out);
    return rc;
}

int worker_run(struct worker *worker, const struct worker_body *body, struct worker_desk *desk, int fd)
{
    struct err err = {0};
    struct mail mail;
    if (!worker->orders->mail) {
        return body_run(worker, body, desk, NULL, fd);
    }
    int rc = mail_read(body->text, body->len, &mail, &err);
    struct worker_body calendar = {.text = buf_string(&mail.calendar), .len = mail.calendar.len};
    rc = rc == 0 ? body_run(worker, &calendar, desk, &mail, fd) : worker_report(&err, fd);
    mail_done(&mail);
    return rc;
}

int worker_report(const struct err *err, int fd)
{
    CLEAN_BUF struct buf out;
    buf_init(&out, CALENDAR_RECORD_BYTES);
    record_put_failed(&out, err);
    return out_flush(&out, fd);
}
