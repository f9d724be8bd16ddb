/* webhook/course.c: the table of a webhook's states, and the waits between its tries. */
#include "course.h"

#include "base/back_off.h"
#include "base/mem.h"

#define TO(state) FSM_TO(state)
enum { S_ = FSM_STAY, X_ = FSM_NEVER }; /* nothing happens, on purpose · cannot happen here */
/* clang-format off */
static const uint8_t CELLS[N_COURSE_STATES][N_COURSE_EVENTS] = {
    /*                     begin               taken            failed              gone                 due              enabled          lost */
    [COURSE_IDLE]     = { TO(COURSE_SENDING), X_,              X_,                 X_,                  S_,              S_,              S_ },
    [COURSE_SENDING]  = { X_,                 TO(COURSE_IDLE), TO(COURSE_WAITING), TO(COURSE_DISABLED), S_,              S_,              TO(COURSE_IDLE) },
    [COURSE_WAITING]  = { X_,                 X_,              X_,                 X_,                  TO(COURSE_IDLE), TO(COURSE_IDLE), S_ },
    [COURSE_DISABLED] = { X_,                 X_,              X_,                 X_,                  S_,              TO(COURSE_IDLE), S_ },
};
/* clang-format on */

static const char *const STATES[N_COURSE_STATES] = {"idle", "sending", "waiting", "disabled"};
static const char *const EVENTS[N_COURSE_EVENTS] = {"begin", "taken", "failed", "gone", "due", "enabled", "lost"};
static const bool FINAL[N_COURSE_STATES] = {false};

const struct fsm course_fsm = {
    .name = "webhook",
    .states = STATES,
    .events = EVENTS,
    .final_states = FINAL,
    .n_states = N_COURSE_STATES,
    .n_events = N_COURSE_EVENTS,
    .first = COURSE_IDLE,
    .cells = &CELLS[0][0],
};

static const duration_ms WAIT_MOST = 15 * MINUTE_MS, RETRY_AFTER_MOST = DAY_MS;

void course_init(struct course *course, uint64_t delivered)
{
    *course = (struct course){
        .state = COURSE_IDLE,
        .delivered = delivered,
        .fresh_from = INSTANT_NONE,
        .failing_since = INSTANT_NONE,
        .next_try = INSTANT_NONE,
        .decided = INSTANT_NONE,
        .last_delivery = INSTANT_NONE,
    };
}

void course_done(struct course *course)
{
    mem_free(course->last_error);
    course->last_error = NULL;
}

void course_move(struct course *course, enum course_event event)
{
    course->state = (enum course_state)fsm_next(&course_fsm, (uint8_t)course->state, (uint8_t)event);
}

static void course_recover(struct course *course)
{
    course->failures = 0;
    course->failing_since = course->next_try = INSTANT_NONE;
    mem_replace(&course->last_error, NULL);
}

void course_taken(struct course *course, uint64_t id, instant now)
{
    course_move(course, COURSE_TAKEN);
    course->delivered = id;
    course->last_delivery = now;
    course_recover(course);
}

static void course_note(struct course *course, const char *reason, instant now)
{
    course->failures++;
    course->failing_since = course->failing_since == INSTANT_NONE ? now : course->failing_since;
    mem_replace(&course->last_error, reason);
}

/* Half of it for certain, the rest by chance: those that failed together do not come back together. */
duration_ms course_failed(struct course *course, const char *reason, duration_ms retry_after, instant now,
                          struct random *random)
{
    course_move(course, COURSE_FAILED);
    course_note(course, reason, now);
    duration_ms most = back_off_most(course->failures, WAIT_MOST);
    duration_ms wait = most / 2 + (duration_ms)random_below(random, (uint64_t)(most / 2) + 1);
    duration_ms asked = retry_after < RETRY_AFTER_MOST ? retry_after : RETRY_AFTER_MOST;
    wait = asked > wait ? asked : wait;
    course->next_try = now + wait;
    course->decided = now;
    return wait;
}

void course_gone(struct course *course, const char *reason, instant now)
{
    course_move(course, COURSE_GONE);
    course_note(course, reason, now);
    course->next_try = INSTANT_NONE;
}

duration_ms course_wait(const struct course *course, instant now)
{
    bool waits = course->next_try != INSTANT_NONE && now >= course->decided;
    duration_ms wait = waits ? course->next_try - now : 0;
    return wait < 0 ? 0 : wait < RETRY_AFTER_MOST ? wait : RETRY_AFTER_MOST;
}

bool course_is_stale(const struct course *course, instant event, duration_ms give_up_after, instant now)
{
    bool fresh = course->fresh_from != INSTANT_NONE && course->fresh_from > event;
    return now - (fresh ? course->fresh_from : event) > give_up_after;
}

void course_replay(struct course *course, uint64_t delivered, instant now)
{
    course_move(course, COURSE_ENABLED);
    course_recover(course);
    course->delivered = delivered;
    course->fresh_from = now;
}
