/* document.h: an answer's XML as flat records, with ceilings on everything.
 *
 * A list is a root of the name shape->list with records named shape->object in it; a single object is the root itself.
 * Root <failureDetails>: failure is its first child. Element names are compared without case, kept as sent. */
#ifndef CMS_DOCUMENT_H
#define CMS_DOCUMENT_H

#include "base/err.h"
#include "core/request.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    DOCUMENT_MAX_BYTES = 16 << 20,
    DOCUMENT_MAX_DEPTH = 16,
    DOCUMENT_MAX_RECORDS = 10000, /* of a page */
    DOCUMENT_MAX_FIELDS = 400000, /* of a page */
    DOCUMENT_MAX_VALUE = 4096,    /* bytes of a field */
    DOCUMENT_MAX_NAME = 128,      /* bytes of a field's name, nested ones with their path */
};

struct document_shape {
    const char *object; /* NULL: nothing is expected, only the root and failureDetails matter */
    const char *list;   /* NULL: a single object */
};

struct document {
    char root[64];
    bool is_expected; /* the root is what shape says */
    bool is_failure;
    char failure[64];   /* "coSpaceDoesNotExist", "" if the list is empty */
    char parameter[64]; /* its attributes, "" if it has none */
    char error[64];
    bool has_total;
    uint32_t total;
    struct record *records; /* owned, as are the next two */
    size_t n_records;
    struct record_field *fields;
    char *text;
};

/* Errors: UNREADABLE (not well-formed), LIMIT (a ceiling, a DOCTYPE among them); ret_document is then untouched. */
int document_read(const char *body, size_t len, const struct document_shape *shape, struct document *ret_document,
                  struct err *err);
void document_done(struct document *document);

/* Ids go into paths and tables: letters, digits, '-', 1 to ID_SIZE - 1 of them. Copies it if it is one. */
bool document_id_copy(const char *text, size_t len, char ret_id[ID_SIZE]);

#endif
