"""The audit: each change that a bridge is asked for stands in the log with its reason and whose it is, before anything secret."""
import collections
import re
import time
import unittest

from service import ServiceTest, calendar, event, whole_second
from support import wait_for

PAIR = re.compile(r'(\w+)=("(?:[^"\\]|\\.)*"|\S*)')


def audit(service):
    """The lines as dicts, with their message."""
    lines = [line.partition(" audit ")[2] for line in service.log().splitlines() if " audit " in line]
    return [{"message": line.split(" request=")[0].split(" by=")[0], **{k: v.strip('"') for k, v in PAIR.findall(line)}} for line in lines]


def asked(service):
    return [line for line in audit(service) if line["message"] == "asked of a bridge"]


class Audit(ServiceTest):
    def test_every_change_is_there(self):
        service = self.start(bridges=2)
        service.sim.script_leg("*", "answer", after_ms=50)
        start = whole_second(1)
        service.push("rooms", calendar(event("one@x", start, start + 600, "Calendar's", ["sip:ann@example.com"])))
        by_hand = service.book("By hand", time.time(), time.time() + 600, ["bob@example.com"], passcode="24681357")
        wait_for(lambda: service.by_uid("one@x")["state"] == "active", "the calendar's runs")
        ours = service.by_uid("one@x")
        service.wait_people(by_hand["id"], bob="connected")
        service.wait_people(ours["id"], ann="connected")
        service.must("POST", f"/v1/meetings/{by_hand['id']}/end")
        service.must("POST", f"/v1/meetings/{ours['id']}/end")
        self.assert_idle(service)

        def count(lines):
            return collections.Counter((line["method"], line["path"]) for line in lines)

        wait_for(lambda: count(asked(service)) == count(line for line in service.sim.log() if line["method"] != "GET"),
                 "the audit has what the bridges got")
        self.assertNotIn("24681357", service.log())
        self.assertTrue(all(line["why"] for line in asked(service)))
        reasons = {(line["kind"], line["why"], line["for"], line.get("meeting")) for line in asked(service)}
        for kind, why in (("open_space", "the meeting starts"), ("open_call", "the meeting starts"), ("dial", "somebody is dialled"),
                          ("close_call", "the meeting is over")):
            self.assertIn((kind, why, "api", by_hand["id"]), reasons)
            self.assertIn((kind, why, "calendar:rooms", ours["id"]), reasons)
        self.assertIn(("create_set", "the pool is made", "service", None), reasons)
        ends = [line for line in asked(service) if line["kind"] == "close_call"]
        self.assertTrue(all(line["changed_by"].startswith("uid:") for line in ends), ends)
        commands = [line for line in audit(service) if line["message"] == "asked for"]
        self.assertIn(("POST", f"/v1/meetings/{ours['id']}/end", "200"), {(c["method"], c["path"], c["status"]) for c in commands})

    def test_what_was_not_done_and_switching_it_off(self):
        service = self.start()
        service.sim.fault("drop_after", method="POST", path="*/calls", count=1)
        first = service.book("First", time.time(), time.time() + 600)
        service.wait_state(first["id"], "active")
        call = next(line for line in asked(service) if line["kind"] == "open_call")
        failed = [line for line in audit(service) if line["message"] == "not done by a bridge"]
        self.assertEqual([(line["request"], line["outcome"]) for line in failed], [(call["request"], "unknown")])
        service.write_config({"log": {"audit": "off"}})
        service.hang_up()
        n = len(audit(service))
        second = service.book("Second", time.time(), time.time() + 600)
        service.wait_state(second["id"], "active")
        self.assertEqual(len(audit(service)), n)


if __name__ == "__main__":
    unittest.main()
