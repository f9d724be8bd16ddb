/* base/mem_image.c: the pages of the program's and its libraries' files that only the start has needed.
 *
 * Fifty libraries come with us, most by way of others. Binding them and their beginnings touch half of what they are,
 * and it would count as ours as long as we live. A segment that is never written to is the file's: what is asked for
 * again comes from there. One that was relocated in place would lose that, so an object with such is left alone. */
#include "base/mem.h"

#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* The dynamic section is relocated by the loader; its flags are not addresses. */
static bool object_is_relocated_in_place(const struct dl_phdr_info *object)
{
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        const ElfW(Dyn) *entry = (const void *)(uintptr_t)(object->dlpi_addr + segment->p_vaddr);
        for (; segment->p_type == PT_DYNAMIC && entry->d_tag != DT_NULL; entry++) {
            if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL) != 0)) {
                return true;
            }
        }
    }
    return false;
}

static int object_settle(struct dl_phdr_info *object, size_t size, void *ctx)
{
    (void)size;
    (void)ctx;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (size_t i = 0; !object_is_relocated_in_place(object) && i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (segment->p_type == PT_LOAD && (segment->p_flags & PF_W) == 0) {
            uintptr_t begin = (object->dlpi_addr + segment->p_vaddr) & ~(page - 1);
            uintptr_t end = object->dlpi_addr + segment->p_vaddr + segment->p_filesz;
            madvise((void *)begin, end - begin, MADV_DONTNEED); /* refused: they stay, that is all */
        }
    }
    return 0;
}

void mem_settle_image(void)
{
    dl_iterate_phdr(object_settle, NULL);
}
