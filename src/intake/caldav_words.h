/* caldav_words.h: what is said to a CalDAV server: the bodies of its requests. All results are the caller's. */
#ifndef INTAKE_CALDAV_WORDS_H
#define INTAKE_CALDAV_WORDS_H

#include <stddef.h>

/* PROPFIND: what is this, and where are the calendars (RFC 5397, RFC 4791 6.2.1)? */
extern const char caldav_words_find[];
/* PROPFIND: are there calendars in here? */
extern const char caldav_words_children[];
/* PROPFIND: which calendars are here, and have they changed? */
extern const char caldav_words_list[];
/* PROPFIND: which resources are here? */
extern const char caldav_words_etags[];
/* REPORT calendar-query: which resources with events are here (RFC 4791 7.8)? */
extern const char caldav_words_query[];

/* REPORT sync-collection: what has changed since token; NULL: everything (RFC 6578 3.2). */
char *caldav_words_sync(const char *token);
/* REPORT calendar-multiget: these (RFC 4791 7.9). */
char *caldav_words_multiget(const char *const *hrefs, size_t n);

#endif
