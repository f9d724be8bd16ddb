/* base/fsm.c: stepping, checking and drawing the tables of base/fsm.h. */
#include "base/fsm.h"

#include "base/err.h"

#include <assert.h>
#include <string.h>

enum { FSM_MOST_STATES = FSM_STAY - 1 };

static uint8_t fsm_cell(const struct fsm *fsm, size_t state, size_t event)
{
    return fsm->cells[state * fsm->n_events + event];
}

static bool fsm_moves(uint8_t cell)
{
    return cell != FSM_MISSING && cell != FSM_STAY && cell != FSM_NEVER;
}

uint8_t fsm_next(const struct fsm *fsm, uint8_t from, uint8_t event)
{
    assert(from < fsm->n_states && event < fsm->n_events);
    uint8_t cell = fsm_cell(fsm, from, event);
    assert(cell != FSM_MISSING && cell != FSM_NEVER);
    if (cell == FSM_STAY) {
        return from;
    }
    assert(cell <= fsm->n_states);
    return (uint8_t)(cell - 1);
}

static int fsm_check_names(const struct fsm *fsm, struct buf *report)
{
    if (fsm->n_states == 0 || fsm->n_states > FSM_MOST_STATES || fsm->first >= fsm->n_states) {
        buf_printf(report, "%s: %d states beginning with number %d make no machine", fsm->name, fsm->n_states,
                   fsm->first);
        return ERR_INVALID;
    }
    for (size_t i = 0; i < fsm->n_states; i++) {
        if (fsm->states[i] == NULL) {
            buf_printf(report, "%s: state number %zu has no word", fsm->name, i);
            return ERR_INVALID;
        }
    }
    for (size_t i = 0; i < fsm->n_events; i++) {
        if (fsm->events[i] == NULL) {
            buf_printf(report, "%s: event number %zu has no word", fsm->name, i);
            return ERR_INVALID;
        }
    }
    return 0;
}

/* NULL, or what is wrong with one cell. */
static const char *fsm_cell_fault(const struct fsm *fsm, size_t state, uint8_t cell)
{
    if (cell == FSM_MISSING) {
        return "the cell is missing";
    }
    if (!fsm_moves(cell)) {
        return NULL;
    }
    if (cell > fsm->n_states) {
        return "the cell leads to no state";
    }
    if (fsm->final_states[state] && cell != FSM_TO(state)) {
        return "a final state has an exit";
    }
    return NULL;
}

static int fsm_check_cells(const struct fsm *fsm, struct buf *report)
{
    for (size_t state = 0; state < fsm->n_states; state++) {
        for (size_t event = 0; event < fsm->n_events; event++) {
            const char *fault = fsm_cell_fault(fsm, state, fsm_cell(fsm, state, event));
            if (fault != NULL) {
                buf_printf(report, "%s: state %s, event %s: %s", fsm->name, fsm->states[state], fsm->events[event],
                           fault);
                return ERR_INVALID;
            }
        }
    }
    return 0;
}

/* Marks the targets of one state; returns whether any of them is new. */
static bool fsm_mark_targets(const struct fsm *fsm, size_t state, bool *reached)
{
    bool grown = false;
    for (size_t event = 0; event < fsm->n_events; event++) {
        uint8_t cell = fsm_cell(fsm, state, event);
        if (fsm_moves(cell) && !reached[cell - 1]) {
            reached[cell - 1] = true;
            grown = true;
        }
    }
    return grown;
}

static int fsm_check_reachable(const struct fsm *fsm, struct buf *report)
{
    bool reached[FSM_MOST_STATES] = {false};
    reached[fsm->first] = true;
    for (bool grown = true; grown;) {
        grown = false;
        for (size_t state = 0; state < fsm->n_states; state++) {
            if (reached[state] && fsm_mark_targets(fsm, state, reached)) {
                grown = true;
            }
        }
    }
    for (size_t state = 0; state < fsm->n_states; state++) {
        if (!reached[state]) {
            buf_printf(report, "%s: state %s cannot be reached from %s", fsm->name, fsm->states[state],
                       fsm->states[fsm->first]);
            return ERR_INVALID;
        }
    }
    return 0;
}

int fsm_check(const struct fsm *fsm, struct buf *report)
{
    int rc = fsm_check_names(fsm, report);
    if (rc == 0) {
        rc = fsm_check_cells(fsm, report);
    }
    if (rc == 0) {
        rc = fsm_check_reachable(fsm, report);
    }
    return rc;
}

/* One arrow for all events that lead from one state to the same next one. */
static void fsm_print_arrow(const struct fsm *fsm, size_t from, size_t to, struct buf *out)
{
    bool any = false;
    for (size_t event = 0; event < fsm->n_events; event++) {
        if (fsm_cell(fsm, from, event) != FSM_TO(to)) {
            continue;
        }
        if (!any) {
            buf_printf(out, "    %s --> %s: ", fsm->states[from], fsm->states[to]);
        }
        buf_printf(out, "%s%s", any ? ", " : "", fsm->events[event]);
        any = true;
    }
    if (any) {
        buf_append_char(out, '\n');
    }
}

void fsm_print_mermaid(const struct fsm *fsm, struct buf *out)
{
    buf_append_string(out, "stateDiagram-v2\n");
    buf_printf(out, "    [*] --> %s\n", fsm->states[fsm->first]);
    for (size_t from = 0; from < fsm->n_states; from++) {
        for (size_t to = 0; to < fsm->n_states; to++) {
            fsm_print_arrow(fsm, from, to, out);
        }
        if (fsm->final_states[from]) {
            buf_printf(out, "    %s --> [*]\n", fsm->states[from]);
        }
    }
}

int fsm_state(const struct fsm *fsm, const char *word)
{
    for (int i = 0; i < fsm->n_states; i++) {
        if (strcmp(fsm->states[i], word) == 0) {
            return i;
        }
    }
    return -1;
}
