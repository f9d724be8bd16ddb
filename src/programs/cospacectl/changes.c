/* changes.c: finds what a person wants to know of two states of a meeting or a bridge. */
#include "changes.h"

#include "base/buf.h"
#include "base/mem.h"
#include "fields.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

struct telling {
    changes_line *print;
    void *ctx;
    const json_t *meeting;
};

static void tell(const struct telling *telling, const char *word, const char *detail)
{
    char raw[1024];
    snprintf(raw, sizeof raw, "%-12s %.*s  %s%s%s", word, SHORT_ID, field_text(telling->meeting, "id"),
             field_text(telling->meeting, "title"), detail[0] != '\0' ? "  " : "", detail);
    CLEAN_FREE char *line = text_clean(raw);
    telling->print(telling->ctx, line);
}

static bool same(const json_t *before, const json_t *now, const char *name)
{
    return json_equal(json_object_get(before, name), json_object_get(now, name)) != 0 ||
           (json_object_get(before, name) == NULL && json_object_get(now, name) == NULL);
}

bool changes_is_running(const json_t *meeting)
{
    static const char *const states[] = {"waiting", "starting", "active", "ending"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (strcmp(field_text(meeting, "state"), states[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Where it runs, why it does not, or when it will. */
static void state_detail(const json_t *meeting, char *text, size_t size)
{
    const json_t *space = json_object_get(meeting, "space");
    char start[TIME_LOCAL_SIZE], end[TIME_LOCAL_SIZE];
    text[0] = '\0';
    if (field_text(meeting, "reason")[0] != '\0') {
        snprintf(text, size, "(%s)", field_text(meeting, "reason"));
    } else if (strcmp(field_text(meeting, "state"), "scheduled") == 0) {
        snprintf(text, size, "%s to %s", field_local(meeting, "start", start), field_local(meeting, "end", end));
    } else if (json_is_object(space)) {
        snprintf(text, size, "space %" JSON_INTEGER_FORMAT " %s%s%s", field_number(space, "index"),
                 field_text(space, "uri"), field_inner(meeting, "call", "bridge")[0] != '\0' ? " on " : "",
                 field_inner(meeting, "call", "bridge"));
    }
}

static void tell_meeting(const struct telling *telling, const json_t *before)
{
    const json_t *now = telling->meeting;
    char detail[512], text[TIME_LOCAL_SIZE];
    if (!same(before, now, "state")) {
        state_detail(now, detail, sizeof detail);
        tell(telling, field_text(now, "state"), detail);
        return;
    }
    if (!same(before, now, "call") && json_is_object(json_object_get(now, "call"))) {
        state_detail(now, detail, sizeof detail);
        tell(telling, "call", detail);
    }
    if (!same(before, now, "start")) {
        snprintf(detail, sizeof detail, "starts %s", field_local(now, "start", text));
        tell(telling, "moved", detail);
    }
    if (!same(before, now, "end")) {
        bool later = field_instant(now, "end") > field_instant(before, "end");
        snprintf(detail, sizeof detail, "ends %s", field_local(now, "end", text));
        tell(telling, later ? "extended" : "shortened", detail);
    }
    if (!same(before, now, "title")) {
        tell(telling, "renamed", "");
    }
}

static const json_t *participant_find(const json_t *meeting, const char *id)
{
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(meeting, "participants"), i, one) {
        if (strcmp(field_text(one, "id"), id) == 0) {
            return one;
        }
    }
    return NULL;
}

static void tell_participants(const struct telling *telling, const json_t *before)
{
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(telling->meeting, "participants"), i, one) {
        const json_t *old = participant_find(before, field_text(one, "id"));
        if (same(old, one, "state") && same(old, one, "attempts")) {
            continue;
        }
        char detail[512];
        const char *reason = field_text(one, "reason");
        snprintf(detail, sizeof detail, "%s%s%s%s", field_text(one, "address"), reason[0] != '\0' ? " (" : "", reason,
                 reason[0] != '\0' ? ")" : "");
        tell(telling, field_text(one, "state"), detail);
    }
}

void changes_of_meeting(const json_t *before, const json_t *now, changes_line *print, void *ctx)
{
    struct telling telling = {.print = print, .ctx = ctx, .meeting = now};
    if (before != NULL && json_equal(before, now)) {
        return;
    }
    tell_meeting(&telling, before);
    if (before != NULL || changes_is_running(now)) {
        tell_participants(&telling, before);
    }
}

void changes_of_bridge(const json_t *before, const json_t *now, changes_line *print, void *ctx)
{
    if (before != NULL && same(before, now, "state") && same(before, now, "preferred")) {
        return;
    }
    bool preferred = json_is_true(json_object_get(now, "preferred"));
    const char *error = strcmp(field_text(now, "state"), "up") != 0 ? field_text(now, "last_error") : "";
    char raw[1024];
    snprintf(raw, sizeof raw, "%-12s bridge %s%s%s%s%s", field_text(now, "state"), field_text(now, "name"),
             preferred ? ", preferred" : "", error[0] != '\0' ? " (" : "", error, error[0] != '\0' ? ")" : "");
    CLEAN_FREE char *line = text_clean(raw);
    print(ctx, line);
}
