/* options.h: the command line. */
#ifndef CALLBRIDGE_SIM_OPTIONS_H
#define CALLBRIDGE_SIM_OPTIONS_H

#include "base/err.h"
#include "sim/server.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { BRIDGES_MAX = 16, HOST_SIZE = 64 };

struct address {
    char host[HOST_SIZE]; /* numeric, without brackets; "" for none */
    uint16_t port;
};

/* The texts are those of the command line. */
struct options {
    struct address listen[BRIDGES_MAX];
    size_t n_listen;
    struct address control;
    const char *user;
    const char *password;
    const char *cert_file;
    const char *key_file;
    const char *cert_out;
    const char *log_file;
    const char *port_file;
    const char *seed; /* NULL: chance */
    bool plain;
    bool log_secrets;
    bool help;
    bool version;
    struct sim_options model; /* what --set changes; the rest is the simulator's to fill in */
};

/* 0, or ERR_INVALID with the reason. */
int options_parse(struct options *options, int argc, char **argv, struct err *err);
void usage_print(FILE *stream);

#endif
