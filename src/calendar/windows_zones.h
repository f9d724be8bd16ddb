/* windows_zones.h: zone names of Windows, Outlook and Exchange. */
#ifndef CALENDAR_WINDOWS_ZONES_H
#define CALENDAR_WINDOWS_ZONES_H

/* The IANA name for one like "W. Europe Standard Time"; NULL if there is no such name. */
const char *windows_zone_find(const char *name);
/* The same for what people are shown, like "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", with or
 * without what stands in front. */
const char *windows_zone_find_shown(const char *name);

#endif
