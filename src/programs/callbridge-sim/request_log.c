/* request_log.c: see request_log.h. */
#include "request_log.h"

#include "json.h"
#include "mask.h"

#include "base/log.h"
#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Masks grow a form by at most so much. */
enum { MASKED_LIMIT = 16 * 1024 * 1024 };

struct request_log {
    FILE *file;
    bool secrets;
    bool failed;
};

int request_log_open(const char *path, bool secrets, struct request_log **ret_log, struct err *err)
{
    FILE *file = fopen(path, "ae");
    if (file == NULL) {
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    }
    struct request_log *log = mem_zalloc(sizeof *log);
    log->file = file;
    log->secrets = secrets;
    *ret_log = log;
    return 0;
}

void request_log_close(struct request_log *log)
{
    if (log == NULL) {
        return;
    }
    fclose(log->file);
    mem_free(log);
}

static json_t *target_shown(const struct request_log *log, const char *target)
{
    if (log->secrets) {
        return json_text(target, strlen(target));
    }
    CLEAN_BUF struct buf masked;
    buf_init(&masked, MASKED_LIMIT);
    mask_target(target, &masked);
    return json_text(buf_string(&masked), masked.len);
}

static json_t *body_shown(const struct request_log *log, const char *body, size_t len)
{
    if (log->secrets) {
        return json_text(body, len);
    }
    CLEAN_BUF struct buf masked;
    buf_init(&masked, MASKED_LIMIT);
    mask_form(body, len, &masked);
    return json_text(buf_string(&masked), masked.len);
}

static char *entry_line(const struct request_log *log, const struct request_log_entry *entry)
{
    char time[INSTANT_TEXT_SIZE];
    json_auto_t *line = json_object();
    json_object_set_new(line, "time", json_string(instant_format(entry->at, time)));
    json_object_set_new(line, "bridge", json_integer((json_int_t)entry->bridge + 1));
    json_object_set_new(line, "method", json_text_or_null(entry->method));
    json_object_set_new(line, "path", target_shown(log, entry->target));
    json_object_set_new(line, "body", body_shown(log, entry->body, entry->body_len));
    json_object_set_new(line, "status", entry->status != 0 ? json_integer(entry->status) : json_null());
    if (entry->fault != NULL) {
        json_object_set_new(line, "fault", json_string(entry->fault));
    }
    return json_dumps(line, JSON_COMPACT);
}

void request_log_write(struct request_log *log, const struct request_log_entry *entry)
{
    if (log == NULL) {
        return;
    }
    CLEAN_FREE char *line = entry_line(log, entry);
    fprintf(log->file, "%s\n", line);
    if (fflush(log->file) == 0 || log->failed) {
        return;
    }
    log->failed = true;
    log_warning("the request log cannot be written, requests are served without it", "error=%s",
                log_quote(strerror(errno)));
}
