/* space.c: the life of coSpaces. */
#include "space.h"

#include "base/mem.h"

#include "call.h"

static const char *const self_pane_words[] = {"skip", "self", "blank", "unset", NULL};

static const struct sim_field fields[SIM_SPACE_FIELDS] = {
    [SIM_SPACE_NAME] = {.name = "name", .type = SIM_FIELD_TEXT, .listed = true},
    [SIM_SPACE_URI] = {.name = "uri", .type = SIM_FIELD_USER_PART, .listed = true},
    [SIM_SPACE_SECONDARY_URI] = {.name = "secondaryUri", .type = SIM_FIELD_USER_PART, .listed = true},
    [SIM_SPACE_CALL_ID] = {.name = "callId", .type = SIM_FIELD_DIGITS, .limit = 40, .listed = true},
    [SIM_SPACE_CDR_TAG] = {.name = "cdrTag", .type = SIM_FIELD_TEXT, .limit = 100},
    [SIM_SPACE_PASSCODE] = {.name = "passcode", .type = SIM_FIELD_TEXT, .limit = 30},
    [SIM_SPACE_DEFAULT_LAYOUT] = {.name = "defaultLayout", .type = SIM_FIELD_WORD, .words = sim_layout_words},
    [SIM_SPACE_TENANT] = {.name = "tenant", .type = SIM_FIELD_REFERENCE, .missing = "tenantDoesNotExist"},
    [SIM_SPACE_CALL_LEG_PROFILE] = {.name = "callLegProfile",
                                    .type = SIM_FIELD_REFERENCE,
                                    .refers = SIM_REFERS_CALL_LEG_PROFILE,
                                    .missing = "callLegProfileDoesNotExist"},
    [SIM_SPACE_CALL_PROFILE] = {.name = "callProfile",
                                .type = SIM_FIELD_REFERENCE,
                                .refers = SIM_REFERS_CALL_PROFILE,
                                .missing = "callProfileDoesNotExist"},
    [SIM_SPACE_CALL_BRANDING_PROFILE] = {.name = "callBrandingProfile",
                                         .type = SIM_FIELD_REFERENCE,
                                         .missing = "callBrandingProfileDoesNotExist"},
    [SIM_SPACE_DIAL_IN_SECURITY_PROFILE] = {.name = "dialInSecurityProfile",
                                            .type = SIM_FIELD_REFERENCE,
                                            .missing = "dialInSecurityProfileDoesNotExist"},
    [SIM_SPACE_NON_MEMBER_ACCESS] = {.name = "nonMemberAccess", .type = SIM_FIELD_BOOL},
    [SIM_SPACE_OWNER_JID] = {.name = "ownerJid", .type = SIM_FIELD_REFERENCE, .missing = "userDoesNotExist"},
    [SIM_SPACE_STREAM_URL] = {.name = "streamUrl", .type = SIM_FIELD_TEXT, .limit = 1000},
    [SIM_SPACE_MEETING_SCHEDULER] = {.name = "meetingScheduler", .type = SIM_FIELD_TEXT},
    [SIM_SPACE_PANE_HIGHEST] = {.name = "panePlacementHighestImportance", .type = SIM_FIELD_NUMBER},
    [SIM_SPACE_PANE_SELF_MODE] = {.name = "panePlacementSelfPaneMode",
                                  .type = SIM_FIELD_WORD,
                                  .words = self_pane_words},
    [SIM_SPACE_SECRET] = {.name = "secret", .type = SIM_FIELD_TEXT},
};

const struct sim_schema sim_space_schema = {fields, SIM_SPACE_FIELDS};

struct sim_space *sim_space_new(struct sim_server *server)
{
    struct sim_space *space = mem_zalloc(sizeof *space);
    sim_table_add(&server->spaces, &space->object, &server->random);
    sim_record_init(&space->record, &sim_space_schema);
    return space;
}

static void leave_set(struct sim_space *space)
{
    if (space->set == NULL) {
        return;
    }
    if (space->set_previous != NULL) {
        space->set_previous->set_next = space->set_next;
    } else {
        space->set->spaces = space->set_next;
    }
    if (space->set_next != NULL) {
        space->set_next->set_previous = space->set_previous;
    }
    space->set = NULL;
}

void sim_space_free(struct sim_server *server, struct sim_space *space)
{
    while (space->calls != NULL) {
        sim_call_end(server, space->calls);
    }
    leave_set(space);
    sim_space_unindex(server, space);
    sim_table_remove(&server->spaces, &space->object);
    sim_record_done(&space->record);
    mem_free(space);
}

static void unindex(struct map *map, const char *key)
{
    if (key != NULL) {
        map_remove(map, key);
    }
}

void sim_space_unindex(struct sim_server *server, struct sim_space *space)
{
    unindex(&server->uris, sim_record_get(&space->record, SIM_SPACE_URI));
    unindex(&server->uris, sim_record_get(&space->record, SIM_SPACE_SECONDARY_URI));
    unindex(&server->call_ids, sim_record_get(&space->record, SIM_SPACE_CALL_ID));
}

static void index_under(struct map *map, const char *key, struct sim_space *space)
{
    if (key != NULL) {
        map_set(map, key, space);
    }
}

void sim_space_index(struct sim_server *server, struct sim_space *space)
{
    index_under(&server->uris, sim_record_get(&space->record, SIM_SPACE_URI), space);
    index_under(&server->uris, sim_record_get(&space->record, SIM_SPACE_SECONDARY_URI), space);
    index_under(&server->call_ids, sim_record_get(&space->record, SIM_SPACE_CALL_ID), space);
}

/* 22 characters of base64url, as on the box. */
void sim_space_renew_secret(struct sim_server *server, struct sim_space *space)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char secret[23];
    random_bytes(&server->random, secret, sizeof secret - 1);
    for (size_t i = 0; i < sizeof secret - 1; i++) {
        secret[i] = alphabet[(unsigned char)secret[i] & 63];
    }
    secret[sizeof secret - 1] = '\0';
    sim_record_set(&space->record, SIM_SPACE_SECRET, secret);
}

void sim_space_settle_secret(struct sim_server *server, struct sim_space *space)
{
    if (sim_record_get(&space->record, SIM_SPACE_CALL_ID) != NULL &&
        sim_record_get(&space->record, SIM_SPACE_SECRET) == NULL) {
        sim_space_renew_secret(server, space);
    }
}
