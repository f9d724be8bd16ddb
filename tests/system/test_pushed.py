"""A calendar that is pushed again: the same body is not read at all, and nothing is other than if it had been."""
import os
import shutil
import threading
import unittest

from clock import ClockTest
from service import ServiceTest, calendar, event, ical_time, whole_second
from support import wait_for

DAY = 86400
NOT_READ = "calendar is what was sent, which is not read again"
COUNTS = ("bookings", "created", "changed", "cancelled", "unchanged", "refused")


class PushedService(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.start({"log": {"level": "debug"}})
        start = whole_second(2 * DAY)
        self.events = [event(f"e{i}", start + i * 3600, start + i * 3600 + 600) for i in range(5)]
        self.text = calendar(*self.events)

    def push(self, text, read, **how):
        """What is answered; read: whether a reader is to be had for it."""
        before = self.service.log().count(NOT_READ)
        said = self.service.push("rooms", text, **how)
        self.assertEqual(self.service.log().count(NOT_READ) - before, 0 if read else 1, said)
        self.assertEqual(self.service.get("/v1/calendars/rooms")["state"], "ok")
        return said

    def settle(self):
        """The body is known."""
        self.push(self.text, read=True)
        self.push(self.text, read=False)

    def test_unchanged(self):
        self.push(self.text, read=True)
        said = self.push(self.text, read=False)
        self.assertEqual([said[key] for key in COUNTS], [5, 0, 0, 0, 5, []])
        self.service.restart(ready=True)
        self.assertEqual(self.push(self.text, read=False), said)
        self.service.must("DELETE", f"/v1/meetings/{self.service.by_uid('e1')['id']}")
        again = self.push(self.text, read=False)
        self.assertEqual([again[key] for key in COUNTS], [5, 0, 0, 0, 4, []])

    def test_unchanged_copy(self):
        """What stands in another calendar, too, is counted the same whether it is read or not."""
        self.settle()
        for read in (True, False, False):
            before = self.service.log().count(NOT_READ)
            said = self.service.push("staff", self.text)
            self.assertEqual([said[key] for key in COUNTS], [5, 0, 0, 0, 5, []])
            self.assertEqual(self.service.log().count(NOT_READ) - before, 0 if read else 1)

    def test_there_and_back(self):
        self.settle()
        other = calendar(*self.events[:3])
        self.assertEqual(self.push(other, read=True)["cancelled"], 2)
        self.assertEqual(self.push(self.text, read=True)["created"], 2)
        self.assertEqual(self.push(self.text, read=False)["unchanged"], 5)

    def test_a_message_between(self):
        self.settle()
        self.push(calendar(event("e7", whole_second(3 * DAY), whole_second(3 * DAY) + 60), method="REQUEST"), True, method="POST")
        said = self.push(self.text, read=True)
        self.assertEqual((said["cancelled"], said["unchanged"]), (1, 5))
        self.push(self.text, read=False)
        self.push(calendar(self.events[0], method="CANCEL"), True, method="POST")
        self.push(self.text, read=True)

    def test_refused_again(self):
        text = calendar(*self.events).replace("UID:e3\r\n", "UID:e3\r\nDTSTART:nonsense\r\n")
        first = self.push(text, read=True)
        self.assertEqual((len(first["refused"]), first["created"]), (1, 4))
        again = self.push(text, read=True)
        self.assertEqual((again["refused"], again["unchanged"]), (first["refused"], 4))

    def test_another_configuration(self):
        for change in ({"schedule": {"horizon": "30d"}}, {"zone": "Asia/Tokyo"}, {"calendar_limits": {"occurrences": 400}},
                       {"endpoints": [{"address": "room@example.com", "dial": "sip:room@example.com"}]}):
            with self.subTest(change=change):
                self.settle() if change.get("schedule") else self.push(self.text, read=False)
                self.service.write_config(change)
                self.assertIn("configuration read again", self.service.hang_up())
                self.push(self.text, read=True)

    def test_a_backup_put_back(self):
        """What is remembered is in the copy, beside what it tells of."""
        self.settle()
        path = os.path.join(self.service.folder, "backup.db")
        self.assertEqual(self.service.ctl("backup", path)[0], 0)
        other = calendar(*self.events[:2])
        self.push(other, read=True)
        self.service.kill()
        shutil.copyfile(path, self.service.store)
        self.service.start()
        self.assertEqual(self.push(self.text, read=False)["unchanged"], 5)
        self.assertEqual(self.push(other, read=True)["cancelled"], 3)

    def test_two_at_once(self):
        """What is known when a body comes need not be what is when its turn comes."""
        self.settle()
        other = calendar(*[event(f"x{i}", whole_second(DAY), whole_second(DAY) + 60) for i in range(2000)])
        thread = threading.Thread(target=lambda: self.service.push("rooms", other))
        thread.start()

        def is_being_read():
            shown = self.service.get("/v1/calendars/rooms")
            return shown["state"] == "unfinished" or shown["bookings"] == 2000

        wait_for(is_being_read, "the other is being read, or was", every=0.001)
        self.push(self.text, read=True)
        thread.join()
        self.assertEqual(self.service.get("/v1/calendars/rooms")["bookings"], 5)


class RolledService(ClockTest):
    """Horizons roll without the body being sent; sent again it is passed over, and a new service makes the same of it."""

    @staticmethod
    def text(start):
        def series(uid, *lines):
            return event(uid, start, start + 900, more=lines)

        shown = ical_time
        return calendar(
            series("daily", "RRULE:FREQ=DAILY", "EXDATE:" + shown(start + 40 * DAY)),
            series("weekly", "RRULE:FREQ=WEEKLY;COUNT=9"),
            event("weekly", start + 43 * DAY, start + 43 * DAY + 600, title="Moved", more=["RECURRENCE-ID:" + shown(start + 42 * DAY)]),
            series("dates", "RDATE:" + ",".join(shown(start + days * DAY) for days in (3, 38, 44, 80))),
            event("far", start + 41 * DAY, start + 41 * DAY + 600),
            event("near", start, start + 600))

    def ahead(self, service):
        return sorted((m["uid"], m["title"], m["start"], m["end"]) for m in service.meetings() if m["state"] == "scheduled")

    def test_rolled_on(self):
        service = self.start_shifted(schedule={"horizon": "35d"}, log={"level": "debug"})
        text = self.text(whole_second(DAY) + 3600)
        service.push("rooms", text)
        first = self.ahead(service)
        self.set_ahead(12 * DAY)
        wait_for(lambda: any(uid == "far" for uid, *_ in self.ahead(service)), "the horizon has rolled")
        said = service.push("rooms", text)
        self.assertEqual(service.log().count(NOT_READ), 1)
        rolled = self.ahead(service)
        self.assertNotEqual(rolled, first)
        self.assertEqual(said["unchanged"], len(rolled))
        fresh = self.start_shifted("fresh", schedule={"horizon": "35d"})
        fresh.push("rooms", text)
        last = max(meeting[2] for meeting in rolled)
        self.assertEqual(rolled, [meeting for meeting in self.ahead(fresh) if meeting[2] <= last])


if __name__ == "__main__":
    unittest.main()
