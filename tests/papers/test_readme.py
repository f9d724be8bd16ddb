"""What README.md and the guide say to do, done: test_readme.py BIN_DIR. The first steps as they stand there, the configuration, the files they point at."""
import os
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "system"))
from support import free_port  # noqa: E402

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BIN_DIR = os.path.abspath(sys.argv.pop(1))
NOT_HERE = ("contrib/setup.sh", "export PATH=", "cospacectl watch")  # builds it, finds what was built, runs until Ctrl-C


def text(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


def block(heading, kind):
    """The first block of that kind under a heading of README.md."""
    section = text("README.md").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.search(rf"```{kind}\n(.*?)```", section, re.S).group(1)


class Readme(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="cospaced-")
        self.addCleanup(self.folder.cleanup)
        self.environment = dict(os.environ, PATH=BIN_DIR + ":" + os.environ["PATH"], COLUMNS="100")

    def test_first_steps(self):
        lines = [line for line in block("First steps", "sh").splitlines() if not line.startswith(NOT_HERE)]
        self.assertGreater(len(lines), 15)
        until = "until cospacectl bridges --json | grep -q down; do sleep 0.2; done"
        script = "\n".join(["set -e", *lines, until, "cospacectl bridges", "cospacectl meetings --json", "kill $(jobs -p)", "wait"])
        for port in ("8445", "8446", "8447"):
            self.assertIn(port, script)
            script = script.replace(port, str(free_port()))
        steps = subprocess.run(["bash", "-c", script], cwd=self.folder.name, env=self.environment, text=True, timeout=100,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(steps.returncode, 0, steps.stdout)
        for sign in (r"(?m)^ready +yes$", r"(?m)^booked [0-9a-f-]{36} ", r'"title": ?"Board"', r"free all the time: 2-5",
                     r"(?m)^pass +bridges +2 bridges are one cluster", r"(?m)^core1 +down "):
            self.assertRegex(steps.stdout, sign)

    def test_the_configuration_is_one(self):
        path = os.path.join(self.folder.name, "cospaced.yaml")
        secret = os.path.join(self.folder.name, "secret")
        with open(secret, "w", encoding="ascii") as file:
            file.write("secret\n")
        with open(path, "w", encoding="utf-8") as file:
            file.write(re.sub(r"/etc/cospaced/cms-(password|ca\.pem)", secret, block("A configuration", "yaml")))
        check = subprocess.run(["cospaced", "--config", path, "--check"], env=self.environment, capture_output=True, text=True)
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)

    def test_what_is_pointed_at_is_there(self):
        guide = ["contrib/guide/" + name for name in os.listdir(os.path.join(ROOT, "contrib", "guide"))]
        for page in ("README.md", "VERIFY.md", "ARCHITECTURE.md", *guide):
            for path in re.findall(r"[`(](?:\./)?((?:contrib|config|tests|src|include|migrations)/[\w./-]*\w)(?=[`)\s])", text(page)):
                self.assertTrue(os.path.exists(os.path.join(ROOT, path)), f"{page}: {path}")

    def test_the_commands_are_there(self):
        verbs = subprocess.run(["cospacectl", "--help"], env=self.environment, capture_output=True, text=True, check=True).stdout
        for name in ["README.md"] + ["contrib/guide/" + name for name in os.listdir(os.path.join(ROOT, "contrib", "guide"))]:
            for verb in re.findall(r"`cospacectl ([a-z]+)", text(name)):
                self.assertRegex(verbs, rf"(?m)^  {verb}\b", name)


if __name__ == "__main__":
    unittest.main()
