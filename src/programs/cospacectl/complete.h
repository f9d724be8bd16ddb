/* complete.h: what could stand next on a command line, for the shells (contrib/completions).
 *
 * cospacectl __complete -- WORD… prints, for the last word, a line for each thing that it could become: VALUE, a tab,
 * what it is. The line ":files" asks the shell for names of files. All of it comes from the tables of the verbs and,
 * for what lives in the service, from the service, which is asked for a second at most; without it there is just less.
 */
#ifndef COSPACECTL_COMPLETE_H
#define COSPACECTL_COMPLETE_H

#include "args.h"
#include "kinds.h"

#define COMPLETE_WORD "__complete"

/* words: those after the program's name, the last one as far as it has been written. */
void complete_print(const struct session *session, const struct verb *verbs, int n_words, char *const *words);

/* A question: what begins with start, after which follows what is offered behind prefix. */
struct completion {
    const struct session *session;
    const struct verb *verb;   /* NULL: none yet */
    const char *first_operand; /* NULL: none */
    const char *start;         /* what has been written of the value */
    const char *prefix;        /* what stands before the value in the same word: "--state=" */
    size_t prefix_len;
};

/* Prints it if it fits. */
void complete_offer(const struct completion *completion, const char *value, const char *about);
/* What lives in the service or in files (complete_live.c). */
void complete_live(const struct completion *completion, enum kind_source source);

#endif
