/* When somebody, a space or the whole pool is taken. */
#ifndef API_BUSY_H
#define API_BUSY_H

#include "core/engine.h"

enum busy_kind {
    BUSY_POOL,     /* all of its spaces at once */
    BUSY_SPACE,    /* one of them, by its index: only meetings that have it by now are known */
    BUSY_ENDPOINT, /* an address that meetings have as a participant */
};

struct busy_question {
    enum busy_kind kind;
    uint32_t space;
    const char *address; /* case and scheme do not matter; as the calendar says it or as it is dialled */
    struct window window;
    instant now; /* a meeting that is over takes nobody's time from here on, whatever end it was to have */
};

struct busy_answer {
    struct window *periods; /* owned; in order, apart from each other, within the window */
    size_t n_periods, capacity;
    uint32_t spaces;     /* of the pool: how many, … */
    uint32_t least_free; /* … and how few are free at the worst time; both 0 for the others */
};

/* Meetings that were cancelled or missed take nobody's time. One pass over the meetings up to the window's end. */
void busy_find(const struct engine *engine, const struct busy_question *question, struct busy_answer *ret_answer);
void busy_done(struct busy_answer *answer);

#define CLEAN_BUSY __attribute__((cleanup(busy_done)))

#endif
