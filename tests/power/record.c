/* record.c: files as they were when they were synced, and all that was written since. */
#include "record.h"

#include "disk.h"

#include "base/mem.h"
#include "base/random.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct record {
    char *path;
    struct record_write *writes;
    size_t n_writes, writes_capacity;
    bool named; /* durably in its folder */
    bool gone;  /* deleted, not durably */
    char *left; /* what it had then */
    size_t left_size;
    struct record *next;
};

static struct record *records;
static struct disk_counts counts;

const struct disk_counts *disk_counts(void)
{
    return &counts;
}

static struct record *record_find(const char *path)
{
    struct record *record = records;
    while (record != NULL && (record->gone || strcmp(record->path, path) != 0)) {
        record = record->next;
    }
    return record;
}

struct record *record_open(const char *path, bool durable)
{
    struct record *record = record_find(path);
    if (record == NULL) {
        record = mem_zalloc(sizeof *record);
        record->path = mem_strdup(path);
        record->named = durable;
        record->next = records;
        records = record;
    }
    return record;
}

struct record_write *record_add(struct record *record, int64_t offset, size_t len, int64_t size_before)
{
    ARRAY_GROW(record->writes, record->n_writes, record->writes_capacity);
    struct record_write *write = &record->writes[record->n_writes++];
    *write = (struct record_write){.offset = offset,
                                   .size_before = size_before,
                                   .len = len,
                                   .old = mem_zalloc(len + 1),
                                   .bytes = mem_zalloc(len + 1)};
    return write;
}

static void record_clear(struct record *record)
{
    for (size_t i = 0; i < record->n_writes; i++) {
        mem_free(record->writes[i].old);
        mem_free(record->writes[i].bytes);
    }
    record->n_writes = 0;
}

void record_synced(struct record *record)
{
    record_clear(record);
}

static char *file_read(const char *path, size_t *ret_size)
{
    FILE *file = fopen(path, "rb");
    *ret_size = 0;
    if (file == NULL) {
        return NULL;
    }
    fseek(file, 0, SEEK_END);
    *ret_size = (size_t)ftell(file);
    rewind(file);
    char *bytes = mem_zalloc(*ret_size + 1);
    size_t got = fread(bytes, 1, *ret_size, file);
    fclose(file);
    assert(got == *ret_size);
    return bytes;
}

static void file_write(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert(file != NULL);
    size_t put = fwrite(bytes, 1, size, file);
    int closed = fclose(file);
    assert(put == size && closed == 0);
}

void record_delete(const char *path)
{
    struct record *record = record_open(path, true);
    record->gone = true;
    record->left = file_read(path, &record->left_size);
}

static void record_free(struct record *record)
{
    record_clear(record);
    mem_free(record->writes);
    mem_free(record->path);
    mem_free(record->left);
    mem_free(record);
}

void records_forget(void)
{
    while (records != NULL) {
        struct record *record = records;
        records = record->next;
        record_free(record);
    }
}

void records_name_all(void)
{
    for (struct record **at = &records; *at != NULL;) {
        struct record *record = *at;
        record->named = true;
        if (record->gone) {
            *at = record->next;
            record_free(record);
        } else {
            at = &record->next;
        }
    }
}

/* A file's bytes on their way from what it has to what it had, and from there to what survives. */
struct image {
    char *bytes;
    size_t size, room;
};

static void image_resize(struct image *image, size_t size)
{
    if (size > image->room) {
        char *grown = mem_zalloc(size + 1);
        memcpy(grown, image->bytes, image->size);
        mem_free(image->bytes);
        image->bytes = grown;
        image->room = size;
    }
    if (size > image->size) {
        memset(image->bytes + image->size, 0, size - image->size);
    }
    image->size = size;
}

static void image_put(struct image *image, int64_t offset, const char *bytes, size_t len)
{
    if ((size_t)offset + len > image->size) {
        image_resize(image, (size_t)offset + len);
    }
    memcpy(image->bytes + offset, bytes, len);
}

static void image_undo(struct image *image, const struct record *record)
{
    for (size_t i = record->n_writes; i-- > 0;) {
        const struct record_write *write = &record->writes[i];
        image_put(image, write->offset, write->old, write->len);
        image_resize(image, (size_t)write->size_before);
    }
}

/* Sector by sector; in their order, so that of two versions of one the later one wins if both are there. */
static void image_write(struct image *image, const struct record_write *write, struct random *random, uint32_t percent,
                        size_t sector)
{
    size_t kept = 0, n = 0;
    for (size_t done = 0; done < write->len; n++) {
        size_t at = (size_t)write->offset + done;
        size_t len = sector - at % sector;
        len = len < write->len - done ? len : write->len - done;
        if (random_below(random, 100) < percent) {
            image_put(image, (int64_t)at, write->bytes + done, len);
            kept++;
        }
        done += len;
    }
    counts.sectors_kept += kept;
    counts.sectors_lost += n - kept;
    counts.writes_torn += kept > 0 && kept < n;
}

static void image_redo(struct image *image, const struct record *record, struct random *random, size_t sector)
{
    static const uint32_t PERCENTS[] = {0, 10, 50, 90, 100};
    uint32_t percent = PERCENTS[random_below(random, sizeof PERCENTS / sizeof *PERCENTS)];
    for (size_t i = 0; i < record->n_writes; i++) {
        const struct record_write *write = &record->writes[i];
        if (!write->truncates) {
            image_write(image, write, random, percent, sector);
        } else if (random_below(random, 100) < percent) {
            image_resize(image, (size_t)write->offset < image->size ? (size_t)write->offset : image->size);
        } else {
            counts.truncations_lost++;
        }
    }
}

/* False: the file is not there any more. */
static bool record_image(const struct record *record, struct random *random, struct image *ret_image)
{
    bool there = record->named || random_chance(random, 500000);
    if (!there) {
        counts.names_lost++;
        return false;
    }
    if (record->gone) {
        if (record->left == NULL || random_chance(random, 500000)) {
            return false;
        }
        counts.files_back++;
        *ret_image = (struct image){mem_zalloc(record->left_size + 1), record->left_size, record->left_size};
        memcpy(ret_image->bytes, record->left, record->left_size);
        return true;
    }
    *ret_image = (struct image){0};
    ret_image->bytes = file_read(record->path, &ret_image->size);
    ret_image->room = ret_image->size;
    return ret_image->bytes != NULL;
}

static void record_survive(const struct record *record, struct random *random, size_t sector)
{
    if (record->path[0] == '\0' || (record->gone && record_find(record->path) != NULL)) {
        return; /* another file has its name by now */
    }
    struct image image = {0};
    if (!record_image(record, random, &image)) {
        unlink(record->path);
        return;
    }
    if (record->n_writes > 0 || record->gone) {
        image_undo(&image, record);
        image_redo(&image, record, random, sector);
        file_write(record->path, image.bytes, image.size);
    }
    mem_free(image.bytes);
}

void records_survive(uint64_t seed, size_t sector)
{
    struct random random;
    random_init_number(&random, seed);
    counts.cuts++;
    for (const struct record *record = records; record != NULL; record = record->next) {
        record_survive(record, &random, sector);
    }
}
