"""GET /v1/events: what happens is told, once, in order, and again to whoever comes back for it."""
import os
import pwd
import time
import unittest

import support
from event_stream import Stream
from service import ServiceTest, calendar, event, from_rfc3339, whole_second
from support import wait_for

HOUR = 3600


class Events(ServiceTest):
    def follow(self, service, **how):
        stream = Stream(service.socket, **how)
        self.addCleanup(stream.close)
        return stream

    def book(self, service, title="Talk", **how):
        now = time.time()
        return service.book(title, now + HOUR, now + 2 * HOUR, **how)["id"]

    def test_a_meeting_from_its_booking_to_its_end(self):
        service = self.start()
        stream = self.follow(service)
        start = time.time() + 0.5
        booked = service.book("Talk", start, start + HOUR, ["a@x"])
        stream.wait_state("meeting", booked["id"], "active")
        person = booked["participants"][0]["id"]
        told = stream.wait_state("participant", person, "connected")
        self.assertEqual(told.data["meeting"], booked["id"])
        service.must("POST", f"/v1/meetings/{booked['id']}/end")
        last = stream.wait_state("meeting", booked["id"], "ended")
        self.assertLess(start, from_rfc3339(last.data["ended_at"]))
        self.assertLess(from_rfc3339(last.data["ended_at"]), from_rfc3339(last.data["end"]))
        service.restart()
        self.assertEqual(service.meeting(booked["id"])["ended_at"], last.data["ended_at"])
        self.assertEqual(stream.states(booked["id"]), ["scheduled", "starting", "active", "ending", "ended"])
        self.assertEqual({k: v for k, v in last.data.items() if k not in ("cause", "at")}, service.meeting(booked["id"]))
        ids = [e.id for e in stream.events]
        self.assertEqual(ids, list(range(ids[0], ids[0] + len(ids))))
        space = stream.wait(lambda e: e.kind == "pool" and e.data["state"] == "in_use", "its space").data
        self.assertEqual((space["index"], space["meeting"]), (1, booked["id"]))

    def test_who_caused_it(self):
        service = self.start()
        stream = self.follow(service)
        meeting = self.book(service)
        told = stream.wait_state("meeting", meeting, "scheduled")
        name = pwd.getpwuid(os.getuid()).pw_name
        self.assertEqual(told.data["cause"], {"uid": os.getuid(), "name": name})
        wait_for(lambda: f'asked for by=uid:{os.getuid()}({name}) method="POST" path="/v1/meetings" status=201' in service.log(), "it was said")

    def test_who_pushed_a_calendar(self):
        service = self.start()
        stream = self.follow(service, event="meeting,calendar")
        start = whole_second(HOUR)
        many = [event(f"uid-{n}", start + 60 * n, start + 60 * n + 30) for n in range(700)]  # more than a part
        service.push("rooms", calendar(*many))
        service.push("rooms", calendar(event("uid-1", start + HOUR, start + 2 * HOUR, "Moved", more=["SEQUENCE:2"]), method="REQUEST"), "POST")
        service.push("rooms", calendar())
        wait_for(lambda: sum(e.kind == "meeting" and e.data["state"] == "cancelled" for e in stream.events) == 700, "all are cancelled")
        causeless = [e for e in stream.events if e.data.get("cause", {}).get("uid") != os.getuid()]
        self.assertEqual([(e.kind, e.data.get("uid"), e.data["state"]) for e in causeless], [])
        self.assertGreaterEqual(len(stream.events), 1400)

    def test_begins_with_the_last(self):
        service = self.start()
        before = time.time()
        titles = [f"Talk {n}" for n in range(5)]
        for title in titles:
            self.book(service, title)
        stream = self.follow(service, last=3)
        stream.wait(lambda e: e.data.get("title") == titles[-1], "the last is told")
        self.assertEqual([e.data["title"] for e in stream.events], titles[-3:])
        self.assertTrue(all(before - 1 < from_rfc3339(e.data["at"]) < time.time() + 1 for e in stream.events))
        self.book(service, "Next")
        stream.wait(lambda e: e.data.get("title") == "Next", "it goes on")
        back = self.follow(service, last=1000, last_id=stream.last_id)
        self.book(service, "After")
        back.wait(lambda e: e.data.get("title") == "After", "it goes on there")
        self.assertEqual([e.data["title"] for e in back.events], ["After"], "where it was goes before it")
        for wrong in ("1001", "x", "-1", ""):
            self.assertEqual(self.follow(service, last=wrong).problem["field"], "last")

    def test_bridges_and_calendars(self):
        service = self.start(bridges=2)
        stream = self.follow(service)
        service.must("POST", "/v1/bridges/core2/prefer")
        stream.wait(lambda e: e.kind == "bridge" and e.data["name"] == "core2" and e.data["preferred"], "core2 is preferred")
        service.sim.stop_bridge(1)
        stream.wait_state("bridge", "core1", "down")
        start = whole_second(HOUR)
        service.push("rooms", calendar(event("a", start, start + HOUR)))
        told = stream.wait(lambda e: e.kind == "calendar" and e.data["bookings"] == 1, "the calendar")
        self.assertEqual(told.data["name"], "rooms")
        stream.wait(lambda e: e.kind == "meeting" and e.data["uid"] == "a" and e.data["calendar"] == "rooms", "its meeting")

    def test_a_meeting_whose_bridge_cannot_be_asked(self):
        service = self.start(bridges=1)
        stream = self.follow(service)
        start = time.time() + 0.3
        meeting = service.book("Board", start, start + 600, ["a@example.com"])["id"]
        service.wait_people(meeting, a="connected")
        service.sim.stop_bridge(1)
        lost = stream.wait(lambda e: e.kind == "meeting" and e.data["id"] == meeting and e.data["state"] == "active" and e.data["reason"],
                           "it says that nobody knows")
        self.assertRegex(lost.data["reason"], "^core1 .*, since .*Z: whether the meeting goes on there is not known")
        self.assertEqual(service.must("GET", f"/v1/meetings/{meeting}")["reason"], lost.data["reason"])
        service.sim.restart_bridge(1)
        well = stream.wait(lambda e: e.kind == "meeting" and e.data["id"] == meeting and e.id > lost.id and not e.data["reason"],
                           "its bridge is back")
        self.assertEqual(well.data["state"], "active")

    def test_what_was_missed_is_told_after_a_restart(self):
        service = self.start()
        stream = self.follow(service)
        first = self.book(service)
        seen = stream.wait_state("meeting", first, "scheduled").id
        stream.close()
        second = self.book(service)
        service.must("DELETE", "/v1/meetings/" + second)
        service.restart(ready=True)
        again = self.follow(service, last_id=seen)
        again.wait_state("meeting", second, "cancelled")
        self.assertEqual(again.states(second), ["scheduled", "cancelled"])
        self.assertEqual(again.states(first), [])
        self.assertNotIn("reset", [e.kind for e in again.events])
        self.assertGreater(again.events[0].id, seen)
        third = self.book(service)
        again.wait_state("meeting", third, "scheduled")
        by_query = self.follow(service, after=seen)
        by_query.wait_state("meeting", third, "scheduled")
        self.assertEqual([e.id for e in by_query.events][:3], [e.id for e in again.events][:3])

    def test_many_at_once_come_all(self):
        service = self.start()
        stream = self.follow(service)
        start = whole_second(HOUR)
        service.push("big", calendar(*(event(f"u{i}", start + i, start + i + 60) for i in range(1500))))
        begin = stream.last_id

        def uids(of):
            return {e.data["uid"] for e in of.events if e.kind == "meeting"}

        wait_for(lambda: len(uids(stream)) == 1500, "all of them are told")
        again = self.follow(service, last_id=begin if begin < stream.events[0].id else stream.events[0].id - 1)
        wait_for(lambda: len(uids(again)) == 1500, "all of them are told again")

    def test_one_who_cannot_be_told_what_he_missed_is_told_that(self):
        service = self.start()
        far = self.follow(service, last_id=10**15)
        reset = far.wait(lambda e: e.kind == "reset", "the reset")
        self.assertIn("anew", reset.data["advice"])
        meeting = self.book(service)
        self.assertGreater(far.wait_state("meeting", meeting, "scheduled").id, reset.id)

    def test_a_backup_in_the_stores_place(self):
        """What followers know may be more than the store does now: they are told to read anew, and ids go on behind all."""
        service = self.start()
        self.book(service)
        backup = os.path.join(self.folder, "backup.db")
        self.assertEqual(service.ctl("backup", backup)[0], 0)
        stream = self.follow(service)
        gone = self.book(service)
        last = stream.wait_state("meeting", gone, "scheduled").id
        stream.close()
        service.stop()
        os.replace(backup, service.store)
        service.start()
        again = self.follow(service, last_id=last)
        reset = again.wait(lambda e: e.kind == "reset", "the reset")
        self.assertGreater(reset.id, last)
        newest = self.book(service)
        self.assertGreater(again.wait_state("meeting", newest, "scheduled").id, last)

    def test_filters(self):
        service = self.start()
        one, other = self.book(service), self.book(service)
        start = whole_second(HOUR)
        streams = {name: self.follow(service, **query) for name, query in {
            "one": {"meeting": one}, "rooms": {"calendar": "rooms"}, "calendars": {"event": "calendar,bridge"}}.items()}
        all_of_it = self.follow(service)
        service.must("PATCH", "/v1/meetings/" + other, {"title": "Other"})
        service.must("PATCH", "/v1/meetings/" + one, {"title": "One"})
        service.push("rooms", calendar(event("a", start, start + HOUR)))
        all_of_it.wait(lambda e: e.kind == "meeting" and e.data.get("uid") == "a", "everything")
        streams["rooms"].wait(lambda e: e.kind == "meeting", "a meeting of the calendar")
        streams["one"].wait(lambda e: e.data.get("title") == "One", "the meeting that is asked for")
        streams["calendars"].wait(lambda e: e.kind == "calendar", "the calendar")
        self.assertEqual({e.data["id"] for e in streams["one"].events}, {one})
        self.assertEqual({e.data.get("calendar", e.data.get("name")) for e in streams["rooms"].events}, {"rooms"})
        self.assertLessEqual({e.kind for e in streams["calendars"].events}, {"calendar", "bridge"})

    def test_what_is_refused(self):
        service = self.start({"api": {"event_streams": 2}})
        for status, field, how in ((422, "event", {"event": "weather"}), (400, "Last-Event-ID", {"last_id": "x"}),
                                   (400, "colour", {"colour": "red"})):
            stream = Stream(service.socket, **how)
            self.assertEqual((stream.status, stream.problem["field"]), (status, field))
        streams = [self.follow(service) for _ in range(2)]
        third = Stream(service.socket)
        self.assertEqual((third.status, third.response.headers["Retry-After"]), (503, "1"))
        self.assertIn("event_streams", third.problem["detail"])
        streams[0].close()
        meeting = self.book(service)  # what is sent finds the one that is gone
        streams[1].wait_state("meeting", meeting, "scheduled")
        wait_for(lambda: Stream(service.socket).status == 200, "there is room again")

    def test_one_who_does_not_read_holds_nobody_up(self):
        service = self.start()
        lazy = support.UnixConnection(service.socket)
        lazy.request("GET", "/v1/events")
        stream = self.follow(service)
        start = whole_second(HOUR)
        for i in range(3):
            service.push("big", calendar(*(event(f"u{i}", start + i, start + i + 60, f"Take {i} " + "x" * 150) for i in range(2000))))
            began = time.monotonic()
            meeting = self.book(service)
            stream.wait_state("meeting", meeting, "scheduled")
            self.assertLess(time.monotonic() - began, 10)
        lazy.close()


if __name__ == "__main__":
    unittest.main()
