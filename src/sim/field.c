/* field.c: the types of values. Text must be UTF-8 that XML can carry, or the answers would not be XML. */
#include "field.h"

#include "base/mem.h"

#include "mapping.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { DEFAULT_TEXT_LIMIT = 200, DEFAULT_NUMBER_LIMIT = 2147483647 };

const char *const sim_layout_words[] = {
    "allEqual",           "speakerOnly",
    "telepresence",       "stacked",
    "allEqualQuarters",   "allEqualNinths",
    "allEqualSixteenths", "allEqualTwentyFifths",
    "onePlusFive",        "onePlusSeven",
    "onePlusNine",        "automatic",
    "onePlusN",           NULL,
};

/* The length in bytes of the character at p, 0 if it is none that XML can carry. */
static size_t character_length(const unsigned char *p)
{
    if (p[0] < 0x80) {
        return p[0] >= 0x20 || p[0] == '\t' || p[0] == '\n' || p[0] == '\r' ? 1 : 0;
    }
    size_t len = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
    if (p[0] < 0xc2 || p[0] > 0xf4) {
        return 0;
    }
    for (size_t i = 1; i < len; i++) {
        if ((p[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    bool overlong = (p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xf0 && p[1] < 0x90);
    bool beyond = (p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf4 && p[1] > 0x8f);
    bool no_character = p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xbe;
    return overlong || beyond || no_character ? 0 : len;
}

static bool text_valid(const char *text, uint32_t limit)
{
    const unsigned char *p = (const unsigned char *)text;
    for (uint32_t n = 0; *p != '\0'; n++) {
        size_t len = character_length(p);
        if (len == 0 || n == limit) {
            return false;
        }
        p += len;
    }
    return true;
}

bool sim_text_valid(const char *text)
{
    return text_valid(text, DEFAULT_TEXT_LIMIT);
}

bool sim_bool_parse(const char *text, bool *ret_value)
{
    bool yes = strcasecmp(text, "true") == 0 || strcasecmp(text, "on") == 0;
    bool no = strcasecmp(text, "false") == 0 || strcasecmp(text, "off") == 0;
    if (ret_value != NULL) {
        *ret_value = yes;
    }
    return yes || no;
}

bool sim_number_parse(const char *text, uint64_t limit, uint64_t *ret_value)
{
    uint64_t value = 0;
    if (*text == '\0') {
        return false;
    }
    for (; *text != '\0'; text++) {
        if (!isdigit((unsigned char)*text)) {
            return false;
        }
        value = value * 10 + (uint64_t)(*text - '0');
        if (value > limit) {
            return false;
        }
    }
    *ret_value = value;
    return true;
}

static const char *find_word(const char *const *words, const char *value)
{
    for (; *words != NULL; words++) {
        if (strcasecmp(*words, value) == 0) {
            return *words;
        }
    }
    return NULL;
}

bool sim_field_valid(const struct sim_field *field, const char *value)
{
    uint64_t number;
    uint32_t characters = field->limit != 0 ? field->limit : DEFAULT_TEXT_LIMIT;
    switch (field->type) {
    case SIM_FIELD_BOOL:
        return sim_bool_parse(value, NULL);
    case SIM_FIELD_NUMBER:
        return sim_number_parse(value, field->limit != 0 ? field->limit : DEFAULT_NUMBER_LIMIT, &number);
    case SIM_FIELD_WORD:
        return find_word(field->words, value) != NULL;
    case SIM_FIELD_DIGITS:
        return strlen(value) <= characters && value[strspn(value, "0123456789")] == '\0';
    case SIM_FIELD_USER_PART:
        return text_valid(value, characters) && strpbrk(value, "@ \t\r\n") == NULL;
    case SIM_FIELD_USER_MAPPING:
        return text_valid(value, characters) && strchr(value, '@') == NULL && sim_mapping_valid(value);
    case SIM_FIELD_MAPPING:
        return text_valid(value, characters) && sim_mapping_valid(value);
    case SIM_FIELD_TEXT:
    case SIM_FIELD_REFERENCE:
        break;
    }
    return text_valid(value, characters);
}

static char *lower_case(const char *value)
{
    char *lower = mem_strdup(value);
    for (char *p = lower; *p != '\0'; p++) {
        *p = (char)tolower((unsigned char)*p);
    }
    return lower;
}

/* "007" and "7" are the same number, and are shown as such. */
static const char *skip_zeros(const char *digits)
{
    while (digits[0] == '0' && digits[1] != '\0') {
        digits++;
    }
    return digits;
}

char *sim_field_canonical(const struct sim_field *field, const char *value)
{
    bool yes;
    if (*value == '\0') {
        return mem_strdup("");
    }
    switch (field->type) {
    case SIM_FIELD_BOOL:
        sim_bool_parse(value, &yes);
        return mem_strdup(yes ? "true" : "false");
    case SIM_FIELD_NUMBER:
        return mem_strdup(skip_zeros(value));
    case SIM_FIELD_WORD:
        return mem_strdup(find_word(field->words, value));
    case SIM_FIELD_USER_PART:
    case SIM_FIELD_REFERENCE:
        return lower_case(value);
    default:
        return mem_strdup(value);
    }
}
