/* The engine's objects as JSON, names and order of members as in the API's reference. Each function writes one value;
 * name is that of the value in the object around it, where it has one. */
#ifndef API_JSON_OUT_H
#define API_JSON_OUT_H

#include "base/json.h"
#include "core/engine.h"

/* Takes the passcodes out of JSON of ours, in place: for who may only look. Its length after that. */
size_t json_out_blank(char *text, size_t len);

void json_out_meeting(struct json_writer *json, const struct engine *engine, const struct meeting *meeting);
/* meeting: its id, where the participant stands alone; NULL within a meeting. */
void json_out_participant(struct json_writer *json, const struct participant *participant, const char *meeting);
/* Whose the pool is, and what to do about it. */
void json_out_tenure(struct json_writer *json, const char *name, const struct tenure *tenure);
/* One index of the pool; space is NULL for one that is not made yet. */
void json_out_space(struct json_writer *json, const struct settings *settings, uint32_t index,
                    const struct space *space);
/* An event that was not taken. */
void json_out_refusal(struct json_writer *json, const struct refusal *refusal);
/* Numbers of meetings, a member for each state. */
void json_out_counts(struct json_writer *json, const char *name, const uint32_t counts[N_MEETING_STATES]);
/* Parameter sets of others that are in the pool's way. */
void json_out_rivals(struct json_writer *json, const char *name, const struct engine *engine);
/* Call bridges of the cluster that are not configured. */
void json_out_strangers(struct json_writer *json, const char *name, const struct engine *engine);
/* calls: how many of our meetings have their call there. */
void json_out_bridge(struct json_writer *json, const struct engine *engine, uint32_t index, uint32_t calls);
/* What stands between separators in words, as an array. */
void json_out_words(struct json_writer *json, const char *name, const char *words, char separator);

#endif
