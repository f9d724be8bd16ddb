#include "caldav_lay.h"

#include "base/mem.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { WAITING_BYTES = 64 * 1024, OUT_BYTES = WAITING_BYTES + 1024 * 1024 };

static void resource_begin(struct caldav_lay *lay)
{
    lay->begin = lay->written + lay->out.len;
    lay->bytes = 0;
    lay->line_len = 0;
    lay->depth = 0;
    lay->has_begun = lay->has_ended = lay->has_events = lay->is_broken = false;
}

void caldav_lay_init(struct caldav_lay *lay, int take_fd, size_t limit)
{
    *lay = (struct caldav_lay){.fd = take_fd, .limit = limit};
    buf_init(&lay->out, OUT_BYTES);
}

void caldav_lay_done(struct caldav_lay *lay)
{
    if (lay->fd >= 0) {
        close(lay->fd);
    }
    for (size_t i = 0; i < lay->n_chapters; i++) {
        mem_free((char *)lay->chapters[i].href);
        mem_free((char *)lay->chapters[i].etag);
    }
    mem_free(lay->chapters);
    buf_done(&lay->out);
    *lay = (struct caldav_lay){.fd = -1};
}

static int out_write(struct caldav_lay *lay, struct err *err)
{
    for (size_t at = 0; at < lay->out.len;) {
        ssize_t n = pwrite(lay->fd, lay->out.data + at, lay->out.len - at, (off_t)lay->written);
        if (n < 0 && errno != EINTR) {
            return err_set(err, ERR_IO, "what came cannot be kept: %s", strerror(errno));
        }
        at += n > 0 ? (size_t)n : 0;
        lay->written += n > 0 ? (size_t)n : 0;
    }
    buf_clear(&lay->out);
    return 0;
}

static bool line_is(const struct caldav_lay *lay, const char *text)
{
    return lay->line_len == strlen(text) && strncasecmp(lay->line, text, lay->line_len) == 0;
}

static bool line_begins(const struct caldav_lay *lay, const char *text)
{
    return lay->line_len >= strlen(text) && strncasecmp(lay->line, text, strlen(text)) == 0;
}

/* A line has ended. Blanks at its end, and lines of nothing else, do not count. */
static void line_note(struct caldav_lay *lay)
{
    while (lay->line_len > 0 && strchr(" \t", lay->line[lay->line_len - 1]) != NULL) {
        lay->line_len--;
    }
    if (lay->line_len == 0) {
        return;
    }
    bool is_first = !lay->has_begun;
    lay->has_begun = true;
    lay->is_broken |= lay->has_ended || (is_first && !line_is(lay, "BEGIN:VCALENDAR"));
    lay->has_events |= lay->depth == 1 && line_is(lay, "BEGIN:VEVENT");
    if (line_begins(lay, "BEGIN:")) {
        lay->depth++;
    } else if (line_begins(lay, "END:") && lay->depth > 0) {
        lay->depth--;
        lay->has_ended = lay->depth == 0;
        lay->is_broken |= lay->has_ended && !line_is(lay, "END:VCALENDAR");
    }
    lay->line_len = 0;
}

static void text_note(struct caldav_lay *lay, const char *text, size_t len)
{
    static const char mark[] = "\xEF\xBB\xBF";
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n' || text[i] == '\r') {
            line_note(lay);
        } else if (lay->line_len < LAY_LINE_BYTES) {
            lay->line[lay->line_len++] = text[i];
        }
        if (!lay->has_begun && lay->line_len == 3 && memcmp(lay->line, mark, 3) == 0) {
            lay->line_len = 0;
        }
    }
}

int caldav_lay_piece(struct caldav_lay *lay, const char *text, size_t len, struct err *err)
{
    if (lay->bytes == 0) {
        resource_begin(lay);
    }
    lay->bytes += len;
    if (lay->begin + lay->bytes > lay->limit) {
        return err_set(err, ERR_LIMIT, "the calendars have more than %zu bytes (calendar_limits.body)", lay->limit);
    }
    text_note(lay, text, len);
    buf_append(&lay->out, text, len);
    return lay->out.len >= WAITING_BYTES ? out_write(lay, err) : 0;
}

void caldav_lay_drop(struct caldav_lay *lay)
{
    if (lay->bytes == 0) {
        return;
    }
    if (lay->begin >= lay->written) {
        lay->out.len = lay->begin - lay->written;
    } else {
        lay->written = lay->begin;
        buf_clear(&lay->out);
    }
    lay->bytes = 0;
}

int caldav_lay_end(struct caldav_lay *lay, const char *href, const char *etag, enum lay_verdict *ret_verdict,
                   struct err *err)
{
    if (lay->bytes == 0) {
        *ret_verdict = LAY_BROKEN;
        return 0;
    }
    int code = caldav_lay_piece(lay, "\r\n", 2, err); /* so that its last line has an end */
    if (code != 0) {
        return code;
    }
    if (lay->is_broken || !lay->has_ended || !lay->has_events) {
        *ret_verdict = lay->is_broken || !lay->has_ended ? LAY_BROKEN : LAY_NO_EVENTS;
        caldav_lay_drop(lay);
        return 0;
    }
    ARRAY_GROW(lay->chapters, lay->n_chapters, lay->chapters_capacity);
    lay->chapters[lay->n_chapters++] =
        (struct intake_chapter){.begin = lay->begin, .href = mem_strdup(href), .etag = mem_strdup(etag)};
    lay->bytes = 0;
    *ret_verdict = LAY_KEPT;
    return 0;
}

int caldav_lay_finish(struct caldav_lay *lay, struct err *err)
{
    caldav_lay_drop(lay);
    int code = out_write(lay, err);
    if (code == 0 && ftruncate(lay->fd, (off_t)lay->written) != 0) {
        code = err_set(err, ERR_IO, "what came cannot be kept: %s", strerror(errno));
    }
    return code;
}
