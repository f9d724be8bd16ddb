/* record.c: checks, keeps and shows parameters by their schema. */
#include "record.h"

#include "base/mem.h"

#include "exchange.h"
#include "field.h"
#include "xml.h"

#include <string.h>
#include <strings.h>

void sim_record_init(struct sim_record *record, const struct sim_schema *schema)
{
    *record = (struct sim_record){.schema = schema};
}

void sim_record_done(struct sim_record *record)
{
    for (size_t i = 0; record->values != NULL && i < record->schema->n_fields; i++) {
        mem_free(record->values[i]);
    }
    mem_free(record->values);
    record->values = NULL;
}

const char *sim_record_get(const struct sim_record *record, size_t field)
{
    return record->values != NULL ? record->values[field] : NULL;
}

bool sim_record_is(const struct sim_record *record, size_t field, const char *value)
{
    const char *held = sim_record_get(record, field);
    return held != NULL && strcmp(held, value) == 0;
}

void sim_record_set(struct sim_record *record, size_t field, const char *value)
{
    bool empty = value == NULL || *value == '\0';
    if (record->values == NULL) {
        if (empty) {
            return;
        }
        record->values = mem_calloc(record->schema->n_fields, sizeof *record->values);
    }
    mem_replace(&record->values[field], empty ? NULL : value);
}

static const struct sim_field *find_field(const struct sim_schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->n_fields; i++) {
        if (strcasecmp(schema->fields[i].name, name) == 0) {
            return &schema->fields[i];
        }
    }
    return NULL;
}

bool sim_record_check(struct sim_exchange *exchange, const struct sim_schema *schema, bool creating)
{
    for (size_t i = 0; i < exchange->form.count; i++) {
        const struct sim_pair *pair = &exchange->form.pairs[i];
        const struct sim_field *field = find_field(schema, pair->name);
        if (field == NULL || *pair->value == '\0' || (field->post_only && !creating)) {
            continue;
        }
        if (field->type == SIM_FIELD_REFERENCE) {
            if (sim_server_find(exchange->server, field->refers, pair->value) == NULL) {
                sim_answer_fail(exchange, field->missing);
                return false;
            }
        } else if (!sim_field_valid(field, pair->value)) {
            sim_answer_bad_parameter(exchange, field->name);
            return false;
        }
    }
    return true;
}

void sim_record_apply(struct sim_record *record, const struct sim_form *form, bool creating)
{
    for (size_t i = 0; i < form->count; i++) {
        const struct sim_pair *pair = &form->pairs[i];
        const struct sim_field *field = find_field(record->schema, pair->name);
        if (field == NULL || (field->post_only && !creating)) {
            continue;
        }
        CLEAN_FREE char *value = sim_field_canonical(field, pair->value);
        sim_record_set(record, (size_t)(field - record->schema->fields), value);
    }
}

static void write_field(const struct sim_record *record, struct buf *out, size_t i)
{
    const char *value = sim_record_get(record, i);
    if (value == NULL) {
        value = record->schema->fields[i].shown;
    }
    if (value != NULL) {
        sim_xml_text(out, record->schema->fields[i].name, value);
    }
}

void sim_record_write_range(const struct sim_record *record, struct buf *out, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        write_field(record, out, i);
    }
}

void sim_record_write(const struct sim_record *record, struct buf *out, bool listed_only)
{
    for (size_t i = 0; i < record->schema->n_fields; i++) {
        if (!listed_only || record->schema->fields[i].listed) {
            write_field(record, out, i);
        }
    }
}
