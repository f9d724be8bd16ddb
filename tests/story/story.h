/* story/story.h: one story under way. */
#ifndef STORY_STORY_H
#define STORY_STORY_H

#include "world/world.h"

#include <stdbool.h>

enum { STORY_WORDS = 40, STORY_EVENTS = 32, STORY_PEOPLE = 8 };

/* An event of a calendar as it stands; its texts are owned. */
struct story_event {
    struct plan_event plan;
    char *texts[STORY_PEOPLE + 4];
    const char *people[STORY_PEOPLE];
};

struct story {
    struct world_options options;
    struct world world;
    bool born;
    struct story_event events[STORY_EVENTS];
    size_t n_events;
    char *refused; /* uid of an event that the next calendar brings and that is refused */
    char error[256];
};

/* Does what one line says; false with story->error. words are the line's words, words[n] is NULL. */
bool story_do(struct story *story, char **words, size_t n);
void story_be_born(struct story *story);
void story_events_clear(struct story *story);
/* Meetings with their people, spaces and bridges as they are, into the trace. */
void story_show(struct world *world);
void story_show_meetings(struct world *world);
void story_show_bridges(struct world *world);
void story_show_calendars(struct world *world);

#endif
