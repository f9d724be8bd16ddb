"""What subscribers get: a calendar's meetings and busy times as text/calendar, read by two readers that are not ours and by our own.

The two are Debian's python3-icalendar and python3-vobject; they belong to the system's Python, which is asked as a process.
"""
import json
import os
import subprocess
import time
import unittest

from service import ServiceTest, calendar, event, from_rfc3339, rfc3339, whole_second
from support import DEADLINE, UnixConnection, wait_for

HOUR = 3600
DAY = 24 * HOUR
READERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "calendar_readers.py")
PYTHON = "/usr/bin/python3"


def readers_here():
    """Which of the two there are."""
    done = subprocess.run([PYTHON, "-B", READERS, "--here"], capture_output=True, text=True, timeout=DEADLINE, check=False)
    return done.stdout.split() if done.returncode == 0 else []


READER_NAMES = readers_here()


class OutputTest(ServiceTest):
    def text(self, service, path, headers=None):
        answer = service.api("GET", path, headers=headers)
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "text/calendar; charset=utf-8"), answer.body)
        return answer.body.decode()

    def read(self, text):
        """What each reader sees in it, the same of all: a list of components as dicts."""
        seen = {}
        for name in READER_NAMES:
            done = subprocess.run([PYTHON, "-B", READERS, name], input=text.encode(), capture_output=True, timeout=DEADLINE, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            seen[name] = json.loads(done.stdout)
        if not seen:
            self.skipTest("neither python3-icalendar nor python3-vobject is installed for " + PYTHON)
        first = next(iter(seen.values()))
        for name, components in seen.items():
            self.assertEqual(components, first, name)
        return first

    def preview(self, service, text):
        window = ["--from", rfc3339(time.time() - 30 * DAY), "--to", rfc3339(time.time() + 400 * DAY)]
        status, out, err = service.ctl("--json", "preview", "-", *window, stdin=text)
        self.assertEqual(status, 0, err)
        return [json.loads(line) for line in out.splitlines()]


class Meetings(OutputTest):
    def test_every_meeting_as_its_own_event(self):
        service = self.start({"schedule": {"horizon": "30d"}})
        start = whole_second(2 * HOUR)
        weekly = event("weekly@x", start, start + HOUR, "Wöchentlich; alle, \\n" * 6,
                       ["mailto:room@example.com", "sip:guest@example.com"],
                       ["RRULE:FREQ=DAILY;COUNT=5", "ORGANIZER:mailto:boss@example.com", "LOCATION:Room 12"])
        single = event("single@x", start, start + 60, "Single")
        gone = event("gone@x", start, start + 60, "Gone", more=["STATUS:CANCELLED"])
        service.push("rooms", calendar(weekly, single, gone))
        text = self.text(service, "/v1/calendars/rooms", {"Accept": "text/calendar"})
        meetings = [m for m in service.meetings() if m["calendar"] == "rooms"]
        self.assertEqual(len(meetings), 6)
        expected = sorted([m["uid"], m["recurrence_id"], m["start"], m["end"]] for m in meetings)
        ours = self.preview(service, text)
        self.assertEqual(sorted([o["uid"], o["recurrence_id"], o["start"], o["end"]] for o in ours), expected)
        self.assertEqual({o["title"] for o in ours}, {m["title"] for m in meetings})
        events = self.read(text)
        self.assertEqual(sorted([e["UID"], e.get("RECURRENCE-ID"), e["DTSTART"], e["DTEND"]] for e in events), expected)
        self.assertEqual({e["SUMMARY"] for e in events}, {m["title"] for m in meetings})
        self.assertEqual({e["X-COSPACED-MEETING"] for e in events}, {m["id"] for m in meetings})
        once = next(e for e in events if e["UID"] == "weekly@x")
        self.assertEqual((once["ORGANIZER"], once["STATUS"]), ("mailto:boss@example.com", "CONFIRMED"))
        self.assertEqual(once["DTSTAMP"], "2026-01-01T00:00:00Z")
        self.assertEqual(text.count("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:room@example.com"), 5)
        self.assertIn("once the meeting has started", once["DESCRIPTION"])
        self.assertEqual(text.count("LOCATION:Room 12\r\n"), 5)
        service.push("rooms", calendar(event("secret@x", start, start + 60, "Secret", more=["CLASS:PRIVATE", "LOCATION:Room 13"]),
                                       event("else@x", start, start + 60, more=["LOCATION:Room 14", "CONFERENCE;VALUE=URI:https://y/z"])))
        service.restart()
        text = self.text(service, "/v1/calendars/rooms?format=ics")
        self.assertNotIn("Room 13", text)
        self.assertNotIn("SUMMARY:Secret", text)
        self.assertIn("LOCATION:Room 14\r\nCONFERENCE;VALUE=URI:https://y/z\r\n", text)
        service.push("rooms", calendar(event("else@x", start, start + 60, more=["LOCATION:Room 15"])))
        text = self.text(service, "/v1/calendars/rooms?format=ics")
        self.assertIn("LOCATION:Room 15\r\nDESCRIPTION", text)

    def test_how_to_join_once_it_runs(self):
        service = self.start()
        start = whole_second(1)
        service.push("rooms", calendar(event("now@x", start, start + 600, "Now", more=["LOCATION:Room 12"])))
        answer = service.api("GET", "/v1/calendars/rooms?format=ics")
        tag = answer.headers["ETag"]
        self.assertNotIn(b"CONFERENCE;", answer.body)
        known = {"Accept": "text/calendar", "If-None-Match": tag}
        self.assertEqual(service.api("GET", "/v1/calendars/rooms", headers=known).status, 304)
        meeting = wait_for(lambda: service.by_uid("now@x") if service.by_uid("now@x")["state"] == "active" else None, "it is active")
        answer = service.api("GET", "/v1/calendars/rooms", headers=known)
        self.assertEqual(answer.status, 200, "the tag is another")
        self.assertNotEqual(answer.headers["ETag"], tag)
        address = meeting["space"]["uri"]
        for shown in self.read(answer.body.decode()):
            self.assertEqual((shown["LOCATION"], shown["CONFERENCE"]), (address, "sip:" + address))
            self.assertIn(f"Dial {address} to take part.\nCall ID: {meeting['space']['call_id']}\n", shown["DESCRIPTION"])
        service.must("POST", f"/v1/meetings/{meeting['id']}/end")
        wait_for(lambda: service.meeting(meeting["id"])["state"] == "ended", "it has ended")
        self.assertNotIn("CONFERENCE;", self.text(service, "/v1/calendars/rooms?format=ics"))

    def test_a_restart_changes_the_tag(self):
        service = self.start()
        start = whole_second(HOUR)
        service.push("rooms", calendar(event("one@x", start, start + 600)))
        tag = service.api("GET", "/v1/calendars/rooms?format=ics").headers["ETag"]
        service.restart()
        self.assertNotEqual(service.api("GET", "/v1/calendars/rooms?format=ics").headers["ETag"], tag)

    def test_a_long_calendar_delays_nobody(self):
        """While it is read slowly, the service answers others at once; it comes whole."""
        service = self.start({"schedule": {"horizon": "30d"}})
        start = whole_second(2 * HOUR)
        service.push("big", calendar(*[event(f"e{i}@x", start + 60 * i, start + 60 * i + 30, f"Event {i}") for i in range(3000)]))
        connection = UnixConnection(service.socket)
        self.addCleanup(connection.close)
        connection.request("GET", "/v1/calendars/big", headers={"Accept": "text/calendar"})
        answer = connection.getresponse()
        self.assertEqual(answer.headers["Transfer-Encoding"], "chunked")
        text = b""
        while part := answer.read(200000):
            text += part
            self.assertEqual(service.api("GET", "/healthz").status, 200)
        self.assertEqual(text.count(b"BEGIN:VEVENT"), 3000)
        self.assertTrue(text.endswith(b"END:VCALENDAR\r\n"))
        self.assertEqual(len({o["uid"] for o in self.preview(service, text.decode())}), 3000)

    def test_who_goes_away_in_the_middle(self):
        service = self.start({"schedule": {"horizon": "30d"}})
        start = whole_second(2 * HOUR)
        service.push("big", calendar(*[event(f"e{i}@x", start, start + 30, "x" * 900) for i in range(2000)]))
        for _ in range(5):
            connection = UnixConnection(service.socket)
            connection.request("GET", "/v1/calendars/big?format=ics")
            connection.getresponse().read(1000)
            connection.close()
        self.assertEqual(service.api("HEAD", "/v1/calendars/big?format=ics").status, 200)
        self.assertEqual(service.api("GET", "/healthz").status, 200)


class Busy(OutputTest):
    def setUp(self):
        super().setUp()
        self.service = self.start({"pool": {"first": 1, "last": 2}})
        self.start_at = whole_second(HOUR)

    def book(self, title, begin, end, *people):
        return self.service.book(title, self.start_at + begin, self.start_at + end, people)

    def periods(self, query):
        """[(start, end)] in seconds behind start_at: of the JSON, and of what every reader sees in the text."""
        window = f"from={rfc3339(self.start_at - 60)}&to={rfc3339(self.start_at + DAY)}"
        shown = self.service.get(f"/v1/freebusy?format=json&{window}&{query}")
        periods = [[p["start"], p["end"]] for p in shown["busy"]]
        (times,) = self.read(self.text(self.service, f"/v1/freebusy?{window}&{query}"))
        self.assertEqual(times["FREEBUSY"], periods)
        self.assertEqual((times["DTSTART"], times["DTEND"]), (shown["from"], shown["to"]))
        return [tuple(round(from_rfc3339(at) - self.start_at) for at in period) for period in periods], times

    def test_an_endpoint_and_the_pool(self):
        self.book("one", 0, 600, "room@example.com")
        self.book("two", 300, 900, "sip:room@example.com", "x@example.com")
        self.book("three", 3600, 4200, "x@example.com")
        cancelled = self.book("four", 7200, 7800, "room@example.com")
        self.service.must("DELETE", "/v1/meetings/" + cancelled["id"])
        periods, times = self.periods("endpoint=room@example.com")
        self.assertEqual((periods, times["ORGANIZER"]), ([(0, 900)], "mailto:room@example.com"))
        self.assertEqual(self.periods("endpoint=x@example.com")[0], [(300, 900), (3600, 4200)])
        self.assertEqual(self.periods("endpoint=nobody@example.com")[0], [])
        at = self.start_at + 10800
        self.service.push("rooms", calendar(event("five", at, at + 60, people=["mailto:y@example.com"]),
                                            event("six", at + 120, at + 180, more=["ATTENDEE;PARTSTAT=DECLINED:mailto:y@example.com"])))
        self.assertEqual(self.periods("endpoint=Y@example.com")[0], [(10800, 10860)], "who has declined is free")
        periods, times = self.periods("pool")
        self.assertEqual((periods, times["X-COSPACED-SPACES"], times["X-COSPACED-LEAST-FREE"]), ([(300, 600)], "2", "0"))

    def test_a_space_in_use(self):
        now = whole_second(0.5)
        meeting = self.service.book("now", now, now + 1800)
        wait_for(lambda: self.service.meeting(meeting["id"])["state"] == "active", "it is active")
        shown = self.service.get("/v1/freebusy?space=1&format=json")
        self.assertEqual([from_rfc3339(p["end"]) for p in shown["busy"]], [now + 1800])
        self.assertEqual(self.service.get("/v1/freebusy?space=2&format=json")["busy"], [])


if __name__ == "__main__":
    unittest.main()
