/* bridge_link.c: one HTTP client for each bridge. The engine limits what is under way; here nothing waits and nothing
 * is repeated. */
#include "bridge_link.h"

#include "base/log.h"
#include "base/mem.h"
#include "cms/cms.h"
#include "loop/clock.h"
#include "service.h"

static const size_t ANSWER_LIMIT = (size_t)4 << 20;

/* Connections to one bridge under one set of credentials. A retired one is freed with its last answer. */
struct line {
    struct bridge_link *link;
    struct http_client *client;
    struct http_client *prober; /* the same with a patience of its own; they share connections */
    struct exchange *under_way; /* owned */
    bool retired;
    struct line *next; /* of the retired */
};

struct bridge_link {
    struct http_pool *http;  /* not owned */
    struct service *service; /* not owned */
    struct line *lines[MAX_BRIDGES];
    size_t n_lines;
    struct line *retired;
    uint64_t generation; /* of the engine that asks */
    struct cms_message message;
    struct buf audit; /* lines not yet written */
};

struct exchange {
    struct line *line;
    struct exchange *previous, *next; /* under way on the same line */
    uint64_t generation;
    int64_t sent_us;
    struct request request; /* owned */
};

static void exchange_free(struct exchange *exchange)
{
    if (exchange->previous != NULL) {
        exchange->previous->next = exchange->next;
    } else {
        exchange->line->under_way = exchange->next;
    }
    if (exchange->next != NULL) {
        exchange->next->previous = exchange->previous;
    }
    request_done(&exchange->request);
    mem_free(exchange);
}

static void line_free(struct line *line)
{
    while (line->under_way != NULL) {
        exchange_free(line->under_way);
    }
    http_client_free(line->client);
    http_client_free(line->prober);
    mem_free(line);
}

static int line_new(struct bridge_link *link, const struct config *config, size_t bridge, struct line **ret_line,
                    struct err *err)
{
    struct http_client_options options = {
        .url = config->settings.bridges[bridge].url,
        .username = config->credentials.username,
        .password = &config->credentials.password,
        .ca_file = config->tls.ca_file[0] != '\0' ? config->tls.ca_file : NULL,
        .verify = config->tls.verify,
        .connect_timeout = config->connect_timeout,
        .request_timeout = config->request_timeout,
        .answer_limit = ANSWER_LIMIT,
    };
    struct http_client *client = NULL, *prober = NULL;
    int status = http_client_new(link->http, &options, &client, err);
    if (status == 0) {
        options.request_timeout =
            config->probe_timeout < config->request_timeout ? config->probe_timeout : config->request_timeout;
        status = http_client_new(link->http, &options, &prober, err);
    }
    if (status != 0) {
        http_client_free(client);
        return status;
    }
    struct line *line = mem_zalloc(sizeof *line);
    line->link = link;
    line->client = client;
    line->prober = prober;
    *ret_line = line;
    return 0;
}

static void line_retire(struct line *line)
{
    if (line->under_way == NULL) {
        line_free(line);
        return;
    }
    line->retired = true;
    line->next = line->link->retired;
    line->link->retired = line;
}

static void line_bury(struct line *line)
{
    struct line **at = &line->link->retired;
    while (*at != line) {
        at = &(*at)->next;
    }
    *at = line->next;
    line_free(line);
}

int bridge_link_configure(struct bridge_link *link, const struct config *config, struct err *err)
{
    struct line *lines[MAX_BRIDGES] = {0};
    size_t n = config->settings.n_bridges;
    for (size_t i = 0; i < n; i++) {
        int status = line_new(link, config, i, &lines[i], err);
        if (status != 0) {
            while (i-- > 0) {
                line_free(lines[i]);
            }
            return status;
        }
    }
    for (size_t i = 0; i < link->n_lines; i++) {
        line_retire(link->lines[i]);
    }
    for (size_t i = 0; i < n; i++) {
        link->lines[i] = lines[i];
    }
    link->n_lines = n;
    return 0;
}

int bridge_link_new(struct http_pool *http, const struct config *config, struct bridge_link **ret_link, struct err *err)
{
    struct bridge_link *link = mem_zalloc(sizeof *link);
    link->http = http;
    cms_message_init(&link->message);
    buf_init(&link->audit, LOG_LINES_LIMIT);
    int status = bridge_link_configure(link, config, err);
    if (status != 0) {
        bridge_link_free(link);
        return status;
    }
    *ret_link = link;
    return 0;
}

void bridge_link_free(struct bridge_link *link)
{
    if (link == NULL) {
        return;
    }
    for (size_t i = 0; i < link->n_lines; i++) {
        line_free(link->lines[i]);
    }
    while (link->retired != NULL) {
        line_bury(link->retired);
    }
    cms_message_done(&link->message);
    buf_done(&link->audit);
    mem_free(link);
}

void bridge_link_set_service(struct bridge_link *link, struct service *service)
{
    link->service = service;
}

void bridge_link_forget(struct bridge_link *link)
{
    link->generation++;
}

static struct cms_reply bridge_reply(const struct http_answer *answer)
{
    static const enum cms_fate FATES[] = {
        [HTTP_ANSWERED] = CMS_ANSWERED, [HTTP_UNSENT] = CMS_UNSENT, [HTTP_UNKNOWN] = CMS_UNKNOWN};
    static const enum bridge_reason CAUSES[] = {
        [HTTP_FAILURE_NONE] = REASON_ANSWERED,       [HTTP_FAILURE_UNRESOLVED] = REASON_UNRESOLVED,
        [HTTP_FAILURE_REFUSED] = REASON_REFUSED,     [HTTP_FAILURE_TLS] = REASON_CERTIFICATE,
        [HTTP_FAILURE_TIMED_OUT] = REASON_TIMED_OUT, [HTTP_FAILURE_CUT_OFF] = REASON_CUT_OFF,
        [HTTP_FAILURE_OVER_LIMIT] = REASON_GARBLED,  [HTTP_FAILURE_OTHER] = REASON_CUT_OFF,
    };
    return (struct cms_reply){
        .fate = FATES[answer->fate],
        .status = answer->status,
        .location = answer->location,
        .retry_after = answer->retry_after,
        .body = answer->body,
        .body_len = answer->body_len,
        .reason = answer->reason,
        .cause = CAUSES[answer->failure],
    };
}

static bool request_changes(const struct request *request)
{
    return request->why != NULL && request->why[0] != '\0';
}

/* Who had it done, and why; its body, which may hold a passcode, stays out. A meeting that is gone is the service's. */
static void bridge_link_audit(struct bridge_link *link, const struct request *request)
{
    const struct service *service = link->service;
    const struct meeting *meeting = engine_meeting(service->engine, request->meeting);
    const char *by = meeting != NULL && meeting->hosting != NULL ? meeting->hosting->by : NULL;
    log_append(&link->audit, LOG_LEVEL_AUDIT, "asked of a bridge",
               "request=%llu bridge=%s method=%s path=%s kind=%s why=%s for=%s%s%s%s%s%s",
               (unsigned long long)request->number, engine_settings(service->engine)->bridges[request->bridge].name,
               link->message.method, buf_string(&link->message.path), request_word(request->kind),
               log_quote(request->why),
               meeting == NULL                        ? "service"
               : meeting_calendar(meeting)[0] != '\0' ? "calendar:"
                                                      : "api",
               meeting != NULL ? meeting_calendar(meeting) : "", meeting != NULL ? " meeting=" : "",
               meeting != NULL ? meeting->id : "", by != NULL ? " changed_by=" : "", by != NULL ? log_quote(by) : "");
}

void bridge_link_flush(struct bridge_link *link)
{
    log_flush(&link->audit);
}

static void bridge_link_audit_answer(const struct exchange *exchange, const struct answer *answer)
{
    if (request_changes(&exchange->request) && answer->outcome != OUTCOME_DONE) {
        log_audit("not done by a bridge", "request=%llu outcome=%s reason=%s",
                  (unsigned long long)exchange->request.number, outcome_words[answer->outcome],
                  log_quote(answer->reason));
    }
}

static void bridge_link_answered(void *ctx, const struct http_answer *answer)
{
    struct exchange *exchange = ctx;
    struct line *line = exchange->line;
    struct bridge_link *link = line->link;
    log_debug("bridge answered", "request=%llu kind=%s bridge=%u status=%d reason=%s",
              (unsigned long long)exchange->request.number, request_word(exchange->request.kind),
              exchange->request.bridge, answer->status, log_quote(answer->reason != NULL ? answer->reason : ""));
    histogram_add(&link->service->measures.bridge_requests[exchange->request.bridge],
                  clock_monotonic_us() - exchange->sent_us);
    if (exchange->generation == link->generation) {
        struct cms_reply reply = bridge_reply(answer);
        struct cms_answer *read = cms_answer_read(&exchange->request, &reply);
        bridge_link_audit_answer(exchange, cms_answer_get(read));
        turn_take_answer(link->service->turn, read);
    }
    exchange_free(exchange);
    if (line->retired && line->under_way == NULL) {
        line_bury(line);
    }
}

void bridge_link_send(struct bridge_link *link, struct request *request)
{
    struct line *line = link->lines[request->bridge];
    struct exchange *exchange = mem_zalloc(sizeof *exchange);
    *exchange = (struct exchange){
        .line = line,
        .next = line->under_way,
        .generation = link->generation,
        .sent_us = clock_monotonic_us(),
        .request = *request,
    };
    *request = (struct request){0};
    if (line->under_way != NULL) {
        line->under_way->previous = exchange;
    }
    line->under_way = exchange;
    struct cms_message *message = &link->message;
    cms_request_write(&exchange->request, message);
    if (request_changes(&exchange->request)) {
        bridge_link_audit(link, &exchange->request);
    }
    struct http_client *client = exchange->request.kind == REQUEST_PROBE ? line->prober : line->client;
    http_client_send(client, message->method, buf_string(&message->path),
                     message->has_body ? buf_string(&message->body) : NULL, bridge_link_answered, exchange);
}
