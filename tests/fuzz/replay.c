/* The fuzz target as a plain test: every file of the corpus folder once, each in memory of just its size. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static uint8_t *bytes_of(const char *path, size_t *ret_len)
{
    struct stat about;
    FILE *file = fopen(path, "re");
    if (file == NULL || fstat(fileno(file), &about) != 0) {
        perror(path);
        exit(1);
    }
    size_t len = (size_t)about.st_size;
    uint8_t *bytes = malloc(len > 0 ? len : 1);
    if (bytes == NULL || fread(bytes, 1, len, file) != len) {
        perror(path);
        exit(1);
    }
    fclose(file);
    *ret_len = len;
    return bytes;
}

static size_t replay_folder(const char *folder)
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        perror(folder);
        exit(1);
    }
    for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        char path[4096];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        fprintf(stderr, "%s\n", path);
        size_t len = 0;
        uint8_t *bytes = bytes_of(path, &len);
        LLVMFuzzerTestOneInput(bytes, len);
        free(bytes);
        count++;
    }
    closedir(dir);
    return count;
}

int main(int argc, char **argv)
{
    size_t count = 0;
    for (int i = 1; i < argc; i++)
        count += replay_folder(argv[i]);
    fprintf(stderr, "%zu files\n", count);
    return count > 0 ? 0 : 1;
}
