/* Books a meeting that starts now and follows it until it is active: book TITLE [ADDRESS…]
 * Over the local socket; with COSPACED_ADDRESS (127.0.0.1:8085) and COSPACED_TOKEN over the loopback.
 * cc book.c $(pkg-config --cflags --libs cospaced) -o book */
#include <cospaced/client.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WAIT_MS = 60000, LENGTH_MS = 30 * 60000 };

static int complain(const struct cospaced_client *client)
{
    const char *field = cospaced_field(client);
    fprintf(stderr, "book: %s%s%s\n", field, field[0] != '\0' ? ": " : "", cospaced_message(client));
    return 1;
}

/* 1 when it runs, -1 when it never will. */
static int look(const struct cospaced_meeting *meeting)
{
    printf("%s: %s %s\n", meeting->title, meeting->state, meeting->address);
    if (strcmp(meeting->state, "active") == 0) {
        return 1;
    }
    return strcmp(meeting->state, "missed") == 0 || strcmp(meeting->state, "cancelled") == 0 ? -1 : 0;
}

/* The stream was open before the booking, so nothing that happens is missed. */
static int follow(struct cospaced_client *client, struct cospaced_stream *stream, const char *id)
{
    struct cospaced_event event;
    while (cospaced_stream_next(stream, WAIT_MS, &event) == 0) {
        struct cospaced_meeting meeting = {0};
        if (strcmp(event.name, "meeting") != 0 || cospaced_meeting_read(event.data, &meeting) != 0) {
            continue;
        }
        int outcome = strcmp(meeting.id, id) == 0 ? look(&meeting) : 0;
        cospaced_meeting_done(&meeting);
        if (outcome != 0) {
            return outcome > 0 ? 0 : 1;
        }
    }
    return complain(client);
}

static int book(struct cospaced_client *client, const char *title, const char *const *addresses)
{
    struct cospaced_stream *stream = NULL;
    struct cospaced_meeting meeting = {0};
    char key[64];
    int64_t now = (int64_t)time(NULL) * 1000;
    snprintf(key, sizeof key, "book-%s-%lld", "example", (long long)now);
    struct cospaced_booking booking = {
        .title = title, .start = now, .end = now + LENGTH_MS, .addresses = addresses, .key = key};
    if (cospaced_stream_open(client, NULL, &stream) != 0 || cospaced_book(client, &booking, &meeting) != 0) {
        cospaced_stream_free(stream);
        return complain(client);
    }
    int outcome = look(&meeting);
    int rc = outcome != 0 ? outcome < 0 : follow(client, stream, meeting.id);
    cospaced_meeting_done(&meeting);
    cospaced_stream_free(stream);
    return rc;
}

int main(int argc, char *argv[])
{
    struct cospaced_client *client = NULL;
    struct cospaced_options options = {.address = getenv("COSPACED_ADDRESS"), .token = getenv("COSPACED_TOKEN")};
    if (argc < 2) {
        fprintf(stderr, "usage: book TITLE [ADDRESS...]\n");
        return 2;
    }
    if (cospaced_client_new(&options, &client) != 0) {
        fprintf(stderr, "book: a token is for an address\n");
        return 1;
    }
    int rc = book(client, argv[1], (const char *const *)&argv[2]);
    cospaced_client_free(client);
    return rc;
}
