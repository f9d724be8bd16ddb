/* core/sender.c: whose word counts for a booking (RFC 5546 6.1.1, RFC 6047 2.3).
 *
 * A mail must come from the organizer of the booking as it is known, or from whom he has named in SENT-BY; one that
 * names its own sender in SENT-BY is believed within the organizer's domain. Who comes through a channel that is
 * trusted (no sender) may hand a booking to another organizer with a higher SEQUENCE; without one it is another event
 * that has the same UID by mistake or malice. */
#include "base/mem.h"
#include "message.h"

#include <string.h>
#include <strings.h>

static bool is_same_address(const char *a, const char *b)
{
    return a != NULL && b != NULL && *a != '\0' && strcasecmp(a, b) == 0;
}

static bool is_same_domain(const char *a, const char *b)
{
    const char *left = strrchr(a, '@'), *right = strrchr(b, '@');
    return left != NULL && right != NULL && strcasecmp(left, right) == 0;
}

static bool is_news(const struct booking *booking, const struct event *event)
{
    const struct component *known = booking_governor(booking, event->recurrence_id);
    return known == NULL || event->sequence > known->sequence;
}

static int check_mail(const char *sender, const char *organizer, const struct event *event, struct err *err)
{
    bool known = *organizer != '\0';
    const char *owner = known ? organizer : event->organizer;
    if (*owner == '\0' || is_same_address(sender, owner)) {
        return 0;
    }
    bool names_himself = is_same_address(event->organizer, owner) && is_same_address(event->sent_by, sender);
    if (names_himself && (!known || is_same_domain(sender, owner))) {
        return 0;
    }
    return err_set(err, ERR_CONFLICT,
                   "%.60s may not change \"%.60s\": its organizer is %.60s; nothing was changed, he has to send it "
                   "himself or name the sender in SENT-BY",
                   sender, event->uid, owner);
}

static int check_reply(const char *sender, const struct event *event, struct err *err)
{
    for (size_t i = 0; i < event->n_attendees; i++) {
        if (is_same_address(sender, event->attendees[i].address)) {
            return 0;
        }
    }
    return err_set(err, ERR_CONFLICT, "%.60s may answer \"%.60s\" only for himself; nothing was changed", sender,
                   event->uid);
}

static int check_trusted(enum calendar_method method, const char *organizer, const struct booking *booking,
                         const struct event *event, struct err *err)
{
    if (*organizer == '\0' || event->organizer == NULL || *event->organizer == '\0' ||
        is_same_address(organizer, event->organizer) || (method != METHOD_CANCEL && is_news(booking, event))) {
        return 0;
    }
    return err_set(err, ERR_CONFLICT,
                   "\"%.60s\" is a booking of %.60s, not of %.60s; nothing was changed, another organizer takes over "
                   "with a REQUEST of a higher SEQUENCE",
                   event->uid, organizer, event->organizer);
}

int sender_check(const struct calendar_content *content, const struct booking *booking, const struct event *event,
                 struct err *err)
{
    const char *organizer = booking != NULL ? booking_organizer(booking) : "";
    if (content->method > METHOD_REPLY) {
        return 0; /* it changes nothing */
    }
    if (content->sender == NULL) {
        return content->method == METHOD_REPLY ? 0 : check_trusted(content->method, organizer, booking, event, err);
    }
    return content->method == METHOD_REPLY ? check_reply(content->sender, event, err)
                                           : check_mail(content->sender, organizer, event, err);
}
