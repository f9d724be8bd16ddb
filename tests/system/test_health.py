"""How bridges are, in a word, with what to do about it: every way to be unwell, flapping, drain, load, and the cluster."""
import os
import time
import unittest

from service import ServiceTest, short
from support import Simulator, wait_for

QUICK = {"failover": {"hold_off": "0s", "slow_after": "200ms", "examine_every": "1s", "failback_after": "1s",
                      "probe_timeout": "700ms"}}


class Health(ServiceTest):
    def wait_reason(self, service, name, reason):
        wait_for(lambda: service.bridge(name)["reason"] == reason, f"{name} is {reason}")
        return service.bridge(name)

    def now(self, service, title, people=()):
        """A meeting that is active."""
        start = time.time()
        meeting = service.book(title, start, start + 600, people)
        service.wait_state(meeting["id"], "active")
        return service.meeting(meeting["id"])

    def finish(self, service):
        for meeting in service.meetings():
            if meeting["state"] in ("active", "starting"):
                service.must("POST", f"/v1/meetings/{meeting['id']}/end")
                service.wait_state(meeting["id"], "ended")
        self.assert_idle(service)
        service.stop()

    def test_every_way_to_be_unwell(self):
        service = self.start(QUICK, bridges=2)
        faults = (
            ("delay", {"delay_ms": 300}, "degraded", "slow"),
            ("status", {"status": 503}, "degraded", "busy"),
            ("delay", {"delay_ms": 60000}, "down", "timed_out"),
            ("status", {"status": 405}, "down", "wrong_port"),
            ("status", {"status": 500}, "down", "broken"),
            ("garbage", {}, "down", "garbled"),
            ("drop_before", {}, "down", "cut_off"),
            ("status", {"status": 401}, "down", "wrong_password"),
        )
        for kind, rule, state, reason in faults:
            with self.subTest(reason):
                service.sim.fault(kind, path="*", bridge=1, **rule)
                bridge = self.wait_reason(service, "core1", reason)
                self.assertEqual(bridge["state"], state)
                self.assertNotEqual(bridge["advice"], "nothing")
                status, out, _ = service.ctl("bridges")
                self.assertEqual((status, bridge["advice"] in out), (0, True))
                wait_for(lambda: f"why={reason}" in service.log(), f"the log says {reason}")
                meeting = self.now(service, reason)
                self.assertEqual(meeting["call"]["bridge"], "core2")
                service.sim.clear_faults()
                if reason == "wrong_password":
                    service.hang_up()
                service.wait_bridge("core1", "up")
                wait_for(lambda: service.bridge("core1")["preferred"], "core1 is preferred again")
                service.must("POST", f"/v1/meetings/{meeting['id']}/end")
                service.wait_state(meeting["id"], "ended")
        service.sim.stop_bridge(1)
        self.assertEqual(self.wait_reason(service, "core1", "refused")["role"], "failed_over")
        self.assertEqual(service.bridge("core2")["role"], "backup")
        service.sim.restart_bridge(1)
        service.wait_bridge("core1", "up")
        self.finish(service)

    def test_what_is_not_dead_keeps_its_meetings(self):
        service = self.start(QUICK, bridges=2)
        meeting = self.now(service, "Stays", ["a@example.com"])
        self.assertEqual(meeting["call"]["bridge"], "core1")
        for kind, rule, reason in (("status", {"status": 503}, "busy"), ("delay", {"delay_ms": 300}, "slow"),
                                   ("status", {"status": 401}, "wrong_password")):
            with self.subTest(reason):
                service.sim.fault(kind, path="*", bridge=1, **rule)
                self.wait_reason(service, "core1", reason)
                new = self.now(service, "New")
                self.assertEqual(new["call"]["bridge"], "core2")
                self.assertEqual(service.meeting(meeting["id"])["call"], meeting["call"])
                self.assertEqual(service.meeting(meeting["id"])["state"], "active")
                service.must("POST", f"/v1/meetings/{new['id']}/end")
                service.wait_state(new["id"], "ended")
                service.sim.clear_faults()
                service.hang_up()
                service.wait_bridge("core1", "up")
                wait_for(lambda: service.bridge("core1")["preferred"], "core1 is preferred again")
        self.assertEqual([short(line) for line in service.sim.log() if short(line).startswith("dial")], ["dial a@example.com"])
        self.finish(service)

    def test_one_that_comes_and_goes_is_held_off(self):
        service = self.start({"failover": {"hold_off": "60s", "failback_after": "0s"}}, bridges=2)
        for _ in range(2):
            service.sim.stop_bridge(1)
            service.wait_bridge("core1", "down")
            service.sim.restart_bridge(1)
            wait_for(lambda: service.bridge("core1")["state"] in ("up", "degraded"), "it is back")
        held = self.wait_reason(service, "core1", "flapping")
        self.assertEqual(held["state"], "degraded")
        service.restart(ready=True)
        self.assertEqual(self.wait_reason(service, "core1", "flapping")["held_until"], held["held_until"])
        self.assertEqual(self.now(service, "Elsewhere")["call"]["bridge"], "core2")
        self.assertIn("until", service.ctl("bridges")[1])
        self.assertEqual(service.ctl("prefer", "core1")[0], 0)
        service.wait_bridge("core1", "up")
        self.assertEqual(self.now(service, "Here")["call"]["bridge"], "core1")
        self.finish(service)

    def test_drain(self):
        service = self.start({"failover": {"failback_after": "0s"}}, bridges=2)
        old = self.now(service, "Old")
        status, out, _ = service.ctl("drain", "core1")
        self.assertEqual((status, "1 meeting runs" in out), (0, True))
        self.assertEqual((service.bridge("core1")["role"], service.bridge("core1")["state"]), ("drained", "up"))
        new = self.now(service, "New")
        self.assertEqual(new["call"]["bridge"], "core2")
        for path in ("core1/prefer", "core2/drain"):
            self.assertEqual(service.api("POST", "/v1/bridges/" + path).status, 409, path)
        service.restart(ready=True)
        self.assertEqual(self.wait_reason(service, "core1", "drained")["calls"], 1)
        self.assertEqual(service.meeting(old["id"])["call"]["bridge"], "core1")
        self.assertNotIn("a drained bridge is empty", service.log())
        service.must("POST", f"/v1/meetings/{old['id']}/end")
        wait_for(lambda: "a drained bridge is empty" in service.log(), "it is told to be empty")
        self.assertIn("it is empty", service.ctl("drain", "core1")[1])
        self.assertEqual(service.ctl("resume", "core1")[0], 0)
        self.assertEqual(service.bridge("core1")["drained_since"], None)
        wait_for(lambda: service.bridge("core1")["preferred"], "core1 is preferred again")
        self.assertEqual(service.meeting(new["id"])["call"]["bridge"], "core2")
        self.assertEqual(service.ctl("drain", "nobody")[0], 1)
        self.finish(service)

    def test_one_that_is_loaded(self):
        service = self.start(QUICK, bridges=2)
        service.sim.script_leg("*", "answer", after_ms=50)
        limits = {"loadLimit": 2000, "newConferenceLoadLimitBasisPoints": 5000}
        self.assertEqual(service.sim.api("PUT", "system/configuration/cluster", limits).status, 200)
        meeting = self.now(service, "Heavy", ["a@example.com"])
        bridge = self.wait_reason(service, "core1", "overloaded")
        self.assertEqual((bridge["state"], bridge["load"], bridge["load_limit"]), ("degraded", 1000, 2000))
        self.assertEqual(self.now(service, "Light")["call"]["bridge"], "core2")
        service.must("POST", f"/v1/meetings/{meeting['id']}/end")
        service.wait_bridge("core1", "up")
        self.finish(service)

    def test_the_cluster_has_more_than_is_configured(self):
        service = self.make(QUICK, bridges=3)
        service.config["bridges"] = service.config["bridges"][:2]
        service.write_config()
        service.start()
        strangers = wait_for(lambda: service.get("/v1/status")["unconfigured_bridges"], "the third is found")
        self.assertEqual(len(strangers), 1)
        for verb in ("status", "bridges"):
            self.assertIn(strangers[0]["address"], service.ctl(verb)[1])
        self.assertEqual(service.log().count("a call bridge that is not configured"), 1)
        service.sim.stop_bridge(3)
        bridge = self.wait_reason(service, "core1", "alarm")
        self.assertEqual((bridge["state"], bridge["alarms"]), ("up", ["callBridgeConnectionFailure"]))
        service.stop()

    def test_one_that_cannot_prove_who_it_is(self):
        service = self.make(QUICK, bridges=2)
        folder = self.path("other")
        os.makedirs(folder)
        other = Simulator(folder, 1)
        self.addCleanup(other.program.kill)
        service.config["bridges"][1]["url"] = other.url(1)
        service.write_config()
        service.start()
        bridge = self.wait_reason(service, "core2", "certificate")
        self.assertEqual((bridge["state"], "tls.ca_file" in bridge["advice"]), ("down", True))
        service.stop()

    def test_bridges_of_two_clusters(self):
        service = self.make(QUICK, tls=False)
        folder = self.path("other")
        os.makedirs(folder)
        other = Simulator(folder, 1, False)
        self.addCleanup(other.program.kill)
        service.config["bridges"].append({"name": "core2", "url": other.url(1)})
        service.write_config()
        service.start(ready=False)  # spaces are made on one of them, and missed on the other
        self.wait_reason(service, "core2", "unlisted")
        wait_for(lambda: "not in the cluster of the others" in service.log(), "it was said")
        service.stop()


if __name__ == "__main__":
    unittest.main()
