/* mail_decode.c: base64, quoted-printable, and the charsets of Western mail. Others are named in the refusal. */
#include "mail_decode.h"

#include <string.h>
#include <strings.h>

static int value_of_base64(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c != '\0' ? strchr(digits, c) : NULL;
    return found != NULL ? (int)(found - digits) : -1;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static int base64_decode(struct mail_span body, struct buf *out, struct err *err)
{
    uint32_t bits = 0;
    int n = 0;
    for (const char *c = body.begin; c < body.end && *c != '='; c++) {
        int value = value_of_base64(*c);
        if (value < 0 && !is_blank(*c)) {
            return err_set(err, ERR_UNREADABLE, "the calendar in the mail is broken base64");
        }
        if (value < 0) {
            continue;
        }
        bits = bits << 6 | (uint32_t)value;
        n += 6;
        if (n >= 8) {
            n -= 8;
            buf_append_char(out, (char)(bits >> n & 0xff));
        }
    }
    return 0;
}

static int hex_of(char c)
{
    static const char digits[] = "0123456789ABCDEF0123456789abcdef";
    const char *found = c != '\0' ? strchr(digits, c) : NULL;
    return found != NULL ? (int)(found - digits) % 16 : -1;
}

/* One line; true if it goes on with the next one. A "=" that means nothing stays. */
static bool quoted_line(struct mail_span line, struct buf *out)
{
    while (line.end > line.begin && is_blank(line.end[-1])) {
        line.end--; /* what a mail system put there */
    }
    for (const char *c = line.begin; c < line.end; c++) {
        if (*c == '=' && c + 1 == line.end) {
            return true;
        }
        int high = *c == '=' ? hex_of(c[1]) : -1;
        int low = high >= 0 && line.end - c > 2 ? hex_of(c[2]) : -1;
        buf_append_char(out, (char)(low >= 0 ? high << 4 | low : *c));
        c += low >= 0 ? 2 : 0;
    }
    return false;
}

static void quoted_decode(struct mail_span body, struct buf *out)
{
    struct mail_span line;
    for (const char *at = body.begin; mail_line(&at, body.end, &line);) {
        if (!quoted_line(line, out)) {
            buf_append_string(out, "\r\n");
        }
    }
}

static void code_point_put(struct buf *out, uint32_t code)
{
    if (code < 0x80) {
        buf_append_char(out, (char)code);
    } else if (code < 0x800) {
        buf_append_char(out, (char)(0xc0 | code >> 6));
        buf_append_char(out, (char)(0x80 | (code & 0x3f)));
    } else {
        buf_append_char(out, (char)(0xe0 | code >> 12));
        buf_append_char(out, (char)(0x80 | (code >> 6 & 0x3f)));
        buf_append_char(out, (char)(0x80 | (code & 0x3f)));
    }
}

/* windows-1252; ISO-8859-1 too, whose control characters from 0x80 on nobody means. */
static void western_put(const struct buf *bytes, struct buf *out)
{
    static const uint16_t c1[32] = {0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
                                    0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};
    for (size_t i = 0; i < bytes->len; i++) {
        uint8_t byte = (uint8_t)bytes->data[i];
        code_point_put(out, byte >= 0x80 && byte < 0xa0 ? c1[byte - 0x80] : byte);
    }
}

/* 1 Western, 0 UTF-8 or a part of it, -1 not known. */
static int charset_kind(const char *charset)
{
    static const struct {
        const char *name;
        int kind;
    } charsets[] = {
        {"", 0},           {"utf-8", 0},  {"utf8", 0},         {"us-ascii", 0}, {"ascii", 0},
        {"iso-8859-1", 1}, {"latin1", 1}, {"windows-1252", 1}, {"cp1252", 1},
    };
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
        if (strcasecmp(charset, charsets[i].name) == 0) {
            return charsets[i].kind;
        }
    }
    return -1;
}

static int transfer_decode(struct mail_span body, const char *encoding, struct buf *out, struct err *err)
{
    static const char *const plain[] = {"", "7bit", "8bit", "binary"};
    if (strcmp(encoding, "base64") == 0) {
        return base64_decode(body, out, err);
    }
    if (strcmp(encoding, "quoted-printable") == 0) {
        quoted_decode(body, out);
        return 0;
    }
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (strcmp(encoding, plain[i]) == 0) {
            buf_append(out, body.begin, (size_t)(body.end - body.begin));
            return 0;
        }
    }
    return err_set(err, ERR_UNREADABLE, "the calendar in the mail has an encoding that is not known: %.40s", encoding);
}

int mail_decode(struct mail_span body, const char *encoding, const char *charset, struct buf *out, struct err *err)
{
    int kind = charset_kind(charset);
    if (kind < 0) {
        return err_set(err, ERR_UNREADABLE,
                       "the calendar in the mail is written in %.40s: iCalendar is UTF-8 (RFC 6047 2.4)", charset);
    }
    CLEAN_BUF struct buf bytes;
    buf_init(&bytes, (size_t)(body.end - body.begin) + 2);
    int rc = transfer_decode(body, encoding, kind == 0 ? out : &bytes, err);
    if (rc == 0 && kind != 0) {
        western_put(&bytes, out);
    }
    bool whole = !out->overflown && !bytes.overflown;
    return rc == 0 && !whole ? err_set(err, ERR_LIMIT, "the calendar in the mail is too large") : rc;
}
