/* A store in memory, and engines loaded from it. */
#ifndef TEST_STORE_FIXTURE_H
#define TEST_STORE_FIXTURE_H

#include "unit/store/support.h"

static const uint8_t SEED[RANDOM_SEED_SIZE] = {1};

static inline const char *text_or_null(const char *text)
{
    return text != NULL ? text : "NULL";
}

struct fixture {
    struct store *store;
    struct settings settings;
    struct effects effects;
    struct err err;
};

static inline int setup(void **state)
{
    struct fixture *f = mem_zalloc(sizeof *f);
    f->settings = settings_with(3, (int[]){0, 1, 2});
    assert_int_equal(store_open(":memory:", &f->store, &f->err), 0);
    *state = f;
    return 0;
}

static inline int teardown(void **state)
{
    struct fixture *f = *state;
    store_close(f->store);
    mem_free(f);
    return 0;
}

static inline void fixture_commit(struct fixture *f)
{
    int status = store_commit(f->store, &f->settings, &f->effects, &f->err);
    assert_string_equal(f->err.message, "");
    assert_int_equal(status, 0);
    turn_clear(&f->effects);
}

static inline struct engine *fixture_load(struct fixture *f, const struct settings *settings)
{
    struct engine *engine = engine_new(settings, SEED);
    assert_int_equal(store_load(f->store, engine, &f->err), 0);
    return engine;
}

#endif
