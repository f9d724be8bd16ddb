/* calendar_reader.c: a body on its way into the engine: what is in it, its bookings part by part, its end.
 *
 *   the body's UIDs ── SYNC_BEGIN ──► bookings ── SYNC_PART, one a turn ──► SYNC_END ──► the reply ends the task
 *
 * Messages and rolls come part by part, too. A booking that is read again is put together first. */
#include "base/log.h"
#include "base/mem.h"
#include "calendar_inside.h"
#include "loop/clock.h"
#include "pushed.h"
#include "service.h"

#include <string.h>

static const size_t ROLL_LIMIT = (size_t)4 << 30;
/* Less than this is handed on together with what comes next. */
enum { SMALL_PART = 50 };
static bool task_syncs(const struct task *task)
{
    return !task->rolls && (task->kind == CALENDAR_TASK_SNAPSHOT || task->kind == CALENDAR_TASK_PARTIAL);
}

static uint64_t token_new(struct calendar_link *link)
{
    return LINK_TOKEN | ++link->last_token;
}

static struct command command_for(const struct task *task, enum command_kind kind)
{
    return (struct command){
        .kind = kind,
        .cause = task->token,
        .calendar = task->calendar,
        .uid = task->uid,
        .number = task->number,
        .sync = {.number = task->sync,
                 .partial = task->kind == CALENDAR_TASK_PARTIAL,
                 .hold_percent = task->hold_percent},
        .start = INSTANT_NONE,
        .end = INSTANT_NONE,
    };
}

/* From here on the time of applying counts: what is unchanged has been passed over. */
static void task_found(struct task *task)
{
    task->found_us = task->found_us != 0 ? task->found_us : clock_monotonic_us();
}

/* What is in the body: it may be held back, or be no calendar but a message. One of several that is not taken ends it:
 * what it named would be absent. */
static void task_begin(struct calendar_link *link, struct task *task, struct calendar_content *names, bool more)
{
    if (task->sync == 0) {
        task->sync = ++link->last_token;
        task->begun = token_new(link);
    }
    struct command command = command_for(task, COMMAND_SYNC_BEGIN);
    command.sync.more = more;
    command.token = task->begun;
    turn_submit_content(link->service->turn, &command, names);
}

static void task_end(struct calendar_link *link, struct task *task)
{
    CLEAN_FREE const char **gone = NULL;
    struct command command = command_for(task, COMMAND_SYNC_END);
    struct calendar_content nothing;
    calendar_content_init(&nothing);
    command.token = task->submitted = token_new(link);
    command.sync.n_gone = task_gone_uids(task, link->service->engine, &gone);
    command.sync.gone = gone;
    CLEAN_FREE char *pushed = pushed_validator(task);
    command.text = pushed != NULL ? pushed : task->validator;
    turn_submit_content(link->service->turn, &command, &nothing);
}

/* A reread; or what ends a roll. */
static void task_submit_last(struct calendar_link *link, struct task *task)
{
    struct command command = command_for(task, task->uid != NULL ? COMMAND_REREAD : COMMAND_ROLL);
    command.token = task->submitted = token_new(link);
    task->content.window = task->window;
    turn_submit_content(link->service->turn, &command, &task->content);
}

static void task_submit_rolled(struct calendar_link *link, struct task *task, struct calendar_content *part)
{
    struct command command = command_for(task, COMMAND_ROLL);
    command.sync.more = true;
    task->in_parts = true;
    turn_submit_content(link->service->turn, &command, part);
}

/* Each part has its own reply, which may come late: when its bookings have been read again. */
static void task_submit_message(struct calendar_link *link, struct task *task, struct calendar_content *part)
{
    struct command command = command_for(task, COMMAND_MESSAGE);
    task->sync = task->sync != 0 ? task->sync : ++link->last_token;
    command.sync.number = task->sync;
    command.token = token_new(link);
    ARRAY_GROW(task->asked, task->n_asked, task->asked_capacity);
    task->asked[task->n_asked++] = command.token;
    task->in_parts = true;
    task_keep_refusals(task, part);
    turn_submit_content(link->service->turn, &command, part);
}

/* One without any event says at least that it came. */
static void task_end_message(struct calendar_link *link, struct task *task)
{
    task->whole = true;
    if (!task->in_parts) {
        task_submit_message(link, task, &task->content);
    } else if (task->n_asked == 0) {
        struct reply sum = task->sum;
        task_answer(link, task, &sum);
    }
}

/* Refusals go to whoever asked; the log says how many there were. */
static void task_log_refusals(const struct task *task)
{
    if (task->n_refused == 0 || task->rolls) {
        return;
    }
    const struct refusal *first = &task->refused.refusals[0];
    log_warning("calendar has events that were refused",
                "calendar=%s refused=%zu first_line=%u first_title=%s first_start=%s why=%s", task->calendar,
                task->n_refused, first->line, log_quote(first->title != NULL ? first->title : ""),
                log_quote(first->when != NULL ? first->when : ""), log_quote(first->why));
}

static void task_submit_missing(struct calendar_link *link, struct task *task)
{
    struct command command = command_for(task, COMMAND_SYNC_PART);
    task->missing.window = task->window;
    turn_submit_content(link->service->turn, &command, &task->missing);
}

static void task_finish(struct calendar_link *link, struct task *task)
{
    task_found(task);
    if (task_syncs(task) && task->missing.n_refusals > 0) {
        task_submit_missing(link, task);
    }
    task_log_refusals(task);
    if (task_syncs(task)) {
        task_end(link, task);
    } else if (task->rolls) {
        task_submit_last(link, task);
    } else {
        task_end_message(link, task);
    }
}

void task_submit_nothing(struct calendar_link *link, struct task *task)
{
    struct calendar_content nothing;
    calendar_content_init(&nothing);
    nothing.window = task->window;
    task->started = true;
    if (task_syncs(task)) {
        task_begin(link, task, &nothing, false);
    }
    task_finish(link, task);
}

/* Hands on what waits; false: the engine has enough for this turn. */
static bool reader_take(struct reader *reader, int state)
{
    struct task *task = reader->task;
    struct calendar_link *link = reader->link;
    struct calendar_content content;
    calendar_job_take(reader->job, &content);
    size_t n = content.n_events + content.n_refusals + content.n_bookings;
    bool part = state == CALENDAR_JOB_PART;
    if (!task_syncs(task)) {
        calendar_content_drop_bookings(&content);
    }
    if (task_syncs(task) && !part) {
        task->n_named += content.n_bookings;
        task_begin(link, task, &content, state == CALENDAR_JOB_OPENING);
    } else if (!task_syncs(task) && (!part || task->uid != NULL)) {
        calendar_content_join(&task->content, &content);
    } else if (task->rolls) {
        task_submit_rolled(link, task, &content);
    } else if (!task_syncs(task)) {
        task_submit_message(link, task, &content);
    } else {
        task_found(task);
        task_keep_refusals(task, &content);
        struct command command = command_for(task, COMMAND_SYNC_PART);
        turn_submit_content(link->service->turn, &command, &content);
    }
    return n < SMALL_PART;
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

static void reader_end(struct reader *reader, int state, const struct err *err)
{
    struct calendar_link *link = reader->link;
    struct task *task = reader->task;
    const char *said = calendar_job_said(reader->job);
    if (said[0] != '\0') {
        log_warning("the calendar reader broke", "calendar=%s said=%s", task->calendar, log_quote(said));
    }
    reader_stop(reader);
    if (state < 0) {
        task_refuse(link, task, err);
    } else {
        task_finish(link, task);
    }
    calendar_link_next(link);
}

static void reader_step(struct reader *reader)
{
    struct err err = {0};
    loop_source_free(reader->io);
    reader->io = NULL;
    if (yield_step(&reader->yield, turn_hurries(reader->link->service->turn), clock_monotonic_us())) {
        loop_timer_set(reader->timer, YIELD_MS);
        return;
    }
    loop_timer_set(reader->timer, -1);
    int state = calendar_job_step(reader->job, clock_monotonic_us(), &err);
    while (state > CALENDAR_JOB_READING && !reader->resting) {
        reader->resting = !reader_take(reader, state);
        state = calendar_job_step(reader->job, clock_monotonic_us(), &err);
    }
    if (state <= CALENDAR_JOB_DONE) {
        reader_end(reader, state, &err);
    } else if (!reader->resting) {
        reader_watch(reader);
    }
}

void reader_go_on(struct reader *reader)
{
    if (reader->resting) {
        reader->resting = false;
        loop_timer_set(reader->timer, 0);
    }
}

static void reader_on_ready(void *ctx, uint32_t ready)
{
    (void)ready;
    reader_step(ctx);
}

void reader_on_timer(void *ctx)
{
    struct reader *reader = ctx;
    if (reader->job != NULL) {
        reader_step(reader);
    } else {
        calendar_link_next(reader->link);
    }
}

void reader_stop(struct reader *reader)
{
    loop_source_free(reader->io);
    reader->io = NULL;
    loop_timer_set(reader->timer, -1);
    if (reader->job != NULL) {
        litter_take(reader->link->litter, calendar_job_give_up_body(reader->job));
    }
    calendar_job_free(reader->job);
    reader->job = NULL;
    reader->task = NULL;
    reader->resting = false;
    reader->yield.since_us = 0;
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

int reader_start(struct reader *reader, struct task *task, struct err *err)
{
    const struct service *service = reader->link->service;
    const struct config_calendar_limits *limits = &service->config->calendar_limits;
    CLEAN_FREE uint64_t *known = NULL;
    struct calendar_job_options options = {
        .program = reader->link->program,
        .window = task->window,
        .default_zone = service->config->zone,
        .mail = task->kind == CALENDAR_TASK_MAIL,
        .taken_as = settings_calendar_digest(&service->config->settings, task->calendar),
        .chapters = task->chapters,
        .n_chapters = task->n_chapters,
        .limits = {.bytes = task->rolls ? ROLL_LIMIT : limits->body,
                   .events = task->rolls ? UINT32_MAX : limits->events,
                   .occurrences = limits->occurrences,
                   .total = task->rolls ? UINT32_MAX : limits->events,
                   .nesting = limits->nesting,
                   .event_timeout = limits->event_time},
    };
    options_configure(&options, service->config, task->calendar);
    if (task_syncs(task)) {
        engine_calendar_digests(service->engine, task->calendar, &known, &options.n_known);
        options.known = known;
    }
    pushed_begin(task, service->config);
    int body = task->body;
    task->body = -1;
    task->started = true;
    reader->task = task;
    int rc = calendar_job_start(&options, body, &reader->job, err);
    if (rc != 0) {
        reader->job = NULL;
        reader->task = NULL;
        return rc;
    }
    reader_watch(reader);
    return 0;
}
