/* The API with the real engine behind it, a turn for each command: what one promises the other keeps. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "api/api.h"
#include "unit/api/fake_http.h"

#define NOW INT64_C(1795424400000) /* 2026-11-23T09:00:00Z */

static struct settings settings = {
    .bridges = {{(char *)"core1", (char *)"https://cms1.example.com"},
                {(char *)"core2", (char *)"https://cms2.example.com"}},
    .n_bridges = 2,
    .pool = {.first = 1,
             .last = 2,
             .name = (char *)"P$index$",
             .uri = (char *)"$index$",
             .call_id = (char *)"$index$",
             .domain = (char *)"meet.example.com"},
    .start_grace = 10 * MINUTE_MS,
    .horizon = 90 * DAY_MS,
    .keep = 90 * DAY_MS,
    .probe_every = 5 * SECOND_MS,
    .down_after = 3,
    .failback_after = 5 * MINUTE_MS,
    .in_flight = 8,
    .legs_per_second = 20,
    .reconcile_every = MINUTE_MS,
};

struct service {
    struct engine *engine;
    struct effects effects;
    struct api *api;
};

static const struct engine *service_engine(void *ctx)
{
    return ((struct service *)ctx)->engine;
}

static instant service_now(void *ctx)
{
    (void)ctx;
    return NOW;
}

static bool service_store(void *ctx, struct err *err)
{
    (void)ctx;
    (void)err;
    return true;
}

static int service_submit(void *ctx, const struct command *command, struct err *err)
{
    (void)err;
    struct service *service = ctx;
    struct fact fact = {.kind = FACT_COMMAND, .command = command};
    engine_step(service->engine, NOW, &fact, &service->effects);
    for (size_t i = 0; i < service->effects.n_replies; i++) {
        api_reply(service->api, &service->effects.replies[i], command->content);
    }
    effects_clear(&service->effects);
    assert_int_equal(engine_check(service->engine, NULL), 0);
    return 0;
}

/* One event, one refusal, whatever the bytes are. */
static int service_read(void *ctx, const struct api_calendar *calendar, struct err *err)
{
    close(calendar->take_body);
    struct calendar_content content;
    calendar_content_init(&content);
    content.window = (struct window){NOW, NOW + settings.horizon};
    struct event *event = calendar_content_add_event(&content);
    event->uid = mem_strdup("u1");
    event->title = mem_strdup("From a calendar");
    event->organizer = mem_strdup("");
    event->text = mem_strdup("BEGIN:VCALENDAR");
    event->occurrences = mem_calloc(1, sizeof *event->occurrences);
    event->occurrences[0] = (struct occurrence){INSTANT_NONE, NOW + DAY_MS, NOW + DAY_MS + HOUR_MS};
    event->n_occurrences = 1;
    calendar_content_refuse(&content, "u2", 9, "it ends before it starts");
    struct command command = {
        .kind = calendar->kind == API_CALENDAR_IS ? COMMAND_SNAPSHOT : COMMAND_MESSAGE,
        .token = calendar->token,
        .calendar = calendar->name,
        .content = &content,
        .start = INSTANT_NONE,
        .end = INSTANT_NONE,
    };
    int rc = service_submit(ctx, &command, err);
    calendar_content_done(&content);
    return rc;
}

static void service_open(struct service *service)
{
    const uint8_t seed[RANDOM_SEED_SIZE] = {1};
    *service = (struct service){.engine = engine_new(&settings, seed)};
    effects_init(&service->effects);
    engine_step(service->engine, NOW, &(struct fact){.kind = FACT_STARTED}, &service->effects);
    effects_clear(&service->effects);
    static const struct api_configuration CONFIGURATION = {
        .path = "x.yaml", .read_at = NOW, .refused_at = INSTANT_NONE};
    struct api_host host = {
        .ctx = service,
        .configuration = &CONFIGURATION,
        .engine = service_engine,
        .submit = service_submit,
        .read_calendar = service_read,
        .now = service_now,
        .started = NOW,
        .store_state = service_store,
        .store_path = "x.db",
    };
    struct api_options options = {.socket = "/x", .mode = 0660, .body_limit = 1 << 20};
    assert_int_equal(api_new(NULL, &options, &host, &service->api, NULL), 0);
}

static void service_close(struct service *service)
{
    api_free(service->api);
    effects_done(&service->effects);
    engine_free(service->engine);
}

struct step {
    const char *method, *target, *header,
        *body; /* ID in the target is the meeting booked first, PID its last participant */
    int status;
    const char *part;
};

/* The value of a member, the last of that name, into 64 bytes. */
static void take_member(const char *json, const char *name, char *ret_value)
{
    for (const char *at = json; (at = strstr(at, name)) != NULL; at++) {
        snprintf(ret_value, 64, "%.36s", at + strlen(name));
    }
}

static char *target_of(const struct step *step, const char *id, const char *pid)
{
    char *target = mem_strdup(step->target);
    const char *const names[] = {"PID", "ID"};
    const char *const values[] = {pid, id};
    for (size_t i = 0; i < 2; i++) {
        char *at = strstr(target, names[i]);
        if (at != NULL) {
            *at = '\0';
            char *longer = mem_printf("%s%s%s", target, values[i], at + strlen(names[i]));
            mem_free(target);
            target = longer;
        }
    }
    return target;
}

static void play(struct service *service, const struct step *steps, size_t n_steps)
{
    (void)service;
    char id[64] = "", pid[64] = "";
    for (size_t i = 0; i < n_steps; i++) {
        const struct step *step = &steps[i];
        CLEAN_FREE char *target = target_of(step, id, pid);
        struct http_exchange *exchange =
            fake_exchange(step->method, target, step->header, step->body, step->body != NULL ? strlen(step->body) : 0);
        fake_server->options.request(fake_server->options.ctx, exchange);
        const char *answer = buf_string(&exchange->answer);
        if (exchange->status != step->status || strstr(answer, step->part) == NULL) {
            fail_msg("step %zu, %s %s: %d %s", i, step->method, target, exchange->status, answer);
        }
        if (exchange->status == 201) {
            take_member(buf_string(&exchange->answer_headers), "Location: /v1/meetings/", id);
        }
        if (strstr(step->target, "participants") != NULL && strcmp(step->method, "POST") == 0) {
            take_member(answer, "{\"id\":\"", pid);
        }
    }
}

#define BOOKING                                                                                                        \
    "{\"title\":\"T\",\"start\":\"2026-11-24T09:00:00Z\",\"end\":\"2026-11-24T10:00:00Z\",\"participants\":"           \
    "[{\"address\":\"a@x\"},{\"address\":\"b@x\",\"dial\":null}]}"

static void a_meeting_is_booked_changed_and_cancelled(void **state)
{
    (void)state;
    static const struct step STEPS[] = {
        {"POST", "/v1/meetings", NULL, BOOKING, 201, "\"state\":\"scheduled\""},
        {"GET", "/v1/meetings/ID", NULL, NULL, 200, "\"dial\":\"a@x\",\"state\":\"pending\""},
        {"GET", "/v1/meetings/ID", NULL, NULL, 200, "\"dial\":null,\"state\":\"listed\""},
        {"GET", "/v1/meetings?state=scheduled", NULL, NULL, 200, "\"title\":\"T\""},
        {"GET", "/v1/status", NULL, NULL, 200, "\"scheduled\":1"},
        {"PATCH", "/v1/meetings/ID", "If-Match: \"4711\"", "{\"title\":\"U\"}", 412, "\"status\":412"},
        {"PATCH", "/v1/meetings/ID", NULL, "{\"title\":\"U\"}", 200, "\"title\":\"U\""},
        {"PATCH", "/v1/meetings/ID", NULL, "{\"end\":\"2026-11-24T08:00:00Z\"}", 422, "\"field\":\"end\""},
        {"POST", "/v1/meetings/ID/extend", NULL, "{\"minutes\":15}", 200, "\"end\":\"2026-11-24T10:15:00Z\""},
        {"POST", "/v1/meetings/ID/extend", NULL, "{\"until\":\"2026-11-24T10:15:00Z\"}", 422, "\"field\":\"until\""},
        {"POST", "/v1/meetings/ID/participants", NULL, "{\"address\":\"c@x\",\"name\":\"C\"}", 200, "\"name\":\"C\""},
        {"POST", "/v1/meetings/ID/participants", NULL, "{\"address\":\"C@X\"}", 409, "\"field\":\"address\""},
        {"DELETE", "/v1/meetings/ID/participants/ID", NULL, NULL, 404, "\"status\":404"},
        {"POST", "/v1/meetings/ID/end", NULL, NULL, 409, "\"status\":409"},
        {"DELETE", "/v1/meetings/ID", NULL, NULL, 200, "\"state\":\"cancelled\""},
        {"DELETE", "/v1/meetings/ID", NULL, NULL, 200, "\"state\":\"cancelled\""},
        {"PATCH", "/v1/meetings/ID", NULL, "{\"title\":\"V\"}", 409, "\"status\":409"},
        {"GET", "/v1/status", NULL, NULL, 200, "\"cancelled\":1"},
        {"GET", "/v1/spaces", NULL, NULL, 200, "\"state\":\"missing\""},
        {"GET", "/v1/bridges", NULL, NULL, 200, "\"state\":\"unknown\""},
        {"GET", "/readyz", NULL, NULL, 503, "\"reasons\":[\""},
        {"GET", "/metrics", NULL, NULL, 200, "cospaced_meetings{state=\"cancelled\"} 1"},
    };
    struct service service;
    service_open(&service);
    play(&service, STEPS, sizeof STEPS / sizeof STEPS[0]);
    service_close(&service);
}

static void a_participant_is_added_and_removed(void **state)
{
    (void)state;
    static const struct step STEPS[] = {
        {"POST", "/v1/meetings", NULL, BOOKING, 201, "\"participants\":[{"},
        {"POST", "/v1/meetings/ID/participants", NULL, "{\"address\":\"c@x\"}", 200, "\"address\":\"c@x\""},
        {"DELETE", "/v1/meetings/ID/participants/PID", NULL, NULL, 200, "\"address\":\"b@x\""},
        {"DELETE", "/v1/meetings/ID/participants/PID", NULL, NULL, 404, "\"status\":404"},
    };
    struct service service;
    service_open(&service);
    play(&service, STEPS, sizeof STEPS / sizeof STEPS[0]);
    service_close(&service);
}

static void a_pushed_calendar_is_counted(void **state)
{
    (void)state;
    static const char TYPE[] = "Content-Type: text/calendar";
    static const struct step STEPS[] = {
        {"PUT", "/v1/calendars/drop", TYPE, "x", 200,
         "{\"bookings\":1,\"created\":1,\"changed\":0,\"cancelled\":0,\"unchanged\":0,"},
        {"PUT", "/v1/calendars/drop", TYPE, "x", 200,
         "{\"bookings\":1,\"created\":0,\"changed\":0,\"cancelled\":0,\"unchanged\":1,"},
        {"PUT", "/v1/calendars/drop", TYPE, "x", 200,
         "\"refused\":[{\"uid\":\"u2\",\"line\":9,\"why\":\"it ends before it starts\"}]}"},
        {"GET", "/v1/calendars/drop", NULL, NULL, 200, "\"bookings\":1,\"meetings\":{\"scheduled\":1,"},
        {"GET", "/v1/calendars", NULL, NULL, 200, "\"refused_count\":1"},
        {"GET", "/v1/meetings?calendar=drop", NULL, NULL, 200, "\"title\":\"From a calendar\""},
    };
    struct service service;
    service_open(&service);
    play(&service, STEPS, sizeof STEPS / sizeof STEPS[0]);
    service_close(&service);
}

static void etags_follow_the_versions(void **state)
{
    (void)state;
    struct service service;
    service_open(&service);
    static const struct step BOOK[] = {
        {"POST", "/v1/meetings", NULL, BOOKING, 201, "\"state\":\"scheduled\""},
    };
    play(&service, BOOK, 1);
    CLEAN_FREE char *target = mem_printf("/v1/meetings/%s", engine_meeting_at(service.engine, 0)->id);
    char before[64] = "", after[64] = "";
    struct http_exchange *exchange = fake_exchange("GET", target, NULL, NULL, 0);
    fake_server->options.request(fake_server->options.ctx, exchange);
    take_member(buf_string(&exchange->answer_headers), "ETag: ", before);
    before[strcspn(before, "\n")] = '\0';
    CLEAN_FREE char *header = mem_printf("If-Match: %s", before);
    for (int status = 200; status <= 412; status += 212) { /* the first change makes the tag old */
        exchange = fake_exchange("PATCH", target, header, "{\"title\":\"N\"}", 13);
        fake_server->options.request(fake_server->options.ctx, exchange);
        assert_int_equal(exchange->status, status);
        take_member(buf_string(&exchange->answer_headers), "ETag: ", after);
    }
    assert_true(before[0] == '"' && strncmp(before, after, strlen(before)) != 0);
    service_close(&service);
}

static void participants_count_towards_the_version(void **state)
{
    (void)state;
    struct service service;
    service_open(&service);
    static const struct step BOOK[] = {
        {"POST", "/v1/meetings", NULL, BOOKING, 201, "\"state\":\"scheduled\""},
    };
    play(&service, BOOK, 1);
    const struct meeting *meeting = engine_meeting_at(service.engine, 0);
    uint64_t booked = meeting_version(meeting);
    meeting->participants->version += 7; /* as if it had been dialled a few times */
    assert_int_equal(meeting_version(meeting), booked + 7);
    CLEAN_FREE char *target = mem_printf("/v1/meetings/%s/participants/%s", meeting->id, meeting->participants->id);
    struct http_exchange *exchange = fake_exchange("DELETE", target, NULL, NULL, 0);
    fake_server->options.request(fake_server->options.ctx, exchange);
    assert_int_equal(exchange->status, 200);
    assert_true(meeting_version(meeting) > booked + 7);
    service_close(&service);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meeting_is_booked_changed_and_cancelled),
        cmocka_unit_test(a_participant_is_added_and_removed),
        cmocka_unit_test(a_pushed_calendar_is_counted),
        cmocka_unit_test(etags_follow_the_versions),
        cmocka_unit_test(participants_count_towards_the_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
