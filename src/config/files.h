/* files.h: what the configuration names outside of itself: files, folders, zones, passwords. Only looked at, never
 * made.
 *
 * Each returns 0, or ERR_INVALID with the reason in err. Files that are no regular files (pipes, devices) are refused
 * and never waited for. */
#ifndef CONFIG_FILES_H
#define CONFIG_FILES_H

#include "base/buf.h"
#include "base/err.h"
#include "base/secret.h"

#include <stdbool.h>

int file_check(const char *path, struct err *err);   /* can be read */
int folder_check(const char *path, struct err *err); /* is there and can be read */
int zone_file_check(const char *zone, struct err *err);
/* The configuration itself, at most limit bytes: here a pipe will do. ERR_IO or ERR_LIMIT. */
int file_load(const char *path, struct buf *buf, struct err *err);

int password_read_file(const char *path, struct secret *secret, struct err *err);
int token_read_file(const char *path, struct secret *secret, struct err *err);
int password_read_env(const char *name, struct secret *secret, struct err *err);
/* The systemd credential cms-password. ERR_NOT_FOUND if there is none. */
int password_read_systemd(struct secret *secret, struct err *err);
/* The secrets of a webhook, as they stand there, perhaps in several lines. */
int webhook_read_file(const char *path, struct secret *secret, struct err *err);
int webhook_read_env(const char *name, struct secret *secret, struct err *err);
int webhook_read_systemd(const char *credential, struct secret *secret, struct err *err); /* also NOT_FOUND */

#endif
