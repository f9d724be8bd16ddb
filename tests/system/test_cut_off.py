"""What a bridge asks for and what befalls it without dying: it is cut off from us only, it is busy for a while, somebody
changes a space of it again and again."""
import time
import unittest

from service import ServiceTest, from_rfc3339, short, whole_second
from support import wait_for

QUIET = 2  # seconds


class CutOff(ServiceTest):
    def test_one_of_two_calls_survives(self):
        """The bridge's calls live on while it refuses us: with its return the meeting has two."""
        service = self.start(bridges=2)
        service.sim.script_leg("*", "answer", after_ms=50)
        meeting = service.book("Talk", whole_second(0.3), whole_second(0.3) + 600, ("a@example.com", "b@example.com"))
        service.wait_people(meeting["id"], a="connected", b="connected")
        service.sim.fault("refuse", bridge=1)
        wait_for(lambda: (service.meeting(meeting["id"])["call"] or {}).get("bridge") == "core2", "it is on core2")
        service.wait_people(meeting["id"], a="connected", b="connected")
        self.assertEqual(sorted(call["bridge"] for call in service.sim.state()["calls"]), [1, 2])
        service.sim.clear_faults()
        service.wait_bridge("core1", "up")
        wait_for(lambda: len(service.sim.state()["calls"]) == 1, "one call is left")
        service.wait_people(meeting["id"], a="connected", b="connected")
        state, call = service.sim.state(), service.meeting(meeting["id"])["call"]
        self.assertEqual([f"core{one['bridge']}" for one in state["calls"]], [call["bridge"]])
        self.assertEqual(sorted(leg["remote_party"] for leg in state["legs"]), ["a@example.com", "b@example.com"])
        dialled = [short(line) for line in service.sim.log() if short(line).startswith("dial")]
        self.assertEqual(sorted(dialled), ["dial a@example.com"] * 2 + ["dial b@example.com"] * 2)
        service.must("POST", f"/v1/meetings/{meeting['id']}/end")
        service.wait_state(meeting["id"], "ended")
        self.assert_idle(service)
        service.stop()


class Busy(ServiceTest):
    def test_retry_after_is_obeyed(self):
        service = self.start()
        service.sim.fault("status", status=503, retry_after_s=QUIET, method="POST", path="*/calls", count=1)
        meeting = service.book("Talk", whole_second(0.3), whole_second(0.3) + 600)
        service.wait_state(meeting["id"], "active")
        log = service.sim.log()
        busy = next(line for line in log if line["status"] == 503)
        opened = next(line for line in log[log.index(busy) + 1 :] if short(line) == "call")
        since = from_rfc3339(busy["time"])
        self.assertGreaterEqual(from_rfc3339(opened["time"]) - since, QUIET - 0.05)
        asked = [line for line in log if since + 0.3 < from_rfc3339(line["time"]) < since + QUIET - 0.05]  # not on its way already
        self.assertEqual([line["path"] for line in asked if not line["path"].startswith("/api/v1/system/status")], [])
        service.stop()


class Restore(ServiceTest):
    def space(self, service):
        return service.get("/v1/spaces")["spaces"][0]

    def test_a_space_that_somebody_keeps_is_given_back(self):
        service = self.start({"reconcile_every": "300ms"})
        begun = self.space(service)
        deadline = time.monotonic() + 30
        while self.space(service)["state"] != "contested":
            self.assertLess(time.monotonic(), deadline, "it is left to who keeps changing it")
            service.sim.api("PUT", f"coSpaces/{begun['id']}", {"uri": "4711"})
            time.sleep(0.1)
        status, told, _ = service.ctl("restore", str(begun["index"]))
        self.assertEqual((status, told.partition(",")[0]), (0, "restored"))
        wait_for(lambda: self.space(service)["state"] == "free", "it is free again")
        self.assertEqual(self.space(service)["uri"], begun["uri"])
        self.assertEqual(next(s["uri"] for s in service.sim.state()["spaces"] if s["id"] == begun["id"]), str(begun["index"]))
        self.assertEqual(service.ctl("restore", "99")[0], 1)
        service.stop()


if __name__ == "__main__":
    unittest.main()
