/* store/place.c: the folder and the file, whose they are, who has them. */
#include "store/place.h"

#include "base/instant.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int place_check_folder(const char *path, struct err *err)
{
    CLEAN_FREE char *copy = mem_strdup(path);
    const char *folder = dirname(copy);
    struct stat info;
    if (stat(folder, &info) != 0) {
        return err_set(err, ERR_IO, "the store's directory %s cannot be used: %s%s", folder, strerror(errno),
                       errno == ENOENT ? " (make it, mode 0700, owned by the service)" : "");
    }
    if (!S_ISDIR(info.st_mode)) {
        return err_set(err, ERR_IO, "%s is not a directory", folder);
    }
    if (access(folder, W_OK | X_OK) == 0) {
        return 0;
    }
    if (errno == EROFS) {
        return err_set(err, ERR_LIMIT, "the store's directory %s is on a read-only file system: mount it writable",
                       folder);
    }
    return err_set(err, ERR_IO,
                   "the store's directory %s cannot be written: %s (it belongs to user %u, this is user %u: chown it)",
                   folder, strerror(errno), (unsigned)info.st_uid, (unsigned)geteuid());
}

/* Made here and not by SQLite, so that nobody but the service ever reads it, whatever the umask says. */
static int place_make(const char *path, struct err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        int code = errno == ENOSPC || errno == EDQUOT || errno == EROFS ? ERR_LIMIT : ERR_IO;
        return err_set(err, code, "the store %s cannot be made: %s", path, strerror(errno));
    }
    int made = fchmod(fd, 0600);
    close(fd);
    return made == 0 ? 0 : err_set(err, ERR_IO, "the store %s cannot be made: %s", path, strerror(errno));
}

static int place_check_file(const char *path, const struct stat *info, struct err *err)
{
    if (!S_ISREG(info->st_mode)) {
        return err_set(err, ERR_IO, "the store %s is not a file", path);
    }
    if (access(path, R_OK | W_OK) == 0) {
        return 0;
    }
    if (errno == EROFS) {
        return err_set(err, ERR_LIMIT, "the store %s is on a read-only file system: mount it writable", path);
    }
    bool readable = access(path, R_OK) == 0;
    return err_set(err, readable ? ERR_LIMIT : ERR_IO,
                   "the store %s %s (it belongs to user %u, this is user %u: chown it, mode 0600)", path,
                   readable ? "is read-only" : "cannot be read", (unsigned)info->st_uid, (unsigned)geteuid());
}

/* A living store is always in WAL mode (bytes 18 and 19 of its header are 2); a backup says that it is not. */
static bool place_is_backup(const char *path)
{
    unsigned char header[20] = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd >= 0 ? pread(fd, header, sizeof header, 0) : -1;
    if (fd >= 0) {
        close(fd);
    }
    return got == (ssize_t)sizeof header && header[18] == 1 && header[19] == 1;
}

/* SQLite would play the log of another store into this one, or delete it if the store is empty. */
static int place_check_log(const char *path, enum place_kind kind, struct err *err)
{
    CLEAN_FREE char *log = mem_printf("%s-wal", path);
    struct stat info;
    if (stat(log, &info) != 0 || info.st_size == 0) {
        return 0;
    }
    if (kind == PLACE_NEW) {
        return err_set(
            err, ERR_CORRUPT,
            "the store %s is missing or empty, but its log %s is there: put a backup in its place, or move the "
            "log away to begin anew",
            path, log);
    }
    if (kind == PLACE_STORE) {
        return log_check(log, err);
    }
    CLEAN_FREE char *old = mem_printf("%s.before-restore", log);
    if (rename(log, old) != 0) {
        return err_set(err, ERR_IO, "the log %s of the store before this backup cannot be moved away: %s", log,
                       strerror(errno));
    }
    return 0;
}

int place_prepare(const char *path, enum place_kind *ret_kind, struct err *err)
{
    struct stat info = {0};
    bool there = stat(path, &info) == 0;
    enum place_kind kind = PLACE_NEW;
    int status = there ? place_check_file(path, &info, err) : 0;
    if (status == 0) {
        status = place_check_folder(path, err);
    }
    if (status == 0 && there && info.st_size > 0) {
        kind = place_is_backup(path) ? PLACE_BACKUP : PLACE_STORE;
    }
    if (status == 0) {
        status = place_check_log(path, kind, err);
    }
    if (status == 0 && !there) {
        status = place_make(path, err);
    }
    if (status == 0) {
        *ret_kind = kind;
    }
    return status;
}

/* When the process began: its 22nd field in /proc, in ticks since the system's start. */
static instant process_began(pid_t pid)
{
    CLEAN_FREE char *path = mem_printf("/proc/%d/stat", (int)pid);
    char text[512] = "";
    FILE *file = fopen(path, "re");
    size_t got = file != NULL ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file != NULL) {
        fclose(file);
    }
    text[got] = '\0';
    const char *at = strrchr(text, ')'); /* behind the second field, which may hold anything */
    for (int field = 2; field < 22 && at != NULL; field++) {
        at = strchr(at + 1, ' ');
    }
    if (at == NULL) {
        return INSTANT_NONE;
    }
    unsigned long long ticks = strtoull(at, NULL, 10), booted = 0;
    file = fopen("/proc/stat", "re");
    char line[256];
    while (file != NULL && booted == 0 && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "btime ", 6) == 0) {
            booted = strtoull(line + 6, NULL, 10);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return (instant)(booted + ticks / (unsigned long long)sysconf(_SC_CLK_TCK)) * SECOND_MS;
}

static void process_name(pid_t pid, char *name, size_t size)
{
    CLEAN_FREE char *path = mem_printf("/proc/%d/comm", (int)pid);
    FILE *file = fopen(path, "re");
    snprintf(name, size, "?");
    if (file != NULL && fgets(name, (int)size, file) != NULL) {
        name[strcspn(name, "\n")] = '\0';
    }
    if (file != NULL) {
        fclose(file);
    }
}

const char *place_holder(const char *path, char *text, size_t size)
{
    enum { FIRST_LOCK = 0x40000000, N_LOCKS = 512 }; /* of SQLite, in every database */
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = FIRST_LOCK, .l_len = N_LOCKS};
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool known = fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK && lock.l_pid > 0;
    if (fd >= 0) {
        close(fd);
    }
    if (!known) {
        snprintf(text, size, "another process");
        return text;
    }
    char name[32];
    char since[INSTANT_TEXT_SIZE];
    process_name(lock.l_pid, name, sizeof name);
    instant_format(process_began(lock.l_pid), since);
    snprintf(text, size, "process %d (%s, since %s)", (int)lock.l_pid, name, since);
    return text;
}

/* linux/magic.h names only some of them. */
const char *place_warning(long type)
{
    static const struct {
        long type;
        const char *name;
    } REMOTE[] = {
        {0x6969, "NFS"},      {0xff534d42, "CIFS"}, {0xfe534d42, "SMB"},    {0x517b, "SMB"},
        {0x5346414f, "AFS"},  {0x00c36400, "Ceph"}, {0x0bd00bd0, "Lustre"}, {0x7461636f, "OCFS2"},
        {0x01161970, "GFS2"}, {0x01021997, "9P"},   {0x65735546, "FUSE"},
    };
    for (size_t i = 0; i < sizeof REMOTE / sizeof REMOTE[0]; i++) {
        if (REMOTE[i].type == type) {
            return REMOTE[i].name;
        }
    }
    return NULL;
}
