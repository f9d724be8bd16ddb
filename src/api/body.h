/* The JSON bodies of the API's writes, each a table of members, turned into the command that they mean. */
#ifndef API_BODY_H
#define API_BODY_H

#include "core/fact.h"

#include <jansson.h>

enum body_kind {
    BODY_BOOKING,   /* title, start, end; participants, passcode */
    BODY_CHANGE,    /* any of title, start, end, passcode */
    BODY_EXTENSION, /* minutes or until */
    BODY_PERSON,    /* address; name, dial */
    BODY_REPLAY,    /* nothing, from_event, or from_time */
    BODY_NOTHING,   /* no body, or an object without members */
    N_BODY_KINDS
};

/* command borrows from json and people. */
struct body {
    json_t *json;          /* owned */
    struct person *people; /* owned */
    struct command command;
};

/* Fills everything of command that the body says; the rest is "not said". ret_body is to be given to body_done in any
 * case. UNREADABLE, INVALID (with field), LIMIT. */
int body_read(enum body_kind kind, const char *bytes, size_t len, struct body *ret_body, struct err *err);
void body_done(struct body *body);

#define CLEAN_BODY __attribute__((cleanup(body_done)))

#endif
