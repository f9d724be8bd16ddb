/* book: a meeting without a calendar. */
#include "base/mem.h"
#include "client.h"
#include "fields.h"
#include "text.h"
#include "verbs.h"

static const struct option_row OPTIONS[] = {
    {.name = "title", .meta = "TITLE", .required = true, .help = "what the meeting is called"},
    {.name = "start", .meta = "TIME", .required = true, .help = "when it starts"},
    {.name = "end", .meta = "TIME", .help = "when it ends; HH:MM is the next one after the start; this or --for"},
    {.name = "for", .meta = "LENGTH", .help = "how long it takes, from its start: 15m, 1h"},
    {.name = "dial", .meta = "ADDRESS", .help = "who is dialled; may stand more than once"},
    {.name = "passcode", .meta = "DIGITS", .help = "what people must key in"},
    {0},
};

static void put_time(json_t *body, const char *name, instant at)
{
    char text[INSTANT_TEXT_SIZE];
    json_object_set_new(body, name, json_string(instant_format(at, text)));
}

/* Arguments are whatever bytes the shell had; JSON is UTF-8. */
static json_t *text_json(const char *text)
{
    CLEAN_FREE char *mended = text_mend(text);
    return json_string(mended);
}

static json_t *participants_json(const struct args *args)
{
    json_t *list = json_array();
    const char *address;
    for (size_t n = 0; (address = args_nth(args, "dial", n)) != NULL; n++) {
        json_array_append_new(list, json_pack("{s:o}", "address", text_json(address)));
    }
    return list;
}

static int book_run(const struct session *session, const struct args *args)
{
    instant start = INSTANT_NONE, end = INSTANT_NONE;
    if (args_time(session, args, "start", INSTANT_NONE, &start) != DONE ||
        args_until(session, args, "end", start, &end) != DONE) {
        return USAGE;
    }
    if (end == INSTANT_NONE) {
        return args_complain(args->verb, "--end TIME or --for LENGTH is missing");
    }
    json_t *body = json_object();
    json_object_set_new(body, "title", text_json(args_value(args, "title")));
    put_time(body, "start", start);
    put_time(body, "end", end);
    json_object_set_new(body, "participants", participants_json(args));
    if (args_has(args, "passcode")) {
        json_object_set_new(body, "passcode", text_json(args_value(args, "passcode")));
    }
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = client_post(session, "/v1/meetings", body, &reply);
    if (rc != DONE) {
        return rc;
    }
    if (session->json) {
        client_print(&reply);
    } else {
        meeting_say(session, "booked", reply.json);
    }
    return DONE;
}

const struct verb verb_book = {
    .name = "book", .operands = "", .summary = "book a meeting", .options = OPTIONS, .run = book_run};
