/* label.h: by what people know an event that cannot be taken. Private to who refuses it. */
#ifndef CALENDAR_LABEL_H
#define CALENDAR_LABEL_H

#include "core/event.h"
#include "scan.h"

/* Sets title and when of the refusal (NULL before) to what the component's own lines say, whatever else is wrong in it.
 */
void label_of_part(const struct scan *scan, const struct scan_part *part, struct refusal *refusal);

#endif
