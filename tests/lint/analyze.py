#!/usr/bin/env python3
"""What gcc -fanalyzer says of src/, and clang-tidy of all C: tests/lint/analyze.py {gcc|tidy} BUILD [--full] [FILE…]

Takes the commands of BUILD/compile_commands.json, a file a process, as many at once as there are processors. Anything
said is a failure; what is known to be wrong of a tool stands in KNOWN, with its reason, and must still be said, or it
is a failure too. `tidy` walks each function to a depth at which it costs a minute in all; --full as far as clang-tidy
goes by itself (ten minutes), which is worth a look before a release. FILE: only files whose path ends so.
"""
import argparse
import concurrent.futures
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77  # ctest shows it as skipped
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDERS = {"gcc": ("src",), "tidy": ("src", "tests", "contrib")}
FINDING = re.compile(r"^(?P<path>/[^:]+):(?P<line>\d+):\d+: (?:warning|error): (?P<text>.*)", re.MULTILINE)
COMPILER = re.compile(r"(^|/)(gcc|cc|clang)(-\d+)?$")
TOOLS = {"gcc": "gcc", "tidy": "clang-tidy"}
SHALLOW = ["--extra-arg=-Xclang", "--extra-arg=-analyzer-config", "--extra-arg=-Xclang", "--extra-arg=max-nodes=20000"]

# (tool, file, what it says begins so): why it is wrong.
KNOWN = {}


def commands(tool, build, endings):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        entries = json.load(file)
    roots = tuple(os.path.join(os.path.realpath(ROOT), folder) + os.sep for folder in FOLDERS[tool])
    chosen = [e for e in entries if os.path.realpath(e["file"]).startswith(roots)]
    if endings:
        chosen = [e for e in chosen if e["file"].endswith(tuple(endings))]
    return sorted({e["file"]: e for e in chosen}.values(), key=lambda e: e["file"])


def gcc_command(entry):
    """The command's options to gcc, with what the analyzer needs, up to the name of the output."""
    words = shlex.split(entry["command"])
    first = next(i for i, word in enumerate(words) if COMPILER.search(word))
    at = words.index("-o")
    return ["gcc", *words[first + 1:at], *words[at + 2:], "-fanalyzer", "-Wno-error", "-o"]


def run(tool, build, full, entry):
    if tool == "tidy":
        command = ["clang-tidy", "--quiet", "-p", build, *([] if full else SHALLOW), entry["file"]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    else:
        with tempfile.TemporaryDirectory() as folder:
            command = gcc_command(entry) + [os.path.join(folder, "x.o")]
            done = subprocess.run(command, cwd=entry["directory"], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout if tool == "tidy" else done.stderr, done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool", choices=["gcc", "tidy"])
    parser.add_argument("build")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    entries = commands(args.tool, args.build, args.files)
    if not entries:
        sys.exit("no such file is in compile_commands.json")
    if shutil.which(TOOLS[args.tool]) is None:
        print(f"skipped: {TOOLS[args.tool]} is not installed (contrib/setup.sh tests does)")
        return SKIPPED
    failed, seen = 0, set()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda e: run(args.tool, args.build, args.full, e), entries)
        for entry, (code, said, errors) in zip(entries, results):
            found = {m.groups() for m in FINDING.finditer(said)}
            known = {k for k in KNOWN for path, _, text in found
                     if k[0] == args.tool and path == os.path.join(ROOT, k[1]) and text.startswith(k[2])}
            seen |= known
            if len(found) > len(known) or (code != 0 and not found):
                failed += 1
                print(said if found else errors)
    stale = {k for k in KNOWN if k[0] == args.tool} - seen if not args.files else set()
    for _, path, text in sorted(stale):
        print(f"{path}: not said any more, take it out of KNOWN: {text}")
    print(f"{args.tool}: {len(entries)} files, {failed} with findings, {len(seen)} known")
    return 1 if failed or stale else 0


if __name__ == "__main__":
    sys.exit(main())
