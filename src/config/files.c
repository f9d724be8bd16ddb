/* Files, folders and zones that the configuration names. */
#include "files.h"

#include "base/map.h"
#include "config/config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ZONE_FOLDER "/usr/share/zoneinfo"

static void close_fd(const int *fd)
{
    if (*fd >= 0) {
        close(*fd);
    }
}
#define CLEAN_FD __attribute__((cleanup(close_fd)))

static int fail_path(struct err *err, const char *path, const char *reason)
{
    return err_set(err, ERR_INVALID, "cannot read %.150s: %s", path, reason);
}

static int kind_check(const char *path, mode_t kind, const char *otherwise, struct err *err)
{
    CLEAN_FD int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat about;
    if (fd < 0 || fstat(fd, &about) != 0) {
        return fail_path(err, path, strerror(errno));
    }
    if ((about.st_mode & S_IFMT) != kind) {
        return fail_path(err, path, otherwise);
    }
    return 0;
}

int file_check(const char *path, struct err *err)
{
    return kind_check(path, S_IFREG, "not a file", err);
}

int folder_check(const char *path, struct err *err)
{
    return kind_check(path, S_IFDIR, "not a folder", err);
}

int zone_file_check(const char *zone, struct err *err)
{
    /* A machine without the zone files still knows what UTC is. */
    if (strcmp(zone, "UTC") == 0) {
        return 0;
    }
    char path[512];
    snprintf(path, sizeof path, "%s/%s", ZONE_FOLDER, zone);
    CLEAN_FD int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    char magic[4] = "";
    bool zone_there = fd >= 0 && read(fd, magic, sizeof magic) == sizeof magic && memcmp(magic, "TZif", 4) == 0;
    if (!zone_there) {
        return err_set(err, ERR_INVALID, "is not a time zone of this machine (%s)", ZONE_FOLDER);
    }
    return 0;
}

uint64_t config_zones_digest(void)
{
    struct stat info;
    uint64_t hash = HASH_START;
    if (stat(ZONE_FOLDER, &info) == 0) {
        hash = hash_bytes(hash, &info.st_mtim, sizeof info.st_mtim);
    }
    return hash;
}

int file_load(const char *path, struct buf *buf, struct err *err)
{
    CLEAN_FD int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        return err_set(err, ERR_IO, "cannot read the file: %s", strerror(errno));
    }
    for (;;) {
        char part[16384];
        ssize_t n = read(fd, part, sizeof part);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return err_set(err, ERR_IO, "cannot read the file: %s", strerror(errno));
        }
        if (n == 0) {
            return 0;
        }
        if (buf_append(buf, part, (size_t)n) != 0) {
            return err_set(err, ERR_LIMIT, "the file is larger than %zu bytes", buf->limit);
        }
    }
}
