/* verbs.h: what cospacectl can be told, one file each; main.c has the table of them. */
#ifndef COSPACECTL_VERBS_H
#define COSPACECTL_VERBS_H

#include "args.h"

extern const struct verb verb_status, verb_meetings, verb_timeline, verb_show, verb_book, verb_extend, verb_end,
    verb_cancel, verb_dial, verb_hangup, verb_import, verb_calendars, verb_spaces, verb_bridges, verb_prefer,
    verb_drain, verb_resume, verb_restore, verb_claim, verb_watch, verb_preview, verb_backup, verb_token, verb_webhooks,
    verb_check;

#endif
