/* test_leg.c: legs through their states, and what scripts make of a dialled address. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/leg.h"
#include "unit/sim/rig.h"

static void the_table_of_states_is_whole(void **state)
{
    (void)state;
    CLEAN_BUF struct buf report = {0};
    buf_init(&report, 4096);
    int result = fsm_check(&sim_leg_fsm, &report);
    assert_string_equal(buf_string(&report), "");
    assert_int_equal(result, 0);
}

static const char *open_call(struct rig *rig)
{
    return rig_make(rig, "calls", "name=a+call");
}

static const char *dial(struct rig *rig, const char *call, const char *party)
{
    char target[80];
    char body[100];
    snprintf(target, sizeof target, "calls/%s/calllegs", call);
    snprintf(body, sizeof body, "remoteParty=%s", party);
    return rig_make(rig, target, body);
}

/* "gone" when the API does not know the leg. */
static const char *leg_state(struct rig *rig, const char *leg)
{
    if (rig_ask(rig, "GET", rig_path("callLegs", leg), "") == 200)
        return rig_text(rig, "state");
    assert_string_equal(rig_body(rig),
                        "<?xml version=\"1.0\"?><failureDetails><callLegDoesNotExist /></failureDetails>");
    return "gone";
}

static void a_script_decides_what_happens(void **state)
{
    (void)state;
    static const struct {
        struct sim_leg_script script;
        struct {
            duration_ms at;
            const char *state;
        } course[6];
    } cases[] = {
        {{"nobody@*", SIM_LEG_BUSY, 0, 0, 0},
         {{0, "initial"},
          {249, "initial"},
          {250, "ringing"},
          {1999, "ringing"},
          {2000, "connected"},
          {DAY_MS, "connected"}}},
        {{"A@B", SIM_LEG_ANSWER, 5 * SECOND_MS, 0, 0},
         {{0, "initial"}, {250, "ringing"}, {4999, "ringing"}, {5000, "connected"}}},
        {{"*", SIM_LEG_ANSWER, 0, 0, 0}, {{0, "connected"}}},
        {{"*", SIM_LEG_ANSWER, SECOND_MS, MINUTE_MS, 0}, {{1000, "connected"}, {60999, "connected"}, {61000, "gone"}}},
        {{"*", SIM_LEG_BUSY, SECOND_MS, 0, 0}, {{0, "initial"}, {999, "ringing"}, {1000, "gone"}}},
        {{"*", SIM_LEG_BUSY, 100, 0, 0}, {{99, "initial"}, {100, "gone"}}},
        {{"*", SIM_LEG_RING_OUT, 0, 0, 0}, {{0, "ringing"}, {59999, "ringing"}, {60000, "gone"}}},
        {{"*", SIM_LEG_REJECT, SECOND_MS, 0, 0}, {{249, "initial"}, {250, "gone"}}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_RIG struct rig rig;
        rig_init(&rig);
        sim_server_script_leg(rig.server, &cases[i].script);
        const char *leg = dial(&rig, open_call(&rig), "a@b");
        duration_ms passed = 0;
        for (size_t k = 0; k < 6 && cases[i].course[k].state != NULL; k++) {
            rig_pass(&rig, cases[i].course[k].at - passed);
            passed = cases[i].course[k].at;
            assert_string_equal(leg_state(&rig, leg), cases[i].course[k].state);
        }
    }
}

static void the_first_script_that_fits_is_used_until_it_is_used_up(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const struct sim_leg_script scripts[] = {
        {"room*@site", SIM_LEG_BUSY, SECOND_MS, 0, 2},
        {"room1@*", SIM_LEG_REJECT, 0, 0, 1},
        {"*@site", SIM_LEG_ANSWER, 3 * SECOND_MS, 0, 0},
    };
    static const struct {
        const char *party;
        const char *after_a_second;
    } cases[] = {
        {"ROOM1@site", "gone"},    {"room2@site", "gone"},    {"room1@site", "gone"},
        {"room1@site", "ringing"}, {"other@site", "ringing"}, {"other@else", "ringing"},
    };
    for (size_t i = 0; i < 3; i++)
        sim_server_script_leg(rig.server, &scripts[i]);
    const char *call = open_call(&rig);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *leg = dial(&rig, call, cases[i].party);
        rig_pass(&rig, SECOND_MS);
        assert_string_equal(leg_state(&rig, leg), cases[i].after_a_second);
    }
    rig_pass(&rig, 2 * SECOND_MS);
    rig_get(&rig, "/api/v1/system/status");
    assert_string_equal(rig_text(&rig, "callLegsActive"), "3");
    assert_string_equal(rig_text(&rig, "callLegsMaxActive"), "3");
    assert_string_equal(rig_text(&rig, "callLegsCompleted"), "3");
}

static void a_call_outlives_its_legs_and_a_leg_not_its_call(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *call = open_call(&rig);
    const char *leg = dial(&rig, call, "a@b");
    rig_pass(&rig, MINUTE_MS);
    assert_int_equal(rig_ask(&rig, "DELETE", rig_path("calllegs", leg), ""), 200);
    assert_string_equal(leg_state(&rig, leg), "gone");
    rig_pass(&rig, DAY_MS);
    rig_get(&rig, rig_path("calls", call));
    assert_string_equal(rig_text(&rig, "durationSeconds"), "86460");
    assert_string_equal(rig_text(&rig, "numCallLegs"), "0");
    assert_string_equal(rig_text(&rig, "maxCallLegs"), "1");
    const char *legs[] = {dial(&rig, call, "a@b"), dial(&rig, call, "c@d"), dial(&rig, call, "e@f")};
    assert_int_equal(rig_ask(&rig, "DELETE", rig_path("calllegs", legs[1]), ""), 200);
    rig_get(&rig, "/api/v1/callLegs");
    assert_int_equal(rig_count(&rig, "<callLeg id="), 2);
    assert_int_equal(rig_ask(&rig, "DELETE", rig_path("calls", call), ""), 200);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(leg_state(&rig, legs[i]), "gone");
    assert_int_equal(sim_server_next(rig.server), INSTANT_NEVER);
}

static void a_leg_shows_what_it_was_given(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *call = open_call(&rig);
    const char *leg = dial(&rig, call, "a@b&ownerId=booking-7&rxaudiomute=true&chosenLayout=stacked");
    rig_pass(&rig, 12 * SECOND_MS);
    CLEAN_FREE char *item =
        mem_printf("<?xml version=\"1.0\"?><callLegs total=\"1\"><callLeg id=\"%s\"><name>a@b</name>"
                   "<remoteParty>a@b</remoteParty><call>%s</call></callLeg></callLegs>",
                   leg, call);
    assert_string_equal(rig_get(&rig, "/api/v1/callLegs"), item);
    assert_string_equal(rig_get(&rig, "/api/v1/callLegs?ownerIdSet=true"), item);
    assert_non_null(strstr(rig_get(&rig, "/api/v1/callLegs?ownerIdSet=false"), "total=\"0\""));
    CLEAN_FREE char *shown =
        mem_printf("<?xml version=\"1.0\"?><callLeg id=\"%s\"><name>a@b</name><remoteParty>a@b</remoteParty>"
                   "<call>%s</call><type>sip</type><direction>outgoing</direction><canMove>false</canMove>"
                   "<configuration><ownerId>booking-7</ownerId><chosenLayout>stacked</chosenLayout>"
                   "<rxAudioMute>true</rxAudioMute></configuration><status><state>connected</state>"
                   "<durationSeconds>10</durationSeconds><direction>outgoing</direction></status></callLeg>",
                   leg, call);
    assert_string_equal(rig_get(&rig, rig_path("callLegs", leg)), shown);
    assert_int_equal(rig_ask(&rig, "PUT", rig_path("callLegs", leg), "rxAudioMute=false&ownerId="), 200);
    rig_get(&rig, rig_path("callLegs", leg));
    assert_string_equal(rig_text(&rig, "rxAudioMute"), "false");
    assert_int_equal(rig_count(&rig, "ownerId"), 0);
    assert_int_equal(rig_ask(&rig, "PUT", rig_path("callLegs", leg), "videoMode=sometimes"), 400);
}

static void a_leg_needs_an_address_and_room(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        int status;
        const char *reason;
    } cases[] = {
        {"", 400, "<parameterError parameter=\"remoteParty\" error=\"invalidValue\" />"},
        {"remoteParty=", 400, "<parameterError parameter=\"remoteParty\" error=\"invalidValue\" />"},
        {"remoteParty=a&callLegProfile=x", 400, "<callLegProfileDoesNotExist />"},
        {"remoteParty=a", 200, ""},
        {"remoteParty=b", 200, ""},
        {"remoteParty=c", 400, "<participantLimitReached />"},
    };
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    char body[80];
    snprintf(body, sizeof body, "callProfile=%s", rig_make(&rig, "callProfiles", "participantLimit=2"));
    char call[60];
    snprintf(call, sizeof call, "coSpace=%s", rig_make(&rig, "coSpaces", body));
    char target[100];
    snprintf(target, sizeof target, "/api/v1/calls/%s/callLegs", rig_make(&rig, "calls", call));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(rig_ask(&rig, "POST", target, cases[i].body), cases[i].status);
        assert_non_null(strstr(rig_body(&rig), cases[i].reason));
    }
    assert_int_equal(rig_ask(&rig, "POST", "/api/v1/callLegs", "remoteParty=outside"), 200);
    rig_get(&rig, rig_path("callLegs", rig.id));
    assert_int_equal(rig_count(&rig, "<call>"), 0);
}

struct seen {
    size_t n;
    char states[4][12];
};

static void see(void *ctx, const struct sim_leg_view *view)
{
    struct seen *seen = ctx;
    snprintf(seen->states[seen->n++], sizeof seen->states[0], "%s", view->state);
}

static void time_goes_in_one_step_as_in_many(void **state)
{
    (void)state;
    struct seen seen[2] = {0};
    for (size_t run = 0; run < 2; run++) {
        CLEAN_RIG struct rig rig;
        rig_init(&rig);
        sim_server_script_leg(rig.server, &(struct sim_leg_script){"x@*", SIM_LEG_ANSWER, 1500, 2000, 0});
        const char *call = open_call(&rig);
        dial(&rig, call, "x@y");
        dial(&rig, call, "a@b");
        instant end = rig.now + 3400;
        for (instant next; run == 1 && (next = sim_server_next(rig.server)) <= end;)
            sim_server_advance(rig.server, next);
        sim_server_advance(rig.server, end);
        sim_server_each_leg(rig.server, see, &seen[run]);
        rig.now = end;
        rig_pass(&rig, 100);
        rig_get(&rig, "/api/v1/callLegs");
        assert_int_equal(rig_count(&rig, "<callLeg id="), 1);
    }
    assert_int_equal(seen[0].n, 2);
    assert_memory_equal(&seen[0], &seen[1], sizeof seen[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_of_states_is_whole),
        cmocka_unit_test(a_script_decides_what_happens),
        cmocka_unit_test(the_first_script_that_fits_is_used_until_it_is_used_up),
        cmocka_unit_test(a_call_outlives_its_legs_and_a_leg_not_its_call),
        cmocka_unit_test(a_leg_shows_what_it_was_given),
        cmocka_unit_test(a_leg_needs_an_address_and_room),
        cmocka_unit_test(time_goes_in_one_step_as_in_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
