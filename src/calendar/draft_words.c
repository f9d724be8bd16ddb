/* draft_words.c: the properties of a VEVENT that say what it is about and who takes part, a row each. */
#include "draft.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <string.h>

static int word_find(const char *word, const char *const *words, size_t n, int otherwise)
{
    for (size_t i = 0; i < n && word != NULL; i++) {
        if (words[i] != NULL && strcasecmp(word, words[i]) == 0) {
            return (int)i;
        }
    }
    return otherwise;
}

#define WORD_FIND(word, words, otherwise) word_find(word, words, sizeof(words) / sizeof *(words), otherwise)

static int take_class(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    value = text_trim(value);
    draft->event.private = strcasecmp(value, "PRIVATE") == 0 || strcasecmp(value, "CONFIDENTIAL") == 0;
    return 0;
}

static char *text_take(char *value, size_t limit)
{
    text_unescape(value);
    value = text_one_line(value);
    return mem_strndup(value, text_cut(value, limit));
}

static int take_summary(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    if (draft->event.title == NULL) {
        draft->event.title = text_take(value, CALENDAR_TITLE_BYTES);
    }
    return 0;
}

static int take_location(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    CLEAN_FREE char *location = text_take(value, CALENDAR_TITLE_BYTES);
    if (draft->event.location == NULL && *location != '\0') {
        draft->event.location = location;
        location = NULL;
    }
    return 0;
}

static int take_transparency(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    draft->has_transparency = true;
    draft->event.transparent = strcasecmp(text_trim(value), "TRANSPARENT") == 0;
    return 0;
}

static enum busy_status busy_parse(char *value)
{
    static const char *const words[] = {[BUSY_FREE] = "FREE", [BUSY_TENTATIVE] = "TENTATIVE", [BUSY_BUSY] = "BUSY"};
    return (enum busy_status)WORD_FIND(text_trim(value), words, BUSY_BUSY); /* OOF, WORKINGELSEWHERE */
}

static int take_busy(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    draft->busy = busy_parse(value);
    return 0;
}

static int take_intended(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    draft->intended = busy_parse(value);
    return 0;
}

/* The address that a calendar user's URI holds; EMAIL stands for one that is no address (RFC 7986 6.2). */
static char *address_of(const char *uri, const char *email)
{
    CLEAN_FREE char *copy = mem_strdup(uri);
    const char *address = text_one_line(copy);
    if (strncasecmp(address, "mailto:", 7) == 0) {
        address += 7;
    } else if (email != NULL && *email != '\0' && strncasecmp(address, "sip", 3) != 0) {
        address = email;
    }
    CLEAN_FREE char *clean = mem_strdup(address);
    return mem_strdup(text_one_line(clean));
}

static int take_organizer(struct draft *draft, const struct line *line, char *value)
{
    const char *sent_by = line_param(line, "SENT-BY");
    CLEAN_FREE char *organizer = address_of(value, line_param(line, "EMAIL"));
    CLEAN_FREE char *sender = sent_by != NULL ? address_of(sent_by, NULL) : NULL;
    mem_replace(&draft->event.organizer, organizer);
    mem_replace(&draft->event.sent_by, sender != NULL && *sender != '\0' ? sender : NULL);
    return 0;
}

static enum attendee_type type_parse(const char *word)
{
    static const char *const words[] = {[ATTENDEE_INDIVIDUAL] = "INDIVIDUAL",
                                        [ATTENDEE_GROUP] = "GROUP",
                                        [ATTENDEE_RESOURCE] = "RESOURCE",
                                        [ATTENDEE_ROOM] = "ROOM"};
    return (enum attendee_type)WORD_FIND(word, words, word != NULL ? ATTENDEE_UNKNOWN : ATTENDEE_INDIVIDUAL);
}

static enum attendee_role role_parse(const char *word)
{
    static const char *const words[] = {[ROLE_REQUIRED] = "REQ-PARTICIPANT",
                                        [ROLE_CHAIR] = "CHAIR",
                                        [ROLE_OPTIONAL] = "OPT-PARTICIPANT",
                                        [ROLE_NONE] = "NON-PARTICIPANT"};
    return (enum attendee_role)WORD_FIND(word, words, ROLE_REQUIRED); /* RFC 5545 3.2.16: unknown ones, too */
}

static enum attendee_partstat partstat_parse(const char *word)
{
    unsigned partstat = PARTSTAT_NEEDS_ACTION;
    while (word != NULL && partstat <= PARTSTAT_DELEGATED && strcasecmp(word, attendee_partstats[partstat]) != 0) {
        partstat++;
    }
    return partstat <= PARTSTAT_DELEGATED ? (enum attendee_partstat)partstat : PARTSTAT_NEEDS_ACTION;
}

/* The first of a list; NULL if there is none. */
static char *delegate_of(const char *list)
{
    CLEAN_FREE char *first = mem_strndup(list != NULL ? list : "", list != NULL ? strcspn(list, ",") : 0);
    char *address = address_of(first, NULL);
    if (*address == '\0') {
        mem_free(address);
        return NULL;
    }
    return address;
}

static int take_attendee(struct draft *draft, const struct line *line, char *value)
{
    struct event *event = &draft->event;
    const char *name = line_param(line, "CN");
    CLEAN_FREE char *address = address_of(value, line_param(line, "EMAIL"));
    if (*address == '\0') {
        return 0;
    }
    CLEAN_FREE char *shown =
        mem_strndup(name != NULL ? name : "", name != NULL ? text_cut(name, CALENDAR_TITLE_BYTES) : 0);
    ARRAY_GROW(event->attendees, event->n_attendees, draft->attendees_capacity);
    event->attendees[event->n_attendees++] = (struct attendee){
        .address = address,
        .name = mem_strdup(text_one_line(shown)),
        .type = type_parse(line_param(line, "CUTYPE")),
        .role = role_parse(line_param(line, "ROLE")),
        .partstat = partstat_parse(line_param(line, "PARTSTAT")),
        .delegate = delegate_of(line_param(line, "DELEGATED-TO")),
    };
    address = NULL;
    return 0;
}

/* Written by the core into what it keeps of METHOD:ADD. */
static int take_added(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    (void)value;
    draft->added = true;
    return 0;
}

static const struct draft_property properties[] = {
    {"ATTENDEE", take_attendee},
    {"CLASS", take_class},
    {"CONFERENCE", conference_take},
    {"LOCATION", take_location},
    {"ORGANIZER", take_organizer},
    {"SUMMARY", take_summary},
    {"TRANSP", take_transparency},
    {"URL", conference_take},
    {"X-COSPACED-ADDED", take_added},
    {"X-GOOGLE-CONFERENCE", conference_take},
    {"X-MICROSOFT-CDO-BUSYSTATUS", take_busy},
    {"X-MICROSOFT-CDO-INTENDEDSTATUS", take_intended},
    {"X-MICROSOFT-ONLINEMEETINGCONFLINK", conference_take},
    {"X-MICROSOFT-SKYPETEAMSMEETINGURL", conference_take},
};

const struct draft_property *draft_words_find(const struct scan_line *raw)
{
    return draft_property_find(properties, sizeof properties / sizeof *properties, raw);
}
