/* caldav_lay.h: lays calendar resources end to end into one body, as they come in pieces.
 *
 * Each is looked over while it goes through: only a whole VCALENDAR with an event in it stays; what else came is taken
 * back. Nothing is held but some kilobytes that wait to be written. */
#ifndef INTAKE_CALDAV_LAY_H
#define INTAKE_CALDAV_LAY_H

#include "base/buf.h"
#include "base/err.h"
#include "intake/intake.h"

#include <stdbool.h>
#include <stddef.h>

enum { LAY_LINE_BYTES = 32 };

enum lay_verdict {
    LAY_KEPT,
    LAY_NO_EVENTS, /* tasks, journals */
    LAY_BROKEN,    /* no whole VCALENDAR */
};

struct caldav_lay {
    int fd;                          /* owned; -1: handed over, or none */
    size_t limit;                    /* bytes of the body */
    size_t written;                  /* of the body, in the file */
    struct buf out;                  /* what comes next */
    size_t begin, bytes;             /* of the resource that is coming */
    struct intake_chapter *chapters; /* owned, hrefs and etags with them */
    size_t n_chapters, chapters_capacity;

    char line[LAY_LINE_BYTES]; /* the beginning of the line that is coming */
    size_t line_len;
    unsigned depth; /* components that are open */
    bool has_begun, has_ended, has_events, is_broken;
};

void caldav_lay_init(struct caldav_lay *lay, int take_fd, size_t limit);
void caldav_lay_done(struct caldav_lay *lay);
/* LIMIT: the body is over its ceiling; IO. */
int caldav_lay_piece(struct caldav_lay *lay, const char *text, size_t len, struct err *err);
/* That was all of it. Whatever the verdict, the next piece begins the next resource. etag: NULL if there is none. */
int caldav_lay_end(struct caldav_lay *lay, const char *href, const char *etag, enum lay_verdict *ret_verdict,
                   struct err *err);
void caldav_lay_drop(struct caldav_lay *lay); /* takes back what came since the last end */
/* Writes what waits. */
int caldav_lay_finish(struct caldav_lay *lay, struct err *err);

#endif
