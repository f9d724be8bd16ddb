/* base/halt.c: the end, where the system refuses what the service cannot go on without. */
#include "base/halt.h"

#include "base/log.h"

#include <string.h>
#include <unistd.h>

_Noreturn void halt(const char *what, int number)
{
    log_error("ending, to be started again", "reason=\"%s: %s\"", what, strerror(number));
    _exit(EXIT_SYSTEM);
}
