/* core/counters.c: the words of what is counted. */
#include "core/counters.h"

const char *const dial_result_words[N_DIAL_RESULTS] = {[DIAL_CONNECTED] = "connected",
                                                       [DIAL_UNANSWERED] = "unanswered",
                                                       [DIAL_REFUSED] = "refused",
                                                       [DIAL_UNSENT] = "unsent"};
const char *const counted_words[N_COUNTED] = {[COUNTED_CALL] = "call", [COUNTED_LEG] = "call_leg"};
