/* Types of bodies (RFC 9110 8.3): what a Content-Type says, as far as the API cares. */
#ifndef API_MEDIA_H
#define API_MEDIA_H

#include <stdbool.h>

/* text/calendar with no charset, or with one that is UTF-8 (RFC 5545 8.1). */
bool media_is_calendar(const char *content_type);
/* application/json or application/…+json; also no type at all, which says nothing against it. */
bool media_is_json(const char *content_type);
/* No encoding at all, or one that changes nothing. */
bool media_is_plain(const char *content_encoding);

#endif
