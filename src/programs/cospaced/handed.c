/* handed.c: which of the service manager's sockets is which. That each is what the configuration says is looked at
 * where it is listened at. */
#include "handed.h"

#include "base/log.h"
#include "loop/loop.h"

#include <string.h>
#include <sys/stat.h>

static int handed_one(void *ctx, const char *name, int fd, struct err *err)
{
    struct handed *handed = ctx;
    const struct {
        const char *name;
        int *fd;
    } places[] = {{"api.socket", &handed->socket}, {"api.listen", &handed->listen}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (strcmp(name, places[i].name) == 0 && *places[i].fd == 0) {
            *places[i].fd = fd;
            return 0;
        }
    }
    return err_set(err, ERR_INVALID,
                   "the service manager hands over a socket named \"%s\": FileDescriptorName= of its unit must be "
                   "api.socket or api.listen, each once",
                   name);
}

/* Who may open the socket is then up to its unit. */
static void note_mode(const struct config *config)
{
    struct stat there;
    if (stat(config->api.socket, &there) == 0 && (there.st_mode & 0777) != config->api.mode) {
        log_info("the socket has the mode of its unit (SocketMode=), not that of api.mode", "socket=%s mode=%04o",
                 log_quote(config->api.socket), (unsigned)there.st_mode & 0777);
    }
}

int handed_take(const struct config *config, struct handed *ret_handed, struct err *err)
{
    struct handed handed = {0};
    int status = loop_take_sockets(handed_one, &handed, err);
    if (status != 0) {
        return status;
    }
    if (handed.listen != 0 && config->api.listen[0] == '\0') {
        return err_set(
            err, ERR_INVALID,
            "the service manager hands over a socket named \"api.listen\", which the configuration does not set");
    }
    if (handed.socket != 0) {
        note_mode(config);
    }
    *ret_handed = handed;
    return 0;
}
