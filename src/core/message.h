/* core/message.h: the parts of one iTIP message; private to this folder. */
#ifndef CORE_MESSAGE_H
#define CORE_MESSAGE_H

#include "merge.h"

/* sender.c: may whoever sent this speak for the booking (NULL: not known yet)? ERR_CONFLICT if not. */
int sender_check(const struct calendar_content *content, const struct booking *booking, const struct event *event,
                 struct err *err);

/* Adds a sentence to what the reply says was not done. */
void message_note(struct merge *merge, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* reply.c: METHOD:REPLY: what an attendee says of himself. */
void message_reply(struct merge *merge, struct booking *booking, const struct event *event);
/* A CANCEL that takes attendees off the list and leaves the others (RFC 5546 3.2.5). False: nobody of ours is left, so
 * all of it is off. */
bool message_uninvite(struct merge *merge, struct booking *booking, const struct event *event);

#endif
