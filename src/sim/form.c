/* form.c: reads pairs in place in a buffer that is kept. */
#include "form.h"

#include "base/mem.h"

#include <string.h>
#include <strings.h>

void sim_form_done(struct sim_form *form)
{
    mem_free(form->text);
    mem_free(form->pairs);
    *form = (struct sim_form){0};
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

/* %00 stays as it is written: a NUL would cut the value without a word. */
static void decode(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        if (*from == '%' && hex_value(from[1]) >= 0 && hex_value(from[2]) >= 0) {
            int value = hex_value(from[1]) * 16 + hex_value(from[2]);
            if (value != 0) {
                *to++ = (char)value;
                from += 2;
                continue;
            }
        }
        *to++ = *from == '+' ? ' ' : *from;
    }
    *to = '\0';
}

static void add_pair(struct sim_form *form, char *pair)
{
    if (*pair == '\0') {
        return;
    }
    char *equals = strchr(pair, '=');
    const char *value = "";
    if (equals != NULL) {
        *equals = '\0';
        decode(equals + 1);
        value = equals + 1;
    }
    decode(pair);
    ARRAY_GROW(form->pairs, form->count, form->capacity);
    form->pairs[form->count++] = (struct sim_pair){pair, value};
}

void sim_form_parse(struct sim_form *form, const char *text, size_t len)
{
    form->count = 0;
    if (len == 0) {
        return;
    }
    if (form->text_capacity < len + 1) {
        form->text = mem_realloc(form->text, len + 1, 1);
        form->text_capacity = len + 1;
    }
    for (size_t i = 0; i < len; i++) {
        form->text[i] = text[i] != '\0' ? text[i] : ' ';
    }
    form->text[len] = '\0';
    char *pair = form->text;
    for (;;) {
        char *end = strchr(pair, '&');
        if (end == NULL) {
            break;
        }
        *end = '\0';
        add_pair(form, pair);
        pair = end + 1;
    }
    add_pair(form, pair);
}

const char *sim_form_get(const struct sim_form *form, const char *name)
{
    for (size_t i = form->count; i > 0; i--) {
        if (strcasecmp(form->pairs[i - 1].name, name) == 0) {
            return form->pairs[i - 1].value;
        }
    }
    return NULL;
}
