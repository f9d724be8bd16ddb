"""What operators and integrators hold in their hands: the API's refusals and tags, and every verb of cospacectl."""
import functools
import http.server
import json
import os
import threading
import time
import unittest

import support
from service import ServiceTest, calendar, event, from_rfc3339, rfc3339, whole_second
from support import wait_for

HOUR = 3600


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Api(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.start()
        self.now = time.time()

    def booking(self, **changes):
        body = {"title": "Talk", "start": rfc3339(self.now + HOUR), "end": rfc3339(self.now + 2 * HOUR)}
        return {**body, **changes}

    def problem(self, status, method, path, body=None, headers=None):
        answer = self.service.api(method, path, body, headers)
        self.assertEqual(answer.headers["Content-Type"], "application/problem+json", answer.body)
        shown = answer.json()
        self.assertEqual((answer.status, shown["status"]), (status, status), shown)
        self.assertEqual(set(shown) - {"field"}, {"type", "title", "status", "detail"})
        self.assertTrue(shown["detail"] and shown["title"])
        return shown

    def test_a_meeting_and_its_tag(self):
        answer = self.service.api("POST", "/v1/meetings", self.booking(participants=[{"address": "a@x", "dial": None}]))
        meeting = answer.json()
        self.assertEqual((answer.status, answer.headers["Location"]), (201, "/v1/meetings/" + meeting["id"]))
        self.assertEqual(set(meeting), {"id", "calendar", "uid", "recurrence_id", "title", "organizer", "start", "end", "ended_at", "state",
                                        "reason", "space", "call", "passcode", "participants"})
        path, tag = answer.headers["Location"], answer.headers["ETag"]
        self.assertEqual(self.service.api("GET", path).headers["ETag"], tag)
        self.assertEqual(self.service.api("GET", path, headers={"If-None-Match": tag}).status, 304)
        changed = self.service.api("PATCH", path, {"title": "Other"}, {"If-Match": tag})
        self.assertEqual((changed.status, changed.json()["title"]), (200, "Other"))
        self.assertNotEqual(changed.headers["ETag"], tag)
        for method, target, body in (("PATCH", path, {"title": "Third"}), ("POST", path + "/extend", {"minutes": 5}),
                                     ("DELETE", path, None)):
            self.problem(412, method, target, body, {"If-Match": tag})
        shown = self.service.must("GET", path)
        self.assertEqual((shown["title"], shown["state"], shown["end"]), ("Other", "scheduled", meeting["end"]))
        extended = self.service.must("POST", path + "/extend", {"until": rfc3339(self.now + 3 * HOUR)})
        self.assertAlmostEqual(from_rfc3339(extended["end"]), self.now + 3 * HOUR, delta=0.01)
        moved = self.service.must("PATCH", path, {"start": rfc3339(self.now + 0.5 * HOUR), "passcode": "42"})
        self.assertEqual(moved["passcode"], "42")
        self.assertEqual(self.service.must("DELETE", path, headers={"If-Match": "*"})["state"], "cancelled")

    def test_what_is_refused(self):
        there = "/v1/meetings/" + self.service.must("POST", "/v1/meetings", self.booking(), 201)["id"]
        gone = "/v1/meetings/00000000-0000-4000-8000-000000000000"
        late = rfc3339(self.now - HOUR)
        for status, field, method, path, body in (
            (400, None, "POST", "/v1/meetings", "{"),
            (400, None, "POST", "/v1/meetings", "[]"),
            (400, "title", "POST", "/v1/meetings", self.booking(title=7)),
            (400, "colour", "POST", "/v1/meetings", self.booking(colour="red")),
            (422, "participants[0].address", "POST", "/v1/meetings", self.booking(participants=[{"name": "x"}])),
            (422, "title", "POST", "/v1/meetings", self.booking(title="")),
            (422, "start", "POST", "/v1/meetings", self.booking(start="tomorrow")),
            (422, "end", "POST", "/v1/meetings", self.booking(end=late)),
            (422, "end", "POST", "/v1/meetings", self.booking(start=rfc3339(self.now - 2 * HOUR), end=late)),
            (422, "passcode", "POST", "/v1/meetings", self.booking(passcode="abc")),
            (404, None, "GET", gone, None),
            (404, None, "GET", "/v2/meetings", None),
            (405, None, "PUT", "/v1/meetings", {}),
            (409, None, "POST", there + "/end", None),
            (422, "until", "POST", there + "/extend", {"until": rfc3339(self.now + HOUR)}),
            (404, None, "DELETE", there + "/participants/1", None),
            (400, "limit", "GET", "/v1/meetings?limit=x", None),
            (422, "state", "GET", "/v1/meetings?state=tired", None),
            (422, "from", "GET", "/v1/meetings?from=now", None),
            (404, None, "POST", "/v1/bridges/core9/prefer", None),
            (404, None, "GET", "/v1/calendars/none", None),
            (422, "name", "PUT", "/v1/calendars/No", calendar()),
        ):
            with self.subTest((method, path, body)):
                headers = {"Content-Type": "text/calendar"} if isinstance(body, str) and "VCAL" in body else None
                if isinstance(body, str) and not headers:
                    headers = {"Content-Type": "application/json"}
                self.assertEqual(self.problem(status, method, path, body, headers).get("field"), field)
        self.assertEqual(len(self.service.meetings()), 1, "nothing came of them")

    def test_lists_and_pages(self):
        for i in range(5):
            self.service.book(f"m{i}", self.now + (5 - i) * HOUR, self.now + (6 - i) * HOUR)
        page = self.service.get("/v1/meetings?limit=2")
        titles = [m["title"] for m in page["meetings"]]
        while page["next"]:
            page = self.service.get("/v1/meetings?limit=2&cursor=" + page["next"])
            titles += [m["title"] for m in page["meetings"]]
        self.assertEqual(titles, ["m4", "m3", "m2", "m1", "m0"])
        window = f"/v1/meetings?from={rfc3339(self.now + 1.5 * HOUR)}&to={rfc3339(self.now + 2.5 * HOUR)}"
        self.assertEqual([m["title"] for m in self.service.get(window)["meetings"]], ["m4", "m3"])
        self.assertEqual(self.service.get("/v1/meetings?state=active,ended"), {"meetings": [], "next": None})


class Command(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.start(bridges=2)

    def ctl(self, *arguments, status=0, stdin=None):
        """Its standard output, or what it said on standard error if it was to fail."""
        done, out, err = self.service.ctl(*arguments, stdin=stdin)
        self.assertEqual(done, status, (arguments, out, err))
        if status != 0:
            self.assertTrue(err, "the reason is said")
        return out if status == 0 else err

    def json(self, *arguments):
        return json.loads(self.ctl("--json", *arguments))

    def test_a_meeting_by_hand(self):
        self.service.sim.script_leg("*", "answer", after_ms=50)
        booked = self.json("book", "--title", "Talk", "--start", "now", "--end", "+10m", "--dial", "a@example.com")
        short_id = booked["id"][:8]
        self.service.wait_people(booked["id"], a="connected")
        self.assertIn("active", self.ctl("show", short_id))
        self.assertEqual(self.json("show", short_id)["id"], booked["id"])
        self.assertIn("Talk", self.ctl("meetings"))
        self.assertEqual([m["id"] for m in self.json("meetings", "--state", "active")["meetings"]], [booked["id"]])
        self.assertEqual(self.json("meetings", "--from", "+1h")["meetings"], [])
        self.assertIn(short_id, self.ctl("extend", short_id, "15m"))
        end = from_rfc3339(self.service.meeting(booked["id"])["end"])
        self.assertAlmostEqual(end - from_rfc3339(booked["end"]), 900, delta=0.01)
        self.ctl("dial", short_id, "b@example.com")
        self.service.wait_people(booked["id"], a="connected", b="connected")
        self.ctl("hangup", short_id, "b@example.com")
        wait_for(lambda: len(self.service.sim.state()["legs"]) == 1, "b has left")
        spaces = self.json("spaces")["spaces"]
        self.assertEqual([(s["index"], s["state"]) for s in spaces], [(1, "in_use"), (2, "free"), (3, "free")])
        self.assertIn("in_use", self.ctl("spaces"))
        self.ctl("end", short_id)
        self.service.wait_state(booked["id"], "ended")
        self.ctl("end", short_id, status=1)
        self.assert_idle(self.service)
        later = self.json("book", "--title", "Later", "--start", "+1h", "--end", "+2h", "--passcode", "1234")
        self.ctl("cancel", later["id"])
        self.assertEqual(self.service.meeting(later["id"])["state"], "cancelled")

    def test_calendars(self):
        start = whole_second(HOUR)
        path = self.path("rooms.ics")
        with open(path, "w", encoding="utf-8") as file:
            file.write(calendar(event("one", start, start + 60, "One"), event("bad", start, start - 60)))
        done, out, err = self.service.ctl("import", path, "--calendar", "rooms")
        self.assertEqual((done, "new 1" in out, "bad" in err), (0, True, True), (out, err))
        cancel = calendar(event("one", start, start + 60, "One", more=["SEQUENCE:1"]), method="CANCEL")
        self.assertEqual(json.loads(self.ctl("import", "-", "--calendar", "rooms", "--message", "--json", stdin=cancel))["cancelled"], 1)
        self.assertIn("rooms", self.ctl("calendars"))
        self.assertEqual([c["name"] for c in self.json("calendars")["calendars"]], ["rooms"])
        self.assertIn("none.ics", self.ctl("import", self.path("none.ics"), "--calendar", "rooms", status=1))
        self.ctl("import", "-", "--calendar", "rooms", stdin="no calendar", status=1)
        self.ctl("import", path, status=2)

    def test_a_calendar_with_what_was_refused(self):
        start = whole_second(HOUR)
        self.service.push("rooms", calendar(event("one", start, start + 60, "One"), event("bad", start, start - 60)))
        shown = self.ctl("calendars", "rooms")
        self.assertRegex(shown, r"(?m)^state +ok$")
        self.assertRegex(shown, r"(?m)^kind +pushed$")
        self.assertRegex(shown, r"(?m)^bookings +1$")
        (refused,) = self.json("calendars", "rooms")["refused"]
        self.assertRegex(shown, rf"(?m)^refused +1\n +line {refused['line']}: +\S.* bad$")
        self.ctl("import", "-", "--calendar", "rooms", stdin="no calendar", status=1)
        self.assertRegex(self.ctl("calendars", "rooms"), r"(?m)^state +stale$")
        self.ctl("calendars", "none", status=1)
        self.ctl("calendars", "a", "b", status=2)
        self.ctl("calendars", "release", "a", "b", status=2)
        self.assertIn("not held back", self.ctl("calendars", "release", "rooms", status=1))
        self.ctl("calendars", "release", "none", status=1)
        self.assertIn("no source", self.ctl("calendars", "refresh", "rooms", status=1))
        self.ctl("calendars", "refresh", "none", status=1)
        self.assertIn("refresh", self.ctl("calendars", "--help"))

    def test_a_calendar_whose_bookings_are_in_another(self):
        start = whole_second(HOUR)
        for name in ("organizer", "room"):
            self.service.push(name, calendar(event("both", start, start + 60, "Both")))
        self.assertNotIn("duplicates", self.ctl("calendars", "organizer"))
        self.assertRegex(self.ctl("calendars", "room"), r"(?m)^duplicates +1\n +both: its meetings are those of calendar organizer$")

    def test_a_calendar_that_is_held_back(self):
        """A feed that loses most of its bookings changes nothing until the operator says so."""
        feed = self.path("feed.ics")
        start = whole_second(HOUR)

        def write(n):
            with open(feed + ".new", "w", encoding="utf-8", newline="") as file:
                file.write(calendar(*[event(f"e{i}", start, start + 600) for i in range(n)]))
            os.replace(feed + ".new", feed)

        def shown():
            return self.service.get("/v1/calendars/rooms")

        write(10)
        server = self.start_file_server()
        self.service.write_config({"calendars": [{"name": "rooms", "kind": "ics", "every": "10h", "url": server + "/feed.ics"}]})
        self.service.hang_up()
        wait_for(lambda: shown()["bookings"] == 10 and shown()["state"] == "ok", "it is read")
        write(2)
        self.assertIn("the source of rooms is looked at now", self.ctl("calendars", "refresh", "rooms"))
        held = wait_for(lambda: shown()["held"], "it is held back")
        self.assertEqual((held["lost"], held["of"], shown()["bookings"]), (8, 10, 10))
        self.assertIn('cospaced_calendar_held{calendar="rooms"} 1\n', self.service.api("GET", "/metrics").body.decode())
        told = self.ctl("calendars", "rooms")
        self.assertRegex(told, r"(?m)^state +held$")
        self.assertIn("8 of 10 bookings would be lost; if that is meant: cospacectl calendars release rooms", told)
        self.assertIn("held", self.ctl("calendars"))
        self.assertIn("released rooms", self.ctl("calendars", "release", "rooms"))
        wait_for(lambda: shown()["bookings"] == 2 and shown()["state"] == "ok", "it is obeyed")
        self.assertIsNone(shown()["held"])
        self.assertEqual(len([m for m in self.service.meetings() if m["state"] == "scheduled"]), 2)

    def start_file_server(self):
        """The files of the test's folder over HTTP; its URL."""
        handler = functools.partial(QuietHandler, directory=self.folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        self.addCleanup(thread.join, 30)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_address[1]}"

    def test_the_service_and_its_bridges(self):
        status = self.json("status")
        self.assertEqual((status["ready"], status["preferred_bridge"], status["spaces"]["free"]), (True, "core1", 3))
        self.assertIn("core1", self.ctl("status"))
        self.ctl("prefer", "core2")
        bridges = {b["name"]: (b["state"], b["preferred"]) for b in self.json("bridges")["bridges"]}
        self.assertEqual(bridges, {"core1": ("up", False), "core2": ("up", True)})
        self.assertIn("core2", self.ctl("bridges"))
        self.service.sim.stop_bridge(1)
        self.service.wait_bridge("core1", "down")
        self.assertIn("down", self.ctl("prefer", "core1", status=1))
        row = next(line for line in self.ctl("bridges").splitlines() if line.startswith("core1"))
        self.assertRegex(row, r"\d\d:\d\d:\d\d +127", "when its last error was")

    def test_a_running_meeting_whose_bridges_are_down(self):
        start = time.time() + 0.3
        meeting = self.service.book("Board", start, start + 600, ["a@example.com"])["id"]
        self.service.wait_people(meeting, a="connected")
        self.service.sim.stop_bridge(2)
        self.service.wait_bridge("core2", "down")
        self.service.sim.stop_bridge(1)
        self.service.wait_bridge("core1", "down")
        self.assertRegex(self.ctl("show", meeting), "reason +core1 [^\n]*, since")
        self.assertRegex(self.ctl("meetings", "--state", "active"), r"Board \(core1 ")

    def test_watch(self):
        watch = self.start_program("cospacectl", ["--socket", self.service.socket, "watch"])
        watch.wait_for_output("core1")
        start = time.time() + 0.5
        meeting = self.service.book("Watched", start, start + 600)
        watch.wait_for_output("active")
        self.service.must("POST", f"/v1/meetings/{meeting['id']}/end")
        watch.wait_for_output("ended   ")  # not the reason, which is in an earlier line
        self.service.kill()
        wait_for(lambda: "trying again" in watch.err(), "the watcher misses the service")
        self.service.start()
        start = time.time() + 3600
        second = self.service.book("Second", start, start + 600)
        self.service.must("DELETE", f"/v1/meetings/{second['id']}")
        watch.wait_for_output("cancelled")
        told = [line.split() for line in watch.out().splitlines()]
        self.assertEqual([words[1] for words in told if words[2] == second["id"][:8]], ["scheduled", "cancelled"])
        self.assertEqual([words[1] for words in told if words[2] == meeting["id"][:8]],
                         ["scheduled", "starting", "active", "ending", "ended"])

    def test_watch_begins_with_what_happened(self):
        start = time.time() + 0.5
        over = self.service.book("Over", start, start + 600, ["a@example.com"])["id"]
        self.service.wait_people(over, a="connected")
        self.service.must("POST", f"/v1/meetings/{over}/end")
        self.service.wait_state(over, "ended")
        quiet = self.service.book("Quiet", start + 3600, start + 4000)["id"]
        self.ctl("extend", quiet, "5m")
        watch = self.start_program("cospacectl", ["--socket", self.service.socket, "watch", "--last", "1"])
        watch.wait_for_output("scheduled")
        self.assertEqual(self.service.must("DELETE", f"/v1/meetings/{quiet}")["state"], "cancelled")
        watch.wait_for_output("cancelled")
        told = [line.split()[1:4] for line in watch.out().splitlines()]
        self.assertEqual([words[0] for words in told if words[1] == quiet[:8]], ["scheduled", "cancelled"])
        watch = self.start_program("cospacectl", ["--socket", self.service.socket, "watch", "--last", "1000"])
        watch.wait_for_output("cancelled")
        told = [line.split() for line in watch.out().splitlines()]
        self.assertEqual([words[1] for words in told if words[2] == over[:8] and words[3:] != ["Over", "a@example.com"]],
                         ["scheduled", "starting", "active", "ending", "ended"])
        self.assertIn(["connected", over[:8], "Over", "a@example.com"], [words[1:] for words in told])
        self.ctl("watch", "--last", "many", status=2)

    def test_watch_as_json(self):
        watch = self.start_program("cospacectl", ["--socket", self.service.socket, "watch", "--json"])
        start = time.time() + 3600
        wait_for(lambda: self.service.book("Watched", start, start + 600) and "Watched" in watch.out(), "it is told")
        told = [json.loads(line) for line in watch.out().splitlines()]
        self.assertEqual({tuple(sorted(one)) for one in told}, {("data", "event", "id")})
        self.assertIn(("meeting", "Watched"), [(one["event"], one["data"].get("title")) for one in told])

    def test_what_is_refused(self):
        for arguments in ((), ("dance",), ("show",), ("show", "a", "b"), ("book", "--title", "x"), ("--colour",),
                          ("book", "--title", "x", "--start", "soon", "--end", "later")):
            with self.subTest(arguments):
                self.ctl(*arguments, status=2)
        self.ctl("show", "00000000-0000-4000-8000-000000000000", status=1)
        self.ctl("book", "--title", "x", "--start", "+2h", "--end", "2020-01-01T00:00:00Z", status=1)
        self.ctl("prefer", "nobody", status=1)

    def test_without_a_daemon(self):
        start = whole_second(HOUR)
        self.service.stop()
        for arguments in (("status",), ("meetings",), ("--json", "spaces")):
            self.ctl(*arguments, status=3)
        status, _, err = support.run("cospacectl", ["status"], env={"COSPACED_SOCKET": self.path("other.sock")})
        self.assertEqual((status, "other.sock" in err), (3, True))
        text = calendar(event("one", start, start + 60, "One"), event("two", start + 60, start + 120, more=["STATUS:CANCELLED"]))
        lines = [json.loads(line) for line in self.ctl("--json", "preview", "-", stdin=text).splitlines()]
        self.assertEqual([(line["uid"], line["status"]) for line in lines], [("one", "confirmed"), ("two", "cancelled")])
        self.assertEqual(set(lines[0]), {"uid", "recurrence_id", "start", "end", "status", "title"})


if __name__ == "__main__":
    unittest.main()
