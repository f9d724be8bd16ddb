/* backup: the store of the running service as one file. It is written beside FILE and takes its name when it is whole.
 */
#include "base/mem.h"
#include "client.h"
#include "text.h"
#include "verbs.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const duration_ms PATIENCE = HOUR_MS;

static int on_piece(void *ctx, const void *bytes, size_t len)
{
    FILE *file = ctx;
    return fwrite(bytes, 1, len, file) == len ? 0 : errno;
}

static int backup_fetch(const struct session *session, FILE *file)
{
    struct cospaced_request request = {.method = "GET", .target = "/v1/backup", .take = on_piece, .ctx = file};
    CLEAN_CLIENT struct cospaced_client *client = client_open(session, PATIENCE);
    CLEAN_ANSWER struct cospaced_reply answer = {0};
    int rc = cospaced_call(client, &request, &answer);
    if (rc > 0) {
        return client_complain("what came cannot be written: %s", strerror(rc));
    }
    return rc == 0 && answer.status < 400 ? DONE : client_explain(session, client, rc);
}

/* Passcodes are in it: nobody else reads it. */
static FILE *backup_make(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    FILE *file = fd >= 0 && fchmod(fd, 0600) == 0 ? fdopen(fd, "wb") : NULL;
    if (file == NULL && fd >= 0) {
        close(fd);
    }
    return file;
}

static const struct option_row OPTIONS[] = {
    {.name = "force", .help = "FILE is there already: the new copy takes its place"},
    {0},
};

/* The new name of a file in it lasts, whatever happens to the power. */
static bool folder_sync(const char *path)
{
    CLEAN_FREE char *copy = mem_strdup(path);
    int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) {
        close(fd);
    }
    return synced;
}

static int backup_to_file(const struct session *session, const char *path, bool force)
{
    struct stat info;
    bool there = lstat(path, &info) == 0;
    if (there && !S_ISREG(info.st_mode)) { /* a device would be one no more */
        return client_complain("%s is there and is not a file: name another one", path);
    }
    if (there && !force) {
        return client_complain("%s is there already: name another one, or say --force to replace it", path);
    }
    CLEAN_FREE char *part = mem_printf("%s.part", path);
    FILE *file = backup_make(part);
    if (file == NULL) {
        return client_complain("%s cannot be made: %s", part, strerror(errno));
    }
    int rc = backup_fetch(session, file);
    bool written = fflush(file) == 0 && fsync(fileno(file)) == 0;
    written = fclose(file) == 0 && written;
    if (rc == DONE && (!written || rename(part, path) != 0 || !folder_sync(path))) {
        rc = client_complain("%s cannot be written: %s", path, strerror(errno));
    }
    if (rc != DONE) {
        unlink(part);
    }
    return rc;
}

static int backup_run(const struct session *session, const struct args *args)
{
    const char *path = args->operands[0];
    if (strcmp(path, "-") == 0) {
        return backup_fetch(session, stdout);
    }
    int rc = backup_to_file(session, path, args_has(args, "force"));
    if (rc == DONE && session->json) {
        CLEAN_FREE char *mended = text_mend(path);
        json_auto_t *object = json_pack("{s:s}", "file", mended);
        CLEAN_FREE char *text = json_dumps(object, JSON_COMPACT);
        puts(text);
    } else if (rc == DONE) {
        printf("%s is written; whether it is good: cospaced --config FILE --check-backup %s\n", path, path);
    }
    return rc;
}

const struct verb verb_backup = {
    .name = "backup",
    .operands = "FILE",
    .summary = "a consistent copy of the service's store, made while it runs (- is standard output)",
    .options = OPTIONS,
    .run = backup_run};
