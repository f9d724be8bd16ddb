/* What a CalDAV server cannot have: the login for another one, requests without end, files between looks. */
#include "caldav_script.h"

#include <sys/stat.h>

#define UNFINISHED "/c/</href><status>HTTP/1.1 507 x</status></response>"

/* A page that says to go on where it began is not asked for again and again: all is compared in another way. */
static void test_pages_that_lead_nowhere(void **state)
{
    struct fixture *f = *state;
    first_look(f);
    LOOK("partial -/c/b%40x.ics", LIST("/c/", "0", CALENDAR("t9", "c9")),
         SYNC("/c/", "t1", MULTI HREF "/c/n.ics" PROP OK HREF UNFINISHED TOKEN "t1" ENDTOK END),
         {"REPORT", "/c/", "1", "calendar-query", 207, MULTI HREF "/c/a.ics" PROP ETAG "\"1\"" ENDTAG OK END, NULL});
}

/* What was read in part is compared as a whole, though the server says that nothing changed: it may have gone back. */
static void test_after_a_body_that_was_read_in_part(void **state)
{
    struct fixture *f = *state;
    first_look(f);
    LOOK("unchanged", LIST("/c/", "0", CALENDAR("t1", "c1")));
    f->is_unfinished = true;
    LOOK("partial -/c/b%40x.ics", LIST("/c/", "0", CALENDAR("t1", "c1")),
         SYNC("/c/", "", MULTI HREF "/c/a.ics" PROP ETAG "\"1\"" ENDTAG OK TOKEN "t1" ENDTOK END));
    f->is_unfinished = false;
    LOOK("unchanged", LIST("/c/", "0", CALENDAR("t1", "c1")));
}

/* Each request, and each page of an answer that comes in several, has the token. */
static void test_a_token_for_each_request(void **state)
{
    struct fixture *f = *state;
    first_look(f);
    secret_set(&f->calendar.token, "to.ken");
    f->wants = "Bearer to.ken";
    LOOK("partial /c/n.ics=\"3\"(n)", LIST("/c/", "0", CALENDAR("t2", "c2")),
         SYNC("/c/", "t1", MULTI HREF "/c/n.ics" PROP ETAG "\"3\"" ENDTAG OK HREF UNFINISHED TOKEN "t1b" ENDTOK END),
         SYNC("/c/", "t1b", MULTI TOKEN "t2" ENDTOK END),
         GET("/c/", "/c/n.ics", MULTI HREF "/c/n.ics" PROP ETAG "\"3\"" ENDTAG EVENT("n") OK END));
    secret_done(&f->calendar.token);
}

static size_t files_open_without_a_name(void)
{
    size_t n = 0;
    for (int fd = 0; fd < 256; fd++) {
        struct stat status;
        n += fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink == 0;
    }
    return n;
}

/* However a look ends, it holds nothing until the next one. */
static void test_between_looks(void **state)
{
    struct fixture *f = *state;
    size_t before = files_open_without_a_name();
    first_look(f);
    assert_int_equal(files_open_without_a_name(), before);
    LOOK("unchanged", LIST("/c/", "0", CALENDAR("t1", "c1")));
    assert_int_equal(files_open_without_a_name(), before);
    LOOK("failed: is busy or under repair (503)", LIST("/c/", "0", CALENDAR("t2", "c2")),
         SYNC("/c/", "t1", MULTI HREF "/c/n.ics" PROP OK TOKEN "t2" ENDTOK END),
         {"REPORT", "/c/", "0", "/c/n.ics", 503, "", NULL});
    assert_int_equal(files_open_without_a_name(), before);
    LOOK("failed: the answer is not well-formed XML", LIST("/c/", "0", MULTI HREF "/c/"));
    assert_int_equal(files_open_without_a_name(), before);
}

#define NO_LOGIN                                                                                                       \
    "failed: the server leads to calendars on another host, which does not get this login: put the address of the "    \
    "calendars there into the configuration"

/* Neither what an answer names nor where a redirect ends gets the login, unless it is of the configured host. */
static void test_the_login_stays_here(void **state)
{
    struct fixture *f = *state;
    static char user[] = "u";
    start(f, "/x/");
    f->calendar.username = user;
    LOOK(NO_LOGIN,
         FIND("/x/", MULTI HREF "/x/" PROP
                                "<C:calendar-home-set><href>http://evil.example/</href></C:calendar-home-set>" OK END));
    CLEAN_FREE char *away = mem_printf("http://localhost:%u/c/", http_server_port(f->server));
    const struct turn turns[] = {{"PROPFIND", "/x/", "0", "", 302, "", away}, FIND("/c/", CALENDAR("t1", "c1"))};
    look(f, turns, 2, NO_LOGIN);
}

#define PRINCIPAL(path, next)                                                                                          \
    FIND(path, MULTI HREF path PROP "<current-user-principal><href>" next "</href></current-user-principal>" OK END)

/* Each principal names another: that has an end. */
static void test_principals_without_end(void **state)
{
    struct fixture *f = *state;
    start(f, "/x/");
    LOOK("failed: no calendar is found at this address, its principal or /.well-known/caldav; check the url and whose "
         "login it is",
         PRINCIPAL("/x/", "/1/"), PRINCIPAL("/1/", "/2/"), PRINCIPAL("/2/", "/3/"), PRINCIPAL("/3/", "/4/"),
         PRINCIPAL("/4/", "/5/"), {"PROPFIND", "/.well-known/caldav", "0", "", 404, "", NULL},
         {"PROPFIND", "/", "0", "", 404, "", NULL});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_after_a_body_that_was_read_in_part, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_token_for_each_request, setup, teardown),
        cmocka_unit_test_setup_teardown(test_pages_that_lead_nowhere, setup, teardown),
        cmocka_unit_test_setup_teardown(test_between_looks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_login_stays_here, setup, teardown),
        cmocka_unit_test_setup_teardown(test_principals_without_end, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
