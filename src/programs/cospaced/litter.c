/* litter.c: one file after the other, cut from its end. */
#include "litter.h"

#include "base/mem.h"

#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

static const off_t STEP_BYTES = 8 << 20;
static const duration_ms STEP_EVERY = 5;

struct litter {
    struct loop_source *timer;
    int *fds; /* owned */
    size_t n_fds, capacity;
};

/* True: nothing is left of it. */
static bool litter_cut(int fd)
{
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= STEP_BYTES) {
        return true;
    }
    return ftruncate(fd, info.st_size - STEP_BYTES) != 0; /* sealed memory, for one: it goes at once then */
}

static void litter_on_timer(void *ctx)
{
    struct litter *litter = ctx;
    if (litter->n_fds > 0 && litter_cut(litter->fds[litter->n_fds - 1])) {
        close(litter->fds[--litter->n_fds]);
    }
    if (litter->n_fds > 0) {
        loop_timer_set(litter->timer, STEP_EVERY);
    }
}

struct litter *litter_new(struct loop *loop)
{
    struct litter *litter = mem_zalloc(sizeof *litter);
    litter->timer = loop_add_timer(loop, litter_on_timer, litter);
    return litter;
}

void litter_free(struct litter *litter)
{
    if (litter == NULL) {
        return;
    }
    while (litter->n_fds > 0) {
        close(litter->fds[--litter->n_fds]);
    }
    loop_source_free(litter->timer);
    mem_free(litter->fds);
    mem_free(litter);
}

void litter_take(struct litter *litter, int take_fd)
{
    if (take_fd >= 0) {
        ARRAY_GROW(litter->fds, litter->n_fds, litter->capacity);
        litter->fds[litter->n_fds++] = take_fd;
        loop_timer_set(litter->timer, STEP_EVERY);
    }
}
