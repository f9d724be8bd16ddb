/* What the tests of the API share: an engine with known objects, a host that writes down every command, and requests in
 * one line. */
#ifndef UNIT_API_OBJECTS_H
#define UNIT_API_OBJECTS_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "api/api.h"
#include "base/buf.h"
#include "unit/api/fake_engine.h"

#include <unistd.h>

#define ROOM_ID     "11111111-1111-4111-8111-111111111111"
#define PLAN_ID     "22222222-2222-4222-8222-222222222222"
#define PERSON_ID   "33333333-3333-4333-8333-333333333333"
#define FIXTURE_NOW INT64_C(1795424400000) /* 2026-11-23T09:00:00Z */

/* What the host is to do with the next command. */
enum script { SCRIPT_REPLY, SCRIPT_WAIT, SCRIPT_REFUSE_COMMAND };

struct fixture {
    struct api_measures measures;
    struct api_configuration configuration;
    struct engine engine;
    struct participant person;
    struct api *api;
    struct config config;
    struct config_calendar configured;
    enum script script;
    struct reply reply; /* what SCRIPT_REPLY answers, but for the token */
    const struct calendar_content *content;
    struct err refusal; /* what SCRIPT_REFUSE_COMMAND returns */
    bool full;          /* the commit that the next look at the engine settles makes it unwritable */
    bool unwritable;
    struct journal_extent extent;     /* of the journal: what the host says of it ... */
    const struct journal_event *kept; /* ... and what it gives, */
    size_t n_kept;                    /* behind any id */
    struct journal_answer answer;     /* that the host has, by this principal and key */
    int (*tokens_read)(void *ctx, void (*call)(void *ctx, const struct store_token *token), void *call_ctx,
                       struct err *err);     /* NULL: there are none */
    struct buf said;                         /* the commands, a line each */
    uint64_t token;                          /* of the last command */
    void (*take)(void *ctx, uint64_t token); /* instead of the script, if not NULL */
    void *take_ctx;
};

static const struct engine *host_engine(void *ctx)
{
    struct fixture *at = ctx;
    at->unwritable |= at->full;
    return &at->engine;
}

static instant host_now(void *ctx)
{
    (void)ctx;
    return FIXTURE_NOW;
}

static bool host_store_state(void *ctx, struct err *err)
{
    if (((struct fixture *)ctx)->unwritable) {
        err_set(err, ERR_IO, "no space left on the device");
        return false;
    }
    return true;
}

static int host_take(struct fixture *at, uint64_t token, struct err *err)
{
    at->token = token;
    if (at->take != NULL) {
        at->take(at->take_ctx, token);
        return 0;
    }
    if (at->script == SCRIPT_REFUSE_COMMAND) {
        return err_set(err, at->refusal.code, "%s", at->refusal.message);
    }
    if (at->script == SCRIPT_REPLY) {
        at->reply.token = token;
        api_reply(at->api, &at->reply, at->content);
    }
    return 0;
}

static void say_text(struct buf *out, const char *name, const char *value)
{
    if (value != NULL) {
        buf_printf(out, " %s='%s'", name, value);
    }
}

static void say_time(struct buf *out, const char *name, instant at)
{
    char text[INSTANT_TEXT_SIZE];
    say_text(out, name, at != INSTANT_NONE ? instant_format(at, text) : NULL);
}

static int host_submit(void *ctx, const struct command *command, struct err *err)
{
    static const char *const WORDS[] = {"book",
                                        "change",
                                        "cancel",
                                        "extend",
                                        "end",
                                        "add",
                                        "remove",
                                        "prefer",
                                        "drain",
                                        "resume",
                                        [COMMAND_RELEASE] = "release"};
    struct buf *out = &((struct fixture *)ctx)->said;
    buf_append_string(out, WORDS[command->kind]);
    say_text(out, "meeting", command->meeting);
    say_text(out, "if_match", command->if_match);
    say_text(out, "title", command->title);
    say_text(out, "passcode", command->passcode);
    say_time(out, "start", command->start);
    say_time(out, "end", command->end);
    if (command->length != 0) {
        char text[INSTANT_TEXT_SIZE];
        say_text(out, "length", duration_format(command->length, text));
    }
    for (size_t i = 0; i < command->n_people; i++) {
        const struct person *person = &command->people[i];
        const char *dial = !person->has_dial ? "default" : person->dial == NULL ? "none" : person->dial;
        buf_printf(out, " (%s '%s' %s)", person->address, person->name, dial);
    }
    say_text(out, "participant", command->participant);
    say_text(out, "bridge", command->bridge);
    say_text(out, "calendar", command->calendar);
    return host_take(ctx, command->token, err);
}

static bool host_source(void *ctx, const char *calendar, struct api_source *ret_source)
{
    (void)ctx;
    *ret_source = (struct api_source){.state = "waiting", .failures = 2, .next_look = FIXTURE_NOW + MINUTE_MS};
    return strcmp(calendar, "rooms") == 0;
}

static int host_read_calendar(void *ctx, const struct api_calendar *calendar, struct err *err)
{
    static const char *const KINDS[] = {"snapshot", "message", "mail"};
    struct fixture *at = ctx;
    char text[100];
    ssize_t len = pread(calendar->take_body, text, sizeof text, 0);
    close(calendar->take_body);
    buf_printf(&at->said, "%s calendar='%s' '%.*s'", KINDS[calendar->kind], calendar->name, (int)len, text);
    return host_take(ctx, calendar->token, err);
}

static void host_refresh(void *ctx, const char *calendar)
{
    buf_printf(&((struct fixture *)ctx)->said, "look at %s", calendar);
}

static int host_token_remove(void *ctx, const char *name, struct err *err)
{
    (void)ctx;
    (void)name;
    (void)err;
    return 0;
}

static int host_journal_extent(void *ctx, struct journal_extent *ret_extent, struct err *err)
{
    (void)err;
    *ret_extent = ((struct fixture *)ctx)->extent;
    return 0;
}

static int host_journal_read(void *ctx, uint64_t behind, size_t n,
                             void (*call)(void *ctx, const struct journal_event *event), void *call_ctx,
                             struct err *err)
{
    (void)err;
    const struct fixture *at = ctx;
    for (size_t i = 0; i < at->n_kept && n > 0; i++) {
        if (at->kept[i].id > behind) {
            call(call_ctx, &at->kept[i]);
            n--;
        }
    }
    return 0;
}

static int host_answer_read(void *ctx, const char *principal, const char *key, instant since,
                            struct journal_answer *ret_answer, struct err *err)
{
    (void)err;
    const struct journal_answer *answer = &((struct fixture *)ctx)->answer;
    if (answer->key == NULL || strcmp(answer->principal, principal) != 0 || strcmp(answer->key, key) != 0 ||
        answer->at < since) {
        return ERR_NOT_FOUND;
    }
    *ret_answer = *answer;
    ret_answer->headers = mem_strdup(answer->headers);
    ret_answer->body = mem_strdup(answer->body);
    return 0;
}

static inline void fixture_fill_settings(struct settings *settings)
{
    settings->n_bridges = 2;
    settings->bridges[0] = (struct setting_bridge){(char *)"core1", (char *)"https://cms1.example.com:445"};
    settings->bridges[1] = (struct setting_bridge){(char *)"core2", (char *)"https://cms2.example.com:445"};
    settings->pool = (struct setting_pool){
        .first = 1,
        .last = 4,
        .name = (char *)"Placeholder_$index$",
        .uri = (char *)"$index$",
        .call_id = (char *)"$index$",
        .domain = (char *)"meet.example.com",
    };
}

static inline void fixture_fill_meetings(struct fixture *at)
{
    at->person = (struct participant){
        .id = PERSON_ID,
        .address = (char *)"board@example.com",
        .name = (char *)"Board",
        .dial = (char *)"board@video.example.com",
        .state = PARTICIPANT_CONNECTED,
        .attempts = 1,
        .call_leg = "9f003b66-0000-4000-8000-000000000000",
    };
    static struct hosting hosting = {.call_id = "ce5ee392-0000-4000-8000-000000000000"};
    static struct progress progress;
    static struct calendar calendar = {.name = (char *)"rooms"};
    static struct booking booking = {.calendar = &calendar, .uid = "u1@example.com"};
    progress = (struct progress){.space = &at->engine.spaces[0]};
    at->engine.meetings[0] = (struct meeting){
        .id = ROOM_ID,
        .booking = &booking,
        .recurrence_id = FIXTURE_NOW,
        .own_words = (char *)"Caf\xC3\xA9 \"1\"\0o@example.com\0",
        .start = FIXTURE_NOW,
        .end = FIXTURE_NOW + HOUR_MS,
        .state = MEETING_ACTIVE,
        .version = 7,
        .progress = &progress,
        .call_state = CALL_OPEN,
        .call_bridge = 1,
        .hosting = &hosting,
        .participants = &at->person,
    };
    at->engine.meetings[1] = (struct meeting){
        .id = PLAN_ID,
        .recurrence_id = INSTANT_NONE,
        .own_words = (char *)"bad \xFF byte\0\0"
                             "1234",
        .start = FIXTURE_NOW + 2 * HOUR_MS,
        .end = FIXTURE_NOW + 3 * HOUR_MS,
        .state = MEETING_SCHEDULED,
        .version = 1,
    };
    at->engine.n_meetings = 2;
}

static inline void fixture_fill_spaces(struct fixture *at)
{
    at->engine.spaces[0] = (struct space){
        .index = 1,
        .id = "458075bc-0000-4000-8000-000000000000",
        .state = SPACE_HELD,
        .meeting = &at->engine.meetings[0],
    };
    at->engine.spaces[1] =
        (struct space){.index = 3, .id = "458075bc-0000-4000-8000-000000000003", .state = SPACE_FREE};
    at->engine.spaces[2] =
        (struct space){.index = 9, .id = "458075bc-0000-4000-8000-000000000009", .state = SPACE_LEAVING};
    at->engine.n_spaces = 3;
}

static inline void fixture_fill_bridges(struct fixture *at)
{
    at->engine.bridges[0] = (struct bridge){
        .state = BRIDGE_DOWN,
        .error = (char *)"connection refused",
        .error_at = FIXTURE_NOW,
        .state_since = FIXTURE_NOW,
        .cause = REASON_REFUSED,
        .load = -1,
        .role = ROLE_FAILED_OVER,
        .held_until = FIXTURE_NOW + MINUTE_MS,
        .drained = INSTANT_NONE,
        .failures = 3,
        .falls = 2,
    };
    at->engine.bridges[1] = (struct bridge){
        .index = 1,
        .state = BRIDGE_UP,
        .cause = REASON_ANSWERED,
        .role = ROLE_DRAINED,
        .held_until = INSTANT_NONE,
        .drained = FIXTURE_NOW,
        .took = 12,
        .load = 25,
        .load_limit = 96000,
        .alarms = (char *)"recorderUnavailable,turnServerUnavailable",
        .cluster_name = (char *)"Core2",
        .state_since = FIXTURE_NOW,
        .in_flight = 2,
        .version = (char *)"3.10",
        .skew = -250,
    };
    at->engine.rival = (struct rival){.id = "beac931c-ae88-4f5f-b6b7-71a1c4bdaf8e",
                                      .first = 3,
                                      .last = 9,
                                      .name = (char *)"Lobby_$index$",
                                      .uri = (char *)"$index$",
                                      .call_id = (char *)"",
                                      .shares = DIFFERS_URI};
    at->engine.stranger = (struct stranger){.name = (char *)"Core3", .address = (char *)"https://192.0.2.103"};
}

static inline struct fixture *fixture_new(void)
{
    struct fixture *fixture = mem_zalloc(sizeof *fixture);
    fixture_fill_settings(&fixture->engine.settings);
    fixture_fill_meetings(fixture);
    fixture_fill_spaces(fixture);
    fixture_fill_bridges(fixture);
    buf_init(&fixture->said, 1 << 20);
    fixture->configured =
        (struct config_calendar){.name = (char *)"rooms", .kind = CALENDAR_ICS, .url = (char *)"https://x/rooms.ics"};
    fixture->config.calendars = &fixture->configured;
    fixture->config.n_calendars = 1;
    fixture->extent.oldest = 1;
    fixture->reply = (struct reply){
        .meeting = &fixture->engine.meetings[0],
        .bridge = &fixture->engine.bridges[1],
    };
    fixture->configuration = (struct api_configuration){
        .path = "/etc/cospaced/cospaced.yaml", .read_at = FIXTURE_NOW, .refused_at = INSTANT_NONE};
    return fixture;
}

static inline void fixture_open(struct fixture *fixture, struct loop *loop, const char *socket)
{
    char store_path[] = "/var/lib/cospaced/cospaced.db";
    struct api_host host = {
        .ctx = fixture,
        .engine = host_engine,
        .submit = host_submit,
        .read_calendar = host_read_calendar,
        .refresh = host_refresh,
        .source = host_source,
        .now = host_now,
        .started = FIXTURE_NOW - 90500,
        .store_state = host_store_state,
        .store_path = store_path,
        .journal_extent = host_journal_extent,
        .journal_read = host_journal_read,
        .answer_read = host_answer_read,
        .tokens_read = fixture->tokens_read,
        .token_remove = host_token_remove,
        .measures = &fixture->measures,
        .configuration = &fixture->configuration,
    };
    struct api_options options = {.socket = socket, .mode = 0660, .body_limit = 1 << 20, .event_streams = 2};
    struct err err = {0};
    if (api_new(loop, &options, &host, &fixture->api, &err) < 0) {
        fail_msg("%s", err.message);
    }
    memset(store_path, 'x', sizeof store_path - 1); /* the configuration that it came from may go */
    api_set_config(fixture->api, &fixture->config);
}

static inline void fixture_free(struct fixture *fixture)
{
    api_free(fixture->api);
    buf_done(&fixture->said);
    mem_free(fixture);
}

#endif
