/* The faults of a file: collected wherever they are found, shown in the order of the file. */
#include "fault.h"

#include "base/mem.h"

#include <stdarg.h>
#include <string.h>

static void fault_append(struct config_faults *faults, struct config_fault fault)
{
    ARRAY_GROW(faults->items, faults->count, faults->capacity);
    faults->items[faults->count++] = fault;
}

static char *fault_message(const char *format, va_list args)
{
    struct buf buf;
    buf_init(&buf, 1024);
    buf_vprintf(&buf, format, args);
    return buf_take(&buf);
}

void fault_add(struct config_faults *faults, uint32_t line, uint32_t column, const char *format, ...)
{
    if (faults->count > FAULTS_MAX) {
        return;
    }
    if (faults->count == FAULTS_MAX) {
        char *message = mem_strdup("there are more faults, not shown");
        fault_append(faults, (struct config_fault){.line = line, .column = column, .message = message});
        return;
    }
    va_list args;
    va_start(args, format);
    char *message = fault_message(format, args);
    va_end(args);
    fault_append(faults, (struct config_fault){.line = line, .column = column, .message = message});
}

void fault_warn(struct config_faults *faults, uint32_t line, uint32_t column, const char *format, ...)
{
    if (faults->count >= FAULTS_MAX) {
        return;
    }
    va_list args;
    va_start(args, format);
    char *message = fault_message(format, args);
    va_end(args);
    fault_append(faults, (struct config_fault){.line = line, .column = column, .message = message, .warning = true});
}

static bool fault_after(const struct config_fault *a, const struct config_fault *b)
{
    return a->line != b->line ? a->line > b->line : a->column > b->column;
}

void faults_sort(struct config_faults *faults)
{
    for (size_t i = 1; i < faults->count; i++) {
        struct config_fault fault = faults->items[i];
        size_t at = i;
        for (; at > 0 && fault_after(&faults->items[at - 1], &fault); at--) {
            faults->items[at] = faults->items[at - 1];
        }
        faults->items[at] = fault;
    }
}

bool faults_serious(const struct config_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        if (!faults->items[i].warning) {
            return true;
        }
    }
    return false;
}

void config_faults_print(const struct config_faults *faults, const char *path, FILE *out)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct config_fault *fault = &faults->items[i];
        fprintf(out, "%s:%u:%u: %s%s\n", path, fault->line, fault->column, fault->warning ? "warning: " : "",
                fault->message);
    }
}

void config_faults_done(struct config_faults *faults)
{
    if (faults == NULL) {
        return;
    }
    for (size_t i = 0; i < faults->count; i++) {
        mem_free(faults->items[i].message);
    }
    mem_free(faults->items);
    *faults = (struct config_faults){0};
}

const char *fault_quote(const char *text, char quoted[QUOTE_SIZE])
{
    enum { SHOWN = 40 };
    size_t len = strlen(text);
    size_t shown = len < SHOWN ? len : SHOWN;
    while (shown < len && shown > 0 && ((unsigned char)text[shown] & 0xc0) == 0x80) {
        shown--;
    }
    char *at = quoted;
    *at++ = '"';
    for (size_t i = 0; i < shown; i++) {
        unsigned char c = (unsigned char)text[i];
        *at++ = c < 0x20 || c == 0x7f ? '?' : (char)c;
    }
    memcpy(at, shown < len ? "…\"" : "\"", shown < len ? sizeof "…\"" : sizeof "\"");
    return quoted;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t word_distance(const char *a, const char *b)
{
    enum { LONGEST = 40 };
    size_t len_a = strlen(a);
    size_t len_b = strlen(b);
    if (len_a > LONGEST || len_b > LONGEST) {
        return SIZE_MAX;
    }
    size_t cost[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= len_a; i++) {
        cost[i][0] = i;
    }
    for (size_t j = 0; j <= len_b; j++) {
        cost[0][j] = j;
    }
    for (size_t i = 1; i <= len_a; i++) {
        for (size_t j = 1; j <= len_b; j++) {
            size_t replaced = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            cost[i][j] = smaller(replaced, smaller(cost[i - 1][j], cost[i][j - 1]) + 1);
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) {
                cost[i][j] = smaller(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        }
    }
    return cost[len_a][len_b];
}
