"""cospacectl before a person: on terminals of several widths, with colour and without, in other zones, misspelt, and where it may not."""
import fcntl
import json
import os
import pty
import re
import stat
import struct
import subprocess
import termios
import time
import unicodedata
import unittest

import support
from service import ServiceTest
from support import wait_for

HOUR = 3600
LONG = "会議 mit vielen Leuten 👍 " * 8


def columns(line):
    """What a line takes of a terminal's width."""
    plain = re.sub(r"\033\[\d*m", "", line)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in plain)


def on_terminal(width, arguments, **environment):
    """(status, what a terminal of that width is sent)."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    names = ("COLUMNS", "NO_COLOR", "LC_ALL", "LANG", "TERM")
    env = {**{k: v for k, v in os.environ.items() if k not in names}, "TERM": "xterm", "LANG": "C.UTF-8", **environment}
    with subprocess.Popen([support.binary("cospacectl"), *arguments], stdout=follower, stderr=follower, stdin=follower, env=env) as process:
        os.close(follower)
        shown = b""
        try:
            while part := os.read(leader, 65536):
                shown += part
        except OSError:  # the other end is closed
            pass
        os.close(leader)
    return process.returncode, shown.decode().replace("\r\n", "\n")


class Terminal(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.start()
        now = time.time()
        self.meeting = self.service.book(LONG, now + HOUR, now + 2 * HOUR, ["a-very-long-address-of-somebody@video.example.com"])

    def see(self, width, *arguments, **environment):
        status, shown = on_terminal(width, ["--socket", self.service.socket, *arguments], **environment)
        self.assertEqual(status, 0, shown)
        return shown

    def test_tables_fit(self):
        for width in (60, 80, 200):
            for command in (("meetings",), ("bridges",), ("spaces",), ("calendars",), ("status",), ("show", self.meeting["id"])):
                shown = self.see(width, *command)
                if "not shown" not in shown:  # which is a sentence and may be longer
                    self.assertLessEqual(max(map(columns, shown.splitlines())), width, shown)
        # All of the title is there, in however many lines.
        self.assertEqual(self.see(80, "meetings").count("Leuten"), 8)

    def test_a_pipe_gets_all(self):
        status, out, _ = self.service.ctl("meetings")
        self.assertEqual((status, "\033" in out, len(out.splitlines())), (0, False, 2))
        self.assertIn(LONG.strip(), out)
        self.assertRegex(out, r"\d{4}-\d\d-\d\d \d\d:\d\d")
        self.assertIn("\033[1m", self.service.ctl("--color=always", "meetings")[1])

    def test_colour(self):
        self.assertIn("\033[32mup\033[0m", self.see(80, "bridges"))
        for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            self.assertNotIn("\033", self.see(80, "bridges", **environment))
        self.assertNotIn("\033", self.see(80, "bridges", "--color", "never"))
        self.assertIn("\033", self.see(80, "bridges", "--color=always", NO_COLOR="1"))

    def test_times_in_words(self):
        self.service.ctl("book", "--title", "Early", "--start", "tomorrow 9:00", "--end", "10:00")
        self.service.ctl("book", "--title", "Late", "--start", "tomorrow 23:00", "--end", "1:00")
        shown = self.see(120, "meetings")
        self.assertRegex(shown, "tomorrow 09:00  10:00 +scheduled")
        self.assertRegex(shown, r"tomorrow 23:00  \S+ 01:00 +scheduled")
        self.assertIn("(in 60 min)", self.see(80, "show", self.meeting["id"]))

    def test_timeline(self):
        now = time.time()
        self.service.book("Runs", now, now + HOUR)
        wait_for(lambda: self.service.get("/v1/status")["spaces"]["in_use"] == 1, "it runs")
        for i in range(4):
            self.service.book(f"Rush {i}", now + 5 * HOUR, now + 8 * HOUR)
        for width, env in ((80, {}), (200, {}), (80, {"LANG": "C"})):
            shown = self.see(width, "timeline", NO_COLOR="1", **env)
            rows = {line.split()[0]: line for line in shown.splitlines()}
            self.assertLessEqual(max(map(columns, shown.splitlines())), width, shown)
            self.assertIn("Runs", rows["1"])
            # Three spaces; the long one comes when the first is still in use; the fourth of the rush finds none.
            self.assertIn("会議", rows["2"])
            self.assertTrue(all(f"Rush {i}" in shown for i in range(4)))
            self.assertIn("Rush", rows["none"])
            self.assertEqual("▐" in shown, not env)
            line = "|" if env else "│"
            self.assertEqual(rows["none"].index(line), rows["3"].index(line))
        self.assertIn("\033[32m", self.see(80, "timeline"))
        self.assertIn("free all the time: 1-3", self.see(80, "timeline", "--from", "yesterday 0:00", "--to", "yesterday 1:00"))
        meetings = json.loads(self.service.ctl("--json", "timeline")[1])["meetings"]
        self.assertEqual(len(meetings), 6)

    def test_json_everywhere(self):
        there = self.meeting["id"]
        for arguments in (("status",), ("meetings",), ("timeline",), ("show", there), ("extend", there, "15m"), ("dial", there, "x@example.com"),
                          ("hangup", there, "x@example.com"), ("calendars",), ("spaces",), ("bridges",), ("prefer", "core1"), ("token", "list"),
                          ("book", "--title", "x", "--start", "+2h", "--end", "+3h"), ("backup", self.path("copy.db")), ("cancel", there)):
            with self.subTest(arguments):
                status, out, err = self.service.ctl("--json", *arguments)
                self.assertEqual((status, err), (0, ""))
                json.loads(out)

    def test_misspelt(self):
        for arguments, guess in ((("mettings",), "did you mean meetings?"), (("book", "--titel", "x"), "did you mean --title?"),
                                 (("book", "--title", "x", "--start", "tomorrow", "9:00", "--end", "10:00"),
                                  'in quotes: --start "tomorrow 9:00"'),
                                 (("meetings", "--state", "activ"), "did you mean active?")):
            status, _, err = self.service.ctl(*arguments)
            self.assertEqual(status, 2, err)
            self.assertIn(guess, err)

    def test_no_permission(self):
        os.chmod(self.service.socket, 0o660)
        os.chmod(self.folder, 0o755)
        command = [support.binary("cospacectl"), "--socket", self.service.socket, "status"]
        how = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        if not how:
            os.chmod(self.service.socket, stat.S_IRGRP | stat.S_IWGRP)
        done = subprocess.run(command, capture_output=True, text=True, timeout=support.DEADLINE, check=False, **how)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertRegex(done.stderr, r"no permission for .*\.sock: it is for the group \w+")

    def test_no_daemon(self):
        self.service.stop()
        status, shown = on_terminal(80, ["--socket", self.service.socket, "status"])
        self.assertEqual(status, 3)
        self.assertIn(f"no daemon at {self.service.socket}: is cospaced running?", shown)


if __name__ == "__main__":
    unittest.main()
