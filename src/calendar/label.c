/* label.c: SUMMARY, DTSTART and CLASS of a component that could not be read, as far as they can be. */
#include "label.h"

#include "line.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <string.h>
#include <strings.h>

enum { DATE_LEN = 8, CLOCK_LEN = 4 };

/* The bytes of the first words in the value; NULL if there are none. */
static char *value_text(char *value, size_t limit)
{
    text_unescape(value);
    value = text_one_line(value);
    return *value != '\0' ? mem_strndup(value, text_cut(value, limit)) : NULL;
}

/* "2026-11-23", "2026-11-23 10:00 Europe/Paris", "2026-11-23 10:00 UTC"; what is no time stays as it is. */
static char *when_text(const struct line *line, char *value)
{
    static const char digits[] = "0123456789";
    const char *zone = line_param(line, "TZID");
    value = text_trim(value);
    size_t date = strspn(value, digits), clock = value[date] == 'T' ? strspn(value + date + 1, digits) : 0;
    struct buf text;
    buf_init(&text, CALENDAR_LINE_BYTES);
    if (date == DATE_LEN) {
        buf_printf(&text, "%.4s-%.2s-%.2s", value, value + 4, value + 6);
    } else {
        buf_append_string(&text, value);
    }
    if (date == DATE_LEN && clock >= CLOCK_LEN) {
        const char *at = value + date + 1;
        bool utc = at[clock] == 'Z';
        buf_printf(&text, " %.2s:%.2s", at, at + 2);
        buf_printf(&text, "%s%s", utc || zone != NULL ? " " : "", utc ? "UTC" : zone != NULL ? zone : "");
    }
    CLEAN_FREE char *whole = buf_take(&text);
    return value_text(whole, CALENDAR_WHEN_BYTES);
}

static bool is_private(char *value)
{
    value = text_trim(value);
    return strcasecmp(value, "PRIVATE") == 0 || strcasecmp(value, "CONFIDENTIAL") == 0;
}

static void line_read(const struct scan_line *raw, struct refusal *refusal, bool *private)
{
    CLEAN_BUF struct buf text;
    struct line line;
    buf_init(&text, 2 * CALENDAR_LINE_BYTES + 1);
    if (scan_unfold(raw, &text) != 0 || line_parse(text.data, &line) != 0) {
        return;
    }
    char *value = text.data + (line.value - text.data);
    if (scan_is(raw, "CLASS")) {
        *private = is_private(value);
    } else if (scan_is(raw, "SUMMARY") && refusal->title == NULL) {
        refusal->title = value_text(value, CALENDAR_TITLE_BYTES);
    } else if (scan_is(raw, "DTSTART") && refusal->when == NULL) {
        refusal->when = when_text(&line, value);
    }
}

void label_of_part(const struct scan *scan, const struct scan_part *part, struct refusal *refusal)
{
    struct scan_cursor cursor;
    struct scan_line raw;
    size_t depth = 0;
    bool private = false;
    scan_cursor_init(&cursor, scan->text + part->begin, scan->text + part->end, 1);
    while (scan_next(&cursor, &raw)) {
        if (!scan_enters(&raw, &depth) &&
            (scan_is(&raw, "SUMMARY") || scan_is(&raw, "DTSTART") || scan_is(&raw, "CLASS"))) {
            line_read(&raw, refusal, &private);
        }
    }
    if (private) {
        mem_replace(&refusal->title, "Private");
    }
}
