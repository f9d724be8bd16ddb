/* api/metrics_meetings.c: what is measured of meetings, their people, and the spaces of the pool. */
#include "metrics.h"

static void meetings_states(struct buf *out, const struct engine_counts *counts)
{
    metric_family(out, "cospaced_meetings", "gauge", "Meetings by state.");
    for (size_t i = 0; i < N_MEETING_STATES; i++) {
        metric_sample(out, "cospaced_meetings", LABELS({"state", meeting_fsm.states[i]}), counts->meetings[i]);
    }
}

static void spaces_states(struct buf *out, const struct engine_counts *counts)
{
    metric_family(out, "cospaced_spaces", "gauge", "Spaces of the pool by state; missing are those not made yet.");
    for (size_t i = 0; i < N_SPACE_STATES; i++) {
        metric_sample(out, "cospaced_spaces", LABELS({"state", space_fsm.states[i]}), counts->spaces[i]);
    }
    metric_sample(out, "cospaced_spaces", LABELS({"state", "missing"}), counts->spaces_missing);
}

static void pool_owner(struct buf *out, const struct tenure *tenure)
{
    metric_family(out, "cospaced_pool_owner", "gauge", "1 for what is known of whose the pool is.");
    for (size_t i = 0; i < N_TENURE_STATES; i++) {
        metric_sample(out, "cospaced_pool_owner", LABELS({"state", tenure_fsm.states[i]}), tenure->state == i);
    }
}

static void pool_rivals(struct buf *out, const struct engine *engine)
{
    size_t n = 0;
    while (engine_rival_at(engine, n) != NULL) {
        n++;
    }
    metric_gauge(out, "cospaced_pool_foreign_sets",
                 "Parameter sets that are not ours and have names or addresses of the pool.", (double)n);
}

static void meetings_starts(struct buf *out, const struct counters *counters)
{
    metric_counter(out, "cospaced_meeting_starts_total", "Meetings that were started.", counters->started);
    metric_family(out, "cospaced_meeting_start_lateness_seconds", "histogram",
                  "How long after it was due, or came if it came later, a meeting's call was open.");
    metric_histogram(out, "cospaced_meeting_start_lateness_seconds", NO_LABELS, &counters->lateness);
    metric_counter(out, "cospaced_meetings_missed_total", "Meetings that were due and never started.",
                   counters->missed);
    metric_counter(out, "cospaced_meetings_blocked_total",
                   "Times that a meeting that was due, or ran, found no space or no bridge.", counters->blocked);
    metric_counter(out, "cospaced_meeting_calls_reopened_total",
                   "Calls of running meetings that were opened anew, their own being lost.", counters->reopened);
}

static void meetings_dials(struct buf *out, const struct counters *counters)
{
    metric_counter(out, "cospaced_dials_total", "People dialled.", counters->dials);
    metric_counter(out, "cospaced_dial_retries_total", "People dialled not for the first time.", counters->redials);
    metric_family(out, "cospaced_dial_results_total", "counter", "What became of dials.");
    for (size_t i = 0; i < N_DIAL_RESULTS; i++) {
        metric_sample(out, "cospaced_dial_results_total", LABELS({"result", dial_result_words[i]}),
                      (double)counters->dial_results[i]);
    }
}

static void things_found(struct buf *out, const char *name, const char *help, const uint64_t counts[N_COUNTED])
{
    metric_family(out, name, "counter", help);
    for (size_t i = 0; i < N_COUNTED; i++) {
        metric_sample(out, name, LABELS({"object", counted_words[i]}), (double)counts[i]);
    }
}

void metrics_write_meetings(struct buf *out, const struct engine *engine)
{
    const struct counters *counters = engine_counters(engine);
    struct engine_counts counts;
    engine_count(engine, &counts);
    meetings_states(out, &counts);
    spaces_states(out, &counts);
    pool_owner(out, engine_tenure(engine));
    pool_rivals(out, engine);
    meetings_starts(out, counters);
    meetings_dials(out, counters);
    things_found(out, "cospaced_adoptions_total",
                 "Calls and legs found after an unclear answer or a restart, and taken over.", counters->adopted);
    things_found(out, "cospaced_orphans_closed_total", "Calls and legs of nobody's in our spaces, closed.",
                 counters->orphans);
    metric_counter(out, "cospaced_repairs_total", "Times that a space or a profile was put right.", counters->repaired);
}
