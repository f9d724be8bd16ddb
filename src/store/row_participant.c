/* store/row_participant.c: the people of meetings, in the order in which they came. */
#include "store/db.h"

#include "base/mem.h"

#include <stdlib.h>

/* The position is given once: what comes in a later turn stands behind what came in an earlier one. */
static const char WRITE[] =
    "INSERT INTO participant (meeting, id, position, address, name, dial, state, attempts, call_leg, reason, dial_at, "
    "by_hand, removing, version)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (meeting, id) DO UPDATE SET address = excluded.address, name = excluded.name, dial = excluded.dial,"
    " state = excluded.state, attempts = excluded.attempts, call_leg = excluded.call_leg, reason = excluded.reason,"
    " dial_at = excluded.dial_at, by_hand = excluded.by_hand, removing = excluded.removing,"
    " version = excluded.version";

static const char DELETE[] = "DELETE FROM participant WHERE meeting = ? AND id = ?";

static const char READ[] =
    "SELECT meeting.id, participant.id, address, name, dial, participant.state, attempts, call_leg, participant.reason,"
    " dial_at, by_hand, removing, participant.version"
    " FROM participant JOIN meeting ON meeting.number = participant.meeting ORDER BY participant.meeting, position";

static int64_t participant_position(const struct store *store, const struct participant *participant)
{
    uint64_t place = 0;
    for (const struct participant *at = participant->meeting->participants; at != NULL && at != participant;
         at = at->next) {
        place++;
    }
    return (int64_t)(store->turn << 24 | place);
}

int participant_write(struct store *store, const struct participant *participant, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_PARTICIPANT_WRITE, WRITE);
    row_put_i64(&row, participant->meeting->number);
    row_put_text(&row, participant->id);
    row_put_i64(&row, participant_position(store, participant));
    row_put_text(&row, participant->address);
    row_put_text(&row, participant->name);
    row_put_text(&row, participant->dial);
    row_put_text(&row, participant_fsm.states[participant->state]);
    row_put_i64(&row, participant->attempts);
    row_put_text(&row, participant->call_leg);
    row_put_text(&row, participant->reason);
    row_put_instant(&row, participant->dial_at);
    row_put_bool(&row, participant->by_hand);
    row_put_bool(&row, participant->removing);
    row_put_u64(&row, participant->version);
    return row_run(&row, err);
}

int participant_delete(struct store *store, const struct participant *participant, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_PARTICIPANT_DELETE, DELETE);
    row_put_i64(&row, participant->meeting->number);
    row_put_text(&row, participant->id);
    return row_run(&row, err);
}

static struct participant *participant_read(struct rows *rows)
{
    struct participant *participant = mem_zalloc(sizeof *participant);
    rows_text_into(rows, participant->id, sizeof participant->id);
    participant->address = rows_text(rows);
    participant->name = rows_text(rows);
    participant->dial = rows_text(rows);
    participant->state = rows_state(rows, &participant_fsm);
    participant->attempts = rows_u32(rows);
    rows_text_into(rows, participant->call_leg, sizeof participant->call_leg);
    participant->reason = rows_text(rows);
    participant->dial_at = rows_instant(rows);
    participant->by_hand = rows_bool(rows);
    participant->removing = rows_bool(rows);
    participant->version = rows_u64(rows);
    return participant;
}

int participants_load(struct store *store, struct engine *engine, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "participant", READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        CLEAN_FREE char *meeting = rows_text(&rows);
        struct participant *participant = participant_read(&rows);
        if (rows.bad) {
            participant_free(participant);
        } else {
            engine_load_participant(engine, meeting, participant);
        }
    }
    return status;
}
