/* caldav_find.c: from the configured address to the calendars (RFC 6764 6, RFC 5397, RFC 4791 6.2.1).
 *
 * It may be a calendar, a home of calendars, a principal, or just the server. An address that is none of them leads on:
 * to its principal, to /.well-known/caldav, to the root. */
#include "caldav_inside.h"

#include "base/mem.h"
#include "caldav_href.h"
#include "caldav_words.h"

#include <string.h>

/* Addresses that are tried one after the other; the principal's as soon as one says it. */
enum step { STEP_HERE, STEP_CHILDREN, STEP_WELL_KNOWN, STEP_ROOT, N_STEPS, STEP_PRINCIPAL };
enum { MOST_PRINCIPALS = 4 }; /* one may name another, and that one the next */

static void find_step(struct caldav *caldav, enum step step);

void caldav_find_clear(struct caldav *caldav)
{
    for (size_t i = 0; i < caldav->find.n_homes; i++) {
        mem_free(caldav->find.homes[i].url);
    }
    caldav->find.n_homes = 0;
    mem_replace(&caldav->find.url, NULL);
    mem_replace(&caldav->find.principal, NULL);
    mem_replace(&caldav->find.asked, NULL);
    caldav->find.furthest = STEP_HERE;
    caldav->find.n_principals = 0;
}

void caldav_targets_clear(struct caldav *caldav)
{
    for (size_t i = 0; i < caldav->n_targets; i++) {
        mem_free(caldav->targets[i].url);
    }
    mem_free(caldav->targets);
    caldav->targets = NULL;
    caldav->n_targets = 0;
}

void caldav_targets_set(struct caldav *caldav, struct caldav_target *targets, size_t n)
{
    caldav_targets_clear(caldav);
    caldav->targets = mem_calloc(n, sizeof *targets);
    for (size_t i = 0; i < n; i++) {
        caldav->targets[i] = (struct caldav_target){.url = mem_strdup(targets[i].url), .depth = targets[i].depth};
    }
    caldav->n_targets = n;
}

/* An address that the server names. */
static int address_add(const struct caldav *caldav, char **ret_url, const char *href, struct err *err)
{
    CLEAN_FREE char *url = href_url(caldav->asking.url, href);
    if (url == NULL) {
        return err_set(err, ERR_REMOTE, "the server leads to calendars at an address that is not one of http or https");
    }
    mem_replace(ret_url, url);
    return caldav_check_login(caldav, url, err);
}

static int find_note(void *ctx, const struct dav_response *response, struct err *err)
{
    struct caldav *caldav = ctx;
    int code = 0;
    caldav->find.has_calendars |= response->is_calendar && response->takes_events;
    caldav->find.is_collection |= response->is_collection;
    if (response->principal != NULL) {
        code = address_add(caldav, &caldav->find.principal, response->principal, err);
    }
    for (size_t i = 0; i < response->n_homes && code == 0 && caldav->find.n_homes < DAV_MAX_HOMES; i++) {
        struct caldav_target *home = &caldav->find.homes[caldav->find.n_homes++];
        *home = (struct caldav_target){.depth = "1"};
        code = address_add(caldav, &home->url, response->homes[i], err);
    }
    return code;
}

static void find_none(struct caldav *caldav)
{
    caldav_fail(caldav,
                "no calendar is found at this address, its principal or /.well-known/caldav; check the url and whose "
                "login it is",
                true);
}

/* An answer that says: not here. The others say that the server cannot be asked now, or not by us. */
static bool is_elsewhere(const struct caldav_answer *answer)
{
    int status = answer->status;
    return (status >= 400 && status < 500 && status != 401 && status != 407 && status != 408 && status != 429) ||
           status == 501 || (status >= 200 && status < 300 && status != 207) ||
           (status == 207 && answer->err.code == ERR_UNREADABLE);
}

/* Nothing yet: the principal that was named, else the next address. */
static void find_next(struct caldav *caldav)
{
    const char *principal = caldav->find.principal;
    bool may_ask = principal != NULL && caldav->find.n_principals < MOST_PRINCIPALS;
    if (may_ask && mem_replace(&caldav->find.asked, principal) != 0) {
        caldav->find.n_principals++;
        find_step(caldav, STEP_PRINCIPAL);
    } else {
        find_step(caldav, caldav->find.furthest < STEP_WELL_KNOWN ? STEP_WELL_KNOWN : caldav->find.furthest + 1);
    }
}

/* What came is enough, or leads on to the next step. */
static void find_go_on(struct caldav *caldav)
{
    enum step step = caldav->find.step;
    if (caldav->find.has_calendars) {
        struct caldav_target target = {.url = caldav->asking.url, .depth = step == STEP_CHILDREN ? "1" : "0"};
        caldav_targets_set(caldav, &target, 1);
        caldav_find_clear(caldav);
        caldav_list(caldav);
    } else if (caldav->find.n_homes > 0) {
        caldav_targets_set(caldav, caldav->find.homes, caldav->find.n_homes);
        caldav_find_clear(caldav);
        caldav_list(caldav);
    } else if (step == STEP_HERE && caldav->find.is_collection) {
        mem_replace(&caldav->find.url, caldav->asking.url);
        find_step(caldav, STEP_CHILDREN);
    } else {
        find_next(caldav);
    }
}

static void find_on_answer(struct caldav *caldav, const struct caldav_answer *answer)
{
    if (answer->status == 207 && answer->err.code == 0) {
        find_go_on(caldav);
    } else if (is_elsewhere(answer)) {
        find_next(caldav);
    } else {
        caldav_fail_answer(caldav, answer);
    }
}

static char *step_url(const struct caldav *caldav, enum step step)
{
    const char *url = source_calendar(caldav->source)->url;
    switch (step) {
    case STEP_CHILDREN:
        return mem_strdup(caldav->find.url);
    case STEP_PRINCIPAL:
        return mem_strdup(caldav->find.principal);
    case STEP_WELL_KNOWN:
        return href_url(url, "/.well-known/caldav");
    case STEP_ROOT:
        return href_url(url, "/");
    default:
        return mem_strdup(url);
    }
}

static void find_step(struct caldav *caldav, enum step step)
{
    static const struct dav_sink sink = {.response = find_note};
    CLEAN_FREE char *url = step != N_STEPS ? step_url(caldav, step) : NULL;
    if (url == NULL) {
        find_none(caldav);
        return;
    }
    caldav->find.step = step;
    caldav->find.furthest = step < N_STEPS ? step : caldav->find.furthest;
    caldav->find.is_collection = caldav->find.has_calendars = false;
    struct caldav_ask ask = {.method = "PROPFIND",
                             .url = url,
                             .depth = step == STEP_CHILDREN ? "1" : "0",
                             .body = step == STEP_CHILDREN ? caldav_words_children : caldav_words_find,
                             .sink = &sink};
    caldav_ask(caldav, &ask, find_on_answer);
}

void caldav_find(struct caldav *caldav)
{
    caldav_find_clear(caldav);
    find_step(caldav, STEP_HERE);
}
