/* webhook/give_up.c: events that a webhook will not be given: they failed until they were too old, or the journal has
 * forgotten them. Each loss is said, once, with what brings it back. */
#include "base/log.h"
#include "inside.h"

#include <inttypes.h>
#include <string.h>

enum { GIVE_UP_AT_ONCE = 500 };

struct losses {
    struct webhook *webhook;
    instant now;
    uint64_t place, first, last, n; /* n: that it wanted */
    instant oldest, newest;
    size_t looked;
    bool fresh;
};

static void losses_add(struct losses *losses, const struct journal_event *event)
{
    if (losses->n++ == 0) {
        losses->first = event->id;
        losses->oldest = event->at;
    }
    losses->last = event->id;
    losses->newest = event->at;
}

static void losses_look(void *ctx, const struct journal_event *event)
{
    struct losses *losses = ctx;
    const struct webhook *webhook = losses->webhook;
    losses->fresh =
        losses->fresh || !course_is_stale(&webhook->course, event->at, webhook->config->give_up_after, losses->now);
    if (losses->fresh) {
        return;
    }
    if (event->id != losses->place + 1 && strcmp(event->kind, "reset") != 0) {
        webhook_note_gap(losses->webhook, losses->place + 1, event->id - 1);
    }
    losses->looked++;
    losses->place = event->id;
    if (webhook_wants(webhook, event)) {
        losses_add(losses, event);
    }
}

static void losses_say(const struct losses *losses)
{
    char oldest[INSTANT_TEXT_SIZE], newest[INSTANT_TEXT_SIZE], length[INSTANT_TEXT_SIZE];
    const struct webhook *webhook = losses->webhook;
    log_warning("webhook did not take events for so long that they are given up",
                "webhook=%s events=%" PRIu64 " first=%" PRIu64 " last=%" PRIu64
                " from=%s to=%s give_up_after=%s reason=%s advice=\"cospacectl webhooks %s replay --from %" PRIu64 "\"",
                webhook->name, losses->n, losses->first, losses->last, instant_format(losses->oldest, oldest),
                instant_format(losses->newest, newest), duration_format(webhook->config->give_up_after, length),
                log_quote(webhook->course.last_error != NULL ? webhook->course.last_error : ""), webhook->name,
                losses->first);
}

bool webhook_give_up(struct webhook *webhook, instant now)
{
    struct losses losses = {.webhook = webhook, .now = now, .place = webhook->course.delivered};
    struct err err = {0};
    int status =
        store_journal_read(webhook->all->host.store, losses.place, GIVE_UP_AT_ONCE, losses_look, &losses, &err);
    if (status != 0) {
        log_error("the journal cannot be read for a webhook", "webhook=%s reason=%s", webhook->name,
                  log_quote(err.message));
    }
    webhook->course.delivered = losses.place;
    webhook->course.skipped += losses.n;
    webhook->n_skipped += losses.n;
    webhook_touch(webhook);
    if (losses.n > 0) {
        losses_say(&losses);
    }
    return status == 0 && !losses.fresh && losses.looked == GIVE_UP_AT_ONCE;
}

void webhook_note_gap(struct webhook *webhook, uint64_t from, uint64_t to)
{
    uint64_t n = to - from + 1;
    webhook->course.skipped += n;
    webhook->n_skipped += n;
    webhook_touch(webhook);
    log_warning("the journal no longer has events that a webhook was still to be given",
                "webhook=%s events=%" PRIu64 " first=%" PRIu64 " last=%" PRIu64 " advice=%s", webhook->name, n, from,
                to, log_quote("read what it follows anew from the API"));
}

void webhook_note_size(struct webhook *webhook)
{
    webhook->course.delivered = webhook->id;
    webhook->course.skipped++;
    webhook->n_skipped++;
    webhook_touch(webhook);
    log_warning("an event is too large for a webhook, it is passed",
                "webhook=%s event=%" PRIu64 " limit_bytes=%d advice=%s", webhook->name, webhook->id, WEBHOOK_BODY_LIMIT,
                log_quote("read what it is about from the API"));
}
