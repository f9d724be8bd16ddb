/* support.h: the collected calendars, line by line and file by file. */
#ifndef TEST_ICAL_SUPPORT_H
#define TEST_ICAL_SUPPORT_H

#include "base/mem.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SKIPPED = 77 };

/* Ends the test as skipped if the data are not there. */
static inline void ical_need(const char *path)
{
    if (access(path, R_OK) == 0)
        return;
    printf("SKIPPED: %s is not there (the collected calendars; see COSPACED_ICAL_DIR)\n", path);
    exit(SKIPPED);
}

/* Each object of a file of JSON lines. */
static inline size_t ical_each(const char *path, void (*see)(const json_t *row, void *ctx), void *ctx)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t capacity = 0;
    size_t n = 0;
    assert_non_null(file);
    while (getline(&line, &capacity, file) > 0) {
        json_t *row = json_loads(line, 0, NULL);
        assert_non_null(row);
        see(row, ctx);
        json_decref(row);
        n++;
    }
    free(line);
    fclose(file);
    return n;
}

static inline const char *ical_text(const json_t *row, const char *key)
{
    const char *text = json_string_value(json_object_get(row, key));
    return text != NULL ? text : "";
}

static inline char *ical_file(const char *path, size_t *ret_len)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    size_t len = (size_t)ftell(file);
    rewind(file);
    char *bytes = mem_calloc(len + 1, 1);
    assert_int_equal(fread(bytes, 1, len, file), len);
    fclose(file);
    *ret_len = len;
    return bytes;
}

#endif
