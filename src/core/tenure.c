/* core/tenure.c: whose the pool is. Our mark is looked at and renewed; while it may be somebody else's, nobody but
 * probes and examinations gets a slot of a bridge (agenda.c), no bridge takes meetings (prefer.c), and who waits does
 * so in engine.unclaimed.
 *
 *   look ─► ours ─► renew ─► look …                  lapsed after two periods without a look at it
 *        ├► none ─► write ─► look a moment later     of two who write at once the last one has it
 *        └► another's ─► look, again and again ─► it stands still for four periods ─► write …
 *
 * Commit before act: a new beat is durable before it is written. A copy of a store elsewhere finds a mark of another
 * place, and one that was put back (restored.c) has no beat: it knows its own mark by the place alone, where nobody
 * else can have the store. */
#include "base/log.h"
#include "base/mem.h"
#include "core/inside.h"

#include <stdio.h>
#include <string.h>

enum {
    TENURE_SETTLE_MS = 1000, /* between writing a mark and looking whether it is still there */
    TENURE_PATIENCE = 4,     /* periods that another's must stand still; above that of lease.c */
    TENURE_LOOKS = 4,        /* at another's, in each of its periods */
    TENURE_MOST_ABSENT = 3,  /* a mark that is gone again after each writing is not kept by this release */
};

struct space *tenure_space(const struct engine *engine)
{
    return engine->n_spaces > 0 ? engine->spaces[0] : NULL;
}

/* The pool may be another's: its mark was seen, and has not stood still for long enough. */
bool tenure_watches(const struct tenure *tenure)
{
    return tenure->state == TENURE_WATCHED || tenure->state == TENURE_THEIRS;
}

static void tenure_touch(struct engine *engine)
{
    effects_change(engine->effects, CHANGE_ENGINE, engine, NULL);
}

static void tenure_word(struct engine *engine, char word[MARK_WORD_SIZE])
{
    snprintf(word, MARK_WORD_SIZE, "%08x", (unsigned)(random_u64(&engine->random) & UINT32_MAX));
}

/* Everybody who waited acts now, as after all bridges came back. */
static void tenure_gained(struct engine *engine)
{
    engine->tenure.held = true;
    engine->place = true;
    agenda_release(engine, &engine->unclaimed);
    agenda_release(engine, &engine->stranded);
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        agenda_pump(engine, b);
    }
    bridge_rehome_all(engine);
}

/* What is said of a move; the advice is that of the state it leads to. */
static void tenure_notice(struct engine *engine, enum tenure_event event)
{
    static const char *const words[N_TENURE_EVENTS] = {
        [TENURE_EVENT_FOREIGN] = "another service has marked the pool, it is watched whether it lives",
        [TENURE_EVENT_BEAT] = "another service has the pool, and lives: nothing is started here",
        [TENURE_EVENT_SILENT] = "the service that had the pool has fallen silent, the pool is taken over",
        [TENURE_EVENT_ORDERED] = "the pool is taken over from another service",
        [TENURE_EVENT_LAPSED] = "our mark on the pool could not be looked at for long, nothing is started before it is",
        [TENURE_EVENT_CONFIRMED] = "the pool is marked as ours",
    };
    const struct tenure *tenure = &engine->tenure;
    const struct mark *other = &tenure->other;
    bool copy = strcmp(other->installation, tenure->installation) == 0;
    if (event == TENURE_EVENT_CONFIRMED || event == TENURE_EVENT_LAPSED) {
        engine_notice(engine, event == TENURE_EVENT_LAPSED, words[event], "installation=%s", tenure->installation);
    } else if (words[event] != NULL && other->installation[0] != '\0') {
        engine_notice(engine, true, words[event], "host=%s since=%s installation=%s%s advice=\"%s\"",
                      log_quote(other->host), other->since, other->installation, copy ? " of=a_copy_of_this_store" : "",
                      tenure_table[tenure->state].advice);
    }
}

void tenure_move(struct engine *engine, enum tenure_event event)
{
    struct tenure *tenure = &engine->tenure;
    enum tenure_state before = tenure->state;
    bool held = tenure_holds(engine);
    tenure->state = fsm_next(&tenure_fsm, (uint8_t)before, (uint8_t)event);
    if (tenure->state == before) {
        return;
    }
    tenure->still = tenure->absent = 0;
    if (tenure->state == TENURE_MARKED) {
        tenure_word(engine, tenure->beat);
        tenure->before[0] = '\0';
        tenure->since = engine->now - engine->now % SECOND_MS;
        tenure->step = TENURE_WRITE;
        tenure_touch(engine);
    }
    tenure_notice(engine, event);
    if (!held && tenure_holds(engine)) {
        tenure_gained(engine);
    }
}

static void tenure_later(struct engine *engine, duration_ms wait)
{
    engine->tenure.look_at = engine->now + wait;
}

static void tenure_fill(struct engine *engine, struct request *request)
{
    const struct tenure *tenure = &engine->tenure;
    struct mark mark = {.every = (uint32_t)(tenure_every(engine) / SECOND_MS)};
    char since[INSTANT_TEXT_SIZE];
    snprintf(mark.since, sizeof mark.since, "%.20s", instant_format(tenure->since, since));
    snprintf(mark.installation, sizeof mark.installation, "%s", tenure->installation);
    snprintf(mark.beat, sizeof mark.beat, "%s", tenure->beat);
    snprintf(mark.place, sizeof mark.place, "%s", engine->settings->place);
    snprintf(mark.host, sizeof mark.host, "%s", engine->settings->host);
    request->name = mem_zalloc(MARK_SIZE);
    mark_write(&mark, request->name);
}

static void tenure_ask(struct engine *engine, enum request_kind kind, const char *id)
{
    struct tenure *tenure = &engine->tenure;
    uint32_t bridge = agenda_any(engine, &tenure->actor);
    if (bridge == NO_BRIDGE) {
        return;
    }
    struct request *request = agenda_send(engine, &tenure->actor, bridge, kind);
    snprintf(request->id, sizeof request->id, "%s", id);
    snprintf(tenure->asked, sizeof tenure->asked, "%s", id);
    tenure->sent = engine->now;
    if (kind == REQUEST_LIST_SPACES) {
        request->name = pool_filter(engine->settings->pool.name);
        request->offset = tenure->offset;
    } else if (kind == REQUEST_MARK_SPACE) {
        tenure_fill(engine, request);
    }
}

void tenure_settings(struct engine *engine)
{
    struct tenure *tenure = &engine->tenure;
    if (!engine->settings->pool.mark) {
        tenure->target[0] = '\0';
        tenure_move(engine, TENURE_EVENT_NOTHING);
        return;
    }
    if (tenure->installation[0] == '\0') {
        tenure_word(engine, tenure->installation);
        tenure_touch(engine);
    }
    tenure_doubt(engine);
}

/* It is looked at now: something has changed, or the clock was set. A look before its time tells nothing of whether
 * another's mark stands still. */
void tenure_doubt(struct engine *engine)
{
    struct tenure *tenure = &engine->tenure;
    if (engine->settings->pool.mark) {
        tenure->still -= tenure->still > 0;
        tenure->look_at = engine->now;
        actor_wake(engine, &tenure->actor, engine->now);
    }
}

void tenure_forget(struct engine *engine)
{
    engine->tenure.beat[0] = engine->tenure.before[0] = '\0';
    engine->tenure.found = INSTANT_NONE;
    tenure_touch(engine);
}

void tenure_run(struct engine *engine)
{
    struct tenure *tenure = &engine->tenure;
    if (actor_is_asking(&tenure->actor) || !engine->settings->pool.mark) {
        return;
    }
    if (engine->now < tenure->look_at) {
        actor_wake(engine, &tenure->actor, tenure->look_at);
        return;
    }
    if (tenure->state == TENURE_OURS && !tenure_is_fresh(engine)) {
        tenure_move(engine, TENURE_EVENT_LAPSED);
    }
    const struct space *space = tenure_space(engine);
    if (space != NULL && tenure_table[tenure->state].may_act) {
        tenure->target[0] = '\0';
    }
    if (space == NULL && tenure->target[0] == '\0') {
        tenure->step = TENURE_LIST;
    }
    if (tenure->step == TENURE_LIST) {
        tenure_ask(engine, REQUEST_LIST_SPACES, "");
    } else if (tenure->step == TENURE_WRITE && space != NULL) {
        tenure_ask(engine, REQUEST_MARK_SPACE, space->id);
    } else {
        tenure_ask(engine, REQUEST_READ_SPACE, tenure->target[0] != '\0' ? tenure->target : space->id);
    }
}

/* Ours was seen: it gets a new beat, unless the last one has not arrived. */
static void tenure_renew(struct engine *engine, const struct mark *mark)
{
    struct tenure *tenure = &engine->tenure;
    bool held = tenure_holds(engine);
    tenure->found = tenure->sent;
    if (strcmp(mark->beat, tenure->beat) == 0) {
        memcpy(tenure->before, tenure->beat, sizeof tenure->before);
        tenure_word(engine, tenure->beat);
    }
    tenure->step = TENURE_WRITE;
    tenure_touch(engine);
    if (!held && tenure_holds(engine)) { /* the look was answered after the one before had ceased to count */
        tenure_gained(engine);
    }
}

static void tenure_saw_ours(struct engine *engine, const struct mark *mark)
{
    struct tenure *tenure = &engine->tenure;
    bool last = strcmp(mark->beat, tenure->beat) == 0;
    switch (tenure->state) {
    case TENURE_UNSURE:
        if (!tenure_is_fresh(engine)) {
            tenure_move(engine, TENURE_EVENT_ABSENT); /* somebody may be about to take it over: as if it were new */
            memcpy(tenure->before, mark->beat, sizeof tenure->before);
            return;
        }
        tenure_renew(engine, mark);
        tenure_move(engine, TENURE_EVENT_FOUND);
        return;
    case TENURE_MARKED:
    case TENURE_UNMARKED:
        if (last) {
            tenure->found = tenure->sent;
            tenure_touch(engine);
            tenure_move(engine, TENURE_EVENT_CONFIRMED);
            tenure_later(engine, tenure_every(engine) / TENURE_LOOKS); /* a late write of another's may land yet */
        } else {
            tenure->step = TENURE_WRITE;
        }
        return;
    case TENURE_OURS:
        tenure_renew(engine, mark);
        return;
    default:
        tenure->still++; /* a write of ours came late: the other one will say so */
        return;
    }
}

static void tenure_saw_foreign(struct engine *engine, const struct mark *mark)
{
    struct tenure *tenure = &engine->tenure;
    bool same =
        strcmp(mark->beat, tenure->other.beat) == 0 && strcmp(mark->installation, tenure->other.installation) == 0;
    bool known = tenure->other_since != INSTANT_NONE && same;
    if (!known) {
        tenure->other = *mark;
        tenure->other_since = engine->now;
    }
    if (tenure_watches(tenure)) {
        if (known) {
            tenure->still++;
        } else {
            tenure->still = 0;
            tenure_move(engine, TENURE_EVENT_BEAT);
        }
    } else if (known && tenure->target[0] != '\0') {
        tenure_move(engine,
                    TENURE_EVENT_NOTHING); /* it has been watched: its owner is dead, its spaces are none of ours */
    } else {
        tenure_move(engine, TENURE_EVENT_FOREIGN);
    }
}

static void tenure_spurned(struct engine *engine, const char *why, const char *text)
{
    struct tenure *tenure = &engine->tenure;
    bool watches = tenure_watches(tenure); /* whose mark was written over may live, and goes on */
    if (!tenure->spurned) {
        tenure->spurned = true;
        engine_notice(
            engine, true,
            watches ? "something else stands in the place of the other service's mark: nothing is started here"
                    : "the pool cannot be marked: a second service on it would not be noticed",
            "reason=\"%s\" cdrTag=%s advice=\"free cdrTag of the lowest space%s\"", why, log_quote(text),
            watches ? "; if the other one was stopped for good: cospacectl claim" : ", or set pool.mark to false");
    }
    if (!watches) {
        tenure_move(engine, TENURE_EVENT_NOTHING);
    }
}

static void tenure_saw_none(struct engine *engine)
{
    struct tenure *tenure = &engine->tenure;
    if (tenure_watches(tenure)) {
        tenure->still++; /* whoever lives writes it again */
        return;
    }
    if (tenure->target[0] != '\0') {
        tenure_move(engine, TENURE_EVENT_NOTHING); /* spaces that are none of ours, and nobody's that marks */
        return;
    }
    if (++tenure->absent > TENURE_MOST_ABSENT && tenure->state != TENURE_OURS) {
        tenure_spurned(engine, "the server does not keep it", "");
        return;
    }
    if (tenure->state == TENURE_UNMARKED && tenure->beat[0] == '\0') {
        tenure_word(engine, tenure->beat);
        tenure->since = engine->now - engine->now % SECOND_MS;
        tenure_touch(engine);
    }
    tenure->step = TENURE_WRITE;
    tenure_move(engine, TENURE_EVENT_ABSENT);
}

static bool tenure_is_ours(const struct engine *engine, const struct mark *mark)
{
    const struct tenure *tenure = &engine->tenure;
    bool here = tenure_is_from_here(engine, mark);
    bool forgotten = tenure->beat[0] == '\0' && tenure->state == TENURE_UNSURE;
    return here && (forgotten || strcmp(mark->beat, tenure->beat) == 0 || strcmp(mark->beat, tenure->before) == 0);
}

/* Ours from when this was our lowest space, before there was a lower one. */
static bool tenure_is_left_behind(const struct engine *engine, const struct mark *mark)
{
    const struct tenure *tenure = &engine->tenure;
    bool elsewhere = tenure->bearer[0] != '\0' && strcmp(tenure->bearer, tenure->asked) != 0;
    return tenure_is_from_here(engine, mark) && (elsewhere || tenure->target[0] != '\0');
}

static void tenure_look(struct engine *engine, const struct record *record)
{
    struct tenure *tenure = &engine->tenure;
    const char *text = record_get(record, "cdrTag");
    struct mark mark = {.every = 1};
    if (text[0] == '\0') {
        tenure_saw_none(engine);
    } else if (!mark_read(text, &mark)) {
        tenure_spurned(engine, "its field is in use", text);
    } else {
        tenure->absent = 0;
        if (tenure->target[0] == '\0' && tenure_is_ours(engine, &mark)) {
            memcpy(tenure->bearer, tenure->asked, sizeof tenure->bearer);
            tenure_saw_ours(engine, &mark);
        } else if (tenure_is_left_behind(engine, &mark)) {
            tenure_saw_none(engine);
        } else {
            tenure_saw_foreign(engine, &mark);
        }
    }
}

/* The space that has the mark is gone: what has its place is found by its set, if we may look, else by its name. */
static void tenure_lost(struct engine *engine)
{
    struct tenure *tenure = &engine->tenure;
    if (tenure->target[0] == '\0' && tenure_space(engine) != NULL) {
        space_doubt(engine, tenure_space(engine));
    }
    tenure->target[0] = '\0';
    tenure->offset = 0;
    tenure->step = tenure_holds(engine) ? TENURE_LOOK : TENURE_LIST;
    tenure_later(engine, TENURE_SETTLE_MS);
}

static void tenure_looked(struct engine *engine, const struct answer *answer)
{
    struct tenure *tenure = &engine->tenure;
    tenure_later(engine, tenure_every(engine));
    if (answer->outcome == OUTCOME_GONE) {
        tenure_lost(engine);
        return;
    }
    if (answer->outcome != OUTCOME_DONE || answer->n_records == 0) {
        tenure_later(engine, agenda_backoff(++tenure->failures));
        return;
    }
    tenure->failures = 0;
    tenure_look(engine, &answer->records[0]);
    if (tenure_watches(tenure)) {
        tenure->step = TENURE_LOOK;
        tenure_later(engine, tenure->other.every * SECOND_MS / TENURE_LOOKS);
        if (tenure->still >= TENURE_PATIENCE * TENURE_LOOKS) {
            tenure_take_over(engine, TENURE_EVENT_SILENT);
        }
    }
    if (tenure->step == TENURE_WRITE) {
        tenure->look_at = engine->now;
    }
}

/* Spaces of ours may be there that we do not know yet. */
static bool tenure_expects_spaces(const struct engine *engine)
{
    for (const struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        if (set->state == SET_SYNCING || set->state == SET_LISTING || (set->state == SET_CREATED && set->unclear)) {
            return true;
        }
    }
    return false;
}

/* The lowest space of somebody else's under the pool's names, if one of them is in the range: a neighbour's pool is no
 * business of ours. */
static void tenure_listed(struct engine *engine, const struct answer *answer)
{
    struct tenure *tenure = &engine->tenure;
    if (answer->outcome != OUTCOME_DONE) {
        tenure_later(engine, agenda_backoff(++tenure->failures));
        return;
    }
    const struct setting_pool *pool = &engine->settings->pool;
    tenure->overlaps = tenure->overlaps && tenure->offset > 0;
    for (size_t i = 0; i < answer->n_records; i++) {
        uint32_t index = 0;
        bool named = pool_unmap(pool->name, record_get(&answer->records[i], "name"), &index);
        if (named && (tenure->target[0] == '\0' || index < tenure->lowest)) {
            tenure->lowest = index;
            memcpy(tenure->target, answer->records[i].id, ID_SIZE);
        }
        tenure->overlaps = tenure->overlaps || (named && index >= pool->first && index <= pool->last);
    }
    tenure->offset += (uint32_t)answer->n_records;
    if (answer->n_records > 0 && tenure->offset < answer->total) {
        return;
    }
    tenure->offset = 0;
    tenure->step = TENURE_LOOK;
    if (!tenure->overlaps || tenure_expects_spaces(engine)) {
        tenure->target[0] = '\0';
        tenure_move(engine, TENURE_EVENT_NOTHING);
        tenure_later(engine, tenure_every(engine));
    }
}

static void tenure_written(struct engine *engine, const struct answer *answer)
{
    struct tenure *tenure = &engine->tenure;
    switch (answer->outcome) {
    case OUTCOME_REFUSED:
        tenure->step = TENURE_LOOK;
        tenure_later(engine, tenure_every(engine));
        tenure_spurned(engine, answer->reason, "");
        return;
    case OUTCOME_BUSY:
    case OUTCOME_DENIED:
    case OUTCOME_UNSENT:
        tenure_later(engine, agenda_backoff(++tenure->failures));
        return;
    case OUTCOME_GONE:
        tenure_lost(engine);
        return;
    case OUTCOME_DONE:
    case OUTCOME_UNKNOWN:
        break;
    }
    tenure->failures = 0;
    tenure->step = TENURE_LOOK;
    bool renewed = tenure->state == TENURE_OURS && tenure->absent == 0 && answer->outcome == OUTCOME_DONE;
    tenure_later(engine, renewed ? tenure_every(engine) : TENURE_SETTLE_MS);
}

void tenure_answer(struct engine *engine, enum request_kind kind, const struct answer *answer)
{
    switch (kind) {
    case REQUEST_LIST_SPACES:
        tenure_listed(engine, answer);
        break;
    case REQUEST_MARK_SPACE:
        tenure_written(engine, answer);
        break;
    default:
        tenure_looked(engine, answer);
        break;
    }
    tenure_run(engine);
}
