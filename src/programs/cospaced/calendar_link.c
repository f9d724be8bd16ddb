/* calendar_link.c: calendars wait in line for a reader. A body that cannot be read at all is answered here; what a
 * body says, refusals and all, is the engine's. */
#include "calendar_link.h"

#include "base/log.h"
#include "base/mem.h"
#include "calendar_inside.h"
#include "http/spool.h"
#include "loop/clock.h"
#include "pushed.h"
#include "service.h"

#include <string.h>
#include <unistd.h>

static const uint64_t WAITING_LIMIT = UINT64_C(2) << 30; /* bytes in line */
static const size_t ROLL_LIMIT = (size_t)512 << 20;
/* A body up to this is read while a larger one is. */
static const uint64_t SMALL_BODY = 1 << 20;

/* From what the reader found to what is durable. */
static void task_log_applied(const struct task *task, const struct merge_counts *counts)
{
    log_debug("calendar applied", "calendar=%s in_us=%lld created=%u changed=%u cancelled=%u", task->calendar,
              (long long)(clock_monotonic_us() - task->found_us), counts->created, counts->changed, counts->cancelled);
}

void task_answer(struct calendar_link *link, struct task *task, const struct reply *reply)
{
    struct reply answer = *reply;
    if (task->found_us != 0 && reply->err.code == 0) {
        task_log_applied(task, &reply->counts);
    }
    if (task->same && reply->err.code == 0) {
        pushed_count(task, link->service->engine, &answer.counts);
    }
    answer.token = task->token;
    if (task->done != NULL) {
        task->done(task->ctx, &answer, &task->refused);
    }
    task_list_remove(&link->tasks, task);
}

/* Noted in the calendar, which must be there: a body that nobody can read makes none. */
static void calendar_link_note_failure(struct calendar_link *link, const char *calendar, const char *why)
{
    struct service *service = link->service;
    if (engine_calendar(service->engine, calendar) != NULL) {
        turn_fail_sync(service->turn, calendar, why);
    }
}

/* Stored texts (uid NULL: of all that recur) cannot be read: whoever waits for it is told; it is asked for again later.
 */
static void again_fail(struct calendar_link *link, const char *calendar, const char *uid, uint64_t number,
                       const char *why)
{
    if (uid != NULL) {
        log_error("a booking cannot be read again, trying again within the hour", "calendar=%s uid=%s reason=%s",
                  calendar, log_quote(uid), log_quote(why));
    } else {
        log_error("recurring bookings cannot be expanded further, trying again within the hour",
                  "calendar=%s reason=%s", calendar, log_quote(why));
    }
    struct calendar_content nothing;
    calendar_content_init(&nothing);
    struct command command = {
        .kind = uid != NULL ? COMMAND_REREAD : COMMAND_ROLL,
        .calendar = calendar,
        .uid = uid,
        .number = number,
        .text = why,
        .start = INSTANT_NONE,
        .end = INSTANT_NONE,
    };
    turn_submit_content(link->service->turn, &command, &nothing);
}

void task_refuse(struct calendar_link *link, struct task *task, const struct err *err)
{
    if (task->rolls) {
        again_fail(link, task->calendar, task->uid, task->number, err->message);
        task_list_remove(&link->tasks, task);
        return;
    }
    bool syncs = task->kind == CALENDAR_TASK_SNAPSHOT || task->kind == CALENDAR_TASK_PARTIAL;
    if (!task->quiet) {
        log_warning("calendar cannot be read", "calendar=%s reason=%s", task->calendar, log_quote(err->message));
    }
    if (!task->quiet && syncs) {
        calendar_link_note_failure(link, task->calendar, err->message);
    }
    task_answer(link, task, &(struct reply){.err = *err});
}

static struct task *reader_choose(const struct reader *reader)
{
    const struct calendar_link *link = reader->link;
    uint64_t most = reader == &link->readers[READER_SMALL] ? SMALL_BODY : UINT64_MAX;
    struct task *task = link->tasks.first;
    while (task != NULL &&
           (task->started || task->size > most || (task->uid == NULL && !task_list_is_first(&link->tasks, task)))) {
        task = task->next;
    }
    return task;
}

/* That it came is all there is to say. */
static void task_pass_over(struct calendar_link *link, struct task *task)
{
    log_debug("calendar is what was sent, which is not read again", "calendar=%s", task->calendar);
    litter_take(link->litter, task->body);
    task->body = -1;
    task->kind = CALENDAR_TASK_PARTIAL;
    task->remembers_body = false;
    task->same = true;
}

void calendar_link_next(struct calendar_link *link)
{
    for (size_t i = 0; i < N_READERS; i++) {
        struct reader *reader = &link->readers[i];
        struct task *task;
        while (reader->task == NULL && (task = reader_choose(reader)) != NULL) {
            struct err err = {0};
            if (pushed_is_known(task, link->service->engine, link->service->config)) {
                task_pass_over(link, task);
            }
            if (task->body < 0) {
                task_submit_nothing(link, task);
            } else if (reader_start(reader, task, &err) != 0) {
                task_refuse(link, task, &err);
            }
        }
    }
}

int calendar_link_read(struct calendar_link *link, const struct calendar_task *wanted, struct err *err)
{
    struct task *task = task_new(wanted);
    int rc = 0;
    if (!turn_store_works(link->service->turn, err)) {
        rc = err_set(err, ERR_BUSY, "the store cannot be written");
    } else if (link->tasks.waiting + task->size > WAITING_LIMIT) {
        rc = err_set(err, ERR_BUSY, "too many calendars are waiting to be read, try again in a moment");
    }
    if (rc != 0) {
        task_free(task);
        return rc;
    }
    instant now = clock_now();
    task->window = (struct window){.from = now, .to = now + link->service->config->settings.horizon};
    task_list_add(&link->tasks, task);
    for (size_t i = 0; i < N_READERS; i++) {
        if (link->readers[i].task == NULL) {
            loop_timer_set(link->readers[i].timer, 0);
        }
    }
    return 0;
}

void calendar_link_forget(struct calendar_link *link, const void *ctx)
{
    for (struct task *task = link->tasks.first; task != NULL; task = task->next) {
        if (task->ctx == ctx) {
            task->done = NULL;
        }
    }
}

/* uid NULL: of all that recur. */
static int roll_spool(struct calendar_link *link, const char *calendar, const char *uid, struct err *err)
{
    struct buf text CLEAN_BUF;
    buf_init(&text, ROLL_LIMIT);
    struct store *store = link->service->store;
    int body = calendar_link_spool(link, err);
    if (body < 0) {
        return body;
    }
    int rc = uid != NULL ? store_read_booking(store, calendar, uid, &text, err)
                         : store_read_recurring(store, calendar, body, err);
    rc = rc == 0 ? spool_write(body, buf_string(&text), text.len, err) : rc;
    if (rc != 0) {
        close(body);
        return rc;
    }
    return body;
}

void calendar_link_roll(struct calendar_link *link, const char *calendar, const struct window *window)
{
    struct err err = {0};
    int body = roll_spool(link, calendar, NULL, &err);
    if (body < 0) {
        again_fail(link, calendar, NULL, 0, err.message);
        return;
    }
    struct task *task =
        task_new(&(struct calendar_task){.kind = CALENDAR_TASK_MESSAGE, .calendar = calendar, .take_body = body});
    task->rolls = true;
    task->window = *window;
    task_list_add(&link->tasks, task);
    calendar_link_next(link);
}

/* It waits for nothing else of its calendar: a message that is there before it may wait for it. */
void calendar_link_reread(struct calendar_link *link, const struct reread *reread, const struct window *window)
{
    struct err err = {0};
    const char *calendar = reread->booking->calendar->name, *uid = reread->booking->uid;
    int body = roll_spool(link, calendar, uid, &err);
    if (body < 0) {
        again_fail(link, calendar, uid, reread->number, err.message);
        return;
    }
    struct task *task =
        task_new(&(struct calendar_task){.kind = CALENDAR_TASK_MESSAGE, .calendar = calendar, .take_body = body});
    task->rolls = true;
    task->uid = mem_strdup(uid);
    task->number = reread->number;
    task->window = *window;
    task_list_add(&link->tasks, task);
    calendar_link_next(link);
}

int calendar_link_spool(const struct calendar_link *link, struct err *err)
{
    return spool_open(link->folder, err);
}

static void calendar_link_stop_reading(struct calendar_link *link, const struct task *task)
{
    for (size_t i = 0; i < N_READERS; i++) {
        if (link->readers[i].task == task) {
            reader_stop(&link->readers[i]);
        }
    }
}

/* The reply ends the task: with what all parts of a message did, or what one of them may not. */
static bool task_is_over(struct task *task, struct reply *reply)
{
    struct err err = reply->err;
    bool failed = err.code != 0;
    if (task_hears(task, reply)) {
        *reply = task->sum;
        reply->err = err;
        return failed || (task->whole && task->n_asked == 0);
    }
    return (failed && task->begun != 0 && task->begun == reply->token) ||
           (task->submitted != 0 && task->submitted == reply->token);
}

bool calendar_link_reply(struct calendar_link *link, const struct reply *reply)
{
    for (struct task *task = link->tasks.first; task != NULL; task = task->next) {
        struct reply answer = *reply;
        if (task_is_over(task, &answer)) {
            calendar_link_stop_reading(link, task);
            task_answer(link, task, &answer);
            calendar_link_next(link);
            break;
        }
    }
    return (reply->token & LINK_TOKEN) != 0;
}

/* What was begun with the engine that is no more cannot be ended. */
void calendar_link_on_undo(struct calendar_link *link, const struct err *err)
{
    struct reply reply = {0};
    err_set(&reply.err, ERR_BUSY, "the store cannot be written: %s", err->message);
    for (struct task *task = link->tasks.first, *next; task != NULL; task = next) {
        next = task->next;
        if (task->sync != 0 || task->submitted != 0 || task->in_parts) {
            calendar_link_stop_reading(link, task);
            task_answer(link, task, &reply);
        }
    }
    calendar_link_next(link);
}

void calendar_link_on_turn(struct calendar_link *link)
{
    for (size_t i = 0; i < N_READERS; i++) {
        reader_go_on(&link->readers[i]);
    }
}

int calendar_link_new(struct service *service, struct calendar_link **ret_link, struct err *err)
{
    CLEAN_FREE char *program = calendar_program();
    if (access(program, X_OK) != 0) {
        return err_set(err, ERR_IO, "the calendar reader %s is not there or not executable", program);
    }
    struct calendar_link *link = mem_zalloc(sizeof *link);
    link->service = service;
    link->program = mem_strdup(program);
    link->folder = service_spool_folder(service);
    link->litter = litter_new(service->loop);
    for (size_t i = 0; i < N_READERS; i++) {
        struct reader *reader = &link->readers[i];
        reader->link = link;
        reader->timer = loop_add_timer(service->loop, reader_on_timer, reader);
    }
    *ret_link = link;
    return 0;
}

void calendar_link_free(struct calendar_link *link)
{
    if (link == NULL) {
        return;
    }
    for (size_t i = 0; i < N_READERS; i++) {
        reader_stop(&link->readers[i]);
        loop_source_free(link->readers[i].timer);
    }
    task_list_done(&link->tasks);
    litter_free(link->litter);
    mem_free(link->folder);
    mem_free(link->program);
    mem_free(link);
}
