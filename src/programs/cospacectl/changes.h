/* changes.h: what is different between two looks at an object, in lines for a person. */
#ifndef COSPACECTL_CHANGES_H
#define COSPACECTL_CHANGES_H

#include <jansson.h>
#include <stdbool.h>

typedef void changes_line(void *ctx, const char *line);

/* before: NULL if it was not there. One line for each thing that changed; clean text. */
void changes_of_meeting(const json_t *before, const json_t *now, changes_line *print, void *ctx);
void changes_of_bridge(const json_t *before, const json_t *now, changes_line *print, void *ctx);
/* waiting, starting, active or ending. */
bool changes_is_running(const json_t *meeting);

#endif
