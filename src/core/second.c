/* core/second.c: a dial that had no clear answer may take effect after it was looked for in vain and dialled again:
 * then somebody has two legs. Once nothing can land any more the call's legs are looked at for another one of his; if
 * it is ours it is hung up, or, if he answered that one and not the one we know, takes its place. */
#include "base/mem.h"
#include "core/inside.h"

#include <string.h>
#include <strings.h>

enum second_stage { SECOND_LIST, SECOND_READ, SECOND_HANG_UP };

struct second {
    enum second_stage stage;
    uint32_t offset;
    char leg[ID_SIZE];
};

void second_expect(struct engine *engine, struct participant *participant)
{
    participant->landed = engine->now + LANDING_MS;
}

void second_pause(struct participant *participant)
{
    mem_free(participant->second);
    participant->second = NULL;
}

void second_forget(struct participant *participant)
{
    second_pause(participant);
    participant->landed = INSTANT_NONE;
}

void second_run(struct engine *engine, struct participant *participant)
{
    static const enum request_kind asks[] = {
        [SECOND_LIST] = REQUEST_LIST_LEGS, [SECOND_READ] = REQUEST_READ_LEG, [SECOND_HANG_UP] = REQUEST_HANG_UP};
    const struct meeting *meeting = participant->meeting;
    if (engine->now < participant->landed) {
        actor_wake(engine, &participant->actor, participant->landed);
    } else if (agenda_slot(engine, &participant->actor, meeting->call_bridge)) {
        if (participant->second == NULL) {
            participant->second = mem_zalloc(sizeof *participant->second);
        }
        const struct second *second = participant->second;
        struct request *request = agenda_send(engine, &participant->actor, meeting->call_bridge, asks[second->stage]);
        memcpy(request->id, second->stage == SECOND_LIST ? meeting->hosting->call_id : second->leg, ID_SIZE);
        request->offset = second->offset;
    }
}

static void second_listed(struct participant *participant, const struct answer *answer)
{
    struct second *second = participant->second;
    for (size_t i = 0; i < answer->n_records; i++) {
        const struct record *record = &answer->records[i];
        if (strcmp(record->id, participant->call_leg) != 0 && dial_is_party(participant, record) &&
            !dial_is_others(participant, record->id)) {
            *second = (struct second){.stage = SECOND_READ};
            memcpy(second->leg, record->id, sizeof second->leg);
            return;
        }
    }
    second->offset += (uint32_t)answer->n_records;
    if (answer->n_records == 0 || second->offset >= answer->total) {
        second_forget(participant);
    }
}

/* We dialled it: it is outgoing, and nobody else has put his mark on it. */
static bool second_is_ours(const struct participant *participant, const struct record *record)
{
    const char *owner = record_get(record, "configuration/ownerId");
    const char *direction = record_get(record, "direction");
    return (owner[0] == '\0' || strcasecmp(owner, participant->id) == 0) &&
           (direction[0] == '\0' || strcasecmp(direction, "outgoing") == 0);
}

static void second_judge(struct engine *engine, struct participant *participant, const struct record *record)
{
    struct second *second = participant->second;
    if (!second_is_ours(participant, record)) {
        second_forget(participant);
        return;
    }
    bool answered = strcasecmp(record_get(record, "status/state"), "connected") == 0;
    bool waits = participant->state == PARTICIPANT_DIALING || participant->state == PARTICIPANT_RINGING;
    if (answered && waits && participant->call_leg[0] != '\0') { /* that one has him */
        char other[ID_SIZE];
        memcpy(other, participant->call_leg, sizeof other);
        memcpy(participant->call_leg, second->leg, sizeof participant->call_leg);
        memcpy(second->leg, other, sizeof second->leg);
        participant_move(engine, participant, PARTICIPANT_EVENT_ANSWERS, NULL);
    }
    engine->counters.orphans[COUNTED_LEG]++;
    engine_notice(engine, true, "a second leg is hung up", "meeting=%s participant=%s call_leg=%s",
                  participant->meeting->id, participant->id, second->leg);
    second->stage = SECOND_HANG_UP;
}

bool second_answer(struct engine *engine, struct participant *participant, const struct answer *answer)
{
    struct second *second = participant->second;
    if (answer->outcome == OUTCOME_GONE && second->stage == SECOND_LIST) {
        second_forget(participant);
        return false; /* the call is gone */
    }
    if (answer->outcome == OUTCOME_GONE || (answer->outcome == OUTCOME_DONE && second->stage == SECOND_HANG_UP)) {
        *second = (struct second){0}; /* is there another? */
    } else if (answer->outcome != OUTCOME_DONE || (second->stage == SECOND_READ && answer->n_records == 0)) {
        participant->landed = engine->now + LEG_LOOK_MS;
    } else if (second->stage == SECOND_LIST) {
        second_listed(participant, answer);
    } else {
        second_judge(engine, participant, &answer->records[0]);
    }
    return true;
}
