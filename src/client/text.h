/* text.h: a growing text of the client library. It says when there is no memory, instead of ending the process. */
#ifndef CLIENT_TEXT_H
#define CLIENT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct client_text {
    char *data; /* NULL, or ends with NUL */
    size_t len, capacity;
    bool failed; /* there was no memory; nothing is added any more */
};

void client_text_add(struct client_text *text, const void *bytes, size_t len);
void client_text_put(struct client_text *text, const char *word);
void client_text_printf(struct client_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void client_text_escape(struct client_text *text, const char *word); /* as a part of a URL */
void client_text_drop(struct client_text *text, size_t len);         /* its first bytes */
const char *client_text_string(const struct client_text *text);      /* "" of nothing */
void client_text_done(struct client_text *text);
char *client_strdup(const char *word); /* NULL of NULL, and without memory */

#define CLEAN_TEXT __attribute__((cleanup(client_text_done)))

#endif
