#!/usr/bin/env python3
"""Each rule of house.py on a house of one or two files: what must be found is found, what is right is let through."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import house  # noqa: E402


def function_of(n_lines):
    """A function of n_lines lines, signature and braces included."""
    return "static int long_one(int a,\n                    int b)\n{\n" + "    a++;\n" * (n_lines - 4) + "}\n"


OPEN = "TO" + "DO"

# (path, content, line and beginning of the one fault that is expected; None: no fault)
CASES = [
    # arrows
    ("src/core/a.c", '#include "base/buf.h"\n#include "core/meeting.h"\n', None),
    ("src/core/a.c", '\n#include "loop/clock.h"\n', '2: "loop/clock.h": core knows only core, base'),
    ("include/core/a.h", '#include "store/store.h"\n', '1: "store/store.h": core knows only core, base'),
    ("src/base/a.c", '#include "core/meeting.h"\n', '1: "core/meeting.h": base knows only base'),
    ("src/sim/a.c", '#include "core/meeting.h"\n', '1: "core/meeting.h": sim knows only sim, base'),
    ("src/store/a.c", '#include "cms/cms.h"\n', '1: "cms/cms.h": store knows only'),
    ("src/http/a.c", '#include "core/event.h"\n', '1: "core/event.h": http knows only'),
    ("src/api/a.c", '#include "http/server.h"\n#include "config/config.h"\n#include "store/store.h"\n', None),
    ("src/api/a.c", '#include "cms/cms.h"\n', '1: "cms/cms.h": api knows only'),
    ("src/programs/cospaced/a.c", '#include "cms/cms.h"\n#include "sim/server.h"\n', None),
    ("src/core/a.c", '/* #include "loop/clock.h" */\n// #include "loop/clock.h"\n', None),
    # private headers: src/cms/private.h and include/cms/cms.h are in every one of these houses
    ("src/cms/a.c", '#include "private.h"\n#include "cms/cms.h"\n', None),
    ("src/core/a.c", '#include "private.h"\n', '1: "private.h" is not in src/core'),
    ("src/core/a.c", '#include "generated_words.h"\n', None),
    ("src/programs/cospaced/a.c", '#include "cms/private.h"\n', '1: "cms/private.h" is private to cms'),
    ("src/core/a.c", '#include "../cms/private.h"\n', '1: "../cms/private.h" climbs out'),
    # foreign libraries
    ("src/calendar/a.c", "#include <libical/ical.h>\n#include <seccomp.h>\n#include <sys/resource.h>\n", None),
    ("src/xml/a.c", "#include <libxml/parser.h>\n", None),
    ("src/store/a.c", "#include <sqlite3.h>\n", None),
    ("src/config/a.c", "#include <yaml.h>\n", None),
    ("src/loop/a.c", "#include <systemd/sd-event.h>\n", None),
    ("src/http/a.c", "#include <curl/curl.h>\n#include <microhttpd.h>\n", None),
    ("src/programs/cospacectl/a.c", "#include <jansson.h>\n", None),
    ("src/programs/cospaced/a.c", "#include <jansson.h>\n", "1: <jansson.h> outside src/api and"),
    ("src/programs/cospaced/a.c", "#include <systemd/sd-daemon.h>\n", "1: <systemd/sd-daemon.h> outside src/loop"),
    ("src/core/a.c", "#include <libical/ical.h>\n", "1: <libical/ical.h> outside src/calendar"),
    ("include/xml/a.h", "#include <libxml/tree.h>\n", "1: <libxml/tree.h> outside src/xml"),
    ("src/core/a.c", "#include <openssl/sha.h>\n", "1: <openssl/sha.h> is of no library"),
    ("src/core/a.c", "#include <glib.h>\n", "1: <glib.h> is of no library"),
    ("tests/unit/sim/a.c", "#include <jansson.h>\n#include <cmocka.h>\n", None),
    # clocks, chance, memory
    ("src/loop/clock.c", "x = clock_gettime(a, b);\ny = getrandom(a, b, c);\n", None),
    ("src/loop/loop.c", "x = clock_gettime(a, b);\n", "1: clock_gettime reads a clock"),
    ("src/core/a.c", "\n\nnow = time(NULL);\n", "3: time reads a clock"),
    ("src/core/a.c", "at = event->time(1) + clock.time (2);\nx = start_time(3) + times(4);\n", None),
    ("src/core/a.c", "/* time(NULL) */ s = \"time(NULL)\"; c = '\"'; // rand()\n", None),
    ("src/calendar/a.c", "gettimeofday(&now, NULL);\n", "1: gettimeofday reads a clock"),
    ("src/core/a.c", "x = rand() % 7;\n", "1: rand is chance from outside"),
    ("src/core/a.c", "getrandom(a, 1, 0);\n", "1: getrandom is chance from outside"),
    ("src/core/a.c", 'f = open("/dev/urandom", 0);\n', "1: the random device is read"),
    ("src/base/mem.c", "x = malloc(3); y = calloc(1, 2); z = realloc(x, 4);\n", None),
    ("src/base/buf.c", "x = realloc(x, 4);\n", "1: realloc may return NULL"),
    ("src/core/a.c", "x = strdup(y);\n", "1: strdup may return NULL"),
    ("src/core/a.c", "x = mem_strdup(y); z = mem_realloc(z, 1, 2);\n", None),
    ("tests/unit/core/a.c", "x = malloc(3); t = time(NULL);\n", None),
    # banned everywhere
    ("tests/unit/core/a.c", "strcpy(a, b);\n", "1: strcpy writes without a ceiling"),
    ("src/core/a.c", "strcat (a, b);\n", "1: strcat writes without a ceiling"),
    ("src/core/a.c", "sprintf(a, b);\n", "1: sprintf writes without a ceiling"),
    ("src/core/a.c", "snprintf(a, 1, b); vsnprintf(a, 1, b, c); fgets(a, 1, f);\n", None),
    ("src/core/a.c", "gets(a);\n", "1: gets writes without a ceiling"),
    ("src/core/a.c", "x = atoi(a);\n", "1: atoi takes anything"),
    ("src/core/a.c", "x = strtok(a, b);\n", "1: strtok keeps a state"),
    ("src/core/a.c", "    goto out;\n", "1: goto jumps"),
    ("src/core/a.c", "typedef struct x y;\n", "1: typedef struct hides"),
    # lengths
    ("src/core/a.c", function_of(60), None),
    ("src/core/a.c", "int x;\n\n" + function_of(61), "3: long_one has 61 lines"),
    ("src/core/a.c", "/* why */\n" + function_of(60) + function_of(61), "62: long_one has 61 lines"),
    ("src/core/a.c", "static const int t[] = {\n" + "    1,\n" * 100 + "};\n", None),
    ("tests/unit/core/a.c", function_of(61), "1: long_one has 61 lines"),
    ("src/core/a.c", "int x;\n" * 500, None),
    ("src/core/a.c", "int x;\n" * 501, "501: 501 lines in a file"),
    # open ends
    ("src/core/a.c", "/* " + OPEN + ": later */\n", "1: " + OPEN + " is an open end"),
    ("README.md", "one\n" + OPEN + "\n", "2: " + OPEN + " is an open end"),
    ("tests/CMakeLists.txt", "# FIX" + "ME\n", "1: FIX" + "ME is an open end"),
    ("README.md", "the " + OPEN + "S of others\n", None),
]


def faults_of(path, content):
    with tempfile.TemporaryDirectory() as root:
        for name, text in [("src/cms/private.h", ""), ("include/cms/cms.h", ""), (path, content)]:
            full = os.path.join(root, name)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(text)
        checked = house.House(root)
        checked.check()
        return [text for _, _, text in checked.faults]


class HouseTest(unittest.TestCase):
    def test_cases(self):
        for path, content, expected in CASES:
            with self.subTest(path=path, content=content[:80]):
                faults = faults_of(path, content)
                if expected is None:
                    self.assertEqual(faults, [])
                else:
                    self.assertEqual(len(faults), 1, faults)
                    self.assertTrue(faults[0].startswith(f"{path}:{expected}"), faults[0])

    def test_every_fault_has_a_remedy(self):
        for path, content, _ in CASES:
            for text in faults_of(path, content):
                self.assertRegex(text, r"^[^:]+:\d+: .+; .+$")


if __name__ == "__main__":
    unittest.main()
