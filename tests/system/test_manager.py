"""What the service manager and the journal see: readiness, watchdog, reload and stop over a NOTIFY_SOCKET of the test's own; sockets of the test's own
that are handed over; the log as entries of the journal.

The journal's socket has a fixed place: the test stands in for it in a mount namespace of its own, and is skipped with a word where there are none.
"""
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest

import support
from service import ServiceTest, rfc3339
from support import DEADLINE, Program, UnixConnection, ask, ask_unix, http_connection, wait_for

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


# Becomes its further arguments with the descriptors of the first as 3, 4, …, which have the names of the second.
HAND_OVER = """
import fcntl, os, sys
fds = [fcntl.fcntl(int(fd), fcntl.F_DUPFD_CLOEXEC, 100) for fd in sys.argv[1].split(",")]
for place, fd in enumerate(fds, 3):
    os.dup2(fd, place)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(fds)), LISTEN_FDNAMES=sys.argv[2])
os.execv(sys.argv[3], sys.argv[3:])
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

    def listen(self, where, listening=True):
        """A socket at a path or port of the loopback (0: any), as the service manager makes it."""
        made = socket.socket(socket.AF_UNIX if isinstance(where, str) else socket.AF_INET)
        self.addCleanup(made.close)
        made.bind(where if isinstance(where, str) else ("127.0.0.1", where))
        if listening:
            made.listen(64)
        return made

    @staticmethod
    def hand_over(service, **sockets):
        """Starts it with sockets by their names, "_" for "."."""
        fds = [made.fileno() for made in sockets.values()]
        names = ":".join(name.replace("_", ".") for name in sockets)
        service.spawn([sys.executable, "-c", HAND_OVER, ",".join(map(str, fds)), names], pass_fds=fds)

    def test_sockets_are_handed_over(self):
        service = self.make()
        made, tcp = self.listen(service.socket), self.listen(0)
        os.chmod(service.socket, 0o640)
        service.write_config({"api": {"listen": f"127.0.0.1:{tcp.getsockname()[1]}"}})
        waiting = UnixConnection(service.socket)  # before there is a service
        self.addCleanup(waiting.close)
        waiting.request("GET", "/healthz")
        inode = os.stat(service.socket).st_ino
        self.hand_over(service, api_socket=made, api_listen=tcp)
        self.assertEqual(waiting.getresponse().status, 200)
        wait_for(service.is_up, "cospaced is up")
        self.assertEqual(os.stat(service.socket).st_mode & 0o777, 0o640)
        self.assertIn("has the mode of its unit", service.log())
        self.assertFalse(os.path.exists(service.socket + ".lock"), "the path is not ours")
        over_tcp = http_connection(tcp.getsockname()[1])
        self.addCleanup(over_tcp.close)
        self.assertEqual(ask(over_tcp, "GET", "/healthz").status, 200)
        service.wait_ready()
        service.stop()
        self.assertEqual(os.stat(service.socket).st_ino, inode, "it stays for the next one")

    def test_a_restart_loses_no_connection(self):
        service = self.make()
        made = self.listen(service.socket)
        self.hand_over(service, api_socket=made)
        wait_for(service.is_up, "cospaced is up")
        over, answers, failures = threading.Event(), [], []

        def client(number):
            while not over.is_set():
                try:
                    answers.append(ask_unix(service.socket, "GET" if number else "POST", "/v1/status" if number else "/v1/meetings", None if number else
                                            {"title": "Late", "start": rfc3339(time.time() + 9000), "end": rfc3339(time.time() + 9600)}).status)
                except OSError as error:
                    failures.append(repr(error))

        clients = [threading.Thread(target=client, args=(number,)) for number in range(4)]
        for thread in clients:
            thread.start()
        for _ in range(3):
            before = len(answers)
            wait_for(lambda before=before: len(answers) > before + 20 or failures, "clients are answered")
            service.stop()
            self.hand_over(service, api_socket=made)
            wait_for(service.is_up, "cospaced is up")
        over.set()
        for thread in clients:
            thread.join(DEADLINE)
        self.assertEqual((failures, set(answers)), ([], {200, 201}))

    def test_sockets_that_are_wrong_are_refused(self):
        service = self.make()
        path, other = service.socket, self.path("other.sock")
        port = self.listen(0, listening=False).getsockname()[1]
        cases = (
            ({"api_socket": (other,)}, {}, f"is not that of {path}: ListenStream="),
            ({"api_socket": (0,)}, {}, f"is not that of {path}"),
            ({"api_socket": (path, False)}, {}, "is no listening stream socket"),
            ({"cospaced_socket": (path,)}, {}, 'a socket named \\"cospaced.socket\\": FileDescriptorName='),
            ({"api_socket": (path,), "api_listen": (0,)}, {}, "which the configuration does not set"),
            ({"api_listen": (0,)}, {"listen": f"127.0.0.1:{port}"}, f"is not that of 127.0.0.1 port {port}"),
        )
        for sockets, api, words in cases:
            with self.subTest(words):
                for left in (path, other):
                    if os.path.exists(left):
                        os.unlink(left)
                service.write_config({"api": {"listen": None, **api}})
                self.hand_over(service, **{name: self.listen(*how) for name, how in sockets.items()})
                status, said = service.wait_exit()
                self.assertEqual(status, 1)
                self.assertIn(words, said)

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
