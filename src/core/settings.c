/* The operator's decisions: letting them go, and the questions that need more than a field. */
#include "core/settings.h"

#include "base/map.h"
#include "base/mem.h"

#include <string.h>
#include <strings.h>

static void profile_done(struct setting_profile *profile)
{
    for (size_t i = 0; i < profile->n_pairs; i++) {
        mem_free(profile->pairs[i].key);
        mem_free(profile->pairs[i].value);
    }
    mem_free(profile->pairs);
}

void settings_done(struct settings *settings)
{
    if (settings == NULL) {
        return;
    }
    for (size_t i = 0; i < MAX_BRIDGES; i++) {
        mem_free(settings->bridges[i].name);
        mem_free(settings->bridges[i].url);
    }
    mem_free(settings->pool.name);
    mem_free(settings->pool.uri);
    mem_free(settings->pool.call_id);
    mem_free(settings->pool.domain);
    profile_done(&settings->call_profile);
    profile_done(&settings->call_leg_profile);
    for (size_t i = 0; i < settings->n_endpoints; i++) {
        mem_free(settings->endpoints[i].address);
        mem_free(settings->endpoints[i].dial);
    }
    mem_free(settings->endpoints);
    for (size_t i = 0; i < settings->n_calendars; i++) {
        mem_free(settings->calendars[i].name);
    }
    mem_free(settings->calendars);
    *settings = (struct settings){0};
}

/* The address alone: calendars write "mailto:x@y", SIP clients "sip:x@y". */
static const char *address_bare(const char *address)
{
    static const char *const schemes[] = {"mailto:", "sip:", "sips:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t len = strlen(schemes[i]);
        if (strncasecmp(address, schemes[i], len) == 0) {
            return address + len;
        }
    }
    return address;
}

const char *settings_dial(const struct settings *settings, const char *address)
{
    const char *bare = address_bare(address);
    for (size_t i = 0; i < settings->n_endpoints; i++) {
        if (strcasecmp(address_bare(settings->endpoints[i].address), bare) == 0) {
            return settings->endpoints[i].dial;
        }
    }
    return NULL;
}

const struct setting_calendar *settings_calendar(const struct settings *settings, const char *name)
{
    for (size_t i = 0; i < settings->n_calendars; i++) {
        if (strcmp(settings->calendars[i].name, name) == 0) {
            return &settings->calendars[i];
        }
    }
    return NULL;
}

uint64_t settings_calendar_digest(const struct settings *settings, const char *name)
{
    const struct setting_calendar *calendar = settings_calendar(settings, name);
    enum calendar_select select = calendar != NULL ? calendar->select : SELECT_ALL;
    uint64_t hash = hash_bytes(HASH_START, &select, sizeof select);
    for (size_t i = 0; i < settings->n_endpoints; i++) {
        hash = hash_string(hash_string(hash, settings->endpoints[i].address), settings->endpoints[i].dial);
    }
    return hash != 0 ? hash : 1;
}
