/* What was damaged is refused by name and with the remedy, never taken for an empty store, never taken in part. */
#include "unit/store/support.h"

#include "../../../src/store/db.h"
#include "../../../src/store/place.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { COMMITS = 24, WAL_HEADER = 32, FRAME = 24 + 4096 };

struct left {
    struct folder folder;
    char log[128];
    long frames;
};

/* A process that commits and dies: its log is left. */
static void left_make(struct left *left)
{
    folder_make(&left->folder);
    snprintf(left->log, sizeof left->log, "%s-wal", left->folder.store);
    pid_t child = fork();
    if (child == 0) {
        struct store *store = NULL;
        struct err err;
        int status = store_open(left->folder.store, &store, &err);
        for (int i = 1; status == 0 && i <= COMMITS; i++) {
            char sql[96];
            snprintf(sql, sizeof sql, "INSERT INTO space VALUES (%d, 'id-%d', 'set', 'free', 0, '')", i, i);
            status = db_run(store, sql, "written", &err);
        }
        _exit(status == 0 ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

/* The frames of the newest header: those of its salts. */
static long frames_of(const char *log)
{
    unsigned char header[WAL_HEADER], frame[24];
    FILE *file = fopen(log, "rb");
    assert_non_null(file);
    assert_int_equal(fread(header, 1, sizeof header, file), sizeof header);
    long n = 0;
    while (fseek(file, WAL_HEADER + n * FRAME, SEEK_SET) == 0 && fread(frame, 1, sizeof frame, file) == sizeof frame &&
           memcmp(frame + 8, header + 16, 8) == 0) {
        n++;
    }
    fclose(file);
    return n;
}

static void flip(const char *path, long offset)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    fseek(file, offset, SEEK_SET);
    int byte = fgetc(file);
    fseek(file, offset, SEEK_SET);
    fputc(byte ^ 0x55, file);
    fclose(file);
}

static int open_and_count(const char *path, int64_t *ret_rows, struct err *err)
{
    struct store *store = NULL;
    *err = (struct err){0};
    int status = store_open(path, &store, err);
    if (status == 0) {
        assert_int_equal(db_read_number(store, "SELECT count(*) FROM space", ret_rows, err), 0);
        store_close(store);
    }
    return status;
}

static void a_whole_log_is_taken(void **state)
{
    (void)state;
    struct left left;
    struct err err;
    int64_t rows = 0;
    left_make(&left);
    assert_true(frames_of(left.log) >= COMMITS);
    assert_int_equal(open_and_count(left.folder.store, &rows, &err), 0);
    assert_int_equal(rows, COMMITS);
    folder_remove(&left.folder);
}

/* Each of its frames in turn: in the header, in the page. Only the end of a log may be what a power cut left. */
static void a_damaged_frame_is_not_the_end_of_the_log(void **state)
{
    (void)state;
    static const long PLACES[] = {2, 9, 17, 24, 24 + 2000};
    struct left left;
    struct err err;
    int64_t rows = 0;
    left_make(&left);
    long n = frames_of(left.log);
    int refused = 0;
    for (long i = 0; i < n; i++) {
        for (size_t k = 0; k < sizeof PLACES / sizeof *PLACES; k++) {
            long offset = WAL_HEADER + i * FRAME + PLACES[k];
            flip(left.log, offset);
            int status = log_check(left.log, &err);
            flip(left.log, offset);
            refused += status == ERR_CORRUPT;
            assert_true(
                status == ERR_CORRUPT ||
                i >= n - 3); /* a commit that a power cut may have torn, with a repetition before and behind it */
        }
    }
    assert_true(refused > 5);
    flip(left.log, WAL_HEADER + 24 + 100);
    assert_int_equal(open_and_count(left.folder.store, &rows, &err), ERR_CORRUPT);
    assert_non_null(strstr(err.message, left.log));
    assert_non_null(strstr(err.message, "damaged in frame 1,"));
    assert_non_null(strstr(err.message, "put a backup"));
    flip(left.log, WAL_HEADER + 24 + 100);
    flip(left.log, 17); /* a salt of the header */
    assert_int_equal(open_and_count(left.folder.store, &rows, &err), ERR_CORRUPT);
    assert_non_null(strstr(err.message, "damaged at its beginning"));
    flip(left.log, 17);
    assert_int_equal(open_and_count(left.folder.store, &rows, &err), 0);
    assert_int_equal(rows, COMMITS);
    folder_remove(&left.folder);
}

static void a_log_without_its_store_is_no_new_store(void **state)
{
    (void)state;
    for (int emptied = 0; emptied < 2; emptied++) {
        struct left left;
        struct err err;
        int64_t rows = 0;
        left_make(&left);
        assert_int_equal(emptied ? truncate(left.folder.store, 0) : unlink(left.folder.store), 0);
        assert_int_equal(open_and_count(left.folder.store, &rows, &err), ERR_CORRUPT);
        assert_non_null(strstr(err.message, "is missing or empty, but its log"));
        assert_int_equal(unlink(left.log), 0);
        assert_int_equal(open_and_count(left.folder.store, &rows, &err), 0);
        assert_int_equal(rows, 0);
        folder_remove(&left.folder);
    }
}

static void every_byte_of_the_header_counts_or_does_not_harm(void **state)
{
    (void)state;
    struct left left;
    struct err err;
    int64_t rows = 0;
    left_make(&left);
    assert_int_equal(open_and_count(left.folder.store, &rows, &err), 0);
    int refused = 0;
    for (long offset = 0; offset < 100; offset++) {
        flip(left.folder.store, offset);
        int status = open_and_count(left.folder.store, &rows, &err);
        if (status == 0) {
            assert_int_equal(rows, COMMITS);
        } else {
            assert_non_null(strstr(err.message, left.folder.store));
            refused++;
        }
        flip(left.folder.store, offset);
    }
    assert_true(refused > 30);
    folder_remove(&left.folder);
}

static void the_holder_is_named(void **state)
{
    (void)state;
    struct folder folder;
    folder_make(&folder);
    int ready[2];
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        struct store *store = NULL;
        struct err err;
        int status = store_open(folder.store, &store, &err);
        ssize_t told = write(ready[1], "x", 1);
        pause();
        _exit(status == 0 && told == 1 ? 0 : 1);
    }
    char byte;
    assert_int_equal(read(ready[0], &byte, 1), 1);
    struct err err;
    int64_t rows = 0;
    char word[64];
    snprintf(word, sizeof word, "is in use by process %d (", (int)child);
    assert_int_equal(open_and_count(folder.store, &rows, &err), ERR_CONFLICT);
    assert_non_null(strstr(err.message, word));
    assert_non_null(strstr(err.message, ", since 20"));
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(open_and_count(folder.store, &rows, &err), 0); /* its lock died with it */
    close(ready[0]);
    close(ready[1]);
    folder_remove(&folder);
}

static void file_systems_that_may_lie(void **state)
{
    (void)state;
    assert_string_equal(place_warning(0x6969), "NFS");
    assert_null(place_warning(0xef53));     /* ext4 */
    assert_null(place_warning(0x01021994)); /* tmpfs */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_log_is_taken),
        cmocka_unit_test(a_damaged_frame_is_not_the_end_of_the_log),
        cmocka_unit_test(a_log_without_its_store_is_no_new_store),
        cmocka_unit_test(every_byte_of_the_header_counts_or_does_not_harm),
        cmocka_unit_test(the_holder_is_named),
        cmocka_unit_test(file_systems_that_may_lie),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
