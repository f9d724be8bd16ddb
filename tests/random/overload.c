/* overload.c: more at one moment than a bridge takes: MEETINGS with PEOPLE each start at one second, and three requests
 * in ten are answered with 503. All are opened before the dialing takes its time, and then the meetings are dialed in
 * turn. Prints the figures; fails if one of the promises does not hold. */
#include "world/world.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { START_MS = 120000, STEP_MS = 20, MOST_APART = 4, OPEN_MS = 60000 };

struct figures {
    duration_ms first_open, all_open, first_dial, all_dialed; /* after the start; -1: not yet */
    uint32_t apart;                                           /* legs dialed for one meeting, more than for another */
};

static void book(struct world *world, uint32_t number, uint32_t people, instant start)
{
    struct person *persons = mem_calloc(people, sizeof *persons);
    CLEAN_FREE char *title = mem_printf("Meeting %u", number);
    for (uint32_t p = 0; p < people; p++) {
        persons[p].address = mem_printf("p%u-%u@example.com", number, p);
    }
    struct world_reply reply;
    world_command(world,
                  &(struct command){.kind = COMMAND_BOOK,
                                    .title = title,
                                    .start = start,
                                    .end = start + HOUR_MS,
                                    .people = persons,
                                    .n_people = people},
                  &reply);
    for (uint32_t p = 0; p < people; p++) {
        mem_free((char *)(uintptr_t)persons[p].address);
    }
    mem_free(persons);
}

static void look(struct figures *figures, const struct world *world, duration_ms now)
{
    uint32_t most = 0, least = UINT32_MAX, open = 0, n = 0, pending = 0, dialed = 0;
    const struct meeting *meeting = NULL;
    for (; (meeting = engine_meeting_at(world->engine, n)) != NULL; n++) {
        uint32_t legs = 0;
        open += meeting->state == MEETING_ACTIVE;
        for (const struct participant *p = meeting->participants; p != NULL; p = p->next) {
            legs += p->call_leg[0] != '\0';
            pending += p->call_leg[0] == '\0';
        }
        dialed += legs;
        most = legs > most ? legs : most;
        least = legs < least ? legs : least;
    }
    figures->first_open = figures->first_open < 0 && open > 0 ? now : figures->first_open;
    figures->all_open = figures->all_open < 0 && open == n ? now : figures->all_open;
    figures->first_dial = figures->first_dial < 0 && dialed > 0 ? now : figures->first_dial;
    figures->all_dialed = figures->all_dialed < 0 && pending == 0 ? now : figures->all_dialed;
    uint32_t apart = open == n ? most - least : 0;
    figures->apart = apart > figures->apart ? apart : figures->apart;
}

static uint32_t number(int argc, char **argv, int at, uint32_t otherwise)
{
    return argc > at ? (uint32_t)strtoul(argv[at], NULL, 10) : otherwise;
}

int main(int argc, char **argv)
{
    uint32_t meetings = number(argc, argv, 1, 200), people = number(argc, argv, 2, 10),
             busy = number(argc, argv, 3, 30);
    struct world *world = mem_zalloc(sizeof *world);
    world_init(world, &(struct world_options){
                          .seed = 1, .n_bridges = 1, .first = 1, .last = meetings, .latency = 10, .jitter = 10});
    world_begin(world);
    world_run(world, world->now + MINUTE_MS);
    instant start = world->now + START_MS;
    for (uint32_t m = 0; m < meetings; m++) {
        book(world, m, people, start);
    }
    world_run(world, start - SECOND_MS);
    struct sim_fault fault = {.bridge = SIM_FAULT_ANY_BRIDGE, .kind = SIM_FAULT_STATUS, .per_million = 10000 * busy};
    if (busy > 0) {
        sim_faults_add(world->faults, &fault, NULL);
    }
    uint64_t before = world->counts.requests;
    struct figures figures = {-1, -1, -1, -1, 0};
    duration_ms patience = 10 * MINUTE_MS + (duration_ms)meetings * people * SECOND_MS;
    for (duration_ms t = 0; !world->failed && t < patience && figures.all_dialed < 0; t += STEP_MS) {
        world_run(world, start + t);
        look(&figures, world, t);
    }
    printf("%u meetings with %u people at one second, %u %% of the answers 503, in_flight %u, legs_per_second %u\n"
           "  first open           %8lld ms\n  all open             %8lld ms\n  first leg dialed     %8lld ms\n"
           "  all dialed           %8lld ms\n  legs apart, at most  %8u\n  requests             %8" PRIu64 "\n",
           meetings, people, busy, world->settings.in_flight, world->settings.legs_per_second,
           (long long)figures.first_open, (long long)figures.all_open, (long long)figures.first_dial,
           (long long)figures.all_dialed, figures.apart, world->counts.requests - before);
    bool good = !world->failed && figures.all_dialed >= 0 && figures.all_open >= 0 && figures.all_open <= OPEN_MS &&
                figures.apart <= MOST_APART;
    if (!good) {
        fprintf(stderr, "FAILED: %s\n", world->failed ? world->failure : "not in time, or not in turn");
    }
    world_done(world);
    mem_free(world);
    return good ? 0 : 1;
}
