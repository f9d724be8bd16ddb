/* group.c: components by UID, and the digest of each booking. */
#include "group.h"

#include "uid.h"

#include "calendar/limits.h"

#include "base/hash.h"
#include "base/mem.h"

#include <string.h>

enum { SLOTS_FIRST = 1024 };

void groups_init(struct groups *groups)
{
    *groups = (struct groups){.n_slots = SLOTS_FIRST};
    groups->slots = mem_calloc(SLOTS_FIRST, sizeof *groups->slots);
}

void groups_done(struct groups *groups)
{
    for (size_t i = 0; i < groups->n_strange; i++) {
        mem_free(groups->strange[i]);
    }
    mem_free(groups->strange);
    mem_free(groups->items);
    mem_free(groups->next);
    mem_free(groups->slots);
    *groups = (struct groups){0};
}

/* Letters, digits and signs in one piece mean themselves; all else is for uid.c. */
static bool is_plain(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c <= ' ' || c >= 0x7f || c == '\\') {
            return false;
        }
    }
    return len > 0 && len <= CALENDAR_UID_BYTES;
}

/* The value of a UID line that needs no reading; false: it does. */
static bool name_at_hand(const struct scan *scan, const struct scan_part *part, struct group_name *ret_name)
{
    const char *at = scan->text + part->begin + part->uid - 1 + 3;
    const char *end = scan->text + part->end;
    if (part->uid == 0 || at >= end || *at != ':') {
        return false;
    }
    size_t room = (size_t)(end - ++at);
    const char *lf = memchr(at, '\n', room < CALENDAR_UID_BYTES + 2 ? room : CALENDAR_UID_BYTES + 2);
    if (lf == NULL || (lf + 1 < end && (lf[1] == ' ' || lf[1] == '\t'))) {
        return false;
    }
    *ret_name = (struct group_name){.text = at, .len = (size_t)(lf - at) - (lf > at && lf[-1] == '\r')};
    return is_plain(ret_name->text, ret_name->len);
}

struct group_name group_name(const struct groups *groups, const struct scan *scan, const struct group *group)
{
    struct group_name name = {0};
    if (group->strange != 0) {
        name.text = groups->strange[group->strange - 1];
        name.len = strlen(name.text);
    } else {
        (void)name_at_hand(scan, &scan->events[group->first], &name);
    }
    return name;
}

static bool is_named(const struct groups *groups, const struct scan *scan, const struct group *group,
                     const struct group_name *name)
{
    struct group_name own = group_name(groups, scan, group);
    return own.len == name->len && memcmp(own.text, name->text, name->len) == 0;
}

/* name: NULL, if no group has it. */
static uint32_t *slot_find(const struct groups *groups, const struct scan *scan, uint64_t key,
                           const struct group_name *name)
{
    for (size_t at = key & (groups->n_slots - 1);; at = (at + 1) & (groups->n_slots - 1)) {
        uint32_t *slot = &groups->slots[at];
        const struct group *group = *slot != 0 ? &groups->items[*slot - 1] : NULL;
        if (group == NULL || (name != NULL && group->key == key && is_named(groups, scan, group, name))) {
            return slot;
        }
    }
}

/* At most half full. */
static void slots_grow(struct groups *groups)
{
    if (groups->n * 2 < groups->n_slots) {
        return;
    }
    mem_free(groups->slots);
    groups->n_slots *= 2;
    groups->slots = mem_calloc(groups->n_slots, sizeof *groups->slots);
    for (size_t i = 0; i < groups->n; i++) {
        *slot_find(groups, NULL, groups->items[i].key, NULL) = (uint32_t)i + 1;
    }
}

static struct group *group_get(struct groups *groups, const struct scan *scan, const struct group_name *name,
                               uint32_t event)
{
    uint64_t key = hash_of(0, name->text, name->len);
    uint32_t *slot = slot_find(groups, scan, key, name);
    if (*slot != 0) {
        return &groups->items[*slot - 1];
    }
    ARRAY_GROW(groups->items, groups->n, groups->capacity);
    groups->items[groups->n++] = (struct group){.key = key, .digest = key, .first = event, .last = event};
    *slot = (uint32_t)groups->n;
    slots_grow(groups);
    return &groups->items[groups->n - 1];
}

void groups_add(void *ctx, const struct scan *scan)
{
    struct groups *groups = ctx;
    uint32_t event = (uint32_t)scan->n_events - 1;
    const struct scan_part *part = &scan->events[event];
    struct group_name name;
    CLEAN_FREE char *strange = NULL;
    if (!name_at_hand(scan, part, &name)) {
        bool made;
        strange = uid_of_part(scan, part, &made);
        name = (struct group_name){strange, strlen(strange)};
    }
    struct group *group = group_get(groups, scan, &name, event);
    if (group->n == 0 && strange != NULL) {
        ARRAY_GROW(groups->strange, groups->n_strange, groups->strange_capacity);
        groups->strange[groups->n_strange++] = strange;
        group->strange = (uint32_t)groups->n_strange;
        strange = NULL;
    }
    ARRAY_GROW(groups->next, event, groups->next_capacity);
    groups->next[event] = GROUP_NONE;
    if (group->n > 0) {
        groups->next[group->last] = event;
    }
    group->last = event;
    group->n++;
    group->digest = hash_join(group->digest, hash_of(0, scan->text + part->begin, part->end - part->begin));
}

/* By VCALENDAR: what it says for all its events. */
static uint64_t *frames_make(const struct scan *scan, const struct zone_book *book, uint64_t start)
{
    uint64_t *frames = mem_calloc(scan->n_calendars, sizeof *frames);
    for (size_t i = 0; i < scan->n_calendars; i++) {
        frames[i] = start;
    }
    for (size_t i = 0; i < scan->n_zone_names; i++) {
        const struct scan_zone_name *name = &scan->zone_names[i];
        uint64_t *frame = &frames[name->calendar];
        *frame = hash_join(*frame, hash_of(1, scan->text + name->begin, name->end - name->begin));
    }
    zone_book_digest(book, frames);
    return frames;
}

static bool is_known(const struct known *known, uint64_t digest)
{
    size_t low = 0, high = known->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (known->items[middle] < digest) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < known->n && known->items[low] == digest;
}

void groups_settle(struct groups *groups, const struct zone_book *book, uint64_t start, const struct known *known)
{
    const struct scan *scan = book->scan;
    CLEAN_FREE uint64_t *frames = frames_make(scan, book, hash_join(start, (uint64_t)scan->method));
    for (size_t i = 0; i < groups->n; i++) {
        struct group *group = &groups->items[i];
        for (uint32_t event = group->first; event != GROUP_NONE; event = groups->next[event]) {
            group->digest = hash_join(group->digest, frames[scan->events[event].calendar]);
        }
        group->digest += group->digest == 0; /* 0 says that it is not known */
        group->same = is_known(known, group->digest);
    }
}
