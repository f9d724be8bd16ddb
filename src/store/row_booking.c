/* store/row_booking.c: what the sources of calendars said of each booking. One of which nothing is known has no row. */
#include "store/db.h"

#include "base/mem.h"

static const char WRITE[] =
    "INSERT INTO booking (calendar, uid, digest, href, etag, reread) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (calendar, uid) DO UPDATE SET digest = excluded.digest, href = excluded.href, etag = excluded.etag,"
    " reread = excluded.reread";
static const char DELETE[] = "DELETE FROM booking WHERE calendar = ? AND uid = ?";
static const char READ[] = "SELECT calendar, uid, digest, href, etag, reread FROM booking";

static int booking_delete(struct store *store, const struct booking *booking, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_BOOKING_DELETE, DELETE);
    row_put_text(&row, booking->calendar->name);
    row_put_text(&row, booking->uid);
    return row_run(&row, err);
}

int booking_write(struct store *store, const struct booking *booking, struct err *err)
{
    if (booking->digest == 0 && booking->href == NULL && booking->reread == 0) {
        return booking_delete(store, booking, err);
    }
    struct row row = row_begin(store, STATEMENT_BOOKING_WRITE, WRITE);
    row_put_text(&row, booking->calendar->name);
    row_put_text(&row, booking->uid);
    row_put_u64(&row, booking->digest);
    row_put_text(&row, booking->href);
    row_put_text(&row, booking_etag(booking));
    row_put_bool(&row, booking->reread != 0);
    return row_run(&row, err);
}

int bookings_load(struct store *store, struct engine *engine, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "booking", READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        CLEAN_FREE char *calendar = rows_text(&rows);
        CLEAN_FREE char *uid = rows_text(&rows);
        uint64_t digest = rows_u64(&rows);
        CLEAN_FREE char *href = rows_text(&rows);
        CLEAN_FREE char *etag = rows_text(&rows);
        engine_load_booking(engine, calendar, uid, digest, href, etag, rows_bool(&rows));
    }
    return status;
}
