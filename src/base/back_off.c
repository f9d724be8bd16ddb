/* base/back_off.c: see base/back_off.h. */
#include "base/back_off.h"

static const duration_ms STEPS[BACK_OFF_STEPS] = {1 * SECOND_MS,  2 * SECOND_MS,  5 * SECOND_MS,
                                                  10 * SECOND_MS, 30 * SECOND_MS, 60 * SECOND_MS};

duration_ms back_off_most(uint32_t failures, duration_ms ceiling)
{
    uint32_t n = failures > 0 ? failures - 1 : 0;
    duration_ms most = STEPS[n < BACK_OFF_STEPS ? n : BACK_OFF_STEPS - 1];
    for (uint32_t i = BACK_OFF_STEPS; i <= n && most < ceiling; i++) {
        most *= 2;
    }
    return most < ceiling ? most : ceiling;
}
