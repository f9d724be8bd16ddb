/* job_start.c: a job's beginning and end: what is wanted, in files for the process. */
#include "job_inside.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RECEIVED_BASE = 128 * 1024 * 1024, RECEIVED_FOLD = 8, ORDERS_BYTES = 64 * 1024 * 1024, CHUNK_BYTES = 64 * 1024 };

static size_t or_default(size_t value, size_t otherwise)
{
    return value != 0 ? value : otherwise;
}

static void limits_default(struct calendar_limits *limits)
{
    limits->bytes = or_default(limits->bytes, CALENDAR_BYTES);
    limits->events = or_default(limits->events, CALENDAR_EVENTS);
    limits->occurrences = or_default(limits->occurrences, CALENDAR_OCCURRENCES);
    limits->total = or_default(limits->total, CALENDAR_TOTAL);
    limits->nesting = or_default(limits->nesting, CALENDAR_NESTING);
    if (limits->event_timeout == 0) {
        limits->event_timeout = CALENDAR_EVENT_TIMEOUT_MS;
    }
}

static char **texts_copy(const char *const *texts, size_t n)
{
    char **copies = mem_calloc(n, sizeof *copies);
    for (size_t i = 0; i < n; i++) {
        copies[i] = mem_strdup(texts[i]);
    }
    return copies;
}

static void orders_make(struct calendar_job *job, const struct calendar_job_options *options)
{
    const struct calendar_selection *selection = &options->selection;
    const struct calendar_limits *limits = &job->limits;
    job->orders = (struct orders){
        .window = options->window,
        .default_zone = mem_strdup(options->default_zone != NULL ? options->default_zone : "UTC"),
        .zone_is_fixed = options->zone_is_fixed,
        .mail = options->mail,
        .max_events = (uint32_t)limits->events,
        .max_occurrences = (uint32_t)limits->occurrences,
        .max_total = (uint32_t)limits->total,
        .max_nesting = (uint32_t)limits->nesting,
        .taken_as = options->taken_as,
        .words = texts_copy(selection->words, selection->n_words),
        .n_words = (uint32_t)selection->n_words,
        .properties = texts_copy(selection->properties, selection->n_properties),
        .n_properties = (uint32_t)selection->n_properties,
        .known = job->known,
        .n_known = options->n_known,
    };
}

static void chapters_copy(struct calendar_job *job, const struct calendar_job_options *options)
{
    job->chapters = mem_calloc(options->n_chapters, sizeof *job->chapters);
    job->n_chapters = options->n_chapters;
    for (size_t i = 0; i < job->n_chapters; i++) {
        const struct calendar_chapter *chapter = &options->chapters[i];
        job->chapters[i] = (struct calendar_chapter){
            .begin = chapter->begin, .href = mem_strdup(chapter->href), .etag = mem_strdup(chapter->etag)};
    }
}

static struct calendar_job *job_new(const struct calendar_job_options *options, int take_body)
{
    struct calendar_job *job = mem_zalloc(sizeof *job);
    job->program = mem_strdup(options->program);
    job->limits = options->limits;
    limits_default(&job->limits);
    job->known = mem_calloc(options->n_known, sizeof *job->known);
    if (options->n_known > 0) {
        memcpy(job->known, options->known, options->n_known * sizeof *job->known);
    }
    orders_make(job, options);
    chapters_copy(job, options);
    job->process.fd = job->process.said_fd = -1;
    job->body_fd = take_body;
    job->desk_fd = -1;
    buf_init(&job->input, CALENDAR_RECORD_BYTES + 2 * CHUNK_BYTES);
    calendar_content_init(&job->content);
    return job;
}

static int desk_make(struct calendar_job *job, struct err *err)
{
    job->desk_fd = memfd_create("calendar desk", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    void *desk = MAP_FAILED;
    if (job->desk_fd >= 0 && ftruncate(job->desk_fd, WORKER_DESK_BYTES) == 0) {
        desk = mmap(NULL, WORKER_DESK_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, job->desk_fd, 0);
    }
    if (desk == MAP_FAILED) {
        return err_set(err, ERR_IO, "cannot share memory with the calendar reader: %s", strerror(errno));
    }
    job->desk = desk;
    /* a process that made it shorter would kill who looks at it */
    return fcntl(job->desk_fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0
               ? 0
               : err_set(err, ERR_IO, "cannot seal memory: %s", strerror(errno));
}

static int body_check(struct calendar_job *job, struct err *err)
{
    struct stat status;
    if (fstat(job->body_fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        return err_set(err, ERR_IO, "the calendar is no file");
    }
    uint64_t len = job->body_len = (uint64_t)status.st_size;
    job->received_limit = RECEIVED_BASE + RECEIVED_FOLD * len;
    job->orders.cpu_seconds = CALENDAR_CPU_SECONDS + (uint32_t)(len / CALENDAR_CPU_BYTES);
    if (len > job->limits.bytes) {
        return err_set(err, ERR_LIMIT, "the calendar has %" PRIu64 " bytes, more than %zu", len, job->limits.bytes);
    }
    return 0;
}

static int orders_spool(const struct calendar_job *job, struct err *err)
{
    CLEAN_BUF struct buf bytes;
    buf_init(&bytes, ORDERS_BYTES);
    orders_write(&job->orders, &bytes);
    buf_append(&bytes, job->known, job->orders.n_known * sizeof *job->known);
    return bytes.overflown ? err_set(err, ERR_LIMIT, "too much is known of the calendar")
                           : calendar_body_of(bytes.data, bytes.len, err);
}

int job_run(struct calendar_job *job, struct err *err)
{
    struct orders *orders = &job->orders;
    CLEAN_FREE uint32_t *poison = mem_calloc(job->n_poison, sizeof *poison);
    for (uint32_t i = 0; i < job->n_poison; i++) {
        poison[i] = job->poison[i].event;
    }
    orders->first = job->first = job->next;
    orders->poison = poison;
    orders->n_poison = job->n_poison;
    orders->named = job->opened;
    int file = orders_spool(job, err);
    orders->poison = NULL;
    if (file < 0) {
        return file;
    }
    buf_clear(&job->input);
    job->open_seen = false;
    job->deadline_us = 0;
    atomic_store_explicit(&job->desk->event, 0, memory_order_relaxed);
    struct process_files files = {.body = job->body_fd, .orders = file, .desk = job->desk_fd};
    int rc = process_start(&job->process, job->program, &files, err);
    close(file);
    return rc;
}

int calendar_job_start(const struct calendar_job_options *options, int take_body, struct calendar_job **ret_job,
                       struct err *err)
{
    struct calendar_job *job = job_new(options, take_body);
    int rc = body_check(job, err);
    if (rc == 0) {
        rc = desk_make(job, err);
    }
    if (rc == 0) {
        rc = job_run(job, err);
    }
    if (rc != 0) {
        calendar_job_free(job);
        return rc;
    }
    *ret_job = job;
    return 0;
}

static void texts_free(char **texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mem_free(texts[i]);
    }
    mem_free(texts);
}

static void files_close(struct calendar_job *job)
{
    if (job->desk != NULL) {
        munmap(job->desk, WORKER_DESK_BYTES);
    }
    if (job->desk_fd >= 0) {
        close(job->desk_fd);
    }
    if (job->body_fd >= 0) {
        close(job->body_fd);
    }
}

int calendar_job_give_up_body(struct calendar_job *job)
{
    job_end_process(job); /* else the file would live on in it */
    int body = job->body_fd;
    job->body_fd = -1;
    return body;
}

void calendar_job_free(struct calendar_job *job)
{
    if (job == NULL) {
        return;
    }
    job_end_process(job);
    files_close(job);
    for (size_t i = 0; i < job->n_chapters; i++) {
        mem_free((void *)(uintptr_t)job->chapters[i].href);
        mem_free((void *)(uintptr_t)job->chapters[i].etag);
    }
    mem_free(job->chapters);
    texts_free(job->orders.words, job->orders.n_words);
    texts_free(job->orders.properties, job->orders.n_properties);
    mem_free(job->orders.default_zone);
    mem_free(job->known);
    mem_free(job->poison);
    mem_free(job->program);
    mem_free(job->sender);
    mem_free(job->uid);
    buf_done(&job->input);
    calendar_content_done(&job->content);
    mem_free(job);
}
