/* Answers that are given again: only while nothing can have changed, only to who may see them, and never too many. The
 * fake engine changes without a word, so what comes of the memo shows; its edition is what a step would have changed.
 */
#include "unit/api/fixture.h"

#define PLAIN NULL
/* A tag that no answer has: who sends one is answered anew. */
#define ANEW "If-None-Match: \"none\""

static const char *const SHOWN[] = {
    "/v1/meetings", "/v1/meetings?limit=1", "/v1/meetings?state=scheduled,active", ("/v1/meetings/" ROOM_ID),
    "/v1/spaces",   "/v1/spaces?limit=1",
};
enum { N_SHOWN = sizeof SHOWN / sizeof SHOWN[0] };

/* The engine, as one that takes steps. */
static int stepped_setup(void **state)
{
    fixture_setup(state);
    fixture->engine.edition = 7;
    return 0;
}

static int memo_teardown(void **state)
{
    fixture_teardown(state);
    assert_int_equal(fake_kept, 0);
    return 0;
}

/* The parts of everything that the fake engine shows in those answers, changed one by one. */
static void change_something(size_t n)
{
    static char words[32 + N_MEETING_WORDS];
    memset(words, 0, sizeof words);
    snprintf(words, 32, "Title %zu", n);
    fixture->engine.meetings[0].own_words = words;
    fixture->engine.meetings[0].version++;
    fixture->engine.spaces[0].state = n % 2 == 0 ? SPACE_FREE : SPACE_DIRTY;
}

static bool is_as_anew(const char *target)
{
    const char *given = buf_string(&ask("GET", target, PLAIN, NULL)->answer);
    return strcmp(given, buf_string(&ask("GET", target, ANEW, NULL)->answer)) == 0;
}

static void it_is_given_again_until_the_next_step(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_SHOWN; i++) {
        change_something(2 * i);
        fixture->engine.edition++;
        const struct http_exchange *first = ask("GET", SHOWN[i], PLAIN, NULL);
        assert_int_equal(first->status, 200);
        change_something(2 * i + 1);
        const struct http_exchange *again = ask("GET", SHOWN[i], PLAIN, NULL);
        assert_int_equal(again->status, 200);
        assert_string_equal(buf_string(&again->answer), buf_string(&first->answer));
        assert_string_equal(buf_string(&again->answer_headers), buf_string(&first->answer_headers));
        assert_string_equal(again->content_type, "application/json");
        assert_false(is_as_anew(SHOWN[i])); /* so what was changed is shown there */
        fixture->engine.edition++;
        assert_true(is_as_anew(SHOWN[i]));
    }
}

static void it_is_never_given_again_when(void **state)
{
    (void)state;
    static const struct {
        uint64_t before, after;
        bool unwritable_before, unwritable_after;
        bool kept;
    } cases[] = {
        {7, 7, false, false, true},  {7, 8, false, false, false}, {7, 6, false, false, false},
        {0, 0, false, false, false}, {7, 0, false, false, false}, {0, 7, false, false, false},
        {7, 7, true, false, false},  {7, 7, false, true, false},  {7, 7, true, true, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (size_t k = 0; k < N_SHOWN; k++) {
            fixture->engine.edition = 1000 + i; /* forgets the case before */
            fixture->unwritable = false;
            ask("GET", "/v1/spaces?limit=2", PLAIN, NULL);
            fixture->engine.edition = cases[i].before;
            fixture->unwritable = cases[i].unwritable_before;
            ask("GET", SHOWN[k], PLAIN, NULL);
            change_something(2 * i + k % 2);
            change_something(2 * i + 1 + k % 2);
            fixture->engine.edition = cases[i].after;
            fixture->unwritable = cases[i].unwritable_after;
            assert_int_equal(is_as_anew(SHOWN[k]), !cases[i].kept);
        }
    }
}

static void what_shows_more_than_the_engine_is_not_kept(void **state)
{
    (void)state;
    static const char *const others[] = {
        "/v1/status",     "/v1/bridges",
        "/v1/calendars",  "/v1/calendars/rooms",
        "/metrics",       "/healthz",
        "/readyz",        "/nothing",
        "/v1/meetings/x", "/v1/meetings?limit=0",
        "/v1/status?x=1", "/v1/meetings?limit=2&limit=3",
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        ask("GET", others[i], PLAIN, NULL);
        assert_int_equal(fake_kept, 0);
    }
}

static void a_tag_is_compared_each_time(void **state)
{
    (void)state;
    const char *target = "/v1/meetings/" ROOM_ID;
    const struct http_exchange *first = ask("GET", target, PLAIN, NULL);
    char known[128];
    const char *tag = strchr(buf_string(&first->answer_headers), '"');
    snprintf(known, sizeof known, "If-None-Match: %.*s", (int)strcspn(tag, "\n"), tag);
    assert_int_equal(ask("GET", target, known, NULL)->status, 304);
    assert_int_equal(ask("GET", target, known, NULL)->status, 304);
    assert_int_equal(ask("GET", target, ANEW, NULL)->status, 200);
    fixture->engine.meetings[0].version++;
    fixture->engine.edition++;
    assert_int_equal(ask("GET", target, known, NULL)->status, 200);
    assert_int_equal(ask("HEAD", target, PLAIN, NULL)->status, 200);
}

/* Who sees no passcodes never gets the answer of one who does, nor the other way round. */
static void each_sees_what_he_may(void **state)
{
    (void)state;
    fixture->config.api.page = true;
    fixture->engine.meetings[0].own_words = (char *)"\0\0"
                                                    "4711";
    for (size_t i = 0; i < 6; i++) {
        fake_far = i % 2 == 0;
        const struct http_exchange *got = ask("GET", "/v1/meetings/" ROOM_ID, "Host: localhost", NULL);
        assert_int_equal(got->status, 200);
        assert_int_equal(strstr(buf_string(&got->answer), "4711") == NULL, fake_far);
    }
    fake_far = false;
}

static void there_are_never_too_many(void **state)
{
    (void)state;
    char target[1200];
    size_t most = 0;
    for (int i = 1; i <= 1000; i++) {
        snprintf(target, sizeof target, "/v1/meetings?limit=%d", i);
        ask("GET", target, PLAIN, NULL);
        most = fake_kept > most ? fake_kept : most;
    }
    assert_in_range(most, 2, 64);
    fixture->engine.edition++;
    snprintf(target, sizeof target, "/v1/meetings?uid=%01000d", 0); /* a long target is answered, and not kept */
    assert_int_equal(ask("GET", target, PLAIN, NULL)->status, 200);
    assert_int_equal(fake_kept, 0);
}

int main(void)
{
#define memo_test(function) cmocka_unit_test_setup_teardown(function, stepped_setup, memo_teardown)
    const struct CMUnitTest tests[] = {
        memo_test(it_is_given_again_until_the_next_step),
        memo_test(it_is_never_given_again_when),
        memo_test(what_shows_more_than_the_engine_is_not_kept),
        memo_test(a_tag_is_compared_each_time),
        memo_test(each_sees_what_he_may),
        memo_test(there_are_never_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
