/* core/reconcile.c: a space of ours compared with what the cluster shows of it. A difference is put right, or left and
 * reported: who changes a space again and again means it, and is not fought with. */
#include "base/log.h"
#include "base/mem.h"
#include "core/inside.h"

#include <string.h>
#include <strings.h>

enum {
    EMPTY_FOR_CHECKS = 2, /* surveys without a call in it before a contested space is taken back */
    MOST_CHANGED = 2      /* spaces that a person keeps changing */
};

/* What keeps a free space from being given to a meeting. A name does not: the start gives it another. */
static const uint8_t MATTERS =
    DIFFERS_PASSCODE | DIFFERS_ACCESS | DIFFERS_URI | DIFFERS_CALL_ID | DIFFERS_CALL_PROFILE | DIFFERS_CALL_LEG_PROFILE;

const char *space_difference_word(uint8_t difference)
{
    static const struct {
        uint8_t difference;
        const char *word;
    } table[] = {
        {DIFFERS_NAME, "name"},
        {DIFFERS_PASSCODE, "passcode"},
        {DIFFERS_ACCESS, "nonMemberAccess"},
        {DIFFERS_URI, "uri"},
        {DIFFERS_CALL_ID, "callId"},
        {DIFFERS_CALL_PROFILE, "callProfile"},
        {DIFFERS_CALL_LEG_PROFILE, "callLegProfile"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (table[i].difference == difference) {
            return table[i].word;
        }
    }
    return "";
}

char *difference_words(uint8_t differs)
{
    struct buf words;
    buf_init(&words, 256);
    for (uint32_t bit = 1; bit <= DIFFERS_CALL_LEG_PROFILE; bit <<= 1) {
        if ((differs & bit) != 0) {
            buf_printf(&words, "%s%s", words.len > 0 ? "," : "", space_difference_word((uint8_t)bit));
        }
    }
    return buf_take(&words);
}

/* Fields that are not set are not shown (API reference 1.4). */
static bool shows(const struct record *record, const char *field, const char *wanted)
{
    return strcasecmp(record_get(record, field), wanted) == 0;
}

/* A flag that is not shown says nothing. */
static bool shows_flag(const struct record *record, const char *field, bool wanted)
{
    const char *shown = record_get(record, field);
    return shown[0] == '\0' || strcasecmp(shown, wanted ? "true" : "false") == 0;
}

/* Blanks at the end are the server's to keep or to cut: nobody sees them. */
static bool shows_name(const struct record *record, const char *wanted)
{
    const char *shown = record_get(record, "name");
    size_t same = 0;
    while (shown[same] != '\0' && shown[same] == wanted[same]) {
        same++;
    }
    return strspn(&shown[same], " ") == strlen(&shown[same]) && strspn(&wanted[same], " ") == strlen(&wanted[same]);
}

/* Not every release shows both: one that is not shown is missed only if it was another's, which has been made anew. */
static bool shows_profile(const struct record *record, const char *field, const struct profile *profile, bool renewed)
{
    const char *shown = record_get(record, field);
    return profile->id[0] == '\0' || !profile->verified || strcasecmp(shown, profile->id) == 0 ||
           (shown[0] == '\0' && !renewed);
}

static uint8_t space_differs(const struct engine *engine, const struct space *space, const struct record *record)
{
    const struct setting_pool *pool = &engine->settings->pool;
    const struct meeting *meeting = space->meeting;
    CLEAN_FREE char *name = meeting != NULL ? meeting_shown_title(meeting) : pool_map(pool->name, space->index);
    CLEAN_FREE char *uri = pool_map(pool->uri, space->index);
    CLEAN_FREE char *call_id = pool_map(pool->call_id, space->index);
    const char *passcode = meeting != NULL ? meeting_passcode(meeting) : "";
    const struct profile *profiles = engine->profiles;
    const struct {
        uint8_t difference;
        bool same;
    } table[] = {
        {DIFFERS_NAME, shows_name(record, name)},
        {DIFFERS_PASSCODE, strcmp(record_get(record, "passcode"), passcode) == 0},
        {DIFFERS_ACCESS, shows_flag(record, "nonMemberAccess", meeting != NULL)},
        {DIFFERS_URI, shows(record, "uri", uri)},
        {DIFFERS_CALL_ID, shows(record, "callId", call_id)},
        {DIFFERS_CALL_PROFILE, shows_profile(record, "callProfile", &profiles[0], space->wants_profiles)},
        {DIFFERS_CALL_LEG_PROFILE, shows_profile(record, "callLegProfile", &profiles[1], space->wants_profiles)},
    };
    uint8_t differs = 0;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        differs |= table[i].same ? 0 : table[i].difference;
    }
    return differs;
}

instant space_next_check(const struct engine *engine, const struct space *space)
{
    return space->checked == INSTANT_NONE ? engine->now : space->checked + engine->settings->reconcile_every;
}

/* What was seen of a contested space in use: nobody's guests are thrown out. */
static bool space_is_empty(const struct engine *engine, const struct space *space)
{
    return space->called_at == INSTANT_NONE ||
           space->called_at + EMPTY_FOR_CHECKS * engine->settings->reconcile_every < engine->now;
}

/* One space that is changed again and again is a person's; several are another scheduler's. Said once, until none is.
 */
static void pool_suspect(struct engine *engine)
{
    uint32_t n = 0;
    for (size_t i = 0; i < engine->n_spaces; i++) {
        n += engine->spaces[i]->left || engine->spaces[i]->state == SPACE_CONTESTED;
    }
    if (n >= MOST_CHANGED && !engine->suspected) {
        engine_notice(engine, true,
                      "another scheduler seems to use the pool: several spaces are changed again and again",
                      "spaces=%u advice=\"look for TMS or another scheduler on this range, and give one of the two "
                      "another range in pool\"",
                      n);
    }
    engine->suspected = n >= MOST_CHANGED || (engine->suspected && n > 0);
}

void space_contest(struct engine *engine, struct space *space, const char *why)
{
    CLEAN_FREE char *what = difference_words(space->differs);
    engine_notice(engine, true,
                  "a space is left as somebody else has it, and out of use: restore it if that was not meant",
                  "index=%u id=%s differs=%s reason=\"%s\"", space->index, space->id, what, why);
    space->called_at = engine->now;
    space_move(engine, space, SPACE_EVENT_YIELD);
    pool_suspect(engine);
}

/* It differs once more. */
static void space_left(struct engine *engine, struct space *space)
{
    if ((space->differs & MATTERS) != 0 && space->state == SPACE_FREE) {
        space_contest(engine, space, "it was changed again and again");
    } else if (!space->left) {
        CLEAN_FREE char *what = difference_words(space->differs);
        engine_notice(engine, true, "a space is changed again and again, it is left as it is",
                      "index=%u id=%s differs=%s meeting=%s", space->index, space->id, what,
                      space->meeting != NULL ? space->meeting->id : "");
    }
    space->left = true;
    pool_suspect(engine);
}

static void space_repair(struct engine *engine, struct space *space, const struct record *record)
{
    static const uint8_t profiles = DIFFERS_CALL_PROFILE | DIFFERS_CALL_LEG_PROFILE;
    struct meeting *meeting = space->meeting;
    bool by_hand = !space->wants_profiles || (space->differs & ~profiles) != 0;
    space->wants_address = (space->differs & (DIFFERS_URI | DIFFERS_CALL_ID)) != 0;
    space->wants_profiles = (space->differs & profiles) != 0;
    if (by_hand) {
        CLEAN_FREE char *what = difference_words(space->differs);
        space->repairs++;
        space->repaired++;
        engine->counters.repaired++;
        engine_notice(engine, true, "a space was changed by hand, it is put right",
                      "index=%u id=%s differs=%s name=%s times=%u meeting=%s", space->index, space->id, what,
                      log_quote(record_get(record, "name")), space->repairs, meeting != NULL ? meeting->id : "");
    }
    if (meeting == NULL) {
        space_move(engine, space, SPACE_EVENT_SPOIL);
    } else {
        open_space_again(meeting);
        actor_wake(engine, &meeting->actor, engine->now);
    }
}

void space_compare(struct engine *engine, struct space *space, const struct record *record)
{
    const struct meeting *meeting = space->meeting;
    bool settled = meeting == NULL || (meeting->state == MEETING_ACTIVE && meeting->hosting->opened_space);
    space->checked = engine->now;
    if (!settled) {
        return;
    }
    uint8_t before = space->differs;
    space->differs = space_differs(engine, space, record);
    if ((space->differs & (DIFFERS_URI | DIFFERS_CALL_ID)) == 0) {
        mem_replace(&space->successor, NULL); /* it is here: the other has only its address */
    }
    if (space->differs == 0) {
        if (space->state == SPACE_CONTESTED && space_is_empty(engine, space)) {
            space_restore(engine, space, "it is as it should be");
        }
        return;
    }
    if (space->differed == INSTANT_NONE ||
        space->differed + REPAIR_WINDOW * engine->settings->reconcile_every < engine->now) {
        space->repairs = 0;
        space->left = false;
    }
    space->differed = engine->now;
    space->differs_since = before == 0 ? engine->now : space->differs_since;
    if (space->state == SPACE_CONTESTED) {
        return;
    }
    bool replaced = space->state == SPACE_FREE && space_is_replaced(space);
    if (space->repairs >= MOST_REPAIRS && !replaced) { /* nobody's wish: one of ours was made anew, and is looked at */
        space_left(engine, space);
    } else {
        space_repair(engine, space, record);
    }
}

void space_restore(struct engine *engine, struct space *space, const char *why)
{
    space->repairs = 0;
    space->left = false;
    space->wants_address = (space->differs & (DIFFERS_URI | DIFFERS_CALL_ID)) != 0;
    space->wants_profiles = (space->differs & (DIFFERS_CALL_PROFILE | DIFFERS_CALL_LEG_PROFILE)) != 0;
    if (space->state == SPACE_CONTESTED) {
        engine_notice(engine, false, "a space is taken back into use", "index=%u id=%s reason=\"%s\"", space->index,
                      space->id, why);
        for (uint32_t b = 0; b < engine->n_bridges; b++) {
            space->stray |= bridge_usable(&engine->bridges[b]) ? 1u << b : 0;
        }
        space_move(engine, space, SPACE_EVENT_RESUME);
    } else {
        space_doubt(engine, space);
    }
}

void spaces_restore(struct engine *engine)
{
    for (size_t i = 0; i < engine->n_spaces; i++) {
        struct space *space = engine->spaces[i];
        if (space->state == SPACE_CONTESTED || space->left) {
            space_restore(engine, space, "the configuration was read again");
        }
    }
}

void spaces_renew_profiles(struct engine *engine)
{
    for (size_t i = 0; i < engine->n_spaces; i++) {
        engine->spaces[i]->wants_profiles = true;
        space_doubt(engine, engine->spaces[i]);
    }
}

int space_restore_command(struct engine *engine, uint32_t index, struct reply *reply)
{
    struct space *space = space_find(engine, index);
    if (space == NULL) {
        return err_set(&reply->err, ERR_NOT_FOUND, "there is no space %u", index);
    }
    reply->space = space;
    if (space->meeting != NULL) {
        return err_set(&reply->err, ERR_CONFLICT, "meeting %s is in space %u: it is put right when that is over",
                       space->meeting->id, index);
    }
    space_restore(engine, space, "the operator wants it");
    return 0;
}
