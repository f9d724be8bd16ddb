/* mail.h: the calendar in a mail (iMIP, RFC 6047), and who sent it.
 *
 * Mails come from anywhere, so this runs in the locked-in process, on bytes, in one pass a level. It knows as much of
 * MIME (RFC 2045 to 2047, 2231, 5322) as invitations need: that is why no library is used: GMime brings GLib, its types
 * and its main allocator into a process that may do nothing but read and write, and its lenient guesses (a header that
 * stands twice, a boundary that is no boundary) are just what must be decided here.
 *
 * The calendar is, in this order: text/calendar in the body; text/calendar as an attachment; application/ics; anything
 * named
 * *.ics; and the same in a mail that is attached (forwarded), one deep. Two different ones of the same rank are
 * refused. The sender is the one address in From of the outer mail, whatever the mails in it say. It is worth as much
 * as the mail system's check of it (SPF, DKIM, DMARC). */
#ifndef CALENDAR_MAIL_H
#define CALENDAR_MAIL_H

#include "base/buf.h"
#include "base/err.h"
#include "core/event.h"

#include <stddef.h>

struct mail {
    struct buf calendar;         /* in UTF-8 */
    char *sender;                /* address as it stands in From, without < and > */
    enum calendar_method method; /* what Content-Type says; METHOD_NONE if it does not */
};

/* 0, or with the line of the mail where one is to blame: UNREADABLE (no mail, no calendar in it, an encoding or a
 * charset that is not known), INVALID (no sender, or several), LIMIT (nested too deeply, too many parts, headers too
 * long). ret_mail is to be freed by mail_done, also on failure. */
int mail_read(const char *bytes, size_t len, struct mail *ret_mail, struct err *err);
void mail_done(struct mail *mail);
/* *method is that of the calendar in the mail: it must be what Content-Type says (RFC 6047 2.4), where both say one,
 * and becomes that where it is none. 0 or UNREADABLE. */
int mail_settle_method(const struct mail *mail, enum calendar_method *method, struct err *err);

#endif
