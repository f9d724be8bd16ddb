/* desk.c: the words for what people and calendars want. */
#include "words.h"

#include "base/mem.h"

#include <string.h>

static bool desk(struct story *story, struct command *command, const char *what)
{
    struct world_reply reply;
    bool answered = world_command(&story->world, command, &reply);
    if (!answered) {
        trace_line(&story->world, "%s: no answer", what);
    } else if (reply.err.code != 0) {
        trace_line(&story->world, "%s: %s, %s", what, err_word(reply.err.code), reply.err.message);
    } else if (command->content != NULL) {
        trace_line(&story->world, "%s: %u bookings, %u created, %u changed, %u cancelled, %u unchanged%s%s", what,
                   reply.counts.bookings, reply.counts.created, reply.counts.changed, reply.counts.cancelled,
                   reply.counts.unchanged, reply.note[0] != '\0' ? "; " : "", reply.note);
    } else {
        trace_line(&story->world, "%s: done%s%s", what, reply.meeting[0] != '\0' ? " " : "", reply.meeting);
    }
    return true;
}

/* book TITLE at TIME for LENGTH [passcode P] [dial ADDRESS]… */
bool do_book(struct story *story, char **words)
{
    struct person people[STORY_WORDS];
    struct command command = {.kind = COMMAND_BOOK, .title = words[1], .people = people};
    if (word_after(words, "at") == NULL || word_after(words, "for") == NULL) {
        return story_wrong(story, "book TITLE at TIME for LENGTH");
    }
    command.start = word_time(story, word_after(words, "at"));
    command.end = command.start + word_length(word_after(words, "for"));
    command.passcode = word_after(words, "passcode");
    for (char **word = words; *word != NULL; word++) {
        if (strcmp(*word, "dial") == 0 && word[1] != NULL) {
            people[command.n_people++] = (struct person){.address = word[1]};
        }
    }
    return desk(story, &command, "booked");
}

/* change MEETING [title T] [start TIME] [end TIME] [passcode P] */
bool do_change(struct story *story, char **words)
{
    struct command command = {.kind = COMMAND_CHANGE, .meeting = word_id(story, words[1])};
    command.title = word_after(words, "title");
    command.passcode = word_after(words, "passcode");
    command.start = word_after(words, "start") != NULL ? word_time(story, word_after(words, "start")) : INSTANT_NONE;
    command.end = word_after(words, "end") != NULL ? word_time(story, word_after(words, "end")) : INSTANT_NONE;
    return desk(story, &command, "changed");
}

bool do_extend(struct story *story, char **words)
{
    struct command command = {
        .kind = COMMAND_EXTEND, .meeting = word_id(story, words[1]), .length = word_length(words[2])};
    return desk(story, &command, "extended");
}

bool do_cancel(struct story *story, char **words)
{
    struct command command = {.kind = COMMAND_CANCEL, .meeting = word_id(story, words[1])};
    return desk(story, &command, "cancelled");
}

bool do_end(struct story *story, char **words)
{
    struct command command = {.kind = COMMAND_END, .meeting = word_id(story, words[1])};
    return desk(story, &command, "ended");
}

bool do_add(struct story *story, char **words)
{
    struct person person = {.address = words[2]};
    struct command command = {
        .kind = COMMAND_ADD_PERSON, .meeting = word_id(story, words[1]), .people = &person, .n_people = 1};
    truth_excuse(&story->world, command.meeting, words[2]);
    return desk(story, &command, "added");
}

bool do_remove(struct story *story, char **words)
{
    struct command command = {.kind = COMMAND_REMOVE_PERSON, .meeting = word_id(story, words[1])};
    command.participant = word_id(story, words[2]);
    return desk(story, &command, "removed");
}

bool do_prefer(struct story *story, char **words)
{
    struct command command = {.kind = COMMAND_PREFER, .bridge = words[1]};
    return desk(story, &command, "preferred");
}

bool do_drain(struct story *story, char **words)
{
    struct command command = {.kind = COMMAND_DRAIN, .bridge = words[1]};
    return desk(story, &command, "drained");
}

bool do_resume(struct story *story, char **words)
{
    struct command command = {.kind = COMMAND_RESUME, .bridge = words[1]};
    return desk(story, &command, "resumed");
}

bool do_restore(struct story *story, char **words)
{
    struct command command = {.kind = COMMAND_RESTORE, .space = word_number(words[1])};
    return desk(story, &command, "restored");
}

bool do_claim(struct story *story, char **words)
{
    struct command command = {.kind = COMMAND_CLAIM};
    (void)words;
    return desk(story, &command, "claimed");
}

static void event_free(struct story_event *event)
{
    for (size_t t = 0; t < STORY_PEOPLE + 4; t++) {
        mem_free(event->texts[t]);
    }
}

/* The event of the calendar with this uid (and recurrence), forgotten. */
static struct story_event *event_slot(struct story *story, const char *uid, instant recurrence_id, bool range)
{
    for (size_t i = 0; i < story->n_events; i++) {
        const struct plan_event *plan = &story->events[i].plan;
        if (strcmp(plan->uid, uid) == 0 && plan->recurrence_id == recurrence_id && plan->this_and_future == range) {
            event_free(&story->events[i]);
            return &story->events[i];
        }
    }
    return story->n_events < STORY_EVENTS ? &story->events[story->n_events++] : NULL;
}

void story_events_clear(struct story *story)
{
    for (size_t i = 0; i < story->n_events; i++) {
        event_free(&story->events[i]);
    }
    story->n_events = 0;
}

static bool word_is_there(char **words, const char *word)
{
    while (*words != NULL && strcmp(*words, word) != 0) {
        words++;
    }
    return *words != NULL;
}

static void event_people(struct story_event *event, char **words)
{
    for (char **word = words; *word != NULL; word++) {
        if (strcmp(*word, "with") == 0 && word[1] != NULL && event->plan.n_people < STORY_PEOPLE) {
            size_t i = event->plan.n_people++;
            event->people[i] = event->texts[2 + i] = mem_strdup(word[1]);
        }
    }
}

/* event UID TITLE at TIME for LENGTH [seq N] [stamp N] [every LENGTH times N] [instance TIME [range]] [cancelled]
 * [unmatched] [by ORGANIZER] [in LOCATION] [with ADDRESS[;declined|;room|…]]… */
bool do_event(struct story *story, char **words)
{
    instant recurrence_id =
        word_after(words, "instance") != NULL ? word_time(story, word_after(words, "instance")) : INSTANT_NONE;
    bool range = word_is_there(words, "range");
    struct story_event *event = event_slot(story, words[1], recurrence_id, range);
    if (event == NULL) {
        return story_wrong(story, "too many events");
    }
    *event = (struct story_event){.texts = {mem_strdup(words[1]), mem_strdup(words[2])}};
    event->plan =
        (struct plan_event){.uid = event->texts[0],
                            .title = event->texts[1],
                            .recurrence_id = recurrence_id,
                            .this_and_future = range,
                            .sequence = word_number(word_after(words, "seq")),
                            .dtstamp = word_number(word_after(words, "stamp")) * (instant)SECOND_MS,
                            .start = word_time(story, word_after(words, "at")),
                            .length = word_length(word_after(words, "for")),
                            .every = word_after(words, "every") != NULL ? word_length(word_after(words, "every")) : 0,
                            .times = word_number(word_after(words, "times")),
                            .cancelled = word_is_there(words, "cancelled"),
                            .unmatched = word_is_there(words, "unmatched"),
                            .people = event->people};
    event->plan.organizer = event->texts[STORY_PEOPLE + 2] = mem_strdup(word_after(words, "by"));
    event->plan.location = event->texts[STORY_PEOPLE + 3] = mem_strdup(word_after(words, "in"));
    event_people(event, words);
    return true;
}

/* The event with this uid is no longer in the calendar. */
bool do_forget(struct story *story, char **words)
{
    for (size_t i = 0; i < story->n_events; i++) {
        if (strcmp(story->events[i].plan.uid, words[1]) == 0) {
            event_free(&story->events[i]);
            story->events[i--] = story->events[--story->n_events];
        }
    }
    return true;
}

bool do_refuse(struct story *story, char **words)
{
    mem_free(story->refused);
    story->refused = mem_strdup(words[1]);
    return true;
}

static bool calendar(struct story *story, char **words, enum calendar_method method, enum command_kind kind)
{
    struct calendar_content content;
    calendar_content_init(&content);
    content.method = method;
    content.sender = mem_strdup(word_after(words, "from"));
    content.window = (struct window){world_clock(&story->world), world_clock(&story->world) + 90 * DAY_MS};
    for (size_t i = 0; i < story->n_events; i++) {
        plan_add(&content, &story->events[i].plan);
    }
    if (story->refused != NULL) {
        calendar_content_refuse(&content, story->refused, 7, "its DTSTART cannot be read");
    }
    struct command command = {.kind = kind, .calendar = words[1], .content = &content};
    bool done = desk(story, &command, "calendar");
    calendar_content_done(&content);
    return done;
}

static enum calendar_method word_method(const char *word)
{
    return word != NULL ? calendar_method_parse(word) : METHOD_NONE;
}

/* snapshot CALENDAR [METHOD]: it is now exactly the events that were told. */
bool do_snapshot(struct story *story, char **words)
{
    return calendar(story, words, word_method(words[2]), COMMAND_SNAPSHOT);
}

/* message CALENDAR METHOD [from SENDER]: the events that were told since the last one. */
bool do_message(struct story *story, char **words)
{
    bool done = calendar(story, words, word_method(words[2]), COMMAND_MESSAGE);
    story_events_clear(story);
    return done;
}

bool do_sync_failed(struct story *story, char **words)
{
    struct command command = {.kind = COMMAND_SYNC_FAILED, .calendar = words[1], .text = words[2]};
    return desk(story, &command, "sync failed");
}
