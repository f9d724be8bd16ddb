/* store/commit.c: the changes of a turn as one transaction: wholly there, or wholly not. */
#include "store/db.h"

#include <stdio.h>

static const char BEGIN[] = "BEGIN IMMEDIATE";
static const char COMMIT[] = "COMMIT";
static const char TAKEN[] = "DROP TABLE restored";

static int commit_write(struct store *store, const struct change *change, struct err *err)
{
    switch (change->kind) {
    case CHANGE_MEETING:
        return meeting_write(store, change->object.meeting, err);
    case CHANGE_PARTICIPANT:
        return participant_write(store, change->object.participant, err);
    case CHANGE_SPACE:
        return space_write(store, change->object.space, err);
    case CHANGE_SET:
        return set_write(store, change->object.set, err);
    case CHANGE_PROFILE:
        return profile_write(store, change->object.profile, err);
    case CHANGE_CALENDAR:
        return calendar_write(store, change->object.calendar, err);
    case CHANGE_BOOKING:
        return booking_write(store, change->object.booking, err);
    case CHANGE_COMPONENT:
        return component_write(store, change->booking, change->object.component, err);
    case CHANGE_BRIDGE:
        return bridge_write(store, change->object.bridge, err);
    case CHANGE_RESPONSE:
        return response_write(store, change->booking, change->object.response, err);
    case CHANGE_ENGINE:
        return engine_write(store, change->object.engine, err);
    }
    return err_set(err, ERR_INTERNAL, "a change of an unknown kind");
}

static int commit_delete(struct store *store, const struct change *change, struct err *err)
{
    switch (change->kind) {
    case CHANGE_MEETING:
        return meeting_delete(store, change->object.meeting, err);
    case CHANGE_PARTICIPANT:
        return participant_delete(store, change->object.participant, err);
    case CHANGE_SPACE:
        return space_delete(store, change->object.space, err);
    case CHANGE_SET:
        return set_delete(store, change->object.set, err);
    case CHANGE_PROFILE:
        return profile_delete(store, change->object.profile, err);
    case CHANGE_CALENDAR:
        return calendar_delete(store, change->object.calendar, err);
    case CHANGE_COMPONENT:
        return component_delete(store, change->booking, change->object.component, err);
    case CHANGE_RESPONSE:
        return response_delete(store, change->booking, change->object.response, err);
    case CHANGE_BOOKING:
    case CHANGE_BRIDGE:
    case CHANGE_ENGINE:
        break;
    }
    return err_set(err, ERR_INTERNAL, "a deletion of an unknown kind");
}

/* Deleted meetings come last: a participant that changed after its meeting would otherwise be left without one. */
static bool commit_is_last(const struct change *change)
{
    return change->deleted && change->kind == CHANGE_MEETING;
}

static int commit_changes(struct store *store, const struct effects *effects, bool last, struct err *err)
{
    for (size_t i = 0; i < effects->n_changes; i++) {
        const struct change *change = &effects->changes[i];
        if (commit_is_last(change) != last) {
            continue;
        }
        int status = change->deleted ? commit_delete(store, change, err) : commit_write(store, change, err);
        if (status != 0) {
            return status;
        }
    }
    return 0;
}

static int commit_all(struct store *store, const struct effects *effects, const struct journal *journal,
                      struct err *err)
{
    int status = commit_changes(store, effects, false, err);
    if (status == 0) {
        status = commit_changes(store, effects, true, err);
    }
    if (status == 0) {
        status = events_write(store, journal, err);
    }
    if (status == 0) {
        status = answers_write(store, journal, err);
    }
    if (status == 0 && store->restored) { /* what is not trusted is marked so in this turn */
        struct row taken = row_begin(store, STATEMENT_RESTORED_DROP, TAKEN);
        status = row_run(&taken, err);
    }
    return status;
}

int store_commit_with(struct store *store, const struct settings *settings, const struct effects *effects,
                      const struct journal *journal, struct err *err)
{
    if (effects->n_changes == 0 && journal->n_events == 0 && journal->n_answers == 0) {
        return 0;
    }
    struct row begin = row_begin(store, STATEMENT_BEGIN, BEGIN);
    int status = row_run(&begin, err);
    if (status != 0) {
        return status;
    }
    store->settings = settings;
    store->turn++;
    status = commit_all(store, effects, journal, err);
    store->settings = NULL;
    if (status == 0) {
        struct row commit = row_begin(store, STATEMENT_COMMIT, COMMIT);
        status = row_run(&commit, err);
    }
    if (status != 0 && sqlite3_get_autocommit(store->db) == 0) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    }
    store->restored = store->restored && status != 0;
    return status;
}

int store_commit(struct store *store, const struct settings *settings, const struct effects *effects, struct err *err)
{
    return store_commit_with(store, settings, effects, &(struct journal){0}, err);
}

int store_try(struct store *store, struct err *err)
{
    int version = 0;
    int64_t bytes = 0;
    int status = store_info(store, &bytes, &version);
    if (status != 0) {
        return err_set(err, status, "the store %s cannot be read", store->path);
    }
    /* Writing the version that is there already dirties the first page and nothing else. */
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", version);
    return db_run(store, sql, "written", err);
}
