/* meeting_find.h: which meeting an operator means. */
#ifndef COSPACECTL_MEETING_FIND_H
#define COSPACECTL_MEETING_FIND_H

#include "args.h"

/* The meeting whose id begins with word (6 characters or more); ret_id is owned by the caller. If there is none, the
 * meetings whose titles have all of its words are offered on stderr, and it is REFUSED: a title may come again, and
 * what is ended by mistake is not begun again. */
int meeting_find(const struct session *session, const struct args *args, const char *word, char **ret_id);

#endif
