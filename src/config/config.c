/* From a file to a configuration: read, tree, check by the schema, rules. */
#include "config/config.h"
#include "check.h"
#include "fault.h"
#include "files.h"
#include "tree.h"
#include "value.h"

#include "base/err.h"
#include "base/map.h"
#include "base/mem.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_SIZE_MAX = 1024 * 1024, MACHINE_SIZE = 64 };

#define CLEAN_CONFIG __attribute__((cleanup(config_free_cleanup)))

static void config_free_cleanup(struct config **config)
{
    config_free(*config);
}

static void webhooks_free(struct config *config)
{
    for (size_t i = 0; i < config->n_webhooks; i++) {
        struct config_webhook *webhook = &config->webhooks[i];
        mem_free(webhook->name);
        mem_free(webhook->url);
        mem_free(webhook->secret_file);
        mem_free(webhook->secret_env);
        secret_done(&webhook->secret);
        texts_clear(&webhook->events);
        texts_clear(&webhook->calendars);
        mem_free(webhook->ca_file);
    }
    mem_free(config->webhooks);
}

void config_free(struct config *config)
{
    if (config == NULL) {
        return;
    }
    settings_done(&config->settings);
    mem_free(config->credentials.username);
    mem_free(config->credentials.password_file);
    mem_free(config->credentials.password_env);
    secret_done(&config->credentials.password);
    mem_free(config->tls.ca_file);
    for (size_t i = 0; i < config->n_calendars; i++) {
        struct config_calendar *calendar = &config->calendars[i];
        mem_free(calendar->name);
        mem_free(calendar->url);
        mem_free(calendar->path);
        mem_free(calendar->username);
        mem_free(calendar->password_file);
        secret_done(&calendar->password);
        mem_free(calendar->zone);
        mem_free(calendar->token_file);
        secret_done(&calendar->token);
        mem_free(calendar->ca_file);
        mem_free(calendar->proxy);
        texts_clear(&calendar->match);
        texts_clear(&calendar->match_in);
    }
    mem_free(config->calendars);
    webhooks_free(config);
    mem_free(config->zone);
    mem_free(config->api.socket);
    mem_free(config->api.listen);
    mem_free(config->store_path);
    mem_free(config);
}

/* What the core needs of the calendars. */
static void settings_take_calendars(struct config *config)
{
    struct settings *settings = &config->settings;
    settings->calendars = mem_calloc(config->n_calendars, sizeof *settings->calendars);
    settings->n_calendars = config->n_calendars;
    for (size_t i = 0; i < config->n_calendars; i++) {
        settings->calendars[i] = (struct setting_calendar){
            .name = mem_strdup(config->calendars[i].name),
            .select = config->calendars[i].select,
            .says_once = config->calendars[i].kind == CALENDAR_DIRECTORY,
        };
    }
}

void config_place(const char *host, const char *machine, const char *store_path, char ret_place[CONFIG_PLACE_SIZE])
{
    const char *slash = strrchr(store_path, '/');
    CLEAN_FREE char *folder =
        slash != NULL ? mem_printf("%.*s/", (int)(slash - store_path), store_path) : mem_strdup(".");
    char real[PATH_MAX];
    uint64_t hash = hash_string(hash_string(HASH_START, host), machine);
    hash = hash_string(hash, realpath(folder, real) != NULL ? real : folder);
    hash = hash_string(hash, slash != NULL ? slash + 1 : store_path);
    snprintf(ret_place, CONFIG_PLACE_SIZE, "%08x", (unsigned)(hash & UINT32_MAX));
}

/* machine-id(5). Many containers have none, and not everybody may read it: the host's name and the path must do there.
 * One that cannot be read this once would make our own mark another's. */
static int settings_take_place(struct settings *settings, const char *store_path, struct config_faults *faults)
{
    static const char path[] = "/etc/machine-id";
    char machine[MACHINE_SIZE] = "";
    FILE *file = fopen(path, "re");
    bool good = file != NULL || errno == ENOENT || errno == EACCES;
    if (file != NULL) {
        machine[fread(machine, 1, sizeof machine - 1, file)] = '\0';
        good = ferror(file) == 0;
        fclose(file);
    }
    if (!good) {
        fault_add(faults, 1, 1, "cannot read %s, by which the store's place is known: %s", path, strerror(errno));
        return ERR_IO;
    }
    config_place(settings->host, machine, store_path, settings->place);
    return 0;
}

/* It may be cut off. */
static void settings_take_host(struct settings *settings)
{
    if (gethostname(settings->host, sizeof settings->host) != 0) {
        settings->host[0] = '\0';
    }
    settings->host[sizeof settings->host - 1] = '\0';
}

int config_parse(const char *text, size_t len, struct config **ret_config, struct config_faults *ret_faults)
{
    CLEAN_NODE struct node *root = NULL;
    if (len > FILE_SIZE_MAX) {
        fault_add(ret_faults, 1, 1, "the file is larger than %d bytes", FILE_SIZE_MAX);
        return ERR_INVALID;
    }
    if (tree_read(text, len, &root, ret_faults) != 0) {
        faults_sort(ret_faults);
        return ERR_INVALID;
    }
    CLEAN_CONFIG struct config *config = mem_zalloc(sizeof *config);
    check_tree(root, config, ret_faults);
    check_rules(root, config, ret_faults);
    faults_sort(ret_faults);
    if (faults_serious(ret_faults)) {
        return ERR_INVALID;
    }
    settings_take_calendars(config);
    settings_take_host(&config->settings);
    if (settings_take_place(&config->settings, config->store_path, ret_faults) != 0) {
        return ERR_IO;
    }
    *ret_config = config;
    config = NULL;
    return 0;
}

int config_load(const char *path, struct config **ret_config, struct config_faults *ret_faults)
{
    CLEAN_BUF struct buf text;
    buf_init(&text, FILE_SIZE_MAX);
    struct err err = {0};
    int r = file_load(path, &text, &err);
    if (r != 0) {
        fault_add(ret_faults, 1, 1, "%s", err.message);
        return r == ERR_IO ? ERR_IO : ERR_INVALID;
    }
    return config_parse(buf_string(&text), text.len, ret_config, ret_faults);
}
