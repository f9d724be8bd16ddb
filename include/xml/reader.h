/* xml/reader.h: foreign XML, read piece by piece as it comes, under ceilings.
 *
 * One pass; no tree, no DTD (a DOCTYPE is refused before it is read), no entities but the five of XML 1.0 4.6 and
 * character references, no network. What is held at a time is one tag, never the document. */
#ifndef XML_READER_H
#define XML_READER_H

#include "base/err.h"

#include <stddef.h>

enum {
    XML_TAG_BYTES = 32 * 1024, /* of a tag, comment or processing instruction, about */
};

struct xml_limits {
    size_t bytes;   /* of the document */
    unsigned depth; /* the root has 1 */
    size_t name;    /* bytes of an element's name */
};

/* Not NUL-terminated: len bytes. */
struct xml_attribute {
    const char *name; /* NUL-terminated, without its prefix */
    const char *value;
    size_t len;
};

/* Borrowed for the call. */
struct xml_element {
    const char *space; /* its namespace, "" if it has none */
    const char *name;  /* without prefix */
    const struct xml_attribute *attributes;
    size_t n_attributes;
};

/* Each returns 0, or an error that ends the reading. NULL: of no interest. */
struct xml_handler {
    int (*start)(void *ctx, const struct xml_element *element, struct err *err);
    int (*text)(void *ctx, const char *text, size_t len, struct err *err); /* a piece of it, not NUL-terminated */
    int (*end)(void *ctx, struct err *err);                                /* of the element begun last and not ended */
};

struct xml_reader;

struct xml_reader *xml_reader_new(const struct xml_handler *handler, void *ctx, const struct xml_limits *limits);
void xml_reader_free(struct xml_reader *reader);
/* The next bytes. UNREADABLE: not well-formed; LIMIT: a ceiling, a DOCTYPE among them; or what a handler said. After an
 * error it stays an error. */
int xml_reader_feed(struct xml_reader *reader, const char *bytes, size_t len, struct err *err);
/* There are no more. UNREADABLE: it is not whole. */
int xml_reader_finish(struct xml_reader *reader, struct err *err);

/* The attribute of that name (compared without case), or NULL. */
const struct xml_attribute *xml_attribute_find(const struct xml_element *element, const char *name);

#endif
