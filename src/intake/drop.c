/* intake/drop.c: one file of a folder into which others write: looked at without trust, copied some at a time, so that
 * a large one holds nobody up. */
#include "base/mem.h"
#include "directory.h"
#include "http/spool.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPY_STEP = 512 * 1024, COPY_PIECE = 64 * 1024, DROP_TAIL = 4096 };

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text);
    size_t end_len = strlen(end);
    return len > end_len && strcasecmp(text + len - end_len, end) == 0;
}

bool drop_is_wanted(const char *name)
{
    return name[0] != '.' && (ends_with(name, ".ics") || ends_with(name, ".eml"));
}

static int64_t changed_ns(const struct stat *found)
{
    return (int64_t)found->st_mtim.tv_sec * 1000000000 + found->st_mtim.tv_nsec;
}

static void drop_etag(const struct stat *found, char ret_etag[DROP_ETAG_SIZE])
{
    snprintf(ret_etag, DROP_ETAG_SIZE, "%llu-%lld-%llu", (unsigned long long)found->st_size,
             (long long)changed_ns(found), (unsigned long long)found->st_ino);
}

int drop_look(int folder, const char *name, struct drop *ret_drop, struct err *err)
{
    struct stat found;
    if (fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) != 0) {
        return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "%s cannot be looked at: %s", name,
                       strerror(errno));
    }
    *ret_drop = (struct drop){
        .name = mem_strdup(name),
        .changed_ns = changed_ns(&found),
        .size = (uint64_t)found.st_size,
        .regular = S_ISREG(found.st_mode),
        .mail = ends_with(name, ".eml"),
    };
    drop_etag(&found, ret_drop->etag);
    return 0;
}

void drop_done(struct drop *drop)
{
    mem_free(drop->name);
    drop->name = NULL;
}

int copy_begin(struct copy *copy, int folder, const struct drop *drop, int take_to, struct err *err)
{
    copy->to = take_to;
    copy->done = 0;
    copy->size = drop->size;
    copy->head_len = 0;
    /* Not through a link, and without waiting for the other end of a pipe. */
    copy->from = openat(folder, drop->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat found;
    if (copy->from < 0) {
        return err_set(err, ERR_IO, "%s cannot be opened: %s", drop->name, strerror(errno));
    }
    if (fstat(copy->from, &found) != 0 || !S_ISREG(found.st_mode)) {
        return err_set(err, ERR_IO, "%s is not a regular file", drop->name);
    }
    return 0;
}

static void copy_keep(struct copy *copy, const char *piece, size_t len)
{
    size_t room = DROP_HEAD - copy->head_len;
    size_t take = len < room ? len : room;
    memcpy(copy->head + copy->head_len, piece, take);
    copy->head_len += take;
    copy->head[copy->head_len] = '\0';
}

int copy_step(struct copy *copy, struct err *err)
{
    char piece[COPY_PIECE];
    for (size_t step = 0; step < COPY_STEP;) {
        ssize_t n = read(copy->from, piece, sizeof piece);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return err_set(err, ERR_IO, "the file cannot be read: %s", strerror(errno));
        }
        if (n == 0 || copy->done > copy->size) {
            return 0;
        }
        int r = spool_write(copy->to, piece, (size_t)n, err);
        if (r < 0) {
            return r;
        }
        copy_keep(copy, piece, (size_t)n);
        copy->done += (uint64_t)n;
        step += (size_t)n;
    }
    return 1;
}

void copy_done(struct copy *copy)
{
    if (copy->from >= 0) {
        close(copy->from);
    }
    if (copy->to >= 0) {
        close(copy->to);
    }
    copy->from = copy->to = -1;
}

bool copy_is_whole(const struct copy *copy)
{
    static const char END[] = "END:VCALENDAR";
    char tail[DROP_TAIL];
    struct stat found;
    off_t from = fstat(copy->from, &found) == 0 && found.st_size > DROP_TAIL ? found.st_size - DROP_TAIL : 0;
    ssize_t n = pread(copy->from, tail, sizeof tail, from);
    size_t len = n > 0 ? (size_t)n : 0;
    while (len > 0 && (isspace((unsigned char)tail[len - 1]) != 0 || tail[len - 1] == '\0')) {
        len--;
    }
    size_t end_len = sizeof END - 1;
    return len >= end_len && strncasecmp(tail + len - end_len, END, end_len) == 0;
}

bool copy_is_of(const struct copy *copy, const struct drop *drop)
{
    struct stat found;
    char etag[DROP_ETAG_SIZE];
    if (fstat(copy->from, &found) != 0) {
        return false;
    }
    drop_etag(&found, etag);
    return copy->done == drop->size && strcmp(etag, drop->etag) == 0;
}

/* Before the first component inside; a line of METHOD is never folded before its colon. */
bool copy_has_method(const struct copy *copy)
{
    static const char MARK[] = "\xef\xbb\xbf"; /* of byte order */
    unsigned begins = 0;
    bool marked = strncmp(copy->head, MARK, sizeof MARK - 1) == 0;
    for (const char *line = copy->head + (marked ? sizeof MARK - 1 : 0); *line != '\0';) {
        size_t len = strcspn(line, "\r\n");
        begins += strncasecmp(line, "BEGIN:", 6) == 0 ? 1 : 0;
        if (begins > 1) {
            return false;
        }
        if (begins == 1 && (strncasecmp(line, "METHOD:", 7) == 0 || strncasecmp(line, "METHOD;", 7) == 0)) {
            return true;
        }
        line += len;
        line += strspn(line, "\r\n");
    }
    return false;
}
