/* routes.h: the handlers, one for each (path, method) that the model knows. Each answers through the exchange. */
#ifndef SIM_ROUTES_H
#define SIM_ROUTES_H

#include "exchange.h"

/* Finds the handler for the target ("/api/v1/…", query cut off) and method, runs it, or answers why not. */
void sim_route(struct sim_exchange *exchange, const char *method, const char *path);

void sim_status_get(struct sim_exchange *exchange);
void sim_load_get(struct sim_exchange *exchange);
void sim_alarms_list(struct sim_exchange *exchange);
void sim_cluster_get(struct sim_exchange *exchange);
void sim_cluster_put(struct sim_exchange *exchange);
void sim_bridges_list(struct sim_exchange *exchange);
void sim_bridges_get(struct sim_exchange *exchange);

void sim_spaces_list(struct sim_exchange *exchange);
void sim_spaces_post(struct sim_exchange *exchange);
void sim_spaces_get(struct sim_exchange *exchange);
void sim_spaces_put(struct sim_exchange *exchange);
void sim_spaces_delete(struct sim_exchange *exchange);

void sim_sets_list(struct sim_exchange *exchange);
void sim_sets_post(struct sim_exchange *exchange);
void sim_sets_get(struct sim_exchange *exchange);
void sim_sets_put(struct sim_exchange *exchange);
void sim_sets_delete(struct sim_exchange *exchange);

void sim_syncs_list(struct sim_exchange *exchange);
void sim_syncs_post(struct sim_exchange *exchange);
void sim_syncs_get(struct sim_exchange *exchange);
void sim_syncs_delete(struct sim_exchange *exchange);

void sim_call_profiles_list(struct sim_exchange *exchange);
void sim_call_profiles_post(struct sim_exchange *exchange);
void sim_call_profiles_get(struct sim_exchange *exchange);
void sim_call_profiles_put(struct sim_exchange *exchange);
void sim_call_profiles_delete(struct sim_exchange *exchange);
void sim_call_leg_profiles_list(struct sim_exchange *exchange);
void sim_call_leg_profiles_post(struct sim_exchange *exchange);
void sim_call_leg_profiles_get(struct sim_exchange *exchange);
void sim_call_leg_profiles_put(struct sim_exchange *exchange);
void sim_call_leg_profiles_delete(struct sim_exchange *exchange);

void sim_calls_list(struct sim_exchange *exchange);
void sim_calls_post(struct sim_exchange *exchange);
void sim_calls_get(struct sim_exchange *exchange);
void sim_calls_put(struct sim_exchange *exchange);
void sim_calls_delete(struct sim_exchange *exchange);

void sim_legs_list(struct sim_exchange *exchange);
void sim_legs_post(struct sim_exchange *exchange); /* without a call */
void sim_legs_get(struct sim_exchange *exchange);
void sim_legs_put(struct sim_exchange *exchange);
void sim_legs_delete(struct sim_exchange *exchange);
void sim_call_legs_list(struct sim_exchange *exchange);
void sim_call_legs_post(struct sim_exchange *exchange);

void sim_participants_list(struct sim_exchange *exchange);
void sim_participants_get(struct sim_exchange *exchange);
void sim_participants_put(struct sim_exchange *exchange);
void sim_participants_legs(struct sim_exchange *exchange);
void sim_call_participants_list(struct sim_exchange *exchange);
void sim_call_participants_post(struct sim_exchange *exchange);
void sim_call_participants_delete(struct sim_exchange *exchange);

#endif
