/* store/db.h: the connection and its statements, private to this folder.
 *
 * Every kind of row has a file row_*.c with its SQL, a writer and a loader. A row is bound and read column by column
 * in the order of its SQL, so nobody counts columns. Errors of SQLite become codes in one place, db_fail. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "core/engine.h"
#include "migrations.h"
#include "store/journal.h"
#include "store/store.h"

#include <sqlite3.h>

enum statement {
    STATEMENT_BEGIN,
    STATEMENT_COMMIT,
    STATEMENT_MEETING_WRITE,
    STATEMENT_MEETING_DELETE,
    STATEMENT_PARTICIPANT_WRITE,
    STATEMENT_PARTICIPANT_DELETE,
    STATEMENT_SPACE_WRITE,
    STATEMENT_SPACE_DELETE,
    STATEMENT_SET_WRITE,
    STATEMENT_SET_DELETE,
    STATEMENT_PROFILE_WRITE,
    STATEMENT_PROFILE_DELETE,
    STATEMENT_CALENDAR_WRITE,
    STATEMENT_CALENDAR_DELETE,
    STATEMENT_REFUSALS_DELETE,
    STATEMENT_REFUSAL_WRITE,
    STATEMENT_BOOKING_WRITE,
    STATEMENT_BOOKING_DELETE,
    STATEMENT_COMPONENT_WRITE,
    STATEMENT_COMPONENT_DELETE,
    STATEMENT_BRIDGE_WRITE,
    STATEMENT_BRIDGES_FORGET,
    STATEMENT_RESPONSE_WRITE,
    STATEMENT_RESPONSE_DELETE,
    STATEMENT_ENGINE_WRITE,
    STATEMENT_EVENT_WRITE,
    STATEMENT_EVENTS_CUT_OLD,
    STATEMENT_EVENTS_CUT,
    STATEMENT_ANSWER_WRITE,
    STATEMENT_ANSWERS_CUT_OLD,
    STATEMENT_ANSWERS_CUT,
    STATEMENT_TOKEN_WRITE,
    STATEMENT_TOKEN_DELETE,
    STATEMENT_WEBHOOK_WRITE,
    STATEMENT_WEBHOOK_DELETE,
    STATEMENT_RESTORED_DROP,
    N_STATEMENTS
};

struct store {
    sqlite3 *db;                            /* owned */
    sqlite3_stmt *statements[N_STATEMENTS]; /* owned; prepared when first used */
    char *path;
    bool made;                       /* there was none before */
    bool restored;                   /* a backup was put in its place, and no turn has been made of it yet */
    bool in_memory;                  /* a copy of what is at path */
    int log_pages;                   /* in the write-ahead log */
    uint64_t turn;                   /* number of this commit: orders participants that came at different times */
    const struct settings *settings; /* borrowed during a commit: the names of bridges */
};

/* Fills err from what SQLite said last and returns the code; `doing` completes "the store cannot be …". */
int db_fail(sqlite3 *db, const char *path, int status, const char *doing, struct err *err);
/* Runs SQL without a result. */
int db_run(struct store *store, const char *sql, const char *doing, struct err *err);
/* The first column of the first row of SQL, as a number. */
int db_read_number(struct store *store, const char *sql, int64_t *ret_value, struct err *err);

/* Values on their way into a statement. Strings are borrowed until row_run. */
struct row {
    struct store *store;
    sqlite3_stmt *stmt; /* NULL: could not be prepared; status says why */
    int next;
    int status;
};

struct row row_begin(struct store *store, enum statement which, const char *sql);
void row_put_text(struct row *row, const char *text);               /* NULL is kept */
void row_put_blob(struct row *row, const void *bytes, size_t size); /* NULL is kept */
void row_put_i64(struct row *row, int64_t value);
void row_put_u64(struct row *row, uint64_t value);
void row_put_bool(struct row *row, bool value);
void row_put_instant(struct row *row, instant at); /* INSTANT_NONE is NULL */
int row_run(struct row *row, struct err *err);

/* Values on their way out, for statements that are used once. */
struct rows {
    struct store *store;
    sqlite3_stmt *stmt;
    int next;
    const char *what; /* the table, for errors */
    bool bad;         /* a value that this program cannot have written; word names it */
    char word[64];
};

int rows_open(struct store *store, const char *what, const char *sql, struct rows *ret_rows, struct err *err);
void rows_done(struct rows *rows);
/* 1: a row is there; 0: no more; negative: cannot be read, or the row before was bad. */
int rows_next(struct rows *rows, struct err *err);
char *rows_text(struct rows *rows); /* owned by the caller; NULL for NULL */
char *rows_word(struct rows *rows); /* the same; NULL for "", too */
/* Borrowed until the next row; NULL if it is empty. */
const void *rows_blob(struct rows *rows, size_t *ret_size);
void rows_text_into(struct rows *rows, char *text, size_t size);
int64_t rows_i64(struct rows *rows);
uint64_t rows_u64(struct rows *rows);
uint32_t rows_u32(struct rows *rows);
bool rows_bool(struct rows *rows);
instant rows_instant(struct rows *rows);
bool rows_is_null(struct rows *rows); /* of the column that comes next; does not move on */
uint8_t rows_state(struct rows *rows, const struct fsm *fsm);
/* The row's own words about what is wrong with it. */
int rows_refuse(struct rows *rows, const char *word);
#define CLEAN_ROWS __attribute__((cleanup(rows_done)))

/* A store in memory without a schema, that speaks of itself by path. */
int store_open_empty(const char *path, struct store **ret_store, struct err *err);
/* Whose it is, whether its pages are whole; migrates it. */
int store_check(struct store *store, struct err *err);
/* Brings the schema up to the last of `migrations`; a copy of an older store is kept beside it first. */
int store_migrate(struct store *store, const struct migration *migrations, size_t n, struct err *err);

int meeting_write(struct store *store, const struct meeting *meeting, struct err *err);
int meeting_delete(struct store *store, const struct meeting *meeting, struct err *err);
int meetings_load(struct store *store, struct engine *engine, struct err *err);
int participant_write(struct store *store, const struct participant *participant, struct err *err);
int participant_delete(struct store *store, const struct participant *participant, struct err *err);
int participants_load(struct store *store, struct engine *engine, struct err *err);
int space_write(struct store *store, const struct space *space, struct err *err);
int space_delete(struct store *store, const struct space *space, struct err *err);
int spaces_load(struct store *store, struct engine *engine, struct err *err);
int set_write(struct store *store, const struct bulk_set *set, struct err *err);
int set_delete(struct store *store, const struct bulk_set *set, struct err *err);
int sets_load(struct store *store, struct engine *engine, struct err *err);
int profile_write(struct store *store, const struct profile *profile, struct err *err);
int profile_delete(struct store *store, const struct profile *profile, struct err *err);
int profiles_load(struct store *store, struct engine *engine, struct err *err);
int calendar_write(struct store *store, const struct calendar *calendar, struct err *err);
int calendar_delete(struct store *store, const struct calendar *calendar, struct err *err);
int calendars_load(struct store *store, struct engine *engine, struct err *err);
int booking_write(struct store *store, const struct booking *booking, struct err *err); /* or its row goes */
int bookings_load(struct store *store, struct engine *engine, struct err *err);
int component_write(struct store *store, const struct booking *booking, const struct component *component,
                    struct err *err);
int component_delete(struct store *store, const struct booking *booking, const struct component *component,
                     struct err *err);
int components_load(struct store *store, struct engine *engine, struct err *err);
int words_load(struct store *store, struct engine *engine, struct err *err); /* of the components */
int bridge_write(struct store *store, const struct bridge *bridge, struct err *err);
int bridges_load(struct store *store, struct engine *engine, struct err *err);
int response_write(struct store *store, const struct booking *booking, const struct response *response,
                   struct err *err);
int response_delete(struct store *store, const struct booking *booking, const struct response *response,
                    struct err *err);
int responses_load(struct store *store, struct engine *engine, struct err *err);
int events_write(struct store *store, const struct journal *journal, struct err *err);
int answers_write(struct store *store, const struct journal *journal, struct err *err);
int engine_write(struct store *store, const struct engine *engine, struct err *err);
int engine_load(struct store *store, struct engine *engine, struct err *err);

#endif
