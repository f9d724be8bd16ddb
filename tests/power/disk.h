/* power/disk.h: a disk whose power fails, as a VFS of SQLite over the real files.
 *
 * It keeps its own picture of what was synced: what a write or a truncation replaced, names that no folder has durably,
 * files that were deleted and may come back. At a power cut each sector that was written since the last sync of its
 * file is there or is not, by the seed: so writes are dropped, torn between sectors, and reordered. Names are durable
 * once their folder was synced, which SQLite does with the first sync of a log or journal. Single-threaded; one for the
 * process. */
#ifndef POWER_DISK_H
#define POWER_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct disk_kind {
    uint64_t seed;
    int sector;          /* 512 or 4096 */
    bool safe_overwrite; /* what SQLite believes of an ordinary disk, and what the service runs with */
};

enum disk_failure {
    DISK_POWER,     /* that operation and all that come, until disk_restart */
    DISK_FULL,      /* a write says that there is no room; syncs and deletions work */
    DISK_READ_ONLY, /* the same, in other words */
    DISK_WRITE,     /* an input/output error of that operation */
    DISK_SYNC       /* the same, said as that of a sync */
};

/* From now on every connection of this process goes through it. Call it once. */
void disk_install(void);
/* A new disk: what is remembered of the files is forgotten, nothing fails. */
void disk_begin(const struct disk_kind *kind);
/* After so many operations that change something (writes, truncations, syncs, deletions), so many fail; times < 0: all
 * from there on. Also counts them anew. */
void disk_arm(long after, enum disk_failure failure, long times);
long disk_used(void);    /* operations since disk_arm */
bool disk_is_dead(void); /* the power is gone */
/* The power is back: the files are what survived. All connections must be closed. Nothing is armed any more. */
void disk_restart(void);

/* Of all cuts so far, for the summary of a run. */
struct disk_counts {
    uint64_t cuts, sectors_kept, sectors_lost, writes_torn, names_lost, files_back, truncations_lost;
};
const struct disk_counts *disk_counts(void);

#endif
