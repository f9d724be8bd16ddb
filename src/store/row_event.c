/* store/row_event.c: the journal of events. Written at its end, read behind an id, cut at its beginning. */
#include "store/db.h"

#include "base/mem.h"

static const char WRITE[] = "INSERT INTO event (id, at, kind, object, meeting, calendar, cause, data)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
static const char READ[] = "SELECT id, at, kind, object, meeting, calendar, cause, data FROM event"
                           " WHERE id > ?1 ORDER BY id LIMIT ?2";
static const char FIND[] = "SELECT coalesce((SELECT id FROM event WHERE at >= ?1 ORDER BY id LIMIT 1),"
                           " (SELECT max(id) + 1 FROM event), 1)";
static const char FORGET_ALL[] = "DELETE FROM event";
/* Everything up to there has been given to every webhook; where there is none, up to the parameter. */
#define GIVEN(otherwise) "coalesce((SELECT min(delivered) FROM webhook), " otherwise ")"
/* Some at a time, so that no turn pays for a day's; while the oldest is young, no other is looked at. */
static const char CUT_OLD[] =
    "DELETE FROM event"
    " WHERE id < (SELECT min(?2, id + ?1) FROM (SELECT id, at FROM event ORDER BY id LIMIT 1) WHERE at < ?3)"
    " AND (at < ?4 OR (at < ?3 AND id <= " GIVEN("?2") "))";
static const char CUT[] =
    "DELETE FROM event WHERE id <= max(?2, min(?1, " GIVEN("?1") "))"
                                                                 " AND id < (SELECT min(id) FROM event) + ?3";
enum { CUT_AT_ONCE = 200 };

static int event_write(struct store *store, const struct journal_event *event, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_EVENT_WRITE, WRITE);
    row_put_u64(&row, event->id);
    row_put_instant(&row, event->at);
    row_put_text(&row, event->kind);
    row_put_text(&row, event->object);
    row_put_text(&row, event->meeting);
    row_put_text(&row, event->calendar);
    row_put_text(&row, event->cause);
    row_put_text(&row, event->data);
    return row_run(&row, err);
}

static int events_cut(struct store *store, const struct journal_event *newest, size_t n, struct err *err)
{
    struct row old = row_begin(store, STATEMENT_EVENTS_CUT_OLD, CUT_OLD);
    row_put_i64(&old, (int64_t)n + CUT_AT_ONCE);
    row_put_u64(&old, newest->id);
    row_put_instant(&old, newest->at - JOURNAL_EVENT_AGE);
    row_put_instant(&old, newest->at - JOURNAL_OWED_AGE);
    int status = row_run(&old, err);
    if (status != 0 || newest->id <= JOURNAL_EVENTS) {
        return status;
    }
    struct row many = row_begin(store, STATEMENT_EVENTS_CUT, CUT);
    row_put_u64(&many, newest->id - JOURNAL_EVENTS);
    row_put_i64(&many, (int64_t)newest->id - JOURNAL_OWED);
    row_put_i64(&many, (int64_t)n + CUT_AT_ONCE);
    return row_run(&many, err);
}

int events_write(struct store *store, const struct journal *journal, struct err *err)
{
    int status = store->restored ? db_run(store, FORGET_ALL, "written", err) : 0;
    for (size_t i = 0; status == 0 && i < journal->n_events; i++) {
        status = event_write(store, &journal->events[i], err);
    }
    if (status == 0 && journal->n_events > 0) {
        status = events_cut(store, &journal->events[journal->n_events - 1], journal->n_events, err);
    }
    return status;
}

int store_journal_extent(struct store *store, struct journal_extent *ret_extent, struct err *err)
{
    int64_t oldest = 0, newest = 0;
    int status = db_read_number(store, "SELECT min(id) FROM event", &oldest, err);
    if (status == 0) {
        status = db_read_number(store, "SELECT max(id) FROM event", &newest, err);
    }
    if (status == 0) {
        *ret_extent = (struct journal_extent){
            .oldest = newest > 0 ? (uint64_t)oldest : 1,
            .newest = (uint64_t)newest,
            .restored = store->restored,
        };
    }
    return status;
}

int store_journal_find(struct store *store, instant at, uint64_t *ret_id, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "event", FIND, &rows, err);
    if (status != 0) {
        return status;
    }
    sqlite3_bind_int64(rows.stmt, 1, at);
    status = rows_next(&rows, err);
    if (status == 1) {
        *ret_id = rows_u64(&rows);
    }
    return status < 0 ? status : 0;
}

static void event_take(struct rows *rows, void (*call)(void *ctx, const struct journal_event *event), void *ctx)
{
    struct journal_event event = {.id = rows_u64(rows), .at = rows_instant(rows)};
    CLEAN_FREE char *kind = rows_text(rows);
    CLEAN_FREE char *object = rows_text(rows);
    CLEAN_FREE char *meeting = rows_text(rows);
    CLEAN_FREE char *calendar = rows_text(rows);
    CLEAN_FREE char *cause = rows_text(rows);
    CLEAN_FREE char *data = rows_text(rows);
    event.kind = kind;
    event.object = object;
    event.meeting = meeting;
    event.calendar = calendar;
    event.cause = cause;
    event.data = data;
    call(ctx, &event);
}

int store_journal_read(struct store *store, uint64_t behind, size_t n,
                       void (*call)(void *ctx, const struct journal_event *event), void *ctx, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "event", READ, &rows, err);
    if (status != 0) {
        return status;
    }
    sqlite3_bind_int64(rows.stmt, 1, (sqlite3_int64)behind);
    sqlite3_bind_int64(rows.stmt, 2, (sqlite3_int64)n);
    while ((status = rows_next(&rows, err)) == 1) {
        event_take(&rows, call, ctx);
    }
    return status;
}
