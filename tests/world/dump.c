/* dump.c: all that must survive the service, as text: written before it dies and after it has loaded. */
#include "transit.h"

static const char *or_none(const char *text)
{
    return text != NULL ? text : "(none)";
}

static void dump_people(struct buf *out, const struct engine *engine, const struct meeting *meeting)
{
    struct participant *owned = NULL;
    for (const struct participant *p = engine_people(engine, meeting, &owned); p != NULL; p = p->next) {
        buf_printf(out, " person %s %s %s %s %s %u leg=%s %s%s%s\n", p->id, p->address, p->name, or_none(p->dial),
                   participant_fsm.states[p->state], p->attempts, p->call_leg, or_none(p->reason),
                   p->by_hand ? " by_hand" : "", p->removing ? " removing" : "");
    }
    participants_free(owned);
}

static void dump_meeting(struct buf *out, const struct engine *engine, const struct meeting *meeting)
{
    const struct settings *settings = engine_settings(engine);
    buf_printf(out, "meeting %s %s %s %lld \"%s\" %s %s %lld-%lld %lld %lld %s %s hash=%llx version=%llu", meeting->id,
               meeting_calendar(meeting), meeting_uid(meeting), (long long)meeting->recurrence_id,
               meeting_title(meeting), meeting_organizer(meeting), meeting_passcode(meeting), (long long)meeting->start,
               (long long)meeting->end, (long long)meeting_late(meeting), (long long)meeting_opened(meeting),
               meeting_fsm.states[meeting->state], or_none(meeting_reason(meeting)),
               (unsigned long long)meeting->source_hash, (unsigned long long)meeting_version(meeting));
    if (meeting_space(meeting) != NULL) {
        buf_printf(out, " space=%u secret=%s", meeting_space(meeting)->index, meeting_secret(meeting));
    }
    if (meeting->call_state != CALL_NONE) {
        buf_printf(out, " call=%s on %s", meeting_call_id(meeting), settings->bridges[meeting->call_bridge].name);
    }
    buf_append_string(out, meeting->source != NULL ? " far\n" : "\n");
    dump_people(out, engine, meeting);
}

static void dump_pool(struct buf *out, const struct engine *engine)
{
    const struct space *space = NULL;
    for (size_t i = 0; (space = engine_space_at(engine, i)) != NULL; i++) {
        buf_printf(out, "space %u %s set=%s %s%s stray=%x\n", space->index, space->id, space->set,
                   space_fsm.states[space->state], space->retired ? " retired" : "", space->stray);
    }
    for (const struct bulk_set *set = engine_sets(engine); set != NULL; set = set->next) {
        buf_printf(out, "set %llu %s %s %u-%u %s %s%s\n", (unsigned long long)set->key, set->id, set->sync, set->first,
                   set->last, set_fsm.states[set->state], or_none(set->reason), set->unclear ? " unclear" : "");
    }
    for (int leg = 0; leg < 2; leg++) {
        const struct profile *profile = engine_profile(engine, leg == 1);
        buf_printf(out, "profile %s %llx%s\n", profile->id, (unsigned long long)profile->hash,
                   profile->unclear ? " unclear" : "");
    }
}

static uint64_t responses_sum(const struct responses *responses, const char *uid)
{
    uint64_t sum = 0;
    for (size_t i = 0; responses != NULL && i < responses->n; i++) {
        const struct response *r = responses->list[i];
        uint64_t hash = hash_string(hash_string(hash_string(HASH_START, uid), r->address), r->delegate);
        hash = hash_bytes(hash, &r->recurrence_id, sizeof r->recurrence_id);
        hash = hash_bytes(hash, &r->sequence, sizeof r->sequence);
        hash = hash_bytes(hash, &r->dtstamp, sizeof r->dtstamp);
        sum += hash + (uint64_t)r->partstat;
    }
    return sum;
}

/* Components and what attendees have said, in any order: a sum over them. */
static void dump_calendar(struct buf *out, const struct calendar *calendar)
{
    uint64_t sum = 0;
    void *value = NULL;
    for (size_t i = 0; map_next(&calendar->bookings, &i, NULL, &value);) {
        const struct booking *booking = value;
        sum +=
            hash_string(hash_string(hash_string(booking->digest, booking->uid), booking->href), booking_etag(booking)) *
            (booking->digest != 0 || booking->href != NULL);
        sum += booking->reread != 0;
        sum += responses_sum(map_get(&calendar->responses, booking->uid), booking->uid);
        for (uint32_t at = 0; at < booking->n_components; at++) {
            const struct component *c = booking->components[at];
            uint64_t hash = hash_string(c->hash, booking->uid);
            hash = hash_bytes(hash, &c->recurrence_id, sizeof c->recurrence_id);
            hash = hash_bytes(hash, &c->sequence, sizeof c->sequence);
            hash = hash_bytes(hash, &c->dtstamp, sizeof c->dtstamp);
            sum += hash + c->cancelled + 2 * (uint64_t)c->rolls;
        }
    }
    buf_printf(out, "calendar %s %u %lld %lld %s %lld components=%llx\n", calendar->name, calendar->refused_count,
               (long long)calendar->last_sync, (long long)calendar->last_success, or_none(calendar->last_error),
               (long long)calendar->expanded_to, (unsigned long long)sum);
    buf_printf(out, "  validator %s unfinished %lld held %lld %u of %u%s\n", or_none(calendar->validator),
               (long long)calendar->unfinished, (long long)calendar->held_since, calendar->held_lost, calendar->held_of,
               calendar->released ? " released" : "");
}

char *truth_dump(const struct engine *engine)
{
    struct buf out;
    buf_init(&out, (size_t)16 << 20);
    buf_printf(&out, "preferred %u%s, next set %llu\n", engine_preferred(engine),
               engine_preferred_by_hand(engine) ? " by hand" : "", (unsigned long long)engine_next_set_key(engine));
    for (uint32_t b = 0; b < engine_settings(engine)->n_bridges; b++) {
        const struct bridge *bridge = engine_bridge(engine, b);
        buf_printf(&out, "bridge %u falls=%u held=%lld drained=%lld %s\n", b, bridge->falls,
                   (long long)bridge->held_until, (long long)bridge->drained, or_none(bridge->cluster_name));
    }
    const struct meeting *meeting = NULL;
    for (size_t i = 0; (meeting = engine_meeting_at(engine, i)) != NULL; i++) {
        dump_meeting(&out, engine, meeting);
    }
    dump_pool(&out, engine);
    const struct calendar *calendar = NULL;
    for (size_t i = 0; (calendar = engine_calendar_at(engine, i)) != NULL; i++) {
        dump_calendar(&out, calendar);
    }
    return buf_take(&out);
}
