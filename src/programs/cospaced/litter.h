/* litter.h: bodies that have been read, given back to the disk some megabytes at a time: closing half a gigabyte at
 * once takes the file system a tenth of a second, in which no meeting would start. */
#ifndef COSPACED_LITTER_H
#define COSPACED_LITTER_H

#include "loop/loop.h"

struct litter;

struct litter *litter_new(struct loop *loop);
/* Closes what is left at once. */
void litter_free(struct litter *litter);
/* Takes fd, of a file that nobody reads any more; -1: none. */
void litter_take(struct litter *litter, int take_fd);

#endif
