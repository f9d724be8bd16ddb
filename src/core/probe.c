/* core/probe.c: asking a bridge how it is. */
#include "base/mem.h"
#include "core/inside.h"

void probe_run(struct engine *engine, struct bridge *bridge)
{
    if (bridge->denied) {
        return;
    }
    if (bridge->next_probe > engine->now) {
        actor_wake(engine, &bridge->probe, bridge->next_probe);
        return;
    }
    agenda_send(engine, &bridge->probe, bridge->index, REQUEST_PROBE);
}

void probe_answer(struct engine *engine, struct bridge *bridge, const struct answer *answer)
{
    instant clock = INSTANT_NONE;
    if (answer->outcome == OUTCOME_DONE && answer->n_records > 0) {
        mem_replace(&bridge->version, record_get(&answer->records[0], "softwareVersion"));
        if (instant_parse(record_get(&answer->records[0], "cdrTime"), &clock) == 0) {
            bridge->skew = clock - engine->now;
        }
    }
    bridge->next_probe = engine->now + engine->settings->probe_every;
    if (!bridge->denied) {
        actor_wake(engine, &bridge->probe, bridge->next_probe);
    }
}

/* A new TLS connection costs milliseconds, and several at once delay the first answers most of all: before meetings
 * start together, as many probes as will be requests under way make the edge open its connections. */
void bridge_warm(struct engine *engine)
{
    uint32_t index = bridge_choose(engine, 0);
    for (uint32_t n = engine->soon > 1 && index != NO_BRIDGE ? engine->soon : 0; n > 0; n--) {
        if (engine->bridges[index].in_flight >= engine->settings->in_flight) {
            break;
        }
        agenda_send(engine, NULL, index, REQUEST_PROBE);
    }
    engine->soon = 0;
}
