"""Calendars that come in parts: one whose service dies in its middle, and a message of many bookings."""
import http.client
import threading
import unittest

from service import ServiceTest, calendar, event, whole_second
from support import wait_for

MANY = 3000


class Unfinished(ServiceTest):
    @staticmethod
    def many(method=None):
        start = whole_second(48 * 3600)
        return calendar(*[event(f"e{i}", start, start + 600) for i in range(MANY)], method=method)

    def put(self, text):
        try:
            self.service.api("PUT", "/v1/calendars/rooms", text, headers={"Content-Type": "text/calendar"})
        except (OSError, http.client.HTTPException):
            pass  # it is killed

    def test_killed_in_its_middle(self):
        self.service = service = self.start()
        service.push("rooms", calendar())
        text = self.many()

        def some_there():
            return 0 < service.get("/v1/calendars/rooms")["bookings"] < MANY

        thread = threading.Thread(target=self.put, args=(text,))
        thread.start()
        wait_for(some_there, "a part of it is there", every=0.001)
        service.kill()
        thread.join()
        for _ in range(2):  # it stays so
            service.start()
            shown = service.get("/v1/calendars/rooms")
            self.assertLess(shown["bookings"], MANY)
            self.assertEqual(shown["state"], "unfinished")
            self.assertIn("send it again", shown["last_error"])
            self.assertIsNotNone(shown["since"])
            status, out, _ = service.ctl("calendars", "rooms")
            self.assertEqual((status, "unfinished" in out, "cospacectl import" in out), (0, True, True))
            service.kill()
        service.start()
        counts = service.push("rooms", text)
        self.assertEqual(counts["bookings"], MANY)
        shown = service.get("/v1/calendars/rooms")
        self.assertEqual((shown["state"], shown["last_error"], shown["bookings"]), ("ok", None, MANY))

    def test_a_message_of_many_bookings(self):
        """It comes to the engine in parts, and has one answer."""
        self.service = service = self.start()
        text = self.many("PUBLISH").replace("UID:e7\r\n", "UID:e7\r\nDTSTART:nonsense\r\n")
        counts = service.push("mail", text, method="POST")
        self.assertEqual((counts["bookings"], counts["created"], len(counts["refused"])), (MANY - 1, MANY - 1, 1))
        self.assertEqual(service.push("mail", text, method="POST")["unchanged"], MANY - 1)
        shown = service.get("/v1/calendars/mail")
        self.assertEqual((shown["bookings"], shown["refused_count"]), (MANY - 1, 1))


if __name__ == "__main__":
    unittest.main()
