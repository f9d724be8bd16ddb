/* api/json_out.c: objects to JSON. The words of states come from the machines' own tables. */
#include "json_out.h"

#include "base/mem.h"

#include <string.h>

/* An id that is not there is "" inside and null outside. */
static void json_out_id(struct json_writer *json, const char *name, const char *id)
{
    json_write_text(json, name, id[0] != '\0' ? id : NULL);
}

static void json_out_mapped(struct json_writer *json, const struct setting_pool *pool, uint32_t index)
{
    CLEAN_FREE char *name = pool_map(pool->name, index);
    CLEAN_FREE char *call_id = pool_map(pool->call_id, index);
    CLEAN_FREE char *address = pool_address(pool, index);
    json_write_text(json, "name", name);
    json_write_text(json, "uri", address);
    json_write_text(json, "call_id", call_id);
}

static void json_out_meeting_space(struct json_writer *json, const struct settings *settings, const struct space *space)
{
    if (space == NULL) {
        json_write_null(json, "space");
        return;
    }
    json_write_object(json, "space");
    json_write_number(json, "index", space->index);
    json_out_id(json, "id", space->id);
    json_out_mapped(json, &settings->pool, space->index);
    json_write_end(json);
}

/* A call is shown once its id is known: while it is unclear whether there is one, there is nothing to show. */
static void json_out_meeting_call(struct json_writer *json, const struct settings *settings,
                                  const struct meeting *meeting)
{
    if (meeting->call_state != CALL_OPEN || meeting->call_bridge >= settings->n_bridges) {
        json_write_null(json, "call");
        return;
    }
    json_write_object(json, "call");
    json_out_id(json, "id", meeting_call_id(meeting));
    json_write_text(json, "bridge", settings->bridges[meeting->call_bridge].name);
    json_write_end(json);
}

static void json_out_participants(struct json_writer *json, const struct engine *engine, const struct meeting *meeting)
{
    struct participant *owned = NULL;
    json_write_array(json, "participants");
    for (const struct participant *one = engine_people(engine, meeting, &owned); one != NULL; one = one->next) {
        if (!one->removing || one->call_leg[0] != '\0') { /* else he is gone, but may be in a call that was lost */
            json_out_participant(json, one, NULL);
        }
    }
    json_write_end(json);
    participants_free(owned);
}

void json_out_meeting(struct json_writer *json, const struct engine *engine, const struct meeting *meeting)
{
    const struct settings *settings = engine_settings(engine);
    json_write_object(json, NULL);
    json_write_text(json, "id", meeting->id);
    json_out_id(json, "calendar", meeting_calendar(meeting));
    json_write_text(json, "uid", meeting_uid(meeting));
    json_write_time(json, "recurrence_id", meeting->recurrence_id);
    json_write_text(json, "title", meeting_title(meeting));
    json_write_text(json, "organizer", meeting_organizer(meeting));
    json_write_time(json, "start", meeting->start);
    json_write_time(json, "end", meeting->end);
    json_write_time(json, "ended_at", meeting->state == MEETING_ENDED ? meeting_ended(meeting) : INSTANT_NONE);
    json_write_text(json, "state", meeting_fsm.states[meeting->state]);
    json_write_text(json, "reason", meeting_reason(meeting));
    json_out_meeting_space(json, settings, meeting_space(meeting));
    json_out_meeting_call(json, settings, meeting);
    json_write_text(json, "passcode", meeting_passcode(meeting));
    json_out_participants(json, engine, meeting);
    json_write_end(json);
}

void json_out_participant(struct json_writer *json, const struct participant *participant, const char *meeting)
{
    json_write_object(json, NULL);
    json_write_text(json, "id", participant->id);
    json_write_text(json, "address", participant->address);
    json_write_text(json, "name", participant->name != NULL ? participant->name : "");
    json_write_text(json, "dial", participant->dial);
    json_write_text(json, "state", participant_fsm.states[participant->state]);
    json_write_number(json, "attempts", participant->attempts);
    json_out_id(json, "call_leg", participant->call_leg);
    json_write_text(json, "reason", participant->reason);
    if (meeting != NULL) {
        json_write_text(json, "meeting", meeting);
    }
    json_write_end(json);
}

/* The bridges on which a call of nobody's may be in it: until they can be asked it stays closing. */
static void json_out_space_bridges(struct json_writer *json, const struct settings *settings, const struct space *space)
{
    json_write_array(json, "waits_for");
    for (size_t b = 0; b < settings->n_bridges; b++) {
        if ((space->stray & 1u << b) != 0) {
            json_write_text(json, NULL, settings->bridges[b].name);
        }
    }
    json_write_end(json);
}

/* The words of what is set in fields, as space->differs has it. */
static void json_out_fields(struct json_writer *json, const char *name, uint32_t fields)
{
    json_write_array(json, name);
    for (uint32_t bit = 1; bit <= fields; bit <<= 1) {
        if ((fields & bit) != 0) {
            json_write_text(json, NULL, space_difference_word((uint8_t)bit));
        }
    }
    json_write_end(json);
}

/* What of it is not as it should be, since when and what was done; null if it is. */
static void json_out_differences(struct json_writer *json, const struct space *space)
{
    if (space == NULL || space->differs == 0) {
        json_write_null(json, "differs");
        return;
    }
    json_write_object(json, "differs");
    json_out_fields(json, "fields", space->differs);
    bool left = space->left || space->state == SPACE_CONTESTED;
    json_write_time(json, "since", space->differs_since);
    json_write_number(json, "repaired", space->repaired);
    json_write_bool(json, "left", left);
    json_write_text(json, "advice",
                    left ? "somebody changes it again and again: ask who, put it right, or restore it" : NULL);
    json_write_end(json);
}

void json_out_space(struct json_writer *json, const struct settings *settings, uint32_t index,
                    const struct space *space)
{
    bool held = space != NULL && space->meeting != NULL;
    json_write_object(json, NULL);
    json_write_number(json, "index", index);
    json_out_id(json, "id", space != NULL ? space->id : "");
    json_out_mapped(json, &settings->pool, index);
    json_write_text(json, "state", space != NULL ? space_fsm.states[space->state] : "missing");
    json_write_text(json, "meeting", held ? space->meeting->id : NULL);
    if (space != NULL && space->state == SPACE_DIRTY) {
        json_out_space_bridges(json, settings, space);
    }
    json_out_differences(json, space);
    json_write_end(json);
}

void json_out_tenure(struct json_writer *json, const char *name, const struct tenure *tenure)
{
    json_write_object(json, name);
    json_write_text(json, "owner", tenure_fsm.states[tenure->state]);
    json_write_text(json, "text", tenure_table[tenure->state].text);
    json_write_text(json, "advice", tenure_table[tenure->state].advice);
    json_write_text(json, "installation", tenure->installation);
    if (tenure->state == TENURE_WATCHED || tenure->state == TENURE_THEIRS) {
        json_write_object(json, "holder");
        json_write_text(json, "host", tenure->other.host);
        json_write_text(json, "installation", tenure->other.installation);
        json_write_bool(json, "copy", strcmp(tenure->other.installation, tenure->installation) == 0);
        json_write_text(json, "since", tenure->other.since);
        json_write_time(json, "last_beat", tenure->other_since);
        json_write_end(json);
    } else {
        json_write_null(json, "holder");
    }
    json_write_end(json);
}

void json_out_refusal(struct json_writer *json, const struct refusal *refusal)
{
    json_write_object(json, NULL);
    json_write_text(json, "uid", refusal->uid);
    json_write_number(json, "line", refusal->line);
    json_write_text(json, "why", refusal->why);
    if (refusal->title != NULL) {
        json_write_text(json, "title", refusal->title);
    }
    if (refusal->when != NULL) {
        json_write_text(json, "when", refusal->when);
    }
    json_write_end(json);
}

void json_out_counts(struct json_writer *json, const char *name, const uint32_t counts[N_MEETING_STATES])
{
    json_write_object(json, name);
    for (size_t i = 0; i < N_MEETING_STATES; i++) {
        json_write_number(json, meeting_fsm.states[i], counts[i]);
    }
    json_write_end(json);
}

void json_out_words(struct json_writer *json, const char *name, const char *words, char separator)
{
    json_write_array(json, name);
    while (words != NULL && *words != '\0') {
        size_t len = (size_t)(strchrnul(words, separator) - words);
        if (len > 0) {
            json_write_text_of(json, NULL, words, len);
        }
        words += len + (words[len] == separator);
    }
    json_write_end(json);
}

void json_out_rivals(struct json_writer *json, const char *name, const struct engine *engine)
{
    const struct rival *rival = NULL;
    json_write_array(json, name);
    for (size_t i = 0; (rival = engine_rival_at(engine, i)) != NULL; i++) {
        json_write_object(json, NULL);
        json_out_id(json, "id", rival->id);
        json_write_number(json, "first", rival->first);
        json_write_number(json, "last", rival->last);
        json_write_text(json, "name", rival->name);
        json_write_text(json, "uri", rival->uri);
        json_write_text(json, "call_id", rival->call_id);
        json_out_fields(json, "shares", rival->shares);
        json_write_end(json);
    }
    json_write_end(json);
}

void json_out_strangers(struct json_writer *json, const char *name, const struct engine *engine)
{
    const struct stranger *stranger = NULL;
    json_write_array(json, name);
    for (size_t i = 0; (stranger = engine_stranger_at(engine, i)) != NULL; i++) {
        json_write_object(json, NULL);
        json_write_text(json, "name", stranger->name);
        json_write_text(json, "address", stranger->address);
        json_write_end(json);
    }
    json_write_end(json);
}

/* What is unknown is null. */
static void json_out_known(struct json_writer *json, const char *name, bool known, int64_t number)
{
    if (known) {
        json_write_number(json, name, number);
    } else {
        json_write_null(json, name);
    }
}

static void json_out_bridge_health(struct json_writer *json, const struct bridge *bridge)
{
    enum bridge_reason reason = bridge_reason_of(bridge);
    json_write_text(json, "last_error", bridge->error);
    json_write_time(json, "last_error_at", bridge->error != NULL ? bridge->error_at : INSTANT_NONE);
    json_write_text(json, "version", bridge->version);
    json_write_number(json, "skew_ms", bridge->skew);
    json_write_text(json, "reason", reason_table[reason].word);
    json_write_text(json, "reason_text", reason_table[reason].text);
    json_write_text(json, "advice", bridge_advice(bridge));
}

void json_out_bridge(struct json_writer *json, const struct engine *engine, uint32_t index, uint32_t calls)
{
    const struct setting_bridge *setting = &engine_settings(engine)->bridges[index];
    const struct bridge *bridge = engine_bridge(engine, index);
    json_write_object(json, NULL);
    json_write_text(json, "name", setting->name);
    json_write_text(json, "url", setting->url);
    json_write_text(json, "state", bridge_fsm.states[bridge->state]);
    json_write_bool(json, "preferred", index == engine_preferred(engine));
    json_write_time(json, "since", bridge->state_since);
    json_write_number(json, "calls", calls);
    json_write_number(json, "in_flight", bridge->in_flight);
    json_out_bridge_health(json, bridge);
    json_write_text(json, "role", role_table[bridge->role].word);
    json_write_number(json, "answer_ms", bridge->took);
    json_write_time(json, "held_until", bridge->cause == REASON_FLAPPING ? bridge->held_until : INSTANT_NONE);
    json_write_time(json, "drained_since", bridge->drained);
    json_out_known(json, "load", bridge->load >= 0, bridge->load);
    json_out_known(json, "load_limit", bridge->load_limit > 0, bridge->load_limit);
    json_out_words(json, "alarms", bridge->alarms, ',');
    json_write_text(json, "cluster_name", bridge->cluster_name);
    json_write_end(json);
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
