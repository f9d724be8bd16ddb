/* base/log.c: one line on stderr, as text or as a JSON object, written by a single call so that lines do not mix. */
#include "base/log.h"

#include "base/buf.h"
#include "base/json.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { PAIRS_SIZE = 4096, SINK_FIELDS = 24, LINES_GATHERED = 4096, QUOTE_LIMIT = 200, QUOTE_BUFFERS = 8 };

static const char *const LEVEL_WORDS[] = {"debug", "info", "warning", "error", "audit"};

/* How this process logs: set once at its start, the level again at a reload. */
static struct {
    enum log_level level;
    bool json;
    bool audit;
    instant (*clock)(void);
    log_sink *sink; /* NULL: stderr */
    bool holding;
    struct buf held;
} settings = {.level = LOG_LEVEL_INFO, .audit = true};

void log_init(enum log_level level, bool json, instant (*clock)(void))
{
    settings.level = level;
    settings.json = json;
    settings.clock = clock;
}

void log_set_level(enum log_level level)
{
    settings.level = level;
}

void log_set_audit(bool wanted)
{
    settings.audit = wanted;
}

void log_set_sink(log_sink *sink)
{
    settings.sink = sink;
}

bool log_wants(enum log_level level)
{
    return level == LOG_LEVEL_AUDIT ? settings.audit : level >= settings.level;
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F;
}

/* Control bytes would let a value forge a second line. */
static void put_plain(struct buf *line, const char *text)
{
    size_t begin = line->len;
    if (buf_append_string(line, text) != 0) {
        return;
    }
    for (char *at = line->data + begin; *at != '\0'; at++) {
        *at = is_control(*at) ? ' ' : *at;
    }
}

/* The pairs are read from the finished text rather than from the format, so that both forms come from the same call. */
struct pair {
    struct buf key;
    struct buf value;
};

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " ");
}

/* "…" with its escapes undone; a missing end quote (a cut line) ends it as well. Returns what follows. */
static const char *read_quoted(const char *at, struct buf *value)
{
    for (at++; *at != '\0' && *at != '"'; at++) {
        if (*at == '\\' && at[1] != '\0') {
            at++;
            buf_append_char(value, *at == 'n' ? '\n' : *at);
        } else {
            buf_append_char(value, *at);
        }
    }
    return *at == '"' ? at + 1 : at;
}

static const char *read_word(const char *at, struct buf *word)
{
    size_t len = strcspn(at, " ");
    buf_append(word, at, len);
    return at + len;
}

/* Does a key and its '=' begin here? */
static bool at_key(const char *at)
{
    size_t len = strcspn(at, " =\"");
    return len > 0 && at[len] == '=';
}

/* Reads one pair. Words after it that are no pair of their own belong to its value: somebody forgot to quote. */
static const char *read_pair(const char *at, struct pair *pair)
{
    if (at_key(at)) {
        size_t len = strcspn(at, "=");
        buf_append(&pair->key, at, len);
        at += len + 1;
        at = *at == '"' ? read_quoted(at, &pair->value) : read_word(at, &pair->value);
    } else {
        buf_append_string(&pair->key, "text");
        at = read_word(at, &pair->value);
    }
    for (at = skip_blanks(at); *at != '\0' && !at_key(at); at = skip_blanks(at)) {
        buf_append_char(&pair->value, ' ');
        at = read_word(at, &pair->value);
    }
    return at;
}

/* A JSON object has each name once: a pair that takes one of ours gets a name beside it. */
static bool is_reserved(const char *key)
{
    return strcmp(key, "time") == 0 || strcmp(key, "level") == 0 || strcmp(key, "message") == 0;
}

static void put_json_pairs(struct json_writer *json, const char *pairs)
{
    struct pair pair;
    buf_init(&pair.key, PAIRS_SIZE);
    buf_init(&pair.value, PAIRS_SIZE);
    for (const char *at = skip_blanks(pairs); *at != '\0';) {
        buf_clear(&pair.key);
        buf_clear(&pair.value);
        at = read_pair(at, &pair);
        if (is_reserved(buf_string(&pair.key))) {
            buf_append_char(&pair.key, '_');
        }
        json_write_text(json, buf_string(&pair.key), buf_string(&pair.value));
    }
    buf_done(&pair.key);
    buf_done(&pair.value);
}

static void put_json_line(struct buf *line, enum log_level level, const char *message, const char *pairs)
{
    struct json_writer json;
    char now[INSTANT_TEXT_SIZE];
    json_write_begin(&json, line);
    json_write_object(&json, NULL);
    if (settings.clock != NULL) {
        json_write_text(&json, "time", instant_format_ms(settings.clock(), now));
    }
    json_write_text(&json, "level", LEVEL_WORDS[level]);
    json_write_text(&json, "message", message);
    put_json_pairs(&json, pairs);
    json_write_end(&json);
}

static void put_words(struct buf *line, const char *message, const char *pairs)
{
    put_plain(line, message);
    if (pairs[0] != '\0') {
        buf_append_char(line, ' ');
        put_plain(line, pairs);
    }
}

static void put_text_line(struct buf *line, enum log_level level, const char *message, const char *pairs)
{
    if (settings.clock != NULL) {
        char now[INSTANT_TEXT_SIZE];
        buf_append_string(line, instant_format_ms(settings.clock(), now));
        buf_append_char(line, ' ');
    }
    buf_append_string(line, LEVEL_WORDS[level]);
    buf_append_char(line, ' ');
    put_words(line, message, pairs);
}

static void put_line(struct buf *lines, enum log_level level, const char *message, const char *pairs)
{
    if (settings.json) {
        put_json_line(lines, level, message, pairs);
    } else {
        put_text_line(lines, level, message, pairs);
    }
    buf_append_char(lines, '\n');
}

/* What a sink gets is kept as level, message and pairs until it is written. */
static void put_record(struct buf *lines, enum log_level level, const char *message, const char *pairs)
{
    buf_append_char(lines, (char)level);
    buf_append(lines, message, strlen(message) + 1);
    buf_append(lines, pairs, strlen(pairs) + 1);
}

static void put(struct buf *lines, enum log_level level, const char *message, const char *format, va_list args)
{
    char pairs[PAIRS_SIZE];
    vsnprintf(pairs, sizeof pairs, format, args);
    if (settings.sink != NULL) {
        put_record(lines, level, message, pairs);
    } else {
        put_line(lines, level, message, pairs);
    }
}

void log_write(enum log_level level, const char *message, const char *format, ...)
{
    if (!log_wants(level)) {
        return;
    }
    struct buf line CLEAN_BUF;
    buf_init(&line, LOG_LINES_LIMIT);
    struct buf *lines = settings.holding ? &settings.held : &line;
    va_list args;
    va_start(args, format);
    put(lines, level, message, format, args);
    va_end(args);
    if (!settings.holding || level == LOG_LEVEL_ERROR || lines->len >= LINES_GATHERED) {
        log_flush(lines);
    }
}

void log_hold(void)
{
    settings.holding = true;
    buf_init(&settings.held, LOG_LINES_LIMIT);
}

void log_release(void)
{
    settings.holding = false;
    log_flush(&settings.held);
    buf_done(&settings.held);
}

void log_append(struct buf *lines, enum log_level level, const char *message, const char *format, ...)
{
    if (!log_wants(level)) {
        return;
    }
    va_list args;
    va_start(args, format);
    put(lines, level, message, format, args);
    va_end(args);
    if (lines->len >= LINES_GATHERED) {
        log_flush(lines);
    }
}

/* Pairs beyond the fields there are stay in the text alone. */
static bool sink_record(enum log_level level, const char *message, const char *pairs)
{
    struct pair read[SINK_FIELDS];
    struct log_field fields[SINK_FIELDS];
    size_t n = 0;
    for (const char *at = skip_blanks(pairs); *at != '\0' && n < SINK_FIELDS; n++) {
        buf_init(&read[n].key, PAIRS_SIZE);
        buf_init(&read[n].value, PAIRS_SIZE);
        at = read_pair(at, &read[n]);
        fields[n] = (struct log_field){buf_string(&read[n].key), buf_string(&read[n].value)};
    }
    struct buf text CLEAN_BUF;
    buf_init(&text, LOG_LINES_LIMIT);
    put_words(&text, message, pairs);
    bool written = settings.sink(level, buf_string(&text), fields, n);
    for (size_t i = 0; i < n; i++) {
        buf_done(&read[i].key);
        buf_done(&read[i].value);
    }
    return written;
}

static void flush_record(enum log_level level, const char *message, const char *pairs)
{
    if (!sink_record(level, message, pairs)) {
        struct buf line CLEAN_BUF;
        buf_init(&line, LOG_LINES_LIMIT);
        put_line(&line, level, message, pairs);
        fwrite(line.data, 1, line.len, stderr);
    }
}

void log_flush(struct buf *lines)
{
    for (size_t at = 0; settings.sink != NULL && at < lines->len;) {
        const char *message = lines->data + at + 1, *pairs = message + strlen(message) + 1;
        flush_record((enum log_level)lines->data[at], message, pairs);
        at = (size_t)(pairs - lines->data) + strlen(pairs) + 1;
    }
    if (settings.sink == NULL && lines->len > 0) {
        fwrite(lines->data, 1, lines->len, stderr);
    }
    buf_clear(lines);
}

const char *log_quote(const char *text)
{
    static char buffers[QUOTE_BUFFERS][QUOTE_LIMIT * 2 + 3]; /* every byte may need a backslash */
    static size_t turn;
    char *quoted = buffers[turn++ % QUOTE_BUFFERS];
    text = text != NULL ? text : "";
    size_t len = strnlen(text, QUOTE_LIMIT);
    while (text[len] != '\0' && len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80) {
        len--;
    }
    char *out = quoted;
    *out++ = '"';
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"' || text[i] == '\\' || text[i] == '\n') {
            *out++ = '\\';
        }
        *out++ = text[i] == '\n' ? 'n' : is_control(text[i]) ? ' ' : text[i];
    }
    *out++ = '"';
    *out = '\0';
    return quoted;
}
