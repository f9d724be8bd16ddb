/* store/row_bridge.c: what must be known of a bridge again, by its name: its place in the configuration may change. */
#include "store/db.h"

#include "base/buf.h"
#include "base/mem.h"

static const char WRITE[] =
    "INSERT INTO bridge (name, falls, held_until, drained, cluster_name) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (name) DO UPDATE SET falls = excluded.falls, held_until = excluded.held_until,"
    " drained = excluded.drained, cluster_name = excluded.cluster_name";
static const char READ[] = "SELECT name, falls, held_until, drained, cluster_name FROM bridge";

static const char FORGET[] = "DELETE FROM bridge WHERE instr(?, char(10) || name || char(10)) = 0";

/* Those that are not configured any more: nothing else refers to their rows. */
static int bridges_forget(struct store *store, struct err *err)
{
    struct buf names CLEAN_BUF;
    buf_init(&names, 1 << 16);
    for (size_t i = 0; i < store->settings->n_bridges; i++) {
        buf_printf(&names, "\n%s\n", store->settings->bridges[i].name);
    }
    struct row row = row_begin(store, STATEMENT_BRIDGES_FORGET, FORGET);
    row_put_text(&row, buf_string(&names));
    return row_run(&row, err);
}

int bridge_write(struct store *store, const struct bridge *bridge, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_BRIDGE_WRITE, WRITE);
    row_put_text(&row, store->settings->bridges[bridge->index].name);
    row_put_i64(&row, bridge->falls);
    row_put_instant(&row, bridge->held_until);
    row_put_instant(&row, bridge->drained);
    row_put_text(&row, bridge->cluster_name != NULL ? bridge->cluster_name : "");
    int status = row_run(&row, err);
    return status == 0 ? bridges_forget(store, err) : status;
}

int bridges_load(struct store *store, struct engine *engine, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "bridge", READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        CLEAN_FREE char *name = rows_text(&rows);
        uint32_t falls = rows_u32(&rows);
        instant held_until = rows_instant(&rows), drained = rows_instant(&rows);
        CLEAN_FREE char *cluster_name = rows_word(&rows);
        engine_load_bridge(engine, name, &(struct engine_bridge_row){falls, held_until, drained, cluster_name});
    }
    return status;
}
