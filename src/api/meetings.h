/* What the routes of meetings have in common. */
#ifndef API_MEETINGS_H
#define API_MEETINGS_H

#include "pending.h"

/* The meeting that the path names, borrowed until the next step; NULL with NOT_FOUND. */
const struct meeting *meetings_find(const struct call *call, struct err *err);
/* Answers with the meeting and its ETag. */
void meetings_respond(struct call *call, int status, const struct meeting *meeting);
/* Finishes a command: 200 and the meeting as it is now. */
void meetings_finish(struct call *call, const struct reply *reply, const struct calendar_content *content);
/* 0 or INVALID: whether each whom the command brings can be dialled, or is listed. many: they are a list. */
int meetings_check_people(const struct call *call, const struct command *command, bool many, struct err *err);
/* A command upon the meeting that the path names, as far as If-Match allows. */
int meetings_submit(struct call *call, struct command *command, pending_finish *finish, struct err *err);

#endif
