/* base/mem_every.c: the rule of mem.h for memory that libraries ask for by themselves.
 *
 * Few libraries get over a failed allocation, and OpenSSL's once-only beginnings stay failed for ever. So the program
 * stands before the C library with the allocating functions of its own name ("Replacing malloc", glibc manual 3.2.5):
 * each hands on to the next of that name, and ends the process where that finds no memory. Giving back needs no such
 * step. Whatever links base has them. */
#include "base/mem.h"

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdlib.h>

/* A sanitizer stands there itself, and ends the process likewise. */
#ifndef COSPACED_SANITIZED

/* The first calls come before main(), and may come from several threads: all find the same. */
static void *next_of(_Atomic(void *) *slot, const char *name)
{
    void *next = atomic_load_explicit(slot, memory_order_relaxed);
    if (next == NULL) {
        next = mem_must(dlsym(RTLD_NEXT, name));
        atomic_store_explicit(slot, next, memory_order_relaxed);
    }
    return next;
}

/* result, name, parameters, their names, and whether what the next one gave means that there was no memory. */
#define EVERY(result, name, parameters, arguments, is_none)                                                            \
    result name parameters                                                                                             \
    {                                                                                                                  \
        static _Atomic(void *) slot;                                                                                   \
        /* NOLINTNEXTLINE(bugprone-macro-parentheses): result and parameters are those of a declaration */             \
        result(*next) parameters = (result(*) parameters)next_of(&slot, #name);                                        \
        result got = next arguments;                                                                                   \
        if (is_none) {                                                                                                 \
            mem_give_up();                                                                                             \
        }                                                                                                              \
        return got;                                                                                                    \
    }

#pragma GCC diagnostic ignored "-Wpedantic" /* a function's address comes from dlsym() as that of an object */
EVERY(void *, malloc, (size_t size), (size), got == NULL)
EVERY(void *, calloc, (size_t count, size_t size), (count, size), got == NULL)
EVERY(void *, realloc, (void *old, size_t size), (old, size), got == NULL && size != 0) /* of 0 it frees */
EVERY(void *, memalign, (size_t alignment, size_t size), (alignment, size), got == NULL && errno == ENOMEM)
EVERY(void *, aligned_alloc, (size_t alignment, size_t size), (alignment, size), got == NULL && errno == ENOMEM)
EVERY(int, posix_memalign, (void **ret, size_t alignment, size_t size), (ret, alignment, size), got == ENOMEM)

#endif
