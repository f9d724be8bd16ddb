/* Mails: where the calendar in them is, how it is encoded, who sent it, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/calendar/mail.h"
#include "../../../src/calendar/mail_header.h"

#include "base/mem.h"

#include <string.h>

#define FROM        "From: Ann <ann@example.com>\n"
#define CALENDAR    "Content-Type: text/calendar; charset=utf-8; method=REQUEST\n"
#define MIXED(body) FROM "Content-Type: multipart/mixed; boundary=b\n\n--b\n" body "--b--\n"

static const struct {
    const char *name, *mail, *calendar; /* of its lines, those that are not empty, joined by | */
} good_cases[] = {
    {"bare", FROM CALENDAR "\nA\nB\n", "A|B"},
    {"bare, CRLF and a mailbox's line",
     "\r\nFrom ann Thu Jan  1 00:00:00 2026\r\nFrom: ann@example.com\r\nContent-Type: text/calendar\r\n\r\nA\r\n", "A"},
    {"folded, in odd letters", FROM "content-TYPE:\n\tTeXt/CaLeNdAr;\n charset=\"UTF-8\";\n\tmethod=request\n\nA\n",
     "A"},
    {"comments and blanks", FROM "Content-Type: (a (nested) one) text/calendar (x); (y) charset = utf-8\n\nA\n", "A"},
    {"base64", FROM CALENDAR "Content-Transfer-Encoding: BASE64\n\nQUJD\nRA==\n", "ABCD"},
    {"base64 without padding", FROM CALENDAR "Content-Transfer-Encoding: base64\n\nQUJ DRA", "ABCD"},
    {"quoted-printable", FROM CALENDAR "Content-Transfer-Encoding: Quoted-Printable\n\nA=3DB=\n=c3=A4  \nC=\n=\nD =x\n",
     "A=B\303\244|CD =x"},
    {"8bit in Latin",
     FROM "Content-Type: text/calendar; charset=ISO-8859-1\nContent-Transfer-Encoding: 8bit\n\n\344\200\n",
     "\303\244\342\202\254"},
    {"quoted-printable in windows-1252",
     FROM
     "Content-Type: text/calendar; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\n=96=81=FC\n",
     "\342\200\223\357\277\275\303\274"},
    {"in mixed", MIXED("Content-Type: text/plain\n\nhello\n--b\n" CALENDAR "\nA\n"), "A"},
    {"preamble and epilogue",
     FROM "Content-Type: multipart/mixed; boundary=\"b c\"\n\nBEGIN\n--b\n--b c  \n" CALENDAR
          "\nA\n--b c--\n--b c\n" CALENDAR "\nZ\n",
     "A"},
    {"no last delimiter", FROM "Content-Type: multipart/mixed; boundary=b\n\n--b\n" CALENDAR "\nA\n", "A"},
    {"a delimiter that begins like another",
     FROM "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=bb\n\n"
          "--bb\nContent-Type: text/plain\n\nx\n--bb\n" CALENDAR "\nA\n--bb--\n--b--\n",
     "A"},
    {"an inner multipart that is not ended",
     MIXED("Content-Type: multipart/alternative; boundary=i\n\n--i\n" CALENDAR
           "\nA\n--b\nContent-Type: text/plain\n\nx\n"),
     "A"},
    {"the boundary in pieces",
     FROM "Content-Type: multipart/mixed; boundary*0=\"b\"; boundary*1*=%63; boundary*2=d\n\n--bcd\n" CALENDAR
          "\nA\n--bcd--\n",
     "A"},
    {"the boundary with its charset",
     FROM "Content-Type: multipart/mixed; boundary*=us-ascii'en'b%20c\n\n--b c\n" CALENDAR "\nA\n--b c--\n", "A"},
    {"text/calendar before an attachment of it",
     MIXED("Content-Type: application/ics; name=invite.ics\n\nZ\n--b\n" CALENDAR "\nA\n--b\n"
           "Content-Type: text/calendar; name=x.ics\nContent-Disposition: attachment\n\nY\n"),
     "A"},
    {"the same twice, with other line ends",
     MIXED(CALENDAR "\nA\nB\n--b\n" CALENDAR "Content-Transfer-Encoding: base64\n\nQQ0KQg0K\n"), "A|B"},
    {"an attachment", MIXED("Content-Type: text/calendar\nContent-Disposition: ATTACHMENT; filename=a\n\nA\n"), "A"},
    {"application/ics", MIXED("Content-Type: text/html\n\nx\n--b\nContent-Type: application/ics\n\nA\n"), "A"},
    {"a file's name",
     MIXED("Content-Type: application/octet-stream\nContent-Disposition: attachment; "
           "filename*=utf-8''Termin%20%C3%A4.ICS\n\nA\n"),
     "A"},
    {"a file's name at its type", MIXED("Content-Type: application/octet-stream; name=\"a \\\"b\\\".ics\"\n\nA\n"),
     "A"},
    {"forwarded", MIXED("Content-Type: message/rfc822\n\nFrom: eve@example.net\n" CALENDAR "\nA\n"), "A"},
    {"beside a forwarded one",
     MIXED("Content-Type: message/rfc822\n\nFrom: eve@example.net\n" CALENDAR "\nZ\n--b\nContent-Type: x/y; "
           "name=a.ics\n\nA\n"),
     "A"},
    {"signed",
     FROM "Content-Type: multipart/signed; boundary=b; protocol=\"application/pkcs7-signature\"\n\n--b\n" CALENDAR
          "\nA\n--b\nContent-Type: application/pkcs7-signature\n\nx\n--b--\n",
     "A"},
};

static void lines_join(struct buf *text)
{
    size_t n = 0;
    for (size_t i = 0; i < text->len; i++) {
        char c = text->data[i];
        bool end = c == '\r' || c == '\n';
        if (!end)
            text->data[n++] = c;
        else if (n > 0 && text->data[n - 1] != '|')
            text->data[n++] = '|';
    }
    text->len = n > 0 && text->data[n - 1] == '|' ? n - 1 : n;
    text->data[text->len] = '\0';
}

static void finds_the_calendar(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good_cases / sizeof *good_cases; i++) {
        struct mail mail;
        struct err err = {0};
        int rc = mail_read(good_cases[i].mail, strlen(good_cases[i].mail), &mail, &err);
        if (rc != 0)
            fail_msg("%s: %s", good_cases[i].name, err.message);
        lines_join(&mail.calendar);
        if (strcmp(buf_string(&mail.calendar), good_cases[i].calendar) != 0)
            fail_msg("%s: %s", good_cases[i].name, buf_string(&mail.calendar));
        assert_string_equal(mail.sender, "ann@example.com");
        mail_done(&mail);
    }
}

static void refuses(void **state)
{
    (void)state;
    static const struct {
        const char *mail;
        int code;
        uint32_t line;
        const char *why;
    } cases[] = {
        {"", ERR_INVALID, 1, "no From"},
        {"BEGIN:VCALENDAR\nEND:VCALENDAR\n", ERR_INVALID, 1, "no From"},
        {FROM FROM CALENDAR "\nA\n", ERR_INVALID, 1, "more than one From"},
        {"From: a@x, b@y\n" CALENDAR "\nA\n", ERR_INVALID, 0, "several senders: a@x, b@y"},
        {"From: Ann\n" CALENDAR "\nA\n", ERR_INVALID, 0, "no address: Ann"},
        {"From:\n" CALENDAR "\nA\n", ERR_INVALID, 0, "no sender"},
        {FROM "\nhello\n", ERR_UNREADABLE, 0, "no calendar"},
        {FROM "Content-Type: application/ms-tnef\n\nx\n", ERR_UNREADABLE, 0, "winmail.dat"},
        {FROM "Content-Type: application/pkcs7-mime\n\nx\n", ERR_UNREADABLE, 0, "encrypted"},
        {FROM "Content-Type: multipart/mixed\n\nx\n", ERR_UNREADABLE, 1, "no boundary"},
        {FROM CALENDAR "Content-Transfer-Encoding: x-uuencode\n\nA\n", ERR_UNREADABLE, 1, "not known: x-uuencode"},
        {FROM CALENDAR "Content-Transfer-Encoding: base64\n\nA!\n", ERR_UNREADABLE, 1, "broken base64"},
        {MIXED("Content-Type: text/calendar; charset=utf-16\n\nA\n"), ERR_UNREADABLE, 5, "written in utf-16"},
        {MIXED(CALENDAR "\nA\n--b\n" CALENDAR "\nB\n"), ERR_UNREADABLE, 9, "two different calendars"},
        {MIXED("Content-Type: message/rfc822\n\nFrom: a@x\nContent-Type: message/rfc822\n\n" CALENDAR "\nA\n"),
         ERR_UNREADABLE, 0, "no calendar"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mail mail;
        struct err err = {0};
        int rc = mail_read(cases[i].mail, strlen(cases[i].mail), &mail, &err);
        if (rc != cases[i].code || err.line != cases[i].line || strstr(err.message, cases[i].why) == NULL)
            fail_msg("case %zu: %d, line %u, %s", i, rc, err.line, err.message);
        mail_done(&mail);
    }
}

/* What would cost without end, or be guessed. */
static void has_ceilings(void **state)
{
    (void)state;
    static const struct {
        const char *head, *again, *tail;
        size_t times;
        int rc;
    } cases[] = {
        {FROM "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n", "--b\n" CALENDAR "\nA\n", 998, 0},
        {FROM "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n", "--b\n" CALENDAR "\nA\n", 999, ERR_LIMIT},
        {FROM, "X-Filler: 12345678901234567890\n", CALENDAR "\nA\n", 8000, 0},
        {FROM, "X-Filler: 12345678901234567890\n", CALENDAR "\nA\n", 9000, ERR_LIMIT},
        {FROM "Content-Type: text/calendar;", " x=1;", "\n\nA\n", 3000, 0},
        {FROM "Content-Type: ", "(", ") text/calendar\n\nA\n", 15000, ERR_UNREADABLE},
        {FROM CALENDAR "\nA", "--b\n", "", 100000, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_BUF struct buf text;
        struct mail mail;
        struct err err = {0};
        buf_init(&text, 10 * 1024 * 1024);
        buf_append_string(&text, cases[i].head);
        for (size_t n = 0; n < cases[i].times; n++)
            buf_append_string(&text, cases[i].again);
        buf_append_string(&text, cases[i].tail);
        int rc = mail_read(text.data, text.len, &mail, &err);
        if (rc != cases[i].rc)
            fail_msg("case %zu: %d %s", i, rc, err.message);
        mail_done(&mail);
    }
}

static void nests_so_deep(void **state)
{
    (void)state;
    for (int depth = 6; depth <= 9; depth++) {
        CLEAN_BUF struct buf text;
        struct mail mail;
        buf_init(&text, 10000);
        buf_append_string(&text, FROM);
        for (int i = 0; i < depth; i++)
            buf_printf(&text, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
        buf_append_string(&text, CALENDAR "\nA\n");
        assert_int_equal(mail_read(text.data, text.len, &mail, NULL), depth < 8 ? 0 : ERR_LIMIT);
        mail_done(&mail);
    }
}

static void reads_addresses(void **state)
{
    (void)state;
    static const struct {
        const char *value, *address; /* NULL: refused */
    } cases[] = {
        {"ann@example.com", "ann@example.com"},
        {"Ann <ann@example.com>", "ann@example.com"},
        {"\"Ann, of <eve@example.net>\" <ann@example.com>", "ann@example.com"},
        {"eve@example.net <ann@example.com>", "ann@example.com"},
        {"=?utf-8?q?=3Ceve=40example.net=3E?= <ann@example.com>", "ann@example.com"},
        {"ann@example.com (Ann (the \\) first), eve@example.net)", "ann@example.com"},
        {"< ann @ example.com >", "ann@example.com"},
        {"\"ann of x\"@example.com", "\"ann of x\"@example.com"},
        {"ann@example.com,", "ann@example.com"},
        {"Team: ann@example.com;", "ann@example.com"},
        {"j\303\266rg@example.com", "j\303\266rg@example.com"},
        {"Team: ann@example.com, bob@example.com;", NULL},
        {"Team:;", NULL},
        {"<ann@example.com> <eve@example.net>", NULL},
        {"<@relay,@other:ann@example.com>", NULL},
        {"Ann", NULL},
        {"@example.com", NULL},
        {"ann@", NULL},
        {"ann@example.com>, <eve@example.net", NULL},
        {"<>", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_BUF struct buf address;
        buf_init(&address, 1000);
        struct err err = {0};
        int rc = mail_address(cases[i].value, &address, &err);
        bool good = cases[i].address != NULL ? rc == 0 && strcmp(buf_string(&address), cases[i].address) == 0
                                             : rc == ERR_INVALID && err.message[0] != '\0';
        if (!good)
            fail_msg("%s: %d %s", cases[i].value, rc, buf_string(&address));
    }
}

static void settles_the_method(void **state)
{
    (void)state;
    static const struct {
        enum calendar_method mail, calendar, settled;
        int rc;
    } cases[] = {
        {METHOD_NONE, METHOD_NONE, METHOD_NONE, 0},
        {METHOD_NONE, METHOD_CANCEL, METHOD_CANCEL, 0},
        {METHOD_REQUEST, METHOD_NONE, METHOD_REQUEST, 0},
        {METHOD_REQUEST, METHOD_REQUEST, METHOD_REQUEST, 0},
        {METHOD_OTHER, METHOD_OTHER, METHOD_OTHER, 0},
        {METHOD_REQUEST, METHOD_CANCEL, METHOD_CANCEL, ERR_UNREADABLE},
        {METHOD_OTHER, METHOD_CANCEL, METHOD_CANCEL, ERR_UNREADABLE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mail mail = {.method = cases[i].mail};
        enum calendar_method method = cases[i].calendar;
        struct err err = {0};
        assert_int_equal(mail_settle_method(&mail, &method, &err), cases[i].rc);
        assert_int_equal(method, cases[i].settled);
        assert_true(cases[i].rc == 0 || strstr(err.message, "CANCEL") != NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_calendar), cmocka_unit_test(refuses),         cmocka_unit_test(has_ceilings),
        cmocka_unit_test(nests_so_deep),      cmocka_unit_test(reads_addresses), cmocka_unit_test(settles_the_method),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
