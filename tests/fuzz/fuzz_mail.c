/* Mails as the locked-in process takes them apart; what is found goes on to the scanner of calendars. */
#include "fuzz.h"

#include "../../src/calendar/mail.h"
#include "../../src/calendar/scan.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mail mail;
    struct err err = {0};
    if (mail_read((const char *)data, size, &mail, &err) == 0) {
        struct scan scan;
        struct scan_options options = {.max_events = 100, .max_nesting = 4};
        assert(mail.sender != NULL && strchr(mail.sender, '@') != NULL && strpbrk(mail.sender, "\r\n") == NULL);
        assert(mail.calendar.len <= 3 * size + 16);
        if (scan_body(&scan, buf_string(&mail.calendar), mail.calendar.len, &options, &err) == 0)
            scan_done(&scan);
    } else {
        assert(err.code < 0 && err.message[0] != '\0');
    }
    mail_done(&mail);
    return 0;
}
