/* test_bulk.c: parameter sets, their mappings, and each way in which a sync ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/sim/rig.h"

static const char *sync_status(struct rig *rig, const char *sync)
{
    rig_get(rig, rig_path("cospaceBulkSyncs", sync));
    return rig_text(rig, "status");
}

static const char *post_sync(struct rig *rig, const char *set, bool remove_all)
{
    char body[120];
    snprintf(body, sizeof body, "cospaceBulkParameterSet=%s%s", set, remove_all ? "&removeAll=true" : "");
    return rig_make(rig, "cospaceBulkSyncs", body);
}

static const char *run_sync(struct rig *rig, const char *set, bool remove_all)
{
    const char *sync = post_sync(rig, set, remove_all);
    rig_pass(rig, 2 * SECOND_MS);
    return sync_status(rig, sync);
}

static void each_outcome_has_its_word(void **state)
{
    (void)state;
    static const struct {
        const char *set; /* NULL: none at all */
        const char *status;
        size_t spaces; /* of the server afterwards; one is there before */
    } cases[] = {
        {"startIndex=1&endIndex=5&coSpaceUriMapping=u$index$&coSpaceCallIdMapping=$index$", "complete",                 6    },
        {"startIndex=1&endIndex=1&coSpaceUriMapping=only",                                  "complete",                 2    },
        {"startIndex=1&endIndex=3",                                                         "complete",                 4    },
        {"startIndex=1&endIndex=5&coSpaceUriMapping=HA$index$nd",                           "failedCoSpaceUriConflict", 1    },
        {"startIndex=1&endIndex=2&coSpaceUriMapping=same",                                  "failedCoSpaceUriConflict", 1    },
        {"startIndex=1&endIndex=5&coSpaceCallIdMapping=7$index$7",                          "failedCallIdConflict",     1    },
        {"startIndex=1&endIndex=2&coSpaceCallIdMapping=5",                                  "failedCallIdConflict",     1    },
        {"startIndex=5&endIndex=4",                                                         "failedIndexRangeInvalid",  1    },
        {"startIndex=1&endIndex=10001",                                                     "failedIndexRangeTooGreat", 1    },
        {"startIndex=1&endIndex=10000",                                                     "complete",                 10001},
        {NULL,                                                                              "failedNoSuchParameterSet", 1    },
        {"startIndex=1&endIndex=5&coSpaceCallIdMapping=no$index$",                          "failed",                   1    },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_RIG struct rig rig;
        rig_init(&rig);
        rig_make(&rig, "coSpaces", "name=by+hand&uri=Ha3nd&callId=747");
        const char *set = cases[i].set != NULL ? rig_make(&rig, "cospaceBulkParameterSets", cases[i].set)
                                               : "00000000-0000-4000-8000-000000000000";
        const char *sync = post_sync(&rig, set, false);
        assert_int_equal(rig.answer.status, 200);
        assert_string_equal(sync_status(&rig, sync), "pending");
        rig_pass(&rig, 500);
        assert_string_equal(sync_status(&rig, sync), "running");
        rig_pass(&rig, 500);
        assert_string_equal(sync_status(&rig, sync), cases[i].status);
        rig_get(&rig, "/api/v1/coSpaces?limit=1");
        char total[40];
        snprintf(total, sizeof total, "<coSpaces total=\"%zu\">", cases[i].spaces);
        assert_non_null(strstr(rig_body(&rig), total));
    }
}

static void mappings_are_read_by_their_grammar(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *uri;
        const char *at_fault; /* NULL: accepted */
        const char *made_name, *made_uri;
    } cases[] = {
        {"TMS_Scheduled_Meeting_$index$", "$index$",   NULL,                 "TMS_Scheduled_Meeting_7", "7"  },
        {"a%24index%24b",                 "X$index$Y", NULL,                 "a7b",                     "x7y"},
        {"\\$index\\$ $index$",           "u$index$",  NULL,                 "$index$ 7",               "u7" },
        {"a\\\\b\\$",                     "",          NULL,                 "a\\b$",                   ""   },
        {"room@home",                     "",          NULL,                 "room@home",               ""   },
        {"<R%26D>",                       "",          NULL,                 "&lt;R&amp;D&gt;",         ""   },
        {"cost $5",                       "",          "coSpaceNameMapping", NULL,                      NULL },
        {"$index$$index$",                "",          "coSpaceNameMapping", NULL,                      NULL },
        {"tail\\",                        "",          "coSpaceNameMapping", NULL,                      NULL },
        {"\\n",                           "",          "coSpaceNameMapping", NULL,                      NULL },
        {"$Index$",                       "",          "coSpaceNameMapping", NULL,                      NULL },
        {"ok",                            "a@b",       "coSpaceUriMapping",  NULL,                      NULL },
        {"ok",                            "$index",    "coSpaceUriMapping",  NULL,                      NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_RIG struct rig rig;
        rig_init(&rig);
        CLEAN_FREE char *body = mem_printf("startIndex=7&endIndex=7&coSpaceNameMapping=%s&coSpaceUriMapping=%s",
                                           cases[i].name, cases[i].uri);
        const char *set = rig_make(&rig, "coSpaceBulkParameterSets", body);
        if (cases[i].at_fault != NULL) {
            CLEAN_FREE char *expected = mem_printf("<?xml version=\"1.0\"?><failureDetails><parameterError parameter="
                                                   "\"%s\" error=\"invalidValue\" /></failureDetails>",
                                                   cases[i].at_fault);
            assert_string_equal(rig_body(&rig), expected);
            continue;
        }
        assert_string_equal(run_sync(&rig, set, false), "complete");
        rig_get(&rig, "/api/v1/coSpaces");
        CLEAN_FREE char *name = mem_printf("<name>%s</name>", cases[i].made_name);
        assert_non_null(strstr(rig_body(&rig), name));
        assert_string_equal(rig_text(&rig, "uri"), cases[i].made_uri);
    }
}

static void a_set_needs_a_range_of_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *method;
        const char *body;
        const char *at_fault;
    } cases[] = {
        {"POST", "endIndex=3",                                    "startIndex"     },
        {"POST", "startIndex=3",                                  "endIndex"       },
        {"POST", "startIndex=one&endIndex=3",                     "startIndex"     },
        {"POST", "startIndex=1&endIndex=-3",                      "endIndex"       },
        {"POST", "startIndex=1&endIndex=99999999999",             "endIndex"       },
        {"POST", "startIndex=1&endIndex=3&nonMemberAccess=maybe", "nonMemberAccess"},
        {"PUT",  "endIndex=",                                     "endIndex"       },
    };
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *set = rig_make(&rig, "cospaceBulkParameterSets", "startIndex=1&endIndex=2");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *target =
            cases[i].method[1] == 'O' ? "/api/v1/cospaceBulkParameterSets" : rig_path("cospaceBulkParameterSets", set);
        assert_int_equal(rig_ask(&rig, cases[i].method, target, cases[i].body), 400);
        CLEAN_FREE char *fault = mem_printf("parameter=\"%s\"", cases[i].at_fault);
        assert_non_null(strstr(rig_body(&rig), fault));
    }
    rig_get(&rig, rig_path("cospaceBulkParameterSets", set));
    assert_string_equal(rig_text(&rig, "endIndex"), "2");
    assert_string_equal(rig_text(&rig, "nonMemberAccess"), "true");
}

static void a_sync_needs_a_set_and_a_truth(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        const char *at_fault;
    } cases[] = {
        {"",                                        "cospaceBulkParameterSet"},
        {"cospaceBulkParameterSet=",                "cospaceBulkParameterSet"},
        {"cospaceBulkParameterSet=%ff",             "cospaceBulkParameterSet"},
        {"cospaceBulkParameterSet=x&removeAll=all", "removeAll"              },
    };
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(rig_ask(&rig, "POST", "/api/v1/coSpaceBulkSyncs", cases[i].body), 400);
        CLEAN_FREE char *fault = mem_printf("parameter=\"%s\"", cases[i].at_fault);
        assert_non_null(strstr(rig_body(&rig), fault));
    }
    assert_int_equal(sim_server_next(rig.server), INSTANT_NEVER);
}

struct pool {
    char ids[8][37];
    char names[8][40];
    size_t n;
};

static void collect(void *ctx, const struct sim_space_view *space)
{
    struct pool *pool = ctx;
    snprintf(pool->ids[pool->n], 37, "%s", space->id);
    snprintf(pool->names[pool->n++], 40, "%s", space->name);
}

static void a_second_sync_makes_every_space_anew(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *set = rig_make(&rig, "cospaceBulkParameterSets",
                               "startIndex=1&endIndex=2&coSpaceNameMapping=M$index$&coSpaceUriMapping=m$index$");
    struct pool before = {0};
    struct pool after = {0};
    assert_string_equal(run_sync(&rig, set, false), "complete");
    sim_server_each_space(rig.server, collect, &before);
    assert_int_equal(before.n, 2);
    rig_ask(&rig, "PUT", rig_path("coSpaces", before.ids[0]), "name=A+meeting&uri=elsewhere");
    char body[60];
    snprintf(body, sizeof body, "coSpace=%s", before.ids[0]);
    rig_make(&rig, "calls", body);
    rig_ask(&rig, "PUT", rig_path("cospaceBulkParameterSets", set), "endIndex=3");
    rig_get(&rig, "/api/v1/calls");
    assert_int_equal(rig_count(&rig, "<call id="), 1);
    assert_string_equal(run_sync(&rig, set, false), "complete");
    sim_server_each_space(rig.server, collect, &after);
    assert_int_equal(after.n, 3);
    for (size_t i = 0; i < 2; i++)
        assert_string_not_equal(before.ids[i], after.ids[i]);
    assert_string_equal(after.names[0], "M1");
    rig_get(&rig, "/api/v1/calls");
    assert_int_equal(rig_count(&rig, "<call id="), 0);
}

static void a_failed_sync_changes_nothing(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *set = rig_make(&rig, "cospaceBulkParameterSets", "startIndex=1&endIndex=2&coSpaceUriMapping=m$index$");
    struct pool before = {0};
    struct pool after = {0};
    run_sync(&rig, set, false);
    rig_make(&rig, "coSpaces", "name=In+the+way&uri=m4");
    sim_server_each_space(rig.server, collect, &before);
    rig_ask(&rig, "PUT", rig_path("cospaceBulkParameterSets", set), "endIndex=4");
    assert_string_equal(run_sync(&rig, set, false), "failedCoSpaceUriConflict");
    sim_server_each_space(rig.server, collect, &after);
    assert_int_equal(after.n, 3);
    assert_memory_equal(&before, &after, sizeof before);
}

static void remove_all_takes_renamed_spaces_too(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *set = rig_make(&rig, "cospaceBulkParameterSets", "startIndex=1&endIndex=4&coSpaceNameMapping=m$index$");
    struct pool pool = {0};
    run_sync(&rig, set, false);
    rig_make(&rig, "coSpaces", "name=by+hand");
    sim_server_each_space(rig.server, collect, &pool);
    rig_ask(&rig, "PUT", rig_path("coSpaces", pool.ids[1]), "name=renamed");
    rig_ask(&rig, "DELETE", rig_path("coSpaces", pool.ids[2]), "");
    assert_string_equal(run_sync(&rig, set, true), "complete");
    pool.n = 0;
    sim_server_each_space(rig.server, collect, &pool);
    assert_int_equal(pool.n, 1);
    assert_string_equal(pool.names[0], "by hand");
}

static void syncs_run_one_after_the_other(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *set = rig_make(&rig, "cospaceBulkParameterSets", "startIndex=1&endIndex=2");
    const char *first = post_sync(&rig, set, false);
    const char *second = post_sync(&rig, set, false);
    const char *third = post_sync(&rig, set, true);
    assert_int_equal(sim_server_next(rig.server), rig.now + 250);
    rig_pass(&rig, 1000);
    assert_string_equal(sync_status(&rig, first), "complete");
    assert_string_equal(sync_status(&rig, second), "running");
    assert_string_equal(sync_status(&rig, third), "pending");
    rig_ask(&rig, "DELETE", rig_path("cospaceBulkSyncs", third), "");
    assert_int_equal(rig_ask(&rig, "PUT", rig_path("cospaceBulkSyncs", second), ""), 405);
    rig_pass(&rig, MINUTE_MS);
    assert_string_equal(sync_status(&rig, second), "complete");
    assert_non_null(strstr(rig_get(&rig, rig_path("cospaceBulkSyncs", third)), "cospaceBulkSyncDoesNotExist"));
    assert_int_equal(sim_server_next(rig.server), INSTANT_NEVER);
    rig_get(&rig, "/api/v1/coSpaces");
    assert_int_equal(rig_count(&rig, "<coSpace id="), 2);
}

static void old_syncs_are_forgotten(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *set = rig_make(&rig, "cospaceBulkParameterSets", "startIndex=1&endIndex=1");
    for (size_t i = 0; i < 1000; i++)
        run_sync(&rig, set, false);
    assert_non_null(strstr(rig_get(&rig, "/api/v1/cospaceBulkSyncs"), "<cospaceBulkSyncs total=\"300\">"));
}

static void a_space_outlives_its_set(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    const char *set = rig_make(&rig, "cospaceBulkParameterSets", "startIndex=1&endIndex=3&coSpaceUriMapping=u$index$");
    run_sync(&rig, set, false);
    assert_int_equal(rig_ask(&rig, "DELETE", rig_path("cospaceBulkParameterSets", set), ""), 200);
    struct pool pool = {0};
    sim_server_each_space(rig.server, collect, &pool);
    assert_int_equal(pool.n, 3);
    assert_string_equal(run_sync(&rig, set, true), "failedNoSuchParameterSet");
    set = rig_make(&rig, "cospaceBulkParameterSets", "startIndex=1&endIndex=3&coSpaceUriMapping=u$index$");
    assert_string_equal(run_sync(&rig, set, false), "failedCoSpaceUriConflict");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_outcome_has_its_word),      cmocka_unit_test(mappings_are_read_by_their_grammar),
        cmocka_unit_test(a_set_needs_a_range_of_numbers), cmocka_unit_test(a_second_sync_makes_every_space_anew),
        cmocka_unit_test(a_failed_sync_changes_nothing),  cmocka_unit_test(remove_all_takes_renamed_spaces_too),
        cmocka_unit_test(syncs_run_one_after_the_other),  cmocka_unit_test(old_syncs_are_forgotten),
        cmocka_unit_test(a_space_outlives_its_set),       cmocka_unit_test(a_sync_needs_a_set_and_a_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
