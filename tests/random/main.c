/* main.c: random_engine: episodes by seed, shared among processes, counted; each that fails is replayed by the command
 * that it prints. */
#include "tally.h"

#include "base/mem.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_JOBS = 64 };

struct options {
    uint64_t seed, meetings, episodes;
    uint64_t jobs; /* episode e is of process e modulo jobs */
    bool verbose;
    bool all_kinds; /* a kind of trouble that never came is a failure */
};

static const char usage[] =
    "usage: random_engine [--seed N] [--meetings M] [--episodes E] [--jobs J] [--all-kinds] [--verbose]\n"
    "E episodes of M meetings each, seeds N, N+1 and on, J processes at once.\n"
    "--all-kinds: a kind of trouble that never came is a failure. --verbose: the trace, on stderr.\n";

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
        fputs(usage, stderr);
        exit(2);
    }
    return value;
}

static struct options read_options(int argc, char **argv)
{
    struct options options = {.seed = 1, .meetings = 200, .episodes = 1, .jobs = 1};
    const struct {
        const char *word;
        uint64_t *number;
        bool *set;
    } words[] = {{"--seed", &options.seed, NULL},         {"--meetings", &options.meetings, NULL},
                 {"--episodes", &options.episodes, NULL}, {"--jobs", &options.jobs, NULL},
                 {"--verbose", NULL, &options.verbose},   {"--all-kinds", NULL, &options.all_kinds}};
    for (int i = 1; i < argc; i++) {
        size_t w = 0;
        while (w < sizeof words / sizeof *words && strcmp(argv[i], words[w].word) != 0) {
            w++;
        }
        if (w == sizeof words / sizeof *words) {
            number(NULL);
        } else if (words[w].set != NULL) {
            *words[w].set = true;
        } else {
            *words[w].number = number(i + 1 < argc ? argv[i + 1] : NULL);
            i++;
        }
    }
    if (options.jobs < 1 || options.jobs > MOST_JOBS) {
        number(NULL);
    }
    return options;
}

/* The share of one process. False: an episode failed; the later ones of this share were not run. */
static bool run_share(const char *program, const struct options *options, uint64_t job, struct tally *tally)
{
    struct episode *episode = mem_zalloc(sizeof *episode);
    bool well = true;
    for (uint64_t e = job; e < options->episodes && well; e += options->jobs) {
        snprintf(replay, sizeof replay, "replay: %s --seed %" PRIu64 " --meetings %" PRIu64 " --verbose\n", program,
                 options->seed + e, options->meetings);
        well = episode_run(episode, options->seed + e, options->meetings, options->verbose);
        if (options->verbose) {
            fputs(buf_string(episode->world.trace), stderr);
        }
        if (!well) {
            fprintf(stderr, "FAILED: %s\n%s", episode->world.failure, replay);
        }
        tally_take(tally, episode);
        episode_done(episode);
    }
    mem_free(episode);
    return well;
}

static bool write_all(int fd, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t n = write(fd, at, size);
        if (n <= 0) {
            return false;
        }
        at += n;
        size -= (size_t)n;
    }
    return true;
}

static bool read_all(int fd, void *bytes, size_t size)
{
    char *at = bytes;
    while (size > 0) {
        ssize_t n = read(fd, at, size);
        if (n <= 0) {
            return false;
        }
        at += n;
        size -= (size_t)n;
    }
    return true;
}

/* A process for each share; each tells its tally through a pipe when it is through. */
static bool run_jobs(const char *program, const struct options *options, struct tally *tally)
{
    int from[MOST_JOBS];
    for (uint64_t job = 0; job < options->jobs; job++) {
        int ends[2];
        if (pipe(ends) != 0) {
            perror("pipe");
            exit(1);
        }
        pid_t child = fork();
        if (child < 0) {
            perror("fork");
            exit(1);
        }
        if (child == 0) {
            struct tally own = {0};
            bool well = run_share(program, options, job, &own);
            _exit(write_all(ends[1], &own, sizeof own) && well ? 0 : 1);
        }
        close(ends[1]);
        from[job] = ends[0];
    }
    bool well = true;
    for (uint64_t job = 0; job < options->jobs; job++) {
        struct tally one;
        if (read_all(from[job], &one, sizeof one)) {
            tally_add(tally, &one);
        }
        close(from[job]);
    }
    int status = 0;
    while (wait(&status) > 0) {
        well = well && status == 0;
    }
    return well;
}

int main(int argc, char **argv)
{
    struct options options = read_options(argc, argv);
    signal(SIGABRT, on_abort);
    struct tally tally = {0};
    bool well = options.jobs > 1 ? run_jobs(argv[0], &options, &tally) : run_share(argv[0], &options, 0, &tally);
    tally_print(&tally);
    size_t missing = options.all_kinds ? tally_missing(&tally) : 0;
    return well && missing == 0 ? 0 : 1;
}
