/* meeting.c: the API's objects as structs. */
#include "client/client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MS_PER_SECOND = 1000, YEAR_BASE = 1900, YEAR_MOST = 9999 };

void client_time_write(int64_t at, char *text)
{
    int64_t ms = at % MS_PER_SECOND;
    ms += ms < 0 ? MS_PER_SECOND : 0;
    time_t seconds = (time_t)((at - ms) / MS_PER_SECOND);
    struct tm tm;
    text[0] = '\0';
    if (gmtime_r(&seconds, &tm) != NULL && tm.tm_year + YEAR_BASE >= 1 && tm.tm_year + YEAR_BASE <= YEAR_MOST) {
        size_t len = strftime(text, CLIENT_TIME_SIZE, "%Y-%m-%dT%H:%M:%S", &tm);
        snprintf(text + len, CLIENT_TIME_SIZE - len, ms != 0 ? ".%03dZ" : "Z", (int)ms);
    }
}

int64_t client_time_read(const char *text)
{
    struct tm tm = {0};
    const char *end = strptime(text, "%Y-%m-%dT%H:%M:%S", &tm);
    if (end == NULL) {
        return 0;
    }
    int64_t ms = 0, unit = 100;
    if (*end == '.') {
        for (end++; *end >= '0' && *end <= '9'; end++, unit /= 10) {
            ms += (*end - '0') * unit;
        }
    }
    return *end == 'Z' ? (int64_t)timegm(&tm) * MS_PER_SECOND + ms : 0;
}

/* A copy; "" of null and of what is missing. */
static char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return client_strdup(text != NULL ? text : "");
}

static int64_t time_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text != NULL ? client_time_read(text) : 0;
}

void cospaced_participant_done(struct cospaced_participant *participant)
{
    free(participant->id);
    free(participant->address);
    free(participant->name);
    free(participant->state);
    *participant = (struct cospaced_participant){0};
}

int client_participant_take(const json_t *json, struct cospaced_participant *ret_participant)
{
    struct cospaced_participant one = {.id = text_of(json, "id"),
                                       .address = text_of(json, "address"),
                                       .name = text_of(json, "name"),
                                       .state = text_of(json, "state")};
    if (one.id == NULL || one.address == NULL || one.name == NULL || one.state == NULL) {
        cospaced_participant_done(&one);
        return COSPACED_MEMORY;
    }
    *ret_participant = one;
    return 0;
}

void cospaced_meeting_done(struct cospaced_meeting *meeting)
{
    for (size_t i = 0; i < meeting->n_participants; i++) {
        cospaced_participant_done(&meeting->participants[i]);
    }
    free(meeting->participants);
    free(meeting->id);
    free(meeting->title);
    free(meeting->state);
    free(meeting->reason);
    free(meeting->calendar);
    free(meeting->address);
    free(meeting->bridge);
    free(meeting->json);
    *meeting = (struct cospaced_meeting){0};
}

static int participants_take(const json_t *list, struct cospaced_meeting *meeting)
{
    size_t n = json_array_size(list);
    if (n == 0) {
        return 0;
    }
    meeting->participants = calloc(n, sizeof *meeting->participants);
    if (meeting->participants == NULL) {
        return COSPACED_MEMORY;
    }
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < n; i++) {
        rc = client_participant_take(json_array_get(list, i), &meeting->participants[i]);
        meeting->n_participants += rc == 0 ? 1 : 0;
    }
    return rc;
}

int client_meeting_take(const json_t *json, struct cospaced_meeting *ret_meeting)
{
    const json_t *space = json_object_get(json, "space");
    if (!json_is_string(json_object_get(json, "id")) || !json_is_string(json_object_get(json, "state"))) {
        return COSPACED_GARBLED;
    }
    struct cospaced_meeting meeting = {
        .id = text_of(json, "id"),
        .title = text_of(json, "title"),
        .state = text_of(json, "state"),
        .reason = text_of(json, "reason"),
        .calendar = text_of(json, "calendar"),
        .address = text_of(space, "uri"),
        .bridge = text_of(json_object_get(json, "call"), "bridge"),
        .json = json_dumps(json, JSON_COMPACT),
        .start = time_of(json, "start"),
        .end = time_of(json, "end"),
        .space = (int)json_integer_value(json_object_get(space, "index")),
    };
    bool whole = meeting.id != NULL && meeting.title != NULL && meeting.state != NULL && meeting.reason != NULL &&
                 meeting.calendar != NULL && meeting.address != NULL && meeting.bridge != NULL && meeting.json != NULL;
    int rc = whole ? participants_take(json_object_get(json, "participants"), &meeting) : COSPACED_MEMORY;
    if (rc != 0) {
        cospaced_meeting_done(&meeting);
        return rc;
    }
    *ret_meeting = meeting;
    return 0;
}

int cospaced_meeting_read(const char *json, struct cospaced_meeting *ret_meeting)
{
    json_t *object = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
    int rc = client_meeting_take(object, ret_meeting);
    json_decref(object);
    return rc;
}
