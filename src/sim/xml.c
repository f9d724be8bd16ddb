/* xml.c: appends to a buffer; nothing is kept. */
#include "xml.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void sim_xml_declare(struct buf *out)
{
    buf_append_string(out, "<?xml version=\"1.0\"?>");
}

void sim_xml_open(struct buf *out, const char *name)
{
    buf_append_char(out, '<');
    buf_append_string(out, name);
    buf_append_char(out, '>');
}

void sim_xml_open_id(struct buf *out, const char *name, const char *id)
{
    buf_append_char(out, '<');
    buf_append_string(out, name);
    buf_append_string(out, " id=\"");
    buf_append_string(out, id);
    buf_append_string(out, "\">");
}

void sim_xml_open_list(struct buf *out, const char *name, size_t total)
{
    buf_printf(out, "<%s total=\"%zu\">", name, total);
}

void sim_xml_close(struct buf *out, const char *name)
{
    buf_append_string(out, "</");
    buf_append_string(out, name);
    buf_append_char(out, '>');
}

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    default:
        return "&quot;";
    }
}

static void sim_xml_escape(struct buf *out, const char *value)
{
    while (*value != '\0') {
        size_t plain = strcspn(value, "&<>\"");
        buf_append(out, value, plain);
        value += plain;
        if (*value != '\0') {
            buf_append_string(out, entity(*value++));
        }
    }
}

void sim_xml_text(struct buf *out, const char *name, const char *value)
{
    sim_xml_open(out, name);
    sim_xml_escape(out, value);
    sim_xml_close(out, name);
}

void sim_xml_number(struct buf *out, const char *name, int64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, value);
    sim_xml_text(out, name, text);
}

void sim_xml_bool(struct buf *out, const char *name, bool value)
{
    sim_xml_text(out, name, value ? "true" : "false");
}
