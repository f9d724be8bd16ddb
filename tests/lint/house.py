#!/usr/bin/env python3
"""Holds the house together: who may include whom, where clocks and memory come from, how long things get.

usage: house.py [ROOT]. Prints FILE:LINE: what is wrong; what to do. Exits 0 if nothing is, else 1.
The rules are the tables below; STYLE.md and ARCHITECTURE.md give their reasons.
"""
import os
import re
import sys

FILE_LINES = 500
FUNCTION_LINES = 60

# Whose faces a module may include, beside its own. Programs may include all.
ARROWS = {
    "base": [],
    "core": ["base"],
    "calendar": ["core", "base"],
    "xml": ["base"],
    "cms": ["xml", "core", "base"],
    "store": ["core", "base"],
    "config": ["core", "base"],
    "loop": ["base"],
    "http": ["loop", "base"],
    "intake": ["xml", "http", "loop", "config", "core", "base"],
    "webhook": ["http", "loop", "config", "store", "core", "base"],
    "api": ["http", "loop", "calendar", "config", "core", "base", "store"],
    "sim": ["base"],
    "client": [],  # libcospaced, for programs of other people: no module of the house is in it
}

# Each foreign library's headers, and the rooms under src/ that know it. A face shows no foreign header.
FOREIGN = [
    (r"libical/|ical\.h", ["calendar"]),
    (r"seccomp\.h|linux/(seccomp|filter|audit)\.h", ["calendar"]),
    (r"libxml/", ["xml"]),
    (r"sqlite3", ["store"]),
    (r"yaml\.h", ["config"]),
    (r"systemd/", ["loop"]),
    (r"curl/", ["http"]),
    (r"microhttpd\.h", ["http"]),
    (r"jansson\.h", ["api", "client", "programs/cospacectl", "programs/callbridge-sim"]),
]

# Headers of the C library and the kernel; what is in neither table is a library nobody agreed on.
SYSTEM_FOLDERS = ("sys/", "linux/", "netinet/", "arpa/", "net/")
SYSTEM = set("""
assert ctype dirent dlfcn endian errno fcntl fenv float fnmatch getopt glob grp iconv inttypes iso646 langinfo libgen limits link
locale malloc math netdb poll pthread pwd regex sched search semaphore setjmp signal spawn stdalign stdarg stdatomic
stdbool stddef stdint stdio stdlib stdnoreturn string strings syslog termios tgmath time uchar unistd utime wchar wctype
""".split())

# (pattern, files or folders/ under src/ that may, what is wrong, what to do); matched outside comments and strings.
CALLS = [
    (r"\b(clock_gettime|clock_getres|time|gettimeofday|timespec_get|ftime|clock)\s*\(", ["src/loop/clock.c", "src/client/connection.c"],
     "{} reads a clock", "take the time as a value, or call clock_now() from loop/clock.h at an edge"),
    (r"\b(getrandom|getentropy|s?rand|rand_r|s?random|[dejlmn]rand48|arc4random\w*)\s*\(", ["src/loop/clock.c"],
     "{} is chance from outside", "draw from a struct random (base/random.h) that the caller hands in"),
    (r"\b(malloc|calloc|realloc|reallocarray|aligned_alloc|strdup|strndup|v?asprintf)\s*\(", ["src/base/mem.c", "src/base/mem_every.c", "src/client/"],
     "{} may return NULL", "use mem_* from base/mem.h"),
]
BANNED = [
    (r"\b(strcpy|stpcpy|strcat|v?sprintf|gets)\s*\(", "{} writes without a ceiling", "use snprintf or a struct buf"),
    (r"\b(strtok)\s*\(", "{} keeps a state of its own", "use strcspn and strspn"),
    (r"\b(atoi|atol|atoll|atof)\s*\(", "{} takes anything for a number", "use strtol and look at the end, or a parser of ours"),
    (r"\b(goto)\b", "{} jumps", "use a cleanup attribute and return early"),
    (r"\b(typedef\s+(?:struct|union))\b", "{} hides what it is", "write the struct's name where it is used"),
]
RANDOM_DEVICE = re.compile(r"/dev/u?random")
OPEN_END = re.compile(r"\b(" + "TO" + "DO|FIX" + r"ME)\b")

INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]*([<\"])([^>\"]+)[>\"]", re.M)
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
TREES = ("src", "include", "tests", "contrib", "config", "migrations", ".ci")
TEXT = (".c", ".h", ".py", ".sh", ".cmake", ".txt", ".md", ".sql", ".yaml", ".yml", ".json", ".service")


def blank(text, strings):
    """Text with its comments (and strings, if asked) blanked out, every character and line where it was."""

    def replace(match):
        token = match.group(0)
        if token[0] == "/" or strings:
            return re.sub(r"[^\n]", " ", token)
        return token

    return TOKEN.sub(replace, text)


def may(path, allowed):
    """Whether path is one of those, or in a folder (which ends with a slash) that is."""
    return any(path == one or (one.endswith("/") and path.startswith(one)) for one in allowed)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


class House:
    def __init__(self, root):
        self.root = root
        self.faults = []
        self.n_files = 0

    def fault(self, path, line, what, remedy):
        self.faults.append((path, line, f"{path}:{line}: {what}; {remedy}"))

    def paths(self):
        for name in sorted(os.listdir(self.root)):
            if os.path.isfile(os.path.join(self.root, name)):
                yield name
        for tree in TREES:
            for folder, folders, names in os.walk(os.path.join(self.root, tree)):
                folders[:] = sorted(f for f in folders if f not in ("__pycache__", "node_modules"))
                for name in sorted(names):
                    yield os.path.relpath(os.path.join(folder, name), self.root)

    def check(self):
        for path in self.paths():
            if not path.endswith(TEXT) and not path.startswith(".ci/"):
                continue
            with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
                text = file.read()
            self.n_files += 1
            self.check_open_ends(path, text)
            if path.endswith((".c", ".h")):
                self.check_c(path, text)
        self.faults.sort()

    def check_open_ends(self, path, text):
        for match in OPEN_END.finditer(text):
            self.fault(path, line_of(text, match.start()), f"{match.group(1)} is an open end", "do it, or open an issue")

    def check_c(self, path, text):
        code = blank(text, strings=True)
        self.check_lengths(path, text, code)
        self.check_patterns(path, code, BANNED)
        if path.startswith(("src/", "include/")):
            self.check_includes(path, blank(text, strings=False))
            self.check_patterns(path, code, [(p, w, r) for p, allowed, w, r in CALLS if not may(path, allowed)])
            for match in RANDOM_DEVICE.finditer(blank(text, strings=False)):
                self.fault(path, line_of(text, match.start()), "the random device is read", "use entropy_seed() from loop/clock.h")

    def check_patterns(self, path, code, rules):
        for pattern, what, remedy in rules:
            for match in re.finditer(pattern, code):
                if code[: match.start()].rstrip(" ").endswith((".", "->")):
                    continue  # a member that is called so
                self.fault(path, line_of(code, match.start()), what.format(match.group(1)), remedy)

    def check_lengths(self, path, text, code):
        n_lines = text.count("\n")
        if n_lines > FILE_LINES:
            self.fault(path, n_lines, f"{n_lines} lines in a file, {FILE_LINES} at most", "split it by concept")
        for start, end, name in functions(code.split("\n")):
            if end - start + 1 > FUNCTION_LINES:
                self.fault(path, start + 1, f"{name} has {end - start + 1} lines, {FUNCTION_LINES} at most",
                           "give its parts names of their own")

    def check_includes(self, path, code):
        for match in INCLUDE.finditer(code):
            line = line_of(code, match.start())
            if match.group(1) == "<":
                self.check_foreign(path, line, match.group(2))
            else:
                self.check_own(path, line, match.group(2))

    def check_foreign(self, path, line, header):
        for pattern, rooms in FOREIGN:
            if re.match(pattern, header):
                if not path.startswith(tuple(f"src/{room}/" for room in rooms)):
                    self.fault(path, line, f"<{header}> outside {' and '.join('src/' + r for r in rooms)}",
                               "ask that module through its face")
                return
        if not header.startswith(SYSTEM_FOLDERS) and header[:-2] not in SYSTEM:
            self.fault(path, line, f"<{header}> is of no library of this house",
                       "do without, or enter the library in tests/lint/house.py and ARCHITECTURE.md")

    def check_own(self, path, line, header):
        module = path.split("/")[1]
        target, _, rest = header.partition("/")
        if ".." in header.split("/"):
            self.fault(path, line, f'"{header}" climbs out of its folder', 'write "module/face.h"')
        elif not rest:
            folder = os.path.dirname(path)
            if not os.path.exists(os.path.join(self.root, folder, header)) and self.is_private_elsewhere(header):
                self.fault(path, line, f'"{header}" is not in {folder}', "a private header stays in its folder; use a face")
        elif target in ARROWS:
            self.check_arrow(path, line, module, target, header)

    def is_private_elsewhere(self, header):
        return any(header in names for _, _, names in os.walk(os.path.join(self.root, "src")))

    def check_arrow(self, path, line, module, target, header):
        if module != "programs" and target != module and target not in ARROWS.get(module, []):
            may = ", ".join([module] + ARROWS.get(module, []))
            self.fault(path, line, f'"{header}": {module} knows only {may}', "turn the arrow round or pass a value")
        elif target != module and os.path.exists(os.path.join(self.root, "src", header)):
            self.fault(path, line, f'"{header}" is private to {target}', f"put what is needed into include/{target}/")


def functions(lines):
    """(first, last, name) of each function: from the first line of its signature to the brace at column 0, from 0."""
    start = None
    for i, line in enumerate(lines):
        if start is None and line.rstrip() == "{":
            start = signature_start(lines, i)
        elif start is not None and line.startswith("}"):
            names = re.findall(r"(\w+)\s*\(", " ".join(lines[start : i + 1]))
            yield start, i, next((n for n in names if n != "__attribute__"), "function")
            start = None


def signature_start(lines, brace):
    start = brace
    while start > 0 and lines[start - 1].strip() and not re.match(r"[}#]|.*[;}]\s*$", lines[start - 1]):
        start -= 1
    return start


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    house = House(root)
    house.check()
    for _, _, text in house.faults:
        print(text)
    print(f"{house.n_files} files, {len(house.faults)} faults")
    if house.n_files == 0:
        print(f"nothing to check in {root}")
    return 1 if house.faults or house.n_files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
