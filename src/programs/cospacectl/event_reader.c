/* event_reader.c: lines into fields, fields into events. */
#include "event_reader.h"

#include <stdio.h>
#include <string.h>

enum { LINE_LIMIT = 16 * 1024 * 1024 };

void event_reader_init(struct event_reader *reader)
{
    *reader = (struct event_reader){0};
    buf_init(&reader->line, LINE_LIMIT);
    buf_init(&reader->data, LINE_LIMIT);
}

void event_reader_done(struct event_reader *reader)
{
    buf_done(&reader->line);
    buf_done(&reader->data);
}

void event_reader_restart(struct event_reader *reader)
{
    buf_clear(&reader->line);
    buf_clear(&reader->data);
    reader->word[0] = '\0';
}

static void reader_dispatch(struct event_reader *reader)
{
    if (reader->data.len > 0) {
        reader->event(reader->ctx, reader->word, buf_string(&reader->data));
    } else {
        reader->place(reader->ctx);
    }
    buf_clear(&reader->data);
    reader->word[0] = '\0';
}

static const char *field_value(const char *line, const char *name)
{
    size_t len = strlen(name);
    if (strncmp(line, name, len) != 0 || line[len] != ':') {
        return NULL;
    }
    return line + len + 1 + (line[len + 1] == ' ');
}

static void reader_line(struct event_reader *reader, const char *line)
{
    const char *value = NULL;
    if (line[0] == '\0') {
        reader_dispatch(reader);
    } else if ((value = field_value(line, "data")) != NULL) {
        buf_append_string(&reader->data, value);
    } else if ((value = field_value(line, "id")) != NULL) {
        snprintf(reader->id, sizeof reader->id, "%s", value);
    } else if ((value = field_value(line, "event")) != NULL) {
        snprintf(reader->word, sizeof reader->word, "%s", value);
    }
}

bool event_reader_take(struct event_reader *reader, const char *bytes, size_t len)
{
    while (len > 0) {
        const char *end = memchr(bytes, '\n', len);
        size_t part = end != NULL ? (size_t)(end - bytes) : len;
        buf_append(&reader->line, bytes, part);
        if (reader->line.overflown || reader->data.overflown) {
            return false;
        }
        if (end != NULL) {
            reader_line(reader, buf_string(&reader->line));
            buf_clear(&reader->line);
            part++;
        }
        bytes += part;
        len -= part;
    }
    return true;
}
