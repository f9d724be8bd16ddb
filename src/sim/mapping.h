/* mapping.h: the mappings of a bulk parameter set: [text] ["$index$"] [text], with \$ and \\ for the characters
 * themselves. */
#ifndef SIM_MAPPING_H
#define SIM_MAPPING_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

bool sim_mapping_valid(const char *mapping);
bool sim_mapping_has_index(const char *mapping);
/* Appends the text for index; the mapping must be valid. */
void sim_mapping_expand(const char *mapping, uint64_t index, struct buf *out);

#endif
