/* service.c: makes the rooms in order, unmakes them in the opposite one, and lets the loop run between. */
#include "service.h"

#include "backup.h"
#include "base/log.h"
#include "base/mem.h"
#include "loop/clock.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* How long a stop waits for answers that are under way. */
enum { LEAVE_LOOKS = 100, LEAVE_LOOK_MS = 10 };

void service_fail(struct service *service)
{
    loop_exit(service->loop, EXIT_FAILURE);
}

/* Who has connected is answered first, if that does not take long. */
static void service_on_leaving(void *ctx)
{
    struct service *service = ctx;
    if (!api_is_idle(service->api) && service->leave_looks-- > 0) {
        loop_timer_set(service->leaving, LEAVE_LOOK_MS);
        return;
    }
    loop_exit(service->loop, EXIT_SUCCESS);
    turn_finish(service->turn);
}

static void service_on_stop(void *ctx, int number)
{
    struct service *service = ctx;
    if (service->leaving != NULL) {
        service->leave_looks = 0;
        return;
    }
    log_info("stopping, running meetings go on", "signal=%s", number == SIGTERM ? "SIGTERM" : "SIGINT");
    loop_notify("STOPPING=1");
    api_close(service->api);
    service->leaving = loop_add_timer(service->loop, service_on_leaving, service);
    service->leave_looks = LEAVE_LOOKS;
    service_on_leaving(service);
}

static void service_on_reload(void *ctx, int number)
{
    (void)number;
    service_reload(ctx);
}

/* Passwords and passcodes are in our memory: it goes into no core file, and no other process of the user reads it. */
static int service_harden(struct err *err)
{
    struct rlimit none = {0};
    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        return err_set(err, ERR_IO, "core dumps cannot be switched off");
    }
    signal(SIGXFSZ, SIG_IGN); /* a store that may not grow is a full disk, not the end */
    umask(0077);
    return 0;
}

/* A connection takes a descriptor: as many as the API may have, and what everything else needs. */
static void service_raise_descriptors(const struct config *config)
{
    static const rlim_t OTHERS = 1024, CONNECTIONS = 1024;
    rlim_t wanted = OTHERS + CONNECTIONS + config->api.event_streams;
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) {
        return;
    }
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < wanted) {
        log_warning("fewer descriptors than api.event_streams and the API's connections may need; raise LimitNOFILE=",
                    "limit=%llu wanted=%llu", (unsigned long long)limit.rlim_cur, (unsigned long long)wanted);
    }
}

int service_build_engine(struct service *service, struct err *err)
{
    uint8_t seed[RANDOM_SEED_SIZE];
    entropy_seed(seed);
    struct engine *engine = engine_new(&service->config->settings, seed);
    int status = store_load(service->store, engine, err);
    if (status != 0) {
        engine_free(engine);
        return status;
    }
    if (service->engine != NULL) {
        engine_load_counters(engine, &service->counters);
    }
    engine_free(service->engine);
    service->engine = engine;
    service->counters = *engine_counters(engine);
    mem_settle(); /* the store sorts what it reads in memory */
    return 0;
}

char *service_spool_folder(const struct service *service)
{
    const char *path = service->config->store_path;
    const char *slash = strrchr(path, '/');
    return slash != NULL ? mem_printf("%.*s/", (int)(slash - path), path) : mem_strdup(".");
}

static int service_open_store(struct service *service, struct err *err)
{
    int status = store_open(service->config->store_path, &service->store, err);
    if (status == 0 && store_is_new(service->store)) {
        log_info("the store is new", "store=%s", log_quote(service->config->store_path));
    }
    const char *remote = status == 0 ? store_file_system(service->store) : NULL;
    if (remote != NULL) {
        log_warning(
            "the store lies in a file system that may not keep its promises about locks and syncs: use a local disk",
            "store=%s file_system=%s", log_quote(service->config->store_path), remote);
    }
    return status == 0 ? service_build_engine(service, err) : status;
}

static int service_open_bridges(struct service *service, struct err *err)
{
    int status = http_pool_new(service->loop, &service->http, err);
    if (status == 0) {
        status = bridge_link_new(service->http, service->config, &service->bridges, err);
    }
    return status == 0 ? calendar_link_new(service, &service->calendars, err) : status;
}

static int service_open_turn(struct service *service, struct err *err)
{
    (void)err;
    service->turn = turn_new(service);
    bridge_link_set_service(service->bridges, service);
    turn_start(service->turn);
    service->intake = intake_link_new(service);
    return 0;
}

static const struct engine *service_engine(void *ctx)
{
    struct service *service = ctx;
    turn_settle(service->turn); /* what is shown is durable */
    return service->engine;
}

static int service_submit(void *ctx, const struct command *command, struct err *err)
{
    return turn_submit(((struct service *)ctx)->turn, command, err);
}

static void service_on_calendar(void *ctx, const struct reply *reply, const struct calendar_content *content)
{
    api_reply(((struct service *)ctx)->api, reply, content);
}

static int service_read_calendar(void *ctx, const struct api_calendar *calendar, struct err *err)
{
    static const enum calendar_task_kind KINDS[] = {
        [API_CALENDAR_IS] = CALENDAR_TASK_SNAPSHOT,
        [API_CALENDAR_MESSAGE] = CALENDAR_TASK_MESSAGE,
        [API_CALENDAR_MAIL] = CALENDAR_TASK_MAIL,
    };
    struct service *service = ctx;
    struct calendar_task task = {
        .kind = KINDS[calendar->kind],
        .calendar = calendar->name,
        .take_body = calendar->take_body,
        .body_hash = calendar->body_hash,
        .remembers_body = calendar->kind == API_CALENDAR_IS,
        .token = calendar->token,
        .done = service_on_calendar,
        .ctx = service,
    };
    return calendar_link_read(service->calendars, &task, err);
}

static instant service_now(void *ctx)
{
    (void)ctx;
    return clock_now();
}

static bool service_store_state(void *ctx, struct err *err)
{
    return turn_store_works(((struct service *)ctx)->turn, err);
}

static void service_place(void *ctx, const struct booking *booking, const struct component *component,
                          char **ret_location, char **ret_conference)
{
    struct service *service = ctx;
    struct err err = {0};
    if (store_read_place(service->store, booking, component, ret_location, ret_conference, &err) != 0) {
        log_warning("where an event is cannot be read", "calendar=%s uid=%s reason=%s", booking->calendar->name,
                    log_quote(booking->uid), log_quote(err.message));
    }
}

static bool service_source(void *ctx, const char *calendar, struct api_source *ret_source)
{
    struct service *service = ctx;
    struct intake_view view;
    if (service->intake == NULL || !intake_link_show(service->intake, calendar, &view)) {
        return false;
    }
    *ret_source = (struct api_source){
        .state = view.state,
        .failures = view.failures,
        .next_look = view.next_in >= 0 ? clock_now() + view.next_in : INSTANT_NONE,
    };
    return true;
}

static void service_refresh(void *ctx, const char *calendar)
{
    struct service *service = ctx;
    if (service->intake != NULL) { /* else its first look is about to come */
        intake_link_look(service->intake, calendar);
    }
}

static int service_journal_extent(void *ctx, struct journal_extent *ret_extent, struct err *err)
{
    return store_journal_extent(((struct service *)ctx)->store, ret_extent, err);
}

static int service_journal_read(void *ctx, uint64_t behind, size_t n,
                                void (*call)(void *ctx, const struct journal_event *event), void *call_ctx,
                                struct err *err)
{
    return store_journal_read(((struct service *)ctx)->store, behind, n, call, call_ctx, err);
}

static int service_answer_read(void *ctx, const char *principal, const char *key, instant since,
                               struct journal_answer *ret_answer, struct err *err)
{
    return store_answer_read(((struct service *)ctx)->store, principal, key, since, ret_answer, err);
}

static int service_tokens_read(void *ctx, void (*call)(void *ctx, const struct store_token *token), void *call_ctx,
                               struct err *err)
{
    return store_tokens_read(((struct service *)ctx)->store, call, call_ctx, err);
}

/* What a write beside the turns came to: a full disk may have room again, what else fails cannot be survived. */
static int service_wrote(struct service *service, int status, struct err *err)
{
    if (status == ERR_LIMIT) {
        return err_set(err, ERR_BUSY, "%s", err->message);
    }
    if (status != 0) {
        log_error("the store failed, the service ends", "reason=%s", log_quote(err->message));
        service_fail(service);
    }
    return status;
}

static int service_token_add(void *ctx, const struct store_token *token, struct err *err)
{
    return service_wrote(ctx, store_token_add(((struct service *)ctx)->store, token, err), err);
}

static int service_token_remove(void *ctx, const char *name, struct err *err)
{
    return service_wrote(ctx, store_token_remove(((struct service *)ctx)->store, name, err), err);
}

static int service_backup(void *ctx, struct http_source *ret_source, struct err *err)
{
    return backup_open(ctx, ret_source, err);
}

static int service_open_api(struct service *service, struct err *err)
{
    const struct config *config = service->config;
    CLEAN_FREE char *folder = service_spool_folder(service);
    struct api_options options = {
        .socket = config->api.socket,
        .mode = config->api.mode,
        .handed_socket = service->handed.socket,
        .handed_listen = service->handed.listen,
        .body_limit = config->calendar_limits.body,
        .spool_folder = folder,
        .event_streams = config->api.event_streams,
    };
    char address[LISTEN_HOST_SIZE];
    if (config_listen_parse(config->api.listen, address, &options.port)) {
        options.host = address;
    }
    struct api_host host = {
        .ctx = service,
        .engine = service_engine,
        .submit = service_submit,
        .read_calendar = service_read_calendar,
        .source = service_source,
        .refresh = service_refresh,
        .place = service_place,
        .backup = service_backup,
        .now = service_now,
        .started = service->started,
        .store_state = service_store_state,
        .store_path = config->store_path,
        .journal_extent = service_journal_extent,
        .journal_read = service_journal_read,
        .answer_read = service_answer_read,
        .measures = &service->measures,
        .configuration = &service->configuration,
        .tokens_read = service_tokens_read,
        .token_add = service_token_add,
        .token_remove = service_token_remove,
    };
    service->handed = (struct handed){0}; /* the API's from here on */
    webhook_link_offer(&host);
    int status = api_new(service->loop, &options, &host, &service->api, err);
    if (status == 0) {
        api_set_config(service->api, config);
    }
    return status;
}

static int service_take_sockets(struct service *service, struct err *err)
{
    return handed_take(service->config, &service->handed, err);
}

static int service_open_webhooks(struct service *service, struct err *err)
{
    return webhook_link_new(service, &service->webhooks, err);
}

static int service_open_loop(struct service *service, struct err *err)
{
    int status = loop_new(&service->loop, err);
    if (status != 0) {
        return status;
    }
    service->signals[0] = loop_add_signal(service->loop, SIGTERM, service_on_stop, service);
    service->signals[1] = loop_add_signal(service->loop, SIGINT, service_on_stop, service);
    service->signals[2] = loop_add_signal(service->loop, SIGHUP, service_on_reload, service);
    return 0;
}

static int service_open(struct service *service, struct err *err)
{
    static int (*const ROOMS[])(struct service *, struct err *) = {
        [0] = service_take_sockets, service_open_loop, service_open_store,    service_open_bridges,
        service_open_turn,          service_open_api,  service_open_webhooks,
    };
    int status = service_harden(err);
    for (size_t i = 0; status == 0 && i < sizeof ROOMS / sizeof ROOMS[0]; i++) {
        status = ROOMS[i](service, err);
    }
    return status;
}

static void service_close(struct service *service)
{
    webhook_link_free(service->webhooks);
    api_free(service->api);
    intake_link_free(service->intake);
    calendar_link_free(service->calendars);
    bridge_link_free(service->bridges);
    turn_free(service->turn);
    http_pool_free(service->http);
    engine_free(service->engine);
    store_close(service->store);
    loop_source_free(service->leaving);
    for (size_t i = 0; i < SERVICE_SIGNALS; i++) {
        loop_source_free(service->signals[i]);
    }
    loop_free(service->loop);
    config_free(service->config);
    mem_free(service->configuration.faults);
    mem_free(service->configuration.next_start);
}

static void service_say_up(const struct service *service)
{
    const struct config *config = service->config;
    struct engine_counts counts;
    engine_count(service->engine, &counts);
    const uint32_t *meetings = counts.meetings;
    log_info("cospaced is up", "version=%s store=%s socket=%s listen=%s bridges=%zu running=%u to_come=%u",
             COSPACED_VERSION, log_quote(config->store_path), log_quote(config->api.socket),
             log_quote(config->api.listen), config->settings.n_bridges,
             meetings[MEETING_STARTING] + meetings[MEETING_ACTIVE] + meetings[MEETING_ENDING],
             meetings[MEETING_SCHEDULED] + meetings[MEETING_WAITING]);
}

int service_run(const char *config_path, struct config *config)
{
    struct service service = {.config_path = config_path, .config = config, .started = clock_now()};
    service.configuration =
        (struct api_configuration){.path = config_path, .read_at = service.started, .refused_at = INSTANT_NONE};
    struct err err = {0};
    service_raise_descriptors(config);
    int status = service_open(&service, &err);
    if (status == 0) {
        mem_settle_image();
        service_say_up(&service);
        loop_notify("READY=1\nSTATUS=running");
        status = loop_run(service.loop, &err);
    }
    if (status < 0) {
        log_error("cospaced cannot run", "reason=%s", log_quote(err.message));
        status = EXIT_FAILURE;
    }
    service_close(&service);
    return status;
}
