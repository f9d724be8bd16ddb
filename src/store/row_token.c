/* store/row_token.c: bearer tokens, each written by itself. */
#include "store/tokens.h"

#include "base/mem.h"
#include "store/db.h"

#include <string.h>

static const char WRITE[] = "INSERT INTO token (name, role, hash, created) VALUES (?, ?, ?, ?)";
static const char DELETE[] = "DELETE FROM token WHERE name = ?";
static const char READ[] = "SELECT name, role, hash, created FROM token ORDER BY name";

int store_token_add(struct store *store, const struct store_token *token, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_TOKEN_WRITE, WRITE);
    row_put_text(&row, token->name);
    row_put_text(&row, token->role);
    row_put_blob(&row, token->hash, sizeof token->hash);
    row_put_instant(&row, token->created);
    return row_run(&row, err);
}

int store_token_remove(struct store *store, const char *name, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_TOKEN_DELETE, DELETE);
    row_put_text(&row, name);
    return row_run(&row, err);
}

int store_tokens_read(struct store *store, void (*call)(void *ctx, const struct store_token *token), void *ctx,
                      struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "token", READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        struct store_token token = {0};
        CLEAN_FREE char *name = rows_text(&rows);
        CLEAN_FREE char *role = rows_text(&rows);
        size_t size = 0;
        const void *hash = rows_blob(&rows, &size);
        if (size != sizeof token.hash) {
            rows_refuse(&rows, name);
            continue;
        }
        memcpy(token.hash, hash, size);
        token.name = name;
        token.role = role;
        token.created = rows_instant(&rows);
        call(ctx, &token);
    }
    return status;
}
