/* main.c: the arguments of cospaced. */
#include "backup.h"
#include "base/log.h"
#include "base/mem.h"
#include "loop/clock.h"
#include "service.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

enum { EXIT_USAGE = 2 };

static const char USAGE[] =
    "usage: cospaced --config FILE [--check | --check-backup BACKUP]\n"
    "       cospaced --version | --help\n"
    "\n"
    "Schedules meetings on the call bridges that FILE names. Runs in the foreground until SIGTERM;\n"
    "SIGHUP reads FILE again.\n"
    "\n"
    "  -c, --config FILE  the configuration (YAML)\n"
    "      --check        only say what is wrong with it, as FILE:LINE:COLUMN: what is wrong\n"
    "      --check-backup BACKUP\n"
    "                     only say whether it could start with BACKUP as its store\n"
    "      --version      print the version\n"
    "      --help         print this\n"
    "\n"
    "Exit status: 0 stopped, or nothing wrong; 1 cannot run, or a fault; 2 wrong usage; 71 the system\n"
    "refused memory or descriptors: start it again.\n";

enum { OPTION_CHECK = 256, OPTION_CHECK_BACKUP, OPTION_VERSION, OPTION_HELP };

struct arguments {
    const char *config;
    const char *backup; /* NULL: none is to be checked */
    bool check;
};

/* -1: go on; else the exit status. */
static int arguments_read(int argc, char **argv, struct arguments *arguments)
{
    static const struct option OPTIONS[] = {
        {"config", required_argument, NULL, 'c'},
        {"check", no_argument, NULL, OPTION_CHECK},
        {"check-backup", required_argument, NULL, OPTION_CHECK_BACKUP},
        {"version", no_argument, NULL, OPTION_VERSION},
        {"help", no_argument, NULL, OPTION_HELP},
        {NULL, 0, NULL, 0},
    };
    for (int option; (option = getopt_long(argc, argv, "c:", OPTIONS, NULL)) != -1;) {
        switch (option) {
        case 'c':
            arguments->config = optarg;
            break;
        case OPTION_CHECK:
            arguments->check = true;
            break;
        case OPTION_CHECK_BACKUP:
            arguments->backup = optarg;
            break;
        case OPTION_VERSION:
            puts("cospaced " COSPACED_VERSION);
            return EXIT_SUCCESS;
        case OPTION_HELP:
            fputs(USAGE, stdout);
            return EXIT_SUCCESS;
        default:
            fputs(USAGE, stderr);
            return EXIT_USAGE;
        }
    }
    if (optind < argc) {
        fprintf(stderr, "cospaced: %s is not understood\n", argv[optind]);
    } else if (arguments->config == NULL) {
        fputs("cospaced: --config is missing\n", stderr);
    }
    if (optind < argc || arguments->config == NULL) {
        fputs(USAGE, stderr);
        return EXIT_USAGE;
    }
    return -1;
}

int main(int argc, char **argv)
{
    struct arguments arguments = {0};
    int status = arguments_read(argc, argv, &arguments);
    if (status >= 0) {
        return status;
    }
    mem_return_large();
    struct config *config = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    status = config_load(arguments.config, &config, &faults);
    if (status != 0 || arguments.check) {
        config_faults_print(&faults, arguments.config, stderr);
        config_free(config);
        return status != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
    }
    if (arguments.backup != NULL) {
        status = backup_check(config, arguments.backup);
        config_free(config);
        return status;
    }
    log_init(config->log_level, config->log_json, clock_now);
    log_set_audit(config->log_audit);
    if (!config->log_json) {
        loop_journal_open();
    }
    service_log_faults(arguments.config, &faults);
    return service_run(arguments.config, config);
}
