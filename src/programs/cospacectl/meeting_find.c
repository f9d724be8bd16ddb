/* meeting_find.c: by the beginning of an id; who says a title is shown the ids. */
#include "meeting_find.h"

#include "base/mem.h"
#include "client.h"
#include "fields.h"
#include "text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { PREFIX_LEAST = 6, ID_LENGTH = 36, OFFERED_MOST = 8 };

static bool could_be_id(const char *word)
{
    return strlen(word) >= PREFIX_LEAST && word[strspn(word, "0123456789abcdefABCDEF-")] == '\0';
}

/* Counts the meetings whose id begins with prefix; ret_first is the first one's id, borrowed from list. */
static size_t ids_count(const json_t *list, const char *prefix, const char **ret_first)
{
    size_t n = 0, i;
    const json_t *meeting;
    json_array_foreach(list, i, meeting) {
        const char *id = field_text(meeting, "id");
        if (strncasecmp(id, prefix, strlen(prefix)) == 0 && n++ == 0) {
            *ret_first = id;
        }
    }
    return n;
}

/* All words stand in it, in any order. */
static bool title_has(const json_t *meeting, const char *words)
{
    const char *at = words + strspn(words, " ");
    if (*at == '\0') {
        return false;
    }
    while (*at != '\0') {
        size_t len = strcspn(at, " ");
        CLEAN_FREE char *one = mem_strndup(at, len);
        if (strcasestr(field_text(meeting, "title"), one) == NULL) {
            return false;
        }
        at += len;
        at += strspn(at, " ");
    }
    return true;
}

static void title_offer(const struct session *session, const json_t *meeting)
{
    char start[TIME_LOCAL_SIZE];
    CLEAN_FREE char *title = text_clean(field_text(meeting, "title"));
    CLEAN_FREE char *state = text_clean(field_text(meeting, "state"));
    CLEAN_FREE char *id = text_clean(field_text(meeting, "id"));
    fprintf(stderr, "  %.*s  %s  %s (%s)\n", SHORT_ID, id, field_said(session, meeting, "start", start), title, state);
}

/* What is not over first, in order of start; then the rest, the last one first. How many titles have the words. */
static size_t titles_offer(const struct session *session, const json_t *list, const char *words)
{
    size_t n = 0, i, n_all = json_array_size(list);
    for (i = 0; i < 2 * n_all; i++) {
        bool over = i >= n_all;
        const json_t *meeting = json_array_get(list, over ? 2 * n_all - 1 - i : i);
        if (meeting_is_over(meeting) != over || !title_has(meeting, words)) {
            continue;
        }
        if (n == 0) {
            client_complain("\"%s\" is not the beginning of an id; meetings with that title:", words);
        }
        if (n++ < OFFERED_MOST) {
            title_offer(session, meeting);
        }
    }
    if (n > OFFERED_MOST) {
        fprintf(stderr, "  and %zu more: cospacectl meetings\n", n - OFFERED_MOST);
    }
    return n;
}

int meeting_find(const struct session *session, const struct args *args, const char *word, char **ret_id)
{
    const char *first = NULL;
    bool is_id = could_be_id(word);
    if (is_id && strlen(word) >= ID_LENGTH) {
        *ret_id = mem_strdup(word);
        return DONE;
    }
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = client_list(session, "/v1/meetings", "meetings", &reply);
    if (rc != DONE) {
        return rc;
    }
    const json_t *list = json_object_get(reply.json, "meetings");
    size_t n = is_id ? ids_count(list, word, &first) : 0;
    if (n > 1) {
        return client_complain("%zu meetings have ids that begin with %s: say more of it", n, word);
    }
    if (n == 1) {
        *ret_id = mem_strdup(first);
        return DONE;
    }
    if (titles_offer(session, list, word) > 0) {
        return REFUSED;
    }
    if (strlen(word) < PREFIX_LEAST) {
        return args_complain(args->verb, "\"%s\" is too short for an id (%d characters or more), and no title has it",
                             word, PREFIX_LEAST);
    }
    return client_complain("no meeting has an id that begins with \"%s\", and no title has it", word);
}
