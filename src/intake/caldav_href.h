/* caldav_href.h: addresses as servers write them, made comparable.
 *
 * An href comes as a whole URL, as a path, relative, and percent-encoded as its server likes (RFC 4918 8.3). Here a
 * resource is known by its path: decoded and encoded again in one way, without query, dots resolved. */
#ifndef INTAKE_CALDAV_HREF_H
#define INTAKE_CALDAV_HREF_H

#include <stdbool.h>

/* The comparable path of href, as found in the answer to url; NULL if it is of no http address. The caller's. */
char *href_path(const char *url, const char *href);
/* The same, but as the server spells it. */
char *href_spelled(const char *url, const char *href);
/* The whole URL of href, as found in the answer to url; NULL as above. The caller's. */
char *href_url(const char *url, const char *href);
/* May the login for url be shown to other, too? To the same scheme, host and port; and, where both are https at its own
 * port, to a host beside it ("p34.icloud.com" beside "caldav.icloud.com": servers that keep their users on several, RFC
 * 6764 6). What stands behind the first label must then be a domain that somebody can own: of two labels or more, of
 * three or more under a country's. */
bool href_is_trusted(const char *url, const char *other);
/* path, or a new one with '/' at its end. */
char *href_folder_take(char *take_path);

#endif
