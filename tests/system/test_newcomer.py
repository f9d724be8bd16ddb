"""cospacectl before somebody who has only the README and the guide: what is guessed wrong is answered with what would be right."""
import json
import os
import re
import time
import unittest

from service import ServiceTest, from_rfc3339
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
