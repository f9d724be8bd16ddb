/* cospaced/client.h: the service from a program: requests, the common ones with types, and its events.
 *
 * A handle holds no connection and no state of the service: every call opens a connection of its own, over the local
 * socket, or over the loopback with a token. One thread at a time uses a handle or a stream; several handles are used
 * by several threads at once. There is no state beside the handles, nothing is printed, nothing ends the process, no
 * signal is sent or caught.
 *
 * All functions that return int return 0 or a negative enum cospaced_error; cospaced_message() has the words. Results
 * are left untouched by a failure. Times are milliseconds since 1970-01-01T00:00:00Z. Texts are UTF-8. */
#ifndef COSPACED_CLIENT_H
#define COSPACED_CLIENT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define COSPACED_API __attribute__((visibility("default")))

enum cospaced_error {
    COSPACED_REFUSED = -1,    /* the service said no: cospaced_status() and cospaced_field() say more */
    COSPACED_NO_SERVICE = -2, /* nothing listens there, or it may not be used */
    COSPACED_TIMEOUT = -3,    /* no answer in time: whether it was done is unknown (for book: say the same key again) */
    COSPACED_BROKEN = -4,     /* the connection broke, likewise */
    COSPACED_GARBLED = -5,    /* the answer is none of this service's, or larger than 64 MiB */
    COSPACED_INVALID = -6,    /* an argument makes no sense */
    COSPACED_MEMORY = -7
};

/* --- handles ---------------------------------------------------------------------------------------------------- */

struct cospaced_client;

struct cospaced_options {
    const char *socket;  /* NULL: COSPACED_SOCKET of the environment, else /run/cospaced/cospaced.sock */
    const char *address; /* "127.0.0.1:8085", "[::1]:8085": instead of the socket; nothing but the loopback is taken */
    const char *token;   /* for that address, as cospacectl token made it */
    int timeout_ms;      /* of each call as a whole; 0: 30 s */
};

/* options NULL: all as by default. All is copied. Nothing is connected yet. INVALID, MEMORY. */
COSPACED_API int cospaced_client_new(const struct cospaced_options *options, struct cospaced_client **ret_client);
COSPACED_API void cospaced_client_free(struct cospaced_client *client); /* takes NULL */

/* Of the handle's last call that failed, borrowed until the next call. */
COSPACED_API const char *cospaced_message(const struct cospaced_client *client); /* for a person; "" if none failed */
COSPACED_API const char *cospaced_field(const struct cospaced_client *client);   /* the field that is wrong, or "" */
COSPACED_API int cospaced_status(const struct cospaced_client *client); /* the HTTP status; 0: no answer came */

/* --- any request -------------------------------------------------------------------------------------------------- */

struct cospaced_header {
    const char *name, *value;
};

struct cospaced_request {
    const char *method;       /* "GET" */
    const char *target;       /* path and query, percent-encoded: "/v1/status" */
    const char *content_type; /* of the body; NULL: application/json */
    const void *body;         /* NULL: none */
    size_t len;
    const struct cospaced_header *headers; /* If-Match and the like; ends with a row without name; NULL: none */
    /* Takes the body of a status below 300 piece by piece as it comes, however long it is; the reply has none then.
     * It returns 0 to go on; a number above 0 ends the call and is returned (an errno, say): those below are the
     * library's own and would be taken for them. It must not use the client. NULL: the body is in the reply. */
    int (*take)(void *ctx, const void *bytes, size_t len);
    void *ctx;
};

struct cospaced_reply {
    int status;
    char *body; /* owned, ends with a NUL that is not counted */
    size_t len;
    char *content_type, *etag, *location; /* owned; NULL: none */
};

/* 0 whatever the status is; of one from 400 on the message, the field and the status of the handle are set, too. */
COSPACED_API int cospaced_call(struct cospaced_client *client, const struct cospaced_request *request,
                               struct cospaced_reply *ret_reply);
COSPACED_API void cospaced_reply_done(struct cospaced_reply *reply);

/* --- meetings ------------------------------------------------------------------------------------------------------
 */

struct cospaced_participant {
    char *id, *address, *name;
    char *state; /* pending, dialing, ringing, connected, disconnected, failed, listed */
};

struct cospaced_meeting {
    char *id, *title;
    char *state;    /* scheduled, waiting, starting, active, ending, ended, missed, cancelled */
    char *reason;   /* why it is so; "" */
    char *calendar; /* "": booked through the API */
    int64_t start, end;
    int space;     /* its index; 0: none yet */
    char *address; /* what people dial; "" */
    char *bridge;  /* where its call is; "" */
    struct cospaced_participant *participants;
    size_t n_participants;
    char *json; /* all of it, as JSON */
};

COSPACED_API void cospaced_meeting_done(struct cospaced_meeting *meeting);
COSPACED_API void cospaced_participant_done(struct cospaced_participant *participant);
/* The object of an event "meeting", or any other JSON of a meeting. GARBLED, MEMORY. */
COSPACED_API int cospaced_meeting_read(const char *json, struct cospaced_meeting *ret_meeting);

struct cospaced_filter {
    int64_t from, to;     /* those that overlap [from, to); 0: without that limit */
    const char *state;    /* "active", "scheduled,waiting"; NULL: all */
    const char *calendar; /* NULL: all */
};

/* Each meeting in order of start, page by page; filter NULL: all. each borrows the meeting, must not use the client,
 * and returns 0 to go on, or a number above 0, as take does, which ends the list and is returned. */
COSPACED_API int cospaced_meetings(struct cospaced_client *client, const struct cospaced_filter *filter,
                                   int (*each)(void *ctx, const struct cospaced_meeting *meeting), void *ctx);

struct cospaced_booking {
    const char *title;
    int64_t start, end;
    const char *const *addresses; /* whom to invite and dial; ends with NULL; NULL: nobody */
    const char *passcode;         /* NULL: none */
    const char *key; /* Idempotency-Key: the same booking under the same key is booked once, however often it is said;
                        NULL: none */
};

/* Of all of these ret_meeting may be NULL; it is freed with cospaced_meeting_done. */
COSPACED_API int cospaced_book(struct cospaced_client *client, const struct cospaced_booking *booking,
                               struct cospaced_meeting *ret_meeting);
COSPACED_API int cospaced_show(struct cospaced_client *client, const char *id, struct cospaced_meeting *ret_meeting);
COSPACED_API int cospaced_extend(struct cospaced_client *client, const char *id, int minutes,
                                 struct cospaced_meeting *ret_meeting);
COSPACED_API int cospaced_end(struct cospaced_client *client, const char *id, struct cospaced_meeting *ret_meeting);
/* Cancelled before its start, ended if it runs. */
COSPACED_API int cospaced_cancel(struct cospaced_client *client, const char *id, struct cospaced_meeting *ret_meeting);
/* One more participant, dialled at once in a running meeting. name NULL: none. ret_participant may be NULL. */
COSPACED_API int cospaced_dial(struct cospaced_client *client, const char *id, const char *address, const char *name,
                               struct cospaced_participant *ret_participant);

/* --- events --------------------------------------------------------------------------------------------------------
 */

struct cospaced_stream;

/* What is followed; all of it may be left out. */
struct cospaced_follow {
    const char *last_id;  /* on from this event, with what has happened since; NULL or "": see last */
    int last;             /* without last_id: so many of the newest events first, at most 1000; then from now on */
    const char *events;   /* "meeting,participant"; NULL: all */
    const char *meeting;  /* only what belongs to it; NULL: all */
    const char *calendar; /* likewise */
    int silence_ms;       /* without a byte for so long the stream is BROKEN: the service says something every 15 s; 0:
                             a minute */
};

struct cospaced_event {
    const char *id;   /* where to go on: last_id of the next stream; "" while none came */
    const char *name; /* meeting, participant, bridge, calendar, pool; reset: events were missed, read anew */
    const char *data; /* its object as JSON */
};

/* follow NULL: everything from now on. The client must outlive the stream. */
COSPACED_API int cospaced_stream_open(struct cospaced_client *client, const struct cospaced_follow *follow,
                                      struct cospaced_stream **ret_stream);
/* The next event, borrowed until the next call. TIMEOUT: none came in that time, go on; timeout_ms below 0: as long as
 * it takes. Everything else: the stream is over; open another one with the last id. The words are the client's. */
COSPACED_API int cospaced_stream_next(struct cospaced_stream *stream, int timeout_ms, struct cospaced_event *ret_event);
/* Where to go on, also behind events that were not wanted; "" while nothing has come. Borrowed until the next call. */
COSPACED_API const char *cospaced_stream_id(const struct cospaced_stream *stream);
/* To be waited for with poll(2) beside others; what has been read already is not seen there: call
 * cospaced_stream_next with 0 until TIMEOUT first. */
COSPACED_API int cospaced_stream_fd(const struct cospaced_stream *stream);
COSPACED_API void cospaced_stream_free(struct cospaced_stream *stream); /* takes NULL */

#ifdef __cplusplus
}
#endif

#endif
