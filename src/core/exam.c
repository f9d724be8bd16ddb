/* core/exam.c: every examine_every a bridge is asked for more than whether it lives: its load and the limit it sets
 * itself, its name in the cluster, its alarms; and one of them whom the cluster consists of (census.c) and which
 * parameter sets it has (rivals.c). What a release does not know of these is left out. */
#include "base/log.h"
#include "base/mem.h"
#include "core/inside.h"

#include <string.h>

enum {
    ALARMS_SIZE = 400,       /* bytes of their types together */
    LOAD_LIMIT_POINTS = 5000 /* newConferenceLoadLimitBasisPoints, if it says none (API reference 3.9) */
};

static const enum request_kind exam_requests[N_EXAM_STEPS] = {
    [EXAM_LOAD] = REQUEST_READ_LOAD,       [EXAM_CLUSTER] = REQUEST_READ_CLUSTER, [EXAM_ALARMS] = REQUEST_LIST_ALARMS,
    [EXAM_BRIDGES] = REQUEST_LIST_BRIDGES, [EXAM_STRANGER] = REQUEST_READ_BRIDGE, [EXAM_SETS] = REQUEST_LIST_SETS,
    [EXAM_SET] = REQUEST_READ_SET,
};

static void exam_end(struct engine *engine, struct bridge *bridge)
{
    bridge->exam_step = EXAM_LOAD;
    bridge->exam_offset = 0;
    bridge->examine_at = engine->now + engine->settings->examine_every;
}

void exam_begin(struct engine *engine, struct bridge *bridge)
{
    actor_drop_request(engine, &bridge->exam); /* from before it went away */
    exam_end(engine, bridge);
    bridge->examine_at = engine->now;
    if (engine->settings->examine_every > 0) {
        actor_wake(engine, &bridge->exam, engine->now);
    }
}

void exam_run(struct engine *engine, struct bridge *bridge)
{
    if (!bridge_usable(bridge) || engine->settings->examine_every == 0) {
        return;
    }
    if ((bridge->exam_step == EXAM_STRANGER && census_unread(engine) == NULL) ||
        (bridge->exam_step == EXAM_SET && rivals_unread(engine) == NULL)) {
        exam_end(engine, bridge); /* others have asked in between */
    }
    if (bridge->examine_at > engine->now) {
        actor_wake(engine, &bridge->exam, bridge->examine_at);
        return;
    }
    if (!agenda_slot(engine, &bridge->exam, bridge->index)) {
        return;
    }
    struct request *request = agenda_send(engine, &bridge->exam, bridge->index, exam_requests[bridge->exam_step]);
    request->offset = bridge->exam_offset;
    if (bridge->exam_step == EXAM_STRANGER) {
        memcpy(request->id, census_unread(engine)->id, ID_SIZE);
    } else if (bridge->exam_step == EXAM_SET) {
        memcpy(bridge->exam_set, rivals_unread(engine)->id, ID_SIZE);
        memcpy(request->id, bridge->exam_set, ID_SIZE);
    }
}

/* By its own measure: beyond this it takes no calls to conferences that are not active yet. */
static void exam_weigh(struct engine *engine, struct bridge *bridge, const struct record *cluster)
{
    enum { POINTS = 10000 };
    bridge->load_limit = record_number(cluster, "loadLimit", 0);
    int64_t points = record_number(cluster, "newConferenceLoadLimitBasisPoints", LOAD_LIMIT_POINTS);
    double share = bridge->load_limit > 0 ? (double)bridge->load / (double)bridge->load_limit : 0;
    bridge->overloaded = bridge->load_limit > 0 && share * POINTS >= (double)points;
    bridge_reassess(engine, bridge);
}

static void exam_take_cluster(struct engine *engine, struct bridge *bridge, const struct record *cluster)
{
    const char *name = record_get(cluster, "uniqueName");
    exam_weigh(engine, bridge, cluster);
    bool known = bridge->cluster_name != NULL && strcmp(bridge->cluster_name, name) == 0;
    if (name[0] != '\0' && !known) {
        mem_replace(&bridge->cluster_name, name);
        bridge_touch(engine, bridge);
    }
}

static bool alarms_have(const char *alarms, const char *type)
{
    size_t len = strlen(type);
    for (const char *at = strstr(alarms, type); at != NULL; at = strstr(at + 1, type)) {
        if ((at == alarms || at[-1] == ',') && (at[len] == ',' || at[len] == '\0')) {
            return true;
        }
    }
    return false;
}

static void exam_take_alarms(struct bridge *bridge, const struct answer *answer)
{
    if (bridge->exam_offset == 0) {
        mem_replace(&bridge->alarms_found, "");
    }
    for (size_t i = 0; i < answer->n_records; i++) {
        const char *type = record_get(&answer->records[i], "type");
        const char *have = bridge->alarms_found;
        if (type[0] != '\0' && strchr(type, ',') == NULL && strlen(have) + strlen(type) < ALARMS_SIZE &&
            !alarms_have(have, type)) {
            char *more = mem_printf("%s%s%s", have, have[0] != '\0' ? "," : "", type);
            mem_free(bridge->alarms_found);
            bridge->alarms_found = more;
        }
    }
}

static void exam_report_alarms(struct engine *engine, struct bridge *bridge)
{
    const char *name = engine->settings->bridges[bridge->index].name;
    const char *before = bridge->alarms != NULL ? bridge->alarms : "";
    if (strcmp(before, bridge->alarms_found) != 0) {
        bool some = bridge->alarms_found[0] != '\0';
        engine_notice(engine, some, some ? "a bridge reports alarms" : "a bridge's alarms are over",
                      "bridge=%s alarms=%s", name, log_quote(bridge->alarms_found));
    }
    mem_free(bridge->alarms);
    bridge->alarms = bridge->alarms_found;
    bridge->alarms_found = NULL;
}

/* True: another page. */
static bool exam_page(struct bridge *bridge, const struct answer *answer)
{
    bridge->exam_offset += (uint32_t)answer->n_records;
    if (answer->n_records > 0 && bridge->exam_offset < answer->total) {
        return true;
    }
    bridge->exam_offset = 0;
    return false;
}

static enum exam_step exam_take_sets(struct engine *engine, struct bridge *bridge, const struct answer *answer)
{
    if (bridge->exam_step == EXAM_SET) {
        bool one = answer->outcome == OUTCOME_DONE && answer->n_records > 0;
        if (one || answer->outcome == OUTCOME_GONE) {
            rivals_take_set(engine, bridge->exam_set, one ? &answer->records[0] : NULL);
        } else {
            rivals_leave_set(engine, bridge->exam_set);
        }
    } else if (answer->outcome != OUTCOME_DONE) {
        return N_EXAM_STEPS;
    } else {
        rivals_take(engine, bridge, answer);
        if (exam_page(bridge, answer)) {
            return EXAM_SETS;
        }
        rivals_conclude(engine, bridge);
    }
    return rivals_unread(engine) != NULL ? EXAM_SET : N_EXAM_STEPS;
}

/* The step after this one. */
static enum exam_step exam_take(struct engine *engine, struct bridge *bridge, const struct answer *answer)
{
    bool done = answer->outcome == OUTCOME_DONE;
    bool one = done && answer->n_records > 0;
    switch (bridge->exam_step) {
    case EXAM_LOAD:
        bridge->load = one ? record_number(&answer->records[0], "mediaProcessingLoad", -1) : -1;
        return EXAM_CLUSTER;
    case EXAM_CLUSTER:
        if (one) {
            exam_take_cluster(engine, bridge, &answer->records[0]);
        }
        return EXAM_ALARMS;
    case EXAM_ALARMS:
        if (done) {
            exam_take_alarms(bridge, answer);
            if (exam_page(bridge, answer)) {
                return EXAM_ALARMS;
            }
            exam_report_alarms(engine, bridge);
        }
        bridge->exam_offset = 0;
        return bridge_choose_any(engine) == bridge->index ? EXAM_BRIDGES : N_EXAM_STEPS;
    case EXAM_BRIDGES:
        if (!done) {
            bridge->exam_offset = 0;
            return EXAM_SETS;
        }
        census_take(engine, bridge, answer);
        if (exam_page(bridge, answer)) {
            return EXAM_BRIDGES;
        }
        census_conclude(engine, bridge);
        return census_unread(engine) != NULL ? EXAM_STRANGER : EXAM_SETS;
    case EXAM_STRANGER:
        census_take_address(engine, one ? record_get(&answer->records[0], "address") : "");
        return census_unread(engine) != NULL ? EXAM_STRANGER : EXAM_SETS;
    case EXAM_SETS:
    case EXAM_SET:
        return exam_take_sets(engine, bridge, answer);
    case N_EXAM_STEPS:
        break;
    }
    return N_EXAM_STEPS;
}

void exam_answer(struct engine *engine, struct bridge *bridge, const struct answer *answer)
{
    bool heard = answer->outcome <= OUTCOME_GONE;
    enum exam_step next = heard ? exam_take(engine, bridge, answer) : N_EXAM_STEPS;
    if (next == N_EXAM_STEPS) {
        exam_end(engine, bridge);
    } else {
        bridge->exam_step = next;
    }
    exam_run(engine, bridge);
}
