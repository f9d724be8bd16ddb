/* base/err.c: filling the error a person reads, and the one table of codes. */
#include "base/err.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct err_kind {
    int code;
    const char *word;
    int http_status;
};

static const struct err_kind KINDS[] = {
    {0,                "ok",           200},
    {ERR_INVALID,      "invalid",      422},
    {ERR_NOT_FOUND,    "not_found",    404},
    {ERR_CONFLICT,     "conflict",     409},
    {ERR_LIMIT,        "limit",        413},
    {ERR_BUSY,         "busy",         503},
    {ERR_TIMEOUT,      "timeout",      504},
    {ERR_REMOTE,       "remote",       502},
    {ERR_IO,           "io",           500},
    {ERR_CORRUPT,      "corrupt",      500},
    {ERR_INTERNAL,     "internal",     500},
    {ERR_UNREADABLE,   "unreadable",   400},
    {ERR_PRECONDITION, "precondition", 412},
};

static const struct err_kind *err_kind_of(int code)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        if (KINDS[i].code == code) {
            return &KINDS[i];
        }
    }
    return NULL;
}

/* A cut in the middle of a UTF-8 sequence would make the whole message unusable as JSON. */
static void err_trim_to_character(char *text)
{
    size_t len = strlen(text);
    size_t start = len;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80) {
        start--;
    }
    if (start == 0) {
        return;
    }
    unsigned char lead = (unsigned char)text[start - 1];
    size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (len - start + 1 < wanted) {
        text[start - 1] = '\0';
    }
}

/* Built aside and copied at the end: field and arguments may point into *err, as when an error is wrapped. */
static void err_fill(struct err *err, int code, const char *field, const char *format, va_list args)
{
    struct err filled = {.code = code};
    int field_len = snprintf(filled.field, sizeof filled.field, "%s", field);
    int message_len = vsnprintf(filled.message, sizeof filled.message, format, args);
    if (field_len >= (int)sizeof filled.field) {
        err_trim_to_character(filled.field);
    }
    if (message_len >= (int)sizeof filled.message) {
        err_trim_to_character(filled.message);
    }
    *err = filled;
}

int err_set(struct err *err, int code, const char *format, ...)
{
    if (err != NULL) {
        va_list args;
        va_start(args, format);
        err_fill(err, code, "", format, args);
        va_end(args);
    }
    return code;
}

int err_set_field(struct err *err, int code, const char *field, const char *format, ...)
{
    if (err != NULL) {
        va_list args;
        va_start(args, format);
        err_fill(err, code, field != NULL ? field : "", format, args);
        va_end(args);
    }
    return code;
}

const char *err_word(int code)
{
    const struct err_kind *kind = err_kind_of(code);
    return kind != NULL ? kind->word : "internal";
}

int err_http_status(int code)
{
    const struct err_kind *kind = err_kind_of(code);
    return kind != NULL ? kind->http_status : 500;
}
