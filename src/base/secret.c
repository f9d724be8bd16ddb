/* base/secret.c: keeping, showing and wiping a secret value. */
#include "base/secret.h"

#include "base/mem.h"

#include <stddef.h>
#include <string.h>

void secret_set(struct secret *secret, const char *value)
{
    char *copy = mem_strdup(value); /* before the wipe: value may be what is there */
    secret_done(secret);
    secret->value = copy;
}

const char *secret_reveal(const struct secret *secret)
{
    return secret->value != NULL ? secret->value : "";
}

const char *secret_shown(const struct secret *secret)
{
    return secret_reveal(secret)[0] != '\0' ? "***" : "";
}

void secret_done(struct secret *secret)
{
    if (secret == NULL || secret->value == NULL) {
        return;
    }
    explicit_bzero(secret->value, strlen(secret->value));
    mem_free(secret->value);
    secret->value = NULL;
}
