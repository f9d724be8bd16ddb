/* store/migrations.h: the schema's history, from migrations/NNN_*.sql, embedded at build. Append only. */
#ifndef STORE_MIGRATIONS_H
#define STORE_MIGRATIONS_H

#include <stddef.h>

struct migration {
    const char *name; /* of the file */
    const char *sql;
};

/* MIGRATIONS[n - 1] leads to user_version n. */
extern const struct migration MIGRATIONS[];
extern const size_t N_MIGRATIONS;

#endif
