/* store/db.c: what SQLite says, turned into codes, and values on their way in and out of statements. */
#include "store/db.h"

#include "base/mem.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What the system said about the last failure, or 0. SQLite keeps the number for some failures only, but errno still
 * has it for the others: whoever calls SQLite to write sets it to 0 before. */
static int db_system_errno(sqlite3 *db, int last)
{
    int number = db != NULL ? sqlite3_system_errno(db) : 0;
    return number != 0 ? number : last;
}

/* A quota or a ceiling on the file's size reaches us as an input/output error, but is a full disk all the same. */
static bool db_is_full(int status, int number)
{
    return (status & 0xff) == SQLITE_FULL ||
           (status == SQLITE_IOERR_WRITE && (number == EDQUOT || number == EFBIG || number == ENOSPC));
}

int db_fail(sqlite3 *db, const char *path, int status, const char *doing, struct err *err)
{
    int number = db_system_errno(db, errno);
    if (db_is_full(status, number)) {
        return err_set(err, ERR_LIMIT, "the store %s cannot be %s: the disk or its quota is full", path, doing);
    }
    switch (status & 0xff) {
    case SQLITE_READONLY:
        return err_set(err, ERR_LIMIT, "the store %s cannot be %s: it is read-only", path, doing);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, ERR_CONFLICT, "the store %s is in use: is another cospaced running?", path);
    case SQLITE_NOTADB:
        return err_set(
            err, ERR_CORRUPT,
            "%s is not a store: another kind of file, or damaged at its beginning; put a backup in its place", path);
    case SQLITE_CORRUPT:
        return err_set(err, ERR_CORRUPT, "the store %s is damaged (%s): put a backup in its place", path,
                       db != NULL ? sqlite3_errmsg(db) : "");
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return err_set(err, ERR_IO, "the store %s cannot be %s: %s", path, doing,
                       number != 0 ? strerror(number) : sqlite3_errstr(status));
    default:
        return err_set(err, ERR_INTERNAL, "the store %s cannot be %s: %s", path, doing,
                       db != NULL ? sqlite3_errmsg(db) : sqlite3_errstr(status));
    }
}

int db_run(struct store *store, const char *sql, const char *doing, struct err *err)
{
    errno = 0;
    int status = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return status == SQLITE_OK ? 0 : db_fail(store->db, store->path, status, doing, err);
}

int db_read_number(struct store *store, const char *sql, int64_t *ret_value, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "number", sql, &rows, err);
    if (status == 0) {
        status = rows_next(&rows, err);
    }
    if (status < 0) {
        return status;
    }
    *ret_value = status == 1 ? rows_i64(&rows) : 0;
    return 0;
}

struct row row_begin(struct store *store, enum statement which, const char *sql)
{
    struct row row = {.store = store, .next = 1, .status = SQLITE_OK};
    sqlite3_stmt **slot = &store->statements[which];
    if (*slot == NULL) {
        row.status = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, slot, NULL);
    }
    row.stmt = *slot;
    return row;
}

static void row_note(struct row *row, int status)
{
    row->next++;
    if (row->status == SQLITE_OK) {
        row->status = status;
    }
}

void row_put_text(struct row *row, const char *text)
{
    row_note(row, sqlite3_bind_text(row->stmt, row->next, text, -1, SQLITE_STATIC));
}

void row_put_blob(struct row *row, const void *bytes, size_t size)
{
    row_note(row, sqlite3_bind_blob64(row->stmt, row->next, bytes, size, SQLITE_STATIC));
}

void row_put_i64(struct row *row, int64_t value)
{
    row_note(row, sqlite3_bind_int64(row->stmt, row->next, value));
}

void row_put_u64(struct row *row, uint64_t value)
{
    row_put_i64(row, (int64_t)value);
}

void row_put_bool(struct row *row, bool value)
{
    row_put_i64(row, value ? 1 : 0);
}

void row_put_instant(struct row *row, instant at)
{
    if (at == INSTANT_NONE) {
        row_note(row, sqlite3_bind_null(row->stmt, row->next));
    } else {
        row_put_i64(row, at);
    }
}

int row_run(struct row *row, struct err *err)
{
    struct store *store = row->store;
    if (row->status != SQLITE_OK) {
        return db_fail(store->db, store->path, row->status, "written", err);
    }
    assert(row->next == sqlite3_bind_parameter_count(row->stmt) + 1);
    errno = 0;
    int status = sqlite3_step(row->stmt);
    /* The words are read before the reset, which may replace them. */
    int code = status == SQLITE_DONE ? 0 : db_fail(store->db, store->path, status, "written", err);
    sqlite3_reset(row->stmt);
    return code;
}

int rows_open(struct store *store, const char *what, const char *sql, struct rows *ret_rows, struct err *err)
{
    *ret_rows = (struct rows){.store = store, .what = what};
    int status = sqlite3_prepare_v2(store->db, sql, -1, &ret_rows->stmt, NULL);
    return status == SQLITE_OK ? 0 : db_fail(store->db, store->path, status, "read", err);
}

void rows_done(struct rows *rows)
{
    sqlite3_finalize(rows->stmt);
    rows->stmt = NULL;
}

int rows_next(struct rows *rows, struct err *err)
{
    struct store *store = rows->store;
    if (rows->bad) {
        return err_set(err, ERR_CORRUPT, "the store %s has a %s with \"%s\", which this version does not know",
                       store->path, rows->what, rows->word);
    }
    rows->next = 0;
    int status = sqlite3_step(rows->stmt);
    if (status == SQLITE_ROW) {
        return 1;
    }
    return status == SQLITE_DONE ? 0 : db_fail(store->db, store->path, status, "read", err);
}

char *rows_text(struct rows *rows)
{
    return mem_strdup((const char *)sqlite3_column_text(rows->stmt, rows->next++));
}

char *rows_word(struct rows *rows)
{
    const char *word = (const char *)sqlite3_column_text(rows->stmt, rows->next++);
    return word != NULL && word[0] != '\0' ? mem_strdup(word) : NULL;
}

const void *rows_blob(struct rows *rows, size_t *ret_size)
{
    const void *bytes = sqlite3_column_blob(rows->stmt, rows->next);
    *ret_size = (size_t)sqlite3_column_bytes(rows->stmt, rows->next++);
    return bytes;
}

void rows_text_into(struct rows *rows, char *text, size_t size)
{
    const char *value = (const char *)sqlite3_column_text(rows->stmt, rows->next++);
    if (value == NULL || strlen(value) >= size) {
        rows_refuse(rows, value != NULL ? value : "");
        return;
    }
    memcpy(text, value, strlen(value) + 1);
}

int64_t rows_i64(struct rows *rows)
{
    return sqlite3_column_int64(rows->stmt, rows->next++);
}

uint64_t rows_u64(struct rows *rows)
{
    return (uint64_t)rows_i64(rows);
}

uint32_t rows_u32(struct rows *rows)
{
    int64_t value = rows_i64(rows);
    if (value < 0 || value > UINT32_MAX) {
        char word[32];
        snprintf(word, sizeof word, "%lld", (long long)value);
        rows_refuse(rows, word);
        return 0;
    }
    return (uint32_t)value;
}

bool rows_bool(struct rows *rows)
{
    return rows_i64(rows) != 0;
}

bool rows_is_null(struct rows *rows)
{
    return sqlite3_column_type(rows->stmt, rows->next) == SQLITE_NULL;
}

instant rows_instant(struct rows *rows)
{
    bool none = rows_is_null(rows);
    int64_t value = rows_i64(rows);
    return none ? INSTANT_NONE : value;
}

uint8_t rows_state(struct rows *rows, const struct fsm *fsm)
{
    const char *word = (const char *)sqlite3_column_text(rows->stmt, rows->next++);
    int state = word != NULL ? fsm_state(fsm, word) : -1;
    if (state < 0) {
        rows_refuse(rows, word != NULL ? word : "");
        return 0;
    }
    return (uint8_t)state;
}

int rows_refuse(struct rows *rows, const char *word)
{
    if (!rows->bad) {
        rows->bad = true;
        snprintf(rows->word, sizeof rows->word, "%s", word);
    }
    return ERR_CORRUPT;
}
