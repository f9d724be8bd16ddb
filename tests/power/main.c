/* main.c: power_loss: the scenario once for every operation of the disk, which fails there. */
#include "scenario.h"

#include "base/mem.h"

#include <ftw.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char USAGE[] =
    "usage: power_loss [--full] [--from N] [--to N] [--step N] [--seeds N]\n"
    "\n"
    "  --full   the disk is full from the n-th operation on, for a while; without: the power goes\n"
    "  --step   every N-th operation only\n"
    "  --seeds  so many different remains of every cut\n";

struct arguments {
    bool full;
    long from, to, step, seeds;
};

struct totals {
    uint64_t runs, cuts, full_disks, commits;
    struct history history;
};

static const char *folder_new(void)
{
    static char path[64];
    snprintf(path, sizeof path, "%s/power-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (mkdtemp(path) == NULL) {
        perror(path);
        exit(1);
    }
    return path;
}

static int folder_remove_entry(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)kind;
    (void)at;
    return remove(path);
}

static void run(struct scenario *scenario, struct scenario_result *ret_result)
{
    scenario->folder = folder_new();
    scenario_run(scenario, ret_result);
    nftw(scenario->folder, folder_remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* Sectors of both sizes, with and without what SQLite believes of ordinary disks. */
static struct disk_kind kind_of(long n, long seed)
{
    uint64_t number = (uint64_t)n * 1000 + (uint64_t)seed;
    return (struct disk_kind){
        .seed = number + 1, .sector = (n + seed) % 2 != 0 ? 512 : 4096, .safe_overwrite = (n + seed) / 2 % 2 != 0};
}

static bool fail_at(const struct arguments *arguments, struct totals *totals, long n, long seed)
{
    struct scenario scenario = {
        .kind = kind_of(n, seed),
        .after = n,
        .failure = arguments->full ? DISK_FULL : DISK_POWER,
        .times = arguments->full ? 1 + n % 7 : -1,
        .expected = &totals->history,
    };
    struct scenario_result result;
    run(&scenario, &result);
    totals->runs++;
    totals->cuts += result.power_cuts;
    totals->full_disks += result.full_disks;
    totals->commits += result.commits;
    if (result.failure[0] != '\0') {
        fprintf(stderr, "operation %ld, seed %ld: %s\nagain: power_loss%s --from %ld --to %ld --seeds %ld\n", n, seed,
                result.failure, arguments->full ? " --full" : "", n, n, seed + 1);
    }
    return result.failure[0] == '\0';
}

static long number(const char *text)
{
    char *end = NULL;
    long value = strtol(text, &end, 10);
    if (*end != '\0' || value < 0) {
        fputs(USAGE, stderr);
        exit(2);
    }
    return value;
}

static struct arguments arguments_read(int argc, char **argv)
{
    static const struct option OPTIONS[] = {
        {"full", no_argument, NULL, 'F'},        {"from", required_argument, NULL, 'f'},
        {"to", required_argument, NULL, 't'},    {"step", required_argument, NULL, 's'},
        {"seeds", required_argument, NULL, 'n'}, {NULL, 0, NULL, 0},
    };
    struct arguments arguments = {.to = -1, .step = 1, .seeds = 1};
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        switch (option) {
        case 'F':
            arguments.full = true;
            break;
        case 'f':
            arguments.from = number(optarg);
            break;
        case 't':
            arguments.to = number(optarg);
            break;
        case 's':
            arguments.step = number(optarg) > 0 ? number(optarg) : 1;
            break;
        case 'n':
            arguments.seeds = number(optarg);
            break;
        default:
            fputs(USAGE, stderr);
            exit(2);
        }
    }
    return arguments;
}

/* The operations that the scenario takes when nothing fails; -1: it goes wrong by itself. */
static long measure(struct totals *totals)
{
    struct scenario scenario = {.kind = kind_of(0, 0), .after = -1, .record = &totals->history};
    struct scenario_result result;
    run(&scenario, &result);
    if (result.failure[0] != '\0') {
        fprintf(stderr, "nothing failed: %s\n", result.failure);
        return -1;
    }
    printf("one day: %ld operations of the disk, %" PRIu64 " commits, %" PRIu64 " meetings, %" PRIu64 " requests\n",
           result.operations, result.commits, result.meetings, result.requests);
    return result.operations;
}

static void print_totals(const struct totals *totals)
{
    const struct disk_counts *counts = disk_counts();
    printf("days %" PRIu64 ", cut in a commit %" PRIu64 ", full in a commit %" PRIu64 ", commits %" PRIu64 "\n",
           totals->runs, totals->cuts, totals->full_disks, totals->commits);
    printf("cuts %" PRIu64 ": sectors kept %" PRIu64 ", lost %" PRIu64 "; writes torn %" PRIu64
           ", truncations lost %" PRIu64 ", names lost %" PRIu64 ", files back %" PRIu64 "\n",
           counts->cuts, counts->sectors_kept, counts->sectors_lost, counts->writes_torn, counts->truncations_lost,
           counts->names_lost, counts->files_back);
}

int main(int argc, char **argv)
{
    struct arguments arguments = arguments_read(argc, argv);
    struct totals totals = {0};
    disk_install();
    long operations = measure(&totals);
    bool good = operations >= 0;
    long to = arguments.to >= 0 && arguments.to < operations ? arguments.to : operations;
    for (long n = arguments.from; good && n <= to; n += arguments.step) {
        for (long seed = 0; good && seed < arguments.seeds; seed++) {
            good = fail_at(&arguments, &totals, n, seed);
        }
    }
    print_totals(&totals);
    mem_free(totals.history.states);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
