"""Clients that hold the API's connections and send no request, or half of one: who has one to send is served all the same."""
import os
import resource
import socket
import subprocess
import threading
import time
import unittest

import support
from service import ServiceTest
from support import wait_for

HOLDERS = 1025  # more than the server takes, and more than its queue holds
PYTHON = "/usr/bin/python3"  # one that every user may run
HALF_A_HEAD = b"GET /v1/status HTTP/1.1\r\nHost: x\r\nX-"
HALF_A_BODY = b"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
AS_NOBODY = """
import http.client, socket, sys
class Unix(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(sys.argv[1])  # without a time-out it waits for room in the queue
        self.sock.settimeout(20)
connection = Unix("localhost")
connection.request("GET", "/v1/status")
print(connection.getresponse().status)
"""


class Crowd(ServiceTest):
    def setUp(self):
        super().setUp()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard < 4096:
            self.skipTest("too few descriptors")
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 4096), hard))
        self.service = self.start({"api": {"mode": "0666"}})
        self.held = []
        self.over = False
        self.addCleanup(setattr, self, "over", True)
        self.addCleanup(lambda: [one.close() for one in self.held])

    def hold(self, first, n=HOLDERS):
        """So many connections that say no more than this; those that do not fit into the queue are left out."""
        for _ in range(n):
            one = socket.socket(socket.AF_UNIX)
            one.setblocking(False)
            try:
                one.connect(self.service.socket)
            except BlockingIOError:
                one.close()
                time.sleep(0.001)  # the queue is full: the server works on it
                continue
            self.held.append(one)
            try:
                one.send(first)
            except (BrokenPipeError, ConnectionResetError):
                pass

    def assert_served(self):
        began = time.monotonic()
        self.assertEqual(wait_for(self.ask, "there is room in the server's queue").status, 200)
        self.assertLess(time.monotonic() - began, 15)

    def ask(self):
        try:
            return support.ask_unix(self.service.socket, "GET", "/v1/status")
        except BlockingIOError:  # a socket with a time-out does not wait for room in the queue
            return None

    def drip(self):
        """Bodies of which a byte comes before patience ends; those that were lost are opened anew."""
        body = HALF_A_BODY.replace(b"100", b"10000")
        while not self.over:
            self.hold(body, max(1, 1000 - len(self.held)))
            for one in list(self.held):
                try:
                    one.send(b" ")
                except OSError:
                    self.held.remove(one)
                    one.close()

    def test_half_a_head(self):
        self.hold(HALF_A_HEAD)
        self.assert_served()

    def test_half_a_body(self):
        self.hold(HALF_A_BODY)
        self.assert_served()

    def test_nothing_at_all(self):
        self.hold(b"")
        self.assert_served()

    def test_connections_that_are_kept(self):
        self.hold(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 500)
        self.hold(HALF_A_BODY, 500)
        for _ in range(3):
            self.assert_served()

    def test_they_are_not_troubled_while_there_is_room(self):
        self.hold(HALF_A_BODY, 100)
        slow, began = self.held[0], time.monotonic()
        wait_for(lambda: time.monotonic() - began > 3, "it is longer than anybody is waited for in a crowd")
        slow.settimeout(support.DEADLINE)
        slow.sendall(b'"title"' + b" " * 91 + b"}")
        self.assertIn(b"HTTP/1.1 400 ", slow.recv(4096))

    @unittest.skipUnless(os.geteuid() == 0 and os.path.exists(PYTHON), "needs to be another user, too")
    def test_another_user_has_his_share(self):
        os.chmod(self.service.folder, 0o755)
        drips = threading.Thread(target=self.drip, daemon=True)
        drips.start()
        wait_for(lambda: len(self.held) > 900, "one user has all there are")
        began = time.monotonic()
        done = subprocess.run([PYTHON, "-c", AS_NOBODY, self.service.socket], capture_output=True, text=True,
                              timeout=60, user=65534, check=False)
        self.assertEqual(done.stdout, "200\n", done.stderr)
        self.assertLess(time.monotonic() - began, 15)


if __name__ == "__main__":
    unittest.main()
