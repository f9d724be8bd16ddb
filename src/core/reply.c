/* core/reply.c: messages that are about people only: what an attendee says of himself (REPLY), and a CANCEL that takes
 * some off the list.
 *
 * The meeting stays as it is. Who has declined or delegated is not dialled any more, unless he is in it by now; who
 * changes his mind is, and so is whom he sends in his place. Somebody who was not invited is not added (RFC
 * 5546 3.2.3); what he said is kept, since his invitation may still be on its way. */
#include "message.h"

#include "base/mem.h"

#include <assert.h>
#include <strings.h>

void meeting_hear(struct engine *engine, struct meeting *meeting, const char *newcomer)
{
    const struct component *governor = booking_governor(meeting->booking, meeting->recurrence_id);
    struct attendee *list = NULL, *all = NULL;
    size_t n = people_list(governor != NULL && !governor->cancelled ? governor->people : NULL, &list);
    size_t count = duplicates_people(meeting->booking, meeting->recurrence_id, list, n, &all);
    attendees_follow(engine, meeting, all, count, newcomer);
    mem_free(list);
    mem_free(all);
}

/* What became of an answer, in meetings. */
struct hearing {
    uint32_t meetings, uninvited, outdated;
};

static bool is_invited(const struct booking *booking, const struct component *governor, instant recurrence_id,
                       const char *address)
{
    struct attendee *list = NULL, *all = NULL;
    size_t n = people_list(governor != NULL ? governor->people : NULL, &list);
    bool invited = attendee_find(list, n, address) != NULL;
    if (!invited) { /* he may be somebody's delegate, or be in another copy */
        n = duplicates_people(booking, recurrence_id, list, n, &all);
        invited = attendee_find(all, n, address) != NULL;
    }
    mem_free(list);
    mem_free(all);
    return invited;
}

static void reply_reach(struct merge *merge, struct meeting *meeting, const struct response *response,
                        enum response_news news, struct hearing *hearing)
{
    const struct component *governor = booking_governor(meeting->booking, meeting->recurrence_id);
    hearing->meetings++;
    if (!is_invited(meeting->booking, governor, meeting->recurrence_id, response->address)) {
        hearing->uninvited++;
        return;
    }
    bool counts = response_counting(meeting->booking, meeting->recurrence_id, governor, response->address) == response;
    if (!counts || news == RESPONSE_OLD) {
        hearing->outdated++;
        return;
    }
    *(news == RESPONSE_NEWS ? &merge->counts->changed : &merge->counts->unchanged) += 1;
    if (meeting->source == NULL) {
        meeting_hear(merge->engine, meeting, news == RESPONSE_NEWS ? response->delegate : NULL);
    }
    if (news == RESPONSE_NEWS) {
        meeting_touch(merge->engine, meeting);
    }
}

/* Why nothing came of it. */
static void reply_explain(struct merge *merge, const struct booking *booking, const struct response *response,
                          enum response_news news, const struct hearing *hearing)
{
    const char *who = response->address, *uid = booking->uid;
    if (news == RESPONSE_OLD) {
        message_note(merge, "nothing was done: a later answer of %.80s to \"%.80s\" is known", who, uid);
    } else if (hearing->meetings == 0 && booking->n_components == 0) {
        message_note(merge, "the answer of %.80s waits for \"%.80s\", which is not known yet", who, uid);
    } else if (hearing->meetings == 0) {
        message_note(merge, "nothing was done: there is no meeting to come of \"%.80s\" that %.80s could answer", uid,
                     who);
    } else if (hearing->uninvited == hearing->meetings) {
        message_note(merge, "nothing was done: %.80s is not invited to \"%.80s\"; should he be, his answer counts", who,
                     uid);
        engine_notice(merge->engine, false, "somebody has answered who is not invited",
                      "calendar=%s uid=\"%.80s\" attendee=\"%.80s\"", merge->calendar->name, uid, who);
    } else if (hearing->uninvited + hearing->outdated == hearing->meetings) {
        message_note(
            merge, "nothing was done: %.80s has answered an older version of \"%.80s\", or has answered it anew since",
            who, uid);
    }
}

static void attendee_replies(struct merge *merge, struct booking *booking, const struct event *event,
                             const struct attendee *attendee)
{
    const struct response said = {.recurrence_id = event_key(event),
                                  .sequence = event->sequence,
                                  .dtstamp = event->dtstamp,
                                  .address = attendee->address,
                                  .delegate = attendee->delegate,
                                  .partstat = attendee->partstat};
    const struct response *response = NULL;
    struct hearing hearing = {0};
    enum response_news news = response_hear(merge->engine, booking, &said, &response);
    if (news == RESPONSE_TOO_MANY) {
        message_note(merge, "nothing was done: \"%.80s\" has %d answers, the most that are kept", booking->uid,
                     MAX_RESPONSES);
        return;
    }
    struct booking *copies = booking_twins(booking);
    for (struct booking *at = copies != NULL ? copies : booking; at != NULL; at = at->twin) {
        for (struct meeting *meeting = at->meetings; meeting != NULL; meeting = meeting->booking_next) {
            if (!meeting_is_final(meeting) && response_covers(response, meeting->recurrence_id)) {
                reply_reach(merge, meeting, response, news, &hearing);
            }
        }
    }
    assert(booking != NULL);
    reply_explain(merge, booking, response, news, &hearing);
}

void message_reply(struct merge *merge, struct booking *booking, const struct event *event)
{
    const char *sender = merge->content->sender;
    for (size_t i = 0; i < event->n_attendees; i++) {
        if (sender == NULL || strcasecmp(sender, event->attendees[i].address) == 0) { /* by mail only for himself */
            attendee_replies(merge, booking, event, &event->attendees[i]);
        }
    }
}

/* Does the event speak of this meeting? */
static bool event_covers(const struct booking *booking, const struct event *event, const struct meeting *meeting)
{
    if (event->recurrence_id == INSTANT_NONE) {
        return true;
    }
    const struct component *own = component_find(booking, meeting->recurrence_id);
    return meeting->recurrence_id == event->recurrence_id ||
           (event->this_and_future && meeting->recurrence_id > event->recurrence_id &&
            (own == NULL || own->sequence <= event->sequence));
}

/* They are taken off what is remembered of a component's people, so that later occurrences and other readings know it,
 * too. */
static void component_uninvite(struct engine *engine, struct booking *booking, struct component *component,
                               const struct event *event)
{
    struct attendee *list = NULL;
    size_t n = people_list(component->people, &list), kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (attendee_find(event->attendees, event->n_attendees, list[i].address) == NULL) {
            list[kept++] = list[i];
        }
    }
    if (kept < n) {
        struct people *people = people_pack(&engine->names, list, kept);
        people_free(component->people);
        component->people = people;
        effects_change(engine->effects, CHANGE_COMPONENT, component, booking);
    }
    mem_free(list);
}

static void booking_uninvite(struct merge *merge, struct booking *booking, const struct event *event)
{
    for (uint32_t i = 0; i < booking->n_components; i++) {
        struct component *component = booking->components[i];
        bool covered = event->recurrence_id == INSTANT_NONE || component->recurrence_id == event_key(event) ||
                       (event->this_and_future && component->recurrence_id >= event->recurrence_id);
        if (covered && event->sequence >= component->sequence) {
            component_uninvite(merge->engine, booking, component, event);
        }
    }
}

/* A room, or whatever else an endpoint stands for. */
static bool is_place(const struct engine *engine, const struct attendee *attendee)
{
    return attendee->type == ATTENDEE_ROOM || attendee->type == ATTENDEE_RESOURCE ||
           endpoint_find(engine, attendee->address) != NULL;
}

/* Without a room that is left, once one is taken off the list, the meeting is none of ours. */
static bool is_left(const struct engine *engine, const struct booking *booking, const struct event *event)
{
    bool taken = false, left = false, place = false, silent = false;
    for (size_t i = 0; i < event->n_attendees; i++) {
        taken = taken || is_place(engine, &event->attendees[i]);
    }
    for (uint32_t c = 0; c < booking->n_components; c++) {
        struct attendee *list = NULL;
        size_t n = booking->components[c]->cancelled ? 0 : people_list(booking->components[c]->people, &list);
        for (size_t i = 0; i < n; i++) {
            bool stays = attendee_find(event->attendees, event->n_attendees, list[i].address) == NULL;
            left = left || stays;
            place = place || (stays && is_place(engine, &list[i]));
        }
        mem_free(list);
        silent = silent || booking->components[c]->silent; /* it is over: there is nobody to take out of it */
    }
    return silent || (left && (place || !taken));
}

bool message_uninvite(struct merge *merge, struct booking *booking, const struct event *event)
{
    if (!is_left(merge->engine, booking, event)) {
        return false;
    }
    for (struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
        if (meeting_is_final(meeting) || !event_covers(booking, event, meeting)) {
            continue;
        }
        bool changed = false;
        meeting_people_arrive(merge->engine, meeting);
        for (struct participant *p = meeting->participants, *next; p != NULL; p = next) {
            next = p->next;
            if (!p->by_hand && !p->removing &&
                attendee_find(event->attendees, event->n_attendees, p->address) != NULL) {
                dial_remove(merge->engine, p);
                changed = true;
            }
        }
        *(changed ? &merge->counts->changed : &merge->counts->unchanged) += 1;
    }
    booking_uninvite(merge, booking, event);
    return true;
}
