/* api/page.c: GET / and its files: the status page, if the configuration has one. It is made of the routes under /v1
 * and nothing else, so what its reader may do is what he may do there. And GET /v1/openapi.json. */
#include "page.h"

#include "etag.h"
#include "respond.h"
#include "routes.h"

#include <string.h>

/* Nothing of other hosts, nothing inline, in nobody's frame (W3C Content Security Policy 3). */
static const char POLICY[] = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                             "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
_Static_assert(sizeof POLICY <= CALL_HEADER_SIZE, "a header holds it");

bool page_is_on(const struct api *api)
{
    return api->config != NULL && api->config->api.page;
}

static int file_answer(struct call *call, const struct page_file *file)
{
    respond_header_value(call, "ETag", file->etag);
    respond_header_value(call, "Cache-Control", "no-cache");
    respond_header_value(call, "Content-Security-Policy", POLICY);
    respond_header_value(call, "X-Content-Type-Options", "nosniff");
    const char *known = http_exchange_header(call->exchange, "If-None-Match");
    if (known != NULL && etag_list_holds_weakly(known, file->etag)) {
        respond_empty(call, 304);
    } else {
        respond_text(call, 200, file->type, file->bytes, file->len);
    }
    return 0;
}

static int page_answer(struct call *call, const char *name, struct err *err)
{
    if (!page_is_on(call->api)) {
        return err_set(err, ERR_NOT_FOUND, "there is no page: api.page is off");
    }
    const struct page_file *file = PAGE_FILES;
    while (file < PAGE_FILES + N_PAGE_FILES && strcmp(file->name, name) != 0) {
        file++;
    }
    if (file == PAGE_FILES + N_PAGE_FILES) {
        return err_set(err, ERR_NOT_FOUND, "the page has no such file");
    }
    return file_answer(call, file);
}

int route_page_get(struct call *call, struct err *err)
{
    return page_answer(call, "index.html", err);
}

int route_page_file_get(struct call *call, struct err *err)
{
    return page_answer(call, call->parts[0], err);
}

int route_openapi_get(struct call *call, struct err *err)
{
    (void)err;
    return file_answer(call, &OPENAPI_FILES[0]);
}
