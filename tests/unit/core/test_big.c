/* A calendar of 100,000 bookings, and a booking of 100,000 overrides: what the engine's steps cost, and its memory.
 *
 * The figures are printed only: a machine that is busy would make them lies. What is checked is that nothing is
 * quadratic: a limit that is far away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plain_settings.h"

#include "base/mem.h"
#include "core/engine.h"

#include <malloc.h>
#include <stdio.h>
#include <time.h>

static const instant T0 = INT64_C(1800000000000);

#ifdef __SANITIZE_ADDRESS__
enum { BOOKINGS = 10000 }; /* nothing here is measured then */
#else
enum { BOOKINGS = 100000 };
#endif
/* As the C library counts them, with its headers. */
enum { MOST_BYTES_OF_A_BOOKING = 660, MOST_BYTES_BY_HAND = 265 };
enum { PIECE = 5000, PART = 200, PEOPLE = 5, QUADRATIC_MS = 20000 };

struct rig {
    struct settings settings;
    struct engine *engine;
    struct effects effects;
    struct calendar_content content;
    instant now;
    bool replied;
    struct reply reply;
    double worst_ms, all_ms;
    size_t rows;
};

static double now_ms(void)
{
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static size_t bytes_used(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

static void rig_step(struct rig *rig, const struct fact *fact)
{
    double begun = now_ms();
    engine_step(rig->engine, rig->now, fact, &rig->effects);
    double took = now_ms() - begun;
    rig->worst_ms = took > rig->worst_ms ? took : rig->worst_ms;
    rig->all_ms += took;
    rig->rows += rig->effects.n_changes;
    rig->replied = rig->effects.n_replies > 0;
    if (rig->replied) {
        rig->reply = rig->effects.replies[0];
    }
    effects_clear(&rig->effects);
}

static void rig_init(struct rig *rig)
{
    static const uint8_t seed[RANDOM_SEED_SIZE] = "big";
    *rig = (struct rig){.now = T0};
    rig->settings = plain_settings();
    rig->engine = engine_new(&rig->settings, seed);
    effects_init(&rig->effects);
    calendar_content_init(&rig->content);
    struct fact started = {.kind = FACT_STARTED};
    rig_step(rig, &started);
}

static void rig_done(struct rig *rig)
{
    calendar_content_done(&rig->content);
    effects_done(&rig->effects);
    engine_free(rig->engine);
}

static void rig_say(struct rig *rig, const char *what)
{
    printf("%-44s %9.1f ms in all, worst step %7.1f ms, %8zu rows\n", what, rig->all_ms, rig->worst_ms, rig->rows);
    assert_true(rig->all_ms < QUADRATIC_MS);
    rig->all_ms = rig->worst_ms = 0;
    rig->rows = 0;
}

static void rig_tell(struct rig *rig, enum command_kind kind, const struct sync_order *sync)
{
    struct command command = {.kind = kind,
                              .token = 1,
                              .calendar = "rooms",
                              .content = &rig->content,
                              .sync = *sync,
                              .start = INSTANT_NONE,
                              .end = INSTANT_NONE};
    rig->content.window = (struct window){rig->now, rig->now + 35 * DAY_MS};
    struct fact fact = {.kind = FACT_COMMAND, .command = &command}, time = {.kind = FACT_TIME};
    for (rig_step(rig, &fact); !rig->replied; rig_step(rig, &time)) {
        rig->now = engine_next(rig->engine) > rig->now ? engine_next(rig->engine) : rig->now;
    }
    assert_int_equal(rig->reply.err.code, 0);
    calendar_content_done(&rig->content);
}

static char *uid_of(int number)
{
    return mem_printf("%08x-4b1c-4d1e-9d2c-%012x@calendar.example.com", (unsigned)number * 2654435761u,
                      (unsigned)number);
}

static void add_occurrence(struct event *event, instant recurrence_id, instant start)
{
    event->occurrences = mem_realloc(event->occurrences, event->n_occurrences + 1, sizeof *event->occurrences);
    event->occurrences[event->n_occurrences++] = (struct occurrence){recurrence_id, start, start + HOUR_MS};
}

static struct event *add_event(struct rig *rig, const char *uid, int number)
{
    struct event *event = calendar_content_add_event(&rig->content);
    event->uid = mem_strdup(uid);
    event->title = mem_printf("Meeting number %d about things", number);
    event->organizer = mem_printf("person%d@example.com", number % 2000);
    event->text = mem_strdup("BEGIN:VCALENDAR");
    event->dtstamp = T0;
    event->attendees = mem_calloc(PEOPLE, sizeof *event->attendees);
    event->n_attendees = PEOPLE;
    for (int i = 0; i < PEOPLE; i++) {
        event->attendees[i].address = mem_printf("person%d@example.com", (number * 7 + i * 131) % 2000);
        event->attendees[i].name = mem_printf("Person Number %d", (number * 7 + i * 131) % 2000);
    }
    return event;
}

static void name_bookings(struct rig *rig, int from, int to, bool same)
{
    for (int i = from; i < to; i++) {
        struct content_booking *named = calendar_content_add_booking(&rig->content);
        named->uid = uid_of(i);
        named->digest = 1000 + (uint64_t)i;
        named->same = same;
    }
}

static void sync_begin(struct rig *rig, uint64_t number, int n, bool same)
{
    for (int i = 0; i < n; i += PIECE) {
        struct sync_order order = {.number = number, .more = i + PIECE < n};
        name_bookings(rig, i, i + PIECE < n ? i + PIECE : n, same);
        rig_tell(rig, COMMAND_SYNC_BEGIN, &order);
    }
    rig_say(rig, same ? "  begin, all the same" : "  begin");
}

static void a_hundred_thousand_bookings(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    size_t before = bytes_used();
    struct sync_order order = {.number = 1};
    sync_begin(&rig, 1, BOOKINGS, false);
    for (int i = 0; i < BOOKINGS; i += PART) {
        name_bookings(&rig, i, i + PART, false);
        for (int k = i; k < i + PART; k++) {
            CLEAN_FREE char *uid = uid_of(k);
            struct event *event = add_event(&rig, uid, k);
            instant start = T0 + DAY_MS + (instant)k % 30 * DAY_MS;
            event->recurs = k % 100 == 0;
            for (int o = 0; o < (event->recurs ? 8 : 1); o++) {
                add_occurrence(event, event->recurs ? start + o * DAY_MS : INSTANT_NONE, start + o * DAY_MS);
            }
        }
        rig_tell(&rig, COMMAND_SYNC_PART, &order);
    }
    rig_say(&rig, "  parts of 200 events");
    rig_tell(&rig, COMMAND_SYNC_END, &order);
    rig_say(&rig, "  end");
    struct engine_counts counts;
    engine_count(rig.engine, &counts);
    assert_int_equal(counts.meetings[MEETING_SCHEDULED], BOOKINGS + BOOKINGS / 100 * 7);
    size_t bytes = bytes_used() - before;
    printf("  %u meetings: %.1f MB, %.0f bytes a booking; a meeting %zu bytes\n", counts.meetings[MEETING_SCHEDULED],
           (double)bytes / 1e6, (double)bytes / BOOKINGS, sizeof(struct meeting));
    assert_true(bytes <= (size_t)MOST_BYTES_OF_A_BOOKING * BOOKINGS);
    order.number = 2;
    sync_begin(&rig, 2, BOOKINGS, true);
    rig_tell(&rig, COMMAND_SYNC_END, &order);
    rig_say(&rig, "  end of the same");
    order.number = 3;
    sync_begin(&rig, 3, BOOKINGS / 2, true);
    rig_tell(&rig, COMMAND_SYNC_END, &order);
    rig_say(&rig, "  end without the half");
    engine_count(rig.engine, &counts);
    assert_int_equal(counts.meetings[MEETING_CANCELLED], (BOOKINGS + BOOKINGS / 100 * 7) / 2);
    rig.now += 50 * DAY_MS;
    struct fact time = {.kind = FACT_TIME};
    for (int i = 0; i < 2000 && engine_next(rig.engine) <= rig.now; i++) {
        rig_step(&rig, &time);
    }
    rig_say(&rig, "  50 days later");
    rig_done(&rig);
}

static void a_hundred_thousand_by_hand(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    size_t before = bytes_used();
    for (int i = 0; i < BOOKINGS; i++) {
        CLEAN_FREE char *title = mem_printf("Load %d", i);
        instant start = T0 + DAY_MS + i * SECOND_MS;
        struct command command = {
            .kind = COMMAND_BOOK, .token = 1, .title = title, .start = start, .end = start + HOUR_MS};
        struct fact fact = {.kind = FACT_COMMAND, .command = &command};
        rig_step(&rig, &fact);
        assert_true(rig.replied && rig.reply.err.code == 0);
    }
    rig_say(&rig, "  booked by hand");
    size_t bytes = bytes_used() - before;
    printf("  %.1f MB, %.0f bytes a meeting\n", (double)bytes / 1e6, (double)bytes / BOOKINGS);
    assert_true(bytes <= (size_t)MOST_BYTES_BY_HAND * BOOKINGS);
    rig_done(&rig);
}

static void a_hundred_thousand_overrides(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    struct sync_order order = {0};
    for (int round = 0; round < 2; round++) {
        struct event *master = add_event(&rig, "series", 0);
        master->recurs = true;
        for (int i = 0; i < BOOKINGS; i++) {
            add_occurrence(master, T0 + DAY_MS + i * 10000, T0 + DAY_MS + i * 10000);
        }
        for (int i = 0; i < BOOKINGS; i++) {
            struct event *override = add_event(&rig, "series", i);
            override->recurrence_id = T0 + DAY_MS + i * 10000;
            override->dtstamp = T0 + round;
            add_occurrence(override, override->recurrence_id, override->recurrence_id + 60000 + round);
        }
        rig_tell(&rig, COMMAND_SNAPSHOT, &order);
        rig_say(&rig, round == 0 ? "  100,000 overrides of one series" : "  the same, all moved");
    }
    add_occurrence(add_event(&rig, "series", 0), INSTANT_NONE, T0 + DAY_MS);
    rig_tell(&rig, COMMAND_SNAPSHOT, &order);
    rig_say(&rig, "  all but one gone");
    rig_done(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hundred_thousand_bookings),
        cmocka_unit_test(a_hundred_thousand_by_hand),
        cmocka_unit_test(a_hundred_thousand_overrides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
