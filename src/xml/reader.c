/* reader.c: the one place that knows libxml2: its push parser's SAX interface, and what must not get past it.
 *
 * The parser keeps what is not yet a whole tag. Feeding small pieces and looking at what it kept bounds a tag's length,
 * and so the number of its attributes, which libxml2 compares each with each. */
#include "xml/reader.h"

#include "base/mem.h"

#include <libxml/parser.h>
#include <string.h>
#include <strings.h>

enum { PIECE_BYTES = 16 * 1024, MAX_ATTRIBUTES = 64 };

struct xml_reader {
    struct xml_handler handler;
    void *ctx;
    struct xml_limits limits;
    xmlParserCtxt *parser;
    struct err err;
    unsigned depth; /* of the element being read */
    size_t bytes;   /* that came */
};

static void reader_fail(struct xml_reader *reader, int code, const char *why)
{
    if (reader->err.code == 0) {
        err_set(&reader->err, code, "%s", why);
    }
    xmlStopParser(reader->parser);
}

/* After a handler was called. */
static void reader_note(struct xml_reader *reader, int code)
{
    if (code != 0) {
        reader_fail(reader, code, "the answer cannot be taken");
    }
}

/* The five pointers that libxml2 gives for each attribute. */
struct raw_attribute {
    const xmlChar *name, *prefix, *space, *value, *end;
};

static size_t attributes_copy(const xmlChar **raw, int count, struct xml_attribute *ret_attributes)
{
    const struct raw_attribute *all = (const void *)raw;
    size_t n = (size_t)count < MAX_ATTRIBUTES ? (size_t)count : MAX_ATTRIBUTES;
    for (size_t i = 0; i < n; i++) {
        ret_attributes[i] = (struct xml_attribute){.name = (const char *)all[i].name,
                                                   .value = (const char *)all[i].value,
                                                   .len = (size_t)(all[i].end - all[i].value)};
    }
    return n;
}

static void element_start(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *space, int n_spaces,
                          const xmlChar **spaces, int count, int n_defaulted, const xmlChar **raw)
{
    (void)prefix, (void)n_spaces, (void)spaces, (void)n_defaulted;
    struct xml_reader *reader = ctx;
    if (reader->err.code != 0) {
        return;
    }
    if (reader->depth == reader->limits.depth) {
        reader_fail(reader, ERR_LIMIT, "the answer is nested too deeply");
        return;
    }
    reader->depth++;
    if (strlen((const char *)local) > reader->limits.name) {
        reader_fail(reader, ERR_LIMIT, "the answer has a name that is too long");
        return;
    }
    if (reader->handler.start == NULL) {
        return;
    }
    struct xml_attribute attributes[MAX_ATTRIBUTES];
    struct xml_element element = {.space = space != NULL ? (const char *)space : "",
                                  .name = (const char *)local,
                                  .attributes = attributes,
                                  .n_attributes = attributes_copy(raw, count, attributes)};
    reader_note(reader, reader->handler.start(reader->ctx, &element, &reader->err));
}

static void element_end(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *space)
{
    (void)local, (void)prefix, (void)space;
    struct xml_reader *reader = ctx;
    if (reader->err.code != 0 || reader->depth == 0) {
        return;
    }
    reader->depth--;
    if (reader->handler.end != NULL) {
        reader_note(reader, reader->handler.end(reader->ctx, &reader->err));
    }
}

static void element_text(void *ctx, const xmlChar *text, int len)
{
    struct xml_reader *reader = ctx;
    if (reader->err.code == 0 && reader->handler.text != NULL && len > 0) {
        reader_note(reader, reader->handler.text(reader->ctx, (const char *)text, (size_t)len, &reader->err));
    }
}

static void doctype_start(void *ctx, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    reader_fail(ctx, ERR_LIMIT, "the answer has a DOCTYPE, which no such answer needs");
}

static void error_ignore(void *ctx, xmlError *error)
{
    (void)ctx, (void)error;
}

static void words_ignore(void *ctx, const char *words, ...)
{
    (void)ctx, (void)words;
}

struct xml_reader *xml_reader_new(const struct xml_handler *handler, void *ctx, const struct xml_limits *limits)
{
    struct xml_reader *reader = mem_zalloc(sizeof *reader);
    reader->handler = *handler;
    reader->ctx = ctx;
    reader->limits = *limits;
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .internalSubset = doctype_start,
                         .startElementNs = element_start,
                         .endElementNs = element_end,
                         .characters = element_text,
                         .ignorableWhitespace = element_text,
                         .cdataBlock = element_text};
    reader->parser = xmlCreatePushParserCtxt(&sax, reader, NULL, 0, NULL);
    if (reader->parser == NULL) {
        err_set(&reader->err, ERR_INTERNAL, "the XML reader cannot be made");
        return reader;
    }
    xmlCtxtUseOptions(reader->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    return reader;
}

void xml_reader_free(struct xml_reader *reader)
{
    if (reader == NULL) {
        return;
    }
    xmlFreeParserCtxt(reader->parser);
    mem_free(reader);
}

/* Faults of an encoding do not go through the parser's handlers: they would be written to stderr. */
static void parser_push(struct xml_reader *reader, const char *bytes, size_t len, bool is_last)
{
    xmlStructuredErrorFunc before = xmlStructuredError;
    void *before_ctx = xmlStructuredErrorContext;
    xmlGenericErrorFunc words_before = xmlGenericError;
    void *words_before_ctx = xmlGenericErrorContext;
    xmlSetStructuredErrorFunc(NULL, error_ignore);
    xmlSetGenericErrorFunc(NULL, words_ignore);
    int code = xmlParseChunk(reader->parser, bytes, (int)len, is_last);
    xmlSetStructuredErrorFunc(before_ctx, before);
    xmlSetGenericErrorFunc(words_before_ctx, words_before);
    if (reader->err.code == 0 && (reader->parser->wellFormed == 0 || code == XML_ERR_INVALID_ENCODING)) {
        reader_fail(reader, ERR_UNREADABLE, "the answer is not well-formed XML");
    }
}

static size_t bytes_kept(const struct xml_reader *reader)
{
    const xmlParserInput *input = reader->parser->input;
    return input != NULL ? (size_t)(input->end - input->cur) : 0;
}

static int reader_report(const struct xml_reader *reader, struct err *err)
{
    return err_set(err, reader->err.code, "%s", reader->err.message);
}

int xml_reader_feed(struct xml_reader *reader, const char *bytes, size_t len, struct err *err)
{
    for (size_t at = 0; at < len && reader->err.code == 0;) {
        size_t n = len - at < PIECE_BYTES ? len - at : PIECE_BYTES;
        reader->bytes += n;
        if (reader->bytes > reader->limits.bytes) {
            reader_fail(reader, ERR_LIMIT, "the answer is too long");
            break;
        }
        parser_push(reader, bytes + at, n, false);
        at += n;
        if (reader->err.code == 0 && bytes_kept(reader) > XML_TAG_BYTES) {
            reader_fail(reader, ERR_LIMIT, "the answer has a tag that is too long");
        }
    }
    return reader->err.code != 0 ? reader_report(reader, err) : 0;
}

int xml_reader_finish(struct xml_reader *reader, struct err *err)
{
    if (reader->err.code == 0 && reader->bytes == 0) {
        reader_fail(reader, ERR_UNREADABLE, "the answer is empty");
    }
    if (reader->err.code == 0) {
        parser_push(reader, NULL, 0, true);
    }
    return reader->err.code != 0 ? reader_report(reader, err) : 0;
}

const struct xml_attribute *xml_attribute_find(const struct xml_element *element, const char *name)
{
    for (size_t i = 0; i < element->n_attributes; i++) {
        if (strcasecmp(element->attributes[i].name, name) == 0) {
            return &element->attributes[i];
        }
    }
    return NULL;
}
