"""Two services on one pool, each with a store of its own: the second says so and does not start, or stands by and takes over."""
import os
import shutil
import unittest

from service import Service, ServiceTest, changing, short, whole_second
from support import wait_for

QUICK = {"reconcile_every": "1s", "failover": {"examine_every": "1s"}, "schedule": {"start_grace": "1m"}}


class TwoServices(ServiceTest):
    def first(self):
        service = self.start(QUICK, name="first")
        service.sim.script_leg("*", "answer", after_ms=50)
        self.wait_owner(service, "ours")
        return service

    def second(self, beside, copy=False, **pool):
        """Another one beside it, on the same cluster; copy: with a backup of the first one's store."""
        folder = os.path.join(self.folder, f"other-{len(self.services)}")
        os.makedirs(folder)
        service = Service(folder, beside.sim, {**QUICK, "pool": pool})
        self.services.append(service)
        self.addCleanup(service.kill)
        if copy:
            path = os.path.join(folder, "backup.db")
            status, _, err = beside.ctl("backup", path)
            self.assertEqual((status, err), (0, ""))
            shutil.move(path, service.store)
        return service

    @staticmethod
    def set_made(service, **form):
        """A parameter set that some other client makes on the cluster; its id."""
        made = service.sim.api("POST", "cospaceBulkParameterSets", form)
        assert made.status == 200, made.body
        return made.location_id()

    @staticmethod
    def owner(service):
        return service.get("/v1/status")["pool"]

    def wait_owner(self, service, owner):
        return wait_for(lambda: self.owner(service)["owner"] == owner and self.owner(service), f"the pool is {owner}")

    def assert_refused(self, service, *words):
        service.spawn()
        status, said = service.wait_exit()
        self.assertEqual(status, 1, said)
        for word in ("cospaced cannot run: another service has the pool, and lives", f"host=\"{os.uname().nodename[:10]}", *words):
            self.assertIn(word, said)

    def test_a_new_one_does_not_start(self):
        first = self.first()
        mark = len(first.sim.log())
        second = self.second(first)
        self.assert_refused(second)
        self.assertNotIn("of=a_copy", second.log())
        self.assertEqual(changing(first.sim.log()[mark:]), [], "it changed nothing")

    def test_ranges_that_overlap(self):
        """Made later, it begins within the first one's range: it does not start either. With a range beside that, it does."""
        first = self.first()
        second = self.second(first, first=3, last=6)
        self.assert_refused(second)
        second.write_config({"pool": {"first": 4}})
        second.start()
        self.wait_owner(second, "ours")
        self.assertEqual(self.owner(first)["owner"], "ours")
        self.assertEqual([service.get("/v1/status")["foreign_sets"] for service in (first, second)], [[], []])

    def test_a_mark_in_the_middle_of_the_pool(self):
        """Another service's pool begins at our second space, as its mark there says, which moves."""
        first = self.first()
        space = first.get("/v1/spaces")["spaces"][1]["id"]

        def beat():
            beats = beat.count = beat.count + 1
            text = f"cospaced 0ff1ce00 at=0ff1ce01 beat={beats:08x} every=1 since=2026-11-01T08:00:00Z host=scheduler2"
            self.assertEqual(first.sim.api("PUT", f"coSpaces/{space}", {"cdrTag": text}).status, 200)
            return self.owner(first)["owner"] == "theirs"

        beat.count = 0
        wait_for(beat, "the other one is noticed", every=0.5)
        self.assertEqual(self.owner(first)["holder"]["host"], "scheduler2")
        status, _, err = first.ctl("claim")
        self.assertEqual(status, 1)
        self.assertIn("begins at space 2", err)
        self.wait_owner(first, "ours")
        self.assertIn("its range overlaps with this one's index=2", first.log())

    def test_parameter_sets_of_others_are_named(self):
        first = self.first()
        self.assertIn("cospaced_pool_foreign_sets 0", first.api("GET", "/metrics").body.decode())
        theirs = self.set_made(first, startIndex=3, endIndex=9, coSpaceUriMapping="$index$", coSpaceNameMapping="Lobby_$index$")
        self.set_made(first, startIndex=1, endIndex=9, coSpaceUriMapping="lobby.$index$", coSpaceNameMapping="Lobby_$index$")
        found = wait_for(lambda: first.get("/v1/status")["foreign_sets"], "it is found")
        self.assertEqual(found, [{"id": theirs, "first": 3, "last": 9, "name": "Lobby_$index$", "uri": "$index$", "call_id": "", "shares": ["uri"]}])
        self.assertIn(f"set={theirs} first=3 last=9 shares=uri", first.log())
        for command in (["status"], ["check", "--config", first.config_path]):
            self.assertIn(theirs, first.ctl(*command)[1])
        self.assertIn("cospaced_pool_foreign_sets 1", first.api("GET", "/metrics").body.decode())
        self.assertEqual(self.owner(first)["owner"], "ours")
        self.assertEqual(first.sim.api("DELETE", f"cospaceBulkParameterSets/{theirs}").status, 200)
        wait_for(lambda: not first.get("/v1/status")["foreign_sets"], "it is gone")

    def test_more_parameter_sets_than_are_looked_at(self):
        first = self.first()
        for i in range(70):
            self.set_made(first, startIndex=1, endIndex=2, coSpaceUriMapping=f"lobby{i}.$index$")
        wait_for(lambda: first.get("/v1/status")["foreign_sets_left_out"] == 6, "they are counted")
        self.assertIn("looked_at=64 left_out=6", first.log())
        self.assertIn("6 more", first.ctl("status")[1])
        self.assertIn("6 parameter sets", first.ctl("check", "--config", first.config_path)[1])

    def lose_store(self, service):
        """The same place, and a new store; the lowest space that a new one can tell by its name."""
        service.stop()
        for name in os.listdir(os.path.dirname(service.store)):
            if name.startswith(os.path.basename(service.store)):
                os.unlink(os.path.join(os.path.dirname(service.store), name))
        service.start(ready=False)

    def test_a_lost_store_at_the_same_place(self):
        first = self.first()
        ids = [space["id"] for space in first.get("/v1/spaces")["spaces"]]
        self.lose_store(first)
        wait_for(lambda: first.get("/v1/status")["spaces"]["free"] == len(ids), "the mark has stood still")
        self.assertEqual([space["id"] for space in first.get("/v1/spaces")["spaces"]], ids)
        self.wait_owner(first, "ours")

    def test_a_lost_store_without_marks(self):
        first = self.start({**QUICK, "pool": {"mark": False}}, name="first")
        spaces = first.get("/v1/spaces")["spaces"]
        call = first.sim.api("POST", "calls", {"coSpace": spaces[0]["id"]})
        self.assertEqual(call.status, 200)
        mark = len(first.sim.log())
        self.lose_store(first)
        wait_for(lambda: any("cospacectl claim" in why for why in first.get("/v1/status")["reasons"]), "it is said what to do", deadline=90)
        self.assertEqual([line for line in changing(first.sim.log()[mark:]) if "cospaces/" in line["path"].lower()], [])
        self.assertEqual(first.ctl("claim")[0], 0)
        wait_for(lambda: first.get("/v1/status")["spaces"]["free"] == len(spaces), "they are taken over")
        self.assertEqual([space["id"] for space in first.get("/v1/spaces")["spaces"]], [space["id"] for space in spaces])
        self.assertEqual(first.sim.state()["calls"], [])
        self.assertEqual(first.ctl("claim")[0], 1)

    def test_a_copy_does_not_start(self):
        """Restored elsewhere while the original lives: it would believe that every space is its own."""
        first = self.first()
        start = whole_second(0)
        meeting = first.book("Runs on", start, start + 60, ["a@example.com"])
        first.wait_people(meeting["id"], a="connected")
        second = self.second(first, copy=True)
        mark = len(first.sim.log())
        self.assert_refused(second, "of=a_copy_of_this_store")
        self.assert_refused(second)
        self.assertEqual(changing(first.sim.log()[mark:]), [], "it changed nothing")
        self.assertEqual(first.meeting(meeting["id"])["state"], "active")

    def test_one_that_stands_by_takes_over(self):
        first = self.first()
        start = whole_second(0)
        running = first.book("Runs on", start, start + 120, ["a@example.com"])
        first.wait_people(running["id"], a="connected")
        second = self.second(first, copy=True, standby=True)
        mark = len(first.sim.log())
        second.start(ready=False)
        holder = self.wait_owner(second, "theirs")["holder"]
        self.assertEqual((holder["host"][:10], holder["copy"]), (os.uname().nodename[:10], True))
        start = whole_second(0)
        waiting = second.book("Waits", start, start + 120, ["b@example.com"])
        wait_for(lambda: "another service has the pool" in (second.meeting(waiting["id"])["reason"] or ""), "it says why it waits")
        ready = second.api("GET", "/readyz")
        self.assertEqual(ready.status, 503)
        self.assertIn("another service has the pool", ready.body.decode())
        self.assertIn("held by", second.ctl("status")[1])
        self.assertIn('cospaced_pool_owner{state="theirs"} 1', second.api("GET", "/metrics").body.decode())
        self.assertEqual(changing(first.sim.log()[mark:]), [], "it changed nothing")
        first.kill()
        self.wait_owner(second, "ours")
        second.wait_ready()
        second.wait_people(waiting["id"], b="connected")
        self.assertEqual(second.meeting(running["id"])["call"], first_call(first, running))
        dialled = [short(line) for line in changing(first.sim.log()[mark:]) if short(line).startswith("dial")]
        self.assertEqual(dialled, ["dial b@example.com"], "who is in a meeting is not dialled again")
        self.assert_refused(first)

    def test_claimed_by_hand(self):
        """The operator moves the pool; the one that had it stands back and goes on answering."""
        first = self.first()
        second = self.second(first, copy=True, standby=True)
        second.start(ready=False)
        self.wait_owner(second, "theirs")
        status, out, err = second.ctl("claim")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("claimed", out)
        self.wait_owner(second, "ours")
        self.wait_owner(first, "theirs")
        self.assertEqual(second.ctl("claim")[0], 1)
        start = whole_second(0)
        waiting = first.book("Waits", start, start + 30, ["a@example.com"])
        started = second.book("Starts", start, start + 30, ["b@example.com"])
        second.wait_people(started["id"], b="connected")
        first.wait_state(waiting["id"], "waiting")

    def test_a_store_that_is_put_back_in_its_place_goes_on_at_once(self):
        first = self.first()
        path = os.path.join(first.folder, "backup.db")
        self.assertEqual(first.ctl("backup", path)[0], 0)
        first.stop()
        shutil.move(path, first.store)
        first.start()
        self.wait_owner(first, "ours")
        self.assertNotIn("another service", first.log())


def first_call(service, meeting):
    """The call that is in the meeting's space, as the API shows it."""
    calls = [call for call in service.sim.state()["calls"] if call["name"] == meeting["title"]]
    assert len(calls) == 1, calls
    return {"id": calls[0]["id"], "bridge": "core1"}


if __name__ == "__main__":
    unittest.main()
