/* intake_link.c: the host of the sources. A delivery is remembered from its beginning to its reply, so that a source
 * that was taken out of the configuration meanwhile hears nothing any more. */
#include "intake_link.h"

#include "base/mem.h"
#include "calendar_link.h"
#include "service.h"

#include <string.h>

/* One body under way. */
struct delivery {
    struct intake_link *link;
    intake_outcome_fn *call; /* NULL: forgotten */
    void *ctx;
    char *calendar;
    struct delivery *next;
};

struct intake_link {
    struct service *service;
    struct intake *intake;
    struct delivery *deliveries;
};

static void delivery_free(struct delivery *delivery)
{
    struct delivery **at = &delivery->link->deliveries;
    while (*at != delivery) {
        at = &(*at)->next;
    }
    *at = delivery->next;
    mem_free(delivery->calendar);
    mem_free(delivery);
}

static bool calendar_is_held(const struct service *service, const char *name)
{
    const struct calendar *calendar = engine_calendar(service->engine, name);
    return calendar != NULL && calendar->held_since != INSTANT_NONE;
}

static void on_done(void *ctx, const struct reply *reply, const struct calendar_content *content)
{
    struct delivery *delivery = ctx;
    const struct service *service = delivery->link->service;
    struct intake_outcome outcome = {
        .err = reply->err,
        .held = reply->err.code == ERR_CONFLICT && calendar_is_held(service, delivery->calendar),
        .counts = reply->counts,
        .refusals = content != NULL ? content->refusals : NULL,
        .n_refusals = content != NULL ? content->n_refusals : 0,
    };
    intake_outcome_fn *call = delivery->call;
    void *call_ctx = delivery->ctx;
    delivery_free(delivery);
    if (call != NULL) {
        call(call_ctx, &outcome);
    }
}

static struct calendar_chapter *chapters_copy(const struct intake_delivery *wanted)
{
    struct calendar_chapter *chapters = mem_calloc(wanted->n_chapters + 1, sizeof *chapters);
    for (size_t i = 0; i < wanted->n_chapters; i++) {
        const struct intake_chapter *chapter = &wanted->chapters[i];
        chapters[i] = (struct calendar_chapter){.begin = chapter->begin, .href = chapter->href, .etag = chapter->etag};
    }
    return chapters;
}

static int link_deliver(void *ctx, const struct intake_delivery *wanted, intake_outcome_fn *call, void *call_ctx,
                        struct err *err)
{
    static const enum calendar_task_kind KINDS[] = {
        [INTAKE_SNAPSHOT] = CALENDAR_TASK_SNAPSHOT,
        [INTAKE_PARTIAL] = CALENDAR_TASK_PARTIAL,
        [INTAKE_MESSAGE] = CALENDAR_TASK_MESSAGE,
        [INTAKE_MAIL] = CALENDAR_TASK_MAIL,
    };
    struct intake_link *link = ctx;
    struct delivery *delivery = mem_zalloc(sizeof *delivery);
    *delivery = (struct delivery){.link = link, .call = call, .ctx = call_ctx, .next = link->deliveries};
    delivery->calendar = mem_strdup(wanted->calendar);
    link->deliveries = delivery;
    CLEAN_FREE struct calendar_chapter *chapters = chapters_copy(wanted);
    struct calendar_task task = {
        .kind = KINDS[wanted->kind],
        .calendar = wanted->calendar,
        .take_body = wanted->fd,
        .chapters = chapters,
        .n_chapters = wanted->n_chapters,
        .gone = wanted->gone,
        .n_gone = wanted->n_gone,
        .refusals = wanted->refusals,
        .n_refusals = wanted->n_refusals,
        .validator = wanted->validator,
        .hold_percent = wanted->hold_percent,
        .quiet = true,
        .done = on_done,
        .ctx = delivery,
    };
    int r = calendar_link_read(link->service->calendars, &task, err);
    if (r != 0) {
        delivery_free(delivery);
    }
    return r;
}

static void link_forget(void *ctx, void *call_ctx)
{
    struct intake_link *link = ctx;
    for (struct delivery *delivery = link->deliveries; delivery != NULL; delivery = delivery->next) {
        if (delivery->ctx == call_ctx) {
            delivery->call = NULL;
        }
    }
}

/* A sync that speaks of nothing: its success is all it says. */
static void link_unchanged(void *ctx, const char *calendar)
{
    struct intake_link *link = ctx;
    struct calendar_task task = {.kind = CALENDAR_TASK_PARTIAL, .calendar = calendar, .take_body = -1, .quiet = true};
    struct err ignored; /* while the store cannot be written there is nothing to note it in */
    calendar_link_read(link->service->calendars, &task, &ignored);
}

static void link_failed(void *ctx, const char *calendar, const char *why)
{
    struct intake_link *link = ctx;
    turn_fail_sync(link->service->turn, calendar, why);
}

static const char *link_validator(void *ctx, const char *calendar)
{
    struct intake_link *link = ctx;
    const struct calendar *known = engine_calendar(link->service->engine, calendar);
    return known != NULL ? known->validator : NULL;
}

static bool link_unfinished(void *ctx, const char *calendar)
{
    struct intake_link *link = ctx;
    const struct calendar *known = engine_calendar(link->service->engine, calendar);
    return known != NULL && known->unfinished != INSTANT_NONE;
}

static void link_resources(void *ctx, const char *calendar, struct intake_resource **ret_resources, size_t *ret_n)
{
    struct intake_link *link = ctx;
    struct engine_resource *known = NULL;
    size_t n_known = 0;
    engine_calendar_resources(link->service->engine, calendar, &known, &n_known);
    struct intake_resource *resources = mem_calloc(n_known + 1, sizeof *resources);
    size_t n = 0;
    for (size_t i = 0; i < n_known; i++) {
        if (i > 0 && strcmp(known[i].href, known[i - 1].href) == 0) {
            continue; /* several bookings in one resource */
        }
        resources[n++] = (struct intake_resource){
            .href = mem_strdup(known[i].href),
            .etag = mem_strdup(known[i].etag != NULL ? known[i].etag : ""),
        };
    }
    mem_free(known);
    *ret_resources = resources;
    *ret_n = n;
}

struct intake_link *intake_link_new(struct service *service)
{
    struct intake_link *link = mem_zalloc(sizeof *link);
    CLEAN_FREE char *folder = service_spool_folder(service);
    link->service = service;
    struct intake_host host = {
        .ctx = link,
        .loop = service->loop,
        .http = service->http,
        .spool_folder = folder,
        .deliver = link_deliver,
        .forget = link_forget,
        .unchanged = link_unchanged,
        .failed = link_failed,
        .validator = link_validator,
        .unfinished = link_unfinished,
        .resources = link_resources,
    };
    link->intake = intake_new(&host, service->config);
    return link;
}

void intake_link_free(struct intake_link *link)
{
    if (link == NULL) {
        return;
    }
    intake_free(link->intake);
    while (link->deliveries != NULL) {
        calendar_link_forget(link->service->calendars, link->deliveries);
        delivery_free(link->deliveries);
    }
    mem_free(link);
}

void intake_link_configure(struct intake_link *link, const struct config *config)
{
    intake_configure(link->intake, config);
}

void intake_link_look(struct intake_link *link, const char *calendar)
{
    intake_look(link->intake, calendar);
}

bool intake_link_show(const struct intake_link *link, const char *calendar, struct intake_view *ret_view)
{
    return intake_show(link->intake, calendar, ret_view);
}
