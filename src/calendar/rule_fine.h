/* rule_fine.h: periods of a day, an hour, a minute, a second: found without walking those between. Private to the walk.
 */
#ifndef CALENDAR_RULE_FINE_H
#define CALENDAR_RULE_FINE_H

#include "rule_walk.h"

/* Seconds of a period of DAILY and shorter. */
int64_t fine_unit(const struct rule *rule);
/* Forgets limits that let everything through. */
void fine_simplify(struct rule *rule);
/* Whether INTERVAL steps over every time of day that is let through. */
bool fine_is_never(const struct rule *rule, int64_t first);
/* Moves period.at, which INTERVAL names, on to the next one that fits: 1, 0 if there is none that is wanted, or LIMIT.
 */
int fine_find(struct rule_walk *walk);
bool rule_walk_pay(struct rule_walk *walk, uint32_t steps); /* whether there were so many steps left */
bool fine_day_fits(struct rule_walk *walk, int64_t day);

#endif
