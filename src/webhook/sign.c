/* webhook/sign.c: see sign.h. */
#include "sign.h"

#include "base/base64.h"
#include "base/hmac.h"
#include "config/config.h"

#include <inttypes.h>
#include <string.h>

void sign(const struct secret *secrets, const char *id, int64_t timestamp, const struct buf *body, struct buf *out)
{
    CLEAN_BUF struct buf content;
    buf_init(&content, body->len + 256);
    buf_printf(&content, "%s.%" PRId64 ".", id, timestamp);
    buf_append(&content, buf_string(body), body->len);
    const char *glue = "";
    for (const char *at = secret_reveal(secrets); *(at += strspn(at, " ")) != '\0'; at += strcspn(at, " ")) {
        uint8_t mac[SHA256_SIZE];
        CLEAN_BUF struct buf key;
        buf_init(&key, 256);
        if (config_webhook_key(at, strcspn(at, " "), &key) != 0) {
            continue;
        }
        hmac_sha256(key.data, key.len, buf_string(&content), content.len, mac);
        buf_wipe(&key);
        buf_printf(out, "%sv1,", glue);
        base64_encode(mac, sizeof mac, out);
        glue = " ";
    }
}
