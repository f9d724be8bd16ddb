/* form.h: a query or an application/x-www-form-urlencoded body as pairs. Names are found without regard to case. */
#ifndef SIM_FORM_H
#define SIM_FORM_H

#include <stddef.h>

struct sim_pair {
    const char *name;
    const char *value;
};

/* Kept from request to request, so that reading a form seldom allocates. */
struct sim_form {
    char *text;
    size_t text_capacity;
    struct sim_pair *pairs;
    size_t count;
    size_t capacity;
};

void sim_form_done(struct sim_form *form);
/* Empty pairs (a leading '&') are skipped, '+' is a blank, a '%' without two hex digits stands for itself. */
void sim_form_parse(struct sim_form *form, const char *text, size_t len);
const char *sim_form_get(const struct sim_form *form, const char *name); /* the last one given, or NULL */

#endif
