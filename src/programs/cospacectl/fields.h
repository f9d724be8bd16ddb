/* fields.h: members of the API's objects as text for a person. */
#ifndef COSPACECTL_FIELDS_H
#define COSPACECTL_FIELDS_H

#include "args.h"
#include "base/instant.h"
#include "time_words.h"

#include <jansson.h>
#include <stdbool.h>

const char *field_text(const json_t *object, const char *name); /* "" if it is null or missing */
/* A member of a member: field_inner(meeting, "call", "bridge"). */
const char *field_inner(const json_t *object, const char *name, const char *inner);
json_int_t field_number(const json_t *object, const char *name); /* 0 if it is none */
instant field_instant(const json_t *object, const char *name);   /* INSTANT_NONE if it is none */
const char *field_local(const json_t *object, const char *name,
                        char text[TIME_LOCAL_SIZE]); /* in the terminal's zone */
/* For a person at a terminal as one says it ("tomorrow 09:00"; "2 h ago"), else as field_local. */
const char *field_said(const struct session *session, const json_t *object, const char *name,
                       char text[TIME_LOCAL_SIZE]);
const char *field_ago(const struct session *session, const json_t *object, const char *name,
                      char text[TIME_LOCAL_SIZE]);
/* Of an end: for a person the clock alone, if it is on the day of the start that stands before it. */
const char *end_said(const struct session *session, instant start, instant end, char text[TIME_LOCAL_SIZE]);
/* The same of a time. */
const char *time_said(const struct session *session, instant at, char text[TIME_LOCAL_SIZE]);
/* "scheduled 3, active 1" of an object of numbers, those that are 0 left out; "none" if all are. Owned by the caller.
 */
char *field_counts(const json_t *object, const char *name);

/* The texts of an array, with ", " between. Owned by the caller. */
char *field_words(const json_t *object, const char *name);

/* An event as people know it, of which anything may be "" or NULL: "Board", 2026-11-23 10:00 Europe/Paris (UID). Owned
 * by the caller. */
char *event_words(const char *title, const char *when, const char *uid);

/* A line of one object's show on stdout, cleaned; nothing for "" and for a time that is none. */
void field_line(const char *name, const char *text);
void field_line_time(const struct session *session, const char *name, const json_t *object, const char *member);

/* It ended, was missed or cancelled. */
bool meeting_is_over(const json_t *meeting);
/* When it ended, if that is a minute or more beside its planned end; of one that is being ended: now. */
instant meeting_end(const struct session *session, const json_t *meeting);
/* One line on stdout: WORD ID START - END TITLE. */
void meeting_say(const struct session *session, const char *word, const json_t *meeting);
/* All there is about a meeting, on stdout. */
void meeting_show(const struct session *session, const json_t *meeting);
/* The characters of an id that tables show. */
enum { SHORT_ID = 8 };

#endif
