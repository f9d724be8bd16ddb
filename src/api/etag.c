/* api/etag.c: tags and the lists of them in If-Match and If-None-Match. */
#include "etag.h"

#include "base/decimal.h"

#include <string.h>

const char *etag_format(const struct meeting *meeting, char ret_etag[ETAG_SIZE])
{
    ret_etag[0] = '"';
    char *end = decimal_put(ret_etag + 1, meeting_version(meeting));
    memcpy(end, "\"", sizeof "\"");
    return ret_etag;
}

/* Steps over one tag of a list; false at its end or where it is no list. */
static bool etag_list_next(const char **at, bool *ret_weak, const char **ret_tag, size_t *ret_len)
{
    const char *text = *at + strspn(*at, " \t,");
    *ret_weak = strncmp(text, "W/", 2) == 0;
    text += *ret_weak ? 2 : 0;
    if (*text != '"') {
        return false;
    }
    const char *end = strchr(text + 1, '"');
    if (end == NULL) {
        return false;
    }
    *ret_tag = text;
    *ret_len = (size_t)(end + 1 - text);
    *at = end + 1;
    return true;
}

static bool etag_is_any(const char *list)
{
    const char *text = list + strspn(list, " \t");
    return text[0] == '*' && text[1 + strspn(text + 1, " \t")] == '\0';
}

static bool etag_list_holds(const char *list, const char *etag, bool weakly)
{
    bool weak;
    const char *tag;
    size_t len;
    while (etag_list_next(&list, &weak, &tag, &len)) {
        if ((weakly || !weak) && len == strlen(etag) && memcmp(tag, etag, len) == 0) {
            return true;
        }
    }
    return false;
}

bool etag_list_holds_weakly(const char *list, const char *etag)
{
    return etag_is_any(list) || etag_list_holds(list, etag, true);
}

const char *etag_expected(const char *list, const char *etag)
{
    if (list == NULL || etag_is_any(list)) {
        return NULL;
    }
    return etag_list_holds(list, etag, false) ? etag : ETAG_NONE;
}
