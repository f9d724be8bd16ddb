/* text.c: see text.h. */
#include "client/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 256, PRINTED_MOST = 512 };

static bool grow(struct client_text *text, size_t needed)
{
    size_t capacity = text->capacity > 0 ? text->capacity : FIRST_CAPACITY;
    while (capacity < needed) {
        capacity *= 2;
    }
    char *data = capacity > text->capacity ? realloc(text->data, capacity) : text->data;
    if (data == NULL) {
        text->failed = true;
        return false;
    }
    text->data = data;
    text->capacity = capacity;
    return true;
}

void client_text_add(struct client_text *text, const void *bytes, size_t len)
{
    if (text->failed || !grow(text, text->len + len + 1)) {
        return;
    }
    if (len > 0) {
        memcpy(text->data + text->len, bytes, len);
    }
    text->len += len;
    text->data[text->len] = '\0';
}

void client_text_put(struct client_text *text, const char *word)
{
    client_text_add(text, word, strlen(word));
}

void client_text_printf(struct client_text *text, const char *format, ...)
{
    char line[PRINTED_MOST];
    va_list list;
    va_start(list, format);
    vsnprintf(line, sizeof line, format, list);
    va_end(list);
    client_text_put(text, line);
}

void client_text_escape(struct client_text *text, const char *word)
{
    static const char raw[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    for (; *word != '\0'; word++) {
        if (strchr(raw, *word) != NULL) {
            client_text_add(text, word, 1);
        } else {
            client_text_printf(text, "%%%02X", (unsigned)(unsigned char)*word);
        }
    }
}

void client_text_drop(struct client_text *text, size_t len)
{
    if (len > 0) {
        memmove(text->data, text->data + len, text->len - len + 1);
        text->len -= len;
    }
}

const char *client_text_string(const struct client_text *text)
{
    return text->data != NULL ? text->data : "";
}

void client_text_done(struct client_text *text)
{
    free(text->data);
    *text = (struct client_text){0};
}

char *client_strdup(const char *word)
{
    return word != NULL ? strdup(word) : NULL;
}
