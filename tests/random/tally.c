/* tally.c: the rows of the summary. A row counts a kind of thing that must happen in a long run, or is a mere figure.
 */
#include "tally.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

struct row {
    const char *name;
    size_t at; /* of a uint64_t in struct tally */
    enum { KIND, FIGURE } is;
};

#define EPISODE(member) offsetof(struct tally, episodes.member)
#define WORLD(member)   offsetof(struct tally, world.member)

static const struct row done[] = {
    {"calm episodes", EPISODE(calm_episodes), KIND},
    {"booked by the API", EPISODE(booked), KIND},
    {"booked by calendars", EPISODE(from_calendars), KIND},
    {"more at once than there are spaces", EPISODE(rushes), KIND},
    {"changed", EPISODE(changed), KIND},
    {"extended", EPISODE(extended), KIND},
    {"cancelled", EPISODE(cancelled), KIND},
    {"ended by hand", EPISODE(ended), KIND},
    {"people added", EPISODE(added), KIND},
    {"people removed", EPISODE(removed), KIND},
    {"bridge preferred", EPISODE(preferred), KIND},
    {"refused commands", EPISODE(refused), KIND},
    {"commands without an answer", EPISODE(unanswered), KIND},
    {"snapshots", EPISODE(snapshots), KIND},
    {"events of both calendars", EPISODE(shared), KIND},
    {"messages", EPISODE(messages), KIND},
    {"syncs in parts", EPISODE(syncs), KIND},
    {"syncs held back", EPISODE(held), KIND},
    {"events that cannot be read", EPISODE(events_refused), KIND},
    {"pool changes", EPISODE(pool_changes), KIND},
    {"wrong password", EPISODE(denials), KIND},
    {"configuration read again", EPISODE(reloads), KIND},
    {"bridges stopped", EPISODE(bridge_stops), KIND},
    {"bridges away again and again", EPISODE(flaps), KIND},
    {"bridges slow", EPISODE(slow), KIND},
    {"bridges drained", EPISODE(drained), KIND},
    {"bridges resumed", EPISODE(resumed), KIND},
    {"bridges cut off", EPISODE(cut_offs), KIND},
    {"cut off bridges that came back late", EPISODE(joined), KIND},
    {"guests on a bridge that is cut off", EPISODE(guests_beyond), KIND},
    {"storms", EPISODE(storms), KIND},
    {"clock set", EPISODE(jumps), KIND},
    {"clock set back again", EPISODE(jumps_back), KIND},
    {"the machine slept", EPISODE(sleeps), KIND},
    {"spaces and calls touched by hand", EPISODE(by_hand), KIND},
    {"changes of one space, again and again", EPISODE(stubborn), KIND},
    {"space seen contested", EPISODE(contested), KIND},
    {"spaces restored", EPISODE(restored), KIND},
    {"profiles changed or deleted", EPISODE(profiles), KIND},
    {"beats of another service on the pool", EPISODE(rivals), KIND},
    {"seen to stand back", EPISODE(stood_back), KIND},
    {"pool claimed by hand", EPISODE(claimed), KIND},
    {"sets synced by others", EPISODE(resyncs), KIND},
    {"overloads", EPISODE(overloads), KIND},
    {"guests", EPISODE(guests), KIND},
    {"foreign spaces, calls and legs", EPISODE(foreign), KIND},
};

static const struct row service[] = {
    {"turns", WORLD(turns), FIGURE},
    {"steps, each checked", WORLD(steps), FIGURE},
    {"requests", WORLD(requests), FIGURE},
    {"legs", WORLD(dials), FIGURE},
};

static const struct row underway[] = {
    {"late effect", WORLD(late), KIND},
    {"timed out", WORLD(timed_out), KIND},
    {"bridge not there", WORLD(refused_stopped), KIND},
    {"bridge stopped under it", WORLD(lost_stopped), KIND},
    {"the service died under it", WORLD(orphans), KIND},
    {"a space opened so", WORLD(opened_oddly), FIGURE},
};

static const struct row deaths[] = {
    {"before the commit", WORLD(crashes[WORLD_DIES_BEFORE_COMMIT]), KIND},
    {"before it sent", WORLD(crashes[WORLD_DIES_BEFORE_SEND]), KIND},
    {"while it sent", WORLD(crashes[WORLD_DIES_IN_SEND]), KIND},
    {"after it had sent", WORLD(crashes[WORLD_DIES_AFTER_SEND]), KIND},
};

static const struct row twice[] = {
    {"a late effect", WORLD(twice_late), FIGURE},
    {"the first call was lost", WORLD(twice_lost_call), FIGURE},
    {"by hand or calendar", WORLD(twice_by_hand), FIGURE},
};

static const struct row reunions[] = {
    {"the other call closed", WORLD(other_closed), KIND},
    {"moved to the other call", WORLD(moved_over), KIND},
    {"second legs hung up", WORLD(second_legs), KIND},
};

static const struct section {
    const char *title;
    const struct row *rows;
    size_t n_rows;
} sections[] = {
#define SECTION(title, rows)                                                                                           \
    {                                                                                                                  \
        title, rows, sizeof(rows) / sizeof *(rows)                                                                     \
    }
    SECTION("done", done),
    SECTION("the service", service),
    SECTION("requests on their way", underway),
    SECTION("the service died", deaths),
    SECTION("dialled twice, with reason", twice),
    SECTION("two calls, two legs", reunions),
};

static uint64_t row_value(const struct tally *tally, const struct row *row)
{
    return *(const uint64_t *)((const char *)tally + row->at);
}

static void print_row(const char *name, uint64_t value)
{
    printf("  %-34s %12" PRIu64 "\n", name, value);
}

static void print_table(const char *title, const char *const *names, const uint64_t *values, size_t n)
{
    printf("%s\n", title);
    for (size_t i = 0; i < n; i++) {
        print_row(names[i], values[i]);
    }
}

static const char *const *fault_names(void)
{
    static const char *names[SIM_FAULT_KINDS];
    for (int i = 0; i < SIM_FAULT_KINDS; i++) {
        names[i] = sim_fault_word((enum sim_fault_kind)i);
    }
    return names;
}

void tally_print(const struct tally *tally)
{
    for (size_t s = 0; s < sizeof sections / sizeof *sections; s++) {
        printf("%s\n", sections[s].title);
        for (size_t i = 0; i < sections[s].n_rows; i++) {
            print_row(sections[s].rows[i].name, row_value(tally, &sections[s].rows[i]));
        }
    }
    print_table("faults by rule", fault_names(), tally->world.faults, SIM_FAULT_KINDS);
    print_table("meetings", meeting_fsm.states, tally->episodes.final, N_MEETING_STATES);
    print_row("together", tally->episodes.meetings);
}

static size_t say_missing(const char *title, const char *name, uint64_t value)
{
    if (value == 0) {
        fprintf(stderr, "never happened: %s: %s\n", title, name);
    }
    return value == 0;
}

size_t tally_missing(const struct tally *tally)
{
    size_t missing = 0;
    for (size_t s = 0; s < sizeof sections / sizeof *sections; s++) {
        for (size_t i = 0; i < sections[s].n_rows; i++) {
            const struct row *row = &sections[s].rows[i];
            missing += row->is == KIND ? say_missing(sections[s].title, row->name, row_value(tally, row)) : 0;
        }
    }
    for (size_t i = 0; i < SIM_FAULT_KINDS; i++) {
        missing += say_missing("faults by rule", fault_names()[i], tally->world.faults[i]);
    }
    return missing;
}

void tally_add(struct tally *tally, const struct tally *other)
{
    uint64_t *sum = (uint64_t *)tally;
    const uint64_t *each = (const uint64_t *)other;
    for (size_t i = 0; i < sizeof *tally / sizeof *sum; i++) {
        sum[i] += each[i];
    }
}

void tally_take(struct tally *tally, const struct episode *episode)
{
    struct tally one = {.episodes = episode->counts, .world = episode->world.counts};
    tally_add(tally, &one);
}
