/* What was put comes back; whatever is short, overlong or odd turns the reader bad and stays so. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/random.h"
#include "base/wire.h"

#include <string.h>

static struct wire_reader reader_of(const struct buf *buf)
{
    return (struct wire_reader){.at = buf->data, .left = buf->len};
}

static void test_round_trip(void **state)
{
    (void)state;
    static const uint64_t numbers[] = {0, 1, 255, 256, UINT32_MAX, UINT64_C(0x0123456789abcdef), UINT64_MAX};
    static const char *const texts[] = {"", "a", "longer than that", NULL, "K\xC3\xB6ln"};
    struct buf buf CLEAN_BUF;
    buf_init(&buf, 10000);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        wire_put_u32(&buf, (uint32_t)numbers[i]);
        wire_put_u64(&buf, numbers[i]);
        wire_put_i64(&buf, (int64_t)numbers[i]);
    }
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        wire_put_string(&buf, texts[i]);
    }
    wire_put_bytes(&buf, "bytes!", 5);
    struct wire_reader reader = reader_of(&buf);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        assert_int_equal(wire_get_u32(&reader), (uint32_t)numbers[i]);
        assert_int_equal(wire_get_u64(&reader), numbers[i]);
        assert_int_equal(wire_get_i64(&reader), (int64_t)numbers[i]);
    }
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *text CLEAN_FREE = wire_get_string(&reader, 100);
        assert_true((text == NULL) == (texts[i] == NULL));
        assert_true(text == NULL || strcmp(text, texts[i]) == 0);
    }
    char *bytes CLEAN_FREE = wire_get_string(&reader, 5);
    assert_string_equal(bytes, "bytes");
    assert_int_equal(reader.left, 0);
    assert_false(reader.bad);
}

static void test_layout(void **state)
{
    (void)state;
    struct buf buf CLEAN_BUF;
    buf_init(&buf, 100);
    wire_put_u32(&buf, 0x01020304);
    wire_put_i64(&buf, -2);
    wire_put_string(&buf, "ab");
    wire_put_string(&buf, NULL);
    static const char expected[] = "\4\3\2\1\xfe\xff\xff\xff\xff\xff\xff\xff\2\0\0\0ab\xff\xff\xff\xff";
    assert_int_equal(buf.len, sizeof expected - 1);
    assert_memory_equal(buf.data, expected, buf.len);
}

static void test_bad_strings(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        size_t limit;
    } cases[] = {
        {"\3\0\0\0ab",   6, 100     }, /* short of a byte */
        {"\3\0\0\0abc",  7, 2       }, /* over the ceiling */
        {"\3\0\0\0a\0c", 7, 100     }, /* a NUL inside */
        {"\3\0\0",       3, 100     }, /* not even a length */
        {"\xfe\xff\xff\xff"
         "a",   5, SIZE_MAX}, /* the longest length there is */
        {"",             0, 100     },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wire_reader reader = {.at = cases[i].bytes, .left = cases[i].len};
        assert_null(wire_get_string(&reader, cases[i].limit));
        assert_true(reader.bad);
    }
}

static void test_bad_stays_bad(void **state)
{
    (void)state;
    struct wire_reader reader = {.at = "\1\0\0\0\2\0\0", .left = 7};
    assert_int_equal(wire_get_u64(&reader), 0);
    assert_true(reader.bad);
    assert_int_equal(wire_get_u32(&reader), 0); /* would have been there */
    assert_int_equal(wire_get_i64(&reader), 0);
    assert_null(wire_get_string(&reader, 10));
    assert_true(reader.bad);
}

/* Chance bytes never lead the reader beyond its end (the sanitizer watches) and it always comes to one. */
static void test_chance_bytes(void **state)
{
    (void)state;
    struct random random;
    random_init_number(&random, 11);
    for (int n = 0; n < 2000; n++) {
        size_t len = (size_t)random_below(&random, 64);
        char *bytes CLEAN_FREE = mem_zalloc(len);
        random_bytes(&random, bytes, len);
        for (size_t i = 3; i < len; i += 4) {
            bytes[i] = bytes[i - 1] = 0; /* lengths small enough to be believed now and then */
        }
        struct wire_reader reader = {.at = bytes, .left = len};
        while (!reader.bad) {
            char *text CLEAN_FREE = wire_get_string(&reader, 40);
            assert_true(text == NULL || strlen(text) <= 40);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),    cmocka_unit_test(test_layout),       cmocka_unit_test(test_bad_strings),
        cmocka_unit_test(test_bad_stays_bad), cmocka_unit_test(test_chance_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
