/* All keys of the configuration, in the order in which they are documented. */
#include "schema.h"

#include <string.h>

#define AT(member)                .offset = offsetof(struct config, member)
#define AT_SETTING(member)        .offset = offsetof(struct config, settings.member)
#define AT_BRIDGE(member)         .offset = offsetof(struct setting_bridge, member)
#define AT_ENDPOINT(member)       .offset = offsetof(struct setting_endpoint, member)
#define AT_CALENDAR(member)       .offset = offsetof(struct config_calendar, member)
#define AT_WEBHOOK(member)        .offset = offsetof(struct config_webhook, member)
#define RANGE(smallest, greatest) .min = (smallest), .max = (greatest)
#define KIB                       INT64_C(1024)
#define MIB                       (1024 * KIB)
#define LENGTH(longest)           .min = 0, .max = (longest)

enum { TEXT_MAX = 200, URL_MAX = 2000, PATH_LENGTH_MAX = 4000, SOCKET_PATH_MAX = 107, INDEX_MAX = 1000000000 };

static const char *const failback_words[] = {"manual", "auto", NULL};
static const char *const running_words[] = {"redial", "wait", "end", NULL};
static const char *const kind_words[] = {"ics", "caldav", "directory", NULL};
static const char *const select_words[] = {"all", "endpoint", "match", NULL};
static const char *const level_words[] = {"debug", "info", "warning", "error", NULL};
static const char *const event_words[] = {"meeting", "participant", "bridge", "calendar", "pool", NULL};
static const char *const audit_words[] = {"off", "on", NULL};
static const char *const format_words[] = {"text", "json", NULL};

static const struct schema_list bridge_list = {
    .count_offset = offsetof(struct config, settings.n_bridges),
    .element_size = sizeof(struct setting_bridge),
    .max = MAX_BRIDGES,
    .embedded = true,
};
static const struct schema_list calendar_list = {
    .count_offset = offsetof(struct config, n_calendars),
    .element_size = sizeof(struct config_calendar),
    .max = 1000,
};
static const struct schema_list webhook_list = {
    .count_offset = offsetof(struct config, n_webhooks),
    .element_size = sizeof(struct config_webhook),
    .max = 50,
};
static const struct schema_list endpoint_list = {
    .count_offset = offsetof(struct config, settings.n_endpoints),
    .element_size = sizeof(struct setting_endpoint),
    .max = 10000,
};

/* clang-format off */
const struct schema_key schema[] = {
    {"bridges", TYPE_LIST, .required = true, .fixed = true, AT_SETTING(bridges), .list = &bridge_list,
     .help = "The call bridges of one cluster, in order of preference."},
    {"bridges[].name", TYPE_NAME, .required = true, AT_BRIDGE(name), RANGE(1, 64), .example = "core1",
     .help = "What the bridge is called in the API, in the log and by cospacectl; each name once."},
    {"bridges[].url", TYPE_HOST_URL, .required = true, AT_BRIDGE(url), LENGTH(TEXT_MAX),
     .example = "\"https://cms1.example.com:445\"",
     .help = "Where its API listens. http:// is taken with a warning: the password then crosses the network in the clear."},

    {"credentials", TYPE_SECTION, .required = true,
     .help = "The API user of the Meeting Server, the same on every bridge. The password comes from exactly one place: "
             "password_file, password_env, or else the systemd credential cms-password (LoadCredential=)."},
    {"credentials.username", TYPE_TEXT, .required = true, AT(credentials.username), RANGE(1, TEXT_MAX),
     .example = "scheduler", .help = "The name to log in with."},
    {"credentials.password_file", TYPE_FILE, AT(credentials.password_file), LENGTH(PATH_LENGTH_MAX),
     .example = "/etc/cospaced/cms-password",
     .help = "A file that holds the password; the newline at its end is not part of it."},
    {"credentials.password_env", TYPE_NAME, AT(credentials.password_env), LENGTH(TEXT_MAX), .example = "CMS_PASSWORD",
     .help = "The environment variable that holds the password."},

    {"tls", TYPE_SECTION, .help = "How the bridges prove who they are."},
    {"tls.ca_file", TYPE_FILE, AT(tls.ca_file), LENGTH(PATH_LENGTH_MAX), .example = "/etc/cospaced/cms-ca.pem",
     .help = "The certificate authorities to trust, in PEM; without it those of the system."},
    {"tls.verify", TYPE_FLAG, AT(tls.verify), .default_text = "true",
     .help = "Whether a bridge's certificate is checked; false is for laboratories only."},

    {"pool", TYPE_SECTION, .required = true, .help = "The placeholder coSpaces that meetings are put into."},
    {"pool.first", TYPE_COUNT, .required = true, AT_SETTING(pool.first), RANGE(0, INDEX_MAX), .example = "1",
     .help = "The first index of the pool (startIndex of the bulk parameter set)."},
    {"pool.last", TYPE_COUNT, .required = true, AT_SETTING(pool.last), RANGE(0, INDEX_MAX), .example = "20",
     .help = "The last index of the pool (endIndex); a pool has at most 10000 spaces."},
    {"pool.name", TYPE_TEMPLATE, AT_SETTING(pool.name), RANGE(1, TEXT_MAX),
     .default_text = "TMS_Scheduled_Meeting_$index$",
     .help = "The name of an idle space; $index$ is its number. A literal $ or \\ is written \\$ or \\\\ (in single quotes)."},
    {"pool.uri", TYPE_TEMPLATE, AT_SETTING(pool.uri), LENGTH(TEXT_MAX), .default_text = "$index$",
     .help = "The user part of the address that people dial, without @; must differ from space to space."},
    {"pool.call_id", TYPE_TEMPLATE, AT_SETTING(pool.call_id), LENGTH(TEXT_MAX), .default_text = "$index$",
     .help = "The call ID of a space; must differ from space to space."},
    {"pool.domain", TYPE_TEXT, AT_SETTING(pool.domain), LENGTH(TEXT_MAX), .example = "meet.example.com",
     .help = "The domain of the address that people dial: URI@domain. Without it the URI alone is shown."},
    {"pool.mark", TYPE_FLAG, AT_SETTING(pool.mark), .default_text = "true",
     .help = "Whether it is written into cdrTag of the lowest space, and renewed every reconcile_every (1s to 1m), which "
             "service has the pool: a second one on it starts nothing. false: something else needs that field."},
    {"pool.standby", TYPE_FLAG, AT_SETTING(pool.standby), .default_text = "false",
     .help = "A service that finds at its start that another one has the pool ends and says so; with true it stands by, "
             "takes bookings, and takes the pool over when the other's mark has stood still for four periods."},

    {"profiles", TYPE_SECTION,
     .help = "Parameters of the profiles that the pool uses, sent as they stand, in this order. One that the server "
             "refuses by its name is left out, and the log says so."},
    {"profiles.call", TYPE_PAIRS, AT_SETTING(call_profile),
     .default_text = "participantLimit=1000&messageBoardEnabled=false",
     .help = "The call profile, as in POST /callProfiles."},
    {"profiles.call_leg", TYPE_PAIRS, AT_SETTING(call_leg_profile),
     .default_text = "defaultLayout=telepresence&changeLayoutAllowed=true",
     .help = "The call leg profile, as in POST /callLegProfiles."},

    {"schedule", TYPE_SECTION, .help = "When meetings start, and how far the service looks ahead and back."},
    {"schedule.start_grace", TYPE_DURATION, AT_SETTING(start_grace), RANGE(0, DAY_MS), .default_text = "10m",
     .help = "How late a meeting may still be started."},
    {"schedule.leap_patience", TYPE_DURATION, AT_SETTING(leap_patience), RANGE(0, HOUR_MS), .default_text = "1m",
     .help = "If the clock leaps forward by more than 5 minutes, because the machine slept or it was set, meetings wait until a "
             "bridge shows the same time, but no longer than this: then the machine's clock decides. 0s: it does at once."},
    {"schedule.horizon", TYPE_DURATION, AT_SETTING(horizon), RANGE(HOUR_MS, 730 * DAY_MS), .default_text = "90d",
     .help = "How far ahead recurring bookings become meetings; rolls on by itself."},
    {"schedule.keep", TYPE_DURATION, AT_SETTING(keep), RANGE(MINUTE_MS, 3650 * DAY_MS), .default_text = "30d",
     .help = "How long meetings that are over are kept and shown."},

    {"failover", TYPE_SECTION, .help = "How a lost bridge is noticed, and what happens then."},
    {"failover.probe_every", TYPE_DURATION, AT_SETTING(probe_every), RANGE(100, HOUR_MS), .default_text = "5s",
     .help = "How often each bridge is asked whether it is well."},
    {"failover.probe_timeout", TYPE_DURATION, AT(probe_timeout), RANGE(100, 10 * MINUTE_MS), .default_text = "5s",
     .help = "How long its answer may take, and not longer than limits.request_timeout."},
    {"failover.examine_every", TYPE_DURATION, AT_SETTING(examine_every), RANGE(SECOND_MS, DAY_MS), .default_text = "1m",
     .help = "How often it is asked for its load and alarms, and the cluster for its bridges and for parameter sets of others."},
    {"failover.slow_after", TYPE_DURATION, AT_SETTING(slow_after), RANGE(0, HOUR_MS), .default_text = "2s",
     .help = "An answer that takes longer makes a bridge degraded: new meetings go to a quicker one. 0s: none is too slow."},
    {"failover.down_after", TYPE_COUNT, AT_SETTING(down_after), RANGE(1, 100), .default_text = "3",
     .help = "Failures in a row until a bridge counts as down."},
    {"failover.critical_delay", TYPE_DURATION, AT_SETTING(critical_delay), RANGE(0, DAY_MS), .default_text = "0s",
     .help = "How long a bridge must have been down before its running meetings are moved or ended, as running says. "
             "Meetings that are due go to the next bridge at once, whatever stands here."},
    {"failover.hold_off", TYPE_DURATION, AT_SETTING(hold_off), RANGE(0, DAY_MS), .default_text = "10s",
     .help = "A bridge that went down twice is held off for so long when it is back: new meetings go to others, if there "
             "are any. Each further time it is twice as long. 0s: never."},
    {"failover.hold_off_max", TYPE_DURATION, AT_SETTING(hold_off_max), RANGE(SECOND_MS, 7 * DAY_MS), .default_text = "10m",
     .help = "The longest time that a bridge is held off; after as long without going down it is forgiven."},
    {"failover.clock_skew", TYPE_DURATION, AT_SETTING(clock_skew), RANGE(0, DAY_MS), .default_text = "30s",
     .help = "A bridge whose clock differs by more is reported. 0s: none is."},
    {"failover.failback_after", TYPE_DURATION, AT_SETTING(failback_after), RANGE(0, 7 * DAY_MS), .default_text = "5m",
     .help = "How long a bridge must have been well before it is preferred again."},
    {"failover.failback", TYPE_SWITCH, AT_SETTING(failback_auto), .words = failback_words, .default_text = "auto",
     .help = "Whether new meetings go back to it by themselves, or only when the operator says so."},
    {"failover.running", TYPE_WORD, AT_SETTING(running), .words = running_words, .default_text = "redial",
     .help = "Running meetings of a lost bridge: opened and dialled again on the next one, left waiting for their bridge, or ended."},

    {"limits", TYPE_SECTION, .help = "What one bridge is asked to bear."},
    {"limits.in_flight", TYPE_COUNT, AT_SETTING(in_flight), RANGE(1, 100), .default_text = "8",
     .help = "Requests under way at once."},
    {"limits.connect_timeout", TYPE_DURATION, AT(connect_timeout), RANGE(100, 5 * MINUTE_MS), .default_text = "3s",
     .help = "How long a connection may take to be made."},
    {"limits.request_timeout", TYPE_DURATION, AT(request_timeout), RANGE(100, 10 * MINUTE_MS), .default_text = "10s",
     .help = "How long an answer may take."},
    {"limits.legs_per_second", TYPE_COUNT, AT_SETTING(legs_per_second), RANGE(1, 10000), .default_text = "20",
     .help = "Participants dialled in a second."},

    {"reconcile_every", TYPE_DURATION, AT_SETTING(reconcile_every), RANGE(100, DAY_MS), .default_text = "1m",
     .help = "How often the bridges are compared with what they should be."},
    {"zone", TYPE_ZONE, AT(zone), RANGE(1, TEXT_MAX), .default_text = "UTC",
     .help = "The time zone (IANA name) for calendar times that name none, and for whole days, of calendars that say "
             "nothing themselves."},

    {"calendars", TYPE_LIST, AT(calendars), .list = &calendar_list,
     .help = "Where bookings are fetched from. Others can be pushed through the API under any other name."},
    {"calendars[].name", TYPE_LOWER_NAME, .required = true, AT_CALENDAR(name), RANGE(1, 64), .example = "rooms",
     .help = "What the calendar is called; each name once."},
    {"calendars[].kind", TYPE_WORD, .required = true, AT_CALENDAR(kind), .words = kind_words, .example = "ics",
     .help = "A file over HTTP, a CalDAV collection, or a folder into which files are dropped."},
    {"calendars[].url", TYPE_URL, AT_CALENDAR(url), LENGTH(URL_MAX), .example = "\"https://calendar.example.com/rooms.ics\"",
     .help = "Where it is; for ics and caldav. Of caldav a calendar, a home of calendars (all of them are taken), a principal, "
             "or only the server."},
    {"calendars[].path", TYPE_FOLDER, AT_CALENDAR(path), LENGTH(PATH_LENGTH_MAX),
     .help = "The folder, which must be there; for directory. Each NAME.ics and NAME.eml that is dropped there is taken at "
             "once and answered by a NAME.ics.report beside it; names that begin with a dot are not looked at."},
    {"calendars[].every", TYPE_DURATION, AT_CALENDAR(every), RANGE(SECOND_MS, 7 * DAY_MS), .default_text = "60s",
     .help = "How often it is looked at. A server is given three times limits.connect_timeout and limits.request_timeout; "
             "after a failure the waits grow up to fifteen minutes, or eight times this."},
    {"calendars[].zone", TYPE_ZONE, AT_CALENDAR(zone), RANGE(1, TEXT_MAX),
     .help = "The time zone for its times that name none, and for its whole days, whatever the file says of itself. "
             "Without it the file's X-WR-TIMEZONE counts, then zone at the top."},
    {"calendars[].hold_if_lost", TYPE_PERCENT, AT_CALENDAR(hold_if_lost), RANGE(1, 100), .default_text = "50%",
     .help = "A look at the source that lacks more than this part of the bookings still to come (and three at least) is "
             "held back and reported, not obeyed, until cospacectl calendars release NAME; 100% holds nothing back. For "
             "ics and caldav."},
    {"calendars[].username", TYPE_TEXT, AT_CALENDAR(username), LENGTH(TEXT_MAX),
     .help = "The name to log in with, together with password_file; for ics and caldav."},
    {"calendars[].password_file", TYPE_FILE, AT_CALENDAR(password_file), LENGTH(PATH_LENGTH_MAX),
     .help = "A file that holds the password; the newline at its end is not part of it."},
    {"calendars[].token_file", TYPE_FILE, AT_CALENDAR(token_file), LENGTH(PATH_LENGTH_MAX),
     .help = "A file that holds a bearer token, instead of username and password_file; for ics and caldav."},
    {"calendars[].ca_file", TYPE_FILE, AT_CALENDAR(ca_file), LENGTH(PATH_LENGTH_MAX),
     .help = "The certificate authorities to trust, in PEM; without it those of the system. For ics and caldav."},
    {"calendars[].verify", TYPE_FLAG, AT_CALENDAR(verify), .default_text = "true",
     .help = "Whether the server's certificate is checked; false is for laboratories only. For ics and caldav."},
    {"calendars[].proxy", TYPE_PROXY, AT_CALENDAR(proxy), LENGTH(URL_MAX),
     .help = "The proxy to go through, or none to go directly; without it what the environment says (https_proxy, "
             "http_proxy, no_proxy). For ics and caldav."},
    {"calendars[].select", TYPE_WORD, AT_CALENDAR(select), .words = select_words, .default_text = "all",
     .help = "Which of its events become meetings: all; those that name an address of endpoints; or those in which one of "
             "the texts of match stands."},
    {"calendars[].match", TYPE_TEXTS, AT_CALENDAR(match), RANGE(1, TEXT_MAX),
     .help = "Words or addresses, case does not matter; with select: match, and only then."},
    {"calendars[].match_in", TYPE_PROPERTIES, AT_CALENDAR(match_in), RANGE(1, 64),
     .default_text = "[LOCATION, CONFERENCE]",
     .help = "The properties of an event in which the texts of match are looked for."},

    {"calendar_limits", TYPE_SECTION,
     .help = "What one calendar may cost, wherever it comes from. What is beyond is refused with a report; an event costs "
             "itself, a body the whole look at it."},
    {"calendar_limits.body", TYPE_SIZE, AT(calendar_limits.body), RANGE(KIB, 4096 * MIB), .default_text = "512M",
     .help = "A body of text/calendar, unpacked; it lies in a file, not in memory."},
    {"calendar_limits.events", TYPE_COUNT, AT(calendar_limits.events), RANGE(1, 10000000), .default_text = "300000",
     .help = "Events in one body."},
    {"calendar_limits.occurrences", TYPE_COUNT, AT(calendar_limits.occurrences), RANGE(1, 100000),
     .default_text = "5000", .help = "Occurrences of one event within schedule.horizon."},
    {"calendar_limits.nesting", TYPE_COUNT, AT(calendar_limits.nesting), RANGE(3, 32), .default_text = "4",
     .help = "Components inside of each other; VCALENDAR is 1, an alarm of an event 3."},
    {"calendar_limits.event_time", TYPE_DURATION, AT(calendar_limits.event_time), RANGE(100, MINUTE_MS),
     .default_text = "2s", .help = "How long the reading of one event may take."},

    {"endpoints", TYPE_LIST, AT_SETTING(endpoints), .list = &endpoint_list,
     .help = "What to dial for an address that a calendar holds. A change counts at once for calendars with a source, for "
             "pushed ones when they are pushed again."},
    {"endpoints[].address", TYPE_TEXT, .required = true, AT_ENDPOINT(address), RANGE(1, TEXT_MAX),
     .example = "boardroom@example.com", .help = "The address in the calendar; case does not matter, each one once."},
    {"endpoints[].dial", TYPE_TEXT, .required = true, AT_ENDPOINT(dial), RANGE(1, TEXT_MAX),
     .example = "\"boardroom@video.example.com\"", .help = "The address that is dialled."},

    {"api", TYPE_SECTION, .help = "The local socket for cospacectl and for integrations."},
    {"api.socket", TYPE_PATH, .fixed = true, AT(api.socket), RANGE(1, SOCKET_PATH_MAX),
     .default_text = "/run/cospaced/cospaced.sock", .help = "Its path."},
    {"api.mode", TYPE_MODE, .fixed = true, AT(api.mode), RANGE(0, 0777), .default_text = "\"0660\"",
     .help = "Its permissions, octal and in quotes: who may write to it may book, dial and end."},
    {"api.listen", TYPE_TEXT, .fixed = true, AT(api.listen), RANGE(1, TEXT_MAX),
     .help = "Also listens at this address and port of the loopback, like \"127.0.0.1:8085\" or \"[::1]:8085\": for "
             "requests with a token that cospacectl token create has made. Nothing but the loopback is taken."},
    {"api.event_streams", TYPE_COUNT, .fixed = true, AT(api.event_streams), RANGE(0, 20000), .default_text = "1000",
     .help = "How many may follow GET /v1/events at once; each takes some 30 KB and a file descriptor."},

    {"api.page", TYPE_FLAG, AT(api.page), .default_text = "false",
     .help = "Whether GET / is a page for browsers that shows what /v1 says: spaces over time, meetings, bridges, calendars. "
             "Without a token, too, for everybody on this host who reaches api.listen; passcodes are left out then."},

    {"webhooks", TYPE_LIST, AT(webhooks), .list = &webhook_list,
     .help = "Who is told what happens: each event is sent to a URL, in order, signed as Standard Webhooks has it, and again "
             "until it was taken (2xx). A new one begins with what happens from then on."},
    {"webhooks[].name", TYPE_LOWER_NAME, .required = true, AT_WEBHOOK(name), RANGE(1, 64), .example = "frontdesk",
     .help = "What the webhook is called; each name once. Another name is another webhook, which begins anew."},
    {"webhooks[].url", TYPE_URL, .required = true, AT_WEBHOOK(url), LENGTH(URL_MAX),
     .example = "\"https://hooks.example.com/cospaced\"",
     .help = "Where events are sent, by POST; redirects are not followed. http:// other than to this host is taken with a "
             "warning: everybody on the way can read what is sent."},
    {"webhooks[].secret_file", TYPE_FILE, AT_WEBHOOK(secret_file), LENGTH(PATH_LENGTH_MAX),
     .example = "/etc/cospaced/frontdesk.secret",
     .help = "A file that holds the secret it is signed with: whsec_ and the base64 of 24 to 64 bytes, as echo "
             "whsec_$(openssl rand -base64 32) makes one. Two, a line each, while it is changed: both sign. Without "
             "secret_file and secret_env it comes from the systemd credential webhook-NAME."},
    {"webhooks[].secret_env", TYPE_NAME, AT_WEBHOOK(secret_env), LENGTH(TEXT_MAX),
     .help = "The environment variable that holds the secret, or two with a space between."},
    {"webhooks[].events", TYPE_WORDS, AT_WEBHOOK(events), .words = event_words,
     .default_text = "[meeting, participant, bridge, calendar, pool]",
     .help = "The kinds of events that it is sent; reset comes in any case, when what it knows may be of another past."},
    {"webhooks[].calendars", TYPE_TEXTS, AT_WEBHOOK(calendars), RANGE(1, 64),
     .help = "Only events that belong to one of these calendars, by name; without it, all."},
    {"webhooks[].timeout", TYPE_DURATION, AT_WEBHOOK(timeout), RANGE(100, 2 * MINUTE_MS), .default_text = "15s",
     .help = "How long one delivery may take, connection and all."},
    {"webhooks[].give_up_after", TYPE_DURATION, AT_WEBHOOK(give_up_after), RANGE(SECOND_MS, 3 * DAY_MS),
     .default_text = "3d",
     .help = "An event that is older and still fails is given up, with a warning; until then it is tried again, with waits "
             "that grow up to fifteen minutes."},
    {"webhooks[].ca_file", TYPE_FILE, AT_WEBHOOK(ca_file), LENGTH(PATH_LENGTH_MAX),
     .help = "The certificate authorities to trust, in PEM; without it those of the system."},
    {"webhooks[].verify", TYPE_FLAG, AT_WEBHOOK(verify), .default_text = "true",
     .help = "Whether the receiver's certificate is checked; false is for laboratories only."},

    {"store", TYPE_SECTION, .help = "Where bookings and meetings are kept."},
    {"store.path", TYPE_PATH, .fixed = true, AT(store_path), RANGE(1, PATH_LENGTH_MAX),
     .default_text = "/var/lib/cospaced/cospaced.db", .help = "The database; made if it is missing, its folder must be there."},

    {"log", TYPE_SECTION, .help = "What is written to stderr."},
    {"log.level", TYPE_WORD, AT(log_level), .words = level_words, .default_text = "info",
     .help = "The least weight of a message that is written."},
    {"log.format", TYPE_SWITCH, .fixed = true, AT(log_json), .words = format_words, .default_text = "text",
     .help = "For people, or one JSON object a line."},
    {"log.audit", TYPE_SWITCH, AT(log_audit), .words = audit_words, .default_text = "on",
     .help = "Whether each change that is asked of a bridge, and each that somebody asks of the service, is written with who and why, whatever the level is."},
};
/* clang-format on */

const size_t schema_count = sizeof schema / sizeof *schema;
_Static_assert(sizeof schema / sizeof *schema < CONFIG_CHANGES_MAX, "every key and the password fit the changes");

const char *schema_name(const struct schema_key *key)
{
    const char *dot = strrchr(key->path, '.');
    return dot != NULL ? dot + 1 : key->path;
}

bool schema_is_within(const struct schema_key *key, const char *prefix)
{
    size_t len = strlen(prefix);
    return strncmp(key->path, prefix, len) == 0 && schema_name(key) == key->path + len;
}

const struct schema_key *schema_find(const char *prefix, const char *name)
{
    for (size_t i = 0; i < schema_count; i++) {
        if (schema_is_within(&schema[i], prefix) && strcmp(schema_name(&schema[i]), name) == 0) {
            return &schema[i];
        }
    }
    return NULL;
}
