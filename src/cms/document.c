/* document.c: foreign bytes come in, records go out, or the reason why not.
 *
 * While reading, fields hold offsets into the text (it moves as it grows); settle() turns them into pointers at the
 * end. */
#include "document.h"

#include "base/mem.h"
#include "xml/reader.h"

#include <string.h>
#include <strings.h>

/* A field while its text may still move. */
struct place {
    size_t name, value;
};

struct reader {
    const struct document_shape *shape;
    struct document document;
    unsigned depth;        /* of the element being read; the root has 1 */
    unsigned record_depth; /* of elements that are records; 0 while the root is of no interest */
    bool in_record;

    size_t records_capacity;
    struct place *places;
    size_t n_places, places_capacity;
    size_t text_len, text_capacity;

    char path[DOCUMENT_MAX_NAME + 1];
    size_t path_len;
    size_t path_ends[DOCUMENT_MAX_DEPTH + 1]; /* path_len before the element of each depth */
    bool is_leaf[DOCUMENT_MAX_DEPTH + 1];
    char value[DOCUMENT_MAX_VALUE];
    size_t value_len;
};

static void copy_cut(char *to, size_t size, const char *from, size_t len)
{
    size_t n = len < size - 1 ? len : size - 1;
    memcpy(to, from, n);
    to[n] = '\0';
}

bool document_id_copy(const char *text, size_t len, char ret_id[ID_SIZE])
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

static void read_total(struct reader *reader, const struct xml_element *element)
{
    const struct xml_attribute *attribute = xml_attribute_find(element, "total");
    uint32_t total = 0;
    if (attribute == NULL || attribute->len == 0 || attribute->len > 9) {
        return;
    }
    for (size_t i = 0; i < attribute->len; i++) {
        if (attribute->value[i] < '0' || attribute->value[i] > '9') {
            return;
        }
        total = total * 10 + (uint32_t)(attribute->value[i] - '0');
    }
    reader->document.total = total;
    reader->document.has_total = true;
}

static int begin_record(struct reader *reader, const struct xml_element *element, struct err *err)
{
    struct document *document = &reader->document;
    if (document->n_records == DOCUMENT_MAX_RECORDS) {
        return err_set(err, ERR_LIMIT, "the answer has too many records");
    }
    ARRAY_GROW(document->records, document->n_records, reader->records_capacity);
    struct record *record = &document->records[document->n_records++];
    *record = (struct record){0};
    reader->in_record = true;
    const struct xml_attribute *id = xml_attribute_find(element, "id");
    if (id != NULL && id->len > 0 && !document_id_copy(id->value, id->len, record->id)) {
        return err_set(err, ERR_LIMIT, "the answer has an id that is none");
    }
    return 0;
}

static int read_root(struct reader *reader, const struct xml_element *element, struct err *err)
{
    struct document *document = &reader->document;
    const struct document_shape *shape = reader->shape;
    const char *name = element->name;
    copy_cut(document->root, sizeof document->root, name, strlen(name));
    document->is_failure = strcasecmp(name, "failureDetails") == 0;
    const char *expected = shape->list != NULL ? shape->list : shape->object;
    document->is_expected = expected != NULL && strcasecmp(name, expected) == 0;
    if (!document->is_expected) {
        return 0;
    }
    reader->record_depth = shape->list != NULL ? 2 : 1;
    if (shape->list == NULL) {
        return begin_record(reader, element, err);
    }
    read_total(reader, element);
    return 0;
}

static void copy_attribute(char *to, size_t size, const struct xml_element *element, const char *name)
{
    const struct xml_attribute *attribute = xml_attribute_find(element, name);
    if (attribute != NULL) {
        copy_cut(to, size, attribute->value, attribute->len);
    }
}

static void read_failure(struct reader *reader, const struct xml_element *element)
{
    struct document *document = &reader->document;
    if (document->failure[0] != '\0') {
        return;
    }
    copy_cut(document->failure, sizeof document->failure, element->name, strlen(element->name));
    copy_attribute(document->parameter, sizeof document->parameter, element, "parameter");
    copy_attribute(document->error, sizeof document->error, element, "error");
}

/* "status" and then, inside, "status/state". */
static int begin_field(struct reader *reader, const char *name, struct err *err)
{
    size_t len = strlen(name);
    size_t slash = reader->path_len > 0 ? 1 : 0;
    if (reader->path_len + slash + len > DOCUMENT_MAX_NAME) {
        return err_set(err, ERR_LIMIT, "the answer has a name that is too long");
    }
    if (slash != 0) {
        reader->path[reader->path_len++] = '/';
    }
    memcpy(reader->path + reader->path_len, name, len);
    reader->path_len += len;
    reader->value_len = 0;
    return 0;
}

static int element_start(void *ctx, const struct xml_element *element, struct err *err)
{
    struct reader *reader = ctx;
    reader->is_leaf[reader->depth] = false;
    reader->depth++;
    reader->is_leaf[reader->depth] = true;
    reader->path_ends[reader->depth] = reader->path_len;
    if (reader->depth == 1) {
        return read_root(reader, element, err);
    }
    if (reader->document.is_failure && reader->depth == 2) {
        read_failure(reader, element);
        return 0;
    }
    if (reader->depth == reader->record_depth && strcasecmp(element->name, reader->shape->object) == 0) {
        return begin_record(reader, element, err);
    }
    return reader->in_record ? begin_field(reader, element->name, err) : 0;
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

static int add_field(struct reader *reader, struct err *err)
{
    if (reader->n_places == DOCUMENT_MAX_FIELDS) {
        return err_set(err, ERR_LIMIT, "the answer has too many fields");
    }
    ARRAY_GROW(reader->places, reader->n_places, reader->places_capacity);
    struct place *place = &reader->places[reader->n_places++];
    place->name = text_add(reader, reader->path, reader->path_len);
    place->value = text_add(reader, reader->value, reader->value_len);
    reader->document.records[reader->document.n_records - 1].n_fields++;
    return 0;
}

static int element_end(void *ctx, struct err *err)
{
    struct reader *reader = ctx;
    int code = 0;
    if (reader->in_record && reader->depth == reader->record_depth) {
        reader->in_record = false;
    } else if (reader->in_record && reader->is_leaf[reader->depth]) {
        code = add_field(reader, err);
    }
    reader->path_len = reader->path_ends[reader->depth];
    reader->depth--;
    return code;
}

static int element_text(void *ctx, const char *text, size_t len, struct err *err)
{
    struct reader *reader = ctx;
    if (!reader->in_record || reader->path_len == 0 || !reader->is_leaf[reader->depth]) {
        return 0;
    }
    if (len > DOCUMENT_MAX_VALUE - reader->value_len) {
        return err_set(err, ERR_LIMIT, "the answer has a field that is too long");
    }
    memcpy(reader->value + reader->value_len, text, len);
    reader->value_len += len;
    return 0;
}

static void fields_settle(struct reader *reader)
{
    struct document *document = &reader->document;
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

static int reader_run(struct reader *reader, const char *body, size_t len, struct err *err)
{
    static const struct xml_handler handler = {element_start, element_text, element_end};
    static const struct xml_limits limits = {DOCUMENT_MAX_BYTES, DOCUMENT_MAX_DEPTH, DOCUMENT_MAX_NAME};
    struct xml_reader *xml = xml_reader_new(&handler, reader, &limits);
    int code = xml_reader_feed(xml, body, len, err);
    if (code == 0) {
        code = xml_reader_finish(xml, err);
    }
    xml_reader_free(xml);
    return code;
}

int document_read(const char *body, size_t len, const struct document_shape *shape, struct document *ret_document,
                  struct err *err)
{
    struct reader reader;
    memset(&reader, 0, offsetof(struct reader, path));
    reader.path_len = 0;
    reader.value_len = 0;
    reader.is_leaf[0] = false;
    reader.shape = shape;
    int code = reader_run(&reader, body, len, err);
    if (code == 0) {
        fields_settle(&reader);
    }
    mem_free(reader.places);
    if (code != 0) {
        document_done(&reader.document);
        return code;
    }
    *ret_document = reader.document;
    return 0;
}

void document_done(struct document *document)
{
    if (document == NULL) {
        return;
    }
    mem_free(document->records);
    mem_free(document->fields);
    mem_free(document->text);
    *document = (struct document){0};
}
