/* rules.h: the rules between values that have files of their own, and what they share. */
#ifndef CONFIG_RULES_H
#define CONFIG_RULES_H

#include "config/config.h"
#include "tree.h"

/* The item of a list by its place, or NULL; 0 items where there is no sound list. Borrowed. */
struct node *list_item(const struct node *list, size_t i);
size_t list_count(const struct node *list);
/* The scalar that item i of the list has for key, or NULL. Borrowed. */
struct node *item_value(const struct node *list, size_t i, const char *key);
/* Every value of key in the list that was there before is a fault; compared without case and "mailto:". */
void rule_unique(struct node *list, const char *shown, const char *key, struct config_faults *faults);

/* Which keys a kind of calendar needs and which mean nothing to it; reads the secrets that it names. */
void rule_calendars(struct node *root, struct config *config, struct config_faults *faults);
/* What webhooks need; reads their secrets. */
void rule_webhooks(struct node *root, struct config *config, struct config_faults *faults);

#endif
