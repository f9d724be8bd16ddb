/* intake/directory.h: what the parts of a directory source know of each other: directory.c one look, drop.c one file of
 * it, seen.c which files were taken, waiting.c which may not be whole yet, report.c what stands beside a file. */
#ifndef INTAKE_DIRECTORY_H
#define INTAKE_DIRECTORY_H

#include "source.h"

enum { DIRECTORY_FILES = 20000, DROP_ETAG_SIZE = 80, DROP_HEAD = 64 * 1024 };

/* Which states of which files were taken: hashes of name and etag. */
struct seen {
    uint64_t *keys; /* sorted */
    size_t count, capacity;
};

uint64_t seen_key(const char *name, const char *etag);
bool seen_has(const struct seen *seen, uint64_t key);
void seen_add(struct seen *seen, uint64_t key);
/* As one line of hexadecimal digits, and back; what does not read is left out. */
char *seen_write(const struct seen *seen); /* the caller's */
void seen_read(struct seen *seen, const char *text);
void seen_done(struct seen *seen);

/* One file as the folder shows it. */
struct drop {
    char *name;
    char etag[DROP_ETAG_SIZE]; /* size, time of change, inode */
    int64_t changed_ns;
    uint64_t size;
    bool regular;
    bool mail; /* NAME.eml */
};

/* NAME.ics or NAME.eml, and not one that is still being written under another name. */
bool drop_is_wanted(const char *name);
/* NOT_FOUND: it is gone. */
int drop_look(int folder, const char *name, struct drop *ret_drop, struct err *err);
void drop_done(struct drop *drop);

/* Files that may not be whole yet, and how long they have been as they are. */
struct waiting {
    char *name;
    uint64_t key;  /* of its state */
    int64_t since; /* monotonic, milliseconds */
    bool asked;    /* since the last prune */
    struct waiting *next;
};

struct waiting_list {
    struct waiting *first;
};

/* How long the file has been as drop says; it waits from here on. */
duration_ms waiting_list_age(struct waiting_list *list, const struct drop *drop, int64_t now);
void waiting_list_remove(struct waiting_list *list, const char *name);
/* Forgets those that nobody asked for since the last time: they are gone. */
void waiting_list_prune(struct waiting_list *list);
void waiting_list_done(struct waiting_list *list);

/* One file on its way into a spool, some at a time. */
struct copy {
    int from, to;
    uint64_t done;
    uint64_t size;            /* as the folder showed it: of one that grows meanwhile no more is read than tells so */
    char head[DROP_HEAD + 1]; /* its beginning */
    size_t head_len;
};

/* Opens the file, never through a link; to is taken. */
int copy_begin(struct copy *copy, int folder, const struct drop *drop, int take_to, struct err *err);
/* 1: there is more; 0: all is copied; negative: IO. Takes a millisecond at most. */
int copy_step(struct copy *copy, struct err *err);
void copy_done(struct copy *copy); /* closes both, if they are open */
/* Ends with END:VCALENDAR, but for blanks and newlines. From copy_begin on. */
bool copy_is_whole(const struct copy *copy);
/* All was copied, and it is still what the folder showed. */
bool copy_is_of(const struct copy *copy, const struct drop *drop);
/* Its VCALENDAR says METHOD: it is a message. */
bool copy_has_method(const struct copy *copy);

/* Writes NAME.report beside the file, whole or not at all. IO. */
int report_write(int folder, const char *name, const struct intake_outcome *outcome, struct err *err);

#endif
