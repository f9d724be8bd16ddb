"""A meeting's whole way, from a calendar or the API to a placeholder again; every request that it costs is counted."""
import time
import unittest

from service import ServiceTest, calendar, changing, event, from_rfc3339, rfc3339, short, whole_second
from support import wait_for


class Life(ServiceTest):
    def start_and_mark(self, changes=None, **how):
        service = self.start(changes, **how)
        self.mark = len(service.sim.log())
        return service

    def said(self, service):
        """What was said to the bridges since, to change something."""
        return changing(service.sim.log()[self.mark:])

    def words(self, service):
        return [short(line) for line in self.said(service)]

    def expect(self, service, *words):
        """The words come to be exactly these; within a "dial" run the order does not matter."""
        wait_for(lambda: len(self.words(service)) >= len(words), f"{words} were said, not {self.words(service)}")
        self.assertEqual(sorted(self.words(service)), sorted(words))
        kinds = [word.split()[0] for word in words]
        self.assertEqual([word.split()[0] for word in self.words(service)], kinds)

    def test_from_a_calendar_to_a_placeholder(self):
        service = self.start_and_mark({"endpoints": [{"address": "boardroom@example.com", "dial": "board@video.example.com"}]},
                                      extra=["--log-secrets"])
        secrets = {space["id"]: space["secret"] for space in service.sim.state()["spaces"]}
        service.sim.script_leg("lab@*", "busy", after_ms=100, times=1)
        service.sim.script_leg("*", "answer", after_ms=100)
        start = whole_second(1)
        people = ["mailto:Boardroom@example.com", "sip:lab@example.com", "mailto:ann@example.com"]

        def whole(end, title="Board & Co", people=people):
            return calendar(event("board", start, end, title, people))

        answer = service.push("rooms", whole(start + 60))
        self.assertEqual(answer, {"bookings": 1, "created": 1, "changed": 0, "cancelled": 0, "unchanged": 0, "refused": []})
        self.assertEqual(service.push("rooms", whole(start + 60))["unchanged"], 1)
        meeting = service.by_uid("board")
        self.assertEqual((meeting["state"], meeting["space"], meeting["call"]), ("scheduled", None, None))
        service.wait_state(meeting["id"], "active")
        begin = ["open", "call", "dial board@video.example.com", "dial lab@example.com"]
        self.expect(service, *begin)
        lines = self.said(service)
        self.assertEqual([line["status"] for line in lines], [200] * 4)
        self.assertRegex(lines[0]["body"], r"^&nonMemberAccess=true&passcode=&name=Board\+%26\+Co&secret=[0-9a-f-]{36}$")
        self.assertLess(max(from_rfc3339(line["time"]) for line in lines) - start, 10.0, "it was in time, as far as the machine has any")

        meeting = service.meeting(meeting["id"])
        self.assertEqual(meeting["space"]["uri"], "1@meet.example.com")
        self.assertEqual(meeting["call"], {"id": service.sim.state()["calls"][0]["id"], "bridge": "core1"})
        states = {p["address"]: (p["state"], p["dial"]) for p in meeting["participants"]}
        self.assertEqual(states["ann@example.com"], ("listed", None))
        service.wait_people(meeting["id"], lab="connected", Boardroom="connected")
        self.expect(service, *begin, "dial lab@example.com")

        so_far = self.words(service)
        extended = service.must("POST", f"/v1/meetings/{meeting['id']}/extend", {"minutes": 1})
        self.assertEqual(from_rfc3339(extended["end"]), start + 120)
        self.expect(service, *so_far, "open")
        self.assertEqual(self.said(service)[-1]["body"], lines[0]["body"], "an extension repeats the first PUT")
        service.push("rooms", whole(start + 60))
        self.assertEqual(from_rfc3339(service.meeting(meeting["id"])["end"]), start + 120, "the operator's word stands")
        self.assertEqual(service.push("rooms", whole(start + 180))["changed"], 1)
        self.assertEqual(from_rfc3339(service.meeting(meeting["id"])["end"]), start + 180, "until the event changes")
        self.expect(service, *so_far, "open", "open")
        self.assertEqual(service.push("rooms", whole(start + 180, "Board"))["changed"], 1)
        self.expect(service, *so_far, "open", "open", "open")
        self.assertIn("&name=Board&", self.said(service)[-1]["body"])
        so_far = self.words(service)

        added = service.must("POST", f"/v1/meetings/{meeting['id']}/participants", {"address": "tim@example.com"})
        service.wait_people(meeting["id"], tim="connected")
        self.expect(service, *so_far, "dial tim@example.com")
        service.push("rooms", whole(start + 180, "Board", people[:2] + ["sip:new@example.com"]))
        service.wait_people(meeting["id"], new="connected")
        self.expect(service, *so_far, "dial tim@example.com", "dial new@example.com")
        removed = service.must("DELETE", f"/v1/meetings/{meeting['id']}/participants/{added['id']}")
        self.assertEqual(removed["id"], meeting["id"])
        service.push("rooms", whole(start + 180, "Board", people[:2]))
        so_far += ["dial tim@example.com", "dial new@example.com", "hang up", "hang up"]
        self.expect(service, *so_far)
        wait_for(lambda: len(service.sim.state()["legs"]) == 2, "the two have left")
        self.assertEqual(len(service.meeting(meeting["id"])["participants"]), 2)

        self.assertEqual(service.must("POST", f"/v1/meetings/{meeting['id']}/end")["state"], "ending")
        service.wait_state(meeting["id"], "ended")
        self.expect(service, *so_far, "close", "end")
        self.assertEqual(self.said(service)[-2]["body"],
                         "&nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true")
        self.assert_idle(service)
        used = meeting["space"]["id"]
        for space in service.sim.state()["spaces"]:
            self.assertEqual(space["secret"] == secrets[space["id"]], space["id"] != used, "a new secret, there alone")
        service.stop()

    def test_ends_and_does_not_start(self):
        service = self.start_and_mark()
        start = whole_second(1)
        events = {name: event(name, start, end, name) for name, end in (("short", start + 2), ("longer", start + 2),
                                                                        ("shorter", start + 600), ("dropped", start + 600))}
        service.push("rooms", calendar(*events.values(), event("gone", start, start + 9)))
        service.push("rooms", calendar(*events.values()))
        by_hand = service.book("by hand", start, start + 600, ["x@example.com"])
        self.assertEqual(service.must("DELETE", "/v1/meetings/" + by_hand["id"])["state"], "cancelled")
        self.assertEqual(service.by_uid("gone")["state"], "cancelled")
        ids = {name: service.by_uid(name)["id"] for name in events}
        for name in ids:
            if name != "dropped":
                service.wait_state(ids[name], "active")
        self.assertEqual(service.meeting(ids["dropped"])["reason"], "no space is free")
        self.assertEqual(sorted(self.words(service)), ["call"] * 3 + ["open"] * 3)
        del events["dropped"]
        events["longer"] = event("longer", start, start + 6, "longer")
        events["shorter"] = event("shorter", start, start + 4, "shorter")
        service.push("rooms", calendar(*events.values()))
        self.assertEqual(service.meeting(ids["dropped"])["state"], "cancelled", "it waited, and is not wanted any more")
        for name in ("short", "shorter", "longer"):
            service.wait_state(ids[name], "ended")
        self.assert_idle(service)
        ends = [from_rfc3339(line["time"]) - start for line in self.said(service) if short(line) == "end"]
        self.assertEqual([int(end) // 2 for end in ends], [1, 2, 3], "each at its end")
        service.stop()

    def test_a_call_that_runs_is_cancelled(self):
        service = self.start_and_mark()
        start = time.time()
        service.push("rooms", calendar(event("one", start, start + 600, people=["sip:a@example.com"])))
        meeting = service.wait_state(service.by_uid("one")["id"], "active")
        self.expect(service, "open", "call", "dial a@example.com")
        self.assertEqual(service.push("rooms", calendar())["cancelled"], 1)
        service.wait_state(meeting["id"], "ended")
        self.expect(service, "open", "call", "dial a@example.com", "close", "end")
        self.assert_idle(service)
        service.stop()

    def test_waits_for_a_space(self):
        service = self.start_and_mark({"pool": {"last": 1}})
        start = whole_second(0.5)
        first = service.book("first", start, start + 4)
        service.wait_state(first["id"], "active")
        late = service.book("late", start, start + 30)
        lost = service.book("lost", start, start + 2)
        for meeting in (late, lost):
            self.assertEqual(service.wait_state(meeting["id"], "waiting")["reason"], "no space is free")
        self.assertEqual(service.wait_state(lost["id"], "missed")["reason"], "no space is free")
        late = service.wait_state(late["id"], "active")
        self.assertEqual((late["space"]["index"], from_rfc3339(late["end"])), (1, start + 30))
        self.assertEqual(service.meeting(first["id"])["state"], "ended")
        self.assertEqual(service.must("DELETE", "/v1/meetings/" + late["id"])["state"], "ending")
        self.expect(service, "open", "call", "close", "end", "open", "call", "close", "end")
        self.assertEqual(service.get("/v1/status")["meetings"]["missed"], 1)
        self.assert_idle(service)
        service.stop()

    def test_too_late_after_a_rest(self):
        service = self.start_and_mark({"schedule": {"start_grace": "1s"}})
        start = whole_second(0)
        overdue = service.book("overdue", start + 0.5, start + 600)
        service.kill()
        wait_for(lambda: time.time() > start + 1.6, "its grace is over")
        service.start(ready=False)
        missed = service.wait_state(overdue["id"], "missed")
        self.assertEqual(missed["reason"], "the service was not running when it was due")
        self.assertEqual(self.words(service), [])
        service.stop()


class Calendars(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.start()
        self.start_at = whole_second(3600)

    def send(self, method, sequence, day, title):
        text = event("one", self.start_at, self.start_at + 600, title, more=[f"SEQUENCE:{sequence}"])
        return self.service.push("inbox", calendar(text.replace("20260101T", f"202601{day:02d}T"), method=method), "POST")

    def test_what_is_refused(self):
        good = event("good", self.start_at, self.start_at + 60)
        backwards = event("backwards", self.start_at, self.start_at - 60)
        nameless = event("x", self.start_at, self.start_at + 60).replace("UID:x\r\n", "")
        text = calendar(good, backwards, nameless, event("fine", self.start_at, self.start_at + 60))
        answer = self.service.push("rooms", text)
        self.assertEqual((answer["bookings"], answer["created"]), (4, 3))
        lines = text.split("\r\n")
        ends = [number for number, line in enumerate(lines, 1) if line.startswith("DTEND:")]
        self.assertEqual([(r["uid"], r["line"]) for r in answer["refused"]], [("backwards", ends[1])])
        for refused in answer["refused"]:
            self.assertRegex(refused["why"], r"^\w.*\w", "in words")
        shown = self.service.get("/v1/calendars/rooms")
        self.assertEqual(shown["refused"], answer["refused"])
        kept = self.service.push("rooms", calendar(good.replace("DTEND", "DTBEND").replace("DTSTART", "DTFIRST")))
        self.assertEqual(len(kept["refused"]), 1)
        self.assertEqual(self.service.by_uid("good")["state"], "scheduled", "refused in its new form, it keeps the old one")
        self.assertEqual(self.service.by_uid("fine")["state"], "cancelled", "no longer there")

    def test_messages_by_sequence(self):
        for method, sequence, day, title, counts, state, shown in (
            ("REQUEST", 0, 2, "One", (1, 0, 0), "scheduled", "One"),
            ("REQUEST", 0, 1, "Older", (0, 0, 0), "scheduled", "One"),
            ("REQUEST", 0, 3, "Newer", (0, 1, 0), "scheduled", "Newer"),
            ("REQUEST", 2, 3, "Two", (0, 1, 0), "scheduled", "Two"),
            ("REQUEST", 1, 4, "Late", (0, 0, 0), "scheduled", "Two"),
            ("CANCEL", 1, 4, "Late", (0, 0, 0), "scheduled", "Two"),
            ("CANCEL", 2, 5, "Two", (0, 0, 1), "cancelled", "Two"),
            ("REQUEST", 1, 6, "Late", (0, 0, 0), "cancelled", "Two"),
            ("REQUEST", 3, 7, "New", (1, 0, 0), "scheduled", "New"),
        ):
            with self.subTest((method, sequence, day)):
                answer = self.send(method, sequence, day, title)
                self.assertEqual((answer["created"], answer["changed"], answer["cancelled"]), counts)
                meeting = [m for m in self.service.meetings() if m["uid"] == "one" and m["state"] == state][-1]
                self.assertEqual(meeting["title"], shown)

    def test_a_series_over_the_horizon(self):
        rule = event("daily", self.start_at, self.start_at + 60, more=["RRULE:FREQ=DAILY;COUNT=400",
                                                                       f"EXDATE:{event_time(self.start_at + 86400)}"])
        answer = self.service.push("rooms", calendar(rule))
        self.assertIn(answer["created"], (89, 90))
        listed = self.service.meetings()
        self.assertEqual(len(listed), answer["created"])
        self.assertEqual([from_rfc3339(m["start"]) - self.start_at for m in listed[:3]], [0, 2 * 86400, 3 * 86400])
        self.service.restart()
        self.assertEqual(self.service.meetings(), listed, "all of it was durable")


def event_time(seconds):
    return rfc3339(seconds).replace("-", "").replace(":", "").replace(".000", "")


if __name__ == "__main__":
    unittest.main()
