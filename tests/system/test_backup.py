"""A copy of the store while the service works, a store that is put back, and whose older word meets bridges that know more."""
import os
import shutil
import signal
import stat
import subprocess
import threading
import time
import unittest

import support
from service import ServiceTest, calendar, changing, event, short, whole_second
from support import wait_for

MEETINGS = 12


class BackupService(ServiceTest):
    def check(self, service, path):
        """(status, output, errors) of cospaced --check-backup."""
        return support.run("cospaced", ["--config", service.config_path, "--check-backup", path])

    def backup(self, service, name="backup.db"):
        path = os.path.join(service.folder, name)
        status, _, err = service.ctl("backup", path)
        self.assertEqual((status, err), (0, ""))
        return path

    @staticmethod
    def restore(service, path):
        """As contrib/guide/operating.md says: the file in the store's place, nothing else."""
        shutil.copyfile(path, service.store)
        service.start()

    def burst(self, service, ahead, length):
        start = whole_second(ahead)
        events = [event(f"uid-{i}", start, start + length, people=[f"sip:{i}{who}@example.com" for who in "ab"]) for i in range(MEETINGS)]
        service.push("rooms", calendar(*events))
        return start

    @staticmethod
    def legs(service):
        return sorted(leg["remote_party"] for leg in service.sim.state()["legs"])

    def assert_never_twice(self, service, mark):
        """Nobody had two legs at a time, no space two calls: what a copy does not know of is closed before it is done again."""
        there, most = {}, 0
        for line in service.sim.log()[mark:]:
            if line["status"] == 200 and short(line).startswith("dial"):
                there.setdefault(short(line), []).append(line["path"])
        calls = [line for line in service.sim.log()[mark:] if line["status"] == 200 and short(line) in ("call", "end")]
        open_calls = 0
        for line in calls:
            open_calls += 1 if short(line) == "call" else -1
            most = max(most, open_calls)
        self.assertLessEqual(most, MEETINGS)
        for party, paths in there.items():
            self.assertEqual(len(paths), len(set(paths)), f"{party} twice in one call")

    def states(self, service):
        return {m["uid"]: m["state"] for m in service.meetings()}

    def wait_everybody(self, service):
        """All meetings are active and everybody is in them."""
        wait_for(lambda: set(self.states(service).values()) == {"active"}, "all are active")
        people = sorted(f"{i}{who}@example.com" for i in range(MEETINGS) for who in "ab")
        wait_for(lambda: self.legs(service) == people, "everybody is in, once", every=0.1)
        self.assertEqual(len(service.sim.state()["calls"]), MEETINGS)

    def test_in_a_burst_and_back(self):
        service = self.start({"pool": {"last": MEETINGS}}, bridges=2)
        service.sim.fault("delay", method="P*", delay_ms=20)
        mark = len(service.sim.log())
        start = self.burst(service, 1.5, 40)
        wait_for(lambda: time.time() >= start + 0.05, "it has begun")
        paths = [self.backup(service, f"backup-{i}.db") for i in range(4)]
        for path in paths:
            status, out, err = self.check(service, path)
            self.assertEqual((status, err), (0, ""))
            self.assertIn(f"{path} is good:", out)
            self.assertIn(f"{MEETINGS} meetings", out)
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        self.wait_everybody(service)
        # The older the copy, the more the bridges know that it does not; the newest life before leaves its log.
        for path in paths:
            service.kill()
            self.restore(service, path)
            self.wait_everybody(service)
        self.assert_never_twice(service, mark)
        self.assertTrue(os.path.exists(service.store + "-wal.before-restore"))
        for meeting in service.meetings():
            service.must("POST", f"/v1/meetings/{meeting['id']}/end")
        wait_for(lambda: set(self.states(service).values()) == {"ended"}, "all have ended")
        self.assert_idle(service)

    def test_copy_from_before_the_start(self):
        """The bridges have calls of which the store knows nothing: they are adopted."""
        service = self.start({"pool": {"last": MEETINGS}})
        mark = len(service.sim.log())
        self.burst(service, 2.5, 40)
        path = self.backup(service)
        self.wait_everybody(service)
        service.stop()
        self.restore(service, path)
        self.wait_everybody(service)
        self.assert_never_twice(service, mark)

    def test_many_while_it_writes(self):
        """Copies one after another beside a stream of commits; each is whole and has all that was answered before it began."""
        service = self.start()
        start = whole_second(3600)
        booked, stop = [], threading.Event()

        def book():
            while not stop.is_set():
                service.book(f"Meeting {len(booked)}", start, start + 60, ["a@example.com"])
                booked.append(1)

        thread = threading.Thread(target=book)
        thread.start()
        try:
            for i in range(5):
                known = len(booked)
                path = self.backup(service, f"copy-{i}.db")
                status, out, err = self.check(service, path)
                self.assertEqual((status, err), (0, ""))
                self.assertGreaterEqual(int(out.split(" meetings")[0].split()[-1]), known)
        finally:
            stop.set()
            thread.join()
        wait_for(lambda: "a backup was made" in service.log(), "it is logged")

    def test_one_at_a_time_and_half_a_copy(self):
        service = self.start()
        slow = support.UnixConnection(service.socket)
        start = whole_second(3600)
        events = [event(f"uid-{i}", start, start + 60, title="x" * 4000) for i in range(800)]
        service.push("rooms", calendar(*events))
        slow.request("GET", "/v1/backup")
        wait_for(lambda: service.api("GET", "/v1/backup").status == 409, "the second is told so")
        status, _, err = service.ctl("backup", os.path.join(service.folder, "second.db"))
        self.assertEqual(status, 1)
        self.assertIn("under way", err)
        self.assertFalse(os.path.exists(os.path.join(service.folder, "second.db")))
        self.assertFalse(os.path.exists(os.path.join(service.folder, "second.db.part")))
        slow.close()
        wait_for(lambda: "not read to its end" in service.log(), "the reader is gone")
        self.backup(service)
        self.assertEqual([name for name in os.listdir(service.folder) if "cospaced.db.backup" in name], [])

    def test_what_is_no_backup(self):
        service = self.start()
        path = self.backup(service)
        status, _, err = self.check(service, service.store)
        self.assertEqual(status, 1)
        self.assertIn("in use", err)
        with open(path, "r+b") as file:
            file.truncate(os.path.getsize(path) - 4096)
        for bad in (path, service.config_path, os.path.join(service.folder, "none")):
            status, out, err = self.check(service, bad)
            self.assertEqual((status, out), (1, ""))
            self.assertIn(bad, err)
        self.assertEqual(service.ctl("backup", "/nonexistent/x")[0], 1)
        service.stop()
        self.assertEqual(service.ctl("backup", path + ".other")[0], 3)

    def test_names_of_backups(self):
        service = self.start()
        for name, fault in (('of "today".db', ""), ("of 100%.db", "take one without ?, # and %"), ("of today?.db", "take one without")):
            status, _, err = self.check(service, self.backup(service, name))
            self.assertEqual((status, fault in err, err == ""), (1 if fault else 0, True, not fault), err)

    def test_a_disk_that_is_full(self):
        """Half a copy is never taken for one, to standard output neither."""
        service = self.start()
        command = [support.binary("cospacectl"), "--socket", service.socket, "backup", "-"]
        with open("/dev/full", "wb") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=support.DEADLINE, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("No space left on device", done.stderr)

    def test_what_is_no_file_is_left_as_it_is(self):
        service = self.start()
        os.mkfifo(os.path.join(service.folder, "pipe"))
        os.symlink("elsewhere", os.path.join(service.folder, "link"))
        before = {name: os.lstat(os.path.join(service.folder, name)).st_ino for name in ("pipe", "link")}
        for name, number in before.items():
            status, _, err = service.ctl("backup", os.path.join(service.folder, name))
            self.assertEqual((status, "is not a file" in err), (1, True), err)
            self.assertEqual(os.lstat(os.path.join(service.folder, name)).st_ino, number)

    def test_sigterm_meanwhile(self):
        service = self.start()
        slow = support.UnixConnection(service.socket)
        slow.request("GET", "/v1/backup")
        wait_for(lambda: service.api("GET", "/v1/backup").status == 409 or "a backup was made" in service.log(), "it is under way")
        service.program.process.send_signal(signal.SIGTERM)
        self.assertEqual(service.program.wait(), 0)
        slow.close()


if __name__ == "__main__":
    unittest.main()
