/* store/row_component.c: the components of bookings, and the texts from which recurring ones are expanded again. */
#include "store/db.h"

#include "base/mem.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { TEXTS_AT_ONCE = 256 * 1024 };

/* The engine forgets a text once it is stored: none means that the stored one still holds. So do the title and people
 * of a silent one. */
static const char WRITE[] =
    "INSERT INTO component (calendar, uid, recurrence_id, sequence, dtstamp, cancelled, unselected, rolls, hash, text, "
    "title, "
    "organizer,"
    " people, location, conference) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
    " ON CONFLICT (calendar, uid, recurrence_id) DO UPDATE SET sequence = excluded.sequence, dtstamp = "
    "excluded.dtstamp,"
    " cancelled = excluded.cancelled, unselected = excluded.unselected, rolls = excluded.rolls, hash = excluded.hash,"
    " text = coalesce(excluded.text, text),"
    " title = iif(?16, title, excluded.title), organizer = excluded.organizer, people = iif(?16, people, "
    "excluded.people),"
    " location = coalesce(excluded.location, location), conference = coalesce(excluded.conference, conference)";
static const char DELETE[] = "DELETE FROM component WHERE calendar = ? AND uid = ? AND recurrence_id = ?";
static const char READ[] = "SELECT calendar, uid, recurrence_id, sequence, dtstamp, cancelled, unselected, rolls, "
                           "hash, organizer"
                           " FROM component"
                           " ORDER BY calendar, uid, recurrence_id";
static const char WORDS_READ[] = "SELECT calendar, uid, recurrence_id, title, people FROM component";

/* All living components of a UID, for its overrides belong to its series; masters first. The engine knows the
 * tombstones. */
static const char RECURRING_READ[] =
    "SELECT text FROM component WHERE calendar = ?1 AND text IS NOT NULL AND cancelled = 0"
    " AND uid IN (SELECT uid FROM component WHERE calendar = ?1 AND rolls = 1 AND cancelled = 0)"
    " ORDER BY uid, recurrence_id";

static const char BOOKING_READ[] =
    "SELECT text FROM component WHERE calendar = ?1 AND uid = ?2 AND text IS NOT NULL AND cancelled = 0"
    " ORDER BY recurrence_id";

static const char PLACE_READ[] =
    "SELECT location, conference FROM component WHERE calendar = ?1 AND uid = ?2 AND recurrence_id = ?3";

int component_write(struct store *store, const struct booking *booking, const struct component *component,
                    struct err *err)
{
    struct buf people CLEAN_BUF;
    buf_init(&people, SIZE_MAX / 2);
    people_write(component->people, &people);
    struct row row = row_begin(store, STATEMENT_COMPONENT_WRITE, WRITE);
    row_put_text(&row, booking->calendar->name);
    row_put_text(&row, booking->uid);
    row_put_i64(&row, component->recurrence_id);
    row_put_i64(&row, component->sequence);
    row_put_instant(&row, component->dtstamp);
    row_put_bool(&row, component->cancelled);
    row_put_bool(&row, component->unselected);
    row_put_bool(&row, component->rolls);
    row_put_u64(&row, component->hash);
    const struct component_texts *texts = component->texts;
    row_put_text(&row, texts != NULL ? texts->text : NULL);
    row_put_text(&row, component->title);
    row_put_text(&row, component->organizer);
    row_put_blob(&row, people.data, people.len);
    row_put_text(&row, texts != NULL ? texts->location : NULL);
    row_put_text(&row, texts != NULL ? texts->conference : NULL);
    row_put_bool(&row, component->silent);
    return row_run(&row, err);
}

int component_delete(struct store *store, const struct booking *booking, const struct component *component,
                     struct err *err)
{
    struct row row = row_begin(store, STATEMENT_COMPONENT_DELETE, DELETE);
    row_put_text(&row, booking->calendar->name);
    row_put_text(&row, booking->uid);
    row_put_i64(&row, component->recurrence_id);
    return row_run(&row, err);
}

int components_load(struct store *store, struct engine *engine, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "component", READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        CLEAN_FREE char *calendar = rows_text(&rows);
        CLEAN_FREE char *uid = rows_text(&rows);
        struct component *component = mem_zalloc(sizeof *component);
        component->recurrence_id = rows_i64(&rows);
        component->sequence = rows_i64(&rows);
        component->dtstamp = rows_instant(&rows);
        component->cancelled = rows_bool(&rows);
        component->unselected = rows_bool(&rows);
        component->rolls = rows_bool(&rows);
        component->hash = rows_u64(&rows);
        CLEAN_FREE char *organizer = rows_text(&rows);
        struct engine_component_row row = {.calendar = calendar, .uid = uid, .organizer = organizer};
        engine_load_component(engine, component, &row);
    }
    return status;
}

int words_load(struct store *store, struct engine *engine, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "component", WORDS_READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        CLEAN_FREE char *calendar = rows_text(&rows);
        CLEAN_FREE char *uid = rows_text(&rows);
        struct engine_component_row row = {.calendar = calendar, .uid = uid, .recurrence_id = rows_i64(&rows)};
        CLEAN_FREE char *title = rows_text(&rows);
        row.title = title;
        row.people = rows_blob(&rows, &row.people_size);
        engine_load_words(engine, &row);
    }
    return status;
}

/* What is in buf goes on its way. */
static int texts_flush(struct buf *buf, int fd, const char *calendar, struct err *err)
{
    const char *at = buf_string(buf);
    for (size_t left = buf->len; left > 0;) {
        ssize_t wrote = write(fd, at, left);
        if (wrote < 0 && errno != EINTR) {
            return err_set(err, errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ERR_LIMIT : ERR_IO,
                           "the stored bookings of calendar %s cannot be read into a file: %s", calendar,
                           strerror(errno));
        }
        at += wrote > 0 ? wrote : 0;
        left -= wrote > 0 ? (size_t)wrote : 0;
    }
    buf_clear(buf);
    return 0;
}

static int texts_read(struct rows *rows, const char *calendar, struct buf *text, struct err *err)
{
    int status;
    while ((status = rows_next(rows, err)) == 1) {
        CLEAN_FREE char *one = rows_text(rows);
        if (buf_append_string(text, one) != 0) {
            return err_set(err, ERR_LIMIT, "the stored bookings of calendar %s are longer than %zu bytes", calendar,
                           text->limit);
        }
    }
    return status;
}

int store_read_recurring(struct store *store, const char *calendar, int fd, struct err *err)
{
    struct buf some CLEAN_BUF;
    buf_init(&some, SIZE_MAX / 2);
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "component", RECURRING_READ, &rows, err);
    if (status != 0) {
        return status;
    }
    sqlite3_bind_text(rows.stmt, 1, calendar, -1, SQLITE_STATIC);
    while ((status = rows_next(&rows, err)) == 1) {
        CLEAN_FREE char *one = rows_text(&rows);
        buf_append_string(&some, one);
        if (some.len >= TEXTS_AT_ONCE && (status = texts_flush(&some, fd, calendar, err)) != 0) {
            return status;
        }
    }
    return status == 0 ? texts_flush(&some, fd, calendar, err) : status;
}

int store_read_booking(struct store *store, const char *calendar, const char *uid, struct buf *text, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "component", BOOKING_READ, &rows, err);
    if (status != 0) {
        return status;
    }
    sqlite3_bind_text(rows.stmt, 1, calendar, -1, SQLITE_STATIC);
    sqlite3_bind_text(rows.stmt, 2, uid, -1, SQLITE_STATIC);
    return texts_read(&rows, calendar, text, err);
}

int store_read_place(struct store *store, const struct booking *booking, const struct component *component,
                     char **ret_location, char **ret_conference, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "component", PLACE_READ, &rows, err);
    if (status != 0) {
        return status;
    }
    sqlite3_bind_text(rows.stmt, 1, booking->calendar->name, -1, SQLITE_STATIC);
    sqlite3_bind_text(rows.stmt, 2, booking->uid, -1, SQLITE_STATIC);
    sqlite3_bind_int64(rows.stmt, 3, component->recurrence_id);
    status = rows_next(&rows, err);
    *ret_location = status == 1 ? rows_text(&rows) : NULL;
    *ret_conference = status == 1 ? rows_text(&rows) : NULL;
    return status < 0 ? status : 0;
}
