/* check: a troubleshooter: looks at everything that must be right, and says what to do where it is not. It needs no
 * service: what can be looked at from here is. */
#include "check.h"

#include "base/mem.h"
#include "client.h"
#include "table.h"
#include "time_words.h"
#include "verbs.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const duration_ms PATIENCE = 10 * SECOND_MS;

static const char DEFAULT_CONFIG[] = "/etc/cospaced/cospaced.yaml";
static const char *const GRADES[N_GRADES] = {[GRADE_PASS] = "pass", [GRADE_WARN] = "warn", [GRADE_FAIL] = "fail"};

static const struct {
    const char *name;
    void (*run)(struct examination *examination);
} CHECKS[] = {
    {"configuration", check_configuration},
    {"service", check_service},
    {"store", check_store},
    {"bridges", check_bridges},
    {"pool", check_pool},
    {"calendars", check_calendars},
    {"webhooks", check_webhooks},
};

static const struct option_row OPTIONS[] = {
    {.name = "config",
     .meta = "FILE",
     .help = "the service's configuration; /etc/cospaced/cospaced.yaml, if it is not said"},
    {0},
};

void check_found(struct examination *examination, enum grade grade, const char *remedy, const char *format, ...)
{
    char what[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(what, sizeof what, format, list);
    va_end(list);
    ARRAY_GROW(examination->findings, examination->n_findings, examination->capacity);
    examination->findings[examination->n_findings++] = (struct finding){
        .grade = grade,
        .check = examination->check,
        .what = mem_strdup(what),
        .remedy = mem_strdup(grade != GRADE_PASS ? remedy : ""),
    };
}

json_t *check_ask(const struct examination *examination, const char *target, struct err *err)
{
    CLEAN_CLIENT struct cospaced_client *client = client_open(&examination->session, PATIENCE);
    CLEAN_ANSWER struct cospaced_reply answer = {0};
    const struct cospaced_request request = {.method = "GET", .target = target};
    int rc = cospaced_call(client, &request, &answer);
    if (rc != 0) {
        err_set(err, rc == COSPACED_NO_SERVICE ? ERR_NOT_FOUND : ERR_IO, "%s", cospaced_message(client));
        return NULL;
    }
    json_t *json = json_loadb(answer.body, answer.len, JSON_REJECT_DUPLICATES, NULL);
    if (json == NULL || answer.status != 200) {
        err_set(err, ERR_REMOTE, "%s answers with %d", target, answer.status);
        json_decref(json);
        return NULL;
    }
    return json;
}

void check_expiry(struct examination *examination, const char *who, instant expires)
{
    enum { WARN_DAYS = 30 };
    if (expires == INSTANT_NONE) {
        return;
    }
    char text[TIME_LOCAL_SIZE];
    time_local_format(expires, text);
    long long days = (long long)((expires - examination->session.now) / DAY_MS);
    if (expires <= examination->session.now) {
        check_found(examination, GRADE_FAIL, "renew it on the server", "%s: its certificate expired on %.10s", who,
                    text);
    } else {
        check_found(examination, days < WARN_DAYS ? GRADE_WARN : GRADE_PASS, "renew it on the server in time",
                    "%s: its certificate is good for %lld more day%s, until %.10s", who, days, days == 1 ? "" : "s",
                    text);
    }
}

static enum grade check_worst(const struct examination *examination)
{
    enum grade worst = GRADE_PASS;
    for (size_t i = 0; i < examination->n_findings; i++) {
        worst = examination->findings[i].grade > worst ? examination->findings[i].grade : worst;
    }
    return worst;
}

static void check_print_json(const struct examination *examination)
{
    json_t *list = json_array();
    for (size_t i = 0; i < examination->n_findings; i++) {
        const struct finding *finding = &examination->findings[i];
        json_array_append_new(list, json_pack("{s:s, s:s, s:s%, s:s%}", "check", finding->check, "result",
                                              GRADES[finding->grade], "what", finding->what, strlen(finding->what),
                                              "remedy", finding->remedy, strlen(finding->remedy)));
    }
    json_auto_t *json = json_pack("{s:s, s:o}", "result", GRADES[check_worst(examination)], "checks", list);
    CLEAN_FREE char *text = json_dumps(json, JSON_COMPACT);
    puts(text);
}

static void check_print(const struct examination *examination)
{
    CLEAN_TABLE struct table table;
    table_init(&table, 4);
    table_head(&table, "RESULT", TABLE_KEEP);
    table_head(&table, "CHECK", TABLE_KEEP);
    table_head(&table, "WHAT", TABLE_WRAP);
    table_head(&table, "WHAT TO DO", TABLE_WRAP);
    for (size_t i = 0; i < examination->n_findings; i++) {
        const struct finding *finding = &examination->findings[i];
        table_put_state(&table, GRADES[finding->grade]);
        table_put(&table, finding->check);
        table_put(&table, finding->what);
        table_put(&table, finding->remedy);
    }
    table_print(&table, &examination->session.terminal);
}

static void check_done(struct examination *examination)
{
    for (size_t i = 0; i < examination->n_findings; i++) {
        mem_free(examination->findings[i].what);
        mem_free(examination->findings[i].remedy);
    }
    mem_free(examination->findings);
    config_free(examination->config);
    json_decref(examination->status);
}

static int check_run(const struct session *session, const struct args *args)
{
    const char *path = args_value(args, "config");
    __attribute__((cleanup(check_done))) struct examination examination = {
        .session = *session, .config_path = path != NULL ? path : DEFAULT_CONFIG};
    for (size_t i = 0; i < sizeof CHECKS / sizeof *CHECKS; i++) {
        examination.check = CHECKS[i].name;
        CHECKS[i].run(&examination);
    }
    if (session->json) {
        check_print_json(&examination);
    } else {
        check_print(&examination);
    }
    return check_worst(&examination) == GRADE_FAIL ? REFUSED : DONE;
}

const struct verb verb_check = {.name = "check",
                                .operands = "",
                                .summary = "what is wrong and what to do about it; needs no daemon",
                                .options = OPTIONS,
                                .run = check_run};
