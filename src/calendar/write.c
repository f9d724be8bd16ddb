/* calendar/write.c: VEVENT and VFREEBUSY by libical, which escapes and folds. What we hand to it is clean before:
 * UTF-8, no control characters, no characters in a URI that none has. */
#include "calendar/write.h"

#include "base/mem.h"
#include "line.h"

#include <assert.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char PRODUCT[] = "-//cospaced//cospaced//EN";
static const char END[] = "END:VCALENDAR\r\n";
enum { TEXT_LIMIT = 64 * 1024, REFRESH_SECONDS = 60 };

static void component_free(icalcomponent **component)
{
    if (*component != NULL) {
        icalcomponent_free(*component);
    }
}
#define CLEAN_COMPONENT __attribute__((cleanup(component_free)))

static icalcomponent *component_new(icalcomponent_kind kind)
{
    icalcomponent *component = icalcomponent_new(kind);
    assert(component != NULL);
    return component;
}

/* libical is given what it takes, so no property fails but for want of memory. */
static void put(icalcomponent *component, icalproperty *property)
{
    assert(property != NULL);
    icalcomponent_add_property(component, property);
}

static void put_x(icalcomponent *component, const char *name, const char *text)
{
    icalproperty *property = icalproperty_new_x(text);
    assert(property != NULL);
    icalproperty_set_x_name(property, name);
    put(component, property);
}

static struct icaltimetype time_of(instant at)
{
    return icaltime_from_timet_with_zone((time_t)(at / SECOND_MS), 0, icaltimezone_get_utc_timezone());
}

/* Text without control characters but line breaks and tabs; what is no UTF-8 is taken as ISO 8859-1. Owned by the
 * caller. */
static char *text_clean(const char *text, bool one_line)
{
    CLEAN_BUF struct buf mended;
    struct buf clean;
    buf_init(&mended, TEXT_LIMIT);
    buf_init(&clean, TEXT_LIMIT);
    text_append_utf8(&mended, text, strnlen(text, TEXT_LIMIT / 4));
    for (const char *at = buf_string(&mended); *at != '\0'; at++) {
        bool control = (unsigned char)*at < 0x20 || *at == 0x7f;
        if (!control || (!one_line && (*at == '\n' || *at == '\t'))) {
            buf_append_char(&clean, *at);
        } else if (*at != '\r') {
            buf_append_char(&clean, ' ');
        }
    }
    return buf_take(&clean);
}

/* A URI out of what stands in an address: the scheme in front if it has none; what no URI holds is escaped (RFC 3986
 * 2.1). Owned by the caller. */
static char *uri_of(const char *scheme, const char *address)
{
    struct buf uri;
    buf_init(&uri, TEXT_LIMIT);
    size_t name = strcspn(address, ":@/");
    if (address[name] != ':') {
        buf_append_string(&uri, scheme);
    }
    for (const char *at = address; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        if (c <= 0x20 || c >= 0x7f || strchr("\"<>\\^`{|}", c) != NULL) {
            buf_printf(&uri, "%%%02X", c);
        } else {
            buf_append_char(&uri, *at);
        }
    }
    return buf_take(&uri);
}

static void put_person(icalcomponent *event, const char *address, const char *name, const struct attendee *said)
{
    static const icalparameter_partstat PARTSTATS[] = {
        [PARTSTAT_NEEDS_ACTION] = ICAL_PARTSTAT_NEEDSACTION, [PARTSTAT_ACCEPTED] = ICAL_PARTSTAT_ACCEPTED,
        [PARTSTAT_DECLINED] = ICAL_PARTSTAT_DECLINED,        [PARTSTAT_TENTATIVE] = ICAL_PARTSTAT_TENTATIVE,
        [PARTSTAT_DELEGATED] = ICAL_PARTSTAT_DELEGATED,
    };
    static const icalparameter_cutype TYPES[] = {
        [ATTENDEE_INDIVIDUAL] = ICAL_CUTYPE_INDIVIDUAL, [ATTENDEE_GROUP] = ICAL_CUTYPE_GROUP,
        [ATTENDEE_RESOURCE] = ICAL_CUTYPE_RESOURCE,     [ATTENDEE_ROOM] = ICAL_CUTYPE_ROOM,
        [ATTENDEE_UNKNOWN] = ICAL_CUTYPE_UNKNOWN,
    };
    if (address == NULL || address[0] == '\0') {
        return;
    }
    CLEAN_FREE char *uri = uri_of("mailto:", address);
    icalproperty *property = icalproperty_new_attendee(uri);
    assert(property != NULL);
    if (name != NULL && name[0] != '\0') {
        CLEAN_FREE char *clean = text_clean(name, true);
        icalproperty_add_parameter(property, icalparameter_new_cn(clean));
    }
    if (said != NULL && said->type != ATTENDEE_INDIVIDUAL) {
        icalproperty_add_parameter(property, icalparameter_new_cutype(TYPES[said->type]));
    }
    icalparameter_partstat partstat = PARTSTATS[said != NULL ? said->partstat : PARTSTAT_NEEDS_ACTION];
    icalproperty_add_parameter(property, icalparameter_new_partstat(partstat));
    put(event, property);
}

static const struct attendee *said_find(const struct calendar_entry *entry, const char *address)
{
    for (size_t i = 0; i < entry->n_people; i++) {
        if (strcasecmp(entry->people[i].address, address) == 0) {
            return &entry->people[i];
        }
    }
    return NULL;
}

static void put_people(icalcomponent *event, const struct calendar_entry *entry)
{
    const struct meeting *meeting = entry->meeting;
    if (meeting_organizer(meeting)[0] != '\0') {
        CLEAN_FREE char *uri = uri_of("mailto:", meeting_organizer(meeting));
        put(event, icalproperty_new_organizer(uri));
    }
    for (const struct participant *one = meeting->participants; one != NULL; one = one->next) {
        if (!one->removing) {
            put_person(event, one->address, one->name, said_find(entry, one->address));
        }
    }
    for (size_t i = 0; meeting->source != NULL && i < entry->n_people; i++) {
        put_person(event, entry->people[i].address, entry->people[i].name, &entry->people[i]);
    }
}

/* The address to dial, or NULL: a meeting has one from its start to its end. Owned by the caller. */
static char *address_of(const struct calendar_entry *entry)
{
    const struct meeting *meeting = entry->meeting;
    bool open = meeting->state == MEETING_STARTING || meeting->state == MEETING_ACTIVE;
    return open && meeting_space(meeting) != NULL ? pool_address(entry->pool, meeting_space(meeting)->index) : NULL;
}

static void put_text(icalcomponent *event, icalproperty *make(const char *), const char *text)
{
    CLEAN_FREE char *clean = text_clean(text, false);
    put(event, make(clean));
}

/* RFC 7986 5.11. FEATURE is a list, which libical takes for one word with a comma and quotes: see event_print. */
static void put_conference(icalcomponent *event, const char *uri, bool ours)
{
    CLEAN_FREE char *clean = uri_of("sip:", uri);
    icalproperty *property = icalproperty_new_conference(clean);
    assert(property != NULL);
    icalproperty_add_parameter(property, icalparameter_new_value(ICAL_VALUE_URI));
    if (ours) {
        icalparameter *feature = icalparameter_new(ICAL_FEATURE_PARAMETER);
        icalparameter_set_xvalue(feature, "AUDIO,VIDEO");
        icalproperty_add_parameter(property, feature);
    }
    put(event, property);
}

static void put_place(icalcomponent *event, const struct calendar_entry *entry, const char *address)
{
    const char *location = address != NULL ? address : entry->location;
    if (location != NULL && location[0] != '\0') {
        put_text(event, icalproperty_new_location, location);
    }
    bool whole = address != NULL && strchr(address, '@') != NULL;
    if (whole) {
        put_conference(event, address, true);
    } else if (address == NULL && entry->conference != NULL && entry->conference[0] != '\0') {
        put_conference(event, entry->conference, false);
    }
}

/* What a person reads who wants to take part. */
static void put_description(icalcomponent *event, const struct calendar_entry *entry, const char *address)
{
    static const char *const WORDS[N_MEETING_STATES] = {
        [MEETING_SCHEDULED] = "The address to dial stands here once the meeting has started.\n",
        [MEETING_WAITING] =
            "The meeting is due but has not started yet; the address to dial stands here when it has.\n",
        [MEETING_STARTING] = "The meeting is starting.\n",
        [MEETING_ACTIVE] = "The meeting is open.\n",
        [MEETING_ENDING] = "The meeting is over.\n",
        [MEETING_ENDED] = "The meeting is over.\n",
        [MEETING_MISSED] = "The meeting did not take place.\n",
        [MEETING_CANCELLED] = "The meeting was cancelled.\n",
    };
    const struct meeting *meeting = entry->meeting;
    CLEAN_BUF struct buf text;
    buf_init(&text, TEXT_LIMIT);
    buf_append_string(&text, WORDS[meeting->state]);
    if (meeting_reason(meeting) != NULL) {
        buf_printf(&text, "Reason: %s\n", meeting_reason(meeting));
    }
    if (address != NULL) {
        CLEAN_FREE char *call_id = pool_map(entry->pool->call_id, meeting_space(meeting)->index);
        buf_printf(&text, "Dial %s to take part.\n", address);
        buf_printf(&text, call_id[0] != '\0' ? "Call ID: %s\n" : "%s", call_id);
    }
    bool to_come = !meeting_is_final(meeting) && meeting->state != MEETING_ENDING;
    if (to_come && meeting_passcode(meeting)[0] != '\0') {
        buf_printf(&text, "Passcode: %s\n", meeting_passcode(meeting));
    }
    put_text(event, icalproperty_new_description, buf_string(&text));
}

static void put_times(icalcomponent *event, const struct calendar_entry *entry)
{
    const struct meeting *meeting = entry->meeting;
    instant stamp = entry->stamp != INSTANT_NONE ? entry->stamp : meeting->start;
    put(event, icalproperty_new_dtstamp(time_of(stamp)));
    if (meeting->recurrence_id != INSTANT_NONE) {
        put(event, icalproperty_new_recurrenceid(time_of(meeting->recurrence_id)));
    }
    put(event, icalproperty_new_dtstart(time_of(meeting->start)));
    /* RFC 5545 3.8.2.2: DTEND lies behind DTSTART; without it the event is one moment. */
    if (meeting->end / SECOND_MS > meeting->start / SECOND_MS) {
        put(event, icalproperty_new_dtend(time_of(meeting->end)));
    }
}

/* As libical prints it, but for the quotes around the list of features: it is not one value. In no other place can
 * this stand: a comma in a text is escaped, a quote in a name or a URI likewise. */
static void component_print(const icalcomponent *component, struct buf *out)
{
    static const char quoted[] = ";FEATURE=\"AUDIO,VIDEO\":";
    char *text = icalcomponent_as_ical_string_r((icalcomponent *)(uintptr_t)component);
    assert(text != NULL);
    const char *list = strstr(text, quoted);
    const char *rest = text;
    if (list != NULL) {
        buf_append(out, text, (size_t)(list - text));
        buf_append_string(out, ";FEATURE=AUDIO,VIDEO:");
        rest = list + strlen(quoted);
    }
    buf_append_string(out, rest);
    free(text);
}

void calendar_write_meeting(struct buf *out, const struct calendar_entry *entry)
{
    const struct meeting *meeting = entry->meeting;
    CLEAN_FREE char *address = address_of(entry);
    CLEAN_COMPONENT icalcomponent *event = component_new(ICAL_VEVENT_COMPONENT);
    CLEAN_FREE char *uid = text_clean(meeting_uid(meeting), true);
    put(event, icalproperty_new_uid(uid));
    put_times(event, entry);
    put_text(event, icalproperty_new_summary, meeting_title(meeting));
    bool cancelled = meeting->state == MEETING_CANCELLED;
    put(event, icalproperty_new_status(cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    put_people(event, entry);
    put_place(event, entry, address);
    put_description(event, entry, address);
    put_x(event, "X-COSPACED-MEETING", meeting->id);
    put_x(event, "X-COSPACED-STATE", meeting_fsm.states[meeting->state]);
    component_print(event, out);
}

static icalcomponent *calendar_new(void)
{
    icalcomponent *calendar = component_new(ICAL_VCALENDAR_COMPONENT);
    put(calendar, icalproperty_new_version("2.0"));
    put(calendar, icalproperty_new_prodid(PRODUCT));
    return calendar;
}

void calendar_write_head(struct buf *out, const char *name)
{
    CLEAN_COMPONENT icalcomponent *calendar = calendar_new();
    CLEAN_FREE char *clean = text_clean(name, true);
    put(calendar, icalproperty_new_name(clean));
    put_x(calendar, "X-WR-CALNAME", clean);
    icalproperty *refresh = icalproperty_new_refreshinterval(icaldurationtype_from_int(REFRESH_SECONDS));
    icalproperty_add_parameter(refresh, icalparameter_new_value(ICAL_VALUE_DURATION));
    put(calendar, refresh);
    CLEAN_BUF struct buf whole;
    buf_init(&whole, TEXT_LIMIT);
    component_print(calendar, &whole);
    assert(whole.len > strlen(END) && strcmp(whole.data + whole.len - strlen(END), END) == 0);
    buf_append(out, whole.data, whole.len - strlen(END));
}

void calendar_write_tail(struct buf *out)
{
    buf_append_string(out, END);
}

static void put_number(icalcomponent *component, const char *name, uint32_t number)
{
    char digits[16];
    snprintf(digits, sizeof digits, "%u", number);
    put_x(component, name, digits);
}

void calendar_write_busy(struct buf *out, const struct calendar_busy *busy)
{
    CLEAN_COMPONENT icalcomponent *calendar = calendar_new();
    icalcomponent *times = component_new(ICAL_VFREEBUSY_COMPONENT);
    icalcomponent_add_component(calendar, times);
    CLEAN_FREE char *uid = text_clean(busy->uid, true);
    put(times, icalproperty_new_uid(uid));
    put(times, icalproperty_new_dtstamp(time_of(busy->stamp)));
    if (busy->whose != NULL) {
        CLEAN_FREE char *uri = uri_of("mailto:", busy->whose);
        put(times, icalproperty_new_organizer(uri));
    }
    put(times, icalproperty_new_dtstart(time_of(busy->window.from)));
    put(times, icalproperty_new_dtend(time_of(busy->window.to)));
    for (size_t i = 0; i < busy->n_periods; i++) {
        struct icalperiodtype period = {.start = time_of(busy->periods[i].from), .end = time_of(busy->periods[i].to)};
        period.duration = icaldurationtype_null_duration();
        icalproperty *property = icalproperty_new_freebusy(period);
        icalproperty_add_parameter(property, icalparameter_new_fbtype(ICAL_FBTYPE_BUSY));
        put(times, property);
    }
    if (busy->spaces > 0) {
        put_number(times, "X-COSPACED-SPACES", busy->spaces);
        put_number(times, "X-COSPACED-LEAST-FREE", busy->least_free);
    }
    component_print(calendar, out);
}
