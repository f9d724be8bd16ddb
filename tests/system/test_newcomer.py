"""cospacectl before somebody who has only the README and the guide: what is guessed wrong is answered with what would be right."""
import json
import os
import re
import time
import unittest

import support
from service import ServiceTest, calendar, event, from_rfc3339, rfc3339, whole_second
from support import wait_for

HOUR = 3600


class Newcomer(ServiceTest):
    def refused(self, service, *arguments, status=1):
        done, out, err = service.ctl(*arguments)
        self.assertEqual((done, out), (status, ""), (arguments, err))
        return err

    def said(self, service, *arguments):
        done, out, err = service.ctl(*arguments)
        self.assertEqual((done, err), (0, ""), arguments)
        return out

    def length(self, meeting):
        return from_rfc3339(meeting["end"]) - from_rfc3339(meeting["start"])

    def test_how_long_a_meeting_takes(self):
        service = self.start()
        booked = json.loads(self.said(service, "book", "--json", "--title", "Hour", "--start", "tomorrow 9:00", "--for", "1h"))
        self.assertEqual(self.length(booked), HOUR)
        booked = json.loads(self.said(service, "book", "--json", "--title", "Soon", "--start", "+10m", "--end", "+40m"))
        self.assertAlmostEqual(self.length(booked), HOUR / 2, delta=0.01)
        book = ("book", "--title", "x", "--start", "tomorrow 9:00")
        for more, what in ((("--end", "+1h"), "from the start: --for 1h"), ((), "--end TIME or --for LENGTH is missing"),
                           (("--end", "10:00", "--for", "1h"), "exclude each other"), (("--for", "soon"), "not a length"),
                           (("--for", "0m"), "not a length")):
            self.assertIn(what, self.refused(service, *book, *more, status=2))
        self.assertEqual(len(service.meetings()), 2)
        self.assertIn("Soon", self.said(service, "meetings", "--for", "1h"))
        self.assertNotIn("Hour", self.said(service, "meetings", "--for", "1h"))
        self.assertIn("Hour", self.said(service, "meetings", "--from", "tomorrow 9:30", "--for", "5m"))
        self.assertIn("Hour", self.said(service, "timeline", "--from", "tomorrow 8:00", "--for", "4h"))
        _, offered, _ = support.run("cospacectl", ["__complete", "--", "book", "--for", ""])
        self.assertEqual([line.split("\t")[0] for line in offered.splitlines()], ["15m", "30m", "1h"])
        for verb in ("meetings", "timeline"):
            self.refused(service, verb, "--for", "1h", "--to", "tomorrow", status=2)

    def test_a_title_for_an_id(self):
        service = self.start()
        now = time.time()
        board = service.book("The Board of directors", now + HOUR, now + 2 * HOUR)["id"]
        gone = service.book("Board, before", now + HOUR, now + 2 * HOUR)["id"]
        service.must("DELETE", f"/v1/meetings/{gone}")
        service.book("Lunch", now + HOUR, now + 2 * HOUR)
        told = self.refused(service, "show", "Board").splitlines()
        self.assertIn("not the beginning of an id", told[0])
        self.assertEqual([line.split()[0] for line in told[1:]], [board[:8], gone[:8]], "what is not over comes first")
        self.assertRegex(told[1], r"The Board of directors \(scheduled\)$")
        told = self.refused(service, "cancel", "directors board").splitlines()
        self.assertEqual([line.split()[0] for line in told[1:]], [board[:8]])
        self.assertEqual(service.meeting(board)["state"], "scheduled", "it is only offered")
        self.assertIn("no title has it", self.refused(service, "show", "Breakfast"))
        self.assertIn("no title has it", self.refused(service, "show", "00000000"))
        self.assertIn("too short for an id", self.refused(service, "show", "tea", status=2))
        self.refused(service, "show", " ", status=2)
        for i in range(9):
            service.book(f"Board {i}", now + HOUR, now + 2 * HOUR)
        told = self.refused(service, "show", "board").splitlines()
        self.assertEqual((len(told), told[-1]), (10, "  and 3 more: cospacectl meetings"))

    def test_the_end_of_what_was_ended_by_hand(self):
        service = self.start()
        now = time.time()
        meeting = service.book("Short", now, now + 10 * HOUR)
        service.wait_state(meeting["id"], "active")
        planned = re.search(r"(?m)^end +(\S+ \S+)", self.said(service, "show", meeting["id"]))[1]
        self.said(service, "end", meeting["id"])
        service.wait_state(meeting["id"], "ended")
        shown = self.said(service, "show", meeting["id"])
        self.assertRegex(shown, rf"(?m)^planned end +{planned}")
        self.assertNotRegex(shown, rf"(?m)^end +{planned}")
        self.assertNotIn(planned, self.said(service, "meetings"))
        self.assertIn("Short", self.said(service, "meetings"))

    def test_a_backup_that_is_there_already(self):
        service = self.start()
        path = os.path.join(service.folder, "of today.db")
        self.said(service, "backup", path)
        before = os.stat(path).st_ino
        self.assertIn("is there already", self.refused(service, "backup", path))
        self.assertEqual(os.stat(path).st_ino, before)
        self.said(service, "backup", "--force", path)
        self.assertNotEqual(os.stat(path).st_ino, before)
        self.assertEqual(os.listdir(service.folder).count("of today.db.part"), 0)

    def test_what_became_of_a_calendar(self):
        endpoints = [{"address": "board@example.com", "dial": "board@video.example.com"}]
        service = self.start({"endpoints": endpoints})
        start = whole_second(HOUR)
        people = ("mailto:BOARD@example.com", "mailto:bob@example.com", "sip:eva@example.com")
        declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:no@example.com"
        path = self.path("rooms.ics")
        bad = ["SUMMARY:Budget\\, second", "DTSTART;TZID=Europe/Paris:20261123T100000", "DTEND;TZID=Europe/Paris:20261123T090000"]
        private = ["SUMMARY:Dismissals", "CLASS:PRIVATE", "DTSTART;VALUE=DATE:20261124", "RRULE:FREQ=NEVER"]
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(calendar(event("one", start, start + 60, "One", people, [declined]), event("two", start, start + 60, "Two", people[1:2]),
                                *("".join(line + "\r\n" for line in ("BEGIN:VEVENT", f"UID:bad{i}", *lines, "END:VEVENT"))
                                  for i, lines in enumerate((bad, private)))))
        refused = ['"Budget, second", 2026-11-23 10:00 Europe/Paris (bad0): DTEND', '"Private", 2026-11-24 (bad1): the rule has']
        missing = "as no endpoint has their addresses: bob@example.com (2 times)\n"

        done, out, err = service.ctl("preview", "--config", service.config_path, path)
        self.assertEqual(done, 0)
        self.assertRegex(out, r"(?m) one +board@video.example.com, eva@example.com +One$")
        self.assertRegex(out, r"(?m) two +- +Two$")
        for words in (*refused, missing):
            self.assertIn(words, err)
        self.assertNotIn("no@example.com", err, "he does not come")
        lines = [json.loads(line) for line in service.ctl("--json", "preview", "--config", service.config_path, path)[1].splitlines()]
        self.assertEqual([line["dials"] for line in lines], [["board@video.example.com", "eva@example.com"], []])
        self.assertNotIn("DIALS", service.ctl("preview", path)[1])
        self.assertIn("cannot read the file", self.refused(service, "preview", "--config", "/nowhere", path))

        _, out, err = service.ctl("import", path, "--calendar", "rooms")
        self.assertEqual([line.split() for line in out.splitlines()],
                         [["meetings", "new", "2,", "changed", "0,", "cancelled", "0,", "unchanged", "0"], ["bookings", "2"], ["duplicates", "0"],
                          ["refused", "2"]])
        for words in (*refused, "listed, but not dialled", "bob@example.com (2 times), no@example.com"):
            self.assertIn(words, err.replace("no@example.com, bob@example.com (2 times)", "bob@example.com (2 times), no@example.com"))
        _, out, _ = service.ctl("import", path, "--calendar", "study")
        self.assertRegex(out, r"(?m)^bookings +0\nduplicates +2, .*cospacectl calendars study\nrefused +2$")

        shown = self.said(service, "calendars", "rooms")
        self.assertRegex(shown, r'(?m)^ +line \d+: +"Budget, second", 2026-11-23 10:00 Europe/Paris +DTEND')
        self.assertNotIn("Dismissals", shown + service.log())
        self.assertIn('first_title="Budget, second" first_start="2026-11-23 10:00 Europe/Paris"', service.log())
        before = service.get("/v1/calendars/rooms")["refused"]
        self.assertEqual([(one["title"], one["when"]) for one in before],
                         [("Budget, second", "2026-11-23 10:00 Europe/Paris"), ("Private", "2026-11-24")])
        service.restart()
        self.assertEqual(service.get("/v1/calendars/rooms")["refused"], before, "it is kept")

    def test_what_cannot_be_dialled(self):
        service = self.start({"endpoints": [{"address": "Room one", "dial": "one@video.example.com"}]})
        now = time.time()
        body = {"title": "Talk", "start": rfc3339(now + HOUR), "end": rfc3339(now + 2 * HOUR)}
        for person, field in (({"address": "two words"}, "address"), ({"address": "a@example.com", "dial": "two words"}, "dial"),
                              ({"address": "Bob <bob@example.com>"}, "address"), ({"address": "a", "dial": "mailto:bob@example.com"}, "dial")):
            answer = service.api("POST", "/v1/meetings", {**body, "participants": [{"address": "a@example.com"}, person]})
            self.assertEqual((answer.status, answer.json()["field"]), (422, "participants[1]." + field))
            self.assertIn("cannot be dialled", answer.json()["detail"])
        self.assertIn("participants[0].address: cannot be dialled with a blank in it: say a SIP address",
                      self.refused(service, "book", "--title", "x", "--start", "+1h", "--for", "1h", "--dial", "two words"))
        self.assertEqual(service.meetings(), [])
        people = [{"address": "Bob in two words", "dial": None}, {"address": "Room one"}, {"address": "+33 1 40 00 00 00"}, {"address": "192.0.2.7##4711"},
                  {"address": "mailto:bob@example.com"},
                  {"address": "Eva (mobile)", "dial": "tel:+33140000000"}]
        meeting = service.must("POST", "/v1/meetings", {**body, "participants": people}, 201)
        self.assertEqual([p["dial"] for p in meeting["participants"]],
                         [None, "one@video.example.com", "+33 1 40 00 00 00", "192.0.2.7##4711", "bob@example.com", "tel:+33140000000"])
        answer = service.api("POST", f"/v1/meetings/{meeting['id']}/participants", {"address": "two words"})
        self.assertEqual((answer.status, answer.json()["field"]), (422, "address"))
        self.assertIn("address: cannot be dialled", self.refused(service, "dial", meeting["id"], "two words"))

    def test_a_configuration_that_was_refused(self):
        service = self.start({"schedule": {"start_grace": "10m"}})
        first = service.get("/v1/status")["configuration"]
        self.assertEqual({**first, "read_at": None},
                         {"path": service.config_path, "read_at": None, "refused_at": None, "faults": [], "next_start": []})
        self.assertNotIn("configuration", self.said(service, "status"))
        service.write_config({"schedule": {"start_grace": "soon"}, "colour": "red"})
        self.assertIn("configuration not taken", service.hang_up())
        shown = service.get("/v1/status")["configuration"]
        self.assertEqual((shown["read_at"], len(shown["faults"])), (first["read_at"], 2))
        self.assertTrue(all(re.match(re.escape(service.config_path) + r":\d+:\d+: \S", fault) for fault in shown["faults"]), shown)
        self.assertGreater(shown["refused_at"], shown["read_at"])
        self.assertIn("cospaced_config_last_reload_successful 0\n", service.api("GET", "/metrics").body.decode())
        said = self.said(service, "status")
        self.assertRegex(said, r"(?m)^configuration +older than \S+, which was refused")
        self.assertIn(shown["faults"][0], said)
        found = json.loads(service.ctl("check", "--json", "--config", service.config_path)[1])["checks"]
        self.assertTrue(any(one["check"] == "service" and "an older one runs" in one["what"] and "systemctl reload" in one["remedy"] for one in found))
        self.assertTrue(service.get("/v1/status")["ready"], "it goes on")

        service.write_config({"schedule": {"start_grace": "5m"}, "colour": None, "bridges": [*service.config["bridges"], {
            "name": "core9", "url": "https://192.0.2.9"}]})
        self.assertIn("configuration read again", service.hang_up())
        shown = service.get("/v1/status")["configuration"]
        self.assertEqual((shown["refused_at"], shown["faults"], shown["next_start"]), (None, [], ["bridges"]))
        self.assertGreater(shown["read_at"], first["read_at"])
        self.assertIn("cospaced_config_last_reload_successful 1\n", service.api("GET", "/metrics").body.decode())
        self.assertRegex(self.said(service, "status"), r"(?m)^next start +changed in \S+, and taken with the next start: bridges$")

    def test_a_wrong_password(self):
        service = self.make(bridges=2)
        service.write_password("wrong")
        service.start(ready=False)
        wait_for(lambda: all(b["state"] == "down" for b in service.get("/v1/bridges")["bridges"]), "both refuse it")
        shown = self.said(service, "status")
        self.assertRegex(shown, r"(?m)^bridges +core1 down: refuses the user name or the password; .*systemctl reload cospaced")
        self.assertRegex(shown, r"(?m)^ +core2 down: refuses the user name or the password; ")
        done, out, _ = service.ctl("check", "--json", "--config", service.config_path)
        found = json.loads(out)["checks"]
        self.assertEqual(done, 1)
        self.assertEqual([one["what"] for one in found if one["check"] == "service"],
                         ["it cannot start meetings: no bridge is up; 3 spaces of the pool are not made yet"])
        self.assertEqual([one["what"] for one in found if one["check"] == "pool"], ["none of the pool's 3 spaces is made yet"])
        service.write_password("pass word:1")
        service.hang_up()
        service.wait_ready()
        self.assertRegex(self.said(service, "status"), r"(?m)^bridges +core1 up$")
        self.assertNotIn("no mark", self.said(service, "status"))


if __name__ == "__main__":
    unittest.main()
