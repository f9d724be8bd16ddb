/* turn.h: one turn of the service: facts in, out with the requests that earlier commits decided, one commit, then the
 * requests and answers that hang on it.
 *
 * Facts are held until everything else that was ready in this turn of the loop has been dispatched, so that a hundred
 * of them share one sync of the disk. When the store cannot be written, nothing is decided until it can: the engine
 * is built anew from what is durable, reads go on, commands are refused with ERR_BUSY. */
#ifndef COSPACED_TURN_H
#define COSPACED_TURN_H

#include "cms/cms.h"
#include "core/fact.h"

struct service;
struct turn;

struct turn *turn_new(struct service *service);
void turn_free(struct turn *turn);
/* The engine has been loaded: it may begin. */
void turn_start(struct turn *turn);
/* Copies the command into the next turn. BUSY: the store cannot be written. */
int turn_submit(struct turn *turn, const struct command *command, struct err *err);
/* The same with what a calendar said, which is taken; that the store cannot be written is answered to the command's
 * token, never before this returns. */
void turn_submit_content(struct turn *turn, const struct command *command, struct calendar_content *take_content);
/* Notes in the calendar that it could not be brought up to date, and why. */
void turn_fail_sync(struct turn *turn, const char *calendar, const char *why);
void turn_take_answer(struct turn *turn, struct cms_answer *answer);
/* Tells the engine of the service's new configuration at once: when this returns, the old one is not borrowed any more.
 */
void turn_change_settings(struct turn *turn);
/* true, or false with the reason. */
bool turn_store_works(const struct turn *turn, struct err *err);
/* Commits what still waits for its commit: before anybody looks at the engine. */
void turn_settle(struct turn *turn);
/* A meeting is on its way, or about to be: others step back. */
bool turn_hurries(const struct turn *turn);
/* Runs what is held; before the end of the process. */
void turn_finish(struct turn *turn);

#endif
