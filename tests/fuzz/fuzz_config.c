/* The configuration: any bytes give a configuration or faults, never both, and every fault has its place. */
#include "fuzz.h"

#include "config/config.h"

#include <stdlib.h>
#include <string.h>

static void faults_check(const struct config_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct config_fault *fault = &faults->items[i];
        if (fault->line == 0 || fault->column == 0 || strchr(fault->message, '\n') != NULL)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct config *config = NULL;
    struct config_faults faults = {0};
    int r = config_parse((const char *)bytes, len, &config, &faults);
    if ((r == 0) != (config != NULL) || (r != 0 && faults.count == 0))
        abort();
    faults_check(&faults);
    if (config != NULL) {
        struct config_changes changes;
        if (config_compare(config, config, &changes) != 0 || changes.count != 0)
            abort();
    }
    config_free(config);
    config_faults_done(&faults);
    return 0;
}
