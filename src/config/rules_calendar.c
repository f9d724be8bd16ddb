/* Calendars: what each kind needs, what means nothing to it, and the secrets that it names. */
#include "fault.h"
#include "files.h"
#include "rules.h"

#include "base/mem.h"

#include <string.h>

static void calendar_forbid(struct node *item, const char *key, const char *reason, struct config_faults *faults)
{
    struct node *value = node_get_sound(item, key);
    if (value != NULL) {
        node_fault(value, faults, "calendars.%s: means nothing %s", key, reason);
    }
}

static void calendar_need(struct node *item, const char *key, const char *other, struct config_faults *faults)
{
    if (node_get(item, key) == NULL) {
        fault_add(faults, item->line, item->column, "missing key \"calendars.%s\" (%s needs it)", key, other);
    }
}

static bool is_later(const struct node *a, const struct node *b)
{
    return a->line > b->line || (a->line == b->line && a->column > b->column);
}

static void calendar_secrets(struct node *item, struct config_calendar *calendar, struct config_faults *faults)
{
    struct node *file = node_get_sound(item, "password_file");
    struct node *token = node_get_sound(item, "token_file");
    struct err err = {0};
    if (file != NULL && password_read_file(file->text, &calendar->password, &err) != 0) {
        node_fault(file, faults, "calendars.password_file: %s", err.message);
    }
    if (token != NULL && token_read_file(token->text, &calendar->token, &err) != 0) {
        node_fault(token, faults, "calendars.token_file: %s", err.message);
    }
}

static void calendar_login(struct node *item, struct config_calendar *calendar, struct config_faults *faults)
{
    struct node *username = node_get(item, "username");
    struct node *token = node_get(item, "token_file");
    struct node *url = node_get_sound(item, "url");
    if (username != NULL && token != NULL) {
        node_fault(is_later(token, username) ? token : username, faults,
                   "calendars: username and token_file exclude each other");
    }
    if (username != NULL) {
        calendar_need(item, "password_file", "username", faults);
    }
    if (node_get(item, "password_file") != NULL) {
        calendar_need(item, "username", "password_file", faults);
    }
    if ((username != NULL || token != NULL) && url != NULL && strncmp(calendar->url, "http://", 7) == 0) {
        fault_warn(faults, url->line, url->column, "calendars.url: http:// sends the %s in the clear; use https://",
                   username != NULL ? "password" : "token");
    }
    calendar_secrets(item, calendar, faults);
}

static void calendar_selection(struct node *item, const struct config *config, const struct config_calendar *calendar,
                               struct config_faults *faults)
{
    struct node *select = node_get(item, "select");
    if (select != NULL && select->faulty) {
        return;
    }
    if (calendar->select == SELECT_MATCH) {
        calendar_need(item, "match", "select: match", faults);
    } else {
        calendar_forbid(item, "match", "without select: match", faults);
    }
    if (select != NULL && calendar->select == SELECT_ENDPOINT && config->settings.n_endpoints == 0) {
        fault_warn(faults, select->line, select->column,
                   "calendars.select: no event becomes a meeting while there are no endpoints");
    }
}

/* What is asked for over the network only. */
static const char *const fetch_keys[] = {"url",     "username", "password_file", "token_file",
                                         "ca_file", "verify",   "proxy",         "hold_if_lost"};

static void rule_calendar(struct node *item, const struct config *config, struct config_calendar *calendar,
                          struct config_faults *faults)
{
    calendar_selection(item, config, calendar, faults);
    struct node *kind = node_get_sound(item, "kind");
    if (kind == NULL) {
        return;
    }
    if (calendar->kind == CALENDAR_DIRECTORY) {
        calendar_need(item, "path", "kind directory", faults);
        for (size_t i = 0; i < sizeof fetch_keys / sizeof *fetch_keys; i++) {
            calendar_forbid(item, fetch_keys[i], "for kind directory", faults);
        }
        return;
    }
    CLEAN_FREE char *needs = mem_printf("kind %s", kind->text);
    CLEAN_FREE char *forbids = mem_printf("for kind %s", kind->text);
    calendar_need(item, "url", needs, faults);
    calendar_forbid(item, "path", forbids, faults);
    calendar_login(item, calendar, faults);
}

void rule_calendars(struct node *root, struct config *config, struct config_faults *faults)
{
    struct node *calendars = node_get(root, "calendars");
    for (size_t i = 0; i < config->n_calendars; i++) {
        struct node *item = list_item(calendars, i);
        if (item != NULL && !item->faulty && item->kind == NODE_MAPPING) {
            rule_calendar(item, config, &config->calendars[i], faults);
        }
    }
    rule_unique(calendars, "calendars.name", "name", faults);
}
