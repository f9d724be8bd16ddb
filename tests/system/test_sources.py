"""Calendars that are fetched: feeds by URL, as they come from servers good and bad."""
import os
import time
import unittest

import feed
from feed import Feed, basic
from service import ServiceTest, calendar, event, rfc3339, whole_second
from support import wait_for

SOON = {"every": "1s"}


class SourceTest(ServiceTest):
    def serve(self, certificate=None):
        server = Feed(certificate)
        self.addCleanup(server.close)
        return server

    def day(self, *uids, hour=0):
        """A calendar with one meeting a UID, tomorrow."""
        start = whole_second(86400) + hour * 3600
        return calendar(*[event(uid, start, start + 1800, title=uid) for uid in uids])

    def source(self, name, url, **more):
        return {"name": name, "kind": "ics", "url": url, **SOON, **more}

    def begin(self, *sources, **changes):
        return self.start({"calendars": list(sources), "limits": {"connect_timeout": "1s", "request_timeout": "1s"}, **changes})

    @staticmethod
    def shown(service, name):
        return service.get("/v1/calendars/" + name)

    def wait_bookings(self, service, name, n):
        return wait_for(lambda: (c := self.shown(service, name))["bookings"] == n and c, f"{name} has {n} bookings")

    def wait_error(self, service, name, *words):
        def failed():
            error = self.shown(service, name)["last_error"]
            return error if error and all(word in error for word in words) else None

        return wait_for(failed, f"{name} fails with {words}")

    @staticmethod
    def uids(service, name):
        return sorted(m["uid"] for m in service.meetings() if m["calendar"] == name and m["state"] == "scheduled")


class Feeds(SourceTest):
    def test_fetched_and_followed(self):
        server = self.serve()
        server.set("/a.ics", self.day("one", "two"))
        service = self.begin(self.source("a", server.url("/a.ics")))
        self.wait_bookings(service, "a", 2)
        shown = self.shown(service, "a")
        self.assertEqual((shown["kind"], shown["last_error"]), ("ics", None))
        self.assertIsNotNone(shown["last_success"])
        server.set("/a.ics", self.day("two", "three"))
        wait_for(lambda: self.uids(service, "a") == ["three", "two"], "it follows")


if __name__ == "__main__":
    unittest.main()
