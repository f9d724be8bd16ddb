/* Entity tags of meetings (RFC 9110 8.8.3): the meeting's version in quotes. */
#ifndef API_ETAG_H
#define API_ETAG_H

#include "core/meeting.h"

enum { ETAG_SIZE = 32 };

const char *etag_format(const struct meeting *meeting, char ret_etag[ETAG_SIZE]);
/* Whether a list of tags as in If-None-Match holds this one; weak tags count, "*" holds everything. */
bool etag_list_holds_weakly(const char *list, const char *etag);
/* The one tag that a command is to be checked against: NULL for no list and for "*", the meeting's own if the list has
 * it (strong comparison), else ETAG_NONE, which no version has: only the engine refuses, in its turn. */
const char *etag_expected(const char *list, const char *etag);
#define ETAG_NONE "\"\""

#endif
