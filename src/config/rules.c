/* What only holds between values: names that occur once, ranges between two keys, passwords with their names. */
#include "check.h"
#include "fault.h"
#include "files.h"
#include "text.h"

#include "base/map.h"
#include "base/mem.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { POOL_MAX = 10000 };

/* The item of a list by its place, or NULL. */
static struct node *list_item(const struct node *list, size_t i)
{
    bool there = list != NULL && !list->faulty && list->kind == NODE_SEQUENCE && i < list->count;
    return there ? list->entries[i].value : NULL;
}

static size_t list_count(const struct node *list)
{
    return list != NULL && !list->faulty && list->kind == NODE_SEQUENCE ? list->count : 0;
}

static struct node *item_value(const struct node *list, size_t i, const char *key)
{
    struct node *value = node_get_sound(list_item(list, i), key);
    return value != NULL && value->kind == NODE_SCALAR ? value : NULL;
}

static char *text_lowered(const char *text)
{
    char *lowered = mem_strdup(text);
    for (char *at = lowered; *at != '\0'; at++) {
        *at = (char)tolower((unsigned char)*at);
    }
    return lowered;
}

/* Every value of key in the list but the first is a fault; compared without case. */
static void rule_unique(struct node *list, const char *shown, const char *key, struct config_faults *faults)
{
    struct map seen;
    map_init(&seen, 0);
    for (size_t i = 0; i < list_count(list); i++) {
        struct node *value = item_value(list, i, key);
        if (value == NULL) {
            continue;
        }
        CLEAN_FREE char *lowered =
            text_lowered(strncasecmp(value->text, "mailto:", 7) == 0 ? value->text + 7 : value->text);
        const struct node *first = map_get(&seen, lowered);
        if (first == NULL) {
            map_set(&seen, lowered, value);
        } else {
            node_fault(value, faults, "%s: the same as at line %u", shown, first->line);
        }
    }
    map_done(&seen);
}

static void rule_bridges(struct node *root, struct config_faults *faults)
{
    struct node *bridges = node_get(root, "bridges");
    for (size_t i = 0; i < list_count(bridges); i++) {
        struct node *url = item_value(bridges, i, "url");
        if (url != NULL && strncmp(url->text, "http://", 7) == 0) {
            fault_warn(faults, url->line, url->column,
                       "bridges.url: http:// sends the password in the clear; use https://");
        }
    }
    rule_unique(bridges, "bridges.name", "name", faults);
    rule_unique(bridges, "bridges.url", "url", faults);
}

static void rule_range(struct node *pool, const struct setting_pool *setting, struct config_faults *faults)
{
    struct node *last = node_get_sound(pool, "last");
    if (last == NULL || node_get_sound(pool, "first") == NULL) {
        return;
    }
    if (setting->first > setting->last) {
        node_fault(last, faults, "pool.last: must not be below pool.first (%u)", setting->first);
    } else if (setting->last - setting->first >= POOL_MAX) {
        node_fault(last, faults, "pool.last: a pool has at most %d spaces, %u to %u are %u", POOL_MAX, setting->first,
                   setting->last, setting->last - setting->first + 1);
    }
}

/* The Meeting Server refuses a set whose spaces would not differ. */
static void rule_template(struct node *pool, const char *key, bool many, struct config_faults *faults)
{
    struct node *template = node_get_sound(pool, key);
    if (template == NULL) {
        return;
    }
    if (strchr(template->text, '@') != NULL && strcmp(key, "uri") == 0) {
        node_fault(template, faults, "pool.uri: must not hold @; the part behind it is pool.domain");
    }
    if (many && !text_has_index(template->text)) {
        node_fault(template, faults, "pool.%s: needs $index$, or all spaces of the pool would have the same", key);
    }
}

static void rule_pool(struct node *root, const struct config *config, struct config_faults *faults)
{
    struct node *pool = node_get(root, "pool");
    const struct setting_pool *setting = &config->settings.pool;
    rule_range(pool, setting, faults);
    bool range_known = node_get_sound(pool, "first") != NULL && node_get_sound(pool, "last") != NULL;
    bool many = range_known && setting->first < setting->last;
    rule_template(pool, "uri", many, faults);
    rule_template(pool, "call_id", many, faults);
}

static void credentials_systemd(struct node *node, struct config_credentials *credentials, struct config_faults *faults)
{
    struct err err = {0};
    int r = password_read_systemd(&credentials->password, &err);
    if (r == 0) {
        credentials->source = PASSWORD_SYSTEMD;
    } else if (r == ERR_NOT_FOUND) {
        fault_add(
            faults, node->line, node->column,
            "missing key \"credentials.password_file\" (or password_env, or the systemd credential cms-password)");
    } else {
        fault_add(faults, node->line, node->column, "systemd credential cms-password: %s", err.message);
    }
}

static void rule_credentials(struct node *root, struct config_credentials *credentials, struct config_faults *faults)
{
    struct node *node = node_get(root, "credentials");
    if (node == NULL || node->kind != NODE_MAPPING) {
        return;
    }
    struct node *username = node_get_sound(node, "username");
    if (username != NULL && strchr(username->text, ':') != NULL) {
        node_fault(username, faults, "credentials.username: must not hold a colon");
    }
    struct node *file = node_get(node, "password_file");
    struct node *env = node_get(node, "password_env");
    struct err err = {0};
    if (file != NULL && env != NULL) {
        struct node *later =
            env->line > file->line || (env->line == file->line && env->column > file->column) ? env : file;
        node_fault(later, faults, "credentials: password_file and password_env exclude each other");
    } else if (file == NULL && env == NULL) {
        credentials_systemd(node, credentials, faults);
    } else if (file != NULL && !file->faulty) {
        credentials->source = PASSWORD_FILE;
        if (password_read_file(file->text, &credentials->password, &err) != 0) {
            node_fault(file, faults, "credentials.password_file: %s", err.message);
        }
    } else if (env != NULL && !env->faulty) {
        credentials->source = PASSWORD_ENV;
        if (password_read_env(env->text, &credentials->password, &err) != 0) {
            node_fault(env, faults, "credentials.password_env: %s", err.message);
        }
    }
}

static void calendar_forbid(struct node *item, const char *key, const char *kind, struct config_faults *faults)
{
    struct node *value = node_get_sound(item, key);
    if (value != NULL) {
        node_fault(value, faults, "calendars.%s: means nothing for kind %s", key, kind);
    }
}

static void calendar_need(struct node *item, const char *key, const char *other, struct config_faults *faults)
{
    if (node_get(item, key) == NULL) {
        fault_add(faults, item->line, item->column, "missing key \"calendars.%s\" (%s needs it)", key, other);
    }
}

static void calendar_login(struct node *item, struct config_calendar *calendar, struct config_faults *faults)
{
    struct node *username = node_get(item, "username");
    struct node *file = node_get(item, "password_file");
    struct node *url = node_get_sound(item, "url");
    if (username != NULL) {
        calendar_need(item, "password_file", "username", faults);
    }
    if (file != NULL) {
        calendar_need(item, "username", "password_file", faults);
    }
    if (username != NULL && url != NULL && strncmp(calendar->url, "http://", 7) == 0) {
        fault_warn(faults, url->line, url->column,
                   "calendars.url: http:// sends the password in the clear; use https://");
    }
    struct err err = {0};
    if (file != NULL && !file->faulty && password_read_file(file->text, &calendar->password, &err) != 0) {
        node_fault(file, faults, "calendars.password_file: %s", err.message);
    }
}

static void rule_calendar(struct node *item, struct config_calendar *calendar, struct config_faults *faults)
{
    struct node *kind = node_get_sound(item, "kind");
    if (kind == NULL) {
        return;
    }
    if (calendar->kind == CALENDAR_DIRECTORY) {
        calendar_need(item, "path", "kind directory", faults);
        calendar_forbid(item, "url", "directory", faults);
        calendar_forbid(item, "username", "directory", faults);
        calendar_forbid(item, "password_file", "directory", faults);
        return;
    }
    CLEAN_FREE char *reason = mem_printf("kind %s", kind->text);
    calendar_need(item, "url", reason, faults);
    calendar_forbid(item, "path", kind->text, faults);
    calendar_login(item, calendar, faults);
}

void check_rules(struct node *root, struct config *config, struct config_faults *faults)
{
    rule_bridges(root, faults);
    rule_credentials(root, &config->credentials, faults);
    rule_pool(root, config, faults);
    struct node *calendars = node_get(root, "calendars");
    for (size_t i = 0; i < config->n_calendars; i++) {
        struct node *item = list_item(calendars, i);
        if (item != NULL && !item->faulty && item->kind == NODE_MAPPING) {
            rule_calendar(item, &config->calendars[i], faults);
        }
    }
    rule_unique(calendars, "calendars.name", "name", faults);
    rule_unique(node_get(root, "endpoints"), "endpoints.address", "address", faults);
}
