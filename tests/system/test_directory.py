"""Calendars that are dropped into a folder: taken up at once, reported beside, never twice, never through a link."""
import json
import os
import time
import unittest

from service import calendar, event, whole_second
from sources import SourceTest
from support import wait_for


class Drops(SourceTest):
    def setUp(self):
        super().setUp()
        self.drop = self.path("drop")
        os.makedirs(self.drop)

    def open(self, every="1h", **changes):
        """A service with a source that looks by itself once an hour only: what happens sooner is the watch's doing."""
        return self.begin({"name": "drop", "kind": "directory", "path": self.drop, "every": every}, **changes)

    def at(self, name):
        return os.path.join(self.drop, name)

    def put(self, name, text):
        """Written elsewhere, moved in whole."""
        with open(self.at("." + name + ".tmp"), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.rename(self.at("." + name + ".tmp"), self.at(name))

    def report(self, name):
        """The report beside it, when it is there; the old one is taken away first by who asks for the next."""
        path = self.at(name + ".report")

        def there():
            if not os.path.exists(path):
                return None
            with open(path, encoding="utf-8") as file:
                return json.load(file)

        return wait_for(there, f"{name} is reported")

    def forget_report(self, name):
        os.unlink(self.at(name + ".report"))

    def test_a_drop_is_taken_and_reported(self):
        service = self.open()
        self.put("one.ics", self.day("a", "b"))
        report = self.report("one.ics")
        self.assertEqual((report["file"], report["bookings"], report["created"], report["refused"]), ("one.ics", 2, 2, []))
        self.assertEqual(self.uids(service, "drop"), ["a", "b"])
        self.assertEqual(sorted(os.listdir(self.drop)), ["one.ics", "one.ics.report"])
        self.assertEqual(os.stat(self.at("one.ics.report")).st_mode & 0o777, 0o644)
        with open(self.at("two.ics"), "w", encoding="utf-8", newline="") as file:  # written in place
            file.write(self.day("c"))
        self.report("two.ics")
        self.assertEqual(self.uids(service, "drop"), ["a", "b", "c"])

    def test_many_are_taken_once(self):
        """What was seen of many is written now and then, and at the end: none is taken again after a restart."""
        names = [f"{i}.ics" for i in range(60)]
        for name in names:
            self.put(name, self.day(name) if name != "7.ics" else "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
        service = self.open()
        for name in names:
            self.report(name)
        self.put("last.ics", self.day("last"))
        self.report("last.ics")
        self.wait_bookings(service, "drop", 60)
        wait_for(lambda: self.shown(service, "drop")["source"]["state"] == "idle", "the look is over")
        for name in names:
            self.forget_report(name)
        service.restart()
        self.put("more.ics", self.day("more"))
        self.report("more.ics")
        self.assertEqual([name for name in names if os.path.exists(self.at(name + ".report"))], [])

    def test_what_was_refused_is_in_the_report(self):
        self.open()
        bad = "BEGIN:VEVENT\r\nUID:bad \"one\"\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:nonsense\r\nEND:VEVENT\r\n"
        self.put("one.ics", self.day("good").replace("END:VCALENDAR", bad + "END:VCALENDAR"))
        report = self.report("one.ics")
        self.assertEqual(report["created"], 1)
        self.assertEqual([(r["uid"], r["line"]) for r in report["refused"]], [('bad "one"', 15)])
        self.assertTrue(report["refused"][0]["why"])

    def test_what_was_there_before(self):
        self.put("one.ics", self.day("a"))
        service = self.open()
        self.report("one.ics")
        self.assertEqual(self.uids(service, "drop"), ["a"])

    def test_a_file_that_is_written_anew_or_taken_away(self):
        service = self.open()
        self.put("one.ics", self.day("a", "b"))
        self.put("two.ics", self.day("c"))
        self.report("one.ics")
        self.report("two.ics")
        self.forget_report("one.ics")
        self.put("one.ics", self.day("b", "d"))  # a is no longer in it; c is of another file
        self.assertEqual(self.report("one.ics")["cancelled"], 1)
        self.assertEqual(self.uids(service, "drop"), ["b", "c", "d"])
        self.forget_report("two.ics")
        os.unlink(self.at("two.ics"))
        self.put("three.ics", self.day("e"))
        self.report("three.ics")
        self.assertEqual(self.uids(service, "drop"), ["b", "c", "d", "e"])

    def test_messages(self):
        service = self.open()
        start = whole_second(7200)
        self.put("one.ics", calendar(event("m", start, start + 600, more=["SEQUENCE:0"]), method="REQUEST"))
        self.assertEqual(self.report("one.ics")["created"], 1)
        self.put("two.ics", calendar(event("m", start, start + 600, more=["SEQUENCE:1", "STATUS:CANCELLED"]), method="CANCEL"))
        self.assertEqual(self.report("two.ics")["cancelled"], 1)
        self.assertEqual(self.uids(service, "drop"), [])

    def test_mails(self):
        service = self.open()
        start = whole_second(7200)

        def mail(sender, uid):
            text = calendar(event(uid, start, start + 600, more=["ORGANIZER:mailto:boss@example.com"]), method="REQUEST")
            return (f"From: {sender}\r\nTo: rooms@example.com\r\nMIME-Version: 1.0\r\n"
                    "Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n" + text)

        self.put("good.eml", mail("boss@example.com", "good"))
        self.assertEqual(self.report("good.eml")["created"], 1)
        self.put("none.eml", "From: boss@example.com\r\nContent-Type: text/plain\r\n\r\nhello\r\n")
        self.assertGreaterEqual(self.report("none.eml")["status"], 400)
        self.assertEqual(self.uids(service, "drop"), ["good"])

    def test_nothing_is_read_twice(self):
        service = self.open(every="1s")
        self.put("one.ics", self.day("a"))
        self.report("one.ics")
        start = whole_second(7200)
        self.put("two.ics", calendar(event("m", start, start + 600), method="REQUEST"))
        self.report("two.ics")
        self.put("bad.ics", "BEGIN:VCALENDAR\r\nnonsense\r\nEND:VCALENDAR\r\n")
        self.report("bad.ics")
        names = ("one.ics", "two.ics", "bad.ics")
        for _ in range(2):
            for name in names:
                self.forget_report(name)
            service.restart()
            self.put("new.ics", self.day("new"))
            self.report("new.ics")
            for name in names:
                self.assertFalse(os.path.exists(self.at(name + ".report")), name)
                with open(self.at(name + ".report"), "w", encoding="utf-8") as file:
                    file.write("{}")
        self.assertEqual(self.uids(service, "drop"), ["a", "m", "new"])
        self.assertEqual(service.log().count("file=\"one.ics\""), 1)
        self.assertEqual(service.log().count("file=\"two.ics\""), 1)

    def test_bad_files(self):
        service = self.open(calendar_limits={"body": "1M"})
        os.symlink("/etc/passwd", self.at("link.ics"))
        os.mkfifo(self.at("pipe.ics"))
        os.mkdir(self.at("folder.ics"))
        self.put("huge.ics", self.day("huge") + "X" * 2_000_000 + "\r\nEND:VCALENDAR\r\n")
        self.put("html.ics", "<html></html>\r\nEND:VCALENDAR\r\n")
        self.put("good.ics", self.day("good"))
        for name, words in (("link.ics", "not a regular file"), ("pipe.ics", "not a regular file"), ("folder.ics", "not a regular file"),
                            ("huge.ics", "more than 1048576 bytes"), ("html.ics", "")):
            with self.subTest(name):
                report = self.report(name)
                self.assertIn(words, report["detail"])
                self.assertGreaterEqual(report["status"], 400)
                self.assertNotIn("root", json.dumps(report))
        self.report("good.ics")
        self.assertEqual(self.uids(service, "drop"), ["good"])

    def test_what_is_not_looked_at(self):
        service = self.open(every="1s")
        for name in (".hidden.ics", "part.ics.part", "x.ics.tmp", "x.ics~", "readme.txt", "noend"):
            with open(self.at(name), "w", encoding="utf-8", newline="") as file:
                file.write(self.day(name))
        self.put("good.ics", self.day("good"))
        self.report("good.ics")
        self.assertEqual(self.uids(service, "drop"), ["good"])
        self.assertEqual([n for n in os.listdir(self.drop) if n.endswith(".report")], ["good.ics.report"])

    def test_half_written(self):
        service = self.open()
        text = self.day("a", "b", "c")
        with open(self.at("one.ics"), "w", encoding="utf-8", newline="") as file:
            file.write(text[: len(text) // 2])
            file.flush()
            self.put("other.ics", self.day("other"))
            self.report("other.ics")
            self.assertFalse(os.path.exists(self.at("one.ics.report")))
            file.write(text[len(text) // 2 :])
        self.assertEqual(self.report("one.ics")["created"], 3)
        self.put("cut.ics", text[: len(text) // 2])
        begun = time.monotonic()
        self.assertIn("END:VCALENDAR is missing", self.report("cut.ics")["detail"])
        self.assertGreater(time.monotonic() - begun, 8)
        self.assertEqual(self.uids(service, "drop"), ["a", "b", "c", "other"])
        wait_for(lambda: "cut.ics" in (self.shown(service, "drop")["last_error"] or ""), "the folder says so when the look is over")

    def test_many_at_once_in_their_order(self):
        service = self.open()
        start = whole_second(7200)
        for i in range(100):
            self.put(f"{999 - i}.ics", calendar(event("same", start, start + 600, title=f"v{i}", more=[f"SEQUENCE:{i}"])))
        self.report("900.ics")
        for i in range(100):
            self.report(f"{999 - i}.ics")
        self.assertEqual(service.by_uid("same")["title"], "v99")
        self.assertEqual(len([m for m in service.meetings() if m["calendar"] == "drop"]), 1)

    def test_a_folder_that_is_not_there(self):
        service = self.open(every="1s")
        os.rename(self.drop, self.drop + ".away")
        self.wait_error(service, "drop", "cannot be read")
        os.rename(self.drop + ".away", self.drop)
        self.put("one.ics", self.day("a"))
        self.report("one.ics")
        self.wait_well(service, "drop")
        self.put("two.ics", self.day("b"))  # and it is watched again
        self.report("two.ics")

    def test_names_that_are_not_text(self):
        service = self.open()
        name = os.fsencode(self.drop) + b"/caf\xe9 \"x\".ics"
        with open(name, "w", encoding="utf-8", newline="") as file:
            file.write(self.day("a"))
        self.wait_uids(service, "drop", "a")
        wait_for(lambda: os.path.exists(name + b".report"), "it is reported")
        with open(name + b".report", encoding="utf-8") as file:
            self.assertEqual(json.load(file)["file"], "caf? \"x\".ics")


if __name__ == "__main__":
    unittest.main()
