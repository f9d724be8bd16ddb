/* zones.c: the system's zones, in memory. */
#include "zones.h"

#include "windows_zones.h"

#include "base/hash.h"
#include "base/mem.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES_MAX = 2000, FILE_BYTES_MAX = 64 * 1024, NAME_MAX_LENGTH = 64, DEPTH_MAX = 3 };

struct zone_file {
    char *name;
    char *bytes;
    size_t len;
    struct zone *zone; /* parsed when first asked for */
    bool bad;
};

void zones_init(struct zones *zones)
{
    *zones = (struct zones){0};
    map_init(&zones->by_name, 0);
}

void zones_done(struct zones *zones)
{
    map_done(&zones->by_name);
    for (size_t i = 0; i < zones->n_files; i++) {
        mem_free(zones->files[i].name);
        mem_free(zones->files[i].bytes);
        zone_free(zones->files[i].zone);
    }
    mem_free(zones->files);
    *zones = (struct zones){0};
}

static void fd_close(const int *fd)
{
    if (*fd >= 0) {
        close(*fd);
    }
}

static void dir_close(DIR **dir)
{
    if (*dir != NULL) {
        closedir(*dir);
    }
}

static void file_load(struct zones *zones, int at, const char *entry, const char *name)
{
    __attribute__((cleanup(fd_close))) int fd = openat(at, entry, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0 || status.st_size < 44 || status.st_size > FILE_BYTES_MAX) {
        return;
    }
    CLEAN_FREE char *bytes = mem_calloc((size_t)status.st_size, 1);
    if (read(fd, bytes, (size_t)status.st_size) != status.st_size || memcmp(bytes, "TZif", 4) != 0) {
        return;
    }
    ARRAY_GROW(zones->files, zones->n_files, zones->files_capacity);
    zones->files[zones->n_files++] =
        (struct zone_file){.name = mem_strdup(name), .bytes = bytes, .len = (size_t)status.st_size};
    /* a sum: the order of a folder's entries means nothing */
    zones->digest += hash_of(hash_of(0, name, strlen(name)), bytes, (size_t)status.st_size);
    bytes = NULL;
}

/* posix/ and right/ hold the same zones once more, the latter with leap seconds. */
static bool entry_wanted(const char *entry)
{
    return isupper((unsigned char)entry[0]) != 0;
}

static void folder_load(struct zones *zones, int fd, const char *prefix, int depth)
{
    __attribute__((cleanup(dir_close))) DIR *dir = fdopendir(fd);
    if (dir == NULL) {
        close(fd);
        return;
    }
    for (struct dirent *entry; (entry = readdir(dir)) != NULL && zones->n_files < FILES_MAX;) {
        if (!entry_wanted(entry->d_name)) {
            continue;
        }
        CLEAN_FREE char *name = mem_printf("%s%s", prefix, entry->d_name);
        int sub = depth < DEPTH_MAX ? openat(dirfd(dir), entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
        if (sub < 0) {
            file_load(zones, dirfd(dir), entry->d_name, name);
            continue;
        }
        CLEAN_FREE char *below = mem_printf("%s/", name);
        folder_load(zones, sub, below, depth + 1);
    }
}

static bool lower_copy(const char *text, char out[NAME_MAX_LENGTH])
{
    size_t len = strlen(text);
    if (len >= NAME_MAX_LENGTH) {
        return false;
    }
    for (size_t i = 0; i <= len; i++) {
        out[i] = (char)tolower((unsigned char)text[i]);
    }
    return true;
}

int zones_load(struct zones *zones, const char *root)
{
    int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return ERR_IO;
    }
    folder_load(zones, fd, "", 0);
    for (size_t i = 0; i < zones->n_files; i++) {
        char key[NAME_MAX_LENGTH];
        if (lower_copy(zones->files[i].name, key)) {
            map_set(&zones->by_name, key, &zones->files[i]);
        }
    }
    return zones->n_files > 0 ? 0 : ERR_IO;
}

static const struct zone *name_find(struct zones *zones, const char *name)
{
    char key[NAME_MAX_LENGTH];
    struct zone_file *file = lower_copy(name, key) ? map_get(&zones->by_name, key) : NULL;
    if (file == NULL || file->bad) {
        return NULL;
    }
    if (file->zone == NULL) {
        struct zone zone;
        file->bad = zone_parse_tzif(&zone, file->name, file->bytes, file->len) != 0;
        if (file->bad) {
            return NULL;
        }
        file->zone = mem_zalloc(sizeof *file->zone);
        *file->zone = zone;
    }
    return file->zone;
}

const struct zone *zones_find(struct zones *zones, const char *tzid)
{
    const struct zone *zone = name_find(zones, tzid);
    if (zone != NULL) {
        return zone;
    }
    const char *windows = windows_zone_find(tzid);
    if (windows != NULL) {
        return name_find(zones, windows);
    }
    /* "/freeassociation.sourceforge.net/Europe/Berlin": a vendor's prefix, an Olson name at the end */
    for (const char *at = *tzid == '/' ? tzid : NULL; at != NULL && zone == NULL; at = strchr(at + 1, '/')) {
        zone = name_find(zones, at + 1);
    }
    return zone;
}

/* "US-Eastern", "America_New_York": the first stroke of an IANA name, each of them, with another sign. */
static const struct zone *strokes_find(struct zones *zones, const char *tzid)
{
    char name[NAME_MAX_LENGTH];
    if (!lower_copy(tzid, name)) {
        return NULL;
    }
    for (char *at = name + strcspn(name, "-_"); *at != '\0'; at = at + 1 + strcspn(at + 1, "-_")) {
        char sign = *at;
        *at = '/';
        const struct zone *zone = name_find(zones, name);
        if (zone != NULL) {
            return zone;
        }
        *at = sign;
    }
    return NULL;
}

const struct zone *zones_guess(struct zones *zones, const char *tzid)
{
    const char *shown = windows_zone_find_shown(tzid);
    return shown != NULL ? name_find(zones, shown) : strokes_find(zones, tzid);
}
