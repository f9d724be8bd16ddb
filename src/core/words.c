/* core/words.c: what a component says: its title and people for the meetings far ahead that have it as their source,
 * and the texts that wait to be stored.
 *
 * Most bookings of a calendar lie in the past, and nobody will ask for their words again: those fade from memory once
 * they have been stored. Their organizer stays, to know whose word counts. */
#include "merge.h"

#include "base/mem.h"

static const char *word_or_none(const char *word)
{
    return word != NULL && word[0] != '\0' ? word : NULL;
}

#define PLACE_HASH_MASK ((UINT64_C(1) << 48) - 1) /* as the component keeps it */

/* Where it is, for whoever may know. */
uint64_t event_place_hash(const struct event *event)
{
    uint64_t hash = hash_string(HASH_START, event->location);
    hash = hash_string(hash, event->conference);
    return hash_bytes(hash, &event->private, sizeof event->private) & PLACE_HASH_MASK;
}

static struct component_texts *component_texts(struct component *component)
{
    if (component->texts == NULL) {
        component->texts = mem_zalloc(sizeof *component->texts);
    }
    return component->texts;
}

void component_keep_place(struct component *component, const struct event *event)
{
    struct component_texts *texts = component_texts(component);
    bool shown = !event->private;
    mem_replace(&texts->location, shown && event->location != NULL ? event->location : "");
    mem_replace(&texts->conference, shown && event->conference != NULL ? event->conference : "");
    component->place_hash = event_place_hash(event) & PLACE_HASH_MASK;
}

void component_keep_text(struct component *component, const char *text)
{
    mem_replace(&component_texts(component)->text, text);
}

void component_texts_free(struct component *component)
{
    struct component_texts *texts = component->texts;
    if (texts != NULL) {
        mem_free(texts->text);
        mem_free(texts->location);
        mem_free(texts->conference);
        mem_free(texts);
    }
    component->texts = NULL;
}

/* A cancellation need not carry them. */
void component_keep_words(struct engine *engine, struct component *component, const struct event *event)
{
    if (event->status == EVENT_CANCELLED && (component->title != NULL || component->silent)) {
        return;
    }
    const char *organizer = component->organizer;
    component->organizer = intern_get_string(&engine->names, word_or_none(event->organizer));
    intern_drop(organizer);
    mem_replace(&component->title, word_or_none(event->title));
    people_free(component->people);
    component->people = people_pack(&engine->names, event->attendees, event->n_attendees);
    component->silent = false;
    component_keep_place(component, event);
}

static void component_fall_silent(struct component *component)
{
    mem_replace(&component->title, NULL);
    people_free(component->people);
    component->people = NULL;
    component->silent = true;
    component->fades = false;
}

void component_stored(struct component *component)
{
    component_texts_free(component);
    if (component->fades) {
        component_fall_silent(component);
    }
}

/* It has meetings, may get some as time goes on, or lends its people to those of a copy. */
static bool booking_is_asked(const struct booking *booking)
{
    return booking->meetings != NULL || booking->n_rolling > 0 || booking->reread != 0 ||
           booking_twins(booking) != NULL;
}

void booking_fade(struct booking *booking)
{
    bool asked = booking_is_asked(booking);
    for (uint32_t i = 0; i < booking->n_components; i++) {
        struct component *component = booking->components[i];
        component->fades = !asked && !component->silent;
        if (component->fades && !component->changed) {
            component_fall_silent(component);
        }
    }
}

void booking_recall(struct engine *engine, struct booking *booking)
{
    bool silent = false, lends = false;
    for (uint32_t i = 0; i < booking->n_components; i++) {
        silent = silent || (booking->components[i]->silent && !booking->components[i]->cancelled);
    }
    for (const struct booking *at = silent ? booking_twins(booking) : NULL; at != NULL; at = at->twin) {
        lends = lends || (at != booking && at->n_living > 0);
    }
    if (lends && booking->reread == 0) {
        booking_reread(engine, booking);
    }
}

void engine_load_words(struct engine *engine, const struct engine_component_row *row)
{
    struct calendar *calendar = map_get(&engine->calendars, row->calendar);
    struct booking *booking = calendar != NULL ? booking_find(calendar, row->uid) : NULL;
    struct component *component = booking != NULL ? component_find(booking, row->recurrence_id) : NULL;
    if (component != NULL && booking_is_asked(booking)) {
        component->title = mem_strdup(word_or_none(row->title));
        component->people = people_read(&engine->names, row->people, row->people_size);
        component->silent = false;
    }
}
