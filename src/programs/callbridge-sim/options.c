/* options.c: the command line, an option a row; --set, a setting of the model a row. */
#include "options.h"

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum setting_kind { SETTING_NUMBER, SETTING_STATUS, SETTING_FLAG, SETTING_LENGTH };

static const struct setting {
    const char *name;
    enum setting_kind kind;
    size_t offset;
} settings[] = {
    {"page_config", SETTING_NUMBER, offsetof(struct sim_options, page_config)},
    {"page_active", SETTING_NUMBER, offsetof(struct sim_options, page_active)},
    {"page_max", SETTING_NUMBER, offsetof(struct sim_options, page_max)},
    {"bulk_limit", SETTING_NUMBER, offsetof(struct sim_options, bulk_limit)},
    {"not_found_status", SETTING_STATUS, offsetof(struct sim_options, not_found_status)},
    {"calls_without_declaration", SETTING_FLAG, offsetof(struct sim_options, calls_without_declaration)},
    {"sync_takes", SETTING_LENGTH, offsetof(struct sim_options, sync_takes)},
    {"ring_timeout", SETTING_LENGTH, offsetof(struct sim_options, ring_timeout)},
};

static int number_parse(const char *text, long least, long most, long *ret_number)
{
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || errno != 0 || number < least || number > most) {
        return ERR_INVALID;
    }
    *ret_number = number;
    return 0;
}

static int setting_number(const struct setting *setting, const char *text, void *member)
{
    long number;
    if (number_parse(text, 1, 1000000, &number) != 0) {
        return ERR_INVALID;
    }
    if (setting->kind == SETTING_NUMBER) {
        *(uint32_t *)member = (uint32_t)number;
    } else if (number == 400 || number == 404) {
        *(int *)member = (int)number;
    } else {
        return ERR_INVALID;
    }
    return 0;
}

static int setting_flag(const char *text, bool *member)
{
    bool on = strcmp(text, "true") == 0;
    if (!on && strcmp(text, "false") != 0) {
        return ERR_INVALID;
    }
    *member = on;
    return 0;
}

static int setting_set(const struct setting *setting, const char *text, struct sim_options *model)
{
    void *member = (char *)model + setting->offset;
    switch (setting->kind) {
    case SETTING_FLAG:
        return setting_flag(text, member);
    case SETTING_LENGTH:
        return duration_parse(text, member);
    default:
        return setting_number(setting, text, member);
    }
}

static int set_parse(const char *text, struct sim_options *model, struct err *err)
{
    size_t len = strcspn(text, "=");
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        if (strlen(settings[i].name) != len || strncmp(settings[i].name, text, len) != 0) {
            continue;
        }
        if (text[len] == '=' && setting_set(&settings[i], &text[len + 1], model) == 0) {
            return 0;
        }
        return err_set(err, ERR_INVALID, "--set %s: not a value for %s", text, settings[i].name);
    }
    return err_set(err, ERR_INVALID, "--set %s: no such setting", text);
}

static bool host_is_numeric(const char *host)
{
    unsigned char address[sizeof(struct in6_addr)];
    return inet_pton(AF_INET, host, address) == 1 || inet_pton(AF_INET6, host, address) == 1;
}

/* 127.0.0.1:8445 or [::1]:8445 */
static int address_parse(const char *text, struct address *ret_address, struct err *err)
{
    const char *colon = strrchr(text, ':');
    const char *host = text;
    size_t len = colon != NULL ? (size_t)(colon - text) : 0;
    if (len > 2 && host[0] == '[' && host[len - 1] == ']') {
        host++;
        len -= 2;
    }
    struct address address = {0};
    long port;
    if (len == 0 || len >= sizeof address.host || number_parse(colon + 1, 0, UINT16_MAX, &port) != 0) {
        return err_set(err, ERR_INVALID, "%s: an address is like 127.0.0.1:8445", text);
    }
    memcpy(address.host, host, len);
    address.port = (uint16_t)port;
    if (!host_is_numeric(address.host)) {
        return err_set(err, ERR_INVALID, "%s: the address must be numeric", text);
    }
    *ret_address = address;
    return 0;
}

static int listen_parse(struct options *options, const char *text, struct err *err)
{
    if (options->n_listen == BRIDGES_MAX) {
        return err_set(err, ERR_INVALID, "a cluster has at most %d bridges", BRIDGES_MAX);
    }
    return address_parse(text, &options->listen[options->n_listen++], err);
}

static const struct option long_options[] = {
    {"listen", required_argument, NULL, 'l'},   {"user", required_argument, NULL, 'u'},
    {"password", required_argument, NULL, 'p'}, {"cert", required_argument, NULL, 'c'},
    {"key", required_argument, NULL, 'k'},      {"cert-out", required_argument, NULL, 'o'},
    {"plain", no_argument, NULL, 'n'},          {"log", required_argument, NULL, 'f'},
    {"log-secrets", no_argument, NULL, 'x'},    {"port-file", required_argument, NULL, 'P'},
    {"control", required_argument, NULL, 'C'},  {"seed", required_argument, NULL, 's'},
    {"set", required_argument, NULL, 'S'},      {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'v'},        {NULL, 0, NULL, 0},
};

static const char **text_of(struct options *options, int letter)
{
    switch (letter) {
    case 'u':
        return &options->user;
    case 'p':
        return &options->password;
    case 'c':
        return &options->cert_file;
    case 'k':
        return &options->key_file;
    case 'o':
        return &options->cert_out;
    case 'f':
        return &options->log_file;
    case 'P':
        return &options->port_file;
    case 's':
        return &options->seed;
    default:
        return NULL;
    }
}

static bool *flag_of(struct options *options, int letter)
{
    switch (letter) {
    case 'n':
        return &options->plain;
    case 'x':
        return &options->log_secrets;
    case 'h':
        return &options->help;
    case 'v':
        return &options->version;
    default:
        return NULL;
    }
}

static int option_take(struct options *options, int letter, const char *value, struct err *err)
{
    const char **text = text_of(options, letter);
    bool *flag = flag_of(options, letter);
    if (text != NULL) {
        *text = value;
    } else if (flag != NULL) {
        *flag = true;
    } else if (letter == 'l') {
        return listen_parse(options, value, err);
    } else if (letter == 'C') {
        return address_parse(value, &options->control, err);
    } else if (letter == 'S') {
        return set_parse(value, &options->model, err);
    } else {
        return err_set(err, ERR_INVALID, "this command line cannot be read; see --help");
    }
    return 0;
}

static int options_check(const struct options *options, struct err *err)
{
    if (options->n_listen == 0) {
        return err_set(err, ERR_INVALID, "--listen is missing, once for every bridge");
    }
    if (options->user == NULL || options->password == NULL) {
        return err_set(err, ERR_INVALID, "--user and --password are needed");
    }
    if (strchr(options->user, ':') != NULL) {
        return err_set(err, ERR_INVALID, "a user's name has no colon");
    }
    if ((options->cert_file == NULL) != (options->key_file == NULL)) {
        return err_set(err, ERR_INVALID, "--cert and --key go together");
    }
    if (options->plain && (options->cert_file != NULL || options->cert_out != NULL)) {
        return err_set(err, ERR_INVALID, "--plain has no certificate");
    }
    if (options->cert_file != NULL && options->cert_out != NULL) {
        return err_set(err, ERR_INVALID, "--cert-out is for a certificate that is made here, without --cert");
    }
    return 0;
}

int options_parse(struct options *options, int argc, char **argv, struct err *err)
{
    *options = (struct options){0};
    sim_options_default(&options->model);
    opterr = 0;
    int letter;
    while ((letter = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        int r = option_take(options, letter, optarg, err);
        if (r < 0) {
            return r;
        }
    }
    if (options->help || options->version) {
        return 0;
    }
    if (optind < argc) {
        return err_set(err, ERR_INVALID, "%s: not understood; see --help", argv[optind]);
    }
    return options_check(options, err);
}
