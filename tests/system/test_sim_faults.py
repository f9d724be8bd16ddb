"""callbridge-sim's faults as a client of bare bytes sees them, over TLS and without."""
import socket
import time
import unittest

import support
from support import SystemTest, basic, wait_for

LIST = b'<?xml version="1.0"?><coSpaces total="0"></coSpaces>'


class Raw:
    """A connection of bare bytes."""

    def __init__(self, sim, bridge=1):
        self.socket = socket.create_connection(("127.0.0.1", sim.ports[bridge - 1]), timeout=support.DEADLINE)
        if sim.cert:
            self.socket = support.tls_context(sim.cert).wrap_socket(self.socket, server_hostname="127.0.0.1")

    def send(self, method, path, body=""):
        self.socket.sendall(f"{method} /api/v1/{path} HTTP/1.1\r\nHost: cms\r\nContent-Length: {len(body)}\r\n"
                            f"Authorization: {basic(support.USER, support.PASSWORD)}\r\n\r\n{body}".encode())

    def receive(self):
        """What there is; b"" when the connection is over, however it ended."""
        try:
            return self.socket.recv(65536)
        except ConnectionError:
            return b""

    def receive_all(self):
        got = b""
        while more := self.receive():
            got += more
        return got

    def receive_answer(self):
        """(head, body) of an answer that is whole."""
        got = b""
        while b"\r\n\r\n" not in got:
            more = self.receive()
            if not more:
                raise AssertionError(f"ended after {got!r}")
            got += more
        head, body = got.split(b"\r\n\r\n", 1)
        while len(body) < announced(head):
            more = self.receive()
            if not more:
                raise AssertionError(f"ended after {got!r}")
            body += more
        return head, body

    def close(self):
        self.socket.close()


def announced(head):
    return int(next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")).split(b":")[1])


class FaultTest(SystemTest):
    tls = True

    def setUp(self):
        super().setUp()
        self.sim = self.start_simulator(bridges=2, tls=self.tls)

    def raw(self, method, path, body="", bridge=1):
        """A connection on which the request was sent."""
        raw = Raw(self.sim, bridge)
        self.addCleanup(raw.close)
        raw.send(method, path, body)
        return raw

    def n_spaces(self):
        return len(self.sim.state()["spaces"])

    def logged(self):
        line = self.sim.log()[-1]
        return line["status"], line.get("fault")


class Kinds(FaultTest):
    def test_nothing_arrives(self):
        for kind, spaces in (("refuse", 0), ("drop_before", 0), ("drop_after", 1)):
            with self.subTest(kind):
                self.sim.fault(kind, count=1)
                self.assertEqual(self.raw("POST", "coSpaces", "name=a").receive_all(), b"")
                self.assertEqual(self.n_spaces(), spaces)
                self.assertEqual(self.logged(), (None, kind))
                self.assertEqual(self.sim.api("GET", "coSpaces").status, 200, "used up")

    def test_status(self):
        for rule, status in (({}, 503), ({"status": 500}, 500), ({"status": 401}, 401)):
            with self.subTest(status):
                self.sim.fault("status", count=1, **rule)
                head, body = self.raw("POST", "coSpaces", "name=a").receive_answer()
                self.assertTrue(head.startswith(f"HTTP/1.1 {status} ".encode()), head)
                self.assertEqual((body, self.n_spaces()), (b"", 0))
                self.assertEqual(self.logged(), (status, "status"))

    def test_garbage(self):
        self.sim.fault("garbage", method="POST")
        head, body = self.raw("POST", "coSpaces", "name=a").receive_answer()
        self.assertTrue(head.startswith(b"HTTP/1.1 200 "), head)
        self.assertTrue(body.startswith(b"<html>"), body)
        self.assertNotIn(b"Location", head)
        self.assertEqual(self.n_spaces(), 1, "it was done")
        self.assertEqual(self.logged(), (200, "garbage"))

    def test_truncate(self):
        self.sim.fault("truncate")
        got = self.raw("GET", "coSpaces").receive_all()
        head, body = got.split(b"\r\n\r\n", 1)
        self.assertEqual(announced(head), len(LIST))
        self.assertEqual(body, LIST[: len(LIST) // 2])
        self.assertEqual(self.raw("POST", "coSpaces", "name=a").receive_all(), b"", "an answer without a body is lost whole")
        self.assertEqual(self.n_spaces(), 1)

    def test_drip(self):
        self.sim.fault("drip", delay_ms=5)
        raw = self.raw("GET", "coSpaces")
        start = time.monotonic()
        _, body = raw.receive_answer()
        self.assertEqual(body, LIST)
        self.assertGreaterEqual(time.monotonic() - start, 0.005 * (len(LIST) - 1))

    def test_delay_acts_at_its_end(self):
        self.sim.fault("delay", delay_ms=2000, count=1)
        start = time.monotonic()
        raw = self.raw("POST", "coSpaces", "name=a")
        wait_for(lambda: self.sim.faults()["happened"]["delay"] == 1, "the request is there")
        self.assertEqual((self.n_spaces(), self.sim.log()), (0, []))
        head, _ = raw.receive_answer()
        self.assertGreaterEqual(time.monotonic() - start, 2)
        self.assertIn(b"\r\nLocation: /api/v1/coSpaces/", head)
        self.assertEqual(self.n_spaces(), 1)
        self.assertEqual(self.logged(), (200, "delay"))

    def test_delay_acts_for_a_client_that_has_gone(self):
        self.sim.fault("delay", delay_ms=100)
        raw = self.raw("POST", "coSpaces", "name=a")
        wait_for(lambda: self.sim.faults()["happened"]["delay"] == 1, "the request is there")
        raw.close()
        wait_for(lambda: self.n_spaces() == 1, "the space is made")

    def test_delay_with_another_kind_acts_at_once(self):
        for kind, expected in (("drop_after", b""), ("garbage", b"HTTP/1.1 200 ")):
            with self.subTest(kind):
                before = self.n_spaces()
                self.sim.fault(kind, delay_ms=1500, count=1)
                start = time.monotonic()
                raw = self.raw("POST", "coSpaces", "name=a")
                wait_for(lambda: self.n_spaces() == before + 1, "the space is made")
                got = raw.receive()
                self.assertGreaterEqual(time.monotonic() - start, 1.5)
                self.assertEqual(got[: len(expected) or 1], expected)

    def test_others_are_served_meanwhile(self):
        self.sim.fault("delay", delay_ms=60000, count=1)
        self.raw("GET", "coSpaces")
        wait_for(lambda: self.sim.faults()["happened"]["delay"] == 1, "the request is there")
        self.assertEqual(self.sim.api("GET", "coSpaces").body, LIST)


class PlainKinds(Kinds):
    tls = False


class Rules(FaultTest):
    def status_of(self, method, path, bridge=1):
        return self.sim.api(method, path, bridge=bridge).status

    def test_which_requests(self):
        for rule, faulty, sound in (
            ({"method": "get"}, ("GET", "calls", 1), ("DELETE", "calls", 1)),
            ({"path": "/API/v1/co*"}, ("GET", "coSpaces?limit=1", 1), ("GET", "calls", 1)),
            ({"path": "*/callLegs"}, ("GET", "calls/x/callLegs", 1), ("GET", "callLegs/x", 1)),
            ({"bridge": 2}, ("GET", "calls", 2), ("GET", "calls", 1)),
            ({"per_million": 1000000}, ("GET", "calls", 1), None),
        ):
            with self.subTest(rule):
                self.sim.fault("status", status=599, **rule)
                self.assertEqual(self.status_of(*faulty), 599)
                if sound:
                    self.assertNotEqual(self.status_of(*sound), 599)
                self.sim.clear_faults()
                self.assertNotEqual(self.status_of(*faulty), 599)

    def test_by_chance(self):
        self.sim.fault("status", per_million=500000)
        wait_for(lambda: {self.status_of("GET", "calls"), self.status_of("GET", "calls")} == {200, 503}, "both come")

    def test_counts_and_order(self):
        shown = self.sim.must("POST", "faults", [{"kind": "status", "status": 500, "count": 2}, {"kind": "status", "status": 502}])
        self.assertEqual(shown["active"], 2)
        self.assertEqual([self.status_of("GET", "calls") for _ in range(4)], [500, 500, 502, 502])
        shown = self.sim.faults()
        self.assertEqual((shown["active"], shown["happened"]["status"], shown["happened"]["drip"]), (1, 4, 0))
        self.assertEqual(set(shown["happened"]),
                         {"refuse", "delay", "drop_before", "drop_after", "status", "garbage", "truncate", "drip"})
        self.assertEqual(self.sim.clear_faults()["active"], 0)
        self.assertEqual(self.status_of("GET", "calls"), 200)

    def test_control_is_never_faulty(self):
        self.sim.fault("refuse")
        connection = self.sim.connection()
        headers = {"Authorization": basic(support.USER, support.PASSWORD)}
        self.assertEqual(support.ask(connection, "DELETE", "/sim/faults", None, headers).json()["active"], 0)
        connection.close()

    def test_what_is_refused(self):
        for body, field in (
            ({}, "kind"),
            ({"kind": "boredom"}, "kind"),
            ({"kind": 1}, "kind"),
            ({"kind": "drip", "delay": 5}, "delay"),
            ({"kind": "drip", "delay_ms": -1}, "delay_ms"),
            ({"kind": "drip", "delay_ms": 1.5}, "delay_ms"),
            ({"kind": "status", "status": 99}, "status"),
            ({"kind": "status", "bridge": 0}, "bridge"),
            ({"kind": "status", "bridge": "1"}, "bridge"),
            ({"kind": "status", "count": 4294967296}, "count"),
            ({"kind": "status", "per_million": 1000001}, "per_million"),
            ([{"kind": "refuse"}, {"kind": "boredom"}], "kind"),
            (None, None),
            ("[1]", None),
            ("{", None),
        ):
            with self.subTest(body):
                answer = self.sim.control("POST", "faults", body)
                self.assertEqual((answer.status, answer.json().get("field")), (400, field))
        self.assertEqual(self.sim.faults()["active"], 0, "nothing of a refused list holds")


class Ends(FaultTest):
    """Whoever waits does not keep a bridge or the program from ending."""

    def wait_in_every_way(self):
        self.sim.must("POST", "faults", [
            {"kind": "delay", "path": "*/calls", "delay_ms": 60000},
            {"kind": "drop_after", "path": "*/callLegs", "delay_ms": 60000},
            {"kind": "drip", "path": "*/coSpaces", "delay_ms": 60000},
        ])
        raws = [self.raw("GET", path) for path in ("calls", "callLegs", "coSpaces")]
        wait_for(lambda: sum(self.sim.faults()["happened"].values()) == 3, "all requests are there")
        return raws

    def test_a_bridge_stops(self):
        raws = self.wait_in_every_way()
        self.sim.stop_bridge(1)
        for raw in raws:
            self.assertFalse(raw.receive_all().endswith(LIST))
        self.sim.restart_bridge(1)
        self.sim.clear_faults()
        self.assertEqual(self.sim.api("GET", "coSpaces").body, LIST)

    def test_the_program_ends(self):
        raws = self.wait_in_every_way()
        self.sim.stop()
        for raw in raws:
            self.assertFalse(raw.receive_all().endswith(LIST))


if __name__ == "__main__":
    unittest.main()
