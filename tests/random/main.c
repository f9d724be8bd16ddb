/* main.c: random_engine: episodes by seed, counted; the first that fails is replayed by the command it prints. */
#include "episode.h"

#include "base/mem.h"

#include <inttypes.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What to print if an assertion or a sanitizer ends the process. */
static char replay[160];

static void say_replay(void)
{
    ssize_t written = write(STDERR_FILENO, replay, strlen(replay));
    (void)written;
}

static void on_abort(int number)
{
    (void)number;
    say_replay();
}

void __asan_on_error(void);
void __asan_on_error(void)
{
    say_replay();
}

static uint64_t number(const char *text)
{
    char *end = NULL;
    uint64_t value = text != NULL ? strtoull(text, &end, 10) : 0;
    if (text == NULL || *text == '\0' || *end != '\0') {
        fprintf(stderr, "usage: random_engine --seed N --meetings M [--episodes E] [--verbose]\n");
        exit(2);
    }
    return value;
}

static void add_all(uint64_t *sum, const uint64_t *each, size_t bytes)
{
    for (size_t i = 0; i < bytes / sizeof *sum; i++) {
        sum[i] += each[i];
    }
}

static void print_row(const char *name, uint64_t value)
{
    printf("  %-34s %12" PRIu64 "\n", name, value);
}

static void print_world(const struct world_counts *world)
{
    printf("the service\n");
    print_row("turns", world->turns);
    print_row("steps, each checked", world->steps);
    print_row("requests", world->requests);
    print_row("legs", world->dials);
    printf("faults on the way\n");
    for (int i = 0; i < SIM_FAULT_KINDS; i++) {
        print_row(sim_fault_word((enum sim_fault_kind)i), world->faults[i]);
    }
    print_row("late effect", world->late);
    print_row("timed out", world->timed_out);
    print_row("bridge not there", world->refused_stopped);
    print_row("bridge stopped under it", world->lost_stopped);
    print_row("the service died under it", world->orphans);
    print_row("a space opened so", world->opened_oddly);
    printf("the service died\n");
    print_row("before the commit", world->crashes[WORLD_DIES_BEFORE_COMMIT]);
    print_row("before it sent", world->crashes[WORLD_DIES_BEFORE_SEND]);
    print_row("while it sent", world->crashes[WORLD_DIES_IN_SEND]);
    print_row("after it had sent", world->crashes[WORLD_DIES_AFTER_SEND]);
    printf("dialled twice, with reason\n");
    print_row("a late effect", world->twice_late);
    print_row("the first call was lost", world->twice_lost_call);
    print_row("by hand or calendar", world->twice_by_hand);
}

static void print_episodes(const struct episode_counts *counts)
{
    const struct {
        const char *name;
        uint64_t value;
    } rows[] = {
        {"calm episodes", counts->calm_episodes},
        {"booked by the API", counts->booked},
        {"booked by calendars", counts->from_calendars},
        {"changed", counts->changed},
        {"extended", counts->extended},
        {"cancelled", counts->cancelled},
        {"ended by hand", counts->ended},
        {"people added", counts->added},
        {"people removed", counts->removed},
        {"bridge preferred", counts->preferred},
        {"refused commands", counts->refused},
        {"commands without an answer", counts->unanswered},
        {"snapshots", counts->snapshots},
        {"events of both calendars", counts->shared},
        {"messages", counts->messages},
        {"syncs in parts", counts->syncs},
        {"syncs held back", counts->held},
        {"events that cannot be read", counts->events_refused},
        {"pool changes", counts->pool_changes},
        {"wrong password", counts->denials},
        {"configuration read again", counts->reloads},
        {"bridges stopped", counts->bridge_stops},
        {"storms", counts->storms},
        {"clock set", counts->jumps},
        {"spaces and calls touched by hand", counts->by_hand},
        {"guests", counts->guests},
        {"foreign spaces, calls and legs", counts->foreign},
    };
    printf("done\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        print_row(rows[i].name, rows[i].value);
    }
    printf("meetings\n");
    for (size_t s = 0; s < N_MEETING_STATES; s++) {
        print_row(meeting_fsm.states[s], counts->final[s]);
    }
    print_row("together", counts->meetings);
}

int main(int argc, char **argv)
{
    uint64_t seed = 1, meetings = 200, episodes = 1;
    bool verbose = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--verbose") == 0) {
            verbose = true;
            continue;
        }
        uint64_t *slot = strcmp(argv[i], "--seed") == 0       ? &seed
                         : strcmp(argv[i], "--meetings") == 0 ? &meetings
                         : strcmp(argv[i], "--episodes") == 0 ? &episodes
                                                              : NULL;
        uint64_t value = number(slot != NULL && i + 1 < argc ? argv[++i] : NULL);
        *(slot != NULL ? slot : &seed) = value;
    }
    signal(SIGABRT, on_abort);
    struct episode *episode = mem_zalloc(sizeof *episode);
    struct world_counts world = {0};
    struct episode_counts counts = {0};
    int status = 0;
    for (uint64_t e = 0; e < episodes && status == 0; e++) {
        snprintf(replay, sizeof replay, "replay: %s --seed %" PRIu64 " --meetings %" PRIu64 " --verbose\n", argv[0],
                 seed + e, meetings);
        if (!episode_run(episode, seed + e, meetings, verbose)) {
            status = 1;
        }
        if (verbose) {
            fputs(buf_string(episode->world.trace), stderr);
        }
        if (status != 0) {
            fprintf(stderr, "FAILED: %s\n%s", episode->world.failure, replay);
        }
        add_all((uint64_t *)&world, (const uint64_t *)&episode->world.counts,
                offsetof(struct world_counts, latest_start));
        add_all((uint64_t *)&counts, (const uint64_t *)&episode->counts, sizeof counts);
        episode_done(episode);
    }
    mem_free(episode);
    print_episodes(&counts);
    print_world(&world);
    return status;
}
