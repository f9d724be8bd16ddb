/* core/request.h: what the core wants said to a bridge, and what came back; the words of the Meeting Server without its
 * bytes.
 *
 * cms turns a request into HTTP (cms/request.h) and HTTP into an answer (cms/answer.h). Requests own their strings, so
 * they may wait; answers are borrowed for the call that hands them in. */
#ifndef CORE_REQUEST_H
#define CORE_REQUEST_H

#include "base/instant.h"
#include "base/random.h"
#include "base/secret.h"
#include "core/reason.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ID_SIZE = 40 };                    /* a GUID of the server (36 characters) and a NUL */
enum { RECORD_NUMBER_MOST = 1000000000 }; /* so that they can be multiplied */

/* Each says which fields of struct request it uses. "id" is the object of the path. */
enum request_kind {
    REQUEST_PROBE,                   /* GET system/status */
    REQUEST_READ_LOAD,               /* GET system/load */
    REQUEST_READ_CLUSTER,            /* GET system/configuration/cluster */
    REQUEST_LIST_ALARMS,             /* GET system/alarms         offset */
    REQUEST_LIST_BRIDGES,            /* GET callBridges           offset */
    REQUEST_READ_BRIDGE,             /* GET callBridges/id */
    REQUEST_CREATE_CALL_PROFILE,     /* POST callProfiles         form */
    REQUEST_READ_CALL_PROFILE,       /* GET callProfiles/id */
    REQUEST_UPDATE_CALL_PROFILE,     /* PUT callProfiles/id       form */
    REQUEST_LIST_CALL_PROFILES,      /* GET callProfiles          offset */
    REQUEST_CREATE_CALL_LEG_PROFILE, /* the same four for callLegProfiles */
    REQUEST_READ_CALL_LEG_PROFILE,
    REQUEST_UPDATE_CALL_LEG_PROFILE,
    REQUEST_LIST_CALL_LEG_PROFILES,
    REQUEST_CREATE_SET,   /* POST cospaceBulkParameterSets: first, last, uri, name, call_id (mappings), call_profile,
                             call_leg_profile */
    REQUEST_READ_SET,     /* GET cospaceBulkParameterSets/id */
    REQUEST_LIST_SETS,    /* GET cospaceBulkParameterSets  offset */
    REQUEST_CREATE_SYNC,  /* POST cospaceBulkSyncs: id = the set */
    REQUEST_READ_SYNC,    /* GET cospaceBulkSyncs/id */
    REQUEST_LIST_SYNCS,   /* GET cospaceBulkSyncs  offset */
    REQUEST_LIST_SPACES,  /* GET coSpaces          name = filter ("" none), offset */
    REQUEST_READ_SPACE,   /* GET coSpaces/id */
    REQUEST_OPEN_SPACE,   /* PUT coSpaces/id: &nonMemberAccess=true&passcode=&name=&secret=; uri, call_id as for: */
    REQUEST_CLOSE_SPACE,  /* PUT coSpaces/id: &nonMemberAccess=false&passcode=&name=&regenerateSecret=true; uri, call_id
                             too if not NULL */
    REQUEST_MARK_SPACE,   /* PUT coSpaces/id: cdrTag=name */
    REQUEST_DELETE_SPACE, /* DELETE coSpaces/id */
    REQUEST_OPEN_CALL,    /* POST calls: coSpace=id */
    REQUEST_LIST_CALLS,   /* GET calls             id = coSpaceFilter ("" none), offset */
    REQUEST_READ_CALL,    /* GET calls/id */
    REQUEST_CLOSE_CALL,   /* DELETE calls/id */
    REQUEST_DIAL,         /* POST calls/id/callLegs: remoteParty=remote_party, ownerId=owner unless "" */
    REQUEST_LIST_LEGS,    /* GET calls/id/callLegs offset */
    REQUEST_READ_LEG,     /* GET callLegs/id */
    REQUEST_HANG_UP,      /* DELETE callLegs/id */
    N_REQUEST_KINDS
};

struct request {
    uint64_t number; /* comes back with the answer; never 0, never used twice by one engine */
    enum request_kind kind;
    uint32_t bridge;         /* index in settings */
    bool gated;              /* a row that decided it is among this turn's changes: it leaves after the commit */
    char meeting[GUID_SIZE]; /* whose it is; "": no meeting's */
    const char *why;         /* in words; static; "" for what only looks */
    char id[ID_SIZE];
    uint32_t offset;
    uint32_t first, last;
    char call_profile[ID_SIZE], call_leg_profile[ID_SIZE];
    char owner[GUID_SIZE];      /* whose leg it is: comes back when it is read */
    char *name, *uri, *call_id; /* owned; NULL if not used */
    char *passcode;
    char *secret;
    char *remote_party;
    char *form; /* profiles: the whole body as configured */
};

void request_done(struct request *request);
const char *request_word(enum request_kind kind);   /* "open_call", for logs and stories */
bool request_is_repeatable(enum request_kind kind); /* GET, PUT and DELETE are, POST is not */

/* How a request ended, as far as it can be known. */
enum outcome {
    OUTCOME_DONE,    /* 2xx, understood */
    OUTCOME_REFUSED, /* understood and refused: reason is the first failureDetails child */
    OUTCOME_GONE,    /* the object of the path (or the coSpace, call named in it) does not exist */
    OUTCOME_BUSY,    /* 503: nothing done, the same later */
    OUTCOME_DENIED,  /* 401 or 403: wrong credentials; must not be repeated */
    OUTCOME_UNSENT,  /* never reached the bridge: refused, no route, TLS */
    OUTCOME_UNKNOWN, /* may have been acted upon: time-out, connection died, 5xx, not XML, 405 */
};
enum { N_OUTCOMES = OUTCOME_UNKNOWN + 1 };
extern const char *const outcome_words[N_OUTCOMES];

/* One field of an object: the element's name as sent; a nested one as "status/state". */
struct record_field {
    const char *name;
    const char *value; /* "" for an empty element */
};

struct record {
    char id[ID_SIZE]; /* "" if the element has no id */
    const struct record_field *fields;
    size_t n_fields;
};

struct answer {
    uint64_t number; /* of the request */
    enum outcome outcome;
    enum bridge_reason cause;     /* BUSY, DENIED, UNSENT, UNKNOWN: what it says of the bridge */
    const char *reason;           /* other than DONE: "duplicateCoSpaceUri", or a sentence of the edge; else "" */
    duration_ms retry_after;      /* BUSY: what the bridge asks for; 0: it does not say */
    char id[ID_SIZE];             /* POST: the last segment of Location; else "" */
    uint32_t total;               /* lists: the total attribute */
    const struct record *records; /* GET: the object, or the page of the list */
    size_t n_records;
};

/* The value of a field (names compared without case), or "" if the record lacks it. */
const char *record_get(const struct record *record, const char *name);
/* The same as a number, 0 to RECORD_NUMBER_MOST, which larger ones become; `otherwise` if it is none or absent. */
int64_t record_number(const struct record *record, const char *name, int64_t otherwise);

#endif
