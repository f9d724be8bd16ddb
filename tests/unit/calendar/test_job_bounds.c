/* A process that was taken over: how long it is listened to, and what becomes of its error output. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "job_rig.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* It shows ever new events on the desk and never answers. */
static void is_not_listened_to_for_ever(void **state)
{
    (void)state;
    struct calendar_job *job = long_job_start(60);
    struct calendar_content all;
    struct err err = {0};
    int64_t now = 1;
    int rc = CALENDAR_JOB_READING;
    calendar_content_init(&all);
    stop_at_work(&all, job, now);
    for (int i = 0; rc > 0; i++) {
        assert_true(i < 1000);
        job->desk->event = job->next + 1 + (uint32_t)i % 2;
        now += CALENDAR_EVENT_TIMEOUT_MS * 1000 - 1;
        rc = calendar_job_step(job, now, &err);
    }
    assert_int_equal(rc, ERR_UNREADABLE);
    assert_string_equal(err.message, "reading it took too long in all");
    assert_true(now >= CALENDAR_LISTEN_MS * 1000);
    calendar_content_done(&all);
    calendar_job_free(job);
}

/* The names are not said again. */
static void goes_on_behind_the_first_event(void **state)
{
    (void)state;
    enum { EVENTS = 60 };
    struct calendar_job *job = long_job_start(EVENTS);
    struct calendar_content all;
    calendar_content_init(&all);
    while (!job->opened) {
        assert_true(go_on(&all, job, 1, NULL) > 0);
    }
    assert_int_equal(job->next, 0);
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    assert_int_equal(dup2(nothing, job->process.fd), job->process.fd);
    close(nothing);
    buf_clear(&job->input);
    job->input_whole = false;
    job->desk->event = 1;
    assert_int_equal(go_to_the_end(&all, job, 1, NULL), CALENDAR_JOB_DONE);
    assert_int_equal(job->deaths, 1);
    assert_int_equal(all.n_events, EVENTS - 1);
    assert_int_equal(all.n_refusals, 1);
    assert_string_equal(all.refusals[0].uid, "0");
    assert_string_equal(all.refusals[0].why, "reading it crashed");
    calendar_content_done(&all);
    calendar_job_free(job);
}

static char *script_write(const char *text)
{
    char *path = mem_strdup("/tmp/cospaced-reader-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    assert_int_equal(fchmod(fd, 0700), 0);
    close(fd);
    return path;
}

/* One line without controls, however much there was; and it does not wait for anybody to read it. */
static void says_its_last_word(void **state)
{
    (void)state;
    static const struct {
        const char *script, *said;
        size_t len;
    } cases[] = {
        {"#!/bin/sh\nexit 1\n", "", 0},
        {"#!/bin/sh\nprintf ' oh\\033[2J\\nno\\377 ' >&2\nkill -9 $$\n", "oh [2J no", 9},
        {"#!/bin/sh\ni=0\nwhile [ $i -lt 20000 ]; do echo 123456789 >&2; i=$((i+1)); done\nexit 1\n",
         "123456789 123456789 ", PROCESS_SAID_SIZE - 2},
    };
    static const char text[] = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *path = script_write(cases[i].script);
        struct calendar_job_options options = options_2026();
        struct calendar_job *job = NULL;
        struct calendar_content all;
        options.program = path;
        calendar_content_init(&all);
        assert_int_equal(calendar_job_start(&options, calendar_body_of(text, sizeof text - 1, NULL), &job, NULL), 0);
        assert_true(go_to_the_end(&all, job, 1, NULL) < 0);
        assert_memory_equal(calendar_job_said(job), cases[i].said, strlen(cases[i].said));
        assert_in_range(strlen(calendar_job_said(job)), cases[i].len, cases[i].len + 1);
        calendar_job_free(job);
        unlink(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_on_behind_the_first_event),
        cmocka_unit_test(is_not_listened_to_for_ever),
        cmocka_unit_test(says_its_last_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
