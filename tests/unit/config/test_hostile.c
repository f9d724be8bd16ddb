/* Files that want to do harm, or are no YAML at all: one clear fault, soon. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "unit/config/support.h"

#include "base/err.h"

struct hostile_case {
    const char *text;
    const char *faults;
};

static void not_yaml(void **state)
{
    (void)state;
    static const struct hostile_case cases[] = {
        {BASE "tls:\n\tverify: true\n",            "F:5:1: a tab; YAML is indented with blanks only\n"                                                             },
        {BASE "zone: \xff\n",                      "F:4:7: not UTF-8\n"                                                                                            },
        {BASE "zone: ä\xc3(\n",                   "F:4:9: not UTF-8\n"                                                                                            },
        {BASE "zone: \x01\n",                      "F:4:7: a control character, which YAML does not allow\n"                                                       },
        {BASE "zone: [a, b\n",                     "F:5:1: not YAML: did not find expected ',' or ']'\n"                                                           },
        {BASE "zone UTC\n",                        "F:5:1: not YAML: could not find expected ':'\n"                                                                },
        {BASE "zone: \"UTC\n",                     "F:5:1: not YAML: found unexpected end of stream\n"                                                             },
        {BASE "---\nzone: UTC\n",                  "F:4:1: a second document; the file must hold one only\n"                                                       },
        {BASE "zone: \"a\\0b\"\n",                 "F:4:7: a NUL character in a text\n"                                                                            },
        {BASE "zone: &a UTC\n",                    "F:4:7: anchors (&) are not taken here; write the value out\n"                                                  },
        {BASE "zone: *a\n",                        "F:4:7: aliases (*) are not taken here; write the value out\n"                                                  },
        {BASE "zone: !!str UTC\n",                 "F:4:7: tags (!) are not taken here; write the value alone\n"                                                   },
        {BASE "tls: &t {verify: true}\nlog: *t\n", "F:4:6: anchors (&) are not taken here; write the value out\n"
                                                   "F:5:6: aliases (*) are not taken here; write the value out\n"},
        {BASE "tls: !<x> {verify: true}\n",        "F:4:6: tags (!) are not taken here; write the value alone\n"                                                   },
        {BASE "<<: {zone: UTC}\n",                 "F:4:1: unknown key \"<<\"; known here: bridges, credentials, tls, pool, profiles, "
                                   "schedule, failover, limits, "
                                   "reconcile_every, zone, calendars, calendar_limits, endpoints, api, webhooks, store, log\n"                              },
        {"\xef\xbb\xbf" BASE "zone: 1/\n",         "F:4:7: zone: is not a time zone of this machine (/usr/share/zoneinfo)\n"                                       },
        {BASE "zone: [[[[[[[[[[[[[[[[[[[[",        "F:4:22: nested deeper than 16 levels\n"                                                                        },
    };
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *faults = faults_of(cases[i].text, strlen(cases[i].text));
        if (strcmp(faults, cases[i].faults) == 0)
            continue;
        print_error("case %zu\nexpected:\n%sgot:\n%s\n", i, cases[i].faults, faults);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

/* The same text again and again: the fault is found without reading all of it. */
static void repeated(void **state)
{
    (void)state;
    static const struct {
        const char *begin, *part;
        size_t times;
        const char *faults;
    } cases[] = {
        {"",        "[",    20000,   "F:1:17: nested deeper than 16 levels\n"           },
        {"",        "{a: ", 20000,   "F:1:62: nested deeper than 16 levels\n"           },
        {"",        "- ",   20000,   "F:1:33: nested deeper than 16 levels\n"           },
        {"zone: [", "1,",   150000,  "F:1:200002: more than 100000 values in the file\n"},
        {"# ",      "x",    1048574,
         "F:1:1: missing key \"bridges\"\nF:1:1: missing key \"credentials\"\n"
         "F:1:1: missing key \"pool\"\n"                                                },
        {"# ",      "x",    1048575, "F:1:1: the file is larger than 1048576 bytes\n"   },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_BUF struct buf buf;
        buf_init(&buf, 4000000);
        buf_append_string(&buf, cases[i].begin);
        for (size_t j = 0; j < cases[i].times; j++)
            buf_append_string(&buf, cases[i].part);
        CLEAN_FREE char *faults = faults_of(buf.data, buf.len);
        assert_string_equal(faults, cases[i].faults);
    }
}

static void many_keys(void **state)
{
    (void)state;
    CLEAN_BUF struct buf buf;
    buf_init(&buf, 1000000);
    buf_append_string(&buf, BASE "profiles:\n  call:\n");
    for (int i = 0; i < 257; i++)
        buf_printf(&buf, "    k%d: 1\n", i);
    CLEAN_FREE char *faults = faults_of(buf.data, buf.len);
    assert_string_equal(faults, "F:262:5: more than 256 keys in one mapping\n");
}

static void many_faults(void **state)
{
    (void)state;
    CLEAN_BUF struct buf buf;
    buf_init(&buf, 1000000);
    buf_append_string(&buf, BASE "calendars:\n");
    for (int i = 0; i < 600; i++)
        buf_append_string(&buf, "  - x\n");
    struct config *config = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    assert_int_equal(config_parse(buf.data, buf.len, &config, &faults), ERR_INVALID);
    assert_int_equal(faults.count, 501);
    assert_string_equal(faults.items[500].message, "there are more faults, not shown");
}

static void many_bridges(void **state)
{
    (void)state;
    CLEAN_BUF struct buf buf;
    buf_init(&buf, 1000000);
    buf_append_string(&buf, CREDENTIALS POOL "bridges:\n");
    for (int i = 0; i < 17; i++)
        buf_printf(&buf, "  - {name: b%d, url: 'https://h%d'}\n", i, i);
    CLEAN_FREE char *faults = faults_of(buf.data, buf.len);
    assert_string_equal(faults, "F:4:3: bridges: has 17 entries; at most 16 are possible\n");
}

static void huge_file(void **state)
{
    (void)state;
    FILE *file = fopen("big.yaml", "we");
    assert_non_null(file);
    for (int i = 0; i < 300000; i++)
        fputs("# 5678\n", file);
    fclose(file);
    struct config *config = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    assert_int_equal(config_load("big.yaml", &config, &faults), ERR_INVALID);
    assert_int_equal(faults.count, 1);
    assert_string_equal(faults.items[0].message, "the file is larger than 1048576 bytes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(not_yaml),    cmocka_unit_test(repeated),     cmocka_unit_test(many_keys),
        cmocka_unit_test(many_faults), cmocka_unit_test(many_bridges), cmocka_unit_test(huge_file),
    };
    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
