/* An engine that only shows what a test put into it. Included by one file of a test program; it stands in for
 * core/engine.h at link time. */
#ifndef UNIT_API_FAKE_ENGINE_H
#define UNIT_API_FAKE_ENGINE_H

#include "base/mem.h"
#include "core/engine.h"

#include <stdio.h>
#include <string.h>

enum { FAKE_MEETINGS = 1300, FAKE_SPACES = 4, FAKE_CALENDARS = 130 };

struct engine {
    struct settings settings;
    struct bridge bridges[2];
    struct counters counters;
    uint64_t edition;                       /* 0: as before its first step */
    struct meeting meetings[FAKE_MEETINGS]; /* in order of (start, id) */
    size_t n_meetings;
    struct space spaces[FAKE_SPACES]; /* in order of index */
    size_t n_spaces;
    struct calendar calendars[FAKE_CALENDARS]; /* in order of name */
    size_t n_calendars;
    struct stranger stranger;
    struct rival rival;
    const char *unready; /* NULL: ready */
};

uint64_t engine_edition(const struct engine *engine)
{
    return engine->edition;
}

const struct settings *engine_settings(const struct engine *engine)
{
    return &engine->settings;
}

const struct meeting *engine_meeting_at(const struct engine *engine, size_t position)
{
    return position < engine->n_meetings ? &engine->meetings[position] : NULL;
}

const struct meeting *engine_meeting(const struct engine *engine, const char *id)
{
    for (size_t i = 0; i < engine->n_meetings; i++) {
        if (strcmp(engine->meetings[i].id, id) == 0) {
            return &engine->meetings[i];
        }
    }
    return NULL;
}

size_t engine_meeting_seek(const struct engine *engine, instant start, const char *id)
{
    size_t at = 0;
    while (at < engine->n_meetings &&
           (engine->meetings[at].start < start ||
            (engine->meetings[at].start == start && strcmp(engine->meetings[at].id, id) < 0))) {
        at++;
    }
    return at;
}

const struct space *engine_space_at(const struct engine *engine, size_t position)
{
    return position < engine->n_spaces ? &engine->spaces[position] : NULL;
}

const struct bridge *engine_bridge(const struct engine *engine, uint32_t index)
{
    return &engine->bridges[index];
}

const struct stranger *engine_stranger_at(const struct engine *engine, size_t position)
{
    return position == 0 && engine->stranger.name != NULL ? &engine->stranger : NULL;
}

uint32_t engine_rivals_left_out(const struct engine *engine)
{
    (void)engine;
    return 0;
}

const struct rival *engine_rival_at(const struct engine *engine, size_t position)
{
    return position == 0 && engine->rival.name != NULL ? &engine->rival : NULL;
}

uint32_t engine_preferred(const struct engine *engine)
{
    (void)engine;
    return 1;
}

bool engine_preferred_by_hand(const struct engine *engine)
{
    (void)engine;
    return true;
}

const struct tenure *engine_tenure(const struct engine *engine)
{
    static const struct tenure tenure = {.state = TENURE_OURS, .installation = "1a2b3c4d"};
    (void)engine;
    return &tenure;
}

const struct calendar *engine_calendar_at(const struct engine *engine, size_t position)
{
    return position < engine->n_calendars ? &engine->calendars[position] : NULL;
}

size_t engine_calendar_duplicates(const struct engine *engine, const char *name, struct engine_duplicate *list,
                                  size_t n)
{
    (void)engine;
    (void)name;
    (void)list;
    (void)n;
    return 0;
}

size_t engine_calendar_unselected(const struct engine *engine, const char *name)
{
    (void)engine;
    (void)name;
    return 0;
}

const struct calendar *engine_calendar(const struct engine *engine, const char *name)
{
    for (size_t i = 0; i < engine->n_calendars; i++) {
        if (strcmp(engine->calendars[i].name, name) == 0) {
            return &engine->calendars[i];
        }
    }
    return NULL;
}

void engine_count(const struct engine *engine, struct engine_counts *ret_counts)
{
    *ret_counts = (struct engine_counts){.spaces_missing = 2};
    for (size_t i = 0; i < engine->n_meetings; i++) {
        ret_counts->meetings[engine->meetings[i].state]++;
    }
    for (size_t i = 0; i < engine->n_spaces; i++) {
        ret_counts->spaces[engine->spaces[i].state]++;
    }
}

const struct counters *engine_counters(const struct engine *engine)
{
    return &engine->counters;
}

bool engine_ready(const struct engine *engine, struct buf *reasons)
{
    if (engine->unready != NULL) {
        buf_append_string(reasons, engine->unready);
    }
    return engine->unready == NULL;
}

#endif
