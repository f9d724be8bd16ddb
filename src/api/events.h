/* What happened, told to those who follow it. Events are recorded with the commit of their turn (events_record.c),
 * published after it, and given to each stream as fast as it takes them (events_stream.c): a stream is a place in the
 * journal, nothing is kept for it. The newest events are at hand as text, the others in the store. */
#ifndef API_EVENTS_H
#define API_EVENTS_H

#include "call.h"
#include "store/journal.h"

enum event_kind {
    EVENT_MEETING,
    EVENT_PARTICIPANT,
    EVENT_BRIDGE,
    EVENT_CALENDAR,
    EVENT_POOL,
    EVENT_RESET,
    N_EVENT_KINDS
};
extern const char *const event_words[N_EVENT_KINDS];

/* A turn that changes more writes its events without the objects: they are told as they are when somebody asks. */
enum { EVENTS_BULK = 32 };
enum { EVENTS_AT_HAND = 256, EVENTS_AT_HAND_BYTES = 4 << 20, EVENTS_TOLD = 4096 };

/* One of the newest, as it is sent. */
struct event_text {
    enum event_kind kind;
    char *meeting, *calendar; /* or NULL */
    char *text;
    size_t len;
};

/* What was last told of an object: another version is worth an event. */
struct event_told {
    uint64_t key, version;
};

struct stream;

struct events {
    struct api *api;
    uint64_t newest;
    bool restored;                 /* the next record tells that everything may be another */
    struct journal_event *records; /* of the commit under way; their strings owned, but kind */
    size_t n_records, capacity;
    struct event_told told[EVENTS_TOLD];
    uint64_t bridges[MAX_BRIDGES];           /* likewise */
    struct event_text texts[EVENTS_AT_HAND]; /* that of newest at (newest % EVENTS_AT_HAND), and so on back */
    size_t n_texts, text_bytes;
    struct stream *first, *last; /* those who wait, the longest first */
    uint32_t n_streams, limit;
    struct loop_source *after; /* wakes some of them */
    struct loop_source *beat;
};

int events_new(struct api *api, struct loop *loop, uint32_t limit, struct events **ret_events, struct err *err);
void events_free(struct events *events);

/* events_record.c: what the turn's effects are worth telling. The journal borrows until events_done_record. */
void events_record(struct events *events, const struct effects *effects, struct journal *journal);
/* The commit is done, or did not happen. */
void events_publish(struct events *events);
void events_forget(struct events *events);

/* events_text.c: the object that an event is about, as JSON: as it is now. */
char *event_data(const struct api *api, enum event_kind kind, const char *object, const char *meeting);
/* What is left of one that is no more. */
char *event_deleted(enum event_kind kind, const char *object, const char *meeting);
/* The same of an event, with when it was and who caused it; appended. */
void event_object(const struct api *api, const struct journal_event *event, struct buf *text);
/* An event as its stream sends it; appended. */
void event_write(const struct api *api, const struct journal_event *event, struct buf *text);
int event_kind_of(const char *word); /* or -1 */

/* events_stream.c: some of those who wait have something to read. */
void events_wake(struct events *events);
void events_on_after(void *ctx);
void events_on_beat(void *ctx);

#endif
