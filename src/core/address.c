/* core/address.c: looks for what no address has, not for what one must have: dial plans rewrite much. */
#include "core/address.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static const char MAILTO[] = "mailto:";

/* As people write them, and are understood: "+33 (0)1 40 00-00.00". */
static bool is_number(const char *dial)
{
    return strpbrk(dial, "0123456789") != NULL && dial[strspn(dial, "0123456789 +-().*#/")] == '\0';
}

const char *address_dialled(const char *address)
{
    return strncasecmp(address, MAILTO, strlen(MAILTO)) == 0 ? address + strlen(MAILTO) : address;
}

const char *address_fault(const char *dial)
{
    static const char blanks[] = " \t\r\n\v\f";
    size_t len = strlen(dial);
    if (dial[strspn(dial, blanks)] == '\0') {
        return "is empty: say a SIP address, a number, an H.323 alias or an IP address";
    }
    if (strpbrk(dial, "<>\"") != NULL) {
        return "cannot be dialled: say the address alone, without name, quotes and < >";
    }
    if (address_dialled(dial) != dial) {
        return "cannot be dialled: say it without mailto:";
    }
    if (strstr(dial, "://") != NULL) {
        return "cannot be dialled, as it is a web address: say a SIP address, a number, an H.323 alias or an IP "
               "address";
    }
    if (strpbrk(dial, blanks) != NULL && !is_number(dial)) {
        return "cannot be dialled with a blank in it: say a SIP address (room@example.com), a number, an H.323 alias "
               "or "
               "an IP address";
    }
    return dial[len - 1] == '@' ? "cannot be dialled: behind its @ stands no host" : NULL;
}
