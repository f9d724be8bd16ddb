/* held.h: facts that wait for their turn. They own what they say, since whoever brought them has gone on. */
#ifndef COSPACED_HELD_H
#define COSPACED_HELD_H

#include "cms/cms.h"
#include "core/fact.h"

struct held {
    enum fact_kind kind;
    struct cms_answer *answer; /* ANSWER */
    struct command command;    /* COMMAND; points into those below */
    char *texts;
    struct person *people;
    const char **gone;
    struct calendar_content content; /* of a calendar command */
    const struct settings *settings; /* SETTINGS: borrowed */
};

/* In the order in which they came. */
struct held_list {
    struct held *items;
    size_t count, capacity;
};

struct held *held_add(struct held_list *list, enum fact_kind kind); /* zeroed; borrowed until the next call */
/* Copies all of the command but its content, which is taken (emptied) if there is any. */
void held_set_command(struct held *held, const struct command *command, struct calendar_content *take_content);
void held_list_done(struct held_list *list);

#endif
