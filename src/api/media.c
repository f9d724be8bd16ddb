/* api/media.c: reading Content-Type, Content-Encoding and Accept. */
#include "media.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* The type itself: what stands before parameters and blanks. */
static size_t media_essence(const char **text)
{
    *text += strspn(*text, " \t");
    return strcspn(*text, "; \t");
}

static bool media_is(const char *text, size_t len, const char *wanted)
{
    return len == strlen(wanted) && strncasecmp(text, wanted, len) == 0;
}

/* The value of charset, without quotes; its length, or 0 if there is none. */
static size_t media_charset(const char *text, const char **ret_value)
{
    for (const char *at = strchr(text, ';'); at != NULL; at = strchr(at, ';')) {
        at += 1 + strspn(at + 1, " \t");
        if (strncasecmp(at, "charset=", 8) == 0) {
            at += 8 + (at[8] == '"');
            *ret_value = at;
            return strcspn(at, "\"; \t");
        }
    }
    return 0;
}

bool media_is_calendar(const char *content_type)
{
    if (content_type == NULL) {
        return false;
    }
    size_t len = media_essence(&content_type);
    if (!media_is(content_type, len, "text/calendar")) {
        return false;
    }
    const char *charset = "";
    size_t charset_len = media_charset(content_type, &charset);
    return charset_len == 0 || media_is(charset, charset_len, "utf-8") || media_is(charset, charset_len, "utf8") ||
           media_is(charset, charset_len, "us-ascii");
}

bool media_is_mail(const char *content_type)
{
    if (content_type == NULL) {
        return false;
    }
    size_t len = media_essence(&content_type);
    return media_is(content_type, len, "message/rfc822");
}

bool media_is_json(const char *content_type)
{
    if (content_type == NULL || content_type[0] == '\0') {
        return true;
    }
    size_t len = media_essence(&content_type);
    bool suffixed = len > 17 && strncasecmp(content_type, "application/", 12) == 0 &&
                    strncasecmp(content_type + len - 5, "+json", 5) == 0;
    return suffixed || media_is(content_type, len, "application/json");
}

bool media_is_plain(const char *content_encoding)
{
    return content_encoding == NULL || content_encoding[0] == '\0' || strcasecmp(content_encoding, "identity") == 0;
}

/* The end of the media range at text: its comma, or the end; a comma in quotes is none. */
static const char *range_end(const char *text)
{
    bool quoted = false;
    while (*text != '\0' && (quoted || *text != ',')) {
        if (*text == '\\' && quoted && text[1] != '\0') {
            text++;
        } else if (*text == '"') {
            quoted = !quoted;
        }
        text++;
    }
    return text;
}

/* qvalue of RFC 9110 12.4.2; 1 if there is none, 0 if it cannot be read. */
static double range_weight(const char *text, const char *end)
{
    bool quoted = false;
    for (const char *at = text; at < end; at++) {
        quoted = quoted != (*at == '"');
        if (*at != ';' || quoted) {
            continue;
        }
        const char *name = at + 1 + strspn(at + 1, " \t");
        if (end - name < 2 || strncasecmp(name, "q=", 2) != 0) {
            continue;
        }
        double weight = name[2] == '1' ? 1 : 0;
        double digit = name[3] == '.' ? 0.1 : 0;
        for (const char *at_digit = name + 4; digit > 0.0005 && *at_digit >= '0' && *at_digit <= '9'; at_digit++) {
            weight += digit * (*at_digit - '0');
            digit /= 10;
        }
        return weight <= 1 ? weight : 1;
    }
    return 1;
}

/* 3: the type itself, 2: its family, 1: everything, 0: something else. */
static int range_fits(const char *text, const char *end, const char *type)
{
    size_t len = media_essence(&text);
    len = len < (size_t)(end - text) ? len : (size_t)(end - text);
    size_t family = strcspn(type, "/") + 1;
    if (media_is(text, len, type)) {
        return 3;
    }
    if (len == family + 1 && strncasecmp(text, type, family) == 0 && text[family] == '*') {
        return 2;
    }
    return media_is(text, len, "*/*") ? 1 : 0;
}

double media_quality(const char *accept, const char *type)
{
    double quality = 0;
    int best = 0;
    for (const char *at = accept; *at != '\0';) {
        const char *end = range_end(at);
        int fit = range_fits(at, end, type);
        if (fit > best) {
            best = fit;
            quality = range_weight(at, end);
        }
        at = *end != '\0' ? end + 1 : end;
    }
    return quality;
}
