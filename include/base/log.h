/* base/log.h: one line for a person or a machine, written once, at the edge where an error stops travelling.
 *
 * log_info("meeting starts", "meeting=%s bridge=%s", id, name): the first text is the message, the second is
 * key=value pairs separated by blanks ("" if there are none). A value that may hold blanks goes through log_quote().
 * Text form goes to stderr as "2026-11-23T09:00:00.000Z info meeting starts meeting=… bridge=…"; JSON form as one
 * object a line with "time", "level", "message" and the pairs. Secrets are never passed (base/secret.h). The level is
 * the one mutable global of the program. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/buf.h"
#include "base/instant.h"

#include <stdbool.h>
#include <stddef.h>

enum { LOG_LINES_LIMIT = 65536 };

/* AUDIT is no weight: who had what done, written whatever the level is, unless it is switched off. */
enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARNING, LOG_LEVEL_ERROR, LOG_LEVEL_AUDIT };

/* clock gives the time for the lines (the program passes its own; NULL: lines without a time, as under journald). */
void log_init(enum log_level level, bool json, instant (*clock)(void));
void log_set_level(enum log_level level);
void log_set_audit(bool wanted);      /* true until it is said */
bool log_wants(enum log_level level); /* whether such a line would be written */
void log_write(enum log_level level, const char *message, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same line for whoever has many to write: gathered in lines (a buffer of LOG_LINES_LIMIT) and written some at a
 * time; log_flush writes the rest. */
void log_append(struct buf *lines, enum log_level level, const char *message, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void log_flush(struct buf *lines);
/* What is written from here to log_release, by whomever, is gathered likewise; an error is written at once, behind what
 * came before it. */
void log_hold(void);
void log_release(void);
/* Where lines go instead of to stderr: as text, without time and level, and each pair by itself. All borrowed for the
 * call. False: it could not be written there, so it goes to stderr. */
struct log_field {
    const char *key, *value;
};
typedef bool log_sink(enum log_level level, const char *text, const struct log_field *fields, size_t n);
void log_set_sink(log_sink *sink); /* NULL: stderr again */
/* Quotes text for a value: "…" with \" \\ \n escaped. Returns one of a few rotating static buffers, cut at 200 bytes.
 */
const char *log_quote(const char *text);

/* What a debug line says is not worked out where nobody wants it. */
#define log_debug(...)   (log_wants(LOG_LEVEL_DEBUG) ? log_write(LOG_LEVEL_DEBUG, __VA_ARGS__) : (void)0)
#define log_info(...)    log_write(LOG_LEVEL_INFO, __VA_ARGS__)
#define log_warning(...) log_write(LOG_LEVEL_WARNING, __VA_ARGS__)
#define log_audit(...)   log_write(LOG_LEVEL_AUDIT, __VA_ARGS__)
#define log_error(...)   log_write(LOG_LEVEL_ERROR, __VA_ARGS__)

#endif
