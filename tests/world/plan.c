/* plan.c: an event as a test thinks of it becomes what the calendar reader would give for it, and a text from which it
 * is read again. */
#include "world.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* What may stand behind an address. */
static const struct {
    const char *word;
    enum attendee_type type;
    enum attendee_role role;
    enum attendee_partstat partstat;
} words[] = {
    {";declined", ATTENDEE_INDIVIDUAL, ROLE_REQUIRED, PARTSTAT_DECLINED},
    {";accepted", ATTENDEE_INDIVIDUAL, ROLE_REQUIRED, PARTSTAT_ACCEPTED},
    {";delegated", ATTENDEE_INDIVIDUAL, ROLE_REQUIRED, PARTSTAT_DELEGATED},
    {";group", ATTENDEE_GROUP, ROLE_REQUIRED, PARTSTAT_NEEDS_ACTION},
    {";room", ATTENDEE_ROOM, ROLE_REQUIRED, PARTSTAT_NEEDS_ACTION},
    {";resource", ATTENDEE_RESOURCE, ROLE_NONE, PARTSTAT_NEEDS_ACTION},
    {";informed", ATTENDEE_INDIVIDUAL, ROLE_NONE, PARTSTAT_NEEDS_ACTION},
};

static struct attendee plan_person(const char *text)
{
    const char *end = strchr(text, ';');
    struct attendee attendee = {.address = end != NULL ? mem_strndup(text, (size_t)(end - text)) : mem_strdup(text),
                                .name = mem_strdup("")};
    for (size_t i = 0; end != NULL && i < sizeof words / sizeof *words; i++) {
        if (strcmp(end, words[i].word) == 0) {
            attendee.type = words[i].type;
            attendee.role = words[i].role;
            attendee.partstat = words[i].partstat;
        }
    }
    static const char delegated[] = ";delegated=";
    if (end != NULL && strncmp(end, delegated, strlen(delegated)) == 0) {
        attendee.partstat = PARTSTAT_DELEGATED;
        attendee.delegate = mem_strdup(end + strlen(delegated));
    }
    return attendee;
}

/* Like what the reader keeps: lines of iCalendar, the numbers in one of our own. */
static char *plan_text(const struct plan_event *plan)
{
    struct buf text CLEAN_BUF;
    buf_init(&text, 1 << 16);
    buf_printf(&text, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:%s\r\nSUMMARY:%s\r\n", plan->uid, plan->title);
    buf_printf(&text, "X-PLAN:%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %u %d %d %d\r\n",
               plan->sequence, plan->dtstamp, plan->start, plan->recurrence_id, plan->length, plan->every, plan->times,
               plan->cancelled, plan->this_and_future, plan->unmatched);
    if (plan->organizer != NULL) {
        buf_printf(&text, "ORGANIZER:%s\r\n", plan->organizer);
    }
    if (plan->location != NULL) {
        buf_printf(&text, "LOCATION:%s\r\n", plan->location);
    }
    for (size_t i = 0; i < plan->n_people; i++) {
        buf_printf(&text, "ATTENDEE:%s\r\n", plan->people[i]);
    }
    buf_append_string(&text, "END:VEVENT\r\nEND:VCALENDAR\r\n");
    return mem_strndup(text.data, text.len);
}

static void plan_expand(const struct plan_event *plan, const struct window *window, struct event *event)
{
    uint32_t n = plan->every > 0 ? plan->times : 1;
    event->occurrences = mem_calloc(n, sizeof *event->occurrences);
    for (uint32_t i = 0; i < n; i++) {
        instant start = plan->start + plan->every * (duration_ms)i;
        if (start + plan->length > window->from && start < window->to) {
            event->occurrences[event->n_occurrences++] =
                (struct occurrence){plan->every > 0 ? start : plan->recurrence_id, start, start + plan->length};
        }
    }
}

void plan_add(struct calendar_content *content, const struct plan_event *plan)
{
    struct event *event = calendar_content_add_event(content);
    event->uid = mem_strdup(plan->uid);
    event->recurrence_id = plan->recurrence_id;
    event->this_and_future = plan->this_and_future;
    event->sequence = plan->sequence;
    event->dtstamp = plan->dtstamp != 0 ? plan->dtstamp : INSTANT_NONE;
    event->status = plan->cancelled ? EVENT_CANCELLED : EVENT_CONFIRMED;
    event->recurs = plan->every > 0;
    event->title = mem_strdup(plan->title);
    event->organizer = mem_strdup(plan->organizer != NULL ? plan->organizer : "organizer@example.com");
    event->location = mem_strdup(plan->location);
    event->unmatched = plan->unmatched;
    event->text = plan_text(plan);
    event->line = (uint32_t)content->n_events;
    event->attendees = mem_calloc(plan->n_people + 1, sizeof *event->attendees);
    for (size_t i = 0; i < plan->n_people; i++) {
        event->attendees[event->n_attendees++] = plan_person(plan->people[i]);
    }
    plan_expand(plan, &content->window, event);
    event->over =
        !event->recurs && event->n_occurrences == 0 && !event->this_and_future && plan->start < content->window.from;
}

/* 20261123T090000Z: one that was put in later, above ours. */
static instant plan_recurrence(const char *text)
{
    struct civil at = {0};
    int n = sscanf(text, "%4" SCNd32 "%2" SCNd32 "%2" SCNd32 "T%2" SCNd32 "%2" SCNd32 "%2" SCNd32 "Z", &at.year,
                   &at.month, &at.day, &at.hour, &at.minute, &at.second);
    return n == 6 ? civil_to_seconds(&at) * SECOND_MS : INSTANT_NONE;
}

static void plan_numbers(struct plan_event *plan, const char *text)
{
    instant recurrence_id = plan->recurrence_id;
    int flags[3] = {0};
    sscanf(text, "%" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNu32 " %d %d %d",
           &plan->sequence, &plan->dtstamp, &plan->start, &plan->recurrence_id, &plan->length, &plan->every,
           &plan->times, &flags[0], &flags[1], &flags[2]);
    plan->cancelled = flags[0] != 0;
    plan->this_and_future = flags[1] != 0;
    plan->unmatched = flags[2] != 0;
    plan->recurrence_id = recurrence_id != INSTANT_NONE ? recurrence_id : plan->recurrence_id;
}

static void plan_line(struct plan_event *plan, const char **people, char *line)
{
    char *value = strchr(line, ':');
    if (value == NULL) {
        return;
    }
    *value++ = '\0';
    if (strcmp(line, "UID") == 0) {
        plan->uid = value;
    } else if (strcmp(line, "SUMMARY") == 0) {
        plan->title = value;
    } else if (strcmp(line, "ORGANIZER") == 0) {
        plan->organizer = value;
    } else if (strcmp(line, "LOCATION") == 0) {
        plan->location = value;
    } else if (strcmp(line, "ATTENDEE") == 0 && plan->n_people < PLAN_PEOPLE) {
        people[plan->n_people++] = value;
    } else if (strcmp(line, "X-PLAN") == 0) {
        plan_numbers(plan, value);
    } else if (strcmp(line, "RECURRENCE-ID") == 0) {
        plan->recurrence_id = plan_recurrence(value);
    }
}

void plan_read(struct calendar_content *content, char *text)
{
    struct plan_event plan = {.recurrence_id = INSTANT_NONE};
    const char *people[PLAN_PEOPLE];
    for (char *at = text, *next; (next = strstr(at, "\r\n")) != NULL; at = next + 2) {
        *next = '\0';
        if (strcmp(at, "BEGIN:VEVENT") == 0) {
            plan = (struct plan_event){.recurrence_id = INSTANT_NONE, .people = people};
        } else if (strcmp(at, "END:VEVENT") == 0) {
            plan_add(content, &plan);
        } else {
            plan_line(&plan, people, at);
        }
    }
}
