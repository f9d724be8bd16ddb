/* config/listen.c: an address of the loopback with its port; URLs that lead there. */
#include "config/config.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

static bool host_is_loopback(const char *host, bool bracketed)
{
    struct in_addr v4;
    struct in6_addr v6;
    if (bracketed) {
        return inet_pton(AF_INET6, host, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
    }
    return inet_pton(AF_INET, host, &v4) == 1 && ntohl(v4.s_addr) >> 24 == 127;
}

bool config_listen_parse(const char *text, char ret_host[LISTEN_HOST_SIZE], uint16_t *ret_port)
{
    bool bracketed = text[0] == '[';
    const char *host = text + bracketed;
    size_t len = strcspn(host, bracketed ? "]" : ":");
    const char *port = host + len + (bracketed && host[len] == ']');
    if (len == 0 || len >= LISTEN_HOST_SIZE || *port != ':' || strspn(port + 1, "0123456789") != strlen(port + 1) ||
        strlen(port + 1) > 5) {
        return false;
    }
    memcpy(ret_host, host, len);
    ret_host[len] = '\0';
    unsigned long number = strtoul(port + 1, NULL, 10);
    *ret_port = (uint16_t)number;
    return number >= 1 && number <= UINT16_MAX && host_is_loopback(ret_host, bracketed);
}

bool config_url_is_here(const char *url)
{
    const char *host = strstr(url, "://");
    if (host == NULL) {
        return false;
    }
    host += 3;
    bool bracketed = host[0] == '[';
    host += bracketed;
    size_t len = strcspn(host, bracketed ? "]" : ":/?#");
    char name[LISTEN_HOST_SIZE];
    if (len >= sizeof name) {
        return false;
    }
    memcpy(name, host, len);
    name[len] = '\0';
    return strcmp(name, "localhost") == 0 || host_is_loopback(name, bracketed);
}
