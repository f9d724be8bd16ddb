/* Signatures beside the example of Standard Webhooks, and beside what Python's hmac makes of the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/webhook/sign.h"

#include <string.h>

#define SHORT "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
#define LONG  "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw=="

static void signatures(void **state)
{
    (void)state;
    const struct {
        const char *secrets, *id;
        int64_t timestamp;
        const char *body, *signature;
    } cases[] = {
        {SHORT, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}",
         "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
        {LONG, "evt_1a2b3c4d_7", 1700000000, "{}", "v1,1iRDBcWR0O0+EagzALSsJKLFTF6wNVUBeABTnnC01nQ="},
        {LONG " " LONG, "evt_1a2b3c4d_7", 1700000000, "{}",
         "v1,1iRDBcWR0O0+EagzALSsJKLFTF6wNVUBeABTnnC01nQ= v1,1iRDBcWR0O0+EagzALSsJKLFTF6wNVUBeABTnnC01nQ="},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct secret secrets = {0};
        CLEAN_BUF struct buf body, signature;
        buf_init(&body, 1000);
        buf_init(&signature, 1000);
        buf_append_string(&body, cases[i].body);
        secret_set(&secrets, cases[i].secrets);
        sign(&secrets, cases[i].id, cases[i].timestamp, &body, &signature);
        assert_string_equal(buf_string(&signature), cases[i].signature);
        secret_done(&secrets);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(signatures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
