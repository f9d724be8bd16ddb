/* The yardstick of reading: bare libical over the events of a file, one at a time; nothing is kept.
 *
 * bench-bare-ical FILE prints {"events": N, "bytes": N, "seconds": S}. Each event is parsed as libical wants it, from a
 * string of its own, and freed; rules are not walked, times not made UTC. */
#include <libical/ical.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char BEGIN[] = "BEGIN:VEVENT", END[] = "END:VEVENT";

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

/* How many events there are; *ret_parsed of them libical could make something of. */
static size_t parse_all(const char *text, size_t len, size_t *ret_parsed)
{
    size_t n = 0;
    const char *end = text + len;
    const char *at = text;
    while ((at = memmem(at, (size_t)(end - at), BEGIN, sizeof BEGIN - 1)) != NULL) {
        const char *last = memmem(at, (size_t)(end - at), END, sizeof END - 1);
        if (last == NULL) {
            break;
        }
        last += sizeof END - 1;
        char *event = strndup(at, (size_t)(last - at));
        icalcomponent *component = icalparser_parse_string(event);
        *ret_parsed += component != NULL;
        if (component != NULL) {
            icalcomponent_free(component);
        }
        free(event);
        at = last;
        n++;
    }
    return n;
}

int main(int argc, char **argv)
{
    struct stat status;
    int fd = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    if (fd < 0 || fstat(fd, &status) != 0 || status.st_size == 0) {
        fprintf(stderr, "usage: bench-bare-ical FILE\n");
        return 2;
    }
    size_t len = (size_t)status.st_size;
    const char *text = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
    if (text == MAP_FAILED) {
        perror("bench-bare-ical");
        return 1;
    }
    size_t parsed = 0;
    double begun = now();
    size_t n = parse_all(text, len, &parsed);
    printf("{\"events\": %zu, \"parsed\": %zu, \"bytes\": %zu, \"seconds\": %.4f}\n", n, parsed, len, now() - begun);
    return 0;
}
