/* args.h: what stands on the command line, read by tables.
 *
 * --json, --socket PATH, --color WHEN, --help and --version may stand anywhere; the first word is the verb; the rest
 * belongs to it.
 * --name VALUE and --name=VALUE are the same, "--" ends the options, "-" is a word. */
#ifndef COSPACECTL_ARGS_H
#define COSPACECTL_ARGS_H

#include "base/instant.h"
#include "terminal.h"

#include <stdbool.h>
#include <stddef.h>

/* How the program ends. */
enum { DONE = 0, REFUSED = 1, USAGE = 2, NO_DAEMON = 3, TRY_AGAIN = 75 /* EX_TEMPFAIL, for mail systems */ };

struct option_row {
    const char *name; /* without the dashes */
    const char *meta; /* what its value is called; NULL: it has none */
    bool required;
    const char *help;
};

struct args;
struct session;

struct verb {
    const char *name;
    const char *operands; /* "ID DURATION"; those in brackets may be left out, from the last on */
    const char *summary;
    const struct option_row *options; /* ends with a row without name; NULL: none */
    int (*run)(const struct session *session, const struct args *args);
    bool past; /* has its use for meetings that are over */
};

enum { ARGS_OPERANDS = 2, ARGS_OPTIONS = 1024 };

struct args_given {
    const char *name;
    const char *value;
    bool is_time;
};

struct args {
    const struct verb *verb;
    const char *operands[ARGS_OPERANDS];
    size_t given_before[ARGS_OPERANDS]; /* how many options stand before each */
    size_t n_operands;
    struct args_given *given; /* owned */
    size_t n_given, given_capacity;
    bool help, version;
};

/* What every verb knows. */
struct session {
    const char *socket;
    bool json;
    instant now; /* when the command was given */
    enum color_when color;
    struct terminal terminal; /* what standard output is */
};

/* What may stand anywhere; ends with a row without name. */
extern const struct option_row args_common[];
/* NULL if there is none. len: of name. */
const struct option_row *args_option_find(const struct option_row *options, const char *name, size_t len);
const struct verb *args_verb_find(const struct verb *verbs, const char *name);

/* verbs ends with a row without name. DONE, or USAGE with the reason on stderr. session: socket and json are set if
 * said. */
int args_read(int argc, char *const *argv, const struct verb *verbs, struct session *session, struct args *ret_args);
void args_done(struct args *args);
const char *args_value(const struct args *args, const char *name); /* of the last one said; NULL: not said */
bool args_has(const struct args *args, const char *name);
/* The n-th value of an option that may stand more than once; NULL past the last. */
const char *args_nth(const struct args *args, const char *name, size_t n);

/* The time that an option says (time_word_read); DONE with ret_at untouched where it is not said. */
int args_time(const struct session *session, const struct args *args, const char *name, instant after, instant *ret_at);
/* The end of what begins at start: --NAME TIME, or --for LENGTH. DONE with ret_at untouched where neither is said. */
int args_until(const struct session *session, const struct args *args, const char *name, instant start,
               instant *ret_at);

/* Says on stderr what is wrong with the command line; returns USAGE. */
int args_complain(const struct verb *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));
void args_help(const struct verb *verb);
void args_help_all(const struct verb *verbs);

#endif
