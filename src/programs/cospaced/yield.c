/* yield.c: see yield.h. */
#include "yield.h"

bool yield_step(struct yield *yield, bool hurries, int64_t now_us)
{
    bool began = yield->since_us != 0;
    if (!hurries || (began && now_us - yield->since_us >= YIELD_AT_MOST_US)) {
        yield->since_us = 0;
        return false;
    }
    yield->since_us = began ? yield->since_us : now_us;
    return true;
}
