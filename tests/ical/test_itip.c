/* Sequences of messages through the real reader into an engine with a store: after each of them the meetings are those
 * that the scenario states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

#include "calendar/job.h"
#include "store/store.h"

#include <ctype.h>
#include <glob.h>
#include <string.h>
#include <strings.h>

static const char folder[] = ICAL_DIR "/itip";

/* Scenarios that need more than who the messages say they are from. */
static const struct {
    const char *name;
    bool mail, trusted; /* fit for the channel */
} exceptions[] = {
    {"25-", false, true}, /* the new organizer is authenticated: RFC 5546 3.2.2.4 */
    {"41-", true, false}, /* a stranger, by mail: RFC 5546 6.1.1 */
};

struct desk {
    struct settings settings;
    struct engine *engine;
    struct store *store;
    struct effects effects;
    struct window window;
    instant now;
    bool mail; /* each message comes from whoever it is the business of */
};

static instant json_instant(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    instant at = INSTANT_NONE;
    if (text != NULL) {
        CLEAN_FREE char *whole = strlen(text) == 10 ? mem_printf("%sT00:00:00Z", text) : mem_strdup(text);
        assert_int_equal(instant_parse(whole, &at), 0);
    }
    return at;
}

static void desk_reread(struct desk *desk, const struct reread *reread);

/* Like a turn of the service: committed, then what the engine wants read again is read. */
static void desk_fact(struct desk *desk, const struct fact *fact)
{
    struct err err = {0};
    engine_step(desk->engine, ++desk->now, fact, &desk->effects);
    if (engine_check(desk->engine, &err) != 0 ||
        store_commit(desk->store, &desk->settings, &desk->effects, &err) != 0) {
        fail_msg("%s", err.message);
    }
    size_t n = desk->effects.n_rereads;
    struct reread *rereads = mem_calloc(n + 1, sizeof *rereads);
    for (size_t i = 0; i < n; i++) {
        rereads[i] = desk->effects.rereads[i];
    }
    effects_clear(&desk->effects);
    for (size_t i = 0; i < n; i++) {
        desk_reread(desk, &rereads[i]);
    }
    mem_free(rereads);
}

static void desk_read(const struct desk *desk, const char *text, size_t len, struct calendar_content *ret_content)
{
    struct calendar_job_options options = {
        .program = BIN_DIR "/cospaced-calendar", .window = desk->window, .default_zone = "UTC"};
    struct err err = {0};
    if (calendar_read(&options, text, len, ret_content, &err) != 0) {
        fail_msg("%s", err.message);
    }
}

static void desk_reread(struct desk *desk, const struct reread *reread)
{
    struct calendar_content content;
    struct buf text CLEAN_BUF;
    struct err err = {0};
    buf_init(&text, 1 << 20);
    const char *calendar = reread->booking->calendar->name;
    assert_int_equal(store_read_booking(desk->store, calendar, reread->booking->uid, &text, &err), 0);
    desk_read(desk, text.data, text.len, &content);
    struct command command = {.kind = COMMAND_REREAD,
                              .calendar = calendar,
                              .uid = reread->booking->uid,
                              .number = reread->number,
                              .content = &content};
    desk_fact(desk, &(struct fact){.kind = FACT_COMMAND, .command = &command});
    calendar_content_done(&content);
}

static void desk_init(struct desk *desk, const json_t *scenario, bool mail)
{
    const json_t *window = json_object_get(scenario, "window");
    *desk = (struct desk){.mail = mail,
                          .settings = {.n_bridges = 1,
                                       .pool = {.first = 1, .last = 2},
                                       .start_grace = 10 * MINUTE_MS,
                                       .keep = 30 * DAY_MS,
                                       .probe_every = 5 * SECOND_MS,
                                       .down_after = 3,
                                       .in_flight = 8,
                                       .legs_per_second = 20,
                                       .reconcile_every = MINUTE_MS}};
    desk->window = (struct window){json_instant(window, "start"), json_instant(window, "end")};
    desk->now = desk->window.from;
    desk->settings.horizon = desk->window.to - desk->window.from;
    desk->settings.bridges[0] = (struct setting_bridge){mem_strdup("core1"), mem_strdup("https://core1")};
    desk->settings.pool.name = mem_strdup("space_$index$");
    desk->settings.pool.uri = mem_strdup("$index$");
    desk->settings.pool.call_id = mem_strdup("$index$");
    desk->settings.pool.domain = mem_strdup("");
    uint8_t seed[RANDOM_SEED_SIZE] = {1};
    struct err err = {0};
    desk->engine = engine_new(&desk->settings, seed);
    assert_int_equal(store_open(":memory:", &desk->store, &err), 0);
    effects_init(&desk->effects);
    desk_fact(desk, &(struct fact){.kind = FACT_STARTED});
}

static void desk_done(struct desk *desk)
{
    effects_done(&desk->effects);
    engine_free(desk->engine);
    store_close(desk->store);
    settings_done(&desk->settings);
}

static void desk_take(struct desk *desk, const char *path, bool snapshot)
{
    struct calendar_content content;
    size_t len = 0;
    CLEAN_FREE char *text = ical_file(path, &len);
    desk_read(desk, text, len, &content);
    if (desk->mail && !snapshot && content.n_events > 0) {
        const struct event *first = &content.events[0];
        bool replies = content.method >= METHOD_REPLY;
        content.sender = mem_strdup(replies && first->n_attendees > 0 ? first->attendees[0].address : first->organizer);
    }
    struct command command = {
        .kind = snapshot ? COMMAND_SNAPSHOT : COMMAND_MESSAGE, .token = 1, .calendar = "mail", .content = &content};
    desk_fact(desk, &(struct fact){.kind = FACT_COMMAND, .command = &command});
    calendar_content_done(&content);
}

static int names_compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *names_join(const char **names, size_t n)
{
    struct buf text CLEAN_BUF;
    buf_init(&text, 1 << 16);
    if (n > 0) {
        qsort(names, n, sizeof *names, names_compare);
    }
    for (size_t i = 0; i < n; i++) {
        buf_printf(&text, " %s", names[i]);
    }
    buf_append(&text, "", 1);
    for (char *at = text.data; *at != '\0'; at++) {
        *at = (char)tolower((unsigned char)*at);
    }
    return mem_strdup(text.data);
}

static char *line_of(const char *uid, const instant times[3], const char *title, const char *people)
{
    return mem_printf("%s of %lld: %lld to %lld \"%s\" with%s", uid,
                      (long long)(times[0] == INSTANT_NONE ? 0 : times[0] / SECOND_MS),
                      (long long)(times[1] / SECOND_MS), (long long)(times[2] / SECOND_MS), title, people);
}

static char *line_expected(const json_t *meeting)
{
    const instant times[3] = {json_instant(meeting, "recurrence_id"), json_instant(meeting, "start"),
                              json_instant(meeting, "end")};
    const json_t *attendees = json_object_get(meeting, "attendees");
    const char *names[64];
    size_t n = 0;
    for (; n < json_array_size(attendees) && n < 64; n++) {
        names[n] = json_string_value(json_array_get(attendees, n));
    }
    CLEAN_FREE char *people = names_join(names, n);
    return line_of(ical_text(meeting, "uid"), times, ical_text(meeting, "summary"), people);
}

static char *line_made(const struct engine *engine, const struct meeting *meeting)
{
    const instant times[3] = {meeting->recurrence_id, meeting->start, meeting->end};
    const char *names[64];
    size_t n = 0;
    struct participant *owned = NULL;
    for (const struct participant *p = engine_people(engine, meeting, &owned); p != NULL && n < 64; p = p->next) {
        names[n] = p->address;
        n += !p->removing;
    }
    CLEAN_FREE char *people = names_join(names, n);
    participants_free(owned);
    return line_of(meeting_uid(meeting), times, meeting_title(meeting), people);
}

static void lines_free(char **lines, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mem_free(lines[i]);
    }
    mem_free(lines);
}

/* Says what differs; false if anything does. */
static bool desk_compare(const struct desk *desk, const json_t *step, const char *name)
{
    const json_t *expected = json_object_get(step, "meetings");
    size_t n = json_array_size(expected), made = 0, capacity = 0;
    char **want = mem_calloc(n + 1, sizeof *want), **have = NULL;
    for (size_t i = 0; i < n; i++) {
        want[i] = line_expected(json_array_get(expected, i));
    }
    const struct meeting *meeting = NULL;
    for (size_t i = 0; (meeting = engine_meeting_at(desk->engine, i)) != NULL; i++) {
        if (!meeting_is_final(meeting)) {
            ARRAY_GROW(have, made, capacity);
            have[made++] = line_made(desk->engine, meeting);
        }
    }
    qsort(want, n, sizeof *want, names_compare);
    if (made > 0) {
        qsort(have, made, sizeof *have, names_compare);
    }
    bool same = true;
    for (size_t w = 0, h = 0; w < n || h < made;) {
        int order = w == n ? 1 : h == made ? -1 : strcmp(want[w], have[h]);
        if (order != 0) {
            printf("%s %s: %s %s\n", name, ical_text(step, "file"), order < 0 ? "lacks" : "has too much",
                   order < 0 ? want[w] : have[h]);
        }
        same = same && order == 0;
        w += order <= 0;
        h += order >= 0;
    }
    lines_free(want, n);
    lines_free(have, made);
    return same;
}

static bool is_subscription(const json_t *scenario)
{
    const json_t *tags = json_object_get(scenario, "tags");
    for (size_t i = 0; i < json_array_size(tags); i++) {
        if (strcmp(json_string_value(json_array_get(tags, i)), "subscription") == 0) {
            return true;
        }
    }
    return false;
}

static bool scenario_fits(const char *name, bool mail)
{
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++) {
        if (strncmp(name, exceptions[i].name, strlen(exceptions[i].name)) == 0) {
            return mail ? exceptions[i].mail : exceptions[i].trusted;
        }
    }
    return true;
}

static bool scenario_play(const char *path, bool mail)
{
    CLEAN_FREE char *file = mem_printf("%s/scenario.json", path);
    json_t *scenario = json_load_file(file, 0, NULL);
    assert_non_null(scenario);
    const char *name = strrchr(path, '/') + 1;
    bool good = true;
    if (scenario_fits(name, mail)) {
        struct desk desk;
        desk_init(&desk, scenario, mail);
        const json_t *steps = json_object_get(scenario, "steps");
        for (size_t i = 0; i < json_array_size(steps); i++) {
            const json_t *step = json_array_get(steps, i);
            CLEAN_FREE char *message = mem_printf("%s/%s", path, ical_text(step, "file"));
            desk_take(&desk, message, is_subscription(scenario));
            good = desk_compare(&desk, step, name) && good;
        }
        desk_done(&desk);
    }
    json_decref(scenario);
    return good;
}

static void play_all(bool mail)
{
    glob_t found;
    size_t wrong = 0;
    CLEAN_FREE char *pattern = mem_printf("%s/*-*", folder);
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        wrong += !scenario_play(found.gl_pathv[i], mail);
    }
    printf("%zu scenarios, %zu of them wrong\n", found.gl_pathc, wrong);
    globfree(&found);
    assert_int_equal(wrong, 0);
}

static void by_mail(void **state)
{
    (void)state;
    play_all(true);
}

static void by_a_trusted_channel(void **state)
{
    (void)state;
    play_all(false);
}

int main(void)
{
    ical_need(folder);
    const struct CMUnitTest tests[] = {cmocka_unit_test(by_mail), cmocka_unit_test(by_a_trusted_channel)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
