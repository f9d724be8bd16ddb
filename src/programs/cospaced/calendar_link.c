/* calendar_link.c: calendars wait in line for the one reader. A body that cannot be read at all is answered here; what
 * a body says, refusals and all, is the engine's. */
#include "calendar_link.h"

#include "base/log.h"
#include "base/mem.h"
#include "calendar/job.h"
#include "loop/clock.h"
#include "service.h"

#include <string.h>
#include <unistd.h>

static const size_t WAITING_LIMIT = (size_t)256 << 20; /* bytes in line */
static const size_t ROLL_LIMIT = (size_t)512 << 20;

struct task {
    enum command_kind kind;
    uint64_t token;
    char *calendar;
    char *text;
    size_t len;
    struct window window;
    struct task *next;
};

struct calendar_link {
    struct service *service;
    char *program;
    struct task *first; /* the one being read, while there is a job; owned */
    struct task **last;
    size_t waiting; /* bytes */
    struct calendar_job *job;
    struct loop_source *io;
    struct loop_source *timer;
};

static void calendar_link_next(struct calendar_link *link);

static void task_free(struct task *task)
{
    mem_free(task->calendar);
    mem_free(task->text);
    mem_free(task);
}

static void calendar_link_drop_first(struct calendar_link *link)
{
    struct task *task = link->first;
    link->first = task->next;
    if (link->first == NULL) {
        link->last = &link->first;
    }
    link->waiting -= task->len;
    task_free(task);
}

/* The event stream of refusals goes to whoever asked; the log says how many there were. */
static void calendar_link_submit(struct calendar_link *link, struct calendar_content *content)
{
    const struct task *task = link->first;
    if (content->n_refusals > 0 && task->kind != COMMAND_ROLL) {
        log_warning("calendar has events that were refused", "calendar=%s refused=%zu first_line=%u why=%s",
                    task->calendar, content->n_refusals, content->refusals[0].line,
                    log_quote(content->refusals[0].why));
    }
    struct command command = {
        .kind = task->kind,
        .token = task->token,
        .calendar = task->calendar,
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

static void calendar_link_refuse(struct calendar_link *link, const struct err *err)
{
    const struct task *task = link->first;
    log_warning("calendar cannot be read", "calendar=%s reason=%s", task->calendar, log_quote(err->message));
    struct reply reply = {.token = task->token, .err = *err};
    if (reply.token != 0) {
        api_reply(link->service->api, &reply, NULL);
    }
    if (task->kind != COMMAND_MESSAGE) {
        calendar_link_note_failure(link, task->calendar, err->message);
    }
}

static void calendar_link_end(struct calendar_link *link, int status, const struct err *err)
{
    if (status == 0) {
        struct calendar_content content;
        calendar_content_init(&content);
        calendar_job_take(link->job, &content);
        calendar_link_submit(link, &content);
    } else {
        calendar_link_refuse(link, err);
    }
    calendar_job_free(link->job);
    link->job = NULL;
    loop_timer_set(link->timer, -1);
    calendar_link_drop_first(link);
    calendar_link_next(link);
}

static void calendar_link_on_ready(void *ctx, uint32_t ready);

/* The descriptor may be another after each step, or another file under the same number: it is watched anew. */
static void calendar_link_watch(struct calendar_link *link)
{
    int fd = calendar_job_fd(link->job);
    if (fd >= 0) {
        link->io = loop_add_io(link->service->loop, fd, LOOP_READ, calendar_link_on_ready, link);
    }
    loop_timer_set(link->timer, calendar_job_timeout(link->job, clock_monotonic_us()));
}

static void calendar_link_step(struct calendar_link *link)
{
    loop_source_free(link->io);
    link->io = NULL;
    struct err err = {0};
    int status = calendar_job_step(link->job, clock_monotonic_us(), &err);
    if (status > 0) {
        calendar_link_watch(link);
    } else {
        calendar_link_end(link, status, &err);
    }
}

static void calendar_link_on_ready(void *ctx, uint32_t ready)
{
    (void)ready;
    calendar_link_step(ctx);
}

static void calendar_link_on_timer(void *ctx)
{
    struct calendar_link *link = ctx;
    if (link->job != NULL) {
        calendar_link_step(link);
    }
}

static void calendar_link_next(struct calendar_link *link)
{
    while (link->first != NULL && link->job == NULL) {
        struct task *task = link->first;
        struct calendar_job_options options = {
            .program = link->program,
            .window = task->window,
            .default_zone = link->service->config->zone,
            .limits.bytes = task->kind == COMMAND_ROLL ? ROLL_LIMIT : 0,
        };
        struct err err = {0};
        int status = calendar_job_start(&options, task->text, task->len, &link->job, &err);
        if (status != 0) {
            link->job = NULL;
            calendar_link_refuse(link, &err);
            calendar_link_drop_first(link);
        }
    }
    if (link->job != NULL && link->io == NULL) {
        calendar_link_watch(link);
    }
}

static void calendar_link_add(struct calendar_link *link, const struct task *values)
{
    struct task *task = mem_zalloc(sizeof *task);
    *task = *values;
    *link->last = task;
    link->last = &task->next;
    link->waiting += task->len;
    if (link->job == NULL) {
        calendar_link_next(link);
    }
}

/* All bytes, zeros among them: whether they are a calendar is for the reader to say. */
static char *calendar_copy(const char *text, size_t len)
{
    char *copy = mem_calloc(len + 1, 1);
    memcpy(copy, text, len);
    return copy;
}

int calendar_link_read(struct calendar_link *link, uint64_t token, const char *calendar, bool message, const char *text,
                       size_t len, struct err *err)
{
    if (!turn_store_works(link->service->turn, err)) {
        return err_set(err, ERR_BUSY, "the store cannot be written");
    }
    if (link->waiting + len > WAITING_LIMIT) {
        return err_set(err, ERR_BUSY, "too many calendars are waiting to be read, try again in a moment");
    }
    instant now = clock_now();
    struct task task = {
        .kind = message ? COMMAND_MESSAGE : COMMAND_SNAPSHOT,
        .token = token,
        .calendar = mem_strdup(calendar),
        .text = calendar_copy(text, len),
        .len = len,
        .window = {.from = now, .to = now + link->service->config->settings.horizon},
    };
    calendar_link_add(link, &task);
    return 0;
}

void calendar_link_roll(struct calendar_link *link, const char *calendar, const struct window *window)
{
    struct buf text CLEAN_BUF;
    buf_init(&text, ROLL_LIMIT);
    struct err err = {0};
    if (store_read_recurring(link->service->store, calendar, &text, &err) != 0) {
        log_error("recurring bookings cannot be read", "calendar=%s reason=%s", calendar, log_quote(err.message));
        calendar_link_note_failure(link, calendar, err.message);
        return;
    }
    struct task task = {
        .kind = COMMAND_ROLL,
        .calendar = mem_strdup(calendar),
        .len = text.len,
        .window = *window,
    };
    task.text = buf_take(&text);
    calendar_link_add(link, &task);
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
    link->last = &link->first;
    link->timer = loop_add_timer(service->loop, calendar_link_on_timer, link);
    *ret_link = link;
    return 0;
}

void calendar_link_free(struct calendar_link *link)
{
    if (link == NULL) {
        return;
    }
    loop_source_free(link->io);
    loop_source_free(link->timer);
    calendar_job_free(link->job);
    while (link->first != NULL) {
        calendar_link_drop_first(link);
    }
    mem_free(link->program);
    mem_free(link);
}
