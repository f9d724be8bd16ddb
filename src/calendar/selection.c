/* selection.c: words that are looked for in an event. */
#include "selection.h"

#include <string.h>

static const char *const conference_names[] = {"CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL",
                                               "X-MICROSOFT-ONLINEMEETINGCONFLINK"};

static bool stands_for_conference(const char *name)
{
    for (size_t i = 0; i < sizeof conference_names / sizeof *conference_names; i++) {
        if (strcasecmp(name, conference_names[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool selection_names(const struct calendar_selection *selection, const char *name)
{
    bool conference = stands_for_conference(name);
    for (size_t i = 0; i < selection->n_properties; i++) {
        const char *wanted = selection->properties[i];
        if (strcasecmp(wanted, name) == 0 || (conference && strcasecmp(wanted, "CONFERENCE") == 0)) {
            return true;
        }
    }
    return false;
}

/* One character of valid UTF-8; others are a byte each. */
static uint32_t character_next(const char **text)
{
    const unsigned char *at = (const unsigned char *)*text;
    size_t len = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : at[0] >= 0xc0 ? 2 : 1;
    uint32_t character = len == 1 ? at[0] : at[0] & (0x7fU >> len);
    for (size_t i = 1; i < len; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            *text += 1;
            return at[0];
        }
        character = character << 6 | (at[i] & 0x3fU);
    }
    *text += len;
    return character;
}

/* The small letter of a capital one. */
static uint32_t character_small(uint32_t c)
{
    static const struct {
        uint32_t first, last, distance;
    } rows[] = {
        {'A', 'Z', 32}, {0xc0, 0xd6, 32}, {0xd8, 0xde, 32}, {0x391, 0x3a9, 32}, {0x400, 0x40f, 80}, {0x410, 0x42f, 32},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (c >= rows[i].first && c <= rows[i].last) {
            return c + rows[i].distance;
        }
    }
    bool paired = (c >= 0x100 && c <= 0x137) || (c >= 0x14a && c <= 0x177);
    return paired ? c | 1 : c;
}

static bool begins_with(const char *text, const char *word)
{
    while (*word != '\0') {
        if (*text == '\0' || character_small(character_next(&text)) != character_small(character_next(&word))) {
            return false;
        }
    }
    return true;
}

static bool text_has(const char *text, const char *word)
{
    while (*text != '\0') {
        if (begins_with(text, word)) {
            return true;
        }
        (void)character_next(&text);
    }
    return false;
}

bool selection_matches(const struct calendar_selection *selection, const char *text)
{
    for (size_t i = 0; i < selection->n_words; i++) {
        if (*selection->words[i] != '\0' && text_has(text, selection->words[i])) {
            return true;
        }
    }
    return false;
}
