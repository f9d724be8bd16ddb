/* kinds.c: the table of what stands for what. The words of states are the API's. */
#include "kinds.h"

#include <string.h>

static const char *const STATES[] = {"scheduled", "waiting", "starting",  "active", "ending",
                                     "ended",     "missed",  "cancelled", NULL};
static const char *const TIMES[] = {"now", "+15m", "+1h", "today", "tomorrow", NULL};
static const char *const LENGTHS[] = {"15m", "30m", "1h", NULL};
static const char *const WHENS[] = {"auto", "always", "never", NULL};
static const char *const ROLES[] = {"read", "operate", "admin", NULL};

static const struct kind KINDS[] = {
    {.meta = "STATE", .words = STATES, .closed = true, .list = true},
    {.meta = "WHEN", .words = WHENS, .closed = true},
    {.meta = "ROLE", .words = ROLES, .closed = true},
    {.meta = "TIME", .words = TIMES},
    {.meta = "LENGTH", .words = LENGTHS},
    {.meta = "FILE", .source = KIND_FILES},
    {.meta = "PATH", .source = KIND_FILES},
    {.meta = "ZONE", .source = KIND_ZONES},
    {.meta = "ID", .source = KIND_MEETINGS},
    {.meta = "PARTICIPANT", .source = KIND_PARTICIPANTS},
    {.meta = "BRIDGE", .source = KIND_BRIDGES},
    {.meta = "CALENDAR", .source = KIND_CALENDARS},
    {.meta = "WEBHOOK", .source = KIND_WEBHOOKS},
    {.meta = "INDEX", .source = KIND_SPACES},
};

const struct kind *kind_find(const char *meta, size_t len)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (strlen(KINDS[i].meta) == len && strncmp(KINDS[i].meta, meta, len) == 0) {
            return &KINDS[i];
        }
    }
    return NULL;
}

static bool has_word(const struct kind *kind, const char *word, size_t len)
{
    for (const char *const *one = kind->words; *one != NULL; one++) {
        if (strlen(*one) == len && strncmp(*one, word, len) == 0) {
            return true;
        }
    }
    return false;
}

const char *kind_stranger(const struct kind *kind, const char *value, size_t *ret_len)
{
    if (kind == NULL || !kind->closed) {
        return NULL;
    }
    for (const char *word = value;;) {
        size_t len = kind->list ? strcspn(word, ",") : strlen(word);
        if (!has_word(kind, word, len)) {
            *ret_len = len;
            return word;
        }
        if (word[len] == '\0') {
            return NULL;
        }
        word += len + 1;
    }
}
