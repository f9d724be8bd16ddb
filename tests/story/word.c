/* word.c: what single words mean. Times are since the story began, as "90s" or "2m". */
#include "words.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool story_wrong(struct story *story, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(story->error, sizeof story->error, format, args);
    va_end(args);
    return false;
}

duration_ms word_length(const char *word)
{
    duration_ms length = 0;
    bool minus = word != NULL && word[0] == '-';
    if (word == NULL || duration_parse(minus ? word + 1 : word, &length) != 0) {
        fprintf(stderr, "not a length of time: %s\n", word != NULL ? word : "(nothing)");
        exit(2);
    }
    return minus ? -length : length;
}

instant word_time(const struct story *story, const char *word)
{
    return story->world.born + word_length(word);
}

uint32_t word_number(const char *word)
{
    return word != NULL ? (uint32_t)strtoul(word, NULL, 10) : 0;
}

/* The word after `key`, or NULL. */
char *word_after(char **words, const char *key)
{
    for (; *words != NULL; words++) {
        if (strcmp(*words, key) == 0) {
            return words[1];
        }
    }
    return NULL;
}

size_t word_bridge(const struct story *story, const char *word)
{
    for (size_t b = 0; word != NULL && b < story->world.settings.n_bridges; b++) {
        if (strcmp(story->world.settings.bridges[b].name, word) == 0) {
            return b;
        }
    }
    fprintf(stderr, "no such bridge: %s\n", word != NULL ? word : "(nothing)");
    exit(2);
}

enum request_kind word_kind(const char *word)
{
    for (enum request_kind kind = 0; kind < N_REQUEST_KINDS; kind++) {
        if (word != NULL && strcmp(request_word(kind), word) == 0) {
            return kind;
        }
    }
    fprintf(stderr, "no such request: %s\n", word != NULL ? word : "(nothing)");
    exit(2);
}

/* The id behind a name of the trace. */
const char *word_id(const struct story *story, const char *name)
{
    const char *id = NULL;
    void *value = NULL;
    for (size_t i = 0; map_next(&story->world.names, &i, &id, &value);) {
        if (strcmp(value, name) == 0) {
            return id;
        }
    }
    return name;
}
