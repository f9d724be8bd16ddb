/* base/mem.h: memory that is always there.
 *
 * None of these returns NULL: running out of memory ends the process with EXIT_SYSTEM and a line on stderr (what is
 * durable is on disk, the supervisor restarts it). In exchange every input has a ceiling. Free with mem_free (= free,
 * takes NULL). The same holds for what libraries ask of the C library by themselves, in every program that links base:
 * their malloc() and its kin never return NULL for want of memory (not with the sanitizers, which end it in their own
 * way). */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void *mem_zalloc(size_t size);                             /* zeroed */
void *mem_calloc(size_t count, size_t size);               /* zeroed, overflow-checked */
void *mem_realloc(void *old, size_t count, size_t size);   /* overflow-checked; new part not zeroed */
char *mem_strdup(const char *text);                        /* NULL gives NULL */
char *mem_strndup(const char *text, size_t len);
char *mem_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
void mem_free(void *memory);
/* memory, which a library took for us, unless it is NULL: then the end, as for our own. */
void *mem_must(void *memory);
/* From now on what is large goes back to the system when it is freed, and nothing that grows leaves a hole behind: for
 * a process that lives long and holds much. */
void mem_return_large(void);
/* What was freed goes back to the system where whole pages of it lie together: after work that took much for a while. */
void mem_settle(void);
/* The pages of the program's and its libraries' files are no longer ours, until they are used again: once all has been
 * begun. A debugger's breakpoints that are set by then are lost with them. */
void mem_settle_image(void);
_Noreturn void mem_give_up(void); /* a library says that it found none */
/* Replaces *slot by a copy of text (or NULL), freeing the old value. Returns 1 if the text differs from before, else 0. */
int mem_replace(char **slot, const char *text);

/* Grows an array in place: ARRAY_GROW(list, count, capacity) makes room for one more element. */
#define ARRAY_GROW(list, count, capacity)                                                                              \
    do {                                                                                                               \
        if ((count) == (capacity)) {                                                                                   \
            (capacity) = (capacity) != 0 ? (capacity) * 2 : 8;                                                         \
            (list) = mem_realloc((list), (capacity), sizeof *(list));                                                  \
        }                                                                                                              \
    } while (0)

/* __attribute__((cleanup)) for a plain char * (or any) heap pointer local. */
void mem_free_cleanup(void *slot);
#define CLEAN_FREE __attribute__((cleanup(mem_free_cleanup)))

#endif
