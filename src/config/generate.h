/* generate.h: what both generated documents say about a key. */
#ifndef CONFIG_GENERATE_H
#define CONFIG_GENERATE_H

#include "schema.h"

/* "true or false", "a time, 100ms to 1h": what may stand there. */
void generate_type(const struct schema_key *key, struct buf *out);

#endif
