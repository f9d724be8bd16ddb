/* fuzz.h: what every fuzz target offers; called by libFuzzer, or by replay.c with the files of a corpus. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Reads len bytes as the target's format. Returns 0; what is wrong shows as a crash, a sanitizer's report or a hang. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#endif
