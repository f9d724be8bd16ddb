/* The table of routes, and finding the row for a request. */
#ifndef API_ROUTES_H
#define API_ROUTES_H

#include "call.h"

/* Answers the call or lets it wait: 0. Else an error that the dispatcher answers. */
typedef int route_call(struct call *call, struct err *err);

struct route {
    const char *method;
    const char *pattern; /* segments; {…} stands for any one that is not empty and becomes a part of the call */
    route_call *call;
    enum access role; /* the least that may */
    unsigned takes;   /* TAKES_… */
};

enum {
    TAKES_KEY = 1,   /* may have an Idempotency-Key: what would else be done twice */
    TAKES_QUERY = 2, /* reads the query itself; that of others must be empty */
    /* A GET whose answer comes of the engine, the query and whether the role is LOOK, and of nothing else, the clock
     * neither: it is given again (memo.h). */
    SHOWS_ENGINE = 4,
};

enum { ROUTE_PATH_SIZE = 1024, ROUTE_ALLOW_SIZE = 64 };

/* The row for method (HEAD is served as GET) and path. Puts the parts into text and ret_parts. NULL: ret_allow says
 * which methods the path does take, "" if there is nothing at all there. */
const struct route *route_find(const char *method, const char *path, char text[ROUTE_PATH_SIZE],
                               const char *ret_parts[CALL_PARTS], char ret_allow[ROUTE_ALLOW_SIZE]);

/* The i-th of all; NULL behind the last. */
const struct route *route_at(size_t i);

route_call route_status_get, route_backup_get, route_health_get, route_ready_get, route_metrics_get;
route_call route_meetings_list, route_meetings_book;
route_call route_meeting_get, route_meeting_change, route_meeting_cancel, route_meeting_extend, route_meeting_end;
route_call route_participant_add, route_participant_remove;
route_call route_calendars_list, route_calendar_get, route_calendar_put, route_calendar_post, route_calendar_release,
    route_calendar_refresh;
route_call route_page_get, route_page_file_get, route_openapi_get;
route_call route_freebusy_get, route_events_get;
route_call route_space_get, route_bridge_get, route_token_get, route_webhook_get;
route_call route_webhooks_list, route_webhook_replay, route_webhook_test, route_webhook_enable;
route_call route_tokens_list, route_tokens_create, route_token_revoke;
route_call route_spaces_list, route_space_restore, route_pool_claim, route_bridges_list, route_bridge_prefer,
    route_bridge_drain, route_bridge_resume;

#endif
