/* Server-sent events out of bytes that come in any pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "event_reader.h"

#include <string.h>

struct told {
    struct event_reader reader;
    struct buf said;
};

static void on_event(void *ctx, const char *word, const char *data)
{
    struct told *told = ctx;
    buf_printf(&told->said, "[%s %s %s]", told->reader.id, word, data);
}

static void on_place(void *ctx)
{
    struct told *told = ctx;
    buf_printf(&told->said, "[%s]", told->reader.id);
}

static void told_init(struct told *told)
{
    event_reader_init(&told->reader);
    buf_init(&told->said, 4096);
    told->reader.event = on_event;
    told->reader.place = on_place;
    told->reader.ctx = told;
}

static void told_done(struct told *told)
{
    event_reader_done(&told->reader);
    buf_done(&told->said);
}

static void any_pieces_make_the_same_events(void **state)
{
    (void)state;
    static const char stream[] =
        "retry: 2000\nid: 7\n\n: still here\nid: 8\n\nid: 9\nevent: meeting\ndata: {\"a\":1}\n\n"
        "event: pool\nid: 10\nwhat: is this\ndata:{}\n\nid: 11\nevent: half";
    for (size_t piece = 1; piece <= sizeof stream; piece++) {
        struct told told;
        told_init(&told);
        for (size_t at = 0; at < sizeof stream - 1; at += piece) {
            size_t left = sizeof stream - 1 - at;
            assert_true(event_reader_take(&told.reader, stream + at, left < piece ? left : piece));
        }
        assert_string_equal(buf_string(&told.said), "[7][8][9 meeting {\"a\":1}][10 pool {}]");
        event_reader_restart(&told.reader);
        event_reader_take(&told.reader, "data: x\n\n", 9);
        assert_string_equal(buf_string(&told.said), "[7][8][9 meeting {\"a\":1}][10 pool {}][11  x]");
        told_done(&told);
    }
}

static void a_line_without_end_is_enough(void **state)
{
    (void)state;
    struct told told;
    told_init(&told);
    char piece[65536];
    memset(piece, 'x', sizeof piece);
    bool more = true;
    size_t n = 0;
    while (more && n < 1024) {
        more = event_reader_take(&told.reader, piece, sizeof piece);
        n++;
    }
    assert_false(more);
    told_done(&told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_pieces_make_the_same_events),
        cmocka_unit_test(a_line_without_end_is_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
