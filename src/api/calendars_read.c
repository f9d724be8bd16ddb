/* api/calendars_read.c: GET /v1/calendars and GET /v1/calendars/{name}: sources, last sync, counts, what was refused
 * and why.
 *
 * A configured calendar is shown from the start, also before its first sync made it known to the engine. */
#include "calendars.h"

#include "base/mem.h"
#include "calendar_text.h"
#include "json_out.h"
#include "list.h"
#include "respond.h"
#include "routes.h"

#include <stdlib.h>
#include <string.h>

static const char CALENDARS_LETTER = 'c';
enum { REFUSALS_IN_LIST = 20, DUPLICATES_SHOWN = 1000 };

/* One calendar to be shown. */
struct shown {
    const char *name; /* borrowed */
    const struct config_calendar *source;
    const struct calendar *calendar;
};

struct shown_list {
    struct shown *items; /* in order of name */
    size_t count, capacity;
};

static void shown_list_done(struct shown_list *list)
{
    mem_free(list->items);
}

static const struct engine *calendars_engine(const struct call *call)
{
    return call->api->host.engine(call->api->host.ctx);
}

static void shown_add(struct shown_list *list, const struct call *call, const char *name)
{
    ARRAY_GROW(list->items, list->count, list->capacity);
    list->items[list->count++] = (struct shown){
        .name = name,
        .source = calendar_configured(call->api, name),
        .calendar = engine_calendar(calendars_engine(call), name),
    };
}

static int shown_compare(const void *one, const void *other)
{
    return strcmp(((const struct shown *)one)->name, ((const struct shown *)other)->name);
}

static void shown_collect(struct shown_list *list, const struct call *call)
{
    const struct engine *engine = calendars_engine(call);
    const struct config *config = call->api->config;
    const struct calendar *calendar;
    for (size_t i = 0; (calendar = engine_calendar_at(engine, i)) != NULL; i++) {
        shown_add(list, call, calendar->name);
    }
    for (size_t i = 0; config != NULL && i < config->n_calendars; i++) {
        if (engine_calendar(engine, config->calendars[i].name) == NULL) {
            shown_add(list, call, config->calendars[i].name);
        }
    }
    if (list->count > 0) {
        qsort(list->items, list->count, sizeof *list->items, shown_compare);
    }
}

/* Drops what is before the cursor. */
static void shown_page(struct shown_list *list, const struct list_query *query)
{
    size_t first = 0;
    while (query->has_place && first < list->count && strcmp(list->items[first].name, query->place) <= 0) {
        first++;
    }
    list->count -= first;
    if (first > 0 && list->count > 0) {
        memmove(list->items, list->items + first, list->count * sizeof *list->items);
    }
}

/* Who knows the path of a private feed can read it, so it is not shown; that of a server that asks who one is, is. */
static void shown_put_url(struct json_writer *json, const struct config_calendar *source)
{
    const char *scheme = strstr(source->url, "://");
    size_t host = scheme != NULL ? (size_t)(scheme - source->url) + 3 : 0;
    size_t len = host + strcspn(source->url + host, "/?#");
    bool asks = source->kind == CALENDAR_CALDAV && (source->username[0] != '\0' || source->token_file[0] != '\0');
    bool all = asks || strlen(source->url + len) <= 1;
    CLEAN_FREE char *shown = all ? NULL : mem_printf("%.*s/***", (int)len, source->url);
    json_write_text(json, "url", all ? source->url : shown);
}

static void shown_put_source(struct json_writer *json, const struct config_calendar *source)
{
    static const char *const KINDS[] = {
        [CALENDAR_ICS] = "ics", [CALENDAR_CALDAV] = "caldav", [CALENDAR_DIRECTORY] = "directory"};
    bool directory = source != NULL && source->kind == CALENDAR_DIRECTORY;
    json_write_text(json, "kind", source != NULL ? KINDS[source->kind] : "pushed");
    if (source != NULL && !directory) {
        shown_put_url(json, source);
    } else {
        json_write_null(json, "url");
    }
    json_write_text(json, "path", directory ? source->path : NULL);
}

/* A part of it was taken, and nobody is bringing the rest. */
static bool is_unfinished(const struct calendar *calendar)
{
    return calendar != NULL && calendar->unfinished != INSTANT_NONE && calendar->sync == NULL;
}

/* What is wrong with it, and what to do. The caller's. */
static char *shown_error(const struct shown *shown)
{
    const struct calendar *calendar = shown->calendar;
    if (is_unfinished(calendar)) {
        const char *why = calendar->last_error;
        return mem_printf("%s%sonly a part of it was taken: %s", why != NULL ? why : "", why != NULL ? "; " : "",
                          shown->source != NULL ? "its source is asked for all of it again"
                                                : "send it again (PUT, or cospacectl import)");
    }
    if (calendar != NULL && calendar->last_error == NULL && calendar->roll_error != NULL) {
        return mem_printf("its recurring bookings cannot be expanded further, which is tried again: %s",
                          calendar->roll_error);
    }
    return calendar != NULL ? mem_strdup(calendar->last_error) : NULL;
}

static void shown_put_held(struct json_writer *json, const struct calendar *calendar)
{
    if (calendar == NULL || calendar->held_since == INSTANT_NONE) {
        json_write_null(json, "held");
        return;
    }
    json_write_object(json, "held");
    json_write_time(json, "since", calendar->held_since);
    json_write_number(json, "lost", calendar->held_lost);
    json_write_number(json, "of", calendar->held_of);
    json_write_end(json);
}

/* One word for how it goes, and since when that is so. */
static void shown_put_state(struct json_writer *json, const struct calendar *calendar)
{
    const char *state = "new"; /* not looked at yet */
    instant since = INSTANT_NONE;
    if (calendar != NULL && calendar->held_since != INSTANT_NONE) {
        state = "held";
        since = calendar->held_since;
    } else if (is_unfinished(calendar)) {
        state = "unfinished";
        since = calendar->unfinished;
    } else if (calendar != NULL && (calendar->last_error != NULL || calendar->roll_error != NULL)) {
        bool before = calendar->last_success != INSTANT_NONE;
        state = before ? "stale" : "failed";
        since = before ? calendar->last_success : INSTANT_NONE;
    } else if (calendar != NULL && calendar->last_sync != INSTANT_NONE) {
        state = "ok";
    }
    json_write_text(json, "state", state);
    json_write_time(json, "since", since);
    shown_put_held(json, calendar);
}

/* How the looking goes: when next, how often it failed in a row; null for a pushed one. */
static void shown_put_looks(struct json_writer *json, const struct call *call, const char *name)
{
    const struct api_host *host = &call->api->host;
    struct api_source source;
    if (host->source == NULL || !host->source(host->ctx, name, &source)) {
        json_write_null(json, "source");
        return;
    }
    json_write_object(json, "source");
    json_write_text(json, "state", source.state);
    json_write_time(json, "next_look", source.next_look);
    json_write_number(json, "failures", source.failures);
    json_write_end(json);
}

static void shown_put_refusals(struct json_writer *json, const struct calendar *calendar, size_t most)
{
    json_write_number(json, "refused_count", calendar != NULL ? calendar->refused_count : 0);
    json_write_array(json, "refused");
    for (size_t i = 0; calendar != NULL && i < calendar->n_refused && i < most; i++) {
        json_out_refusal(json, &calendar->refused[i]);
    }
    json_write_end(json);
}

/* Bookings that another calendar has, too, and decides. */
static void shown_put_duplicates(struct json_writer *json, const struct engine *engine, const char *name, size_t most)
{
    struct engine_duplicate list[DUPLICATES_SHOWN];
    size_t n = engine_calendar_duplicates(engine, name, list, most < DUPLICATES_SHOWN ? most : DUPLICATES_SHOWN);
    json_write_number(json, "duplicate_count", (int64_t)n);
    json_write_array(json, "duplicates");
    for (size_t i = 0; i < n && i < most && i < DUPLICATES_SHOWN; i++) {
        json_write_object(json, NULL);
        json_write_text(json, "uid", list[i].uid);
        json_write_text(json, "calendar", list[i].calendar);
        json_write_end(json);
    }
    json_write_end(json);
    json_write_number(json, "unselected", (int64_t)engine_calendar_unselected(engine, name));
}

static void shown_write(struct json_writer *json, const struct call *call, const struct shown *shown,
                        size_t most_refusals)
{
    const struct calendar *calendar = shown->calendar;
    static const uint32_t none[N_MEETING_STATES];
    CLEAN_FREE char *error = shown_error(shown);
    json_write_object(json, NULL);
    json_write_text(json, "name", shown->name);
    shown_put_source(json, shown->source);
    shown_put_state(json, calendar);
    shown_put_looks(json, call, shown->name);
    json_write_time(json, "last_sync", calendar != NULL ? calendar->last_sync : INSTANT_NONE);
    json_write_time(json, "last_success", calendar != NULL ? calendar->last_success : INSTANT_NONE);
    json_write_text(json, "last_error", error);
    json_write_number(json, "bookings", calendar != NULL ? calendar->n_standing : 0);
    json_out_counts(json, "meetings", calendar != NULL ? calendar->meetings : none);
    shown_put_duplicates(json, calendars_engine(call), shown->name, most_refusals);
    shown_put_refusals(json, calendar, most_refusals);
    json_write_end(json);
}

int route_calendars_list(struct call *call, struct err *err)
{
    struct list_query query;
    int rc = list_query_read(call, CALENDARS_LETTER, LIST_NO_FILTERS, &query, err);
    if (rc < 0) {
        return rc;
    }
    __attribute__((cleanup(shown_list_done))) struct shown_list list = {0};
    shown_collect(&list, call);
    shown_page(&list, &query);
    struct json_writer *json = list_begin(call, "calendars");
    size_t n = 0;
    for (; n < list.count && list_takes_more(call, &query, n); n++) {
        shown_write(json, call, &list.items[n], REFUSALS_IN_LIST);
    }
    list_end(call, CALENDARS_LETTER, n < list.count ? list.items[n - 1].name : NULL);
    return 0;
}

static void calendar_json_respond(struct call *call, int status, struct shown_list *list)
{
    shown_write(respond_json(call), call, &list->items[0], MAX_REFUSALS);
    respond_json_end(call, status);
}

void calendar_write_json(struct json_writer *json, const struct api *api, const char *name)
{
    const struct call call = {.api = (struct api *)(uintptr_t)api};
    __attribute__((cleanup(shown_list_done))) struct shown_list list = {0};
    shown_add(&list, &call, name);
    shown_write(json, &call, &list.items[0], REFUSALS_IN_LIST);
}

void calendar_respond(struct call *call, int status, const char *name)
{
    __attribute__((cleanup(shown_list_done))) struct shown_list list = {0};
    shown_add(&list, call, name);
    calendar_json_respond(call, status, &list);
}

int route_calendar_get(struct call *call, struct err *err)
{
    static const struct query_format FORMATS[] = {{"json", "application/json"}, {"ics", "text/calendar"}};
    struct query_value values[] = {{.name = "format"}, {.name = "from"}, {.name = "to"}};
    __attribute__((cleanup(shown_list_done))) struct shown_list list = {0};
    shown_add(&list, call, call->parts[0]);
    if (list.items[0].source == NULL && list.items[0].calendar == NULL) {
        return err_set(err, ERR_NOT_FOUND, "there is no such calendar");
    }
    size_t format = 0;
    int rc = query_read(call, values, 3, err);
    rc = rc < 0 ? rc : query_choose(call, &values[0], FORMATS, 2, &format, err);
    if (rc < 0) {
        return rc;
    }
    if (format == 1) {
        return calendar_text_respond(call, &values[1], &values[2], err);
    }
    if (values[1].there || values[2].there) {
        return err_set_field(err, ERR_INVALID, values[1].there ? "from" : "to", "is for text/calendar only");
    }
    calendar_json_respond(call, 200, &list);
    return 0;
}
