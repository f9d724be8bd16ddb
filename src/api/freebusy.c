/* api/freebusy.c: GET /v1/freebusy: when the pool, a space or an endpoint is busy, as VFREEBUSY or as JSON. */
#include "base/mem.h"
#include "busy.h"
#include "calendar/write.h"
#include "query.h"
#include "respond.h"
#include "routes.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW_DAYS = 31, TEXT_LIMIT = 16 * 1024 * 1024 };

enum { FROM, TO, SPACE, ENDPOINT, POOL, FORMAT, N_VALUES };

static int freebusy_space(const struct query_value *value, const struct setting_pool *pool, uint32_t *ret_space,
                          struct err *err)
{
    bool digits = value->value[0] != '\0' && strspn(value->value, "0123456789") == strlen(value->value);
    unsigned long long index = digits && strlen(value->value) < 11 ? strtoull(value->value, NULL, 10) : UINT64_MAX;
    if (!digits) {
        return err_set_field(err, ERR_INVALID, "space", "must be the index of a space, a whole number");
    }
    if (index < pool->first || index > pool->last) {
        return err_set_field(err, ERR_NOT_FOUND, "space", "the pool has the spaces %u to %u", pool->first, pool->last);
    }
    *ret_space = (uint32_t)index;
    return 0;
}

/* Whose times are asked for: one of the three, by default the pool. */
static int freebusy_whose(const struct query_value *values, const struct setting_pool *pool,
                          struct busy_question *question, struct err *err)
{
    if (values[SPACE].there + values[ENDPOINT].there + values[POOL].there > 1) {
        return err_set(err, ERR_INVALID, "space, endpoint and pool exclude each other");
    }
    if (values[SPACE].there) {
        question->kind = BUSY_SPACE;
        return freebusy_space(&values[SPACE], pool, &question->space, err);
    }
    if (values[ENDPOINT].there && values[ENDPOINT].value[0] == '\0') {
        return err_set_field(err, ERR_INVALID, "endpoint", "must be an address, such as boardroom@example.com");
    }
    question->kind = values[ENDPOINT].there ? BUSY_ENDPOINT : BUSY_POOL;
    question->address = values[ENDPOINT].value;
    return 0;
}

static void freebusy_json(struct call *call, const struct busy_question *question, const struct busy_answer *answer)
{
    struct json_writer *json = respond_json(call);
    json_write_object(json, NULL);
    json_write_time(json, "from", question->window.from);
    json_write_time(json, "to", question->window.to);
    json_write_text(json, "endpoint", question->address);
    if (question->kind == BUSY_SPACE) {
        json_write_number(json, "space", question->space);
    } else {
        json_write_null(json, "space");
    }
    json_write_array(json, "busy");
    for (size_t i = 0; i < answer->n_periods; i++) {
        json_write_object(json, NULL);
        json_write_time(json, "start", answer->periods[i].from);
        json_write_time(json, "end", answer->periods[i].to);
        json_write_end(json);
    }
    json_write_end(json);
    if (question->kind == BUSY_POOL) {
        json_write_number(json, "spaces", answer->spaces);
        json_write_number(json, "least_free", answer->least_free);
    }
    json_write_end(json);
    respond_json_end(call, 200);
}

static int freebusy_text(struct call *call, const struct busy_question *question, const struct busy_answer *answer,
                         struct err *err)
{
    const struct api_host *host = &call->api->host;
    CLEAN_FREE char *uid = question->kind == BUSY_ENDPOINT ? mem_printf("cospaced-endpoint-%s", question->address)
                           : question->kind == BUSY_SPACE  ? mem_printf("cospaced-space-%u", question->space)
                                                           : mem_strdup("cospaced-pool");
    struct calendar_busy busy = {
        .uid = uid,
        .stamp = host->now(host->ctx),
        .whose = question->address,
        .window = question->window,
        .periods = answer->periods,
        .n_periods = answer->n_periods,
        .spaces = answer->spaces,
        .least_free = answer->least_free,
    };
    CLEAN_BUF struct buf text;
    buf_init(&text, TEXT_LIMIT);
    calendar_write_busy(&text, &busy);
    if (text.overflown) {
        return err_set_field(err, ERR_INVALID, "to", "there is too much between from and to; ask for less at once");
    }
    respond_text(call, 200, "text/calendar; charset=utf-8", text.data, text.len);
    return 0;
}

int route_freebusy_get(struct call *call, struct err *err)
{
    static const struct query_format FORMATS[] = {{"ics", "text/calendar"}, {"json", "application/json"}};
    struct query_value values[N_VALUES] = {
        [FROM] = {.name = "from"},         [TO] = {.name = "to"},     [SPACE] = {.name = "space"},
        [ENDPOINT] = {.name = "endpoint"}, [POOL] = {.name = "pool"}, [FORMAT] = {.name = "format"}};
    const struct api_host *host = &call->api->host;
    const struct engine *engine = host->engine(host->ctx);
    instant now = host->now(host->ctx);
    instant second = now - now % SECOND_MS;
    struct busy_question question = {.window = {.from = second, .to = second + WINDOW_DAYS * DAY_MS}, .now = second};
    size_t format = 0;
    int rc = query_read(call, values, N_VALUES, err);
    rc = rc < 0 ? rc : query_choose(call, &values[FORMAT], FORMATS, 2, &format, err);
    rc = rc < 0 ? rc : query_window(&values[FROM], &values[TO], &question.window, err);
    rc = rc < 0 ? rc : freebusy_whose(values, &engine_settings(engine)->pool, &question, err);
    if (rc < 0) {
        return rc;
    }
    CLEAN_BUSY struct busy_answer answer;
    busy_find(engine, &question, &answer);
    if (format == 0) {
        return freebusy_text(call, &question, &answer, err);
    }
    freebusy_json(call, &question, &answer);
    return 0;
}
