/* Events and answers: stored with a turn or not at all, read behind an id, bounded, and what a backup's are worth. */
#include "unit/store/fixture.h"

#include "store/journal.h"
#include "store/webhooks.h"

#include <inttypes.h>

static struct journal_event *events_make(uint64_t first, size_t n, instant at)
{
    struct journal_event *events = mem_calloc(n, sizeof *events);
    for (size_t i = 0; i < n; i++) {
        events[i] = (struct journal_event){.id = first + i, .at = at, .kind = "meeting", .object = "m"};
    }
    return events;
}

static void events_commit(struct fixture *f, uint64_t first, size_t n, instant at)
{
    CLEAN_FREE struct journal_event *events = events_make(first, n, at);
    struct journal journal = {.events = events, .n_events = n};
    assert_int_equal(store_commit_with(f->store, &f->settings, &f->effects, &journal, &f->err), 0);
}

static void write_event(void *ctx, const struct journal_event *event)
{
    buf_printf(ctx, "%" PRIu64 " %" PRId64 " %s %s %s %s %s %s\n", event->id, event->at, event->kind, event->object,
               text_or_null(event->meeting), text_or_null(event->calendar), text_or_null(event->cause),
               text_or_null(event->data));
}

static void assert_extent(struct fixture *f, uint64_t oldest, uint64_t newest)
{
    struct journal_extent extent;
    assert_int_equal(store_journal_extent(f->store, &extent, &f->err), 0);
    assert_int_equal(extent.oldest, oldest);
    assert_int_equal(extent.newest, newest);
    assert_false(extent.restored);
}

static void events_are_read_behind_an_id(void **state)
{
    struct fixture *f = *state;
    const struct journal_event events[] = {
        {1, 10, "meeting", "a", "a", "rooms", "{\"uid\":0}", "{\"id\":\"a\"}"},
        {2, 11, "pool", "7", NULL, NULL, NULL, NULL},
        {3, 12, "bridge", "core1", NULL, NULL, NULL, "{}"},
    };
    assert_extent(f, 1, 0);
    struct journal journal = {.events = events, .n_events = 3};
    assert_int_equal(store_commit_with(f->store, &f->settings, &f->effects, &journal, &f->err), 0);
    assert_extent(f, 1, 3);
    CLEAN_BUF struct buf text;
    buf_init(&text, 4096);
    assert_int_equal(store_journal_read(f->store, 0, 2, write_event, &text, &f->err), 0);
    assert_string_equal(buf_string(&text), "1 10 meeting a a rooms {\"uid\":0} {\"id\":\"a\"}\n"
                                           "2 11 pool 7 NULL NULL NULL NULL\n");
    buf_clear(&text);
    assert_int_equal(store_journal_read(f->store, 2, 9, write_event, &text, &f->err), 0);
    assert_string_equal(buf_string(&text), "3 12 bridge core1 NULL NULL NULL {}\n");
}

static void the_old_and_the_many_go(void **state)
{
    struct fixture *f = *state;
    events_commit(f, 1, 500, 0);
    events_commit(f, 501, 1, DAY_MS); /* not yet */
    assert_extent(f, 1, 501);
    events_commit(f, 502, 1, 26 * HOUR_MS); /* some at a time */
    assert_extent(f, 202, 502);
    events_commit(f, 503, 400, 26 * HOUR_MS);
    assert_extent(f, 501, 902);
    events_commit(f, 903, 1, 90 * DAY_MS); /* the newest stays */
    events_commit(f, 904, 1, 900 * DAY_MS);
    events_commit(f, 905, 1, 9000 * DAY_MS);
    events_commit(f, 906, 1, 90000 * DAY_MS);
    assert_extent(f, 906, 906);
    events_commit(f, 907, JOURNAL_EVENTS + 100, 90000 * DAY_MS);
    assert_extent(f, 907 + 100, 906 + JOURNAL_EVENTS + 100);
}

static void webhook_put(struct fixture *f, const char *name, uint64_t delivered)
{
    const struct store_webhook webhook = {
        .name = name,
        .state = "waiting",
        .delivered = delivered,
        .fresh_from = 5,
        .failures = 2,
        .failing_since = INSTANT_NONE,
        .next_try = 7,
        .last_delivery = INSTANT_NONE,
        .last_error = delivered > 100 ? "it failed" : NULL,
        .skipped = 3,
    };
    assert_int_equal(store_webhooks_write(f->store, &webhook, 1, &f->err), 0);
}

static void write_webhook(void *ctx, const struct store_webhook *webhook)
{
    buf_printf(ctx, "%s %s %" PRIu64 " %" PRId64 " %u %d %" PRId64 " %d %s %" PRIu64 "\n", webhook->name,
               webhook->state, webhook->delivered, webhook->fresh_from, webhook->failures,
               webhook->failing_since == INSTANT_NONE, webhook->next_try, webhook->last_delivery == INSTANT_NONE,
               text_or_null(webhook->last_error), webhook->skipped);
}

static void webhooks_are_known_again(void **state)
{
    struct fixture *f = *state;
    webhook_put(f, "slow", 100);
    webhook_put(f, "fast", 200);
    webhook_put(f, "fast", 300);
    CLEAN_BUF struct buf text;
    buf_init(&text, 4096);
    assert_int_equal(store_webhooks_read(f->store, write_webhook, &text, &f->err), 0);
    assert_string_equal(buf_string(&text),
                        "fast waiting 300 5 2 1 7 1 it failed 3\nslow waiting 100 5 2 1 7 1 NULL 3\n");
    assert_int_equal(store_webhook_remove(f->store, "fast", &f->err), 0);
    buf_clear(&text);
    assert_int_equal(store_webhooks_read(f->store, write_webhook, &text, &f->err), 0);
    assert_string_equal(buf_string(&text), "slow waiting 100 5 2 1 7 1 NULL 3\n");
}

static void what_is_owed_stays(void **state)
{
    struct fixture *f = *state;
    webhook_put(f, "slow", 100);
    webhook_put(f, "fast", 500);
    events_commit(f, 1, 500, 0);
    events_commit(f, 501, 400, 26 * HOUR_MS); /* the slow one has not been given 101 and what follows */
    assert_extent(f, 101, 900);
    events_commit(f, 901, 1, 72 * HOUR_MS);
    assert_extent(f, 101, 901);
    events_commit(f, 902, 400, 74 * HOUR_MS); /* three days are enough */
    assert_extent(f, 501, 1301);
    events_commit(f, 1302, JOURNAL_EVENTS, 74 * HOUR_MS); /* many may be owed */
    assert_extent(f, 501, 1301 + JOURNAL_EVENTS);
    webhook_put(f, "slow", 1000);
    webhook_put(f, "fast", 1000000);
    events_commit(f, 1302 + JOURNAL_EVENTS, 100, 74 * HOUR_MS);
    assert_extent(f, 1001, 1401 + JOURNAL_EVENTS);
    webhook_put(f, "slow", 1000000);
    events_commit(f, 1402 + JOURNAL_EVENTS, 1000, 74 * HOUR_MS); /* some at a time */
    assert_extent(f, 2201, 2401 + JOURNAL_EVENTS);
}

static void answer_commit(struct fixture *f, const char *principal, const char *key, uint64_t digest, instant at)
{
    struct journal_answer answer = {principal, key, digest, at, 201, "ETag: \"1\"\n", "{}"};
    struct journal journal = {.answers = &answer, .n_answers = 1};
    assert_int_equal(store_commit_with(f->store, &f->settings, &f->effects, &journal, &f->err), 0);
}

static bool answer_is_there(struct fixture *f, const char *principal, const char *key, instant now)
{
    struct journal_answer answer = {0};
    int rc = store_answer_read(f->store, principal, key, now - JOURNAL_ANSWER_AGE, &answer, &f->err);
    assert_true(rc == 0 || rc == ERR_NOT_FOUND);
    if (rc == 0) {
        assert_int_equal(answer.status, 201);
        assert_string_equal(answer.headers, "ETag: \"1\"\n");
        assert_string_equal(answer.body, "{}");
    }
    journal_answer_done(&answer);
    return rc == 0;
}

static void answers_are_kept_for_each(void **state)
{
    struct fixture *f = *state;
    answer_commit(f, "uid:1", "k", UINT64_MAX, 1000);
    assert_true(answer_is_there(f, "uid:1", "k", 1000));
    assert_false(answer_is_there(f, "uid:2", "k", 1000));
    assert_false(answer_is_there(f, "uid:1", "K", 1000));
    assert_true(answer_is_there(f, "uid:1", "k", 1000 + DAY_MS));
    assert_false(answer_is_there(f, "uid:1", "k", 1001 + DAY_MS));
    answer_commit(f, "uid:2", "k", 5, 1001 + DAY_MS); /* takes what is too old with it */
    assert_false(answer_is_there(f, "uid:1", "k", 1000));
    struct journal_answer answer = {0};
    assert_int_equal(store_answer_read(f->store, "uid:2", "k", 0, &answer, &f->err), 0);
    assert_true(answer.digest == 5);
    journal_answer_done(&answer);
}

static void so_many_answers_for_each(void **state)
{
    struct fixture *f = *state;
    enum { MORE = 200 };
    answer_commit(f, "uid:2", "other", 1, 0);
    for (uint64_t i = 0; i < JOURNAL_ANSWERS + MORE; i++) {
        char key[32];
        snprintf(key, sizeof key, "%" PRIu64, i);
        answer_commit(f, "uid:1", key, 1, (instant)i); /* the same is asked for each time */
    }
    assert_false(answer_is_there(f, "uid:1", "0", 0));
    assert_false(answer_is_there(f, "uid:1", "100", 0));
    assert_true(answer_is_there(f, "uid:1", "200", 0));
    assert_true(answer_is_there(f, "uid:2", "other", 0));
}

/* What is refused with its turn is not there, and neither is what came with it. */
static void all_or_nothing(void **state)
{
    struct fixture *f = *state;
    events_commit(f, 1, 1, 0);
    const struct journal_event again = {.id = 1, .kind = "meeting", .object = "m"}; /* cannot be: taken */
    struct journal_answer answer = {"uid:1", "k", 1, 0, 201, "", "{}"};
    struct journal journal = {.events = &again, .n_events = 1, .answers = &answer, .n_answers = 1};
    assert_true(store_commit_with(f->store, &f->settings, &f->effects, &journal, &f->err) < 0);
    assert_false(answer_is_there(f, "uid:1", "k", 0));
    assert_extent(f, 1, 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(events_are_read_behind_an_id),
        CASE(the_old_and_the_many_go),
        CASE(webhooks_are_known_again),
        CASE(what_is_owed_stays),
        CASE(answers_are_kept_for_each),
        CASE(so_many_answers_for_each),
        CASE(all_or_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
