/* Answers of a WebDAV server: byte 0 says how long the pieces are in which the rest comes. */
#include "fuzz.h"

#include "xml/dav.h"

#include <assert.h>
#include <string.h>

struct seen {
    size_t responses, data;
};

static int note_data(void *ctx, const char *text, size_t len, struct err *err)
{
    struct seen *seen = ctx;
    (void)err;
    assert(text != NULL && len > 0);
    seen->data += len;
    return 0;
}

static void check_text(const char *text)
{
    assert(text == NULL || (text[0] != '\0' && strlen(text) <= DAV_MAX_VALUE));
}

static int note_response(void *ctx, const struct dav_response *response, struct err *err)
{
    struct seen *seen = ctx;
    seen->responses++;
    assert(response->href != NULL && response->n_homes <= DAV_MAX_HOMES);
    assert(response->status == 0 || (response->status >= 0 && response->status <= 999));
    const char *texts[] = {response->href,
                           response->etag,
                           response->ctag,
                           response->sync_token,
                           response->name,
                           response->principal,
                           NULL};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        check_text(texts[i]);
    }
    for (size_t i = 0; i < response->n_homes; i++) {
        assert(response->homes[i] != NULL);
        check_text(response->homes[i]);
    }
    return seen->responses < 1000 ? 0 : err_set(err, ERR_LIMIT, "that will do");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct dav_sink sink = {note_data, note_response};
    struct seen seen = {0};
    struct err err = {0};
    if (size < 1) {
        return 0;
    }
    size_t piece = data[0] != 0 ? data[0] : size;
    struct dav_reader *reader = dav_reader_new(&sink, &seen, (size_t)1 << 20);
    int code = 0;
    for (size_t at = 1; at < size && code == 0; at += piece) {
        size_t n = size - at < piece ? size - at : piece;
        code = dav_reader_feed(reader, (const char *)data + at, n, &err);
    }
    if (code == 0) {
        code = dav_reader_finish(reader, &err);
    }
    assert((code == 0) == (err.code == 0));
    assert(seen.data <= size);
    check_text(dav_reader_sync_token(reader));
    assert(strlen(dav_reader_error(reader)) <= DAV_MAX_NAME);
    dav_reader_free(reader);
    return 0;
}
