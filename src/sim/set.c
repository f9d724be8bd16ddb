/* set.c: /cospaceBulkParameterSets. A set is only kept; nothing happens to spaces before a sync. */
#include "bulk.h"
#include "routes.h"

#include "list.h"
#include "xml.h"

#include "base/mem.h"

static const struct sim_field fields[SIM_SET_FIELDS] = {
    [SIM_SET_START] = {.name = "startIndex", .type = SIM_FIELD_NUMBER, .listed = true},
    [SIM_SET_END] = {.name = "endIndex", .type = SIM_FIELD_NUMBER, .listed = true},
    [SIM_SET_URI] = {.name = "coSpaceUriMapping", .type = SIM_FIELD_USER_MAPPING},
    [SIM_SET_NAME] = {.name = "coSpaceNameMapping", .type = SIM_FIELD_MAPPING},
    [SIM_SET_CALL_ID] = {.name = "coSpaceCallIdMapping", .type = SIM_FIELD_USER_MAPPING},
    [SIM_SET_TENANT] = {.name = "tenant", .type = SIM_FIELD_REFERENCE, .missing = "tenantDoesNotExist"},
    [SIM_SET_CALL_PROFILE] = {.name = "callProfile",
                              .type = SIM_FIELD_REFERENCE,
                              .refers = SIM_REFERS_CALL_PROFILE,
                              .missing = "callProfileDoesNotExist"},
    [SIM_SET_CALL_LEG_PROFILE] = {.name = "callLegProfile",
                                  .type = SIM_FIELD_REFERENCE,
                                  .refers = SIM_REFERS_CALL_LEG_PROFILE,
                                  .missing = "callLegProfileDoesNotExist"},
    [SIM_SET_CALL_BRANDING_PROFILE] = {.name = "callBrandingProfile",
                                       .type = SIM_FIELD_REFERENCE,
                                       .missing = "callBrandingProfileDoesNotExist"},
    [SIM_SET_NON_MEMBER_ACCESS] = {.name = "nonMemberAccess", .type = SIM_FIELD_BOOL, .shown = "true"},
};

const struct sim_schema sim_set_schema = {fields, SIM_SET_FIELDS};

void sim_set_free(struct sim_server *server, struct sim_set *set)
{
    for (struct sim_space *space = set->spaces; space != NULL; space = space->set_next) {
        space->set = NULL;
    }
    sim_table_remove(&server->sets, &set->object);
    sim_record_done(&set->record);
    mem_free(set);
}

static void write_set(struct sim_exchange *exchange, const struct sim_set *set, bool listed_only)
{
    sim_xml_open_id(exchange->out, "cospaceBulkParameterSet", set->object.id);
    sim_record_write(&set->record, exchange->out, listed_only);
    sim_xml_close(exchange->out, "cospaceBulkParameterSet");
}

static void write_item(struct sim_exchange *exchange, const void *item)
{
    write_set(exchange, item, true);
}

void sim_sets_list(struct sim_exchange *exchange)
{
    const struct sim_listing listing = {"cospaceBulkParameterSets", exchange->server->options.page_config, NULL,
                                        write_item};
    sim_list_table(exchange, &listing, &exchange->server->sets);
}

static struct sim_set *find(struct sim_exchange *exchange)
{
    struct sim_set *set = sim_table_find(&exchange->server->sets, exchange->ids[0]);
    if (set == NULL) {
        sim_answer_missing(exchange, "cospaceBulkParameterSetDoesNotExist");
    }
    return set;
}

void sim_sets_get(struct sim_exchange *exchange)
{
    const struct sim_set *set = find(exchange);
    if (set == NULL) {
        return;
    }
    sim_xml_declare(exchange->out);
    write_set(exchange, set, false);
}

/* The range must be there after the form is applied. */
static bool has_range(struct sim_exchange *exchange, bool creating)
{
    for (size_t i = SIM_SET_START; i <= SIM_SET_END; i++) {
        const char *value = sim_form_get(&exchange->form, fields[i].name);
        if (value == NULL ? creating : *value == '\0') {
            sim_answer_bad_parameter(exchange, fields[i].name);
            return false;
        }
    }
    return true;
}

void sim_sets_post(struct sim_exchange *exchange)
{
    struct sim_server *server = exchange->server;
    if (!sim_record_check(exchange, &sim_set_schema, true) || !has_range(exchange, true)) {
        return;
    }
    struct sim_set *set = mem_zalloc(sizeof *set);
    sim_table_add(&server->sets, &set->object, &server->random);
    sim_record_init(&set->record, &sim_set_schema);
    sim_record_apply(&set->record, &exchange->form, true);
    sim_answer_created(exchange, "cospaceBulkParameterSets", set->object.id);
}

void sim_sets_put(struct sim_exchange *exchange)
{
    struct sim_set *set = find(exchange);
    if (set == NULL || !sim_record_check(exchange, &sim_set_schema, false) || !has_range(exchange, false)) {
        return;
    }
    sim_record_apply(&set->record, &exchange->form, false);
}

void sim_sets_delete(struct sim_exchange *exchange)
{
    struct sim_set *set = find(exchange);
    if (set != NULL) {
        sim_set_free(exchange->server, set);
    }
}
