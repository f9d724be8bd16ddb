/* mail.c: the tree of a mail's parts, and which of them is the calendar. */
#include "mail.h"

#include "mail_decode.h"
#include "mail_header.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <string.h>
#include <strings.h>

enum { FIELD_BYTES = 16 * 1024 };

/* How sure it is that a part is the calendar: the lowest wins; those of an attached mail come behind. */
enum rank { RANK_BODY, RANK_ATTACHED, RANK_ICS, RANK_NAMED, RANKS, RANK_NONE = 2 * RANKS };

/* What the header of a part says. */
struct part {
    struct mail_span header, body;
    struct buf type, type_value, disposition_value, encoding, charset;
};

struct search {
    struct mail *mail;
    const char *text; /* all of the mail */
    int rank;         /* of what was found */
    size_t n_parts;
    bool attached; /* in a mail inside the mail */
    const char *hint;
    struct err *err;
};

static int refuse(struct search *search, const char *at, int code, const char *why)
{
    uint32_t line = 1;
    for (const char *c = search->text; c < at; c++) {
        line += *c == '\n' ? 1 : 0;
    }
    err_set(search->err, code, "%s", why);
    if (search->err != NULL) {
        search->err->line = line;
    }
    return code;
}

int mail_settle_method(const struct mail *mail, enum calendar_method *method, struct err *err)
{
    if (mail->method == METHOD_NONE || mail->method == *method) {
        return 0;
    }
    if (*method != METHOD_NONE) {
        return err_set(err, ERR_UNREADABLE, "the mail says method %s, the calendar in it %s",
                       calendar_method_word(mail->method), calendar_method_word(*method));
    }
    *method = mail->method;
    return 0;
}

static void part_init(struct part *part, struct mail_span entity)
{
    CLEAN_BUF struct buf encoding;
    struct buf *bufs[] = {&part->type,     &part->type_value, &part->disposition_value,
                          &part->encoding, &part->charset,    &encoding};
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++) {
        buf_init(bufs[i], FIELD_BYTES);
    }
    part->body.end = entity.end;
    part->header = mail_header_of(entity, &part->body.begin);
    mail_field(part->header, "Content-Type", &part->type_value);
    mail_field(part->header, "Content-Disposition", &part->disposition_value);
    mail_field(part->header, "Content-Transfer-Encoding", &encoding);
    mail_token(buf_string(&part->type_value), &part->type);
    mail_token(buf_string(&encoding), &part->encoding);
    mail_parameter(buf_string(&part->type_value), "charset", &part->charset);
}

static void part_done(struct part *part)
{
    buf_done(&part->type);
    buf_done(&part->type_value);
    buf_done(&part->disposition_value);
    buf_done(&part->encoding);
    buf_done(&part->charset);
}

#define CLEAN_PART __attribute__((cleanup(part_done)))

static bool part_is(const struct part *part, const char *type)
{
    return strcmp(buf_string(&part->type), type) == 0;
}

static bool is_named_ics(const struct part *part)
{
    CLEAN_BUF struct buf name;
    buf_init(&name, FIELD_BYTES);
    if (!mail_parameter(buf_string(&part->disposition_value), "filename", &name)) {
        mail_parameter(buf_string(&part->type_value), "name", &name);
    }
    return name.len > 4 && strcasecmp(name.data + name.len - 4, ".ics") == 0;
}

static int part_rank(const struct part *part)
{
    CLEAN_BUF struct buf disposition;
    buf_init(&disposition, FIELD_BYTES);
    mail_token(buf_string(&part->disposition_value), &disposition);
    if (part_is(part, "text/calendar")) {
        return strcmp(buf_string(&disposition), "attachment") == 0 ? RANK_ATTACHED : RANK_BODY;
    }
    if (part_is(part, "application/ics")) {
        return RANK_ICS;
    }
    return is_named_ics(part) ? RANK_NAMED : RANK_NONE;
}

/* Forms in which Outlook and others hide an invitation. */
static const char *part_hint(const struct part *part)
{
    static const struct {
        const char *type, *hint;
    } hints[] = {
        {"application/ms-tnef", "it came in Outlook's own form (winmail.dat); have Exchange send iCalendar"},
        {"application/pkcs7-mime", "it is encrypted or signed as a whole; have it decrypted before"},
        {"multipart/encrypted", "it is encrypted; have it decrypted before"},
    };
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        if (part_is(part, hints[i].type)) {
            return hints[i].hint;
        }
    }
    return NULL;
}

/* The same text, whatever ends its lines. */
static bool texts_are_equal(const struct buf *a, const struct buf *b)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a->len && (a->data[i] == '\r' || a->data[i] == '\n')) {
            i++;
        }
        while (k < b->len && (b->data[k] == '\r' || b->data[k] == '\n')) {
            k++;
        }
        if (i == a->len || k == b->len || a->data[i] != b->data[k]) {
            return i == a->len && k == b->len;
        }
        i++;
        k++;
    }
}

static int calendar_take(struct search *search, const struct part *part, int rank)
{
    CLEAN_BUF struct buf text;
    CLEAN_BUF struct buf method;
    buf_init(&text, 3 * (size_t)(part->body.end - part->body.begin) + 16);
    buf_init(&method, FIELD_BYTES);
    struct err why = {0};
    int rc = mail_decode(part->body, buf_string(&part->encoding), buf_string(&part->charset), &text, &why);
    if (rc != 0) {
        return refuse(search, part->header.begin, rc, why.message);
    }
    if (rank == search->rank && !texts_are_equal(&text, &search->mail->calendar)) {
        return refuse(search, part->header.begin, ERR_UNREADABLE,
                      "the mail holds two different calendars; they must come apart");
    }
    if (rank < search->rank) {
        mail_parameter(buf_string(&part->type_value), "method", &method);
        search->rank = rank;
        search->mail->method = calendar_method_parse(buf_string(&method));
        buf_done(&search->mail->calendar);
        search->mail->calendar = text;
        buf_init(&text, 0);
    }
    return 0;
}

static int entity_search(struct search *search, struct mail_span entity, int depth);

/* 0: no delimiter, 1: one between two parts, 2: the last one. */
static int delimiter_kind(struct mail_span line, const struct buf *boundary)
{
    const char *at = line.begin + 2 + boundary->len;
    if (line.end - line.begin < (ptrdiff_t)boundary->len + 2 || memcmp(line.begin, "--", 2) != 0 ||
        memcmp(line.begin + 2, boundary->data, boundary->len) != 0) {
        return 0;
    }
    bool last = line.end - at >= 2 && memcmp(at, "--", 2) == 0;
    for (at += last ? 2 : 0; at < line.end; at++) {
        if (*at != ' ' && *at != '\t') {
            return 0;
        }
    }
    return last ? 2 : 1;
}

static int multipart_search(struct search *search, const struct part *part, int depth)
{
    CLEAN_BUF struct buf boundary;
    buf_init(&boundary, FIELD_BYTES);
    mail_parameter(buf_string(&part->type_value), "boundary", &boundary);
    if (boundary.len == 0) {
        return refuse(search, part->header.begin, ERR_UNREADABLE, "a multipart of the mail has no boundary");
    }
    const char *begin = NULL;
    struct mail_span line;
    int kind = 0;
    int rc = 0;
    for (const char *at = part->body.begin; kind != 2 && rc == 0 && mail_line(&at, part->body.end, &line);) {
        kind = delimiter_kind(line, &boundary);
        if (kind != 0 && begin != NULL) {
            rc = entity_search(search, (struct mail_span){begin, line.begin}, depth + 1);
        }
        begin = kind != 0 ? at : begin;
    }
    if (rc == 0 && kind != 2 && begin != NULL) { /* the last delimiter is often forgotten */
        rc = entity_search(search, (struct mail_span){begin, part->body.end}, depth + 1);
    }
    return rc;
}

/* A mail inside the mail; those inside that one are left alone. */
static int attached_search(struct search *search, const struct part *part, int depth)
{
    if (search->attached) {
        return 0;
    }
    search->attached = true;
    int rc = entity_search(search, part->body, depth + 1);
    search->attached = false;
    return rc;
}

static int entity_search(struct search *search, struct mail_span entity, int depth)
{
    if (depth > CALENDAR_MAIL_DEPTH) {
        return refuse(search, entity.begin, ERR_LIMIT, "the mail is nested too deeply");
    }
    if (++search->n_parts > CALENDAR_MAIL_PARTS) {
        return refuse(search, entity.begin, ERR_LIMIT, "the mail has too many parts");
    }
    CLEAN_PART struct part part;
    part_init(&part, entity);
    if (part.header.end - part.header.begin > CALENDAR_MAIL_HEADER_BYTES) {
        return refuse(search, entity.begin, ERR_LIMIT, "a header of the mail is too long");
    }
    if (strncmp(buf_string(&part.type), "multipart/", 10) == 0 && !part_is(&part, "multipart/encrypted")) {
        return multipart_search(search, &part, depth);
    }
    if (part_is(&part, "message/rfc822")) {
        return attached_search(search, &part, depth);
    }
    const char *hint = part_hint(&part);
    search->hint = hint != NULL ? hint : search->hint;
    int rank = part_rank(&part) + (search->attached ? RANKS : 0);
    return rank <= search->rank && rank < RANK_NONE ? calendar_take(search, &part, rank) : 0;
}

static int sender_read(struct search *search, struct mail_span header)
{
    CLEAN_BUF struct buf value;
    CLEAN_BUF struct buf address;
    buf_init(&value, FIELD_BYTES);
    buf_init(&address, FIELD_BYTES);
    size_t n = mail_field(header, "From", &value);
    if (n == 0) {
        return refuse(search, header.begin, ERR_INVALID, "the mail has no From: nobody knows who sent it");
    }
    if (n > 1 || value.overflown) {
        return refuse(search, header.begin, ERR_INVALID, "the mail has more than one From");
    }
    int rc = mail_address(buf_string(&value), &address, search->err);
    search->mail->sender = rc == 0 ? buf_take(&address) : NULL;
    return rc;
}

/* "From somebody Thu Jan  1 …", but not "From : somebody". */
static bool is_envelope(struct mail_span line)
{
    const char *at = line.begin + 5;
    if (line.end - line.begin < 5 || memcmp(line.begin, "From ", 5) != 0) {
        return false;
    }
    while (at < line.end && (*at == ' ' || *at == '\t')) {
        at++;
    }
    return at == line.end || *at != ':';
}

/* Behind empty lines and the line that mailboxes put in front. */
static struct mail_span mail_begin(const char *bytes, size_t len)
{
    struct mail_span mail = {bytes, bytes + len};
    struct mail_span line;
    for (const char *at = mail.begin; mail_line(&at, mail.end, &line);) {
        if (line.begin != line.end && !is_envelope(line)) {
            break;
        }
        mail.begin = at;
    }
    return mail;
}

int mail_read(const char *bytes, size_t len, struct mail *ret_mail, struct err *err)
{
    *ret_mail = (struct mail){.method = METHOD_NONE};
    struct search search = {.mail = ret_mail, .text = bytes, .rank = RANK_NONE, .err = err};
    buf_init(&ret_mail->calendar, 0);
    struct mail_span mail = mail_begin(bytes, len);
    const char *body;
    int rc = sender_read(&search, mail_header_of(mail, &body));
    if (rc == 0) {
        rc = entity_search(&search, mail, 1);
    }
    if (rc == 0 && search.rank == RANK_NONE) {
        return err_set(err, ERR_UNREADABLE, "the mail holds no calendar%s%s", search.hint != NULL ? ": " : "",
                       search.hint != NULL ? search.hint : "");
    }
    return rc;
}

void mail_done(struct mail *mail)
{
    buf_done(&mail->calendar);
    mem_free(mail->sender);
    mail->sender = NULL;
}
