/* power/record.h: what was done to files since it was last synced, and what of it survives. Private to the folder. */
#ifndef POWER_RECORD_H
#define POWER_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct record;

struct record_write {
    int64_t offset, size_before; /* of the file */
    size_t len;
    char *old, *bytes; /* owned, len each: what was there, what is there now; a truncation has no bytes */
    bool truncates;
};

/* The file at path, which stays the record's until records_forget; durable: its name is. */
struct record *record_open(const char *path, bool durable);
/* Room for what is written, to be filled by the caller. */
struct record_write *record_add(struct record *record, int64_t offset, size_t len, int64_t size_before);
void record_synced(struct record *record);
/* Keeps what is there, since it may come back. Before the file is deleted. */
void record_delete(const char *path);
/* The folder was synced. */
void records_name_all(void);
/* Rewrites the files: those parts of what was not synced that the seed leaves. */
void records_survive(uint64_t seed, size_t sector);
void records_forget(void);

#endif
