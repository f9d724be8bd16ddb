/* cospacectl: the operator's command over the local socket. This file finds the verb; client.c talks, each verb has a
 * file. */
#include "base/mem.h"
#include "complete.h"
#include "loop/clock.h"
#include "verbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *socket_default(void)
{
    const char *path = getenv("COSPACED_SOCKET");
    return path != NULL && path[0] != '\0' ? path : "/run/cospaced/cospaced.sock";
}

static int run(const struct session *session, const struct args *args, const struct verb *verbs)
{
    if (args->version) {
        printf("cospacectl %s\n", COSPACED_VERSION);
    } else if (args->help && args->verb != NULL) {
        args_help(args->verb);
    } else if (args->help) {
        args_help_all(verbs);
    } else {
        return args->verb->run(session, args);
    }
    return DONE;
}

int main(int argc, char *argv[])
{
    const struct verb verbs[] = {
        verb_status, verb_meetings, verb_timeline, verb_show,   verb_book,   verb_extend,
        verb_end,    verb_cancel,   verb_dial,     verb_hangup, verb_import, verb_calendars,
        verb_spaces, verb_bridges,  verb_prefer,   verb_drain,  verb_resume, verb_restore,
        verb_claim,  verb_watch,    verb_preview,  verb_backup, verb_token,  verb_webhooks,
        verb_check,  {0},
    };
    struct session session = {.socket = socket_default(), .now = clock_now()};
    if (argc > 1 && strcmp(argv[1], COMPLETE_WORD) == 0) {
        int skip = argc > 2 && strcmp(argv[2], "--") == 0 ? 3 : 2;
        terminal_init(&session.terminal, stdout, COLOR_NEVER);
        complete_print(&session, verbs, argc - skip, argv + skip);
        return DONE;
    }
    struct args args = {0};
    int rc = args_read(argc, argv, verbs, &session, &args);
    if (rc == DONE) {
        terminal_init(&session.terminal, stdout, session.color);
        rc = run(&session, &args, verbs);
    }
    args_done(&args);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("cospacectl: standard output");
        return rc != DONE ? rc : REFUSED;
    }
    return rc;
}
