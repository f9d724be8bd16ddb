#!/usr/bin/env python3
"""Programs under valgrind's memcheck: memcheck.py run COMMAND… [+ COMMAND…]…   |   memcheck.py life

An invalid access, a use of what was never written, or memory that nobody knows any more at the end is a failure, in whatever library;
foreign.supp names the exceptions. `run`: each command, as many at once as there are processors. `life`: the service from its start to its
end, with a calendar, a meeting, and clients of every kind; what it starts (the locked-in reader) runs without valgrind, whose own system
calls it forbids.
"""
import concurrent.futures
import glob
import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "system"))
from service import ServiceTest, calendar, event, rfc3339, whole_second  # noqa: E402
from support import read_text, wait_for  # noqa: E402

SKIPPED = 77  # ctest shows it as skipped
FAULTY = 99
PATIENCE = 300  # seconds for one program


def wrapper(log):
    return [shutil.which("valgrind"), "--quiet", "--leak-check=full", "--show-leak-kinds=definite", "--errors-for-leak-kinds=definite",
            f"--error-exitcode={FAULTY}", "--num-callers=30", f"--suppressions={HERE}/foreign.supp", f"--log-file={log}"]


def run(command):
    """What is wrong with it, "" if nothing."""
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "%p")
        try:
            done = subprocess.run([*wrapper(log), *command], capture_output=True, text=True, timeout=PATIENCE, cwd=folder, check=False)
        except subprocess.TimeoutExpired:
            return f"{command}: not done after {PATIENCE} s"
        said = "".join(read_text(path) for path in sorted(glob.glob(os.path.join(folder, "[0-9]*"))))
    if "== " in said or done.returncode == FAULTY:
        return f"{' '.join(command)}:\n{said}"
    if done.returncode not in (0, SKIPPED):
        return f"{' '.join(command)}: ended with {done.returncode}\n{done.stdout}{done.stderr}"
    return ""


def run_all(commands):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = [fault for fault in pool.map(run, commands) if fault]
    print("\n".join(faults))
    print(f"{len(commands)} runs, {len(faults)} with faults")
    return 1 if faults or not commands else 0


class Life(ServiceTest):
    def finish(self, service):
        service.program.process.send_signal(signal.SIGTERM)
        status = service.program.wait(PATIENCE)
        said = "".join(read_text(path) for path in glob.glob(self.path("valgrind.*")))
        self.assertEqual((status, said), (0, ""))

    def ask_everything(self, service):
        for path in ("/healthz", "/metrics", "/v1/status", "/v1/meetings", "/v1/calendars", "/v1/calendars/rooms", "/v1/spaces", "/v1/bridges",
                     "/v1/calendars/rooms?format=ics", "/v1/freebusy?endpoint=ann@example.com", "/v1/nothing", "/v1/backup"):
            service.api("GET", path)
        service.api("POST", "/v1/meetings", "{\"title\":", {"Content-Type": "application/json"})

    def test_from_start_to_end(self):
        service = self.make(bridges=2)
        service.start(wrapper=wrapper(self.path("valgrind.%p")))
        service.sim.script_leg("lab@*", "busy", after_ms=100, times=1)
        start = whole_second(2)
        body = calendar(event("board", start, start + 600, "Board", ["sip:lab@example.com", "mailto:ann@example.com"]),
                        event("later", start + 3600, start + 7200, "Later", more=["RRULE:FREQ=WEEKLY;COUNT=5"]))
        self.assertEqual(service.push("rooms", body)["created"], 6)
        booked = service.book("By hand", start + 7200, start + 7260, ["tim@example.com"])
        meeting = service.by_uid("board")
        service.wait_state(meeting["id"], "active")
        service.wait_people(meeting["id"], lab="connected")
        service.must("POST", f"/v1/meetings/{meeting['id']}/participants", {"address": "eve@example.com"})
        service.wait_people(meeting["id"], eve="connected")
        self.ask_everything(service)
        service.must("PATCH", f"/v1/meetings/{booked['id']}", {"end": rfc3339(start + 7320)})
        service.must("DELETE", f"/v1/meetings/{booked['id']}")
        self.assertIn("configuration read again", service.hang_up())
        service.sim.stop_bridge(1)
        service.wait_bridge("core1", "down")
        service.sim.restart_bridge(1)
        service.wait_bridge("core1", "up")
        service.must("POST", f"/v1/meetings/{meeting['id']}/end")
        service.wait_state(meeting["id"], "ended")
        self.assertEqual(service.push("rooms", calendar())["cancelled"], 5)
        wait_for(lambda: all(s["state"] == "free" for s in service.get("/v1/spaces")["spaces"]), "all spaces are free")
        self.finish(service)


def main():
    if shutil.which("valgrind") is None:
        print("skipped: valgrind is not installed (contrib/setup.sh tests does)")
        return SKIPPED
    if sys.argv[1:2] == ["life"]:
        return 0 if unittest.main(argv=sys.argv[:1], exit=False).result.wasSuccessful() else 1
    if sys.argv[1:2] != ["run"]:
        sys.exit(__doc__)
    return run_all([list(words) for plus, words in itertools.groupby(sys.argv[2:], lambda word: word == "+") if not plus])


if __name__ == "__main__":
    sys.exit(main())
