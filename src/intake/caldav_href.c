#include "caldav_href.h"

#include "base/buf.h"
#include "base/mem.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

enum { MAX_PATH_BYTES = 64 * 1024 };

/* Bytes of scheme://authority; 0: it has none. */
static size_t origin_len(const char *url)
{
    size_t scheme = strncasecmp(url, "https://", 8) == 0 ? 8 : strncasecmp(url, "http://", 7) == 0 ? 7 : 0;
    return scheme != 0 ? scheme + strcspn(url + scheme, "/?#") : 0;
}

static int hex_value(char c)
{
    const char digits[] = "0123456789abcdef";
    const char *at = c != '\0' ? strchr(digits, tolower((unsigned char)c)) : NULL;
    return at != NULL ? (int)(at - digits) : -1;
}

/* One byte of a path, decoded; *at goes on behind it. A slash that was encoded is not one that parts names: -1. */
static int byte_next(const char **at)
{
    int high = **at == '%' ? hex_value((*at)[1]) : -1;
    int low = high >= 0 ? hex_value((*at)[2]) : -1;
    if (low < 0) {
        return (unsigned char)*(*at)++;
    }
    *at += 3;
    return high * 16 + low == '/' ? -1 : high * 16 + low;
}

static void segment_append(struct buf *out, const char *segment, size_t len)
{
    for (const char *at = segment; at < segment + len;) {
        int byte = byte_next(&at);
        if (byte == -1) {
            buf_append_string(out, "%2F");
        } else if (isalnum(byte) || (byte != 0 && strchr("-._~", byte) != NULL)) {
            buf_append_char(out, (char)byte);
        } else {
            buf_printf(out, "%%%02X", (unsigned)byte);
        }
    }
}

/* Cuts the last "/name" off. */
static void segment_drop(struct buf *out)
{
    while (out->len > 0 && out->data[out->len - 1] != '/') {
        out->len--;
    }
    if (out->len > 0) {
        out->len--;
    }
    if (out->data != NULL) {
        out->data[out->len] = '\0';
    }
}

/* path begins with a slash. RFC 3986 5.2.4 and 6.2.2. */
static char *path_normal(const char *path)
{
    struct buf out;
    buf_init(&out, MAX_PATH_BYTES);
    for (const char *at = path; *at == '/';) {
        const char *segment = at + 1;
        size_t len = strcspn(segment, "/");
        bool is_dot = len == 1 && segment[0] == '.';
        bool is_dots = len == 2 && segment[0] == '.' && segment[1] == '.';
        at = segment + len;
        if (is_dots) {
            segment_drop(&out);
        }
        if (!is_dot && !is_dots) {
            buf_append_char(&out, '/');
            segment_append(&out, segment, len);
        } else if (*at == '\0') {
            buf_append_char(&out, '/');
        }
    }
    if (out.overflown) {
        buf_done(&out);
        return NULL;
    }
    return buf_take(&out);
}

char *href_spelled(const char *url, const char *href)
{
    size_t origin = origin_len(href);
    if (origin == 0 && strncmp(href, "//", 2) == 0) {
        origin = 2 + strcspn(href + 2, "/?#");
    }
    const char *path = href + origin;
    size_t len = strcspn(path, "?#");
    if (origin != 0 && len == 0) {
        return mem_strdup("/");
    }
    if (path[0] == '/') {
        return mem_strndup(path, len);
    }
    size_t first = strcspn(path, "/:");
    size_t base_origin = origin_len(url);
    if (path[first] == ':' || base_origin == 0) {
        return NULL; /* another scheme */
    }
    const char *base = url + base_origin;
    size_t folder = strcspn(base, "?#");
    while (folder > 0 && base[folder - 1] != '/') {
        folder--;
    }
    return mem_printf("%.*s%.*s", (int)(folder > 0 ? folder : 1), folder > 0 ? base : "/", (int)len, path);
}

char *href_path(const char *url, const char *href)
{
    CLEAN_FREE char *spelled = href_spelled(url, href);
    return spelled != NULL ? path_normal(spelled) : NULL;
}

char *href_url(const char *url, const char *href)
{
    CLEAN_FREE char *spelled = href_spelled(url, href);
    const char *owner = origin_len(href) != 0 ? href : url;
    if (spelled == NULL) {
        return NULL;
    }
    return mem_printf("%.*s%s", (int)origin_len(owner), owner, spelled);
}

/* The host within url, without user and port. */
static const char *host_find(const char *url, size_t *ret_len)
{
    size_t end = origin_len(url);
    const char *host = strstr(url, "://");
    host = host != NULL && end != 0 ? host + 3 : url;
    size_t len = end != 0 ? (size_t)(url + end - host) : 0;
    const char *user = memchr(host, '@', len);
    if (user != NULL) {
        len -= (size_t)(user + 1 - host);
        host = user + 1;
    }
    size_t brackets = len > 0 && host[0] == '[' ? strcspn(host, "]") : 0;
    size_t port = brackets + strcspn(host + brackets, ":/?#");
    *ret_len = port < len ? port : len;
    return host;
}

/* What is left of a name without its first label, if that can be somebody's own: two labels, three under a country
 * (nobody owns co.uk). NULL: it cannot. */
static const char *parent_find(const char *host, size_t *len)
{
    const char *dot = memchr(host, '.', *len);
    size_t n_labels = 1, last = 0;
    if (dot == NULL || host[0] == '[' || isdigit((unsigned char)host[*len - 1])) {
        return NULL; /* of numbers, or of no domain */
    }
    size_t parent_len = *len - (size_t)(dot + 1 - host);
    for (size_t i = 0; i < parent_len; i++) {
        bool parts = dot[1 + i] == '.';
        n_labels += parts;
        last = parts ? 0 : last + 1;
    }
    *len = parent_len;
    return n_labels >= (last == 2 ? 3 : 2) ? dot + 1 : NULL;
}

static bool texts_equal(const char *a, size_t a_len, const char *b, size_t b_len)
{
    return a_len == b_len && strncasecmp(a, b, a_len) == 0;
}

/* https at its own port, without a user before the host. */
static bool is_plain_https(const char *url, size_t host_len)
{
    size_t authority = origin_len(url);
    return strncasecmp(url, "https://", 8) == 0 &&
           (authority == 8 + host_len ||
            (authority == 8 + host_len + 4 && strncmp(url + authority - 4, ":443", 4) == 0));
}

bool href_is_trusted(const char *url, const char *other)
{
    size_t url_len, other_len;
    if (texts_equal(url, origin_len(url), other, origin_len(other))) {
        return true;
    }
    const char *url_host = host_find(url, &url_len);
    const char *other_host = host_find(other, &other_len);
    if (!is_plain_https(url, url_len) || !is_plain_https(other, other_len)) {
        return false;
    }
    if (texts_equal(url_host, url_len, other_host, other_len)) {
        return true;
    }
    const char *url_parent = parent_find(url_host, &url_len);
    const char *other_parent = parent_find(other_host, &other_len);
    return url_parent != NULL && other_parent != NULL && texts_equal(url_parent, url_len, other_parent, other_len);
}

char *href_folder_take(char *take_path)
{
    size_t len = strlen(take_path);
    if (len > 0 && take_path[len - 1] == '/') {
        return take_path;
    }
    char *folder = mem_printf("%s/", take_path);
    mem_free(take_path);
    return folder;
}
