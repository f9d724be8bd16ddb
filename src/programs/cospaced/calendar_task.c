/* calendar_task.c: copies of what was asked for, in the order in which it came. */
#include "calendar_task.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void chapters_copy(struct task *task, const struct calendar_task *wanted)
{
    task->chapters = mem_calloc(wanted->n_chapters, sizeof *task->chapters);
    task->n_chapters = wanted->n_chapters;
    for (size_t i = 0; i < wanted->n_chapters; i++) {
        task->chapters[i].begin = wanted->chapters[i].begin;
        task->chapters[i].href = mem_strdup(wanted->chapters[i].href);
        task->chapters[i].etag = mem_strdup(wanted->chapters[i].etag);
    }
}

/* Lines as the reader counts them: CR LF is one end of a line, and so is a CR that no LF follows. */
struct line_count {
    uint32_t line, crs;
};

static void lines_pass(struct line_count *count, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\r') {
            count->crs++;
            continue;
        }
        count->line += bytes[i] == '\n' ? 1 : count->crs;
        count->crs = 0;
    }
}

static void chapters_number(struct task *task)
{
    enum { PIECE_BYTES = 64 * 1024 };
    struct line_count count = {.line = 1};
    CLEAN_FREE char *bytes = mem_zalloc(PIECE_BYTES);
    task->chapter_lines = mem_calloc(task->n_chapters, sizeof *task->chapter_lines);
    size_t at = 0;
    for (size_t i = 0; i < task->n_chapters && task->body >= 0; i++) {
        while (at < task->chapters[i].begin) {
            size_t want = task->chapters[i].begin - at;
            ssize_t n = pread(task->body, bytes, want < PIECE_BYTES ? want : PIECE_BYTES, (off_t)at);
            if (n <= 0) {
                return;
            }
            lines_pass(&count, bytes, (size_t)n);
            at += (size_t)n;
        }
        task->chapter_lines[i] = count.line;
    }
}

/* The last that begins on that line or before it. */
static const struct calendar_chapter *chapter_find(const struct task *task, uint32_t line)
{
    size_t low = 0, high = task->n_chapters;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (task->chapter_lines[middle] <= line) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 ? &task->chapters[low - 1] : NULL;
}

static void gone_copy(struct task *task, const struct calendar_task *wanted)
{
    task->gone = mem_calloc(wanted->n_gone, sizeof *task->gone);
    task->n_gone = wanted->n_gone;
    for (size_t i = 0; i < wanted->n_gone; i++) {
        task->gone[i] = mem_strdup(wanted->gone[i]);
    }
}

struct task *task_new(const struct calendar_task *wanted)
{
    struct task *task = mem_zalloc(sizeof *task);
    struct stat status;
    *task = (struct task){
        .kind = wanted->kind,
        .calendar = mem_strdup(wanted->calendar),
        .body = wanted->take_body,
        .quiet = wanted->quiet,
        .validator = mem_strdup(wanted->validator),
        .hold_percent = wanted->hold_percent,
        .token = wanted->token,
        .done = wanted->done,
        .ctx = wanted->ctx,
    };
    calendar_content_init(&task->said);
    task->size = task->body >= 0 && fstat(task->body, &status) == 0 ? (uint64_t)status.st_size : 0;
    chapters_copy(task, wanted);
    chapters_number(task);
    gone_copy(task, wanted);
    return task;
}

void task_free(struct task *task)
{
    calendar_content_done(&task->said);
    if (task->body >= 0) {
        close(task->body);
    }
    for (size_t i = 0; i < task->n_chapters; i++) {
        mem_free((void *)(uintptr_t)task->chapters[i].href);
        mem_free((void *)(uintptr_t)task->chapters[i].etag);
    }
    for (size_t i = 0; i < task->n_gone; i++) {
        mem_free(task->gone[i]);
    }
    mem_free(task->chapters);
    mem_free(task->chapter_lines);
    mem_free(task->gone);
    mem_free(task->calendar);
    mem_free(task->uid);
    mem_free(task->validator);
    mem_free(task);
}

void task_list_add(struct task_list *list, struct task *task)
{
    struct task **end = &list->first;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = task;
    list->waiting += task->size;
}

void task_list_remove(struct task_list *list, struct task *task)
{
    struct task **link = &list->first;
    while (*link != task) {
        link = &(*link)->next;
    }
    *link = task->next;
    list->waiting -= task->size;
    task_free(task);
}

bool task_list_is_first(const struct task_list *list, const struct task *task)
{
    const struct task *other = list->first;
    while (other != task && strcmp(other->calendar, task->calendar) != 0) {
        other = other->next;
    }
    return other == task;
}

void task_list_done(struct task_list *list)
{
    while (list->first != NULL) {
        task_list_remove(list, list->first);
    }
}

void task_keep_refusals(struct task *task, const struct calendar_content *content)
{
    for (size_t i = 0; i < content->n_refusals && i < MAX_REFUSALS; i++) {
        const struct refusal *refusal = &content->refusals[i];
        calendar_content_refuse(&task->said, refusal->uid, refusal->line, refusal->why);
    }
}

void task_name_bookings(const struct task *task, const struct calendar_content *content, struct calendar_content *names)
{
    for (size_t i = 0; i < content->n_events + content->n_refusals; i++) {
        const struct refusal *refusal = i < content->n_events ? NULL : &content->refusals[i - content->n_events];
        const struct event *event = refusal == NULL ? &content->events[i] : NULL;
        if (refusal != NULL && refusal->uid[0] == '\0') {
            continue; /* nobody knows whose it is */
        }
        const struct calendar_chapter *chapter = chapter_find(task, event != NULL ? event->line : refusal->line);
        struct content_booking *booking = calendar_content_add_booking(names);
        booking->uid = mem_strdup(event != NULL ? event->uid : refusal->uid);
        booking->href = chapter != NULL ? mem_strdup(chapter->href) : NULL;
        booking->etag = chapter != NULL ? mem_strdup(chapter->etag) : NULL;
    }
}

static int texts_compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t task_gone_uids(const struct task *task, const struct engine *engine, const char ***ret_uids)
{
    struct engine_resource *known = NULL;
    size_t n_known = 0, n = 0;
    engine_calendar_resources(engine, task->calendar, &known, &n_known);
    const char **uids = mem_calloc(n_known + 1, sizeof *uids);
    qsort(task->gone, task->n_gone, sizeof *task->gone, texts_compare);
    for (size_t i = 0; i < n_known && task->n_gone > 0; i++) {
        if (bsearch(&known[i].href, task->gone, task->n_gone, sizeof *task->gone, texts_compare) != NULL) {
            uids[n++] = known[i].uid;
        }
    }
    mem_free(known);
    *ret_uids = uids;
    return n;
}
