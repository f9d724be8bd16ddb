/* Answers of a bridge: byte 0 picks the request, byte 1 the status, byte 2 how much of the rest is the Location; then
 * the body. */
#include "fuzz.h"

#include "base/mem.h"
#include "cms/cms.h"

#include <assert.h>
#include <string.h>

/* What holds for every answer, whatever came. */
static void check(const struct answer *answer)
{
    assert(answer->number == 1);
    assert((answer->outcome == OUTCOME_DONE) == (answer->reason[0] == '\0'));
    assert(answer->outcome == OUTCOME_DONE || answer->n_records == 0);
    assert(memchr(answer->id, '\0', sizeof answer->id) != NULL);
    for (size_t i = 0; i < answer->n_records; i++) {
        assert(strlen(answer->records[i].id) < ID_SIZE);
        for (size_t n = 0; n < answer->records[i].n_fields; n++)
            assert(strlen(answer->records[i].fields[n].name) > 0 && strlen(answer->records[i].fields[n].value) <= 4096);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int statuses[] = {200, 400, 404, 403, 201, 500, 503, 405};
    if (size < 3)
        return 0;
    size_t location_len = data[2] < size - 3 ? data[2] : size - 3;
    CLEAN_FREE char *location = mem_strndup((const char *)data + 3, location_len);
    struct request request = {.number = 1, .kind = (enum request_kind)(data[0] % N_REQUEST_KINDS)};
    struct cms_reply reply = {.status = statuses[data[1] % 8],
                              .location = location_len > 0 ? location : NULL,
                              .body = (const char *)data + 3 + location_len,
                              .body_len = size - 3 - location_len};
    struct cms_answer *answer = cms_answer_read(&request, &reply);
    check(cms_answer_get(answer));
    cms_answer_free(answer);
    return 0;
}
