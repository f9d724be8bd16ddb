/* test_faults.c: which rule applies, how long it lasts, and what each kind does to server and answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/faults.h"
#include "unit/sim/rig.h"

static void a_rule_applies_where_its_patterns_fit(void **state)
{
    (void)state;
    static const struct {
        struct sim_fault rule;
        size_t bridge;
        const char *method, *target;
        bool applies;
    } cases[] = {
        {{NULL, NULL, -1, SIM_FAULT_REFUSE, 0, 0, 0, 0, 0}, 0, "GET", "/api/v1/calls", true},
        {{"POST", NULL, -1, SIM_FAULT_REFUSE, 0, 0, 0, 0, 0}, 0, "GET", "/api/v1/calls", false},
        {{"P*", NULL, -1, SIM_FAULT_REFUSE, 0, 0, 0, 0, 0}, 0, "PUT", "/api/v1/calls", true},
        {{"get", "*/CALLS", -1, SIM_FAULT_REFUSE, 0, 0, 0, 0, 0}, 0, "GET", "/api/v1/calls?limit=1", true},
        {{NULL, "*/calls", -1, SIM_FAULT_REFUSE, 0, 0, 0, 0, 0}, 0, "GET", "/api/v1/calls/x", false},
        {{NULL, "*/calls*", -1, SIM_FAULT_REFUSE, 0, 0, 0, 0, 0}, 0, "GET", "/api/v1/calls/x/callLegs", true},
        {{NULL, NULL, 1, SIM_FAULT_REFUSE, 0, 0, 0, 0, 0}, 1, "GET", "/", true},
        {{NULL, NULL, 1, SIM_FAULT_REFUSE, 0, 0, 0, 0, 0}, 0, "GET", "/", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sim_faults *faults = sim_faults_new();
        assert_int_equal(sim_faults_add(faults, &cases[i].rule, NULL), 0);
        const struct sim_fault *fault =
            sim_faults_pick(faults, cases[i].bridge, cases[i].method, cases[i].target, NULL);
        assert_int_equal(fault != NULL, cases[i].applies);
        assert_int_equal(sim_faults_happened(faults, SIM_FAULT_REFUSE), cases[i].applies);
        assert_int_equal(sim_faults_active(faults), 1);
        sim_faults_free(faults);
    }
}

static void counts_run_out_and_the_next_rule_follows(void **state)
{
    (void)state;
    struct sim_faults *faults = sim_faults_new();
    const struct sim_fault rules[] = {
        {.bridge = -1, .kind = SIM_FAULT_STATUS, .count = 2},
        {.bridge = -1, .kind = SIM_FAULT_DELAY, .delay = 5, .count = 1},
    };
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(sim_faults_add(faults, &rules[i], NULL), 0);
    assert_int_equal(sim_faults_pick(faults, 0, "GET", "/", NULL)->status, 503);
    assert_int_equal(sim_faults_pick(faults, 0, "GET", "/", NULL)->kind, SIM_FAULT_STATUS);
    assert_int_equal(sim_faults_active(faults), 1);
    assert_int_equal(sim_faults_pick(faults, 0, "GET", "/", NULL)->delay, 5);
    assert_null(sim_faults_pick(faults, 0, "GET", "/", NULL));
    assert_int_equal(sim_faults_active(faults), 0);
    assert_int_equal(sim_faults_add(faults, &rules[1], NULL), 0);
    assert_non_null(sim_faults_pick(faults, 0, "GET", "/", NULL));
    assert_int_equal(sim_faults_happened(faults, SIM_FAULT_STATUS), 2);
    assert_int_equal(sim_faults_happened(faults, SIM_FAULT_DELAY), 2);
    sim_faults_add(faults, &rules[0], NULL);
    sim_faults_clear(faults);
    assert_null(sim_faults_pick(faults, 0, "GET", "/", NULL));
    assert_int_equal(sim_faults_happened(faults, SIM_FAULT_DELAY), 2);
    sim_faults_free(faults);
}

static void chance_falls_about_as_often_as_it_says(void **state)
{
    (void)state;
    struct random random;
    random_init_number(&random, 7);
    struct sim_faults *faults = sim_faults_new();
    sim_faults_add(faults, &(struct sim_fault){.bridge = -1, .kind = SIM_FAULT_DROP_AFTER, .per_million = 100000},
                   NULL);
    for (size_t i = 0; i < 10000; i++)
        sim_faults_pick(faults, 0, "GET", "/", &random);
    assert_in_range(sim_faults_happened(faults, SIM_FAULT_DROP_AFTER), 900, 1100);
    sim_faults_free(faults);
}

static void faulty_rules_are_refused(void **state)
{
    (void)state;
    static const struct {
        struct sim_fault rule;
        const char *field;
    } cases[] = {
        {{NULL, NULL, -1, SIM_FAULT_KINDS, 0, 0, 0, 0, 0}, "kind"},
        {{NULL, NULL, -2, SIM_FAULT_DELAY, 0, 0, 0, 0, 0}, "bridge"},
        {{NULL, NULL, -1, SIM_FAULT_STATUS, 99, 0, 0, 0, 0}, "status"},
        {{NULL, NULL, -1, SIM_FAULT_DELAY, 0, 0, -1, 0, 0}, "delay"},
        {{NULL, NULL, -1, SIM_FAULT_DELAY, 0, 0, 0, 0, 1000001}, "per_million"},
    };
    struct sim_faults *faults = sim_faults_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err err = {0};
        assert_int_equal(sim_faults_add(faults, &cases[i].rule, &err), ERR_INVALID);
        assert_string_equal(err.field, cases[i].field);
    }
    assert_int_equal(sim_faults_active(faults), 0);
    sim_faults_free(faults);
}

static void words_go_there_and_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIM_FAULT_KINDS; i++) {
        enum sim_fault_kind kind = SIM_FAULT_KINDS;
        assert_int_equal(sim_fault_kind_parse(sim_fault_word((enum sim_fault_kind)i), &kind), 0);
        assert_int_equal(kind, i);
    }
    enum sim_fault_kind kind;
    assert_int_equal(sim_fault_kind_parse("explode", &kind), ERR_INVALID);
}

static void each_kind_does_its_harm(void **state)
{
    (void)state;
    static const struct {
        enum sim_fault_kind kind;
        enum sim_fate fate;
        int status; /* of an answer that arrives */
        size_t made;
        bool located;
    } cases[] = {
        {SIM_FAULT_REFUSE, SIM_FATE_REFUSED, 0, 0, false},
        {SIM_FAULT_DROP_BEFORE, SIM_FATE_DROPPED, 0, 0, false},
        {SIM_FAULT_DROP_AFTER, SIM_FATE_DROPPED, 0, 1, true},
        {SIM_FAULT_STATUS, SIM_FATE_ANSWERED, 500, 0, false},
        {SIM_FAULT_GARBAGE, SIM_FATE_ANSWERED, 200, 1, false},
        {SIM_FAULT_TRUNCATE, SIM_FATE_DROPPED, 0, 1, true}, /* nothing in it to cut */
        {SIM_FAULT_DELAY, SIM_FATE_ANSWERED, 200, 1, true},
        {SIM_FAULT_DRIP, SIM_FATE_ANSWERED, 200, 1, true},
    };
    const struct sim_request post = {"POST", "/api/v1/coSpaces", RIG_AUTHORIZATION, "name=x", 6};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_RIG struct rig rig;
        rig_init(&rig);
        rig_get(&rig, "/api/v1/coSpaces");
        const struct sim_fault fault = {.bridge = -1, .kind = cases[i].kind, .status = 500};
        assert_int_equal(sim_fault_perform(&fault, rig.server, 0, &post, &rig.answer), cases[i].fate);
        if (cases[i].fate == SIM_FATE_ANSWERED)
            assert_int_equal(rig.answer.status, cases[i].status);
        assert_int_equal(rig.answer.location[0] != '\0', cases[i].located);
        rig_get(&rig, "/api/v1/coSpaces");
        assert_int_equal(rig_count(&rig, "<coSpace id="), cases[i].made);
    }
}

static void an_invented_401_looks_like_a_real_one(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const struct sim_request get = {"GET", "/api/v1/coSpaces", RIG_AUTHORIZATION, "", 0};
    const struct sim_fault fault = {.bridge = -1, .kind = SIM_FAULT_STATUS, .status = 401};
    assert_int_equal(sim_fault_perform(&fault, rig.server, 0, &get, &rig.answer), SIM_FATE_ANSWERED);
    assert_int_equal(rig.answer.status, 401);
    assert_true(rig.answer.has_realm);
    assert_int_equal(rig.answer.body.len, 0);
}

static void a_cut_answer_is_not_xml_any_more(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const struct sim_request get = {"GET", "/api/v1/coSpaces", RIG_AUTHORIZATION, "", 0};
    const struct sim_fault cut = {.bridge = -1, .kind = SIM_FAULT_TRUNCATE};
    assert_int_equal(sim_fault_perform(&cut, rig.server, 0, &get, &rig.answer), SIM_FATE_TRUNCATED);
    assert_int_equal(rig.answer.body.len, 52);
    assert_int_equal(sim_fault_cut(rig.answer.body.len), 26);
    assert_int_equal(sim_fault_perform(NULL, rig.server, 0, &get, &rig.answer), SIM_FATE_ANSWERED);
    assert_int_equal(rig.answer.status, 200);
    assert_int_equal(rig.answer.body.len, 52);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_applies_where_its_patterns_fit),
        cmocka_unit_test(counts_run_out_and_the_next_rule_follows),
        cmocka_unit_test(chance_falls_about_as_often_as_it_says),
        cmocka_unit_test(faulty_rules_are_refused),
        cmocka_unit_test(words_go_there_and_back),
        cmocka_unit_test(each_kind_does_its_harm),
        cmocka_unit_test(an_invented_401_looks_like_a_real_one),
        cmocka_unit_test(a_cut_answer_is_not_xml_any_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
