/* random/episode.h: some hundred meetings with everything that can go wrong, from one seed. */
#ifndef RANDOM_EPISODE_H
#define RANDOM_EPISODE_H

#include "world/world.h"

enum { EPISODE_CALENDARS = 2, EPISODE_EVENTS = 48, EPISODE_PEOPLE = 3 };

struct episode_event {
    bool used, shared; /* another calendar has it, too, or had it: that may say otherwise */
    struct plan_event plan;
    char uid[24], title[24];
    const char *people[EPISODE_PEOPLE];
};

struct episode_calendar {
    char name[16];
    struct episode_event events[EPISODE_EVENTS];
};

/* What was done to the service, for the summary. */
struct episode_counts {
    uint64_t meetings, booked, from_calendars, calm_episodes;
    uint64_t changed, extended, cancelled, ended, added, removed, preferred, refused, unanswered;
    uint64_t snapshots, messages, shared, events_refused, syncs, held;
    uint64_t pool_changes, reloads, denials, bridge_stops, storms, jumps, by_hand, guests, foreign;
    uint64_t flaps, slow, drained, resumed;
    uint64_t jumps_back, sleeps, cut_offs, joined, guests_beyond;
    uint64_t rivals, stood_back, claimed;
    uint64_t stubborn, contested, restored, rushes, profiles, overloads, resyncs;
    uint64_t final[N_MEETING_STATES];
};

struct episode {
    struct world world;
    struct random random; /* of what is done; the world has its own */
    bool calm;            /* nothing goes wrong, there are spaces enough: then nothing may be missed or late */
    duration_ms pace;     /* between two things that are done, about */
    uint32_t uids;
    uint64_t syncs;
    struct episode_calendar calendars[EPISODE_CALENDARS];
    struct episode_counts counts;
};

/* Runs one episode. False: an invariant broke; episode->world.failure says which. The caller calls episode_done. */
bool episode_run(struct episode *episode, uint64_t seed, uint64_t meetings, bool trace);
void episode_done(struct episode *episode);

uint64_t episode_below(struct episode *episode, uint64_t bound);
duration_ms episode_length(struct episode *episode, duration_ms from, duration_ms to);
bool episode_chance(struct episode *episode, uint32_t percent);

/* people.c: through the API */
void people_act(struct episode *episode);
const char *people_party(struct episode *episode);
void people_script(struct episode *episode); /* what the parties do when they are dialled */
bool episode_command(struct episode *episode, struct command *command, struct world_reply *ret_reply);

/* calendars.c */
void calendars_act(struct episode *episode);
void calendars_message(struct episode *episode, struct episode_calendar *calendar);
void calendars_begin_content(struct episode *episode, struct calendar_content *content);

/* syncs.c */
void calendars_sync(struct episode *episode, struct episode_calendar *calendar);

/* bridges.c: to whole bridges */
void bridges_settings(struct episode *episode);
void bridges_act(struct episode *episode);
void bridges_order(struct episode *episode, enum command_kind kind, uint64_t *count); /* by hand, of one of them */
void bridges_end(struct episode *episode);

/* trouble.c: at the bridges, on the way, in the service, by hand */
void trouble_act(struct episode *episode);
void trouble_end(struct episode *episode); /* everything is made well again */

/* hands.c: who changes what is ours means it */
void hands_act(struct episode *episode);

#endif
