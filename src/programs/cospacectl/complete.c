/* complete.c: reads a command line that is not finished, and says what its last word could be. */
#include "complete.h"

#include "base/mem.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

/* What stands before the last word. */
struct line {
    struct session session;
    const struct verb *verb;
    const char *first_operand;
    size_t n_operands;
    const struct option_row *open; /* an option whose value comes next */
    bool options_ended;
    bool lost; /* there is a word that is no verb */
};

void complete_offer(const struct completion *completion, const char *value, const char *about)
{
    if (value[0] == '\0' || strncmp(value, completion->start, strlen(completion->start)) != 0) {
        return;
    }
    CLEAN_FREE char *clean = text_clean(about);
    printf("%.*s%s\t%s\n", (int)completion->prefix_len, completion->prefix, value, clean);
}

static const struct option_row *line_option(const struct line *line, const char *name, size_t len)
{
    const struct option_row *option = args_option_find(args_common, name, len);
    return option != NULL || line->verb == NULL ? option : args_option_find(line->verb->options, name, len);
}

static void line_take_option(struct line *line, const char *word)
{
    size_t len = strcspn(word, "=");
    const struct option_row *option = line_option(line, word, len);
    if (option == NULL || option->meta == NULL) {
        return;
    }
    if (word[len] != '=') {
        line->open = option;
    } else if (strcmp(option->name, "socket") == 0) {
        line->session.socket = word + len + 1;
    }
}

static void line_take(struct line *line, const struct verb *verbs, const char *word)
{
    if (line->open != NULL) {
        line->session.socket = strcmp(line->open->name, "socket") == 0 ? word : line->session.socket;
        line->open = NULL;
    } else if (!line->options_ended && strcmp(word, "--") == 0) {
        line->options_ended = true;
    } else if (!line->options_ended && strncmp(word, "--", 2) == 0) {
        line_take_option(line, word + 2);
    } else if (line->verb == NULL) {
        line->verb = args_verb_find(verbs, word);
        line->lost = line->lost || line->verb == NULL;
    } else {
        line->first_operand = line->n_operands == 0 ? word : line->first_operand;
        line->n_operands++;
    }
}

static void offer_options(const struct completion *completion, const struct option_row *options)
{
    for (; options != NULL && options->name != NULL; options++) {
        CLEAN_FREE char *name = mem_printf("--%s", options->name);
        complete_offer(completion, name, options->help);
    }
}

/* The values of a word in capitals; of a list the last one, behind those before it. */
static void offer_kind(const struct completion *completion, const char *meta, size_t len)
{
    const struct kind *kind = kind_find(meta, len);
    if (kind == NULL) {
        return;
    }
    struct completion one = *completion;
    const char *comma = kind->list ? strrchr(one.start, ',') : NULL;
    CLEAN_FREE char *prefix = NULL;
    if (comma != NULL) {
        prefix = mem_printf("%.*s%.*s", (int)one.prefix_len, one.prefix, (int)(comma + 1 - one.start), one.start);
        one.prefix = prefix;
        one.prefix_len = strlen(prefix);
        one.start = comma + 1;
    }
    for (const char *const *word = kind->words; word != NULL && *word != NULL; word++) {
        complete_offer(&one, *word, "");
    }
    complete_live(&one, kind->source);
}

/* "ID", "[refresh|release]": small letters are the words themselves. */
static void offer_operand(const struct completion *completion, const char *operand, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t word_len = strcspn(operand + at, "|[] ");
        word_len = at + word_len < len ? word_len : len - at;
        if (operand[at] >= 'a' && operand[at] <= 'z') {
            CLEAN_FREE char *word = mem_strndup(operand + at, word_len);
            complete_offer(completion, word, "");
        } else if (word_len > 0) {
            offer_kind(completion, operand + at, word_len);
        }
        at += word_len + 1;
    }
}

/* The n-th operand; one that may be left out, and what may come in its place. */
static void offer_operands(const struct completion *completion, size_t n)
{
    const char *at = completion->verb->operands;
    for (size_t i = 0; *at != '\0'; i++) {
        size_t len = strcspn(at, " ");
        if (i >= n) {
            offer_operand(completion, at, len);
            if (*at != '[') {
                return;
            }
        }
        at += len + strspn(at + len, " ");
    }
}

static void offer_verbs(const struct completion *completion, const struct verb *verbs)
{
    for (; verbs->name != NULL; verbs++) {
        complete_offer(completion, verbs->name, verbs->summary);
    }
}

/* --name=…: the value in the same word. */
static void offer_value(const struct line *line, struct completion *completion, const char *word)
{
    size_t len = strcspn(word, "=");
    const struct option_row *option = line_option(line, word + 2, len - 2);
    if (option == NULL || option->meta == NULL) {
        return;
    }
    completion->prefix = word;
    completion->prefix_len = len + 1;
    completion->start = word + len + 1;
    offer_kind(completion, option->meta, strlen(option->meta));
}

void complete_print(const struct session *session, const struct verb *verbs, int n_words, char *const *words)
{
    struct line line = {.session = *session};
    if (n_words == 0) {
        return;
    }
    for (int i = 0; i < n_words - 1; i++) {
        line_take(&line, verbs, words[i]);
    }
    const char *word = words[n_words - 1];
    struct completion completion = {
        .session = &line.session, .verb = line.verb, .first_operand = line.first_operand, .start = word, .prefix = ""};
    if (line.open != NULL) {
        offer_kind(&completion, line.open->meta, strlen(line.open->meta));
    } else if (!line.options_ended && word[0] == '-' && strchr(word, '=') != NULL) {
        offer_value(&line, &completion, word);
    } else if (!line.options_ended && word[0] == '-') {
        offer_options(&completion, line.verb != NULL ? line.verb->options : NULL);
        offer_options(&completion, args_common);
    } else if (line.verb == NULL && !line.lost) {
        offer_verbs(&completion, verbs);
    } else if (line.verb != NULL) {
        offer_operands(&completion, line.n_operands);
    }
}
