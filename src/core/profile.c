/* core/profile.c: the call profile and the call leg profile: made once, found again, kept as the configuration says.
 *
 * The id is remembered; at each start it is read once. After a POST without a clear answer the cluster's profiles are
 * read one by one and an equal one is adopted. */
#include "base/mem.h"
#include "core/inside.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MOST_CANDIDATES = 1000 };

static const struct setting_profile *profile_settings(const struct engine *engine, const struct profile *profile)
{
    return profile->leg ? &engine->settings->call_leg_profile : &engine->settings->call_profile;
}

static void profile_escape(struct buf *form, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (strchr("&=+%#", *at) != NULL) {
            buf_printf(form, "%%%02X", (unsigned)(unsigned char)*at);
        } else {
            buf_append_char(form, *at == ' ' ? '+' : *at);
        }
    }
}

static bool profile_leaves_out(uint64_t left_out, size_t pair)
{
    return pair < 64 && (left_out & UINT64_C(1) << pair) != 0;
}

/* Owned by the caller. */
static char *profile_form(const struct setting_profile *settings, uint64_t left_out)
{
    struct buf form;
    buf_init(&form, (size_t)64 * 1024);
    for (size_t i = 0; i < settings->n_pairs; i++) {
        if (profile_leaves_out(left_out, i)) {
            continue;
        }
        buf_append_string(&form, form.len > 0 ? "&" : "");
        profile_escape(&form, settings->pairs[i].key);
        buf_append_char(&form, '=');
        profile_escape(&form, settings->pairs[i].value);
    }
    return buf_take(&form);
}

static uint64_t profile_hash(const struct setting_profile *settings)
{
    CLEAN_FREE char *form = profile_form(settings, 0);
    return hash_string(HASH_START, form);
}

static uint64_t profile_left_out(const struct profile *profile, const struct setting_profile *settings)
{
    return profile->left_out != 0 && profile->left_out_of == profile_hash(settings) ? profile->left_out : 0;
}

/* The enum lists the four requests of each profile in the same order. */
static enum request_kind profile_kind(const struct profile *profile, enum request_kind kind)
{
    return profile->leg ? kind - REQUEST_CREATE_CALL_PROFILE + REQUEST_CREATE_CALL_LEG_PROFILE : kind;
}

static enum request_kind profile_plain(enum request_kind kind)
{
    return kind >= REQUEST_CREATE_CALL_LEG_PROFILE
               ? kind - REQUEST_CREATE_CALL_LEG_PROFILE + REQUEST_CREATE_CALL_PROFILE
               : kind;
}

bool profiles_ready(const struct engine *engine)
{
    return engine->profiles[0].verified && engine->profiles[1].verified;
}

static void profile_done(struct engine *engine, struct profile *profile)
{
    bool anew = !profile->verified;
    profile->verified = true;
    profile->failures = 0;
    profile->not_before = INSTANT_NONE;
    /* The looks at the spaces are spread from the start on: these come between them. */
    duration_ms wait = engine->settings->reconcile_every / (anew ? 2 : 1);
    profile->check_at = profile_settings(engine, profile)->n_pairs > 0 ? engine->now + wait : INSTANT_NEVER;
    actor_wake(engine, &profile->actor, profile->check_at);
    if (!anew) {
        return;
    }
    for (struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        actor_wake(engine, &set->actor, engine->now);
    }
}

static struct request *profile_ask(struct engine *engine, struct profile *profile, enum request_kind kind,
                                   const char *id)
{
    uint32_t bridge = agenda_any(engine, &profile->actor);
    if (bridge == NO_BRIDGE) {
        return NULL;
    }
    struct request *request = agenda_send(engine, &profile->actor, bridge, profile_kind(profile, kind));
    snprintf(request->id, sizeof request->id, "%s", id);
    return request;
}

static void profile_send_form(struct engine *engine, struct profile *profile, enum request_kind kind)
{
    struct request *request = profile_ask(engine, profile, kind, profile->id);
    if (request == NULL) {
        return;
    }
    const struct setting_profile *settings = profile_settings(engine, profile);
    request->form = profile_form(settings, profile_left_out(profile, settings));
    if (kind == REQUEST_CREATE_CALL_PROFILE) {
        profile->unclear = true;
        effects_change(engine->effects, CHANGE_PROFILE, profile, NULL);
    }
}

static void profile_find(struct engine *engine, struct profile *profile)
{
    if (profile->n_candidates > 0) {
        profile_ask(engine, profile, REQUEST_READ_CALL_PROFILE, profile->candidates[profile->n_candidates - 1]);
    } else {
        struct request *request = profile_ask(engine, profile, REQUEST_LIST_CALL_PROFILES, "");
        if (request != NULL) {
            request->offset = profile->offset;
        }
    }
}

void profile_run(struct engine *engine, struct profile *profile)
{
    const struct setting_profile *settings = profile_settings(engine, profile);
    if (actor_is_asking(&profile->actor)) {
        return;
    }
    if (profile->not_before != INSTANT_NONE && engine->now < profile->not_before) {
        actor_wake(engine, &profile->actor, profile->not_before);
    } else if (settings->n_pairs == 0) {
        profile_done(engine, profile); /* none is wanted */
    } else if (profile->id[0] == '\0') {
        if (profile->unclear) {
            profile_find(engine, profile);
        } else {
            profile_send_form(engine, profile, REQUEST_CREATE_CALL_PROFILE);
        }
    } else if (profile->hash != profile_hash(settings)) {
        profile_send_form(engine, profile, REQUEST_UPDATE_CALL_PROFILE);
    } else if (!profile->verified || engine->now >= profile->check_at) {
        profile_ask(engine, profile, REQUEST_READ_CALL_PROFILE, profile->id);
    }
}

/* Releases differ in the parameters that they know, and the refusal names the one: the pool is rather made without it.
 */
static bool profile_leave_out(struct engine *engine, struct profile *profile, const char *reason)
{
    static const char REFUSAL[] = "parameterError ";
    const struct setting_profile *settings = profile_settings(engine, profile);
    uint64_t left_out = profile_left_out(profile, settings);
    if (strncasecmp(reason, REFUSAL, sizeof REFUSAL - 1) != 0) {
        return false;
    }
    const char *name = reason + sizeof REFUSAL - 1;
    size_t len = strcspn(name, " ");
    for (size_t i = 0; i < settings->n_pairs && i < 64; i++) {
        const char *key = settings->pairs[i].key;
        if (strlen(key) == len && strncasecmp(key, name, len) == 0 && !profile_leaves_out(left_out, i)) {
            profile->left_out = left_out | UINT64_C(1) << i;
            profile->left_out_of = profile_hash(settings);
            engine_notice(engine, true, "the bridge does not take a parameter of a profile, it is left out",
                          "profile=%s parameter=%s reason=\"%s\"", profile->leg ? "call_leg" : "call", key, reason);
            return true;
        }
    }
    return false;
}

static void profile_later(struct engine *engine, struct profile *profile, const struct answer *answer)
{
    if (answer->outcome == OUTCOME_REFUSED && profile_leave_out(engine, profile, answer->reason)) {
        return; /* again at once */
    }
    profile->failures++;
    profile->not_before = engine->now + agenda_backoff(profile->failures);
    if (answer->outcome == OUTCOME_REFUSED) {
        profile->not_before = engine->now + MINUTE_MS;
        engine_notice(engine, true,
                      "the bridge refused a profile, trying again in 60s: see profiles in the configuration",
                      "profile=%s reason=\"%s\"", profile->leg ? "call_leg" : "call", answer->reason);
    }
}

static void profile_forget(struct engine *engine, struct profile *profile)
{
    profile->renewed = profile->renewed || profile->id[0] != '\0';
    profile->verified = false;
    profile->id[0] = '\0';
    profile->hash = 0;
    profile->unclear = false;
    effects_change(engine->effects, CHANGE_PROFILE, profile, NULL);
}

static void profile_adopt(struct engine *engine, struct profile *profile, const char *id)
{
    bool renewed = profile->renewed;
    profile->renewed = false;
    profile->differs_since = INSTANT_NONE;
    if (id != profile->id) { /* else it has been given its parameters again */
        snprintf(profile->id, sizeof profile->id, "%s", id);
    }
    profile->hash = profile_hash(profile_settings(engine, profile));
    profile->unclear = false;
    profile->n_candidates = 0;
    profile->offset = 0;
    effects_change(engine->effects, CHANGE_PROFILE, profile, NULL);
    profile_done(engine, profile);
    if (renewed) {
        spaces_renew_profiles(engine);
    }
}

static bool profile_equals(const struct setting_profile *settings, uint64_t left_out, const struct record *record)
{
    for (size_t i = 0; i < settings->n_pairs; i++) {
        if (!profile_leaves_out(left_out, i) &&
            strcasecmp(record_get(record, settings->pairs[i].key), settings->pairs[i].value) != 0) {
            return false;
        }
    }
    return true;
}

/* A parameter that is not shown says nothing: releases differ in what they keep. */
static bool profile_is_right(const struct setting_profile *settings, uint64_t left_out, const struct record *record)
{
    for (size_t i = 0; i < settings->n_pairs; i++) {
        const char *shown = record_get(record, settings->pairs[i].key);
        if (!profile_leaves_out(left_out, i) && shown[0] != '\0' && strcasecmp(shown, settings->pairs[i].value) != 0) {
            return false;
        }
    }
    return true;
}

/* The one we know is there: as configured, or changed by somebody. Who does that again and again is not fought with. */
static void profile_compare(struct engine *engine, struct profile *profile, const struct record *record)
{
    const struct setting_profile *settings = profile_settings(engine, profile);
    const char *word = profile->leg ? "call_leg" : "call";
    bool forgotten = profile->differed == INSTANT_NONE ||
                     profile->differed + REPAIR_WINDOW * engine->settings->reconcile_every < engine->now;
    profile->repairs = forgotten ? 0 : profile->repairs;
    if (profile_is_right(settings, profile_left_out(profile, settings), record)) {
        profile->differs_since = INSTANT_NONE;
        profile_done(engine, profile);
        return;
    }
    profile->differs_since = profile->differs_since == INSTANT_NONE ? engine->now : profile->differs_since;
    profile->differed = engine->now;
    if (profile->repairs < MOST_REPAIRS) {
        profile->repairs++;
        engine->counters.repaired++;
        engine_notice(engine, true, "a profile of the pool was changed by hand, it is put right",
                      "profile=%s id=%s times=%u", word, profile->id, profile->repairs);
        profile->hash = 0; /* it is given its parameters again */
        effects_change(engine->effects, CHANGE_PROFILE, profile, NULL);
        effects_change(engine->effects, CHANGE_PROFILE, profile, NULL);
        return;
    }
    if (profile->repairs == MOST_REPAIRS) {
        profile->repairs++;
        engine_notice(engine, true, "a profile of the pool is changed again and again, it is left as it is",
                      "profile=%s id=%s", word, profile->id);
    }
    profile_done(engine, profile);
}

static void profile_listed(struct engine *engine, struct profile *profile, const struct answer *answer)
{
    for (size_t i = 0; i < answer->n_records && profile->n_candidates < MOST_CANDIDATES; i++) {
        profile->candidates = mem_realloc(profile->candidates, profile->n_candidates + 1, sizeof *profile->candidates);
        memcpy(profile->candidates[profile->n_candidates++], answer->records[i].id, ID_SIZE);
    }
    profile->offset += (uint32_t)answer->n_records;
    bool end = answer->n_records == 0 || profile->offset >= answer->total;
    if (end && profile->n_candidates == 0) {
        profile_forget(engine, profile); /* nothing was made: POST */
        profile->offset = 0;
    }
}

static void profile_read(struct engine *engine, struct profile *profile, const struct answer *answer)
{
    const struct setting_profile *settings = profile_settings(engine, profile);
    bool done = answer->outcome == OUTCOME_DONE && answer->n_records > 0;
    if (profile->id[0] != '\0') { /* is the one we know still there? */
        if (done) {
            profile_compare(engine, profile, &answer->records[0]);
        } else if (answer->outcome == OUTCOME_GONE) {
            engine_notice(engine, true, "a profile of the pool is gone, it is made again", "profile=%s id=%s",
                          profile->leg ? "call_leg" : "call", profile->id);
            profile_forget(engine, profile);
        } else {
            profile_later(engine, profile, answer);
        }
    } else if (done && profile_equals(settings, profile_left_out(profile, settings), &answer->records[0])) {
        profile_adopt(engine, profile, profile->candidates[profile->n_candidates - 1]);
    } else if (done || answer->outcome == OUTCOME_GONE) {
        profile->n_candidates--;
        if (profile->n_candidates == 0 && profile->offset == 0) {
            profile_forget(engine, profile);
        }
    } else {
        profile_later(engine, profile, answer);
    }
}

void profile_answer(struct engine *engine, struct profile *profile, enum request_kind kind, const struct answer *answer)
{
    bool done = answer->outcome == OUTCOME_DONE;
    switch (profile_plain(kind)) {
    case REQUEST_CREATE_CALL_PROFILE:
        if (done) {
            profile_adopt(engine, profile, answer->id);
        } else if (answer->outcome != OUTCOME_UNKNOWN) {
            profile_forget(engine, profile);
            profile_later(engine, profile, answer);
        }
        break;
    case REQUEST_UPDATE_CALL_PROFILE:
        if (done) {
            profile_adopt(engine, profile, profile->id);
        } else if (answer->outcome == OUTCOME_GONE) {
            profile_forget(engine, profile);
        } else {
            profile_later(engine, profile, answer);
        }
        break;
    case REQUEST_LIST_CALL_PROFILES:
        if (done) {
            profile_listed(engine, profile, answer);
        } else {
            profile_later(engine, profile, answer);
        }
        break;
    default:
        profile_read(engine, profile, answer);
        break;
    }
    profile_run(engine, profile);
}
