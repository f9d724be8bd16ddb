/* test_space.c: coSpaces: what is taken, refused, kept, shown; and the forms in which requests come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/sim/rig.h"

#define FAILURE(reason) "<?xml version=\"1.0\"?><failureDetails><" reason " /></failureDetails>"
#define NOBODY          "00000000-0000-4000-8000-000000000000"

static void refusals_are_spelt_as_on_the_box(void **state)
{
    (void)state;
    static const struct {
        const char *method, *target, *body;
        int status;
        const char *answer;
    } cases[] = {
        {"GET",    "/api/v1/coSpaces/" NOBODY,          "",                        400, FAILURE("coSpaceDoesNotExist")                                        },
        {"PUT",    "/api/v1/coSpaces/short",            "name=x",                  400, FAILURE("coSpaceDoesNotExist")                                        },
        {"DELETE", "/api/v1/coSpaces/" NOBODY NOBODY,   "",                        400, FAILURE("coSpaceDoesNotExist")                                        },
        {"GET",    "/api/v1/calls/" NOBODY,             "",                        400, FAILURE("callDoesNotExist")                                           },
        {"GET",    "/api/v1/calls/" NOBODY "/callLegs", "",                        400, FAILURE("callDoesNotExist")                                           },
        {"POST",   "/api/v1/calls/" NOBODY "/callLegs", "remoteParty=a",           400, FAILURE("callDoesNotExist")                                           },
        {"GET",    "/api/v1/callLegs/" NOBODY,          "",                        400, FAILURE("callLegDoesNotExist")                                        },
        {"GET",    "/api/v1/participants/" NOBODY,      "",                        400, FAILURE("participantDoesNotExist")                                    },
        {"GET",    "/api/v1/callProfiles/" NOBODY,      "",                        400, FAILURE("callProfileDoesNotExist")                                    },
        {"PUT",    "/api/v1/callLegProfiles/" NOBODY,   "",                        400, FAILURE("callLegProfileDoesNotExist")                                 },
        {"GET",    "/api/v1/callBridges/" NOBODY,       "",                        400, FAILURE("callBridgeDoesNotExist")                                     },
        {"POST",   "/api/v1/calls",                     "coSpace=" NOBODY,         400, FAILURE("coSpaceDoesNotExist")                                        },
        {"POST",   "/api/v1/calls",                     "",                        400, FAILURE("parameterError parameter=\"coSpace\" error=\"invalidValue\"")},
        {"POST",   "/api/v1/coSpaces",                  "callProfile=" NOBODY,     400, FAILURE("callProfileDoesNotExist")                                    },
        {"POST",   "/api/v1/coSpaces",                  "callLegProfile=x",        400, FAILURE("callLegProfileDoesNotExist")                                 },
        {"POST",   "/api/v1/coSpaces",                  "tenant=" NOBODY,          400, FAILURE("tenantDoesNotExist")                                         },
        {"POST",   "/api/v1/coSpaces",                  "nonMemberAccess=perhaps", 400,
         FAILURE("parameterError parameter=\"nonMemberAccess\" error=\"invalidValue\"")                                                                       },
        {"POST",   "/api/v1/coSpaces",                  "callid=12a",              400,
         FAILURE("parameterError parameter=\"callId\" error=\"invalidValue\"")                                                                                },
        {"POST",   "/api/v1/coSpaces",                  "uri=a@b",                 400,
         FAILURE("parameterError parameter=\"uri\" error=\"invalidValue\"")                                                                                   },
        {"POST",   "/api/v1/coSpaces",                  "defaultLayout=cubist",    400,
         FAILURE("parameterError parameter=\"defaultLayout\" error=\"invalidValue\"")                                                                         },
        {"POST",   "/api/v1/coSpaces",                  "name=%ff%fe",             400,
         FAILURE("parameterError parameter=\"name\" error=\"invalidValue\"")                                                                                  },
        {"POST",   "/api/v1/coSpaces",                  "name=a%01b",              400,
         FAILURE("parameterError parameter=\"name\" error=\"invalidValue\"")                                                                                  },
        {"POST",   "/api/v1/coSpaces",                  "requireCallId=7",         400,
         FAILURE("parameterError parameter=\"requireCallId\" error=\"invalidValue\"")                                                                         },
        {"GET",    "/api/v1/coSpaces?limit=many",       "",                        400,
         FAILURE("parameterError parameter=\"limit\" error=\"invalidValue\"")                                                                                 },
        {"GET",    "/api/v1/nothing",                   "",                        400, FAILURE("unrecognisedObject")                                         },
        {"GET",    "/api/v1",                           "",                        400, FAILURE("unrecognisedObject")                                         },
        {"GET",    "/api/v1/calls/a/b/c/d/e",           "",                        400, FAILURE("unrecognisedObject")                                         },
        {"GET",    "/api/v2/calls",                     "",                        400, FAILURE("invalidVersion")                                             },
        {"GET",    "/api/v11/calls",                    "",                        400, FAILURE("invalidVersion")                                             },
        {"PUT",    "/api/v1/coSpaces",                  "",                        405, ""                                                                    },
        {"PATCH",  "/api/v1/coSpaces",                  "",                        405, ""                                                                    },
        {"POST",   "/api/v1/system/status",             "",                        405, ""                                                                    },
        {"DELETE", "/api/v1/participants/" NOBODY,      "",                        405, ""                                                                    },
        {"GET",    "/",                                 "",                        404, ""                                                                    },
    };
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(rig_ask(&rig, cases[i].method, cases[i].target, cases[i].body), cases[i].status);
        assert_string_equal(rig_body(&rig), cases[i].answer);
        assert_string_equal(rig.answer.location, "");
    }
    assert_non_null(strstr(rig_get(&rig, "/api/v1/coSpaces"), "total=\"0\""));
}

static void unknown_ids_can_be_404(void **state)
{
    (void)state;
    struct sim_options options;
    rig_options(&options);
    options.not_found_status = 404;
    CLEAN_RIG struct rig rig;
    rig_init_with(&rig, &options);
    assert_int_equal(rig_ask(&rig, "GET", "/api/v1/coSpaces/" NOBODY, ""), 404);
    assert_string_equal(rig_body(&rig), FAILURE("coSpaceDoesNotExist"));
    assert_int_equal(rig_ask(&rig, "GET", "/api/v1/nothing", ""), 400);
}

static void a_space_is_shown_as_it_was_set(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        const char *shown; /* after the id, up to the secret */
    } cases[] = {
  /* 159 bytes in the capture of the box */
        {"name=APITest&uri=APITestURI",
         "<name>APITest</name><autoGenerated>false</autoGenerated><uri>apitesturi</uri>"                                                       },
        {"",                                                            "<autoGenerated>false</autoGenerated>"                                 },
        {"&&name=a+b%20c&&",                                            "<name>a b c</name><autoGenerated>false</autoGenerated>"               },
        {"name=100%&unknown=1",                                         "<name>100%</name><autoGenerated>false</autoGenerated>"                },
        {"name=%zz%4",                                                  "<name>%zz%4</name><autoGenerated>false</autoGenerated>"               },
        {"name=a=b",                                                    "<name>a=b</name><autoGenerated>false</autoGenerated>"                 },
        {"name=%3Ca%3E%26%22",                                          "<name>&lt;a&gt;&amp;&quot;</name><autoGenerated>false</autoGenerated>"},
        {"NAME=Upper&NonMemberAccess=TRUE",
         "<name>Upper</name><autoGenerated>false</autoGenerated><nonMemberAccess>true</nonMemberAccess>"                                       },
        {"nonMemberAccess=off&passcode=123&defaultlayout=TELEPRESENCE",
         "<autoGenerated>false</autoGenerated><passcode>123</passcode><defaultLayout>telepresence</defaultLayout>"
         "<nonMemberAccess>false</nonMemberAccess>"                                                                                            },
        {"name=Br%C3%BCcke+%E2%82%AC",                                  "<name>Br\xc3\xbc"
                                       "cke \xe2\x82\xac</name><autoGenerated>false</autoGenerated>"     },
    };
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *id = rig_make(&rig, "coSpaces", cases[i].body);
        CLEAN_FREE char *expected =
            mem_printf("<?xml version=\"1.0\"?><coSpace id=\"%s\">%s</coSpace>", id, cases[i].shown);
        assert_string_equal(rig_get(&rig, rig_path("coSpaces", id)), expected);
        if (i == 0)
            assert_int_equal(rig.answer.body.len, 159);
        assert_int_equal(rig_ask(&rig, "DELETE", rig_path("cospaces/", id), ""), 200);
    }
}

static void addresses_belong_to_one_space(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        const char *reason; /* NULL: taken */
    } cases[] = {
        {"uri=taken",            "duplicateCoSpaceUri"},
        {"uri=TAKEN",            "duplicateCoSpaceUri"},
        {"secondaryUri=Taken",   "duplicateCoSpaceUri"},
        {"uri=second",           "duplicateCoSpaceUri"},
        {"uri=x&secondaryUri=X", "duplicateCoSpaceUri"},
        {"callId=42",            "duplicateCoSpaceId" },
        {"callId=042",           NULL                 },
        {"uri=free&callId=43",   NULL                 },
    };
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *holder = rig_make(&rig, "coSpaces", "uri=taken&secondaryUri=second&callId=42");
    const char *other = rig_make(&rig, "coSpaces", "name=other&uri=own");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *targets[] = {"/api/v1/coSpaces", rig_path("coSpaces", other)};
        for (size_t k = 0; k < 2; k++) {
            int status = rig_ask(&rig, k == 0 ? "POST" : "PUT", targets[k], cases[i].body);
            assert_int_equal(status, cases[i].reason != NULL ? 400 : 200);
            if (cases[i].reason != NULL)
                assert_non_null(strstr(rig_body(&rig), cases[i].reason));
            else if (k == 0)
                rig_ask(&rig, "DELETE", rig_path("coSpaces", rig.id), "");
        }
    }
    assert_int_equal(rig_ask(&rig, "PUT", rig_path("coSpaces", holder), "uri=Taken&callId=42"), 200);
    assert_int_equal(rig_ask(&rig, "PUT", rig_path("coSpaces", holder), "uri="), 200);
    assert_string_not_equal(rig_make(&rig, "coSpaces", "uri=taken"), "");
    rig_ask(&rig, "DELETE", rig_path("coSpaces", holder), "");
    assert_string_not_equal(rig_make(&rig, "coSpaces", "uri=second&callId=42"), "");
}

static void put_changes_what_it_names_and_nothing_when_refused(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *id = rig_make(&rig, "coSpaces", "name=before&passcode=12&nonMemberAccess=false&callId=5&secret=s");
    const char *path = rig_path("COSPACES", id);
    assert_int_equal(rig_ask(&rig, "PUT", path, "name=after&nonMemberAccess=neither"), 400);
    assert_string_equal(rig_get(&rig, path) != NULL ? rig_text(&rig, "name") : "", "before");
    assert_int_equal(rig_ask(&rig, "PUT", path, "&passcode=&name=after"), 200);
    rig_get(&rig, path);
    assert_string_equal(rig_text(&rig, "name"), "after");
    assert_string_equal(rig_text(&rig, "nonMemberAccess"), "false");
    assert_string_equal(rig_text(&rig, "secret"), "s");
    assert_int_equal(rig_count(&rig, "passcode"), 0);
}

static void secrets_come_by_themselves(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *id = rig_make(&rig, "coSpaces", "callId=5");
    const char *path = rig_path("coSpaces", id);
    char secret[64];
    rig_get(&rig, path);
    snprintf(secret, sizeof secret, "%s", rig_text(&rig, "secret"));
    assert_int_equal(strlen(secret), 22);
    static const struct {
        const char *body;
        bool changes;
    } cases[] = {
        {"regenerateSecret=false",                      false},
        {"regenerateSecret=true",                       true },
        {"name=x",                                      false},
        {"secret=86db1bdd-5cf7-4ea8-b88d-479195f4701a", true },
        {"regenerateSecret=",                           false},
        {"secret=",                                     true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(rig_ask(&rig, "PUT", path, cases[i].body), 200);
        rig_get(&rig, path);
        assert_int_equal(strcmp(secret, rig_text(&rig, "secret")) != 0, cases[i].changes);
        snprintf(secret, sizeof secret, "%s", rig_text(&rig, "secret"));
        assert_int_not_equal(strlen(secret), 0);
    }
    rig_get(&rig, rig_path("coSpaces", rig_make(&rig, "coSpaces", "name=no+number")));
    assert_int_equal(rig_count(&rig, "secret"), 0);
    rig_get(&rig, rig_path("coSpaces", rig_make(&rig, "coSpaces", "name=any+number&requireCallId=true")));
    assert_int_equal(strlen(rig_text(&rig, "callId")), 9);
    assert_int_equal(strlen(rig_text(&rig, "secret")), 22);
}

static void a_deleted_space_ends_its_calls(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    char body[60];
    const char *space = rig_make(&rig, "coSpaces", "name=short");
    snprintf(body, sizeof body, "coSpace=%s", space);
    for (size_t bridge = 0; bridge < 2; bridge++) {
        char target[80];
        snprintf(target, sizeof target, "calls/%s/callLegs", rig_make_on(&rig, bridge, "calls", body));
        rig_make_on(&rig, bridge, target, "remoteParty=a@b");
    }
    assert_int_equal(rig_ask(&rig, "DELETE", rig_path("coSpaces", space), ""), 200);
    for (size_t bridge = 0; bridge < 2; bridge++) {
        assert_string_equal(rig_get_on(&rig, bridge, "/api/v1/calls"), "<calls total=\"0\"></calls>");
        assert_non_null(strstr(rig_get_on(&rig, bridge, "/api/v1/callLegs"), "total=\"0\""));
    }
    assert_int_equal(sim_server_next(rig.server), INSTANT_NEVER);
}

static void long_names_are_refused(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    CLEAN_BUF struct buf body;
    buf_init(&body, 600);
    buf_append_string(&body, "name=");
    for (size_t i = 0; i < 200; i++)
        buf_append_string(&body, "\xc3\xa9");
    assert_int_equal(rig_ask(&rig, "POST", "/api/v1/coSpaces", buf_string(&body)), 200);
    buf_append_char(&body, 'x');
    assert_int_equal(rig_ask(&rig, "POST", "/api/v1/coSpaces", buf_string(&body)), 400);
}

static void profiles_are_kept_and_forgotten(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *used = rig_make(&rig, "callLegProfiles", "defaultLayout=telepresence&changeLayoutAllowed=true");
    const char *idle = rig_make(&rig, "callLegProfiles", "");
    char body[80];
    snprintf(body, sizeof body, "name=x&callLegProfile=%s", used);
    const char *space = rig_make(&rig, "coSpaces", body);
    CLEAN_FREE char *shown = mem_printf("<?xml version=\"1.0\"?><callLegProfile id=\"%s\"><defaultLayout>telepresence"
                                        "</defaultLayout><changeLayoutAllowed>true</changeLayoutAllowed>"
                                        "</callLegProfile>",
                                        used);
    assert_string_equal(rig_get(&rig, rig_path("callLegProfiles/", used)), shown);
    CLEAN_FREE char *both = mem_printf("<?xml version=\"1.0\"?><callLegProfiles total=\"2\"><callLegProfile id=\"%s\">"
                                       "</callLegProfile><callLegProfile id=\"%s\"></callLegProfile></callLegProfiles>",
                                       used, idle);
    assert_string_equal(rig_get(&rig, "/api/v1/callLegProfiles"), both);
    assert_non_null(strstr(rig_get(&rig, "/api/v1/callLegProfiles?usageFilter=referenced"), used));
    assert_null(strstr(rig_get(&rig, "/api/v1/callLegProfiles?usageFilter=unreferenced"), used));
    assert_int_equal(rig_ask(&rig, "GET", "/api/v1/callProfiles?usageFilter=often", ""), 400);
    assert_int_equal(rig_ask(&rig, "PUT", rig_path("callLegProfiles", used), "muteSelfAllowed=no"), 400);
    assert_int_equal(rig_ask(&rig, "DELETE", rig_path("callLegProfiles", used), ""), 200);
    assert_null(strstr(rig_get(&rig, rig_path("coSpaces", space)), "callLegProfile"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refusals_are_spelt_as_on_the_box),
        cmocka_unit_test(unknown_ids_can_be_404),
        cmocka_unit_test(a_space_is_shown_as_it_was_set),
        cmocka_unit_test(addresses_belong_to_one_space),
        cmocka_unit_test(put_changes_what_it_names_and_nothing_when_refused),
        cmocka_unit_test(secrets_come_by_themselves),
        cmocka_unit_test(a_deleted_space_ends_its_calls),
        cmocka_unit_test(long_names_are_refused),
        cmocka_unit_test(profiles_are_kept_and_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
