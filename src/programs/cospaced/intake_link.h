/* intake_link.h: what the sources of calendars need of the daemon: their bodies to the reader, their failures into the
 * next turn, what the engine remembers of them. */
#ifndef COSPACED_INTAKE_LINK_H
#define COSPACED_INTAKE_LINK_H

#include "config/config.h"
#include "intake/intake.h"

struct intake_link;
struct service;

struct intake_link *intake_link_new(struct service *service);
void intake_link_free(struct intake_link *link);
/* The configuration was read again; the old one is borrowed until this returns. */
void intake_link_configure(struct intake_link *link, const struct config *config);
/* Looks at the source of this calendar at once; one without a source: nothing. */
void intake_link_look(struct intake_link *link, const char *calendar);
/* False: the calendar has no source. */
bool intake_link_show(const struct intake_link *link, const char *calendar, struct intake_view *ret_view);

#endif
