/* Prints the table of routes, one a line: method, pattern, role, and "key" or "query" if it takes that. */
#include "api/routes.h"
#include "api/tokens.h"

#include <stdio.h>

int main(void)
{
    const struct route *route;
    for (size_t i = 0; (route = route_at(i)) != NULL; i++) {
        printf("%s %s %s%s%s\n", route->method, route->pattern, role_words[route->role],
               (route->takes & TAKES_KEY) != 0 ? " key" : "", (route->takes & TAKES_QUERY) != 0 ? " query" : "");
    }
    return 0;
}
