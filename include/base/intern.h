/* base/intern.h: equal bytes kept once, for names and addresses that stand in thousands of places.
 *
 * What intern_get gives is shared: it is never changed, equal bytes are at equal addresses, and it lives until each get
 * has had its intern_drop. That count is the one reference count there is; the engine's checks compare it with who has
 * the bytes. The table must outlive everything that was got from it. Not for secrets. */
#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include "base/table.h"

struct intern {
    struct table table;
    uint64_t seed; /* against chosen collisions */
};

void intern_init(struct intern *intern, uint64_t seed);
void intern_done(struct intern *intern); /* all has been dropped */
/* The bytes, with a NUL behind them that is not counted; they may hold others. */
const char *intern_get(struct intern *intern, const void *bytes, size_t size);
const char *intern_get_string(struct intern *intern, const char *text); /* NULL: NULL */
void intern_drop(const char *interned);                                 /* NULL: nothing */
size_t intern_size(const char *interned);
uint32_t intern_uses(const char *interned); /* gets without a drop so far */

#endif
