/* config/config.h: the YAML file of the operator, turned into settings.
 *
 * One schema table (src/config/schema.c) says for every key its type, default, range, help and whether it can change
 * while the service runs; the check, the defaults, the comparison, config/cospaced.yaml and config/reference.md all
 * come from it. A faulty file gives all its faults in one run and no configuration. */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "base/buf.h"
#include "base/log.h"
#include "base/secret.h"
#include "core/settings.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum config_password_source { PASSWORD_NONE, PASSWORD_FILE, PASSWORD_ENV, PASSWORD_SYSTEMD };

struct config_credentials {
    char *username;
    char *password_file; /* "" if not given */
    char *password_env;  /* "" if not given */
    enum config_password_source source;
    struct secret password; /* as read at load, without the newline at its end */
};

struct config_tls {
    char *ca_file; /* "" = the certificates of the system */
    bool verify;
};

/* A list of texts, in the order of the file. */
struct config_texts {
    char **items;
    size_t count;
};

enum calendar_kind { CALENDAR_ICS, CALENDAR_CALDAV, CALENDAR_DIRECTORY };

struct config_calendar {
    char *name; /* [a-z0-9][a-z0-9_-]{0,63} */
    enum calendar_kind kind;
    char *url;  /* ics and caldav; else "" */
    char *path; /* directory; else "" */
    duration_ms every;
    char *zone; /* IANA name for its floating times and whole days; "": what its file says, else config.zone */
    uint32_t hold_if_lost;  /* percent of its live bookings; 100: it is never held back */
    char *username;         /* "" if none */
    char *password_file;    /* "" if none */
    struct secret password; /* as read at load */
    char *token_file;       /* "" if none; never together with a username */
    struct secret token;    /* for Bearer, as read at load */
    char *ca_file;          /* "" = the certificates of the system */
    bool verify;
    char *proxy;                  /* "": what the environment says; "none": go there directly */
    enum calendar_select select;  /* also in settings.calendars */
    struct config_texts match;    /* with SELECT_MATCH one at least, else none; compared without case */
    struct config_texts match_in; /* names of properties in which they are looked for */
};

/* The ceilings of one body of text/calendar, whoever brings it. */
struct config_calendar_limits {
    uint64_t body; /* bytes */
    uint32_t events;
    uint32_t occurrences; /* of one event within the horizon */
    uint32_t nesting;     /* of components; VCALENDAR is 1 */
    duration_ms event_time;
};

struct config_api {
    char *socket;
    uint32_t mode; /* permission bits of the socket */
    uint32_t event_streams;
    char *listen; /* "ADDRESS:PORT" of the loopback, "[ADDRESS]:PORT" for IPv6; "": nowhere */
    bool page;    /* the status page is served */
};

struct config_webhook {
    char *name; /* [a-z0-9][a-z0-9_-]{0,63} */
    char *url;
    char *secret_file;    /* "" if not given */
    char *secret_env;     /* "" if not given */
    struct secret secret; /* as read at load: one or two of config_webhook_key, with a space between */
    struct config_texts events;
    struct config_texts calendars; /* none: all */
    duration_ms timeout;
    duration_ms give_up_after;
    char *ca_file; /* "" = the certificates of the system */
    bool verify;
};

/* Strings are never NULL. Durations are milliseconds. */
struct config {
    struct settings settings; /* the core's part */
    struct config_credentials credentials;
    struct config_tls tls;
    duration_ms connect_timeout;
    duration_ms probe_timeout; /* the smaller of both counts for a probe */
    duration_ms request_timeout;
    struct config_calendar *calendars;
    size_t n_calendars;
    struct config_webhook *webhooks;
    size_t n_webhooks;
    struct config_calendar_limits calendar_limits;
    char *
        zone; /* an IANA name: floating times and whole days of calendars are taken in it, where nothing else is said */
    struct config_api api;
    char *store_path;
    enum log_level log_level;
    bool log_json;
    bool log_audit;
};

struct config_fault {
    uint32_t line, column; /* from 1; column counts characters */
    char *message;         /* owned */
    bool warning;
};

/* In order of line and column. Starts as {0}; config_load appends. */
struct config_faults {
    struct config_fault *items;
    size_t count;
    size_t capacity;
};

/* Reads and checks the file at path and the files that it names. 0 (ret_faults holds warnings only); ERR_INVALID with
 * every fault of the file; ERR_IO if the file itself cannot be read (one fault at line 1, column 1, saying why).
 * *ret_config is the caller's (config_free); it is untouched on failure. */
int config_load(const char *path, struct config **ret_config, struct config_faults *ret_faults);
/* The same from memory; files that are named are still looked for. */
int config_parse(const char *text, size_t len, struct config **ret_config, struct config_faults *ret_faults);
void config_free(struct config *config);
/* Where a store is, as eight digits: the path without links, on a machine of this name and machine-id(5), which may be
 * "". */
enum { CONFIG_PLACE_SIZE = 9 };
void config_place(const char *host, const char *machine, const char *store_path, char ret_place[CONFIG_PLACE_SIZE]);

/* One line each: "FILE:LINE:COLUMN: what is wrong", warnings as "FILE:LINE:COLUMN: warning: …". */
void config_faults_print(const struct config_faults *faults, const char *path, FILE *out);
void config_faults_done(struct config_faults *faults);

struct config_change {
    const char *key;  /* "pool.last"; static */
    bool at_run_time; /* false: takes effect with the next start only */
};

enum { CONFIG_CHANGES_MAX = 128 };

struct config_changes {
    struct config_change items[CONFIG_CHANGES_MAX];
    size_t count;
};

/* The keys whose values differ, in the order of the schema. Returns 0, or ERR_CONFLICT if one of them cannot change
 * at run time (ret_changes is complete in both cases). A password that changed in its file is "credentials.password".
 */
int config_compare(const struct config *old, const struct config *new_, struct config_changes *ret_changes);
/* Puts the values of `old` back into `new_` for every key that cannot change at run time, so that `new_` is what the
 * running service goes on with. */
void config_keep_fixed(const struct config *old, struct config *new_);

/* Another number after the machine's time zones have changed (tzdata was updated). */
uint64_t config_zones_digest(void);

/* The commented example, as it stands in config/cospaced.yaml, and the page config/reference.md. */
void config_write_example(struct buf *out);
void config_write_reference(struct buf *out);

#define CLEAN_FAULTS __attribute__((cleanup(config_faults_done)))

/* The bytes that one secret of a webhook says: "whsec_" and the base64 of 24 to 64 bytes (Standard Webhooks,
 * Symmetric). secret has len characters. UNREADABLE: it is none. */
enum { WEBHOOK_KEY_LEAST = 24, WEBHOOK_KEY_MOST = 64, WEBHOOK_SECRETS = 2 };
int config_webhook_key(const char *secret, size_t len, struct buf *ret_key);

/* api.listen in its parts: a numeric address of the loopback (127.0.0.0/8 or ::1) and a port from 1. */
enum { LISTEN_HOST_SIZE = 48 };
bool config_listen_parse(const char *text, char ret_host[LISTEN_HOST_SIZE], uint16_t *ret_port);
/* Whether the host of a URL is this one, by its name or a numeric address. */
bool config_url_is_here(const char *url);

#endif
