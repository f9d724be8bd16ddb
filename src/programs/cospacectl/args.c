/* args.c: reads the command line by the tables of the verbs. */
#include "args.h"

#include "base/mem.h"
#include "kinds.h"
#include "spelling.h"
#include "time_words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct option_row args_common[] = {
    {.name = "json", .help = "print the JSON of the service as it came"},
    {.name = "socket", .meta = "PATH", .help = "the socket of the service"},
    {.name = "color", .meta = "WHEN", .help = "auto (on a terminal), always or never; so says NO_COLOR, too"},
    {.name = "help", .help = "say how this is used"},
    {.name = "version", .help = "say which version this is"},
    {0},
};

const struct option_row *args_option_find(const struct option_row *options, const char *name, size_t len)
{
    for (; options != NULL && options->name != NULL; options++) {
        if (strlen(options->name) == len && strncmp(options->name, name, len) == 0) {
            return options;
        }
    }
    return NULL;
}

const struct verb *args_verb_find(const struct verb *verbs, const char *name)
{
    for (; verbs->name != NULL; verbs++) {
        if (strcmp(verbs->name, name) == 0) {
            return verbs;
        }
    }
    return NULL;
}

int args_complain(const struct verb *verb, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fprintf(stderr, "cospacectl%s%s: ", verb != NULL ? " " : "", verb != NULL ? verb->name : "");
    vfprintf(stderr, format, list);
    fprintf(stderr, "\nSee cospacectl %s%s--help.\n", verb != NULL ? verb->name : "", verb != NULL ? " " : "");
    va_end(list);
    return USAGE;
}

/* A walk over the words of the command line. */
struct words {
    char *const *argv;
    int argc, at;
    bool options_ended;
};

/* The word of a table that was probably meant. */
struct guess {
    const char *word, *name;
    size_t distance;
};

static void guess_try(struct guess *guess, const char *name)
{
    size_t distance = spelling_distance(guess->word, name);
    if (spelling_is_near(guess->word, distance) && (guess->name == NULL || distance < guess->distance)) {
        guess->name = name;
        guess->distance = distance;
    }
}

static int complain_of_option(const struct verb *verb, const char *word, size_t len)
{
    CLEAN_FREE char *name = mem_strndup(word, len);
    struct guess guess = {.word = name};
    const struct option_row *own = verb != NULL ? verb->options : NULL;
    for (const struct option_row *option = own; option != NULL && option->name != NULL; option++) {
        guess_try(&guess, option->name);
    }
    for (const struct option_row *option = args_common; option->name != NULL; option++) {
        guess_try(&guess, option->name);
    }
    bool found = guess.name != NULL;
    return args_complain(verb, "--%s is not an option here%s%s%s", name, found ? "; did you mean --" : "",
                         found ? guess.name : "", found ? "?" : "");
}

static int complain_of_verb(const struct verb *verbs, const char *word)
{
    struct guess guess = {.word = word};
    for (; verbs->name != NULL; verbs++) {
        guess_try(&guess, verbs->name);
    }
    bool found = guess.name != NULL;
    return args_complain(NULL, "there is no command \"%s\"%s%s%s", word, found ? "; did you mean " : "",
                         found ? guess.name : "", found ? "?" : "");
}

/* A value that must be one of some words. */
static int complain_of_value(const struct args *args, const struct option_row *option, const char *word, size_t len)
{
    CLEAN_FREE char *value = mem_strndup(word, len);
    struct guess guess = {.word = value};
    for (const char *const *one = kind_find(option->meta, strlen(option->meta))->words; *one != NULL; one++) {
        guess_try(&guess, *one);
    }
    bool found = guess.name != NULL;
    return args_complain(args->verb, "--%s: there is no %s \"%s\"%s%s%s", option->name, option->meta, value,
                         found ? "; did you mean " : "", found ? guess.name : "", found ? "?" : "");
}

static void common_take(const struct option_row *option, const char *value, struct session *session, struct args *args)
{
    if (strcmp(option->name, "json") == 0) {
        session->json = true;
    } else if (strcmp(option->name, "color") == 0) {
        color_when_read(value, &session->color);
    } else if (strcmp(option->name, "socket") == 0) {
        session->socket = value;
    } else if (strcmp(option->name, "help") == 0) {
        args->help = true;
    } else {
        args->version = true;
    }
}

static int option_take(struct words *words, struct session *session, struct args *args)
{
    const char *word = words->argv[words->at] + 2;
    size_t len = strcspn(word, "=");
    const struct option_row *common = args_option_find(args_common, word, len);
    const struct option_row *option = common;
    if (option == NULL && args->verb != NULL) {
        option = args_option_find(args->verb->options, word, len);
    }
    if (option == NULL) {
        return complain_of_option(args->verb, word, len);
    }
    const char *value = word[len] == '=' ? word + len + 1 : NULL;
    if (option->meta == NULL && value != NULL) {
        return args_complain(args->verb, "--%s takes no value", option->name);
    }
    if (option->meta != NULL && value == NULL) {
        if (words->at + 1 >= words->argc) {
            return args_complain(args->verb, "--%s needs %s", option->name, option->meta);
        }
        value = words->argv[++words->at];
    }
    size_t stranger_len = 0;
    const char *stranger = option->meta != NULL
                               ? kind_stranger(kind_find(option->meta, strlen(option->meta)), value, &stranger_len)
                               : NULL;
    if (stranger != NULL) {
        return complain_of_value(args, option, stranger, stranger_len);
    }
    if (common != NULL) {
        common_take(option, value, session, args);
        return DONE;
    }
    if (args->n_given == ARGS_OPTIONS) {
        return args_complain(args->verb, "too many options");
    }
    ARRAY_GROW(args->given, args->n_given, args->given_capacity);
    bool is_time = option->meta != NULL && strcmp(option->meta, "TIME") == 0;
    args->given[args->n_given++] = (struct args_given){.name = option->name, .value = value, .is_time = is_time};
    return DONE;
}

static int word_take(const char *word, const struct verb *verbs, struct args *args)
{
    if (args->verb == NULL) {
        args->verb = args_verb_find(verbs, word);
        return args->verb != NULL ? DONE : complain_of_verb(verbs, word);
    }
    if (args->n_operands == ARGS_OPERANDS) {
        return args_complain(args->verb, "\"%s\" is too much", word);
    }
    args->given_before[args->n_operands] = args->n_given;
    args->operands[args->n_operands++] = word;
    return DONE;
}

static size_t count_words(const char *text)
{
    size_t n = 0;
    for (const char *at = text + strspn(text, " "); *at != '\0'; at += strspn(at, " ")) {
        at += strcspn(at, " ");
        n++;
    }
    return n;
}

static size_t count_words_needed(const char *text)
{
    CLEAN_FREE char *needed = mem_strndup(text, strcspn(text, "["));
    return count_words(needed);
}

static int args_check(const struct args *args)
{
    if (args->help || args->version) {
        return DONE;
    }
    if (args->verb == NULL) {
        return args_complain(NULL, "which command?");
    }
    size_t most = count_words(args->verb->operands);
    size_t least = count_words_needed(args->verb->operands);
    size_t before = args->n_operands > most ? args->given_before[most] : 0;
    if (before > 0 && args->given[before - 1].is_time) {
        const struct args_given *last = &args->given[before - 1];
        return args_complain(args->verb, "takes no \"%s\"; a time of two words stands in quotes: --%s \"%s %s\"",
                             args->operands[most], last->name, last->value, args->operands[most]);
    }
    if (args->n_operands < least || args->n_operands > most) {
        return args_complain(args->verb, "takes %s%s", most != 0 ? "" : "no words", args->verb->operands);
    }
    for (const struct option_row *option = args->verb->options; option != NULL && option->name != NULL; option++) {
        if (option->required && !args_has(args, option->name)) {
            return args_complain(args->verb, "--%s %s is missing", option->name, option->meta);
        }
    }
    return DONE;
}

int args_read(int argc, char *const *argv, const struct verb *verbs, struct session *session, struct args *ret_args)
{
    struct args args = {0};
    struct words words = {.argv = argv, .argc = argc, .at = 1};
    int rc = DONE;
    for (; rc == DONE && words.at < argc; words.at++) {
        const char *word = argv[words.at];
        if (!words.options_ended && strcmp(word, "--") == 0) {
            words.options_ended = true;
        } else if (!words.options_ended && strcmp(word, "-h") == 0) {
            args.help = true;
        } else if (!words.options_ended && strncmp(word, "--", 2) == 0) {
            rc = option_take(&words, session, &args);
        } else if (!words.options_ended && word[0] == '-' && word[1] != '\0') {
            rc = args_complain(args.verb, "%s is not an option here", word);
        } else {
            rc = word_take(word, verbs, &args);
        }
    }
    if (rc == DONE) {
        rc = args_check(&args);
    }
    if (rc != DONE) {
        args_done(&args);
    } else {
        *ret_args = args;
    }
    return rc;
}

void args_done(struct args *args)
{
    mem_free(args->given);
    *args = (struct args){0};
}

const char *args_nth(const struct args *args, const char *name, size_t n)
{
    for (size_t i = 0; i < args->n_given; i++) {
        if (strcmp(args->given[i].name, name) == 0 && n-- == 0) {
            return args->given[i].value;
        }
    }
    return NULL;
}

const char *args_value(const struct args *args, const char *name)
{
    const char *value = NULL;
    for (size_t i = 0; i < args->n_given; i++) {
        if (strcmp(args->given[i].name, name) == 0) {
            value = args->given[i].value;
        }
    }
    return value;
}

bool args_has(const struct args *args, const char *name)
{
    for (size_t i = 0; i < args->n_given; i++) {
        if (strcmp(args->given[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

int args_time(const struct session *session, const struct args *args, const char *name, instant after, instant *ret_at)
{
    const char *word = args_value(args, name);
    if (word != NULL && time_word_read(word, session->now, after, ret_at) != 0) {
        return args_complain(args->verb, "--%s: \"%s\" is not a time", name, word);
    }
    return DONE;
}

int args_until(const struct session *session, const struct args *args, const char *name, instant start, instant *ret_at)
{
    const char *said = args_value(args, name), *word = args_value(args, "for");
    duration_ms length;
    instant end = INSTANT_NONE;
    if (word == NULL) {
        int rc = args_time(session, args, name, start, &end);
        if (rc != DONE || said == NULL) {
            return rc;
        }
        if (said[0] == '+' && end <= start) {
            return args_complain(args->verb,
                                 "--%s %s counts from now, and is not after the start; from the start: --for %s", name,
                                 said, said + 1);
        }
        *ret_at = end;
        return DONE;
    }
    if (said != NULL) {
        return args_complain(args->verb, "--%s and --for exclude each other", name);
    }
    if (duration_parse(word, &length) != 0 || length <= 0 || length > INT64_MAX - start) {
        return args_complain(args->verb, "--for: \"%s\" is not a length (15m, 2h)", word);
    }
    *ret_at = start + length;
    return DONE;
}

static void help_options(const struct option_row *options)
{
    for (; options != NULL && options->name != NULL; options++) {
        int width = printf("  --%s%s%s", options->name, options->meta != NULL ? " " : "",
                           options->meta != NULL ? options->meta : "");
        printf("%*s%s\n", width < 22 ? 22 - width : 1, "", options->help);
    }
}

void args_help(const struct verb *verb)
{
    printf("cospacectl %s%s%s", verb->name, verb->operands[0] != '\0' ? " " : "", verb->operands);
    for (const struct option_row *option = verb->options; option != NULL && option->name != NULL; option++) {
        printf(" %s--%s%s%s%s", option->required ? "" : "[", option->name, option->meta != NULL ? " " : "",
               option->meta != NULL ? option->meta : "", option->required ? "" : "]");
    }
    printf("\n%s\n\n", verb->summary);
    help_options(verb->options);
    help_options(args_common);
    printf(
        "\nTimes are those of the terminal's zone: 10:30, tomorrow 9:00, monday 14:00, 2026-11-23 9:00, +15m from now, "
        "-2h before it, now; or RFC 3339 (2026-11-23T09:00:00Z).\n"
        "An ID may be cut short, to no less than 6 characters, while it stays the only one.\n");
}

void args_help_all(const struct verb *verbs)
{
    printf("cospacectl COMMAND …: what an operator says to cospaced\n\n");
    for (; verbs->name != NULL; verbs++) {
        int width = printf("  %s %s", verbs->name, verbs->operands);
        printf("%s%*s%s\n", width < 26 ? "" : "\n", width < 26 ? 26 - width : 26, "", verbs->summary);
    }
    printf("\ncospacectl COMMAND --help says more. Everywhere:\n");
    help_options(args_common);
    printf("\nThe socket is --socket, else COSPACED_SOCKET, else /run/cospaced/cospaced.sock.\n"
           "Exit status: 0 done, 1 refused, 2 wrong usage, 3 no daemon; of import --mail 75 for what should be tried "
           "again.\n");
}
