/* random/tally.h: what happened in many episodes, added up and printed; a kind of trouble that never came is named. */
#ifndef RANDOM_TALLY_H
#define RANDOM_TALLY_H

#include "episode.h"

/* Plain numbers: two tallies are added, and one is sent from process to process, as they lie in memory. */
struct tally {
    struct episode_counts episodes;
    struct world_counts world;
};

void tally_take(struct tally *tally, const struct episode *episode);
void tally_add(struct tally *tally, const struct tally *other);
void tally_print(const struct tally *tally);
/* How many kinds of trouble and of deeds never happened; each is named on stderr. */
size_t tally_missing(const struct tally *tally);

#endif
