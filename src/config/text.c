/* Grammars of texts. Values of URLs are not repeated in messages: people put passwords there. */
#include "text.h"

#include <string.h>

#define INDEX_MARK "$index$"

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool made_of(const char *text, const char *others)
{
    for (; *text != '\0'; text++) {
        if (!is_letter_or_digit(*text) && strchr(others, *text) == NULL) {
            return false;
        }
    }
    return true;
}

static bool is_clean(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7f) {
            return false;
        }
    }
    return true;
}

static int length_check(const struct schema_key *key, const char *text, struct err *err)
{
    size_t len = strlen(text);
    if (!is_clean(text)) {
        return err_set(err, ERR_INVALID, "must not hold control characters or line breaks");
    }
    if (len == 0 && key->min > 0) {
        return err_set(err, ERR_INVALID, "must not be empty");
    }
    if (key->max > 0 && len > (size_t)key->max) {
        return err_set(err, ERR_INVALID, "is too long: %zu bytes, %lld at most", len, (long long)key->max);
    }
    return 0;
}

static int name_check(const char *text, struct err *err)
{
    if (!is_letter_or_digit(text[0]) || !made_of(text, "._-")) {
        return err_set(err, ERR_INVALID, "must start with a letter or digit and be made of letters, digits and . _ -");
    }
    return 0;
}

static int lower_name_check(const char *text, struct err *err)
{
    bool upper = false;
    for (const char *at = text; *at != '\0'; at++) {
        upper = upper || (*at >= 'A' && *at <= 'Z');
    }
    if (upper || !is_letter_or_digit(text[0]) || !made_of(text, "_-")) {
        return err_set(err, ERR_INVALID,
                       "must start with a small letter or digit and be made of small letters, digits and _ -");
    }
    return 0;
}

static int port_check(const char *text, size_t len, struct err *err)
{
    uint32_t port = 0;
    for (size_t i = 0; i < len && port <= UINT16_MAX; i++) {
        port = text[i] >= '0' && text[i] <= '9' ? port * 10 + (uint32_t)(text[i] - '0') : UINT32_MAX / 16;
    }
    if (len == 0 || port == 0 || port > UINT16_MAX) {
        return err_set(err, ERR_INVALID, "has a port that is no number from 1 to 65535");
    }
    return 0;
}

/* host[:port] of len bytes; an IPv6 address stands in brackets. */
static int authority_check(const char *text, size_t len, struct err *err)
{
    const char *end = text + len;
    if (memchr(text, '@', len) != NULL) {
        return err_set(err, ERR_INVALID, "must not hold a user name or password");
    }
    const char *host_end = NULL;
    const char *allowed = ".-_";
    const char *host = text;
    if (len > 0 && text[0] == '[') {
        host_end = memchr(text, ']', len);
        allowed = ":.";
        host = text + 1;
    } else {
        const char *colon = memchr(text, ':', len);
        host_end = colon != NULL ? colon : end;
    }
    if (host_end == NULL || host_end == host) {
        return err_set(err, ERR_INVALID, "has no host");
    }
    for (const char *at = host; at < host_end; at++) {
        if (!is_letter_or_digit(*at) && strchr(allowed, *at) == NULL) {
            return err_set(err, ERR_INVALID, "has a host with characters that no host name has");
        }
    }
    const char *rest = *text == '[' ? host_end + 1 : host_end;
    if (rest == end) {
        return 0;
    }
    if (*rest != ':') {
        return err_set(err, ERR_INVALID, "has something other than a port behind the host");
    }
    return port_check(rest + 1, (size_t)(end - rest - 1), err);
}

static int url_check(const char *text, bool path_allowed, struct err *err)
{
    const char *authority = NULL;
    if (strncmp(text, "https://", 8) == 0) {
        authority = text + 8;
    } else if (strncmp(text, "http://", 7) == 0) {
        authority = text + 7;
    } else {
        return err_set(err, ERR_INVALID, "must begin with https:// or http://");
    }
    if (strpbrk(text, " \"<>\\^`{|}") != NULL) {
        return err_set(err, ERR_INVALID, "holds a character that no URL has");
    }
    size_t len = strcspn(authority, "/?#");
    int r = authority_check(authority, len, err);
    if (r != 0) {
        return r;
    }
    if (!path_allowed && authority[len] != '\0' && strcmp(authority + len, "/") != 0) {
        return err_set(err, ERR_INVALID, "must be scheme://host or scheme://host:port, without a path");
    }
    return 0;
}

/* Where to is all that a proxy is asked for: "none", or scheme://host[:port]. */
static int proxy_check(const char *text, struct err *err)
{
    static const char *const schemes[] = {"http://", "https://", "socks5://", "socks5h://"};
    if (strcmp(text, "none") == 0) {
        return 0;
    }
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t len = strlen(schemes[i]);
        if (strncmp(text, schemes[i], len) == 0) {
            size_t rest = strlen(text + len);
            return authority_check(text + len, rest > 0 && text[len + rest - 1] == '/' ? rest - 1 : rest, err);
        }
    }
    return err_set(err, ERR_INVALID, "must be none, or begin with http://, https://, socks5:// or socks5h://");
}

/* iana-token or x-name of RFC 5545 3.1. */
static int property_check(const char *text, struct err *err)
{
    if (!made_of(text, "-")) {
        return err_set(err, ERR_INVALID, "must be the name of a property, such as LOCATION or X-ROOM");
    }
    return 0;
}

bool text_has_index(const char *mapping)
{
    for (const char *at = mapping; *at != '\0'; at++) {
        if (*at == '\\' && at[1] != '\0') {
            at++;
        } else if (*at == '$') {
            return true;
        }
    }
    return false;
}

/* [component] ["$index$"] [component], where a literal $ or \ is escaped by a \ . */
static int template_check(const char *text, struct err *err)
{
    bool seen = false;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\\') {
            if (at[1] != '$' && at[1] != '\\') {
                return err_set(err, ERR_INVALID, "has a \\ that escapes nothing; a literal \\ is written \\\\");
            }
            at++;
        } else if (*at == '$') {
            if (strncmp(at, INDEX_MARK, strlen(INDEX_MARK)) != 0) {
                return err_set(err, ERR_INVALID, "has a $ outside of $index$; a literal $ is written \\$");
            }
            if (seen) {
                return err_set(err, ERR_INVALID, "has $index$ more than once");
            }
            seen = true;
            at += strlen(INDEX_MARK) - 1;
        }
    }
    return 0;
}

static int zone_check(const char *text, struct err *err)
{
    if (!is_letter_or_digit(text[0]) || !made_of(text, "_-+/")) {
        return err_set(err, ERR_INVALID, "must be an IANA name such as Europe/Berlin");
    }
    return 0;
}

int text_check(const struct schema_key *key, const char *text, struct err *err)
{
    int r = length_check(key, text, err);
    if (r != 0) {
        return r;
    }
    switch (key->type) {
    case TYPE_NAME:
        return name_check(text, err);
    case TYPE_LOWER_NAME:
        return lower_name_check(text, err);
    case TYPE_HOST_URL:
        return url_check(text, false, err);
    case TYPE_URL:
        return url_check(text, true, err);
    case TYPE_TEMPLATE:
        return template_check(text, err);
    case TYPE_ZONE:
        return zone_check(text, err);
    case TYPE_PROXY:
        return proxy_check(text, err);
    case TYPE_PROPERTIES:
        return property_check(text, err);
    default:
        return 0;
    }
}
