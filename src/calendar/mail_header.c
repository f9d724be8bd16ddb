/* mail_header.c: fields, their parameters and addresses. What of them matters is mail.c's. */
#include "mail_header.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SECTIONS = 32, ADDRESS_BYTES = 320 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

bool mail_line(const char **at, const char *end, struct mail_span *ret_line)
{
    if (*at >= end) {
        return false;
    }
    const char *lf = memchr(*at, '\n', (size_t)(end - *at));
    const char *line_end = lf != NULL ? lf : end;
    *ret_line = (struct mail_span){*at, line_end};
    while (ret_line->end > ret_line->begin && ret_line->end[-1] == '\r') {
        ret_line->end--;
    }
    *at = lf != NULL ? lf + 1 : end;
    return true;
}

struct mail_span mail_header_of(struct mail_span entity, const char **ret_body)
{
    struct mail_span line;
    const char *at = entity.begin;
    const char *end = at;
    while (mail_line(&at, entity.end, &line)) {
        if (line.begin == line.end) {
            *ret_body = at;
            return (struct mail_span){entity.begin, end};
        }
        end = at;
    }
    *ret_body = entity.end;
    return entity;
}

/* Appends a field's lines from the one that begins it, without line ends and with the blanks around it cut. */
static void field_unfold(struct mail_span line, const char *rest, const char *end, struct buf *out)
{
    while (line.begin < line.end && is_blank(*line.begin)) {
        line.begin++;
    }
    buf_append(out, line.begin, (size_t)(line.end - line.begin));
    const char *at = rest;
    while (mail_line(&at, end, &line) && line.begin < line.end && is_blank(*line.begin)) {
        buf_append(out, line.begin, (size_t)(line.end - line.begin));
    }
    while (out->len > 0 && is_blank(out->data[out->len - 1])) {
        out->data[--out->len] = '\0';
    }
    for (size_t i = 0; i < out->len; i++) {
        if ((unsigned char)out->data[i] < ' ' || out->data[i] == 0x7f) {
            out->data[i] = ' ';
        }
    }
}

size_t mail_field(struct mail_span header, const char *name, struct buf *ret_value)
{
    size_t n = 0;
    size_t len = strlen(name);
    struct mail_span line;
    for (const char *at = header.begin; mail_line(&at, header.end, &line);) {
        const char *colon = line.begin + len;
        if ((size_t)(line.end - line.begin) <= len || strncasecmp(line.begin, name, len) != 0) {
            continue;
        }
        while (colon < line.end && is_blank(*colon)) {
            colon++;
        }
        if (colon == line.end || *colon != ':') {
            continue;
        }
        if (n++ == 0) {
            field_unfold((struct mail_span){colon + 1, line.end}, at, header.end, ret_value);
        }
    }
    return n;
}

/* Passes over blanks and comments (which nest). */
static const char *blanks_skip(const char *at)
{
    int depth = 0;
    for (; *at != '\0'; at++) {
        if (*at == '\\' && depth > 0 && at[1] != '\0') {
            at++;
        } else if (*at == '(') {
            depth++;
        } else if (*at == ')' && depth > 0) {
            depth--;
        } else if (depth == 0 && !is_blank(*at)) {
            break;
        }
    }
    return at;
}

void mail_token(const char *value, struct buf *ret_token)
{
    const char *at = blanks_skip(value);
    for (; *at != '\0' && strchr(" \t;(\"", *at) == NULL; at++) {
        buf_append_char(ret_token, (char)tolower((unsigned char)*at));
    }
}

/* A quoted string without its quotes, or what stands up to the next semicolon; returns what is behind. */
static const char *value_take(const char *at, struct buf *out)
{
    if (*at != '"') {
        size_t len = strcspn(at, ";");
        size_t cut = strcspn(at, " \t;(");
        buf_append(out, at, cut);
        return at + len;
    }
    for (at++; *at != '\0' && *at != '"'; at++) {
        at += *at == '\\' && at[1] != '\0' ? 1 : 0;
        buf_append_char(out, *at);
    }
    return at + strcspn(at, ";");
}

/* What comes behind a parameter's name: "", "*" (a charset in front), "*2" or "*2*" (a piece). */
struct section {
    bool wanted, encoded;
    int number; /* -1: not in pieces */
};

static struct section section_read(const char *at, size_t len, const char *name)
{
    struct section section = {.number = -1};
    size_t wanted = strlen(name);
    if (len < wanted || strncasecmp(at, name, wanted) != 0) {
        return section;
    }
    const char *tail = at + wanted;
    const char *end = at + len;
    section.encoded = end > tail && end[-1] == '*';
    end -= section.encoded ? 1 : 0;
    section.wanted = tail == end;
    if (end - tail >= 2 && end - tail <= 3 && *tail == '*' && isdigit((unsigned char)tail[1])) {
        section.number = (int)strtol(tail + 1, NULL, 10);
        section.wanted = section.number < SECTIONS;
    }
    return section;
}

/* RFC 2231 4: charset'language'text, its bytes as %41. The charset is not looked at. */
static void percents_undo(const char *text, bool first, struct buf *out)
{
    const char *quote = first ? strchr(text, '\'') : NULL;
    quote = quote != NULL ? strchr(quote + 1, '\'') : NULL;
    for (const char *c = quote != NULL ? quote + 1 : text; *c != '\0'; c++) {
        char hex[3] = {c[0] == '%' ? c[1] : '\0', c[0] == '%' && c[1] != '\0' ? c[2] : '\0', '\0'};
        bool coded = isxdigit((unsigned char)hex[0]) && isxdigit((unsigned char)hex[1]);
        buf_append_char(out, coded ? (char)strtol(hex, NULL, 16) : *c);
        c += coded ? 2 : 0;
    }
}

/* Finds the whole parameter (number -1), or one piece of it. */
static bool section_find(const char *value, const char *name, int number, struct buf *out)
{
    const char *at = value + strcspn(value, ";");
    while (*at == ';') {
        CLEAN_BUF struct buf text;
        buf_init(&text, strlen(at) + 1);
        at = blanks_skip(at + 1);
        size_t len = strcspn(at, "= \t;(");
        struct section section = section_read(at, len, name);
        at = blanks_skip(at + len);
        if (*at == '=') {
            at = value_take(blanks_skip(at + 1), &text);
        } else {
            at += strcspn(at, ";");
            section.wanted = false;
        }
        if (section.wanted && section.number == number) {
            if (section.encoded) {
                percents_undo(buf_string(&text), number <= 0, out);
            } else {
                buf_append(out, buf_string(&text), text.len);
            }
            return true;
        }
    }
    return false;
}

bool mail_parameter(const char *value, const char *name, struct buf *ret_text)
{
    if (section_find(value, name, -1, ret_text)) {
        return true;
    }
    int n = 0;
    while (n < SECTIONS && section_find(value, name, n, ret_text)) {
        n++;
    }
    return n > 0;
}

/* "…" with its quotes; returns what is behind. */
static const char *quoted_copy(const char *at, struct buf *out)
{
    buf_append_char(out, *at++);
    for (; *at != '\0' && *at != '"'; at++) {
        if (*at == '\\' && at[1] != '\0') {
            buf_append_char(out, *at++);
        }
        buf_append_char(out, *at);
    }
    buf_append_char(out, '"');
    return *at == '"' ? at + 1 : at;
}

/* One mailbox, up to a comma or the end: what stands between < and >, or all of it. */
struct mailbox {
    struct buf text, angle;
    int angles; /* how many < … > */
};

static const char *mailbox_take(const char *at, struct mailbox *mailbox)
{
    struct buf *out = &mailbox->text;
    while (*(at = blanks_skip(at)) != '\0' && *at != ',' && *at != ';') {
        if (*at == '<') {
            mailbox->angles++;
            out = &mailbox->angle;
            at++;
        } else if (*at == '>') {
            out = &mailbox->text;
            at++;
        } else if (*at == '"') {
            at = quoted_copy(at, out);
        } else if (*at == ':' && out == &mailbox->text) {
            buf_clear(out); /* the name of a group */
            at++;
        } else {
            buf_append_char(out, *at++);
        }
    }
    return *at != '\0' ? at + 1 : at;
}

static bool is_address(const char *text)
{
    const char *at = strrchr(text, '@');
    return at != NULL && at != text && at[1] != '\0' && strpbrk(at, " \t,;:\"<>()") == NULL &&
           strlen(text) <= ADDRESS_BYTES;
}

int mail_address(const char *value, struct buf *ret_address, struct err *err)
{
    size_t n = 0;
    int rc = 0;
    for (const char *at = value; *at != '\0' && rc == 0;) {
        struct mailbox mailbox = {0};
        buf_init(&mailbox.text, strlen(value) + 3);
        buf_init(&mailbox.angle, strlen(value) + 3);
        at = mailbox_take(at, &mailbox);
        const char *address = buf_string(mailbox.angles > 0 ? &mailbox.angle : &mailbox.text);
        bool empty = mailbox.text.len == 0 && mailbox.angles == 0;
        if (!empty && (mailbox.angles > 1 || !is_address(address))) {
            rc = err_set(err, ERR_INVALID, "the mail's From has no address: %.100s", value);
        } else if (!empty && n++ > 0) {
            rc = err_set(err, ERR_INVALID, "the mail's From names several senders: %.100s", value);
        } else if (!empty) {
            buf_append_string(ret_address, address);
        }
        buf_done(&mailbox.text);
        buf_done(&mailbox.angle);
    }
    return rc == 0 && n == 0 ? err_set(err, ERR_INVALID, "the mail's From names no sender") : rc;
}
