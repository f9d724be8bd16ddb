/* intake/intake.c: the sources of a configuration, and the pump that begins their looks when they are due. */
#include "base/log.h"
#include "base/mem.h"
#include "inside.h"
#include "loop/clock.h"

#include <stdio.h>
#include <string.h>

/* Sources that are new come one after the other rather than all at once. */
static const duration_ms SPREAD_EACH = 50;

static const struct source_kind *const KINDS[] = {
    [CALENDAR_ICS] = &ICS_SOURCE,
    [CALENDAR_CALDAV] = &CALDAV_SOURCE,
    [CALENDAR_DIRECTORY] = &DIRECTORY_SOURCE,
};

int64_t intake_monotonic_ms(void)
{
    return clock_monotonic_us() / 1000;
}

void intake_arm(struct intake *intake)
{
    loop_timer_set(intake->timer, 0);
}

static void intake_pump(void *ctx)
{
    struct intake *intake = ctx;
    for (struct source *source = intake->sources; source != NULL; source = source->next) {
        source_say_refused(source);
    }
    int64_t now = intake_monotonic_ms();
    for (struct schedule_entry *entry; (entry = schedule_begin(&intake->schedule, now)) != NULL;) {
        struct source *source = (struct source *)entry;
        source->kind->look(source->self);
    }
    int64_t next = schedule_next(&intake->schedule);
    loop_timer_set(intake->timer, next == INT64_MAX ? -1 : next > now ? next - now : 0);
}

/* host:port of a URL, which the configuration has checked; the caller's. */
static char *host_of(const char *url)
{
    const char *from = strstr(url, "://");
    if (from == NULL) {
        return NULL;
    }
    from += 3;
    size_t len = strcspn(from, "/?#");
    const char *at = memchr(from, '@', len);
    return at != NULL ? mem_strndup(at + 1, len - (size_t)(at + 1 - from)) : mem_strndup(from, len);
}

static struct source *source_new(struct intake *intake, const struct config_calendar *calendar)
{
    struct source *source = mem_zalloc(sizeof *source);
    source->intake = intake;
    source->calendar = calendar;
    source->kind = KINDS[calendar->kind];
    source->name = mem_strdup(calendar->name);
    source->host = source->kind->asks_a_host ? host_of(calendar->url) : NULL;
    source->digest = source_digest(calendar);
    source->how = source_digest_how(intake->config, calendar);
    source->entry.host = source->host;
    source->entry.every = calendar->every;
    source->self = source->kind->open(source);
    return source;
}

static void source_free(struct source *source)
{
    const struct intake_host *host = &source->intake->host;
    source->kind->close(source->self);
    if (source->call != NULL && source->refused.code == 0) {
        host->forget(host->ctx, source);
    }
    schedule_remove(&source->intake->schedule, &source->entry);
    mem_free(source->name);
    mem_free(source->host);
    mem_free(source);
}

static struct source *intake_find(const struct intake *intake, const char *name)
{
    struct source *source = intake->sources;
    while (source != NULL && strcmp(source->name, name) != 0) {
        source = source->next;
    }
    return source;
}

/* Those that are as they were go on; the others end, and are made anew if they are still wanted. */
static void intake_drop_changed(struct intake *intake, const struct config *config)
{
    for (struct source *source = intake->sources; source != NULL; source = source->next) {
        source->kept = false;
    }
    for (size_t i = 0; i < config->n_calendars; i++) {
        const struct config_calendar *calendar = &config->calendars[i];
        struct source *source = intake_find(intake, calendar->name);
        if (source != NULL && source->digest == source_digest(calendar)) {
            source->kept = true;
            source->calendar = calendar;
        }
    }
    for (struct source **at = &intake->sources; *at != NULL;) {
        struct source *source = *at;
        if (source->kept) {
            at = &source->next;
            continue;
        }
        *at = source->next;
        source_free(source);
    }
}

static void intake_go_on(struct intake *intake, struct source *source)
{
    uint64_t how = source_digest_how(intake->config, source->calendar);
    if (how != source->how || source->entry.failures > 0) {
        schedule_wake(&intake->schedule, &source->entry, intake_monotonic_ms());
    }
    source->how = how;
}

void intake_configure(struct intake *intake, const struct config *config)
{
    int64_t now = intake_monotonic_ms();
    intake_drop_changed(intake, config);
    intake->config = config;
    duration_ms spread = 0;
    for (size_t i = 0; i < config->n_calendars; i++) {
        struct source *source = intake_find(intake, config->calendars[i].name);
        if (source != NULL) {
            intake_go_on(intake, source);
            continue;
        }
        source = source_new(intake, &config->calendars[i]);
        source->next = intake->sources;
        intake->sources = source;
        schedule_add(&intake->schedule, &source->entry, now, spread);
        spread += SPREAD_EACH;
    }
    intake_arm(intake);
}

struct intake *intake_new(const struct intake_host *host, const struct config *config)
{
    struct intake *intake = mem_zalloc(sizeof *intake);
    uint8_t seed[RANDOM_SEED_SIZE];
    entropy_seed(seed);
    intake->host = *host;
    intake->spool_folder = mem_strdup(host->spool_folder);
    intake->timer = loop_add_timer(host->loop, intake_pump, intake);
    schedule_init(&intake->schedule, seed);
    intake_configure(intake, config);
    return intake;
}

void intake_free(struct intake *intake)
{
    if (intake == NULL) {
        return;
    }
    for (struct source *source = intake->sources, *next; source != NULL; source = next) {
        next = source->next;
        source_free(source);
    }
    schedule_done(&intake->schedule);
    loop_source_free(intake->timer);
    mem_free(intake->spool_folder);
    mem_free(intake);
}

void intake_look(struct intake *intake, const char *calendar)
{
    struct source *source = intake_find(intake, calendar);
    if (source != NULL) {
        source_wake(source);
    }
}

bool intake_show(const struct intake *intake, const char *calendar, struct intake_view *ret_view)
{
    const struct source *source = intake_find(intake, calendar);
    if (source == NULL) {
        return false;
    }
    int64_t wait = source->entry.due.index != HEAP_NONE ? source->entry.due.at - intake_monotonic_ms() : -1;
    *ret_view = (struct intake_view){
        .state = SOURCE_MACHINE.states[source->entry.state],
        .failures = source->entry.failures,
        .next_in = source->entry.due.index == HEAP_NONE ? -1
                   : wait > 0                           ? wait
                                                        : 0,
    };
    return true;
}
