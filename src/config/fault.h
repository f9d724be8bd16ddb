/* fault.h: the list of what is wrong with a file. */
#ifndef CONFIG_FAULT_H
#define CONFIG_FAULT_H

#include "config/config.h"

enum { FAULTS_MAX = 500, QUOTE_SIZE = 64 };

/* Appends; beyond FAULTS_MAX one last fault says that there are more. */
void fault_add(struct config_faults *faults, uint32_t line, uint32_t column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void fault_warn(struct config_faults *faults, uint32_t line, uint32_t column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* By line, then column; faults of one place stay in the order in which they were found. */
void faults_sort(struct config_faults *faults);
bool faults_serious(const struct config_faults *faults); /* one at least is no warning */

/* Text of the file for a message: in quotes, control characters as "?", cut at about 40 bytes. Returns quoted. */
const char *fault_quote(const char *text, char quoted[QUOTE_SIZE]);

/* Edits needed to turn a into b (insert, delete, replace, swap of neighbours); texts over 40 bytes are far from all. */
size_t word_distance(const char *a, const char *b);

#endif
