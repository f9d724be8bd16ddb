"""Messages to a calendar through the real service: what they mean together is read again from the store before the answer."""
import unittest

from service import ServiceTest, calendar, event, from_rfc3339, ical_time, whole_second
from support import wait_for

HOUR = 3600


class Messages(ServiceTest):
    def send(self, method, *events, status=200):
        text = calendar(*events, method=method)
        return self.service.must("POST", "/v1/calendars/mail", text, status=status, headers={"Content-Type": "text/calendar"})

    def starts(self):
        return [from_rfc3339(meeting["start"]) for meeting in self.service.meetings() if meeting["state"] == "scheduled"]

    def test_from_one_occurrence_on(self):
        self.service = self.start()
        start = whole_second(24 * HOUR)
        series = event("weekly", start, start + 600, more=["RRULE:FREQ=DAILY;COUNT=5", "SEQUENCE:0"])
        self.assertEqual(self.send("REQUEST", series)["created"], 5)
        third = start + 2 * 24 * HOUR
        later = event("weekly", third + HOUR, third + HOUR + 900,
                      more=[f"RECURRENCE-ID;RANGE=THISANDFUTURE:{ical_time(third)}", "SEQUENCE:1"])
        answer = self.send("REQUEST", later)
        self.assertEqual((answer["bookings"], answer["changed"], answer["unchanged"]), (1, 3, 2))
        days = [start + day * 24 * HOUR for day in range(5)]
        self.assertEqual(self.starts(), [at + (HOUR if at >= third else 0) for at in days])
        self.service.restart(ready=True)
        self.assertEqual(self.send("REQUEST", later)["unchanged"], 5)
        off = event("weekly", third, third + 600,
                    more=[f"RECURRENCE-ID;RANGE=THISANDFUTURE:{ical_time(third)}", "SEQUENCE:2", "STATUS:CANCELLED"])
        self.assertEqual(self.send("CANCEL", off)["cancelled"], 3)
        self.assertEqual(self.starts(), days[:2])

    def test_the_other_copy_takes_over(self):
        self.service = service = self.start()
        start = whole_second(24 * HOUR)
        service.push("org", calendar(event("both", start, start + 600, "Organizer's")))
        service.push("room", calendar(event("both", start, start + 600, "Room's")))
        self.assertEqual([(m["calendar"], m["title"]) for m in service.meetings()], [("org", "Organizer's")])
        before = service.meetings()[0]["id"]
        service.push("org", calendar(event("other", start, start + 600, "Another")))

        def taken_over():
            return [(m["id"], m["calendar"]) for m in service.meetings() if m["title"] == "Room's"] == [(before, "room")]

        wait_for(taken_over, "the room's copy to be read again")

    def test_what_is_not_for_a_calendar(self):
        self.service = self.start()
        start = whole_second(24 * HOUR)
        self.send("REQUEST", event("one", start, start + 600))
        for method in ("CANCEL", "REPLY", "COUNTER", "REFRESH", "X-OWN"):
            answer = self.service.api("PUT", "/v1/calendars/mail", calendar(event("two", start, start + 600), method=method),
                                      headers={"Content-Type": "text/calendar"})
            self.assertEqual(answer.status, 422)
            self.assertIn("POST", answer.json()["detail"])
        for method in ("COUNTER", "DECLINECOUNTER", "REFRESH", "X-OWN"):
            answer = self.send(method, event("one", start + HOUR, start + HOUR + 600))
            self.assertEqual((answer["bookings"], answer["changed"]), (0, 0))
            self.assertIn("nothing was done", answer["note"])
        self.assertEqual(self.starts(), [start])
        self.assertNotIn("note", self.send("REQUEST", event("one", start, start + 600)))


if __name__ == "__main__":
    unittest.main()
