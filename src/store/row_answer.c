/* store/row_answer.c: the answers to requests that had an Idempotency-Key, to be given again. */
#include "store/db.h"

#include "base/hash.h"
#include "base/mem.h"

#include <string.h>

static const char WRITE[] = "INSERT OR REPLACE INTO answer (principal, key, digest, at, status, headers, body)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?)";
static const char READ[] = "SELECT digest, at, status, headers, body FROM answer"
                           " WHERE principal = ?1 AND key = ?2 AND at >= ?3";
static const char CUT_OLD[] = "DELETE FROM answer WHERE at < ?";
static const char CUT[] = "DELETE FROM answer WHERE rowid IN (SELECT rowid FROM answer WHERE principal = ?"
                          " ORDER BY at DESC LIMIT -1 OFFSET ?)";
/* How often somebody's are counted: in one of so many of his. */
enum { COUNTED_EVERY = 64 };

static int answer_write(struct store *store, const struct journal_answer *answer, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_ANSWER_WRITE, WRITE);
    row_put_text(&row, answer->principal);
    row_put_text(&row, answer->key);
    row_put_u64(&row, answer->digest);
    row_put_instant(&row, answer->at);
    row_put_i64(&row, answer->status);
    row_put_text(&row, answer->headers);
    row_put_text(&row, answer->body);
    int status = row_run(&row, err);
    if (status != 0 || hash_of(1, answer->key, strlen(answer->key)) % COUNTED_EVERY != 0) {
        return status;
    }
    struct row many = row_begin(store, STATEMENT_ANSWERS_CUT, CUT);
    row_put_text(&many, answer->principal);
    row_put_i64(&many, JOURNAL_ANSWERS);
    return row_run(&many, err);
}

int answers_write(struct store *store, const struct journal *journal, struct err *err)
{
    int status = 0;
    for (size_t i = 0; status == 0 && i < journal->n_answers; i++) {
        status = answer_write(store, &journal->answers[i], err);
    }
    if (status != 0 || journal->n_answers == 0) {
        return status;
    }
    struct row old = row_begin(store, STATEMENT_ANSWERS_CUT_OLD, CUT_OLD);
    row_put_instant(&old, journal->answers[0].at - JOURNAL_ANSWER_AGE);
    return row_run(&old, err);
}

int store_answer_read(struct store *store, const char *principal, const char *key, instant since,
                      struct journal_answer *ret_answer, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "answer", READ, &rows, err);
    if (status != 0) {
        return status;
    }
    sqlite3_bind_text(rows.stmt, 1, principal, -1, SQLITE_STATIC);
    sqlite3_bind_text(rows.stmt, 2, key, -1, SQLITE_STATIC);
    sqlite3_bind_int64(rows.stmt, 3, since);
    status = rows_next(&rows, err);
    if (status != 1) {
        return status == 0 ? ERR_NOT_FOUND : status;
    }
    *ret_answer = (struct journal_answer){.digest = rows_u64(&rows), .at = rows_instant(&rows)};
    ret_answer->status = (int)rows_i64(&rows);
    ret_answer->headers = rows_text(&rows);
    ret_answer->body = rows_text(&rows);
    return 0;
}
