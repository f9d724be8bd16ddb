/* api/body.c: one table and one reader for each body. A new member is one row here. */
#include "body.h"

#include "base/mem.h"
#include "json_in.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    TITLE_MOST = 200,
    PASSCODE_MOST = 30,
    ADDRESS_MOST = 255,
    NAME_MOST = 200,
    PEOPLE_MOST = 1000,
    MINUTES_MOST = 1440
};

#define COUNT(fields) (sizeof(fields) / sizeof(fields)[0])

static const struct json_in_field BOOKING[] = {
    {"title", JSON_IN_TEXT, true, 1, TITLE_MOST},
    {"start", JSON_IN_TIME, true, 0, 0},
    {"end", JSON_IN_TIME, true, 0, 0},
    {"participants", JSON_IN_LIST, false, 0, PEOPLE_MOST},
    {"passcode", JSON_IN_DIGITS, false, 0, PASSCODE_MOST},
};

static const struct json_in_field CHANGE[] = {
    {"title", JSON_IN_TEXT, false, 1, TITLE_MOST},
    {"start", JSON_IN_TIME, false, 0, 0},
    {"end", JSON_IN_TIME, false, 0, 0},
    {"passcode", JSON_IN_DIGITS, false, 0, PASSCODE_MOST},
};

static const struct json_in_field EXTENSION[] = {
    {"minutes", JSON_IN_INTEGER, false, 1, MINUTES_MOST},
    {"until", JSON_IN_TIME, false, 0, 0},
};

static const struct json_in_field PERSON[] = {
    {"address", JSON_IN_TEXT, true, 1, ADDRESS_MOST},
    {"name", JSON_IN_TEXT, false, 0, NAME_MOST},
    {"dial", JSON_IN_TEXT_OR_NULL, false, 1, ADDRESS_MOST},
};

static const struct json_in_field REPLAY[] = {
    {"from_event", JSON_IN_INTEGER, false, 1, INT64_MAX},
    {"from_time", JSON_IN_TIME, false, 0, 0},
};

struct body_table {
    enum body_kind kind;
    const struct json_in_field *fields;
    size_t n_fields;
    int (*read)(struct body *body, struct err *err);
};

static int body_read_person(const json_t *json, const char *prefix, struct person *ret_person, struct err *err)
{
    if (!json_is_object(json)) {
        char field[32];
        snprintf(field, sizeof field, "%.*s", (int)strcspn(prefix, "."), prefix);
        return err_set_field(err, ERR_UNREADABLE, field, "must be an object");
    }
    int rc = json_in_check(json, prefix, PERSON, COUNT(PERSON), err);
    if (rc < 0) {
        return rc;
    }
    const char *name = json_in_text(json, "name");
    *ret_person = (struct person){
        .address = json_in_text(json, "address"),
        .name = name != NULL ? name : "",
        .has_dial = json_object_get(json, "dial") != NULL,
        .dial = json_in_text(json, "dial"),
    };
    return 0;
}

static int body_read_people(struct body *body, const json_t *list, struct err *err)
{
    size_t n = json_array_size(list);
    body->people = mem_calloc(n != 0 ? n : 1, sizeof *body->people);
    body->command.people = body->people;
    for (size_t i = 0; i < n; i++) {
        char prefix[40];
        snprintf(prefix, sizeof prefix, "participants[%zu].", i);
        int rc = body_read_person(json_array_get(list, i), prefix, &body->people[i], err);
        if (rc < 0) {
            return rc;
        }
    }
    body->command.n_people = n;
    return 0;
}

static int body_read_change(struct body *body, struct err *err)
{
    struct command *command = &body->command;
    command->title = json_in_text(body->json, "title");
    command->passcode = json_in_text(body->json, "passcode");
    command->start = json_in_time(body->json, "start");
    command->end = json_in_time(body->json, "end");
    if (command->start != INSTANT_NONE && command->end != INSTANT_NONE && command->end <= command->start) {
        return err_set_field(err, ERR_INVALID, "end", "the end must come after the start");
    }
    return 0;
}

static int body_read_booking(struct body *body, struct err *err)
{
    int rc = body_read_change(body, err);
    if (rc < 0) {
        return rc;
    }
    if (body->command.passcode == NULL) {
        body->command.passcode = "";
    }
    return body_read_people(body, json_object_get(body->json, "participants"), err);
}

static int body_read_extension(struct body *body, struct err *err)
{
    const json_t *minutes = json_object_get(body->json, "minutes");
    body->command.end = json_in_time(body->json, "until");
    if (minutes != NULL && body->command.end != INSTANT_NONE) {
        return err_set_field(err, ERR_INVALID, "until", "say minutes or until, not both");
    }
    if (minutes == NULL && body->command.end == INSTANT_NONE) {
        return err_set_field(err, ERR_INVALID, "minutes", "say minutes or until");
    }
    body->command.length = json_integer_value(minutes) * MINUTE_MS;
    return 0;
}

static int body_read_one_person(struct body *body, struct err *err)
{
    body->people = mem_calloc(1, sizeof *body->people);
    body->command.people = body->people;
    body->command.n_people = 1;
    return body_read_person(body->json, "", &body->people[0], err);
}

static int body_read_replay(struct body *body, struct err *err)
{
    body->command.start = json_in_time(body->json, "from_time");
    if (body->command.start != INSTANT_NONE && json_object_get(body->json, "from_event") != NULL) {
        return err_set_field(err, ERR_INVALID, "from_time", "say from_event or from_time, not both");
    }
    return 0;
}

static int body_read_nothing(struct body *body, struct err *err)
{
    (void)body;
    (void)err;
    return 0;
}

static const struct body_table BODIES[] = {
    {BODY_BOOKING, BOOKING, COUNT(BOOKING), body_read_booking},
    {BODY_CHANGE, CHANGE, COUNT(CHANGE), body_read_change},
    {BODY_EXTENSION, EXTENSION, COUNT(EXTENSION), body_read_extension},
    {BODY_PERSON, PERSON, COUNT(PERSON), body_read_one_person},
    {BODY_REPLAY, REPLAY, COUNT(REPLAY), body_read_replay},
    {BODY_NOTHING, NULL, 0, body_read_nothing},
};
_Static_assert(COUNT(BODIES) == N_BODY_KINDS, "one row for each kind");

int body_read(enum body_kind kind, const char *bytes, size_t len, struct body *ret_body, struct err *err)
{
    assert(kind < N_BODY_KINDS && BODIES[kind].kind == kind);
    *ret_body = (struct body){.command = {.start = INSTANT_NONE, .end = INSTANT_NONE}};
    if ((kind == BODY_NOTHING || kind == BODY_REPLAY) && len == 0) {
        return 0;
    }
    int rc = json_in_parse(bytes, len, &ret_body->json, err);
    if (rc < 0) {
        return rc;
    }
    const struct body_table *table = &BODIES[kind];
    rc = json_in_check(ret_body->json, "", table->fields, table->n_fields, err);
    return rc < 0 ? rc : table->read(ret_body, err);
}

void body_done(struct body *body)
{
    json_decref(body->json);
    mem_free(body->people);
    *body = (struct body){0};
}
