/* check.h: the two passes over a tree: first each value for itself by the schema, then what only holds between values.
 */
#ifndef CONFIG_CHECK_H
#define CONFIG_CHECK_H

#include "config/config.h"
#include "tree.h"

/* Fills config (zeroed by the caller) with the defaults and the values of root. */
void check_tree(struct node *root, struct config *config, struct config_faults *faults);
/* Uniqueness, ranges between keys, passwords. Values at which check_tree found a fault are not judged again. */
void check_rules(struct node *root, struct config *config, struct config_faults *faults);

#endif
