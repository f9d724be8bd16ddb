/* http/kept.c: an answer that is given again: one of libmicrohttpd's, which counts who still sends it. */
#include "base/mem.h"
#include "exchange.h"

#include <assert.h>

struct http_kept {
    struct MHD_Response *response;
    unsigned status;
};

struct http_kept *http_kept_new(const struct http_response *response)
{
    assert(response->source == NULL && response->cut_after == 0 && response->drip_every == 0 && !response->close);
    struct http_kept *kept = mem_zalloc(sizeof *kept);
    kept->response = response_plain(response);
    kept->status = (unsigned)response->status;
    return kept;
}

void http_kept_free(struct http_kept *kept)
{
    if (kept != NULL) {
        MHD_destroy_response(kept->response);
        mem_free(kept);
    }
}

bool http_exchange_respond_kept(struct http_exchange *exchange, const struct http_kept *kept)
{
    assert(exchange->state == EXCHANGE_HANDED && !exchange->suspended);
    if (exchange->last || exchange->connection == NULL) {
        return false;
    }
    exchange->queued = MHD_queue_response(exchange->connection, kept->status, kept->response);
    exchange->state = EXCHANGE_ANSWERED;
    return true;
}
