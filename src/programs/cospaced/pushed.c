/* pushed.c: see pushed.h. */
#include "pushed.h"

#include "base/mem.h"
#include "intake/intake.h"

#include <stdlib.h>
#include <string.h>

static char *pushed_name(uint64_t body_hash, uint64_t how)
{
    return mem_printf("how=%016llx\npushed=%016llx\nbookings=", (unsigned long long)how, (unsigned long long)body_hash);
}

bool pushed_is_known(const struct task *task, const struct engine *engine, const struct config *config)
{
    const struct calendar *calendar = engine_calendar(engine, task->calendar);
    bool settled = task->remembers_body && calendar != NULL && calendar->validator != NULL &&
                   calendar->refused_count == 0 && calendar->unfinished == INSTANT_NONE &&
                   calendar->held_since == INSTANT_NONE;
    if (!settled) {
        return false;
    }
    CLEAN_FREE char *name = pushed_name(task->body_hash, intake_digest_pushed(config, task->calendar));
    return strncmp(calendar->validator, name, strlen(name)) == 0;
}

void pushed_begin(struct task *task, const struct config *config)
{
    if (task->remembers_body) {
        task->how = intake_digest_pushed(config, task->calendar);
    }
}

char *pushed_validator(const struct task *task)
{
    if (!task->remembers_body || task->n_refused > 0) {
        return NULL;
    }
    CLEAN_FREE char *name = pushed_name(task->body_hash, task->how);
    return mem_printf("%s%zu\n", name, task->n_named);
}

void pushed_count(const struct task *task, const struct engine *engine, struct merge_counts *ret_counts)
{
    static const char key[] = "bookings=";
    const struct calendar *calendar = engine_calendar(engine, task->calendar);
    const char *at = calendar != NULL && calendar->validator != NULL ? strstr(calendar->validator, key) : NULL;
    *ret_counts = (struct merge_counts){0};
    if (at != NULL) {
        ret_counts->bookings = (uint32_t)strtoul(at + strlen(key), NULL, 10);
    }
    ret_counts->unchanged = engine_calendar_meetings(engine, task->calendar);
}
