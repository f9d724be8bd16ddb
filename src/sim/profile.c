/* profile.c: /callProfiles and /callLegProfiles, two collections of one shape. Lists show bare ids. */
#include "profile.h"
#include "routes.h"

#include "bulk.h"
#include "leg.h"
#include "list.h"
#include "space.h"
#include "xml.h"

#include "base/mem.h"

#include <strings.h>

struct kind {
    const char *singular;
    const char *plural;
    const char *missing;
    const struct sim_schema *schema;
    size_t table; /* offset in the server */
    enum sim_space_field in_space;
    enum sim_set_field in_set;
};

static const struct kind call_profiles = {"callProfile",
                                          "callProfiles",
                                          "callProfileDoesNotExist",
                                          &sim_call_profile_schema,
                                          offsetof(struct sim_server, call_profiles),
                                          SIM_SPACE_CALL_PROFILE,
                                          SIM_SET_CALL_PROFILE};
static const struct kind call_leg_profiles = {"callLegProfile",
                                              "callLegProfiles",
                                              "callLegProfileDoesNotExist",
                                              &sim_call_leg_profile_schema,
                                              offsetof(struct sim_server, call_leg_profiles),
                                              SIM_SPACE_CALL_LEG_PROFILE,
                                              SIM_SET_CALL_LEG_PROFILE};

static struct sim_table *table_of(struct sim_server *server, const struct kind *kind)
{
    return (struct sim_table *)(void *)((char *)server + kind->table);
}

void sim_profile_free(struct sim_table *table, struct sim_profile *profile)
{
    sim_table_remove(table, &profile->object);
    sim_record_done(&profile->record);
    mem_free(profile);
}

static bool referenced(struct sim_server *server, const struct kind *kind, const char *id)
{
    for (struct sim_object *o = server->spaces.first; o != NULL; o = o->next) {
        if (sim_record_is(&((struct sim_space *)(void *)o)->record, kind->in_space, id)) {
            return true;
        }
    }
    for (struct sim_object *o = server->sets.first; o != NULL; o = o->next) {
        if (sim_record_is(&((struct sim_set *)(void *)o)->record, kind->in_set, id)) {
            return true;
        }
    }
    return false;
}

/* Whoever used it falls back to the default. */
static void forget(struct sim_server *server, const struct kind *kind, const char *id)
{
    for (struct sim_object *o = server->spaces.first; o != NULL; o = o->next) {
        struct sim_record *record = &((struct sim_space *)(void *)o)->record;
        if (sim_record_is(record, kind->in_space, id)) {
            sim_record_set(record, kind->in_space, NULL);
        }
    }
    for (struct sim_object *o = server->sets.first; o != NULL; o = o->next) {
        struct sim_record *record = &((struct sim_set *)(void *)o)->record;
        if (sim_record_is(record, kind->in_set, id)) {
            sim_record_set(record, kind->in_set, NULL);
        }
    }
    for (size_t i = 0; kind == &call_leg_profiles && i < server->options.n_bridges; i++) {
        for (struct sim_object *o = server->bridges[i].legs.first; o != NULL; o = o->next) {
            sim_leg_forget_profile((struct sim_leg *)(void *)o, id);
        }
    }
}

static bool usage_matches(struct sim_exchange *exchange, const struct kind *kind, const void *item)
{
    const struct sim_profile *profile = item;
    bool wanted = strcasecmp(sim_form_get(&exchange->query, "usageFilter"), "referenced") == 0;
    return referenced(exchange->server, kind, profile->object.id) == wanted;
}

static bool call_profile_matches(struct sim_exchange *exchange, const void *item)
{
    return usage_matches(exchange, &call_profiles, item);
}

static bool call_leg_profile_matches(struct sim_exchange *exchange, const void *item)
{
    return usage_matches(exchange, &call_leg_profiles, item);
}

static void write_bare(struct sim_exchange *exchange, const struct kind *kind, const void *item)
{
    const struct sim_profile *profile = item;
    sim_xml_open_id(exchange->out, kind->singular, profile->object.id);
    sim_xml_close(exchange->out, kind->singular);
}

static void write_call_profile(struct sim_exchange *exchange, const void *item)
{
    write_bare(exchange, &call_profiles, item);
}

static void write_call_leg_profile(struct sim_exchange *exchange, const void *item)
{
    write_bare(exchange, &call_leg_profiles, item);
}

static void list_kind(struct sim_exchange *exchange, const struct kind *kind, struct sim_listing listing)
{
    const char *usage = sim_form_get(&exchange->query, "usageFilter");
    if (usage == NULL || *usage == '\0') {
        listing.match = NULL;
    } else if (strcasecmp(usage, "referenced") != 0 && strcasecmp(usage, "unreferenced") != 0) {
        sim_answer_bad_parameter(exchange, "usageFilter");
        return;
    }
    sim_list_table(exchange, &listing, table_of(exchange->server, kind));
}

static struct sim_profile *find(struct sim_exchange *exchange, const struct kind *kind)
{
    struct sim_profile *profile = sim_table_find(table_of(exchange->server, kind), exchange->ids[0]);
    if (profile == NULL) {
        sim_answer_missing(exchange, kind->missing);
    }
    return profile;
}

static void get_kind(struct sim_exchange *exchange, const struct kind *kind)
{
    const struct sim_profile *profile = find(exchange, kind);
    if (profile == NULL) {
        return;
    }
    sim_xml_declare(exchange->out);
    sim_xml_open_id(exchange->out, kind->singular, profile->object.id);
    sim_record_write(&profile->record, exchange->out, false);
    sim_xml_close(exchange->out, kind->singular);
}

static void post_kind(struct sim_exchange *exchange, const struct kind *kind)
{
    if (!sim_record_check(exchange, kind->schema, true)) {
        return;
    }
    struct sim_profile *profile = mem_zalloc(sizeof *profile);
    sim_table_add(table_of(exchange->server, kind), &profile->object, &exchange->server->random);
    sim_record_init(&profile->record, kind->schema);
    sim_record_apply(&profile->record, &exchange->form, true);
    sim_answer_created(exchange, kind->plural, profile->object.id);
}

static void put_kind(struct sim_exchange *exchange, const struct kind *kind)
{
    struct sim_profile *profile = find(exchange, kind);
    if (profile != NULL && sim_record_check(exchange, kind->schema, false)) {
        sim_record_apply(&profile->record, &exchange->form, false);
    }
}

static void delete_kind(struct sim_exchange *exchange, const struct kind *kind)
{
    struct sim_profile *profile = find(exchange, kind);
    if (profile == NULL) {
        return;
    }
    forget(exchange->server, kind, profile->object.id);
    sim_profile_free(table_of(exchange->server, kind), profile);
}

void sim_call_profiles_list(struct sim_exchange *exchange)
{
    list_kind(exchange, &call_profiles,
              (struct sim_listing){"callProfiles", exchange->server->options.page_config, call_profile_matches,
                                   write_call_profile});
}

void sim_call_profiles_post(struct sim_exchange *exchange)
{
    post_kind(exchange, &call_profiles);
}

void sim_call_profiles_get(struct sim_exchange *exchange)
{
    get_kind(exchange, &call_profiles);
}

void sim_call_profiles_put(struct sim_exchange *exchange)
{
    put_kind(exchange, &call_profiles);
}

void sim_call_profiles_delete(struct sim_exchange *exchange)
{
    delete_kind(exchange, &call_profiles);
}

void sim_call_leg_profiles_list(struct sim_exchange *exchange)
{
    list_kind(exchange, &call_leg_profiles,
              (struct sim_listing){"callLegProfiles", exchange->server->options.page_config, call_leg_profile_matches,
                                   write_call_leg_profile});
}

void sim_call_leg_profiles_post(struct sim_exchange *exchange)
{
    post_kind(exchange, &call_leg_profiles);
}

void sim_call_leg_profiles_get(struct sim_exchange *exchange)
{
    get_kind(exchange, &call_leg_profiles);
}

void sim_call_leg_profiles_put(struct sim_exchange *exchange)
{
    put_kind(exchange, &call_leg_profiles);
}

void sim_call_leg_profiles_delete(struct sim_exchange *exchange)
{
    delete_kind(exchange, &call_leg_profiles);
}
