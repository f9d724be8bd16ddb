"""What the service manager and the journal see: readiness, watchdog, reload and stop over a NOTIFY_SOCKET of the test's own; the log as entries of the journal.

The journal's socket has a fixed place: the test stands in for it in a mount namespace of its own, and is skipped with a word where there are none.
"""
import json
import os
import signal
import socket
import subprocess
import sys
import time
import unittest

import support
from service import ServiceTest
from support import DEADLINE, Program

PRIVATE = ["unshare", "--map-root-user", "--mount"]
# As root of a mount namespace: a journal that says each entry as JSON, until the service beside it has ended.
JOURNAL = """
import json, os, socket, subprocess, sys
subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run/systemd"], check=True)
os.mkdir("/run/systemd/journal")
journal = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
journal.bind("/run/systemd/journal/socket")
journal.settimeout(0.2)
end, stderr = os.pipe()
info = os.fstat(stderr)
service = subprocess.Popen(sys.argv[1:], stderr=stderr, env={**os.environ, "JOURNAL_STREAM": f"{info.st_dev}:{info.st_ino}"})
asked = False
while True:
    try:
        entry = dict(line.split("=", 1) for line in journal.recv(1 << 20).decode().splitlines())
    except socket.timeout:
        if service.poll() is not None:
            break
        continue
    print(json.dumps(entry), flush=True)
    if entry["MESSAGE"].startswith("bridge changed") and not asked:
        asked = True
        service.terminate()
os.close(stderr)
print(json.dumps({"stderr": os.read(end, 1 << 16).decode()}), flush=True)
"""


def may_unshare():
    try:
        return subprocess.run([*PRIVATE, "mount", "-t", "tmpfs", "tmpfs", "/run/systemd"], capture_output=True, timeout=DEADLINE,
                              check=False).returncode == 0
    except FileNotFoundError:
        return False


class Manager(ServiceTest):
    def test_notifications(self):
        service = self.make()
        path = self.path("notify")
        manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(manager.close)
        manager.bind(path)
        manager.settimeout(DEADLINE)
        env = {**os.environ, "NOTIFY_SOCKET": path, "WATCHDOG_USEC": "400000"}
        env.pop("WATCHDOG_PID", None)
        service.program = Program(service.folder, "cospaced", ["--config", service.config_path], env=env)

        def until(wanted):
            said = ""
            while wanted not in said.splitlines():
                said = manager.recv(4096).decode()
            return dict(line.split("=", 1) for line in said.splitlines())

        self.assertEqual(until("READY=1")["STATUS"], "running")
        began = time.monotonic()
        for _ in range(3):
            until("WATCHDOG=1")
        self.assertLess(time.monotonic() - began, 10)
        before = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
        service.program.process.send_signal(signal.SIGHUP)
        reloading = until("RELOADING=1")
        self.assertGreaterEqual(int(reloading["MONOTONIC_USEC"]), before)
        until("READY=1")
        service.program.process.send_signal(signal.SIGTERM)
        until("STOPPING=1")
        self.assertEqual(service.program.wait(), 0)

    @unittest.skipUnless(may_unshare(), "no mount namespace of one's own is to be had here: the journal's socket has a fixed place")
    def test_the_journal_gets_fields(self):
        service = self.make()
        done = subprocess.run([*PRIVATE, sys.executable, "-B", "-c", JOURNAL, support.binary("cospaced"), "--config", service.config_path],
                              capture_output=True, text=True, timeout=DEADLINE, check=False)
        entries = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(entries[-1], {"stderr": ""}, done.stderr)
        entry = next(e for e in entries if e.get("MESSAGE", "").startswith("bridge changed"))
        self.assertEqual((entry["PRIORITY"], entry["SYSLOG_IDENTIFIER"]), ("6", "cospaced"))
        self.assertEqual((entry["COSPACED_BRIDGE"], entry["COSPACED_TO"]), ("core1", "up"))
        self.assertIn("bridge=core1 from=unknown to=up", entry["MESSAGE"])


if __name__ == "__main__":
    unittest.main()
