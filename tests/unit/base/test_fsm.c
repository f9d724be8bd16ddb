/* A small door: stepping, the diagram, and every fault that fsm_check is there to find. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/fsm.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DOOR_SHUT, DOOR_OPEN, DOOR_WALLED };
enum { EVENT_PUSH, EVENT_PULL, EVENT_BRICK };

static const char *const STATES[] = {"shut", "open", "walled"};
static const char *const EVENTS[] = {"push", "pull", "brick"};
static const bool FINAL[] = {false, false, true};
static const uint8_t CELLS[3][3] = {
    {FSM_TO(DOOR_OPEN), FSM_TO(DOOR_OPEN), FSM_TO(DOOR_WALLED)},
    {FSM_STAY,          FSM_TO(DOOR_SHUT), FSM_NEVER          },
    {FSM_STAY,          FSM_STAY,          FSM_NEVER          },
};

static struct fsm door_with(const uint8_t cells[3][3])
{
    return (struct fsm){.name = "door",
                        .states = STATES,
                        .events = EVENTS,
                        .final_states = FINAL,
                        .n_states = 3,
                        .n_events = 3,
                        .first = DOOR_SHUT,
                        .cells = &cells[0][0]};
}

static void test_steps(void **state)
{
    (void)state;
    struct fsm door = door_with(CELLS);
    assert_int_equal(fsm_next(&door, DOOR_SHUT, EVENT_PUSH), DOOR_OPEN);
    assert_int_equal(fsm_next(&door, DOOR_OPEN, EVENT_PUSH), DOOR_OPEN);
    assert_int_equal(fsm_next(&door, DOOR_OPEN, EVENT_PULL), DOOR_SHUT);
    assert_int_equal(fsm_next(&door, DOOR_SHUT, EVENT_BRICK), DOOR_WALLED);
    assert_int_equal(fsm_next(&door, DOOR_WALLED, EVENT_PULL), DOOR_WALLED);
    assert_int_equal(fsm_state(&door, "walled"), DOOR_WALLED);
    assert_int_equal(fsm_state(&door, "Walled"), -1);
    assert_int_equal(fsm_state(&door, ""), -1);
}

static int signal_of(const struct fsm *fsm, uint8_t from, uint8_t event)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit no_core = {0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        signal(SIGABRT, SIG_DFL);
        close(STDERR_FILENO);
        fsm_next(fsm, from, event);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void test_never_is_asserted(void **state)
{
    (void)state;
    static const uint8_t gap[3][3] = {
        {FSM_MISSING, FSM_TO(DOOR_OPEN), FSM_TO(77)}
    };
    struct fsm door = door_with(CELLS);
    struct fsm broken = door_with(gap);
    assert_int_equal(signal_of(&door, DOOR_SHUT, EVENT_PUSH), 0);
    assert_int_equal(signal_of(&door, DOOR_OPEN, EVENT_BRICK), SIGABRT);
    assert_int_equal(signal_of(&door, 3, EVENT_PUSH), SIGABRT);
    assert_int_equal(signal_of(&door, DOOR_OPEN, 3), SIGABRT);
    assert_int_equal(signal_of(&broken, DOOR_SHUT, EVENT_PUSH), SIGABRT);
    assert_int_equal(signal_of(&broken, DOOR_SHUT, EVENT_BRICK), SIGABRT);
}

static void test_check_finds_cells(void **state)
{
    (void)state;
    static const struct {
        uint8_t cells[3][3];
        const char *fault; /* NULL: none */
    } cases[] = {
        {{{FSM_TO(1), FSM_TO(1), FSM_TO(2)}, {FSM_STAY, FSM_TO(0), FSM_NEVER}, {FSM_STAY, FSM_STAY, FSM_NEVER}},  NULL},
        {{{FSM_TO(1), FSM_TO(1), FSM_TO(2)}, {FSM_STAY, 0, FSM_NEVER}, {FSM_STAY, FSM_STAY, FSM_NEVER}},
         "door: state open, event pull: the cell is missing"                                                          },
        {{{FSM_TO(1), FSM_TO(1), FSM_STAY}, {FSM_STAY, FSM_TO(0), FSM_NEVER}, {FSM_STAY, FSM_STAY, FSM_NEVER}},
         "door: state walled cannot be reached from shut"                                                             },
        {{{FSM_TO(1), FSM_TO(1), FSM_TO(2)}, {FSM_STAY, FSM_TO(0), FSM_NEVER}, {FSM_TO(0), FSM_STAY, FSM_NEVER}},
         "door: state walled, event push: a final state has an exit"                                                  },
        {{{FSM_TO(1), FSM_TO(1), FSM_TO(3)}, {FSM_STAY, FSM_TO(0), FSM_NEVER}, {FSM_STAY, FSM_STAY, FSM_NEVER}},
         "door: state shut, event brick: the cell leads to no state"                                                  },
        {{{FSM_STAY, FSM_STAY, FSM_NEVER}, {FSM_TO(0), FSM_TO(2), FSM_TO(2)}, {FSM_STAY, FSM_STAY, FSM_NEVER}},
         "door: state open cannot be reached from shut"                                                               },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fsm door = door_with(cases[i].cells);
        struct buf report CLEAN_BUF;
        buf_init(&report, 1000);
        assert_int_equal(fsm_check(&door, &report), cases[i].fault != NULL ? ERR_INVALID : 0);
        assert_string_equal(buf_string(&report), cases[i].fault != NULL ? cases[i].fault : "");
    }
}

static void test_check_finds_names(void **state)
{
    (void)state;
    static const char *const one_short[] = {"shut", "open", NULL};
    struct fsm wordless_state = door_with(CELLS);
    struct fsm wordless_event = door_with(CELLS);
    struct fsm empty = door_with(CELLS);
    struct fsm lost = door_with(CELLS);
    wordless_state.states = one_short;
    wordless_event.events = one_short;
    empty.n_states = 0;
    lost.first = 3;
    const struct {
        const struct fsm *fsm;
        const char *fault;
    } cases[] = {
        {&wordless_state, "door: state number 2 has no word"                      },
        {&wordless_event, "door: event number 2 has no word"                      },
        {&empty,          "door: 0 states beginning with number 0 make no machine"},
        {&lost,           "door: 3 states beginning with number 3 make no machine"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf report CLEAN_BUF;
        buf_init(&report, 1000);
        assert_int_equal(fsm_check(cases[i].fsm, &report), ERR_INVALID);
        assert_string_equal(buf_string(&report), cases[i].fault);
    }
}

static void test_diagram(void **state)
{
    (void)state;
    struct fsm door = door_with(CELLS);
    struct buf out CLEAN_BUF;
    buf_init(&out, 1000);
    fsm_print_mermaid(&door, &out);
    assert_string_equal(buf_string(&out), "stateDiagram-v2\n"
                                          "    [*] --> shut\n"
                                          "    shut --> open: push, pull\n"
                                          "    shut --> walled: brick\n"
                                          "    open --> shut: pull\n"
                                          "    walled --> [*]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_never_is_asserted),
        cmocka_unit_test(test_check_finds_cells),
        cmocka_unit_test(test_check_finds_names),
        cmocka_unit_test(test_diagram),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
