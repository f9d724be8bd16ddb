/* webhook/orders.c: what somebody asks of a webhook, and what he is shown of it. */
#include "inside.h"
#include "loop/clock.h"

#include <inttypes.h>

static int webhook_named(const struct webhooks *webhooks, const char *name, struct webhook **ret_webhook,
                         struct err *err)
{
    *ret_webhook = webhook_find(webhooks, name);
    return *ret_webhook != NULL ? 0 : err_set(err, ERR_NOT_FOUND, "there is no such webhook");
}

/* The first event behind its place: after a restored backup ids begin anew, far ahead. */
static void view_take(void *ctx, const struct journal_event *event)
{
    struct webhook_view *view = ctx;
    view->behind -= event->id - view->delivered - 1;
    view->behind_since = event->at;
}

bool webhooks_view(const struct webhooks *webhooks, size_t i, struct webhook_view *ret_view)
{
    const struct webhook *webhook = webhooks->first;
    while (webhook != NULL && i-- > 0) {
        webhook = webhook->next;
    }
    if (webhook == NULL) {
        return false;
    }
    const struct course *course = &webhook->course;
    *ret_view = (struct webhook_view){
        .name = webhook->name,
        .host = webhook->host,
        .state = course_fsm.states[course->state],
        .delivered = course->delivered,
        .behind = webhooks->newest - course->delivered,
        .behind_since = INSTANT_NONE,
        .failing_since = course->failing_since,
        .next_try = course->state == COURSE_WAITING ? course->next_try : INSTANT_NONE,
        .last_delivery = course->last_delivery,
        .failures = course->failures,
        .last_error = course->last_error,
        .skipped = course->skipped,
        .n_delivered = webhook->n_delivered,
        .n_failed = webhook->n_failed,
        .n_skipped = webhook->n_skipped,
    };
    if (ret_view->behind > 0) {
        store_journal_read(webhooks->host.store, course->delivered, 1, view_take, ret_view, NULL);
    }
    ret_view->behind = ret_view->behind_since != INSTANT_NONE ? ret_view->behind : 0;
    return true;
}

/* What is under way is dropped, or its success would move the place away again. */
static int webhook_begin_at(struct webhook *webhook, uint64_t delivered, struct err *err)
{
    webhook_drop(webhook);
    course_replay(&webhook->course, delivered, clock_now());
    webhook->gives_up = webhook->drained = false;
    webhook_touch(webhook);
    webhooks_arm(webhook->all);
    return webhooks_save_now(webhook->all, err);
}

int webhooks_enable(struct webhooks *webhooks, const char *name, struct err *err)
{
    struct webhook *webhook;
    int rc = webhook_named(webhooks, name, &webhook, err);
    if (rc != 0 || webhook->course.state == COURSE_SENDING) {
        return rc;
    }
    return webhook_begin_at(webhook, webhook->course.delivered, err);
}

int webhooks_replay(struct webhooks *webhooks, const char *name, uint64_t from_id, instant from, struct err *err)
{
    struct webhook *webhook;
    struct journal_extent extent;
    int rc = webhook_named(webhooks, name, &webhook, err);
    webhooks->host.settle(webhooks->host.ctx);
    rc = rc != 0 ? rc : store_journal_extent(webhooks->host.store, &extent, err);
    uint64_t first = from_id;
    if (rc == 0 && from != INSTANT_NONE) {
        rc = store_journal_find(webhooks->host.store, from, &first, err);
    }
    if (rc != 0) {
        return rc;
    }
    if (first > extent.newest) {
        return err_set_field(err, ERR_INVALID, from != INSTANT_NONE ? "from_time" : "from_event",
                             "nothing has happened since; the newest event is %" PRIu64, extent.newest);
    }
    first = first > extent.oldest ? first : extent.oldest;
    return webhook_begin_at(webhook, first - 1, err);
}
