/* http/pool.c: libcurl's multi handle on our loop. libcurl is entered only from the loop's callbacks, never from its
 * own. */
#include "base/mem.h"
#include "request.h"

#include <assert.h>
#include <signal.h>

/* Above what all bridges together have in flight: libcurl's own default would close connections that are wanted again.
 */
enum { CONNECTIONS_KEPT = 256 };

/* One socket of libcurl; freed when libcurl lets go of it. */
struct pool_socket {
    struct http_pool *pool;
    curl_socket_t fd;
    struct loop_source *source;
};

static void pool_collect(struct http_pool *pool)
{
    int left;
    for (CURLMsg *message; (message = curl_multi_info_read(pool->multi, &left)) != NULL;) {
        if (message->msg != CURLMSG_DONE) {
            continue;
        }
        CURLcode code = message->data.result;
        struct exchange_end *end = NULL;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &end);
        curl_multi_remove_handle(pool->multi, message->easy_handle);
        end->call(end, code);
    }
}

static void pool_act(struct http_pool *pool, curl_socket_t fd, int ready)
{
    int running;
    curl_multi_socket_action(pool->multi, fd, ready, &running);
    pool_collect(pool);
}

static void on_ready(void *ctx, uint32_t ready)
{
    struct pool_socket *pool_socket = ctx;
    int mask = ((ready & LOOP_READ) != 0 ? CURL_CSELECT_IN : 0) | ((ready & LOOP_WRITE) != 0 ? CURL_CSELECT_OUT : 0);
    pool_act(pool_socket->pool, pool_socket->fd, mask);
}

static void on_deadline(void *ctx)
{
    pool_act(ctx, CURL_SOCKET_TIMEOUT, 0);
}

static int on_timer_change(CURLM *multi, long delay_ms, void *ctx)
{
    (void)multi;
    struct http_pool *pool = ctx;
    deadline_set(&pool->deadline, delay_ms);
    return 0;
}

static uint32_t wanted_events(int what)
{
    return (what == CURL_POLL_IN || what == CURL_POLL_INOUT ? (uint32_t)LOOP_READ : 0) |
           (what == CURL_POLL_OUT || what == CURL_POLL_INOUT ? (uint32_t)LOOP_WRITE : 0);
}

static int on_socket_change(CURL *easy, curl_socket_t fd, int what, void *ctx, void *socket_ctx)
{
    (void)easy;
    struct http_pool *pool = ctx;
    struct pool_socket *pool_socket = socket_ctx;
    if (what == CURL_POLL_REMOVE) {
        if (pool_socket != NULL) {
            loop_source_free(pool_socket->source);
        }
        mem_free(pool_socket);
        curl_multi_assign(pool->multi, fd, NULL);
    } else if (pool_socket != NULL) {
        loop_io_set(pool_socket->source, wanted_events(what));
    } else {
        pool_socket = mem_zalloc(sizeof *pool_socket);
        *pool_socket = (struct pool_socket){.pool = pool, .fd = fd};
        pool_socket->source = loop_add_io(pool->loop, fd, wanted_events(what), on_ready, pool_socket);
        curl_multi_assign(pool->multi, fd, pool_socket);
    }
    return 0;
}

static void multi_configure(struct http_pool *pool)
{
    curl_multi_setopt(pool->multi, CURLMOPT_SOCKETFUNCTION, on_socket_change);
    curl_multi_setopt(pool->multi, CURLMOPT_SOCKETDATA, pool);
    curl_multi_setopt(pool->multi, CURLMOPT_TIMERFUNCTION, on_timer_change);
    curl_multi_setopt(pool->multi, CURLMOPT_TIMERDATA, pool);
    curl_multi_setopt(pool->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
    curl_multi_setopt(pool->multi, CURLMOPT_MAXCONNECTS, (long)CONNECTIONS_KEPT);
}

int http_pool_new(struct loop *loop, struct http_pool **ret_pool, struct err *err)
{
    /* A peer that went away is an error of the write; TLS libraries write without MSG_NOSIGNAL. */
    signal(SIGPIPE, SIG_IGN);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        return err_set(err, ERR_INTERNAL, "libcurl cannot be initialised");
    }
    struct http_pool *pool = mem_zalloc(sizeof *pool);
    pool->loop = loop;
    pool->multi = mem_must(curl_multi_init());
    pool->share = mem_must(curl_share_init());
    curl_share_setopt(pool->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    deadline_init(&pool->deadline, loop, on_deadline, pool);
    multi_configure(pool);
    *ret_pool = pool;
    return 0;
}

void http_pool_push(struct http_pool *pool)
{
    assert(pool->answering == NULL);
    pool_act(pool, CURL_SOCKET_TIMEOUT, 0);
}

void http_pool_free(struct http_pool *pool)
{
    if (pool == NULL) {
        return;
    }
    assert(pool->answering == NULL);
    curl_multi_cleanup(pool->multi);
    curl_share_cleanup(pool->share);
    deadline_done(&pool->deadline);
    mem_free(pool);
    curl_global_cleanup();
}
