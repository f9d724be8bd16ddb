/* Lists: pages, cursors, filters, and parameters that make no sense. */
#include "unit/api/fixture.h"

#include <jansson.h>

/* Meetings 0, 1, 2 … an hour each, one every half hour; ids grow with them; all the same start from `same` on. */
static void make_meetings(size_t n, size_t same)
{
    static struct calendar rooms = {.name = (char *)"rooms"};
    static struct calendar none = {.name = (char *)""};
    static struct booking bookings[2][2] = {{{.calendar = &rooms, .uid = "u0"}, {.calendar = &rooms, .uid = "u1"}},
                                            {{.calendar = &none, .uid = "u0"}, {.calendar = &none, .uid = "u1"}}};
    for (size_t i = 0; i < n; i++) {
        struct meeting *meeting = &fixture->engine.meetings[i];
        instant start = FIXTURE_NOW + (instant)(i < same ? i : same) * 30 * MINUTE_MS;
        *meeting = (struct meeting){
            .booking = &bookings[i % 2][i % 3 == 0 ? 0 : 1],
            .recurrence_id = INSTANT_NONE,
            .own_words = (char *)"T\0\0",
            .start = start,
            .end = start + HOUR_MS,
            .state = i % 4 == 0 ? MEETING_ACTIVE : MEETING_SCHEDULED,
        };
        snprintf(meeting->id, sizeof meeting->id, "m%06zu", i);
    }
    fixture->engine.n_meetings = n;
}

/* Asks for one page; appends the ids (or names, indices) of its entries to seen; returns the cursor (owned) or NULL. */
static char *ask_page(const char *target, const char *list, const char *id, struct buf *seen)
{
    const struct http_exchange *exchange = ask("GET", target, NULL, NULL);
    assert_int_equal(exchange->status, 200);
    json_auto_t *json = json_loads(buf_string(&exchange->answer), JSON_REJECT_DUPLICATES, NULL);
    size_t i;
    json_t *entry;
    json_array_foreach(json_object_get(json, list), i, entry) {
        json_t *value = json_object_get(entry, id);
        if (json_is_integer(value)) {
            buf_printf(seen, "%d ", (int)json_integer_value(value));
        } else {
            buf_printf(seen, "%s ", json_string_value(value));
        }
    }
    assert_int_equal(json_object_size(json), 2);
    json_t *next = json_object_get(json, "next");
    assert_true(json_is_null(next) || json_is_string(next));
    return mem_strdup(json_string_value(next));
}

/* Walks all pages. Returns their number. */
static size_t ask_pages(const char *target, const char *list, const char *id, struct buf *seen)
{
    char page[512];
    size_t n = 1;
    char *cursor = ask_page(target, list, id, seen);
    while (cursor != NULL) {
        snprintf(page, sizeof page, "%s&cursor=%s", target, cursor);
        mem_free(cursor);
        cursor = ask_page(page, list, id, seen);
        n++;
    }
    return n;
}

static size_t count_words(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        n += *text == ' ';
    }
    return n;
}

static void pages_lose_and_repeat_nothing(void **state)
{
    (void)state;
    const struct {
        size_t meetings, same;
        const char *target;
        size_t pages, seen;
    } cases[] = {
        {0, 0, "/v1/meetings?", 1, 0},
        {100, 1000, "/v1/meetings?", 1, 100},
        {101, 1000, "/v1/meetings?", 2, 101},
        {1000, 1000, "/v1/meetings?limit=1000", 1, 1000},
        {1001, 5, "/v1/meetings?limit=1000", 2, 1001},
        {10, 0, "/v1/meetings?limit=1", 10, 10},
        {10, 3, "/v1/meetings?limit=3", 4, 10},
        {40, 1000, "/v1/meetings?limit=3&state=active", 4, 10},
        {40, 1000, "/v1/meetings?limit=5&calendar=rooms", 4, 20},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        make_meetings(cases[i].meetings, cases[i].same);
        CLEAN_BUF struct buf seen;
        buf_init(&seen, 1 << 20);
        assert_int_equal(ask_pages(cases[i].target, "meetings", "id", &seen), cases[i].pages);
        assert_int_equal(count_words(buf_string(&seen)), cases[i].seen);
        for (size_t at = 8; at + 7 < seen.len; at += 8) {
            assert_true(memcmp(seen.data + at - 8, seen.data + at, 7) < 0);
        }
    }
}

static void a_page_of_large_entries_ends_before_the_limit(void **state)
{
    (void)state;
    enum { MEETINGS = 90, TITLE = 100 * 1000 };
    CLEAN_FREE char *words = mem_zalloc(TITLE + N_MEETING_WORDS); /* a title alone */
    memset(words, 'T', TITLE);
    make_meetings(MEETINGS, MEETINGS);
    for (size_t i = 0; i < MEETINGS; i++) {
        fixture->engine.meetings[i].own_words = words;
    }
    CLEAN_BUF struct buf seen;
    buf_init(&seen, 1 << 20);
    assert_int_equal(ask_pages("/v1/meetings?limit=1000", "meetings", "id", &seen), 3);
    assert_int_equal(count_words(buf_string(&seen)), MEETINGS);
}

static void a_link_names_the_next_page(void **state)
{
    (void)state;
    fixture->engine.n_meetings = 2;
    const struct http_exchange *one =
        ask("GET", "/v1/meetings?limit=1&state=active,scheduled&from=2026-11-23T09:00:00Z", NULL, NULL);
    CLEAN_FREE char *cursor = NULL;
    const char *at = strstr(buf_string(&one->answer), "\"next\":\"");
    assert_non_null(at);
    cursor = mem_strndup(at + 8, strcspn(at + 8, "\""));
    CLEAN_FREE char *link =
        mem_printf("Link: </v1/meetings?limit=1&state=active%%2Cscheduled&from=2026-11-23T09%%3A00%%3A00Z"
                   "&cursor=%s>; rel=\"next\"\n",
                   cursor);
    assert_string_equal(buf_string(&one->answer_headers), link);
    CLEAN_FREE char *next = mem_printf("/v1/meetings?limit=1&cursor=%s", cursor);
    one = ask("GET", next, NULL, NULL);
    assert_string_equal(buf_string(&one->answer_headers), "");
}

static void a_cursor_stays_good_while_its_meeting_goes(void **state)
{
    (void)state;
    make_meetings(6, 2);
    CLEAN_BUF struct buf seen;
    buf_init(&seen, 1 << 20);
    CLEAN_FREE char *cursor = ask_page("/v1/meetings?limit=3", "meetings", "id", &seen);
    memmove(&fixture->engine.meetings[2], &fixture->engine.meetings[3], 3 * sizeof fixture->engine.meetings[0]);
    fixture->engine.n_meetings = 5;
    CLEAN_FREE char *target = mem_printf("/v1/meetings?cursor=%s", cursor);
    CLEAN_FREE char *none = ask_page(target, "meetings", "id", &seen);
    assert_null(none);
    assert_string_equal(buf_string(&seen), "m000000 m000001 m000002 m000003 m000004 m000005 ");
}

static void filters_choose(void **state)
{
    (void)state;
    make_meetings(8, 100); /* 09:00, 09:30, … 12:30; 0 and 4 are active */
    const struct {
        const char *query, *seen;
    } cases[] = {
        {"state=active", "m000000 m000004 "},
        {"state=active,scheduled&to=2026-11-23T10:00:00Z", "m000000 m000001 "},
        {"state=missed", ""},
        {"from=2026-11-23T12:30:00Z", "m000006 m000007 "},
        {"from=2026-11-23T12:00:00Z&to=2026-11-23T12:00:00.001Z", "m000005 m000006 "},
        {"from=2026-11-23T13:30:00Z", ""},
        {"to=2026-11-23T09:00:00Z", ""},
        {"to=2026-11-23T10:00:00%2B01:00", NULL},
        {"to=2026-11-23T10:30:00+01:00", "m000000 "},
        {"calendar=rooms&uid=u0", "m000000 m000006 "},
        {"calendar=&uid=u0", "m000003 "},
        {"calendar=nobody", ""},
        {"uid=u0&state=active", "m000000 "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_FREE char *target = mem_printf("/v1/meetings?%s", cases[i].query);
        CLEAN_BUF struct buf seen;
        buf_init(&seen, 1 << 20);
        if (cases[i].seen == NULL) { /* the exchange decodes, not the API */
            assert_problem(ask("GET", target, NULL, NULL), 422, "to");
            continue;
        }
        assert_int_equal(ask_pages(target, "meetings", "id", &seen), 1);
        assert_string_equal(buf_string(&seen), cases[i].seen);
    }
    fixture->engine.meetings[0].end = fixture->engine.meetings[0].start; /* a moment without length */
    CLEAN_BUF struct buf seen;
    buf_init(&seen, 1 << 20);
    ask_pages("/v1/meetings?from=2026-11-23T09:00:00Z&to=2026-11-23T09:01:00Z", "meetings", "id", &seen);
    assert_string_equal(buf_string(&seen), "m000000 ");
}

static void parameters_that_make_no_sense(void **state)
{
    (void)state;
    const struct {
        const char *target;
        int status;
        const char *field;
    } cases[] = {
        {"/v1/meetings?limit=0", 422, "limit"},
        {"/v1/meetings?limit=1001", 422, "limit"},
        {"/v1/meetings?limit=99999999999999999999", 422, "limit"},
        {"/v1/meetings?limit=", 400, "limit"},
        {"/v1/meetings?limit", 400, "limit"},
        {"/v1/meetings?limit=-1", 400, "limit"},
        {"/v1/meetings?limit=1e2", 400, "limit"},
        {"/v1/meetings?limit=ten", 400, "limit"},
        {"/v1/meetings?limit=1&limit=1", 400, "limit"},
        {"/v1/meetings?cursor=", 400, "cursor"},
        {"/v1/meetings?cursor=m", 400, "cursor"},
        {"/v1/meetings?cursor=m6", 400, "cursor"},
        {"/v1/meetings?cursor=mzz", 400, "cursor"},
        {"/v1/meetings?cursor=m00", 400, "cursor"},
        {"/v1/meetings?cursor=m6162", 400, "cursor"},
        {"/v1/meetings?cursor=m3120", 200, NULL},
        {"/v1/meetings?cursor=s31", 400, "cursor"},
        {"/v1/spaces?cursor=m31", 400, "cursor"},
        {"/v1/spaces?cursor=s6f", 400, "cursor"},
        {"/v1/spaces?cursor=s39393939393939393939", 400, "cursor"},
        {"/v1/meetings?state=", 422, "state"},
        {"/v1/meetings?state=Active", 422, "state"},
        {"/v1/meetings?state=active,", 422, "state"},
        {"/v1/meetings?state=active,activeactiveactiveactiveactiveactive", 422, "state"},
        {"/v1/meetings?from=yesterday", 422, "from"},
        {"/v1/meetings?to=", 422, "to"},
        {"/v1/meetings?from=2026-11-23T09:00:00Z&to=2026-11-23T09:00:00Z", 422, "to"},
        {"/v1/meetings?from=2026-11-23T09:00:00Z&to=2026-11-22T09:00:00Z", 422, "to"},
        {"/v1/meetings?colour=red", 400, "colour"},
        {"/v1/spaces?state=free", 400, "state"},
        {"/v1/bridges?uid=1", 400, "uid"},
        {"/v1/calendars?from=2026-11-23T09:00:00Z", 400, "from"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct http_exchange *exchange = ask("GET", cases[i].target, NULL, NULL);
        if (cases[i].status == 200) {
            assert_int_equal(exchange->status, 200);
        } else {
            assert_problem(exchange, cases[i].status, cases[i].field);
        }
    }
    CLEAN_BUF struct buf cursor;
    buf_init(&cursor, 4096);
    buf_append_string(&cursor, "/v1/meetings?cursor=m");
    for (size_t i = 0; i < 500; i++) {
        buf_append_string(&cursor, "61");
    }
    assert_problem(ask("GET", buf_string(&cursor), NULL, NULL), 400, "cursor");
}

static void the_other_lists_have_pages_too(void **state)
{
    (void)state;
    for (size_t i = 0; i < FAKE_CALENDARS; i++) {
        fixture->engine.calendars[i].name = mem_printf("p%03zu", i);
    }
    fixture->engine.n_calendars = FAKE_CALENDARS;
    const struct {
        const char *target, *list, *id;
        size_t pages, seen;
        const char *begins;
    } cases[] = {
        {"/v1/spaces?", "spaces", "index", 1, 5, "1 2 3 4 9 "},
        {"/v1/spaces?limit=1", "spaces", "index", 5, 5, "1 2 3 4 9 "},
        {"/v1/spaces?limit=2", "spaces", "index", 3, 5, "1 2 3 4 9 "},
        {"/v1/bridges?limit=1", "bridges", "name", 2, 2, "core1 core2 "},
        {"/v1/bridges?limit=2", "bridges", "name", 1, 2, "core1 core2 "},
        {"/v1/calendars?", "calendars", "name", 2, 131, "p000 p001 "},
        {"/v1/calendars?limit=50", "calendars", "name", 3, 131, "p000 p001 "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_BUF struct buf seen;
        buf_init(&seen, 1 << 20);
        assert_int_equal(ask_pages(cases[i].target, cases[i].list, cases[i].id, &seen), cases[i].pages);
        assert_int_equal(count_words(buf_string(&seen)), cases[i].seen);
        assert_int_equal(strncmp(buf_string(&seen), cases[i].begins, strlen(cases[i].begins)), 0);
    }
    for (size_t i = 0; i < FAKE_CALENDARS; i++) {
        mem_free(fixture->engine.calendars[i].name);
    }
}

static void a_range_to_the_last_number_ends(void **state)
{
    (void)state;
    fixture->engine.settings.pool.first = UINT32_MAX - 1;
    fixture->engine.settings.pool.last = UINT32_MAX;
    CLEAN_BUF struct buf seen;
    buf_init(&seen, 4096);
    CLEAN_FREE char *next = ask_page("/v1/spaces", "spaces", "state", &seen);
    assert_null(next);
    assert_string_equal(buf_string(&seen), "in_use free leaving missing missing ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        api_test(pages_lose_and_repeat_nothing),
        api_test(a_page_of_large_entries_ends_before_the_limit),
        api_test(a_link_names_the_next_page),
        api_test(a_cursor_stays_good_while_its_meeting_goes),
        api_test(filters_choose),
        api_test(parameters_that_make_no_sense),
        api_test(the_other_lists_have_pages_too),
        api_test(a_range_to_the_last_number_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
