/* core/reason.c: what operators are told of bridges and of whose the pool is: all words in three tables. */
#include "core/reason.h"

#include "core/bridge.h"
#include "core/tenure.h"

enum {
    UNKNOWN = 1 << BRIDGE_UNKNOWN,
    UP = 1 << BRIDGE_UP,
    DEGRADED = 1 << BRIDGE_DEGRADED,
    DOWN = 1 << BRIDGE_DOWN,
};

/* clang-format off */
const struct reason_row reason_table[N_REASONS] = {
    [REASON_UNHEARD]  = {"unheard", "has not been heard yet", "wait for its first answer", UNKNOWN},
    [REASON_ANSWERED] = {"answered", "answers", "nothing", UP},

    [REASON_CLOCK]    = {"clock", "answers, but its clock is far from ours",
                         "set both clocks by NTP: meetings start by the clock here", UP},
    [REASON_ALARM]    = {"alarm", "answers, and reports alarms", "look into its alarms in its web interface", UP},
    [REASON_UNLISTED] = {"unlisted", "answers, but is not in one cluster with the others",
                         "join it to their cluster, or take it out of bridges", UP},

    [REASON_BUSY]       = {"busy", "says that it is busy", "wait; if it lasts, look at its load and its database", DEGRADED},
    [REASON_SLOW]       = {"slow", "answers later than failover.slow_after",
                           "look at its load, at its way to the database and at the network", DEGRADED},
    [REASON_OVERLOADED] = {"overloaded", "is loaded beyond what it sets for new conferences",
                           "wait, or give the cluster another bridge", DEGRADED},
    [REASON_FLAPPING]   = {"flapping", "went away again and again, and is held off",
                           "find out why it restarts or the network breaks; prefer it to use it at once", DEGRADED},

    [REASON_DRAINED]  = {"drained", "takes no new meetings, by hand", "resume it when its maintenance is over",
                         UNKNOWN | UP | DEGRADED},

    [REASON_REFUSED]     = {"refused", "takes no connections", "start it, or its API; check the port and the firewall", DOWN},
    [REASON_UNRESOLVED]  = {"unresolved", "has a name that cannot be resolved", "check its url and the name servers", DOWN},
    [REASON_CERTIFICATE] = {"certificate", "cannot prove by its certificate who it is",
                            "renew its certificate, or name its CA in tls.ca_file", DOWN},
    [REASON_TIMED_OUT]   = {"timed_out", "does not answer in time", "check that it runs and that the network reaches it", DOWN},
    [REASON_CUT_OFF]     = {"cut_off", "closes connections before it has answered", "look whether it restarts again and again", DOWN},
    [REASON_GARBLED]     = {"garbled", "gives answers that cannot be understood",
                            "check that url leads to the API of a Meeting Server", DOWN},
    [REASON_BROKEN]      = {"broken", "answers with errors of its own", "look into its log; restart it if they last", DOWN},
    [REASON_WRONG_PORT]  = {"wrong_port", "is not the API at this address",
                            "put the port of its web administration into url, then systemctl reload cospaced (or SIGHUP)", DOWN},
    [REASON_WRONG_PASSWORD] = {"wrong_password", "refuses the user name or the password",
                               "correct credentials, then systemctl reload cospaced (or SIGHUP): it is not asked before", DOWN},
    [REASON_FORBIDDEN]      = {"forbidden", "does not let this user use the API",
                               "give the user the role api, then systemctl reload cospaced (or SIGHUP): it is not asked before", DOWN},
};

const struct role_row role_table[N_ROLES] = {
    [ROLE_NORMAL]      = {"normal", "nothing"},
    [ROLE_FAILED_OVER] = {"failed_over", "prefer it to bring new meetings back"},
    [ROLE_BACKUP]      = {"backup", "nothing"},
    [ROLE_TAKING_BACK] = {"taking_back", "new meetings go back to it by themselves"},
    [ROLE_DRAINED]     = {"drained", "resume it when its maintenance is over"},
};

const struct tenure_row tenure_table[N_TENURE_STATES] = {
    [TENURE_UNSURE]   = {"it is not known yet whose the pool is", "wait until a bridge shows the pool's mark", false},
    [TENURE_MARKED]   = {"the pool was marked as ours a moment ago", "wait a moment", false},
    [TENURE_OURS]     = {"the pool is ours", "nothing", true},
    [TENURE_UNMARKED] = {"nobody else has the pool", "nothing", true},
    [TENURE_WATCHED]  = {"another service has marked the pool, and is watched whether it lives",
                        "wait for four of its periods; if it was stopped for good: cospacectl claim", false},
    [TENURE_THEIRS]   = {"another service has the pool, and lives: nothing is started here",
                        "stop one of the two, or give this one another range in pool; to move the pool here: cospacectl claim",
                        false},
};
/* clang-format on */

enum bridge_reason bridge_reason_of(const struct bridge *bridge)
{
    if (bridge->state == BRIDGE_DOWN) {
        return bridge->cause;
    }
    if (bridge->drained != INSTANT_NONE) {
        return REASON_DRAINED;
    }
    if (bridge->state == BRIDGE_UNKNOWN) {
        return REASON_UNHEARD;
    }
    if (bridge->cause != REASON_ANSWERED) {
        return bridge->cause;
    }
    return bridge->unlisted                                   ? REASON_UNLISTED
           : bridge->clock_off                                ? REASON_CLOCK
           : bridge->alarms != NULL && bridge->alarms[0] != 0 ? REASON_ALARM
                                                              : REASON_ANSWERED;
}

const char *bridge_advice(const struct bridge *bridge)
{
    enum bridge_reason reason = bridge_reason_of(bridge);
    return reason == REASON_ANSWERED ? role_table[bridge->role].advice : reason_table[reason].advice;
}
