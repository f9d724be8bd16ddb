/* intake/spool.c: a place for a body while it is read, gone when its descriptor is closed. */
#include "intake/intake.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>

int intake_spool(const char *folder, struct err *err)
{
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT || errno == EROFS || errno == EACCES)) {
        fd = memfd_create("calendar", MFD_CLOEXEC);
    }
    if (fd < 0) {
        return err_set(err, ERR_IO, "no file for a calendar can be made in %s: %s", folder, strerror(errno));
    }
    return fd;
}

void intake_resources_free(struct intake_resource *resources, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mem_free(resources[i].href);
        mem_free(resources[i].etag);
    }
    mem_free(resources);
}
