"""cospaced as a service: its arguments, its beginning and end, reading its configuration again, and life without a disk."""
import datetime
import os
import resource
import signal
import socket
import stat
import threading
import time
import unittest

import support
from service import ServiceTest, calendar, event, ical_time, whole_second
from support import SystemTest, run, wait_for


class Arguments(SystemTest):
    def test_words_and_exit_codes(self):
        cases = [
            (["--version"], 0, "cospaced ", ""),
            (["--help"], 0, "usage: cospaced", ""),
            ([], 2, "", "--config is missing"),
            (["--check"], 2, "", "--config is missing"),
            (["--frob"], 2, "", "usage: cospaced"),
            (["--config", "x.yaml", "y"], 2, "", "y is not understood"),
            (["--config", "/nonexistent/x.yaml"], 1, "", "/nonexistent/x.yaml:1:1: "),
            (["--config", "/nonexistent/x.yaml", "--check"], 1, "", "/nonexistent/x.yaml:1:1: "),
        ]
        for arguments, status, out, err in cases:
            with self.subTest(arguments):
                got = run("cospaced", arguments)
                self.assertEqual(got[0], status)
                self.assertIn(out, got[1])
                self.assertIn(err, got[2])
                if not err:
                    self.assertEqual(got[2], "")

    def test_check_says_every_fault(self):
        path = self.path("faulty.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write("pool: {first: 5, last: x}\nnonsense: 1\nbridges: []\n")
        status, _, err = run("cospaced", ["--config", path, "--check"])
        self.assertEqual(status, 1)
        self.assertGreaterEqual(len(err.splitlines()), 3)
        for line in err.splitlines():
            self.assertRegex(line, r"^" + path + r":[0-9]+:[0-9]+: .")


class Beginning(ServiceTest):
    def test_hides_what_it_knows(self):
        service = self.start()
        limits = support.read_text(f"/proc/{service.program.pid}/limits")
        self.assertRegex(limits, r"Max core file size +0 +0 ")
        self.assertEqual(stat.S_IMODE(os.stat(service.store).st_mode), 0o600)
        now = time.time()
        meeting = service.book("Board", now, now + 60, ["a@example.com"], passcode="271828")
        service.wait_state(meeting["id"], "active")
        self.assertNotIn(support.PASSWORD, service.log())
        self.assertNotIn("271828", service.log())

    def test_one_store_one_process(self):
        service = self.start()
        status, _, err = run("cospaced", ["--config", service.config_path])
        self.assertEqual(status, 1)
        self.assertIn("is another cospaced running?", err)
        service.write_config({"store": {"path": self.path("other.db")}})
        status, _, err = run("cospaced", ["--config", service.config_path])
        self.assertEqual(status, 1)
        self.assertIn("the socket " + service.socket + " is in use", err)
        self.assertEqual(service.api("GET", "/healthz").status, 200)

    def test_stores_that_cannot_be(self):
        service = self.make()
        strange = self.path("strange.db")
        with open(strange, "wb") as file:
            file.write(b"nonsense" * 4096)
        for path, words in (("/nonexistent/x.db", "directory /nonexistent cannot be used: No such file"),
                            (self.folder, "is not a file"), (strange, "is not a store")):
            with self.subTest(path):
                service.write_config({"store": {"path": path}})
                status, _, err = run("cospaced", ["--config", service.config_path])
                self.assertEqual(status, 1)
                self.assertIn(words, err)
        self.assertEqual(os.stat(strange).st_size, 8 * 4096)


class Manager:
    """The service manager's end of sd_notify: reads what comes, as a real one does."""

    def __init__(self, path):
        self.states = []
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(path)
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        while True:
            state = self.socket.recv(4096).decode()
            if not state:
                return
            self.states += state.split("\n")

    def close(self):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
            end.sendto(b"", self.socket.getsockname())
        self.thread.join()
        self.socket.close()


class Notifications(ServiceTest):
    def test_ready_reloading_stopping(self):
        manager = Manager(self.path("notify"))
        self.addCleanup(manager.close)
        os.environ["NOTIFY_SOCKET"] = self.path("notify")
        self.addCleanup(os.environ.pop, "NOTIFY_SOCKET")
        service = self.start()
        wait_for(lambda: "READY=1" in manager.states, "it is ready")
        manager.states.clear()
        service.hang_up()
        wait_for(lambda: "READY=1" in manager.states, "it is ready again")
        self.assertLess(manager.states.index("RELOADING=1"), manager.states.index("READY=1"))
        self.assertTrue([state for state in manager.states if state.startswith("MONOTONIC_USEC=")])
        service.stop()
        wait_for(lambda: "STOPPING=1" in manager.states, "it said that it stops")


class Reload(ServiceTest):
    def test_the_pool_grows_and_shrinks(self):
        service = self.start()
        for last in (6, 2):
            service.write_config({"pool": {"last": last}})
            self.assertIn("key=pool.last", service.hang_up())
            wait_for(lambda: [s["index"] for s in service.get("/v1/spaces")["spaces"]] == list(range(1, last + 1)),
                     f"there are {last} spaces")

    def test_a_faulty_file_changes_nothing(self):
        service = self.start()
        service.write_config_text("pool: {first: 1, last: x}\nnonsense: 1\n")
        said = service.hang_up()
        self.assertGreaterEqual(said.count("configuration is faulty"), 4)
        self.assertRegex(said, r"cospaced\.yaml:2:1 reason=.*nonsense")
        self.assertEqual([s["index"] for s in service.get("/v1/spaces")["spaces"]], [1, 2, 3])
        service.book("Still taken", time.time() + 3600, time.time() + 7200)

    def test_what_cannot_change_is_said(self):
        service = self.start()
        service.write_config({"store": {"path": self.path("elsewhere.db")}, "pool": {"last": 4}})
        self.assertRegex(service.hang_up(), r"with the next start only key=store\.path")
        wait_for(lambda: len(service.get("/v1/spaces")["spaces"]) == 4, "the rest is taken")
        self.assertFalse(os.path.exists(self.path("elsewhere.db")))
        self.assertTrue(service.get("/v1/status")["store"]["path"].endswith("cospaced.db"))

    def test_a_right_password_after_a_wrong_one(self):
        service = self.make(bridges=2)
        service.write_password("wrong")
        service.start(ready=False)
        service.wait_bridge("core1", "down")
        service.wait_bridge("core2", "down")
        service.write_password(support.PASSWORD)
        service.hang_up()
        service.wait_ready()
        self.assertEqual([line["status"] for line in service.sim.log()].count(401), 2)
        self.assertEqual(service.log().count("user name or password is wrong"), 2)
        service.stop()

    def test_running_meetings_do_not_notice(self):
        service = self.start()
        now = time.time()
        meeting = service.book("Board", now, now + 300, ["a@example.com", "b@example.com"])
        for i in range(20):
            os.kill(service.program.pid, signal.SIGHUP)
            service.book(f"Later {i}", now + 3600, now + 7200)
        service.wait_people(meeting["id"], a="connected", b="connected")
        dials = [line for line in service.sim.log() if line["method"] == "POST" and line["path"].lower().endswith("/calllegs")]
        self.assertEqual(len(dials), 2)
        service.stop()


class Horizon(ServiceTest):
    def test_moves_on_from_what_is_stored(self):
        """A later horizon shows more of a series: what was moved stays moved, what was cancelled stays cancelled."""
        service = self.start({"schedule": {"horizon": "2d"}})
        day = 86400
        first = whole_second(3600)
        rule = ["RRULE:FREQ=DAILY;COUNT=20"]
        moved = event("s", first + 4 * day + 7200, first + 4 * day + 9000, "Moved", more=[f"RECURRENCE-ID:{ical_time(first + 4 * day)}"])
        service.push("rooms", calendar(event("s", first, first + 1800, "Series", more=rule), moved))
        cancel = event("s", first + 6 * day, first + 6 * day + 1800, more=[f"RECURRENCE-ID:{ical_time(first + 6 * day)}", "SEQUENCE:1"])
        service.push("rooms", calendar(cancel, method="CANCEL"), "POST")
        self.assertEqual(len(service.meetings()), 2)
        service.write_config({"schedule": {"horizon": "9d"}})
        service.hang_up()
        wait_for(lambda: len(service.meetings()) > 2, "the series goes on")
        starts = [datetime.datetime.fromisoformat(m["start"].replace("Z", "+00:00")).timestamp() - first for m in service.meetings()]
        self.assertEqual(starts, [0, day, 2 * day, 3 * day, 4 * day + 7200, 5 * day, 7 * day, 8 * day])
        service.stop()


class FullDisk(ServiceTest):
    """A ceiling on the size of files, set while the service runs, stands for the disk that is full."""

    @staticmethod
    def fill(service):
        resource.prlimit(service.program.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))

    @staticmethod
    def free(service):
        resource.prlimit(service.program.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    @staticmethod
    def posts(service, ending):
        return [r for r in service.sim.log() if r["method"] == "POST" and r["path"].lower().endswith(ending)]

    def test_nothing_is_accepted_that_is_not_durable(self):
        service = self.start(bridges=2)
        now = time.time()
        kept = service.book("Kept", now + 3600, now + 7200)
        self.fill(service)
        body = {"title": "Lost", "start": kept["start"], "end": kept["end"], "participants": []}
        for method, path, what in (("POST", "/v1/meetings", body), ("DELETE", "/v1/meetings/" + kept["id"], None),
                                   ("POST", "/v1/bridges/core2/prefer", None)):
            answer = service.api(method, path, what)
            self.assertEqual(answer.status, 503, path)
            self.assertIn("the store cannot be written", answer.json()["detail"])
        self.assertEqual([m["title"] for m in service.meetings()], ["Kept"])
        self.assertEqual(service.meeting(kept["id"])["state"], "scheduled")
        self.assertEqual(service.api("GET", "/readyz").status, 503)
        self.free(service)
        wait_for(lambda: service.api("POST", "/v1/meetings", {**body, "title": "Taken"}).status == 201, "it takes bookings again")
        self.assertEqual(service.log().count("the store cannot be written"), 1 + service.log().count("reason=\"the store cannot"))
        self.assertEqual(service.log().count("the store can be written again"), 1)
        service.restart()
        self.assertEqual(sorted(m["title"] for m in service.meetings()), ["Kept", "Taken"])

    def test_a_meeting_that_is_due_meanwhile_starts_afterwards(self):
        service = self.start()
        now = time.time()
        meeting = service.book("Board", now + 1, now + 300, ["a@example.com", "b@example.com"])
        self.fill(service)
        wait_for(lambda: "the store cannot be written" in service.log(), "it is said")
        self.assertEqual(self.posts(service, "/calls"), [])
        self.free(service)
        service.wait_people(meeting["id"], a="connected", b="connected")
        self.assertEqual(len(self.posts(service, "/calls")), 1)
        self.assertEqual(len(self.posts(service, "/calllegs")), 2)
        service.stop()

    def test_nobody_is_dialled_twice(self):
        """The disk fills while the bridge is being asked to dial: what it did is found again and not asked for twice."""
        service = self.start()
        service.sim.fault("delay", method="POST", path="*/calllegs", delay_ms=500)
        now = time.time()
        meeting = service.book("Board", now, now + 300, ["a@example.com", "b@example.com"])
        wait_for(lambda: service.log().count("to=dialing") == 2, "it dials")
        self.fill(service)
        wait_for(lambda: "the store cannot be written" in service.log(), "it is said")
        service.sim.clear_faults()
        self.free(service)
        service.wait_people(meeting["id"], a="connected", b="connected")
        self.assertEqual(len(self.posts(service, "/calllegs")), 2)
        service.stop()


if __name__ == "__main__":
    unittest.main()
