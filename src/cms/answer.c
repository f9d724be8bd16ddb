/* answer.c: what an HTTP answer means. Every combination that is not understood is OUTCOME_UNKNOWN: the core then looks
 * before it repeats. The body speaks before the status (API reference 2.2): releases differ in the status of the same
 * reason. */
#include "base/mem.h"
#include "cms/cms.h"
#include "document.h"
#include "saying.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct cms_answer {
    struct answer answer;
    struct document document;
    char reason[256];
};

/* What is being judged, together. */
struct judgement {
    const struct request *request;
    const struct cms_saying *saying;
    const struct cms_reply *reply;
    struct cms_answer *result;
};

/* What an outcome says of the bridge, where no status says more. */
static const enum bridge_reason causes[] = {
    [OUTCOME_DONE] = REASON_ANSWERED,   [OUTCOME_REFUSED] = REASON_ANSWERED,      [OUTCOME_GONE] = REASON_ANSWERED,
    [OUTCOME_BUSY] = REASON_BUSY,       [OUTCOME_DENIED] = REASON_WRONG_PASSWORD, [OUTCOME_UNSENT] = REASON_REFUSED,
    [OUTCOME_UNKNOWN] = REASON_GARBLED,
};

static void conclude(struct cms_answer *result, enum outcome outcome, const char *reason)
{
    result->answer.outcome = outcome;
    result->answer.cause = causes[outcome];
    snprintf(result->reason, sizeof result->reason, "%s", reason);
}

static void conclude_status(struct cms_answer *result, enum outcome outcome, int status, const char *text)
{
    result->answer.outcome = outcome;
    result->answer.cause = outcome == OUTCOME_UNKNOWN && status >= 500                      ? REASON_BROKEN
                           : outcome == OUTCOME_UNKNOWN && (status == 404 || status == 405) ? REASON_WRONG_PORT
                           : outcome == OUTCOME_DENIED && status == 403                     ? REASON_FORBIDDEN
                                                                                            : causes[outcome];
    snprintf(result->reason, sizeof result->reason, "status %d: %s", status, text);
}

static bool is_blank(const struct cms_reply *reply)
{
    for (size_t i = 0; i < reply->body_len; i++) {
        if (strchr(" \t\r\n", reply->body[i]) == NULL || reply->body[i] == '\0') {
            return false;
        }
    }
    return true;
}

/* Reads the body; false if it is none of the API's documents, with the reason in err. */
static bool read_body(const struct judgement *judgement, struct err *err)
{
    struct document_shape shape = {.object = judgement->saying->object, .list = judgement->saying->list};
    return document_read(judgement->reply->body, judgement->reply->body_len, &shape, &judgement->result->document,
                         err) == 0;
}

/* A bridge that repeats our values must not carry a passcode or secret into a reason. */
static bool is_secret(const struct request *request, const char *text)
{
    return (request->passcode != NULL && strcmp(request->passcode, text) == 0) ||
           (request->secret != NULL && strcmp(request->secret, text) == 0);
}

static bool is_word(const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-", *text) == NULL) {
            return false;
        }
    }
    return true;
}

static void append_detail(const struct judgement *judgement, const char *text)
{
    char *reason = judgement->result->reason;
    size_t len = strlen(reason);
    if (text[0] != '\0' && is_word(text) && !is_secret(judgement->request, text)) {
        snprintf(reason + len, sizeof judgement->result->reason - len, " %s", text);
    }
}

/* coSpaceDoesNotExist for a request about a coSpace; unrecognisedObject (both spellings) for a path with an id. */
static bool is_gone(const struct cms_saying *saying, const char *failure)
{
    if (saying->has_id &&
        (strcasecmp(failure, "unrecognisedObject") == 0 || strcasecmp(failure, "unrecognizedObject") == 0)) {
        return true;
    }
    if (saying->subject == NULL) {
        return false;
    }
    size_t len = strlen(saying->subject);
    return strncasecmp(failure, saying->subject, len) == 0 && strcasecmp(failure + len, "DoesNotExist") == 0;
}

static void judge_failure(const struct judgement *judgement)
{
    struct cms_answer *result = judgement->result;
    const char *failure = result->document.failure;
    if (failure[0] == '\0') {
        bool is_missing = judgement->reply->status == 404 && judgement->saying->has_id;
        conclude_status(result, is_missing ? OUTCOME_GONE : OUTCOME_REFUSED, judgement->reply->status,
                        "no reason given");
        return;
    }
    if (is_gone(judgement->saying, failure)) {
        conclude(result, OUTCOME_GONE, failure);
        return;
    }
    /* The database is being waited for: the same request will do later, as with 503. */
    bool is_busy = strcasecmp(failure, "databaseNotReady") == 0;
    conclude(result, is_busy ? OUTCOME_BUSY : OUTCOME_REFUSED, failure);
    append_detail(judgement, result->document.parameter);
    append_detail(judgement, result->document.error);
}

/* 4xx other than 401 and 405. */
static void judge_refusal(const struct judgement *judgement)
{
    struct cms_answer *result = judgement->result;
    int status = judgement->reply->status;
    bool is_empty = is_blank(judgement->reply);
    if (!is_empty && read_body(judgement, NULL) && result->document.is_failure) {
        judge_failure(judgement);
        return;
    }
    if (status == 403) {
        conclude_status(result, OUTCOME_DENIED, status, "the user may not use the API");
    } else if (status == 404 && is_empty && judgement->saying->has_id) {
        conclude_status(result, OUTCOME_GONE, status, "no such object");
    } else if (status == 404) {
        conclude_status(result, OUTCOME_UNKNOWN, status, "no API at this address, or the wrong port");
    } else {
        conclude_status(result, OUTCOME_UNKNOWN, status, "an answer that the API does not give");
    }
}

/* Location: /api/v1/COLLECTION/ID, perhaps with scheme and host before it. The collection is compared so that the
 * redirect of some other service is not taken for an id. */
static bool location_id(const char *location, const char *collection, char ret_id[ID_SIZE])
{
    size_t len = strcspn(location, "?#");
    while (len > 0 && location[len - 1] == '/') {
        len--;
    }
    size_t start = len;
    while (start > 0 && location[start - 1] != '/') {
        start--;
    }
    size_t n = strlen(collection);
    if (start < n + 2 || location[start - n - 2] != '/' || strncasecmp(location + start - n - 1, collection, n) != 0) {
        return false;
    }
    return document_id_copy(location + start, len - start, ret_id);
}

static void judge_created(const struct judgement *judgement)
{
    struct cms_answer *result = judgement->result;
    const char *location = judgement->reply->location;
    if (location != NULL && location_id(location, judgement->saying->collection, result->answer.id)) {
        conclude(result, OUTCOME_DONE, "");
    } else {
        conclude(result, OUTCOME_UNKNOWN, "created, but the answer does not say what: no usable Location");
    }
}

/* PUT and DELETE: nothing is expected; something that is there must at least be the API's. */
static void judge_done(const struct judgement *judgement)
{
    struct cms_answer *result = judgement->result;
    struct err err = {0};
    if (is_blank(judgement->reply)) {
        conclude(result, OUTCOME_DONE, "");
        return;
    }
    if (!read_body(judgement, &err)) {
        conclude(result, OUTCOME_UNKNOWN, err.message);
    } else if (result->document.is_failure || strcasecmp(result->document.root, "html") == 0) {
        conclude(result, OUTCOME_UNKNOWN, "an answer that the API does not give");
    } else {
        conclude(result, OUTCOME_DONE, "");
    }
}

static void judge_read(const struct judgement *judgement)
{
    struct cms_answer *result = judgement->result;
    const struct document *document = &result->document;
    bool is_list = judgement->saying->list != NULL;
    struct err err = {0};
    if (!read_body(judgement, &err)) {
        conclude(result, OUTCOME_UNKNOWN, err.message);
        return;
    }
    if (!document->is_expected) {
        conclude(result, judgement->saying->optional ? OUTCOME_REFUSED : OUTCOME_UNKNOWN,
                 "the answer is XML, but not what was asked for");
        return;
    }
    if (is_list && !document->has_total) {
        conclude(result, OUTCOME_UNKNOWN, "the answer is a list that does not say its total");
        return;
    }
    const char *id = is_list ? "" : document->records[0].id;
    if (id[0] != '\0' && judgement->saying->has_id && strcasecmp(id, judgement->request->id) != 0) {
        conclude(result, OUTCOME_UNKNOWN, "the answer is about another object");
        return;
    }
    conclude(result, OUTCOME_DONE, "");
    result->answer.total = document->total;
    result->answer.records = document->records;
    result->answer.n_records = document->n_records;
}

static void judge_success(const struct judgement *judgement)
{
    if (judgement->saying->collection != NULL) {
        judge_created(judgement);
    } else if (judgement->saying->object != NULL) {
        judge_read(judgement);
    } else {
        judge_done(judgement);
    }
}

static void judge_status(const struct judgement *judgement)
{
    struct cms_answer *result = judgement->result;
    int status = judgement->reply->status;
    if (status >= 200 && status < 300) {
        judge_success(judgement);
    } else if (judgement->saying->optional && (status == 403 || status == 404 || status == 405)) {
        conclude_status(result, OUTCOME_REFUSED, status, "not to be had here");
    } else if (status == 401) {
        conclude_status(result, OUTCOME_DENIED, status, "user name or password is wrong");
    } else if (status == 405) {
        conclude_status(result, OUTCOME_UNKNOWN, status, "not the API, probably the wrong port");
    } else if (status == 503) {
        conclude_status(result, OUTCOME_BUSY, status, "the bridge is busy");
        result->answer.retry_after = judgement->reply->retry_after;
    } else if (status >= 400 && status < 500) {
        judge_refusal(judgement);
    } else {
        conclude_status(result, OUTCOME_UNKNOWN, status, "an answer that the API does not give");
    }
}

struct cms_answer *cms_answer_read(const struct request *request, const struct cms_reply *reply)
{
    struct cms_answer *result = mem_zalloc(sizeof *result);
    struct judgement judgement = {request, cms_saying_of(request->kind), reply, result};
    result->answer.number = request->number;
    result->answer.reason = result->reason;
    const char *reason = reply->reason != NULL ? reply->reason : "no answer";
    switch (reply->fate) {
    case CMS_ANSWERED:
        judge_status(&judgement);
        break;
    case CMS_UNSENT:
        conclude(result, OUTCOME_UNSENT, reason);
        result->answer.cause = reply->cause != 0 ? reply->cause : REASON_REFUSED;
        break;
    case CMS_UNKNOWN:
        conclude(result, OUTCOME_UNKNOWN, reason);
        result->answer.cause = reply->cause != 0 ? reply->cause : REASON_CUT_OFF;
        break;
    }
    return result;
}

const struct answer *cms_answer_get(const struct cms_answer *answer)
{
    return &answer->answer;
}

void cms_answer_free(struct cms_answer *answer)
{
    if (answer == NULL) {
        return;
    }
    document_done(&answer->document);
    mem_free(answer);
}
