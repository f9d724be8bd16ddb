/* intake/directory.c: a folder into which calendars are dropped. */
#include "source.h"

static void *directory_open(struct source *source)
{
    return source;
}

static void directory_close(void *self)
{
    (void)self;
}

static void directory_look(void *self)
{
    source_fail(self, &(struct source_failure){
                          .reason = "kind directory is not in this build", .retry_after = -1, .patient = true});
}

const struct source_kind DIRECTORY_SOURCE = {
    .open = directory_open,
    .close = directory_close,
    .look = directory_look,
};
