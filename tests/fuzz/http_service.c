/* The daemon's side of fuzz_http.c: turns, calendars without a reader, a small backup. */
#include "http_service.h"

#include "../unit/core/plain_settings.h"
#include "api/call.h"
#include "http/exchange.h"

#include "base/log.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const instant FROM = INT64_C(1767225600000); /* 2026 */

static void must(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

static const struct engine *host_engine(void *ctx)
{
    return ((struct http_service *)ctx)->engine;
}

static int host_submit(void *ctx, const struct command *command, struct err *err)
{
    (void)err;
    struct http_service *service = ctx;
    held_set_command(held_add(&service->held, FACT_COMMAND), command, NULL);
    return 0;
}

/* A booking per kilobyte, up to three, and one that is refused. */
static void content_make(struct calendar_content *content, instant now, off_t bytes)
{
    calendar_content_init(content);
    content->window = (struct window){now, now + 35 * DAY_MS};
    for (off_t i = 0; i <= bytes / 1024 && i < 3; i++) {
        struct event *event = calendar_content_add_event(content);
        event->uid = mem_printf("u%d", (int)i);
        event->title = mem_strdup("From a calendar");
        event->organizer = mem_strdup("");
        event->text = mem_strdup("BEGIN:VCALENDAR");
        event->occurrences = mem_calloc(1, sizeof *event->occurrences);
        event->occurrences[0] = (struct occurrence){INSTANT_NONE, FROM + DAY_MS, FROM + DAY_MS + HOUR_MS};
        event->n_occurrences = 1;
    }
    calendar_content_refuse(content, "refused", 9, "it ends before it starts");
}

static int host_read_calendar(void *ctx, const struct api_calendar *calendar, struct err *err)
{
    struct http_service *service = ctx;
    struct stat body;
    must(fstat(calendar->take_body, &body) == 0, "a calendar's body is no file");
    close(calendar->take_body);
    if (body.st_size == 0) {
        return err_set(err, ERR_UNREADABLE, "an empty body is no calendar");
    }
    struct calendar_content content;
    content_make(&content, service->now, body.st_size);
    struct command command = {
        .kind = calendar->kind == API_CALENDAR_IS ? COMMAND_SNAPSHOT : COMMAND_MESSAGE,
        .token = calendar->token,
        .calendar = calendar->name,
        .start = INSTANT_NONE,
        .end = INSTANT_NONE,
    };
    held_set_command(held_add(&service->held, FACT_COMMAND), &command, &content);
    calendar_content_done(&content);
    return 0;
}

static bool host_source(void *ctx, const char *calendar, struct api_source *ret_source)
{
    const struct http_service *service = ctx;
    *ret_source = (struct api_source){.state = "waiting", .failures = 2, .next_look = service->now + HOUR_MS};
    return strcmp(calendar, "room") == 0;
}

static void host_refresh(void *ctx, const char *calendar)
{
    (void)ctx;
    must(strcmp(calendar, "room") == 0, "a calendar without a source was refreshed");
}

static void host_place(void *ctx, const struct booking *booking, const struct component *component, char **ret_location,
                       char **ret_conference)
{
    (void)ctx;
    (void)booking;
    (void)component;
    *ret_location = mem_strdup("Room 1");
    *ret_conference = NULL;
}

static int backup_more(void *ctx, struct buf *piece)
{
    size_t *left = ctx;
    buf_append_string(piece, "SQLite format 3 and so on");
    return --*left > 0 ? 1 : 0;
}

static int host_backup(void *ctx, struct http_source *ret_source, struct err *err)
{
    (void)ctx;
    (void)err;
    size_t *left = mem_zalloc(sizeof *left);
    *left = 2;
    *ret_source = (struct http_source){.more = backup_more, .free = mem_free, .ctx = left};
    return 0;
}

static instant host_now(void *ctx)
{
    return ((struct http_service *)ctx)->now;
}

static bool host_store_state(void *ctx, struct err *err)
{
    (void)ctx;
    (void)err;
    return true;
}

static int host_journal_extent(void *ctx, struct journal_extent *ret_extent, struct err *err)
{
    return store_journal_extent(((struct http_service *)ctx)->store, ret_extent, err);
}

static int host_journal_read(void *ctx, uint64_t behind, size_t n,
                             void (*call)(void *ctx, const struct journal_event *event), void *call_ctx,
                             struct err *err)
{
    return store_journal_read(((struct http_service *)ctx)->store, behind, n, call, call_ctx, err);
}

static int host_answer_read(void *ctx, const char *principal, const char *key, instant since,
                            struct journal_answer *ret_answer, struct err *err)
{
    return store_answer_read(((struct http_service *)ctx)->store, principal, key, since, ret_answer, err);
}

static int host_tokens_read(void *ctx, void (*call)(void *ctx, const struct store_token *token), void *call_ctx,
                            struct err *err)
{
    return store_tokens_read(((struct http_service *)ctx)->store, call, call_ctx, err);
}

static int host_token_add(void *ctx, const struct store_token *token, struct err *err)
{
    return store_token_add(((struct http_service *)ctx)->store, token, err);
}

static int host_token_remove(void *ctx, const char *name, struct err *err)
{
    return store_token_remove(((struct http_service *)ctx)->store, name, err);
}

static void on_rest(void *ctx)
{
    loop_exit(((struct http_service *)ctx)->loop, 0);
}

static void service_step(struct http_service *service, const struct fact *fact)
{
    struct err err = {0};
    engine_step(service->engine, service->now, fact, &service->effects);
    must(engine_check(service->engine, &err) == 0, err.message);
}

/* What was decided is durable, and told to those who follow. */
static void service_commit(struct http_service *service)
{
    struct journal journal;
    struct err err = {0};
    api_record(service->api, &service->effects, &journal);
    must(store_commit_with(service->store, &service->settings, &service->effects, &journal, &err) == 0, err.message);
    api_recorded(service->api, true);
}

static void service_book(struct http_service *service)
{
    struct person people[] = {{.address = "a@x", .name = "A", .dial = "a@x", .has_dial = true},
                              {.address = "b@x", .name = ""}};
    struct command command = {.kind = COMMAND_BOOK,
                              .title = "Fuzz",
                              .passcode = "4711",
                              .start = FROM + HOUR_MS,
                              .end = FROM + 2 * HOUR_MS,
                              .people = people,
                              .n_people = sizeof people / sizeof people[0]};
    host_submit(service, &command, NULL);
    http_service_turn(service);
}

static void service_listen(struct http_service *service, const char *path, const char *folder)
{
    struct api_options options = {
        .socket = path, .mode = 0600, .body_limit = (size_t)64 * 1024, .spool_folder = folder, .event_streams = 3};
    static const struct api_configuration CONFIGURATION = {
        .path = "fuzz.yaml", .read_at = INSTANT_NONE, .refused_at = INSTANT_NONE};
    struct api_host host = {
        .ctx = service,
        .configuration = &CONFIGURATION,
        .engine = host_engine,
        .submit = host_submit,
        .read_calendar = host_read_calendar,
        .source = host_source,
        .refresh = host_refresh,
        .place = host_place,
        .backup = host_backup,
        .now = host_now,
        .started = FROM,
        .store_state = host_store_state,
        .store_path = "fuzz.db",
        .journal_extent = host_journal_extent,
        .journal_read = host_journal_read,
        .answer_read = host_answer_read,
        .tokens_read = host_tokens_read,
        .token_add = host_token_add,
        .token_remove = host_token_remove,
    };
    struct err err = {0};
    must(api_new(service->loop, &options, &host, &service->api, &err) == 0, err.message);
    static char name[] = "room", url[] = "https://calendars.example.com/room.ics", none[] = "";
    static struct config_calendar calendar = {
        .name = name, .kind = CALENDAR_ICS, .url = url, .path = none, .zone = none};
    service->config = (struct config){.calendars = &calendar, .n_calendars = 1};
    api_set_config(service->api, &service->config);
}

void http_service_open(struct http_service *service, const char *path, const char *folder)
{
    const uint8_t seed[RANDOM_SEED_SIZE] = {1};
    *service = (struct http_service){.settings = plain_settings(), .now = FROM};
    service->engine = engine_new(&service->settings, seed);
    effects_init(&service->effects);
    must(loop_new(&service->loop, NULL) == 0, "no loop");
    must(store_open(":memory:", &service->store, NULL) == 0, "no store");
    log_set_level(LOG_LEVEL_ERROR);
    service_listen(service, path, folder);
    service->rest = loop_add_after(service->loop, on_rest, service); /* the last: the server's own come before it */
    service_step(service, &(struct fact){.kind = FACT_STARTED});
    service_book(service);
}

void http_service_close(struct http_service *service, bool streams)
{
    void *value;
    size_t at = 0;
    must(!map_next(&service->api->pending, &at, NULL, &value), "a reply is waited for that never comes");
    must(streams || service->api->server->exchanges == NULL, "an exchange is left");
    must(service->api->server->spooled == 0, "bytes of bodies are left in files");
    must(streams || service->api->server->connections == 0, "a connection is left");
    api_free(service->api);
    held_list_done(&service->held);
    effects_done(&service->effects);
    engine_free(service->engine);
    store_close(service->store);
    loop_source_free(service->rest);
    loop_free(service->loop);
}

void http_service_rest(struct http_service *service)
{
    loop_after_arm(service->rest);
    must(loop_run(service->loop, NULL) == 0, "the loop failed");
}

static const struct calendar_content *held_content(const struct held_list *held, uint64_t token)
{
    for (size_t i = 0; i < held->count; i++) {
        if (held->items[i].command.token == token) {
            return &held->items[i].content;
        }
    }
    return NULL;
}

void http_service_turn(struct http_service *service)
{
    struct held_list held = service->held;
    service->held = (struct held_list){0};
    for (size_t i = 0; i < held.count; i++) {
        struct held *item = &held.items[i];
        item->command.content = &item->content;
        service_step(service, &(struct fact){.kind = FACT_COMMAND, .command = &item->command});
    }
    service_step(service, &(struct fact){.kind = FACT_TIME});
    service_commit(service);
    for (size_t i = 0; i < service->effects.n_replies; i++) {
        const struct reply *reply = &service->effects.replies[i];
        api_reply(service->api, reply, held_content(&held, reply->token));
    }
    effects_clear(&service->effects);
    held_list_done(&held);
}

const struct meeting *http_service_meeting(const struct http_service *service)
{
    return engine_meeting_at(service->engine, 0);
}
