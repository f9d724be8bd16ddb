/* The engine's objects as JSON, names and order of members as in the API's reference. Everything returned is the
 * caller's and never NULL (running out of memory ends the process). */
#ifndef API_JSON_OUT_H
#define API_JSON_OUT_H

#include "core/engine.h"

#include <jansson.h>

/* Sets a member, taking value. */
void json_out_put(json_t *object, const char *name, json_t *value);
void json_out_append(json_t *array, json_t *value);
/* A string, null for NULL. Bytes that are not UTF-8 become U+FFFD: what a bridge or a calendar said must not make a
 * whole list unreadable. */
json_t *json_out_text(const char *text);
/* Takes the passcodes out of JSON of ours, in place: for who may only look. Its length after that. */
size_t json_out_blank(char *text, size_t len);
json_t *json_out_time(instant at); /* RFC 3339 in UTC; null for INSTANT_NONE and INSTANT_NEVER */

json_t *json_out_meeting(const struct engine *engine, const struct meeting *meeting);
json_t *json_out_participant(const struct participant *participant);
/* One index of the pool; space is NULL for one that is not made yet. */
/* Whose the pool is, and what to do about it. */
json_t *json_out_tenure(const struct tenure *tenure);
json_t *json_out_space(const struct settings *settings, uint32_t index, const struct space *space);
/* An event that was not taken. */
json_t *json_out_refusal(const struct refusal *refusal);
/* Numbers of meetings, a member for each state. */
json_t *json_out_counts(const uint32_t counts[N_MEETING_STATES]);
/* calls: how many of our meetings have their call there. */
json_t *json_out_rivals(const struct engine *engine); /* parameter sets of others that are in the pool's way */
json_t *json_out_strangers(const struct engine *engine); /* call bridges of the cluster that are not configured */
json_t *json_out_bridge(const struct engine *engine, uint32_t index, uint32_t calls);

#endif
