/* Webhooks over a real loop and a real journal, beside receivers that refuse, or take the connection and say nothing:
 * who is woken by what another's look brings, and what is passed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "loop/clock.h"
#include "store/webhooks.h"
#include "webhook/webhooks.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PATIENCE_MS = 20000, LOOK_MS = 5, TOO_LARGE = 9 * 1024 * 1024 };
#define REFUSING "http://127.0.0.1:1/"

struct bench {
    struct loop *loop;
    struct http_pool *http;
    struct store *store;
    struct webhooks *webhooks;
    struct settings settings;
    struct config_webhook items[2];
    struct config config;
    struct loop_source *tick;
    instant deadline;
    bool (*over)(struct bench *bench);
    uint64_t told;      /* the last event that a body was asked for */
    uint64_t large;     /* this one is too large */
    uint32_t settled;   /* times */
    uint32_t settle_at; /* the time at which something has happened; 0: never */
    int silent;         /* a socket that listens, and is all that its clients ever hear */
    char url[64];
};

static char *meeting[] = {"meeting"}, *bridge[] = {"bridge"};
static char none[] = "";

static void journal_add(struct bench *b, uint64_t id, const char *kind)
{
    struct journal_event event = {.id = id, .at = clock_now() - HOUR_MS, .kind = kind, .object = "x"};
    struct journal journal = {.events = &event, .n_events = 1};
    struct effects effects = {0};
    struct err err = {0};
    assert_int_equal(store_commit_with(b->store, &b->settings, &effects, &journal, &err), 0);
}

static const char *on_installation(void *ctx)
{
    (void)ctx;
    return "1a2b3c4d";
}

static void on_settle(void *ctx)
{
    struct bench *b = ctx;
    if (++b->settled == b->settle_at) {
        journal_add(b, 2, "meeting");
        webhooks_wake(b->webhooks, 2);
    }
}

static void on_message(void *ctx, const struct journal_event *event, struct buf *body)
{
    struct bench *b = ctx;
    b->told = event->id;
    if (event->id == b->large) {
        CLEAN_FREE char *bytes = mem_zalloc(TOO_LARGE);
        buf_append(body, bytes, TOO_LARGE);
    }
    buf_append_string(body, "{}");
}

static bool on_yields(void *ctx)
{
    (void)ctx;
    return false;
}

static void on_tested(void *ctx, uint64_t token, const struct err *err)
{
    (void)ctx;
    (void)token;
    (void)err;
}

static void on_store_failed(void *ctx, const struct err *err)
{
    (void)ctx;
    fail_msg("%s", err->message);
}

static void on_tick(void *ctx)
{
    struct bench *b = ctx;
    if (b->over(b) || clock_now() > b->deadline) {
        loop_exit(b->loop, 0);
    }
    loop_timer_set(b->tick, LOOK_MS);
}

static struct config_webhook webhook_of(const char *name, const char *url, char **kinds)
{
    struct config_webhook webhook = {
        .name = mem_strdup(name),
        .url = mem_strdup(url),
        .events = {kinds, 1},
        .timeout = MINUTE_MS,
        .give_up_after = DAY_MS,
        .ca_file = none,
    };
    secret_set(&webhook.secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    return webhook;
}

static void listen_silently(struct bench *b)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof address;
    b->silent = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(b->silent, (struct sockaddr *)&address, len), 0);
    assert_int_equal(listen(b->silent, 8), 0);
    assert_int_equal(getsockname(b->silent, (struct sockaddr *)&address, &len), 0);
    snprintf(b->url, sizeof b->url, "http://127.0.0.1:%d/", ntohs(address.sin_port));
}

static int setup(void **state)
{
    struct bench *b = mem_zalloc(sizeof *b);
    struct err err = {0};
    assert_int_equal(loop_new(&b->loop, &err), 0);
    assert_int_equal(http_pool_new(b->loop, &b->http, &err), 0);
    assert_int_equal(store_open(":memory:", &b->store, &err), 0);
    b->settings = (struct settings){.pool = {.first = 1, .last = 1, .name = none, .uri = none, .call_id = none}};
    b->tick = loop_add_timer(b->loop, on_tick, b);
    listen_silently(b);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    struct bench *b = *state;
    webhooks_free(b->webhooks);
    for (size_t i = 0; i < b->config.n_webhooks; i++) {
        mem_free(b->items[i].name);
        mem_free(b->items[i].url);
        secret_done(&b->items[i].secret);
    }
    loop_source_free(b->tick);
    store_close(b->store);
    http_pool_free(b->http);
    loop_free(b->loop);
    close(b->silent);
    mem_free(b);
    return 0;
}

/* From the first event on, until it is over. */
static void run(struct bench *b, uint64_t newest, bool (*over)(struct bench *bench))
{
    const struct webhooks_host host = {
        .ctx = b,
        .loop = b->loop,
        .http = b->http,
        .store = b->store,
        .installation = on_installation,
        .settle = on_settle,
        .message = on_message,
        .yields = on_yields,
        .tested = on_tested,
        .store_failed = on_store_failed,
    };
    struct err err = {0};
    b->config.webhooks = b->items;
    b->config.n_webhooks = b->items[1].name != NULL ? 2 : 1;
    assert_int_equal(webhooks_new(&host, &b->config, 0, &b->webhooks, &err), 0);
    webhooks_wake(b->webhooks, newest);
    b->over = over;
    b->deadline = clock_now() + PATIENCE_MS;
    loop_timer_set(b->tick, 0);
    assert_int_equal(loop_run(b->loop, &err), 0);
    assert_true(over(b));
}

static struct webhook_view view_of(const struct bench *b)
{
    struct webhook_view view;
    assert_true(webhooks_view(b->webhooks, 0, &view));
    return view;
}

static bool second_is_told(struct bench *b)
{
    return b->told == 2;
}

/* The first has nothing to do when it is looked at; the look of the second commits what waited, which is for the first.
 */
static void what_a_look_brings_wakes_those_before(void **state)
{
    struct bench *b = *state;
    b->items[0] = webhook_of("first", b->url, meeting);
    b->items[1] = webhook_of("second", b->url, bridge);
    b->settle_at = 2;
    journal_add(b, 1, "bridge");
    run(b, 1, second_is_told);
}

static bool second_is_told_and_first_skipped(struct bench *b)
{
    return b->told == 2 && view_of(b).skipped == 1;
}

static void what_is_too_large_is_passed(void **state)
{
    struct bench *b = *state;
    b->items[0] = webhook_of("first", b->url, meeting);
    b->large = 1;
    journal_add(b, 1, "meeting");
    journal_add(b, 2, "meeting");
    run(b, 2, second_is_told_and_first_skipped);
    assert_int_equal(view_of(b).delivered, 1);
}

static bool all_is_passed(struct bench *b)
{
    return view_of(b).delivered == 5;
}

/* Two that are too old, and three between them that the journal has forgotten. */
static void a_gap_is_counted_while_giving_up(void **state)
{
    struct bench *b = *state;
    b->items[0] = webhook_of("first", REFUSING, meeting);
    b->items[0].give_up_after = MINUTE_MS;
    journal_add(b, 1, "meeting");
    journal_add(b, 5, "meeting");
    run(b, 5, all_is_passed);
    assert_int_equal(view_of(b).skipped, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_a_look_brings_wakes_those_before, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_too_large_is_passed, setup, teardown),
        cmocka_unit_test_setup_teardown(a_gap_is_counted_while_giving_up, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
