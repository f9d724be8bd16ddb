/* cms/cms.h: the Meeting Server's wire: a request of the core becomes HTTP, HTTP becomes an answer. Pure: no sockets here.
 *
 * One file of src/cms for each thing said to the server. Bodies equal those of the trace byte for byte for the same values
 * (a space becomes '+'; '$' '-' '_' '.' '*' '@' and alphanumerics stay raw; everything else is percent-encoded). Answers are read with
 * ceilings, without DTDs or entities, names compared without case, with and without an XML declaration. */
#ifndef CMS_CMS_H
#define CMS_CMS_H

#include "base/buf.h"
#include "core/request.h"

/* What to send. method is static; path and body are cleared first (initialised by the caller); has_body says whether there is one. */
struct cms_message {
    const char *method;
    struct buf path; /* with query */
    struct buf body;
    bool has_body;
};

void cms_message_init(struct cms_message *message);
void cms_message_done(struct cms_message *message);
void cms_request_write(const struct request *request, struct cms_message *message);

/* What came back, from the edge. */
enum cms_fate { CMS_ANSWERED, CMS_UNSENT, CMS_UNKNOWN };
struct cms_reply {
    enum cms_fate fate;
    int status;
    const char *location; /* or NULL */
    duration_ms retry_after; /* what the answer asks for; 0: nothing */
    const char *body;
    size_t body_len;
    const char *reason; /* fate other than ANSWERED */
    enum bridge_reason cause; /* the same; 0: refused if UNSENT, cut off if UNKNOWN */
};

struct cms_answer; /* owns what the core's answer borrows */
/* Reads the reply to request. The result never fails: what cannot be understood is OUTCOME_UNKNOWN with the reason. */
struct cms_answer *cms_answer_read(const struct request *request, const struct cms_reply *reply);
const struct answer *cms_answer_get(const struct cms_answer *answer);
void cms_answer_free(struct cms_answer *answer);

#endif
