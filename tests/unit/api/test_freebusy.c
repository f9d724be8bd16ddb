/* GET /v1/freebusy: whose times, in which form, merged, cut to the window, and when a pool is full. */
#include "unit/api/fixture.h"

/* Meetings in minutes after 09:00: start, end, who, state, index of the space (0: none). */
struct busy_meeting {
    int start, end;
    const char *who;
    enum meeting_state state;
    size_t space;
};

static struct participant people[16];
static struct progress progress[16];

static void scene(const struct busy_meeting *items, size_t n)
{
    struct engine *engine = &fixture->engine;
    for (size_t i = 0; i < n; i++) {
        people[i] =
            (struct participant){.address = (char *)(uintptr_t)items[i].who, .dial = (char *)"dial@video.example.com"};
        progress[i] = (struct progress){.space = items[i].space > 0 ? &engine->spaces[items[i].space - 1] : NULL};
        engine->meetings[i] = (struct meeting){
            .start = FIXTURE_NOW + items[i].start * MINUTE_MS,
            .end = FIXTURE_NOW + items[i].end * MINUTE_MS,
            .state = items[i].state,
            .participants = items[i].who != NULL ? &people[i] : NULL,
            .progress = &progress[i],
        };
        snprintf(engine->meetings[i].id, GUID_SIZE, "%zu", i);
    }
    engine->n_meetings = n;
}

/* "0-60 90-120": the busy times of the answer, in minutes after 09:00. */
static char *periods_of(const struct http_exchange *exchange)
{
    struct buf out;
    buf_init(&out, 4096);
    assert_int_equal(exchange->status, 200);
    for (const char *at = buf_string(&exchange->answer); (at = strstr(at, "\"start\":\"")) != NULL; at++) {
        char start[21], end[21];
        instant from = 0, to = 0;
        snprintf(start, sizeof start, "%s", at + 9);
        snprintf(end, sizeof end, "%s", strstr(at, "\"end\":\"") + 7);
        assert_int_equal(instant_parse(start, &from), 0);
        assert_int_equal(instant_parse(end, &to), 0);
        buf_printf(&out, "%s%d-%d", out.len > 0 ? " " : "", (int)((from - FIXTURE_NOW) / MINUTE_MS),
                   (int)((to - FIXTURE_NOW) / MINUTE_MS));
    }
    return buf_take(&out);
}

static const struct http_exchange *busy(const char *query)
{
    CLEAN_FREE char *target = mem_printf("/v1/freebusy?format=json%s", query);
    return ask("GET", target, NULL, NULL);
}

static const struct busy_meeting MEETINGS[] = {
    {-30, 10, "a@example.com", MEETING_ENDED, 0},      {-20, 75, "a@example.com", MEETING_ENDED, 2},
    {0, 30, "a@example.com", MEETING_ACTIVE, 1},       {20, 40, "MAILTO:A@example.com", MEETING_SCHEDULED, 0},
    {40, 50, "sip:a@example.com", MEETING_WAITING, 0}, {55, 70, "a@example.com", MEETING_CANCELLED, 0},
    {58, 59, "a@example.com", MEETING_MISSED, 0},      {60, 60, "a@example.com", MEETING_SCHEDULED, 0},
    {80, 90, "b@example.com", MEETING_SCHEDULED, 0},   {85, 200, NULL, MEETING_SCHEDULED, 0},
};

static void an_endpoint(void **state)
{
    (void)state;
    scene(MEETINGS, sizeof MEETINGS / sizeof *MEETINGS);
    static const struct {
        const char *query, *periods;
    } cases[] = {
        {"&endpoint=a@example.com", "0-50"},
        {"&endpoint=sip:A@EXAMPLE.com", "0-50"},
        {"&endpoint=a@example.com&from=2026-11-23T08:00:00Z", "-30-50"},
        {"&endpoint=a@example.com&to=2026-11-23T09:45:00Z", "0-45"},
        {"&endpoint=a@example.com&from=2026-11-23T09:50:00Z", ""},
        {"&endpoint=b@example.com", "80-90"},
        {"&endpoint=dial@video.example.com", "0-50 80-90"},
        {"&endpoint=c@example.com", ""},
        {"&space=1", "0-30"},
        {"&space=2", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *periods = periods_of(busy(cases[i].query));
        assert_string_equal(periods, cases[i].periods);
    }
}

/* The pool has spaces 1 to n; full while n run at once. */
static void a_pool(void **state)
{
    (void)state;
    static const struct busy_meeting touching[] = {
        {0, 30, NULL, MEETING_SCHEDULED, 0},  {10, 20, NULL, MEETING_SCHEDULED, 0},
        {20, 25, NULL, MEETING_SCHEDULED, 0}, {30, 60, NULL, MEETING_SCHEDULED, 0},
        {40, 50, NULL, MEETING_SCHEDULED, 0},
    };
    static const struct {
        uint32_t spaces;
        const char *periods, *least;
    } cases[] = {
        {1, "0-60", "\"least_free\":0"},
        {2, "10-25 40-50", "\"least_free\":0"},
        {3, "", "\"least_free\":1"},
        {4, "", "\"least_free\":2"},
    };
    scene(touching, sizeof touching / sizeof *touching);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture->engine.settings.pool.last = cases[i].spaces;
        const struct http_exchange *exchange = busy("&pool");
        CLEAN_FREE char *periods = periods_of(exchange);
        assert_string_equal(periods, cases[i].periods);
        assert_contains(buf_string(&exchange->answer), cases[i].least);
    }
    fixture->engine.n_meetings = 0;
    assert_contains(buf_string(&busy("")->answer), "\"busy\":[],\"spaces\":4,\"least_free\":4}");
}

/* More at once than there are spaces: one period. */
static void an_overbooked_pool(void **state)
{
    (void)state;
    static const struct busy_meeting over[] = {
        {0, 30, NULL, MEETING_SCHEDULED, 0}, {0, 30, NULL, MEETING_SCHEDULED, 0}, {10, 40, NULL, MEETING_SCHEDULED, 0}};
    scene(over, 3);
    fixture->engine.settings.pool.last = 1;
    CLEAN_FREE char *periods = periods_of(busy(""));
    assert_string_equal(periods, "0-40");
}

static void as_text(void **state)
{
    (void)state;
    scene(MEETINGS, sizeof MEETINGS / sizeof *MEETINGS);
    const struct http_exchange *exchange = ask("GET", "/v1/freebusy?endpoint=a@example.com", NULL, NULL);
    assert_string_equal(exchange->content_type, "text/calendar; charset=utf-8");
    const char *text = buf_string(&exchange->answer);
    assert_contains(text, "ORGANIZER:mailto:a@example.com\r\n");
    assert_contains(text, "DTSTART:20261123T090000Z\r\nDTEND:20261224T090000Z\r\n");
    assert_contains(text, "FREEBUSY;FBTYPE=BUSY:20261123T090000Z/20261123T095000Z\r\nEND:VFREEBUSY\r\n");
    exchange = ask("GET", "/v1/freebusy", "Accept: application/json", NULL);
    assert_string_equal(exchange->content_type, "application/json");
    exchange = ask("GET", "/v1/freebusy?format=ics", "Accept: application/json", NULL);
    assert_contains(buf_string(&exchange->answer), "X-COSPACED-SPACES:4\r\n");
}

static void what_makes_no_sense(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        int status;
        const char *field;
    } cases[] = {
        {"space=1&pool", 422, NULL},
        {"endpoint=a&space=1", 422, NULL},
        {"endpoint=", 422, "endpoint"},
        {"endpoint", 422, "endpoint"},
        {"space=x", 422, "space"},
        {"space=0", 404, "space"},
        {"space=5", 404, "space"},
        {"space=99999999999", 404, "space"},
        {"room=1", 400, "room"},
        {"from=9", 422, "from"},
        {"to=2026-11-23T09:00:00Z", 422, "to"},
        {"format=xml", 422, "format"},
        {"pool&pool", 400, "pool"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *target = mem_printf("/v1/freebusy?%s", cases[i].query);
        assert_problem(ask("GET", target, NULL, NULL), cases[i].status, cases[i].field);
    }
    assert_problem(ask("POST", "/v1/freebusy", NULL, NULL), 405, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        api_test(an_endpoint),         api_test(a_pool), api_test(an_overbooked_pool), api_test(as_text),
        api_test(what_makes_no_sense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
