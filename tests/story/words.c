/* words.c: the words of stories, a row each, and those for bridges, faults and hands. */
#include "words.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

void story_be_born(struct story *story)
{
    if (!story->born) {
        world_init(&story->world, &story->options);
        story->born = true;
    }
}

static bool do_bridges(struct story *story, char **words)
{
    story->options.n_bridges = word_number(words[1]);
    return true;
}

static bool do_strangers(struct story *story, char **words)
{
    story->options.n_strangers = word_number(words[1]);
    return true;
}

static bool do_pool(struct story *story, char **words)
{
    if (!story->born) {
        story->options.first = word_number(words[1]);
        story->options.last = word_number(words[2]);
        return true;
    }
    story->world.settings.pool.first = word_number(words[1]);
    story->world.settings.pool.last = word_number(words[2]);
    trace_line(&story->world, "the configuration is read again: pool %s to %s", words[1], words[2]);
    world_settings_changed(&story->world);
    return true;
}

static bool do_reload(struct story *story, char **words)
{
    (void)words;
    trace_line(&story->world, "the configuration is read again");
    world_settings_changed(&story->world);
    return true;
}

static bool do_set(struct story *story, char **words)
{
    struct settings *settings = &story->world.settings;
    story_be_born(story);
    const struct {
        const char *name;
        duration_ms *setting;
    } lengths[] = {
        {"start_grace", &settings->start_grace},
        {"failback_after", &settings->failback_after},
        {"reconcile_every", &settings->reconcile_every},
        {"critical_delay", &settings->critical_delay},
        {"slow_after", &settings->slow_after},
        {"hold_off", &settings->hold_off},
        {"hold_off_max", &settings->hold_off_max},
    };
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        if (strcmp(words[1], lengths[i].name) == 0) {
            *lengths[i].setting = word_length(words[2]);
            return true;
        }
    }
    if (strcmp(words[1], "mark") == 0) {
        settings->pool.mark = true;
        snprintf(settings->host, sizeof settings->host, "%s", words[2]);
    } else if (strcmp(words[1], "place") == 0) {
        snprintf(settings->place, sizeof settings->place, "%s", words[2]);
    } else if (strcmp(words[1], "legs_per_second") == 0) {
        settings->legs_per_second = word_number(words[2]);
    } else if (strcmp(words[1], "failback") == 0) {
        settings->failback_auto = strcmp(words[2], "auto") == 0;
    } else if (strcmp(words[1], "running") == 0) {
        settings->running = strcmp(words[2], "wait") == 0  ? RUNNING_WAIT
                            : strcmp(words[2], "end") == 0 ? RUNNING_END
                                                           : RUNNING_REDIAL;
    } else {
        return story_wrong(story, "no such setting: %s", words[1]);
    }
    return true;
}

static bool do_start(struct story *story, char **words)
{
    (void)words;
    story_be_born(story);
    world_begin(&story->world);
    return true;
}

/* Starts, and leaves the making of the pool out of the trace. */
static bool do_ready(struct story *story, char **words)
{
    do_start(story, words);
    world_run(&story->world, story->world.born + 10 * SECOND_MS);
    buf_clear(story->world.trace);
    return true;
}

static bool do_at(struct story *story, char **words)
{
    world_run(&story->world, word_time(story, words[1]));
    return true;
}

/* leg PATTERN answer|busy|ring_out|reject [after LENGTH] [drop LENGTH] [times N] */
static bool do_leg(struct story *story, char **words)
{
    static const char *const behaviours[] = {"answer", "busy", "ring_out", "reject"};
    struct sim_leg_script script = {
        .pattern = words[1], .after = 2 * SECOND_MS, .times = word_number(word_after(words, "times"))};
    for (size_t i = 0; i < sizeof behaviours / sizeof *behaviours; i++) {
        if (strcmp(words[2], behaviours[i]) == 0) {
            script.behaviour = (enum sim_leg_behaviour)i;
        }
    }
    script.after = word_after(words, "after") != NULL ? word_length(word_after(words, "after")) : script.after;
    script.drop_after = word_after(words, "drop") != NULL ? word_length(word_after(words, "drop")) : 0;
    story_be_born(story);
    sim_server_script_leg(story->world.server, &script);
    return true;
}

/* fault METHOD PATH KIND|reason WORD [status N] [retry LENGTH] [delay LENGTH] [count N] [on BRIDGE]: reason is a
 * refusal with it */
static bool do_fault(struct story *story, char **words)
{
    story_be_born(story);
    struct sim_fault fault = {.method = words[1], .path = words[2], .bridge = SIM_FAULT_ANY_BRIDGE};
    if (strcmp(words[3], "reason") == 0 && words[4] != NULL) {
        fault.kind = SIM_FAULT_STATUS;
        snprintf(story->world.refusal, sizeof story->world.refusal, "%s", words[4]);
    } else if (sim_fault_kind_parse(words[3], &fault.kind) != 0) {
        return story_wrong(story, "no such fault: %s", words[3]);
    }
    words += 4;
    fault.status = fault.kind == SIM_FAULT_STATUS && strcmp(words[-1], "reason") == 0
                       ? 400
                       : (int)word_number(word_after(words, "status"));
    fault.delay = word_after(words, "delay") != NULL ? word_length(word_after(words, "delay")) : 0;
    fault.retry_after = word_after(words, "retry") != NULL ? word_length(word_after(words, "retry")) : 0;
    fault.count = word_number(word_after(words, "count"));
    fault.bridge =
        word_after(words, "on") != NULL ? (int32_t)word_bridge(story, word_after(words, "on")) : SIM_FAULT_ANY_BRIDGE;
    struct err err = {0};
    return sim_faults_add(story->world.faults, &fault, &err) == 0 || story_wrong(story, "%s", err.message);
}

static bool do_heal(struct story *story, char **words)
{
    (void)words;
    sim_faults_clear(story->world.faults);
    trace_line(&story->world, "the faults are over");
    return true;
}

/* instead OLD NEW: in the next answer that has it */
static bool do_instead(struct story *story, char **words)
{
    story_be_born(story);
    for (size_t i = 0; i < 2; i++) {
        snprintf(story->world.instead[i], sizeof story->world.instead[i], "%s", words[i + 1]);
    }
    return true;
}

/* late REQUEST: the next of this kind is acted upon after the service has given up on it. */
static bool do_late(struct story *story, char **words)
{
    story->world.late_once = true;
    story->world.late_kind = word_kind(words[1]);
    return true;
}

static bool do_stop(struct story *story, char **words)
{
    story_be_born(story);
    world_stop_bridge(&story->world, word_bridge(story, words[1]), words[2] != NULL);
    return true;
}

static bool do_restart(struct story *story, char **words)
{
    world_restart_bridge(&story->world, word_bridge(story, words[1]));
    return true;
}

/* cut BRIDGE [silently]: from the service; its calls live on. join BRIDGE: it can be reached again. */
static bool do_cut(struct story *story, char **words)
{
    story_be_born(story);
    world_cut_bridge(&story->world, word_bridge(story, words[1]), words[2] != NULL);
    return true;
}

static bool do_join(struct story *story, char **words)
{
    world_join_bridge(&story->world, word_bridge(story, words[1]));
    return true;
}

/* crash before_commit|before_send|after_send [on REQUEST] [for LENGTH]: in the next turn that fits */
static bool do_crash(struct story *story, char **words)
{
    struct world *world = &story->world;
    story_be_born(story);
    world->crash = strcmp(words[1], "before_commit") == 0 ? WORLD_DIES_BEFORE_COMMIT
                   : strcmp(words[1], "before_send") == 0 ? WORLD_DIES_BEFORE_SEND
                                                          : WORLD_DIES_AFTER_SEND;
    world->crash_on_kind = word_after(words, "on") != NULL;
    world->crash_kind = world->crash_on_kind ? word_kind(word_after(words, "on")) : 0;
    world->crash_down = word_after(words, "for") != NULL ? word_length(word_after(words, "for")) : 5 * SECOND_MS;
    return true;
}

static bool do_backup(struct story *story, char **words)
{
    (void)words;
    world_backup(&story->world);
    return true;
}

/* put_back LENGTH: the service dies, and begins again so long after with the backup */
static bool do_put_back(struct story *story, char **words)
{
    world_put_back(&story->world, word_length(words[1]));
    return true;
}

static bool do_lose(struct story *story, char **words)
{
    world_lose_store(&story->world, word_length(words[1]));
    return true;
}

static bool do_clock(struct story *story, char **words)
{
    world_jump(&story->world, word_length(words[1]));
    return true;
}

/* sleep LENGTH: the machine */
static bool do_sleep(struct story *story, char **words)
{
    world_sleep(&story->world, word_length(words[1]));
    return true;
}

/* hand do METHOD PATH NAME [BODY]: NAME is one of the trace, the last segment */
static bool hand_do(struct story *story, char **words)
{
    struct world *world = &story->world;
    const char *body = words[5] != NULL ? words[5] : "";
    CLEAN_FREE char *path =
        mem_printf("/api/v1/%s%s%s", words[3], words[4][0] != '\0' ? "/" : "", word_id(story, words[4]));
    trace_line(world, "(by hand: %s %s%s%s)", words[2], &path[7], body[0] != '\0' ? " " : "", body);
    return world_hand(world, 0, words[2], path, body) != NULL || story_wrong(story, "refused");
}

/* hand rename|readdress|open|delete|call|close|foreign|guest|do … */
static bool do_hand(struct story *story, char **words)
{
    struct world *world = &story->world;
    uint32_t space = word_number(words[2]);
    story_be_born(story);
    if (strcmp(words[1], "do") == 0 && words[3] != NULL && words[4] != NULL) {
        return hand_do(story, words);
    } else if (strcmp(words[1], "rename") == 0) {
        return world_hand_rename(world, space, words[3]) || story_wrong(story, "refused");
    } else if (strcmp(words[1], "readdress") == 0) {
        return world_hand_readdress(world, space, words[3]) || story_wrong(story, "refused");
    } else if (strcmp(words[1], "open") == 0) {
        return world_hand_open(world, space) || story_wrong(story, "refused");
    } else if (strcmp(words[1], "delete") == 0) {
        return world_hand_delete(world, space) || story_wrong(story, "refused");
    } else if (strcmp(words[1], "call") == 0) {
        return world_hand_call(world, space, word_bridge(story, words[3])) || story_wrong(story, "refused");
    } else if (strcmp(words[1], "close") == 0) {
        return world_hand_close_call(world, space) || story_wrong(story, "refused");
    } else if (strcmp(words[1], "guest") == 0) {
        return (words[4] != NULL ? world_hand_guest_at(world, space, word_bridge(story, words[4]), words[3])
                                 : world_hand_guest(world, space, words[3])) ||
               story_wrong(story, "refused");
    } else if (strcmp(words[1], "mark") == 0) {
        return world_hand_mark(world, space, words[3] != NULL ? words[3] : "", words[4]) ||
               story_wrong(story, "refused");
    } else if (strcmp(words[1], "resync") == 0) {
        return world_hand_resync(world, space) || story_wrong(story, "refused");
    } else if (strcmp(words[1], "foreign") == 0) {
        world_hand_foreign(world, words[2]);
        return true;
    }
    return story_wrong(story, "no such thing by hand: %s", words[1]);
}

static bool do_sizes(struct story *story, char **words)
{
    (void)words;
    story_be_born(story);
    story->world.trace_sizes = true;
    return true;
}

static bool do_show(struct story *story, char **words)
{
    (void)words;
    story_show(&story->world);
    return true;
}

/* meetings: those alone. */
static bool do_health(struct story *story, char **words)
{
    (void)words;
    story_show_bridges(&story->world);
    return true;
}

static bool do_meetings(struct story *story, char **words)
{
    (void)words;
    story_show_meetings(&story->world);
    return true;
}

/* calendars: what they have, and what of it others have. */
static bool do_calendars(struct story *story, char **words)
{
    (void)words;
    story_show_calendars(&story->world);
    return true;
}

/* endpoint ADDRESS DIAL */
static bool do_endpoint(struct story *story, char **words)
{
    struct settings *settings = &story->world.settings;
    story_be_born(story);
    settings->endpoints = mem_realloc(settings->endpoints, settings->n_endpoints + 1, sizeof *settings->endpoints);
    settings->endpoints[settings->n_endpoints++] =
        (struct setting_endpoint){mem_strdup(words[1]), mem_strdup(words[2])};
    return true;
}

/* calendar NAME all|endpoint|match: one more in the configuration. */
static bool do_calendar(struct story *story, char **words)
{
    struct settings *settings = &story->world.settings;
    story_be_born(story);
    enum calendar_select select = strcmp(words[2], "endpoint") == 0 ? SELECT_ENDPOINT
                                  : strcmp(words[2], "match") == 0  ? SELECT_MATCH
                                                                    : SELECT_ALL;
    settings->calendars = mem_realloc(settings->calendars, settings->n_calendars + 1, sizeof *settings->calendars);
    settings->calendars[settings->n_calendars++] =
        (struct setting_calendar){.name = mem_strdup(words[1]), .select = select};
    return true;
}

/* Nothing is running, nothing is left behind. */
static bool do_idle(struct story *story, char **words)
{
    (void)words;
    truth_check_idle(&story->world);
    return true;
}

/* clang-format off */
static const struct {
    const char *word;
    size_t n; /* words at least, this one too */
    bool (*run)(struct story *story, char **words);
} table[] = {
    {"bridges", 2, do_bridges},
    {"strangers", 2, do_strangers},
    {"pool", 3, do_pool},
    {"reload", 1, do_reload},
    {"set", 3, do_set},
    {"start", 1, do_start},
    {"ready", 1, do_ready},
    {"at", 2, do_at},
    {"book", 6, do_book},
    {"change", 4, do_change},
    {"extend", 3, do_extend},
    {"cancel", 2, do_cancel},
    {"end", 2, do_end},
    {"add", 3, do_add},
    {"remove", 3, do_remove},
    {"prefer", 2, do_prefer},
    {"drain", 2, do_drain},
    {"resume", 2, do_resume},
    {"restore", 2, do_restore},
    {"claim", 1, do_claim},
    {"event", 7, do_event},
    {"forget", 2, do_forget},
    {"refuse", 2, do_refuse},
    {"snapshot", 2, do_snapshot},
    {"message", 3, do_message},
    {"sync_failed", 3, do_sync_failed},
    {"leg", 3, do_leg},
    {"fault", 4, do_fault},
    {"heal", 1, do_heal},
    {"late", 2, do_late},
    {"instead", 3, do_instead},
    {"stop", 2, do_stop},
    {"restart", 2, do_restart},
    {"cut", 2, do_cut},
    {"join", 2, do_join},
    {"crash", 2, do_crash},
    {"backup", 1, do_backup},
    {"put_back", 2, do_put_back},
    {"lose", 2, do_lose},
    {"clock", 2, do_clock},
    {"sleep", 2, do_sleep},
    {"hand", 3, do_hand},
    {"show", 1, do_show},
    {"health", 1, do_health},
    {"meetings", 1, do_meetings},
    {"calendars", 1, do_calendars},
    {"endpoint", 3, do_endpoint},
    {"calendar", 3, do_calendar},
    {"sizes", 1, do_sizes},
    {"idle", 1, do_idle},
};
/* clang-format on */

bool story_do(struct story *story, char **words, size_t n)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (strcmp(table[i].word, words[0]) == 0) {
            return n >= table[i].n ? table[i].run(story, words) : story_wrong(story, "too few words");
        }
    }
    return story_wrong(story, "no such word");
}
