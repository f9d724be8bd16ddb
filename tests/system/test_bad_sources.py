"""Servers of calendars that behave badly: each is told by a reason with its remedy, and nothing is lost."""
import email.utils
import time
import unittest

from feed import basic, make_ca
from service import from_rfc3339
from sources import SourceTest
from support import wait_for


class BadServers(SourceTest):
    def test_answers_that_are_no_calendar(self):
        """Nothing of what was there goes, and when the server is itself again all is well."""
        server = self.serve()
        html = "<!DOCTYPE html><html><body><form>Please log in</form></body></html>\n"
        later = email.utils.formatdate(time.time() + 7200, usegmt=True)
        cases = [
            ({"status": 204}, "answered with nothing (204); check the url"),
            ({"status": 206, "text": self.day("one")[:100]}, "a part that nobody had asked for (206)"),
            ({"status": 304}, "without having been asked (304)"),
            ({"status": 300, "text": "choose"}, "put one of them into url"),
            ({"status": 302}, "without saying where"),
            ({"status": 302, "headers": {"Location": "ftp://127.0.0.1/a"}}, "not one of http or https"),
            ({"status": 302, "headers": {"Location": "file:///etc/passwd"}}, "not one of http or https"),
            ({"status": 410}, "gone for good (410)"),
            ({"status": 429, "headers": {"Retry-After": later}}, "asked too often (429)"),
            ({"status": 451}, "no use (451)"),
            ({"status": 507}, "no space left (507)"),
            ({"text": html, "headers": {"Content-Type": "text/html; charset=utf-8"}}, "a login form?"),
            ({"text": html, "headers": {"Content-Type": "TEXT/HTML"}}, "a login form?"),
            ({"text": "{\"error\": \"no\"}", "headers": {"Content-Type": "application/json"}}, "of type application/json and no calendar; check the url"),
            ({"raw": b"HTTP/1.1 200 OK\r\n" + b"X-Filler: " + b"x" * 60000 + b"\r\n"}, "cut short"),
            ({"raw": b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (i, b"y" * 900) for i in range(12000))}, "the head of the answer"),
            ({"raw": b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\nBEGIN:VCALENDAR\r\n"}, "cut short"),
            ({"raw": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nBEGIN:VCALENDAR\r\n"}, "does not speak HTTP"),
            ({"raw": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nBEGIN:VCALENDAR\r\n"}, "closed the connection"),
            ({"raw": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!"}, "turn compression off there"),
            ({"raw": b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + self.day("one").encode()}, "no BEGIN:VCALENDAR"),
            ({"raw": b"SSH-2.0-OpenSSH_9.2\r\n"}, "check host and port"),
            ({"raw": b"\x15\x03\x01\x00\x02\x02\x28"}, "check host and port"),
        ]
        service, names = self.begin_and_spoil(server, cases)
        for name, (answer, words) in zip(names, cases):
            with self.subTest(str(answer)[:80]):
                self.wait_error(service, name, words)
                shown = self.shown(service, name)
                self.assertEqual((shown["bookings"], shown["state"]), (4, "stale"))
        self.assertNotIn("root:", service.log())
        for name in names:
            server.set("/" + name, self.day(*[f"{name}-{i}" for i in range(4)]))
            self.assertEqual(service.api("POST", f"/v1/calendars/{name}/refresh").status, 202)
        for name in names:
            with self.subTest(name):
                self.wait_well(service, name)
                self.assertEqual(len(self.uids(service, name)), 4)

    def test_a_feed_without_end(self):
        """Chunks for ever: the ceiling ends it, and the service takes no memory for it."""
        server = self.serve()
        server.set("/a.ics", endless=b"BEGIN:VCALENDAR\r\n" + b"X-A: " + b"y" * 60 + b"\r\n")
        service = self.begin(self.source("a", server.url("/a.ics")), calendar_limits={"body": "1M"})
        self.wait_error(service, "a", "larger than 1048576 bytes")

    def test_no_login_where_it_is_not_encrypted(self):
        ca, cert, key = make_ca(self.folder)
        secure, plain, other = self.serve((cert, key)), self.serve(), self.serve((cert, key))
        secure.set("/a.ics", status=302, headers={"Location": plain.url("/a.ics")})
        secure.set("/b.ics", status=307, headers={"Location": other.url("/b.ics")})
        plain.set("/a.ics", self.day("a"))
        other.set("/b.ics", self.day("b"), login=basic("user", "word"))
        with open(self.path("secret"), "w", encoding="utf-8") as file:
            file.write("word\n")
        login = {"username": "user", "password_file": self.path("secret"), "ca_file": ca}
        service = self.begin(self.source("a", secure.url("/a.ics"), **login), self.source("b", secure.url("/b.ics"), **login))
        self.wait_error(service, "a", "from https to an address that is not encrypted")
        self.assertEqual(plain.asked("/a.ics"), [])
        self.wait_error(service, "b", "the login goes only where url itself points")
        self.assertTrue(all("Authorization" not in r.headers for r in other.asked("/b.ics")))

    def test_another_etag_for_the_same_body(self):
        """The new one is remembered: the body does not come again with each look."""
        server = self.serve()
        server.set("/a.ics", self.day("one"), etag='"1"')
        service = self.begin(self.source("a", server.url("/a.ics")))
        self.wait_uids(service, "a", "one")
        server.set("/a.ics", self.day("one"), etag='"2"')
        wait_for(lambda: server.asked("/a.ics")[-1].headers["If-None-Match"] == '"2"', "the new one is remembered")
        service.restart()
        before = len(server.asked("/a.ics"))
        wait_for(lambda: len(server.asked("/a.ics")) > before, "it is asked again")
        self.assertEqual(server.asked("/a.ics")[before].headers["If-None-Match"], '"2"')
        self.assertEqual(self.uids(service, "a"), ["one"])

    def test_an_etag_for_each_answer(self):
        server = self.serve()
        n = iter(range(1, 1000000))
        text = self.day("one")
        server.answers["/a.ics"] = lambda request: {"text": text, "etag": f'"{next(n)}"'}
        service = self.begin(self.source("a", server.url("/a.ics")))
        self.wait_uids(service, "a", "one")
        wait_for(lambda: len(server.asked("/a.ics")) >= 4, "it is asked again")
        self.assertEqual(self.shown(service, "a")["state"], "ok")
        self.assertEqual(service.log().count("created"), service.log().count("created=1"))
        self.assertEqual(len([m for m in service.meetings() if m["uid"] == "one"]), 1)

    def test_two_bodies_in_turn(self):
        """Of a cluster of two that do not agree: what is shown is one of them, whole, and never held against the other."""
        server = self.serve()
        bodies = [self.day("one", "two", "three", "four"), self.day("one", "two", "three", "five")]
        n = iter(range(1000000))
        server.answers["/a.ics"] = lambda request: {"text": bodies[next(n) % 2]}
        service = self.begin(self.source("a", server.url("/a.ics")))
        wait_for(lambda: len(server.asked("/a.ics")) >= 6, "it is asked again")
        seen = set()
        wait_for(lambda: seen.add(tuple(self.uids(service, "a"))) or len(seen - {()}) >= 2, "both are seen")
        for uids in seen - {()}:
            self.assertEqual(uids[0::3], ("five", "two") if "five" in uids else ("four", "two"))
        self.assertEqual(self.shown(service, "a")["state"], "ok")

    def test_a_calendar_that_is_empty(self):
        """Valid and empty is what a server says whose database is away: held back, not obeyed."""
        server = self.serve()
        server.set("/a.ics", self.day("one", "two", "three", "four"))
        server.set("/b.ics", self.day())
        service = self.begin(self.source("a", server.url("/a.ics")), self.source("b", server.url("/b.ics")))
        self.wait_uids(service, "a", "one", "two", "three", "four")
        wait_for(lambda: self.shown(service, "b")["state"] == "ok", "from the beginning it is fine")
        server.set("/a.ics", self.day())
        self.wait_error(service, "a", "4 of 4 bookings would be lost", "release a")
        self.assertEqual(len(self.uids(service, "a")), 4)

    def test_a_clock_that_is_ahead(self):
        """A Last-Modified of the future is no validator."""
        server = self.serve()
        future = email.utils.formatdate(time.time() + 86400, usegmt=True)
        server.set("/a.ics", self.day("one"), headers={"Last-Modified": future})
        service = self.begin(self.source("a", server.url("/a.ics")))
        self.wait_uids(service, "a", "one")
        server.set("/a.ics", self.day("one", "two"), headers={"Last-Modified": future})
        self.wait_uids(service, "a", "one", "two")
        self.assertTrue(all("If-Modified-Since" not in r.headers for r in server.asked("/a.ics")))

    def test_a_date_to_come_back(self):
        """Retry-After may be a date (RFC 9110 10.2.3)."""
        server = self.serve()
        server.set("/a.ics", status=429, headers={"Retry-After": email.utils.formatdate(time.time() + 7200, usegmt=True)})
        service = self.begin(self.source("a", server.url("/a.ics")))
        self.wait_error(service, "a", "(429)")
        source = self.shown(service, "a")["source"]
        self.assertEqual((source["state"], source["failures"]), ("waiting", 1))
        wait = from_rfc3339(source["next_look"]) - time.time()
        self.assertTrue(7000 < wait <= 7200, wait)

    def test_a_second_to_come_back(self):
        """Asked too often, it says for how long: a little; without that it is given longer."""
        server = self.serve()
        server.set("/a.ics", status=429, headers={"Retry-After": "1"})
        server.set("/b.ics", status=429)
        service = self.begin(self.source("a", server.url("/a.ics")), self.source("b", server.url("/b.ics")))
        self.wait_error(service, "a", "(429)")
        self.wait_error(service, "b", "(429)")
        wait = from_rfc3339(self.shown(service, "b")["source"]["next_look"]) - time.time()
        self.assertGreater(wait, 15)
        server.set("/a.ics", self.day("one"))
        self.wait_uids(service, "a", "one")


if __name__ == "__main__":
    unittest.main()
