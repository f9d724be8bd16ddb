/* certificate.c: the key that is made never touches the disk: openssl writes it, and the certificate, into a pipe. */
#include "certificate.h"

#include "base/buf.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PEM_LIMIT = 256 * 1024 };

static int read_all(int fd, struct buf *out)
{
    char bytes[4096];
    for (;;) {
        ssize_t len = read(fd, bytes, sizeof bytes);
        if (len == 0) {
            return 0;
        }
        if (len < 0 && errno == EINTR) {
            continue;
        }
        if (len < 0) {
            return ERR_IO;
        }
        int r = buf_append(out, bytes, (size_t)len);
        if (r < 0) {
            return r;
        }
    }
}

static int file_read(const char *path, char **ret_text, struct err *err)
{
    CLEAN_BUF struct buf text;
    buf_init(&text, PEM_LIMIT);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    }
    int r = read_all(fd, &text);
    close(fd);
    if (r < 0) {
        return err_set(err, r, "%s cannot be read", path);
    }
    *ret_text = buf_take(&text);
    return 0;
}

static int file_write(const char *path, const char *text, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) {
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    }
    ssize_t len = write(fd, text, strlen(text));
    if (close(fd) != 0 || len != (ssize_t)strlen(text)) {
        return err_set(err, ERR_IO, "%s cannot be written", path);
    }
    return 0;
}

/* subjectAltName=DNS:localhost,IP:… for every address that is listened at */
static void names_append(const struct options *options, struct buf *out)
{
    buf_append_string(out, "subjectAltName=DNS:localhost");
    for (size_t i = 0; i < options->n_listen; i++) {
        buf_printf(out, ",IP:%s", options->listen[i].host);
    }
}

static int openssl_spawn(char **argv, int out, pid_t *ret_pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int failed = posix_spawnp(ret_pid, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

static int openssl_run(char **argv, struct buf *out, struct err *err)
{
    static const char remedy[] = "give --cert and --key, or --plain";
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return err_set(err, ERR_IO, "no pipe: %s", strerror(errno));
    }
    pid_t pid;
    int failed = openssl_spawn(argv, ends[1], &pid);
    close(ends[1]);
    int r = failed == 0 ? read_all(ends[0], out) : 0;
    close(ends[0]);
    if (failed != 0) {
        return err_set(err, ERR_IO, "the command openssl, to make a certificate, cannot be run (%s): %s",
                       strerror(failed), remedy);
    }
    int status;
    pid_t waited;
    do {
        waited = waitpid(pid, &status, 0);
    } while (waited < 0 && errno == EINTR);
    if (r < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return err_set(err, ERR_IO, "the command openssl made no certificate: %s", remedy);
    }
    return 0;
}

static int certificate_make(const struct options *options, struct certificate *ret_certificate, struct err *err)
{
    CLEAN_BUF struct buf names;
    CLEAN_BUF struct buf pem;
    buf_init(&names, 4096);
    buf_init(&pem, PEM_LIMIT);
    names_append(options, &names);
    CLEAN_FREE char *subject = mem_printf("/CN=%s", options->listen[0].host);
    const char *argv[] = {
        "openssl", "req",         "-x509", "-newkey", "ec",    "-pkeyopt", "ec_paramgen_curve:prime256v1",
        "-nodes",  "-days",       "3650",  "-subj",   subject, "-addext",  buf_string(&names),
        "-keyout", "/dev/stdout", NULL};
    int r = openssl_run((char **)(uintptr_t)argv, &pem, err);
    if (r < 0) {
        return r;
    }
    const char *cert = strstr(buf_string(&pem), "-----BEGIN CERTIFICATE-----");
    if (cert == NULL) {
        return err_set(err, ERR_IO, "the command openssl made no certificate");
    }
    r = options->cert_out != NULL ? file_write(options->cert_out, cert, err) : 0;
    if (r < 0) {
        return r;
    }
    ret_certificate->cert_pem = mem_strdup(cert);
    ret_certificate->key_pem = mem_strndup(buf_string(&pem), (size_t)(cert - buf_string(&pem)));
    return 0;
}

int certificate_get(const struct options *options, struct certificate *ret_certificate, struct err *err)
{
    *ret_certificate = (struct certificate){0};
    if (options->plain) {
        return 0;
    }
    if (options->cert_file == NULL) {
        return certificate_make(options, ret_certificate, err);
    }
    struct certificate certificate = {0};
    int r = file_read(options->cert_file, &certificate.cert_pem, err);
    if (r == 0) {
        r = file_read(options->key_file, &certificate.key_pem, err);
    }
    if (r < 0) {
        certificate_done(&certificate);
        return r;
    }
    *ret_certificate = certificate;
    return 0;
}

void certificate_done(struct certificate *certificate)
{
    mem_free(certificate->cert_pem);
    mem_free(certificate->key_pem);
    *certificate = (struct certificate){0};
}
