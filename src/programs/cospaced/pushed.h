/* pushed.h: a calendar that is pushed again as it was need not be read again.
 *
 * The hash of its body is remembered as the calendar's validator, with what decides how it is read: durable with the
 * completed sync, gone with the first change by anything else (core/known.c). What a body refused may be a matter of
 * the day (a limit, a reader that hung), so one of which anything was refused is read each time. */
#ifndef COSPACED_PUSHED_H
#define COSPACED_PUSHED_H

#include "calendar_task.h"
#include "config/config.h"

/* The calendar is what the body says: nothing would come of reading it. No other body of the calendar may come before.
 */
bool pushed_is_known(const struct task *task, const struct engine *engine, const struct config *config);
/* It is about to be read. */
void pushed_begin(struct task *task, const struct config *config);
/* What is remembered of it now that it has been read, the caller's; NULL: nothing. */
char *pushed_validator(const struct task *task);
/* What reading it would have counted. */
void pushed_count(const struct task *task, const struct engine *engine, struct merge_counts *ret_counts);

#endif
