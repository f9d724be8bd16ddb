/* Every shape of answer that the API reference knows, and what it means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cms/cms.h"

#include <stdio.h>
#include <string.h>

#define XML          "<?xml version=\"1.0\"?>"
#define ID           "9f003b66-0539-4513-b609-ed0d93d09781"
#define OTHER        "0e3758db-b9b8-49df-a74c-55fa05e3e21d"
#define FAILED(what) XML "<failureDetails>" what "</failureDetails>"
#define HTML         "<!DOCTYPE html><html><body><p>404 Not Found<br></body></html>"

struct row {
    enum request_kind kind;
    int status;
    const char *location;
    const char *body;
    enum outcome outcome;
    const char *reason; /* NULL: some sentence */
};

static struct cms_answer *read_answer(enum request_kind kind, int status, const char *location, const char *body)
{
    struct request request = {.number = 7, .kind = kind, .id = ID};
    struct cms_reply reply = {.status = status, .location = location, .body = body, .body_len = strlen(body)};
    return cms_answer_read(&request, &reply);
}

static void check_rows(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct cms_answer *read = read_answer(rows[i].kind, rows[i].status, rows[i].location, rows[i].body);
        const struct answer *answer = cms_answer_get(read);
        if (answer->outcome != rows[i].outcome)
            print_error("row %zu: %s %d %s: outcome %d, reason %s\n", i, request_word(rows[i].kind), rows[i].status,
                        rows[i].body, (int)answer->outcome, answer->reason);
        assert_int_equal(answer->outcome, rows[i].outcome);
        assert_int_equal(answer->number, 7);
        if (rows[i].reason != NULL)
            assert_string_equal(answer->reason, rows[i].reason);
        assert_int_equal(answer->reason[0] == '\0', answer->outcome == OUTCOME_DONE);
        if (answer->outcome != OUTCOME_DONE)
            assert_int_equal(answer->n_records, 0);
        cms_answer_free(read);
    }
}

#define CHECK_ROWS(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

static void test_refusals(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {REQUEST_OPEN_CALL,               400, NULL, FAILED("<coSpaceDoesNotExist />"),                                           OUTCOME_GONE,    "coSpaceDoesNotExist"                  },
        {REQUEST_OPEN_SPACE,              400, NULL, FAILED("<coSpaceDoesNotExist/>"),                                            OUTCOME_GONE,    "coSpaceDoesNotExist"                  },
        {REQUEST_OPEN_SPACE,              404, NULL, FAILED("<coSpaceDoesNotExist></coSpaceDoesNotExist>"),                       OUTCOME_GONE,    NULL                                   },
        {REQUEST_DELETE_SPACE,            400, NULL, "<failureDetails><coSpaceDoesNotExist /></failureDetails>",                  OUTCOME_GONE,
         NULL                                                                                                                                                                             },
        {REQUEST_CLOSE_SPACE,             400, NULL, "<FailureDetails><cospacedoesnotexist/></FailureDetails>",                   OUTCOME_GONE,    NULL                                   },
        {REQUEST_READ_CALL,               400, NULL, FAILED("<callDoesNotExist />"),                                              OUTCOME_GONE,    NULL                                   },
        {REQUEST_CLOSE_CALL,              400, NULL, FAILED("<callDoesNotExist />"),                                              OUTCOME_GONE,    NULL                                   },
        {REQUEST_DIAL,                    400, NULL, FAILED("<callDoesNotExist />"),                                              OUTCOME_GONE,    NULL                                   },
        {REQUEST_LIST_LEGS,               400, NULL, FAILED("<callDoesNotExist />"),                                              OUTCOME_GONE,    NULL                                   },
        {REQUEST_READ_LEG,                404, NULL, FAILED("<callLegDoesNotExist />"),                                           OUTCOME_GONE,    NULL                                   },
        {REQUEST_HANG_UP,                 400, NULL, FAILED("<callLegDoesNotExist />"),                                           OUTCOME_GONE,    NULL                                   },
        {REQUEST_READ_CALL_PROFILE,       400, NULL, FAILED("<callProfileDoesNotExist />"),                                       OUTCOME_GONE,    NULL                                   },
        {REQUEST_UPDATE_CALL_LEG_PROFILE, 400, NULL, FAILED("<callLegProfileDoesNotExist />"),                                    OUTCOME_GONE,    NULL                                   },
        {REQUEST_CREATE_SYNC,             400, NULL, FAILED("<coSpaceBulkParameterSetDoesNotExist />"),                           OUTCOME_GONE,    NULL                                   },
        {REQUEST_READ_SET,                400, NULL, FAILED("<unrecognisedObject />"),                                            OUTCOME_GONE,    "unrecognisedObject"                   },
        {REQUEST_READ_LEG,                400, NULL, FAILED("<unrecognizedObject />"),                                            OUTCOME_GONE,    NULL                                   },
        {REQUEST_READ_LEG,                404, NULL, "",                                                                          OUTCOME_GONE,    NULL                                   },
        {REQUEST_READ_LEG,                404, NULL, FAILED(""),                                                                  OUTCOME_GONE,    NULL                                   },
 /* What is missing is not what the request is about. */
        {REQUEST_CREATE_SET,              400, NULL, FAILED("<callProfileDoesNotExist />"),                                       OUTCOME_REFUSED,
         "callProfileDoesNotExist"                                                                                                                                                        },
        {REQUEST_OPEN_SPACE,              400, NULL, FAILED("<tenantDoesNotExist />"),                                            OUTCOME_REFUSED, NULL                                   },
        {REQUEST_OPEN_SPACE,              400, NULL, FAILED("<coSpaceUserDoesNotExist />"),                                       OUTCOME_REFUSED, NULL                                   },
        {REQUEST_CREATE_SET,              400, NULL, FAILED("<unrecognisedObject />"),                                            OUTCOME_REFUSED, "unrecognisedObject"                   },
        {REQUEST_OPEN_SPACE,              400, NULL, FAILED("<duplicateCoSpaceUri />"),                                           OUTCOME_REFUSED, "duplicateCoSpaceUri"                  },
        {REQUEST_OPEN_SPACE,              400, NULL, FAILED("<duplicateCoSpaceId/><coSpaceDoesNotExist/>"),                       OUTCOME_REFUSED,
         "duplicateCoSpaceId"                                                                                                                                                             },
        {REQUEST_DIAL,                    400, NULL, FAILED("\n  <participantLimitReached />\n"),                                 OUTCOME_REFUSED,
         "participantLimitReached"                                                                                                                                                        },
        {REQUEST_DIAL,                    403, NULL, FAILED("<invalidOperation />"),                                              OUTCOME_REFUSED, "invalidOperation"                     },
        {REQUEST_DIAL,                    409, NULL, FAILED("<invalidOperation />"),                                              OUTCOME_REFUSED, NULL                                   },
        {REQUEST_OPEN_SPACE,              400, NULL, FAILED("<parameterError parameter=\"streamUrl\" error=\"invalidValue\" />"),
         OUTCOME_REFUSED,                                                                                                                          "parameterError streamUrl invalidValue"},
        {REQUEST_OPEN_SPACE,              400, NULL, FAILED("<parameterError parameter=\"name\"/>"),                              OUTCOME_REFUSED,
         "parameterError name"                                                                                                                                                            },
        {REQUEST_OPEN_SPACE,              400, NULL, FAILED("<parameterError parameter='a b' error='&lt;x&gt;'/>"),               OUTCOME_REFUSED,
         "parameterError"                                                                                                                                                                 },
        {REQUEST_OPEN_SPACE,              400, NULL, FAILED(""),                                                                  OUTCOME_REFUSED, "status 400: no reason given"          },
        {REQUEST_OPEN_SPACE,              400, NULL, "<failureDetails/>",                                                         OUTCOME_REFUSED, NULL                                   },
        {REQUEST_DIAL,                    400, NULL, FAILED("<databaseNotReady />"),                                              OUTCOME_BUSY,    "databaseNotReady"                     },
    };
    CHECK_ROWS(rows);
}

static void test_statuses(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {REQUEST_PROBE,      401, NULL,     "",                                     OUTCOME_DENIED,  NULL},
        {REQUEST_OPEN_CALL,  401, NULL,     HTML,                                   OUTCOME_DENIED,  NULL},
        {REQUEST_PROBE,      403, NULL,     "",                                     OUTCOME_DENIED,  NULL},
        {REQUEST_PROBE,      403, NULL,     HTML,                                   OUTCOME_DENIED,  NULL},
        {REQUEST_OPEN_CALL,  503, NULL,     "",                                     OUTCOME_BUSY,    NULL},
        {REQUEST_OPEN_CALL,  503, NULL,     HTML,                                   OUTCOME_BUSY,    NULL},
        {REQUEST_OPEN_CALL,  405, NULL,     "",                                     OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_CALL,  405, NULL,     FAILED("<coSpaceDoesNotExist />"),      OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_CALL,  500, NULL,     "",                                     OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_CALL,  500, NULL,     FAILED("<coSpaceDoesNotExist />"),      OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_CALL,  502, NULL,     HTML,                                   OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_CALL,  504, NULL,     "",                                     OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_CALL,  302, "/login", "",                                     OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_CALL,  100, NULL,     "",                                     OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_CALL,  0,   NULL,     "",                                     OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_CALL,  999, NULL,     "",                                     OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_SPACE, 400, NULL,     "",                                     OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_SPACE, 400, NULL,     HTML,                                   OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_SPACE, 400, NULL,     "<failureDetails><x></failureDetails>", OUTCOME_UNKNOWN, NULL},
        {REQUEST_READ_SPACE, 404, NULL,     HTML,                                   OUTCOME_UNKNOWN, NULL},
        {REQUEST_PROBE,      404, NULL,     "",                                     OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_CALL,  404, NULL,     "",                                     OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_SPACE, 418, NULL,     "",                                     OUTCOME_UNKNOWN, NULL},
 /* What not every release has says nothing of the bridge. */
        {REQUEST_READ_LOAD,  404, NULL,     "",                                     OUTCOME_REFUSED, NULL},
        {REQUEST_READ_LOAD,  400, NULL,     FAILED("<unrecognisedObject />"),       OUTCOME_REFUSED, NULL},
        {REQUEST_READ_LOAD,  200, NULL,     "<other/>",                             OUTCOME_REFUSED, NULL},
        {REQUEST_READ_LOAD,  401, NULL,     "",                                     OUTCOME_DENIED,  NULL},
        {REQUEST_READ_LOAD,  503, NULL,     "",                                     OUTCOME_BUSY,    NULL},
        {REQUEST_READ_LOAD,  500, NULL,     "",                                     OUTCOME_UNKNOWN, NULL},
        {REQUEST_LIST_ALARMS, 405, NULL,    "",                                     OUTCOME_REFUSED, NULL},
        {REQUEST_READ_CLUSTER, 403, NULL,   "",                                     OUTCOME_REFUSED, NULL},
    };
    CHECK_ROWS(rows);
}

/* What an answer, or none, says of the bridge. */
static void test_causes(void **state)
{
    (void)state;
    static const struct {
        enum cms_fate fate;
        int status;
        const char *body;
        enum bridge_reason given, cause;
    } rows[] = {
        {CMS_ANSWERED, 200, "<status/>", 0, REASON_ANSWERED},
        {CMS_ANSWERED, 200, HTML, 0, REASON_GARBLED},
        {CMS_ANSWERED, 302, "", 0, REASON_GARBLED},
        {CMS_ANSWERED, 400, FAILED("<databaseNotReady />"), 0, REASON_BUSY},
        {CMS_ANSWERED, 401, "", 0, REASON_WRONG_PASSWORD},
        {CMS_ANSWERED, 403, "", 0, REASON_FORBIDDEN},
        {CMS_ANSWERED, 404, "", 0, REASON_WRONG_PORT},
        {CMS_ANSWERED, 405, HTML, 0, REASON_WRONG_PORT},
        {CMS_ANSWERED, 500, "", 0, REASON_BROKEN},
        {CMS_ANSWERED, 503, "", 0, REASON_BUSY},
        {CMS_UNSENT, 0, "", 0, REASON_REFUSED},
        {CMS_UNSENT, 0, "", REASON_CERTIFICATE, REASON_CERTIFICATE},
        {CMS_UNKNOWN, 0, "", 0, REASON_CUT_OFF},
        {CMS_UNKNOWN, 0, "", REASON_TIMED_OUT, REASON_TIMED_OUT},
    };
    struct request request = {.number = 9, .kind = REQUEST_PROBE};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cms_reply reply = {.fate = rows[i].fate,
                                  .status = rows[i].status,
                                  .body = rows[i].body,
                                  .body_len = strlen(rows[i].body),
                                  .cause = rows[i].given};
        struct cms_answer *read = cms_answer_read(&request, &reply);
        assert_int_equal(cms_answer_get(read)->cause, rows[i].cause);
        cms_answer_free(read);
    }
}

static void test_created(void **state)
{
    (void)state;
    static const struct {
        enum request_kind kind;
        int status;
        const char *location;
        const char *body;
        const char *id; /* "": unknown */
    } rows[] = {
        {REQUEST_OPEN_CALL,               200, "/api/v1/calls/" ID,                             "",                                ID},
        {REQUEST_OPEN_CALL,               201, "/api/v1/calls/" ID,                             "",                                ID},
        {REQUEST_OPEN_CALL,               200, "/API/V1/Calls/" ID,                             "",                                ID},
        {REQUEST_OPEN_CALL,               200, "https://cms1.example.com:445/api/v1/calls/" ID, "",                                ID},
        {REQUEST_OPEN_CALL,               200, "/api/v1/calls/" ID "/",                         "",                                ID},
        {REQUEST_OPEN_CALL,               200, "/api/v1/calls/" ID "?x=/y#z",                   "",                                ID},
        {REQUEST_DIAL,                    200, "/api/v1/callLegs/" ID,                          "",                                ID},
        {REQUEST_DIAL,                    200, "/api/v1/calls/" OTHER "/calllegs/" ID,          "",                                ID},
        {REQUEST_CREATE_SET,              200, "/api/v1/cospaceBulkParameterSets/" ID,          "",                                ID},
        {REQUEST_CREATE_SYNC,             200, "/api/v1/coSpaceBulkSyncs/" ID,                  "",                                ID},
        {REQUEST_CREATE_CALL_PROFILE,     200, "/api/v1/callProfiles/" ID,                      "",                                ID},
        {REQUEST_CREATE_CALL_LEG_PROFILE, 200, "/api/v1/callLegProfiles/" ID,                   "",                                ID},
        {REQUEST_OPEN_CALL,               200, NULL,                                            "",                                ""},
        {REQUEST_OPEN_CALL,               200, "",                                              "",                                ""},
        {REQUEST_OPEN_CALL,               200, "/",                                             "",                                ""},
        {REQUEST_OPEN_CALL,               200, ID,                                              "",                                ""},
        {REQUEST_OPEN_CALL,               200, "calls/" ID,                                     "",                                ""},
        {REQUEST_OPEN_CALL,               200, "/api/v1/calls/",                                "",                                ""},
        {REQUEST_OPEN_CALL,               200, "/api/v1/calls",                                 "",                                ""},
        {REQUEST_OPEN_CALL,               200, "/api/v1/recalls/" ID,                           "",                                ""},
        {REQUEST_OPEN_CALL,               200, "/api/v1/callLegs/" ID,                          "",                                ""},
        {REQUEST_OPEN_CALL,               200, "/login",                                        HTML,                              ""},
        {REQUEST_OPEN_CALL,               200, "/api/v1/calls/a%2Fb",                           "",                                ""},
        {REQUEST_OPEN_CALL,               200, "/api/v1/calls/" ID ID,                          "",                                ""},
        {REQUEST_OPEN_CALL,               200, NULL,                                            FAILED("<coSpaceDoesNotExist />"), ""},
        {REQUEST_OPEN_CALL,               204, NULL,                                            "",                                ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cms_answer *read = read_answer(rows[i].kind, rows[i].status, rows[i].location, rows[i].body);
        const struct answer *answer = cms_answer_get(read);
        assert_string_equal(answer->id, rows[i].id);
        assert_int_equal(answer->outcome, rows[i].id[0] != '\0' ? OUTCOME_DONE : OUTCOME_UNKNOWN);
        cms_answer_free(read);
    }
}

static void test_done(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {REQUEST_OPEN_SPACE, 200, NULL, "",                                OUTCOME_DONE,    ""  },
        {REQUEST_CLOSE_CALL, 200, NULL, "",                                OUTCOME_DONE,    ""  },
        {REQUEST_HANG_UP,    204, NULL, "\r\n",                            OUTCOME_DONE,    ""  },
        {REQUEST_OPEN_SPACE, 200, NULL, XML "<coSpace id=\"" ID "\"/>",    OUTCOME_DONE,    ""  },
        {REQUEST_OPEN_SPACE, 200, NULL, HTML,                              OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_SPACE, 200, NULL, "<html><body/></html>",            OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_SPACE, 200, NULL, "OK",                              OUTCOME_UNKNOWN, NULL},
        {REQUEST_OPEN_SPACE, 200, NULL, FAILED("<coSpaceDoesNotExist />"), OUTCOME_UNKNOWN, NULL},
    };
    CHECK_ROWS(rows);
}

static void test_reads_that_are_none(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {REQUEST_PROBE,       200, NULL, "",                                                             OUTCOME_UNKNOWN, NULL},
        {REQUEST_PROBE,       200, NULL, HTML,                                                           OUTCOME_UNKNOWN, NULL},
        {REQUEST_PROBE,       200, NULL, "{\"status\":1}",                                               OUTCOME_UNKNOWN, NULL},
        {REQUEST_PROBE,       200, NULL, "<html/>",                                                      OUTCOME_UNKNOWN, NULL},
        {REQUEST_READ_SPACE,  200, NULL, "<call id=\"" ID "\"/>",                                        OUTCOME_UNKNOWN, NULL},
        {REQUEST_READ_SPACE,  200, NULL, "<coSpace id=\"" OTHER "\"/>",                                  OUTCOME_UNKNOWN, NULL},
        {REQUEST_READ_SPACE,  200, NULL, FAILED("<coSpaceDoesNotExist />"),                              OUTCOME_UNKNOWN, NULL},
        {REQUEST_LIST_SPACES, 200, NULL, "<coSpace id=\"" ID "\"/>",                                     OUTCOME_UNKNOWN, NULL},
        {REQUEST_LIST_SPACES, 200, NULL, "<calls total=\"0\"></calls>",                                  OUTCOME_UNKNOWN, NULL},
        {REQUEST_LIST_SPACES, 200, NULL, "<coSpaces></coSpaces>",                                        OUTCOME_UNKNOWN, NULL},
        {REQUEST_LIST_SPACES, 200, NULL, "<coSpaces total=\"-1\"></coSpaces>",                           OUTCOME_UNKNOWN, NULL},
        {REQUEST_LIST_SPACES, 200, NULL, "<coSpaces total=\"\"></coSpaces>",                             OUTCOME_UNKNOWN, NULL},
        {REQUEST_LIST_SPACES, 200, NULL, "<coSpaces total=\"99999999999\"></coSpaces>",                  OUTCOME_UNKNOWN, NULL},
        {REQUEST_LIST_SPACES, 200, NULL, "<coSpaces total=\"1\"><coSpace id=\"a/b\"/></coSpaces>",       OUTCOME_UNKNOWN,
         NULL                                                                                                                 },
        {REQUEST_LIST_SPACES, 200, NULL, "<coSpaces total=\"1\"><coSpace id=\"" ID ID "\"/></coSpaces>",
         OUTCOME_UNKNOWN,                                                                                                 NULL},
    };
    CHECK_ROWS(rows);
}

static void test_the_edge_speaks(void **state)
{
    (void)state;
    struct request request = {.number = 9, .kind = REQUEST_OPEN_CALL};
    static const struct {
        enum cms_fate fate;
        const char *reason;
        enum outcome outcome;
        const char *shown;
    } rows[] = {
        {CMS_UNSENT,  "connection refused",   OUTCOME_UNSENT,  "connection refused"  },
        {CMS_UNSENT,  NULL,                   OUTCOME_UNSENT,  "no answer"           },
        {CMS_UNKNOWN, "no answer within 10s", OUTCOME_UNKNOWN, "no answer within 10s"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cms_reply reply = {.fate = rows[i].fate, .reason = rows[i].reason};
        struct cms_answer *read = cms_answer_read(&request, &reply);
        assert_int_equal(cms_answer_get(read)->outcome, rows[i].outcome);
        assert_string_equal(cms_answer_get(read)->reason, rows[i].shown);
        assert_int_equal(cms_answer_get(read)->number, 9);
        cms_answer_free(read);
    }
    cms_answer_free(NULL);
}

/* A server that repeats what it was given does not bring a secret into a reason. */
static void test_reasons_hold_no_secrets(void **state)
{
    (void)state;
    char passcode[] = "4711", secret[] = "geheim-1";
    struct request request = {.kind = REQUEST_OPEN_SPACE, .id = ID, .passcode = passcode, .secret = secret};
    static const char *const bodies[] = {
        FAILED("<parameterError parameter=\"passcode\" error=\"4711\"/>"),
        FAILED("<parameterError parameter=\"secret\" error=\"geheim-1\"/>"),
    };
    static const char *const reasons[] = {"parameterError passcode", "parameterError secret"};
    for (size_t i = 0; i < 2; i++) {
        struct cms_reply reply = {.status = 400, .body = bodies[i], .body_len = strlen(bodies[i])};
        struct cms_answer *read = cms_answer_read(&request, &reply);
        assert_string_equal(cms_answer_get(read)->reason, reasons[i]);
        cms_answer_free(read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_statuses), cmocka_unit_test(test_causes),
        cmocka_unit_test(test_created),
        cmocka_unit_test(test_done),
        cmocka_unit_test(test_reads_that_are_none),
        cmocka_unit_test(test_the_edge_speaks),
        cmocka_unit_test(test_reasons_hold_no_secrets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
