/* terminal.c: width, colour and characters of standard output. Only the sixteen colours that every terminal lets its
 * user choose, so that they suit dark and light ones. */
#include "terminal.h"

#include "base/err.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_LEAST = 20, WIDTH_USUAL = 80 };

static const struct state_word {
    const char *word;
    enum style style;
} WORDS[] = {
    {"active", STYLE_GOOD},      {"connected", STYLE_GOOD}, {"up", STYLE_GOOD},       {"yes", STYLE_GOOD},
    {"pass", STYLE_GOOD},        {"starting", STYLE_BUSY},  {"ending", STYLE_BUSY},   {"dialing", STYLE_BUSY},
    {"ringing", STYLE_BUSY},     {"in_use", STYLE_BUSY},    {"closing", STYLE_BUSY},  {"leaving", STYLE_BUSY},
    {"waiting", STYLE_BUSY},     {"degraded", STYLE_BUSY},  {"unknown", STYLE_BUSY},  {"unfinished", STYLE_BUSY},
    {"held", STYLE_BUSY},        {"warn", STYLE_BUSY},      {"missed", STYLE_BAD},    {"failed", STYLE_BAD},
    {"down", STYLE_BAD},         {"contested", STYLE_BAD},  {"no", STYLE_BAD},        {"failing", STYLE_BAD},
    {"fail", STYLE_BAD},         {"ended", STYLE_DIM},      {"cancelled", STYLE_DIM}, {"listed", STYLE_DIM},
    {"disconnected", STYLE_DIM}, {"free", STYLE_DIM},       {"-", STYLE_DIM},
};

static const char *const ON[] = {
    [STYLE_PLAIN] = "",        [STYLE_HEAD] = "\033[1m", [STYLE_GOOD] = "\033[32m",
    [STYLE_BUSY] = "\033[33m", [STYLE_BAD] = "\033[31m", [STYLE_DIM] = "\033[2m",
};

/* What COLUMNS says counts, as everywhere; else what the terminal says. */
static size_t width_of(int fd)
{
    const char *said = getenv("COLUMNS");
    char *end = NULL;
    long columns = said != NULL ? strtol(said, &end, 10) : 0;
    struct winsize size = {0};
    if (columns <= 0 || columns > 10000 || *end != '\0') {
        columns = ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : WIDTH_USUAL;
    }
    return columns > WIDTH_LEAST ? (size_t)columns : WIDTH_LEAST;
}

static bool color_wanted(enum color_when when, bool is_terminal)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    bool can = is_terminal && (no == NULL || no[0] == '\0') && term != NULL && strcmp(term, "dumb") != 0;
    return when == COLOR_ALWAYS || (when == COLOR_AUTO && can);
}

void terminal_init(struct terminal *terminal, FILE *out, enum color_when when)
{
    int fd = fileno(out);
    bool is_terminal = isatty(fd) == 1;
    setlocale(LC_CTYPE, "");
    bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    if (!utf8) {
        setlocale(LC_CTYPE, "C.UTF-8");
    }
    *terminal = (struct terminal){
        .out = out,
        .width = is_terminal ? width_of(fd) : 0,
        .words = is_terminal,
        .color = color_wanted(when, is_terminal),
        .utf8 = utf8,
    };
}

int color_when_read(const char *word, enum color_when *ret_when)
{
    static const char *const words[] = {[COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i], word) == 0) {
            *ret_when = (enum color_when)i;
            return 0;
        }
    }
    return ERR_INVALID;
}

enum style style_of(const char *word)
{
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (strcmp(WORDS[i].word, word) == 0) {
            return WORDS[i].style;
        }
    }
    return STYLE_PLAIN;
}

const char *style_on(const struct terminal *terminal, enum style style)
{
    return terminal->color ? ON[style] : "";
}

const char *style_off(const struct terminal *terminal, enum style style)
{
    return terminal->color && style != STYLE_PLAIN ? "\033[0m" : "";
}
