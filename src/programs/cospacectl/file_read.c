/* file_read.c: a calendar is read whole; its ceiling is above that of the service, which says what it takes. */
#include "file_read.h"

#include "client.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { FILE_LIMIT = 256 << 20 };

static void file_close(FILE **file)
{
    if (*file != NULL && *file != stdin) {
        fclose(*file);
    }
}

int file_read(const char *path, struct buf *ret_buf)
{
    buf_init(ret_buf, FILE_LIMIT);
    __attribute__((cleanup(file_close))) FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (file == NULL) {
        return client_complain("%s: %s", path, strerror(errno));
    }
    char chunk[65536];
    size_t n;
    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0) {
        if (buf_append(ret_buf, chunk, n) != 0) {
            return client_complain("%s is larger than %d MiB", path, FILE_LIMIT >> 20);
        }
    }
    if (ferror(file)) {
        return client_complain("%s: %s", path, strerror(errno));
    }
    return DONE;
}
