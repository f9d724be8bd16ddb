/* complete_live.c: names and ids that live in the service, asked for without a word if it does not answer. */
#include "base/mem.h"
#include "client.h"
#include "complete.h"
#include "fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEETINGS_MOST = 500, ZONE_LINE = 512 };
static const duration_ms PATIENCE = SECOND_MS, LOOK_BACK = 12 * HOUR_MS;

/* NULL if it cannot be had; owned by the caller. */
static json_t *fetch(const struct completion *completion, const char *target)
{
    CLEAN_CLIENT struct cospaced_client *client = client_open(completion->session, PATIENCE);
    CLEAN_ANSWER struct cospaced_reply answer = {0};
    const struct cospaced_request request = {.method = "GET", .target = target};
    if (cospaced_call(client, &request, &answer) != 0 || answer.status >= 400) {
        return NULL;
    }
    return json_loadb(answer.body, answer.len, JSON_REJECT_DUPLICATES, NULL);
}

/* As short as the tables show it, unless more has been written. */
static void offer_id(const struct completion *completion, const char *id, const char *about)
{
    CLEAN_FREE char *shown = mem_strndup(id, strlen(completion->start) > SHORT_ID ? strlen(id) : SHORT_ID);
    complete_offer(completion, shown, about);
}

static void offer_meetings(const struct completion *completion)
{
    char from[INSTANT_TEXT_SIZE], start[TIME_LOCAL_SIZE];
    instant now = completion->session->now;
    CLEAN_FREE char *target =
        mem_printf("/v1/meetings?limit=%d&from=%s", MEETINGS_MOST, instant_format(now - LOOK_BACK, from));
    json_auto_t *reply = fetch(completion, target);
    size_t i;
    const json_t *meeting;
    json_array_foreach(json_object_get(reply, "meetings"), i, meeting) {
        if (completion->verb->past || !meeting_is_over(meeting)) {
            CLEAN_FREE char *about =
                mem_printf("%s %s, %s", time_local_words(field_instant(meeting, "start"), now, start),
                           field_text(meeting, "title"), field_text(meeting, "state"));
            offer_id(completion, field_text(meeting, "id"), about);
        }
    }
}

/* An address that no shell would take apart, else the id. */
static void offer_participants(const struct completion *completion)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.-_+:";
    char from[INSTANT_TEXT_SIZE];
    const char *id = completion->first_operand;
    CLEAN_FREE char *target = mem_printf("/v1/meetings?limit=%d&from=%s", MEETINGS_MOST,
                                         instant_format(completion->session->now - LOOK_BACK, from));
    json_auto_t *reply = fetch(completion, target);
    size_t i, n;
    const json_t *meeting, *one;
    json_array_foreach(json_object_get(reply, "meetings"), i, meeting) {
        if (id == NULL || strncmp(field_text(meeting, "id"), id, strlen(id)) != 0) {
            continue;
        }
        json_array_foreach(json_object_get(meeting, "participants"), n, one) {
            const char *address = field_text(one, "address");
            if (address[strspn(address, plain)] == '\0') {
                complete_offer(completion, address, field_text(one, "state"));
            } else {
                offer_id(completion, field_text(one, "id"), address);
            }
        }
    }
}

/* Lists whose objects have a name and a state. */
static void offer_named(const struct completion *completion, const char *list, const char *key)
{
    CLEAN_FREE char *target = mem_printf("/v1/%s?limit=1000", list);
    json_auto_t *reply = fetch(completion, target);
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(reply, list), i, one) {
        const json_t *value = json_object_get(one, key);
        CLEAN_FREE char *text = json_is_integer(value) ? mem_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value))
                                                       : mem_strdup(field_text(one, key));
        complete_offer(completion, text, field_text(one, "state"));
    }
}

static void file_close(FILE **file)
{
    if (*file != NULL) {
        fclose(*file);
    }
}

/* The third column of the table that the zones come with. */
static void offer_zones(const struct completion *completion)
{
    __attribute__((cleanup(file_close))) FILE *file = fopen("/usr/share/zoneinfo/zone.tab", "re");
    char line[ZONE_LINE];
    complete_offer(completion, "UTC", "");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        char *at = line[0] != '#' ? strchr(line, '\t') : NULL;
        at = at != NULL ? strchr(at + 1, '\t') : NULL;
        if (at != NULL) {
            CLEAN_FREE char *zone = mem_strndup(at + 1, strcspn(at + 1, "\t\n"));
            complete_offer(completion, zone, "");
        }
    }
}

void complete_live(const struct completion *completion, enum kind_source source)
{
    switch (source) {
    case KIND_WORDS:
        break;
    case KIND_FILES:
        puts(":files");
        break;
    case KIND_ZONES:
        offer_zones(completion);
        break;
    case KIND_MEETINGS:
        offer_meetings(completion);
        break;
    case KIND_PARTICIPANTS:
        offer_participants(completion);
        break;
    case KIND_BRIDGES:
        offer_named(completion, "bridges", "name");
        break;
    case KIND_CALENDARS:
        offer_named(completion, "calendars", "name");
        break;
    case KIND_WEBHOOKS:
        offer_named(completion, "webhooks", "name");
        break;
    case KIND_SPACES:
        offer_named(completion, "spaces", "index");
        break;
    }
}
