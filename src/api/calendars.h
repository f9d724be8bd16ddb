/* Calendars as the API knows them: those of the configuration and those that were pushed. */
#ifndef API_CALENDARS_H
#define API_CALENDARS_H

#include "call.h"

/* [a-z0-9][a-z0-9_-]{0,63} */
bool calendar_name_is_valid(const char *name);
/* What the configuration says of it, or NULL. */
const struct config_calendar *calendar_configured(const struct api *api, const char *name);
/* The calendar as it is now: as the list shows it; as an answer. */
void calendar_write_json(struct json_writer *json, const struct api *api, const char *name);
void calendar_respond(struct call *call, int status, const char *name);

#endif
