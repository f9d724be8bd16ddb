/* base/fsm.h: state machines as tables.
 *
 * A machine is a table with one cell for every (state, event): the next state, FSM_STAY (the event means nothing
 * here, on purpose) or FSM_NEVER (it cannot happen here; fsm_next asserts). A missing cell (0 = FSM_MISSING), a state
 * that cannot be reached from the first, and a final state with an exit are found by fsm_check, which every
 * machine's unit test calls. Guards live in the classifier that names the event, never in the table. */
#ifndef BASE_FSM_H
#define BASE_FSM_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FSM_MISSING = 0, FSM_STAY = 254, FSM_NEVER = 255 };
#define FSM_TO(state) ((uint8_t)((state) + 1)) /* a cell that moves to state */

struct fsm {
    const char *name;
    const char *const *states; /* n_states words, the same as in the API's JSON */
    const char *const *events;
    const bool *final_states; /* n_states flags */
    uint8_t n_states;
    uint8_t n_events;
    uint8_t first;        /* where an object begins */
    const uint8_t *cells; /* [n_states][n_events] */
};

/* The state after event; `from` itself for FSM_STAY. Asserts on FSM_NEVER, FSM_MISSING and numbers out of range. */
uint8_t fsm_next(const struct fsm *fsm, uint8_t from, uint8_t event);
/* 0, or ERR_INVALID with the first fault in words appended to report. */
int fsm_check(const struct fsm *fsm, struct buf *report);
/* A Mermaid stateDiagram-v2, as it stands in ARCHITECTURE.md. */
void fsm_print_mermaid(const struct fsm *fsm, struct buf *out);
/* The state that word names, or -1. */
int fsm_state(const struct fsm *fsm, const char *word);

#endif
