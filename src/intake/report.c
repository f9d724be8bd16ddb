/* intake/report.c: NAME.report beside a dropped file: as JSON what the API would have answered, written under another
 * name and put in its place when it is whole. */
#include "base/mem.h"
#include "directory.h"
#include "loop/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REPORT_LIMIT = 1 << 20, REPORT_REFUSALS = 1000, REPORT_MODE = 0644 };

/* How many bytes of a character of UTF-8 follow text[0], all there; -1: it is none. Names of files may be anything. */
static int utf8_more(const char *text)
{
    unsigned char c = (unsigned char)text[0];
    int more = c < 0x80 ? 0 : c >= 0xc2 && c < 0xe0 ? 1 : c >= 0xe0 && c < 0xf0 ? 2 : c >= 0xf0 && c < 0xf5 ? 3 : -1;
    for (int i = 1; i <= more; i++) {
        if (((unsigned char)text[i] & 0xc0) != 0x80) {
            return -1;
        }
    }
    unsigned char next = more > 0 ? (unsigned char)text[1] : 0;
    bool longer_than_needed = (c == 0xe0 && next < 0xa0) || (c == 0xf0 && next < 0x90);
    bool beyond = (c == 0xed && next >= 0xa0) || (c == 0xf4 && next >= 0x90); /* half a pair of UTF-16; no character */
    return longer_than_needed || beyond ? -1 : more;
}

static void put_text(struct buf *out, const char *text)
{
    buf_append_char(out, '"');
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        int more = utf8_more(at);
        if (more != 0) {
            buf_append(out, more > 0 ? at : "?", more > 0 ? (size_t)more + 1 : 1);
            at += more > 0 ? more : 0;
            continue;
        }
        if (c == '"' || c == '\\') {
            buf_printf(out, "\\%c", c);
        } else if (c < ' ' || c == 0x7f) {
            buf_printf(out, "\\u%04x", c);
        } else {
            buf_append_char(out, *at);
        }
    }
    buf_append_char(out, '"');
}

static void put_pair(struct buf *out, const char *key, const char *text)
{
    buf_printf(out, "\"%s\":", key);
    put_text(out, text);
}

static void put_refusals(struct buf *out, const struct intake_outcome *outcome)
{
    buf_append_string(out, ",\"refused\":[");
    for (size_t i = 0; i < outcome->n_refusals && i < REPORT_REFUSALS; i++) {
        const struct refusal *refusal = &outcome->refusals[i];
        buf_append_string(out, i > 0 ? ",{" : "{");
        put_pair(out, "uid", refusal->uid);
        buf_printf(out, ",\"line\":%u,", refusal->line);
        put_pair(out, "why", refusal->why);
        if (refusal->title != NULL) {
            buf_append_char(out, ',');
            put_pair(out, "title", refusal->title);
        }
        if (refusal->when != NULL) {
            buf_append_char(out, ',');
            put_pair(out, "when", refusal->when);
        }
        buf_append_char(out, '}');
    }
    buf_append_char(out, ']');
}

/* The members of the API's answer, or those of its problem (RFC 9457). */
static void put_outcome(struct buf *out, const struct intake_outcome *outcome)
{
    const struct merge_counts *counts = &outcome->counts;
    if (outcome->err.code == 0) {
        buf_printf(out, ",\"bookings\":%u,\"created\":%u,\"changed\":%u,\"cancelled\":%u,\"unchanged\":%u",
                   counts->bookings, counts->created, counts->changed, counts->cancelled, counts->unchanged);
        put_refusals(out, outcome);
        return;
    }
    buf_append_char(out, ',');
    put_pair(out, "title", err_word(outcome->err.code));
    buf_printf(out, ",\"status\":%d,", err_http_status(outcome->err.code));
    put_pair(out, "detail", outcome->err.message);
    if (outcome->err.line > 0) {
        buf_printf(out, ",\"line\":%u", outcome->err.line);
    }
}

static int file_write(int folder, const char *name, const struct buf *text, struct err *err)
{
    unlinkat(folder, name, 0);
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, REPORT_MODE);
    if (fd < 0) {
        return err_set(err, ERR_IO, "%s", strerror(errno));
    }
    bool good = fchmod(fd, REPORT_MODE) == 0 && write(fd, text->data, text->len) == (ssize_t)text->len;
    int why = errno;
    close(fd);
    return good ? 0 : err_set(err, ERR_IO, "%s", strerror(why));
}

int report_write(int folder, const char *name, const struct intake_outcome *outcome, struct err *err)
{
    struct buf text CLEAN_BUF;
    char at[INSTANT_TEXT_SIZE];
    buf_init(&text, REPORT_LIMIT);
    buf_append_char(&text, '{');
    put_pair(&text, "file", name);
    buf_append_char(&text, ',');
    put_pair(&text, "read_at", instant_format(clock_now(), at));
    put_outcome(&text, outcome);
    buf_append_string(&text, "}\n");
    CLEAN_FREE char *hidden = mem_printf(".%s.report.part", name);
    CLEAN_FREE char *shown = mem_printf("%s.report", name);
    int r = text.overflown ? err_set(err, ERR_LIMIT, "the report is too long") : file_write(folder, hidden, &text, err);
    if (r == 0 && renameat(folder, hidden, folder, shown) != 0) {
        r = err_set(err, ERR_IO, "%s", strerror(errno));
    }
    if (r != 0) {
        unlinkat(folder, hidden, 0);
    }
    return r;
}
