/* api/list.c: query parameters in, pages out. A new parameter is one row of the table. */
#include "list.h"

#include "base/buf.h"
#include "core/meeting.h"
#include "respond.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINK_LIMIT = 64 * 1024 }; /* a head has at most 16 KiB, each byte of which may become three */

struct reading {
    struct list_query *query;
    char letter;
    int filters;
    uint32_t seen; /* a bit for each row */
    int rc;
    struct err *err;
};

static int list_read_limit(struct reading *reading, const char *value)
{
    if (value[0] == '\0' || strspn(value, "0123456789") != strlen(value)) {
        return err_set_field(reading->err, ERR_UNREADABLE, "limit", "must be a whole number");
    }
    unsigned long limit = strlen(value) < 10 ? strtoul(value, NULL, 10) : 0;
    if (limit < 1 || limit > LIST_LIMIT_MOST) {
        return err_set_field(reading->err, ERR_INVALID, "limit", "must be 1 to %d", LIST_LIMIT_MOST);
    }
    reading->query->limit = (uint32_t)limit;
    return 0;
}

static int hex_value(char c)
{
    const char *digits = "0123456789abcdef";
    const char *found = c != '\0' ? strchr(digits, c) : NULL;
    return found != NULL ? (int)(found - digits) : -1;
}

static int list_read_cursor(struct reading *reading, const char *value)
{
    size_t len = strlen(value);
    char *place = reading->query->place;
    bool ours = len % 2 == 1 && len / 2 < LIST_PLACE_SIZE && value[0] == reading->letter;
    for (size_t i = 0; ours && i < len / 2; i++) {
        int high = hex_value(value[1 + 2 * i]);
        int low = hex_value(value[2 + 2 * i]);
        place[i] = (char)(high * 16 + low);
        place[i + 1] = '\0';
        ours = high >= 0 && low >= 0 && place[i] != '\0';
    }
    if (!ours) {
        return err_set_field(reading->err, ERR_UNREADABLE, "cursor", "is not a cursor of this list");
    }
    reading->query->has_place = true;
    return 0;
}

static int list_read_states(struct reading *reading, const char *value)
{
    uint32_t states = 0;
    for (const char *at = value;; at++) {
        size_t len = strcspn(at, ",");
        char word[32] = "";
        int state = -1;
        if (len > 0 && len < sizeof word) {
            memcpy(word, at, len);
            state = fsm_state(&meeting_fsm, word);
        }
        if (state < 0) {
            return err_set_field(reading->err, ERR_INVALID, "state", "must be states of meetings, with commas between");
        }
        states |= UINT32_C(1) << state;
        at += len;
        if (*at == '\0') {
            break;
        }
    }
    reading->query->states = states;
    return 0;
}

static int list_read_time(struct reading *reading, const char *name, const char *value, instant *ret_at)
{
    if (instant_parse(value, ret_at) < 0) {
        return err_set_field(reading->err, ERR_INVALID, name,
                             "must be a time as in RFC 3339, like 2026-11-23T09:00:00Z (a + in it is written %%2B)");
    }
    return 0;
}

static int list_read_from(struct reading *reading, const char *value)
{
    return list_read_time(reading, "from", value, &reading->query->from);
}

static int list_read_to(struct reading *reading, const char *value)
{
    return list_read_time(reading, "to", value, &reading->query->to);
}

static int list_read_calendar(struct reading *reading, const char *value)
{
    reading->query->calendar = value;
    return 0;
}

static int list_read_uid(struct reading *reading, const char *value)
{
    reading->query->uid = value;
    return 0;
}

static const struct list_parameter {
    const char *name;
    bool filter;
    int (*read)(struct reading *reading, const char *value);
} PARAMETERS[] = {
    {"limit", false, list_read_limit}, {"cursor", false, list_read_cursor}, {"state", true, list_read_states},
    {"from", true, list_read_from},    {"to", true, list_read_to},          {"calendar", true, list_read_calendar},
    {"uid", true, list_read_uid},
};

enum { N_PARAMETERS = sizeof PARAMETERS / sizeof PARAMETERS[0] };

static void list_read_parameter(void *ctx, const char *name, const char *value)
{
    struct reading *reading = ctx;
    if (reading->rc < 0) {
        return;
    }
    for (size_t i = 0; i < N_PARAMETERS; i++) {
        if (strcmp(name, PARAMETERS[i].name) != 0 || (PARAMETERS[i].filter && reading->filters == LIST_NO_FILTERS)) {
            continue;
        }
        bool again = (reading->seen & (UINT32_C(1) << i)) != 0;
        reading->seen |= UINT32_C(1) << i;
        reading->rc = again ? err_set_field(reading->err, ERR_UNREADABLE, name, "stands twice in the query")
                            : PARAMETERS[i].read(reading, value != NULL ? value : "");
        return;
    }
    reading->rc = err_set_field(reading->err, ERR_UNREADABLE, name, "is not a parameter of this list");
}

int list_query_read(struct call *call, char letter, int filters, struct list_query *ret_query, struct err *err)
{
    *ret_query = (struct list_query){
        .limit = LIST_LIMIT,
        .states = UINT32_MAX,
        .from = INSTANT_NONE,
        .to = INSTANT_NEVER,
    };
    struct reading reading = {.query = ret_query, .letter = letter, .filters = filters, .err = err};
    http_exchange_each_query(call->exchange, list_read_parameter, &reading);
    if (reading.rc < 0) {
        return reading.rc;
    }
    if (ret_query->from != INSTANT_NONE && ret_query->to <= ret_query->from) {
        return err_set_field(err, ERR_INVALID, "to", "must come after from");
    }
    return 0;
}

enum { CURSOR_SIZE = 2 * LIST_PLACE_SIZE + 2 };

static const char *list_cursor(char letter, const char *place, char cursor[CURSOR_SIZE])
{
    static const char DIGITS[] = "0123456789abcdef";
    size_t len = 0;
    cursor[len++] = letter;
    for (const char *at = place; *at != '\0' && len + 3 < CURSOR_SIZE; at++) {
        cursor[len++] = DIGITS[(unsigned char)*at >> 4];
        cursor[len++] = DIGITS[*at & 15];
    }
    cursor[len] = '\0';
    return cursor;
}

struct link {
    struct buf *text;
    bool again; /* not the first parameter */
};

static void link_add(void *ctx, const char *name, const char *value)
{
    static const char RAW[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    struct link *link = ctx;
    if (strcmp(name, "cursor") == 0) {
        return;
    }
    buf_printf(link->text, "%s%s=", link->again ? "&" : "", name);
    link->again = true;
    for (; value != NULL && *value != '\0'; value++) {
        bool raw = strchr(RAW, *value) != NULL;
        buf_printf(link->text, raw ? "%c" : "%%%02X", (unsigned char)*value);
    }
}

/* The next page with the same filters (RFC 8288), as a reference to this path. */
static char *list_link(const struct call *call, const char *cursor)
{
    CLEAN_BUF struct buf text;
    buf_init(&text, LINK_LIMIT);
    struct link link = {.text = &text};
    buf_printf(&text, "<%s?", http_exchange_path(call->exchange));
    http_exchange_each_query(call->exchange, link_add, &link);
    buf_printf(&text, "%scursor=%s>; rel=\"next\"", link.again ? "&" : "", cursor);
    return text.overflown ? NULL : buf_take(&text);
}

struct json_writer *list_begin(struct call *call, const char *name)
{
    struct json_writer *json = respond_json(call);
    json_write_object(json, NULL);
    json_write_array(json, name);
    return json;
}

bool list_takes_more(const struct call *call, const struct list_query *query, size_t n)
{
    return n < query->limit && call->api->text.len < LIST_BYTES;
}

void list_end(struct call *call, char letter, const char *next)
{
    struct json_writer *json = &call->api->json;
    char text[CURSOR_SIZE];
    const char *cursor = next != NULL ? list_cursor(letter, next, text) : NULL;
    json_write_end(json);
    json_write_text(json, "next", cursor);
    json_write_end(json);
    call->link = cursor != NULL ? list_link(call, cursor) : NULL;
    respond_json_end(call, 200);
}
