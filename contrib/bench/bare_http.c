/* contrib/bench/bare_http.c: the yardstick of the API, and who asks both.
 *
 * bench-bare-http serve SOCKET FILE TYPE [NAME VALUE]…: libmicrohttpd alone, one thread, answers every GET with FILE's
 * bytes and these headers.
 * bench-bare-http load SOCKET CLIENTS REQUESTS METHOD PATH [BODY]: CLIENTS connections, each asks again when it has its
 * answer, REQUESTS in all; prints the seconds and how many answers were not 2xx. %d in BODY is the request's number.
 * PATH may be @FILE: its lines are asked for in turn. */
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { BYTES_MOST = 16 * 1024 * 1024, HEAD = 4096, CLIENTS_MOST = 512 };

struct load {
    const char *socket, *method, *body;
    char **paths;
    long n_paths;
    atomic_long left, refused;
};

static void give_up(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static int socket_open(const char *path, struct sockaddr_un *ret_address)
{
    *ret_address = (struct sockaddr_un){.sun_family = AF_UNIX};
    snprintf(ret_address->sun_path, sizeof ret_address->sun_path, "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0) {
        give_up("socket");
    }
    return fd;
}

struct served {
    char *bytes;
    size_t len;
    const char *type;
    char **headers; /* names and values in turn, NULL behind them */
};

static enum MHD_Result answer(void *ctx, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *data, size_t *len, void **state)
{
    (void)url, (void)method, (void)version, (void)data, (void)len;
    if (*state == NULL) { /* the head alone, as any server of it must wait for the body */
        *state = ctx;
        return MHD_YES;
    }
    const struct served *served = ctx;
    struct MHD_Response *response = MHD_create_response_from_buffer(served->len, served->bytes, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, served->type);
    for (char **header = served->headers; header[0] != NULL && header[1] != NULL; header += 2) {
        MHD_add_response_header(response, header[0], header[1]);
    }
    enum MHD_Result queued = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return queued;
}

static int serve(const char *path, const char *file, const char *type, char **headers)
{
    struct served served = {.bytes = malloc(BYTES_MOST), .type = type, .headers = headers};
    FILE *from = fopen(file, "re");
    if (from == NULL || served.bytes == NULL) {
        give_up(file);
    }
    served.len = fread(served.bytes, 1, BYTES_MOST, from);
    fclose(from);
    struct sockaddr_un address;
    int fd = socket_open(path, &address);
    unlink(path);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 512) != 0) {
        give_up(path);
    }
    if (MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, answer, &served, MHD_OPTION_LISTEN_SOCKET, fd,
                         MHD_OPTION_END) == NULL) {
        give_up("libmicrohttpd");
    }
    puts("listening");
    fflush(stdout);
    return pause(); /* until a signal ends it */
}

/* The answer's status, its body read and dropped; 0: the connection broke. */
static int receive(int fd, char *buffer, size_t size)
{
    size_t have = 0;
    char *end = NULL;
    while (end == NULL) {
        ssize_t n = have < size - 1 ? read(fd, buffer + have, size - 1 - have) : 0;
        if (n <= 0) {
            return 0;
        }
        have += (size_t)n;
        buffer[have] = '\0';
        end = strstr(buffer, "\r\n\r\n");
    }
    const char *length = strcasestr(buffer, "\r\nContent-Length:");
    int status = (int)strtol(buffer + sizeof "HTTP/1.1", NULL, 10);
    size_t left = length != NULL && length < end ? strtoul(length + 17, NULL, 10) : 0;
    size_t got = have - (size_t)(end + 4 - buffer);
    for (left -= got < left ? got : left; left > 0;) {
        ssize_t n = read(fd, buffer, left < size ? left : size);
        if (n <= 0) {
            return 0;
        }
        left -= (size_t)n;
    }
    return status;
}

static void *client(void *ctx)
{
    struct load *load = ctx;
    struct sockaddr_un address;
    int fd = socket_open(load->socket, &address);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        give_up(load->socket);
    }
    static const size_t SIZE = 256 * 1024;
    char *buffer = malloc(SIZE);
    for (long number; buffer != NULL && (number = atomic_fetch_sub(&load->left, 1)) > 0;) {
        char body[HEAD] = "", request[2 * HEAD];
        const char *mark = load->body != NULL ? strstr(load->body, "%d") : NULL;
        if (mark != NULL) {
            snprintf(body, sizeof body, "%.*s%ld%s", (int)(mark - load->body), load->body, number, mark + 2);
        }
        int len = snprintf(
            request, sizeof request,
            "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
            load->method, load->paths[number % load->n_paths], strlen(body), body);
        int status = write(fd, request, (size_t)len) == len ? receive(fd, buffer, SIZE) : 0;
        if (status < 200 || status > 299) {
            atomic_fetch_add(&load->refused, 1);
            if (status == 0) {
                break;
            }
        }
    }
    free(buffer);
    close(fd);
    return NULL;
}

static void read_paths(struct load *load, char *path)
{
    static char *one[1];
    load->paths = one;
    load->n_paths = 1;
    one[0] = path;
    if (path[0] != '@') {
        return;
    }
    FILE *from = fopen(path + 1, "re");
    char *bytes = malloc(BYTES_MOST), *rest = NULL;
    size_t len = from != NULL && bytes != NULL ? fread(bytes, 1, BYTES_MOST - 1, from) : 0;
    load->paths = calloc(len + 1, sizeof *load->paths);
    if (len == 0 || load->paths == NULL) {
        give_up(path);
    }
    fclose(from);
    bytes[len] = '\0';
    load->n_paths = 0;
    for (char *line = strtok_r(bytes, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        load->paths[load->n_paths++] = line;
    }
}

static int ask(struct load *load, int clients)
{
    struct timespec began, ended;
    pthread_t threads[CLIENTS_MOST];
    clock_gettime(CLOCK_MONOTONIC, &began);
    for (int i = 0; i < clients; i++) {
        if (pthread_create(&threads[i], NULL, client, load) != 0) {
            give_up("pthread_create");
        }
    }
    for (int i = 0; i < clients; i++) {
        pthread_join(threads[i], NULL);
    }
    clock_gettime(CLOCK_MONOTONIC, &ended);
    double seconds = (double)(ended.tv_sec - began.tv_sec) + (double)(ended.tv_nsec - began.tv_nsec) / 1e9;
    printf("%f %ld\n", seconds, atomic_load(&load->refused));
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    if (argc >= 5 && strcmp(argv[1], "serve") == 0) {
        return serve(argv[2], argv[3], argv[4], argv + 5);
    }
    long clients = argc >= 7 && argc <= 8 && strcmp(argv[1], "load") == 0 ? strtol(argv[3], NULL, 10) : 0;
    if (clients > 0 && clients <= CLIENTS_MOST) {
        struct load load = {.socket = argv[2], .method = argv[5], .body = argv[7]};
        read_paths(&load, argv[6]);
        atomic_store(&load.left, strtol(argv[4], NULL, 10));
        return ask(&load, (int)clients);
    }
    fputs("usage: bench-bare-http serve SOCKET FILE TYPE [NAME VALUE]... | load SOCKET CLIENTS REQUESTS METHOD PATH "
          "[BODY]\n",
          stderr);
    return 2;
}
