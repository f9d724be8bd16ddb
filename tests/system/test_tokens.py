"""The API over TCP: nothing without a token, what a token's role allows, and nobody but this machine."""
import json
import os
import socket
import time
import unittest

import support
from event_stream import Stream
from service import ServiceTest, rfc3339
from support import free_port, read_text, wait_for

HOUR = 3600
ROLES = ("read", "operate", "admin")


class Tokens(ServiceTest):
    def setUp(self):
        super().setUp()
        self.port = free_port()
        self.service = self.start({"api": {"listen": f"127.0.0.1:{self.port}"}})

    def tcp(self, method, path, token=None, body=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        connection = support.http_connection(self.port)
        try:
            return support.ask(connection, method, path, json.dumps(body) if body is not None else None, headers)
        finally:
            connection.close()

    def token(self, name, role):
        return self.service.must("POST", "/v1/tokens", {"name": name, "role": role}, 201)["token"]

    def refused(self, answer, status):
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (status, "application/problem+json"), answer.body)
        return answer.headers["WWW-Authenticate"], answer.json()

    def test_roles(self):
        token = {role: self.token(role, role) for role in ROLES}
        now = time.time()
        booking = {"title": "Talk", "start": rfc3339(now + HOUR), "end": rfc3339(now + 2 * HOUR)}
        for least, method, path, body in (
            (0, "GET", "/v1/status", None), (0, "GET", "/metrics", None), (0, "GET", "/v1/meetings", None),
            (1, "POST", "/v1/meetings", booking), (1, "POST", "/v1/bridges/core1/prefer", None),
            (1, "POST", "/v1/bridges/core1/resume", None), (2, "GET", "/v1/tokens", None), (2, "GET", "/v1/backup", None),
            (2, "POST", "/v1/tokens", {"name": "more", "role": "read"}), (2, "DELETE", "/v1/tokens/more", None)):
            for rank, role in enumerate(ROLES):
                answer = self.tcp(method, path, token[role], body)
                with self.subTest(path=path, role=role):
                    if rank >= least:
                        self.assertIn(answer.status, (200, 201), answer.body)
                    else:
                        challenge, problem = self.refused(answer, 403)
                        self.assertIn(f'error="insufficient_scope", scope="{ROLES[least]}"', challenge)
                        self.assertIn(f"takes the role {ROLES[least]}, the token has {role}", problem["detail"])
        self.assertEqual(self.tcp("GET", "/nowhere", token["read"]).status, 404)

    def test_without_a_token_nothing_is_told(self):
        for path in ("/v1/status", "/v1/meetings", "/metrics", "/readyz", "/nowhere", "/v1/events"):
            challenge, _ = self.refused(self.tcp("GET", path), 401)
            self.assertEqual(challenge, 'Bearer realm="cospaced"')
        for wrong in ("x", "cospaced_" + "0" * 64, " "):
            challenge, _ = self.refused(self.tcp("GET", "/v1/status", wrong), 401)
            self.assertIn('error="invalid_token"', challenge)
        self.refused(self.tcp("GET", "/v1/status", Authorization="Basic eDp5"), 401)
        self.assertEqual(self.tcp("GET", "/healthz").status, 200)

    def test_a_page_that_was_led_here(self):
        """A browser whose name server said that evil.example is 127.0.0.1 sends that name."""
        token = self.token("a", "admin")
        for host, status in (("evil.example", 421), (f"evil.example:{self.port}", 421), ("127.0.0.1.evil.example", 421),
                             ("localhost.evil.example", 421), ("0.0.0.0", 421), ("localhost", 200), (f"LOCALHOST:{self.port}", 200),
                             ("127.0.0.1", 200), ("[::1]:80", 200)):
            self.assertEqual(self.tcp("GET", "/v1/status", token, Host=host).status, status, host)
        with socket.create_connection(("127.0.0.1", self.port)) as raw:
            raw.sendall(b"GET /v1/status HTTP/1.0\r\n\r\n")
            self.assertIn(b" 421 ", raw.recv(4096))

    def test_the_secret_is_shown_once_and_stored_nowhere(self):
        token = self.token("grafana", "read")
        self.assertRegex(token, "^cospaced_[0-9a-f]{64}$")
        self.tcp("GET", "/v1/status", token)
        self.assertEqual([sorted(one) for one in self.service.get("/v1/tokens")["tokens"]], [["created", "name", "role"]])
        self.service.stop()
        for name in os.listdir(self.service.folder):
            path = os.path.join(self.service.folder, name)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    self.assertNotIn(token.encode(), file.read(), name)
        self.service.start()
        self.assertEqual(self.tcp("GET", "/v1/status", token).status, 200)
        self.service.must("DELETE", "/v1/tokens/grafana")
        self.assertEqual(self.tcp("GET", "/v1/status", token).status, 401)
        self.service.restart(ready=True)
        self.assertEqual(self.tcp("GET", "/v1/status", token).status, 401)

    def test_who_did_it(self):
        token = self.token("booker", "operate")
        stream = Stream(None, connection=support.http_connection(self.port), headers={"Authorization": f"Bearer {token}"})
        self.addCleanup(stream.close)
        now = time.time()
        answer = self.tcp("POST", "/v1/meetings", token, {"title": "T", "start": rfc3339(now + HOUR), "end": rfc3339(now + 2 * HOUR)})
        told = stream.wait_state("meeting", answer.json()["id"], "scheduled")
        self.assertEqual(told.data["cause"], {"token": "booker"})
        wait_for(lambda: 'asked for by=token:booker method="POST" path="/v1/meetings" status=201' in self.service.log(), "it was said")
        self.assertNotIn(token, self.service.log())

    def test_what_is_refused_of_tokens(self):
        self.token("a", "read")
        for status, field, body in ((409, "name", {"name": "a", "role": "read"}), (422, "role", {"name": "b", "role": "root"}),
                                    (422, "name", {"name": "../b", "role": "read"}), (422, "name", {"name": "", "role": "read"}),
                                    (422, "role", {"name": "b"}), (400, "secret", {"name": "b", "role": "read", "secret": "x"})):
            answer = self.service.api("POST", "/v1/tokens", body)
            self.assertEqual((answer.status, answer.json().get("field")), (status, field), answer.body)
        self.assertEqual(self.service.api("DELETE", "/v1/tokens/b").status, 404)
        for i in range(99):
            self.token(f"n{i}", "read")
        self.assertEqual(self.service.api("POST", "/v1/tokens", {"name": "b", "role": "read"}).status, 409)
        page = self.service.get("/v1/tokens?limit=60")
        rest = self.service.get("/v1/tokens?limit=60&cursor=" + page["next"])
        self.assertEqual((len(page["tokens"]), len(rest["tokens"]), rest["next"]), (60, 40, None))

    def test_cospacectl(self):
        status, token, words = self.service.ctl("token", "create", "t1", "--role", "operate")
        self.assertEqual((status, token.count("\n")), (0, 1), words)
        self.assertIn("operate", words)
        self.assertEqual(self.tcp("GET", "/v1/status", token.strip()).status, 200)
        self.assertIn("t1", self.service.ctl("token", "list")[1])
        self.assertEqual(self.service.ctl("token", "revoke", "t1")[:2], (0, "revoked t1\n"))
        self.assertEqual(self.tcp("GET", "/v1/status", token.strip()).status, 401)
        self.assertEqual(self.service.ctl("token", "revoke", "t1")[0], 1)
        for wrong in (("create",), ("list", "x"), ("make", "x")):
            self.assertEqual(self.service.ctl("token", *wrong)[0], 2, wrong)


class Listening(ServiceTest):
    def test_nothing_but_the_loopback(self):
        service = self.make()
        for address in ("0.0.0.0:8085", "192.0.2.1:80", "[::]:8085", "8085", "localhost:8085", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000",
                        "[::1]", "127.0.0.1:x", "::1:80"):
            service.write_config({"api": {"listen": address}})
            status, _, words = support.run("cospaced", ["--config", service.config_path, "--check"])
            self.assertEqual(status, 1, address)
            self.assertIn("must be an address of the loopback", words)
        for address in ("127.0.0.1:8085", "127.9.9.9:1", "[::1]:65535"):
            service.write_config({"api": {"listen": address}})
            self.assertEqual(support.run("cospaced", ["--config", service.config_path, "--check"])[0], 0, address)

    def test_a_port_that_is_taken(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            service = self.make({"api": {"listen": f"127.0.0.1:{other.getsockname()[1]}"}})
            service.spawn()
            status, words = service.wait_exit()
            self.assertEqual(status, 1)
            self.assertIn("in use by another program", words)

    def test_no_port_unless_it_is_asked_for(self):
        service = self.start()
        listening = read_text(f"/proc/{service.program.pid}/net/tcp")
        inodes = {os.readlink(f"/proc/{service.program.pid}/fd/{fd}") for fd in os.listdir(f"/proc/{service.program.pid}/fd")}
        mine = [line for line in listening.splitlines()[1:] if line.split()[3] == "0A" and f"socket:[{line.split()[9]}]" in inodes]
        self.assertEqual(mine, [])


if __name__ == "__main__":
    unittest.main()
