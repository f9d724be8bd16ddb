/* route.c: paths as a table. Segments are compared without case, ID stands for any one segment; a trailing slash is
 * nothing. */
#include "routes.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { MAX_SEGMENTS = 4 };

enum method { METHOD_GET, METHOD_POST, METHOD_PUT, METHOD_DELETE, METHODS };
static const char *const method_words[METHODS] = {"GET", "POST", "PUT", "DELETE"};

struct route {
    const char *segments[MAX_SEGMENTS];
    void (*handlers[METHODS])(struct sim_exchange *exchange);
};

static const char ID[] = "ID";

static const struct route routes[] = {
    /*                                          GET, POST, PUT, DELETE */
    {{"system", "status"}, {sim_status_get}},
    {{"system", "load"}, {sim_load_get}},
    {{"system", "alarms"}, {sim_alarms_list}},
    {{"system", "configuration", "cluster"}, {sim_cluster_get, sim_cluster_put, sim_cluster_put}},
    {{"callBridges"}, {sim_bridges_list}},
    {{"callBridges", ID}, {sim_bridges_get}},
    {{"coSpaces"}, {sim_spaces_list, sim_spaces_post}},
    {{"coSpaces", ID}, {sim_spaces_get, NULL, sim_spaces_put, sim_spaces_delete}},
    {{"cospaceBulkParameterSets"}, {sim_sets_list, sim_sets_post}},
    {{"cospaceBulkParameterSets", ID}, {sim_sets_get, NULL, sim_sets_put, sim_sets_delete}},
    {{"cospaceBulkSyncs"}, {sim_syncs_list, sim_syncs_post}},
    {{"cospaceBulkSyncs", ID}, {sim_syncs_get, NULL, NULL, sim_syncs_delete}},
    {{"callProfiles"}, {sim_call_profiles_list, sim_call_profiles_post}},
    {{"callProfiles", ID}, {sim_call_profiles_get, NULL, sim_call_profiles_put, sim_call_profiles_delete}},
    {{"callLegProfiles"}, {sim_call_leg_profiles_list, sim_call_leg_profiles_post}},
    {{"callLegProfiles", ID},
     {sim_call_leg_profiles_get, NULL, sim_call_leg_profiles_put, sim_call_leg_profiles_delete}},
    {{"calls"}, {sim_calls_list, sim_calls_post}},
    {{"calls", ID}, {sim_calls_get, NULL, sim_calls_put, sim_calls_delete}},
    {{"calls", ID, "callLegs"}, {sim_call_legs_list, sim_call_legs_post}},
    {{"calls", ID, "participants"}, {sim_call_participants_list, sim_call_participants_post}},
    {{"calls", ID, "participants", ID}, {NULL, NULL, NULL, sim_call_participants_delete}},
    {{"callLegs"}, {sim_legs_list, sim_legs_post}},
    {{"callLegs", ID}, {sim_legs_get, NULL, sim_legs_put, sim_legs_delete}},
    {{"participants"}, {sim_participants_list}},
    {{"participants", ID}, {sim_participants_get, NULL, sim_participants_put}},
    {{"participants", ID, "callLegs"}, {sim_participants_legs}},
};

struct segment {
    const char *text;
    size_t len;
};

/* SIZE_MAX if there are more than any route has. */
static size_t split(const char *path, struct segment segments[MAX_SEGMENTS])
{
    size_t n = 0;
    while (*path != '\0') {
        size_t len = strcspn(path, "/");
        if (len > 0) {
            if (n == MAX_SEGMENTS) {
                return SIZE_MAX;
            }
            segments[n++] = (struct segment){path, len};
        }
        path += len + (path[len] == '/');
    }
    return n;
}

static bool segment_is(const struct segment *segment, const char *word)
{
    return strlen(word) == segment->len && strncasecmp(segment->text, word, segment->len) == 0;
}

static bool route_fits(const struct route *route, const struct segment *segments, size_t n)
{
    for (size_t i = 0; i < MAX_SEGMENTS; i++) {
        if (route->segments[i] == NULL || i == n) {
            return route->segments[i] == NULL && i == n;
        }
        if (route->segments[i] != ID && !segment_is(&segments[i], route->segments[i])) {
            return false;
        }
    }
    return n == MAX_SEGMENTS;
}

static void copy_ids(struct sim_exchange *exchange, const struct route *route, const struct segment *segments)
{
    size_t next = 0;
    for (size_t i = 0; i < MAX_SEGMENTS && route->segments[i] != NULL; i++) {
        if (route->segments[i] != ID) {
            continue;
        }
        char *id = exchange->ids[next++];
        size_t len = segments[i].len < GUID_SIZE ? segments[i].len : 0;
        for (size_t k = 0; k < len; k++) {
            id[k] = (char)tolower((unsigned char)segments[i].text[k]);
        }
        id[len] = '\0';
    }
}

static bool handle(const struct route *route, const char *method, struct sim_exchange *exchange)
{
    for (size_t i = 0; i < METHODS; i++) {
        if (strcmp(method_words[i], method) != 0 || route->handlers[i] == NULL) {
            continue;
        }
        route->handlers[i](exchange);
        return true;
    }
    return false;
}

static const struct route *find_route(const struct segment *segments, size_t n)
{
    for (size_t i = 0; n <= MAX_SEGMENTS && i < sizeof routes / sizeof routes[0]; i++) {
        if (route_fits(&routes[i], segments, n)) {
            return &routes[i];
        }
    }
    return NULL;
}

void sim_route(struct sim_exchange *exchange, const char *method, const char *path)
{
    struct segment segments[MAX_SEGMENTS] = {0};
    if (strncasecmp(path, "/api/", 5) != 0) {
        exchange->answer->status = 404;
        return;
    }
    path += 5;
    if (strncasecmp(path, "v1", 2) != 0 || (path[2] != '/' && path[2] != '\0')) {
        sim_answer_fail(exchange, "invalidVersion");
        return;
    }
    size_t n = split(path + 2, segments);
    const struct route *route = find_route(segments, n);
    if (route == NULL) {
        sim_answer_fail(exchange, "unrecognisedObject");
        return;
    }
    copy_ids(exchange, route, segments);
    if (!handle(route, method, exchange)) {
        exchange->answer->status = 405;
    }
}
