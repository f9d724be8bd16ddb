/* store/row_response.c: what attendees last said of themselves. */
#include "store/db.h"

#include "base/mem.h"

#include <string.h>

static const char WRITE[] =
    "INSERT INTO response (calendar, uid, address, recurrence_id, sequence, dtstamp, partstat, delegate)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (calendar, uid, address, recurrence_id) DO UPDATE SET sequence = excluded.sequence,"
    " dtstamp = excluded.dtstamp, partstat = excluded.partstat, delegate = excluded.delegate";
static const char DELETE[] =
    "DELETE FROM response WHERE calendar = ? AND uid = ? AND address = ? AND recurrence_id = ?";
static const char READ[] =
    "SELECT calendar, uid, address, recurrence_id, sequence, dtstamp, partstat, delegate FROM response";

int response_write(struct store *store, const struct booking *booking, const struct response *response, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_RESPONSE_WRITE, WRITE);
    row_put_text(&row, booking->calendar->name);
    row_put_text(&row, booking->uid);
    row_put_text(&row, response->address);
    row_put_i64(&row, response->recurrence_id);
    row_put_i64(&row, response->sequence);
    row_put_instant(&row, response->dtstamp);
    row_put_text(&row, attendee_partstats[response->partstat]);
    row_put_text(&row, response->delegate);
    return row_run(&row, err);
}

int response_delete(struct store *store, const struct booking *booking, const struct response *response,
                    struct err *err)
{
    struct row row = row_begin(store, STATEMENT_RESPONSE_DELETE, DELETE);
    row_put_text(&row, booking->calendar->name);
    row_put_text(&row, booking->uid);
    row_put_text(&row, response->address);
    row_put_i64(&row, response->recurrence_id);
    return row_run(&row, err);
}

static enum attendee_partstat partstat_take(struct rows *rows)
{
    CLEAN_FREE char *word = rows_text(rows);
    unsigned partstat = PARTSTAT_NEEDS_ACTION;
    while (word != NULL && partstat <= PARTSTAT_DELEGATED && strcmp(word, attendee_partstats[partstat]) != 0) {
        partstat++;
    }
    if (word == NULL || partstat > PARTSTAT_DELEGATED) {
        rows_refuse(rows, word != NULL ? word : "");
        return PARTSTAT_NEEDS_ACTION;
    }
    return (enum attendee_partstat)partstat;
}

int responses_load(struct store *store, struct engine *engine, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "response", READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        CLEAN_FREE char *calendar = rows_text(&rows);
        CLEAN_FREE char *uid = rows_text(&rows);
        struct response *response = mem_zalloc(sizeof *response);
        response->address = rows_text(&rows);
        response->recurrence_id = rows_i64(&rows);
        response->sequence = rows_i64(&rows);
        response->dtstamp = rows_instant(&rows);
        response->partstat = partstat_take(&rows);
        response->delegate = rows_text(&rows);
        engine_load_response(engine, calendar, uid, response);
    }
    return status;
}
