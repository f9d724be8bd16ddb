/* store/tokens.h: bearer tokens, of which only hashes are stored. No part of a turn: each call is durable by itself. */
#ifndef STORE_TOKENS_H
#define STORE_TOKENS_H

#include "base/sha256.h"
#include "store/store.h"

struct store_token {
    const char *name, *role;
    uint8_t hash[SHA256_SIZE];
    instant created;
};

/* LIMIT: there is no room for it; IO, CORRUPT: as store_commit. */
int store_token_add(struct store *store, const struct store_token *token, struct err *err);
int store_token_remove(struct store *store, const char *name, struct err *err);
/* In order of name; each is borrowed for its call. */
int store_tokens_read(struct store *store, void (*call)(void *ctx, const struct store_token *token), void *ctx,
                      struct err *err);

#endif
