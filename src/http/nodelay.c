/* http/nodelay.c: what libmicrohttpd is told of TCP's options on a Unix socket.
 *
 * Of a socket that it was handed it does not know that it is not TCP's, and tries TCP_NODELAY and TCP_CORK with every
 * answer, unless the system says that there is no such option. Linux says that the operation is not supported, which it
 * takes for a passing failure and words each time. So setsockopt stands here before the C library's, as the allocating
 * functions do in base/mem_every.c, and translates that one refusal. */
#include "exchange.h"

#include "base/mem.h"

#include <dlfcn.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <sys/socket.h>

typedef int option_setter(int fd, int level, int name, const void *value, socklen_t len);

/* Threads of libraries may call it, too: all find the same. */
static option_setter *next_setter(void)
{
    static _Atomic(option_setter *) found;
    option_setter *next = atomic_load_explicit(&found, memory_order_relaxed);
    if (next == NULL) {
        *(void **)&next = mem_must(dlsym(RTLD_NEXT, "setsockopt"));
        atomic_store_explicit(&found, next, memory_order_relaxed);
    }
    return next;
}

int setsockopt(int fd, int level, int name, const void *value, socklen_t len)
{
    int status = next_setter()(fd, level, name, value, len);
    if (status != 0 && level == IPPROTO_TCP && errno == EOPNOTSUPP) {
        errno = ENOPROTOOPT;
    }
    return status;
}
