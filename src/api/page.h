/* Files that are part of the program: the status page (src/page), and the description of the API (contrib/openapi). */
#ifndef API_PAGE_H
#define API_PAGE_H

#include "call.h"

struct page_file {
    const char *name;
    const char *type;
    const char *etag; /* with its quotes */
    const char *bytes;
    size_t len;
};

extern const struct page_file PAGE_FILES[];
extern const size_t N_PAGE_FILES;
extern const struct page_file OPENAPI_FILES[]; /* one */
extern const size_t N_OPENAPI_FILES;

bool page_is_on(const struct api *api);

#endif
