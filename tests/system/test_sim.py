"""callbridge-sim on the wire: TLS, headers, connections, the log, control of legs and bridges, the command line.

The faults have a file of their own, test_sim_faults.py; what the model answers is tested in tests/unit/sim.
"""
import os
import socket
import ssl
import subprocess
import time
import unittest

import support
from support import SystemTest, ask, basic, wait_for

AUTHORIZATION = {"Authorization": basic(support.USER, support.PASSWORD)}
COMMON = {
    "Server": "Apache",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Vary": "Accept-Encoding",
    "Keep-Alive": "timeout=5, max=100",
    "Connection": "Keep-Alive",
}


class Certificate(SystemTest):
    def test_made_for_the_addresses_and_trusted_by_its_file(self):
        sim = self.start_simulator(bridges=2)
        for bridge in (1, 2):
            with socket.create_connection(("127.0.0.1", sim.ports[bridge - 1])) as raw:
                with support.tls_context(sim.cert).wrap_socket(raw, server_hostname="127.0.0.1") as tls:
                    shown = tls.getpeercert()
            self.assertIn(("IP Address", "127.0.0.1"), shown["subjectAltName"])
            self.assertIn(("DNS", "localhost"), shown["subjectAltName"])
            self.assertEqual(shown["subject"], ((("commonName", "127.0.0.1"),),))

    def test_not_trusted_without(self):
        sim = self.start_simulator(bridges=1)
        with socket.create_connection(("127.0.0.1", sim.ports[0])) as raw:
            with self.assertRaises(ssl.SSLCertVerificationError):
                ssl.create_default_context().wrap_socket(raw, server_hostname="127.0.0.1")

    def test_given(self):
        cert, key = self.path("given.pem"), self.path("given.key")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
                        "2", "-subj", "/CN=given", "-addext", "subjectAltName=IP:127.0.0.1", "-out", cert, "-keyout", key],
                       check=True, capture_output=True)
        sim = self.start_simulator(bridges=1, extra=["--cert", cert, "--key", key])
        sim.cert = cert
        self.assertEqual(sim.api("GET", "calls").status, 200)

    def test_plain(self):
        sim = self.start_simulator(bridges=1, tls=False)
        answer = sim.api("GET", "calls")
        self.assertEqual(answer.status, 200)
        self.assertNotIn("Strict-Transport-Security", answer.headers)


class Answers(SystemTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start_simulator(bridges=1)

    def exactly(self, answer, status, **more):
        self.assertEqual(answer.status, status)
        shown = dict(answer.headers)
        self.assertRegex(shown.pop("Date"), r"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$")
        self.assertEqual(shown.pop("Content-Length"), str(len(answer.body)))
        self.assertEqual(shown, {**COMMON, **more})

    def test_the_exact_headers(self):
        listed = self.sim.api("GET", "coSpaces")
        self.exactly(listed, 200, **{"Content-Type": "text/xml"})
        self.assertEqual(listed.body, b'<?xml version="1.0"?><coSpaces total="0"></coSpaces>')
        made = self.sim.api("POST", "cospaces", "&name=a+b")
        self.assertRegex(made.headers["Location"], r"^/api/v1/coSpaces/[0-9a-f-]{36}$")
        self.exactly(made, 200, Location=made.headers["Location"])
        space = "coSpaces/" + made.location_id()
        for answer in (self.sim.api("PUT", space, {"name": "c"}), self.sim.api("DELETE", space)):
            self.exactly(answer, 200)
            self.assertEqual(answer.body, b"")
        self.exactly(self.sim.api("GET", space), 400, **{"Content-Type": "text/xml"})

    def test_who_may(self):
        for authorization in (None, basic(support.USER, "wrong"), basic("other", support.PASSWORD), "Basic ???", "Bearer x"):
            with self.subTest(authorization):
                answer = self.sim.api("GET", "calls", authorization=authorization)
                self.exactly(answer, 401, **{"WWW-Authenticate": 'Basic realm="acano"'})
                self.assertEqual(answer.body, b"")

    def test_who_may_control(self):
        for authorization in (None, basic(support.USER, "wrong"), "Basic ???"):
            with self.subTest(authorization):
                headers = {"Authorization": authorization} if authorization else {}
                for connection in (self.sim.connection(), support.http_connection(self.sim.control_port)):
                    answer = ask(connection, "POST", "/sim/faults", "{}", headers)
                    connection.close()
                    self.assertEqual(answer.status, 401)
                    self.assertEqual(answer.headers["WWW-Authenticate"], 'Basic realm="acano"')
        self.assertEqual(self.sim.faults()["active"], 0)

    def test_a_query_arrives_whole(self):
        self.sim.api("POST", "coSpaces", {"name": "five & six = eleven"})
        self.sim.api("POST", "coSpaces", {"name": "other"})
        self.assertEqual(self.sim.api("GET", "coSpaces?filter=%26+six%20%3D&offset=0").xml().get("total"), "1")
        self.assertEqual(self.sim.log()[-1]["path"], "/api/v1/coSpaces?filter=%26%20six%20%3D&offset=0")

    def test_a_body_that_is_too_large(self):
        answer = self.sim.api("POST", "coSpaces", "name=" + "x" * (1024 * 1024))
        self.assertEqual((answer.status, answer.headers["Server"]), (413, "Apache"))


class Connections(SystemTest):
    def test_a_hundred_requests(self):
        sim = self.start_simulator(bridges=1, tls=False)
        connection = sim.connection()
        connection.connect()
        connection.auto_open = 0  # a second connection would be an error
        for i in range(1, 101):
            answer = ask(connection, "GET", "/api/v1/calls", None, AUTHORIZATION)
            self.assertEqual(answer.status, 200)
            if i < 100:
                self.assertEqual(answer.headers["Connection"], "Keep-Alive")
                self.assertEqual(answer.headers["Keep-Alive"], f"timeout=5, max={101 - i}")
        self.assertEqual(answer.headers["Connection"], "close")
        self.assertNotIn("Keep-Alive", answer.headers)
        self.assertIsNone(connection.sock)

    def test_closed_when_asked(self):
        sim = self.start_simulator(bridges=1)
        connection = sim.connection()
        answer = ask(connection, "GET", "/api/v1/calls", None, {"Connection": "close", **AUTHORIZATION})
        self.assertEqual(answer.headers["Connection"], "close")
        self.assertNotIn("Keep-Alive", answer.headers)
        connection.close()

    def test_idle_for_five_seconds(self):
        sim = self.start_simulator(bridges=1)
        connection = sim.connection()
        ask(connection, "GET", "/api/v1/calls", None, AUTHORIZATION)
        start = time.monotonic()
        self.assertEqual(connection.sock.recv(1), b"")
        self.assertTrue(4 <= time.monotonic() - start <= 10, "closed after about five seconds")
        connection.close()


class Log(SystemTest):
    FORM = "passcode=1234&name=x&SECRET=abc&%70asscode=99&secret="

    def test_a_line_a_request(self):
        sim = self.start_simulator(bridges=2)
        before = time.time()
        sim.api("GET", "calls", bridge=2)
        sim.api("GET", "calls", authorization=None)
        sim.api("POST", "coSpaces", self.FORM)
        sim.api("GET", "coSpaces?filter=a&passcode=5")
        sim.state()  # control is no request of a client's
        lines = sim.log()
        self.assertEqual([(line["bridge"], line["method"], line["path"], line["body"], line["status"]) for line in lines], [
            (2, "GET", "/api/v1/calls", "", 200),
            (1, "GET", "/api/v1/calls", "", 401),
            (1, "POST", "/api/v1/coSpaces", "passcode=***&name=x&SECRET=***&%70asscode=***&secret=", 200),
            (1, "GET", "/api/v1/coSpaces?filter=a&passcode=***", "", 200),
        ])
        for line in lines:
            self.assertEqual(set(line), {"time", "bridge", "method", "path", "body", "status"})
            self.assertRegex(line["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$")
            self.assertGreaterEqual(line["time"][:19], time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(before)))
        self.assertNotIn("1234", support.read_text(sim.log_path))

    def test_secrets_on_demand(self):
        sim = self.start_simulator(bridges=1, extra=["--log-secrets"])
        sim.api("POST", "coSpaces", self.FORM)
        self.assertEqual(sim.log()[0]["body"], self.FORM)

    def test_bytes_that_are_not_text(self):
        sim = self.start_simulator(bridges=1)
        sim.api("POST", "coSpaces", b"name=\xff\"\\\n\x01")
        self.assertEqual(sim.log()[0]["body"], 'name=?"\\\n\x01')


class Bridges(SystemTest):
    def states(self, sim):
        return [bridge["state"] for bridge in sim.state()["bridges"]]

    def refuses(self, sim, bridge):
        try:
            socket.create_connection(("127.0.0.1", sim.ports[bridge - 1]), timeout=support.DEADLINE).close()
        except ConnectionRefusedError:
            return True
        return False

    def call_on(self, sim, bridge, space):
        call = sim.api("POST", "calls", {"coSpace": space}, bridge=bridge).location_id()
        leg = sim.api("POST", f"calls/{call}/callLegs", {"remoteParty": "a@example.com"}, bridge=bridge)
        self.assertEqual(leg.status, 200)
        return call

    def test_stops_and_comes_back_without_its_calls(self):
        sim = self.start_simulator(bridges=2)
        space = sim.api("POST", "coSpaces", {"name": "shared"}).location_id()
        kept = self.call_on(sim, 1, space)
        self.call_on(sim, 2, space)
        idle = sim.connection(2)
        ask(idle, "GET", "/api/v1/calls", None, AUTHORIZATION)
        shown = sim.stop_bridge(2)
        self.assertEqual(shown, {"bridge": 2, "state": "stopped", "port": sim.ports[1]})
        self.assertTrue(self.refuses(sim, 2))
        self.assertEqual(idle.sock.recv(1), b"", "connections that are open end too")
        idle.close()
        state = sim.state()
        self.assertEqual([call["id"] for call in state["calls"]], [kept])
        self.assertEqual([leg["bridge"] for leg in state["legs"]], [1])
        self.assertEqual([space["name"] for space in state["spaces"]], ["shared"])
        self.assertEqual(sim.stop_bridge(2), shown, "a second time changes nothing")
        self.assertEqual(sim.restart_bridge(2)["state"], "running")
        self.assertEqual(sim.restart_bridge(2)["state"], "running")
        self.assertEqual(sim.api("GET", "calls", bridge=2).xml().get("total"), "0")
        self.assertEqual(sim.api("GET", "coSpaces", bridge=2).xml().get("total"), "1")

    def test_one_through_another(self):
        sim = self.start_simulator(bridges=2)
        connection = sim.connection(2)
        for state, refuses in (("stopped", True), ("running", False)):
            answer = ask(connection, "POST", "/sim/bridges/1", f'{{"state":"{state}"}}', AUTHORIZATION)
            self.assertEqual(answer.status, 200)
            self.assertEqual(self.refuses(sim, 1), refuses)
        self.assertEqual(sim.api("GET", "calls").status, 200)
        connection.close()

    def test_one_that_stops_itself_answers_first(self):
        sim = self.start_simulator(bridges=1)
        connection = sim.connection()
        answer = ask(connection, "POST", "/sim/bridges/1", '{"state":"stopped"}', AUTHORIZATION)
        self.assertEqual(answer.json()["state"], "stopped")
        wait_for(lambda: self.refuses(sim, 1), "bridge 1 refuses connections")
        connection.close()
        sim.restart_bridge(1)
        self.assertEqual(sim.api("GET", "calls").status, 200)

    def test_one_that_stops_itself_may_be_restarted_at_once(self):
        sim = self.start_simulator(bridges=1)
        for _ in range(5):
            connection = sim.connection()
            ask(connection, "POST", "/sim/bridges/1", '{"state":"stopped"}', AUTHORIZATION)
            sim.restart_bridge(1)
            self.assertEqual(sim.api("GET", "calls").status, 200)
            connection.close()

    def test_what_is_refused(self):
        sim = self.start_simulator(bridges=1)
        for method, path, body, status, word in (
            ("POST", "bridges/0", {"state": "running"}, 404, "no such bridge"),
            ("POST", "bridges/2", {"state": "running"}, 404, "no such bridge"),
            ("POST", "bridges/01", {"state": "running"}, 404, "no such bridge"),
            ("POST", "bridges/x", {"state": "running"}, 404, "no such bridge"),
            ("POST", "bridges/1", {"state": "tired"}, 400, "stopped or running"),
            ("POST", "bridges/1", {}, 400, "state is missing"),
            ("POST", "bridges/1", None, 400, "JSON object"),
            ("POST", "bridges/1", "{", 400, "line 1"),
            ("POST", "bridges/1", '{"state":"stopped","state":"running"}', 400, "duplicate"),
            ("PUT", "bridges/1", {"state": "running"}, 405, "method"),
            ("GET", "nothing", None, 404, "nothing here"),
        ):
            with self.subTest(path=path, body=body):
                answer = sim.control(method, path, body)
                self.assertEqual(answer.status, status)
                self.assertIn(word, answer.json()["error"])
        self.assertEqual(self.states(sim), ["running"])


class Legs(SystemTest):
    def setUp(self):
        super().setUp()
        self.sim = self.start_simulator(bridges=1, extra=["--set", "ring_timeout=200ms"])
        self.call = self.sim.api("POST", "calls", {"name": "adhoc"}).location_id()

    def dial(self, party):
        answer = self.sim.api("POST", f"calls/{self.call}/callLegs", {"remoteParty": party})
        self.assertEqual(answer.status, 200)
        return answer.location_id()

    def state_of(self, leg):
        """Its state, or "gone"."""
        return next((shown["state"] for shown in self.sim.state()["legs"] if shown["id"] == leg), "gone")

    def becomes(self, leg, state):
        wait_for(lambda: self.state_of(leg) == state, f"leg is {state}")

    def test_scripts(self):
        self.sim.must("POST", "legs", [
            {"pattern": "BUSY@*", "behaviour": "busy", "after_ms": 10},
            {"pattern": "reject@*", "behaviour": "reject"},
            {"pattern": "ring@*", "behaviour": "ring_out"},
            {"pattern": "brief@*", "behaviour": "answer", "drop_after_ms": 50},
            {"pattern": "later@*", "behaviour": "answer", "after_ms": 86400000},
            {"pattern": "twice@*", "behaviour": "busy", "times": 2},
            {"pattern": "twice@*", "behaviour": "answer"},
        ])
        for party, end in (("busy@x", "gone"), ("reject@x", "gone"), ("ring@x", "gone"), ("brief@x", "gone"), ("later@x", "ringing"),
                           ("twice@x", "gone"), ("twice@x", "gone"), ("twice@x", "connected"), ("stays@x", "connected")):
            with self.subTest(party):
                self.becomes(self.dial(party), end)

    def test_brief_is_connected_before_it_leaves(self):
        self.sim.script_leg("*", "answer", drop_after_ms=300)
        leg = self.dial("a@x")
        self.becomes(leg, "connected")
        self.becomes(leg, "gone")

    def test_what_is_refused(self):
        for body, field in (
            ({"behaviour": "busy"}, "pattern"),
            ({"pattern": "*"}, "behaviour"),
            ({"pattern": "*", "behaviour": "dance"}, "behaviour"),
            ({"pattern": "*", "behaviour": "busy", "after": 1}, "after"),
            ({"pattern": "*", "behaviour": "busy", "after_ms": -1}, "after_ms"),
            ({"pattern": "*", "behaviour": "busy", "times": "1"}, "times"),
            ([{"pattern": "*", "behaviour": "busy"}, {"pattern": 1, "behaviour": "busy"}], "pattern"),
        ):
            with self.subTest(body):
                answer = self.sim.control("POST", "legs", body)
                self.assertEqual((answer.status, answer.json()["field"]), (400, field))
        self.becomes(self.dial("a@x"), "connected")  # nothing of a refused list holds


class CommandLine(SystemTest):
    LISTEN = ["--listen", "127.0.0.1:0"]
    USER = ["--user", "u", "--password", "p"]

    def test_help_and_version(self):
        status, out, err = support.run("callbridge-sim", ["--help"])
        self.assertEqual((status, err), (0, ""))
        self.assertIn("--port-file FILE", out)
        status, out, err = support.run("callbridge-sim", ["--version"])
        self.assertRegex(out, r"^callbridge-sim \d+\.\d+\.\d+\n$")

    def test_what_is_not_understood(self):
        for arguments, word in (
            ([], "--listen"),
            (self.LISTEN, "--user"),
            (self.LISTEN + ["--user", "a:b", "--password", "p"], "colon"),
            (self.USER + ["--listen", "127.0.0.1"], "like 127.0.0.1:8445"),
            (self.USER + ["--listen", "127.0.0.1:65536"], "like 127.0.0.1:8445"),
            (self.USER + ["--listen", "localhost:1"], "numeric"),
            (self.USER + self.LISTEN * 17, "at most 16"),
            (self.USER + self.LISTEN + ["--cert", "x"], "go together"),
            (self.USER + self.LISTEN + ["--plain", "--cert-out", "x"], "--plain"),
            (self.USER + self.LISTEN + ["--cert", "x", "--key", "y", "--cert-out", "x"], "--cert-out"),
            (self.USER + self.LISTEN + ["--set", "page_max=0"], "page_max"),
            (self.USER + self.LISTEN + ["--set", "page_max"], "page_max"),
            (self.USER + self.LISTEN + ["--set", "not_found_status=500"], "not_found_status"),
            (self.USER + self.LISTEN + ["--set", "sync_takes=5"], "sync_takes"),
            (self.USER + self.LISTEN + ["--set", "nothing=5"], "no such setting"),
            (self.USER + self.LISTEN + ["--nothing"], "--help"),
            (self.USER + self.LISTEN + ["more"], "more"),
        ):
            with self.subTest(arguments):
                status, out, err = support.run("callbridge-sim", arguments)
                self.assertEqual((status, out), (2, ""))
                self.assertTrue(err.startswith("callbridge-sim: "), err)
                self.assertIn(word, err)

    def test_what_cannot_be_done(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            for arguments, word in (
                (["--listen", f"127.0.0.1:{port}", "--plain"], "in use"),
                (self.LISTEN + ["--cert", "/nowhere", "--key", "/nowhere"], "/nowhere"),
                (self.LISTEN + ["--cert", "/dev/null", "--key", "/dev/null"], "certificate and key"),
                (self.LISTEN + ["--plain", "--log", "/nowhere/log"], "/nowhere/log"),
                (self.LISTEN + ["--plain", "--port-file", "/nowhere/ports"], "/nowhere/ports"),
                (self.LISTEN + ["--cert-out", "/nowhere/cert"], "/nowhere/cert"),
                (self.LISTEN + ["--plain", "--seed", "-1"], "--seed"),
            ):
                with self.subTest(arguments):
                    status, out, err = support.run("callbridge-sim", self.USER + arguments)
                    self.assertEqual((status, out), (1, ""))
                    self.assertIn(word, err)

    def test_without_the_openssl_command(self):
        status, _, err = support.run("callbridge-sim", self.USER + self.LISTEN, env={**os.environ, "PATH": self.folder})
        self.assertEqual(status, 1)
        for word in ("openssl", "--cert", "--key", "--plain"):
            self.assertIn(word, err)

    def test_settings_of_the_model(self):
        sim = self.start_simulator(bridges=1, tls=False, extra=["--set", "page_config=2", "--set", "not_found_status=404", "--set",
                                                                "calls_without_declaration=false"])
        for name in "abc":
            sim.api("POST", "coSpaces", {"name": name})
        spaces = sim.api("GET", "coSpaces").xml()
        self.assertEqual((spaces.get("total"), len(spaces)), ("3", 2))
        self.assertEqual(sim.api("GET", "coSpaces/458075bc-0000-0000-0000-000000000000").status, 404)
        self.assertTrue(sim.api("GET", "calls").body.startswith(b"<?xml"))

    def test_the_same_ids_for_the_same_seed(self):
        made = []
        for _ in range(2):
            sim = self.start_simulator(bridges=1, tls=False, extra=["--seed", "7"])
            made.append(sim.api("POST", "coSpaces", {"name": "a"}).location_id())
            sim.stop()
        self.assertEqual(made[0], made[1])

    def test_ipv6(self):
        if not socket.has_ipv6 or not os.path.exists("/proc/net/if_inet6") or not support.read_text("/proc/net/if_inet6"):
            self.skipTest("no IPv6 here")
        program = self.start_program("callbridge-sim", self.USER + ["--listen", "[::1]:0", "--plain", "--port-file", self.path("p")])
        program.wait_for_output("listening on http://[::1]:")
        connection = support.http_connection(int(support.read_text(self.path("p"))), host="::1")
        self.assertEqual(ask(connection, "GET", "/api/v1/calls").status, 401)
        connection.close()
        program.stop()


if __name__ == "__main__":
    unittest.main()
