/* api/backup.c: GET /v1/backup: the store as one file, consistent, made while the service runs. */
#include "respond.h"
#include "routes.h"

int route_backup_get(struct call *call, struct err *err)
{
    const struct api_host *host = &call->api->host;
    struct http_source source;
    int status = host->backup != NULL ? host->backup(host->ctx, &source, err)
                                      : err_set(err, ERR_NOT_FOUND, "this service makes no backups");
    if (status != 0) {
        return status;
    }
    respond_header_value(call, "Cache-Control", "no-store");
    respond_source(call, "application/vnd.sqlite3", &source);
    return 0;
}
