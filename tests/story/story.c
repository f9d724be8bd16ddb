/* story.c: reads a story, tells it, compares the trace.
 *
 * A .story file is comments, then a line for each thing that is done, then `---`, then the trace that must come of it.
 * Usage: tell_story [--update] FILE… */
#include "story.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char separator[] = "---\n";

static char *file_read(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    struct buf text;
    buf_init(&text, (size_t)16 << 20);
    char chunk[4096];
    size_t len = 0;
    while ((len = fread(chunk, 1, sizeof chunk, file)) > 0) {
        buf_append(&text, chunk, len);
    }
    fclose(file);
    return buf_take(&text);
}

/* Cuts line into words in place; "…" holds blanks together. */
static size_t line_split(char *line, char **words)
{
    size_t n = 0;
    for (char *at = line; *at != '\0' && n < STORY_WORDS;) {
        at += strspn(at, " ");
        if (*at == '\0') {
            break;
        }
        bool quoted = *at == '"';
        words[n++] = quoted ? ++at : at;
        at += strcspn(at, quoted ? "\"" : " ");
        if (*at != '\0') {
            *at++ = '\0';
        }
    }
    words[n] = NULL;
    return n;
}

static bool story_tell(struct story *story, const char *path, const char *text, const char *end)
{
    size_t number = 0;
    while (text < end) {
        size_t len = strcspn(text, "\n");
        CLEAN_FREE char *line = mem_strndup(text, len);
        char *words[STORY_WORDS + 1];
        text += len + 1;
        number++;
        if (line[0] == '#' || line_split(line, words) == 0) {
            continue;
        }
        size_t n = 0;
        while (words[n] != NULL) {
            n++;
        }
        if (!story_do(story, words, n)) {
            fprintf(stderr, "%s:%zu: %s: %s\n", path, number, words[0], story->error);
            return false;
        }
        if (story->born && story->world.failed) {
            fprintf(stderr, "%s:%zu: %s\n", path, number, story->world.failure);
            return false;
        }
    }
    return true;
}

static void differ(const char *path, const char *wanted, const char *got)
{
    size_t line = 1;
    while (*wanted != '\0' && *got != '\0') {
        size_t a = strcspn(wanted, "\n"), b = strcspn(got, "\n");
        if (a != b || strncmp(wanted, got, a) != 0) {
            break;
        }
        wanted += a + (wanted[a] == '\n');
        got += b + (got[b] == '\n');
        line++;
    }
    fprintf(stderr, "%s: the trace differs in its line %zu\n  wanted %.*s\n  got    %.*s\n", path, line,
            (int)strcspn(wanted, "\n"), wanted, (int)strcspn(got, "\n"), got);
}

static int story_compare(const char *path, const char *text, const char *end, const char *trace, bool update)
{
    if (!update) {
        const char *wanted = strncmp(end, separator, sizeof separator - 1) == 0 ? end + sizeof separator - 1 : end;
        if (strcmp(wanted, trace) != 0) {
            differ(path, wanted, trace);
            fprintf(stderr, "the whole trace:\n%s", trace);
            return 1;
        }
        return 0;
    }
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        return 2;
    }
    fprintf(file, "%.*s%s%s", (int)(end - text), text, separator, trace);
    return fclose(file) == 0 ? 0 : 2;
}

static int story_run(const char *path, bool update)
{
    CLEAN_FREE char *text = file_read(path);
    const char *end = strstr(text, "\n---\n");
    end = end != NULL ? end + 1 : text + strlen(text);
    struct story *story = mem_zalloc(sizeof *story);
    story->options =
        (struct world_options){.seed = 1, .n_bridges = 2, .first = 1, .last = 3, .latency = 10, .trace = true};
    int status = story_tell(story, path, text, end) ? 0 : 1;
    if (story->born) {
        if (status == 0) {
            status = story_compare(path, text, end, buf_string(story->world.trace), update);
        } else {
            fputs(buf_string(story->world.trace), stderr);
        }
        world_done(&story->world);
    }
    story_events_clear(story);
    mem_free(story->refused);
    mem_free(story);
    return status;
}

int main(int argc, char **argv)
{
    bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
    int status = argc < (update ? 3 : 2) ? 2 : 0;
    for (int i = update ? 2 : 1; i < argc; i++) {
        int one = story_run(argv[i], update);
        status = one > status ? one : status;
    }
    if (status == 2) {
        fprintf(stderr, "usage: tell_story [--update] FILE...\n");
    }
    return status;
}
