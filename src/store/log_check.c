/* store/log_check.c: the frames of a write-ahead log, as https://www.sqlite.org/fileformat2.html#walformat has them.
 *
 * A frame belongs to the log if it has the salts of its header and the checksum over all before it. Every commit is
 * synced before the next begins, so of frames that a power cut has torn at most one commits. On a disk that does not
 * promise safe overwrites SQLite fills the sector with a repetition of the frame that commits, whose end is synced with
 * the next commit only: so a repetition may be torn before and behind that one, but is no commit of its own. */
#include "store/place.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { HEADER_SIZE = 32, FRAME_HEADER = 24, PAGE_AT_LEAST = 512, PAGE_AT_MOST = 65536 };
static const uint32_t MAGIC = 0x377f0682; /* the last bit: checksums of big-endian words */

struct log {
    const char *path;
    int fd;
    uint32_t page;
    bool big_endian;
    uint32_t salt[2], sum[2];
};

static uint32_t word(const unsigned char *bytes, bool big_endian)
{
    return big_endian ? (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3]
                      : (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[1] << 8 | bytes[0];
}

static void sum_add(struct log *log, const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i += 8) {
        log->sum[0] += word(bytes + i, log->big_endian) + log->sum[1];
        log->sum[1] += word(bytes + i + 4, log->big_endian) + log->sum[0];
    }
}

static bool sum_is(const struct log *log, const unsigned char *bytes)
{
    return log->sum[0] == word(bytes, true) && log->sum[1] == word(bytes + 4, true);
}

static bool header_read(struct log *log, const unsigned char *header)
{
    uint32_t magic = word(header, true);
    log->big_endian = (magic & 1) != 0;
    log->page = word(header + 8, true);
    log->salt[0] = word(header + 16, true);
    log->salt[1] = word(header + 20, true);
    sum_add(log, header, 24);
    return (magic & ~(uint32_t)1) == MAGIC && log->page >= PAGE_AT_LEAST && log->page <= PAGE_AT_MOST &&
           (log->page & (log->page - 1)) == 0 && sum_is(log, header + 24);
}

static bool frame_is_ours(const struct log *log, const unsigned char *frame)
{
    return word(frame, true) != 0 && word(frame + 8, true) == log->salt[0] && word(frame + 12, true) == log->salt[1];
}

static bool frame_is_whole(struct log *log, const unsigned char *frame)
{
    sum_add(log, frame, 8);
    sum_add(log, frame + FRAME_HEADER, log->page);
    return frame_is_ours(log, frame) && sum_is(log, frame + 16);
}

/* Commits from frame n on. */
static size_t commits_from(const struct log *log, off_t n)
{
    off_t size = FRAME_HEADER + (off_t)log->page;
    unsigned char frame[FRAME_HEADER], last[FRAME_HEADER] = {0};
    size_t commits = 0;
    bool repeated = n == 0 || pread(log->fd, last, sizeof last, HEADER_SIZE + (n - 1) * size) != sizeof last;
    for (; pread(log->fd, frame, sizeof frame, HEADER_SIZE + n * size) == sizeof frame; n++) {
        bool commit = frame_is_ours(log, frame) && word(frame + 4, true) != 0;
        repeated = commit && !repeated && memcmp(frame, last, 16) == 0; /* page, store size, salts */
        commits += commit && !repeated;
        memcpy(last, frame, sizeof last);
    }
    return commits;
}

static int log_check_frames(struct log *log, struct err *err)
{
    size_t size = FRAME_HEADER + log->page;
    CLEAN_FREE unsigned char *frame = mem_zalloc(size);
    off_t n = 0;
    while (pread(log->fd, frame, size, HEADER_SIZE + n * (off_t)size) == (ssize_t)size && frame_is_whole(log, frame)) {
        n++;
    }
    size_t lost = commits_from(log, n);
    if (lost > 1) {
        return err_set(err, ERR_CORRUPT,
                       "the store's log %s is damaged in frame %lld, %zu commits stand behind it: put a backup in the "
                       "store's place, or move the log away and lose what is in it",
                       log->path, (long long)n + 1, lost);
    }
    return 0;
}

static bool is_zero(const unsigned char *bytes, size_t len)
{
    size_t n = 0;
    while (n < len && bytes[n] == 0) {
        n++;
    }
    return n == len;
}

int log_check(const char *path, struct err *err)
{
    struct log log = {.path = path, .fd = open(path, O_RDONLY | O_CLOEXEC)};
    unsigned char header[HEADER_SIZE + FRAME_HEADER] = {0};
    ssize_t got = log.fd >= 0 ? pread(log.fd, header, sizeof header, 0) : -1;
    int status = 0;
    if (got < 0) {
        status = err_set(err, ERR_IO, "the store's log %s cannot be read: %s", path, strerror(errno));
    } else if (header_read(&log, header)) {
        status = log_check_frames(&log, err);
    } else if (!is_zero(header + HEADER_SIZE, FRAME_HEADER)) {
        /* The header is synced before the first frame. */
        status =
            err_set(err, ERR_CORRUPT,
                    "the store's log %s is damaged at its beginning: put a backup in the store's place, or move the "
                    "log away and lose what is in it",
                    path);
    }
    if (log.fd >= 0) {
        close(log.fd);
    }
    return status;
}
