/* core/reason.h: why a bridge is as it is: a word, a sentence, and what an operator should do about it; and the part it
 * plays among the others. Everything an operator reads of this, in the API, by cospacectl and in the log, comes from
 * the two tables of core/reason.c. */
#ifndef CORE_REASON_H
#define CORE_REASON_H

#include <stdint.h>

enum bridge_reason {
    REASON_UNHEARD,  /* has neither answered nor failed yet */
    REASON_ANSWERED, /* all is well */
    /* up, and something is to be known */
    REASON_CLOCK,
    REASON_ALARM,
    REASON_UNLISTED, /* its cluster does not name it, or knows no others */
    /* degraded */
    REASON_BUSY,
    REASON_SLOW,
    REASON_OVERLOADED,
    REASON_FLAPPING,
    /* of any state but down */
    REASON_DRAINED,
    /* down, and what an answer that did not come had to do with it */
    REASON_REFUSED,
    REASON_UNRESOLVED,
    REASON_CERTIFICATE,
    REASON_TIMED_OUT,
    REASON_CUT_OFF,
    REASON_GARBLED,
    REASON_BROKEN, /* 5xx */
    REASON_WRONG_PORT,
    REASON_WRONG_PASSWORD,
    REASON_FORBIDDEN,
    N_REASONS
};

struct reason_row {
    const char *word, *text, *advice; /* text goes on from "it": "does not answer in time" */
    uint8_t states;                   /* a bit per bridge state that it may stand beside */
};
extern const struct reason_row reason_table[N_REASONS];

/* In the words of high availability; derived from what is durable: which bridge is preferred, which are drained. */
enum bridge_role {
    ROLE_NORMAL,
    ROLE_FAILED_OVER, /* one behind it takes its new meetings */
    ROLE_BACKUP,      /* takes the new meetings of one before it */
    ROLE_TAKING_BACK, /* well again: new meetings go back to it after failback_after */
    ROLE_DRAINED,     /* takes nothing new, by hand */
    N_ROLES
};

struct role_row {
    const char *word, *advice; /* advice: for a bridge that answers */
};
extern const struct role_row role_table[N_ROLES];

#endif
