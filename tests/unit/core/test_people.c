/* People packed: what was said of each comes back, as it is stored too, and equal ones are one. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/mem.h"
#include "core/people.h"

static const struct attendee PEOPLE[] = {
    {(char *)"sip:room@example.com", (char *)"Größe", ATTENDEE_UNKNOWN, ROLE_NONE, PARTSTAT_DELEGATED, NULL},
    {(char *)"a@example.com", (char *)"", ATTENDEE_INDIVIDUAL, ROLE_REQUIRED, PARTSTAT_NEEDS_ACTION, NULL},
    {(char *)"", (char *)"Nobody", ATTENDEE_GROUP, ROLE_OPTIONAL, PARTSTAT_DECLINED, NULL},
};

static void assert_listed(const struct people *people)
{
    struct attendee *list = NULL;
    assert_int_equal(people_list(people, &list), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(list[i].address, PEOPLE[i].address);
        assert_string_equal(list[i].name, PEOPLE[i].name);
        assert_true(list[i].type == PEOPLE[i].type && list[i].role == PEOPLE[i].role &&
                    list[i].partstat == PEOPLE[i].partstat);
    }
    mem_free(list);
}

static void packed_and_stored(void **state)
{
    (void)state;
    struct intern names;
    struct buf column CLEAN_BUF;
    intern_init(&names, 1);
    buf_init(&column, 4096);
    struct people *packed = people_pack(&names, PEOPLE, 3);
    assert_listed(packed);
    people_write(packed, &column);
    struct people *stored = people_read(&names, column.data, column.len);
    assert_listed(stored);
    assert_true(people_equal(packed, stored));
    assert_int_equal(names.table.count, 3); /* each once, for both */
    struct people *others = people_pack(&names, PEOPLE, 2);
    assert_false(people_equal(packed, others));
    assert_false(people_equal(packed, NULL));
    assert_true(people_equal(NULL, NULL));
    people_free(packed);
    people_free(others);
    assert_listed(stored); /* its own count holds */
    people_free(stored);
    intern_done(&names);
}

static void nobody(void **state)
{
    (void)state;
    struct intern names;
    struct attendee *list = NULL;
    intern_init(&names, 1);
    assert_null(people_pack(&names, PEOPLE, 0));
    assert_null(people_read(&names, NULL, 0));
    assert_int_equal(people_list(NULL, &list), 0);
    mem_free(list);
    people_free(NULL);
    intern_done(&names);
}

/* A column that was cut off or never was one. */
static void damaged(void **state)
{
    (void)state;
    struct intern names;
    intern_init(&names, 1);
    static const char whole[] = "\0a@example.com\0A";
    for (size_t size = 1; size < sizeof whole; size++) {
        assert_null(people_read(&names, whole, size));
    }
    struct people *people = people_read(&names, whole, sizeof whole);
    assert_non_null(people);
    people_free(people);
    intern_done(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packed_and_stored),
        cmocka_unit_test(nobody),
        cmocka_unit_test(damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
