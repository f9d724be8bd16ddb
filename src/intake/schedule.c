/* intake/schedule.c: who is looked at next, and how long to wait after a failure. */
#include "schedule.h"

#include "base/back_off.h"

#include <string.h>

#define TO(state) FSM_TO(state)
enum { S_ = FSM_STAY, X_ = FSM_NEVER }; /* nothing happens, on purpose · cannot happen here */
/* clang-format off */
static const uint8_t CELLS[N_SOURCE_STATES][N_SOURCE_EVENTS] = {
    /*                    due                 begin                body                done             failed */
    [SOURCE_IDLE]     = { TO(SOURCE_QUEUED),  X_,                  X_,                 X_,              X_ },
    [SOURCE_QUEUED]   = { S_,                 TO(SOURCE_FETCHING), X_,                 X_,              X_ },
    [SOURCE_FETCHING] = { S_,                 X_,                  TO(SOURCE_READING), TO(SOURCE_IDLE), TO(SOURCE_WAITING) },
    [SOURCE_READING]  = { S_,                 X_,                  S_,                 TO(SOURCE_IDLE), TO(SOURCE_WAITING) },
    [SOURCE_WAITING]  = { TO(SOURCE_QUEUED),  X_,                  X_,                 X_,              X_ },
};
/* clang-format on */

static const char *const STATES[N_SOURCE_STATES] = {"idle", "queued", "fetching", "reading", "waiting"};
static const char *const EVENTS[N_SOURCE_EVENTS] = {"due", "begin", "body", "done", "failed"};
static const bool FINAL[N_SOURCE_STATES] = {false};

const struct fsm SOURCE_MACHINE = {
    .name = "source",
    .states = STATES,
    .events = EVENTS,
    .final_states = FINAL,
    .n_states = N_SOURCE_STATES,
    .n_events = N_SOURCE_EVENTS,
    .first = SOURCE_IDLE,
    .cells = &CELLS[0][0],
};

enum { CEILING_EVERIES = 8 };
static const duration_ms CEILING_LEAST = 15 * MINUTE_MS;
static const duration_ms WAIT_LEAST = 100;
static const duration_ms RETRY_AFTER_MOST = DAY_MS;

static void entry_move(struct schedule_entry *entry, enum source_event event)
{
    entry->state = (enum source_state)fsm_next(&SOURCE_MACHINE, (uint8_t)entry->state, (uint8_t)event);
}

void schedule_init(struct schedule *schedule, const uint8_t seed[RANDOM_SEED_SIZE])
{
    *schedule = (struct schedule){0};
    heap_init(&schedule->due);
    random_init(&schedule->random, seed);
}

void schedule_done(struct schedule *schedule)
{
    heap_done(&schedule->due);
}

/* 0 <= x < bound; 0 if there is no room */
static duration_ms draw(struct schedule *schedule, duration_ms bound)
{
    return bound > 0 ? (duration_ms)random_below(&schedule->random, (uint64_t)bound) : 0;
}

void schedule_add(struct schedule *schedule, struct schedule_entry *entry, int64_t now, duration_ms spread)
{
    heap_item_init(&entry->due);
    entry->state = SOURCE_IDLE;
    duration_ms within = spread < entry->every ? spread : entry->every;
    heap_set(&schedule->due, &entry->due, now + draw(schedule, within));
}

static void line_leave(struct schedule *schedule, const struct schedule_entry *entry)
{
    for (struct schedule_entry **at = &schedule->line; *at != NULL; at = &(*at)->next) {
        if (*at == entry) {
            *at = entry->next;
            return;
        }
    }
}

static void line_join(struct schedule *schedule, struct schedule_entry *entry)
{
    struct schedule_entry **at = &schedule->line;
    while (*at != NULL) {
        at = &(*at)->next;
    }
    entry->next = NULL;
    *at = entry;
}

static void slot_leave(struct schedule *schedule, const struct schedule_entry *entry)
{
    for (size_t i = 0; i < INTAKE_FETCHES; i++) {
        if (schedule->fetching[i] == entry) {
            schedule->fetching[i] = NULL;
        }
    }
}

void schedule_remove(struct schedule *schedule, struct schedule_entry *entry)
{
    heap_remove(&schedule->due, &entry->due);
    line_leave(schedule, entry);
    slot_leave(schedule, entry);
}

static void entry_due(struct schedule *schedule, struct schedule_entry *entry)
{
    heap_remove(&schedule->due, &entry->due);
    entry_move(entry, SOURCE_DUE);
    line_join(schedule, entry);
}

void schedule_wake(struct schedule *schedule, struct schedule_entry *entry, int64_t now)
{
    (void)now;
    if (entry->state == SOURCE_IDLE || entry->state == SOURCE_WAITING) {
        entry_due(schedule, entry);
    } else if (entry->state != SOURCE_QUEUED) {
        entry->wanted = true;
    }
}

/* A place among the fetches, or NULL: all are taken, or its host has its share. */
static struct schedule_entry **slot_find(struct schedule *schedule, const char *host)
{
    struct schedule_entry **free_slot = NULL;
    unsigned same = 0;
    for (size_t i = 0; i < INTAKE_FETCHES; i++) {
        struct schedule_entry **slot = &schedule->fetching[i];
        if (*slot == NULL) {
            free_slot = slot;
        } else if (strcmp((*slot)->host, host) == 0) {
            same++;
        }
    }
    return same < INTAKE_FETCHES_PER_HOST ? free_slot : NULL;
}

struct schedule_entry *schedule_begin(struct schedule *schedule, int64_t now)
{
    for (struct heap_item *item; (item = heap_first(&schedule->due)) != NULL && item->at <= now;) {
        entry_due(schedule, (struct schedule_entry *)item);
    }
    for (struct schedule_entry *entry = schedule->line; entry != NULL; entry = entry->next) {
        struct schedule_entry **slot = entry->host != NULL ? slot_find(schedule, entry->host) : NULL;
        if (entry->host != NULL && slot == NULL) {
            continue;
        }
        if (slot != NULL) {
            *slot = entry;
        }
        line_leave(schedule, entry);
        entry_move(entry, SOURCE_BEGIN);
        entry->began = now;
        entry->wanted = false;
        return entry;
    }
    return NULL;
}

void schedule_body(struct schedule *schedule, struct schedule_entry *entry)
{
    entry_move(entry, SOURCE_BODY);
    slot_leave(schedule, entry);
}

static duration_ms entry_back_off_most(const struct schedule_entry *entry, enum ending_kind kind)
{
    duration_ms ceiling = CEILING_EVERIES * entry->every;
    ceiling = ceiling > CEILING_LEAST ? ceiling : CEILING_LEAST;
    return back_off_most(entry->failures + (kind == ENDING_PATIENT ? BACK_OFF_STEPS - 1 : 0), ceiling);
}

/* Chance over the whole length, so that those that failed together do not come back together; the patient ones wait
 * half of it at least. */
static duration_ms back_off(struct schedule *schedule, const struct schedule_entry *entry, const struct ending *ending)
{
    duration_ms most = entry_back_off_most(entry, ending->kind);
    duration_ms least = ending->kind == ENDING_PATIENT ? most / 2 : WAIT_LEAST;
    duration_ms wait = least + draw(schedule, most - least + 1);
    duration_ms asked = ending->retry_after < RETRY_AFTER_MOST ? ending->retry_after : RETRY_AFTER_MOST;
    return asked > wait ? asked + draw(schedule, SECOND_MS) : wait;
}

duration_ms schedule_end(struct schedule *schedule, struct schedule_entry *entry, const struct ending *ending,
                         int64_t now)
{
    bool bad = ending->kind == ENDING_BAD || ending->kind == ENDING_PATIENT;
    slot_leave(schedule, entry);
    entry_move(entry, bad ? SOURCE_FAILED : SOURCE_DONE);
    entry->failures = bad ? entry->failures + 1 : 0;
    duration_ms rest = entry->began + entry->every - now;
    rest = rest > WAIT_LEAST ? rest : WAIT_LEAST;
    duration_ms wait = entry->wanted ? 0 : bad ? back_off(schedule, entry, ending) : rest;
    heap_set(&schedule->due, &entry->due, now + wait);
    return wait;
}

int64_t schedule_next(const struct schedule *schedule)
{
    const struct heap_item *first = heap_first(&schedule->due);
    return first != NULL ? first->at : INT64_MAX;
}
