/* What the tests of the store share: settings, a world of core objects made by hand, turns, and words for what a
 * store holds. */
#ifndef TEST_STORE_SUPPORT_H
#define TEST_STORE_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "store/store.h"

#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *const BRIDGE_NAMES[] = {"core1", "core2", "core3"};

static char NONE[] = "";
static char INDEX[] = "$index$";

static inline struct settings settings_with(size_t n, const int *order)
{
    struct settings settings = {
        .n_bridges = n,
        .pool = {.first = 1, .last = 9, .name = INDEX, .uri = INDEX, .call_id = INDEX, .domain = NONE},
        .horizon = 90 * DAY_MS,
        .keep = 90 * DAY_MS,
    };
    for (size_t i = 0; i < n; i++) {
        settings.bridges[i] = (struct setting_bridge){.name = BRIDGE_NAMES[order[i]], .url = NONE};
    }
    return settings;
}

/* A turn made by hand. */
static inline void turn_add(struct effects *effects, enum change_kind kind, void *object, struct booking *booking,
                            bool deleted)
{
    ARRAY_GROW(effects->changes, effects->n_changes, effects->changes_capacity);
    struct change *change = &effects->changes[effects->n_changes++];
    *change = (struct change){.kind = kind, .deleted = deleted, .booking = booking};
    change->object.meeting = object;
}

/* Forgets the turn but not the objects, which belong to the test. */
static inline void turn_clear(struct effects *effects)
{
    mem_free(effects->changes);
    *effects = (struct effects){0};
}

struct folder {
    char path[64];
    char store[96];
};

static inline int folder_remove_entry(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)kind;
    (void)at;
    return remove(path);
}

static inline void folder_make(struct folder *folder)
{
    const char *parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(folder->path, sizeof folder->path, "%s/cospaced-store-XXXXXX", parent);
    assert_non_null(mkdtemp(folder->path));
    snprintf(folder->store, sizeof folder->store, "%s/cospaced.db", folder->path);
}

static inline void folder_remove(struct folder *folder)
{
    assert_int_equal(nftw(folder->path, folder_remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
}

/* Every row of every table as text, read by a connection of the test's own; the store must be closed. */
static inline char *store_dump(const char *path)
{
    static const char *const TABLES[] = {"engine",      "profile",  "bulk_set", "space",    "meeting",
                                         "participant", "calendar", "refusal",  "component"};
    struct buf out;
    buf_init(&out, 1 << 20);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, "unix"), SQLITE_OK);
    for (size_t t = 0; t < sizeof TABLES / sizeof TABLES[0]; t++) {
        char sql[64];
        snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1, 2, 3", TABLES[t]);
        sqlite3_stmt *stmt = NULL;
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
        while (sqlite3_step(stmt) == SQLITE_ROW) {
            buf_printf(&out, "%s", TABLES[t]);
            for (int c = 0; c < sqlite3_column_count(stmt); c++) {
                const char *value = (const char *)sqlite3_column_text(stmt, c);
                buf_printf(&out, " %s=%s", sqlite3_column_name(stmt, c), value != NULL ? value : "NULL");
            }
            buf_append_char(&out, '\n');
        }
        sqlite3_finalize(stmt);
    }
    sqlite3_close(db);
    return buf_take(&out);
}

#endif
