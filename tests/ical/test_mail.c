/* Collected mails: the calendar found in each is the one that stands beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

#include "../../src/calendar/mail.h"

#include <glob.h>
#include <string.h>

#define FOLDER ICAL_DIR "/corpus/thunderbird/browser/invitations/data"

/* Line ends aside. */
static bool same(const char *a, const char *b)
{
    for (;;) {
        a += strspn(a, "\r\n");
        b += strspn(b, "\r\n");
        if (*a != *b || *a == '\0')
            return *a == *b;
        a++;
        b++;
    }
}

static void finds_what_is_in_mails(void **state)
{
    (void)state;
    glob_t found;
    size_t compared = 0;
    assert_int_equal(glob(FOLDER "/*.eml", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        size_t len, wanted_len;
        struct mail mail;
        struct err err = {0};
        CLEAN_FREE char *beside = mem_printf("%s.ics", found.gl_pathv[i]);
        CLEAN_FREE char *text = ical_file(found.gl_pathv[i], &len);
        if (mail_read(text, len, &mail, &err) != 0)
            fail_msg("%s: %s", found.gl_pathv[i], err.message);
        assert_true(mail.method != METHOD_OTHER && strchr(mail.sender, '@') != NULL);
        if (access(beside, R_OK) == 0) {
            CLEAN_FREE char *wanted = ical_file(beside, &wanted_len);
            compared++;
            if (!same(wanted, buf_string(&mail.calendar)))
                fail_msg("%s holds something else", found.gl_pathv[i]);
        }
        mail_done(&mail);
    }
    printf("%zu mails, %zu compared\n", found.gl_pathc, compared);
    assert_true(compared > 0);
    globfree(&found);
}

int main(void)
{
    ical_need(FOLDER);
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_what_is_in_mails)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
