/* core/request.c: requests as values: their words, which of them may be repeated, and how records are read. */
#include "core/request.h"

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const words[N_REQUEST_KINDS] = {
    [REQUEST_PROBE] = "probe",
    [REQUEST_READ_LOAD] = "read_load",
    [REQUEST_READ_CLUSTER] = "read_cluster",
    [REQUEST_LIST_ALARMS] = "list_alarms",
    [REQUEST_LIST_BRIDGES] = "list_bridges",
    [REQUEST_READ_BRIDGE] = "read_bridge",
    [REQUEST_CREATE_CALL_PROFILE] = "create_call_profile",
    [REQUEST_READ_CALL_PROFILE] = "read_call_profile",
    [REQUEST_UPDATE_CALL_PROFILE] = "update_call_profile",
    [REQUEST_LIST_CALL_PROFILES] = "list_call_profiles",
    [REQUEST_CREATE_CALL_LEG_PROFILE] = "create_call_leg_profile",
    [REQUEST_READ_CALL_LEG_PROFILE] = "read_call_leg_profile",
    [REQUEST_UPDATE_CALL_LEG_PROFILE] = "update_call_leg_profile",
    [REQUEST_LIST_CALL_LEG_PROFILES] = "list_call_leg_profiles",
    [REQUEST_CREATE_SET] = "create_set",
    [REQUEST_READ_SET] = "read_set",
    [REQUEST_LIST_SETS] = "list_sets",
    [REQUEST_CREATE_SYNC] = "create_sync",
    [REQUEST_READ_SYNC] = "read_sync",
    [REQUEST_LIST_SYNCS] = "list_syncs",
    [REQUEST_LIST_SPACES] = "list_spaces",
    [REQUEST_READ_SPACE] = "read_space",
    [REQUEST_OPEN_SPACE] = "open_space",
    [REQUEST_CLOSE_SPACE] = "close_space",
    [REQUEST_MARK_SPACE] = "mark_space",
    [REQUEST_DELETE_SPACE] = "delete_space",
    [REQUEST_OPEN_CALL] = "open_call",
    [REQUEST_LIST_CALLS] = "list_calls",
    [REQUEST_READ_CALL] = "read_call",
    [REQUEST_CLOSE_CALL] = "close_call",
    [REQUEST_DIAL] = "dial",
    [REQUEST_LIST_LEGS] = "list_legs",
    [REQUEST_READ_LEG] = "read_leg",
    [REQUEST_HANG_UP] = "hang_up",
};

static void wipe(char *text)
{
    if (text != NULL) {
        explicit_bzero(text, strlen(text));
    }
    mem_free(text);
}

void request_done(struct request *request)
{
    if (request == NULL) {
        return;
    }
    mem_free(request->name);
    mem_free(request->uri);
    mem_free(request->call_id);
    mem_free(request->remote_party);
    mem_free(request->form);
    wipe(request->passcode);
    wipe(request->secret);
    *request = (struct request){0};
}

const char *const outcome_words[N_OUTCOMES] = {
    [OUTCOME_DONE] = "done",     [OUTCOME_REFUSED] = "refused", [OUTCOME_GONE] = "gone",       [OUTCOME_BUSY] = "busy",
    [OUTCOME_DENIED] = "denied", [OUTCOME_UNSENT] = "unsent",   [OUTCOME_UNKNOWN] = "unknown",
};

const char *request_word(enum request_kind kind)
{
    assert((unsigned)kind < N_REQUEST_KINDS);
    return words[kind];
}

bool request_is_repeatable(enum request_kind kind)
{
    switch (kind) {
    case REQUEST_CREATE_CALL_PROFILE:
    case REQUEST_CREATE_CALL_LEG_PROFILE:
    case REQUEST_CREATE_SET:
    case REQUEST_CREATE_SYNC:
    case REQUEST_OPEN_CALL:
    case REQUEST_DIAL:
        return false;
    default:
        return true;
    }
}

const char *record_get(const struct record *record, const char *name)
{
    for (size_t i = 0; i < record->n_fields; i++) {
        if (strcasecmp(record->fields[i].name, name) == 0) {
            return record->fields[i].value;
        }
    }
    return "";
}

int64_t record_number(const struct record *record, const char *name, int64_t otherwise)
{
    const char *text = record_get(record, name);
    if (text[0] < '0' || text[0] > '9') {
        return otherwise;
    }
    long long number = strtoll(text, NULL, 10);
    return number < RECORD_NUMBER_MOST ? number : RECORD_NUMBER_MOST;
}
