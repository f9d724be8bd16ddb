/* Masters and overrides, as a preview combines them. Times are small numbers here; 0 stands for INSTANT_NONE. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "occurrences.h"

#include <stdbool.h>
#include <string.h>

enum { PARTS = 6, TIMES = 6 };

/* One component; starts: of its occurrences, each 5 long. */
struct part {
    const char *uid;
    int recurrence_id;
    int sequence, dtstamp;
    const char *title;
    bool recurs;
    enum event_status status;
    int starts[TIMES];
    bool future;
    int originals[TIMES]; /* of its occurrences, where they are not their starts */
};

struct row {
    struct part parts[PARTS];
    const char *expected; /* "uid/recurrence_id@start=title" of each, in order */
};

static instant when(int number)
{
    return number != 0 ? number : INSTANT_NONE;
}

static void part_add(struct calendar_content *content, const struct part *part)
{
    struct event *event = calendar_content_add_event(content);
    event->uid = mem_strdup(part->uid);
    event->title = mem_strdup(part->title);
    event->recurrence_id = when(part->recurrence_id);
    event->sequence = part->sequence;
    event->dtstamp = when(part->dtstamp);
    event->recurs = part->recurs;
    event->this_and_future = part->future;
    event->status = part->status;
    event->occurrences = mem_calloc(TIMES, sizeof *event->occurrences);
    for (; event->n_occurrences < TIMES && part->starts[event->n_occurrences] != 0; event->n_occurrences++) {
        int start = part->starts[event->n_occurrences];
        int original = part->recurs ? start : part->originals[event->n_occurrences];
        event->occurrences[event->n_occurrences] =
            (struct occurrence){.recurrence_id = when(original), .start = start, .end = start + 5};
    }
}

static char *combine(const struct part *parts)
{
    struct calendar_content content;
    struct occurrences occurrences;
    struct buf out;
    calendar_content_init(&content);
    buf_init(&out, 4096);
    for (size_t i = 0; i < PARTS && parts[i].uid != NULL; i++)
        part_add(&content, &parts[i]);
    occurrences_combine(&content, (struct window){10, 100}, &occurrences);
    for (size_t i = 0; i < occurrences.count; i++) {
        const struct planned *planned = &occurrences.items[i];
        assert_int_equal(planned->end, planned->start + 5);
        buf_printf(&out, "%s%s/%d@%d=%s%s", i > 0 ? " " : "", planned->event->uid,
                   planned->recurrence_id != INSTANT_NONE ? (int)planned->recurrence_id : 0, (int)planned->start,
                   planned->event->title, planned->event->status == EVENT_CANCELLED ? "!" : "");
    }
    occurrences_done(&occurrences);
    calendar_content_done(&content);
    return buf_take(&out);
}

static const struct row CALENDARS[] = {
    {{{0}}, ""},
    {{{.uid = "a", .title = "t", .starts = {20}}}, "a/0@20=t"},
    /* The window: its first moment is in it, its last is not. */
    {{{.uid = "a", .title = "t", .starts = {9}}}, ""},
    {{{.uid = "a", .title = "t", .starts = {10}}}, "a/0@10=t"},
    {{{.uid = "a", .title = "t", .starts = {99}}}, "a/0@99=t"},
    {{{.uid = "a", .title = "t", .starts = {100}}}, ""},
    {{{.uid = "a", .title = "t", .recurs = true, .starts = {8, 20, 30}}}, "a/20@20=t a/30@30=t"},
    /* An override moves, renames, cancels its occurrence. */
    {{{.uid = "a", .title = "t", .recurs = true, .starts = {20, 30}},
      {.uid = "a", .recurrence_id = 20, .title = "moved", .starts = {40}}},
     "a/30@30=t a/20@40=moved"},
    {{{.uid = "a", .recurrence_id = 30, .title = "first in the file", .starts = {30}},
      {.uid = "a", .title = "t", .recurs = true, .starts = {20, 30}}},
     "a/20@20=t a/30@30=first in the file"},
    {{{.uid = "a", .title = "t", .recurs = true, .starts = {20, 30}},
      {.uid = "a", .recurrence_id = 20, .title = "t", .status = EVENT_CANCELLED, .starts = {20}}},
     "a/20@20=t! a/30@30=t"},
    /* Out of the window, into it, or to no time at all: the occurrence is no longer where it was. */
    {{{.uid = "a", .title = "t", .recurs = true, .starts = {20, 30}}, {.uid = "a", .recurrence_id = 20, .title = "x"}},
     "a/30@30=t"},
    {{{.uid = "a", .title = "t", .recurs = true, .starts = {20}},
      {.uid = "a", .recurrence_id = 20, .title = "x", .starts = {100}}},
     ""},
    {{{.uid = "a", .title = "t", .recurs = true, .starts = {20}},
      {.uid = "a", .recurrence_id = 500, .title = "x", .starts = {50}}},
     "a/20@20=t a/500@50=x"},
    /* Overrides alone: somebody was invited to one occurrence. */
    {{{.uid = "a", .recurrence_id = 20, .title = "x", .starts = {20}}}, "a/20@20=x"},
    /* An override of an event that does not recur takes its place. */
    {{{.uid = "a", .title = "t", .starts = {20}}, {.uid = "a", .recurrence_id = 20, .title = "x", .starts = {30}}},
     "a/20@30=x"},
    /* THISANDFUTURE speaks of all later ones that no other speaks of; cancelled, they are gone. */
    {{{.uid = "a", .title = "t", .recurs = true, .starts = {20, 30, 40, 50}},
      {.uid = "a",
       .recurrence_id = 30,
       .title = "x",
       .future = true,
       .starts = {32, 42, 52},
       .originals = {30, 40, 50}},
      {.uid = "a", .recurrence_id = 40, .title = "y", .starts = {48}}},
     "a/20@20=t a/30@32=x a/40@48=y a/50@52=x"},
    {{{.uid = "a", .title = "t", .recurs = true, .starts = {20, 30, 40}},
      {.uid = "a", .recurrence_id = 30, .title = "x", .future = true, .status = EVENT_CANCELLED, .starts = {30}}},
     "a/20@20=t a/30@30=x! a/40@40=x!"},
    {{{.uid = "a", .title = "t", .recurs = true, .starts = {20, 30, 40}},
      {.uid = "a", .recurrence_id = 20, .title = "x", .future = true, .starts = {21, 31}, .originals = {20, 30}},
      {.uid = "a", .recurrence_id = 30, .title = "y", .future = true, .starts = {32, 42}, .originals = {30, 40}}},
     "a/20@21=x a/30@32=y a/40@42=y"},
    {{{.uid = "a", .title = "t", .recurs = true, .starts = {20, 30}},
      {.uid = "a", .recurrence_id = 20, .title = "x", .starts = {25}},
      {.uid = "a", .recurrence_id = 20, .title = "y", .future = true, .starts = {21, 31}, .originals = {20, 30}}},
     "a/20@25=x a/30@31=y"},
    /* A cancelled series; what is said of one occurrence stands beside it. */
    {{{.uid = "a", .title = "t", .recurs = true, .status = EVENT_CANCELLED, .starts = {20, 30}},
      {.uid = "a", .recurrence_id = 30, .title = "x", .starts = {30}}},
     "a/20@20=t! a/30@30=x"},
    /* The same component twice: SEQUENCE, then DTSTAMP, then the later one. */
    {{{.uid = "a", .sequence = 2, .title = "new", .starts = {30}},
      {.uid = "a", .sequence = 1, .title = "old", .starts = {20}}},
     "a/0@30=new"},
    {{{.uid = "a", .dtstamp = 9, .title = "new", .starts = {30}},
      {.uid = "a", .dtstamp = 8, .title = "old", .starts = {20}}},
     "a/0@30=new"},
    {{{.uid = "a", .title = "old", .starts = {20}}, {.uid = "a", .title = "new", .starts = {30}}}, "a/0@30=new"},
    {{{.uid = "a", .title = "t", .recurs = true, .starts = {20}},
      {.uid = "a", .recurrence_id = 20, .sequence = 3, .title = "new", .starts = {40}},
      {.uid = "a", .recurrence_id = 20, .sequence = 2, .title = "old", .starts = {50}}},
     "a/20@40=new"},
    /* Different UIDs know nothing of each other; order is by start, then UID. */
    {{{.uid = "b", .title = "t", .recurs = true, .starts = {20, 30}},
      {.uid = "a", .recurrence_id = 20, .title = "x", .starts = {30}},
      {.uid = "c", .title = "t", .starts = {15}}},
     "c/0@15=t b/20@20=t a/20@30=x b/30@30=t"},
};

static void test_combining(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CALENDARS / sizeof *CALENDARS; i++) {
        CLEAN_FREE char *got = combine(CALENDARS[i].parts);
        assert_string_equal(got, CALENDARS[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_combining),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
