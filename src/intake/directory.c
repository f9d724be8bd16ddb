/* intake/directory.c: a folder that is a mail slot: what is dropped into it is read at once and reported beside; a file
 * that is taken away changes nothing. */
#include "directory.h"

#include "base/log.h"
#include "base/mem.h"
#include "loop/clock.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const duration_ms CUT_AFTER = 10 * SECOND_MS; /* without END:VCALENDAR, and still */
static const duration_ms MAIL_AFTER = 2 * SECOND_MS; /* nothing in a mail says that it is whole */
enum { SEEN_TEXT_LIMIT = DIRECTORY_FILES * 16 + 64, REASON_SIZE = 512, FILES_AT_ONCE = 50, SAVE_PART = 8 };

struct directory {
    struct source *source;
    struct loop_source *watch; /* NULL: only `every` helps */
    struct loop_source *later; /* wakes for what waits */
    struct loop_source *step;  /* goes on with a copy, or with the next file */
    bool watch_failed_said, report_failed_said;
    int folder; /* during a look, else -1 */
    struct seen seen;
    bool seen_loaded; /* it is what is durable, and what this look adds */
    struct waiting_list waiting;
    duration_ms later_in; /* the soonest of what waits; -1: nothing does */
    struct drop *drops;   /* of this look: those that are new, in order of change */
    size_t n_drops, drops_capacity, at;
    struct copy copy;
    size_t unsaved; /* files that were seen since that was made durable */
    bool saving;    /* what is delivered now makes it so */
    bool news;      /* something was delivered in this look */
    bool bad;       /* the last file that came was refused: its error stays shown */
    char reason[REASON_SIZE];
    struct err trouble; /* code not 0: a file could not be read, the look has failed */
};

static void directory_next(struct directory *directory);

static void on_step(void *ctx);

static int64_t now_ms(void)
{
    return clock_monotonic_us() / 1000;
}

static void on_later(void *ctx)
{
    source_wake(((struct directory *)ctx)->source);
}

static void on_change(void *ctx, const char *name)
{
    struct directory *directory = ctx;
    if (name == NULL) {
        loop_source_free(directory->watch);
        directory->watch = NULL;
    }
    if (name == NULL || drop_is_wanted(name)) {
        source_wake(directory->source);
    }
}

static void directory_later(struct directory *directory, duration_ms wait)
{
    if (directory->later_in < 0 || wait < directory->later_in) {
        directory->later_in = wait;
    }
}

static void *directory_open(struct source *source)
{
    struct directory *directory = mem_zalloc(sizeof *directory);
    directory->source = source;
    directory->folder = -1;
    directory->copy.from = directory->copy.to = -1;
    directory->later = loop_add_timer(source_loop(source), on_later, directory);
    directory->step = loop_add_timer(source_loop(source), on_step, directory);
    return directory;
}

static void directory_leave(struct directory *directory)
{
    copy_done(&directory->copy);
    for (size_t i = 0; i < directory->n_drops; i++) {
        drop_done(&directory->drops[i]);
    }
    directory->n_drops = 0;
    if (directory->folder >= 0) {
        close(directory->folder);
    }
    directory->folder = -1;
}

static void directory_close(void *self)
{
    struct directory *directory = self;
    directory_leave(directory);
    loop_source_free(directory->watch);
    loop_source_free(directory->later);
    loop_source_free(directory->step);
    waiting_list_done(&directory->waiting);
    seen_done(&directory->seen);
    mem_free(directory->drops);
    mem_free(directory);
}

/* The end of a look */

static void directory_fail(struct directory *directory, const char *reason)
{
    directory_leave(directory);
    directory->seen_loaded = false;
    source_fail(directory->source, &(struct source_failure){.reason = reason, .retry_after = -1});
}

static void directory_finish(struct directory *directory)
{
    loop_timer_set(directory->later, directory->later_in);
    waiting_list_prune(&directory->waiting);
    if (directory->trouble.code != 0) {
        directory_fail(directory, directory->trouble.message);
        return;
    }
    directory_leave(directory);
    if (directory->bad && directory->news) {
        source_note(directory->source, directory->reason);
    }
    if (directory->news || directory->bad) {
        source_succeed(directory->source);
    } else {
        source_unchanged(directory->source);
    }
}

/* What became of a file */

static void directory_report(struct directory *directory, const struct intake_outcome *outcome)
{
    const char *name = directory->drops[directory->at].name;
    const char *calendar = source_calendar(directory->source)->name;
    struct err err = {0};
    directory->bad = outcome->err.code != 0;
    if (directory->bad) {
        snprintf(directory->reason, sizeof directory->reason, "%s: %s", name, outcome->err.message);
        log_warning("calendar file is refused", "calendar=%s file=%s reason=%s", calendar, log_quote(name),
                    log_quote(outcome->err.message));
    } else {
        log_info("calendar file is taken", "calendar=%s file=%s created=%u changed=%u cancelled=%u refused=%zu",
                 calendar, log_quote(name), outcome->counts.created, outcome->counts.changed, outcome->counts.cancelled,
                 outcome->n_refusals);
    }
    bool failed = report_write(directory->folder, name, outcome, &err) != 0;
    if (failed && !directory->report_failed_said) {
        log_warning("the report of a calendar file cannot be written beside it", "calendar=%s file=%s reason=%s",
                    calendar, log_quote(name), log_quote(err.message));
    }
    directory->report_failed_said = failed;
}

static void directory_see(struct directory *directory)
{
    const struct drop *drop = &directory->drops[directory->at];
    seen_add(&directory->seen, seen_key(drop->name, drop->etag));
    directory->unsaved++;
}

/* All that was seen is written at once: of many, with every eighth of them. What is read again after a crash changes
 * nothing. */
static bool directory_must_save(const struct directory *directory)
{
    return directory->at >= directory->n_drops || directory->unsaved * SAVE_PART >= directory->seen.count;
}

static void directory_deliver(struct directory *directory, struct intake_delivery *delivery, intake_outcome_fn *call)
{
    struct buf validator CLEAN_BUF;
    buf_init(&validator, SEEN_TEXT_LIMIT);
    directory->saving = directory_must_save(directory);
    directory->news = true;
    if (directory->saving) {
        CLEAN_FREE char *text = seen_write(&directory->seen);
        validator_put(&validator, "seen", text);
        delivery->validator = buf_string(&validator);
    }
    source_deliver(directory->source, delivery, call, directory);
}

/* Not from here: of many that are refused unread each would come back here. */
static void directory_go_on(struct directory *directory)
{
    directory->unsaved = directory->saving ? 0 : directory->unsaved;
    directory->saving = false;
    directory->at++;
    loop_timer_set(directory->step, 0);
}

static void on_remembered(void *ctx, const struct intake_outcome *outcome)
{
    struct directory *directory = ctx;
    if (outcome->err.code != 0) {
        directory_fail(directory, outcome->err.message);
        return;
    }
    directory_go_on(directory);
}

/* Makes durable that the file was seen, where that did not go with its content. */
static void directory_remember(struct directory *directory)
{
    if (!directory_must_save(directory)) {
        directory_go_on(directory);
        return;
    }
    directory_deliver(directory, &(struct intake_delivery){.kind = INTAKE_PARTIAL, .fd = -1}, on_remembered);
}

/* It was not the file's fault: it is read again, after a while. */
static bool is_passing(const struct err *err)
{
    return err->code == ERR_BUSY || err->code == ERR_IO;
}

static void on_outcome(void *ctx, const struct intake_outcome *outcome)
{
    struct directory *directory = ctx;
    if (is_passing(&outcome->err)) {
        directory_fail(directory, outcome->err.message);
        return;
    }
    directory_report(directory, outcome);
    directory_remember(directory);
}

static void on_snapshot_outcome(void *ctx, const struct intake_outcome *outcome)
{
    struct directory *directory = ctx;
    if (outcome->err.code != 0) {
        on_outcome(ctx, outcome);
        return;
    }
    directory_report(directory, outcome);
    directory_go_on(directory);
}

/* Refused unread. */
static void directory_refuse(struct directory *directory, const struct err *err)
{
    copy_done(&directory->copy);
    directory_see(directory);
    directory_report(directory, &(struct intake_outcome){.err = *err});
    directory_remember(directory);
}

/* The way of one file */

static void directory_take(struct directory *directory)
{
    const struct drop *drop = &directory->drops[directory->at];
    bool message = !drop->mail && copy_has_method(&directory->copy);
    struct intake_chapter chapter = {.begin = 0, .href = drop->name, .etag = drop->etag};
    const char *gone[] = {drop->name};
    struct intake_delivery delivery = {
        .kind = drop->mail ? INTAKE_MAIL
                : message  ? INTAKE_MESSAGE
                           : INTAKE_PARTIAL,
        .fd = directory->copy.to,
    };
    bool snapshot = delivery.kind == INTAKE_PARTIAL;
    if (snapshot) {
        delivery.chapters = &chapter;
        delivery.n_chapters = 1;
        delivery.gone = gone;
        delivery.n_gone = 1;
    }
    directory->copy.to = -1;
    copy_done(&directory->copy);
    if (snapshot) {
        directory_see(directory);
        directory_deliver(directory, &delivery, on_snapshot_outcome);
        return;
    }
    directory->news = true;
    source_deliver(directory->source, &delivery, on_outcome, directory);
    directory_see(directory);
}

static void on_step(void *ctx)
{
    struct directory *directory = ctx;
    struct err err = {0};
    if (directory->copy.from < 0) {
        directory_next(directory);
        return;
    }
    int r = copy_step(&directory->copy, &err);
    if (r > 0) {
        loop_timer_set(directory->step, 0);
        return;
    }
    const struct drop *drop = &directory->drops[directory->at];
    if (r == 0 && copy_is_of(&directory->copy, drop)) {
        waiting_list_remove(&directory->waiting, drop->name);
        directory_take(directory);
        return;
    }
    copy_done(&directory->copy);
    if (r < 0) {
        err_set(&directory->trouble, err.code, "%s: %s", drop->name, err.message);
    } else {
        directory_later(directory, MAIL_AFTER); /* somebody writes to it just now */
    }
    directory->at++;
    directory_next(directory);
}

/* True: it is not whole, and may become so. */
static bool drop_must_wait(struct directory *directory, const struct drop *drop, bool whole)
{
    if (whole) {
        return false;
    }
    duration_ms needed = drop->mail ? MAIL_AFTER : CUT_AFTER;
    duration_ms age = waiting_list_age(&directory->waiting, drop, now_ms());
    if (age >= needed) {
        return false;
    }
    directory_later(directory, needed - age);
    return true;
}

/* True: the file is on its way, and the look goes on when it is done; false: the next one. */
static bool directory_begin(struct directory *directory, const struct drop *drop)
{
    struct err err = {0};
    uint64_t limit = source_limit(directory->source);
    if (!drop->regular) {
        err_set(&err, ERR_INVALID, "it is not a regular file, and links are not followed");
    } else if (drop->size > limit) {
        err_set(&err, ERR_LIMIT, "it has more than %llu bytes", (unsigned long long)limit);
    }
    if (err.code != 0) {
        directory_refuse(directory, &err);
        return true;
    }
    int to = source_spool(directory->source, &err);
    if (to < 0 || copy_begin(&directory->copy, directory->folder, drop, to, &err) != 0) {
        copy_done(&directory->copy);
        directory->trouble = err;
        return false;
    }
    bool whole = !drop->mail && copy_is_whole(&directory->copy);
    if (drop_must_wait(directory, drop, whole)) {
        copy_done(&directory->copy);
        return false;
    }
    if (!whole && !drop->mail) {
        waiting_list_remove(&directory->waiting, drop->name);
        err_set(&err, ERR_UNREADABLE, "it is cut off: END:VCALENDAR is missing at its end");
        directory_refuse(directory, &err);
        return true;
    }
    loop_timer_set(directory->step, 0);
    return true;
}

/* Of many that have to wait some are looked at in each turn of the loop. */
static void directory_next(struct directory *directory)
{
    for (size_t n = 0; directory->at < directory->n_drops; n++) {
        if (n == FILES_AT_ONCE) {
            loop_timer_set(directory->step, 0);
            return;
        }
        if (directory_begin(directory, &directory->drops[directory->at])) {
            return;
        }
        directory->at++;
    }
    if (directory->unsaved > 0) {
        directory_remember(directory);
    } else {
        directory_finish(directory);
    }
}

/* The beginning of a look */

static int drop_compare(const void *one, const void *other)
{
    const struct drop *a = one;
    const struct drop *b = other;
    int order = (a->changed_ns > b->changed_ns) - (a->changed_ns < b->changed_ns);
    return order != 0 ? order : strcmp(a->name, b->name);
}

static void directory_watch(struct directory *directory, const char *path)
{
    struct err err = {0};
    if (directory->watch != NULL) {
        return;
    }
    int r = loop_add_folder(source_loop(directory->source), path, on_change, directory, &directory->watch, &err);
    if (r != 0 && !directory->watch_failed_said) {
        log_warning("calendar folder is looked at from time to time only", "calendar=%s reason=%s",
                    source_calendar(directory->source)->name, log_quote(err.message));
    }
    directory->watch_failed_said = r != 0;
}

/* Those that were seen go on being known, those that are gone are forgotten, the others are to be read. */
static int directory_list(struct directory *directory, DIR *listing, struct err *err)
{
    struct seen still = {0};
    size_t n = 0;
    for (struct dirent *entry; (entry = readdir(listing)) != NULL;) {
        struct drop drop;
        if (!drop_is_wanted(entry->d_name) || drop_look(directory->folder, entry->d_name, &drop, err) != 0) {
            continue;
        }
        uint64_t key = seen_key(drop.name, drop.etag);
        if (++n > DIRECTORY_FILES) {
            drop_done(&drop);
            break;
        }
        if (seen_has(&directory->seen, key)) {
            seen_add(&still, key);
            drop_done(&drop);
            continue;
        }
        ARRAY_GROW(directory->drops, directory->n_drops, directory->drops_capacity);
        directory->drops[directory->n_drops++] = drop;
    }
    seen_done(&directory->seen);
    directory->seen = still;
    return n <= DIRECTORY_FILES
               ? 0
               : err_set(err, ERR_LIMIT, "there are more than %d files in the folder; take those away that were read",
                         DIRECTORY_FILES);
}

static int directory_enter(struct directory *directory, const char *path, struct err *err)
{
    directory->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int again = directory->folder >= 0 ? fcntl(directory->folder, F_DUPFD_CLOEXEC, 0) : -1;
    DIR *listing = again >= 0 ? fdopendir(again) : NULL;
    if (listing == NULL) {
        return err_set(err, ERR_IO, "the folder %s cannot be read: %s", path, strerror(errno));
    }
    if (!directory->seen_loaded) {
        CLEAN_FREE char *text = source_remembered(directory->source, "seen");
        seen_done(&directory->seen);
        seen_read(&directory->seen, text);
        directory->seen_loaded = true;
        directory->unsaved = 0;
    }
    int r = directory_list(directory, listing, err);
    closedir(listing);
    return r;
}

static void directory_look(void *self)
{
    struct directory *directory = self;
    const char *path = source_calendar(directory->source)->path;
    struct err err = {0};
    directory->at = 0;
    directory->news = directory->saving = false;
    directory->later_in = -1;
    directory->trouble = (struct err){0};
    directory_watch(directory, path); /* before the listing: nothing falls between */
    if (directory_enter(directory, path, &err) != 0) {
        directory_fail(directory, err.message);
        return;
    }
    if (directory->n_drops > 0) {
        qsort(directory->drops, directory->n_drops, sizeof *directory->drops, drop_compare);
    }
    directory_next(directory);
}

const struct source_kind DIRECTORY_SOURCE = {
    .open = directory_open,
    .close = directory_close,
    .look = directory_look,
};
