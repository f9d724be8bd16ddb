/* list.c: keeps one page of what is offered and counts the rest. */
#include "list.h"

#include "model.h"
#include "xml.h"

#include <string.h>

static bool read_number(struct sim_exchange *exchange, const char *name, uint64_t *ret_value)
{
    const char *text = sim_form_get(&exchange->query, name);
    if (text == NULL || *text == '\0' || sim_number_parse(text, UINT32_MAX, ret_value)) {
        return true;
    }
    sim_answer_bad_parameter(exchange, name);
    return false;
}

bool sim_page_begin(struct sim_exchange *exchange, uint32_t default_limit, struct sim_page *page)
{
    uint32_t page_max = exchange->server->options.page_max;
    *page = (struct sim_page){.limit = default_limit, .items = exchange->server->page_items};
    if (!read_number(exchange, "offset", &page->offset) || !read_number(exchange, "limit", &page->limit)) {
        return false;
    }
    if (page->limit > page_max) {
        page->limit = page_max;
    }
    return true;
}

void sim_page_offer(struct sim_page *page, const void *item)
{
    if (page->total >= page->offset && page->count < page->limit) {
        page->items[page->count++] = item;
    }
    page->total++;
}

void sim_page_write(struct sim_exchange *exchange, const struct sim_page *page, const char *plural,
                    void (*write)(struct sim_exchange *exchange, const void *item))
{
    if (!exchange->without_declaration) {
        sim_xml_declare(exchange->out);
    }
    sim_xml_open_list(exchange->out, plural, (size_t)page->total);
    for (size_t i = 0; i < page->count; i++) {
        write(exchange, page->items[i]);
    }
    sim_xml_close(exchange->out, plural);
}

void sim_list_table(struct sim_exchange *exchange, const struct sim_listing *listing, const struct sim_table *table)
{
    struct sim_page page;
    if (!sim_page_begin(exchange, listing->default_limit, &page)) {
        return;
    }
    for (const struct sim_object *object = table->first; object != NULL; object = object->next) {
        if (listing->match == NULL && page.total >= page.offset && page.count >= page.limit) {
            break;
        }
        if (listing->match == NULL || listing->match(exchange, object)) {
            sim_page_offer(&page, object);
        }
    }
    if (listing->match == NULL) {
        page.total = table->count;
    }
    sim_page_write(exchange, &page, listing->plural, listing->write);
}

bool sim_filter_matches(const struct sim_exchange *exchange, const char *text)
{
    const char *filter = sim_form_get(&exchange->query, "filter");
    if (filter == NULL || *filter == '\0') {
        return true;
    }
    return text != NULL && strcasestr(text, filter) != NULL;
}
