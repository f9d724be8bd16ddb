/* store/row_pool.c: what the pool is made of: profiles, parameter sets, spaces. */
#include "store/db.h"

#include "base/mem.h"

#include <string.h>

static const char SPACE_WRITE[] =
    "INSERT INTO space (space_index, id, set_id, state, retired, stray) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (space_index) DO UPDATE SET id = excluded.id, set_id = excluded.set_id, state = excluded.state,"
    " retired = excluded.retired, stray = excluded.stray";
/* With the id: a new space may have taken the number in the same turn. */
static const char SPACE_DELETE[] = "DELETE FROM space WHERE space_index = ? AND id = ?";
static const char SPACE_READ[] =
    "SELECT space_index, id, set_id, state, retired, stray FROM space ORDER BY space_index";

static const char SET_WRITE[] =
    "INSERT INTO bulk_set (key, id, sync, first, last, state, reason, unclear) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (key) DO UPDATE SET id = excluded.id, sync = excluded.sync, first = excluded.first, last = "
    "excluded.last,"
    " state = excluded.state, reason = excluded.reason, unclear = excluded.unclear";
static const char SET_DELETE[] = "DELETE FROM bulk_set WHERE key = ?";
static const char SET_READ[] = "SELECT key, id, sync, first, last, state, reason, unclear FROM bulk_set ORDER BY key";

static const char PROFILE_WRITE[] =
    "INSERT INTO profile (leg, id, hash, unclear) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (leg) DO UPDATE SET id = excluded.id, hash = excluded.hash, unclear = excluded.unclear";
static const char PROFILE_DELETE[] = "DELETE FROM profile WHERE leg = ?";
static const char PROFILE_READ[] = "SELECT leg, id, hash, unclear FROM profile ORDER BY leg";

static char *space_stray_names(const struct settings *settings, uint32_t stray)
{
    struct buf names;
    buf_init(&names, (size_t)MAX_BRIDGES * 1024);
    for (size_t i = 0; i < settings->n_bridges; i++) {
        if ((stray & UINT32_C(1) << i) != 0) {
            buf_printf(&names, "%s\n", settings->bridges[i].name);
        }
    }
    return buf_take(&names);
}

static uint32_t space_stray_bits(const struct settings *settings, const char *names)
{
    uint32_t stray = 0;
    for (const char *at = names; *at != '\0'; at += strcspn(at, "\n"), at += *at == '\n') {
        size_t len = strcspn(at, "\n");
        for (size_t i = 0; i < settings->n_bridges; i++) {
            const char *name = settings->bridges[i].name;
            if (strlen(name) == len && memcmp(name, at, len) == 0) {
                stray |= UINT32_C(1) << i;
            }
        }
    }
    return stray;
}

int space_write(struct store *store, const struct space *space, struct err *err)
{
    CLEAN_FREE char *stray = space_stray_names(store->settings, space->stray);
    struct row row = row_begin(store, STATEMENT_SPACE_WRITE, SPACE_WRITE);
    row_put_i64(&row, space->index);
    row_put_text(&row, space->id);
    row_put_text(&row, space->set);
    row_put_text(&row, space_fsm.states[space->state]);
    row_put_bool(&row, space->retired);
    row_put_text(&row, stray);
    return row_run(&row, err);
}

int space_delete(struct store *store, const struct space *space, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_SPACE_DELETE, SPACE_DELETE);
    row_put_i64(&row, space->index);
    row_put_text(&row, space->id);
    return row_run(&row, err);
}

int spaces_load(struct store *store, struct engine *engine, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "space", SPACE_READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        struct space *space = mem_zalloc(sizeof *space);
        space->index = rows_u32(&rows);
        rows_text_into(&rows, space->id, sizeof space->id);
        rows_text_into(&rows, space->set, sizeof space->set);
        space->state = rows_state(&rows, &space_fsm);
        space->retired = rows_bool(&rows);
        CLEAN_FREE char *stray = rows_text(&rows);
        space->stray = space_stray_bits(engine_settings(engine), stray);
        if (rows.bad) {
            mem_free(space);
        } else {
            engine_load_space(engine, space);
        }
    }
    return status;
}

int set_write(struct store *store, const struct bulk_set *set, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_SET_WRITE, SET_WRITE);
    row_put_u64(&row, set->key);
    row_put_text(&row, set->id);
    row_put_text(&row, set->sync);
    row_put_i64(&row, set->first);
    row_put_i64(&row, set->last);
    row_put_text(&row, set_fsm.states[set->state]);
    row_put_text(&row, set->reason);
    row_put_bool(&row, set->unclear);
    return row_run(&row, err);
}

int set_delete(struct store *store, const struct bulk_set *set, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_SET_DELETE, SET_DELETE);
    row_put_u64(&row, set->key);
    return row_run(&row, err);
}

int sets_load(struct store *store, struct engine *engine, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "parameter set", SET_READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        struct bulk_set *set = mem_zalloc(sizeof *set);
        set->key = rows_u64(&rows);
        rows_text_into(&rows, set->id, sizeof set->id);
        rows_text_into(&rows, set->sync, sizeof set->sync);
        set->first = rows_u32(&rows);
        set->last = rows_u32(&rows);
        set->state = rows_state(&rows, &set_fsm);
        set->reason = rows_text(&rows);
        set->unclear = rows_bool(&rows);
        if (rows.bad) {
            mem_free(set->reason);
            mem_free(set);
        } else {
            engine_load_set(engine, set);
        }
    }
    return status;
}

int profile_write(struct store *store, const struct profile *profile, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_PROFILE_WRITE, PROFILE_WRITE);
    row_put_bool(&row, profile->leg);
    row_put_text(&row, profile->id);
    row_put_u64(&row, profile->hash);
    row_put_bool(&row, profile->unclear);
    return row_run(&row, err);
}

int profile_delete(struct store *store, const struct profile *profile, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_PROFILE_DELETE, PROFILE_DELETE);
    row_put_bool(&row, profile->leg);
    return row_run(&row, err);
}

int profiles_load(struct store *store, struct engine *engine, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "profile", PROFILE_READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        bool leg = rows_bool(&rows);
        char id[ID_SIZE] = "";
        rows_text_into(&rows, id, sizeof id);
        uint64_t hash = rows_u64(&rows);
        bool unclear = rows_bool(&rows);
        if (!rows.bad) {
            engine_load_profile(engine, leg, id, hash, unclear);
        }
    }
    return status;
}
