/* test_trace.c: the minimal checks by size and bytes, and the reference trace from the adding of the server to the end
 * of a meeting. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/sim/rig.h"

#define DECLARATION "<?xml version=\"1.0\"?>"

static void empty_lists_have_the_sizes_of_the_trace(void **state)
{
    (void)state;
    static const struct {
        const char *target;
        const char *body;
        size_t size;
    } cases[] = {
        {"/api/v1/participants",    DECLARATION "<participants total=\"0\"></participants>",       60},
        {"/api/v1/calllegs",        DECLARATION "<callLegs total=\"0\"></callLegs>",               52},
        {"/api/v1/calls",           "<calls total=\"0\"></calls>",                                 25},
        {"/api/v1/coSpaces",        DECLARATION "<coSpaces total=\"0\"></coSpaces>",               52},
        {"/api/v1/system/alarms",   DECLARATION "<alarms total=\"0\"></alarms>",                   48},
        {"/api/v1/callProfiles",    DECLARATION "<callProfiles total=\"0\"></callProfiles>",       60},
        {"/api/v1/callLegProfiles", DECLARATION "<callLegProfiles total=\"0\"></callLegProfiles>", 66},
    };
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(rig_ask(&rig, "GET", cases[i].target, ""), 200);
        assert_string_equal(rig_body(&rig), cases[i].body);
        assert_int_equal(rig.answer.body.len, cases[i].size);
    }
}

static void nobody_comes_in_without_a_password(void **state)
{
    (void)state;
    static const struct {
        const char *header;
        int status;
    } cases[] = {
        {NULL,                   401},
        {"",                     401},
        {"Basic",                401},
        {"Basic YWRtaW46dA==",   401},
        {"Bearer YWRtaW46cw==",  401},
        {RIG_AUTHORIZATION,      200},
        {"basic   YWRtaW46cw==", 200},
        {"BasicYWRtaW46cw==",    200},
    };
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct sim_request request = {"GET", "/api/v1/system/status", cases[i].header, "", 0};
        sim_server_handle(rig.server, 0, &request, &rig.answer);
        assert_int_equal(rig.answer.status, cases[i].status);
        assert_int_equal(rig.answer.has_realm, cases[i].status == 401);
        assert_int_equal(rig.answer.body.len == 0, cases[i].status == 401);
    }
}

/* The status of 2.0 is 518 bytes with an uptime of six digits and one digit for each count. */
static void expect_status(struct rig *rig, const char *start)
{
    const char *body = rig_get(rig, "/api/v1/system/status");
    assert_int_equal(rig->answer.body.len, 518);
    assert_int_equal(strncmp(body, start, strlen(start)), 0);
}

static void expect_done(struct rig *rig, const char *method, const char *target, const char *body, size_t size)
{
    assert_int_equal(strlen(body), size);
    assert_int_equal(rig_ask(rig, method, target, body), 200);
    assert_int_equal(rig->answer.body.len, 0);
}

static void expect_size(struct rig *rig, const char *target, size_t size)
{
    assert_int_equal(rig_ask(rig, "GET", target, ""), 200);
    assert_int_equal(rig->answer.body.len, size);
}

struct story {
    struct rig rig;
    char call_profile[37], leg_profile[37], set[37], sync[37], space[37], call[37];
};

static void add_the_server(struct story *story)
{
    struct rig *rig = &story->rig;
    rig_pass(rig, 333717 * SECOND_MS);
    expect_status(rig,
                  DECLARATION "<status><softwareVersion>2.0(RC)</softwareVersion><uptimeSeconds>333717</uptimeSeconds>"
                              "<cdrTime>2016-07-30T10:50:16Z</cdrTime><activated>true</activated>"
                              "<clusterEnabled>true</clusterEnabled><callLegsActive>0</callLegsActive>");
    const char *bridges = rig_get(rig, "/api/v1/callBridges");
    assert_int_equal(rig->answer.body.len, 250);
    static const char head[] = DECLARATION "<callBridges total=\"2\"><callBridge id=\"";
    assert_int_equal(strncmp(bridges, head, sizeof head - 1), 0);
    assert_non_null(strstr(bridges, "\"><name>CallBridge-Core1</name></callBridge><callBridge id=\""));
    assert_non_null(strstr(bridges, "\"><name>CallBridge-Core2</name></callBridge></callBridges>"));
    char id[37];
    snprintf(id, sizeof id, "%.36s", &bridges[sizeof head - 1]);
    CLEAN_FREE char *expected = mem_printf(DECLARATION "<callBridge id=\"%s\"><name>CallBridge-Core1</name>"
                                                       "<address>https://192.0.2.101</address><sipDomain></sipDomain>"
                                                       "</callBridge>",
                                           id);
    assert_string_equal(rig_get(rig, rig_path("callBridges", id)), expected);
    assert_int_equal(rig->answer.body.len, 178);
    expect_done(rig, "POST", "/api/v1/callProfiles", "participantLimit=1000&messageBoardEnabled=false", 47);
    memcpy(story->call_profile, rig->id, 37);
    assert_string_equal(rig->answer.location, rig_path("callProfiles", rig->id));
    expect_done(rig, "POST", "/api/v1/callLegProfiles",
                "defaultLayout=telepresence&changeLayoutAllowed=true&presentationContributionAllowed=true&"
                "presentationViewingAllowed=true&muteSelfAllowed=true&videoMuteSelfAllowed=true",
                167);
    memcpy(story->leg_profile, rig->id, 37);
    assert_string_equal(rig->answer.location, rig_path("callLegProfiles", rig->id));
}

static void make_the_pool(struct story *story)
{
    struct rig *rig = &story->rig;
    CLEAN_FREE char *set = mem_printf("startIndex=1&endIndex=5&coSpaceUriMapping=$index$&coSpaceNameMapping="
                                      "TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=%s&"
                                      "callLegProfile=%s&nonMemberAccess=false",
                                      story->call_profile, story->leg_profile);
    expect_done(rig, "POST", "/api/v1/cospaceBulkParameterSets", set, 250);
    memcpy(story->set, rig->id, 37);
    assert_string_equal(rig->answer.location, rig_path("cospaceBulkParameterSets", rig->id));
    CLEAN_FREE char *sync = mem_printf("cospaceBulkParameterSet=%s", story->set);
    expect_done(rig, "POST", "/api/v1/cospaceBulkSyncs", sync, 60);
    memcpy(story->sync, rig->id, 37);
    assert_string_equal(rig->answer.location, rig_path("cospaceBulkSyncs", rig->id));
    rig_pass(rig, 2 * SECOND_MS);
    CLEAN_FREE char *expected =
        mem_printf(DECLARATION "<cospaceBulkSync id=\"%s\"><cospaceBulkParameterSet>%s</cospaceBulkParameterSet>"
                               "<status>complete</status></cospaceBulkSync>",
                   story->sync, story->set);
    assert_string_equal(rig_get(rig, rig_path("cospaceBulkSyncs", story->sync)), expected);
    assert_int_equal(rig->answer.body.len, 210);
    expect_size(rig, "/api/v1/system/status", 518);
}

/* The list of the trace has four spaces, one of the pool and two whose names are not printed; fillers bring its 788
 * bytes. */
static void make_other_spaces(struct story *story)
{
    struct rig *rig = &story->rig;
    rig_make(rig, "coSpaces", "name=Cool+Bridge+Space&uri=Cool.Bridge.Space&callId=497540167");
    rig_make(rig, "coSpaces",
             "name=A+room+of+the+laboratory+number+one&uri=laboratory.one&callId=100000001&passcode=1");
    rig_make(rig, "coSpaces", "name=A+room+of+the+laboratory+number+two&uri=laboratory.two&callId=100000002&tenant=");
    assert_int_equal(rig_ask(rig, "GET", "/api/v1/coSpaces?filter=TMS_", ""), 200);
    assert_int_equal(rig_count(rig, "<coSpace id="), 5);
    snprintf(story->space, sizeof story->space, "%.36s", strstr(rig_body(rig), "<coSpace id=\"") + 13);
    for (size_t i = 2; i <= 5; i++) {
        char filter[60];
        snprintf(filter, sizeof filter, "/api/v1/coSpaces?filter=tms_scheduled_meeting_%zu", i);
        char id[37];
        snprintf(id, sizeof id, "%.36s", strstr(rig_get(rig, filter), "<coSpace id=\"") + 13);
        expect_done(rig, "DELETE", rig_path("coSpaces", id), "", 0);
    }
}

static void start_the_meeting(struct story *story)
{
    struct rig *rig = &story->rig;
    expect_size(rig, "/api/v1/participants", 60);
    expect_size(rig, "/api/v1/coSpaces", 788);
    assert_int_equal(strncmp(rig_body(rig), DECLARATION "<coSpaces total=\"4\"><coSpace id=\"", 52), 0);
    assert_int_equal(rig_count(rig, "<name>Cool Bridge Space</name><autoGenerated>false</autoGenerated>"
                                    "<uri>cool.bridge.space</uri><callId>497540167</callId></coSpace>"),
                     1);
    char target[100];
    snprintf(target, sizeof target, "/api/v1/cospaces/%s", story->space);
    expect_done(rig, "PUT", target,
                "&nonMemberAccess=true&passcode=&name=Tim+Kratzke+Acano+TMSXE+Test+Meeting&secret="
                "86db1bdd-5cf7-4ea8-b88d-479195f4701a",
                117);
    CLEAN_FREE char *call = mem_printf("coSpace=%s", story->space);
    expect_done(rig, "POST", "/api/v1/calls", call, 44);
    memcpy(story->call, rig->id, 37);
    assert_string_equal(rig->answer.location, rig_path("calls", rig->id));
    expect_size(rig, "/api/v1/system/status", 518);
    expect_size(rig, "/api/v1/coSpaces", 801);
    expect_size(rig, "/api/v1/calls", 253);
    char correlator[37];
    snprintf(correlator, sizeof correlator, "%s", rig_text(rig, "callCorrelator"));
    CLEAN_FREE char *calls =
        mem_printf("<calls total=\"1\"><call id=\"%s\"><name>Tim Kratzke Acano TMSXE Test Meeting</name>"
                   "<coSpace>%s</coSpace><callCorrelator>%s</callCorrelator></call></calls>",
                   story->call, story->space, correlator);
    assert_string_equal(rig_body(rig), calls);
    expect_size(rig, "/api/v1/calllegs", 52);
    snprintf(target, sizeof target, "/api/v1/calls/%s/calllegs", story->call);
    expect_done(rig, "POST", target, "remoteParty=desk.ex90@tkratzke.local", 36);
    assert_string_equal(rig->answer.location, rig_path("callLegs", rig->id));
}

static void end_the_meeting(struct story *story)
{
    struct rig *rig = &story->rig;
    char target[100];
    snprintf(target, sizeof target, "/api/v1/cospaces/%s", story->space);
    expect_done(rig, "PUT", target,
                "&nonMemberAccess=true&passcode=&name=Tim+Kratzke+Acano+TMSXE+Test+Meeting&secret="
                "86db1bdd-5cf7-4ea8-b88d-479195f4701a",
                117);
    rig_ask(rig, "DELETE", rig_path("callLegs", rig->id), "");
    expect_size(rig, "/api/v1/system/status", 518);
    expect_size(rig, "/api/v1/coSpaces", 801);
    expect_size(rig, "/api/v1/calls", 253);
    expect_size(rig, "/api/v1/coSpaces", 801);
    expect_done(rig, "PUT", target,
                "&nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true", 83);
    expect_size(rig, "/api/v1/calls", 253); /* the call keeps the name it was made with */
    expect_done(rig, "DELETE", rig_path("calls", story->call), "", 0);
    expect_size(rig, "/api/v1/calls", 25);
    expect_size(rig, "/api/v1/coSpaces", 788);
}

static void the_whole_trace_replays(void **state)
{
    (void)state;
    struct story story = {0};
    rig_init(&story.rig);
    add_the_server(&story);
    make_the_pool(&story);
    make_other_spaces(&story);
    start_the_meeting(&story);
    rig_pass(&story.rig, 45 * MINUTE_MS);
    end_the_meeting(&story);
    rig_done(&story.rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_lists_have_the_sizes_of_the_trace),
        cmocka_unit_test(nobody_comes_in_without_a_password),
        cmocka_unit_test(the_whole_trace_replays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
