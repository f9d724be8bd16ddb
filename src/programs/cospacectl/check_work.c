/* check_work.c: what the service works with: the pool, calendars, and webhooks. Asked of the service; while it is away,
 * of their sources and receivers. */
#include "base/mem.h"
#include "check.h"
#include "fields.h"
#include "http/handshake.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* NULL: the service is away, or does not say, which is then a finding. */
static json_t *check_listed(struct examination *examination, const char *target)
{
    struct err err = {0};
    json_t *answer = examination->status != NULL ? check_ask(examination, target, &err) : NULL;
    if (examination->status != NULL && answer == NULL) {
        check_found(examination, GRADE_WARN, "try again; journalctl -u cospaced", "the service does not say: %s",
                    err.message);
    }
    return answer;
}

/* Another scheduler on the range, or what one has left. */
static void check_foreign_sets(struct examination *examination)
{
    size_t i;
    const json_t *set;
    json_array_foreach(json_object_get(examination->status, "foreign_sets"), i, set) {
        CLEAN_FREE char *shares = field_words(set, "shares");
        check_found(examination, GRADE_WARN,
                    "give TMS or whoever made it, or this service, another range; if nobody needs it: delete it",
                    "parameter set %s is not ours, and has %s of the pool: %lld to %lld of \"%s\"",
                    field_text(set, "id"), shares, (long long)field_number(set, "first"),
                    (long long)field_number(set, "last"), field_text(set, "name"));
    }
}

static void check_sets_left_out(struct examination *examination)
{
    long long n = (long long)field_number(examination->status, "foreign_sets_left_out");
    if (n > 0) {
        check_found(examination, GRADE_WARN, "delete parameter sets that nobody needs",
                    "%lld parameter sets of others were not looked at, being too many", n);
    }
}

void check_pool(struct examination *examination)
{
    const json_t *spaces = json_object_get(examination->status, "spaces");
    if (spaces == NULL) {
        return; /* check_bridges.c looked for it there */
    }
    long long free_ones = field_number(spaces, "free"), used = field_number(spaces, "in_use"),
              closing = field_number(spaces, "closing"), missing = field_number(spaces, "missing"),
              contested = field_number(spaces, "contested");
    bool made = missing == 0 || free_ones + used + closing + contested > 0;
    if (made) {
        check_found(examination, free_ones == 0 ? GRADE_WARN : GRADE_PASS,
                    "raise pool.last and reload, or end what nobody needs: cospacectl meetings --state active",
                    "%lld spaces are free, %lld in use, %lld being put back", free_ones, used, closing);
    }
    if (missing > 0) {
        check_found(examination, GRADE_WARN, "it is tried again by itself; journalctl -u cospaced says why it failed",
                    made ? "%lld spaces of the range are not made yet" : "none of the pool's %lld spaces is made yet",
                    missing);
    }
    if (contested > 0) {
        check_found(examination, GRADE_WARN,
                    "cospacectl spaces says which; find who changes them, then cospacectl restore INDEX",
                    "%lld spaces are out of use: somebody else changes them again and again", contested);
    }
    check_foreign_sets(examination);
    check_sets_left_out(examination);
}

static void calendar_served(struct examination *examination, const json_t *calendar)
{
    const char *name = field_text(calendar, "name"), *error = field_text(calendar, "last_error");
    long long refused = field_number(calendar, "refused_count");
    if (json_is_object(json_object_get(calendar, "held"))) {
        CLEAN_FREE char *remedy = mem_printf(
            "if that is meant: cospacectl calendars release %s; cospacectl calendars %s says more", name, name);
        check_found(examination, GRADE_WARN, remedy, "%s lost too much at once and is held back", name);
    } else if (error != NULL && error[0] != '\0') {
        CLEAN_FREE char *remedy = mem_printf("its meetings stay; after mending: cospacectl calendars refresh %s", name);
        check_found(examination, GRADE_FAIL, remedy, "%s: %s", name, error);
    } else if (refused > 0) {
        CLEAN_FREE char *remedy = mem_printf("cospacectl calendars %s says which, and why", name);
        check_found(examination, GRADE_WARN, remedy, "%s: %lld events were refused", name, refused);
    } else {
        char last[TIME_LOCAL_SIZE];
        bool read = field_instant(calendar, "last_success") != INSTANT_NONE;
        check_found(examination, GRADE_PASS, "", "%s: %s%s", name, read ? "last read " : "not read yet",
                    read ? field_said(&examination->session, calendar, "last_success", last) : "");
    }
}

/* Whether what is there at url answers; nothing is asked of it. */
static void other_end(struct examination *examination, const char *name, const char *url, const char *what)
{
    struct err err = {0};
    struct http_handshake handshake = {.expires = INSTANT_NONE};
    if (http_handshake(url, 5 * SECOND_MS, &handshake, &err) != 0) {
        check_found(examination, GRADE_FAIL, "check its url, and the network from here", "%s: %s", name, err.message);
    } else {
        check_found(examination, GRADE_PASS, "", "%s: its %s answers", name, what);
        check_expiry(examination, name, handshake.expires);
    }
}

/* Nothing is asked of it: whether it is there at all. */
static void calendar_source(struct examination *examination, const struct config_calendar *calendar)
{
    if (calendar->kind == CALENDAR_DIRECTORY) {
        bool there = access(calendar->path, R_OK | X_OK) == 0;
        check_found(examination, there ? GRADE_PASS : GRADE_FAIL, "make it, for the service's user to read and write",
                    "%s: %s: %s", calendar->name, calendar->path, there ? "it is there" : strerror(errno));
    } else if (calendar->proxy[0] != '\0' && strcmp(calendar->proxy, "none") != 0) {
        check_found(examination, GRADE_PASS, "", "%s: behind a proxy, not looked at while the service is away",
                    calendar->name);
    } else {
        other_end(examination, calendar->name, calendar->url, "server");
    }
}

void check_calendars(struct examination *examination)
{
    json_auto_t *answer = check_listed(examination, "/v1/calendars?limit=1000");
    size_t i;
    const json_t *calendar;
    json_array_foreach(json_object_get(answer, "calendars"), i, calendar) {
        calendar_served(examination, calendar);
    }
    for (i = 0; answer == NULL && examination->config != NULL && i < examination->config->n_calendars; i++) {
        calendar_source(examination, &examination->config->calendars[i]);
    }
}

static void webhook_served(struct examination *examination, const json_t *webhook)
{
    const char *name = field_text(webhook, "name"), *error = field_text(webhook, "last_error");
    long long behind = field_number(webhook, "behind"), skipped = field_number(webhook, "skipped");
    CLEAN_FREE char *enable = mem_printf("cospacectl webhooks %s enable, or take it out of the configuration", name);
    CLEAN_FREE char *again =
        mem_printf("they are sent when it takes them; at once, when it is mended: cospacectl webhooks %s enable", name);
    CLEAN_FREE char *replay = mem_printf("cospacectl webhooks %s replay --from TIME sends again what is kept", name);
    if (strcmp(field_text(webhook, "state"), "disabled") == 0) {
        check_found(examination, GRADE_FAIL, enable, "%s: %s: it is sent nothing any more", name, error);
    } else if (error[0] != '\0') {
        check_found(examination, GRADE_FAIL, again, "%s: %s; %lld events wait", name, error, behind);
    } else if (skipped > 0) {
        check_found(examination, GRADE_WARN, replay, "%s: %lld events were given up, ever", name, skipped);
    } else {
        check_found(examination, GRADE_PASS, "", "%s: %lld events wait", name, behind);
    }
}

void check_webhooks(struct examination *examination)
{
    json_auto_t *answer = check_listed(examination, "/v1/webhooks?limit=1000");
    size_t i;
    const json_t *webhook;
    json_array_foreach(json_object_get(answer, "webhooks"), i, webhook) {
        webhook_served(examination, webhook);
    }
    for (i = 0; answer == NULL && examination->config != NULL && i < examination->config->n_webhooks; i++) {
        const struct config_webhook *receiver = &examination->config->webhooks[i]; /* nothing is sent to it */
        other_end(examination, receiver->name, receiver->url, "receiver");
    }
}
