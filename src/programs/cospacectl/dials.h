/* dials.h: who would be dialled for an event, by the endpoints of a configuration. */
#ifndef COSPACECTL_DIALS_H
#define COSPACECTL_DIALS_H

#include "core/event.h"

#include <jansson.h>

struct config;
struct engine;

struct dials {
    struct config *config; /* owned */
    struct engine *engine; /* owned; with its settings */
    json_t *missing;       /* owned; addresses that no endpoint has, see undialled.h */
};

/* DONE, or REFUSED with what is wrong with the file on stderr. */
int dials_open(const char *path, struct dials *ret_dials);
/* Who comes besides the attendees, to each event. */
void dials_invite(const struct dials *dials, struct calendar_content *content);
/* What is dialled for an event, each once. The caller's. */
json_t *dials_of(struct dials *dials, const struct event *event);
void dials_done(struct dials *dials);

#endif
