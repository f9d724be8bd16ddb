/* core/mark.c: the text of the mark that says whose the pool is (core/tenure.h). */
#include "core/tenure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVERY_MOST = 3600 };

static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.:";

void mark_write(const struct mark *mark, char ret_text[MARK_SIZE])
{
    snprintf(ret_text, MARK_SIZE, "cospaced %s at=%s beat=%s every=%u since=%s host=", mark->installation, mark->place,
             mark->beat, mark->every, mark->since);
    size_t len = strlen(ret_text);
    for (const char *at = mark->host; *at != '\0' && len + 1 < MARK_SIZE; at++) {
        ret_text[len++] = strchr(letters, *at) != NULL ? *at : '-';
    }
    ret_text[len] = '\0';
}

/* The word after prefix, which ends with a blank or with the text. */
static bool mark_word(const char **at, const char *prefix, char *word, size_t size)
{
    size_t skip = strlen(prefix);
    if (strncmp(*at, prefix, skip) != 0) {
        return false;
    }
    const char *begin = *at + skip;
    size_t len = strspn(begin, letters);
    if (len >= size || (begin[len] != ' ' && begin[len] != '\0')) {
        return false;
    }
    memcpy(word, begin, len);
    word[len] = '\0';
    *at = begin + len + (begin[len] == ' ');
    return true;
}

bool mark_read(const char *text, struct mark *ret_mark)
{
    struct mark mark = {.every = 0};
    char every[8];
    const char *at = text;
    if (strlen(text) >= MARK_SIZE || !mark_word(&at, "cospaced ", mark.installation, sizeof mark.installation) ||
        !mark_word(&at, "at=", mark.place, sizeof mark.place) ||
        !mark_word(&at, "beat=", mark.beat, sizeof mark.beat) || !mark_word(&at, "every=", every, sizeof every) ||
        !mark_word(&at, "since=", mark.since, sizeof mark.since) ||
        !mark_word(&at, "host=", mark.host, sizeof mark.host) || *at != '\0') {
        return false;
    }
    char *end = NULL;
    unsigned long seconds = strtoul(every, &end, 10);
    if (end == every || *end != '\0' || seconds < 1 || seconds > EVERY_MOST || mark.beat[0] == '\0') {
        return false;
    }
    mark.every = (uint32_t)seconds;
    *ret_mark = mark;
    return true;
}
