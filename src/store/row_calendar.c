/* store/row_calendar.c: calendars with what their last sync refused, and the components of their bookings. */
#include "store/db.h"

#include "base/mem.h"

static const char WRITE[] =
    "INSERT INTO calendar (name, refused_count, last_sync, last_success, last_error, expanded_to, validator,"
    " held_since, held_lost, held_of, released, unfinished) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (name) DO UPDATE SET refused_count = excluded.refused_count, last_sync = excluded.last_sync,"
    " last_success = excluded.last_success, last_error = excluded.last_error, expanded_to = excluded.expanded_to,"
    " validator = excluded.validator, held_since = excluded.held_since, held_lost = excluded.held_lost,"
    " held_of = excluded.held_of, released = excluded.released, unfinished = excluded.unfinished";
static const char DELETE[] = "DELETE FROM calendar WHERE name = ?";
static const char READ[] =
    "SELECT name, refused_count, last_sync, last_success, last_error, expanded_to, validator, held_since, held_lost,"
    " held_of, released, unfinished FROM calendar ORDER BY name";

static const char REFUSALS_DELETE[] = "DELETE FROM refusal WHERE calendar = ?";
static const char REFUSAL_WRITE[] = "INSERT INTO refusal (calendar, position, uid, line, why, title, starts)"
                                    " VALUES (?, ?, ?, ?, ?, ?, ?)";
static const char REFUSALS_READ[] =
    "SELECT uid, line, why, title, starts FROM refusal WHERE calendar = ? ORDER BY position";

static int refusals_write(struct store *store, const struct calendar *calendar, struct err *err)
{
    struct row old = row_begin(store, STATEMENT_REFUSALS_DELETE, REFUSALS_DELETE);
    row_put_text(&old, calendar->name);
    int status = row_run(&old, err);
    for (size_t i = 0; status == 0 && i < calendar->n_refused; i++) {
        const struct refusal *refusal = &calendar->refused[i];
        struct row row = row_begin(store, STATEMENT_REFUSAL_WRITE, REFUSAL_WRITE);
        row_put_text(&row, calendar->name);
        row_put_i64(&row, (int64_t)i);
        row_put_text(&row, refusal->uid);
        row_put_i64(&row, refusal->line);
        row_put_text(&row, refusal->why);
        row_put_text(&row, refusal->title);
        row_put_text(&row, refusal->when);
        status = row_run(&row, err);
    }
    return status;
}

int calendar_write(struct store *store, const struct calendar *calendar, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_CALENDAR_WRITE, WRITE);
    row_put_text(&row, calendar->name);
    row_put_i64(&row, calendar->refused_count);
    row_put_instant(&row, calendar->last_sync);
    row_put_instant(&row, calendar->last_success);
    row_put_text(&row, calendar->last_error);
    row_put_instant(&row, calendar->expanded_to);
    row_put_text(&row, calendar->validator);
    row_put_instant(&row, calendar->held_since);
    row_put_i64(&row, calendar->held_lost);
    row_put_i64(&row, calendar->held_of);
    row_put_bool(&row, calendar->released);
    row_put_instant(&row, calendar->unfinished);
    int status = row_run(&row, err);
    return status == 0 ? refusals_write(store, calendar, err) : status;
}

int calendar_delete(struct store *store, const struct calendar *calendar, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_CALENDAR_DELETE, DELETE);
    row_put_text(&row, calendar->name);
    return row_run(&row, err);
}

static int refusals_load(struct store *store, struct calendar *calendar, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "refusal", REFUSALS_READ, &rows, err);
    if (status != 0) {
        return status;
    }
    sqlite3_bind_text(rows.stmt, 1, calendar->name, -1, SQLITE_STATIC);
    size_t capacity = 0;
    while ((status = rows_next(&rows, err)) == 1) {
        ARRAY_GROW(calendar->refused, calendar->n_refused, capacity);
        struct refusal *refusal = &calendar->refused[calendar->n_refused++];
        refusal->uid = rows_text(&rows);
        refusal->line = rows_u32(&rows);
        refusal->why = rows_text(&rows);
        refusal->title = rows_text(&rows);
        refusal->when = rows_text(&rows);
    }
    return status;
}

int calendars_load(struct store *store, struct engine *engine, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "calendar", READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        struct calendar *calendar = mem_zalloc(sizeof *calendar);
        calendar->name = rows_text(&rows);
        calendar->refused_count = rows_u32(&rows);
        calendar->last_sync = rows_instant(&rows);
        calendar->last_success = rows_instant(&rows);
        calendar->last_error = rows_text(&rows);
        calendar->expanded_to = rows_instant(&rows);
        calendar->validator = rows_text(&rows);
        calendar->held_since = rows_instant(&rows);
        calendar->held_lost = rows_u32(&rows);
        calendar->held_of = rows_u32(&rows);
        calendar->released = rows_bool(&rows);
        calendar->unfinished = rows_instant(&rows);
        int read = refusals_load(store, calendar, err);
        if (rows.bad || read != 0) {
            calendar_free(calendar);
        } else {
            engine_load_calendar(engine, calendar);
        }
        if (read != 0) {
            return read;
        }
    }
    return status;
}
