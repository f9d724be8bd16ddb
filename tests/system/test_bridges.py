"""Bridges that die, and connections that die after the server acted or before: the next bridge, one call, one leg each."""
import time
import unittest

from service import ServiceTest, changing, short, whole_second
from support import wait_for


class Bridges(ServiceTest):
    def begin(self, people=("a@example.com", "b@example.com")):
        service = self.start(bridges=2)
        service.sim.script_leg("*", "answer", after_ms=50)
        self.mark = len(service.sim.log())
        start = whole_second(0.3)
        meeting = service.book("Talk", start, start + 600, people)
        return service, meeting, start

    def said(self, service):
        return changing(service.sim.log()[self.mark:])

    def finish(self, service, meeting, bridge):
        """It runs on the bridge with everybody in it once, and leaves nothing behind."""
        wait_for(lambda: (service.meeting(meeting["id"])["call"] or {}).get("bridge") == bridge, f"it is on {bridge}")
        service.wait_people(meeting["id"], a="connected", b="connected")
        state = service.sim.state()
        self.assertEqual([call["bridge"] for call in state["calls"]], [int(bridge[-1])])
        self.assertEqual(sorted(leg["remote_party"] for leg in state["legs"]), ["a@example.com", "b@example.com"])
        service.sim.restart_bridge(1)
        service.wait_bridge("core1", "up")
        service.must("POST", f"/v1/meetings/{meeting['id']}/end")
        service.wait_state(meeting["id"], "ended")
        self.assert_idle(service)
        service.stop()

    def test_one_dies_before_the_start(self):
        service, meeting, start = self.begin()
        wait_for(lambda: time.time() > start - 0.1, "it is about to start")
        service.sim.stop_bridge(1)
        self.finish(service, meeting, "core2")
        self.assertEqual({line["bridge"] for line in self.said(service) if short(line) in ("open", "call")}, {2})

    def test_one_is_down_long_before(self):
        service, meeting, _ = self.begin()
        service.sim.stop_bridge(1)
        service.wait_bridge("core1", "down")
        self.finish(service, meeting, "core2")

    def test_one_dies_between_the_put_and_the_call(self):
        service, meeting, _ = self.begin()
        service.sim.fault("delay", method="POST", path="*/calls", bridge=1, delay_ms=60000)
        wait_for(lambda: service.sim.faults()["happened"]["delay"] == 1, "the call is asked for")
        service.sim.stop_bridge(1)
        self.finish(service, meeting, "core2")

    def test_one_dies_when_all_are_in(self):
        service, meeting, _ = self.begin()
        service.wait_people(meeting["id"], a="connected", b="connected")
        service.sim.stop_bridge(1)
        self.finish(service, meeting, "core2")
        dialled = [(line["bridge"], short(line)) for line in self.said(service) if short(line).startswith("dial")]
        self.assertEqual(sorted(dialled), [(b, f"dial {who}@example.com") for b in (1, 2) for who in "ab"])

    def test_one_dies_while_it_dials(self):
        service, meeting, _ = self.begin()
        service.sim.fault("delay", method="POST", path="*/calllegs", bridge=1, delay_ms=60000)
        wait_for(lambda: service.sim.faults()["happened"]["delay"] == 2, "both are being dialled")
        service.sim.stop_bridge(1)
        self.finish(service, meeting, "core2")


class LostAnswers(ServiceTest):
    """The connection dies, after the server acted or before."""

    def lose(self, kind, path, count=1, method="POST", people=("a@example.com", "b@example.com")):
        service = self.start(name=f"{kind}-{method}")
        service.sim.script_leg("*", "answer", after_ms=50)
        self.mark = len(service.sim.log())
        service.sim.fault(kind, method=method, path=path, count=count)
        now = time.time()
        return service, service.book("Talk", now, now + 600, people)

    def asked(self, service, word):
        return [line["status"] for line in changing(service.sim.log()[self.mark:]) if short(line).split()[0] == word]

    def finish(self, service, meeting):
        service.wait_people(meeting["id"], a="connected", b="connected")
        state = service.sim.state()
        self.assertEqual([call["id"] for call in state["calls"]], [service.meeting(meeting["id"])["call"]["id"]])
        self.assertEqual(sorted(leg["remote_party"] for leg in state["legs"]), ["a@example.com", "b@example.com"])
        legs = {leg["id"] for leg in state["legs"]}
        self.assertEqual({p["call_leg"] for p in service.meeting(meeting["id"])["participants"]}, legs)
        service.must("DELETE", "/v1/meetings/" + meeting["id"])
        service.wait_state(meeting["id"], "ended")
        self.assert_idle(service)
        service.stop()

    def test_of_a_call(self):
        for kind in ("drop_after", "garbage", "truncate"):
            with self.subTest(kind):
                service, meeting = self.lose(kind, "*/calls")
                self.finish(service, meeting)
                self.assertEqual(len(self.asked(service, "call")), 1, "it was adopted")
                wait_for(lambda: "call adopted" in service.log(), "it was said")

    def test_of_a_call_that_was_not_made(self):
        service, meeting = self.lose("drop_before", "*/calls")
        self.finish(service, meeting)
        self.assertEqual(self.asked(service, "call"), [None, 200])

    def test_of_call_legs(self):
        for kind in ("drop_after", "truncate"):
            with self.subTest(kind):
                service, meeting = self.lose(kind, "*/calllegs", count=2)
                self.finish(service, meeting)
                self.assertEqual(len(self.asked(service, "dial")), 2, "they were adopted")
                self.assertEqual(service.log().count("call leg adopted"), 2)

    def test_of_a_call_leg_that_was_not_dialled(self):
        service, meeting = self.lose("drop_before", "*/calllegs")
        self.finish(service, meeting)
        self.assertEqual(sorted(self.asked(service, "dial"), key=str), [200, 200, None])

    def test_of_a_call_leg_that_comes_late(self):
        """The service dies, looks, and finds nothing yet: the bridge acts when the next attempt is already planned."""
        service = self.start()
        service.sim.script_leg("*", "answer", after_ms=50)
        service.sim.fault("delay", method="POST", path="*/calllegs", delay_ms=2500, count=2)
        self.mark = len(service.sim.log())
        now = time.time()
        meeting = service.book("Talk", now, now + 600, ["a@example.com", "b@example.com"])
        wait_for(lambda: service.sim.faults()["happened"]["delay"] == 2, "both are asked for")
        service.restart()
        wait_for(lambda: "no leg is there" in service.log(), "it looks, in vain")
        self.finish(service, meeting)
        self.assertEqual(self.asked(service, "dial"), [200, 200], "once each")

    def test_of_what_can_be_repeated(self):
        for method, path, word in (("PUT", "*/cospaces/*", "open"), ("DELETE", "*/calls/*", "end")):
            with self.subTest(word):
                service, meeting = self.lose("drop_after", path, method=method)
                self.finish(service, meeting)
                self.assertGreater(len(self.asked(service, word)), 1)

    def test_while_the_pool_is_made(self):
        service = self.make()
        for path in ("*/callprofiles", "*/calllegprofiles", "*/cospacebulkparametersets", "*/cospacebulksyncs"):
            service.sim.fault("drop_after", method="POST", path=path, count=1)
        service.start()
        self.assertEqual(service.sim.faults()["active"], 0, "each was lost once")
        # A sync is begun again on purpose while nobody has its spaces: that is no second set of spaces.
        for collection, total in (("callProfiles", "1"), ("callLegProfiles", "1"), ("cospaceBulkParameterSets", "1"), ("coSpaces", "3")):
            self.assertEqual(service.sim.api("GET", collection).xml().get("total"), total, collection)
        service.stop()


if __name__ == "__main__":
    unittest.main()
