/* backup.h: a copy of the store for somebody who asks, and looking at one. */
#ifndef COSPACED_BACKUP_H
#define COSPACED_BACKUP_H

#include "http/server.h"

struct config;
struct service;

/* The copy as a body that is made while it is sent, in the turns in which no meeting is about to start. CONFLICT: one
 * is under way; LIMIT, IO. */
int backup_open(struct service *service, struct http_source *ret_source, struct err *err);
/* Whether the service could start with the file at path in its store's place; says so. The program's exit status. */
int backup_check(const struct config *config, const char *path);

#endif
