/* What is known of bridges only by looking at the meetings. */
#ifndef API_BRIDGES_H
#define API_BRIDGES_H

#include "base/json.h"
#include "core/engine.h"

/* Calls of our meetings on each bridge, open or unclear. */
void bridges_count_calls(const struct engine *engine, uint32_t ret_calls[MAX_BRIDGES]);
/* Its place among the configured ones; their number if there is none of that name. */
uint32_t bridge_find(const struct settings *settings, const char *name);
void bridge_write_json(struct json_writer *json, const struct engine *engine, uint32_t index);

#endif
