/* Passwords: from a file, an environment variable or a systemd credential. The only file that reads the environment. */
#include "files.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PASSWORD_MAX = 1024, TOKEN_MAX = 16384 };

/* What a person calls it, and how long it may be. */
struct kind {
    const char *what;
    size_t max;
    bool lines; /* several, taken as they stand */
};

static const struct kind password = {.what = "password", .max = PASSWORD_MAX};
static const struct kind token = {.what = "token", .max = TOKEN_MAX};
static const struct kind webhook = {.what = "secret", .max = PASSWORD_MAX, .lines = true};

#define CREDENTIAL_NAME "cms-password"

/* Takes the text into secret, or says why not; bytes has room for a NUL behind len. */
static int secret_take(const struct kind *kind, char *bytes, size_t len, struct secret *secret, struct err *err)
{
    if (len > kind->max) {
        return err_set(err, ERR_INVALID, "the %s is longer than %zu bytes", kind->what, kind->max);
    }
    if (len > 0 && bytes[len - 1] == '\n') {
        len--;
    }
    if (len > 0 && bytes[len - 1] == '\r') {
        len--;
    }
    bytes[len] = '\0';
    if (len == 0) {
        return err_set(err, ERR_INVALID, "the %s is empty", kind->what);
    }
    if (strlen(bytes) != len || (!kind->lines && strpbrk(bytes, "\r\n") != NULL)) {
        return err_set(err, ERR_INVALID, "the %s must be one line of text", kind->what);
    }
    secret_set(secret, bytes);
    return 0;
}

static ssize_t bytes_read(int fd, char *bytes, size_t size)
{
    size_t len = 0;
    while (len < size) {
        ssize_t n = read(fd, bytes + len, size - len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return -1;
        }
        if (n == 0) {
            break;
        }
        len += (size_t)n;
    }
    return (ssize_t)len;
}

static int secret_read_file(const struct kind *kind, const char *path, struct secret *secret, struct err *err)
{
    int r = file_check(path, err);
    if (r != 0) {
        return r;
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    char bytes[TOKEN_MAX + 3];
    ssize_t len = fd < 0 ? -1 : bytes_read(fd, bytes, sizeof bytes - 1);
    if (len < 0) {
        r = err_set(err, ERR_INVALID, "cannot read %.150s: %s", path, strerror(errno));
    } else {
        r = secret_take(kind, bytes, (size_t)len, secret, err);
    }
    explicit_bzero(bytes, sizeof bytes);
    if (fd >= 0) {
        close(fd);
    }
    return r;
}

int password_read_file(const char *path, struct secret *secret, struct err *err)
{
    return secret_read_file(&password, path, secret, err);
}

int token_read_file(const char *path, struct secret *secret, struct err *err)
{
    return secret_read_file(&token, path, secret, err);
}

int webhook_read_file(const char *path, struct secret *secret, struct err *err)
{
    return secret_read_file(&webhook, path, secret, err);
}

static int secret_read_env(const struct kind *kind, const char *name, struct secret *secret, struct err *err)
{
    const char *value = getenv(name);
    if (value == NULL) {
        return err_set(err, ERR_INVALID, "the environment variable %.100s is not set", name);
    }
    char bytes[PASSWORD_MAX + 3];
    size_t len = strnlen(value, sizeof bytes - 1);
    memcpy(bytes, value, len);
    int r = secret_take(kind, bytes, len, secret, err);
    explicit_bzero(bytes, sizeof bytes);
    return r;
}

int password_read_env(const char *name, struct secret *secret, struct err *err)
{
    return secret_read_env(&password, name, secret, err);
}

int webhook_read_env(const char *name, struct secret *secret, struct err *err)
{
    return secret_read_env(&webhook, name, secret, err);
}

static int secret_read_systemd(const struct kind *kind, const char *credential, struct secret *secret, struct err *err)
{
    const char *folder = getenv("CREDENTIALS_DIRECTORY");
    CLEAN_FREE char *path = folder != NULL && folder[0] != '\0' ? mem_printf("%s/%s", folder, credential) : NULL;
    if (path == NULL || access(path, F_OK) != 0) {
        return err_set(err, ERR_NOT_FOUND, "there is no systemd credential %s", credential);
    }
    return secret_read_file(kind, path, secret, err);
}

int password_read_systemd(struct secret *secret, struct err *err)
{
    return secret_read_systemd(&password, CREDENTIAL_NAME, secret, err);
}

int webhook_read_systemd(const char *credential, struct secret *secret, struct err *err)
{
    return secret_read_systemd(&webhook, credential, secret, err);
}
