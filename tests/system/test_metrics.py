"""/metrics of the real service: what happened stands there as numbers, and Prometheus' own tool has nothing to say about the text.

The tool is promtool of Debian's package prometheus; where it is absent, what it would say is not asked.
"""
import re
import shutil
import subprocess
import time
import unittest

from service import ServiceTest
from support import DEADLINE, wait_for

PROMTOOL = shutil.which("promtool")
SAMPLE = re.compile(r'([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)')


def metrics(service):
    """{(name, labels): value}; labels as they stand there."""
    text = service.api("GET", "/metrics").body.decode()
    samples = [SAMPLE.fullmatch(line) for line in text.splitlines() if not line.startswith("#")]
    return {(m[1], m[2] or ""): float(m[3]) for m in samples}


class Metrics(ServiceTest):
    def value(self, service, name, labels=""):
        return metrics(service)[name, labels]

    def wait_value(self, service, expected, name, labels=""):
        wait_for(lambda: self.value(service, name, labels) == expected, f"{name}{{{labels}}} is {expected}")

    def test_what_happened_is_counted(self):
        service = self.start({"pool": {"last": 1}, "schedule": {"start_grace": "1s"}})
        service.sim.script_leg("busy@*", "busy")
        service.sim.script_leg("ann@*", "answer", after_ms=50)
        now = time.time()
        first = service.book("First", now - 60, now + 600, ["ann@example.com", "busy@example.com"])
        service.wait_people(first["id"], ann="connected")
        self.wait_value(service, 1, "cospaced_meeting_starts_total")
        self.wait_value(service, 1, "cospaced_dial_results_total", 'result="connected"')
        wait_for(lambda: self.value(service, "cospaced_dial_results_total", 'result="unanswered"') >= 1, "busy is counted")
        second = service.book("Second", time.time(), time.time() + 600)
        service.wait_state(second["id"], "missed")
        seen = metrics(service)
        for name, labels, expected in [
                ("cospaced_meetings_missed_total", "", 1), ("cospaced_meetings_blocked_total", "", 1),
                ("cospaced_meetings", 'state="missed"', 1), ("cospaced_spaces", 'state="free"', 0), ("cospaced_spaces", 'state="in_use"', 1),
                ("cospaced_meeting_start_lateness_seconds_count", "", 1),
                # it came a minute after its start, but was started at once
                ("cospaced_meeting_start_lateness_seconds_bucket", 'le="30"', 1),
                ("cospaced_bridge_up", 'bridge="core1"', 1), ("cospaced_store_commit_failures_total", "", 0),
                ("cospaced_adoptions_total", 'object="call"', 0)]:
            self.assertEqual(seen[name, labels], expected, (name, labels))
        self.assertGreaterEqual(seen["cospaced_dials_total", ""], 2)
        self.assertEqual(seen["cospaced_dials_total", ""] - seen["cospaced_dial_retries_total", ""], 2)
        self.assertGreater(seen["cospaced_bridge_requests_total", 'bridge="core1",outcome="done"'], 5)
        self.assertGreater(seen["cospaced_bridge_request_duration_seconds_count", 'bridge="core1"'], 5)
        for name in ("cospaced_turn_duration_seconds", "cospaced_store_commit_duration_seconds"):
            self.assertGreater(seen[name + "_count", ""], 3)
            self.assertGreater(seen[name + "_sum", ""], 0)
        self.assertLess(abs(seen["process_start_time_seconds", ""] - now), 60)
        self.assertGreater(seen["process_resident_memory_bytes", ""], 1e6)
        self.assertGreater(seen["process_open_fds", ""], 5)
        self.assertGreater(seen["process_cpu_seconds_total", ""], 0)

    def test_adoptions_and_orphans(self):
        service = self.start({"reconcile_every": "500ms"})
        service.sim.fault("drop_after", method="POST", path="*/calls", count=1)
        meeting = service.book("Adopted", time.time(), time.time() + 600)
        service.wait_state(meeting["id"], "active")
        self.assertEqual(self.value(service, "cospaced_adoptions_total", 'object="call"'), 1)
        free = next(s for s in service.get("/v1/spaces")["spaces"] if s["state"] == "free")
        self.assertEqual(service.sim.api("POST", "calls", {"coSpace": free["id"]}).status, 200)
        wait_for(lambda: self.value(service, "cospaced_orphans_closed_total", 'object="call"') == 1, "the orphan is counted")

    @unittest.skipUnless(PROMTOOL, "promtool is not installed (Debian's package prometheus; contrib/setup.sh tests)")
    def test_promtool_has_nothing_to_say(self):
        service = self.start({"calendars": [{"name": "drop", "kind": "directory", "path": self.folder}]})
        text = service.api("GET", "/metrics").body
        done = subprocess.run([PROMTOOL, "check", "metrics"], input=text, capture_output=True, timeout=DEADLINE, check=False)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))


if __name__ == "__main__":
    unittest.main()
