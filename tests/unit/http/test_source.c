/* Bodies that are made while they are sent: whole, in turns of the loop, cut off, and freed however it ends. */
#include "fixture.h"

/* What the source does: a letter a call. */
struct script {
    const char *at; /* 'p' a piece, '0' nothing yet, 'x' gives up, 's' stops the server, 'w' waits; the end ends it */
    int calls, turns, freed;
    int most_calls; /* in one turn of the loop */
    int calls_of_turn;
    struct fixture *f;
    struct loop_source *pulse;
    struct loop_source *waker;
    struct http_exchange *exchange;
};

static int script_more(void *ctx, struct buf *piece)
{
    struct script *script = ctx;
    script->calls++;
    script->calls_of_turn++;
    if (script->calls_of_turn > script->most_calls) {
        script->most_calls = script->calls_of_turn;
    }
    char what = *script->at++;
    if (what == 'p') {
        buf_printf(piece, "%04d ", script->calls);
    } else if (what == 's') {
        server_stop(script->f);
    }
    if (what == 'w') {
        loop_timer_set(script->waker, 20);
        return HTTP_SOURCE_WAITS;
    }
    return what == 'x' ? ERR_IO : *script->at != '\0';
}

static void on_waker(void *ctx)
{
    struct script *script = ctx;
    http_exchange_wake(script->exchange);
}

static void on_nothing(void *ctx)
{
    (void)ctx;
}

static void respond_and_keep(struct fixture *f, struct http_exchange *exchange)
{
    struct script *script = f->response.source->ctx;
    script->exchange = exchange;
    http_exchange_respond(exchange, &f->response);
}

static void script_free(void *ctx)
{
    struct script *script = ctx;
    script->freed++;
}

static void on_pulse(void *ctx)
{
    struct script *script = ctx;
    script->turns++;
    script->calls_of_turn = 0;
    loop_after_arm(script->pulse);
}

static void script_start(struct script *script, struct fixture *f, const char *text, struct http_source *source)
{
    *script = (struct script){.at = text, .f = f};
    *source = (struct http_source){.more = script_more, .free = script_free, .ctx = script};
    script->pulse = loop_add_after(f->loop, on_pulse, script);
    loop_after_arm(script->pulse);
    script->waker = loop_add_timer(f->loop, on_waker, script);
    f->behave = respond_and_keep;
    f->response = (struct http_response){.status = 200, .content_type = "text/plain", .source = source};
}

static void script_stop(struct script *script)
{
    loop_source_free(script->pulse);
    loop_source_free(script->waker);
}

static void pieces_become_one_body(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *script, *body;
    } cases[] = {
        {"p", "0001 "},        {"ppp", "0001 0002 0003 "}, {"00p0p", "0003 0005 "}, {"0", ""},
        {"pp0", "0001 0002 "}, {"pwp", "0001 0003 "},      {"wwp", "0003 "},
    };
    for (int tls = 0; tls <= 1; tls++) {
        server_start(f, tls);
        client_start(f);
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
            struct script script;
            struct http_source source;
            script_start(&script, f, cases[i].script, &source);
            assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_ANSWERED);
            assert_string_equal(f->answer.body, cases[i].body);
            assert_int_equal(script.freed, 1);
            script_stop(&script);
        }
        server_stop(f);
    }
}

/* Whoever makes a piece for a millisecond holds the loop up for a few of them, not for all. */
static void the_loop_goes_round_between_pieces(void **state)
{
    struct fixture *f = *state;
    char text[401];
    memset(text, 'p', 400);
    text[400] = '\0';
    server_start(f, false);
    client_start(f);
    struct script script;
    struct http_source source;
    script_start(&script, f, text, &source);
    assert_int_equal(strlen(ask(f, "GET", "/", NULL)->body), 400 * 5);
    assert_int_equal(script.calls, 400);
    assert_true(script.most_calls <= 3);
    assert_true(script.turns >= 400 / 3);
    script_stop(&script);
}

/* Nobody asks it before it is woken, and a server that goes takes it along. */
static void one_that_waits_is_left_alone(void **state)
{
    struct fixture *f = *state;
    struct script script;
    struct http_source source;
    server_start(f, false);
    client_start_with(f, &(struct client_setup){.request_timeout = 200});
    script_start(&script, f, "pwppp", &source);
    source.stays = true;
    loop_source_free(script.waker);
    script.waker = loop_add_timer(f->loop, on_nothing, NULL);
    assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_UNKNOWN);
    assert_int_equal(script.calls, 2);
    assert_int_equal(script.freed, 0); /* that the client is gone is seen when something is sent */
    server_stop(f);
    assert_int_equal(script.freed, 1);
    script_stop(&script);
}

static void an_error_cuts_the_answer(void **state)
{
    struct fixture *f = *state;
    server_start(f, false);
    client_start(f);
    struct script script;
    struct http_source source;
    script_start(&script, f, "ppx", &source);
    assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_UNKNOWN);
    assert_int_equal(script.freed, 1);
    script_stop(&script);
}

static void a_head_asks_for_nothing(void **state)
{
    struct fixture *f = *state;
    server_start(f, false);
    struct script script;
    struct http_source source;
    script_start(&script, f, "ppp", &source);
    static const char request[] = "HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    CLEAN_FREE char *got = raw_talk(f, request, strlen(request));
    assert_memory_equal(got, "HTTP/1.1 200 OK\r\n", 17);
    assert_int_equal(script.calls, 0);
    assert_int_equal(script.freed, 1);
    script_stop(&script);
}

/* The client is gone when it is answered, the server goes while it answers. */
static void a_source_is_freed_however_it_ends(void **state)
{
    struct fixture *f = *state;
    struct script script;
    struct http_source source;
    server_start(f, false);
    client_start_with(f, &(struct client_setup){.request_timeout = 100});
    script_start(&script, f, "ppp", &source);
    script.pulse = (loop_source_free(script.pulse), NULL);
    f->behave = hold;
    assert_int_equal(ask(f, "POST", "/later", "a=b")->fate, HTTP_UNKNOWN);
    http_exchange_respond(f->held, &f->response);
    client_start(f);
    f->behave = respond;
    f->response.source = NULL;
    ask(f, "GET", "/", NULL);
    assert_int_equal(script.freed, 1);
    script_stop(&script);
    script_start(&script, f, "pspp", &source);
    assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_UNKNOWN);
    assert_int_equal(script.freed, 1);
    script_stop(&script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(pieces_become_one_body),   CASE(the_loop_goes_round_between_pieces),
        CASE(an_error_cuts_the_answer), CASE(one_that_waits_is_left_alone),
        CASE(a_head_asks_for_nothing),  CASE(a_source_is_freed_however_it_ends),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
