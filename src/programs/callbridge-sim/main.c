/* callbridge-sim: a simulated cluster of call bridges on real sockets. Says that it listens, runs until SIGTERM. */
#include "options.h"
#include "simulator.h"

#include "base/log.h"
#include "base/mem.h"
#include "loop/clock.h"
#include "loop/loop.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

enum { EXIT_FAULT = 1, EXIT_USAGE = 2 };

static void on_signal(void *ctx, int number)
{
    (void)number;
    loop_exit(ctx, 0);
}

/* By rename, so that nobody reads half of it. */
static int ports_write(const struct simulator *simulator, const char *path, struct err *err)
{
    CLEAN_FREE char *partial = mem_printf("%s.new", path);
    FILE *file = fopen(partial, "we");
    if (file == NULL) {
        return err_set(err, ERR_IO, "%s: %s", partial, strerror(errno));
    }
    for (size_t i = 0; i < simulator->options->n_listen; i++) {
        fprintf(file, "%u\n", (unsigned)simulator->bridges[i].port);
    }
    if (simulator->control != NULL) {
        fprintf(file, "%u\n", (unsigned)http_server_port(simulator->control));
    }
    if (fclose(file) != 0 || rename(partial, path) != 0) {
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    }
    return 0;
}

static void address_print(const char *scheme, const char *host, uint16_t port)
{
    bool v6 = strchr(host, ':') != NULL;
    printf(" %s://%s%s%s:%u", scheme, v6 ? "[" : "", host, v6 ? "]" : "", (unsigned)port);
}

static void readiness_print(const struct simulator *simulator)
{
    const struct options *options = simulator->options;
    printf("listening on");
    for (size_t i = 0; i < options->n_listen; i++) {
        address_print(options->plain ? "http" : "https", options->listen[i].host, simulator->bridges[i].port);
    }
    if (simulator->control != NULL) {
        printf(", control on");
        address_print("http", options->control.host, http_server_port(simulator->control));
    }
    printf("\n");
    fflush(stdout);
}

static int serve(struct loop *loop, const struct options *options, struct err *err)
{
    struct simulator *simulator = NULL;
    int r = simulator_new(loop, options, &simulator, err);
    if (r == 0 && options->port_file != NULL) {
        r = ports_write(simulator, options->port_file, err);
    }
    if (r == 0) {
        readiness_print(simulator);
        r = loop_run(loop, err);
    }
    simulator_free(simulator);
    return r;
}

static int run(const struct options *options, struct err *err)
{
    struct loop *loop;
    int r = loop_new(&loop, err);
    if (r < 0) {
        return r;
    }
    struct loop_source *term = loop_add_signal(loop, SIGTERM, on_signal, loop);
    struct loop_source *interrupt = loop_add_signal(loop, SIGINT, on_signal, loop);
    r = serve(loop, options, err);
    loop_source_free(term);
    loop_source_free(interrupt);
    loop_free(loop);
    return r;
}

static int complain(const struct err *err, int status)
{
    fprintf(stderr, "callbridge-sim: %s\n", err->message);
    return status;
}

int main(int argc, char **argv)
{
    struct options options;
    struct err err = {0};
    if (options_parse(&options, argc, argv, &err) != 0) {
        return complain(&err, EXIT_USAGE);
    }
    if (options.help) {
        usage_print(stdout);
    }
    if (options.version) {
        printf("callbridge-sim " COSPACED_VERSION "\n");
    }
    if (options.help || options.version) {
        return 0;
    }
    log_init(LOG_LEVEL_INFO, false, clock_now);
    return run(&options, &err) == 0 ? 0 : complain(&err, EXIT_FAULT);
}
