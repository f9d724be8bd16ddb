/* A server of bare bytes that reads a whole request, so may have acted upon it, and then ends the connection in one of
 * the ways a dying server does. Whatever is not a GET may reach it once only. */
#include "fixture.h"

enum death { FIN, RST, HALF_HEAD, HALF_BODY };

struct villain {
    struct fixture *f;
    int listen_fd;
    int fd; /* the one connection that is open, or -1 */
    struct loop_source *acceptable, *readable;
    char *url;
    struct buf got;
    int requests;  /* since the last reset */
    int alive_for; /* requests that are still answered */
    int each;      /* so many on each connection, if not 0 */
    enum death death;
};

static void villain_hang_up(struct villain *villain)
{
    loop_source_free(villain->readable);
    villain->readable = NULL;
    if (villain->fd >= 0)
        close(villain->fd);
    villain->fd = -1;
    buf_clear(&villain->got);
}

static void villain_die(struct villain *villain)
{
    static const char half_head[] = "HTTP/1.1 200 OK\r\nContent-Le";
    static const char half_body[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe";
    const struct linger at_once = {.l_onoff = 1};
    if (villain->death == RST)
        setsockopt(villain->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    else if (villain->death == HALF_HEAD)
        send(villain->fd, half_head, sizeof half_head - 1, MSG_NOSIGNAL);
    else if (villain->death == HALF_BODY)
        send(villain->fd, half_body, sizeof half_body - 1, MSG_NOSIGNAL);
    villain_hang_up(villain);
}

/* Head and body, if any, are here. */
static bool request_is_whole(const char *text)
{
    const char *end = strstr(text, "\r\n\r\n");
    const char *length = strstr(text, "Content-Length: ");
    return end != NULL && (length == NULL || strlen(end + 4) >= strtoul(length + 16, NULL, 10));
}

static void on_villain_readable(void *ctx, uint32_t ready)
{
    static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    (void)ready;
    struct villain *villain = ctx;
    char bytes[4096];
    ssize_t len = recv(villain->fd, bytes, sizeof bytes, MSG_DONTWAIT);
    if (len <= 0) {
        villain_hang_up(villain);
        return;
    }
    buf_append(&villain->got, bytes, (size_t)len);
    if (!request_is_whole(buf_string(&villain->got)))
        return;
    villain->requests++;
    buf_clear(&villain->got);
    if (villain->alive_for-- > 0)
        assert_int_equal(send(villain->fd, answer, sizeof answer - 1, MSG_NOSIGNAL), sizeof answer - 1);
    else
        villain_die(villain);
}

static void on_villain_acceptable(void *ctx, uint32_t ready)
{
    (void)ready;
    struct villain *villain = ctx;
    villain_hang_up(villain);
    villain->fd = accept4(villain->listen_fd, NULL, NULL, SOCK_CLOEXEC);
    assert_true(villain->fd >= 0);
    villain->alive_for = villain->each != 0 ? villain->each : villain->alive_for;
    villain->readable = loop_add_io(villain->f->loop, villain->fd, LOOP_READ, on_villain_readable, villain);
}

static void villain_start(struct villain *villain, struct fixture *f)
{
    *villain = (struct villain){.f = f, .fd = -1};
    buf_init(&villain->got, 1 << 16);
    villain->listen_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t len = sizeof address;
    assert_int_equal(bind(villain->listen_fd, (struct sockaddr *)&address, len), 0);
    assert_int_equal(listen(villain->listen_fd, 8), 0);
    assert_int_equal(getsockname(villain->listen_fd, (struct sockaddr *)&address, &len), 0);
    villain->acceptable = loop_add_io(f->loop, villain->listen_fd, LOOP_READ, on_villain_acceptable, villain);
    villain->url = mem_printf("http://127.0.0.1:%d", ntohs(address.sin_port));
    client_start_with(f, &(struct client_setup){.url = villain->url});
}

/* One that has seen nothing yet: a client whose connections have died is wary. */
static void villain_meet_anew(struct villain *villain)
{
    villain_hang_up(villain);
    client_start_with(villain->f, &(struct client_setup){.url = villain->url});
}

static void villain_stop(struct villain *villain)
{
    villain_hang_up(villain);
    loop_source_free(villain->acceptable);
    close(villain->listen_fd);
    buf_done(&villain->got);
    mem_free(villain->url);
}

static void what_may_have_been_acted_upon_is_sent_once(void **state)
{
    static const struct {
        const char *method, *body;
    } requests[] = {
        {"POST", "a=b"}, {"POST", ""}, {"PUT", "a=b"}, {"PUT", ""}, {"DELETE", NULL},
    };
    struct fixture *f = *state;
    struct villain villain;
    villain_start(&villain, f);
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        for (int reused = 0; reused <= 1; reused++) {
            for (int death = FIN; death <= HALF_BODY; death++) {
                villain_meet_anew(&villain);
                villain.death = (enum death)death;
                villain.alive_for = reused;
                if (reused)
                    assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_ANSWERED);
                villain.requests = 0;
                assert_int_equal(ask(f, requests[i].method, "/calls", requests[i].body)->fate, HTTP_UNKNOWN);
                assert_int_equal(villain.requests, 1);
                assert_non_null(f->answer.reason);
            }
        }
    }
    villain_stop(&villain);
}

/* A GET changes nothing, so libcurl may ask again by itself, once. */
static void a_get_comes_to_an_end(void **state)
{
    struct fixture *f = *state;
    struct villain villain;
    villain_start(&villain, f);
    villain.alive_for = 1;
    assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_ANSWERED);
    assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_UNKNOWN);
    villain_stop(&villain);
}

/* It ended between two requests, and its end has reached us: no doubt, and no error. */
static void an_end_between_requests_is_no_error(void **state)
{
    struct fixture *f = *state;
    struct villain villain;
    villain_start(&villain, f);
    for (int death = FIN; death <= RST; death++) {
        villain.alive_for = 2;
        assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_ANSWERED);
        villain.death = (enum death)death;
        villain_die(&villain);
        villain.requests = 0;
        assert_int_equal(ask(f, "POST", "/calls", "a=b")->fate, HTTP_ANSWERED);
        assert_int_equal(villain.requests, 1);
        villain_hang_up(&villain);
    }
    villain_stop(&villain);
}

/* Each connection is good for one answer, and nothing says so: one request may be in doubt, not every other. */
static void a_server_that_closes_without_a_word_is_asked_anew(void **state)
{
    struct fixture *f = *state;
    for (int death = FIN; death <= RST; death++) {
        struct villain villain;
        villain_start(&villain, f);
        villain.death = (enum death)death;
        villain.each = 1;
        assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_ANSWERED);
        assert_int_equal(ask(f, "POST", "/calls", "a=b")->fate, HTTP_UNKNOWN);
        for (int i = 0; i < 3; i++) {
            villain.requests = 0;
            assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_ANSWERED);
            assert_int_equal(ask(f, "POST", "/calls", "a=b")->fate, HTTP_ANSWERED);
            assert_int_equal(ask(f, "DELETE", "/calls/1", NULL)->fate, HTTP_ANSWERED);
            assert_int_equal(villain.requests, 3);
        }
        villain_stop(&villain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_may_have_been_acted_upon_is_sent_once),
        CASE(a_get_comes_to_an_end),
        CASE(an_end_between_requests_is_no_error),
        CASE(a_server_that_closes_without_a_word_is_asked_anew),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
