/* process.h: one run of cospaced-calendar: its start, its pipe, its end. */
#ifndef CALENDAR_PROCESS_H
#define CALENDAR_PROCESS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { PROCESS_SAID_SIZE = 512 };

struct process {
    pid_t pid;   /* 0: none */
    int fd;      /* reading end of its output, non-blocking; -1: none */
    int said_fd; /* likewise of its error output, which holds a page and loses the rest; -1: none */
};

/* What it gets; all stay the caller's. */
struct process_files {
    int body, orders, desk;
};

/* Errors: IO. */
int process_start(struct process *ret_process, char *program, const struct process_files *files, struct err *err);
/* Kills it if it still runs, and reaps it; returns its wait status (as of waitpid), 0 if there was none. What it wrote
 * to its error output, the last word of a program that breaks, comes as one line without controls; "": nothing. */
int process_end(struct process *process, char ret_said[PROCESS_SAID_SIZE]);

#endif
