/* zones.h: what a TZID means: the system's zones, Windows names, and the VTIMEZONEs of a body.
 *
 * An IANA name (also behind a vendor's prefix) means the system's zone whatever a VTIMEZONE says; a Windows name is
 * mapped; any other name means its VTIMEZONE in the same VCALENDAR; without one, what Windows shows to people is
 * mapped, and an IANA name with other signs for its strokes ("US-Eastern") is known; one that means nothing is no zone.
 * The files are read ahead, so that looking a zone up needs no file. */
#ifndef CALENDAR_ZONES_H
#define CALENDAR_ZONES_H

#include "scan.h"
#include "zone.h"

#include "base/instant.h"
#include "base/map.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The zones of the system. */
struct zones {
    struct map by_name; /* lower case → struct zone_file */
    struct zone_file *files;
    size_t n_files, files_capacity;
    uint64_t digest; /* of all files: another after each update of the system's zones */
};

void zones_init(struct zones *zones);
void zones_done(struct zones *zones);
/* Reads every zone below root ("/usr/share/zoneinfo"). 0, or IO if there is none. */
int zones_load(struct zones *zones, const char *root);
/* The zone that an IANA name, a prefixed one or a Windows name means; NULL. Borrowed. */
const struct zone *zones_find(struct zones *zones, const char *tzid);

/* What a name that is neither might mean; NULL. */
const struct zone *zones_guess(struct zones *zones, const char *tzid);

/* The VTIMEZONEs of one body, made when they are asked for. */
struct zone_book {
    struct zones *system;
    const struct scan *scan;
    instant until;     /* zones are worked out up to here */
    struct map by_key; /* "calendar tzid" → struct book_zone */
    struct book_zone *entries;
    size_t n_entries;
    size_t n_onsets; /* of those that are worked out */
};

/* The meaning of a TZID. */
struct zone_answer {
    const struct zone *zone;      /* NULL: none */
    const struct scan_part *part; /* of the VTIMEZONE it comes from; NULL: the system's */
};

void zone_book_init(struct zone_book *book, struct zones *system, const struct scan *scan, instant until);
void zone_book_done(struct zone_book *book);
/* Forgets what was worked out if it has become much. No zone of the book may be in use. */
void zone_book_trim(struct zone_book *book);
/* Joins those VTIMEZONEs that mean something (their names are none of the system's) to the digest of their VCALENDAR;
 * digests: one for each. */
void zone_book_digest(const struct zone_book *book, uint64_t *digests);
struct zone_answer zone_book_find(struct zone_book *book, uint32_t calendar, const char *tzid);

/* A VTIMEZONE's content lines as a zone, worked out up to `until`. 0, or INVALID/LIMIT. */
int zone_parse_vtimezone(struct zone *ret_zone, const char *name, const char *begin, const char *end, instant until,
                         struct err *err);

#endif
