/* xml.h: XML as the bridge writes it: a declaration of 21 bytes, no blanks between elements, empty ones as a pair. */
#ifndef SIM_XML_H
#define SIM_XML_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

void sim_xml_declare(struct buf *out);
void sim_xml_open(struct buf *out, const char *name);                    /* <name> */
void sim_xml_open_id(struct buf *out, const char *name, const char *id); /* <name id="…"> */
void sim_xml_open_list(struct buf *out, const char *name, size_t total); /* <name total="…"> */
void sim_xml_close(struct buf *out, const char *name);                   /* </name> */
void sim_xml_text(struct buf *out, const char *name, const char *value); /* escaped */
void sim_xml_number(struct buf *out, const char *name, int64_t value);
void sim_xml_bool(struct buf *out, const char *name, bool value);

#endif
