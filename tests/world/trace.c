/* trace.c: what happened, a line each: when, to whom, what; ids replaced by names that read. */
#include "transit.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool is_guid(const char *text)
{
    for (size_t i = 0; i < GUID_SIZE - 1; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : isxdigit((unsigned char)text[i]) == 0) {
            return false;
        }
    }
    return true;
}

void trace_name(struct world *world, const char *id, const char *name)
{
    if (world->trace != NULL && map_get(&world->names, id) == NULL) {
        map_set(&world->names, id, mem_strdup(name));
    }
}

/* The name of an id that has none yet: its kind and a number. */
static void name_next(struct world *world, const char *id, char kind)
{
    char name[16];
    if (world->trace == NULL || id[0] == '\0' || map_get(&world->names, id) != NULL) {
        return;
    }
    snprintf(name, sizeof name, "%c%u", kind, ++world->n_names[(unsigned char)kind]);
    trace_name(world, id, name);
}

static void name_engine(struct world *world)
{
    const struct space *space = NULL;
    for (size_t i = 0; (space = engine_space_at(world->engine, i)) != NULL; i++) {
        char name[16];
        snprintf(name, sizeof name, "S%u", space->index);
        trace_name(world, space->id, name);
    }
    const struct meeting *meeting = NULL;
    for (size_t i = 0; (meeting = engine_meeting_at(world->engine, i)) != NULL; i++) {
        name_next(world, meeting->id, 'M');
        name_next(world, meeting_call_id(meeting), 'C');
        for (const struct participant *p = meeting->participants; p != NULL; p = p->next) {
            name_next(world, p->id, 'P');
            name_next(world, p->call_leg, 'L');
        }
    }
}

char *trace_names(struct world *world, const char *text)
{
    struct buf out;
    buf_init(&out, (size_t)1 << 20);
    for (const char *at = text; *at != '\0';) {
        if (!is_guid(at)) {
            buf_append_char(&out, *at++);
            continue;
        }
        char id[GUID_SIZE];
        snprintf(id, sizeof id, "%.36s", at);
        name_next(world, id, 'X');
        buf_append_string(&out, map_get(&world->names, id));
        at += GUID_SIZE - 1;
    }
    return buf_take(&out);
}

void trace_line(struct world *world, const char *format, ...)
{
    if (world->trace == NULL) {
        return;
    }
    CLEAN_BUF struct buf line;
    buf_init(&line, (size_t)1 << 20);
    va_list args;
    va_start(args, format);
    buf_vprintf(&line, format, args);
    va_end(args);
    CLEAN_FREE char *text = trace_names(world, buf_string(&line));
    duration_ms at = world->now - world->born;
    buf_printf(world->trace, "%02lld:%02lld:%02lld.%03lld %s\n", (long long)(at / HOUR_MS),
               (long long)(at / MINUTE_MS % 60), (long long)(at / SECOND_MS % 60), (long long)(at % 1000), text);
}

bool transit_is_quiet(const struct transit *transit)
{
    switch (transit->request.kind) {
    case REQUEST_PROBE:
    case REQUEST_READ_LOAD:
    case REQUEST_READ_CLUSTER:
    case REQUEST_LIST_ALARMS:
    case REQUEST_LIST_BRIDGES:
    case REQUEST_READ_BRIDGE:
    case REQUEST_READ_CALL_PROFILE:
    case REQUEST_READ_CALL_LEG_PROFILE:
    case REQUEST_READ_SPACE:
    case REQUEST_READ_CALL:
    case REQUEST_READ_LEG:
    case REQUEST_READ_SYNC:
    case REQUEST_LIST_SETS:
    case REQUEST_READ_SET:
        return true;
    case REQUEST_LIST_CALLS:
        return transit->request.id[0] == '\0';
    default:
        return false;
    }
}

static const char *short_path(const struct transit *transit)
{
    const char *path = buf_string(&transit->message.path);
    return strncmp(path, "/api/v1", 7) == 0 ? path + 7 : path;
}

void trace_sent(struct world *world, const struct transit *transit)
{
    if (world->trace == NULL || transit_is_quiet(transit)) {
        return;
    }
    bool body = transit->message.body.len > 0;
    bool mark = transit->request.kind == REQUEST_MARK_SPACE; /* made of chance and of the time */
    char size[32] = "";
    if (world->trace_sizes && body) {
        snprintf(size, sizeof size, " (%zu bytes)", transit->message.body.len);
    }
    trace_line(world, "> %s %s %s%s%s%s", world->settings.bridges[transit->request.bridge].name,
               transit->message.method, short_path(transit), body ? " " : "",
               mark ? "cdrTag=(its mark)" : buf_string(&transit->message.body), size);
}

static char kind_letter(enum request_kind kind)
{
    switch (kind) {
    case REQUEST_OPEN_CALL:
        return 'C';
    case REQUEST_DIAL:
        return 'L';
    default:
        return 'X';
    }
}

/* One more failed look at a bridge that is known to be down. */
static bool is_known(const struct world *world, const struct transit *transit)
{
    return transit->reply.fate != CMS_ANSWERED && transit_is_quiet(transit) && world->engine != NULL &&
           engine_bridge(world->engine, transit->request.bridge)->state == BRIDGE_DOWN;
}

void trace_answered(struct world *world, const struct transit *transit)
{
    const struct cms_reply *reply = &transit->reply;
    if (world->trace == NULL || is_known(world, transit) ||
        (transit_is_quiet(transit) && reply->fate == CMS_ANSWERED && reply->status == 200 && reply->body_len > 0 &&
         reply->body[0] == '<' && reply->body[1] != 'h')) {
        return;
    }
    const char *name = world->settings.bridges[transit->request.bridge].name;
    if (reply->fate != CMS_ANSWERED) {
        trace_line(world, "< %s %s %s: %s", name, transit->message.method, short_path(transit), reply->reason);
        return;
    }
    if (reply->location != NULL) {
        const char *id = strrchr(reply->location, '/') + 1;
        name_next(world, id, kind_letter(transit->request.kind));
        trace_line(world, "< %s %d %s", name, reply->status, id);
    } else if (reply->status != 200 || (reply->body_len > 0 && reply->body[1] == 'h')) {
        const char *body = strncmp(reply->body, "<?xml", 5) == 0 ? strchr(reply->body, '>') + 1 : reply->body;
        trace_line(world, "< %s %s %s: %d%s%.*s", name, transit->message.method, short_path(transit), reply->status,
                   reply->body_len > 0 ? " " : "", (int)strcspn(body, "\n"), body);
    }
}

/* Says how something stands, if that is not what was said of it last. */
static void show(struct world *world, const char *id, struct buf *line)
{
    char *old = map_get(&world->shown, id);
    if (old == NULL || strcmp(old, buf_string(line)) != 0) {
        trace_line(world, "* %s", buf_string(line));
        mem_free(map_set(&world->shown, id, mem_strdup(buf_string(line))));
    }
    buf_clear(line);
}

static void show_meeting(struct world *world, const struct meeting *meeting, struct buf *line)
{
    buf_printf(line, "%s %s", meeting->id, meeting_fsm.states[meeting->state]);
    if (meeting_space(meeting) != NULL) {
        buf_printf(line, ", space %u", meeting_space(meeting)->index);
    }
    if (meeting->call_state == CALL_OPEN) {
        buf_printf(line, ", call %s on %s", meeting_call_id(meeting),
                   world->settings.bridges[meeting->call_bridge].name);
    }
    if (meeting_reason(meeting) != NULL) {
        buf_printf(line, ": %s", meeting_reason(meeting));
    }
    show(world, meeting->id, line);
    for (const struct participant *p = meeting->participants; p != NULL; p = p->next) {
        buf_printf(line, "%s %s %s", p->id, p->address, participant_fsm.states[p->state]);
        if (p->attempts > 1) {
            buf_printf(line, ", attempt %u", p->attempts);
        }
        buf_printf(line, "%s%s%s", p->removing ? ", to be removed" : "", p->reason != NULL ? ": " : "",
                   p->reason != NULL ? p->reason : "");
        show(world, p->id, line);
    }
}

static void show_changes(struct world *world)
{
    CLEAN_BUF struct buf line;
    buf_init(&line, 1 << 16);
    for (uint32_t b = 0; b < world->settings.n_bridges; b++) {
        const char *name = world->settings.bridges[b].name;
        const struct bridge *bridge = engine_bridge(world->engine, b);
        buf_printf(&line, "%s %s%s%s", name, bridge_fsm.states[bridge->state],
                   engine_preferred(world->engine) == b ? ", preferred" : "",
                   bridge->drained != INSTANT_NONE ? ", drained" : "");
        if (bridge->state == BRIDGE_DEGRADED && bridge->cause != REASON_BUSY) {
            buf_printf(&line, ": %s", reason_table[bridge->cause].word);
        }
        show(world, name, &line);
    }
    const struct meeting *meeting = NULL;
    for (size_t i = 0; (meeting = engine_meeting_at(world->engine, i)) != NULL; i++) {
        show_meeting(world, meeting, &line);
    }
    const struct space *space = NULL;
    for (size_t i = 0; (space = engine_space_at(world->engine, i)) != NULL; i++) {
        buf_printf(&line, "space %u %s%s", space->index, space_fsm.states[space->state],
                   space->retired ? ", to be deleted" : "");
        show(world, space->id, &line);
    }
}

/* The log's lines about states are left to show_changes: it sees the same, in fewer words. */
static bool is_of_states(const struct notice *notice)
{
    size_t len = strlen(notice->message);
    return len > 8 && strcmp(notice->message + len - 8, " changed") == 0;
}

void trace_effects(struct world *world)
{
    if (world->trace == NULL) {
        return;
    }
    name_engine(world);
    for (size_t i = 0; i < world->effects.n_notices; i++) {
        const struct notice *notice = &world->effects.notices[i];
        if (!is_of_states(notice)) {
            trace_line(world, "%c %s: %s", notice->warning ? '!' : '-', notice->message, notice->details);
        }
    }
    show_changes(world);
}
