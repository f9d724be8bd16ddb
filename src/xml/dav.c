/* dav.c: the places of a multistatus as a table; a response is gathered and told when it ends.
 *
 * The status of a propstat stands behind its properties, so they wait until it is known. */
#include "xml/dav.h"

#include "base/buf.h"
#include "base/mem.h"
#include "xml/reader.h"

#include <string.h>

static const char dav[] = "DAV:";
static const char caldav[] = "urn:ietf:params:xml:ns:caldav";
static const char server[] = "http://calendarserver.org/ns/";

enum place {
    PLACE_DOCUMENT,
    PLACE_OTHER,
    PLACE_MULTISTATUS,
    PLACE_SYNC_TOKEN,
    PLACE_ERROR,
    PLACE_RESPONSE,
    PLACE_HREF,
    PLACE_STATUS,
    PLACE_PROPSTAT,
    PLACE_PROPSTAT_STATUS,
    PLACE_PROP,
    PLACE_ETAG,
    PLACE_CTAG,
    PLACE_TOKEN,
    PLACE_NAME,
    PLACE_TYPE,
    PLACE_TYPE_COLLECTION,
    PLACE_TYPE_CALENDAR,
    PLACE_COMPONENTS,
    PLACE_COMPONENT,
    PLACE_PRINCIPAL,
    PLACE_PRINCIPAL_HREF,
    PLACE_HOME,
    PLACE_HOME_HREF,
    PLACE_DATA,
};

struct way {
    enum place from;
    const char *space;
    const char *name;
    enum place to;
    bool has_text; /* its text is a value */
};

static const struct way ways[] = {
    {PLACE_DOCUMENT, dav, "multistatus", PLACE_MULTISTATUS, false},
    {PLACE_DOCUMENT, dav, "error", PLACE_ERROR, false},
    {PLACE_MULTISTATUS, dav, "response", PLACE_RESPONSE, false},
    {PLACE_MULTISTATUS, dav, "sync-token", PLACE_SYNC_TOKEN, true},
    {PLACE_RESPONSE, dav, "href", PLACE_HREF, true},
    {PLACE_RESPONSE, dav, "status", PLACE_STATUS, true},
    {PLACE_RESPONSE, dav, "propstat", PLACE_PROPSTAT, false},
    {PLACE_PROPSTAT, dav, "status", PLACE_PROPSTAT_STATUS, true},
    {PLACE_PROPSTAT, dav, "prop", PLACE_PROP, false},
    {PLACE_PROP, dav, "getetag", PLACE_ETAG, true},
    {PLACE_PROP, server, "getctag", PLACE_CTAG, true},
    {PLACE_PROP, dav, "sync-token", PLACE_TOKEN, true},
    {PLACE_PROP, dav, "displayname", PLACE_NAME, true},
    {PLACE_PROP, dav, "resourcetype", PLACE_TYPE, false},
    {PLACE_TYPE, dav, "collection", PLACE_TYPE_COLLECTION, false},
    {PLACE_TYPE, caldav, "calendar", PLACE_TYPE_CALENDAR, false},
    {PLACE_PROP, caldav, "supported-calendar-component-set", PLACE_COMPONENTS, false},
    {PLACE_COMPONENTS, caldav, "comp", PLACE_COMPONENT, false},
    {PLACE_PROP, dav, "current-user-principal", PLACE_PRINCIPAL, false},
    {PLACE_PRINCIPAL, dav, "href", PLACE_PRINCIPAL_HREF, true},
    {PLACE_PROP, caldav, "calendar-home-set", PLACE_HOME, false},
    {PLACE_HOME, dav, "href", PLACE_HOME_HREF, true},
    {PLACE_PROP, caldav, "calendar-data", PLACE_DATA, false},
};

/* What a propstat, or a whole response, has said. */
struct said {
    char *etag, *ctag, *sync_token, *name, *principal;
    char *homes[DAV_MAX_HOMES];
    size_t n_homes;
    bool is_collection, is_calendar;
    bool has_components, has_events; /* a component set; VEVENT in it */
    bool has_data;
};

struct dav_reader {
    struct xml_reader *xml;
    struct dav_sink sink;
    void *ctx;
    enum place places[DAV_MAX_DEPTH + 1];
    unsigned depth;
    struct buf value;
    bool in_value;

    char **hrefs; /* of the response */
    size_t n_hrefs, hrefs_capacity;
    int status;          /* of it */
    int propstat_status; /* 0: not said yet */
    struct said propstat, response;

    char *sync_token;
    char *error;
};

static void said_done(struct said *said)
{
    char **texts[] = {&said->etag, &said->ctag, &said->sync_token, &said->name, &said->principal};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        mem_free(*texts[i]);
    }
    for (size_t i = 0; i < said->n_homes; i++) {
        mem_free(said->homes[i]);
    }
    *said = (struct said){0};
}

static void text_move(char **to, char **from)
{
    if (*from != NULL) {
        mem_free(*to);
        *to = *from;
        *from = NULL;
    }
}

static void said_move(struct said *to, struct said *from)
{
    text_move(&to->etag, &from->etag);
    text_move(&to->ctag, &from->ctag);
    text_move(&to->sync_token, &from->sync_token);
    text_move(&to->name, &from->name);
    text_move(&to->principal, &from->principal);
    for (size_t i = 0; i < from->n_homes && to->n_homes < DAV_MAX_HOMES; i++) {
        text_move(&to->homes[to->n_homes++], &from->homes[i]);
    }
    to->is_collection |= from->is_collection;
    to->is_calendar |= from->is_calendar;
    to->has_components |= from->has_components;
    to->has_events |= from->has_events;
    to->has_data |= from->has_data;
    said_done(from);
}

static void response_clear(struct dav_reader *reader)
{
    for (size_t i = 0; i < reader->n_hrefs; i++) {
        mem_free(reader->hrefs[i]);
    }
    reader->n_hrefs = 0;
    reader->status = 0;
    said_done(&reader->propstat);
    said_done(&reader->response);
}

static const struct way *way_find(enum place from, const struct xml_element *element)
{
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (ways[i].from == from && strcmp(ways[i].name, element->name) == 0 &&
            strcmp(ways[i].space, element->space) == 0) {
            return &ways[i];
        }
    }
    return NULL;
}

static void note_component(struct said *said, const struct xml_element *element)
{
    const struct xml_attribute *name = xml_attribute_find(element, "name");
    said->has_components = true;
    said->has_events |= name != NULL && name->len == strlen("VEVENT") && memcmp(name->value, "VEVENT", name->len) == 0;
}

/* What an element says by being there. */
static void place_enter(struct dav_reader *reader, enum place place, const struct xml_element *element)
{
    switch (place) {
    case PLACE_RESPONSE:
        response_clear(reader);
        break;
    case PLACE_PROPSTAT:
        said_done(&reader->propstat);
        reader->propstat_status = 0;
        break;
    case PLACE_TYPE_COLLECTION:
        reader->propstat.is_collection = true;
        break;
    case PLACE_TYPE_CALENDAR:
        reader->propstat.is_calendar = true;
        break;
    case PLACE_COMPONENT:
        note_component(&reader->propstat, element);
        break;
    case PLACE_DATA:
        reader->propstat.has_data = true;
        break;
    default:
        break;
    }
}

static int element_start(void *ctx, const struct xml_element *element, struct err *err)
{
    struct dav_reader *reader = ctx;
    enum place from = reader->places[reader->depth];
    const struct way *way = way_find(from, element);
    enum place to = way != NULL ? way->to : PLACE_OTHER;
    if (reader->depth == 0 && to == PLACE_OTHER) {
        return err_set(err, ERR_UNREADABLE, "the answer is XML, but no answer of WebDAV");
    }
    if (from == PLACE_ERROR && reader->error == NULL) {
        reader->error = mem_strdup(element->name);
    }
    reader->places[++reader->depth] = to;
    reader->in_value = way != NULL && way->has_text;
    buf_clear(&reader->value);
    place_enter(reader, to, element);
    return 0;
}

static int element_text(void *ctx, const char *text, size_t len, struct err *err)
{
    struct dav_reader *reader = ctx;
    if (reader->places[reader->depth] == PLACE_DATA) {
        return reader->sink.data != NULL ? reader->sink.data(reader->ctx, text, len, err) : 0;
    }
    if (reader->in_value && buf_append(&reader->value, text, len) != 0) {
        return err_set(err, ERR_LIMIT, "the answer has a value that is too long");
    }
    return 0;
}

/* The value that was gathered, without blanks around it. */
static char *value_take(struct dav_reader *reader)
{
    static const char blanks[] = " \t\r\n";
    const char *text = buf_string(&reader->value);
    text += strspn(text, blanks);
    size_t len = strlen(text);
    while (len > 0 && strchr(blanks, text[len - 1]) != NULL) {
        len--;
    }
    return len > 0 ? mem_strndup(text, len) : NULL;
}

/* "HTTP/1.1 404 Not Found" */
static int status_read(const char *line)
{
    const char *blank = line != NULL ? strchr(line, ' ') : NULL;
    if (blank == NULL || strspn(blank + 1, "0123456789") != 3) {
        return 500; /* it said something, and nothing good */
    }
    return (blank[1] - '0') * 100 + (blank[2] - '0') * 10 + (blank[3] - '0');
}

static void home_add(struct said *said, char **value)
{
    if (said->n_homes < DAV_MAX_HOMES && *value != NULL) {
        text_move(&said->homes[said->n_homes++], value);
    }
}

static void href_add(struct dav_reader *reader, char **value)
{
    if (*value != NULL) {
        ARRAY_GROW(reader->hrefs, reader->n_hrefs, reader->hrefs_capacity);
        reader->hrefs[reader->n_hrefs++] = *value;
        *value = NULL;
    }
}

/* What an element says with its text. */
static void value_note(struct dav_reader *reader, enum place place)
{
    CLEAN_FREE char *value = value_take(reader);
    struct said *said = &reader->propstat;
    switch (place) {
    case PLACE_HREF:
        href_add(reader, &value);
        break;
    case PLACE_STATUS:
        reader->status = status_read(value);
        break;
    case PLACE_PROPSTAT_STATUS:
        reader->propstat_status = status_read(value);
        break;
    case PLACE_ETAG:
        text_move(&said->etag, &value);
        break;
    case PLACE_CTAG:
        text_move(&said->ctag, &value);
        break;
    case PLACE_TOKEN:
        text_move(&said->sync_token, &value);
        break;
    case PLACE_NAME:
        text_move(&said->name, &value);
        break;
    case PLACE_PRINCIPAL_HREF:
        text_move(&said->principal, &value);
        break;
    case PLACE_HOME_HREF:
        home_add(said, &value);
        break;
    case PLACE_SYNC_TOKEN:
        text_move(&reader->sync_token, &value);
        break;
    default:
        break;
    }
}

static int response_tell(struct dav_reader *reader, struct err *err)
{
    const struct said *said = &reader->response;
    struct dav_response response = {.status = reader->status,
                                    .etag = said->etag,
                                    .ctag = said->ctag,
                                    .sync_token = said->sync_token,
                                    .name = said->name,
                                    .principal = said->principal,
                                    .homes = (const char *const *)said->homes,
                                    .n_homes = said->n_homes,
                                    .is_collection = said->is_collection,
                                    .is_calendar = said->is_calendar,
                                    .takes_events = said->has_events || !said->has_components,
                                    .has_data = said->has_data};
    int code = 0;
    for (size_t i = 0; i < reader->n_hrefs && code == 0; i++) {
        response.href = reader->hrefs[i];
        code = reader->sink.response(reader->ctx, &response, err);
        response.has_data = false;
    }
    response_clear(reader);
    return code;
}

static int element_end(void *ctx, struct err *err)
{
    struct dav_reader *reader = ctx;
    enum place place = reader->places[reader->depth--];
    if (reader->in_value) {
        value_note(reader, place);
        reader->in_value = false;
    }
    if (reader->n_hrefs > DAV_MAX_HREFS) {
        return err_set(err, ERR_LIMIT, "the answer has a response with too many hrefs");
    }
    if (place == PLACE_PROPSTAT && (reader->propstat_status == 0 || reader->propstat_status / 100 == 2)) {
        said_move(&reader->response, &reader->propstat);
    }
    return place == PLACE_RESPONSE ? response_tell(reader, err) : 0;
}

struct dav_reader *dav_reader_new(const struct dav_sink *sink, void *ctx, size_t limit)
{
    static const struct xml_handler handler = {element_start, element_text, element_end};
    struct xml_limits limits = {limit, DAV_MAX_DEPTH, DAV_MAX_NAME};
    struct dav_reader *reader = mem_zalloc(sizeof *reader);
    reader->sink = *sink;
    reader->ctx = ctx;
    reader->xml = xml_reader_new(&handler, reader, &limits);
    buf_init(&reader->value, DAV_MAX_VALUE);
    return reader;
}

void dav_reader_free(struct dav_reader *reader)
{
    if (reader == NULL) {
        return;
    }
    xml_reader_free(reader->xml);
    response_clear(reader);
    buf_done(&reader->value);
    mem_free(reader->hrefs);
    mem_free(reader->sync_token);
    mem_free(reader->error);
    mem_free(reader);
}

int dav_reader_feed(struct dav_reader *reader, const char *bytes, size_t len, struct err *err)
{
    return xml_reader_feed(reader->xml, bytes, len, err);
}

int dav_reader_finish(struct dav_reader *reader, struct err *err)
{
    return xml_reader_finish(reader->xml, err);
}

const char *dav_reader_sync_token(const struct dav_reader *reader)
{
    return reader->sync_token;
}

const char *dav_reader_error(const struct dav_reader *reader)
{
    return reader->error != NULL ? reader->error : "";
}
