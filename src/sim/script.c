/* script.c: the scripts in the order in which they came; one that is used up goes. */
#include "script.h"

#include "base/mem.h"

#include <fnmatch.h>
#include <string.h>

static const duration_ms default_after = 2 * SECOND_MS;

void sim_server_script_leg(struct sim_server *server, const struct sim_leg_script *script)
{
    ARRAY_GROW(server->scripts, server->n_scripts, server->scripts_capacity);
    struct sim_script *added = &server->scripts[server->n_scripts++];
    added->pattern = mem_strdup(script->pattern);
    added->rule = *script;
    added->rule.pattern = added->pattern;
}

static void remove_script(struct sim_server *server, size_t i)
{
    mem_free(server->scripts[i].pattern);
    server->n_scripts--;
    memmove(&server->scripts[i], &server->scripts[i + 1], (server->n_scripts - i) * sizeof *server->scripts);
}

void sim_script_apply(struct sim_server *server, struct sim_leg *leg)
{
    leg->behaviour = SIM_LEG_ANSWER;
    leg->after = default_after;
    for (size_t i = 0; i < server->n_scripts; i++) {
        struct sim_leg_script *rule = &server->scripts[i].rule;
        if (fnmatch(rule->pattern, leg->remote_party, FNM_CASEFOLD) != 0) {
            continue;
        }
        leg->behaviour = rule->behaviour;
        leg->after = rule->after;
        leg->drop_after = rule->drop_after;
        if (rule->times > 0 && --rule->times == 0) {
            remove_script(server, i);
        }
        return;
    }
}

void sim_scripts_done(struct sim_server *server)
{
    while (server->n_scripts > 0) {
        remove_script(server, server->n_scripts - 1);
    }
    mem_free(server->scripts);
}
