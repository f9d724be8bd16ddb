"""The wall clock is set forward and back by hours, the machine sleeps, the nights on which Europe changes its clocks."""
import datetime
import signal
import unittest

from clock import ClockTest
from service import calendar, event, short
from support import wait_for

HOUR = 3600


def utc(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc).timestamp()


class ClockService(ClockTest):
    def count(self, service, word):
        return sum(short(line) == word and line["status"] == 200 for line in service.sim.log())

    def test_forward_to_a_start_and_past_an_end(self):
        service = self.start_shifted()
        due = service.book("Due", self.now() + 2 * HOUR, self.now() + 4 * HOUR, ["a@example.com"])
        over = service.book("Over", self.now() + 1 * HOUR, self.now() + 1.5 * HOUR, ["b@example.com"])
        later = service.book("Later", self.now() + 10 * HOUR, self.now() + 11 * HOUR)
        self.set_ahead(2 * HOUR + 5)
        service.wait_state(due["id"], "active")
        self.assertEqual(service.meeting(over["id"])["state"], "missed")
        self.assertTrue(service.meeting(over["id"])["reason"])
        self.assertEqual(service.meeting(later["id"])["state"], "scheduled")
        service.wait_people(due["id"], a="connected")
        self.set_ahead(5 * HOUR)
        service.wait_state(due["id"], "ended")
        self.assertEqual(self.count(service, "call"), 1)
        self.assert_idle(service)

    def test_back_under_a_running_meeting(self):
        service = self.start_shifted()
        running = service.book("Running", self.now(), self.now() + 600, ["a@example.com"])
        soon = service.book("Soon", self.now() + 900, self.now() + 1800, ["b@example.com"])
        service.wait_state(running["id"], "active")
        service.wait_people(running["id"], a="connected")
        self.set_ahead(-3 * HOUR)
        wait_for(lambda: service.api("GET", "/readyz").status == 200, "it works on")
        self.assertEqual(service.meeting(running["id"])["state"], "active")
        self.assertEqual(service.meeting(soon["id"])["state"], "scheduled")
        booked = service.book("Now", self.now(), self.now() + 60, ["c@example.com"])
        service.wait_state(booked["id"], "active")
        self.set_ahead(905)
        service.wait_state(running["id"], "ended")
        service.wait_state(booked["id"], "ended")
        service.wait_state(soon["id"], "active")
        service.wait_people(soon["id"], b="connected")
        self.assertEqual(self.count(service, "call"), 3)
        for who in "abc":
            self.assertEqual(self.count(service, f"dial {who}@example.com"), 1)

    def test_asleep(self):
        """The machine sleeps over a start and an end: nothing runs, then all clocks are ahead at once."""
        service = self.start_shifted()
        running = service.book("Running", self.now(), self.now() + HOUR, ["a@example.com"])
        due = service.book("Due", self.now() + 2 * HOUR, self.now() + 3 * HOUR, ["b@example.com"])
        service.wait_state(running["id"], "active")
        service.program.process.send_signal(signal.SIGSTOP)
        self.set_ahead(2 * HOUR + 60)
        service.program.process.send_signal(signal.SIGCONT)
        service.wait_state(running["id"], "ended")
        service.wait_state(due["id"], "active")
        service.wait_people(due["id"], b="connected")

    def test_to_and_fro_in_a_burst(self):
        service = self.start_shifted(pool={"last": 8})
        start = int(self.now()) + 2
        service.push("rooms", calendar(*[event(f"uid-{i}", start, start + HOUR, people=[f"sip:{i}@example.com"]) for i in range(8)]))
        for i in range(20):
            self.set_ahead((i % 3 - 1) * 30 * (i % 5))
            wait_for(lambda: service.api("GET", "/healthz").status == 200, "it works on")
        self.set_ahead(10)
        wait_for(lambda: {m["state"] for m in service.meetings()} == {"active"}, "all are active")
        wait_for(lambda: len(service.sim.state()["legs"]) == 8, "everybody is in")
        self.assertEqual(self.count(service, "call"), 8)
        for i in range(8):
            self.assertEqual(self.count(service, f"dial {i}@example.com"), 1)

    def check_night(self, eve, starts, then):
        """Clocks change in Berlin: what was booked in its time starts at the right moment. starts: UID to UTC; then: (clock, UID) in order."""
        self.set_clock(utc(eve))
        service = self.start_shifted()
        zoned = "DTSTART;TZID=Europe/Berlin:{}\r\nDURATION:PT20M\r\n"
        day = starts["day"][:10].replace("-", "")
        text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//EN\r\n"
        for uid, local, rule in (("half", day + "T023000", ""), ("daily", (starts["day"][:8] + "20").replace("-", "") + "T090000", "RRULE:FREQ=DAILY\r\n")):
            text += f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\n{zoned.format(local)}{rule}SUMMARY:{uid}\r\nEND:VEVENT\r\n"
        service.push("rooms", text + "END:VCALENDAR\r\n")
        meetings = service.meetings()
        got = {m["start"] for m in meetings if m["uid"] == "half"}
        self.assertEqual(got, {starts["half"]})
        daily = {m["start"] for m in meetings if m["uid"] == "daily"}
        self.assertLessEqual(set(starts["daily"]), daily)
        for clock, uid, state in then:
            self.set_clock(utc(clock))
            wait_for(lambda uid=uid, state=state: [m for m in service.meetings() if m["uid"] == uid and m["state"] == state], f"{uid} is {state}")

    def test_the_night_with_an_hour_twice(self):
        """02:30 is twice: the first is meant (RFC 5545 3.3.5)."""
        self.check_night("2026-10-24T22:00:00", {"day": "2026-10-25", "half": "2026-10-25T00:30:00Z",
                                                 "daily": ["2026-10-25T08:00:00Z", "2026-10-26T08:00:00Z"]},
                         [("2026-10-25T00:29:58", "half", "active"), ("2026-10-25T00:50:01", "half", "ended"),
                          ("2026-10-25T07:59:59", "daily", "active")])

    def test_the_night_without_an_hour(self):
        """02:30 does not exist: it is 03:30, by the offset before."""
        self.check_night("2027-03-27T22:00:00", {"day": "2027-03-28", "half": "2027-03-28T01:30:00Z",
                                                 "daily": ["2027-03-28T07:00:00Z", "2027-03-29T07:00:00Z"]},
                         [("2027-03-28T01:29:58", "half", "active"), ("2027-03-28T01:50:01", "half", "ended"),
                          ("2027-03-28T06:59:59", "daily", "active")])


if __name__ == "__main__":
    unittest.main()
