/* Types of bodies (RFC 9110 8.3): what a Content-Type says, as far as the API cares, and which an Accept wants. */
#ifndef API_MEDIA_H
#define API_MEDIA_H

#include <stdbool.h>

/* text/calendar with no charset, or with one that is UTF-8 (RFC 5545 8.1). */
bool media_is_calendar(const char *content_type);
/* message/rfc822, whatever parameters it has. */
bool media_is_mail(const char *content_type);
/* application/json or application/…+json; also no type at all, which says nothing against it. */
bool media_is_json(const char *content_type);
/* No encoding at all, or one that changes nothing. */
bool media_is_plain(const char *content_encoding);
/* How much a header Accept wants a type, 0 (not at all) to 1: what the most exact range that takes it in says (RFC 9110
 * 12.5.1). Parameters other than q are not compared. */
double media_quality(const char *accept, const char *type);

#endif
