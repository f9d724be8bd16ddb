/* What is known of bridges only by looking at the meetings. */
#ifndef API_BRIDGES_H
#define API_BRIDGES_H

#include "core/engine.h"

/* Calls of our meetings on each bridge, open or unclear. */
void bridges_count_calls(const struct engine *engine, uint32_t ret_calls[MAX_BRIDGES]);

#endif
