/* reread.c: what the program does when the engine wants a booking read again: the texts out of the store, through the
 * reader, back as a command; a little later, and never if the service dies before. */
#include "transit.h"

#include "base/mem.h"

#include <assert.h>

static const duration_ms reading = 100;

void rereads_take(struct world *world)
{
    const struct effects *effects = &world->effects;
    for (size_t i = 0; i < effects->n_rereads; i++) {
        const struct reread *reread = &effects->rereads[i];
        ARRAY_GROW(world->rereads, world->n_rereads, world->rereads_capacity);
        world->rereads[world->n_rereads++] =
            (struct world_reread){.calendar = mem_strdup(reread->booking->calendar->name),
                                  .uid = mem_strdup(reread->booking->uid),
                                  .number = reread->number,
                                  .at = world->now + reading};
    }
}

static void reread_done(struct world_reread *reread)
{
    mem_free(reread->calendar);
    mem_free(reread->uid);
}

void rereads_drop(struct world *world)
{
    while (world->n_rereads > 0) {
        reread_done(&world->rereads[--world->n_rereads]);
    }
}

instant rereads_next(const struct world *world)
{
    return world->n_rereads > 0 ? world->rereads[0].at : INSTANT_NEVER;
}

static void reread_bring(struct world *world, const struct world_reread *reread)
{
    struct buf text CLEAN_BUF;
    struct err err = {0};
    struct calendar_content content;
    buf_init(&text, 1 << 20);
    if (store_read_booking(world->store, reread->calendar, reread->uid, &text, &err) != 0) {
        world_fail(world, "the store: %s", err.message);
        return;
    }
    buf_append(&text, "", 1);
    calendar_content_init(&content);
    content.window = (struct window){world_clock(world), world_clock(world) + world->settings.horizon};
    plan_read(&content, text.data);
    struct command command = {.kind = COMMAND_REREAD,
                              .calendar = reread->calendar,
                              .uid = reread->uid,
                              .number = reread->number,
                              .content = &content};
    world_fact(world, &(struct fact){.kind = FACT_COMMAND, .command = &command});
    calendar_content_done(&content);
}

void rereads_happen(struct world *world)
{
    while (world->engine != NULL && world->n_rereads > 0 && world->rereads[0].at <= world->now) {
        struct world_reread reread = world->rereads[0];
        for (size_t i = 1; i < world->n_rereads; i++) {
            world->rereads[i - 1] = world->rereads[i];
        }
        world->n_rereads--;
        reread_bring(world, &reread);
        reread_done(&reread);
    }
}
