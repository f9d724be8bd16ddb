/* scan_line.c: logical lines in raw bytes. */
#include "scan.h"

#include "line.h"

#include <ctype.h>
#include <string.h>

static const char *lf_find(const char *at, const char *end)
{
    const char *lf = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    return lf != NULL ? lf : end;
}

void scan_cursor_init(struct scan_cursor *cursor, const char *begin, const char *end, uint32_t line)
{
    *cursor = (struct scan_cursor){.at = begin, .end = end, .next_lf = lf_find(begin, end), .line = line};
}

/* Passes over one physical line; returns its end without the line end. */
static const char *physical_next(struct scan_cursor *cursor)
{
    if (cursor->at > cursor->next_lf) {
        cursor->next_lf = lf_find(cursor->at, cursor->end);
    }
    const char *lf = cursor->next_lf;
    const char *cr = memchr(cursor->at, '\r', (size_t)(lf - cursor->at));
    const char *line_end = cr != NULL ? cr : lf;
    const char *next = line_end;
    while (next < lf && *next == '\r' && next < line_end + 2) {
        next++;
    }
    if (next != lf && cr != NULL) {
        next = cr + 1; /* CRs that no LF follows end a line each */
    } else if (lf < cursor->end) {
        next = lf + 1;
    }
    cursor->at = next;
    cursor->line++;
    return line_end;
}

static bool folded(const struct scan_cursor *cursor)
{
    return cursor->at < cursor->end && (*cursor->at == ' ' || *cursor->at == '\t');
}

static bool bom_at(const char *at, const char *end)
{
    return end - at >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0;
}

bool scan_next(struct scan_cursor *cursor, struct scan_line *ret_line)
{
    while (cursor->at < cursor->end) {
        struct scan_line line = {.begin = cursor->at, .line = cursor->line};
        if (bom_at(line.begin, cursor->end)) {
            line.begin = cursor->at += 3;
        }
        line.end = physical_next(cursor);
        line.len = (size_t)(line.end - line.begin);
        if (line.len == 0) {
            continue;
        }
        while (folded(cursor)) {
            const char *begin = cursor->at + 1;
            line.end = physical_next(cursor);
            line.len += (size_t)(line.end - begin);
        }
        *ret_line = line;
        return true;
    }
    return false;
}

int scan_unfold(const struct scan_line *line, struct buf *out)
{
    if (line->len == (size_t)(line->end - line->begin)) {
        return text_append_utf8(out, line->begin, line->len);
    }
    /* a fold may stand inside a character: join first, look at UTF-8 then */
    CLEAN_BUF struct buf joined;
    buf_init(&joined, line->len + 1);
    struct scan_cursor cursor;
    scan_cursor_init(&cursor, line->begin, line->end, 0);
    const char *begin = cursor.at;
    int rc = 0;
    while (rc == 0 && cursor.at < line->end) {
        const char *end = physical_next(&cursor);
        rc = buf_append(&joined, begin, (size_t)(end - begin));
        begin = cursor.at + 1;
    }
    return rc != 0 ? rc : text_append_utf8(out, buf_string(&joined), joined.len);
}

/* Old Mozilla folds behind the name: what stands after such folds. */
static const char *fold_pass(const char *at, const char *end)
{
    while (at < end && (*at == '\r' || *at == '\n')) {
        while (at < end && (*at == '\r' || *at == '\n')) {
            at++;
        }
        at += at < end ? 1 : 0;
    }
    return at;
}

bool scan_is(const struct scan_line *line, const char *name)
{
    size_t n = strlen(name);
    if ((size_t)(line->end - line->begin) <= n || strncasecmp(line->begin, name, n) != 0) {
        return false;
    }
    const char *at = fold_pass(line->begin + n, line->end);
    return at < line->end && (*at == ':' || *at == ';');
}

bool scan_enters(const struct scan_line *line, size_t *depth)
{
    if (scan_is(line, "BEGIN")) {
        ++*depth;
        return true;
    }
    if (*depth == 0) {
        return false;
    }
    if (scan_is(line, "END")) {
        --*depth;
    }
    return true;
}
