"""Calendars that are fetched: feeds by URL, from servers good and bad."""
import time
import unittest

from feed import Proxy, basic, make_ca, refusing_port
from service import calendar, event, whole_second
from sources import SourceTest
from support import wait_for

HTML = "<!DOCTYPE html><html><body><form>Please log in</form></body></html>\n"


class Feeds(SourceTest):
    def test_fetched_and_followed(self):
        server = self.serve()
        server.set("/a.ics", self.day("one", "two"))
        service = self.begin(self.source("a", server.url("/a.ics")))
        self.wait_uids(service, "a", "one", "two")
        shown = self.shown(service, "a")
        self.assertEqual((shown["kind"], shown["last_error"]), ("ics", None))
        self.assertIsNotNone(shown["last_success"])
        server.set("/a.ics", self.day("two", "three"))
        self.wait_uids(service, "a", "two", "three")

    def test_a_meeting_comes_and_starts(self):
        server = self.serve()
        start = whole_second(4)
        server.set("/a.ics", calendar(event("now", start, start + 60, people=["mailto:a@example.com"])))
        service = self.begin(self.source("a", server.url("/a.ics")))
        meeting = wait_for(lambda: service.by_uid("now"), "it is known")
        service.wait_state(meeting["id"], "active")

    def test_what_is_unchanged_is_not_fetched(self):
        cases = {"etag": {"etag": '"v1"'}, "weak": {"etag": 'W/"v 1"'}, "date": {"modified": "Sun, 22 Nov 2026 08:00:00 GMT"}}
        for name, validators in cases.items():
            with self.subTest(name):
                server = self.serve()
                server.set("/a.ics", self.day("one"), **validators)
                service = self.start({"calendars": [self.source("a", server.url("/a.ics"))]}, name=name)
                self.wait_uids(service, "a", "one")
                first = self.shown(service, "a")["last_success"]
                wait_for(lambda: len(server.asked("/a.ics")) >= 3, "it is asked again")
                header = "If-Modified-Since" if "modified" in validators else "If-None-Match"
                self.assertEqual(server.asked("/a.ics")[1].headers[header], list(validators.values())[0])
                wait_for(lambda: self.shown(service, "a")["last_success"] > first, "unchanged is a success")
                service.restart()  # what was remembered is durable
                before = len(server.asked("/a.ics"))
                wait_for(lambda: len(server.asked("/a.ics")) > before, "it is asked again")
                self.assertIn(header, server.asked("/a.ics")[before].headers)
                self.assertEqual(self.uids(service, "a"), ["one"])
                service.kill()

    def test_unchanged_keeps_what_was_refused(self):
        server = self.serve()
        good = self.day("good").removesuffix("END:VCALENDAR\r\n")
        bad = "BEGIN:VEVENT\r\nUID:bad\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:nonsense\r\nEND:VEVENT\r\n"
        server.set("/a.ics", good + bad + "END:VCALENDAR\r\n", etag='"1"')
        service = self.begin(self.source("a", server.url("/a.ics")))
        wait_for(lambda: len(server.asked("/a.ics")) >= 4, "it was asked again")
        shown = self.shown(service, "a")
        self.assertEqual((shown["refused_count"], shown["refused"][0]["uid"]), (1, "bad"))
        self.assertEqual(shown["last_error"], None)

    def test_read_again_when_it_would_be_read_otherwise(self):
        server = self.serve()
        start = time.strftime("%Y%m%dT120000", time.gmtime(time.time() + 2 * 86400))
        text = calendar(f"BEGIN:VEVENT\r\nUID:float\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{start}\r\nDURATION:PT1H\r\nEND:VEVENT\r\n")
        server.set("/a.ics", text, etag='"1"')
        service = self.begin(self.source("a", server.url("/a.ics"), zone="UTC"))
        self.wait_uids(service, "a", "float")
        self.assertIn("T12:00:00Z", service.by_uid("float")["start"])
        service.write_config({"calendars": [self.source("a", server.url("/a.ics"), zone="Asia/Tokyo")]})
        service.hang_up()
        wait_for(lambda: "T03:00:00Z" in service.by_uid("float")["start"], "its zone is another")

    def test_taken_anew_when_the_selection_is_another(self):
        server = self.serve()
        start = whole_second(86400)
        events = [event(f"in-{room}", start, start + 1800, people=[f"mailto:{room}@example.com"]) for room in ("hall", "lab")]
        events.append(event("place", start, start + 1800, more=["LOCATION:Den"]))
        server.set("/a.ics", calendar(*events), etag='"1"')
        source = self.source("a", server.url("/a.ics"), select="endpoint")

        def endpoints(*rooms):
            return [{"address": room, "dial": "sip:1@example.net"} for room in rooms]

        cases = [(["lab@example.com"], ["in-lab"]), (["hall@example.com", "den"], ["in-hall", "place"]), ([], [])]
        service = self.begin(source, endpoints=endpoints("hall@example.com"))
        self.wait_uids(service, "a", "in-hall")
        for rooms, uids in cases:
            with self.subTest(rooms=rooms):
                service.write_config({"calendars": [source], "endpoints": endpoints(*rooms)})
                service.hang_up()
                self.wait_uids(service, "a", *uids)
        service.stop()
        service.write_config({"calendars": [{**source, "select": "all"}]})
        service.start()
        self.wait_uids(service, "a", "in-hall", "in-lab", "place")

    def test_forms_of_an_answer(self):
        server = self.serve()
        login = basic("user", "pass word")
        server.set("/gzip", self.day("gzip"), gzip=True)
        server.set("/chunked", self.day("chunked"), chunked=True)
        server.set("/bom", "\ufeff" + self.day("bom"))
        server.set("/moved", status=301, headers={"Location": "/there?x=1"})
        server.set("/there", self.day("there"))
        server.set("/login", self.day("login"), login=login)
        server.set("/token", self.day("token"), login="Bearer abc.def")
        with open(self.path("secret"), "w", encoding="utf-8") as file:
            file.write("pass word\n")
        with open(self.path("token"), "w", encoding="utf-8") as file:
            file.write("abc.def\n")
        more = {"login": {"username": "user", "password_file": self.path("secret")}, "token": {"token_file": self.path("token")}}
        names = ["gzip", "chunked", "bom", "moved", "login", "token"]
        service = self.begin(*[self.source(name, server.url("/" + name), **more.get(name, {})) for name in names])
        for name in names:
            self.wait_uids(service, name, "there" if name == "moved" else name)
        wait_for(lambda: "calendar has moved for good" in service.log(), "it was said")
        for secret in ("pass word", "abc.def", login.split()[1]):
            self.assertNotIn(secret, service.log())

    def test_private_ca(self):
        ca, cert, key = make_ca(self.folder)
        server = self.serve((cert, key))
        server.set("/a.ics", self.day("one"))
        server.set("/b.ics", self.day("two"))
        service = self.begin(self.source("good", server.url("/a.ics"), ca_file=ca), self.source("bad", server.url("/a.ics")),
                             self.source("off", server.url("/b.ics"), verify=False))
        self.wait_uids(service, "good", "one")
        self.wait_uids(service, "off", "two")
        self.wait_error(service, "bad", "not signed by a CA that is trusted here", "ca_file")

    def test_proxy(self):
        ca, cert, key = make_ca(self.folder)
        server, secure, proxy, refusing = self.serve(), self.serve((cert, key)), Proxy(), Proxy(refuse=407)
        self.addCleanup(proxy.close)
        self.addCleanup(refusing.close)
        server.set("/a.ics", self.day("one"))
        secure.set("/a.ics", self.day("two"))
        server.set("/b.ics", self.day("three"))
        by = {"proxy": f"http://127.0.0.1:{proxy.port}"}
        service = self.begin(self.source("plain", server.url("/a.ics"), **by),
                             self.source("tls", secure.url("/a.ics"), ca_file=ca, **by),
                             self.source("refused", secure.url("/a.ics"), ca_file=ca, proxy=f"http://127.0.0.1:{refusing.port}"),
                             self.source("none", server.url("/b.ics"), proxy="none"))
        self.wait_uids(service, "plain", "one")
        self.wait_uids(service, "tls", "two")
        self.wait_uids(service, "none", "three")
        self.wait_error(service, "refused", "proxy", "407")
        self.assertIn(f"CONNECT 127.0.0.1:{secure.port} HTTP/1.1", proxy.asked)
        self.assertIn(f"GET {server.url('/a.ics')} HTTP/1.1", proxy.asked)


class BadFeeds(SourceTest):
    """Whatever comes, the meetings that are there stay."""

    def test_nothing_bad_is_taken_for_a_calendar(self):
        server = self.serve()
        whole = self.day("one", "two", "three", "four")
        half = whole[: len(whole) // 2]
        cases = [
            ({"status": 401, "text": "who?"}, "refuses the login (401)"),
            ({"status": 403, "text": "no"}, "forbids it (403)"),
            ({"status": 404, "text": "no"}, "has nothing at this address (404)"),
            ({"status": 410, "text": "no"}, "gone for good (410)"),
            ({"status": 429, "text": "no"}, "asked too often (429)"),
            ({"status": 500, "text": "no"}, "failed (500)"),
            ({"status": 503, "text": "no"}, "busy or under repair (503)"),
            ({"text": HTML, "headers": {"Content-Type": "text/html"}}, "a web page and no calendar"),
            ({"text": HTML}, ""),
            ({"text": ""}, ""),
            ({"text": whole, "cut": len(whole) // 2}, "cut short"),
            ({"text": half, "chunked": True, "cut": 0}, "cut short"),
            ({"text": half}, ""),  # cut before it was served
            ({"text": self.day("one") + half}, ""),
            ({"drop": True}, "closed the connection"),
            ({"status": 302, "headers": {"Location": "/around"}}, "again and again"),
            ({"text": whole, "drip": 0.01, "delay": 5}, "sent nothing for"),
        ]
        server.set("/around", status=302, headers={"Location": "/around"})
        service, names = self.begin_and_spoil(server, cases)
        for name, (answer, words) in zip(names, cases):
            with self.subTest(answer):
                self.wait_error(service, name, words)
                shown = self.shown(service, name)
                self.assertEqual(shown["bookings"], 4)
                self.assertLess(shown["last_success"], shown["last_sync"])
                self.assertEqual(len(self.uids(service, name)), 4)
        for name in names:
            server.set("/" + name, self.day(*[f"{name}-{i}" for i in range(1, 5)]))
        service.hang_up()  # those that wait long are asked at once
        for name in names:
            with self.subTest(name):
                self.wait_uids(service, name, *[f"{name}-{i}" for i in range(1, 5)])
                self.assertIsNone(self.shown(service, name)["last_error"])

    def test_said_once_when_it_fails_and_once_when_it_is_well(self):
        server = self.serve()
        server.set("/a.ics", status=500)
        service = self.begin(self.source("a", server.url("/a.ics")))
        wait_for(lambda: len(server.asked("/a.ics")) >= 4, "it was tried again and again")
        self.assertEqual(service.log().count("calendar cannot be fetched"), 1)
        self.wait_error(service, "a", "failed (500)")
        server.set("/a.ics", self.day("one"))
        self.wait_uids(service, "a", "one")
        wait_for(lambda: "calendar can be fetched again" in service.log(), "it is said")
        self.assertEqual(service.log().count("calendar cannot be fetched"), 1)

    def test_another_reason_is_said_too(self):
        server = self.serve()
        server.set("/a.ics", status=500)
        service = self.begin(self.source("a", server.url("/a.ics")))
        wait_for(lambda: "calendar cannot be fetched" in service.log(), "the first reason is said")
        server.set("/a.ics", "no calendar at all")
        wait_for(lambda: "still cannot be fetched, for another reason" in service.log(), "the other reason is said")

    def test_ceilings(self):
        server = self.serve()
        server.set("/bomb", b"\0" * 30_000_000, gzip=True)
        server.set("/long", self.day("one") + "X" * 2_000_000)
        service = self.begin(self.source("bomb", server.url("/bomb")), self.source("long", server.url("/long")),
                             calendar_limits={"body": "1M"})
        self.wait_error(service, "bomb", "larger than 1048576 bytes")
        self.wait_error(service, "long", "larger than 1048576 bytes")

    def test_retry_after(self):
        server = self.serve()
        server.set("/a.ics", status=503, headers={"Retry-After": "3600"})
        server.set("/b.ics", self.day("b"))
        service = self.begin(self.source("a", server.url("/a.ics")), self.source("b", server.url("/b.ics")))
        self.wait_error(service, "a", "(503)")
        wait_for(lambda: len(server.asked("/b.ics")) >= 4, "others go on")
        self.assertEqual(len(server.asked("/a.ics")), 1)
        server.set("/a.ics", self.day("a"))
        service.hang_up()
        self.wait_uids(service, "a", "a")

    def test_the_dead_delay_nobody(self):
        server, slow = self.serve(), self.serve()
        slow.set("/s.ics", self.day("s"), delay=60)
        server.set("/good.ics", self.day("good"))
        dead = [self.source(f"dead{i}", f"http://127.0.0.1:{refusing_port()}/x.ics") for i in range(3)]
        silent = [self.source(f"slow{i}", slow.url("/s.ics")) for i in range(6)]
        service = self.begin(*silent, *dead, self.source("good", server.url("/good.ics")))
        self.wait_uids(service, "good", "good")
        before = len(server.asked("/good.ics"))
        start = time.time() + 2
        meeting = service.book("Board", start, start + 60)
        service.wait_state(meeting["id"], "active")
        wait_for(lambda: len(server.asked("/good.ics")) >= before + 3, "it is looked at as ever")
        times = [r.time for r in server.asked("/good.ics")]
        self.assertLess(max(b - a for a, b in zip(times, times[1:])), 20)
        self.wait_error(service, "dead0", "refuses the connection")
        self.wait_error(service, "slow0", "sent nothing for")


class Held(SourceTest):
    def test_a_feed_that_loses_most_is_held_until_released(self):
        server = self.serve()
        server.set("/a.ics", self.day("a", "b", "c", "d", "e", "f"), etag='"1"')
        service = self.begin(self.source("a", server.url("/a.ics")))
        self.wait_uids(service, "a", "a", "b", "c", "d", "e", "f")
        server.set("/a.ics", self.day("a", "b"), etag='"2"')
        self.wait_error(service, "a", "4 of 6")
        self.assertEqual(len(self.uids(service, "a")), 6)
        wait_for(lambda: len(server.asked("/a.ics")) >= 6, "it is looked at further")
        self.assertEqual(service.log().count("calendar is held back"), 1)
        service.restart()
        self.wait_error(service, "a", "4 of 6")
        self.assertEqual(len(self.uids(service, "a")), 6)
        status, _, err = service.ctl("calendars", "release", "a")
        self.assertEqual((status, err), (0, ""))
        self.wait_uids(service, "a", "a", "b")
        self.assertIsNone(self.shown(service, "a")["last_error"])

    def test_a_feed_that_recovers_is_no_longer_held(self):
        server = self.serve()
        whole = self.day("a", "b", "c", "d", "e", "f")
        server.set("/a.ics", whole, etag='"1"')
        service = self.begin(self.source("a", server.url("/a.ics")))
        self.wait_uids(service, "a", "a", "b", "c", "d", "e", "f")
        server.set("/a.ics", self.day(), etag='"2"')
        self.wait_error(service, "a", "6 of 6")
        server.set("/a.ics", whole, etag='"1"')  # 304: the same as was last taken
        self.wait_well(service, "a")
        self.assertEqual(len(self.uids(service, "a")), 6)

    def test_never_held_if_the_operator_says_so(self):
        server = self.serve()
        server.set("/a.ics", self.day("a", "b", "c", "d", "e", "f"))
        service = self.begin(self.source("a", server.url("/a.ics"), hold_if_lost="100%"))
        self.wait_bookings(service, "a", 6)
        server.set("/a.ics", self.day("a"))
        self.wait_uids(service, "a", "a")


class Reload(SourceTest):
    def test_sources_come_and_go(self):
        server = self.serve()
        server.set("/a.ics", self.day("a"))
        server.set("/b.ics", self.day("b"))
        service = self.begin(self.source("a", server.url("/a.ics")))
        self.wait_uids(service, "a", "a")
        service.write_config({"calendars": [self.source("b", server.url("/b.ics"))]})
        service.hang_up()
        self.wait_uids(service, "b", "b")
        before = len(server.asked("/a.ics"))
        seen = len(server.asked("/b.ics"))
        wait_for(lambda: len(server.asked("/b.ics")) >= seen + 3, "b is looked at")
        self.assertEqual(len(server.asked("/a.ics")), before)
        self.assertEqual(self.uids(service, "a"), ["a"])  # its meetings stay, until somebody clears it
        self.assertEqual(service.push("a", calendar())["cancelled"], 1)
        self.assertEqual(self.uids(service, "a"), [])
        server.set("/c.ics", self.day("a", "c"))
        service.write_config({"calendars": [self.source("a", server.url("/c.ics"))]})
        service.hang_up()
        self.wait_uids(service, "a", "a", "c")

    def test_a_password_that_was_changed(self):
        server = self.serve()
        server.set("/a.ics", self.day("a"), login=basic("user", "new"))
        with open(self.path("secret"), "w", encoding="utf-8") as file:
            file.write("old\n")
        service = self.begin(self.source("a", server.url("/a.ics"), username="user", password_file=self.path("secret")))
        self.wait_error(service, "a", "refuses the login (401)")
        with open(self.path("secret"), "w", encoding="utf-8") as file:
            file.write("new\n")
        service.hang_up()
        self.wait_uids(service, "a", "a")

    def test_changed_in_the_middle_of_a_look(self):
        server = self.serve()
        server.set("/slow.ics", self.day("slow"), delay=20)
        server.set("/fast.ics", self.day("fast"))
        service = self.begin(self.source("a", server.url("/slow.ics")))
        wait_for(lambda: server.asked("/slow.ics"), "it is asked")
        service.write_config({"calendars": [self.source("a", server.url("/fast.ics"))]})
        service.hang_up()
        self.wait_uids(service, "a", "fast")


if __name__ == "__main__":
    unittest.main()
