/* calendar_link.c: calendars wait in line for a reader. A body that cannot be read at all is answered here; what a
 * body says, refusals and all, is the engine's. */
#include "calendar_link.h"

#include "base/log.h"
#include "base/mem.h"
#include "calendar_task.h"
#include "http/spool.h"
#include "loop/clock.h"
#include "service.h"

#include <string.h>
#include <unistd.h>

static const uint64_t WAITING_LIMIT = UINT64_C(2) << 30; /* bytes in line */
static const size_t ROLL_LIMIT = (size_t)512 << 20;
/* A body up to this is read while a larger one is. */
static const uint64_t SMALL_BODY = 1 << 20;

enum { READER_SMALL, READER_ANY, N_READERS };

/* Reads one task at a time. */
struct reader {
    struct calendar_link *link;
    struct task *task; /* NULL: idle */
    struct calendar_job *job;
    struct loop_source *io;
    struct loop_source *timer;
};

struct calendar_link {
    struct service *service;
    char *program;
    char *folder;
    struct task_list tasks; /* in order of arrival, those that are being read among them */
    struct reader readers[N_READERS];
    uint64_t last_token;
};

static void calendar_link_next(struct calendar_link *link);

/* Tokens of the link have their highest bit set; those of the API never do. */
static const uint64_t LINK_TOKEN = UINT64_C(1) << 63;

static void task_answer(struct calendar_link *link, struct task *task, const struct reply *reply,
                        const struct calendar_content *content)
{
    struct reply answer = *reply;
    answer.token = task->token;
    if (task->done != NULL) {
        task->done(task->ctx, &answer, task->said.n_refusals > 0 ? &task->said : content);
    }
    task_list_remove(&link->tasks, task);
}

static enum command_kind task_command(const struct task *task)
{
    switch (task->kind) {
    case CALENDAR_TASK_SNAPSHOT:
        return COMMAND_SNAPSHOT;
    case CALENDAR_TASK_PARTIAL:
    case CALENDAR_TASK_MESSAGE:
    case CALENDAR_TASK_MAIL:
        break;
    }
    return task->uid != NULL ? COMMAND_REREAD : task->rolls ? COMMAND_ROLL : COMMAND_MESSAGE;
}

/* What a source brings, with what is to be remembered of it. */
static void task_sync(struct calendar_link *link, struct task *task, struct calendar_content *content)
{
    CLEAN_FREE const char **gone = NULL;
    size_t n_gone = task_gone_uids(task, link->service->engine, &gone);
    struct command command = {
        .kind = COMMAND_SYNC_BEGIN,
        .token = LINK_TOKEN | ++link->last_token,
        .calendar = task->calendar,
        .start = INSTANT_NONE,
        .end = INSTANT_NONE,
        .sync = {.number = ++link->last_token,
                 .partial = task->kind == CALENDAR_TASK_PARTIAL,
                 .hold_percent = task->hold_percent},
    };
    task->begun = command.token;
    struct calendar_content names;
    calendar_content_init(&names);
    names.window = content->window;
    task_name_bookings(task, content, &names);
    task_name_bookings(task, content, content);
    task_keep_refusals(task, content);
    turn_submit_content(link->service->turn, &command, &names);
    command.kind = COMMAND_SYNC_PART;
    command.token = 0;
    turn_submit_content(link->service->turn, &command, content);
    command.kind = COMMAND_SYNC_END;
    command.token = task->submitted = LINK_TOKEN | ++link->last_token;
    command.sync.gone = gone;
    command.sync.n_gone = n_gone;
    command.text = task->validator;
    struct calendar_content nothing;
    calendar_content_init(&nothing);
    turn_submit_content(link->service->turn, &command, &nothing);
}

/* Refusals go to whoever asked; the log says how many there were. */
static void task_submit(struct calendar_link *link, struct task *task, struct calendar_content *content)
{
    if (content->n_refusals > 0 && !task->rolls) {
        log_warning("calendar has events that were refused", "calendar=%s refused=%zu first_line=%u why=%s",
                    task->calendar, content->n_refusals, content->refusals[0].line,
                    log_quote(content->refusals[0].why));
    }
    if (task->quiet && (task->kind == CALENDAR_TASK_SNAPSHOT || task->kind == CALENDAR_TASK_PARTIAL)) {
        task_sync(link, task, content);
        return;
    }
    task->submitted = LINK_TOKEN | ++link->last_token;
    struct command command = {
        .kind = task_command(task),
        .token = task->submitted,
        .calendar = task->calendar,
        .uid = task->uid,
        .number = task->number,
        .sync = {.hold_percent = task->hold_percent},
        .start = INSTANT_NONE,
        .end = INSTANT_NONE,
    };
    turn_submit_content(link->service->turn, &command, content);
}

/* Noted in the calendar, which must be there: a body that nobody can read makes none. */
static void calendar_link_note_failure(struct calendar_link *link, const char *calendar, const char *why)
{
    struct service *service = link->service;
    if (engine_calendar(service->engine, calendar) == NULL) {
        return;
    }
    struct command command = {
        .kind = COMMAND_SYNC_FAILED,
        .calendar = calendar,
        .text = why,
        .start = INSTANT_NONE,
        .end = INSTANT_NONE,
    };
    struct err ignored; /* while the store cannot be written there is nothing to note it in */
    turn_submit(service->turn, &command, &ignored);
}

/* Whoever waits for it is told; it is asked for again later. */
static void reread_fail(struct calendar_link *link, const char *calendar, const char *uid, uint64_t number,
                        const char *why)
{
    log_error("a booking cannot be read again, trying again within the hour", "calendar=%s uid=%s reason=%s", calendar,
              log_quote(uid), log_quote(why));
    struct calendar_content nothing;
    calendar_content_init(&nothing);
    struct command command = {
        .kind = COMMAND_REREAD,
        .calendar = calendar,
        .uid = uid,
        .number = number,
        .text = why,
        .start = INSTANT_NONE,
        .end = INSTANT_NONE,
    };
    turn_submit_content(link->service->turn, &command, &nothing);
}

static void task_refuse(struct calendar_link *link, struct task *task, const struct err *err)
{
    if (task->uid != NULL) {
        reread_fail(link, task->calendar, task->uid, task->number, err->message);
        task_list_remove(&link->tasks, task);
        return;
    }
    bool syncs = task->kind == CALENDAR_TASK_SNAPSHOT || task->kind == CALENDAR_TASK_PARTIAL || task->rolls;
    if (!task->quiet) {
        log_warning("calendar cannot be read", "calendar=%s reason=%s", task->calendar, log_quote(err->message));
    }
    if (!task->quiet && syncs) {
        calendar_link_note_failure(link, task->calendar, err->message);
    }
    task_answer(link, task, &(struct reply){.err = *err}, NULL);
}

static void reader_stop(struct reader *reader)
{
    loop_source_free(reader->io);
    reader->io = NULL;
    loop_timer_set(reader->timer, -1);
    calendar_job_free(reader->job);
    reader->job = NULL;
    reader->task = NULL;
}

static void reader_on_ready(void *ctx, uint32_t ready);

/* The descriptor may be another after each step, or another file under the same number: it is watched anew. */
static void reader_watch(struct reader *reader)
{
    int fd = calendar_job_fd(reader->job);
    if (fd >= 0) {
        reader->io = loop_add_io(reader->link->service->loop, fd, LOOP_READ, reader_on_ready, reader);
    }
    loop_timer_set(reader->timer, calendar_job_timeout(reader->job, clock_monotonic_us()));
}

static void reader_take(struct reader *reader)
{
    struct calendar_content content;
    calendar_content_init(&content);
    calendar_job_take(reader->job, &content);
    task_submit(reader->link, reader->task, &content);
}

static void reader_step(struct reader *reader)
{
    struct calendar_link *link = reader->link;
    loop_source_free(reader->io);
    reader->io = NULL;
    struct err err = {0};
    int status = calendar_job_step(reader->job, clock_monotonic_us(), &err);
    if (status == CALENDAR_JOB_PART) {
        reader_take(reader);
        status = CALENDAR_JOB_DONE;
    }
    if (status > 0) {
        reader_watch(reader);
        return;
    }
    struct task *task = reader->task;
    reader_stop(reader);
    if (status < 0) {
        task_refuse(link, task, &err);
    }
    calendar_link_next(link);
}

static void reader_on_ready(void *ctx, uint32_t ready)
{
    (void)ready;
    reader_step(ctx);
}

static void reader_on_timer(void *ctx)
{
    struct reader *reader = ctx;
    if (reader->job != NULL) {
        reader_step(reader);
    } else {
        calendar_link_next(reader->link);
    }
}

/* What the configuration says about this calendar. */
static void options_configure(struct calendar_job_options *options, const struct config *config, const char *name)
{
    const struct config_calendar *calendar = config->calendars;
    const struct config_calendar *end = calendar + config->n_calendars;
    while (calendar < end && strcmp(calendar->name, name) != 0) {
        calendar++;
    }
    if (calendar == end) {
        return;
    }
    if (calendar->zone[0] != '\0') {
        options->default_zone = calendar->zone;
        options->zone_is_fixed = true;
    }
    options->selection = (struct calendar_selection){
        .words = (const char *const *)calendar->match.items,
        .n_words = calendar->match.count,
        .properties = (const char *const *)calendar->match_in.items,
        .n_properties = calendar->match_in.count,
    };
}

static int reader_start(struct reader *reader, struct task *task, struct err *err)
{
    const struct config *config = reader->link->service->config;
    struct calendar_job_options options = {
        .program = reader->link->program,
        .window = task->window,
        .default_zone = config->zone,
        .mail = task->kind == CALENDAR_TASK_MAIL,
        .chapters = task->chapters,
        .n_chapters = task->n_chapters,
        .limits = {.bytes = task->rolls ? ROLL_LIMIT : config->calendar_limits.body,
                   .events = config->calendar_limits.events,
                   .occurrences = config->calendar_limits.occurrences,
                   .nesting = config->calendar_limits.nesting,
                   .event_timeout = config->calendar_limits.event_time},
    };
    options_configure(&options, config, task->calendar);
    int body = task->body;
    task->body = -1;
    task->started = true;
    reader->task = task;
    int rc = calendar_job_start(&options, body, &reader->job, err);
    if (rc != 0) {
        reader->job = NULL;
        reader->task = NULL;
    }
    return rc;
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

static void calendar_link_next(struct calendar_link *link)
{
    for (size_t i = 0; i < N_READERS; i++) {
        struct reader *reader = &link->readers[i];
        struct task *task;
        while (reader->task == NULL && (task = reader_choose(reader)) != NULL) {
            struct err err = {0};
            if (task->body < 0) {
                struct calendar_content nothing;
                calendar_content_init(&nothing);
                nothing.window = task->window;
                task->started = true;
                task_submit(link, task, &nothing);
                continue;
            }
            if (reader_start(reader, task, &err) != 0) {
                task_refuse(link, task, &err);
            } else {
                reader_watch(reader);
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
        log_error("recurring bookings cannot be read", "calendar=%s reason=%s", calendar, log_quote(err.message));
        calendar_link_note_failure(link, calendar, err.message);
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
        reread_fail(link, calendar, uid, reread->number, err.message);
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

bool calendar_link_reply(struct calendar_link *link, const struct reply *reply, const struct calendar_content *content)
{
    for (struct task *task = link->tasks.first; task != NULL; task = task->next) {
        if (task->submitted == reply->token || (task->begun == reply->token && reply->err.code != 0)) {
            task_answer(link, task, reply, content);
            calendar_link_next(link);
            break;
        }
    }
    return (reply->token & LINK_TOKEN) != 0;
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
    mem_free(link->folder);
    mem_free(link->program);
    mem_free(link);
}
