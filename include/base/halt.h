/* base/halt.h: the end, where the system refuses what the service cannot go on without.
 *
 * Nothing is lost by it: what was accepted is durable, and the supervisor starts the service again. */
#ifndef BASE_HALT_H
#define BASE_HALT_H

enum { EXIT_SYSTEM = 71 }; /* EX_OSERR of sysexits.h: no memory, no descriptors */

/* One line at level error that says what could not be done and why (an errno), and the end. Neither abort(), whose core
 * dump would hold passwords, nor exit(), whose handlers may want what is missing. */
_Noreturn void halt(const char *what, int number);

#endif
