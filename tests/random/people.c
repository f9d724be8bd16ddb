/* people.c: what people do through the API: book, change, extend, cancel, end, add, remove, prefer. */
#include "episode.h"

#include <stdio.h>
#include <string.h>

/* The part before the @ says what the party does when it is dialled. */
static const char *const parties[] = {
    "a1-stays@example.com", "a2-stays@example.com", "a3-stays@example.com",   "a4-stays@example.com",
    "b1-busy@example.com",  "b2-rings@example.com", "c1-leaves@example.com",  "c2-leaves@example.com",
    "d1-slow@example.com",  "e1-flash@example.com", "f1-rejects@example.com", "g1-moody@example.com",
};
enum { N_PARTIES = sizeof parties / sizeof *parties };

const char *people_party(struct episode *episode)
{
    return parties[episode_below(episode, N_PARTIES)];
}

void people_script(struct episode *episode)
{
    const struct sim_leg_script scripts[] = {
        {"*-busy@*", SIM_LEG_BUSY, 3 * SECOND_MS, 0, 0},
        {"*-rings@*", SIM_LEG_RING_OUT, 0, 0, 0},
        {"*-leaves@*", SIM_LEG_ANSWER, 2 * SECOND_MS, 40 * SECOND_MS, 0},
        {"*-slow@*", SIM_LEG_ANSWER, 25 * SECOND_MS, 0, 0},
        {"*-flash@*", SIM_LEG_ANSWER, 2 * SECOND_MS, SECOND_MS, 0},
        {"*-rejects@*", SIM_LEG_REJECT, 0, 0, 0},
        {"*-moody@*", SIM_LEG_BUSY, 2 * SECOND_MS, 0, 10},
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        sim_server_script_leg(episode->world.server, &scripts[i]);
    }
}

/* A meeting that has a space, or else any, sooner one that is not over; NULL if there is none. */
static const struct meeting *people_meeting(struct episode *episode)
{
    const struct engine *engine = episode->world.engine;
    const struct meeting *found = NULL;
    const struct space *space = NULL;
    for (size_t i = 0; engine != NULL && (space = engine_space_at(engine, i)) != NULL; i++) {
        if (space->meeting != NULL && episode_chance(episode, 30)) {
            found = space->meeting;
        }
    }
    size_t n = 0;
    while (engine != NULL && engine_meeting_at(engine, n) != NULL) {
        n++;
    }
    for (int i = 0; n > 0 && i < 8 && (found == NULL || meeting_is_final(found)); i++) {
        found = engine_meeting_at(engine, (size_t)episode_below(episode, n));
    }
    return found;
}

static void people_book(struct episode *episode)
{
    struct world *world = &episode->world;
    struct person people[EPISODE_PEOPLE];
    char title[32];
    struct world_reply reply;
    snprintf(title, sizeof title, "Meeting %u & friends", ++episode->uids);
    struct command command = {.kind = COMMAND_BOOK, .title = title, .people = people};
    static const size_t sizes[] = {0, 1, 1, 1, 2, 3};
    command.n_people = sizes[episode_below(episode, sizeof sizes / sizeof *sizes)];
    for (size_t i = 0; i < command.n_people; i++) {
        people[i] = (struct person){.address = people_party(episode)};
    }
    command.passcode = episode_chance(episode, 30) ? "4711" : NULL;
    command.start = world_clock(world) + episode_length(episode, -MINUTE_MS, 6 * MINUTE_MS);
    command.end = command.start + (episode_chance(episode, 4) ? episode_length(episode, 10 * MINUTE_MS, 30 * MINUTE_MS)
                                                              : episode_length(episode, 20 * SECOND_MS, 3 * MINUTE_MS));
    if (episode_command(episode, &command, &reply)) {
        episode->counts.booked++;
    }
}

static void people_change(struct episode *episode, const struct meeting *meeting)
{
    char id[GUID_SIZE];
    struct world_reply reply;
    memcpy(id, meeting->id, GUID_SIZE);
    struct command command = {.kind = COMMAND_CHANGE, .meeting = id, .start = INSTANT_NONE, .end = INSTANT_NONE};
    command.title = episode_chance(episode, 50) ? "Another title" : NULL;
    command.passcode = episode_chance(episode, 30) ? "0815" : NULL;
    if (episode_chance(episode, 40)) {
        command.end = meeting->end + episode_length(episode, -2 * MINUTE_MS, 2 * MINUTE_MS);
    }
    if (episode_chance(episode, 20)) {
        command.start = meeting->start + episode_length(episode, -2 * MINUTE_MS, 2 * MINUTE_MS);
    }
    episode->counts.changed += episode_command(episode, &command, &reply);
}

static void people_extend(struct episode *episode, const struct meeting *meeting)
{
    struct world_reply reply;
    char id[GUID_SIZE];
    memcpy(id, meeting->id, GUID_SIZE);
    struct command command = {
        .kind = COMMAND_EXTEND, .meeting = id, .length = episode_length(episode, 1, 4) * MINUTE_MS};
    instant end = meeting->end + command.length;
    world_extends(&episode->world, id, true);
    if (!episode_command(episode, &command, &reply)) {
        world_extends(&episode->world, id, false);
        return;
    }
    episode->counts.extended++;
    const struct meeting *extended = episode->world.engine != NULL ? engine_meeting(episode->world.engine, id) : NULL;
    if (extended != NULL && extended->end != end) {
        world_fail(&episode->world, "meeting %s was extended, and ends as before", id);
    }
}

static void people_stop(struct episode *episode, const struct meeting *meeting, enum command_kind kind, uint64_t *count)
{
    struct world_reply reply;
    char id[GUID_SIZE];
    memcpy(id, meeting->id, GUID_SIZE);
    struct command command = {.kind = kind, .meeting = id};
    *count += episode_command(episode, &command, &reply);
}

static void people_add(struct episode *episode, const struct meeting *meeting)
{
    struct world_reply reply;
    char id[GUID_SIZE];
    memcpy(id, meeting->id, GUID_SIZE);
    struct person person = {.address = people_party(episode)};
    struct command command = {.kind = COMMAND_ADD_PERSON, .meeting = id, .people = &person, .n_people = 1};
    truth_excuse(&episode->world, id, person.address);
    episode->counts.added += episode_command(episode, &command, &reply);
}

static void people_remove(struct episode *episode, const struct meeting *meeting)
{
    struct world_reply reply;
    char id[GUID_SIZE], participant[GUID_SIZE];
    if (meeting->n_participants == 0) {
        return;
    }
    const struct participant *at = meeting->participants;
    for (uint64_t i = episode_below(episode, meeting->n_participants); i > 0; i--) {
        at = at->next;
    }
    memcpy(id, meeting->id, GUID_SIZE);
    memcpy(participant, at->id, GUID_SIZE);
    struct command command = {.kind = COMMAND_REMOVE_PERSON, .meeting = id, .participant = participant};
    episode->counts.removed += episode_command(episode, &command, &reply);
}

/* The full hour: meetings end and more begin than there are spaces, some a few moments later, when the first spaces
 * come free. */
static void people_rush(struct episode *episode)
{
    enum { TICK_MS = 20 }; /* what all latencies are multiples of */
    struct world *world = &episode->world;
    struct world_reply reply;
    instant hour = world_clock(world) + episode_length(episode, 20, 60) * SECOND_MS;
    size_t n = world->settings.pool.last - world->settings.pool.first + 1;
    n = n < 12 ? n : 12;
    episode->counts.rushes++;
    for (size_t i = 0; i < 3 * n && !world->failed; i++) {
        struct command command = {.kind = COMMAND_BOOK, .title = "On the hour", .start = hour, .end = hour + MINUTE_MS};
        if (i < n) {
            command.start = world_clock(world);
            command.end = hour;
        } else if (i >= 2 * n) {
            command.start = hour + (duration_ms)(i - 2 * n) * 3 * TICK_MS;
        }
        struct person person = {.address = people_party(episode)};
        command.people = &person;
        command.n_people = episode_below(episode, 2);
        episode->counts.booked += episode_command(episode, &command, &reply);
    }
}

void people_act(struct episode *episode)
{
    uint64_t what = episode_below(episode, 100);
    const struct meeting *meeting = people_meeting(episode);
    if (what < 60 || meeting == NULL) {
        bool rush = !episode->calm && episode_below(episode, 200) == 0;
        (rush ? people_rush : people_book)(episode);
    } else if (what < 67) {
        people_change(episode, meeting);
    } else if (what < 74) {
        people_extend(episode, meeting);
    } else if (what < 79) {
        people_stop(episode, meeting, COMMAND_CANCEL, &episode->counts.cancelled);
    } else if (what < 84) {
        people_stop(episode, meeting, COMMAND_END, &episode->counts.ended);
    } else if (what < 92) {
        people_add(episode, meeting);
    } else if (what < 98) {
        people_remove(episode, meeting);
    } else {
        bridges_order(episode, COMMAND_PREFER, &episode->counts.preferred);
    }
}
