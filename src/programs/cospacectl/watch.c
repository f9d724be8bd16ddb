/* watch: what happens, line by line, until it is interrupted: the meetings and bridges are looked at once a second, and
 * what has become different since the last look is told. */
#include "base/mem.h"
#include "changes.h"
#include "client.h"
#include "fields.h"
#include "loop/clock.h"
#include "verbs.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

/* What was seen last: objects by their id or name. */
struct sight {
    json_t *meetings;
    json_t *bridges;
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
    (void)ctx;
    char clock[TIME_LOCAL_SIZE];
    printf("%s  %s\n", time_local_clock(clock_now(), clock), line);
}

static void meeting_print(const struct session *session, const json_t *before, const json_t *now)
{
    if (!session->json) {
        changes_of_meeting(before, now, line_print, NULL);
        return;
    }
    CLEAN_FREE char *text = json_equal(before, now) ? NULL : json_dumps(now, JSON_COMPACT);
    if (text != NULL) {
        puts(text);
    }
}

static void sight_compare(const struct session *session, const struct sight *before, const struct sight *now)
{
    const char *key;
    json_t *object;
    json_object_foreach(now->meetings, key, object) {
        meeting_print(session, json_object_get(before->meetings, key), object);
    }
    json_object_foreach(now->bridges, key, object) {
        if (!session->json) {
            changes_of_bridge(json_object_get(before->bridges, key), object, line_print, NULL);
        }
    }
}

/* What is running is shown at the beginning; the rest is only remembered. */
static void sight_begin(const struct session *session, struct sight *first)
{
    struct sight before = {.meetings = json_object(), .bridges = json_object()};
    const char *key;
    json_t *object;
    json_object_foreach(first->meetings, key, object) {
        if (!changes_is_running(object)) {
            json_object_set(before.meetings, key, object);
        }
    }
    sight_compare(session, &before, first);
    sight_done(&before);
}

static void wait_a_second(void)
{
    struct timespec second = {.tv_sec = 1};
    nanosleep(&second, NULL);
}

static int watch_run(const struct session *session, const struct args *args)
{
    (void)args;
    __attribute__((cleanup(sight_done))) struct sight seen = {0};
    setvbuf(stdout, NULL, _IOLBF, 0);
    int rc = sight_take(session, &seen);
    if (rc != DONE) {
        return rc;
    }
    sight_begin(session, &seen);
    bool lost = false;
    while (!ferror(stdout)) {
        wait_a_second();
        __attribute__((cleanup(sight_done))) struct sight now = {0};
        if (lost && !client_is_there(session)) {
            continue;
        }
        if (sight_take(session, &now) != DONE) {
            if (!lost) {
                fprintf(stderr, "cospacectl: trying again every second\n");
            }
            lost = true;
            continue;
        }
        lost = false;
        sight_compare(session, &seen, &now);
        struct sight old = seen;
        seen = now;
        now = old;
    }
    return REFUSED;
}

const struct verb verb_watch = {
    .name = "watch", .operands = "", .summary = "say what happens, as it happens", .run = watch_run};
