/* core/machines.c: the six state machines as tables, one cell for every (state, event). They print themselves into
 * ARCHITECTURE.md. What names the event is the code beside each object; no cell has a guard. */
#include "core/bridge.h"
#include "core/meeting.h"
#include "core/pool.h"
#include "core/tenure.h"

#define TO(state) FSM_TO(state)
enum { S_ = FSM_STAY, X_ = FSM_NEVER }; /* nothing happens, on purpose · cannot happen here */

static const char *const meeting_states[] = {
    [MEETING_SCHEDULED] = "scheduled", [MEETING_WAITING] = "waiting",    [MEETING_STARTING] = "starting",
    [MEETING_ACTIVE] = "active",       [MEETING_ENDING] = "ending",      [MEETING_ENDED] = "ended",
    [MEETING_MISSED] = "missed",       [MEETING_CANCELLED] = "cancelled"};
static const char *const meeting_events[] = {
    [MEETING_EVENT_PLACED] = "placed",   [MEETING_EVENT_BLOCKED] = "blocked",     [MEETING_EVENT_OPENED] = "opened",
    [MEETING_EVENT_LOST] = "lost",       [MEETING_EVENT_FINISH] = "finish",       [MEETING_EVENT_CLOSED] = "closed",
    [MEETING_EVENT_EXPIRED] = "expired", [MEETING_EVENT_WITHDRAWN] = "withdrawn", [MEETING_EVENT_MOVED] = "moved"};
static const bool meeting_final[N_MEETING_STATES] = {
    [MEETING_ENDED] = true, [MEETING_MISSED] = true, [MEETING_CANCELLED] = true};
/* clang-format off */
static const uint8_t meeting_cells[N_MEETING_STATES][N_MEETING_EVENTS] = {
    /*                       placed                blocked              opened              lost                  finish              closed             expired             withdrawn              moved */
    [MEETING_SCHEDULED] = { TO(MEETING_STARTING), TO(MEETING_WAITING), X_,                 X_,                   X_,                 X_,                TO(MEETING_MISSED), TO(MEETING_CANCELLED), S_ },
    [MEETING_WAITING]   = { TO(MEETING_STARTING), S_,                  X_,                 X_,                   TO(MEETING_ENDED),  X_,                TO(MEETING_MISSED), TO(MEETING_CANCELLED), TO(MEETING_SCHEDULED) },
    [MEETING_STARTING]  = { X_,                   TO(MEETING_WAITING), TO(MEETING_ACTIVE), S_,                   TO(MEETING_ENDING), X_,                TO(MEETING_MISSED), TO(MEETING_ENDING),    S_ },
    [MEETING_ACTIVE]    = { X_,                   X_,                  S_,                 TO(MEETING_STARTING), TO(MEETING_ENDING), X_,                X_,                 TO(MEETING_ENDING),    S_ },
    [MEETING_ENDING]    = { X_,                   X_,                  S_,                 S_,                   S_,                 TO(MEETING_ENDED), X_,                 S_,                    S_ },
    [MEETING_ENDED]     = { X_,                   X_,                  X_,                 X_,                   S_,                 X_,                X_,                 S_,                    S_ },
    [MEETING_MISSED]    = { X_,                   X_,                  X_,                 X_,                   S_,                 X_,                X_,                 S_,                    S_ },
    [MEETING_CANCELLED] = { X_,                   X_,                  X_,                 X_,                   S_,                 X_,                X_,                 S_,                    S_ },
};
/* clang-format on */
const struct fsm meeting_fsm = {"meeting",        meeting_states,   meeting_events,    meeting_final,
                                N_MEETING_STATES, N_MEETING_EVENTS, MEETING_SCHEDULED, &meeting_cells[0][0]};

static const char *const participant_states[] = {[PARTICIPANT_PENDING] = "pending",
                                                 [PARTICIPANT_DIALING] = "dialing",
                                                 [PARTICIPANT_RINGING] = "ringing",
                                                 [PARTICIPANT_CONNECTED] = "connected",
                                                 [PARTICIPANT_DISCONNECTED] = "disconnected",
                                                 [PARTICIPANT_FAILED] = "failed",
                                                 [PARTICIPANT_LISTED] = "listed"};
static const char *const participant_events[] = {
    [PARTICIPANT_EVENT_ASKED] = "asked",         [PARTICIPANT_EVENT_RINGS] = "rings",
    [PARTICIPANT_EVENT_ANSWERS] = "answers",     [PARTICIPANT_EVENT_VANISHES] = "vanishes",
    [PARTICIPANT_EVENT_EXHAUSTED] = "exhausted", [PARTICIPANT_EVENT_LEAVES] = "leaves",
    [PARTICIPANT_EVENT_LOST] = "lost",           [PARTICIPANT_EVENT_OVER] = "over",
    [PARTICIPANT_EVENT_INVITED] = "invited",     [PARTICIPANT_EVENT_UNINVITED] = "uninvited"};
static const bool participant_final[N_PARTICIPANT_STATES] = {false};
/* clang-format off */
static const uint8_t participant_cells[N_PARTICIPANT_STATES][N_PARTICIPANT_EVENTS] = {
    /*                              asked                    rings                    answers                    vanishes                 exhausted               leaves                        lost                     over                          invited                  uninvited */
    [PARTICIPANT_PENDING]      = { TO(PARTICIPANT_DIALING), X_,                      X_,                        S_,                      TO(PARTICIPANT_FAILED), X_,                           S_,                      TO(PARTICIPANT_DISCONNECTED), S_,                      TO(PARTICIPANT_LISTED) },
    [PARTICIPANT_DIALING]      = { X_,                      TO(PARTICIPANT_RINGING), TO(PARTICIPANT_CONNECTED), TO(PARTICIPANT_PENDING), TO(PARTICIPANT_FAILED), X_,                           TO(PARTICIPANT_PENDING), TO(PARTICIPANT_DISCONNECTED), S_,                      S_ },
    [PARTICIPANT_RINGING]      = { X_,                      S_,                      TO(PARTICIPANT_CONNECTED), TO(PARTICIPANT_PENDING), TO(PARTICIPANT_FAILED), X_,                           TO(PARTICIPANT_PENDING), TO(PARTICIPANT_DISCONNECTED), S_,                      S_ },
    [PARTICIPANT_CONNECTED]    = { X_,                      S_,                      S_,                        X_,                      X_,                     TO(PARTICIPANT_DISCONNECTED), TO(PARTICIPANT_PENDING), TO(PARTICIPANT_DISCONNECTED), S_,                      S_ },
    [PARTICIPANT_DISCONNECTED] = { X_,                      X_,                      X_,                        X_,                      X_,                     X_,                           S_,                      S_,                           TO(PARTICIPANT_PENDING), S_ },
    [PARTICIPANT_FAILED]       = { X_,                      X_,                      X_,                        X_,                      X_,                     X_,                           S_,                      S_,                           TO(PARTICIPANT_PENDING), S_ },
    [PARTICIPANT_LISTED]       = { X_,                      X_,                      X_,                        X_,                      X_,                     X_,                           S_,                      S_,                           TO(PARTICIPANT_PENDING), S_ },
};
/* clang-format on */
const struct fsm participant_fsm = {"participant",       participant_states,      participant_events,
                                    participant_final,   N_PARTICIPANT_STATES,    N_PARTICIPANT_EVENTS,
                                    PARTICIPANT_PENDING, &participant_cells[0][0]};

static const char *const space_states[] = {[SPACE_FREE] = "free",
                                           [SPACE_HELD] = "in_use",
                                           [SPACE_DIRTY] = "closing",
                                           [SPACE_LEAVING] = "leaving",
                                           [SPACE_CONTESTED] = "contested"};
static const char *const space_events[] = {
    [SPACE_EVENT_TAKE] = "take",   [SPACE_EVENT_GIVE] = "give",     [SPACE_EVENT_SPOIL] = "spoil",
    [SPACE_EVENT_CLEAN] = "clean", [SPACE_EVENT_RETIRE] = "retire", [SPACE_EVENT_RECALL] = "recall",
    [SPACE_EVENT_YIELD] = "yield", [SPACE_EVENT_RESUME] = "resume"};
static const bool space_final[N_SPACE_STATES] = {false};
/* clang-format off */
static const uint8_t space_cells[N_SPACE_STATES][N_SPACE_EVENTS] = {
    /*                    take            give            spoil            clean           retire             recall           yield                resume */
    [SPACE_FREE]      = { TO(SPACE_HELD), X_,             TO(SPACE_DIRTY), S_,             TO(SPACE_LEAVING), S_,              TO(SPACE_CONTESTED), X_ },
    [SPACE_HELD]      = { X_,             TO(SPACE_FREE), TO(SPACE_DIRTY), X_,             S_,                S_,              X_,                  X_ },
    [SPACE_DIRTY]     = { X_,             X_,             S_,              TO(SPACE_FREE), S_,                S_,              TO(SPACE_CONTESTED), X_ },
    [SPACE_LEAVING]   = { X_,             X_,             S_,              X_,             S_,                TO(SPACE_DIRTY), X_,                  X_ },
    [SPACE_CONTESTED] = { X_,             X_,             S_,              X_,             S_,                S_,              S_,                  TO(SPACE_DIRTY) },
};
/* clang-format on */
const struct fsm space_fsm = {"space",        space_states,   space_events, space_final,
                              N_SPACE_STATES, N_SPACE_EVENTS, SPACE_FREE,   &space_cells[0][0]};

static const char *const set_states[] = {
    [SET_WANTED] = "wanted",   [SET_CREATED] = "created", [SET_SYNCING] = "syncing",
    [SET_LISTING] = "listing", [SET_DONE] = "done",       [SET_FAILED] = "failed"};
static const char *const set_events[] = {
    [SET_EVENT_MADE] = "made",         [SET_EVENT_STARTED] = "started", [SET_EVENT_COMPLETE] = "complete",
    [SET_EVENT_LISTED] = "listed",     [SET_EVENT_FAILED] = "failed",   [SET_EVENT_RETRY] = "retry",
    [SET_EVENT_VANISHED] = "vanished", [SET_EVENT_DOUBTED] = "doubted"};
static const bool set_final[N_SET_STATES] = {false};
/* clang-format off */
static const uint8_t set_cells[N_SET_STATES][N_SET_EVENTS] = {
    /*                 made             started          complete         listed        failed          retry            vanished         doubted */
    [SET_WANTED]  = { TO(SET_CREATED), X_,              X_,              X_,           TO(SET_FAILED), X_,              S_,              S_ },
    [SET_CREATED] = { X_,              TO(SET_SYNCING), X_,              X_,           TO(SET_FAILED), X_,              TO(SET_WANTED),  S_ },
    [SET_SYNCING] = { X_,              X_,              TO(SET_LISTING), X_,           TO(SET_FAILED), X_,              TO(SET_CREATED), S_ },
    [SET_LISTING] = { X_,              X_,              X_,              TO(SET_DONE), TO(SET_FAILED), X_,              S_,              S_ },
    [SET_DONE]    = { X_,              X_,              X_,              X_,           X_,             X_,              TO(SET_CREATED), TO(SET_LISTING) },
    [SET_FAILED]  = { X_,              X_,              X_,              X_,           X_,             TO(SET_CREATED), S_,              S_ },
};
/* clang-format on */
const struct fsm set_fsm = {"set",        set_states,   set_events, set_final,
                            N_SET_STATES, N_SET_EVENTS, SET_WANTED, &set_cells[0][0]};

static const char *const bridge_states[] = {
    [BRIDGE_UNKNOWN] = "unknown", [BRIDGE_UP] = "up", [BRIDGE_DEGRADED] = "degraded", [BRIDGE_DOWN] = "down"};
static const char *const bridge_events[] = {
    [BRIDGE_EVENT_ANSWERED] = "answered", [BRIDGE_EVENT_AILING] = "ailing", [BRIDGE_EVENT_FAILED] = "failed",
    [BRIDGE_EVENT_LOST] = "lost",         [BRIDGE_EVENT_DENIED] = "denied", [BRIDGE_EVENT_FORGIVEN] = "forgiven"};
static const bool bridge_final[N_BRIDGE_STATES] = {false};
/* clang-format off */
static const uint8_t bridge_cells[N_BRIDGE_STATES][N_BRIDGE_EVENTS] = {
    /*                    answered       ailing               failed lost             denied           forgiven */
    [BRIDGE_UNKNOWN]  = { TO(BRIDGE_UP), TO(BRIDGE_DEGRADED), S_,    TO(BRIDGE_DOWN), TO(BRIDGE_DOWN), S_ },
    [BRIDGE_UP]       = { S_,            TO(BRIDGE_DEGRADED), S_,    TO(BRIDGE_DOWN), TO(BRIDGE_DOWN), S_ },
    [BRIDGE_DEGRADED] = { TO(BRIDGE_UP), S_,                  S_,    TO(BRIDGE_DOWN), TO(BRIDGE_DOWN), S_ },
    [BRIDGE_DOWN]     = { TO(BRIDGE_UP), TO(BRIDGE_DEGRADED), S_,    S_,              S_,              TO(BRIDGE_UNKNOWN) },
};
/* clang-format on */
const struct fsm bridge_fsm = {"bridge",        bridge_states,   bridge_events,  bridge_final,
                               N_BRIDGE_STATES, N_BRIDGE_EVENTS, BRIDGE_UNKNOWN, &bridge_cells[0][0]};

static const char *const tenure_states[] = {
    [TENURE_UNSURE] = "unsure",     [TENURE_MARKED] = "marked",   [TENURE_OURS] = "ours",
    [TENURE_UNMARKED] = "unmarked", [TENURE_WATCHED] = "watched", [TENURE_THEIRS] = "theirs"};
static const char *const tenure_events[] = {
    [TENURE_EVENT_ABSENT] = "absent",   [TENURE_EVENT_FOUND] = "found",   [TENURE_EVENT_CONFIRMED] = "confirmed",
    [TENURE_EVENT_FOREIGN] = "foreign", [TENURE_EVENT_BEAT] = "beat",     [TENURE_EVENT_SILENT] = "silent",
    [TENURE_EVENT_NOTHING] = "nothing", [TENURE_EVENT_LAPSED] = "lapsed", [TENURE_EVENT_ORDERED] = "ordered",
    [TENURE_EVENT_DOUBTED] = "doubted"};
static const bool tenure_final[N_TENURE_STATES] = {false};
/* clang-format off */
static const uint8_t tenure_cells[N_TENURE_STATES][N_TENURE_EVENTS] = {
    /*                   absent            found           confirmed       foreign            beat              silent            nothing             lapsed            ordered           doubted */
    [TENURE_UNSURE]   = { TO(TENURE_MARKED), TO(TENURE_OURS), X_,             TO(TENURE_WATCHED), X_,               X_,               TO(TENURE_UNMARKED), S_,               X_,                S_ },
    [TENURE_MARKED]   = { S_,               X_,             TO(TENURE_OURS), TO(TENURE_WATCHED), X_,               X_,               TO(TENURE_UNMARKED), X_,               X_,                X_ },
    [TENURE_OURS]     = { S_,               X_,             X_,             TO(TENURE_WATCHED), X_,               X_,               TO(TENURE_UNMARKED), TO(TENURE_UNSURE), TO(TENURE_MARKED), TO(TENURE_UNSURE) },
    [TENURE_UNMARKED] = { S_,               X_,             TO(TENURE_OURS), TO(TENURE_WATCHED), X_,               X_,               S_,                 X_,               TO(TENURE_MARKED), TO(TENURE_UNSURE) },
    [TENURE_WATCHED]  = { X_,               X_,             X_,             X_,                TO(TENURE_THEIRS), TO(TENURE_MARKED), TO(TENURE_UNMARKED), X_,               TO(TENURE_MARKED), S_ },
    [TENURE_THEIRS]   = { X_,               X_,             X_,             X_,                S_,               TO(TENURE_MARKED), TO(TENURE_UNMARKED), X_,               TO(TENURE_MARKED), S_ },
};
/* clang-format on */
const struct fsm tenure_fsm = {"pool",          tenure_states,   tenure_events, tenure_final,
                               N_TENURE_STATES, N_TENURE_EVENTS, TENURE_UNSURE, &tenure_cells[0][0]};
