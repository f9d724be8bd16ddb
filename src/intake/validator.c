/* intake/validator.c: what is remembered of a body: lines of key=value. */
#include "base/mem.h"
#include "source.h"

#include <string.h>

void validator_put(struct buf *lines, const char *key, const char *value)
{
    bool good = value != NULL;
    for (size_t i = 0; good && value[i] != '\0'; i++) {
        good = (unsigned char)value[i] >= ' ' && value[i] != 0x7f;
    }
    if (good) {
        buf_printf(lines, "%s=%s\n", key, value);
    }
}

bool validator_same(const char *value, const char *other)
{
    return (value == NULL) == (other == NULL) && (value == NULL || strcmp(value, other) == 0);
}

char *validator_get(const char *lines, const char *key)
{
    size_t key_len = strlen(key);
    while (lines != NULL && *lines != '\0') {
        size_t len = strcspn(lines, "\n");
        if (len > key_len && strncmp(lines, key, key_len) == 0 && lines[key_len] == '=') {
            return mem_strndup(lines + key_len + 1, len - key_len - 1);
        }
        lines += len + (lines[len] == '\n' ? 1 : 0);
    }
    return NULL;
}
