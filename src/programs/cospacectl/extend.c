/* extend: a meeting gets a later end: by a length (15m, 2h), or until a time. */
#include "base/mem.h"
#include "meeting_call.h"
#include "time_words.h"
#include "verbs.h"

/* NULL if the word is neither a length in whole minutes nor a time. */
static json_t *extension_body(const char *word, instant now)
{
    duration_ms length;
    instant until;
    char text[INSTANT_TEXT_SIZE];
    if (duration_parse(word, &length) == 0) {
        return length % MINUTE_MS == 0 && length > 0 ? json_pack("{s:I}", "minutes", (json_int_t)(length / MINUTE_MS))
                                                     : NULL;
    }
    if (time_word_read(word, now, now, &until) != 0) {
        return NULL;
    }
    return json_pack("{s:s}", "until", instant_format(until, text));
}

static int extend_run(const struct session *session, const struct args *args)
{
    json_t *body = extension_body(args->operands[1], session->now);
    if (body == NULL) {
        return args_complain(args->verb, "\"%s\" is neither whole minutes (15m, 2h) nor a time", args->operands[1]);
    }
    return meeting_call(session, args, "POST", "/extend", body, "extended");
}

const struct verb verb_extend = {.name = "extend",
                                 .operands = "ID LENGTH",
                                 .summary = "give a meeting a later end: by 15m, or until a time",
                                 .run = extend_run};
