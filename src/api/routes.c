/* api/routes.c: a new route is one row here and one function in the file of its object. */
#include "routes.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const struct route ROUTES[] = {
    {"GET", "/", route_page_get, ACCESS_NONE, TAKES_QUERY},
    {"GET", "/page/{file}", route_page_file_get, ACCESS_NONE, TAKES_QUERY},
    {"GET", "/healthz", route_health_get, ACCESS_NONE, TAKES_QUERY},
    {"GET", "/readyz", route_ready_get, ACCESS_READ, 0},
    {"GET", "/metrics", route_metrics_get, ACCESS_READ, 0},
    {"GET", "/v1/openapi.json", route_openapi_get, ACCESS_NONE, TAKES_QUERY},
    {"GET", "/v1/status", route_status_get, ACCESS_LOOK, 0},
    {"GET", "/v1/backup", route_backup_get, ACCESS_ADMIN, 0},
    {"GET", "/v1/meetings", route_meetings_list, ACCESS_LOOK, TAKES_QUERY | SHOWS_ENGINE},
    {"POST", "/v1/meetings", route_meetings_book, ACCESS_OPERATE, TAKES_KEY},
    {"GET", "/v1/meetings/{id}", route_meeting_get, ACCESS_LOOK, SHOWS_ENGINE},
    {"PATCH", "/v1/meetings/{id}", route_meeting_change, ACCESS_OPERATE, TAKES_KEY},
    {"DELETE", "/v1/meetings/{id}", route_meeting_cancel, ACCESS_OPERATE, TAKES_KEY},
    {"POST", "/v1/meetings/{id}/extend", route_meeting_extend, ACCESS_OPERATE, TAKES_KEY},
    {"POST", "/v1/meetings/{id}/end", route_meeting_end, ACCESS_OPERATE, TAKES_KEY},
    {"POST", "/v1/meetings/{id}/participants", route_participant_add, ACCESS_OPERATE, TAKES_KEY},
    {"DELETE", "/v1/meetings/{id}/participants/{pid}", route_participant_remove, ACCESS_OPERATE, TAKES_KEY},
    {"GET", "/v1/calendars", route_calendars_list, ACCESS_LOOK, TAKES_QUERY},
    {"GET", "/v1/calendars/{name}", route_calendar_get, ACCESS_READ, TAKES_QUERY},
    {"PUT", "/v1/calendars/{name}", route_calendar_put, ACCESS_OPERATE, 0},
    {"POST", "/v1/calendars/{name}", route_calendar_post, ACCESS_OPERATE, 0},
    {"POST", "/v1/calendars/{name}/release", route_calendar_release, ACCESS_OPERATE, TAKES_KEY},
    {"POST", "/v1/calendars/{name}/refresh", route_calendar_refresh, ACCESS_OPERATE, 0},
    {"GET", "/v1/freebusy", route_freebusy_get, ACCESS_READ, TAKES_QUERY},
    {"GET", "/v1/events", route_events_get, ACCESS_LOOK, TAKES_QUERY},
    {"GET", "/v1/tokens", route_tokens_list, ACCESS_ADMIN, TAKES_QUERY},
    {"POST", "/v1/tokens", route_tokens_create, ACCESS_ADMIN, 0},
    {"GET", "/v1/tokens/{name}", route_token_get, ACCESS_ADMIN, 0},
    {"DELETE", "/v1/tokens/{name}", route_token_revoke, ACCESS_ADMIN, 0},
    {"GET", "/v1/webhooks", route_webhooks_list, ACCESS_READ, TAKES_QUERY},
    {"GET", "/v1/webhooks/{name}", route_webhook_get, ACCESS_READ, 0},
    {"POST", "/v1/webhooks/{name}/replay", route_webhook_replay, ACCESS_OPERATE, 0},
    {"POST", "/v1/webhooks/{name}/test", route_webhook_test, ACCESS_OPERATE, 0},
    {"POST", "/v1/webhooks/{name}/enable", route_webhook_enable, ACCESS_OPERATE, 0},
    {"GET", "/v1/spaces", route_spaces_list, ACCESS_LOOK, TAKES_QUERY | SHOWS_ENGINE},
    {"POST", "/v1/pool/claim", route_pool_claim, ACCESS_OPERATE, TAKES_KEY},
    {"GET", "/v1/spaces/{index}", route_space_get, ACCESS_LOOK, 0},
    {"POST", "/v1/spaces/{index}/restore", route_space_restore, ACCESS_OPERATE, TAKES_KEY},
    {"GET", "/v1/bridges", route_bridges_list, ACCESS_LOOK, TAKES_QUERY},
    {"GET", "/v1/bridges/{name}", route_bridge_get, ACCESS_LOOK, 0},
    {"POST", "/v1/bridges/{name}/prefer", route_bridge_prefer, ACCESS_OPERATE, TAKES_KEY},
    {"POST", "/v1/bridges/{name}/drain", route_bridge_drain, ACCESS_OPERATE, TAKES_KEY},
    {"POST", "/v1/bridges/{name}/resume", route_bridge_resume, ACCESS_OPERATE, TAKES_KEY},
};

enum { N_ROUTES = sizeof ROUTES / sizeof ROUTES[0], ROUTE_SEGMENTS = 8 };

/* A path cut into its segments, in place. */
struct segments {
    const char *items[ROUTE_SEGMENTS];
    size_t count;
};

/* False for a path that no pattern can have: no slash in front, too many segments. */
static bool path_split(char *path, struct segments *ret_segments)
{
    ret_segments->count = 0;
    if (path[0] != '/') {
        return false;
    }
    for (char *at = path; at != NULL;) {
        if (ret_segments->count == ROUTE_SEGMENTS) {
            return false;
        }
        *at++ = '\0';
        ret_segments->items[ret_segments->count++] = at;
        at = strchr(at, '/');
    }
    return true;
}

static bool route_matches(const struct route *route, const struct segments *path, const char *ret_parts[CALL_PARTS])
{
    const char *pattern = route->pattern;
    size_t n_parts = 0;
    for (size_t i = 0; i < path->count; i++) {
        if (*pattern != '/') {
            return false;
        }
        pattern++;
        const char *segment = path->items[i];
        if (*pattern == '{' && segment[0] != '\0') {
            assert(n_parts < CALL_PARTS);
            ret_parts[n_parts++] = segment;
            pattern = strchrnul(pattern, '/');
            continue;
        }
        while (*segment != '\0' && *segment == *pattern) {
            segment++;
            pattern++;
        }
        if (*segment != '\0' || (*pattern != '/' && *pattern != '\0')) {
            return false;
        }
    }
    return *pattern == '\0';
}

static void allow_add(char allow[ROUTE_ALLOW_SIZE], const char *method)
{
    size_t len = strlen(allow);
    const char *also = strcmp(method, "GET") == 0 ? ", HEAD" : "";
    int n = snprintf(allow + len, ROUTE_ALLOW_SIZE - len, "%s%s%s", len != 0 ? ", " : "", method, also);
    assert(n > 0 && (size_t)n < ROUTE_ALLOW_SIZE - len);
}

const struct route *route_at(size_t i)
{
    return i < N_ROUTES ? &ROUTES[i] : NULL;
}

const struct route *route_find(const char *method, const char *path, char text[ROUTE_PATH_SIZE],
                               const char *ret_parts[CALL_PARTS], char ret_allow[ROUTE_ALLOW_SIZE])
{
    ret_allow[0] = '\0';
    struct segments segments;
    if (strlen(path) >= ROUTE_PATH_SIZE) {
        return NULL;
    }
    memcpy(text, path, strlen(path) + 1);
    if (!path_split(text, &segments)) {
        return NULL;
    }
    const char *wanted = strcmp(method, "HEAD") == 0 ? "GET" : method;
    for (size_t i = 0; i < N_ROUTES; i++) {
        if (!route_matches(&ROUTES[i], &segments, ret_parts)) {
            continue;
        }
        if (strcmp(ROUTES[i].method, wanted) == 0) {
            return &ROUTES[i];
        }
        allow_add(ret_allow, ROUTES[i].method);
    }
    return NULL;
}
