/* Resources end to end: what is whole and has an event stays, in whatever pieces it came. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/intake/caldav_lay.h"
#include "base/mem.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define HEAD  "BEGIN:VCALENDAR\r\n"
#define EVENT "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n"
#define TAIL  "END:VCALENDAR\r\n"

static const struct {
    const char *text;
    enum lay_verdict verdict;
} rows[] = {
    {HEAD EVENT TAIL, LAY_KEPT},
    {HEAD EVENT EVENT "END:VCALENDAR", LAY_KEPT},
    {"begin:vcalendar\nbegin:vevent\nend:vevent\nend:vcalendar", LAY_KEPT},
    {"\xEF\xBB\xBF" HEAD EVENT TAIL "\r\n \r\n", LAY_KEPT},
    {"\r\n" HEAD EVENT TAIL, LAY_KEPT},
    {HEAD "BEGIN:VTODO\nEND:VTODO\n" TAIL, LAY_NO_EVENTS},
    {HEAD TAIL, LAY_NO_EVENTS},
    {HEAD "X:1\n BEGIN:VEVENT\n" TAIL, LAY_NO_EVENTS},
    {HEAD "BEGIN:VTODO\nBEGIN:VEVENT\nEND:VEVENT\nEND:VTODO\n" TAIL, LAY_NO_EVENTS},
    {HEAD EVENT, LAY_BROKEN},
    {HEAD "BEGIN:VEVENT\r\n" TAIL, LAY_BROKEN},
    {EVENT, LAY_BROKEN},
    {HEAD EVENT TAIL "X:1\r\n", LAY_BROKEN},
    {HEAD EVENT TAIL HEAD EVENT TAIL, LAY_BROKEN},
    {"<html>", LAY_BROKEN},
    {"END:VCALENDAR", LAY_BROKEN},
};

static int lay_text(struct caldav_lay *lay, const char *text, size_t piece, enum lay_verdict *ret_verdict)
{
    int code = 0;
    for (size_t at = 0, len = strlen(text); at < len && code == 0; at += piece) {
        code = caldav_lay_piece(lay, text + at, len - at < piece ? len - at : piece, NULL);
    }
    return code == 0 ? caldav_lay_end(lay, "/a", NULL, ret_verdict, NULL) : code;
}

static void test_verdicts(void **state)
{
    (void)state;
    static const size_t pieces[] = {1, 3, 1000};
    for (size_t n = 0; n < sizeof pieces / sizeof *pieces; n++) {
        struct caldav_lay lay;
        caldav_lay_init(&lay, memfd_create("lay", 0), 1 << 20);
        size_t kept = 0, n_kept = 0;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            enum lay_verdict verdict;
            assert_int_equal(lay_text(&lay, rows[i].text, pieces[n], &verdict), 0);
            assert_int_equal(verdict, rows[i].verdict);
            if (verdict == LAY_KEPT) {
                assert_int_equal(lay.chapters[n_kept++].begin, kept);
                kept += strlen(rows[i].text) + 2;
            }
        }
        assert_int_equal(lay.n_chapters, n_kept);
        assert_int_equal(caldav_lay_finish(&lay, NULL), 0);
        assert_int_equal(lseek(lay.fd, 0, SEEK_END), kept);
        caldav_lay_done(&lay);
    }
}

/* What is taken back was long since written. */
static void test_large(void **state)
{
    (void)state;
    struct caldav_lay lay;
    enum lay_verdict verdict;
    char line[1001];
    caldav_lay_init(&lay, memfd_create("lay", 0), 1 << 20);
    assert_int_equal(lay_text(&lay, HEAD EVENT TAIL, 100, &verdict), 0);
    memset(line, 'x', 999);
    line[999] = '\n';
    for (int i = 0; i < 200; i++) {
        assert_int_equal(caldav_lay_piece(&lay, line, 1000, NULL), 0);
    }
    caldav_lay_drop(&lay);
    assert_int_equal(lay_text(&lay, HEAD EVENT TAIL, 100, &verdict), 0);
    assert_int_equal(caldav_lay_finish(&lay, NULL), 0);
    size_t len = strlen(HEAD EVENT TAIL) + 2;
    assert_int_equal(lseek(lay.fd, 0, SEEK_END), 2 * len);
    assert_int_equal(lay.chapters[1].begin, len);
    assert_int_equal(pread(lay.fd, line, len, (off_t)len), len);
    assert_memory_equal(line, HEAD EVENT TAIL "\r\n", len);
    caldav_lay_done(&lay);
}

static void test_ceiling(void **state)
{
    (void)state;
    struct caldav_lay lay;
    enum lay_verdict verdict;
    caldav_lay_init(&lay, memfd_create("lay", 0), 150);
    assert_int_equal(lay_text(&lay, HEAD EVENT TAIL, 100, &verdict), 0);
    struct err err = {0};
    assert_int_equal(caldav_lay_piece(&lay, HEAD EVENT TAIL HEAD EVENT, 100, &err), ERR_LIMIT);
    caldav_lay_done(&lay);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_ceiling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
