/* api/memo.c: a small table; of two answers that want the same place the later one has it. */
#include "memo.h"

#include "base/hash.h"
#include "base/mem.h"

#include <string.h>

enum { PLACES = 64, BYTES_MOST = 1024 * 1024, ONE_MOST = BYTES_MOST / 4, KEY_SIZE = 256, OVERHEAD = 1024 };

/* Who asks for what: a mark for those who see no passcodes, the path and the query, each word with its NUL. */
struct key {
    char text[KEY_SIZE];
    size_t len; /* 0: too long to be kept */
};

struct place {
    struct key key;
    struct http_kept *kept; /* owned; NULL: free */
    size_t bytes;
};

/* Owned by the API. */
struct memo {
    uint64_t edition; /* of the engine that all of them show */
    size_t bytes;
    struct place places[PLACES];
};

struct memo *memo_new(void)
{
    return mem_zalloc(sizeof(struct memo));
}

static void place_clear(struct memo *memo, struct place *place)
{
    http_kept_free(place->kept);
    memo->bytes -= place->bytes;
    place->kept = NULL;
    place->bytes = 0;
}

static void memo_forget(struct memo *memo)
{
    for (size_t i = 0; memo->bytes > 0 && i < PLACES; i++) {
        place_clear(memo, &memo->places[i]);
    }
}

void memo_free(struct memo *memo)
{
    if (memo != NULL) {
        memo_forget(memo);
        mem_free(memo);
    }
}

/* What is shown now; 0: nothing that may be kept. To look at the engine may make the store unwritable. */
static uint64_t edition_now(const struct api_host *host)
{
    struct err err;
    uint64_t edition = engine_edition(host->engine(host->ctx));
    return host->store_state(host->ctx, &err) ? edition : 0;
}

static void key_add(struct key *key, const char *word)
{
    size_t size = strlen(word) + 1;
    if (key->len == 0 || size > sizeof key->text - key->len) {
        key->len = 0;
        return;
    }
    memcpy(key->text + key->len, word, size);
    key->len += size;
}

static void key_add_query(void *ctx, const char *name, const char *value)
{
    key_add(ctx, name);
    key_add(ctx, value != NULL ? value : "");
}

static struct place *key_read(const struct call *call, struct key *ret_key)
{
    ret_key->text[0] = call->role == ACCESS_LOOK ? 'l' : 'r';
    ret_key->len = 1;
    key_add(ret_key, http_exchange_path(call->exchange));
    http_exchange_each_query(call->exchange, key_add_query, ret_key);
    return &call->api->memo->places[hash_of(0, ret_key->text, ret_key->len) % PLACES];
}

static bool place_holds(const struct place *place, const struct key *key)
{
    return place->kept != NULL && place->key.len == key->len && memcmp(place->key.text, key->text, key->len) == 0;
}

bool memo_answer(struct call *call)
{
    struct memo *memo = call->api->memo;
    uint64_t edition = edition_now(&call->api->host);
    if (edition != memo->edition) {
        memo_forget(memo);
        memo->edition = edition;
    }
    struct key key;
    const struct place *place = key_read(call, &key);
    bool conditional = http_exchange_header(call->exchange, "If-None-Match") != NULL;
    call->memorable = edition != 0 && key.len > 0 && !conditional;
    if (!call->memorable || !place_holds(place, &key) || !http_exchange_respond_kept(call->exchange, place->kept)) {
        return false;
    }
    call->api->answered[2]++;
    return true;
}

bool memo_keep(struct call *call, const struct http_response *response)
{
    struct memo *memo = call->api->memo;
    size_t bytes = response->body_len + OVERHEAD;
    bool kind = call->memorable && response->status == 200 && response->source == NULL && bytes <= ONE_MOST;
    if (!kind || edition_now(&call->api->host) != memo->edition) {
        return false;
    }
    struct http_kept *kept = http_kept_new(response);
    if (!http_exchange_respond_kept(call->exchange, kept)) {
        http_kept_free(kept);
        return false;
    }
    struct key key;
    struct place *place = key_read(call, &key);
    place_clear(memo, place);
    if (memo->bytes + bytes > BYTES_MOST) {
        memo_forget(memo);
    }
    *place = (struct place){key, kept, bytes};
    memo->bytes += bytes;
    return true;
}
