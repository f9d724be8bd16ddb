/* certificate.h: what the bridges show: read from files, or made for this run by the openssl command. */
#ifndef CALLBRIDGE_SIM_CERTIFICATE_H
#define CALLBRIDGE_SIM_CERTIFICATE_H

#include "options.h"

/* Owns both texts; both are NULL with --plain. */
struct certificate {
    char *cert_pem;
    char *key_pem;
};

int certificate_get(const struct options *options, struct certificate *ret_certificate, struct err *err);
void certificate_done(struct certificate *certificate);

#endif
