/* core/selection.c: which events of a calendar become meetings, and who comes with them besides their attendees: the
 * organizer and the places of LOCATION, if an endpoint knows them.
 *
 * Exchange writes rooms into LOCATION, by name or address, several with semicolons between; others only there. Whoever
 * is an attendee already is what he said there: a room that has declined is not called because it is the place, too. */
#include "base/mem.h"
#include "core/inside.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { PLACE_BYTES = 320, PLACES = 32 /* of one event */ };

/* Without "mailto:" and the like, in small letters; false: too long to be an address. */
static bool endpoint_key(const char *address, char key[PLACE_BYTES])
{
    static const char *const schemes[] = {"mailto:", "sip:", "sips:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t len = strlen(schemes[i]);
        if (strncasecmp(address, schemes[i], len) == 0) {
            address += len;
            break;
        }
    }
    size_t len = strlen(address);
    if (len == 0 || len >= PLACE_BYTES) {
        return false;
    }
    for (size_t i = 0; i <= len; i++) {
        key[i] = (char)tolower((unsigned char)address[i]);
    }
    return true;
}

static void endpoint_add(struct map *map, const char *address, struct setting_endpoint *endpoint)
{
    char key[PLACE_BYTES];
    if (endpoint_key(address, key) && map_get(map, key) == NULL) {
        map_set(map, key, endpoint);
    }
}

void endpoints_index(struct engine *engine)
{
    const struct settings *settings = engine->settings;
    map_done(&engine->endpoints);
    map_init(&engine->endpoints, engine->calendars.seed);
    for (size_t i = 0; i < settings->n_endpoints; i++) {
        endpoint_add(&engine->endpoints, settings->endpoints[i].address, &settings->endpoints[i]);
    }
    for (size_t i = 0; i < settings->n_endpoints; i++) { /* a place may be written as it is dialled */
        endpoint_add(&engine->endpoints, settings->endpoints[i].dial, &settings->endpoints[i]);
    }
}

const struct setting_endpoint *endpoint_find(const struct engine *engine, const char *address)
{
    char key[PLACE_BYTES];
    return map_count(&engine->endpoints) > 0 && endpoint_key(address, key) ? map_get(&engine->endpoints, key) : NULL;
}

static bool event_names(const struct engine *engine, const struct event *event, const struct setting_endpoint *endpoint)
{
    for (size_t i = 0; i < event->n_attendees; i++) {
        if (endpoint_find(engine, event->attendees[i].address) == endpoint) {
            return true;
        }
    }
    return false;
}

static void event_invite(const struct engine *engine, struct event *event, const struct setting_endpoint *endpoint,
                         enum attendee_type type)
{
    if (endpoint == NULL || event_names(engine, event, endpoint)) {
        return;
    }
    event->attendees = mem_realloc(event->attendees, event->n_attendees + 1, sizeof *event->attendees);
    event->attendees[event->n_attendees++] =
        (struct attendee){.address = mem_strdup(endpoint->address), .name = mem_strdup(""), .type = type};
}

/* What stands between two of these characters. */
static void event_invite_places(const struct engine *engine, struct event *event, const char *between)
{
    size_t n = 0;
    for (const char *at = event->location; *at != '\0' && n < PLACES; n++) {
        size_t len = strcspn(at, between);
        const char *from = at, *to = at + len;
        while (from < to && isspace((unsigned char)*from)) {
            from++;
        }
        while (from < to && (isspace((unsigned char)to[-1]) || to[-1] == '.')) {
            to--;
        }
        if (from < to && to - from < PLACE_BYTES) {
            CLEAN_FREE char *place = mem_strndup(from, (size_t)(to - from));
            event_invite(engine, event, endpoint_find(engine, place), ATTENDEE_ROOM);
        }
        at += len + (at[len] != '\0');
    }
}

static enum calendar_select calendar_selects(const struct engine *engine, const struct calendar *calendar)
{
    const struct settings *settings = engine->settings;
    for (size_t i = 0; i < settings->n_calendars; i++) {
        if (strcmp(settings->calendars[i].name, calendar->name) == 0) {
            return settings->calendars[i].select;
        }
    }
    return SELECT_ALL;
}

static bool event_has_endpoint(const struct engine *engine, const struct event *event)
{
    for (size_t i = 0; i < event->n_attendees; i++) {
        if (endpoint_find(engine, event->attendees[i].address) != NULL) {
            return true;
        }
    }
    return false;
}

/* Who comes in another's place is invited as he was. */
static void event_invite_delegates(struct event *event)
{
    for (size_t i = 0; i < event->n_attendees; i++) {
        const struct attendee *attendee = &event->attendees[i];
        if (attendee->partstat == PARTSTAT_DELEGATED && attendee->delegate != NULL &&
            attendee_find(event->attendees, event->n_attendees, attendee->delegate) == NULL) {
            char *address = mem_strdup(attendee->delegate);
            event->attendees = mem_realloc(event->attendees, event->n_attendees + 1, sizeof *event->attendees);
            event->attendees[event->n_attendees++] = (struct attendee){.address = address, .name = mem_strdup("")};
        }
    }
}

void engine_invite(const struct engine *engine, struct event *event)
{
    event_invite_delegates(event);
    if (map_count(&engine->endpoints) > 0 && event->organizer != NULL) {
        event_invite(engine, event, endpoint_find(engine, event->organizer), ATTENDEE_INDIVIDUAL);
    }
    if (map_count(&engine->endpoints) > 0 && event->location != NULL) {
        event_invite_places(engine, event, ";,\n");
        event_invite_places(engine, event, ";,\n \t()<>[]\"");
    }
}

void event_prepare(const struct engine *engine, const struct calendar *calendar, enum calendar_method method,
                   struct event *event)
{
    if (method == METHOD_REPLY || method == METHOD_CANCEL) {
        return; /* whom it names are not those who come */
    }
    engine_invite(engine, event);
    enum calendar_select select = calendar_selects(engine, calendar);
    event->unmatched = (select == SELECT_MATCH && event->unmatched) ||
                       (select == SELECT_ENDPOINT && !event_has_endpoint(engine, event));
}
