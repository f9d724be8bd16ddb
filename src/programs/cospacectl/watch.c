/* watch: what happens, line by line, until it is interrupted: follows the service's events, and goes on where it was
 * when the connection was lost. Each event is compared with what was seen of its object before. */
#include "base/mem.h"
#include "changes.h"
#include "client.h"
#include "event_reader.h"
#include "fields.h"
#include "loop/clock.h"
#include "verbs.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* The service says something at least every 15 seconds. */
static const duration_ms SILENCE = 60 * SECOND_MS;

/* What was seen last: objects by their id or name. */
struct sight {
    json_t *meetings;
    json_t *bridges;
};

struct watch {
    const struct session *session;
    const char *last; /* so many past events are wanted; NULL: none */
    struct event_reader reader;
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
    } else if (watch->last != NULL) {
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

static void watch_on_place(void *ctx)
{
    struct watch *watch = ctx;
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

static void watch_print_json(const struct watch *watch, const char *word, const char *data)
{
    printf("{\"id\":%s,\"event\":\"%s\",\"data\":%s}\n", watch->reader.id, word, data);
}

static void watch_on_event(void *ctx, const char *word, const char *data)
{
    struct watch *watch = ctx;
    if (watch->session->json) {
        watch_print_json(watch, word, data);
        return;
    }
    json_auto_t *json = json_loads(data, JSON_REJECT_DUPLICATES, NULL);
    watch->at = field_instant(json, "at");
    if (watch->present.meetings != NULL && watch->at > watch->session->now) {
        watch_past_over(watch);
    }
    if (strcmp(word, "reset") == 0) {
        watch->stale = true;
        watch_on_place(watch);
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

static bool watch_on_bytes(void *ctx, const char *bytes, size_t len)
{
    struct watch *watch = ctx;
    watch->lost = false;
    return event_reader_take(&watch->reader, bytes, len) && !watch->failed && !ferror(stdout);
}

/* One connection, to its end. */
static int watch_follow(struct watch *watch)
{
    CLEAN_FREE char *id = watch->reader.id[0] != '\0' ? mem_printf("Last-Event-ID: %s", watch->reader.id) : NULL;
    CLEAN_FREE char *target =
        watch->last != NULL ? mem_printf("/v1/events?last=%s", watch->last) : mem_strdup("/v1/events");
    const char *headers[] = {id, NULL};
    struct http_unix_call call = {
        .socket_path = watch->session->socket,
        .method = "GET",
        .target = target,
        .headers = headers,
        .timeout = SILENCE,
        .each = watch_on_bytes,
        .ctx = watch,
    };
    __attribute__((cleanup(http_unix_answer_done))) struct http_unix_answer answer = {0};
    struct err err = {0};
    event_reader_restart(&watch->reader);
    watch->failed = false;
    int code = http_unix_request(&call, &answer, &err);
    if (watch->failed || ferror(stdout)) {
        return REFUSED;
    }
    if (watch->lost) {
        return NO_DAEMON;
    }
    if (code != 0) {
        return client_unreachable(watch->session, code, &err);
    }
    return answer.status != 200 ? client_refuse(&answer) : client_complain("the service ended the stream");
}

static void wait_a_second(void)
{
    struct timespec second = {.tv_sec = 1};
    nanosleep(&second, NULL);
}

static void watch_done(struct watch *watch)
{
    event_reader_done(&watch->reader);
    sight_done(&watch->seen);
    sight_done(&watch->present);
}

static int watch_run(const struct session *session, const struct args *args)
{
    __attribute__((cleanup(watch_done))) struct watch watch = {.session = session, .last = args_value(args, "last")};
    if (watch.last != NULL && strspn(watch.last, "0123456789") != strlen(watch.last)) {
        return args_complain(args->verb, "--last %s is no number", watch.last);
    }
    event_reader_init(&watch.reader);
    watch.reader.event = watch_on_event;
    watch.reader.place = watch_on_place;
    watch.reader.ctx = &watch;
    setvbuf(stdout, NULL, _IOLBF, 0);
    int rc = watch_follow(&watch);
    while (watch.reader.id[0] != '\0' && !ferror(stdout)) {
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
