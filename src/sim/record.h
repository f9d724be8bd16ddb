/* record.h: the parameters of an object as a table of fields: what POST and PUT take, what GET shows.
 *
 * Values are kept in their canonical spelling (true, lower-cased user parts). A field that was never set, or was set to
 * nothing, is absent from GET, unless the field has a value that is shown by default. */
#ifndef SIM_RECORD_H
#define SIM_RECORD_H

#include "base/buf.h"

#include "form.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sim_exchange;

enum sim_field_type {
    SIM_FIELD_TEXT, /* UTF-8, at most `limit` characters */
    SIM_FIELD_BOOL,
    SIM_FIELD_NUMBER, /* decimal, at most `limit` */
    SIM_FIELD_WORD,   /* one of `words` */
    SIM_FIELD_DIGITS,
    SIM_FIELD_USER_PART,    /* before the @; stored in lower case */
    SIM_FIELD_MAPPING,      /* mapping.h */
    SIM_FIELD_USER_MAPPING, /* the same, without @ */
    SIM_FIELD_REFERENCE,    /* the id of another object */
};

enum sim_reference { SIM_REFERS_NOTHING, SIM_REFERS_CALL_PROFILE, SIM_REFERS_CALL_LEG_PROFILE };

struct sim_field {
    const char *name;
    enum sim_field_type type;
    uint32_t limit;            /* 0: 200 characters, or 2147483647 */
    const char *const *words;  /* ends with NULL */
    enum sim_reference refers; /* nothing: no such objects in this model, every id is unknown */
    const char *missing;       /* the reason for an unknown id */
    const char *shown;         /* by GET while unset; NULL: absent */
    bool listed;               /* also in lists */
    bool post_only;
};

struct sim_schema {
    const struct sim_field *fields;
    size_t n_fields;
};

struct sim_record {
    const struct sim_schema *schema;
    char **values; /* NULL until something is set */
};

void sim_record_init(struct sim_record *record, const struct sim_schema *schema);
void sim_record_done(struct sim_record *record);
const char *sim_record_get(const struct sim_record *record, size_t field); /* NULL: unset */
bool sim_record_is(const struct sim_record *record, size_t field, const char *value);
void sim_record_set(struct sim_record *record, size_t field, const char *value); /* canonical; NULL or "" unsets */
/* Whether the form's values can be taken; if not, the failure is in the answer. */
bool sim_record_check(struct sim_exchange *exchange, const struct sim_schema *schema, bool creating);
void sim_record_apply(struct sim_record *record, const struct sim_form *form, bool creating);
void sim_record_write(const struct sim_record *record, struct buf *out, bool listed_only);
void sim_record_write_range(const struct sim_record *record, struct buf *out, size_t from, size_t to);
/* Whether text reads as a boolean; ret_value may be NULL. */
bool sim_bool_parse(const char *text, bool *ret_value);
bool sim_text_valid(const char *text); /* UTF-8 that XML can carry, of the usual length */
bool sim_number_parse(const char *text, uint64_t limit, uint64_t *ret_value);

extern const char *const sim_layout_words[];

#endif
