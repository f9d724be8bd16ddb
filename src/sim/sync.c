/* sync.c: /cospaceBulkSyncs. Syncs are queued and run one after the other; the last few hundred are remembered. */
#include "bulk.h"
#include "routes.h"

#include "list.h"
#include "xml.h"

#include "base/mem.h"

#include <strings.h>

enum { SYNCS_KEPT = 300 };

static const char *const status_words[] = {
    [SIM_SYNC_PENDING] = "pending",
    [SIM_SYNC_RUNNING] = "running",
    [SIM_SYNC_COMPLETE] = "complete",
    [SIM_SYNC_URI_CONFLICT] = "failedCoSpaceUriConflict",
    [SIM_SYNC_CALL_ID_CONFLICT] = "failedCallIdConflict",
    [SIM_SYNC_RANGE_INVALID] = "failedIndexRangeInvalid",
    [SIM_SYNC_RANGE_TOO_GREAT] = "failedIndexRangeTooGreat",
    [SIM_SYNC_NO_SUCH_SET] = "failedNoSuchParameterSet",
    [SIM_SYNC_FAILED] = "failed",
};

void sim_sync_free(struct sim_server *server, struct sim_sync *sync)
{
    sim_timer_stop(server, &sync->timer);
    sim_table_remove(&server->syncs, &sync->object);
    mem_free(sync->set_id);
    mem_free(sync);
}

/* The oldest comes first in the table, so those over the number go from its front; one under way is never forgotten. */
static void forget_old(struct sim_server *server)
{
    while (server->syncs.count > SYNCS_KEPT) {
        struct sim_sync *oldest = (struct sim_sync *)(void *)server->syncs.first;
        if (oldest->status < SIM_SYNC_COMPLETE) {
            return;
        }
        sim_sync_free(server, oldest);
    }
}

static void finish(struct sim_server *server, struct sim_timer *timer)
{
    struct sim_sync *sync = SIM_OWNER(timer, struct sim_sync, timer);
    struct sim_set *set = sim_table_find(&server->sets, sync->set_id);
    sync->status = set != NULL ? sim_bulk_run(server, set, sync->remove_all) : SIM_SYNC_NO_SUCH_SET;
}

static void begin(struct sim_server *server, struct sim_timer *timer)
{
    struct sim_sync *sync = SIM_OWNER(timer, struct sim_sync, timer);
    sync->status = SIM_SYNC_RUNNING;
    timer->fire = finish;
    sim_timer_set(server, timer, sync->finish);
}

/* A quarter of the time in the queue, at least, the rest at work. */
static void queue(struct sim_server *server, struct sim_sync *sync)
{
    duration_ms takes = server->options.sync_takes;
    instant start = server->now + takes / 4;
    if (start < server->bulk_free_at) {
        start = server->bulk_free_at;
    }
    sync->finish = start + takes - takes / 4;
    server->bulk_free_at = sync->finish;
    sync->timer.fire = begin;
    sim_timer_set(server, &sync->timer, start);
}

void sim_syncs_post(struct sim_exchange *exchange)
{
    struct sim_server *server = exchange->server;
    const char *set_id = sim_form_get(&exchange->form, "cospaceBulkParameterSet");
    const char *remove_text = sim_form_get(&exchange->form, "removeAll");
    bool remove_all = false;
    if (set_id == NULL || *set_id == '\0' || !sim_text_valid(set_id)) {
        sim_answer_bad_parameter(exchange, "cospaceBulkParameterSet");
        return;
    }
    if (remove_text != NULL && *remove_text != '\0' && !sim_bool_parse(remove_text, &remove_all)) {
        sim_answer_bad_parameter(exchange, "removeAll");
        return;
    }
    struct sim_sync *sync = mem_zalloc(sizeof *sync);
    sim_table_add(&server->syncs, &sync->object, &server->random);
    heap_item_init(&sync->timer.item);
    sync->set_id = mem_strndup(set_id, GUID_SIZE);
    sync->remove_all = remove_all;
    queue(server, sync);
    forget_old(server);
    sim_answer_created(exchange, "cospaceBulkSyncs", sync->object.id);
}

static void write_item(struct sim_exchange *exchange, const void *item)
{
    const struct sim_sync *sync = item;
    struct buf *out = exchange->out;
    sim_xml_open_id(out, "cospaceBulkSync", sync->object.id);
    sim_xml_text(out, "cospaceBulkParameterSet", sync->set_id);
    if (sync->remove_all) {
        sim_xml_bool(out, "removeAll", true);
    }
    sim_xml_text(out, "status", status_words[sync->status]);
    sim_xml_close(out, "cospaceBulkSync");
}

void sim_syncs_list(struct sim_exchange *exchange)
{
    const struct sim_listing listing = {"cospaceBulkSyncs", exchange->server->options.page_config, NULL, write_item};
    sim_list_table(exchange, &listing, &exchange->server->syncs);
}

static struct sim_sync *find(struct sim_exchange *exchange)
{
    struct sim_sync *sync = sim_table_find(&exchange->server->syncs, exchange->ids[0]);
    if (sync == NULL) {
        sim_answer_missing(exchange, "cospaceBulkSyncDoesNotExist");
    }
    return sync;
}

void sim_syncs_get(struct sim_exchange *exchange)
{
    const struct sim_sync *sync = find(exchange);
    if (sync == NULL) {
        return;
    }
    sim_xml_declare(exchange->out);
    write_item(exchange, sync);
}

void sim_syncs_delete(struct sim_exchange *exchange)
{
    struct sim_sync *sync = find(exchange);
    if (sync != NULL) {
        sim_sync_free(exchange->server, sync);
    }
}
