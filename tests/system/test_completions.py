"""Completion in the real shells, as a person gets it: a line is typed, TAB is pressed, and what the shell makes of it is read.

bash, zsh and fish are Debian's packages of those names; a shell that is not there is skipped with a word.
"""
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import termios
import threading
import time
import unittest

import support
from service import ServiceTest
from support import wait_for

HOUR = 3600
SCRIPTS = os.path.join(support.ROOT, "contrib", "completions")
BASH, ZSH, FISH = (os.path.join(SCRIPTS, name) for name in ("cospacectl.bash", "_cospacectl", "cospacectl.fish"))


class Shell:
    """A shell on a terminal; everything that it shows is collected."""

    def __init__(self, command, env):
        self.leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))
        self.process = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=env, start_new_session=True)
        os.close(follower)
        self.shown = b""
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        try:
            while part := os.read(self.leader, 65536):
                self.shown += part
        except OSError:
            pass

    def text(self, start=0):
        return re.sub(r"\033\[[?0-9;]*[A-Za-z]|\033[=>]|\007", "", self.shown[start:].decode(errors="replace")).replace("\r", "")

    def type(self, text):
        os.write(self.leader, text.encode())

    def see(self, keys, *wanted):
        """Types keys and waits until all that is wanted has been shown since; then clears the line. A shell or service that has no
        time just then shows less; so, as a person would, the keys are typed again."""
        for last in (False, False, True):
            start = len(self.shown)
            self.type(keys)
            try:
                wait_for(lambda at=start: all(word in self.text(at) for word in wanted), f"{keys!r} shows {wanted}", 10)
                break
            except AssertionError as error:
                if last:
                    raise AssertionError(f"{error}: {self.text(start)!r}") from error
            finally:
                self.type("\025")

    def close(self):
        self.process.kill()
        self.process.wait()
        self.reader.join(10)
        os.close(self.leader)


class Completions(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.start()
        start = time.time() + HOUR
        self.meetings = [self.service.book("Board of ours", start, start + HOUR), self.service.book("Retreat", start + 60, start + HOUR)]
        self.short = [meeting["id"][:8] for meeting in self.meetings]
        self.env = {"PATH": support.BIN_DIR + ":" + os.environ["PATH"], "HOME": self.folder, "TERM": "xterm", "LANG": "C.UTF-8",
                    "COSPACED_SOCKET": self.service.socket}

    def open_shell(self, *command):
        if shutil.which(command[0]) is None:
            self.skipTest(command[0] + " is not installed")
        shell = Shell(command, self.env)
        self.addCleanup(shell.close)
        return shell

    def ask(self, *words, status=0, **env):
        done = subprocess.run([support.binary("cospacectl"), "__complete", "--", *words], env={**self.env, **env}, text=True,
                              capture_output=True, timeout=support.DEADLINE, check=False)
        self.assertEqual((done.returncode, done.stderr), (status, ""))
        return done.stdout.splitlines()

    def values(self, *words, **env):
        return [line.split("\t")[0] for line in self.ask(*words, **env)]

    def test_what_the_program_says(self):
        helped = subprocess.run([support.binary("cospacectl"), "--help"], capture_output=True, text=True, check=True).stdout
        self.assertEqual(self.values(""), re.findall(r"^  ([a-z]+) ", helped, re.M))
        self.assertEqual(self.values("me"), ["meetings"])
        self.assertIn(f"{self.short[0]}\t", self.ask("show", "")[0])
        self.assertTrue(self.ask("show", "")[0].endswith("Board of ours, scheduled"))
        full = self.meetings[1]["id"]
        self.assertEqual(self.values("extend", full[:12]), [full])
        self.assertIn("15m", self.values("extend", full, ""))
        for verb in re.findall(r"^  ([a-z]+) ", helped, re.M):
            usage = subprocess.run([support.binary("cospacectl"), verb, "--help"], capture_output=True, text=True, check=True).stdout
            self.assertEqual(set(self.values(verb, "-")), set(re.findall(r"^  (--[a-z-]+)", usage, re.M)))
        self.assertEqual(self.values("meetings", "--state", "active,ca"), ["active,cancelled"])
        self.assertEqual(self.values("--socket=/nowhere", "prefer", ""), [])
        self.assertEqual(self.values("--socket", self.service.socket, "prefer", ""), ["core1"])
        self.assertEqual(self.values("show", "", COSPACED_SOCKET="/nowhere"), [])
        self.assertEqual(self.values("restore", ""), ["1", "2", "3"])
        self.assertEqual(self.ask("import", ""), [":files"])
        self.assertEqual((self.ask("book", "--title", ""), self.ask("steer", "")), ([], []))
        self.service.must("DELETE", "/v1/meetings/" + full)
        self.assertEqual((self.values("cancel", ""), len(self.values("show", ""))), ([self.short[0]], 2))

    def test_bash(self):
        shell = self.open_shell("bash", "--norc", "--noprofile", "-i")
        shell.type(f"bind 'set bell-style none'; source {BASH}; echo rea''dy\n")
        shell.see("", "ready")
        shell.see("cospacectl meet\t", "cospacectl meetings ")
        # Of ids that begin alike the first key brings the beginning, and the third the list.
        shell.see("cospacectl show \t\t\t", self.short[0], "Board of ours", self.short[1], "Retreat")
        shell.see(f"cospacectl show {self.short[0][:6]}\t", f"show {self.short[0]} ")
        shell.see("cospacectl meetings --state=act\t", "--state=active ")
        shell.see("cospacectl book --title 'a b' --sta\t", "'a b' --start ")
        shell.see("cospacectl prefer \t", "prefer core1 ")
        shell.see(f"cospacectl import {self.folder}/password\t", f"import {self.folder}/password ")

    def test_zsh(self):
        shell = self.open_shell("zsh", "-f", "-i")
        shell.type(f"fpath=({SCRIPTS} $fpath); autoload -Uz compinit; compinit -u -D; unsetopt beep; echo rea''dy\n")
        shell.see("", "ready")
        shell.see("cospacectl meet\t", "cospacectl meetings ")
        shell.see("cospacectl show \t\t", self.short[0], "Board of ours", self.short[1], "Retreat")
        shell.see(f"cospacectl show {self.short[0][:6]}\t", f"{self.short[0][6:]} ")
        shell.see("cospacectl meetings --state=act\t", "ive ")
        shell.see("cospacectl meetings --sta\t", "te ")

    def test_fish(self):
        if shutil.which("fish") is None:
            self.skipTest("fish is not installed")

        def complete(line):
            done = subprocess.run(["fish", "--no-config", "-c", f"source {FISH}; complete -C {line!r}"], env=self.env, text=True,
                                  capture_output=True, timeout=support.DEADLINE, check=False)
            return done.stdout.splitlines()
        self.assertEqual(complete("cospacectl meet"), ["meetings\tthe meetings, in order of start"])
        shown = complete("cospacectl show ")
        self.assertEqual([line.split("\t")[0] for line in shown], self.short)
        self.assertIn("Board of ours", shown[0])
        self.assertEqual([line.split("\t")[0] for line in complete("cospacectl meetings --state=act")], ["--state=active"])
        self.assertEqual([line.split("\t")[0] for line in complete("cospacectl prefer ")], ["core1"])


if __name__ == "__main__":
    unittest.main()
