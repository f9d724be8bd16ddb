/* test_cluster.c: what all bridges share and what each has for itself; pages; bridges that stop. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/sim/rig.h"

static const char *call_body(const char *space)
{
    static char body[60];
    snprintf(body, sizeof body, "coSpace=%s", space);
    return body;
}

static const char *dial(struct rig *rig, size_t bridge, const char *call, const char *party)
{
    char target[80];
    char body[100];
    snprintf(target, sizeof target, "calls/%s/callLegs", call);
    snprintf(body, sizeof body, "remoteParty=%s", party);
    return rig_make_on(rig, bridge, target, body);
}

static void spaces_are_shared_and_calls_are_not(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *space = rig_make_on(&rig, 1, "coSpaces", "name=shared");
    const char *profile = rig_make_on(&rig, 1, "callProfiles", "");
    assert_int_equal(rig_ask_on(&rig, 0, "GET", rig_path("coSpaces", space), ""), 200);
    assert_int_equal(rig_ask_on(&rig, 0, "GET", rig_path("callProfiles", profile), ""), 200);
    const char *call = rig_make_on(&rig, 1, "calls", call_body(space));
    const char *leg = dial(&rig, 1, call, "a@b");
    assert_int_equal(rig_ask_on(&rig, 1, "GET", rig_path("calls", call), ""), 200);
    assert_int_equal(rig_ask_on(&rig, 0, "GET", rig_path("calls", call), ""), 400);
    assert_int_equal(rig_ask_on(&rig, 0, "DELETE", rig_path("calls", call), ""), 400);
    assert_int_equal(rig_ask_on(&rig, 0, "GET", rig_path("callLegs", leg), ""), 400);
    assert_non_null(strstr(rig_get_on(&rig, 0, "/api/v1/system/status"), "<callLegsActive>0<"));
    assert_non_null(strstr(rig_get_on(&rig, 1, "/api/v1/system/status"), "<callLegsActive>1<"));
    assert_non_null(strstr(rig_get_on(&rig, 1, "/api/v1/system/load"), "<load><mediaProcessingLoad>1000<"));
    assert_string_equal(rig_get_on(&rig, 1, "/api/v1/system/configuration/cluster"),
                        "<?xml version=\"1.0\"?><cluster><uniqueName>CallBridge-Core2</uniqueName></cluster>");
    rig_ask_on(&rig, 1, "PUT", "/api/v1/system/configuration/cluster", "loadLimit=96000");
    assert_null(strstr(rig_get_on(&rig, 0, "/api/v1/system/configuration/cluster"), "loadLimit"));
    assert_non_null(strstr(rig_get_on(&rig, 1, "/api/v1/system/configuration/cluster"), "<loadLimit>96000<"));
}

static void a_space_has_one_call_a_bridge(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *space = rig_make(&rig, "coSpaces", "name=Twice");
    const char *first = rig_make(&rig, "calls", call_body(space));
    assert_string_equal(rig_make(&rig, "calls", call_body(space)), first);
    assert_string_equal(rig.answer.location, rig_path("calls", first));
    const char *elsewhere = rig_make_on(&rig, 1, "calls", call_body(space));
    assert_string_not_equal(elsewhere, first);
    char correlator[40];
    rig_get_on(&rig, 0, rig_path("calls", first));
    snprintf(correlator, sizeof correlator, "%s", rig_text(&rig, "callCorrelator"));
    rig_get_on(&rig, 1, rig_path("calls", elsewhere));
    assert_string_equal(rig_text(&rig, "callCorrelator"), correlator);
    rig_ask(&rig, "DELETE", rig_path("calls", first), "");
    const char *again = rig_make(&rig, "calls", call_body(space));
    assert_string_not_equal(again, first);
    rig_get_on(&rig, 0, rig_path("calls", again));
    assert_string_equal(rig_text(&rig, "callCorrelator"), correlator);
    const char *ad_hoc = rig_make(&rig, "calls", "name=No+space");
    rig_get(&rig, rig_path("calls", ad_hoc));
    assert_string_equal(rig_text(&rig, "callType"), "adHoc");
    assert_string_not_equal(rig_text(&rig, "callCorrelator"), correlator);
    assert_int_equal(rig_count(&rig, "<coSpace>"), 0);
}

static void calls_are_found_by_their_space(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    char target[120];
    for (size_t i = 0; i < 12; i++)
        rig_make(&rig, "calls", call_body(rig_make(&rig, "coSpaces", "name=x")));
    const char *space = rig_make(&rig, "coSpaces", "name=y");
    snprintf(target, sizeof target, "/api/v1/calls?COSPACEFILTER=%s", space);
    assert_string_equal(rig_get(&rig, target), "<calls total=\"0\"></calls>");
    const char *call = rig_make(&rig, "calls", call_body(space));
    assert_int_equal(rig_ask(&rig, "GET", target, ""), 200);
    assert_int_equal(rig_count(&rig, "<call id="), 1);
    assert_non_null(strstr(rig_body(&rig), call));
    assert_string_equal(rig_get_on(&rig, 1, target), "<calls total=\"0\"></calls>");
}

static void participants_are_seen_on_all_bridges(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *space = rig_make(&rig, "coSpaces", "name=wide");
    const char *here = rig_make(&rig, "calls", call_body(space));
    const char *there = rig_make_on(&rig, 1, "calls", call_body(space));
    dial(&rig, 0, here, "near@x");
    dial(&rig, 1, there, "far@x");
    rig_get(&rig, "/api/v1/participants");
    assert_int_equal(rig_count(&rig, "<participant id="), 2);
    assert_int_equal(rig_count(&rig, "<callBridge>"), 1);
    assert_int_equal(rig_count(&rig, here), 2);
    rig_get(&rig, "/api/v1/calls");
    rig_get(&rig, rig_path("calls", here));
    assert_string_equal(rig_text(&rig, "numParticipantsLocal"), "1");
    assert_string_equal(rig_text(&rig, "numParticipantsRemote"), "1");
    assert_string_equal(rig_text(&rig, "numDistributedInstances"), "1");
    char target[120];
    snprintf(target, sizeof target, "/api/v1/calls/%s/participants?filter=FAR", here);
    const char *far = strstr(rig_get(&rig, target), "<participant id=\"");
    assert_non_null(far);
    char id[37];
    snprintf(id, sizeof id, "%.36s", far + 17);
    rig_get(&rig, rig_path("participants", id));
    assert_string_equal(rig_text(&rig, "numCallLegs"), "0");
    snprintf(target, sizeof target, "/api/v1/calls/%s/participants/%s", here, id);
    assert_int_equal(rig_ask(&rig, "DELETE", target, ""), 400);
    assert_non_null(strstr(rig_body(&rig), "participantCannotBeDeleted"));
    snprintf(target, sizeof target, "/api/v1/calls/%s/participants/%s", there, id);
    assert_int_equal(rig_ask_on(&rig, 1, "DELETE", target, ""), 200);
    assert_non_null(strstr(rig_get_on(&rig, 1, "/api/v1/callLegs"), "total=\"0\""));
}

static void participants_can_be_put_on_another_bridge(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *call = rig_make(&rig, "calls", call_body(rig_make(&rig, "coSpaces", "name=wide")));
    char other[37];
    char target[100];
    char body[120];
    snprintf(other, sizeof other, "%.36s", strstr(strstr(rig_get(&rig, "/api/v1/callBridges"), "Core1"), "id=\"") + 4);
    snprintf(target, sizeof target, "calls/%s/participants", call);
    snprintf(body, sizeof body, "remoteParty=a@b&callBridge=%s", other);
    const char *participant = rig_make(&rig, target, body);
    assert_string_equal(rig.answer.location, rig_path("participants", participant));
    assert_non_null(strstr(rig_get_on(&rig, 0, "/api/v1/callLegs"), "total=\"0\""));
    assert_non_null(strstr(rig_get_on(&rig, 1, "/api/v1/callLegs"), "total=\"1\""));
    snprintf(target, sizeof target, "/api/v1/participants/%s/callLegs", participant);
    assert_non_null(strstr(rig_get_on(&rig, 1, target), "<remoteParty>a@b<"));
    sim_server_stop_bridge(rig.server, 1);
    snprintf(target, sizeof target, "/api/v1/calls/%s/participants", call);
    assert_int_equal(rig_ask(&rig, "POST", target, body), 400);
    assert_non_null(strstr(rig_body(&rig), "callBridgeUnavailable"));
}

static void a_stopped_bridge_loses_its_calls_only(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *space = rig_make(&rig, "coSpaces", "name=stays");
    const char *here = rig_make(&rig, "calls", call_body(space));
    const char *there = rig_make_on(&rig, 1, "calls", call_body(space));
    dial(&rig, 1, there, "a@b");
    rig_pass(&rig, HOUR_MS);
    sim_server_stop_bridge(rig.server, 1);
    rig_pass(&rig, 5 * SECOND_MS);
    rig_get(&rig, "/api/v1/system/alarms");
    assert_string_equal(rig_text(&rig, "type"), "callBridgeConnectionFailure");
    assert_string_equal(rig_text(&rig, "activeTimeSeconds"), "5");
    assert_int_equal(rig_ask(&rig, "GET", rig_path("calls", here), ""), 200);
    sim_server_restart_bridge(rig.server, 1);
    rig_pass(&rig, 2 * SECOND_MS);
    rig_get_on(&rig, 1, "/api/v1/system/status");
    assert_string_equal(rig_text(&rig, "uptimeSeconds"), "2");
    assert_string_equal(rig_text(&rig, "callLegsCompleted"), "0");
    assert_string_equal(rig_get_on(&rig, 1, "/api/v1/calls"), "<calls total=\"0\"></calls>");
    assert_int_equal(rig_ask_on(&rig, 1, "GET", rig_path("coSpaces", space), ""), 200);
    assert_non_null(strstr(rig_get(&rig, "/api/v1/system/alarms"), "total=\"0\""));
}

static void a_bridge_alone_is_no_cluster(void **state)
{
    (void)state;
    struct sim_options options;
    rig_options(&options);
    options.n_bridges = 1;
    options.calls_without_declaration = false;
    CLEAN_RIG struct rig rig;
    rig_init_with(&rig, &options);
    assert_non_null(strstr(rig_get(&rig, "/api/v1/system/status"), "<clusterEnabled>false<"));
    assert_non_null(strstr(rig_get(&rig, "/api/v1/callBridges"), "<callBridges total=\"0\">"));
    assert_string_equal(rig_get(&rig, "/api/v1/calls"), "<?xml version=\"1.0\"?><calls total=\"0\"></calls>");
}

static void lists_come_in_pages(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        size_t items, total;
        const char *first; /* name of the first item */
    } cases[] = {
        {"",                     20, 60, "n0" },
        {"?offset=20",           20, 60, "n20"},
        {"?offset=50",           10, 60, "n50"},
        {"?offset=60",           0,  60, ""   },
        {"?offset=4000000000",   0,  60, ""   },
        {"?limit=5",             5,  60, "n0" },
        {"?limit=0",             0,  60, ""   },
        {"?limit=1000&offset=3", 50, 60, "n3" },
        {"?LIMIT=1&Offset=59",   1,  60, "n59"},
        {"?filter=N1",           11, 11, "n1" },
        {"?filter=n1&offset=10", 1,  11, "n19"},
        {"?filter=",             20, 60, "n0" },
        {"?filter=nowhere",      0,  0,  ""   },
        {"?filter=address7",     1,  1,  "n7" },
        {"?filter=90057",        1,  1,  "n57"},
        {"?unheard=of",          20, 60, "n0" },
    };
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    for (size_t i = 0; i < 60; i++) {
        char body[60];
        snprintf(body, sizeof body, "name=n%zu&uri=address%zu&callId=%zu", i, i == 7 ? i : i + 100, 90000 + i);
        assert_int_equal(rig_ask(&rig, "POST", "/api/v1/coSpaces/", body), 200);
    }
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char target[80];
        char total[30];
        snprintf(target, sizeof target, "/api/v1/coSpaces%s", cases[i].query);
        snprintf(total, sizeof total, "total=\"%zu\"", cases[i].total);
        assert_non_null(strstr(rig_get(&rig, target), total));
        assert_int_equal(rig_count(&rig, "<coSpace id="), cases[i].items);
        assert_string_equal(rig_text(&rig, "name"), cases[i].first);
    }
}

static void pages_are_limited_by_kind(void **state)
{
    (void)state;
    struct sim_options options;
    rig_options(&options);
    options.page_active = 4;
    options.page_max = 8;
    CLEAN_RIG struct rig rig;
    rig_init_with(&rig, &options);
    const char *call = rig_make(&rig, "calls", "name=many");
    for (size_t i = 0; i < 9; i++)
        dial(&rig, 0, call, "a@b");
    char in_call[80];
    snprintf(in_call, sizeof in_call, "/api/v1/calls/%s/calllegs", call);
    const char *targets[] = {"/api/v1/callLegs", "/api/v1/participants", in_call};
    for (size_t i = 0; i < 3; i++) {
        char target[120];
        assert_non_null(strstr(rig_get(&rig, targets[i]), "total=\"9\""));
        assert_int_equal(rig_count(&rig, "<remoteParty>") + rig_count(&rig, "<participant id="), 4);
        snprintf(target, sizeof target, "%s?limit=20&offset=1", targets[i]);
        rig_get(&rig, target);
        assert_int_equal(rig_count(&rig, "<remoteParty>") + rig_count(&rig, "<participant id="), 8);
    }
    for (size_t i = 0; i < 30; i++)
        rig_make(&rig, "coSpaces", "name=x");
    rig_get(&rig, "/api/v1/coSpaces");
    assert_int_equal(rig_count(&rig, "<coSpace id="), 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spaces_are_shared_and_calls_are_not),
        cmocka_unit_test(a_space_has_one_call_a_bridge),
        cmocka_unit_test(calls_are_found_by_their_space),
        cmocka_unit_test(participants_are_seen_on_all_bridges),
        cmocka_unit_test(participants_can_be_put_on_another_bridge),
        cmocka_unit_test(a_stopped_bridge_loses_its_calls_only),
        cmocka_unit_test(a_bridge_alone_is_no_cluster),
        cmocka_unit_test(lists_come_in_pages),
        cmocka_unit_test(pages_are_limited_by_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
