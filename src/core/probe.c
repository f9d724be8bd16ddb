/* core/probe.c: asking a bridge how it is: whether it answers, how fast, and what its clock shows. */
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

static void probe_compare_clocks(struct engine *engine, struct bridge *bridge, instant clock)
{
    duration_ms limit = engine->settings->clock_skew;
    bridge->skew = clock - engine->now;
    leap_compare(engine, bridge);
    bool off = limit > 0 && (bridge->skew > limit || bridge->skew < -limit);
    if (off != bridge->clock_off) {
        bridge->clock_off = off;
        engine_notice(engine, off, off ? "a bridge's clock is far from ours" : "a bridge's clock is right again",
                      "bridge=%s skew_ms=%lld%s%s%s", engine->settings->bridges[bridge->index].name,
                      (long long)bridge->skew, off ? " advice=\"" : "", off ? reason_table[REASON_CLOCK].advice : "",
                      off ? "\"" : "");
    }
}

void probe_heard(struct engine *engine, struct bridge *bridge, const struct answer *answer, duration_ms took)
{
    duration_ms slow = engine->settings->slow_after;
    instant clock = INSTANT_NONE;
    if (answer->outcome <= OUTCOME_GONE) {
        bridge->took = took;
        bridge->slow = slow > 0 && took > slow;
    }
    if (answer->outcome == OUTCOME_DONE && answer->n_records > 0) {
        mem_replace(&bridge->version, record_get(&answer->records[0], "softwareVersion"));
        if (instant_parse(record_get(&answer->records[0], "cdrTime"), &clock) == 0) {
            probe_compare_clocks(engine, bridge, clock);
        }
    }
}

void probe_answer(struct engine *engine, struct bridge *bridge)
{
    drain_review(engine, bridge);
    bridge->next_probe = engine->now + leap_probe_every(engine);
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
