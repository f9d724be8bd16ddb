/* dials.c: asks the core itself, with an engine that has nothing but the configuration. */
#include "dials.h"

#include "args.h"
#include "base/mem.h"
#include "config/config.h"
#include "core/engine.h"
#include "text.h"
#include "undialled.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

int dials_open(const char *path, struct dials *ret_dials)
{
    static const uint8_t SEED[RANDOM_SEED_SIZE];
    CLEAN_FAULTS struct config_faults faults = {0};
    struct config *config = NULL;
    if (config_load(path, &config, &faults) != 0) {
        config_faults_print(&faults, path, stderr);
        return REFUSED;
    }
    *ret_dials =
        (struct dials){.config = config, .engine = engine_new(&config->settings, SEED), .missing = json_object()};
    return DONE;
}

void dials_done(struct dials *dials)
{
    engine_free(dials->engine);
    config_free(dials->config);
    json_decref(dials->missing);
}

static bool is_listed(const json_t *list, const char *dial)
{
    size_t i;
    const json_t *one;
    json_array_foreach(list, i, one) {
        if (strcasecmp(json_string_value(one), dial) == 0) {
            return true;
        }
    }
    return false;
}

/* Who has said that he does not come, or need not, is missed by nobody. */
static bool is_expected(const struct attendee *attendee)
{
    return attendee->partstat != PARTSTAT_DECLINED && attendee->partstat != PARTSTAT_DELEGATED &&
           attendee->role != ROLE_NONE && attendee->type != ATTENDEE_GROUP;
}

void dials_invite(const struct dials *dials, struct calendar_content *content)
{
    for (size_t i = 0; i < content->n_events; i++) {
        engine_invite(dials->engine, &content->events[i]);
    }
}

json_t *dials_of(struct dials *dials, const struct event *event)
{
    json_t *list = json_array();
    if (event->status == EVENT_CANCELLED) {
        return list;
    }
    for (size_t i = 0; i < event->n_attendees; i++) {
        const struct attendee *attendee = &event->attendees[i];
        const char *said = engine_attendee_dial(dials->engine, attendee);
        CLEAN_FREE char *dial = said != NULL ? text_mend(said) : NULL;
        if (dial != NULL && !is_listed(list, dial)) {
            json_array_append_new(list, json_string(dial));
        } else if (dial == NULL && is_expected(attendee)) {
            undialled_add(dials->missing, attendee->address);
        }
    }
    return list;
}
