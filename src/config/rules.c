/* What only holds between values: ranges between two keys, passwords with their names. Calendars have their own file.
 */
#include "rules.h"
#include "check.h"
#include "core/address.h"
#include "fault.h"
#include "files.h"
#include "text.h"

#include <string.h>

enum { POOL_MAX = 10000 };

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

static void rule_domain(struct node *pool, struct config_faults *faults)
{
    static const char NOT[] = " \t!\"#$%&'()*+,/;<=>?@\\^`{|}~";
    struct node *domain = node_get_sound(pool, "domain");
    if (domain != NULL && domain->text != NULL && strpbrk(domain->text, NOT) != NULL) {
        node_fault(domain, faults, "pool.domain: must be a host name or an address, as behind the @ of URI@domain");
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
    rule_domain(pool, faults);
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

static void rule_listen(struct node *root, struct config_faults *faults)
{
    struct node *listen = node_get_sound(node_get(root, "api"), "listen");
    char host[LISTEN_HOST_SIZE];
    uint16_t port;
    if (listen != NULL && !config_listen_parse(listen->text, host, &port)) {
        node_fault(
            listen, faults,
            "api.listen: must be an address of the loopback and a port, like \"127.0.0.1:8085\" or \"[::1]:8085\"");
    }
}

/* A file that was taken before is taken still. */
static void rule_endpoints(struct node *root, struct config_faults *faults)
{
    struct node *endpoints = node_get(root, "endpoints");
    for (size_t i = 0; i < list_count(endpoints); i++) {
        struct node *dial = item_value(endpoints, i, "dial");
        const char *fault = dial != NULL ? address_fault(dial->text) : NULL;
        if (fault != NULL) {
            fault_warn(faults, dial->line, dial->column, "endpoints.dial: %s", fault);
        }
    }
    rule_unique(endpoints, "endpoints.address", "address", faults);
}

void check_rules(struct node *root, struct config *config, struct config_faults *faults)
{
    rule_bridges(root, faults);
    rule_credentials(root, &config->credentials, faults);
    rule_pool(root, config, faults);
    rule_listen(root, faults);
    rule_calendars(root, config, faults);
    rule_webhooks(root, config, faults);
    rule_endpoints(root, faults);
}
