/* store/row_meeting.c: meetings. The space is named by its index, the bridge of the call by its name. */
#include "store/db.h"

#include "base/mem.h"

#include <string.h>

static const char WRITE[] =
    "INSERT INTO meeting (number, id, calendar, uid, recurrence_id, title, organizer, passcode, starts, ends, late,"
    " opened, state, reason, source_hash, version, space_index, secret, call_state, call_bridge, call_id, far, ended)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (number) DO UPDATE SET calendar = excluded.calendar, uid = excluded.uid,"
    " recurrence_id = excluded.recurrence_id, title = excluded.title, organizer = excluded.organizer,"
    " passcode = excluded.passcode, starts = excluded.starts, ends = excluded.ends, late = excluded.late,"
    " opened = excluded.opened, state = excluded.state, reason = excluded.reason, source_hash = excluded.source_hash,"
    " version = excluded.version, space_index = excluded.space_index, secret = excluded.secret,"
    " call_state = excluded.call_state, call_bridge = excluded.call_bridge, call_id = excluded.call_id,"
    " far = excluded.far, ended = excluded.ended";

static const char DELETE[] = "DELETE FROM meeting WHERE number = ?";

static const char READ[] =
    "SELECT number, id, recurrence_id, title, organizer, passcode, starts, ends, late, opened, ended, state, reason,"
    " source_hash, version, secret, call_state, call_id, call_bridge, space_index, calendar, uid, far"
    " FROM meeting ORDER BY starts, id";

static const char *const CALL_STATES[] = {[CALL_NONE] = "none", [CALL_UNCLEAR] = "unclear", [CALL_OPEN] = "open"};
enum { N_CALL_STATES = sizeof CALL_STATES / sizeof CALL_STATES[0] };

int meeting_write(struct store *store, const struct meeting *meeting, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_MEETING_WRITE, WRITE);
    row_put_i64(&row, meeting->number);
    row_put_text(&row, meeting->id);
    row_put_text(&row, meeting_calendar(meeting));
    row_put_text(&row, meeting_uid(meeting));
    row_put_instant(&row, meeting->recurrence_id);
    row_put_text(&row, meeting_title(meeting));
    row_put_text(&row, meeting_organizer(meeting));
    row_put_text(&row, meeting_passcode(meeting));
    row_put_i64(&row, meeting->start);
    row_put_i64(&row, meeting->end);
    row_put_instant(&row, meeting_late(meeting));
    row_put_instant(&row, meeting_opened(meeting));
    row_put_text(&row, meeting_fsm.states[meeting->state]);
    row_put_text(&row, meeting_reason(meeting));
    row_put_u64(&row, meeting->source_hash);
    row_put_u64(&row, meeting->version);
    row_put_instant(&row, meeting_space(meeting) != NULL ? meeting_space(meeting)->index : INSTANT_NONE);
    row_put_text(&row, meeting_secret(meeting));
    row_put_text(&row, CALL_STATES[meeting->call_state]);
    row_put_text(&row, meeting->call_state != CALL_NONE ? store->settings->bridges[meeting->call_bridge].name : "");
    row_put_text(&row, meeting_call_id(meeting));
    row_put_bool(&row, meeting->source != NULL);
    row_put_instant(&row, meeting_ended(meeting));
    return row_run(&row, err);
}

int meeting_delete(struct store *store, const struct meeting *meeting, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_MEETING_DELETE, DELETE);
    row_put_i64(&row, meeting->number);
    return row_run(&row, err);
}

static enum call_state meeting_read_call_state(struct rows *rows)
{
    CLEAN_FREE char *word = rows_text(rows);
    for (int i = 0; word != NULL && i < N_CALL_STATES; i++) {
        if (strcmp(word, CALL_STATES[i]) == 0) {
            return (enum call_state)i;
        }
    }
    rows_refuse(rows, word != NULL ? word : "");
    return CALL_NONE;
}

static void meeting_read_words(struct rows *rows, struct meeting *meeting)
{
    CLEAN_FREE char *title = rows_word(rows);
    CLEAN_FREE char *organizer = rows_word(rows);
    CLEAN_FREE char *passcode = rows_word(rows);
    meeting_set_words(meeting, title, organizer, passcode);
}

static struct meeting *meeting_read(struct rows *rows)
{
    struct meeting *meeting = mem_zalloc(sizeof *meeting);
    meeting->number = rows_u32(rows);
    rows_text_into(rows, meeting->id, sizeof meeting->id);
    meeting->recurrence_id = rows_instant(rows);
    meeting_read_words(rows, meeting);
    meeting->start = rows_i64(rows);
    meeting->end = rows_i64(rows);
    struct progress progress = {0};
    progress.late = rows_instant(rows);
    progress.opened = rows_instant(rows);
    progress.ended = rows_instant(rows);
    meeting->state = rows_state(rows, &meeting_fsm);
    progress.reason = rows_text(rows);
    if (progress.late != INSTANT_NONE || progress.opened != INSTANT_NONE || progress.ended != INSTANT_NONE ||
        progress.reason != NULL) {
        *meeting_progress(meeting) = progress;
    }
    meeting->source_hash = rows_u64(rows);
    meeting->version = rows_u64(rows);
    char secret[GUID_SIZE] = "", call_id[ID_SIZE] = "";
    rows_text_into(rows, secret, sizeof secret);
    meeting->call_state = meeting_read_call_state(rows);
    rows_text_into(rows, call_id, sizeof call_id);
    if (secret[0] != '\0' || call_id[0] != '\0') {
        memcpy(meeting_host(meeting)->secret, secret, sizeof secret);
        memcpy(meeting->hosting->call_id, call_id, sizeof call_id);
    }
    return meeting;
}

int meetings_load(struct store *store, struct engine *engine, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "meeting", READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        struct meeting *meeting = meeting_read(&rows);
        CLEAN_FREE char *bridge = rows_text(&rows);
        struct engine_meeting_row row = {.call_bridge = bridge, .has_space = !rows_is_null(&rows)};
        row.space_index = rows_u32(&rows);
        CLEAN_FREE char *calendar = rows_text(&rows);
        CLEAN_FREE char *uid = rows_text(&rows);
        row.calendar = calendar;
        row.uid = uid;
        row.far = rows_bool(&rows);
        if (rows.bad) {
            meeting_free(meeting);
        } else {
            engine_load_meeting(engine, meeting, &row);
        }
    }
    return status;
}
