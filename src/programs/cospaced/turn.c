/* turn.c: commit before act. Nothing leaves the process before the state that decided it is durable. */
#include "turn.h"

#include "base/log.h"
#include "base/mem.h"
#include "held.h"
#include "loop/clock.h"
#include "service.h"

#include <stdio.h>
#include <string.h>

static const duration_ms STORE_RETRY = SECOND_MS;
/* What nobody waits for is committed together with what comes within this time. */
static const duration_ms COMMIT_WITHIN = 5;

/* So many rows wait at most: their commit is what everybody waits for. */
static const size_t COMMIT_CHANGES = 500;
/* What takes long and can wait is not begun so shortly before a meeting. */
static const duration_ms HURRY = 50, HURRY_TO_TIDY = 80;

struct turn {
    struct service *service;
    struct held_list held;
    struct effects effects;
    struct loop_source *after;
    struct loop_source *timer; /* engine_next */
    struct loop_source *jump;
    struct loop_source *retry;
    struct loop_source *due; /* changes wait for their commit */
    bool waiting;            /* they do */
    bool store_broken;
    struct err store_err; /* why */
};

static void turn_run(struct turn *turn);

static void turn_on_after(void *ctx)
{
    turn_run(ctx);
}

static void turn_arm(void *ctx)
{
    struct turn *turn = ctx;
    loop_after_arm(turn->after);
}

static void turn_answer(struct turn *turn, const struct reply *reply, const struct calendar_content *content)
{
    struct service *service = turn->service;
    if (!calendar_link_reply(service->calendars, reply)) {
        api_reply(service->api, reply, content);
    }
}

static void turn_fail_commands(struct turn *turn, const struct held_list *held)
{
    for (size_t i = 0; i < held->count; i++) {
        struct reply reply = {.token = held->items[i].command.token};
        if (held->items[i].kind == FACT_COMMAND && reply.token != 0) {
            err_set(&reply.err, ERR_BUSY, "the store cannot be written: %s", turn->store_err.message);
            turn_answer(turn, &reply, NULL);
        }
    }
}

static void turn_break(struct turn *turn, const struct err *err)
{
    if (!turn->store_broken) {
        log_error("the store cannot be written, nothing new is taken or started until it can; trying again every 1s",
                  "reason=%s", log_quote(err->message));
        loop_notify("STATUS=the store cannot be written");
    }
    turn->store_broken = true;
    turn->store_err = *err;
    loop_wall_timer_set(turn->timer, INSTANT_NEVER);
    loop_timer_set(turn->retry, STORE_RETRY);
}

/* The turn did not happen: whatever the engine decided in it is forgotten with the engine. */
static void turn_undo(struct turn *turn, const struct held_list *held, const struct err *err)
{
    struct service *service = turn->service;
    effects_clear(&turn->effects);
    if (err->code != ERR_LIMIT) {
        log_error("the store failed, the service ends: what was not stored was not answered", "reason=%s",
                  log_quote(err->message));
        service_fail(service);
        return;
    }
    turn_break(turn, err);
    bridge_link_forget(service->bridges);
    struct err load_err = {0};
    if (service_build_engine(service, &load_err) != 0) {
        log_error("the store cannot be read, the service ends", "reason=%s", log_quote(load_err.message));
        service_fail(service);
        return;
    }
    turn_fail_commands(turn, held);
    calendar_link_on_undo(service->calendars, err);
}

static void turn_on_retry(void *ctx)
{
    struct turn *turn = ctx;
    struct err err = {0};
    int status = store_try(turn->service->store, &err);
    if (status == ERR_LIMIT) {
        turn_break(turn, &err);
        return;
    }
    if (status != 0) {
        log_error("the store failed, the service ends", "reason=%s", log_quote(err.message));
        service_fail(turn->service);
        return;
    }
    turn_run(turn); /* what was said to the engine that is no more is answered */
    log_info("the store can be written again", "");
    loop_notify("STATUS=running");
    turn->store_broken = false;
    turn_start(turn);
}

static void turn_on_due(void *ctx)
{
    turn_settle(ctx);
}

struct turn *turn_new(struct service *service)
{
    struct turn *turn = mem_zalloc(sizeof *turn);
    turn->service = service;
    effects_init(&turn->effects);
    turn->after = loop_add_after(service->loop, turn_on_after, turn);
    turn->timer = loop_add_wall_timer(service->loop, turn_arm, turn);
    turn->jump = loop_add_clock_jump(service->loop, turn_arm, turn);
    turn->retry = loop_add_timer(service->loop, turn_on_retry, turn);
    turn->due = loop_add_timer(service->loop, turn_on_due, turn);
    return turn;
}

void turn_free(struct turn *turn)
{
    if (turn == NULL) {
        return;
    }
    loop_source_free(turn->after);
    loop_source_free(turn->timer);
    loop_source_free(turn->jump);
    loop_source_free(turn->retry);
    loop_source_free(turn->due);
    held_list_done(&turn->held);
    effects_done(&turn->effects);
    mem_free(turn);
}

static struct held *turn_hold(struct turn *turn, enum fact_kind kind)
{
    loop_after_arm(turn->after);
    return held_add(&turn->held, kind);
}

void turn_start(struct turn *turn)
{
    turn_hold(turn, FACT_STARTED);
}

bool turn_store_works(const struct turn *turn, struct err *err)
{
    if (turn->store_broken && err != NULL) {
        *err = turn->store_err;
    }
    return !turn->store_broken;
}

int turn_submit(struct turn *turn, const struct command *command, struct err *err)
{
    if (turn->store_broken) {
        return err_set(err, ERR_BUSY, "the store cannot be written: %s", turn->store_err.message);
    }
    held_set_command(turn_hold(turn, FACT_COMMAND), command, NULL);
    return 0;
}

void turn_submit_content(struct turn *turn, const struct command *command, struct calendar_content *take_content)
{
    held_set_command(turn_hold(turn, FACT_COMMAND), command, take_content);
}

void turn_fail_sync(struct turn *turn, const char *calendar, const char *why)
{
    struct command command = {
        .kind = COMMAND_SYNC_FAILED,
        .calendar = calendar,
        .text = why,
        .start = INSTANT_NONE,
        .end = INSTANT_NONE,
    };
    struct err ignored; /* while the store cannot be written there is nothing to note it in */
    turn_submit(turn, &command, &ignored);
}

void turn_take_answer(struct turn *turn, struct cms_answer *answer)
{
    turn_hold(turn, FACT_ANSWER)->answer = answer;
}

void turn_change_settings(struct turn *turn)
{
    if (turn->store_broken) {
        struct err err = {0};
        if (service_build_engine(turn->service, &err) != 0) {
            log_error("the store cannot be read, the service ends", "reason=%s", log_quote(err.message));
            service_fail(turn->service);
        }
        return;
    }
    turn_hold(turn, FACT_SETTINGS)->settings = &turn->service->config->settings;
    turn_run(turn);
}

static void turn_step(struct turn *turn, instant now, struct held *held)
{
    struct fact fact = {.kind = held->kind, .settings = held->settings};
    if (held->kind == FACT_ANSWER) {
        fact.answer = cms_answer_get(held->answer);
    }
    if (held->kind == FACT_COMMAND) {
        held->command.content = &held->content;
        fact.command = &held->command;
    }
    engine_step(turn->service->engine, now, &fact, &turn->effects);
}

static void turn_log(const struct effects *effects)
{
    log_hold();
    for (size_t i = 0; i < effects->n_notices; i++) {
        const struct notice *notice = &effects->notices[i];
        log_write(notice->warning ? LOG_LEVEL_WARNING : LOG_LEVEL_INFO, notice->message, "%s", notice->details);
    }
    log_release();
}

static const struct calendar_content *turn_content(const struct held_list *held, uint64_t token)
{
    for (size_t i = 0; i < held->count; i++) {
        const struct held *item = &held->items[i];
        if (item->kind == FACT_COMMAND && item->command.token == token) {
            return &item->content;
        }
    }
    return NULL;
}

/* The answers leave when the loop goes on; what is logged of them is written before. */
static void turn_reply(struct turn *turn, const struct held_list *held)
{
    log_hold();
    for (size_t i = 0; i < turn->effects.n_replies; i++) {
        const struct reply *reply = &turn->effects.replies[i];
        if (reply->token != 0) {
            turn_answer(turn, reply, turn_content(held, reply->token));
        }
    }
    log_release();
}

/* The requests that wait for the commit, or those that need not: what decided them was durable before this turn. */
static void turn_send(struct turn *turn, bool gated)
{
    struct service *service = turn->service;
    size_t n = 0;
    for (size_t i = 0; i < turn->effects.n_requests; i++) {
        struct request *request = &turn->effects.requests[i];
        if (request->number != 0 && request->gated == gated) {
            bridge_link_send(service->bridges, request); /* takes it: its number is 0 now */
            n++;
        }
    }
    if (n > 0) {
        http_pool_push(service->http); /* at once: the bridges work while we write */
        bridge_link_flush(service->bridges);
    }
}

static void turn_act(struct turn *turn, const struct held_list *held)
{
    struct service *service = turn->service;
    struct effects *effects = &turn->effects;
    turn_send(turn, true);
    turn_reply(turn, held);
    for (size_t i = 0; i < effects->n_rolls; i++) {
        calendar_link_roll(service->calendars, effects->rolls[i]->name, &effects->roll_window);
    }
    for (size_t i = 0; i < effects->n_rereads; i++) {
        calendar_link_reread(service->calendars, &effects->rereads[i], &effects->roll_window);
    }
    for (size_t i = 0; i < effects->n_fetches; i++) {
        intake_link_look(service->intake, effects->fetches[i]->name);
    }
    turn_log(effects);
    effects_clear(effects);
    if (engine_is_refused(service->engine)) {
        const struct mark *other = &engine_tenure(service->engine)->other;
        log_error("cospaced cannot run: another service has the pool, and lives",
                  "host=%s since=%s installation=%s advice=%s", log_quote(other->host), other->since,
                  other->installation,
                  log_quote("stop it, or give this one another range; pool.standby waits for its end"));
        service_fail(service);
    }
}

/* Nobody waits for the commit: no request, no answer, no job hangs on it. */
static bool turn_may_wait(const struct turn *turn)
{
    bool may = turn->effects.n_replies == 0 && turn->effects.n_rolls == 0 && turn->effects.n_rereads == 0 &&
               turn->effects.n_fetches == 0;
    for (size_t i = 0; may && i < turn->effects.n_requests; i++) {
        may = turn->effects.requests[i].number == 0;
    }
    return may;
}

static void turn_wait(struct turn *turn)
{
    turn->effects.n_requests = 0; /* all are on their way */
    if (!turn->waiting) {
        turn->waiting = true;
        loop_timer_set(turn->due, COMMIT_WITHIN);
    }
}

/* So long a turn may be before somebody who looks for the reason gets a line. */
static const int64_t LONG_US = 10000;

static int64_t turn_note_if_long(const char *what, int64_t began_us, size_t n)
{
    int64_t took_us = clock_monotonic_us() - began_us;
    if (took_us > LONG_US) {
        log_debug("a turn was long", "with=%s for_us=%lld of=%zu", what, (long long)took_us, n);
    }
    return took_us;
}

static int turn_store(struct turn *turn, struct err *err)
{
    struct service *service = turn->service;
    int64_t began_us = clock_monotonic_us();
    struct journal journal;
    api_record(service->api, &turn->effects, &journal);
    int status = store_commit_with(service->store, engine_settings(service->engine), &turn->effects, &journal, err);
    api_recorded(service->api, status == 0);
    int64_t took_us = turn_note_if_long("its commit", began_us, turn->effects.n_changes);
    if (turn->effects.n_changes > 0) {
        histogram_add(&service->measures.commit, took_us);
    }
    if (status == 0 && journal.n_events > 0) {
        webhook_link_wake(service->webhooks);
    }
    if (status == 0) {
        service->counters = *engine_counters(service->engine);
    } else {
        service->measures.commits_failed++;
    }
    return status;
}

bool turn_hurries(const struct turn *turn)
{
    return engine_hurries(turn->service->engine, clock_now() + HURRY);
}

static void turn_commit(struct turn *turn, const struct held_list *held)
{
    const struct service *service = turn->service;
    struct err err = {0};
    turn->waiting = false;
    loop_timer_set(turn->due, -1);
    if (turn_store(turn, &err) == 0) {
        turn_act(turn, held);
        if (!engine_hurries(service->engine, clock_now() + HURRY_TO_TIDY)) {
            int64_t began_us = clock_monotonic_us();
            store_tidy(service->store);
            turn_note_if_long("its tidying", began_us, 0);
        }
    } else {
        turn_undo(turn, held, &err);
    }
}

void turn_settle(struct turn *turn)
{
    if (turn->waiting) {
        turn_commit(turn, &(struct held_list){0});
    }
}

static void turn_steps(struct turn *turn, const struct held_list *held)
{
    struct engine *engine = turn->service->engine;
    int64_t began_us = clock_monotonic_us();
    instant now = clock_now();
    for (size_t i = 0; i < held->count; i++) {
        turn_step(turn, now, &held->items[i]);
    }
    if (engine_next(engine) <= now) {
        struct fact time = {.kind = FACT_TIME};
        engine_step(engine, now, &time, &turn->effects);
    }
    turn_note_if_long("its steps", began_us, held->count);
}

static void turn_run(struct turn *turn)
{
    struct service *service = turn->service;
    int64_t began_us = clock_monotonic_us();
    struct held_list held = turn->held;
    turn->held = (struct held_list){0};
    if (!turn->store_broken) {
        turn_steps(turn, &held);
        turn_send(turn, false);
        if (turn_may_wait(turn) && turn->effects.n_changes < COMMIT_CHANGES) {
            turn_wait(turn);
        } else {
            turn_commit(turn, &held);
        }
        loop_wall_timer_set(turn->timer, turn->store_broken ? INSTANT_NEVER : engine_next(service->engine));
    } else {
        turn_fail_commands(turn, &held);
    }
    held_list_done(&held);
    histogram_add(&service->measures.turn, clock_monotonic_us() - began_us);
    calendar_link_on_turn(service->calendars);
}

void turn_finish(struct turn *turn)
{
    turn_run(turn);
    turn_settle(turn);
}
