/* messages.c: random_messages: one booking told in messages, in their order to a model, and late, twice and mixed up to
 * the service. In the end both must say the same: what counts is what was written, not what came first. */
#include "world/world.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGES = 12, TIMES = 6, SLOTS = 2 * TIMES + 1, TELLINGS = 24 };

/* What one message says. slot: 0 the series, 1 + 2 i the i-th occurrence alone, 2 + 2 i from it on. Everybody who is
 * invited is Bob, who answers now and then. */
struct told {
    const char *people[1];
    bool declines; /* REPLY */
    enum calendar_method method;
    size_t slot;
    struct plan_event plan;
    struct plan_event carried; /* an override that comes with the series; its uid is NULL if there is none */
    size_t carried_slot;
    char title[24], carried_title[24];
};

struct slot {
    bool known;
    const struct plan_event *plan; /* NULL: called off */
};

static const duration_ms every = HOUR_MS;
static const char *const bob[] = {"sip:bob@example.com"};

static uint64_t below(struct random *random, uint64_t bound)
{
    return random_below(random, bound);
}

static instant series_start(const struct world *world)
{
    return world->born + 3 * HOUR_MS;
}

static instant slot_start(const struct world *world, size_t slot)
{
    return series_start(world) + every * (duration_ms)((slot - 1) / 2);
}

static void plan_fill(struct plan_event *plan, const struct world *world, struct random *random, size_t slot, size_t n)
{
    *plan = (struct plan_event){.uid = "booking@example.com",
                                .dtstamp = world->born + SECOND_MS * (instant)(n + 1),
                                .length = MINUTE_MS * (1 + (duration_ms)below(random, 50)),
                                .recurrence_id = INSTANT_NONE,
                                .people = bob,
                                .n_people = 1};
    plan->start = series_start(world);
    if (slot == 0) {
        plan->every = every;
        plan->times = TIMES - (uint32_t)below(random, 3);
    } else {
        plan->recurrence_id = slot_start(world, slot);
        plan->this_and_future = slot % 2 == 0;
        plan->start = plan->recurrence_id + MINUTE_MS * (duration_ms)below(random, 40);
    }
}

/* Bob answers the version that he has seen: the last one, or the one before it. */
static void told_answer(struct told *told, struct random *random)
{
    told->method = METHOD_REPLY;
    told->declines = below(random, 2) == 0;
    told->people[0] = told->declines ? "sip:bob@example.com;declined" : "sip:bob@example.com;accepted";
    told->plan.people = told->people;
    told->plan.sequence -= told->plan.sequence > 0 && below(random, 4) == 0;
}

/* One more occurrence, or one that is there already, known by its start. */
static void told_add(struct told *told, const struct world *world)
{
    told->method = METHOD_ADD;
    told->plan.start = slot_start(world, told->slot);
    told->plan.recurrence_id = INSTANT_NONE;
}

/* The n-th message of a booking's life; SEQUENCE never falls. */
static void told_make(struct told *told, const struct world *world, struct random *random, size_t n, int64_t *sequence)
{
    *told = (struct told){.method = METHOD_REQUEST, .slot = n == 0 || below(random, 5) == 0 ? 0 : below(random, SLOTS)};
    bool answers = n > 0 && below(random, 4) == 0;
    *sequence += !answers && below(random, 3) != 0;
    plan_fill(&told->plan, world, random, told->slot, n);
    snprintf(told->title, sizeof told->title, "Message %zu", n);
    told->plan.title = told->title;
    told->plan.sequence = *sequence;
    if (answers) {
        told_answer(told, random);
    } else if (n > 0 && below(random, 4) == 0) {
        told->method = below(random, 3) == 0 ? METHOD_REQUEST : METHOD_CANCEL; /* some say it by STATUS:CANCELLED */
        told->plan.cancelled = true;
        ++*sequence; /* what revives it has a higher one */
    } else if (told->slot % 2 == 1 && below(random, 3) == 0) {
        told_add(told, world);
    } else if (told->slot == 0 && below(random, 3) == 0) {
        told->carried_slot = 1 + 2 * below(random, TIMES);
        plan_fill(&told->carried, world, random, told->carried_slot, n);
        snprintf(told->carried_title, sizeof told->carried_title, "Message %zu, carried", n);
        told->carried.title = told->carried_title;
        told->carried.sequence = told->plan.sequence;
    }
}

/* In their order: a series takes the place of all, a range of all from its first occurrence on. */
static void model_tell(struct slot slots[SLOTS], const struct told *told)
{
    bool spans = told->slot % 2 == 0;
    if (told->method == METHOD_REPLY) {
        return; /* what is booked stays */
    }
    for (size_t i = told->slot == 0 ? 0 : told->slot - 1; spans && i < SLOTS; i++) {
        slots[i] = (struct slot){0};
    }
    slots[told->slot] = (struct slot){true, told->plan.cancelled ? NULL : &told->plan};
    if (told->carried.uid != NULL) {
        slots[told->carried_slot] = (struct slot){true, &told->carried};
    }
}

static void line_add(struct buf *out, instant recurrence_id, instant start, duration_ms length, const char *title,
                     bool dialled)
{
    buf_printf(out, "%" PRId64 " %" PRId64 " %" PRId64 " %s, Bob is%s dialled\n", recurrence_id, start, length, title,
               dialled ? "" : " not");
}

/* 0 the series, 1 from one on, 2 one alone */
static int slot_scope(size_t slot)
{
    return slot == 0 ? 0 : slot % 2 == 0 ? 1 : 2;
}

static bool model_has_newer(const struct told *messages, size_t n, const struct told *told)
{
    bool newer = false;
    for (size_t m = 0; m < n; m++) {
        newer = newer || (messages[m].method == METHOD_REPLY && messages[m].slot == told->slot &&
                          messages[m].plan.sequence > told->plan.sequence);
    }
    return newer;
}

/* His last answer about the i-th occurrence, if he had seen what governs it: by SEQUENCE if it spoke of just that or
 * less, else by when it was written. */
static bool model_dials(const struct told *messages, size_t n, size_t i, size_t slot, const struct plan_event *governor)
{
    bool dials = true;
    for (size_t m = 0; m < n; m++) {
        const struct told *told = &messages[m];
        bool covers = told->slot == 0 || told->slot == 1 + 2 * i || (told->slot % 2 == 0 && told->slot <= 2 + 2 * i);
        bool seen = slot_scope(told->slot) < slot_scope(slot) ? told->plan.dtstamp > governor->dtstamp
                                                              : told->plan.sequence >= governor->sequence;
        if (told->method == METHOD_REPLY && covers && seen && !model_has_newer(messages, n, told)) {
            dials = !told->declines;
        }
    }
    return dials;
}

/* What is to happen, an occurrence a line. */
static void model_list(const struct world *world, const struct slot slots[SLOTS], const struct told *messages, size_t n,
                       struct buf *out)
{
    const struct slot *range = NULL;
    for (size_t i = 0; i < TIMES; i++) {
        const struct slot *alone = &slots[1 + 2 * i], *from_here = &slots[2 + 2 * i];
        instant original = slot_start(world, 1 + 2 * i);
        bool in_series = slots[0].plan != NULL && i < slots[0].plan->times;
        range = from_here->known ? from_here : range;
        const struct slot *governor = alone->known ? alone : range != NULL ? range : &slots[0];
        const struct plan_event *plan = governor->plan;
        if (plan == NULL || (!in_series && governor != alone && governor != from_here)) {
            continue;
        }
        instant start = plan->start + (governor == &slots[0] ? original - series_start(world)
                                       : governor == range   ? original - plan->recurrence_id
                                                             : 0);
        bool dialled = model_dials(messages, n, i, (size_t)(governor - slots), plan);
        line_add(out, original, start, plan->length, plan->title, dialled);
    }
}

static bool service_dials(const struct world *world, const struct meeting *meeting)
{
    struct participant *owned = NULL;
    const struct participant *first = engine_people(world->engine, meeting, &owned);
    bool dials = first != NULL && first->dial != NULL;
    participants_free(owned);
    return dials;
}

static void service_list(const struct world *world, struct buf *out)
{
    for (size_t i = 0; i < TIMES; i++) {
        instant original = slot_start(world, 1 + 2 * i);
        const struct meeting *meeting = NULL;
        for (size_t m = 0; (meeting = engine_meeting_at(world->engine, m)) != NULL; m++) {
            if (meeting->recurrence_id == original && !meeting_is_final(meeting)) {
                line_add(out, original, meeting->start, meeting->end - meeting->start, meeting_title(meeting),
                         service_dials(world, meeting));
            }
        }
    }
}

static void service_tell(struct world *world, const struct told *told)
{
    struct calendar_content content;
    struct world_reply reply;
    calendar_content_init(&content);
    content.method = told->method;
    content.window = (struct window){world_clock(world), world_clock(world) + world->settings.horizon};
    plan_add(&content, &told->plan);
    if (told->carried.uid != NULL) {
        plan_add(&content, &told->carried);
    }
    struct command command = {.kind = COMMAND_MESSAGE, .calendar = "mail", .content = &content};
    if (world_command(world, &command, &reply) && reply.err.code != 0) {
        world_fail(world, "a message was refused: %s", reply.err.message);
    }
    calendar_content_done(&content);
}

/* Each at least once, in any order; now and then the service dies. */
static void service_tell_all(struct world *world, struct random *random, const struct told *messages, size_t n)
{
    size_t order[TELLINGS];
    size_t tellings = n + below(random, TELLINGS - MESSAGES);
    for (size_t i = 0; i < tellings; i++) {
        size_t at = below(random, i + 1);
        order[i] = order[at];
        order[at] = i < n ? i : below(random, n);
    }
    for (size_t i = 0; i < tellings && !world->failed; i++) {
        service_tell(world, &messages[order[i]]);
        if (below(random, 10) == 0) {
            world_crash_now(world, SECOND_MS);
            world_run(world, world->now + 2 * SECOND_MS);
        }
    }
    world_run(world, world->now + 5 * SECOND_MS);
}

static void messages_print(const struct told *messages, size_t n, const struct world *world)
{
    for (size_t i = 0; i < n; i++) {
        const struct plan_event *plan = &messages[i].plan;
        printf("  %zu: %s slot %zu seq %" PRId64 " from %" PRId64 "m for %" PRId64 "m times %u%s%zu\n", i,
               calendar_method_word(messages[i].method), messages[i].slot, plan->sequence,
               (plan->start - series_start(world)) / MINUTE_MS, plan->length / MINUTE_MS, plan->times,
               messages[i].carried.uid != NULL ? ", with slot " : " ", messages[i].carried_slot);
    }
}

static bool round_play(uint64_t seed, bool verbose)
{
    struct random random;
    struct world world;
    struct told messages[MESSAGES];
    struct slot slots[SLOTS] = {0};
    struct buf expected CLEAN_BUF, made CLEAN_BUF;
    buf_init(&expected, 1 << 16);
    buf_init(&made, 1 << 16);
    random_init_number(&random, seed);
    world_init(&world, &(struct world_options){.seed = seed, .n_bridges = 1, .first = 1, .last = 1, .latency = 20});
    world_begin(&world);
    size_t n = 1 + below(&random, MESSAGES);
    int64_t sequence = 0;
    for (size_t i = 0; i < n; i++) {
        told_make(&messages[i], &world, &random, i, &sequence);
        model_tell(slots, &messages[i]);
    }
    model_list(&world, slots, messages, n, &expected);
    service_tell_all(&world, &random, messages, n);
    if (!world.failed) {
        service_list(&world, &made);
    }
    bool good = !world.failed && strcmp(buf_string(&expected), buf_string(&made)) == 0;
    if (!good || verbose) {
        messages_print(messages, n, &world);
        printf("expected\n%smade\n%s%s\n", buf_string(&expected), buf_string(&made), world.failure);
    }
    world_done(&world);
    return good;
}

int main(int argc, char **argv)
{
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    uint64_t rounds = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    for (uint64_t i = 0; i < rounds; i++) {
        if (!round_play(seed + i, rounds == 1)) {
            printf("seed %" PRIu64 " fails; replay it: random_messages %" PRIu64 "\n", seed + i, seed + i);
            return 1;
        }
    }
    printf("%" PRIu64 " bookings ended as they should\n", rounds);
    return 0;
}
