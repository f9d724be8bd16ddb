/* The JSON bodies of the API: any bytes give a command that holds what its table promises, or an error that can be
 * answered; and the writer of JSON, whose reader is another. */
#include "fuzz.h"

#include "api/body.h"
#include "api/problem.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_LIMIT = 64 * 1024 };

static void person_check(const struct person *person)
{
    if (person->address == NULL || person->address[0] == '\0' || person->name == NULL ||
        (person->dial != NULL && person->dial[0] == '\0') || (person->dial != NULL && !person->has_dial))
        abort();
}

static void command_check(enum body_kind kind, const struct command *command)
{
    bool booking = kind == BODY_BOOKING;
    if (booking && (command->title == NULL || command->title[0] == '\0' || command->passcode == NULL))
        abort();
    if (booking && (command->start == INSTANT_NONE || command->end <= command->start))
        abort();
    if (kind == BODY_EXTENSION && (command->length > 0) == (command->end != INSTANT_NONE))
        abort();
    if (command->length < 0 || command->length > DAY_MS || (kind == BODY_PERSON && command->n_people != 1))
        abort();
    for (size_t i = 0; i < command->n_people; i++)
        person_check(&command->people[i]);
}

static void err_check(int rc, const struct err *err)
{
    if (err->code != rc || (rc != ERR_UNREADABLE && rc != ERR_INVALID && rc != ERR_LIMIT) || err->message[0] == '\0')
        abort();
    CLEAN_BUF struct buf text;
    struct json_writer json;
    buf_init(&text, TEXT_LIMIT);
    json_write_begin(&json, &text);
    json_write_object(&json, NULL);
    problem_write(&json, err_http_status(rc), err);
    json_write_end(&json);
    json_auto_t *read = json_loads(buf_string(&text), JSON_REJECT_DUPLICATES, NULL);
    if (text.overflown || !json_write_is_whole(&json) || json_object_size(read) < 4)
        abort();
}

/* Any bytes become a string that a strict reader takes. */
static void text_check(const uint8_t *bytes, size_t len)
{
    CLEAN_BUF struct buf text;
    struct json_writer json;
    buf_init(&text, SIZE_MAX);
    json_write_begin(&json, &text);
    json_write_text_of(&json, NULL, (const char *)bytes, len);
    json_auto_t *read = json_loadb(text.data, text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    if (!json_is_string(read) || (len > 0) != (json_string_length(read) > 0))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    text_check(bytes, len);
    for (int kind = 0; kind < N_BODY_KINDS; kind++) {
        struct body body;
        struct err err = {0};
        int rc = body_read((enum body_kind)kind, (const char *)bytes, len, &body, &err);
        if (rc == 0)
            command_check((enum body_kind)kind, &body.command);
        else
            err_check(rc, &err);
        body_done(&body);
    }
    return 0;
}
