/* What operators are told of bridges: every reason and role has its words, and what is durable alone decides on roles.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/engine.h"
#include "plain_settings.h"

#include <string.h>

static bool is_word(const char *text)
{
    return text != NULL && text[0] != '\0' && text[strspn(text, "abcdefghijklmnopqrstuvwxyz_")] == '\0';
}

static void every_reason_has_its_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_REASONS; i++) {
        const struct reason_row *row = &reason_table[i];
        assert_true(is_word(row->word));
        assert_true(row->text != NULL && strlen(row->text) > 5);
        assert_true(row->advice != NULL && strlen(row->advice) > 5 && strlen(row->advice) < 100);
        assert_true(row->states != 0);
        for (size_t other = 0; other < i; other++) {
            assert_string_not_equal(row->word, reason_table[other].word);
        }
    }
    for (size_t i = 0; i < N_ROLES; i++) {
        assert_true(is_word(role_table[i].word));
        assert_non_null(role_table[i].advice);
    }
}

static void roles_come_of_what_is_durable(void **state)
{
    (void)state;
    static char names[3][2] = {"a", "b", "c"}, url[] = "https://a";
    const struct {
        const char *preferred;
        bool by_hand;
        const char *drained, *roles;
    } cases[] = {
        {"a", false, "", "normal normal normal"},           {"a", true, "", "normal normal normal"},
        {"b", false, "", "failed_over backup normal"},      {"b", true, "", "failed_over backup normal"},
        {"c", false, "", "failed_over failed_over backup"}, {"b", false, "a", "drained backup normal"},
        {"c", false, "b", "failed_over drained backup"},    {"a", false, "c", "normal normal drained"},
        {"gone", true, "", "normal normal normal"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct settings settings = plain_settings();
        settings.n_bridges = 3;
        for (size_t b = 0; b < 3; b++) {
            settings.bridges[b] = (struct setting_bridge){names[b], url};
        }
        const uint8_t seed[RANDOM_SEED_SIZE] = {1};
        struct engine *engine = engine_new(&settings, seed);
        struct effects effects;
        effects_init(&effects);
        engine_load_engine(engine, cases[i].preferred, cases[i].by_hand, 1);
        if (cases[i].drained[0] != '\0') {
            engine_load_bridge(engine, cases[i].drained,
                               &(struct engine_bridge_row){.held_until = INSTANT_NONE, .drained = 5});
        }
        engine_load_bridge(engine, "nobody", &(struct engine_bridge_row){.falls = 3});
        engine_step(engine, 1000, &(struct fact){.kind = FACT_STARTED}, &effects);
        CLEAN_BUF struct buf roles;
        buf_init(&roles, 1000);
        for (uint32_t b = 0; b < 3; b++) {
            buf_printf(&roles, "%s%s", b > 0 ? " " : "", role_table[engine_bridge(engine, b)->role].word);
        }
        assert_string_equal(buf_string(&roles), cases[i].roles);
        struct err err = {0};
        assert_int_equal(engine_check(engine, &err), 0);
        effects_done(&effects);
        engine_free(engine);
    }
}

/* Two bridges that tell no name of their own, and a cluster that lists one of another name. */
static void answer_nameless(struct engine *engine, const struct request *request, struct effects *effects)
{
    static const struct record_field name = {.name = "name", .value = "core7"};
    static const struct record listed = {.id = "c7", .fields = &name, .n_fields = 1}, bare = {.id = ""};
    struct answer answer = {.number = request->number, .outcome = OUTCOME_DONE, .reason = ""};
    answer.records = request->kind == REQUEST_LIST_BRIDGES ? &listed : &bare;
    answer.n_records = answer.total = request->kind == REQUEST_LIST_BRIDGES || request->kind == REQUEST_READ_CLUSTER;
    engine_step(engine, 1000, &(struct fact){.kind = FACT_ANSWER, .answer = &answer}, effects);
}

static void who_tells_no_name_is_not_missed(void **state)
{
    (void)state;
    enum { MOST_REQUESTS = 200 };
    struct settings settings = plain_settings();
    static char name[] = "b", url[] = "https://b";
    settings.bridges[settings.n_bridges++] = (struct setting_bridge){name, url};
    settings.examine_every = MINUTE_MS;
    const uint8_t seed[RANDOM_SEED_SIZE] = {1};
    struct engine *engine = engine_new(&settings, seed);
    struct effects effects;
    effects_init(&effects);
    bool listed = false;
    engine_step(engine, 1000, &(struct fact){.kind = FACT_STARTED}, &effects);
    for (size_t i = 0; i < effects.n_requests && i < MOST_REQUESTS; i++) {
        listed = listed || effects.requests[i].kind == REQUEST_LIST_BRIDGES;
        if (effects.requests[i].number != 0) {
            answer_nameless(engine,
                            &(struct request){.kind = effects.requests[i].kind, .number = effects.requests[i].number},
                            &effects);
        }
    }
    assert_true(listed);
    for (uint32_t b = 0; b < 2; b++) {
        assert_null(engine_bridge(engine, b)->cluster_name);
        assert_false(engine_bridge(engine, b)->unlisted);
    }
    assert_null(engine_stranger_at(engine, 0));
    effects_done(&effects);
    engine_free(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reason_has_its_words),
        cmocka_unit_test(roles_come_of_what_is_durable),
        cmocka_unit_test(who_tells_no_name_is_not_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
