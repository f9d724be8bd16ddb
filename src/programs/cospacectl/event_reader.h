/* event_reader.h: server-sent events out of the bytes of a stream (WHATWG HTML 9.2, as far as the service writes it).
 */
#ifndef COSPACECTL_EVENT_READER_H
#define COSPACECTL_EVENT_READER_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum { EVENT_ID_SIZE = 24, EVENT_WORD_SIZE = 32 };

struct event_reader {
    struct buf line, data;
    char id[EVENT_ID_SIZE]; /* of the last that had one: where to go on */
    char word[EVENT_WORD_SIZE];
    /* An event is whole; word and data are borrowed for the call. */
    void (*event)(void *ctx, const char *word, const char *data);
    /* An id stood alone: everything up to it has been told. */
    void (*place)(void *ctx);
    void *ctx;
};

void event_reader_init(struct event_reader *reader);
void event_reader_done(struct event_reader *reader);
/* False: a line is longer than anything that the service says. */
bool event_reader_take(struct event_reader *reader, const char *bytes, size_t len);
/* The connection is another: what was half said is forgotten, the id stays. */
void event_reader_restart(struct event_reader *reader);

#endif
