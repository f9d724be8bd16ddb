/* story/words.h: shared by the files that know the words. Private to the folder. */
#ifndef STORY_WORDS_H
#define STORY_WORDS_H

#include "story.h"

bool story_wrong(struct story *story, const char *format, ...) __attribute__((format(printf, 2, 3))); /* false */
duration_ms word_length(const char *word);
instant word_time(const struct story *story, const char *word);
uint32_t word_number(const char *word);
char *word_after(char **words, const char *key); /* NULL: there is none */
size_t word_bridge(const struct story *story, const char *word);
enum request_kind word_kind(const char *word);
const char *word_id(const struct story *story, const char *name); /* what the trace calls so */

bool do_book(struct story *story, char **words);
bool do_change(struct story *story, char **words);
bool do_extend(struct story *story, char **words);
bool do_cancel(struct story *story, char **words);
bool do_end(struct story *story, char **words);
bool do_add(struct story *story, char **words);
bool do_remove(struct story *story, char **words);
bool do_prefer(struct story *story, char **words);
bool do_drain(struct story *story, char **words);
bool do_resume(struct story *story, char **words);
bool do_restore(struct story *story, char **words);
bool do_claim(struct story *story, char **words);
bool do_event(struct story *story, char **words);
bool do_forget(struct story *story, char **words);
bool do_refuse(struct story *story, char **words);
bool do_snapshot(struct story *story, char **words);
bool do_message(struct story *story, char **words);
bool do_sync_failed(struct story *story, char **words);

#endif
