/* selection.h: which events a calendar is about (struct calendar_selection). Private to the reader. */
#ifndef CALENDAR_SELECTION_H
#define CALENDAR_SELECTION_H

#include "line.h"

#include "calendar/job.h"

/* Whether a property of that name is looked into. CONFERENCE stands for what other systems write instead of it, too. */
bool selection_names(const struct calendar_selection *selection, const char *name);
/* Whether one of the words stands in the text, whatever the case of the letters (ASCII, Latin, Greek, Cyrillic). */
bool selection_matches(const struct calendar_selection *selection, const char *text);

#endif
