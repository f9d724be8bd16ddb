/* mapping.c: one reader walks a mapping; validity, index and expansion are what it saw. */
#include "mapping.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

static const char INDEX[] = "$index$";

enum token { TOKEN_END, TOKEN_TEXT, TOKEN_INDEX, TOKEN_BAD };

static enum token next_token(const char **at, char *ret_text)
{
    const char *p = *at;
    if (*p == '\0') {
        return TOKEN_END;
    }
    if (strncmp(p, INDEX, sizeof INDEX - 1) == 0) {
        *at = p + sizeof INDEX - 1;
        return TOKEN_INDEX;
    }
    if (*p == '$') {
        return TOKEN_BAD;
    }
    if (*p == '\\') {
        p++;
        if (*p != '$' && *p != '\\') {
            return TOKEN_BAD;
        }
    }
    *ret_text = *p;
    *at = p + 1;
    return TOKEN_TEXT;
}

static enum token walk(const char *mapping, uint64_t index, struct buf *out, size_t *ret_indices)
{
    char text = '\0';
    *ret_indices = 0;
    for (;;) {
        enum token token = next_token(&mapping, &text);
        if (token == TOKEN_END || token == TOKEN_BAD) {
            return token;
        }
        if (token == TOKEN_INDEX) {
            (*ret_indices)++;
        }
        if (out == NULL) {
            continue;
        }
        if (token == TOKEN_INDEX) {
            buf_printf(out, "%" PRIu64, index);
        } else {
            buf_append_char(out, text);
        }
    }
}

bool sim_mapping_valid(const char *mapping)
{
    size_t indices;
    return walk(mapping, 0, NULL, &indices) == TOKEN_END && indices <= 1;
}

bool sim_mapping_has_index(const char *mapping)
{
    size_t indices;
    walk(mapping, 0, NULL, &indices);
    return indices > 0;
}

void sim_mapping_expand(const char *mapping, uint64_t index, struct buf *out)
{
    size_t indices;
    walk(mapping, index, out, &indices);
}
