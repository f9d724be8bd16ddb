/* cospaced-calendar: reads one body of text/calendar, locked in. Started by calendar/job.h, not by hand.
 *
 * Standard input is the body (a file that can be mapped), standard output the pipe for the records; the orders and the
 * desk are further descriptors (calendar/worker.h). */
#include "calendar/worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char zoneinfo[] = "/usr/share/zoneinfo";

static int usage(FILE *stream, int code)
{
    fprintf(stream, "cospaced-calendar " COSPACED_VERSION ": reads a calendar for cospaced, which starts it.\n");
    return code;
}

/* A file's bytes, "" if it is empty; NULL if it is none. */
static const char *file_map(int fd, size_t *ret_len)
{
    struct stat status;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        return NULL;
    }
    *ret_len = (size_t)status.st_size;
    if (status.st_size == 0) {
        return "";
    }
    void *bytes = mmap(NULL, *ret_len, PROT_READ, MAP_PRIVATE, fd, 0);
    return bytes == MAP_FAILED ? NULL : bytes;
}

static struct worker_desk *desk_map(void)
{
    void *desk = mmap(NULL, WORKER_DESK_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, WORKER_DESK, 0);
    return desk == MAP_FAILED ? NULL : desk;
}

static int work(const struct orders *orders, const struct worker_body *body, struct worker_desk *desk)
{
    struct worker *worker = NULL;
    struct err err = {0};
    if (worker_new(orders, zoneinfo, &worker, &err) != 0 || worker_lock_in(orders_cpu_seconds(orders), &err) != 0) {
        return worker_report(&err, STDOUT_FILENO);
    }
    return worker_run(worker, body, desk, STDOUT_FILENO);
}

int main(int argc, char **argv)
{
    if (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "--version") == 0)) {
        return usage(stdout, 0);
    }
    size_t len = 0;
    struct orders *orders = NULL;
    const char *bytes = argc == 1 ? file_map(WORKER_ORDERS, &len) : NULL;
    if (bytes == NULL || orders_read(bytes, len, &orders, NULL) != 0) {
        return usage(stderr, 2);
    }
    (void)!nice(10); /* meetings come before the reading of calendars */
    struct worker_body body = {.mapped = true};
    body.text = file_map(STDIN_FILENO, &body.len);
    struct worker_desk *desk = desk_map();
    if (body.text == NULL || desk == NULL) {
        return usage(stderr, 2);
    }
    /* no exit handlers: they may do what the filter forbids */
    _exit(work(orders, &body, desk) == 0 ? 0 : 1);
}
