/* Bearer tokens (RFC 6750): who may come over TCP, and what he may do. */
#ifndef API_TOKENS_H
#define API_TOKENS_H

#include "call.h"
#include "store/tokens.h"

enum { TOKENS_MOST = 100, TOKEN_NAME_SIZE = 65 };

struct token {
    char name[TOKEN_NAME_SIZE];
    enum access role;
    uint8_t hash[SHA256_SIZE];
    instant created;
};

/* In order of name. Owned by the API. */
struct tokens {
    struct token items[TOKENS_MOST];
    size_t count;
    uint64_t revoked; /* so many in this run */
};

extern const char *const role_words[N_ACCESS];

int tokens_new(struct api *api, struct tokens **ret_tokens, struct err *err);
/* Whose token it is; NULL: nobody's. Every token is compared, each in the same time. */
const struct token *tokens_find(const struct tokens *tokens, const char *secret);

#endif
