/* store/load.c: every row to the engine, in the order that engine.h asks for: what others refer to comes first. */
#include "store/db.h"

typedef int load_fn(struct store *store, struct engine *engine, struct err *err);

int store_load(struct store *store, struct engine *engine, struct err *err)
{
    static load_fn *const LOADERS[] = {
        engine_load,   bridges_load,    profiles_load,  sets_load,     spaces_load,       calendars_load,
        bookings_load, components_load, responses_load, meetings_load, participants_load, words_load,
    };
    for (size_t i = 0; i < sizeof LOADERS / sizeof LOADERS[0]; i++) {
        int status = LOADERS[i](store, engine, err);
        if (status != 0) {
            return status;
        }
    }
    if (store->restored) {
        engine_load_restored(engine);
    }
    return 0;
}
