/* status.c: is the bridge there, and what does it say of itself (API reference 3.12; trace 8889). */
#include "saying.h"

const struct cms_saying cms_probe = {.method = "GET", .path = "/api/v1/system/status", .object = "status"};
