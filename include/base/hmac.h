/* base/hmac.h: HMAC with SHA-256 (RFC 2104), for messages whose receiver knows the key. */
#ifndef BASE_HMAC_H
#define BASE_HMAC_H

#include "base/sha256.h"

void hmac_sha256(const void *key, size_t key_len, const void *message, size_t len, uint8_t ret_mac[SHA256_SIZE]);

#endif
