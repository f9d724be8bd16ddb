/* store/row_engine.c: what there is only one of. */
#include "store/db.h"

#include "base/mem.h"

static const char WRITE[] =
    "INSERT INTO engine (one, preferred_bridge, preferred_by_hand, next_set_key, installation, beat, beat_before,"
    " beat_found, ours_since, mark_bearer) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (one) DO UPDATE SET preferred_bridge = excluded.preferred_bridge,"
    " preferred_by_hand = excluded.preferred_by_hand, next_set_key = excluded.next_set_key,"
    " installation = excluded.installation, beat = excluded.beat, beat_before = excluded.beat_before,"
    " beat_found = excluded.beat_found, ours_since = excluded.ours_since, mark_bearer = excluded.mark_bearer";
static const char READ[] = "SELECT preferred_bridge, preferred_by_hand, next_set_key, installation, beat, beat_before,"
                           " beat_found, ours_since, mark_bearer FROM engine";

int engine_write(struct store *store, const struct engine *engine, struct err *err)
{
    uint32_t preferred = engine_preferred(engine);
    const struct tenure *tenure = engine_tenure(engine);
    struct row row = row_begin(store, STATEMENT_ENGINE_WRITE, WRITE);
    row_put_text(&row, preferred < store->settings->n_bridges ? store->settings->bridges[preferred].name : "");
    row_put_bool(&row, engine_preferred_by_hand(engine));
    row_put_u64(&row, engine_next_set_key(engine));
    row_put_text(&row, tenure->installation);
    row_put_text(&row, tenure->beat);
    row_put_text(&row, tenure->before);
    row_put_instant(&row, tenure->found);
    row_put_instant(&row, tenure->since);
    row_put_text(&row, tenure->bearer);
    return row_run(&row, err);
}

int engine_load(struct store *store, struct engine *engine, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "engine", READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        CLEAN_FREE char *preferred = rows_text(&rows);
        bool by_hand = rows_bool(&rows);
        uint64_t next_set_key = rows_u64(&rows);
        struct engine_tenure_row tenure = {.installation = ""};
        rows_text_into(&rows, tenure.installation, sizeof tenure.installation);
        rows_text_into(&rows, tenure.beat, sizeof tenure.beat);
        rows_text_into(&rows, tenure.before, sizeof tenure.before);
        tenure.found = rows_instant(&rows);
        tenure.since = rows_instant(&rows);
        rows_text_into(&rows, tenure.bearer, sizeof tenure.bearer);
        engine_load_engine(engine, preferred, by_hand, next_set_key);
        engine_load_tenure(engine, &tenure);
    }
    return status;
}
