/* conference.c: where one can join an event: CONFERENCE (RFC 7986 5.11), or what calendar systems write instead. */
#include "draft.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <ctype.h>
#include <string.h>

/* What is worth how much; the first of the highest rank counts. */
enum rank { RANK_NONE, RANK_URL, RANK_MICROSOFT_LINK, RANK_MICROSOFT, RANK_GOOGLE, RANK_OTHER, RANK_AUDIO, RANK_VIDEO };

static const struct {
    const char *name;
    enum rank rank;
} properties[] = {
    {"CONFERENCE", RANK_VIDEO},
    {"X-GOOGLE-CONFERENCE", RANK_GOOGLE},
    {"X-MICROSOFT-SKYPETEAMSMEETINGURL", RANK_MICROSOFT},
    {"X-MICROSOFT-ONLINEMEETINGCONFLINK", RANK_MICROSOFT_LINK},
    {"URL", RANK_URL},
};

/* Hosts, or ends of hosts, and begins of paths, where meetings are. */
static const struct {
    const char *host, *path;
} meeting_places[] = {
    {"meet.google.com", "/"}, {"teams.microsoft.com", "/"}, {"teams.live.com", "/"},  {"zoom.us", "/"},
    {"webex.com", "/"},       {"meet.jit.si", "/"},         {"gotomeeting.com", "/"}, {"whereby.com", "/"},
    {"bluejeans.com", "/"},   {"starleaf.com", "/"},        {"vidyocloud.com", "/"},  {"pexip.me", "/"},
    {"meet.lync.com", "/"},   {"", "/invited.sf"},          {"", "/webrtc/"},
};

static bool ends_with(const char *text, size_t len, const char *end)
{
    size_t n = strlen(end);
    return n == 0 || (len >= n && strncasecmp(text + len - n, end, n) == 0 && (len == n || text[len - n - 1] == '.'));
}

/* A URL may be any page about the event: only one that is known to lead into a meeting counts. */
static bool is_meeting(const char *uri)
{
    if (strncasecmp(uri, "sip:", 4) == 0 || strncasecmp(uri, "sips:", 5) == 0) {
        return true;
    }
    if (strncasecmp(uri, "https://", 8) != 0) {
        return false;
    }
    const char *host = uri + 8;
    size_t len = strcspn(host, "/:?#");
    const char *path = host + strcspn(host, "/?#");
    for (size_t i = 0; i < sizeof meeting_places / sizeof *meeting_places; i++) {
        const char *begin = meeting_places[i].path;
        if (ends_with(host, len, meeting_places[i].host) && strncmp(path, begin, strlen(begin)) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_word(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = list; at != NULL; at = strchr(at, ',') != NULL ? strchr(at, ',') + 1 : NULL) {
        if (strncasecmp(at, word, n) == 0 && (at[n] == ',' || at[n] == '\0')) {
            return true;
        }
    }
    return false;
}

/* FEATURE, RFC 7986 6.3: one that shows people is better than a telephone number. Without it nothing is said against
 * it. */
static enum rank feature_rank(const char *feature)
{
    if (feature == NULL || has_word(feature, "VIDEO")) {
        return RANK_VIDEO;
    }
    return has_word(feature, "AUDIO") || has_word(feature, "PHONE") ? RANK_AUDIO : RANK_OTHER;
}

static enum rank rank_of(const struct line *line, const char *uri)
{
    enum rank rank = RANK_NONE;
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        if (strcmp(line->name, properties[i].name) == 0) {
            rank = properties[i].rank;
        }
    }
    if (rank == RANK_VIDEO) {
        rank = feature_rank(line_param(line, "FEATURE"));
    }
    return rank == RANK_URL && !is_meeting(uri) ? RANK_NONE : rank;
}

/* A scheme that leads into a meeting, and nothing but one line of visible ASCII behind it. */
static bool is_joinable(const char *uri)
{
    static const char *const schemes[] = {"https:", "http:", "sip:", "sips:", "tel:", "xmpp:", "h323:"};
    for (const char *at = uri; *at != '\0'; at++) {
        if (!isgraph((unsigned char)*at)) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (strncasecmp(uri, schemes[i], strlen(schemes[i])) == 0) {
            return true;
        }
    }
    return false;
}

int conference_take(struct draft *draft, const struct line *line, char *value)
{
    const char *uri = text_trim(value);
    int rank = (int)rank_of(line, uri);
    if (rank > draft->conference_rank && strlen(uri) <= CALENDAR_URI_BYTES && is_joinable(uri)) {
        mem_replace(&draft->event.conference, uri);
        draft->conference_rank = rank;
    }
    return 0;
}
