/* Idempotency-Key: one effect, and its answer as often as it is asked for. */
#include "unit/api/fixture.h"

#define KEY  "Idempotency-Key: k1"
#define BODY "{\"title\":\"B\",\"start\":\"2027-01-01T00:00:00Z\",\"end\":\"2027-01-01T01:00:00Z\"}"

static char kept_headers[256], kept_body[8192];

/* The turn of the command that waits: its commit, which the store keeps, then its reply. */
static struct journal_answer turn(bool durable)
{
    struct effects effects = {.replies = &fixture->reply, .n_replies = 1};
    struct journal journal;
    struct journal_answer answer = {0};
    fixture->reply.token = fixture->token;
    api_record(fixture->api, &effects, &journal);
    if (journal.n_answers == 1) {
        answer = journal.answers[0];
        assert_string_equal(answer.principal, "uid:0");
        assert_string_equal(answer.key, "k1");
        snprintf(kept_headers, sizeof kept_headers, "%s", answer.headers);
        snprintf(kept_body, sizeof kept_body, "%s", answer.body);
        answer.principal = "uid:0";
        answer.key = "k1";
        answer.headers = kept_headers;
        answer.body = kept_body;
    }
    api_recorded(fixture->api, durable);
    if (!durable) {
        err_set(&fixture->reply.err, ERR_BUSY, "the disk is full");
    }
    api_reply(fixture->api, &fixture->reply, NULL);
    fixture->reply.err = (struct err){0};
    return answer;
}

static void the_answer_is_stored_with_its_effect(void **state)
{
    (void)state;
    fixture->script = SCRIPT_WAIT;
    const struct http_exchange *first = ask("POST", "/v1/meetings", KEY, BODY);
    assert_int_equal(first->status, 0);
    assert_problem(ask("POST", "/v1/meetings", KEY, BODY), 409, "Idempotency-Key"); /* it is under way */
    assert_problem(ask("POST", "/v1/meetings", KEY, "{}"), 422, "Idempotency-Key");
    fixture->answer = turn(true);
    assert_int_equal(first->status, 201);
    assert_int_equal(fixture->answer.status, 201);
    assert_string_equal(buf_string(&first->answer), kept_body);
    assert_string_equal(buf_string(&first->answer_headers), kept_headers);
    assert_string_equal(kept_headers, "Location: /v1/meetings/" ROOM_ID "\nETag: \"7\"\n");
    const struct http_exchange *again = ask("POST", "/v1/meetings", KEY, BODY);
    assert_int_equal(again->status, 201);
    assert_string_equal(buf_string(&again->answer), kept_body);
    assert_string_equal(buf_string(&again->answer_headers), kept_headers);
    assert_string_equal(again->content_type, "application/json");
    assert_string_equal(buf_string(&fixture->said), ""); /* and nothing was done */
    assert_problem(ask("POST", "/v1/meetings", KEY, "{}"), 422, "Idempotency-Key");
    assert_problem(ask("POST", "/v1/meetings/" ROOM_ID "/end", KEY, BODY), 422, "Idempotency-Key");
    fixture->answer.at -= 25 * HOUR_MS; /* a day is over */
    assert_int_equal(ask("POST", "/v1/meetings", KEY, BODY)->status, 0);
    turn(true);
}

static void what_was_not_stored_may_be_sent_again(void **state)
{
    (void)state;
    fixture->script = SCRIPT_WAIT;
    const struct http_exchange *first = ask("POST", "/v1/meetings", KEY, BODY);
    turn(false);
    assert_problem(first, 503, NULL);
    const struct http_exchange *second = ask("POST", "/v1/meetings", KEY, BODY);
    turn(true);
    assert_int_equal(second->status, 201);
}

/* Nothing was done, so nothing is kept: the same may do better later. */
static void refusals_are_not_kept(void **state)
{
    (void)state;
    fixture->script = SCRIPT_WAIT;
    const struct http_exchange *first = ask("POST", "/v1/meetings/" ROOM_ID "/end", KEY, NULL);
    err_set(&fixture->reply.err, ERR_CONFLICT, "it is over");
    assert_null(turn(true).key);
    assert_problem(first, 409, NULL);
    assert_problem(ask("POST", "/v1/meetings", KEY, "{"), 400, NULL);
    assert_problem(ask("POST", "/v1/meetings/nobody/end", KEY, NULL), 404, NULL);
    fixture->script = SCRIPT_REFUSE_COMMAND;
    err_set(&fixture->refusal, ERR_BUSY, "the disk is full");
    assert_problem(ask("POST", "/v1/meetings", KEY, BODY), 503, NULL);
    fixture->script = SCRIPT_WAIT;
    assert_int_equal(ask("POST", "/v1/meetings", KEY, BODY)->status, 0);
}

static void what_is_no_key(void **state)
{
    (void)state;
    CLEAN_FREE char *longest = mem_printf("Idempotency-Key: %0255d", 7);
    CLEAN_FREE char *longer = mem_printf("Idempotency-Key: %0256d", 7);
    assert_problem(ask("POST", "/v1/meetings", "Idempotency-Key: ", BODY), 400, "Idempotency-Key");
    assert_problem(ask("POST", "/v1/meetings", "Idempotency-Key: a b", BODY), 400, "Idempotency-Key");
    assert_problem(ask("POST", "/v1/meetings", "Idempotency-Key: \xC3\xA9", BODY), 400, "Idempotency-Key");
    assert_problem(ask("POST", "/v1/meetings", longer, BODY), 400, "Idempotency-Key");
    assert_int_equal(ask("POST", "/v1/meetings", longest, BODY)->status, 201);
    assert_int_equal(ask("GET", "/v1/meetings", longer, NULL)->status, 200); /* reads need none */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        api_test(the_answer_is_stored_with_its_effect),
        api_test(what_was_not_stored_may_be_sent_again),
        api_test(refusals_are_not_kept),
        api_test(what_is_no_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
