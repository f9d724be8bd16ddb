/* held.c: facts that wait for their turn, and the copies that make them independent. */
#include "held.h"

#include "base/mem.h"

#include <string.h>

struct held *held_add(struct held_list *list, enum fact_kind kind)
{
    ARRAY_GROW(list->items, list->count, list->capacity);
    struct held *held = &list->items[list->count++];
    *held = (struct held){.kind = kind};
    return held;
}

/* All strings of a command go into one piece of memory: the first pass (at NULL) counts, the second copies. */
struct packer {
    char *at;
    size_t size;
};

static const char *packer_add(struct packer *packer, const char *text)
{
    if (text == NULL) {
        return NULL;
    }
    size_t size = strlen(text) + 1;
    packer->size += size;
    if (packer->at == NULL) {
        return text;
    }
    char *copy = memcpy(packer->at, text, size);
    packer->at += size;
    return copy;
}

static void command_pack(struct packer *packer, struct command *command, struct held *held)
{
    command->meeting = packer_add(packer, command->meeting);
    command->if_match = packer_add(packer, command->if_match);
    command->by = packer_add(packer, command->by);
    command->title = packer_add(packer, command->title);
    command->passcode = packer_add(packer, command->passcode);
    command->participant = packer_add(packer, command->participant);
    command->bridge = packer_add(packer, command->bridge);
    command->calendar = packer_add(packer, command->calendar);
    command->text = packer_add(packer, command->text);
    command->uid = packer_add(packer, command->uid);
    for (size_t i = 0; i < command->n_people; i++) {
        struct person *person = &held->people[i];
        person->address = packer_add(packer, person->address);
        person->name = packer_add(packer, person->name);
        person->dial = packer_add(packer, person->dial);
    }
    for (size_t i = 0; i < command->sync.n_gone; i++) {
        held->gone[i] = packer_add(packer, held->gone[i]);
    }
}

void held_set_command(struct held *held, const struct command *command, struct calendar_content *take_content)
{
    held->command = *command;
    if (command->n_people > 0) {
        held->people = mem_calloc(command->n_people, sizeof *held->people);
        memcpy(held->people, command->people, command->n_people * sizeof *held->people);
    }
    if (command->sync.n_gone > 0) {
        held->gone = mem_calloc(command->sync.n_gone, sizeof *held->gone);
        memcpy(held->gone, command->sync.gone, command->sync.n_gone * sizeof *held->gone);
    }
    struct packer packer = {0};
    command_pack(&packer, &held->command, held);
    held->texts = packer.size > 0 ? mem_zalloc(packer.size) : NULL;
    packer.at = held->texts;
    command_pack(&packer, &held->command, held);
    held->command.people = held->people;
    held->command.sync.gone = held->gone;
    held->command.content = NULL;
    if (take_content != NULL) {
        held->content = *take_content;
        calendar_content_init(take_content);
    }
}

void held_list_done(struct held_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct held *held = &list->items[i];
        cms_answer_free(held->answer);
        calendar_content_done(&held->content);
        mem_free(held->people);
        mem_free(held->gone);
        mem_free(held->texts);
    }
    mem_free(list->items);
    *list = (struct held_list){0};
}
