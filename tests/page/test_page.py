"""The status page as people use it, in a real browser: visit.mjs does what they do, this file gives them a service to look at."""
import os
import shutil
import subprocess
import sys
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "system"))
from service import ServiceTest, calendar, event, rfc3339, whole_second  # noqa: E402
from support import free_port, wait_for  # noqa: E402

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
VISIT = 150  # seconds
MARKUP = "<img src=x onerror=alert(1)>"


def refuse(service):
    service.write_config_text("pool: 1\n")
    service.hang_up()


class Page(ServiceTest):
    def meetings(self, service):
        """What somebody may find: one that runs, one that comes, one that was missed for want of a space."""
        now = time.time()
        board = service.book("Board", now, now + 3600, ["sip:room@example.com", "sip:anne@example.com"], passcode="4711")
        second = service.book("Design review", now, now + 2700, ["sip:studio@example.com"])
        for one in (board, second):
            service.wait_state(one["id"], "active")
        late = time.time()
        missed = service.book("Overbooked", late, late + 3)
        service.wait_state(missed["id"], "missed")
        service.book("Sales", now + 7200, now + 9000)
        start = whole_second(86400)
        service.push("rooms", calendar(event("good", start, start + 600, title="Tomorrow"),
                                       *(event(f"more{i}", start - 86400 + 3600 * (i + 3), start - 86400 + 3600 * (i + 3) + 2700, title=title)
                                         for i, title in enumerate(("Budget", "Interview", "Weekly with Lyon", "Training"))),
                                       event("bad", start, start + 600, more=["RRULE:FREQ=NEVER"])))

    def test_a_visit(self):
        port = free_port()
        service = self.start({"pool": {"first": 1, "last": 2}, "api": {"listen": f"127.0.0.1:{port}", "page": True}}, bridges=2)
        self.meetings(service)
        _, token, _ = service.ctl("token", "create", "page", "--role", "operate")
        shots = os.environ.get("COSPACED_PAGE_SHOTS", self.folder)
        browser = next(path for path in map(shutil.which, BROWSERS) if path)
        visit = subprocess.Popen(["node", os.path.join(HERE, "visit.mjs"), f"http://127.0.0.1:{port}/", token.strip(), browser, shots],
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.addCleanup(visit.kill)
        deadline = time.monotonic() + VISIT
        said = []
        for line in visit.stdout:  # what it shows, or asks us to do with the service
            said.append(line)
            if line.startswith("! "):
                {"kill": service.kill, "start": service.restart,
                 "markup": lambda: service.book(MARKUP, time.time() + 5400, time.time() + 7000),
                 "refuse": lambda: refuse(service),
                 "accept": lambda: (service.write_config(), service.hang_up()),
                 "book": lambda: service.book("Just booked", time.time() + 60, time.time() + 600)}[line[2:].strip()]()
                visit.stdin.write("done\n")
                visit.stdin.flush()
            self.assertLess(time.monotonic(), deadline, "".join(said))
        self.assertEqual(visit.wait(), 0, "".join(said))
        self.assertIn("all seen", "".join(said))
        wait_for(lambda: any(one["title"] == "Board" and one["state"] == "ended" for one in service.meetings()), "the end from the page")

    def test_without_the_page(self):
        service = self.start()
        self.assertEqual(service.api("GET", "/").status, 404)
        self.assertIn("api.page", service.api("GET", "/").json()["detail"])


if __name__ == "__main__":
    lacking = [name for name, there in (("node", shutil.which("node")), ("chromium", any(map(shutil.which, BROWSERS))),
                                        ("tests/page/node_modules", os.path.isdir(os.path.join(HERE, "node_modules")))) if not there]
    if lacking:
        print("skipped: not installed:", *lacking)
        sys.exit(77)
    unittest.main()
