/* The write-ahead log is taken into the database when somebody has time for it, and else before it grows without end.
 */
#include "unit/store/support.h"

#include <sys/stat.h>

static const off_t PAGE = 4096;

static off_t log_size(const struct folder *folder)
{
    char path[128];
    struct stat info;
    snprintf(path, sizeof path, "%s-wal", folder->store);
    return stat(path, &info) == 0 ? info.st_size : 0;
}

/* So many turns, each of some pages; how large the log became. */
static off_t largest_log(size_t turns, bool tidies)
{
    struct folder folder;
    struct store *store = NULL;
    struct err err = {0};
    struct effects effects = {0};
    struct settings settings = settings_with(1, (int[]){0});
    struct calendar calendar = {.name = (char[]){"rooms"}};
    off_t most = 0;
    folder_make(&folder);
    assert_int_equal(store_open(folder.store, &store, &err), 0);
    calendar.validator = mem_zalloc(100001);
    for (size_t i = 0; i < turns; i++) {
        memset(calendar.validator, 'a' + (int)(i % 26), 100000);
        turn_add(&effects, CHANGE_CALENDAR, &calendar, NULL, false);
        assert_int_equal(store_commit(store, &settings, &effects, &err), 0);
        turn_clear(&effects);
        if (tidies) {
            store_tidy(store);
        }
        off_t size = log_size(&folder);
        most = size > most ? size : most;
    }
    store_close(store);
    mem_free(calendar.validator);
    folder_remove(&folder);
    return most;
}

static void a_log_that_is_tidied_stays_small(void **state)
{
    (void)state;
    off_t small = largest_log(300, true), large = largest_log(300, false);
    assert_true(small < 800 * PAGE);
    assert_true(large > 3000 * PAGE);
    assert_true(large < 6000 * PAGE); /* whoever has no time, ever, gets it done all the same */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_log_that_is_tidied_stays_small)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
