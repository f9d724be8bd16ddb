/* base/json.h: JSON (RFC 8259) straight into a buffer, without blanks; nothing is allocated for a value.
 *
 * Every value takes the name that it has in the object around it; NULL in an array and for the outermost. Commas are
 * the writer's. To write a name twice in one object is the caller's mistake and not seen; everything else that would be
 * no JSON is asserted. Whether the buffer took it all is asked of the buffer. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"
#include "base/instant.h"

#include <stdbool.h>
#include <stdint.h>

enum { JSON_DEPTH = 32 };

struct json_writer {
    struct buf *to;   /* borrowed */
    uint32_t objects; /* a bit for each open level, the innermost lowest: 1: an object, 0: an array */
    uint8_t depth;
    bool behind; /* something stands before the next value, in the same object or array */
};

/* One value is appended to what the buffer holds. */
void json_write_begin(struct json_writer *json, struct buf *to);
bool json_write_is_whole(const struct json_writer *json); /* the outermost value is there to its end */

void json_write_object(struct json_writer *json, const char *name);
void json_write_array(struct json_writer *json, const char *name);
void json_write_end(struct json_writer *json); /* of the innermost object or array */

/* null for NULL. A byte that is not UTF-8 (RFC 3629) becomes U+FFFD: one such must not make the whole unreadable. */
void json_write_text(struct json_writer *json, const char *name, const char *text);
void json_write_text_of(struct json_writer *json, const char *name, const char *text, size_t len); /* its beginning */
void json_write_number(struct json_writer *json, const char *name, int64_t number);
void json_write_bool(struct json_writer *json, const char *name, bool value);
void json_write_null(struct json_writer *json, const char *name);
/* RFC 3339 in UTC; null for INSTANT_NONE and INSTANT_NEVER. */
void json_write_time(struct json_writer *json, const char *name, instant at);

#endif
