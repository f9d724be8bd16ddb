#!/usr/bin/env python3
"""Makes the man pages: make.py BIN_DIR OUT_DIR

The words that a page shares with the programs come from the programs: a line @KIND PROGRAM ...@ in NAME.SECTION.scd stands for a
part of what PROGRAM --help prints, for config/reference.md, which is made from the schema table, or for the OpenAPI document. scdoc makes the pages of it.
"""
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
REFERENCE = os.path.join(HERE, "..", "..", "config", "reference.md")
OPENAPI = os.path.join(HERE, "..", "openapi", "cospaced.json")
LOOKS = re.compile(r"([\\_*`#\[\]@<>+~])")  # what scdoc gives a meaning
ENTRY = re.compile(r"^ {2,6}(\S.*?)(?: {2,}(\S.*))?$")


class Page:
    def __init__(self, bin_dir):
        self.bin_dir = bin_dir

    def help(self, program, *words):
        run = subprocess.run([os.path.join(self.bin_dir, program), *words, "--help"], capture_output=True, text=True, check=True)
        return run.stdout.splitlines()


def plain(text):
    return LOOKS.sub(r"\\\1", text)


def paragraphs(lines):
    """The parts of a text between its empty lines, each a list of lines."""
    parts = [[]]
    for line in lines:
        if line.strip():
            parts[-1].append(line)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]


def entries(part):
    """[(term, words)] of a list in a help: a term, two spaces, words that may go on in deeper lines; the term may have a line of its own."""
    found = []
    for line in part:
        match = ENTRY.match(line)
        if match:
            found.append([match.group(1), match.group(2) or ""])
        else:
            found[-1][1] = f"{found[-1][1]} {line.strip()}".strip()
    return found


def definitions(found):
    return "\n\n".join(f"*{plain(term)}*\n\t{plain(words)}" for term, words in found)


def options(page, *command):
    part = next(part for part in paragraphs(page.help(*command)) if any(re.match(r"^ {2,6}-", line) for line in part))
    return definitions(entries(part[next(i for i, line in enumerate(part) if re.match(r"^ {2,6}-", line)):]))


def exit_status(page, *command):
    part = next(part for part in paragraphs(page.help(*command)) if any(line.startswith("Exit status:") for line in part))
    at = next(i for i, line in enumerate(part) if line.startswith("Exit status:"))
    text = " ".join(part[at:]).removeprefix("Exit status:").strip().rstrip(".")
    return definitions([row.split(" ", 1) for row in re.split(r"; (?=\d)|, (?=\d)", re.sub(r"of (import --mail) (\d+) ", r"\2 (\1) ", text))])


def notes(page, *command):
    return plain(" ".join(paragraphs(page.help(*command))[-1]))


def verbs(page, program):
    common = {"--json", *re.findall(r"^ +(--[a-z]+)", "\n".join(page.help(program)), re.M)}
    rows = entries(next(part for part in paragraphs(page.help(program)) if re.match(r"^  [a-z]", part[0])))
    texts = []
    for term, words in rows:
        verb = term.split(" ", 1)[0]
        parts = paragraphs(page.help(program, verb))
        usage = parts[0][0].removeprefix(program).strip()
        own = [row for row in entries(parts[1]) if row[0].split(" ")[0] not in common]
        texts.append(f"## {usage}\n\n{plain(words[:1].upper() + words[1:])}." + ("\n\n" + definitions(own) if own else ""))
    return "\n\n".join(texts)


def text(page, program):
    return "```\n" + "\n".join(page.help(program)[4:]) + "\n```"


def reference(_page):
    """config/reference.md as a page: its tables are lists of definitions."""
    lines = []
    for line in open(REFERENCE, encoding="utf-8").read().splitlines()[1:]:
        cells = [cell.strip().replace("`", "").replace("**", "") for cell in line.strip("|").split(" | ")]
        if line.startswith("## "):
            lines.append(f"## {line[3:].strip('`')}")
        elif line.startswith("| `"):
            key, what, default, counts, meaning = cells
            default = "required" if default == "required" else f"default: {default}"
            lines += [f"*{plain(key)}*", f"\t{plain(meaning)} ({plain(what)}; {plain(default)}; a change counts {counts})", ""]
        elif not line.startswith(("|", "<!--")):
            lines.append(plain(re.sub(r"[`*]", "", line)))
    return "\n".join(lines)


def shown_type(part):
    kinds = part.get("type", "object")
    words = " or ".join(kinds) if isinstance(kinds, list) else kinds
    if part.get("format") in ("date-time", "uuid"):
        words = words.replace("string", {"date-time": "time", "uuid": "id"}[part["format"]])
    return words + (": " + ", ".join(part["enum"]) if "enum" in part else "")


def resolved(document, part):
    while "$ref" in part:
        place = part["$ref"].removeprefix("#/").split("/")
        part = document[place[0]][place[1]][place[2]]
    return part


def api_text(text):
    return plain(re.sub(r"\s*```sh.*?```", "", text, flags=re.S).replace("`", "").replace("**", "").replace("…", "..."))


def api(_page):
    """Every operation of the OpenAPI document, and the members of every object in it."""
    with open(OPENAPI, encoding="utf-8") as file:
        document = json.load(file)
    lines = [api_text(document["info"]["description"]), "", "# OPERATIONS"]
    for path, item in document["paths"].items():
        for method, operation in item.items():
            lines += ["", f"## {method.upper()} {plain(path)}", "", f"{api_text(operation['summary'])}. {api_text(operation['description'])} (Role: {operation['x-role']})"]
            for one in (resolved(document, part) for part in operation.get("parameters", ())):
                if one["in"] != "path":
                    lines += ["", f"*{plain(one['name'])}* ({one['in']})", f"\t{api_text(one['description'])}"]
            for status, answer in operation["responses"].items():
                if status[0] in "23":
                    lines += ["", f"*{status}*", f"\t{api_text(answer['description'])}"]
    lines += ["", "# OBJECTS"]
    for name, schema in document["components"]["schemas"].items():
        if "properties" in schema:
            lines += ["", f"## {name}", "", api_text(schema["description"])]
            for member, part in schema["properties"].items():
                whole = resolved(document, part)
                lines += ["", f"*{plain(member)}* ({plain(shown_type(whole))})", f"\t{api_text(part.get('description') or whole['description'])}"]
    return "\n".join(lines)


KINDS = {"options": options, "exit": exit_status, "notes": notes, "verbs": verbs, "text": text, "reference": reference, "api": api}


def page_source(path, bin_dir):
    page = Page(bin_dir)

    def part(match):
        kind, *words = match.group(1).split()
        return KINDS[kind](page, *words)
    with open(path, encoding="utf-8") as file:
        return re.sub(r"^@(.*)@$", part, file.read(), flags=re.M)


def main():
    bin_dir, out_dir = sys.argv[1:]
    os.makedirs(out_dir, exist_ok=True)
    for name in sorted(os.listdir(HERE)):
        if name.endswith(".scd"):
            source = page_source(os.path.join(HERE, name), bin_dir)
            made = subprocess.run(["scdoc"], input=source, capture_output=True, text=True)
            if made.returncode != 0:
                sys.exit(f"{name}: {made.stderr}\n{source}")
            with open(os.path.join(out_dir, name.removesuffix(".scd")), "w", encoding="utf-8") as file:
                file.write(made.stdout)


if __name__ == "__main__":
    main()
