/* A calendar's meetings as text/calendar. */
#ifndef API_CALENDAR_TEXT_H
#define API_CALENDAR_TEXT_H

#include "query.h"

/* Answers with those that overlap [from, to), by default from yesterday to the horizon; 304 where If-None-Match holds.
 * INVALID: from or to make no sense. The calendar's name is the call's first part. */
int calendar_text_respond(struct call *call, const struct query_value *from, const struct query_value *to,
                          struct err *err);

#endif
