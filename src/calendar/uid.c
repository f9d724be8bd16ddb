/* uid.c: the UID of a component, or one made for it. */
#include "uid.h"

#include "line.h"

#include "calendar/limits.h"

#include "base/map.h"
#include "base/mem.h"

#include <string.h>

/* What a server writes anew each time it is asked. */
static bool is_passing(const struct scan_line *raw)
{
    static const char *const names[] = {"DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (scan_is(raw, names[i])) {
            return true;
        }
    }
    return false;
}

static char *uid_read(const struct scan_line *raw)
{
    CLEAN_BUF struct buf text;
    buf_init(&text, (size_t)4 * CALENDAR_UID_BYTES);
    struct line line;
    if (scan_unfold(raw, &text) != 0 || line_parse(text.data, &line) != 0) {
        return NULL;
    }
    char *value = text.data + (line.value - text.data);
    text_unescape(value);
    value = text_trim(value);
    return *value != '\0' ? mem_strndup(value, text_cut(value, CALENDAR_UID_BYTES)) : NULL;
}

struct digest {
    uint64_t first, second;
};

static void digest_add(struct digest *digest, const struct scan_line *raw)
{
    CLEAN_BUF struct buf text;
    buf_init(&text, 2 * CALENDAR_LINE_BYTES + 1);
    if (scan_unfold(raw, &text) != 0) {
        return; /* a line too long to be read takes no part in it */
    }
    digest->first = hash_string(digest->first, buf_string(&text));
    digest->second = hash_string(digest->second, buf_string(&text));
}

char *uid_of_part(const struct scan *scan, const struct scan_part *part, bool *ret_made)
{
    struct digest digest = {HASH_START, ~HASH_START};
    struct scan_cursor cursor;
    struct scan_line raw;
    size_t depth = 0;
    *ret_made = false;
    scan_cursor_init(&cursor, scan->text + part->begin, scan->text + part->end, 1);
    while (scan_next(&cursor, &raw)) {
        bool inner = scan_enters(&raw, &depth);
        char *uid = !inner && scan_is(&raw, "UID") ? uid_read(&raw) : NULL;
        if (uid != NULL) {
            return uid;
        }
    }
    scan_cursor_init(&cursor, scan->text + part->begin, scan->text + part->end, 1);
    while (scan_next(&cursor, &raw)) {
        if (!is_passing(&raw)) {
            digest_add(&digest, &raw);
        }
    }
    *ret_made = true;
    return mem_printf("made-%016llx%016llx", (unsigned long long)digest.first, (unsigned long long)digest.second);
}
