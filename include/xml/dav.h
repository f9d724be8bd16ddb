/* xml/dav.h: what a WebDAV server answers, read as it comes: DAV:multistatus and DAV:error.
 *
 * RFC 4918 14 (multistatus, response, propstat), RFC 4791 (calendars), RFC 6578 (sync-token), RFC 5397 (principal) and
 * getctag of calendarserver.org. Elements are known by namespace and place; what is not known is passed over. Calendars
 * go through in pieces; all else of a response is small, under ceilings. */
#ifndef XML_DAV_H
#define XML_DAV_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    DAV_MAX_DEPTH = 32,
    DAV_MAX_NAME = 256,
    DAV_MAX_VALUE = 8 * 1024, /* bytes of an href, etag, token … */
    DAV_MAX_HOMES = 16,
    DAV_MAX_HREFS = 10000, /* of one response */
};

/* One response for one href. Texts are NULL where nothing was said with success; blanks around them are gone. */
struct dav_response {
    const char *href;
    int status; /* of the response itself (404: it is gone; 507: there is more), or 0: it has properties */
    const char *etag;
    const char *ctag;
    const char *sync_token;
    const char *name;
    const char *principal;    /* current-user-principal */
    const char *const *homes; /* calendar-home-set */
    size_t n_homes;
    bool is_collection, is_calendar; /* resourcetype */
    bool takes_events;               /* supported-calendar-component-set has VEVENT, or does not say */
    bool has_data;                   /* its calendar-data has gone through `data` since the response before */
};

struct dav_sink {
    /* A piece of the calendar-data of the response being read; whether it counts says has_data of the response. */
    int (*data)(void *ctx, const char *text, size_t len, struct err *err);
    int (*response)(void *ctx, const struct dav_response *response, struct err *err);
};

struct dav_reader;

/* limit: bytes of the whole document. */
struct dav_reader *dav_reader_new(const struct dav_sink *sink, void *ctx, size_t limit);
void dav_reader_free(struct dav_reader *reader);
/* UNREADABLE: no XML, or another document; LIMIT: a ceiling; or what the sink said. */
int dav_reader_feed(struct dav_reader *reader, const char *bytes, size_t len, struct err *err);
int dav_reader_finish(struct dav_reader *reader, struct err *err);
/* What stands beside the responses; valid after finish, borrowed. */
const char *dav_reader_sync_token(const struct dav_reader *reader); /* or NULL */
/* The precondition of a DAV:error ("valid-sync-token"), or "". */
const char *dav_reader_error(const struct dav_reader *reader);

#endif
