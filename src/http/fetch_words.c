/* http/fetch_words.c: answers that are no use, in words for an operator. The host is named, the path is not: that of a
 * private feed is a secret. */
#include "http/fetch.h"

#include <stdio.h>

struct status_words {
    int first, last;
    const char *words; /* behind "HOST " */
};

/* The first row that fits. */
static const struct status_words WORDS[] = {
    {204, 204, "answered with nothing (204); check the url"},
    {206, 206, "sent a part that nobody had asked for (206); ask whoever runs it, or the proxy on the way"},
    {304, 304, "answered that nothing has changed, without having been asked (304)"},
    {300, 300, "offers several addresses (300); put one of them into url"},
    {300, 399, "sends elsewhere in a way that is not followed"},
    {400, 400, "does not understand the request (400); check the url"},
    {401, 401, "refuses the login (401); check username and password_file, or token_file"},
    {403, 403, "forbids it (403); check that this login may read the calendar"},
    {404, 404, "has nothing at this address (404); check the url"},
    {405, 405, "does not take such requests at this address (405); check the url and the kind"},
    {406, 406, "has it in no form that is understood here (406)"},
    {407, 407, "is behind a proxy that wants a login (407); check proxy"},
    {408, 408, "waited too long for the request (408)"},
    {410, 410,
     "says that it is gone for good (410); give the calendar another url, or take it out of the configuration"},
    {423, 423, "has it locked (423)"},
    {429, 429, "is asked too often (429); raise every"},
    {500, 502, "failed"},
    {503, 503, "is busy or under repair (503)"},
    {504, 504, "had to wait too long for a server behind it (504)"},
    {507, 507, "has no space left (507)"},
    {500, 599, "failed"},
    {0, 999, "gave an answer that is no use"},
};

static const struct status_words *status_find(int status)
{
    const struct status_words *words = WORDS;
    while (status < words->first || status > words->last) {
        words++;
    }
    return words;
}

void http_fetched_explain(const struct http_fetched *fetched, char *ret_text, size_t size)
{
    if (fetched->status == 0) {
        snprintf(ret_text, size, "%s", fetched->reason);
    } else if (fetched->status == 401 && fetched->other_origin) {
        snprintf(ret_text, size,
                 "the url leads to %s, which wants a login (401); the login goes only where url itself points: put the "
                 "address it leads to there",
                 fetched->host);
    } else {
        const struct status_words *words = status_find(fetched->status);
        bool said = words->first == words->last;
        char number[16] = "";
        if (!said) {
            snprintf(number, sizeof number, " (%d)", fetched->status);
        }
        snprintf(ret_text, size, "%s %s%s", fetched->host, words->words, number);
    }
}
