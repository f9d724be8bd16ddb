/* loop/journal.c: the log as entries of the journal: each pair a field that one can ask for. */
#include "base/buf.h"
#include "base/log.h"
#include "loop/loop.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syslog.h>
#include <sys/uio.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

enum { FIELDS_OF_OURS = 4, FIELDS_MOST = 32, FIELD_NAME_MOST = 64, FIELD_SIZE = 64 * 1024 };

/* COSPACED_ and the key in capitals; what a name of a field may not have becomes '_'. */
static void put_name(struct buf *field, const char *key)
{
    buf_append_string(field, "COSPACED_");
    for (size_t i = 0; key[i] != '\0' && field->len < FIELD_NAME_MOST; i++) {
        unsigned char c = (unsigned char)key[i];
        buf_append_char(field, isalnum(c) && c < 0x80 ? (char)toupper(c) : '_');
    }
    buf_append_char(field, '=');
}

static bool journal_write(enum log_level level, const char *text, const struct log_field *fields, size_t n)
{
    static const struct {
        const char *word;
        int priority;
    } LEVELS[] = {
        [LOG_LEVEL_DEBUG] = {"debug", LOG_DEBUG},       [LOG_LEVEL_INFO] = {"info", LOG_INFO},
        [LOG_LEVEL_WARNING] = {"warning", LOG_WARNING}, [LOG_LEVEL_ERROR] = {"error", LOG_ERR},
        [LOG_LEVEL_AUDIT] = {"audit", LOG_NOTICE},
    };
    struct buf list[FIELDS_MOST];
    struct iovec entry[FIELDS_MOST];
    size_t count = n < FIELDS_MOST - FIELDS_OF_OURS ? n + FIELDS_OF_OURS : FIELDS_MOST;
    for (size_t i = 0; i < count; i++) {
        buf_init(&list[i], FIELD_SIZE);
    }
    buf_printf(&list[0], "MESSAGE=%s", text);
    buf_printf(&list[1], "PRIORITY=%d", LEVELS[level].priority);
    buf_append_string(&list[2], "SYSLOG_IDENTIFIER=cospaced");
    buf_printf(&list[3], "COSPACED_LEVEL=%s", LEVELS[level].word);
    for (size_t i = FIELDS_OF_OURS; i < count; i++) {
        put_name(&list[i], fields[i - FIELDS_OF_OURS].key);
        buf_append_string(&list[i], fields[i - FIELDS_OF_OURS].value);
    }
    for (size_t i = 0; i < count; i++) {
        entry[i] = (struct iovec){list[i].data, list[i].len};
    }
    int r = sd_journal_sendv(entry, (int)count);
    for (size_t i = 0; i < count; i++) {
        buf_done(&list[i]);
    }
    return r >= 0;
}

void loop_journal_open(void)
{
    const char *stream = getenv("JOURNAL_STREAM");
    struct stat info;
    if (stream == NULL || fstat(STDERR_FILENO, &info) != 0) {
        return;
    }
    char ours[64];
    snprintf(ours, sizeof ours, "%ju:%ju", (uintmax_t)info.st_dev, (uintmax_t)info.st_ino);
    if (strcmp(stream, ours) == 0) {
        log_set_sink(journal_write);
    }
}
