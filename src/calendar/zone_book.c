/* zone_book.c: the VTIMEZONEs of one body, each belonging to its VCALENDAR. */
#include "zones.h"

#include "line.h"

#include "calendar/limits.h"

#include "base/hash.h"
#include "base/mem.h"

#include <ctype.h>
#include <string.h>

struct book_zone {
    const struct scan_part *part;
    char *tzid;
    struct zone *zone;
    bool tried;
};

/* The TZID of a VTIMEZONE, NULL if it has none. */
static char *part_tzid(const struct scan *scan, const struct scan_part *part)
{
    struct scan_cursor cursor;
    struct scan_line raw;
    scan_cursor_init(&cursor, scan->text + part->begin, scan->text + part->end, part->line);
    while (scan_next(&cursor, &raw)) {
        CLEAN_BUF struct buf text;
        buf_init(&text, CALENDAR_UID_BYTES);
        struct line line;
        if (!scan_is(&raw, "TZID") || scan_unfold(&raw, &text) != 0 || line_parse(text.data, &line) != 0) {
            continue;
        }
        char *tzid = mem_strdup(line.value);
        text_unescape(tzid);
        return tzid;
    }
    return NULL;
}

/* Blanks around a TZID mean nothing. */
static char *book_key(uint32_t calendar, const char *tzid)
{
    while (isspace((unsigned char)*tzid)) {
        tzid++;
    }
    size_t len = strlen(tzid);
    while (len > 0 && isspace((unsigned char)tzid[len - 1])) {
        len--;
    }
    return mem_printf("%u %.*s", calendar, (int)len, tzid);
}

void zone_book_init(struct zone_book *book, struct zones *system, const struct scan *scan, instant until)
{
    *book = (struct zone_book){.system = system, .scan = scan, .until = until};
    map_init(&book->by_key, HASH_START ^ scan->len);
    book->entries = mem_calloc(scan->n_zones, sizeof *book->entries);
    for (size_t i = 0; i < scan->n_zones; i++) {
        const struct scan_part *part = &scan->zones[i];
        char *tzid = part->fault == NULL ? part_tzid(scan, part) : NULL;
        if (tzid == NULL) {
            continue;
        }
        CLEAN_FREE char *key = book_key(part->calendar, tzid);
        struct book_zone *entry = &book->entries[book->n_entries++];
        *entry = (struct book_zone){.part = part, .tzid = tzid};
        if (map_get(&book->by_key, key) == NULL) {
            map_set(&book->by_key, key, entry);
        }
    }
}

void zone_book_done(struct zone_book *book)
{
    map_done(&book->by_key);
    for (size_t i = 0; i < book->n_entries; i++) {
        mem_free(book->entries[i].tzid);
        zone_free(book->entries[i].zone);
    }
    mem_free(book->entries);
    *book = (struct zone_book){0};
}

static const struct zone *entry_zone(struct zone_book *book, struct book_zone *entry)
{
    if (entry->tried) {
        return entry->zone;
    }
    entry->tried = true;
    struct zone zone;
    const char *text = book->scan->text;
    if (zone_parse_vtimezone(&zone, entry->tzid, text + entry->part->begin, text + entry->part->end, book->until,
                             NULL) != 0) {
        return NULL;
    }
    entry->zone = mem_zalloc(sizeof *entry->zone);
    *entry->zone = zone;
    book->n_onsets += zone.n_shifts;
    return entry->zone;
}

void zone_book_trim(struct zone_book *book)
{
    if (book->n_onsets <= CALENDAR_BOOK_ONSETS) {
        return;
    }
    for (size_t i = 0; i < book->n_entries; i++) {
        zone_free(book->entries[i].zone);
        book->entries[i].zone = NULL;
        book->entries[i].tried = false;
    }
    book->n_onsets = 0;
}

void zone_book_digest(const struct zone_book *book, uint64_t *digests)
{
    for (size_t i = 0; i < book->n_entries; i++) {
        const struct book_zone *entry = &book->entries[i];
        const struct scan_part *part = entry->part;
        CLEAN_FREE char *key = book_key(part->calendar, entry->tzid);
        if (zones_find(book->system, strchr(key, ' ') + 1) == NULL) {
            uint64_t *digest = &digests[part->calendar];
            *digest = hash_join(*digest, hash_of(2, book->scan->text + part->begin, part->end - part->begin));
        }
    }
}

struct zone_answer zone_book_find(struct zone_book *book, uint32_t calendar, const char *tzid)
{
    CLEAN_FREE char *key = book_key(calendar, tzid);
    const char *name = strchr(key, ' ') + 1;
    const struct zone *zone = zones_find(book->system, name);
    if (zone != NULL) {
        return (struct zone_answer){.zone = zone};
    }
    struct book_zone *entry = map_get(&book->by_key, key);
    if (entry == NULL) {
        return (struct zone_answer){.zone = zones_guess(book->system, name)};
    }
    return (struct zone_answer){.zone = entry_zone(book, entry), .part = entry->part};
}
