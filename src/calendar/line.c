/* line.c: content lines and the texts in them. What the values mean is left to the reader. */
#include "line.h"

#include "base/err.h"

#include <ctype.h>
#include <string.h>

/* The name is upper-cased on the way. NULL if it is empty or holds what no name may. */
static char *name_end(char *text)
{
    char *at = text;
    for (; isalnum((unsigned char)*at) || *at == '-' || *at == '_' || *at == '.'; at++) {
        *at = (char)toupper((unsigned char)*at);
    }
    return at == text ? NULL : at;
}

/* RFC 6868 in place: ^n is a line break, ^' a quote, ^^ the caret. */
static void caret_decode(char *text)
{
    char *out = text;
    for (const char *at = text; *at != '\0'; at++) {
        if (at[0] == '^' && (at[1] == 'n' || at[1] == '\'' || at[1] == '^')) {
            *out++ = at[1] == 'n' ? '\n' : at[1] == '\'' ? '"' : '^';
            at++;
        } else {
            *out++ = *at;
        }
    }
    *out = '\0';
}

/* Where a parameter's value ends: at ; or : outside quotes. A quote that never closes is an ordinary character. */
static char *param_value_end(char *at)
{
    while (*at != '\0' && *at != ';' && *at != ':') {
        char *close = *at == '"' ? strchr(at + 1, '"') : NULL;
        at = close != NULL ? close + 1 : at + 1;
    }
    return at;
}

static void quotes_drop(char *text)
{
    char *out = text;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at != '"') {
            *out++ = *at;
        }
    }
    *out = '\0';
}

static void param_add(struct line *line, char *text)
{
    char *equals = name_end(text);
    if (equals == NULL || *equals != '=' || line->n_params == LINE_PARAMS) {
        return;
    }
    *equals = '\0';
    quotes_drop(equals + 1);
    caret_decode(equals + 1);
    line->params[line->n_params++] = (struct line_param){text, equals + 1};
}

/* Takes the parameters from behind the first semicolon; returns the end of the last one, or NULL if no value follows.
 */
static char *params_parse(char *at, struct line *line)
{
    for (;;) {
        char *end = param_value_end(at);
        char stop = *end;
        *end = '\0';
        param_add(line, at);
        if (stop != ';') {
            return stop == ':' ? end : NULL;
        }
        at = end + 1;
    }
}

int line_parse(char *text, struct line *ret_line)
{
    ret_line->n_params = 0;
    char *end = name_end(text);
    if (end == NULL || (*end != ';' && *end != ':')) {
        return ERR_INVALID;
    }
    char *colon = *end == ';' ? params_parse(end + 1, ret_line) : end;
    if (colon == NULL) {
        return ERR_INVALID;
    }
    *end = *colon = '\0';
    ret_line->name = text;
    ret_line->value = colon + 1;
    return 0;
}

const char *line_param(const struct line *line, const char *name)
{
    for (size_t i = 0; i < line->n_params; i++) {
        if (strcmp(line->params[i].name, name) == 0) {
            return line->params[i].value;
        }
    }
    return NULL;
}

void text_unescape(char *text)
{
    char *out = text;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\\' && at[1] != '\0') {
            at++;
            *out++ = (*at == 'n' || *at == 'N') ? '\n' : *at;
        } else {
            *out++ = *at;
        }
    }
    *out = '\0';
}

char *text_trim(char *text)
{
    while (isspace((unsigned char)*text)) {
        text++;
    }
    size_t len = strlen(text);
    while (len > 0 && isspace((unsigned char)text[len - 1])) {
        text[--len] = '\0';
    }
    return text;
}

char *text_one_line(char *text)
{
    for (char *at = text; *at != '\0'; at++) {
        if ((unsigned char)*at < ' ' || *at == 0x7f) {
            *at = ' ';
        }
    }
    return text_trim(text);
}

/* The length of the UTF-8 character at text, 0 if there is none (RFC 3629: no overlong forms, no surrogates). */
static size_t utf8_length(const unsigned char *text, size_t len)
{
    if (text[0] < 0x80) {
        return 1;
    }
    size_t want = text[0] >= 0xf0 ? 4 : text[0] >= 0xe0 ? 3 : 2;
    if (text[0] < 0xc2 || text[0] > 0xf4 || len < want) {
        return 0;
    }
    for (size_t i = 1; i < want; i++) {
        if ((text[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    bool overlong = (text[0] == 0xe0 && text[1] < 0xa0) || (text[0] == 0xf0 && text[1] < 0x90);
    bool beyond = (text[0] == 0xed && text[1] > 0x9f) || (text[0] == 0xf4 && text[1] > 0x8f);
    return overlong || beyond ? 0 : want;
}

int text_append_utf8(struct buf *out, const char *text, size_t len)
{
    size_t good = 0; /* begin of what was not appended yet */
    size_t at = 0;
    int rc = 0;
    while (at < len && rc == 0) {
        size_t n = utf8_length((const unsigned char *)text + at, len - at);
        if (n != 0) {
            at += n;
            continue;
        }
        unsigned char byte = (unsigned char)text[at];
        char recoded[2] = {(char)(0xc0 | byte >> 6), (char)(0x80 | (byte & 0x3f))};
        rc = buf_append(out, text + good, at - good);
        if (rc == 0) {
            rc = buf_append(out, recoded, sizeof recoded);
        }
        good = ++at;
    }
    return rc != 0 ? rc : buf_append(out, text + good, len - good);
}

size_t text_cut(const char *text, size_t limit)
{
    size_t len = strlen(text);
    if (len <= limit) {
        return len;
    }
    while (limit > 0 && ((unsigned char)text[limit] & 0xc0) == 0x80) {
        limit--;
    }
    return limit;
}
