/* intake/caldav_source.c: CalDAV collections (RFC 4791). */
#include "source.h"

static void *caldav_open(struct source *source)
{
    return source;
}

static void caldav_close(void *self)
{
    (void)self;
}

static void caldav_look(void *self)
{
    source_fail(self, &(struct source_failure){
                          .reason = "kind caldav is not in this build", .retry_after = -1, .patient = true});
}

const struct source_kind CALDAV_SOURCE = {
    .open = caldav_open,
    .close = caldav_close,
    .look = caldav_look,
    .asks_a_host = true,
};
