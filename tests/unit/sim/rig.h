/* rig.h: a cluster in virtual time and short ways to talk to it, for the tests of this folder. */
#ifndef TESTS_SIM_RIG_H
#define TESTS_SIM_RIG_H

#include "sim/server.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

#define RIG_AUTHORIZATION "Basic YWRtaW46cw==" /* admin:s */

struct rig {
    struct sim_server *server;
    struct sim_answer answer;
    instant now;
    char id[37]; /* of the last Location */
};

static inline void rig_options(struct sim_options *options)
{
    sim_options_default(options);
    options->user = "admin";
    options->password = "s";
    options->now = INT64_C(1469542099000); /* 2016-07-26T14:08:19Z */
}

static inline void rig_init_with(struct rig *rig, const struct sim_options *options)
{
    *rig = (struct rig){.server = sim_server_new(options), .now = options->now};
    buf_init(&rig->answer.body, 1 << 20);
}

static inline void rig_init(struct rig *rig)
{
    struct sim_options options;
    rig_options(&options);
    rig_init_with(rig, &options);
}

static inline void rig_done(struct rig *rig)
{
    sim_server_free(rig->server);
    buf_done(&rig->answer.body);
}

#define CLEAN_RIG __attribute__((cleanup(rig_done)))

/* The status. */
static inline int rig_ask_on(struct rig *rig, size_t bridge, const char *method, const char *target, const char *body)
{
    const struct sim_request request = {method, target, RIG_AUTHORIZATION, body, strlen(body)};
    sim_server_handle(rig->server, bridge, &request, &rig->answer);
    size_t len = strlen(rig->answer.location);
    if (len > 36)
        memcpy(rig->id, &rig->answer.location[len - 36], 37);
    return rig->answer.status;
}

static inline int rig_ask(struct rig *rig, const char *method, const char *target, const char *body)
{
    return rig_ask_on(rig, 0, method, target, body);
}

static inline const char *rig_body(const struct rig *rig)
{
    return buf_string(&rig->answer.body);
}

static inline const char *rig_get_on(struct rig *rig, size_t bridge, const char *target)
{
    rig_ask_on(rig, bridge, "GET", target, "");
    return rig_body(rig);
}

static inline const char *rig_get(struct rig *rig, const char *target)
{
    return rig_get_on(rig, 0, target);
}

/* collection/id under /api/v1, in one of a few rotating buffers. */
static inline const char *rig_path(const char *collection, const char *id)
{
    static char paths[8][200];
    static size_t next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "/api/v1/%s/%s", collection, id);
    return path;
}

/* POSTs and hands back a copy of the new object's id, in one of a few rotating buffers; "" if it was refused. */
static inline const char *rig_make_on(struct rig *rig, size_t bridge, const char *collection, const char *body)
{
    static char ids[16][37];
    static size_t next;
    char *id = ids[next++ % 16];
    char target[200];
    snprintf(target, sizeof target, "/api/v1/%s", collection);
    rig->answer.location[0] = '\0';
    rig->id[0] = '\0';
    rig_ask_on(rig, bridge, "POST", target, body);
    memcpy(id, rig->id, 37);
    return id;
}

static inline const char *rig_make(struct rig *rig, const char *collection, const char *body)
{
    return rig_make_on(rig, 0, collection, body);
}

static inline void rig_pass(struct rig *rig, duration_ms time)
{
    rig->now += time;
    sim_server_advance(rig->server, rig->now);
}

/* The text of the first <name> of the last answer, "" if there is none; in a buffer of its own. */
static inline const char *rig_text(const struct rig *rig, const char *name)
{
    static char text[300];
    char open[80];
    snprintf(open, sizeof open, "<%s>", name);
    const char *from = strstr(rig_body(rig), open);
    text[0] = '\0';
    if (from != NULL)
        snprintf(text, sizeof text, "%.*s", (int)strcspn(from + strlen(open), "<"), from + strlen(open));
    return text;
}

/* How often needle stands in the last answer. */
static inline size_t rig_count(const struct rig *rig, const char *needle)
{
    size_t n = 0;
    for (const char *at = rig_body(rig); (at = strstr(at, needle)) != NULL; at += strlen(needle))
        n++;
    return n;
}

#endif
