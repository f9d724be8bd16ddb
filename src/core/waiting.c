/* core/waiting.c: replies that wait for bookings to be read again.
 *
 * What a message changes is stored with it; the meetings follow when the reread comes, and so does the answer, with the
 * counts of all its bookings. After a restart nobody waits any more. */

#include "base/mem.h"
#include "core/inside.h"

bool waiting_hold(struct engine *engine, uint64_t from, const struct reply *reply)
{
    bool holds = false;
    for (size_t i = 0; reply->token != 0 && i < engine->effects->n_rereads; i++) {
        const struct reread *reread = &engine->effects->rereads[i];
        if (reread->number <= from || reread->booking->reread != reread->number) {
            continue; /* of another step, or not needed any more */
        }
        ARRAY_GROW(engine->waiting, engine->n_waiting, engine->waiting_capacity);
        struct waiting *waiting = &engine->waiting[engine->n_waiting++];
        *waiting = (struct waiting){reread->number, engine->effects->cause, *reply};
        if (holds) {
            waiting->reply.counts = (struct merge_counts){0};
        }
        holds = true;
    }
    return holds;
}

void waiting_renumber(struct engine *engine, uint64_t old, uint64_t number)
{
    for (size_t i = 0; i < engine->n_waiting; i++) {
        if (engine->waiting[i].number == old) {
            engine->waiting[i].number = number;
        }
    }
}

uint64_t waiting_cause(const struct engine *engine, uint64_t number)
{
    for (size_t i = 0; i < engine->n_waiting; i++) {
        if (engine->waiting[i].number == number) {
            return engine->waiting[i].cause;
        }
    }
    return 0;
}

void merge_counts_add(struct merge_counts *sum, const struct merge_counts *counts)
{
    sum->bookings += counts->bookings;
    sum->created += counts->created;
    sum->changed += counts->changed;
    sum->cancelled += counts->cancelled;
    sum->unchanged += counts->unchanged;
}

static struct waiting *waiting_other(struct engine *engine, uint64_t token)
{
    for (size_t i = 0; i < engine->n_waiting; i++) {
        if (engine->waiting[i].reply.token == token) {
            return &engine->waiting[i];
        }
    }
    return NULL;
}

void waiting_over(struct engine *engine, uint64_t number, const struct merge_counts *counts)
{
    for (size_t i = 0; i < engine->n_waiting;) {
        if (engine->waiting[i].number != number) {
            i++;
            continue;
        }
        struct waiting over = engine->waiting[i];
        engine->waiting[i] = engine->waiting[--engine->n_waiting];
        merge_counts_add(&over.reply.counts, counts);
        struct waiting *other = waiting_other(engine, over.reply.token);
        if (other != NULL) {
            merge_counts_add(&other->reply.counts, &over.reply.counts);
        } else {
            effects_reply(engine->effects, &over.reply);
        }
    }
}

void waiting_fail(struct engine *engine, uint64_t number, const char *why)
{
    for (size_t i = 0; i < engine->n_waiting;) {
        if (engine->waiting[i].number != number) {
            i++;
            continue;
        }
        uint64_t token = engine->waiting[i].reply.token;
        struct reply reply = {.token = token};
        err_set(&reply.err, ERR_INTERNAL, "the booking could not be read again: %.150s; it is tried again later", why);
        effects_reply(engine->effects, &reply);
        for (size_t j = 0; j < engine->n_waiting;) { /* the others of this message wait for nobody any more */
            if (engine->waiting[j].reply.token == token) {
                engine->waiting[j] = engine->waiting[--engine->n_waiting];
            } else {
                j++;
            }
        }
        i = 0;
    }
}
