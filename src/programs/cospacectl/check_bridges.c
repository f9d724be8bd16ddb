/* check_bridges.c: each bridge, asked by ourselves with GETs alone: name, port, certificate, credentials, what it is,
 * its clock, its cluster; and the pool on it. The service may be away, or wrong. */
#include "base/halt.h"
#include "base/mem.h"
#include "check.h"
#include "cms/cms.h"
#include "http/client.h"
#include "http/handshake.h"
#include "loop/clock.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What all bridges share. */
struct ward {
    struct examination *examination; /* not owned */
    struct loop *loop;
    struct http_pool *http;
    struct cms_message message;
    struct cms_answer *answer;     /* owned; the last */
    const struct request *request; /* under way */
    char *names[MAX_BRIDGES];      /* owned; of each in its cluster; NULL: not told */
    json_t *lists[MAX_BRIDGES];    /* owned; the names each one knows; NULL: not told */
    bool pool_seen;
};

static void ward_answered(void *ctx, const struct http_answer *answer)
{
    static const enum cms_fate FATES[] = {
        [HTTP_ANSWERED] = CMS_ANSWERED, [HTTP_UNSENT] = CMS_UNSENT, [HTTP_UNKNOWN] = CMS_UNKNOWN};
    struct ward *ward = ctx;
    struct cms_reply reply = {
        .fate = FATES[answer->fate],
        .status = answer->status,
        .body = answer->body,
        .body_len = answer->body_len,
        .reason = answer->reason,
        .cause = answer->failure == HTTP_FAILURE_TLS         ? REASON_CERTIFICATE
                 : answer->failure == HTTP_FAILURE_TIMED_OUT ? REASON_TIMED_OUT
                                                             : REASON_UNHEARD,
    };
    cms_answer_free(ward->answer);
    ward->answer = cms_answer_read(ward->request, &reply);
    loop_exit(ward->loop, 0);
}

/* Waits for the answer; it is the ward's until the next. */
static const struct answer *ward_ask(struct ward *ward, struct http_client *client, const struct request *request)
{
    struct err err = {0};
    ward->request = request;
    cms_request_write(request, &ward->message);
    http_client_send(client, ward->message.method, buf_string(&ward->message.path), NULL, ward_answered, ward);
    if (loop_run(ward->loop, &err) != 0) {
        halt(err.message, EIO); /* what is under way would be taken for the answer to what is asked next */
    }
    return cms_answer_get(ward->answer);
}

static void bridge_clock(struct ward *ward, const char *name, const struct record *status, duration_ms took)
{
    instant clock = INSTANT_NONE;
    duration_ms limit = ward->examination->config->settings.clock_skew;
    if (instant_parse(record_get(status, "cdrTime"), &clock) != 0) {
        return;
    }
    duration_ms skew = clock - clock_now();
    bool off = limit > 0 && (skew > limit + took || skew < -limit - took - SECOND_MS);
    check_found(ward->examination, off ? GRADE_WARN : GRADE_PASS, reason_table[REASON_CLOCK].advice,
                "%s: its clock is %.1f s %s ours", name, (double)(skew > 0 ? skew : -skew) / SECOND_MS,
                skew > 0 ? "ahead of" : "behind");
}

static void bridge_cluster(struct ward *ward, struct http_client *client, uint32_t index)
{
    struct request request = {.number = 1, .kind = REQUEST_READ_CLUSTER};
    const struct answer *answer = ward_ask(ward, client, &request);
    if (answer->outcome == OUTCOME_DONE && answer->n_records > 0) {
        const char *name = record_get(&answer->records[0], "uniqueName");
        ward->names[index] = name[0] != '\0' ? mem_strdup(name) : NULL;
    }
    request.kind = REQUEST_LIST_BRIDGES;
    answer = ward_ask(ward, client, &request);
    ward->lists[index] = answer->outcome == OUTCOME_DONE ? json_object() : NULL;
    for (size_t i = 0; ward->lists[index] != NULL && i < answer->n_records; i++) {
        json_object_set_new(ward->lists[index], record_get(&answer->records[i], "name"), json_true());
    }
}

/* While the service does not say how its pool is: how many spaces of that name there are. */
static void bridge_pool(struct ward *ward, struct http_client *client)
{
    const struct setting_pool *pool = &ward->examination->config->settings.pool;
    uint32_t wanted = pool->last - pool->first + 1;
    CLEAN_FREE char *filter = mem_strndup(pool->name, strcspn(pool->name, "$"));
    struct request request = {.number = 1, .kind = REQUEST_LIST_SPACES, .name = filter};
    const struct answer *answer = ward_ask(ward, client, &request);
    ward->pool_seen = answer->outcome == OUTCOME_DONE;
    if (ward->pool_seen) {
        ward->examination->check = "pool";
        check_found(ward->examination, answer->total < wanted ? GRADE_WARN : GRADE_PASS,
                    "the others are in use under their meetings' names, or are made when the service starts",
                    "%u of the pool's %u spaces have their idle name, %s…", answer->total, wanted, filter);
        ward->examination->check = "bridges";
    }
}

static void bridge_ask(struct ward *ward, struct http_client *client, uint32_t index)
{
    struct examination *examination = ward->examination;
    const char *name = examination->config->settings.bridges[index].name;
    struct request request = {.number = 1, .kind = REQUEST_PROBE};
    instant began = clock_now();
    const struct answer *answer = ward_ask(ward, client, &request);
    duration_ms took = clock_now() - began;
    if (answer->outcome != OUTCOME_DONE || answer->n_records == 0) {
        const char *advice = reason_table[answer->cause].advice;
        check_found(examination, answer->outcome == OUTCOME_BUSY ? GRADE_WARN : GRADE_FAIL,
                    answer->cause != REASON_ANSWERED ? advice : reason_table[REASON_GARBLED].advice, "%s: %s", name,
                    answer->reason[0] != '\0' ? answer->reason : reason_table[answer->cause].text);
        return;
    }
    check_found(examination, GRADE_PASS, "", "%s: it takes our credentials, runs %s, answered in %lld ms", name,
                record_get(&answer->records[0], "softwareVersion"), (long long)took);
    bridge_clock(ward, name, &answer->records[0], took);
    bridge_cluster(ward, client, index);
    if (examination->status == NULL && !ward->pool_seen) {
        bridge_pool(ward, client);
    }
}

static void bridge_check(struct ward *ward, uint32_t index)
{
    struct examination *examination = ward->examination;
    const struct config *config = examination->config;
    const struct setting_bridge *bridge = &config->settings.bridges[index];
    struct http_client_options options = {
        .url = bridge->url,
        .username = config->credentials.username,
        .password = &config->credentials.password,
        .ca_file = config->tls.ca_file[0] != '\0' ? config->tls.ca_file : NULL,
        .verify = config->tls.verify,
        .connect_timeout = config->connect_timeout,
        .request_timeout = config->request_timeout,
        .answer_limit = (size_t)4 << 20,
    };
    struct err err = {0};
    struct http_handshake handshake = {.expires = INSTANT_NONE};
    struct http_client *client = NULL;
    if (http_handshake(bridge->url, config->connect_timeout, &handshake, &err) != 0) {
        check_found(examination, GRADE_FAIL, "check bridges.url, the way there (DNS, firewall), and whether it runs",
                    "%s: %s", bridge->name, err.message);
        return; /* the password is not offered to who answers like this */
    }
    check_expiry(examination, bridge->name, handshake.expires);
    if (http_client_new(ward->http, &options, &client, &err) != 0) {
        check_found(examination, GRADE_FAIL, "mend bridges.url", "%s: %s", bridge->name, err.message);
        return;
    }
    bridge_ask(ward, client, index);
    http_client_free(client);
}

/* Each that told its name must be known to each that told whom it knows. */
static void ward_clusters(struct ward *ward)
{
    const struct settings *settings = &ward->examination->config->settings;
    size_t n_alone = 0, n_told = 0;
    for (uint32_t a = 0; a < settings->n_bridges; a++) {
        n_told += ward->names[a] != NULL;
        for (uint32_t b = 0; b < settings->n_bridges; b++) {
            if (a != b && ward->names[a] != NULL && ward->lists[b] != NULL &&
                json_object_get(ward->lists[b], ward->names[a]) == NULL) {
                n_alone++;
                check_found(ward->examination, GRADE_WARN, reason_table[REASON_UNLISTED].advice,
                            "%s (%s) is not in the cluster of %s", settings->bridges[a].name, ward->names[a],
                            settings->bridges[b].name);
            }
        }
    }
    if (n_told > 1 && n_alone == 0) {
        check_found(ward->examination, GRADE_PASS, "", "%zu bridges are one cluster", n_told);
    }
}

static void ward_done(struct ward *ward)
{
    for (size_t i = 0; i < MAX_BRIDGES; i++) {
        mem_free(ward->names[i]);
        json_decref(ward->lists[i]);
    }
    cms_answer_free(ward->answer);
    cms_message_done(&ward->message);
    http_pool_free(ward->http);
    loop_free(ward->loop);
}

void check_bridges(struct examination *examination)
{
    struct err err = {0};
    if (examination->config == NULL) {
        check_found(examination, GRADE_WARN, "name the configuration: --config FILE",
                    "not asked: without a configuration it is not known where they are");
        return;
    }
    __attribute__((cleanup(ward_done))) struct ward ward = {.examination = examination};
    cms_message_init(&ward.message);
    if (loop_new(&ward.loop, &err) != 0 || http_pool_new(ward.loop, &ward.http, &err) != 0) {
        check_found(examination, GRADE_FAIL, "", "no bridge can be asked from here: %s", err.message);
        return;
    }
    for (uint32_t i = 0; i < examination->config->settings.n_bridges; i++) {
        bridge_check(&ward, i);
    }
    ward_clusters(&ward);
}
