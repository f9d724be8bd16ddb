/* timeline: the pool over the day, space by space: who uses it, what comes, and where now is. What does not run has no
 * space yet: it is drawn in the one it will get if all goes as planned, the lowest that is free then. */
#include "base/mem.h"
#include "chart.h"
#include "client.h"
#include "fields.h"
#include "text.h"
#include "verbs.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH_OF_A_PIPE = 120, WIDTH_LEAST = 24 };
static const duration_ms LOOK_BACK = 2 * HOUR_MS, LENGTH = 12 * HOUR_MS;

static const struct option_row OPTIONS[] = {
    {.name = "from", .meta = "TIME", .help = "where it begins; two hours ago, if it is not said"},
    {.name = "to", .meta = "TIME", .help = "where it ends; 12 hours later, if it is not said"},
    {.name = "for", .meta = "LENGTH", .help = "the same, as a length from --from, or from this hour"},
    {0},
};

/* One space, or a place in the line of those that find none. */
struct lane {
    json_int_t index;   /* 0: no space */
    const char *state;  /* borrowed */
    instant busy_until; /* by what has been drawn */
    struct chart_row row;
    bool used;
};

struct lanes {
    struct lane *items;
    size_t count, capacity;
    size_t n_spaces; /* those after them are no spaces */
    char **titles;   /* owned; what the rows show */
    size_t n_titles, titles_capacity;
};

static void lanes_done(struct lanes *lanes)
{
    for (size_t i = 0; i < lanes->count; i++) {
        chart_row_done(&lanes->items[i].row);
    }
    for (size_t i = 0; i < lanes->n_titles; i++) {
        mem_free(lanes->titles[i]);
    }
    mem_free(lanes->items);
    mem_free(lanes->titles);
}

static struct lane *lane_add(struct lanes *lanes, const struct chart *chart, json_int_t index, const char *state)
{
    ARRAY_GROW(lanes->items, lanes->count, lanes->capacity);
    struct lane *lane = &lanes->items[lanes->count++];
    *lane = (struct lane){.index = index, .state = state, .busy_until = INSTANT_NONE};
    chart_row_init(&lane->row, chart);
    return lane;
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strcmp(word, *words) == 0) {
            return true;
        }
    }
    return false;
}

static enum bar_look look_of(const json_t *meeting)
{
    static const char *const unsettled[] = {"waiting", "starting", "ending", NULL};
    const char *state = field_text(meeting, "state");
    return strcmp(state, "active") == 0      ? BAR_RUNNING
           : strcmp(state, "scheduled") == 0 ? BAR_COMING
           : is_one_of(state, unsettled)     ? BAR_UNSETTLED
                                             : BAR_PAST;
}

/* Of a meeting that has a space: that one. Else the lowest that is free when it starts, else one in the line. */
static struct lane *lane_of(struct lanes *lanes, const struct chart *chart, const json_t *meeting, instant start)
{
    static const char *const unusable[] = {"contested", "leaving", NULL};
    json_int_t index = field_number(json_object_get(meeting, "space"), "index");
    for (size_t i = 0; i < lanes->count; i++) {
        struct lane *lane = &lanes->items[i];
        bool fits = index > 0 ? lane->index == index : lane->busy_until <= start && !is_one_of(lane->state, unusable);
        if (fits) {
            return lane;
        }
    }
    return lane_add(lanes, chart, index, "");
}

static void meeting_draw(struct lanes *lanes, const struct chart *chart, const json_t *meeting)
{
    instant start = field_instant(meeting, "start"), end = field_instant(meeting, "end");
    instant ended = field_instant(meeting, "ended_at");
    end = ended != INSTANT_NONE ? ended : end;
    enum bar_look look = look_of(meeting);
    bool ends_now = (look == BAR_UNSETTLED && end < chart->now) || (look == BAR_PAST && end > chart->now);
    end = ends_now ? chart->now : end;
    struct lane *lane = lane_of(lanes, chart, meeting, start);
    ARRAY_GROW(lanes->titles, lanes->n_titles, lanes->titles_capacity);
    char *title = text_clean(field_text(meeting, "title"));
    lanes->titles[lanes->n_titles++] = title;
    chart_row_bar(&lane->row, start, end, title, look);
    lane->busy_until = end > lane->busy_until ? end : lane->busy_until;
    lane->used = true;
}

/* First those that have a space, so that nothing else is put there; a row's bars still come in order of start, for what
 * has a space runs now and what has none comes later, or is over. */
static void meetings_draw(struct lanes *lanes, const struct chart *chart, const json_t *list)
{
    static const char *const not_drawn[] = {"cancelled", "missed", NULL};
    for (int round = 0; round < 3; round++) {
        size_t i;
        const json_t *meeting;
        json_array_foreach(list, i, meeting) {
            bool has_space = json_is_object(json_object_get(meeting, "space"));
            bool is_past = look_of(meeting) == BAR_PAST;
            int its_round = is_past ? 0 : has_space ? 1 : 2;
            if (its_round == round && !is_one_of(field_text(meeting, "state"), not_drawn)) {
                meeting_draw(lanes, chart, meeting);
            }
        }
    }
}

/* "1-3, 7": the spaces that are used by nothing here. */
static void free_say(const struct lanes *lanes, const struct terminal *terminal)
{
    const char *before = "free all the time: ";
    for (size_t i = 0; i < lanes->n_spaces; i++) {
        size_t last = i;
        while (last + 1 < lanes->n_spaces && !lanes->items[last].used && !lanes->items[last + 1].used) {
            last++;
        }
        if (lanes->items[i].used) {
            continue;
        }
        fprintf(terminal->out, "%s%" JSON_INTEGER_FORMAT, before, lanes->items[i].index);
        if (last > i) {
            fprintf(terminal->out, "-%" JSON_INTEGER_FORMAT, lanes->items[last].index);
        }
        before = ", ";
        i = last;
    }
    fprintf(terminal->out, "%s", before[0] == ',' ? "\n" : "");
}

/* What the bars do not show: spaces out of order, meetings that never were. */
static void rest_say(const struct session *session, const struct lanes *lanes, const json_t *list)
{
    static const char *const ordinary[] = {"free", "in_use", NULL};
    const struct terminal *terminal = &session->terminal;
    free_say(lanes, terminal);
    for (size_t i = 0; i < lanes->n_spaces; i++) {
        if (!is_one_of(lanes->items[i].state, ordinary)) {
            fprintf(terminal->out, "space %" JSON_INTEGER_FORMAT ": %s\n", lanes->items[i].index,
                    lanes->items[i].state);
        }
    }
    size_t i;
    const json_t *meeting;
    json_array_foreach(list, i, meeting) {
        char text[TIME_LOCAL_SIZE];
        if (strcmp(field_text(meeting, "state"), "missed") == 0) {
            CLEAN_FREE char *title = text_clean(field_text(meeting, "title"));
            CLEAN_FREE char *reason = text_clean(field_text(meeting, "reason"));
            fprintf(terminal->out, "%smissed%s: %s %s (%s)\n", style_on(terminal, STYLE_BAD),
                    style_off(terminal, STYLE_BAD), field_said(session, meeting, "start", text), title, reason);
        }
    }
}

static void lanes_print(const struct lanes *lanes)
{
    for (size_t i = 0; i < lanes->count; i++) {
        struct lane *lane = &lanes->items[i];
        char label[32];
        snprintf(label, sizeof label, i < lanes->n_spaces ? "%" JSON_INTEGER_FORMAT : "none", lane->index);
        if (lane->used) {
            chart_row_print(&lane->row, label, i < lanes->n_spaces ? style_of(lane->state) : STYLE_BUSY);
        }
    }
}

static void timeline_draw(const struct session *session, const json_t *spaces, const json_t *meetings, instant from,
                          instant to)
{
    size_t width = session->terminal.width > 0 ? session->terminal.width : WIDTH_OF_A_PIPE;
    size_t label = strlen("none") + 1;
    width = width > WIDTH_LEAST ? width : WIDTH_LEAST;
    struct chart chart = {.terminal = &session->terminal,
                          .label = label,
                          .width = width - label,
                          .from = from,
                          .to = to,
                          .now = session->now};
    __attribute__((cleanup(lanes_done))) struct lanes lanes = {0};
    size_t i;
    const json_t *space;
    json_array_foreach(spaces, i, space) {
        lane_add(&lanes, &chart, field_number(space, "index"), field_text(space, "state"));
    }
    lanes.n_spaces = lanes.count;
    meetings_draw(&lanes, &chart, meetings);
    chart_axis_print(&chart);
    lanes_print(&lanes);
    rest_say(session, &lanes, meetings);
}

static int window_read(const struct session *session, const struct args *args, instant *ret_from, instant *ret_to)
{
    instant from = args_has(args, "for") ? session->now : session->now - LOOK_BACK;
    from -= from % HOUR_MS;
    if (args_time(session, args, "from", INSTANT_NONE, &from) != DONE) {
        return USAGE;
    }
    instant to = from + LENGTH;
    if (args_until(session, args, "to", from, &to) != DONE) {
        return USAGE;
    }
    if (to <= from) {
        return args_complain(args->verb, "--to must come after --from");
    }
    *ret_from = from;
    *ret_to = to;
    return DONE;
}

static int timeline_run(const struct session *session, const struct args *args)
{
    instant from = INSTANT_NONE, to = INSTANT_NONE;
    if (window_read(session, args, &from, &to) != DONE) {
        return USAGE;
    }
    char first[INSTANT_TEXT_SIZE], last[INSTANT_TEXT_SIZE];
    CLEAN_FREE char *target =
        mem_printf("/v1/meetings?from=%s&to=%s", instant_format(from, first), instant_format(to, last));
    CLEAN_REPLY struct client_reply meetings = {0};
    CLEAN_REPLY struct client_reply spaces = {0};
    int rc = client_list(session, target, "meetings", &meetings);
    if (rc == DONE && session->json) {
        client_print(&meetings);
        return DONE;
    }
    if (rc == DONE) {
        rc = client_list(session, "/v1/spaces", "spaces", &spaces);
    }
    if (rc == DONE) {
        timeline_draw(session, json_object_get(spaces.json, "spaces"), json_object_get(meetings.json, "meetings"), from,
                      to);
    }
    return rc;
}

const struct verb verb_timeline = {.name = "timeline",
                                   .operands = "",
                                   .summary = "the pool over the day, drawn as bars: who uses which space, what comes",
                                   .options = OPTIONS,
                                   .run = timeline_run};
