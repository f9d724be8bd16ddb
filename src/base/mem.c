/* base/mem.c: the only caller of the C library's allocator.
 *
 * Every other file asks here, so that "out of memory" is decided in one place: a line on stderr and the end. */
#include "base/mem.h"

#include "base/halt.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Not abort(): a core dump would hold passwords. Not exit(): its handlers may want memory. */
_Noreturn void mem_give_up(void)
{
    static const char line[] = "error out of memory, ending\n";
    ssize_t written = write(STDERR_FILENO, line, sizeof line - 1);
    (void)written;
    _exit(EXIT_SYSTEM);
}

void *mem_calloc(size_t count, size_t size)
{
    void *memory = calloc(count != 0 ? count : 1, size != 0 ? size : 1);
    if (memory == NULL) {
        mem_give_up();
    }
    return memory;
}

void *mem_zalloc(size_t size)
{
    return mem_calloc(1, size);
}

void *mem_realloc(void *old, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        mem_give_up();
    }
    size_t total = count * size;
    void *memory = realloc(old, total != 0 ? total : 1);
    if (memory == NULL) {
        mem_give_up();
    }
    return memory;
}

char *mem_strdup(const char *text)
{
    return text != NULL ? mem_strndup(text, strlen(text)) : NULL;
}

char *mem_strndup(const char *text, size_t len)
{
    if (text == NULL) {
        return NULL;
    }
    size_t kept = strnlen(text, len);
    char *copy = mem_zalloc(kept + 1);
    memcpy(copy, text, kept);
    return copy;
}

char *mem_printf(const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    int len = vasprintf(&text, format, args);
    va_end(args);
    if (len < 0) {
        mem_give_up();
    }
    return text;
}

void *mem_must(void *memory)
{
    if (memory == NULL) {
        mem_give_up();
    }
    return memory;
}

/* The C library would raise this by itself with the first large piece that is freed. */
void mem_return_large(void)
{
    enum { LARGE = 64 << 10 };
    mallopt(M_MMAP_THRESHOLD, LARGE);
}

void mem_free(void *memory)
{
    free(memory);
}

void mem_settle(void)
{
    malloc_trim(0);
}

int mem_replace(char **slot, const char *text)
{
    const char *old = *slot;
    if (old == text || (old != NULL && text != NULL && strcmp(old, text) == 0)) {
        return 0;
    }
    char *copy = mem_strdup(text); /* before the free: text may lie inside the old value */
    mem_free(*slot);
    *slot = copy;
    return 1;
}

void mem_free_cleanup(void *slot)
{
    void *memory = NULL;
    memcpy(&memory, slot, sizeof memory);
    mem_free(memory);
}
