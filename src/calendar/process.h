/* process.h: one run of cospaced-calendar: its start, its pipe, its end. */
#ifndef CALENDAR_PROCESS_H
#define CALENDAR_PROCESS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct process {
    pid_t pid; /* 0: none */
    int fd;    /* reading end of its output, non-blocking; -1: none */
};

/* What it gets; all stay the caller's. */
struct process_files {
    int body, orders, desk;
};

/* Errors: IO. */
int process_start(struct process *ret_process, char *program, const struct process_files *files, struct err *err);
/* Kills it if it still runs, and reaps it; returns its wait status (as of waitpid), 0 if there was none. */
int process_end(struct process *process);

#endif
