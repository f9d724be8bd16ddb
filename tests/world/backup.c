/* backup.c: a copy of the store is taken while the service runs, and put in the store's place later. */
#include "world/world.h"

#include "base/mem.h"
#include "world/transit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void world_backup(struct world *world)
{
    struct store_backup *backup = NULL;
    struct buf piece CLEAN_BUF;
    struct err err = {0};
    buf_init(&piece, (size_t)64 << 20);
    buf_clear(&world->backup);
    int status = store_backup_new(world->store, &backup, &err);
    for (status = status == 0 ? 1 : status; status > 0;) {
        buf_clear(&piece);
        status = store_backup_more(backup, &piece, &err);
        buf_append(&world->backup, piece.data, piece.len);
    }
    store_backup_free(backup);
    if (status < 0) {
        world_fail(world, "no backup: %s", err.message);
    }
    trace_line(world, "a backup is taken");
}

static bool backup_write(struct world *world)
{
    snprintf(world->put_back, sizeof world->put_back, "/tmp/world-XXXXXX");
    int fd = mkstemp(world->put_back);
    bool well = fd >= 0 && write(fd, world->backup.data, world->backup.len) == (ssize_t)world->backup.len;
    return close(fd) == 0 && well;
}

void world_put_back(struct world *world, duration_ms down)
{
    struct err err = {0};
    world_crash_now(world, down);
    store_close(world->store);
    world->store = NULL;
    if (!backup_write(world) || store_open(world->put_back, &world->store, &err) != 0) {
        world_fail(world, "the backup cannot be put back: %s", err.message);
    }
    trace_line(world, "the backup is put in the store's place");
}

void world_lose_store(struct world *world, duration_ms down)
{
    struct err err = {0};
    world_crash_now(world, down);
    store_close(world->store);
    world->store = NULL;
    if (store_open(":memory:", &world->store, &err) != 0) {
        world_fail(world, "no new store: %s", err.message);
    }
    trace_line(world, "the store is lost, there is a new one");
}

void world_backup_done(struct world *world)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; world->put_back[0] != '\0' && i < sizeof ends / sizeof *ends; i++) {
        CLEAN_FREE char *path = mem_printf("%s%s", world->put_back, ends[i]);
        unlink(path);
    }
    buf_done(&world->backup);
}
