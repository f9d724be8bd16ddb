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
        .remembers_body = wanted->remembers_body,
        .body_hash = wanted->body_hash,
        .hold_percent = wanted->hold_percent,
        .token = wanted->token,
        .done = wanted->done,
        .ctx = wanted->ctx,
    };
    task->size = task->body >= 0 && fstat(task->body, &status) == 0 ? (uint64_t)status.st_size : 0;
    calendar_content_init(&task->content);
    calendar_content_init(&task->refused);
    chapters_copy(task, wanted);
    gone_copy(task, wanted);
    calendar_content_init(&task->missing);
    for (size_t i = 0; i < wanted->n_refusals; i++) {
        calendar_content_add_refusal(&task->missing, &wanted->refusals[i]);
    }
    return task;
}

void task_free(struct task *task)
{
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
    calendar_content_done(&task->content);
    calendar_content_done(&task->refused);
    calendar_content_done(&task->missing);
    mem_free(task->asked);
    mem_free(task->chapters);
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

bool task_hears(struct task *task, const struct reply *reply)
{
    for (size_t i = 0; i < task->n_asked; i++) {
        if (task->asked[i] == reply->token) {
            task->asked[i] = task->asked[--task->n_asked];
            merge_counts_add(&task->sum.counts, &reply->counts);
            if (task->sum.note[0] == '\0') {
                memcpy(task->sum.note, reply->note, sizeof task->sum.note);
            }
            return true;
        }
    }
    return false;
}

void task_keep_refusals(struct task *task, const struct calendar_content *content)
{
    task->n_refused += content->n_refusals;
    for (size_t i = 0; i < content->n_refusals && task->refused.n_refusals < MAX_REFUSALS; i++) {
        calendar_content_add_refusal(&task->refused, &content->refusals[i]);
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
    if (task->n_gone > 0) {
        engine_calendar_resources(engine, task->calendar, &known, &n_known);
    }
    const char **uids = mem_calloc(n_known + task->n_gone + 1, sizeof *uids);
    qsort(task->gone, task->n_gone, sizeof *task->gone, texts_compare);
    for (size_t i = 0; i < n_known; i++) {
        if (bsearch(&known[i].href, task->gone, task->n_gone, sizeof *task->gone, texts_compare) != NULL) {
            uids[n++] = known[i].uid;
        }
    }
    mem_free(known);
    for (size_t i = 0; i < task->n_gone; i++) {
        uids[n++] = task->gone[i]; /* what was refused of it is over, too */
    }
    *ret_uids = uids;
    return n;
}
