/* intake/digest.c: whether a source is still configured as it was, and whether what it brought would be read as it was.
 */
#include "base/map.h"
#include "base/mem.h"
#include "inside.h"

static uint64_t hash_number(uint64_t hash, uint64_t number)
{
    return hash_bytes(hash, &number, sizeof number);
}

static uint64_t hash_texts(uint64_t hash, const struct config_texts *texts)
{
    hash = hash_number(hash, texts->count);
    for (size_t i = 0; i < texts->count; i++) {
        hash = hash_string(hash, texts->items[i]);
    }
    return hash;
}

static uint64_t hash_selection(uint64_t hash, const struct config_calendar *calendar)
{
    hash = hash_string(hash, calendar->url);
    hash = hash_string(hash, calendar->path);
    hash = hash_string(hash, calendar->zone);
    hash = hash_number(hash, (uint64_t)calendar->kind);
    hash = hash_number(hash, (uint64_t)calendar->select);
    hash = hash_texts(hash, &calendar->match);
    return hash_texts(hash, &calendar->match_in);
}

uint64_t source_digest(const struct config_calendar *calendar)
{
    uint64_t hash = hash_selection(HASH_START, calendar);
    hash = hash_number(hash, (uint64_t)calendar->every);
    hash = hash_number(hash, calendar->hold_if_lost);
    hash = hash_string(hash, calendar->username);
    hash = hash_string(hash, secret_reveal(&calendar->password));
    hash = hash_string(hash, secret_reveal(&calendar->token));
    hash = hash_string(hash, calendar->ca_file);
    hash = hash_number(hash, calendar->verify ? 1 : 0);
    return hash_string(hash, calendar->proxy);
}

uint64_t source_digest_how(const struct config *config, const struct config_calendar *calendar)
{
    const struct config_calendar_limits *limits = &config->calendar_limits;
    uint64_t hash = hash_selection(hash_string(HASH_START, COSPACED_VERSION), calendar);
    hash = hash_number(hash, config_zones_digest());
    hash = hash_string(hash, config->zone);
    hash = hash_number(hash, limits->events);
    hash = hash_number(hash, limits->occurrences);
    hash = hash_number(hash, limits->nesting);
    hash = hash_number(hash, (uint64_t)limits->event_time);
    hash = hash_number(hash, (uint64_t)config->settings.horizon);
    return hash_number(hash, settings_calendar_digest(&config->settings, calendar->name));
}

uint64_t intake_digest_pushed(const struct config *config, const char *calendar)
{
    CLEAN_FREE char *name = mem_strdup(calendar);
    return source_digest_how(config, &(struct config_calendar){.name = name});
}
