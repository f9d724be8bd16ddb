/* A folder with the files that the test configurations name, and faults as the text that a person reads. */
#ifndef TESTS_CONFIG_SUPPORT_H
#define TESTS_CONFIG_SUPPORT_H

#include "config/config.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BRIDGES     "bridges: [{name: b, url: \"https://h\"}]\n"
#define CREDENTIALS "credentials: {username: u, password_file: pw}\n"
#define POOL        "pool: {first: 1, last: 2}\n"
#define BASE        BRIDGES CREDENTIALS POOL /* sound; what follows begins at line 4 */

static inline void file_put(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "we");
    if (file == NULL || fwrite(bytes, 1, len, file) != len || fclose(file) != 0)
        abort();
}

static inline void file_put_text(const char *path, const char *text)
{
    file_put(path, text, strlen(text));
}

/* The test goes on in a new folder that holds pw, ca.pem, drop/ and bad passwords. */
static inline int folder_enter(void **state)
{
    char *folder = mem_strdup("/tmp/config-test-XXXXXX");
    if (mkdtemp(folder) == NULL || chdir(folder) != 0 || mkdir("drop", 0700) != 0)
        return -1;
    file_put_text("pw", "secret word\n");
    file_put_text("ca.pem", "certificates");
    file_put_text("whsec", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
    file_put_text("pw-empty", "\n");
    file_put_text("pw-lines", "one\ntwo\n");
    unsetenv("CREDENTIALS_DIRECTORY");
    *state = folder;
    return 0;
}

static inline int folder_leave(void **state)
{
    static const char *const names[] = {"pw",       "whsec",        "ca.pem", "pw-empty", "pw-lines",
                                        "pw-other", "cms-password", "f.yaml", "big.yaml"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(names[i]);
    rmdir("drop");
    int r = rmdir(*state);
    mem_free(*state);
    return r;
}

/* What config_faults_print writes for text as file "F"; "" if it is sound. The caller frees. */
static inline char *faults_of(const char *text, size_t len)
{
    struct config *config = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    int r = config_parse(text, len, &config, &faults);
    if ((r == 0) != (config != NULL))
        abort();
    config_free(config);
    char *shown = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&shown, &size);
    config_faults_print(&faults, "F", out);
    fclose(out);
    return shown;
}

#endif
