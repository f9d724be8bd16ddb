/* cospaced-calendar: reads one body of text/calendar, locked in. Started by calendar/job.h, not by hand.
 *
 * Standard input is the body (a file that can be mapped), standard output the pipe for the records. */
#include "calendar/worker.h"

#include "calendar/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ARGUMENTS = 8 };

static const char zoneinfo[] = "/usr/share/zoneinfo";

static int usage(FILE *stream, int code)
{
    fprintf(stream, "cospaced-calendar " COSPACED_VERSION ": reads a calendar for cospaced, which starts it.\n"
                    "usage: cospaced-calendar FROM TO ZONE EVENTS OCCURRENCES FIRST REFUSE\n");
    return code;
}

static bool number_from(const char *text, int64_t *ret_value)
{
    char *end;
    *ret_value = strtoll(text, &end, 10);
    return *text != '\0' && *end == '\0';
}

static bool options_from(char **argv, struct worker_options *options)
{
    int64_t numbers[ARGUMENTS] = {0};
    for (int i = 1; i < ARGUMENTS; i++) {
        if (i != 3 && !number_from(argv[i], &numbers[i])) {
            return false;
        }
    }
    *options = (struct worker_options){
        .window = {numbers[1], numbers[2]},
        .default_zone = argv[3],
        .max_events = (size_t)numbers[4],
        .max_occurrences = (size_t)numbers[5],
        .first = (uint32_t)numbers[6],
        .refuse_rest = numbers[7] != 0,
    };
    return numbers[4] > 0 && numbers[5] > 0 && numbers[6] >= 0 && numbers[6] <= UINT32_MAX;
}

/* The body, "" if it is empty; NULL if standard input is no file. */
static const char *body_map(size_t *ret_len)
{
    struct stat status;
    if (fstat(STDIN_FILENO, &status) != 0 || !S_ISREG(status.st_mode)) {
        return NULL;
    }
    *ret_len = (size_t)status.st_size;
    if (status.st_size == 0) {
        return "";
    }
    void *bytes = mmap(NULL, *ret_len, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
    return bytes == MAP_FAILED ? NULL : bytes;
}

static int work(const struct worker_options *options, const char *text, size_t len)
{
    struct worker *worker = NULL;
    struct err err = {0};
    if (worker_new(options, zoneinfo, &worker, &err) != 0 || worker_lock_in(&err) != 0) {
        return worker_report(&err, STDOUT_FILENO);
    }
    return worker_run(worker, text, len, STDOUT_FILENO);
}

int main(int argc, char **argv)
{
    struct worker_options options;
    if (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "--version") == 0)) {
        return usage(stdout, 0);
    }
    if (argc != ARGUMENTS || !options_from(argv, &options)) {
        return usage(stderr, 2);
    }
    (void)!nice(10); /* meetings come before the reading of calendars */
    /* ICU computes in the process's zone unless it is told; rules run on wall-clock times */
    setenv("TZ", "UTC", 1);
    size_t len = 0;
    const char *text = body_map(&len);
    if (text == NULL) {
        return usage(stderr, 2);
    }
    /* no exit handlers: they may do what the filter forbids */
    _exit(work(&options, text, len) == 0 ? 0 : 1);
}
