/* check_here.c: what can be seen on this host: the configuration, whether the service answers, its store. */
#include "base/mem.h"
#include "check.h"
#include "fields.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Where the unit's credentials lie while it runs; without them, a password that comes from there is missing. */
static const char CREDENTIALS[] = "/run/credentials/cospaced.service";
static const char DEFAULT_SOCKET[] = "/run/cospaced/cospaced.sock";

static void configuration_faults(struct examination *examination, const struct config_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct config_fault *fault = &faults->items[i];
        check_found(examination, fault->warning ? GRADE_WARN : GRADE_FAIL,
                    "mend it, and have it looked at again: cospaced --config FILE --check", "%s:%u:%u: %s",
                    examination->config_path, fault->line, fault->column, fault->message);
    }
}

void check_configuration(struct examination *examination)
{
    const char *path = examination->config_path;
    if (access(path, R_OK) != 0) {
        check_found(examination, GRADE_FAIL,
                    errno == EACCES ? "run it as root or as the service's user: sudo cospacectl check"
                                    : "write it (config/cospaced.yaml is an example), or name it: --config FILE",
                    "%s cannot be read: %s", path, strerror(errno));
        return;
    }
    if (getenv("CREDENTIALS_DIRECTORY") == NULL && access(CREDENTIALS, X_OK) == 0) {
        setenv("CREDENTIALS_DIRECTORY", CREDENTIALS, 1);
    }
    CLEAN_FAULTS struct config_faults faults = {0};
    int status = config_load(path, &examination->config, &faults);
    configuration_faults(examination, &faults);
    if (status != 0) {
        return;
    }
    const struct config *config = examination->config;
    check_found(examination, GRADE_PASS, "", "%s: %zu bridge%s, %zu calendar%s, %u spaces", path,
                config->settings.n_bridges, config->settings.n_bridges == 1 ? "" : "s", config->n_calendars,
                config->n_calendars == 1 ? "" : "s", config->settings.pool.last - config->settings.pool.first + 1);
    if (strcmp(examination->session.socket, DEFAULT_SOCKET) == 0) {
        examination->session.socket = config->api.socket;
    }
}

static void service_reasons(struct examination *examination)
{
    CLEAN_BUF struct buf reasons;
    buf_init(&reasons, 4096);
    size_t i;
    const json_t *reason;
    json_array_foreach(json_object_get(examination->status, "reasons"), i, reason) {
        buf_printf(&reasons, "%s%s", i > 0 ? "; " : "", json_string_value(reason));
    }
    check_found(examination, GRADE_FAIL, "what follows here says more", "it cannot start meetings: %s",
                buf_string(&reasons));
}

/* What runs may be older than the file. */
static void service_configuration(struct examination *examination)
{
    const json_t *configuration = json_object_get(examination->status, "configuration");
    CLEAN_FREE char *later = field_words(configuration, "next_start");
    char refused[TIME_LOCAL_SIZE];
    if (field_instant(configuration, "refused_at") != INSTANT_NONE) {
        const json_t *faults = json_object_get(configuration, "faults");
        const char *first = json_string_value(json_array_get(faults, 0));
        check_found(examination, GRADE_WARN,
                    "mend it, then systemctl reload cospaced; with a faulty file it does not start again",
                    "its configuration was refused (%s), an older one runs: %s%s",
                    field_said(&examination->session, configuration, "refused_at", refused), first != NULL ? first : "",
                    json_array_size(faults) > 1 ? ", and more" : "");
    }
    if (later[0] != '\0') {
        check_found(examination, GRADE_WARN, "systemctl restart cospaced; running meetings go on",
                    "changed in its configuration, and taken with the next start: %s", later);
    }
}

void check_service(struct examination *examination)
{
    struct err err = {0};
    const char *socket = examination->session.socket;
    examination->status = check_ask(examination, "/v1/status", &err);
    if (examination->status == NULL && err.code == ERR_NOT_FOUND) {
        check_found(examination, GRADE_FAIL, "systemctl start cospaced; journalctl -u cospaced -n 50 says why it ended",
                    "nothing answers at %s: the service does not run", socket);
    } else if (examination->status == NULL) {
        check_found(examination, GRADE_FAIL,
                    access(socket, R_OK | W_OK) != 0
                        ? "api.mode and its group say who may use it; or: sudo cospacectl check"
                        : "journalctl -u cospaced -n 50; systemctl restart cospaced",
                    "%s: %s", socket, err.message);
    } else if (json_is_true(json_object_get(examination->status, "ready"))) {
        check_found(examination, GRADE_PASS, "", "it answers at %s, and is ready", socket);
    } else {
        service_reasons(examination);
    }
    service_configuration(examination);
    const char *version = examination->status != NULL ? field_text(examination->status, "version") : COSPACED_VERSION;
    if (strcmp(version, COSPACED_VERSION) != 0) {
        check_found(examination, GRADE_WARN, "systemctl restart cospaced; running meetings go on",
                    "it runs version %s, and %s is installed", version, COSPACED_VERSION);
    }
}

static void store_room(struct examination *examination, const char *path)
{
    const double MIB = 1024.0 * 1024.0;
    const char *slash = strrchr(path, '/');
    CLEAN_FREE char *folder =
        slash != NULL ? mem_strndup(path, slash > path ? (size_t)(slash - path) : 1) : mem_strdup(".");
    struct statvfs room;
    if (statvfs(folder, &room) != 0) {
        check_found(examination, GRADE_FAIL, "make the folder, owned by the service's user (mode 0700)", "%s: %s",
                    folder, strerror(errno));
        return;
    }
    double free_mib = (double)room.f_bavail * (double)room.f_frsize / MIB;
    enum grade grade = free_mib < 64 ? GRADE_FAIL : free_mib < 512 ? GRADE_WARN : GRADE_PASS;
    check_found(examination, grade, "make room there: a full disk stops everything but running meetings",
                "%s has %.0f MiB free", folder, free_mib);
    if ((room.f_flag & ST_RDONLY) != 0) {
        check_found(examination, GRADE_FAIL, "mount it for writing; the kernel's log says whether the disk failed",
                    "%s is mounted read-only", folder);
    }
}

static void store_file(struct examination *examination, const char *path)
{
    struct stat info;
    char head[16] = "";
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        check_found(examination, errno == ENOENT ? GRADE_PASS : GRADE_WARN, "run it as root to have it looked at",
                    "%s: %s", path, errno == ENOENT ? "none yet, the first start makes it" : strerror(errno));
        return;
    }
    bool whole = fread(head, 1, sizeof head, file) == sizeof head && memcmp(head, "SQLite format 3", sizeof head) == 0;
    bool sized = fstat(fileno(file), &info) == 0;
    fclose(file);
    if (!whole) {
        check_found(examination, GRADE_FAIL, "put a backup in its place (guide/operating.md, Backup and restore)",
                    "%s is no store", path);
    } else if (sized) {
        check_found(examination, GRADE_PASS, "", "%s has %.1f MiB", path, (double)info.st_size / (1024.0 * 1024.0));
    } else {
        check_found(examination, GRADE_WARN, "look at the disk; the kernel's log says whether it failed",
                    "%s does not tell its size", path);
    }
}

void check_store(struct examination *examination)
{
    const json_t *store = json_object_get(examination->status, "store");
    const char *path = store != NULL                 ? field_text(store, "path")
                       : examination->config != NULL ? examination->config->store_path
                                                     : NULL;
    if (store != NULL && !json_is_true(json_object_get(store, "writable"))) {
        check_found(examination, GRADE_FAIL, "it goes on by itself within a second of that being mended",
                    "the service cannot write it: %s", field_text(store, "error"));
    }
    if (path != NULL) {
        store_file(examination, path);
        store_room(examination, path);
    }
}
