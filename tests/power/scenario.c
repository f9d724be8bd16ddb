/* scenario.c: a pool is made, a calendar comes whole and another in parts, people book, meetings start, are extended,
 * moved, ended; a bridge dies under them, the pool grows, messages come, all ends. Whoever gets no answer asks again.
 */
#include "scenario.h"

#include "base/hash.h"
#include "base/mem.h"
#include "world/transit.h"

#include "../../src/store/db.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CALENDAR_EVENTS = 6, CHECKPOINT_EVERY = 23 };
/* At a moment when nothing starts or ends. */
static const duration_ms EVENING = 18 * MINUTE_MS + 30 * SECOND_MS;

struct day {
    const struct scenario *scenario;
    struct world world;
    char path[128];
    struct world_disk disk;
    uint64_t commits; /* acknowledged */
    bool compared;    /* what survived, with what was acknowledged */
    char booked[3][GUID_SIZE];
    uint64_t revision; /* of the calendar "rooms" */
};

/* 16 kB, so that the log and the database have something to tear. */
static char location[16 << 10];

static uint64_t day_state(const struct world *world)
{
    CLEAN_FREE char *dump = truth_dump(world->engine);
    return hash_of(1, dump, strlen(dump));
}

static void day_committed(void *ctx, struct world *world)
{
    struct day *day = ctx;
    struct history *record = day->scenario->record;
    day->commits++;
    if (record != NULL) {
        ARRAY_GROW(record->states, record->n_states, record->capacity);
        record->states[record->n_states++] = day_state(world);
    }
    if (day->commits % CHECKPOINT_EVERY == 0) { /* the service waits for a longer log */
        world->store->log_pages = 1 << 20;
        store_tidy(world->store);
    }
}

/* A connection of its own, of SQLite's own making. */
static void day_check_integrity(struct world *world, const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    CLEAN_FREE char *verdict = NULL;
    if (access(path, F_OK) != 0) {
        return; /* its name was not durable yet */
    }
    sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);
    sqlite3_exec(db, "PRAGMA locking_mode = EXCLUSIVE", NULL, NULL, NULL);
    if (sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW) {
        verdict = mem_strdup((const char *)sqlite3_column_text(stmt, 0));
    }
    if (verdict == NULL || strcmp(verdict, "ok") != 0) {
        world_fail(world, "the database is damaged: %s", verdict != NULL ? verdict : sqlite3_errmsg(db));
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
}

static void day_restart(void *ctx, struct world *world)
{
    struct day *day = ctx;
    disk_restart();
    day_check_integrity(world, day->path);
}

/* All that was acknowledged is there; the turn that failed is there wholly, or not at all. */
static void day_loaded(void *ctx, struct world *world)
{
    struct day *day = ctx;
    const struct history *expected = day->scenario->expected;
    if (day->compared || expected == NULL) {
        return;
    }
    day->compared = true;
    uint64_t state = day_state(world);
    uint64_t n = day->commits;
    bool last = n > 0 && n <= expected->n_states && state == expected->states[n - 1];
    bool next = n < expected->n_states && state == expected->states[n] && day->scenario->failure != DISK_FULL;
    if (!last && !next && n > 0) {
        world_fail(world, "after %llu commits the store has neither the last nor the next state",
                   (unsigned long long)n);
    }
}

/* Whoever hears nothing, or that the service is not there, asks again a second later. */
static bool day_ask(struct day *day, struct command *command, struct world_reply *ret_reply)
{
    for (int i = 0; i < 100 && !day->world.failed; i++) {
        if (world_command(&day->world, command, ret_reply)) {
            return ret_reply->err.code == 0;
        }
        world_run(&day->world, day->world.now + SECOND_MS);
    }
    world_fail(&day->world, "nobody answers");
    return false;
}

static void day_book(struct day *day, size_t slot, duration_ms ahead, duration_ms length)
{
    struct person people[] = {{.address = "a-stays@example.com"}, {.address = "b-leaves@example.com"}};
    struct world_reply reply;
    instant start = day->world.born + ahead;
    struct command command = {.kind = COMMAND_BOOK,
                              .title = "Booked",
                              .people = people,
                              .n_people = 2,
                              .start = start,
                              .end = start + length};
    if (day_ask(day, &command, &reply)) {
        memcpy(day->booked[slot], reply.meeting, GUID_SIZE);
    }
}

static void day_tell(struct day *day, enum command_kind kind, size_t slot, duration_ms length)
{
    struct person person = {.address = "c-stays@example.com"};
    struct world_reply reply;
    struct command command = {.kind = kind,
                              .meeting = day->booked[slot],
                              .start = INSTANT_NONE,
                              .end = INSTANT_NONE,
                              .length = length,
                              .people = &person,
                              .n_people = 1};
    day_ask(day, &command, &reply);
}

static void day_event(struct day *day, struct calendar_content *content, int number)
{
    char uid[24], title[48];
    static const char *const people[] = {"sip:d-stays@example.com", "sip:e-busy@example.com"};
    snprintf(uid, sizeof uid, "event-%d", number);
    snprintf(title, sizeof title, "Event %d, version %d", number, (int)day->revision);
    plan_add(content, &(struct plan_event){.uid = uid,
                                           .title = title,
                                           .sequence = (int64_t)day->revision,
                                           .recurrence_id = INSTANT_NONE,
                                           .start = day->world.born + (1 + number) * MINUTE_MS,
                                           .length = (2 + (duration_ms)day->revision) * MINUTE_MS,
                                           .every = number % 3 == 0 ? 10 * MINUTE_MS : 0,
                                           .times = number % 3 == 0 ? 2 : 0,
                                           .location = location,
                                           .people = people,
                                           .n_people = 1 + (size_t)number % 2});
}

static void day_content(struct day *day, struct calendar_content *content, int from, int to)
{
    calendar_content_init(content);
    content->window = (struct window){day->world.born - HOUR_MS, day->world.born + day->world.settings.horizon};
    for (int i = from; i < to; i++) {
        day_event(day, content, i);
    }
}

/* What was answered is true: each event has its meetings. */
static void day_check_booked(struct day *day, const char *calendar, int from, int to)
{
    const struct engine *engine = day->world.engine;
    for (int i = from; engine != NULL && i < to; i++) {
        char uid[24];
        snprintf(uid, sizeof uid, "event-%d", i);
        const struct calendar *known = engine_calendar(engine, calendar);
        const struct booking *booking = known != NULL ? map_get(&known->bookings, uid) : NULL;
        if (booking == NULL || booking->meetings == NULL) {
            world_fail(&day->world, "%s of %s was accepted and is not booked", uid, calendar);
        }
    }
}

static void day_snapshot(struct day *day, int from, int to)
{
    struct calendar_content content;
    struct world_reply reply;
    day->revision++;
    day_content(day, &content, from, to);
    struct command command = {.kind = COMMAND_SNAPSHOT, .calendar = "rooms", .content = &content};
    if (day_ask(day, &command, &reply)) {
        day_check_booked(day, "rooms", from, to);
    }
    calendar_content_done(&content);
}

static void day_message(struct day *day, int number, enum calendar_method method)
{
    struct calendar_content content;
    struct world_reply reply;
    day->revision++;
    day_content(day, &content, number, number + 1);
    content.method = method;
    struct command command = {.kind = COMMAND_MESSAGE, .calendar = "mail", .content = &content};
    day_ask(day, &command, &reply);
    calendar_content_done(&content);
}

/* In parts; a service that died under it is told all of it again, as the fetcher does. */
static void day_sync(struct day *day, uint64_t number)
{
    static const enum command_kind KINDS[] = {COMMAND_SYNC_BEGIN, COMMAND_SYNC_PART, COMMAND_SYNC_PART,
                                              COMMAND_SYNC_END};
    static const int PARTS[][2] = {{20, 26}, {20, 23}, {23, 26}, {0, 0}};
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS && !day->world.failed; i++) {
        struct calendar_content content;
        struct world_reply reply;
        day_content(day, &content, PARTS[i][0], PARTS[i][1]);
        for (int k = PARTS[i][0]; k < PARTS[i][1]; k++) {
            struct content_booking *named = calendar_content_add_booking(&content);
            named->uid = mem_printf("event-%d", k);
            named->digest = (uint64_t)k + 1;
        }
        struct command command = {.kind = KINDS[i],
                                  .calendar = "staff",
                                  .content = &content,
                                  .sync = {.number = number},
                                  .text = KINDS[i] == COMMAND_SYNC_END ? "etag=1\n" : NULL};
        if (!day_ask(day, &command, &reply)) {
            i = SIZE_MAX; /* from the beginning */
            number += 100;
        }
        calendar_content_done(&content);
    }
    day_check_booked(day, "staff", 20, 26);
}

static void day_to(struct day *day, duration_ms at)
{
    if (day->world.now < day->world.born + at) {
        world_run(&day->world, day->world.born + at);
    }
}

static void day_script(struct day *day)
{
    static const struct sim_leg_script LEGS[] = {
        {"*-leaves@*", SIM_LEG_ANSWER, 2 * SECOND_MS, 40 * SECOND_MS, 0},
        {"*-busy@*", SIM_LEG_BUSY, 3 * SECOND_MS, 0, 0},
    };
    for (size_t i = 0; i < sizeof LEGS / sizeof *LEGS; i++) {
        sim_server_script_leg(day->world.server, &LEGS[i]);
    }
}

static void day_morning(struct day *day)
{
    day_to(day, 10 * SECOND_MS);
    day_book(day, 0, MINUTE_MS, 4 * MINUTE_MS);
    day_snapshot(day, 0, CALENDAR_EVENTS);
    day_book(day, 1, 90 * SECOND_MS, 10 * MINUTE_MS);
    day_to(day, 50 * SECOND_MS);
    day_sync(day, 1);
    day_to(day, 70 * SECOND_MS);
    day_tell(day, COMMAND_EXTEND, 0, 3 * MINUTE_MS);
    day_to(day, 100 * SECOND_MS);
    day_tell(day, COMMAND_ADD_PERSON, 1, 0);
    day_book(day, 2, HOUR_MS, HOUR_MS);
    day_message(day, 40, METHOD_REQUEST);
}

static void day_noon(struct day *day)
{
    struct world *world = &day->world;
    day_to(day, 130 * SECOND_MS);
    world_stop_bridge(world, 0, false); /* under running meetings */
    day_to(day, 4 * MINUTE_MS);
    day_snapshot(day, 2, CALENDAR_EVENTS + 2); /* two are gone, two are new, all are longer */
    day_to(day, 5 * MINUTE_MS);
    world_restart_bridge(world, 0);
    day_tell(day, COMMAND_CANCEL, 2, 0);
    day_to(day, 6 * MINUTE_MS);
    day_tell(day, COMMAND_END, 1, 0);
    day_message(day, 40, METHOD_CANCEL);
    world->settings.pool.last += 2;
    world_settings_changed(world);
    day_to(day, 8 * MINUTE_MS);
    world_crash_now(world, SECOND_MS); /* the service alone, and then the power may go */
    day_to(day, 12 * MINUTE_MS);
}

static void day_cancel_all(struct day *day)
{
    struct world_reply reply;
    const struct meeting *meeting = NULL;
    for (size_t i = 0; !day->world.failed && (meeting = engine_meeting_at(day->world.engine, i)) != NULL; i++) {
        char id[GUID_SIZE];
        memcpy(id, meeting->id, GUID_SIZE);
        if (!meeting_is_final(meeting)) {
            day_ask(day, &(struct command){.kind = COMMAND_CANCEL, .meeting = id}, &reply);
        }
    }
}

static void day_evening(struct day *day)
{
    struct world *world = &day->world;
    disk_arm(-1, DISK_POWER, 0); /* the disk is well from here on */
    day_to(day, EVENING);
    if (!world->failed) {
        truth_check_settled(world);
    }
    if (!world->failed) {
        day_cancel_all(day);
        world_run(world, world->now + 2 * MINUTE_MS);
        truth_check_idle(world);
    }
}

static void day_count(const struct day *day, struct scenario_result *result)
{
    const struct world_counts *counts = &day->world.counts;
    struct engine_counts engine = {0};
    if (day->world.engine != NULL) {
        engine_count(day->world.engine, &engine);
    }
    for (size_t s = 0; s < N_MEETING_STATES; s++) {
        result->meetings += counts->forgotten[s] + engine.meetings[s];
    }
    result->commits = day->commits;
    result->requests = counts->requests;
    result->power_cuts = counts->power_cuts;
    result->full_disks = counts->full_disks;
}

void scenario_run(const struct scenario *scenario, struct scenario_result *ret_result)
{
    struct day *day = mem_zalloc(sizeof *day);
    day->scenario = scenario;
    memset(location, 'x', sizeof location - 1);
    snprintf(day->path, sizeof day->path, "%s/cospaced.db", scenario->folder);
    day->disk = (struct world_disk){day->path, day, day_committed, day_restart, day_loaded};
    *ret_result = (struct scenario_result){0};
    disk_begin(&scenario->kind);
    disk_arm(scenario->after, scenario->failure, scenario->times);
    world_init(&day->world, &(struct world_options){
                                .disk = &day->disk, .seed = 7, .n_bridges = 3, .first = 1, .last = 12, .latency = 20});
    day->world.crash_down = 2 * SECOND_MS;
    day->world.settings.probe_every = 10 * SECOND_MS; /* fewer requests that only look: more days a minute */
    day->world.settings.reconcile_every = 5 * MINUTE_MS;
    day_script(day);
    world_begin(&day->world);
    day_morning(day);
    day_noon(day);
    ret_result->operations = disk_used();
    day_evening(day);
    day_count(day, ret_result);
    snprintf(ret_result->failure, sizeof ret_result->failure, "%s", day->world.failure);
    world_done(&day->world);
    mem_free(day);
}
