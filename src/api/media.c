/* api/media.c: reading Content-Type and Content-Encoding. */
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
