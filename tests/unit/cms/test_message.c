/* The eight bodies of the trace by size and bytes, and the method and path of every kind of request. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cms/cms.h"

#include <stdio.h>
#include <string.h>

#define SPACE        "458075bc-6def-4052-8ed6-b1192d6e6b35"
#define CALL         "ce5ee392-7be6-4227-a7ee-b4f16a5fdd16"
#define LEG          "9f003b66-0539-4513-b609-ed0d93d09781"
#define SET          "beac931c-ae88-4f5f-b6b7-71a1c4bdaf8e"
#define CALL_PROFILE "1285fa9c-f221-4af7-8462-51cf1d7542eb"
#define LEG_PROFILE  "734447d1-4251-442f-b127-ab3304b643f8"
#define SECRET       "86db1bdd-5cf7-4ea8-b88d-479195f4701a"

struct row {
    struct request request;
    const char *method;
    const char *path;
    const char *body; /* NULL: none */
    size_t size;      /* of the body, where the trace says it; else 0 */
};

static void check(const struct row *row)
{
    struct cms_message message;
    cms_message_init(&message);
    cms_request_write(&row->request, &message);
    assert_string_equal(message.method, row->method);
    assert_string_equal(buf_string(&message.path), row->path);
    assert_int_equal(message.has_body, row->body != NULL);
    assert_string_equal(buf_string(&message.body), row->body != NULL ? row->body : "");
    if (row->size != 0)
        assert_int_equal(message.body.len, row->size);
    cms_message_done(&message);
}

/* The strings of a request are its own; here they are literals that nobody frees. */
#define TEXT(literal) ((char *)(uintptr_t)(literal))

static void test_the_trace(void **state)
{
    (void)state;
    const struct row rows[] = {
        {{.kind = REQUEST_CREATE_CALL_PROFILE, .form = TEXT("participantLimit=1000&messageBoardEnabled=false")},
         "POST",                                                                                                            "/api/v1/callProfiles",
         "participantLimit=1000&messageBoardEnabled=false",                                                                                                                       47 },
        {{.kind = REQUEST_CREATE_CALL_LEG_PROFILE,
          .form = TEXT("defaultLayout=telepresence&changeLayoutAllowed=true&presentationContributionAllowed=true&"
                       "presentationViewingAllowed=true&muteSelfAllowed=true&videoMuteSelfAllowed=true")},
         "POST",                                                                                                            "/api/v1/callLegProfiles",
         "defaultLayout=telepresence&changeLayoutAllowed=true&presentationContributionAllowed=true&"
         "presentationViewingAllowed=true&muteSelfAllowed=true&videoMuteSelfAllowed=true",                                                                                        167},
        {{.kind = REQUEST_CREATE_SET,
          .first = 1,
          .last = 5,
          .uri = TEXT("$index$"),
          .name = TEXT("TMS_Scheduled_Meeting_$index$"),
          .call_id = TEXT("$index$"),
          .call_profile = CALL_PROFILE,
          .call_leg_profile = LEG_PROFILE},
         "POST",                                                                                                            "/api/v1/cospaceBulkParameterSets",
         "startIndex=1&endIndex=5&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&"
         "coSpaceCallIdMapping=$index$&callProfile=" CALL_PROFILE "&callLegProfile=" LEG_PROFILE
         "&nonMemberAccess=false",                                                                                                                                                250},
        {{.kind = REQUEST_CREATE_SYNC, .id = SET},
         "POST",                                                                                                            "/api/v1/cospaceBulkSyncs",
         "cospaceBulkParameterSet=" SET,
         60                                                                                                                                                                          },
        {{.kind = REQUEST_OPEN_SPACE,
          .id = SPACE,
          .name = TEXT("Tim Kratzke Acano TMSXE Test Meeting"),
          .passcode = TEXT(""),
          .secret = TEXT(SECRET)},
         "PUT",                                                                                                             "/api/v1/cospaces/" SPACE,
         "&nonMemberAccess=true&passcode=&name=Tim+Kratzke+Acano+TMSXE+Test+Meeting&secret=" SECRET,
         117                                                                                                                                                                         },
        {{.kind = REQUEST_OPEN_CALL, .id = SPACE},                                                                  "POST", "/api/v1/calls",                    "coSpace=" SPACE, 44 },
        {{.kind = REQUEST_DIAL, .id = CALL, .remote_party = TEXT("desk.ex90@tkratzke.local")},
         "POST",                                                                                                            "/api/v1/calls/" CALL "/calllegs",
         "remoteParty=desk.ex90@tkratzke.local",                                                                                                                                  36 },
        {{.kind = REQUEST_CLOSE_SPACE, .id = SPACE, .name = TEXT("TMS_Scheduled_Meeting_1")},
         "PUT",                                                                                                             "/api/v1/cospaces/" SPACE,
         "&nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true",                                                                                   83 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(&rows[i]);
}

static void test_every_path(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {{.kind = REQUEST_PROBE},                                                   "GET",    "/api/v1/system/status",                           NULL, 0},
        {{.kind = REQUEST_READ_LOAD},                                               "GET",    "/api/v1/system/load",                             NULL, 0},
        {{.kind = REQUEST_READ_CLUSTER},                                            "GET",    "/api/v1/system/configuration/cluster",            NULL, 0},
        {{.kind = REQUEST_LIST_ALARMS},                                             "GET",    "/api/v1/system/alarms",                           NULL, 0},
        {{.kind = REQUEST_LIST_BRIDGES, .offset = 20},                              "GET",    "/api/v1/callBridges?offset=20",                   NULL, 0},
        {{.kind = REQUEST_READ_BRIDGE, .id = "b1"},                                 "GET",    "/api/v1/callBridges/b1",                          NULL, 0},
        {{.kind = REQUEST_READ_CALL_PROFILE, .id = "p"},                            "GET",    "/api/v1/callProfiles/p",                          NULL, 0},
        {{.kind = REQUEST_UPDATE_CALL_PROFILE, .id = "p"},                          "PUT",    "/api/v1/callProfiles/p",                          "",   0},
        {{.kind = REQUEST_LIST_CALL_PROFILES},                                      "GET",    "/api/v1/callProfiles",                            NULL, 0},
        {{.kind = REQUEST_LIST_CALL_PROFILES, .offset = 20},                        "GET",    "/api/v1/callProfiles?offset=20",                  NULL, 0},
        {{.kind = REQUEST_READ_CALL_LEG_PROFILE, .id = "p"},                        "GET",    "/api/v1/callLegProfiles/p",                       NULL, 0},
        {{.kind = REQUEST_UPDATE_CALL_LEG_PROFILE, .id = "p"},                      "PUT",    "/api/v1/callLegProfiles/p",                       "",   0},
        {{.kind = REQUEST_LIST_CALL_LEG_PROFILES, .offset = 1},                     "GET",    "/api/v1/callLegProfiles?offset=1",                NULL, 0},
        {{.kind = REQUEST_READ_SET, .id = SET},                                     "GET",    "/api/v1/cospaceBulkParameterSets/" SET,           NULL, 0},
        {{.kind = REQUEST_LIST_SETS, .offset = 3},                                  "GET",    "/api/v1/cospaceBulkParameterSets?offset=3",       NULL, 0},
        {{.kind = REQUEST_READ_SYNC, .id = "s"},                                    "GET",    "/api/v1/cospaceBulkSyncs/s",                      NULL, 0},
        {{.kind = REQUEST_LIST_SYNCS},                                              "GET",    "/api/v1/cospaceBulkSyncs",                        NULL, 0},
        {{.kind = REQUEST_LIST_SPACES},                                             "GET",    "/api/v1/coSpaces",                                NULL, 0},
        {{.kind = REQUEST_LIST_SPACES, .name = TEXT("")},                           "GET",    "/api/v1/coSpaces",                                NULL, 0},
        {{.kind = REQUEST_LIST_SPACES, .name = TEXT("A&B c?")},                     "GET",    "/api/v1/coSpaces?filter=A%26B+c%3F",              NULL, 0},
        {{.kind = REQUEST_LIST_SPACES, .offset = 40},                               "GET",    "/api/v1/coSpaces?offset=40",                      NULL, 0},
        {{.kind = REQUEST_LIST_SPACES, .name = TEXT("TMS_"), .offset = 4000000000},
         "GET",                                                                               "/api/v1/coSpaces?filter=TMS_&offset=4000000000",
         NULL,                                                                                                                                         0},
        {{.kind = REQUEST_READ_SPACE, .id = SPACE},                                 "GET",    "/api/v1/coSpaces/" SPACE,                         NULL, 0},
        {{.kind = REQUEST_DELETE_SPACE, .id = SPACE},                               "DELETE", "/api/v1/cospaces/" SPACE,                         NULL, 0},
        {{.kind = REQUEST_LIST_CALLS},                                              "GET",    "/api/v1/calls",                                   NULL, 0},
        {{.kind = REQUEST_LIST_CALLS, .id = SPACE, .offset = 10},
         "GET",                                                                               "/api/v1/calls?coSpaceFilter=" SPACE "&offset=10",
         NULL,                                                                                                                                         0},
        {{.kind = REQUEST_READ_CALL, .id = CALL},                                   "GET",    "/api/v1/calls/" CALL,                             NULL, 0},
        {{.kind = REQUEST_CLOSE_CALL, .id = CALL},                                  "DELETE", "/api/v1/calls/" CALL,                             NULL, 0},
        {{.kind = REQUEST_LIST_LEGS, .id = CALL},                                   "GET",    "/api/v1/calls/" CALL "/calllegs",                 NULL, 0},
        {{.kind = REQUEST_LIST_LEGS, .id = CALL, .offset = 10},
         "GET",                                                                               "/api/v1/calls/" CALL "/calllegs?offset=10",
         NULL,                                                                                                                                         0},
        {{.kind = REQUEST_READ_LEG, .id = LEG},                                     "GET",    "/api/v1/callLegs/" LEG,                           NULL, 0},
        {{.kind = REQUEST_HANG_UP, .id = LEG},                                      "DELETE", "/api/v1/callLegs/" LEG,                           NULL, 0},
 /* A path is never more than one object deep, whatever an id holds. */
        {{.kind = REQUEST_CLOSE_CALL, .id = "../users/1?a=b"},
         "DELETE",                                                                            "/api/v1/calls/..%2Fusers%2F1%3Fa%3Db",
         NULL,                                                                                                                                         0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(&rows[i]);
}

static void test_bodies_with_more(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {{.kind = REQUEST_CLOSE_SPACE, .id = "x", .name = TEXT("n"), .uri = TEXT("1"), .call_id = TEXT("2")},
         "PUT",  "/api/v1/cospaces/x",
         "&nonMemberAccess=false&passcode=&name=n&regenerateSecret=true&uri=1&callId=2",               0},
        {{.kind = REQUEST_OPEN_SPACE,
          .id = "x",
          .name = TEXT("a&b=c%\xC3\xA9\n\"<>'"),
          .passcode = TEXT("12 34"),
          .secret = TEXT("s+/")},
         "PUT",  "/api/v1/cospaces/x",
         "&nonMemberAccess=true&passcode=12+34&name=a%26b%3Dc%25%C3%A9%0A%22%3C%3E%27&secret=s%2B%2F", 0},
        {{.kind = REQUEST_MARK_SPACE, .id = "x", .name = TEXT("cospaced 1a beat=2b since=2026-11-22T16:20:00Z")},
         "PUT",  "/api/v1/cospaces/x",
         "cdrTag=cospaced+1a+beat%3D2b+since%3D2026-11-22T16%3A20%3A00Z",                              0},
        {{.kind = REQUEST_CREATE_SET, .first = 0, .last = 4294967295, .name = TEXT("n")},
         "POST", "/api/v1/cospaceBulkParameterSets",
         "startIndex=0&endIndex=4294967295&coSpaceNameMapping=n&nonMemberAccess=false",                0},
        {{.kind = REQUEST_DIAL, .id = "c", .remote_party = TEXT("sip:+49-30.1*2#3@a_b~c;x=1")},
         "POST", "/api/v1/calls/c/calllegs",
         "remoteParty=sip%3A%2B49-30.1*2%233@a_b%7Ec%3Bx%3D1",                                         0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(&rows[i]);
}

/* The same message is written again and again: nothing of the one before stays. */
static void test_a_message_is_reused(void **state)
{
    (void)state;
    struct cms_message message;
    cms_message_init(&message);
    struct request open = {.kind = REQUEST_OPEN_CALL, .id = SPACE};
    struct request probe = {.kind = REQUEST_PROBE};
    cms_request_write(&open, &message);
    cms_request_write(&probe, &message);
    assert_string_equal(buf_string(&message.path), "/api/v1/system/status");
    assert_false(message.has_body);
    assert_int_equal(message.body.len, 0);
    cms_message_done(&message);
}

/* POST makes something each time; everything else may be said twice. Every kind has a word of its own. */
static void test_methods_and_words(void **state)
{
    (void)state;
    for (int kind = 0; kind < N_REQUEST_KINDS; kind++) {
        struct request request = {.kind = (enum request_kind)kind, .id = "i"};
        struct cms_message message;
        cms_message_init(&message);
        cms_request_write(&request, &message);
        assert_int_equal(request_is_repeatable(request.kind), strcmp(message.method, "POST") != 0);
        assert_true(strncmp(buf_string(&message.path), "/api/v1/", 8) == 0);
        for (int other = 0; other < kind; other++)
            assert_string_not_equal(request_word(request.kind), request_word((enum request_kind)other));
        cms_message_done(&message);
    }
}

/* Neither passcode nor secret ever stands in a path: paths are logged. */
static void test_paths_hold_no_secrets(void **state)
{
    (void)state;
    for (int kind = 0; kind < N_REQUEST_KINDS; kind++) {
        struct request request = {.kind = (enum request_kind)kind,
                                  .id = "i",
                                  .name = TEXT("n"),
                                  .passcode = TEXT("pppp"),
                                  .secret = TEXT("ssss")};
        struct cms_message message;
        cms_message_init(&message);
        cms_request_write(&request, &message);
        assert_null(strstr(buf_string(&message.path), "pppp"));
        assert_null(strstr(buf_string(&message.path), "ssss"));
        cms_message_done(&message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_trace),         cmocka_unit_test(test_every_path),
        cmocka_unit_test(test_bodies_with_more),  cmocka_unit_test(test_a_message_is_reused),
        cmocka_unit_test(test_methods_and_words), cmocka_unit_test(test_paths_hold_no_secrets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
