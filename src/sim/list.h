/* list.h: collections as pages: total of all that match, a hidden limit on what comes. */
#ifndef SIM_LIST_H
#define SIM_LIST_H

#include "exchange.h"
#include "table.h"

struct sim_page {
    uint64_t offset;
    uint64_t limit;
    uint64_t total;     /* offered so far */
    size_t count;       /* kept */
    const void **items; /* the server's, page_max of them */
};

/* Reads offset= and limit=; false: the failure is in the answer. */
bool sim_page_begin(struct sim_exchange *exchange, uint32_t default_limit, struct sim_page *page);
void sim_page_offer(struct sim_page *page, const void *item);
/* The whole document; each item by `write`. */
void sim_page_write(struct sim_exchange *exchange, const struct sim_page *page, const char *plural,
                    void (*write)(struct sim_exchange *exchange, const void *item));

struct sim_listing {
    const char *plural;
    uint32_t default_limit;
    bool (*match)(struct sim_exchange *exchange, const void *item); /* NULL: all */
    void (*write)(struct sim_exchange *exchange, const void *item);
};
void sim_list_table(struct sim_exchange *exchange, const struct sim_listing *listing, const struct sim_table *table);

/* Whether the query's filter= stands in text, without regard to case; true without a filter. text may be NULL. */
bool sim_filter_matches(const struct sim_exchange *exchange, const char *text);

#endif
