"""The same requests through Prism, a proxy of other people that holds both requests and answers against the document: what it finds wrong
with a request must have been refused, what it finds right taken, and with an answer it must find nothing wrong at all.
"""
import json
import os
import shutil
import socket
import subprocess
import sys
import unittest

from asking import RequestTest
from cases import refused, taken
from checked import DOCUMENT, HERE
from support import free_port, wait_for

PRISM = os.path.join(HERE, "node_modules", "@stoplight", "prism-cli", "dist", "index.js")


class Proxy(RequestTest):
    def test_a_foreign_proxy_agrees(self):
        port = free_port()
        prism = subprocess.Popen(["node", PRISM, "proxy", os.path.join(HERE, "..", "..", "contrib", "openapi", "cospaced.json"), f"http://127.0.0.1:{self.port}",
                                  "--port", str(port), "--verboseLevel", "fatal"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(prism.wait)
        self.addCleanup(prism.kill)
        wait_for(lambda: self.listens(port), "the proxy listens", 60)
        n = 0
        for case in self.for_the_proxy():
            answer = self.send(case, port)
            self.assertIn(answer.status, case.status, f"{case}: {answer.body[:300]!r}")
            found = json.loads(answer.headers["sl-violations"] or "[]")
            wrong = [one for one in found if one["location"][0] == "response"]
            self.assertEqual(wrong, [], str(case))
            if case.named or min(case.status) < 300:
                self.assertEqual(bool(found), bool(case.named), f"{case}: {found}")
            n += 1
        self.assertGreater(n, 250)

    @staticmethod
    def listens(port):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return True
        except OSError:
            return False

    def for_the_proxy(self):
        """It forwards no request whose path it cannot read, has no eye for hosts, and its stack ends before our patience with JSON does."""
        for case in taken(DOCUMENT, self.fresh):
            if case.target != "/" and (case.method, case.target) != ("POST", "/v1/tokens"):
                yield case
        for case in refused(DOCUMENT, self.values):
            if not any(word in case.what for word in ("hostile", "host", "large", "encoding", "the body")):
                yield case


if __name__ == "__main__":
    lacking = [name for name, there in (("node", shutil.which("node")), ("tests/openapi/node_modules", os.path.exists(PRISM))) if not there]
    if lacking:
        print("skipped: not installed:", *lacking)
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
