/* base/buf.h: a growing byte buffer that cannot grow without end.
 *
 * Every buffer has a ceiling, given at init. An append that would pass it changes nothing, marks the buffer as
 * overflown and returns ERR_LIMIT; so a writer may append freely and check `overflown` once at the end. The content is
 * always NUL-terminated (the NUL is not counted), data is never NULL after the first append. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *data;
    size_t len;
    size_t capacity;
    size_t limit;
    bool overflown;
};

void buf_init(struct buf *buf, size_t limit);
void buf_done(struct buf *buf);  /* frees; the buffer may be initialised again */
void buf_clear(struct buf *buf); /* empties, keeps the memory */
void buf_wipe(struct buf *buf);  /* overwrites what it holds, a secret, and frees */
int buf_append(struct buf *buf, const void *bytes, size_t len);
int buf_append_string(struct buf *buf, const char *text);
int buf_append_char(struct buf *buf, char c);
/* Room for so many more bytes, to be written there and then counted with buf_wrote (at most as many); NULL: they would
 * pass the ceiling. For who writes much in small pieces. */
char *buf_room(struct buf *buf, size_t len);
void buf_wrote(struct buf *buf, size_t len);
int buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
int buf_vprintf(struct buf *buf, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
void buf_drop_front(struct buf *buf, size_t len); /* removes the first len bytes (len <= buf->len) */
const char *buf_string(const struct buf *buf);    /* "" while nothing was appended; borrowed */
char *buf_take(struct buf *buf);                  /* hands the memory over (never NULL), the buffer is empty again */

#define CLEAN_BUF __attribute__((cleanup(buf_done)))

#endif
