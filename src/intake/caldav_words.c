#include "caldav_words.h"

#include "base/buf.h"

#include <string.h>

#define XML   "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define NAMES "xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:S=\"http://calendarserver.org/ns/\""

#define OF_A_CALENDAR "<resourcetype/><C:supported-calendar-component-set/>"

enum { WORDS_BYTES = 16 * 1024 * 1024 };

/* Not of its state: some servers fail when they are asked for the sync-token of what is no calendar. */
const char caldav_words_find[] =
    XML "<propfind " NAMES "><prop>" OF_A_CALENDAR "<current-user-principal/><C:calendar-home-set/></prop></propfind>";

const char caldav_words_children[] = XML "<propfind " NAMES "><prop>" OF_A_CALENDAR "</prop></propfind>";

const char caldav_words_list[] =
    XML "<propfind " NAMES "><prop>" OF_A_CALENDAR "<S:getctag/><sync-token/></prop></propfind>";

const char caldav_words_etags[] = XML "<propfind xmlns=\"DAV:\"><prop><getetag/><resourcetype/></prop></propfind>";

const char caldav_words_query[] =
    XML "<C:calendar-query " NAMES "><prop><getetag/></prop><C:filter><C:comp-filter name=\"VCALENDAR\">"
        "<C:comp-filter name=\"VEVENT\"/></C:comp-filter></C:filter></C:calendar-query>";

static void append_escaped(struct buf *out, const char *text)
{
    for (const char *at = text; *at != '\0';) {
        size_t plain = strcspn(at, "&<>");
        buf_append(out, at, plain);
        at += plain;
        if (*at != '\0') {
            buf_append_string(out, *at == '&' ? "&amp;" : *at == '<' ? "&lt;" : "&gt;");
            at++;
        }
    }
}

char *caldav_words_sync(const char *token)
{
    struct buf out;
    buf_init(&out, WORDS_BYTES);
    buf_append_string(&out, XML "<sync-collection xmlns=\"DAV:\"><sync-token>");
    append_escaped(&out, token != NULL ? token : "");
    buf_append_string(
        &out, "</sync-token><sync-level>1</sync-level><prop><getetag/><resourcetype/></prop></sync-collection>");
    return buf_take(&out);
}

char *caldav_words_multiget(const char *const *hrefs, size_t n)
{
    struct buf out;
    buf_init(&out, WORDS_BYTES);
    buf_append_string(&out, XML "<C:calendar-multiget " NAMES "><prop><getetag/><C:calendar-data/></prop>");
    for (size_t i = 0; i < n; i++) {
        buf_append_string(&out, "<href>");
        append_escaped(&out, hrefs[i]);
        buf_append_string(&out, "</href>");
    }
    buf_append_string(&out, "</C:calendar-multiget>");
    return buf_take(&out);
}
