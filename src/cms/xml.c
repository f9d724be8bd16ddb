/* xml.c: the one place that knows libxml2. Foreign bytes come in, records go out, or the reason why not.
 *
 * While reading, fields hold offsets into the text (it moves as it grows); settle() turns them into pointers at the
 * end. */
#include "xml.h"

#include "base/mem.h"

#include <libxml/parser.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

/* A field while its text may still move. */
struct place {
    size_t name, value;
};

struct reader {
    const struct xml_shape *shape;
    struct xml_document document;
    struct err err;
    xmlParserCtxt *parser;
    unsigned depth;        /* of the element being read; the root has 1 */
    unsigned record_depth; /* of elements that are records; 0 while the root is of no interest */
    bool in_record;

    size_t records_capacity;
    struct place *places;
    size_t n_places, places_capacity;
    size_t text_len, text_capacity;

    char path[XML_MAX_NAME + 1];
    size_t path_len;
    size_t path_ends[XML_MAX_DEPTH + 1]; /* path_len before the element of each depth */
    bool is_leaf[XML_MAX_DEPTH + 1];
    char value[XML_MAX_VALUE];
    size_t value_len;
};

static void reader_fail(struct reader *reader, int code, const char *why)
{
    if (reader->err.code == 0) {
        err_set(&reader->err, code, "%s", why);
    }
    xmlStopParser(reader->parser);
}

static void copy_cut(char *to, size_t size, const char *from, size_t len)
{
    size_t n = len < size - 1 ? len : size - 1;
    memcpy(to, from, n);
    to[n] = '\0';
}

bool xml_id_copy(const char *text, size_t len, char ret_id[ID_SIZE])
{
    static const char allowed[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-";
    if (len == 0 || len >= ID_SIZE) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\0' || strchr(allowed, text[i]) == NULL) {
            return false;
        }
    }
    copy_cut(ret_id, ID_SIZE, text, len);
    return true;
}

/* The five pointers that libxml2 gives for each attribute: name, prefix, namespace, value, end of value. */
struct attribute {
    const xmlChar *name, *prefix, *space, *value, *end;
};

static const struct attribute *attribute_find(const xmlChar **attributes, int count, const char *name)
{
    const struct attribute *all = (const void *)attributes;
    for (int i = 0; i < count; i++) {
        if (strcasecmp((const char *)all[i].name, name) == 0) {
            return &all[i];
        }
    }
    return NULL;
}

static const char *attribute_text(const struct attribute *attribute, size_t *ret_len)
{
    *ret_len = (size_t)(attribute->end - attribute->value);
    return (const char *)attribute->value;
}

static void read_total(struct reader *reader, const xmlChar **attributes, int count)
{
    const struct attribute *attribute = attribute_find(attributes, count, "total");
    if (attribute == NULL) {
        return;
    }
    size_t len;
    const char *text = attribute_text(attribute, &len);
    uint32_t total = 0;
    if (len == 0 || len > 9) {
        return;
    }
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return;
        }
        total = total * 10 + (uint32_t)(text[i] - '0');
    }
    reader->document.total = total;
    reader->document.has_total = true;
}

static void begin_record(struct reader *reader, const xmlChar **attributes, int count)
{
    struct xml_document *document = &reader->document;
    if (document->n_records == XML_MAX_RECORDS) {
        reader_fail(reader, ERR_LIMIT, "the answer has too many records");
        return;
    }
    ARRAY_GROW(document->records, document->n_records, reader->records_capacity);
    struct record *record = &document->records[document->n_records++];
    *record = (struct record){0};
    reader->in_record = true;
    const struct attribute *id = attribute_find(attributes, count, "id");
    if (id == NULL) {
        return;
    }
    size_t len;
    const char *text = attribute_text(id, &len);
    if (len > 0 && !xml_id_copy(text, len, record->id)) {
        reader_fail(reader, ERR_LIMIT, "the answer has an id that is none");
    }
}

static void read_root(struct reader *reader, const char *name, const xmlChar **attributes, int count)
{
    struct xml_document *document = &reader->document;
    const struct xml_shape *shape = reader->shape;
    copy_cut(document->root, sizeof document->root, name, strlen(name));
    document->is_failure = strcasecmp(name, "failureDetails") == 0;
    const char *expected = shape->list != NULL ? shape->list : shape->object;
    document->is_expected = expected != NULL && strcasecmp(name, expected) == 0;
    if (!document->is_expected) {
        return;
    }
    reader->record_depth = shape->list != NULL ? 2 : 1;
    if (shape->list != NULL) {
        read_total(reader, attributes, count);
    } else {
        begin_record(reader, attributes, count);
    }
}

static void read_failure(struct reader *reader, const char *name, const xmlChar **attributes, int count)
{
    struct xml_document *document = &reader->document;
    if (document->failure[0] != '\0') {
        return;
    }
    copy_cut(document->failure, sizeof document->failure, name, strlen(name));
    size_t len;
    const struct attribute *attribute = attribute_find(attributes, count, "parameter");
    if (attribute != NULL) {
        const char *text = attribute_text(attribute, &len);
        copy_cut(document->parameter, sizeof document->parameter, text, len);
    }
    attribute = attribute_find(attributes, count, "error");
    if (attribute != NULL) {
        const char *text = attribute_text(attribute, &len);
        copy_cut(document->error, sizeof document->error, text, len);
    }
}

/* "status" and then, inside, "status/state". */
static void begin_field(struct reader *reader, const char *name)
{
    size_t len = strlen(name);
    size_t slash = reader->path_len > 0 ? 1 : 0;
    if (reader->path_len + slash + len > XML_MAX_NAME) {
        reader_fail(reader, ERR_LIMIT, "the answer has a name that is too long");
        return;
    }
    if (slash != 0) {
        reader->path[reader->path_len++] = '/';
    }
    memcpy(reader->path + reader->path_len, name, len);
    reader->path_len += len;
    reader->value_len = 0;
}

static void element_start(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *space, int n_spaces,
                          const xmlChar **spaces, int count, int n_defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)space, (void)n_spaces, (void)spaces, (void)n_defaulted;
    struct reader *reader = ctx;
    const char *name = (const char *)local;
    if (reader->err.code != 0) {
        return;
    }
    if (reader->depth == XML_MAX_DEPTH) {
        reader_fail(reader, ERR_LIMIT, "the answer is nested too deeply");
        return;
    }
    reader->is_leaf[reader->depth] = false;
    reader->depth++;
    reader->is_leaf[reader->depth] = true;
    reader->path_ends[reader->depth] = reader->path_len;
    if (reader->depth == 1) {
        read_root(reader, name, attributes, count);
    } else if (reader->document.is_failure && reader->depth == 2) {
        read_failure(reader, name, attributes, count);
    } else if (reader->depth == reader->record_depth && strcasecmp(name, reader->shape->object) == 0) {
        begin_record(reader, attributes, count);
    } else if (reader->in_record) {
        begin_field(reader, name);
    }
}

static size_t text_add(struct reader *reader, const char *text, size_t len)
{
    char **slot = &reader->document.text;
    while (reader->text_capacity - reader->text_len <= len) {
        reader->text_capacity = reader->text_capacity != 0 ? reader->text_capacity * 2 : 1024;
        *slot = mem_realloc(*slot, reader->text_capacity, 1);
    }
    size_t at = reader->text_len;
    memcpy(*slot + at, text, len);
    (*slot)[at + len] = '\0';
    reader->text_len += len + 1;
    return at;
}

static void add_field(struct reader *reader)
{
    if (reader->n_places == XML_MAX_FIELDS) {
        reader_fail(reader, ERR_LIMIT, "the answer has too many fields");
        return;
    }
    ARRAY_GROW(reader->places, reader->n_places, reader->places_capacity);
    struct place *place = &reader->places[reader->n_places++];
    place->name = text_add(reader, reader->path, reader->path_len);
    place->value = text_add(reader, reader->value, reader->value_len);
    reader->document.records[reader->document.n_records - 1].n_fields++;
}

static void element_end(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *space)
{
    (void)local, (void)prefix, (void)space;
    struct reader *reader = ctx;
    if (reader->err.code != 0 || reader->depth == 0) {
        return;
    }
    if (reader->in_record && reader->depth == reader->record_depth) {
        reader->in_record = false;
    } else if (reader->in_record && reader->is_leaf[reader->depth]) {
        add_field(reader);
    }
    reader->path_len = reader->path_ends[reader->depth];
    reader->depth--;
}

static void element_text(void *ctx, const xmlChar *text, int len)
{
    struct reader *reader = ctx;
    if (reader->err.code != 0 || !reader->in_record || reader->path_len == 0 || !reader->is_leaf[reader->depth]) {
        return;
    }
    size_t n = (size_t)len;
    if (n > XML_MAX_VALUE - reader->value_len) {
        reader_fail(reader, ERR_LIMIT, "the answer has a field that is too long");
        return;
    }
    memcpy(reader->value + reader->value_len, text, n);
    reader->value_len += n;
}

static void doctype_start(void *ctx, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    reader_fail(ctx, ERR_LIMIT, "the answer has a DOCTYPE: it is not one of the API");
}

static void fields_settle(struct reader *reader)
{
    struct xml_document *document = &reader->document;
    document->fields = mem_calloc(reader->n_places, sizeof *document->fields);
    for (size_t i = 0; i < reader->n_places; i++) {
        document->fields[i].name = document->text + reader->places[i].name;
        document->fields[i].value = document->text + reader->places[i].value;
    }
    const struct record_field *field = document->fields;
    for (size_t i = 0; i < document->n_records; i++) {
        document->records[i].fields = field;
        field += document->records[i].n_fields;
    }
}

static void parser_free(xmlParserCtxt **parser)
{
    xmlFreeParserCtxt(*parser);
}

static void error_ignore(void *ctx, xmlError *error)
{
    (void)ctx, (void)error;
}

/* True if the document is well-formed and nothing of ours stopped the reading. Faults of an encoding do not go through
 * the parser's handlers: they would be written to stderr. */
static bool reader_run(struct reader *reader, const char *body, size_t len)
{
    __attribute__((cleanup(parser_free))) xmlParserCtxt *parser = xmlNewParserCtxt();
    if (parser == NULL) {
        return false;
    }
    *parser->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                                   .internalSubset = doctype_start,
                                   .startElementNs = element_start,
                                   .endElementNs = element_end,
                                   .characters = element_text,
                                   .ignorableWhitespace = element_text,
                                   .cdataBlock = element_text};
    parser->userData = reader;
    reader->parser = parser;
    xmlStructuredErrorFunc before = xmlStructuredError;
    void *before_ctx = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(NULL, error_ignore);
    xmlCtxtReadMemory(parser, body, (int)len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlSetStructuredErrorFunc(before_ctx, before);
    return reader->err.code == 0 && parser->wellFormed != 0;
}

int xml_read(const char *body, size_t len, const struct xml_shape *shape, struct xml_document *ret_document,
             struct err *err)
{
    if (len > XML_MAX_BYTES) {
        return err_set(err, ERR_LIMIT, "the answer is too long");
    }
    struct reader reader;
    memset(&reader, 0, offsetof(struct reader, path));
    reader.path_len = 0;
    reader.value_len = 0;
    reader.is_leaf[0] = false;
    reader.shape = shape;
    bool is_whole = len > 0 && reader_run(&reader, body, len);
    if (is_whole) {
        fields_settle(&reader);
    }
    mem_free(reader.places);
    if (!is_whole) {
        xml_document_done(&reader.document);
        if (reader.err.code != 0) {
            return err_set(err, reader.err.code, "%s", reader.err.message);
        }
        return err_set(err, ERR_UNREADABLE, len == 0 ? "the answer is empty" : "the answer is not well-formed XML");
    }
    *ret_document = reader.document;
    return 0;
}

void xml_document_done(struct xml_document *document)
{
    if (document == NULL) {
        return;
    }
    mem_free(document->records);
    mem_free(document->fields);
    mem_free(document->text);
    *document = (struct xml_document){0};
}
