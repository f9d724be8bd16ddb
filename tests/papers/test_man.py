"""The man pages: test_man.py BIN_DIR. Made anew, read by mandoc and groff without a warning, complete, and pointing at pages that are there."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
BIN_DIR = sys.argv.pop(1)
FOREIGN_PAGES = {"sd_notify(3)", "systemd.socket(5)"}


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


class ManPages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="cospaced-")
        cls.addClassCleanup(cls.folder.cleanup)
        subprocess.run([sys.executable, "-B", os.path.join(ROOT, "contrib", "man", "make.py"), BIN_DIR, cls.folder.name], check=True)
        cls.paths = {name: os.path.join(cls.folder.name, name) for name in os.listdir(cls.folder.name)}
        # Without overstriking, and in one long line where a paragraph is.
        cls.texts = {name: re.sub(".\b", "", output("mandoc", "-Tutf8", "-Owidth=1000", path)) for name, path in cls.paths.items()}

    def test_no_reader_finds_fault(self):
        for path in self.paths.values():
            lint = subprocess.run(["mandoc", "-Tlint", "-Werror", path], capture_output=True, text=True)
            self.assertEqual(lint.stdout, "")
            groff = subprocess.run(["groff", "-man", "-ww", "-z", "-Tutf8", path], capture_output=True, text=True)
            self.assertEqual(groff.stderr, "")

    def test_each_program_has_its_options(self):
        for page in ("cospaced.8", "callbridge-sim.1", "cospacectl.1"):
            for option in set(re.findall(r"--[a-z][a-z-]+", output(os.path.join(BIN_DIR, page[:-2]), "--help"))):
                self.assertIn(option, self.texts[page], page)

    def test_each_verb_has_its_options(self):
        program = os.path.join(BIN_DIR, "cospacectl")
        for verb in re.findall(r"^  ([a-z]+)", output(program, "--help"), re.M):
            usage = output(program, verb, "--help")
            self.assertIn(usage.splitlines()[0].removeprefix("cospacectl "), self.texts["cospacectl.1"])
            for option in re.findall(r"--[a-z][a-z-]+", usage):
                self.assertIn(option, self.texts["cospacectl.1"], verb)

    def test_what_all_verbs_have_is_said_once(self):
        for option in ("--json", "--socket", "--color", "--help", "--version"):
            self.assertEqual(len(re.findall(rf"(?m)^ +{option}( [A-Z]+)?$", self.texts["cospacectl.1"])), 1, option)

    def test_how_it_is_made_is_nobodys_business(self):
        for name, text in self.texts.items():
            self.assertNotRegex(text, r"schema\.c|src/|<!--", name)

    def test_each_key_is_explained(self):
        with open(os.path.join(ROOT, "config", "reference.md"), encoding="utf-8") as file:
            keys = re.findall(r"^\| `([a-z_]+)`", file.read(), re.M)
        self.assertGreater(len(keys), 50)
        for key in keys:
            self.assertRegex(self.texts["cospaced.yaml.5"], rf"(?m)^ +{key}$")

    def test_each_operation_of_the_api_is_there(self):
        with open(os.path.join(ROOT, "contrib", "openapi", "cospaced.json"), encoding="utf-8") as file:
            paths = json.load(file)["paths"]
        for path, item in paths.items():
            for method in item:
                self.assertRegex(self.texts["cospaced-api.7"], rf"(?m)^ +{method.upper()} {re.escape(path)}$")

    def test_references_are_there(self):
        for name, text in self.texts.items():
            for title, section in re.findall(r"([a-z][\w.-]+)\(([1-8])\)", text):
                self.assertTrue(f"{title}.{section}" in self.paths or f"{title}({section})" in FOREIGN_PAGES, f"{name}: {title}({section})")


if __name__ == "__main__":
    lacking = [tool for tool in ("scdoc", "mandoc", "groff") if shutil.which(tool) is None]
    if lacking:
        print("skipped: not installed:", *lacking)
        sys.exit(77)
    unittest.main()
