/* intake/inside.h: what intake.c and source.c know of each other. */
#ifndef INTAKE_INSIDE_H
#define INTAKE_INSIDE_H

#include "schedule.h"
#include "source.h"

enum source_health { HEALTH_NEW, HEALTH_WELL, HEALTH_ILL, HEALTH_HELD };

/* Owned by the intake. */
struct source {
    struct schedule_entry entry; /* the first member */
    struct intake *intake;
    const struct config_calendar *calendar; /* of the configuration as it is now */
    const struct source_kind *kind;
    void *self;
    char *name;
    char *host;      /* of its url; NULL: none */
    uint64_t digest; /* of its configuration: another one needs another source */
    uint64_t how;    /* of what decides how a body is read: what is remembered of one read otherwise is worth nothing */
    enum source_health health;
    instant ill_since; /* monotonic, milliseconds */
    uint64_t ill_of;   /* hash of why, numbers apart */
    /* The delivery under way. */
    intake_outcome_fn *call;
    void *call_ctx;
    struct err refused; /* code not 0: it could not be taken, which is still to be said */
    bool kept;          /* in intake_configure: the new configuration has it too */
    struct source *next;
};

struct intake {
    struct intake_host host;
    char *spool_folder;
    const struct config *config;
    struct schedule schedule;
    struct loop_source *timer;
    struct source *sources;
};

int64_t intake_monotonic_ms(void);
/* Something changed: looks that are due begin with the next turn of the loop. */
void intake_arm(struct intake *intake);
/* Says what waits to be said about the delivery, if anything does. */
void source_say_refused(struct source *source);
/* Digests of the configuration (digest.c). */
uint64_t source_digest(const struct config_calendar *calendar);
uint64_t source_digest_how(const struct config *config, const struct config_calendar *calendar);

#endif
