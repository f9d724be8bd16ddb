"""Bytes that nobody should send: configurations, calendars, HTTP and JSON, and answers of a bridge. A clear error, nothing lost."""
import random
import socket
import threading
import time
import unittest

import support
from service import ServiceTest, calendar, event, ical_time, rfc3339, whole_second
from support import wait_for

MIB = 1 << 20


class Configuration(ServiceTest):
    def check(self, text, *more):
        """(status, standard error) of a service with this configuration."""
        path = self.path("c.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        status, out, err = support.run("cospaced", ["--config", path, *more])
        self.assertEqual(out, "")
        return status, err.replace(path, "FILE").splitlines()

    SOUND = """bridges:
  - {name: core1, url: "https://127.0.0.1:9"}
credentials: {username: u, password_env: COSPACED_TEST_PASSWORD}
pool: {first: 1, last: 2}
"""

    def setUp(self):
        super().setUp()
        support.os.environ["COSPACED_TEST_PASSWORD"] = "secret"

    def test_sound(self):
        self.assertEqual(self.check(self.SOUND, "--check"), (0, []))
        status, said = self.check(self.SOUND.replace("https", "http"), "--check")
        self.assertEqual((status, len(said)), (0, 1), "a warning")

    def test_every_fault_is_said(self):
        text = self.SOUND.replace("last: 2", "last: 0") + """colour: red
schedule: {start_grace: 600, horizon: 90d, horizon: 91d}
limits: {in_flight: many}
tls:
  ca_file: /nonexistent/ca.pem
calendars:
  - {name: Rooms, kind: ics}
"""
        places = ["5:1", "6:25", "6:44", "7:21", "9:12", "11:12"]
        for more in ([], ["--check"]):
            status, said = self.check(text, *more)
            self.assertEqual(status, 1, said)
            for place in places:
                self.assertTrue([line for line in said if line.startswith(f"FILE:{place}: ")], (place, said))
            self.assertTrue([line for line in said if line.startswith("FILE:4:")], said)
            for line in said:
                self.assertRegex(line, r"^FILE:\d+:\d+: \w")

    def test_no_configuration_at_all(self):
        for text in ("", "[]", "a: [", "\0", "bridges: &a [*a]", "- " * 50000, "{" * 50000):
            with self.subTest(text[:20]):
                status, said = self.check(text)
                self.assertEqual(status, 1)
                self.assertRegex(said[0], r"^FILE:\d+:\d+: \w")
        status, _, err = support.run("cospaced", ["--config", self.path("none.yaml")])
        self.assertEqual((status, "none.yaml" in err), (1, True), err)

    def test_arguments(self):
        for arguments, expected in (([], 2), (["--colour"], 2), (["--config"], 2), (["--help"], 0), (["--version"], 0)):
            status, out, err = support.run("cospaced", arguments)
            self.assertEqual((status, bool(out), bool(err)), (expected, expected == 0, expected == 2), arguments)


class Hostile(ServiceTest):
    """A service under attack, whose meetings start in time all the while."""
    limits = {}

    def setUp(self):
        super().setUp()
        self.service = self.start(self.limits)
        self.service.sim.script_leg("*", "answer", after_ms=50)
        self.pid = self.service.program.pid

    def book_ahead(self, seconds):
        self.start_at = whole_second(seconds)
        self.meeting = self.service.book("In time", self.start_at, self.start_at + 600, ["a@example.com"])

    def check_unharmed(self):
        self.service.wait_state(self.meeting["id"], "active")
        opened = next(line["time"] for line in self.service.sim.log() if line["method"] == "PUT")
        self.assertLess(opened, rfc3339(self.start_at + 10), "it started in time, as far as the machine has any")
        self.service.wait_people(self.meeting["id"], a="connected")
        self.assertEqual(self.service.get("/healthz"), {"status": "ok"})
        self.service.stop()


class Calendars(Hostile):
    limits = {"calendar_limits": {"body": "64M", "events": 100000}}

    def push(self, text):
        body = text if isinstance(text, bytes) else text.encode()
        answer = self.service.api("PUT", "/v1/calendars/evil", body, {"Content-Type": "text/calendar"})
        shown = answer.json()
        if answer.status != 200:
            self.assertIn(answer.status, (400, 413, 422), shown)
            self.assertTrue(shown["detail"])
        return answer.status, shown

    def test_all_that_a_calendar_may_be(self):
        start = int(time.time()) + 3600
        good = event("good", start, start + 60)

        def with_rule(rule):
            return calendar(good, event("evil", start, start + 60, more=["RRULE:" + rule]))

        chance = random.Random(1)
        self.book_ahead(2)
        for name, text, accepted in (
            ("nothing", b"", None),
            ("noise", bytes(chance.randrange(256) for _ in range(100000)), None),
            ("noise in an event", calendar(good).encode().replace(b"SUMMARY:Meeting", b"SUMMARY:\xff\xfe\x00\x01"), "any"),
            ("zeros", bytes(MIB), None),
            ("cut in its middle", calendar(good, good)[:-40], None),
            ("a page of the web", "<html><body>Not Found</body></html>", None),
            ("nested", "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 200000, None),
            ("a long line", calendar(good, event("evil", start, start + 60, "x" * 10 * MIB)), 1),
            ("a folded long line", calendar(good, event("evil", start, start + 60, "x\r\n " * 500000)), 1),
            ("a rule without occurrences", with_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "any"),
            ("a rule of every second", with_rule("FREQ=SECONDLY"), "any"),
            ("a rule that hangs", with_rule("FREQ=SECONDLY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=30;BYHOUR=3;BYMINUTE=7"), "any"),
            ("a rule of many parts", with_rule("FREQ=YEARLY;BYSECOND=" + ",".join(map(str, range(60)))
                                               + ";BYMINUTE=" + ",".join(map(str, range(60)))), "any"),
            ("a rule cut short", with_rule("FREQ="), 1),
            ("many people", calendar(good, event("evil", start, start + 60, people=[f"sip:p{i}@x" for i in range(5000)])), "any"),
            ("a year 99999", calendar(good, event("evil", start, start + 60).replace(ical_time(start), "99999101T000000Z")), 1),
            ("many dates", calendar(good, event("evil", start, start + 60, more=["RDATE:" + ",".join([ical_time(start)] * 30000)])), 1),
            ("a zone of its own", calendar(good, event("evil", start, start + 60).replace("DTSTART:", "DTSTART;TZID=No/Where:")), "any"),
            ("many events", calendar(*[good.replace("UID:good", f"UID:{i}") for i in range(100001)]), None),
        ):
            with self.subTest(name):
                status, shown = self.push(text)
                self.assertEqual(status == 200, accepted is not None, shown)
                if accepted == 1:
                    self.assertEqual((shown["created"] + shown["changed"] + shown["unchanged"], len(shown["refused"])), (1, 1), shown)
        self.assertEqual(self.push(b"x" * (64 * MIB + 1))[0], 413)
        self.assertEqual(self.push(calendar(good))[1]["refused"], [])
        self.assertEqual(self.service.by_uid("good")["state"], "scheduled")
        self.check_unharmed()

    def test_many_at_once(self):
        start = int(time.time()) + 3600

        def push(name):
            text = calendar(*[event(f"{i}@{name}", start, start + 60, more=["RRULE:FREQ=DAILY;COUNT=50"]) for i in range(200)])
            statuses.append(self.service.push(name, text)["created"])

        self.book_ahead(1)
        statuses = []
        threads = [threading.Thread(target=push, args=(f"c{i}",)) for i in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(statuses, [10000] * 8)
        self.check_unharmed()


class Bytes(Hostile):
    """What comes in at the socket."""

    def connect(self):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(support.DEADLINE)
        connection.connect(self.service.socket)
        self.addCleanup(connection.close)
        return connection

    def exchange(self, data, patience=support.DEADLINE):
        """All that is answered to data, after which no more is sent."""
        connection = self.connect()
        connection.settimeout(patience)
        got = b""
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while more := connection.recv(65536):
                got += more
        except OSError:  # closed while we were still sending, or kept open for the rest of a request
            pass
        connection.close()
        return got

    def post(self, body):
        return self.exchange(b"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    def test_no_http(self):
        chance = random.Random(2)
        self.book_ahead(1)
        for name, data in (
            ("nothing", b""),
            ("noise", bytes(chance.randrange(256) for _ in range(100000))),
            ("newlines", b"\r\n" * 100000),
            ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500)),
            ("a version of its own", b"GET / HTTP/9.9\r\n\r\n"),
            ("a long target", b"GET /" + b"a" * MIB + b" HTTP/1.1\r\nHost: x\r\n\r\n"),
            ("a long header", b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"a" * MIB + b"\r\n\r\n"),
            ("many headers", b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 100000 + b"\r\n"),
            ("a length below zero", b"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"),
            ("a length beyond all", b"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n"),
            ("a body too large", b"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\nx"),
            ("a body cut short", b"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"),
            ("chunks of nonsense", b"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"),
            ("two lengths", b"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"),
            ("a strange method", b"BREW /v1/meetings HTTP/1.1\r\nHost: x\r\n\r\n"),
            ("a path upwards", b"GET /v1/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n"),
            ("a zero in the path", b"GET /v1/meetings/%00 HTTP/1.1\r\nHost: x\r\n\r\n"),
        ):
            with self.subTest(name):
                answer = self.exchange(data, 1)
                self.assertRegex(answer, rb"^(HTTP/1\.[01] [45]\d\d |$)")
        self.check_unharmed()

    def test_no_json(self):
        self.book_ahead(1)
        times = b'"start":"%s","end":"%s"' % (rfc3339(time.time() + 60).encode(), rfc3339(time.time() + 120).encode())
        for name, body, statuses in (
            ("deep", b"[" * 100000, (400,)),
            ("deep objects", b'{"a":' * 50000, (400,)),
            ("no UTF-8", b'{"title":"\xff\xfe",' + times + b"}", (400,)),
            ("half a character", b'{"title":"\\ud800",' + times + b"}", (400,)),
            ("a zero", b'{"title":"a\\u0000b",' + times + b"}", (400, 422)),
            ("twice", b'{"title":"a","title":"b",' + times + b"}", (400,)),
            ("a great number", b'{"title":' + b"9" * 5000 + b"," + times + b"}", (400,)),
            ("long", b'{"title":"' + b"x" * MIB + b'",' + times + b"}", (413, 422)),
            ("behind it", b'{"title":"a",' + times + b"} x", (400,)),
            ("many people", b'{"title":"a",' + times + b',"participants":[' + b",".join([b'{"address":"a"}'] * 1001) + b"]}", (413, 422)),
        ):
            with self.subTest(name):
                answer = self.post(body)
                self.assertIn(int(answer.split()[1]), statuses, answer)
                self.assertIn(b"application/problem+json", answer)
        self.assertEqual([m["title"] for m in self.service.meetings()], ["In time"])
        self.check_unharmed()

    def test_those_who_never_end(self):
        self.book_ahead(1)
        held = []
        for i in range(60):
            connection = self.connect()
            connection.sendall((b"GET /heal", b"", b"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")[i % 3])
            held.append(connection)
        for _ in range(200):
            self.connect().close()
        self.check_unharmed()


class Answers(ServiceTest):
    """What comes from a bridge instead of an answer: the other one is used, and in the end nothing is left on either."""

    def one(self, name, rule):
        service = self.start({"limits": {"request_timeout": "500ms"}, "pool": {"last": 2}}, bridges=2, name=name)
        service.sim.script_leg("*", "answer", after_ms=50)
        service.sim.fault(bridge=1, path="/api/*", **rule)
        now = time.time()
        meeting = service.book("Talk", now, now + 600, ["a@example.com", "b@example.com"])
        wait_for(lambda: (service.meeting(meeting["id"])["call"] or {}).get("bridge") == "core2", f"{name}: it is on core2")
        service.wait_people(meeting["id"], a="connected", b="connected")
        expected = "degraded" if rule.get("status") == 503 else "down"
        shown = service.wait_bridge("core1", expected)
        self.assertTrue(expected == "degraded" or shown["last_error"], f"{name}: why is said")
        legs = sorted(leg["remote_party"] for leg in service.sim.state()["legs"] if leg["bridge"] == 2)
        self.assertEqual(legs, ["a@example.com", "b@example.com"])
        service.sim.clear_faults()
        service.wait_bridge("core1", "up")
        service.must("POST", f"/v1/meetings/{meeting['id']}/end")
        service.wait_state(meeting["id"], "ended")
        self.assert_idle(service)
        service.stop()

    def test_of_every_kind(self):
        failures = []

        def guarded(name, rule):
            try:
                self.one(name, rule)
            except Exception as error:  # pylint: disable=broad-except
                failures.append(f"{name}: {error}")

        threads = [threading.Thread(target=guarded, args=case) for case in (
            ("500", {"kind": "status", "status": 500}),
            ("503", {"kind": "status", "status": 503}),
            ("405", {"kind": "status", "status": 405}),
            ("302", {"kind": "status", "status": 302}),
            ("garbage", {"kind": "garbage"}),
            ("truncate", {"kind": "truncate"}),
            ("drip", {"kind": "drip", "delay_ms": 100}),
            ("delay", {"kind": "delay", "delay_ms": 3000}),
            ("refuse", {"kind": "refuse"}),
            ("drop_after", {"kind": "drop_after"}),
        )]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertFalse(failures, "\n" + "\n".join(failures))


if __name__ == "__main__":
    unittest.main()
