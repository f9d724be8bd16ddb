/* What the tests of calendars in parts share: an engine with one bridge, and a calendar "rooms" that is told in parts.
 */
#ifndef SYNC_RIG_H
#define SYNC_RIG_H

#include "plain_settings.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const instant T0 = 1764000000000;

struct rig {
    struct settings settings;
    struct engine *engine;
    struct effects effects;
    struct calendar_content content;
    instant now;
    struct reply reply; /* the last */
    uint32_t n_replies, n_fetches;
};

__attribute__((unused)) static void rig_step(struct rig *rig, const struct fact *fact)
{
    struct err err = {0};
    engine_step(rig->engine, rig->now, fact, &rig->effects);
    for (size_t i = 0; i < rig->effects.n_replies; i++) {
        rig->reply = rig->effects.replies[i];
        rig->n_replies++;
    }
    rig->n_fetches += (uint32_t)rig->effects.n_fetches;
    effects_clear(&rig->effects);
    if (engine_check(rig->engine, &err) != 0) {
        fail_msg("%s", err.message);
    }
}

__attribute__((unused)) static void rig_init(struct rig *rig)
{
    static const uint8_t seed[RANDOM_SEED_SIZE] = "sync";
    *rig = (struct rig){.now = T0};
    rig->settings = plain_settings();
    rig->engine = engine_new(&rig->settings, seed);
    effects_init(&rig->effects);
    calendar_content_init(&rig->content);
    struct fact started = {.kind = FACT_STARTED};
    rig_step(rig, &started);
}

__attribute__((unused)) static void rig_done(struct rig *rig)
{
    calendar_content_done(&rig->content);
    effects_done(&rig->effects);
    engine_free(rig->engine);
}

__attribute__((unused)) static const struct reply *rig_tell(struct rig *rig, enum command_kind kind,
                                                            const struct sync_order *sync, const char *text)
{
    struct command command = {.kind = kind,
                              .token = 1,
                              .calendar = "rooms",
                              .content = &rig->content,
                              .sync = *sync,
                              .text = text,
                              .start = INSTANT_NONE,
                              .end = INSTANT_NONE};
    rig->content.window = (struct window){rig->now, rig->now + 35 * DAY_MS};
    struct fact fact = {.kind = FACT_COMMAND, .command = &command};
    rig->n_replies = 0;
    rig->reply = (struct reply){0};
    rig_step(rig, &fact);
    for (int i = 0; i < 10000 && rig->n_replies == 0; i++) {
        struct fact time = {.kind = FACT_TIME};
        rig->now = engine_next(rig->engine) > rig->now ? engine_next(rig->engine) : rig->now;
        rig_step(rig, &time);
    }
    assert_int_equal(rig->n_replies, 1);
    calendar_content_done(&rig->content);
    return &rig->reply;
}

__attribute__((unused)) static char *uid_of(int number)
{
    return mem_printf("booking-%d", number);
}

__attribute__((unused)) static struct content_booking *name_booking(struct rig *rig, int number, uint64_t digest,
                                                                    bool same)
{
    struct content_booking *named = calendar_content_add_booking(&rig->content);
    named->uid = uid_of(number);
    named->digest = digest;
    named->same = same;
    return named;
}

__attribute__((unused)) static struct event *add_event(struct rig *rig, int number, instant start)
{
    struct event *event = calendar_content_add_event(&rig->content);
    event->uid = uid_of(number);
    event->title = mem_strdup("Talk");
    event->organizer = mem_strdup("");
    event->text = mem_strdup("BEGIN:VCALENDAR");
    event->dtstamp = T0;
    event->occurrences = mem_calloc(1, sizeof *event->occurrences);
    event->occurrences[0] = (struct occurrence){INSTANT_NONE, start, start + HOUR_MS};
    event->n_occurrences = 1;
    return event;
}

/* Bookings from..to are what the calendar has: all of them new, or none if same. */
__attribute__((unused)) static const struct reply *sync_whole(struct rig *rig, uint64_t number, int from, int to,
                                                              bool same, uint32_t hold)
{
    struct sync_order order = {.number = number, .hold_percent = hold};
    for (int i = from; i < to; i++) {
        name_booking(rig, i, 100 + (uint64_t)i, same);
    }
    const struct reply *reply = rig_tell(rig, COMMAND_SYNC_BEGIN, &order, NULL);
    if (reply->err.code != 0) {
        return reply;
    }
    if (!same) {
        for (int i = from; i < to; i++) {
            name_booking(rig, i, 100 + (uint64_t)i, false);
            add_event(rig, i, T0 + DAY_MS);
        }
        assert_int_equal(rig_tell(rig, COMMAND_SYNC_PART, &order, NULL)->err.code, 0);
    }
    return rig_tell(rig, COMMAND_SYNC_END, &order, "etag=1\n");
}

__attribute__((unused)) static uint32_t scheduled(const struct rig *rig)
{
    struct engine_counts counts;
    engine_count(rig->engine, &counts);
    return counts.meetings[MEETING_SCHEDULED];
}

__attribute__((unused)) static const struct calendar *rooms(const struct rig *rig)
{
    return engine_calendar(rig->engine, "rooms");
}

#endif
