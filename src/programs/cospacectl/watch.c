/* watch: what happens, line by line, until it is interrupted: follows the service's events, and goes on where it was
 * when the connection was lost. Each event is compared with what was seen of its object before. */
#include "base/mem.h"
#include "changes.h"
#include "client.h"
#include "fields.h"
#include "loop/clock.h"
#include "verbs.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LAST_MOST = 1000 };
static const duration_ms PATIENCE = MINUTE_MS;

/* What was seen last: objects by their id or name. */
struct sight {
    json_t *meetings;
    json_t *bridges;
};

struct watch {
    const struct session *session;
    int last; /* so many past events are wanted */
    char *id; /* where to go on; NULL: it has not begun */
    struct sight seen;
    struct sight present; /* while past events are told: what is seen afterwards of what they do not speak of */
    instant at;           /* of the event that is being told */
    bool begun;           /* there is something to compare with */
    bool stale;           /* events were missed */
    bool failed;          /* what was to be looked at could not be */
    bool lost;            /* the connection was, and that has been said */
};

static json_t *by_key(const json_t *list, const char *key)
{
    json_t *map = json_object();
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one) {
        json_object_set(map, field_text(one, key), one);
    }
    return map;
}

static void sight_done(struct sight *sight)
{
    json_decref(sight->meetings);
    json_decref(sight->bridges);
    *sight = (struct sight){0};
}

static int sight_take(const struct session *session, struct sight *ret_sight)
{
    CLEAN_REPLY struct client_reply meetings = {0};
    CLEAN_REPLY struct client_reply bridges = {0};
    CLEAN_BUF struct buf target;
    char from[INSTANT_TEXT_SIZE];
    buf_init(&target, 1024);
    buf_printf(&target, "/v1/meetings?from=%s", instant_format(session->now, from));
    int rc = client_list(session, buf_string(&target), "meetings", &meetings);
    if (rc == DONE) {
        rc = client_list(session, "/v1/bridges", "bridges", &bridges);
    }
    if (rc != DONE) {
        return rc;
    }
    ret_sight->meetings = by_key(json_object_get(meetings.json, "meetings"), "id");
    ret_sight->bridges = by_key(json_object_get(bridges.json, "bridges"), "name");
    return DONE;
}

static void line_print(void *ctx, const char *line)
{
    const instant *at = ctx;
    char clock[TIME_LOCAL_SIZE];
    printf("%s  %s\n", time_local_clock(*at, clock), line);
}

static void sight_compare(const struct sight *before, const struct sight *now)
{
    instant at = clock_now();
    const char *key;
    json_t *object;
    json_object_foreach(now->meetings, key, object) {
        changes_of_meeting(json_object_get(before->meetings, key), object, line_print, &at);
    }
    json_object_foreach(now->bridges, key, object) {
        changes_of_bridge(json_object_get(before->bridges, key), object, line_print, &at);
    }
}

/* What is running is shown at the beginning; the rest is only remembered. */
static void sight_begin(const struct sight *first)
{
    struct sight before = {.meetings = json_object(), .bridges = json_object()};
    const char *key;
    json_t *object;
    json_object_foreach(first->meetings, key, object) {
        if (!changes_is_running(object)) {
            json_object_set(before.meetings, key, object);
        }
    }
    sight_compare(&before, first);
    sight_done(&before);
}

/* Everything is looked at: at the beginning, and when events were missed. */
static void watch_look(struct watch *watch)
{
    struct sight now = {0};
    watch->failed = sight_take(watch->session, &now) != DONE;
    if (watch->failed) {
        return;
    }
    if (watch->begun) {
        sight_compare(&watch->seen, &now);
    } else if (watch->last > 0) {
        watch->present = now;
        now = (struct sight){.meetings = json_object(), .bridges = json_object()};
    } else {
        sight_begin(&now);
    }
    sight_done(&watch->seen);
    watch->seen = now;
    watch->begun = true;
    watch->stale = false;
}

static void watch_catch_up(struct watch *watch)
{
    if (!watch->session->json && (!watch->begun || watch->stale)) {
        watch_look(watch);
    }
}

/* The past has been told: what it did not speak of is as it was when the watch began. */
static void watch_past_over(struct watch *watch)
{
    json_object_update_missing(watch->seen.meetings, watch->present.meetings);
    json_object_update_missing(watch->seen.bridges, watch->present.bridges);
    sight_done(&watch->present);
}

static void watch_meeting(struct watch *watch, const char *id, json_t *now)
{
    changes_of_meeting(json_object_get(watch->seen.meetings, id), now, line_print, &watch->at);
    json_object_set(watch->seen.meetings, id, now);
}

/* While the past is told: a meeting of the present, of whose people the past has not spoken yet. */
static const json_t *watch_meet(struct watch *watch, const char *id)
{
    json_t *meeting = json_copy(json_object_get(watch->present.meetings, id));
    json_object_set_new(meeting, "participants", json_array());
    json_object_set_new(watch->seen.meetings, id, meeting);
    return meeting;
}

/* A participant's event tells of him alone: his meeting with him in it is what is compared. */
static void watch_participant(struct watch *watch, json_t *person)
{
    const char *id = field_text(person, "meeting");
    const json_t *before = json_object_get(watch->seen.meetings, id);
    if (before == NULL && json_object_get(watch->present.meetings, id) != NULL) {
        before = watch_meet(watch, id);
    }
    if (before == NULL || json_is_true(json_object_get(person, "deleted"))) {
        return;
    }
    json_auto_t *now = json_deep_copy(before);
    json_t *people = json_object_get(now, "participants");
    size_t i = 0;
    while (i < json_array_size(people) &&
           strcmp(field_text(json_array_get(people, i), "id"), field_text(person, "id")) != 0) {
        i++;
    }
    if (i < json_array_size(people)) {
        json_array_set(people, i, person);
    } else {
        json_array_append(people, person);
    }
    watch_meeting(watch, id, now);
}

static void watch_bridge(struct watch *watch, json_t *now)
{
    const char *name = field_text(now, "name");
    changes_of_bridge(json_object_get(watch->seen.bridges, name), now, line_print, &watch->at);
    json_object_set(watch->seen.bridges, name, now);
}

static void watch_print_json(const struct cospaced_event *event)
{
    printf("{\"id\":%s,\"event\":\"%s\",\"data\":%s}\n", event->id, event->name, event->data);
}

static void watch_on_event(struct watch *watch, const struct cospaced_event *event)
{
    const char *word = event->name;
    if (watch->session->json) {
        watch_print_json(event);
        return;
    }
    json_auto_t *json = json_loads(event->data, JSON_REJECT_DUPLICATES, NULL);
    watch->at = field_instant(json, "at");
    if (watch->present.meetings != NULL && watch->at > watch->session->now) {
        watch_past_over(watch);
    }
    if (strcmp(word, "reset") == 0) {
        watch->stale = true;
        watch_catch_up(watch);
    } else if (json == NULL || !watch->begun) {
        watch->failed = true;
    } else if (strcmp(word, "meeting") == 0 && !json_is_true(json_object_get(json, "deleted"))) {
        watch_meeting(watch, field_text(json, "id"), json);
    } else if (strcmp(word, "participant") == 0) {
        watch_participant(watch, json);
    } else if (strcmp(word, "bridge") == 0 && !json_is_true(json_object_get(json, "deleted"))) {
        watch_bridge(watch, json);
    }
}

static void stream_cleanup(struct cospaced_stream **stream)
{
    cospaced_stream_free(*stream);
}

/* One connection, to its end. */
static int watch_follow(struct watch *watch)
{
    CLEAN_CLIENT struct cospaced_client *client = client_open(watch->session, PATIENCE);
    __attribute__((cleanup(stream_cleanup))) struct cospaced_stream *stream = NULL;
    const struct cospaced_follow follow = {.last_id = watch->id, .last = watch->last};
    int rc = cospaced_stream_open(client, &follow, &stream);
    watch->failed = false;
    if (rc == 0) {
        watch->lost = false;
        watch_catch_up(watch);
    }
    while (rc == 0 && !watch->failed && !ferror(stdout)) {
        struct cospaced_event event;
        rc = cospaced_stream_next(stream, -1, &event);
        mem_replace(&watch->id, cospaced_stream_id(stream));
        if (rc == 0) {
            watch_on_event(watch, &event);
        }
    }
    if (rc == 0) {
        return REFUSED;
    }
    return watch->lost ? NO_DAEMON : client_explain(watch->session, client, rc);
}

static void wait_a_second(void)
{
    struct timespec second = {.tv_sec = 1};
    nanosleep(&second, NULL);
}

static void watch_done(struct watch *watch)
{
    mem_free(watch->id);
    sight_done(&watch->seen);
    sight_done(&watch->present);
}

static int watch_run(const struct session *session, const struct args *args)
{
    const char *last = args_value(args, "last");
    char *end = NULL;
    long n = last != NULL ? strtol(last, &end, 10) : 0;
    if (last != NULL && (*end != '\0' || n < 1 || n > LAST_MOST)) {
        return args_complain(args->verb, "--last %s is no number from 1 to %d", last, LAST_MOST);
    }
    __attribute__((cleanup(watch_done))) struct watch watch = {.session = session, .last = (int)n};
    setvbuf(stdout, NULL, _IOLBF, 0);
    int rc = watch_follow(&watch);
    while (watch.id != NULL && !ferror(stdout)) {
        if (!watch.lost) {
            fprintf(stderr, "cospacectl: trying again every second\n");
        }
        watch.lost = true;
        wait_a_second();
        rc = watch_follow(&watch);
    }
    return ferror(stdout) ? REFUSED : rc;
}

static const struct option_row options[] = {
    {"last", "N", false, "begin with the last N events, at most 1000"},
    {NULL, NULL, false, NULL},
};

const struct verb verb_watch = {.name = "watch",
                                .operands = "",
                                .summary = "say what happens, as it happens",
                                .options = options,
                                .run = watch_run};
