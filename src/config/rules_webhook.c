/* Webhooks: where their secrets come from, and whether they are fit to sign with. */
#include "fault.h"
#include "files.h"
#include "rules.h"

#include "base/base64.h"
#include "base/mem.h"

#include <string.h>

static const char PREFIX[] = "whsec_";
static const char HOW[] = "must be whsec_ and the base64 of 24 to 64 bytes, or two of these; one is made by: echo "
                          "whsec_$(openssl rand -base64 32)";
static const char BLANKS[] = " \t\r\n";

int config_webhook_key(const char *secret, size_t len, struct buf *ret_key)
{
    size_t prefix = sizeof PREFIX - 1;
    if (len < prefix || strncmp(secret, PREFIX, prefix) != 0 ||
        base64_decode(secret + prefix, len - prefix, ret_key) != 0) {
        return ERR_UNREADABLE;
    }
    return ret_key->len >= WEBHOOK_KEY_LEAST && ret_key->len <= WEBHOOK_KEY_MOST ? 0 : ERR_UNREADABLE;
}

/* As they are kept: with one space between. */
static int secret_normalise(struct secret *secret)
{
    CLEAN_BUF struct buf kept;
    buf_init(&kept, 4096);
    size_t n = 0;
    bool good = true;
    for (const char *at = secret_reveal(secret); *(at += strspn(at, BLANKS)) != '\0'; n++) {
        size_t len = strcspn(at, BLANKS);
        CLEAN_BUF struct buf key;
        buf_init(&key, 4096);
        good = good && config_webhook_key(at, len, &key) == 0;
        buf_wipe(&key);
        buf_printf(&kept, "%s%.*s", n > 0 ? " " : "", (int)len, at);
        at += len;
    }
    secret_set(secret, buf_string(&kept));
    buf_wipe(&kept);
    return good && n >= 1 && n <= WEBHOOK_SECRETS ? 0 : ERR_INVALID;
}

static void webhook_secret_systemd(struct node *item, struct config_webhook *webhook, struct config_faults *faults)
{
    struct err err = {0};
    CLEAN_FREE char *credential = mem_printf("webhook-%s", webhook->name);
    int r = webhook_read_systemd(credential, &webhook->secret, &err);
    if (r == ERR_NOT_FOUND) {
        fault_add(faults, item->line, item->column,
                  "missing key \"webhooks.secret_file\" (or secret_env, or the systemd credential %s)", credential);
    } else if (r != 0) {
        fault_add(faults, item->line, item->column, "systemd credential %s: %s", credential, err.message);
    } else if (secret_normalise(&webhook->secret) != 0) {
        fault_add(faults, item->line, item->column, "systemd credential %s: %s", credential, HOW);
    }
}

static void webhook_secret(struct node *item, struct config_webhook *webhook, struct config_faults *faults)
{
    struct node *file = node_get(item, "secret_file");
    struct node *env = node_get(item, "secret_env");
    struct err err = {0};
    if (file != NULL && env != NULL) {
        node_fault(env, faults, "webhooks: secret_file and secret_env exclude each other");
        return;
    }
    if (file == NULL && env == NULL) {
        webhook_secret_systemd(item, webhook, faults);
        return;
    }
    struct node *said = file != NULL ? file : env;
    const char *key = file != NULL ? "secret_file" : "secret_env";
    if (said->faulty || said->kind != NODE_SCALAR) {
        return;
    }
    int r = file != NULL ? webhook_read_file(said->text, &webhook->secret, &err)
                         : webhook_read_env(said->text, &webhook->secret, &err);
    if (r != 0) {
        node_fault(said, faults, "webhooks.%s: %s", key, err.message);
    } else if (secret_normalise(&webhook->secret) != 0) {
        node_fault(said, faults, "webhooks.%s: %s", key, HOW);
    }
}

static void rule_webhook(struct node *item, struct config_webhook *webhook, struct config_faults *faults)
{
    struct node *url = node_get_sound(item, "url");
    if (url != NULL && strncmp(webhook->url, "http://", 7) == 0 && !config_url_is_here(webhook->url)) {
        fault_warn(faults, url->line, url->column,
                   "webhooks.url: http:// sends what happens in the clear; use https://");
    }
    webhook_secret(item, webhook, faults);
}

void rule_webhooks(struct node *root, struct config *config, struct config_faults *faults)
{
    struct node *webhooks = node_get(root, "webhooks");
    for (size_t i = 0; i < config->n_webhooks; i++) {
        struct node *item = list_item(webhooks, i);
        if (item != NULL && !item->faulty && item->kind == NODE_MAPPING) {
            rule_webhook(item, &config->webhooks[i], faults);
        }
    }
    rule_unique(webhooks, "webhooks.name", "name", faults);
}
