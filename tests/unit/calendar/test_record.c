/* Records between cospaced-calendar and who started it: there and back, and what the reading side refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/calendar/record.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <string.h>

/* The structs own their strings; these are not freed. */
#define TEXT(text) ((char *)(uintptr_t)(text))

static struct attendee people[] = {{.address = TEXT("a@x"),
                                    .name = TEXT(""),
                                    .partstat = PARTSTAT_DECLINED,
                                    .type = ATTENDEE_UNKNOWN,
                                    .role = ROLE_NONE},
                                   {.address = TEXT("sip:b@x"), .name = TEXT("B"), .delegate = TEXT("c@x")}};
static struct occurrence times[] = {{1000, 1000, 2000}, {3000, 3000, 3000}};

static struct event sample(void)
{
    return (struct event){
        .uid = TEXT("u"),
        .uid_made = true,
        .this_and_future = true,
        .transparent = true,
        .private = true,
        .unmatched = true,
        .over = true,
        .sent_by = TEXT("s"),
        .location = TEXT("l"),
        .conference = TEXT("c"),
        .recurrence_id = INSTANT_NONE,
        .sequence = 3,
        .dtstamp = 5,
        .status = EVENT_TENTATIVE,
        .recurs = true,
        .title = TEXT("t"),
        .organizer = TEXT("o"),
        .attendees = people,
        .n_attendees = 2,
        .occurrences = times,
        .n_occurrences = 2,
        .line = 9,
        .text = TEXT("BEGIN"),
    };
}

static void goes_there_and_back(void **state)
{
    (void)state;
    CLEAN_BUF struct buf out;
    enum record_type type;
    struct wire_reader payload;
    struct event sent = sample();
    struct event event = {0};
    buf_init(&out, CALENDAR_RECORD_BYTES);
    record_put_event(&out, &sent);
    assert_int_equal(record_next(&out, &type, &payload), 1);
    assert_int_equal(type, RECORD_EVENT);
    assert_int_equal(record_get_event(&payload, &event, 2), 0);
    assert_string_equal(event.uid, "u");
    assert_int_equal(event.recurrence_id, INSTANT_NONE);
    assert_int_equal(event.sequence, 3);
    assert_int_equal(event.dtstamp, 5);
    assert_int_equal(event.status, EVENT_TENTATIVE);
    assert_true(event.recurs);
    assert_string_equal(event.title, "t");
    assert_string_equal(event.organizer, "o");
    assert_string_equal(event.text, "BEGIN");
    assert_int_equal(event.line, 9);
    assert_int_equal(event.n_attendees, 2);
    assert_string_equal(event.attendees[1].address, "sip:b@x");
    assert_string_equal(event.attendees[1].delegate, "c@x");
    assert_null(event.attendees[0].delegate);
    assert_int_equal(event.attendees[0].partstat, PARTSTAT_DECLINED);
    assert_int_equal(event.attendees[0].type, ATTENDEE_UNKNOWN);
    assert_int_equal(event.attendees[0].role, ROLE_NONE);
    assert_true(event.uid_made && event.this_and_future && event.transparent && event.private && event.unmatched);
    assert_true(event.over);
    assert_string_equal(event.sent_by, "s");
    assert_string_equal(event.location, "l");
    assert_string_equal(event.conference, "c");
    assert_memory_equal(event.occurrences, times, sizeof times);
    event_done(&event);
}

static void tells_failures(void **state)
{
    (void)state;
    CLEAN_BUF struct buf out;
    enum record_type type;
    struct wire_reader payload;
    struct err sent, err = {0};
    buf_init(&out, 1000);
    err_set(&sent, ERR_UNREADABLE, "cut off");
    sent.line = 7;
    record_put_failed(&out, &sent);
    assert_int_equal(record_next(&out, &type, &payload), 1);
    assert_int_equal(record_get_failed(&payload, &err), 0);
    assert_int_equal(err.code, ERR_UNREADABLE);
    assert_int_equal(err.line, 7);
    assert_string_equal(err.message, "cut off");
}

/* Cut anywhere, a record is not there yet; with a byte changed it is refused or read, never more than that. */
static void trusts_nothing(void **state)
{
    (void)state;
    CLEAN_BUF struct buf out;
    enum record_type type;
    struct wire_reader payload;
    struct event sent = sample();
    buf_init(&out, CALENDAR_RECORD_BYTES);
    record_put_event(&out, &sent);
    for (size_t len = 0; len < out.len; len++) {
        struct buf cut = {.data = out.data, .len = len};
        assert_int_equal(record_next(&cut, &type, &payload), 0);
    }
    for (size_t i = 0; i < out.len; i++) {
        char before = out.data[i];
        out.data[i] = (char)0xfe;
        if (record_next(&out, &type, &payload) == 1 && type == RECORD_EVENT) {
            struct event event = {0};
            if (record_get_event(&payload, &event, 2) == 0)
                assert_true(event.n_occurrences <= 2 && event.uid != NULL);
            event_done(&event);
        }
        out.data[i] = before;
    }
}

static void keeps_ceilings(void **state)
{
    (void)state;
    CLEAN_BUF struct buf out;
    enum record_type type;
    struct wire_reader payload;
    struct event sent = sample();
    struct event event = {0};
    buf_init(&out, CALENDAR_RECORD_BYTES);
    record_put_event(&out, &sent);
    assert_int_equal(record_next(&out, &type, &payload), 1);
    assert_int_equal(record_get_event(&payload, &event, 1), ERR_CORRUPT);
    event_done(&event);
    times[0].end = 0;
    buf_clear(&out);
    record_put_event(&out, &sent);
    assert_int_equal(record_next(&out, &type, &payload), 1);
    assert_int_equal(record_get_event(&payload, &event, 2), ERR_CORRUPT);
    event_done(&event);
    times[0].end = 2000;
    static const char nonsense[] = "\xff\xff\xff\xff\x01\0\0\0";
    struct buf huge = {.data = (char *)(uintptr_t)nonsense, .len = 8};
    assert_int_equal(record_next(&huge, &type, &payload), ERR_CORRUPT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_there_and_back),
        cmocka_unit_test(tells_failures),
        cmocka_unit_test(trusts_nothing),
        cmocka_unit_test(keeps_ceilings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
