/* faults.c: the rules, and what each kind does to a request. */
#include "sim/faults.h"

#include "base/mem.h"

#include <fnmatch.h>
#include <string.h>

struct rule {
    struct sim_fault fault; /* its texts are owned */
    uint32_t left;          /* of its count; 0 in a spent rule */
};

struct sim_faults {
    struct rule *rules;
    size_t count;
    size_t capacity;
    uint64_t happened[SIM_FAULT_KINDS];
};

static const char *const words[SIM_FAULT_KINDS] = {"refuse",  "drop_before", "drop_after", "status",
                                                   "garbage", "truncate",    "delay",      "drip"};

const char *sim_fault_word(enum sim_fault_kind kind)
{
    return words[kind];
}

int sim_fault_kind_parse(const char *word, enum sim_fault_kind *ret_kind)
{
    for (size_t i = 0; i < SIM_FAULT_KINDS; i++) {
        if (strcmp(words[i], word) != 0) {
            continue;
        }
        *ret_kind = (enum sim_fault_kind)i;
        return 0;
    }
    return ERR_INVALID;
}

struct sim_faults *sim_faults_new(void)
{
    return mem_zalloc(sizeof(struct sim_faults));
}

static void remove_rule(struct sim_faults *faults, size_t i)
{
    mem_free((char *)(uintptr_t)faults->rules[i].fault.method);
    mem_free((char *)(uintptr_t)faults->rules[i].fault.path);
    faults->count--;
    memmove(&faults->rules[i], &faults->rules[i + 1], (faults->count - i) * sizeof *faults->rules);
}

void sim_faults_clear(struct sim_faults *faults)
{
    while (faults->count > 0) {
        remove_rule(faults, faults->count - 1);
    }
}

void sim_faults_free(struct sim_faults *faults)
{
    if (faults == NULL) {
        return;
    }
    sim_faults_clear(faults);
    mem_free(faults->rules);
    mem_free(faults);
}

static bool is_spent(const struct rule *rule)
{
    return rule->fault.count > 0 && rule->left == 0;
}

static void remove_spent(struct sim_faults *faults)
{
    for (size_t i = faults->count; i > 0; i--) {
        if (is_spent(&faults->rules[i - 1])) {
            remove_rule(faults, i - 1);
        }
    }
}

int sim_faults_add(struct sim_faults *faults, const struct sim_fault *fault, struct err *err)
{
    if (fault->kind < 0 || fault->kind >= SIM_FAULT_KINDS) {
        return err_set_field(err, ERR_INVALID, "kind", "no such kind of fault");
    }
    if (fault->status != 0 && (fault->status < 100 || fault->status > 599)) {
        return err_set_field(err, ERR_INVALID, "status", "%d is not an HTTP status", fault->status);
    }
    if (fault->delay < 0) {
        return err_set_field(err, ERR_INVALID, "delay", "a delay cannot be negative");
    }
    if (fault->per_million > 1000000) {
        return err_set_field(err, ERR_INVALID, "per_million", "more than a million in a million");
    }
    if (fault->bridge < SIM_FAULT_ANY_BRIDGE) {
        return err_set_field(err, ERR_INVALID, "bridge", "%d is not the number of a bridge", fault->bridge);
    }
    remove_spent(faults);
    ARRAY_GROW(faults->rules, faults->count, faults->capacity);
    struct rule *rule = &faults->rules[faults->count++];
    *rule = (struct rule){*fault, fault->count};
    rule->fault.method = mem_strdup(fault->method);
    rule->fault.path = mem_strdup(fault->path);
    if (rule->fault.kind == SIM_FAULT_STATUS && fault->status == 0) {
        rule->fault.status = 503;
    }
    return 0;
}

size_t sim_faults_active(const struct sim_faults *faults)
{
    size_t active = 0;
    for (size_t i = 0; i < faults->count; i++) {
        active += !is_spent(&faults->rules[i]);
    }
    return active;
}

static bool matches(const char *pattern, const char *text)
{
    return pattern == NULL || fnmatch(pattern, text, FNM_CASEFOLD) == 0;
}

static bool applies(const struct rule *rule, size_t bridge, const char *method, const char *path)
{
    const struct sim_fault *fault = &rule->fault;
    return !is_spent(rule) && (fault->bridge == SIM_FAULT_ANY_BRIDGE || (size_t)fault->bridge == bridge) &&
           matches(fault->method, method) && matches(fault->path, path);
}

static bool falls(const struct sim_fault *fault, struct random *random)
{
    return fault->per_million == 0 || random_chance(random, fault->per_million);
}

const struct sim_fault *sim_faults_pick(struct sim_faults *faults, size_t bridge, const char *method,
                                        const char *target, struct random *random)
{
    if (faults->count == 0) {
        return NULL;
    }
    CLEAN_FREE char *path = mem_strndup(target, strcspn(target, "?"));
    for (size_t i = 0; i < faults->count; i++) {
        struct rule *rule = &faults->rules[i];
        if (!applies(rule, bridge, method, path) || !falls(&rule->fault, random)) {
            continue;
        }
        if (rule->fault.count > 0) {
            rule->left--;
        }
        faults->happened[rule->fault.kind]++;
        return &rule->fault;
    }
    return NULL;
}

uint64_t sim_faults_happened(const struct sim_faults *faults, enum sim_fault_kind kind)
{
    return faults->happened[kind];
}

static void blank(struct sim_answer *answer, int status)
{
    answer->status = status;
    answer->location[0] = '\0';
    answer->has_realm = status == 401;
    answer->retry_after = 0;
    buf_clear(&answer->body);
}

/* An answer without a body has no middle: it is lost whole. */
static enum sim_fate truncated(const struct sim_answer *answer)
{
    return answer->body.len > 1 ? SIM_FATE_TRUNCATED : SIM_FATE_DROPPED;
}

enum sim_fate sim_fault_perform(const struct sim_fault *fault, struct sim_server *server, size_t bridge,
                                const struct sim_request *request, struct sim_answer *answer)
{
    enum sim_fault_kind kind = fault != NULL ? fault->kind : SIM_FAULT_DELAY;
    blank(answer, fault != NULL && kind == SIM_FAULT_STATUS ? fault->status : 0);
    if (kind == SIM_FAULT_REFUSE) {
        return SIM_FATE_REFUSED;
    }
    if (kind == SIM_FAULT_DROP_BEFORE) {
        return SIM_FATE_DROPPED;
    }
    if (kind == SIM_FAULT_STATUS) {
        answer->retry_after = fault->retry_after;
        return SIM_FATE_ANSWERED;
    }
    sim_server_handle(server, bridge, request, answer);
    if (kind == SIM_FAULT_DROP_AFTER) {
        return SIM_FATE_DROPPED;
    }
    if (kind == SIM_FAULT_TRUNCATE) {
        return truncated(answer);
    }
    if (kind == SIM_FAULT_GARBAGE) {
        blank(answer, 200);
        buf_append_string(&answer->body, "<html><p>It works & more<br>");
    }
    return SIM_FATE_ANSWERED;
}

size_t sim_fault_cut(size_t body_len)
{
    return body_len / 2;
}
