/* api/json_out.c: objects to JSON. The words of states come from the machines' own tables. */
#include "json_out.h"

#include "base/buf.h"
#include "base/mem.h"

#include <string.h>

void json_out_put(json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new_nocheck(object, name, value) != 0) {
        mem_give_up();
    }
}

void json_out_append(json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0) {
        mem_give_up();
    }
}

/* The length of the UTF-8 character at text (1 to 4), or 0 if there is none (RFC 3629: no surrogates, no overlong
 * forms). */
static size_t utf8_length(const unsigned char *text)
{
    if (text[0] < 0x80) {
        return 1;
    }
    size_t len = text[0] >= 0xF0 ? 4 : text[0] >= 0xE0 ? 3 : 2;
    if (text[0] < 0xC2 || text[0] > 0xF4) {
        return 0;
    }
    for (size_t i = 1; i < len; i++) {
        if ((text[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    bool wrong = (text[0] == 0xE0 && text[1] < 0xA0) || (text[0] == 0xED && text[1] > 0x9F) ||
                 (text[0] == 0xF0 && text[1] < 0x90) || (text[0] == 0xF4 && text[1] > 0x8F);
    return wrong ? 0 : len;
}

static json_t *json_out_mended(const char *text)
{
    CLEAN_BUF struct buf mended;
    buf_init(&mended, strlen(text) * 3 + 1);
    for (const char *at = text; *at != '\0';) {
        size_t len = utf8_length((const unsigned char *)at);
        if (len == 0) {
            buf_append_string(&mended, "\xEF\xBF\xBD");
            at++;
        } else {
            buf_append(&mended, at, len);
            at += len;
        }
    }
    return json_string(buf_string(&mended));
}

json_t *json_out_text(const char *text)
{
    if (text == NULL) {
        return json_null();
    }
    json_t *string = json_string(text);
    return string != NULL ? string : json_out_mended(text);
}

json_t *json_out_time(instant at)
{
    if (at == INSTANT_NONE || at == INSTANT_NEVER) {
        return json_null();
    }
    char text[INSTANT_TEXT_SIZE];
    return json_string(instant_format(at, text));
}

/* An id that is not there is "" inside and null outside. */
static json_t *json_out_id(const char *id)
{
    return id[0] != '\0' ? json_out_text(id) : json_null();
}

json_t *json_out_participant(const struct participant *participant)
{
    json_t *json = json_object();
    json_out_put(json, "id", json_out_text(participant->id));
    json_out_put(json, "address", json_out_text(participant->address));
    json_out_put(json, "name", json_out_text(participant->name != NULL ? participant->name : ""));
    json_out_put(json, "dial", json_out_text(participant->dial));
    json_out_put(json, "state", json_string(participant_fsm.states[participant->state]));
    json_out_put(json, "attempts", json_integer(participant->attempts));
    json_out_put(json, "call_leg", json_out_id(participant->call_leg));
    json_out_put(json, "reason", json_out_text(participant->reason));
    return json;
}

static void json_out_put_mapped(json_t *json, const struct setting_pool *pool, uint32_t index)
{
    CLEAN_FREE char *name = pool_map(pool->name, index);
    CLEAN_FREE char *call_id = pool_map(pool->call_id, index);
    CLEAN_FREE char *address = pool_address(pool, index);
    json_out_put(json, "name", json_out_text(name));
    json_out_put(json, "uri", json_out_text(address));
    json_out_put(json, "call_id", json_out_text(call_id));
}

static json_t *json_out_meeting_space(const struct settings *settings, const struct space *space)
{
    if (space == NULL) {
        return json_null();
    }
    json_t *json = json_object();
    json_out_put(json, "index", json_integer(space->index));
    json_out_put(json, "id", json_out_id(space->id));
    json_out_put_mapped(json, &settings->pool, space->index);
    return json;
}

/* A call is shown once its id is known: while it is unclear whether there is one, there is nothing to show. */
static json_t *json_out_meeting_call(const struct settings *settings, const struct meeting *meeting)
{
    if (meeting->call_state != CALL_OPEN || meeting->call_bridge >= settings->n_bridges) {
        return json_null();
    }
    json_t *json = json_object();
    json_out_put(json, "id", json_out_id(meeting_call_id(meeting)));
    json_out_put(json, "bridge", json_out_text(settings->bridges[meeting->call_bridge].name));
    return json;
}

json_t *json_out_meeting(const struct engine *engine, const struct meeting *meeting)
{
    const struct settings *settings = engine_settings(engine);
    json_t *json = json_object();
    json_out_put(json, "id", json_out_text(meeting->id));
    json_out_put(json, "calendar", json_out_id(meeting->calendar));
    json_out_put(json, "uid", json_out_text(meeting->uid));
    json_out_put(json, "recurrence_id", json_out_time(meeting->recurrence_id));
    json_out_put(json, "title", json_out_text(meeting_title(meeting)));
    json_out_put(json, "organizer", json_out_text(meeting_organizer(meeting)));
    json_out_put(json, "start", json_out_time(meeting->start));
    json_out_put(json, "end", json_out_time(meeting->end));
    json_out_put(json, "state", json_string(meeting_fsm.states[meeting->state]));
    json_out_put(json, "reason", json_out_text(meeting->reason));
    json_out_put(json, "space", json_out_meeting_space(settings, meeting->space));
    json_out_put(json, "call", json_out_meeting_call(settings, meeting));
    json_out_put(json, "passcode", json_out_text(meeting_passcode(meeting)));
    json_t *participants = json_array();
    struct participant *owned = NULL;
    for (const struct participant *one = engine_people(engine, meeting, &owned); one != NULL; one = one->next) {
        if (!one->removing || one->call_leg[0] != '\0') { /* else he is gone, but may be in a call that was lost */
            json_out_append(participants, json_out_participant(one));
        }
    }
    participants_free(owned);
    json_out_put(json, "participants", participants);
    return json;
}

/* The bridges on which a call of nobody's may be in it: until they can be asked it stays closing. */
static json_t *json_out_space_bridges(const struct settings *settings, const struct space *space)
{
    json_t *json = json_array();
    for (size_t b = 0; b < settings->n_bridges; b++) {
        if ((space->stray & 1u << b) != 0) {
            json_out_append(json, json_out_text(settings->bridges[b].name));
        }
    }
    return json;
}

/* What of it is not as it should be, since when and what was done; null if it is. */
static json_t *json_out_differences(const struct space *space)
{
    if (space == NULL || space->differs == 0) {
        return json_null();
    }
    json_t *json = json_object();
    json_t *fields = json_array();
    for (unsigned i = 0; i < SPACE_DIFFERENCES; i++) {
        uint8_t difference = (uint8_t)(space->differs & 1u << i);
        if (difference != 0) {
            json_out_append(fields, json_string(space_difference_word(difference)));
        }
    }
    bool left = space->left || space->state == SPACE_CONTESTED;
    json_out_put(json, "fields", fields);
    json_out_put(json, "since", json_out_time(space->differs_since));
    json_out_put(json, "repaired", json_integer(space->repaired));
    json_out_put(json, "left", json_boolean(left));
    json_out_put(json, "advice",
                 left ? json_string("somebody changes it again and again: ask who, put it right, or restore it")
                      : json_null());
    return json;
}

json_t *json_out_space(const struct settings *settings, uint32_t index, const struct space *space)
{
    json_t *json = json_object();
    json_out_put(json, "index", json_integer(index));
    json_out_put(json, "id", space != NULL ? json_out_id(space->id) : json_null());
    json_out_put_mapped(json, &settings->pool, index);
    json_out_put(json, "state", json_string(space != NULL ? space_fsm.states[space->state] : "missing"));
    bool held = space != NULL && space->meeting != NULL;
    json_out_put(json, "meeting", held ? json_out_text(space->meeting->id) : json_null());
    if (space != NULL && space->state == SPACE_DIRTY) {
        json_out_put(json, "waits_for", json_out_space_bridges(settings, space));
    }
    json_out_put(json, "differs", json_out_differences(space));
    return json;
}

json_t *json_out_tenure(const struct tenure *tenure)
{
    json_t *json = json_object();
    bool theirs = tenure->state == TENURE_WATCHED || tenure->state == TENURE_THEIRS;
    json_out_put(json, "owner", json_string(tenure_fsm.states[tenure->state]));
    json_out_put(json, "text", json_string(tenure_table[tenure->state].text));
    json_out_put(json, "advice", json_string(tenure_table[tenure->state].advice));
    json_out_put(json, "installation", json_out_text(tenure->installation));
    json_t *holder = theirs ? json_object() : json_null();
    if (theirs) {
        json_out_put(holder, "host", json_out_text(tenure->other.host));
        json_out_put(holder, "installation", json_out_text(tenure->other.installation));
        json_out_put(holder, "copy", json_boolean(strcmp(tenure->other.installation, tenure->installation) == 0));
        json_out_put(holder, "since", json_out_text(tenure->other.since));
        json_out_put(holder, "last_beat", json_out_time(tenure->other_since));
    }
    json_out_put(json, "holder", holder);
    return json;
}

json_t *json_out_refusal(const struct refusal *refusal)
{
    json_t *json = json_object();
    json_out_put(json, "uid", json_out_text(refusal->uid));
    json_out_put(json, "line", json_integer(refusal->line));
    json_out_put(json, "why", json_out_text(refusal->why));
    return json;
}

json_t *json_out_counts(const uint32_t counts[N_MEETING_STATES])
{
    json_t *json = json_object();
    for (size_t i = 0; i < N_MEETING_STATES; i++) {
        json_out_put(json, meeting_fsm.states[i], json_integer(counts[i]));
    }
    return json;
}

/* An array of the words between commas. */
static json_t *json_out_words(const char *words)
{
    json_t *array = json_array();
    for (const char *at = words; at != NULL && *at != '\0';) {
        size_t len = strcspn(at, ",");
        char word[128];
        snprintf(word, sizeof word, "%.*s", (int)len, at);
        json_out_append(array, json_out_text(word));
        at += len + (at[len] == ',');
    }
    return array;
}

json_t *json_out_rivals(const struct engine *engine)
{
    json_t *array = json_array();
    const struct rival *rival = NULL;
    for (size_t i = 0; (rival = engine_rival_at(engine, i)) != NULL; i++) {
        json_t *json = json_object();
        json_t *shares = json_array();
        for (uint32_t bit = 1; bit <= rival->shares; bit <<= 1) {
            if ((rival->shares & bit) != 0) {
                json_out_append(shares, json_string(space_difference_word((uint8_t)bit)));
            }
        }
        json_out_put(json, "id", json_out_id(rival->id));
        json_out_put(json, "first", json_integer(rival->first));
        json_out_put(json, "last", json_integer(rival->last));
        json_out_put(json, "name", json_out_text(rival->name));
        json_out_put(json, "uri", json_out_text(rival->uri));
        json_out_put(json, "call_id", json_out_text(rival->call_id));
        json_out_put(json, "shares", shares);
        json_out_append(array, json);
    }
    return array;
}

json_t *json_out_strangers(const struct engine *engine)
{
    json_t *array = json_array();
    const struct stranger *stranger = NULL;
    for (size_t i = 0; (stranger = engine_stranger_at(engine, i)) != NULL; i++) {
        json_t *json = json_object();
        json_out_put(json, "name", json_out_text(stranger->name));
        json_out_put(json, "address", json_out_text(stranger->address));
        json_out_append(array, json);
    }
    return array;
}

json_t *json_out_bridge(const struct engine *engine, uint32_t index, uint32_t calls)
{
    const struct setting_bridge *setting = &engine_settings(engine)->bridges[index];
    const struct bridge *bridge = engine_bridge(engine, index);
    json_t *json = json_object();
    json_out_put(json, "name", json_out_text(setting->name));
    json_out_put(json, "url", json_out_text(setting->url));
    json_out_put(json, "state", json_string(bridge_fsm.states[bridge->state]));
    json_out_put(json, "preferred", json_boolean(index == engine_preferred(engine)));
    json_out_put(json, "since", json_out_time(bridge->state_since));
    json_out_put(json, "calls", json_integer(calls));
    json_out_put(json, "in_flight", json_integer(bridge->in_flight));
    json_out_put(json, "last_error", json_out_text(bridge->error));
    json_out_put(json, "last_error_at", bridge->error != NULL ? json_out_time(bridge->error_at) : json_null());
    json_out_put(json, "version", json_out_text(bridge->version));
    json_out_put(json, "skew_ms", json_integer(bridge->skew));
    enum bridge_reason reason = bridge_reason_of(bridge);
    json_out_put(json, "reason", json_string(reason_table[reason].word));
    json_out_put(json, "reason_text", json_string(reason_table[reason].text));
    json_out_put(json, "advice", json_string(bridge_advice(bridge)));
    json_out_put(json, "role", json_string(role_table[bridge->role].word));
    json_out_put(json, "answer_ms", json_integer(bridge->took));
    json_out_put(json, "held_until",
                 json_out_time(bridge->cause == REASON_FLAPPING ? bridge->held_until : INSTANT_NONE));
    json_out_put(json, "drained_since", json_out_time(bridge->drained));
    json_out_put(json, "load", bridge->load >= 0 ? json_integer(bridge->load) : json_null());
    json_out_put(json, "load_limit", bridge->load_limit > 0 ? json_integer(bridge->load_limit) : json_null());
    json_out_put(json, "alarms", json_out_words(bridge->alarms));
    json_out_put(json, "cluster_name", json_out_text(bridge->cluster_name));
    return json;
}

/* In a string every quote stands behind a backslash, so this is found nowhere but at the key itself. */
size_t json_out_blank(char *text, size_t len)
{
    static const char KEY[] = "\"passcode\":\"";
    size_t kept = 0;
    for (size_t at = 0; at < len;) {
        bool here = len - at >= sizeof KEY - 1 && memcmp(text + at, KEY, sizeof KEY - 1) == 0;
        size_t n = here ? sizeof KEY - 1 : 1;
        memmove(text + kept, text + at, n);
        kept += n;
        at += n;
        while (here && at < len && text[at] != '"') {
            at++;
        }
    }
    return kept;
}
