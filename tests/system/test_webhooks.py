"""Webhooks of the real service: every event once taken, in order, signed; what fails comes again, over restarts and crashes too."""
import contextlib
import json
import os
import resource
import sqlite3
import time
import unittest

import feed
from receiver import Receiver, is_signed, secret
from service import ServiceTest, calendar, event, rfc3339, whole_second
from support import run, wait_for

HOUR = 3600


class Webhooks(ServiceTest):
    def setUp(self):
        super().setUp()
        self.tls = feed.make_ca(self.folder)

    def receiver(self, tls=True, **how):
        one = Receiver(self.tls if tls else None, **how)
        self.addCleanup(one.stop)
        return one

    def hook(self, receiver, name="desk", secrets=None, **more):
        path = os.path.join(self.folder, name + ".secret")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(secrets or receiver.secrets) + "\n")
        return {"name": name, "url": receiver.url(), "secret_file": path, "ca_file": self.tls[0], **more}

    def begin(self, *hooks, **how):
        return self.start({"webhooks": list(hooks)}, **how)

    def book(self, service, title="Talk"):
        now = time.time()
        return service.book(title, now + HOUR, now + 2 * HOUR)["id"]

    @staticmethod
    def webhook(service, name="desk"):
        return next(w for w in service.get("/v1/webhooks")["webhooks"] if w["name"] == name)

    def wait_webhook(self, service, condition, what, name="desk"):
        def held():
            shown = self.webhook(service, name)
            return shown if condition(shown) else None

        return wait_for(held, what)

    def wait_even(self, service, name="desk"):
        return self.wait_webhook(service, lambda w: w["behind"] == 0, f"{name} has been given everything", name)

    def assert_whole(self, receiver):
        """Nothing is missing between the first and the last, and what came before comes at most again."""
        seen = []
        for one in receiver.ids():
            self.assertIn(one, [*seen[-1:], *([seen[-1] + 1] if seen else [one])] if seen else [one])
            seen.append(one)
        for one in receiver.taken():
            self.assertTrue(one.webhook_id.endswith(f"_{one.id}"), one.webhook_id)

    def test_a_meeting_is_told_in_order_and_signed(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver))
        now = time.time() + 0.5
        meeting = service.book("Talk", now, now + HOUR, ["a@x"], passcode="123456")
        service.wait_people(meeting["id"], a="connected")
        receiver.wait(lambda d: d.type == "participant" and d.data["state"] == "connected", "the participant was told")
        self.wait_even(service)
        self.assert_whole(receiver)
        states = [d.data["state"] for d in receiver.taken() if d.data.get("id") == meeting["id"]]
        self.assertEqual(states, ["scheduled", "starting", "active"])
        for one in receiver.all:
            self.assertTrue(is_signed(one.headers, one.raw, secret()))
            self.assertFalse(is_signed(one.headers, one.raw, secret(2)))
            self.assertLess(abs(int(one.headers["webhook-timestamp"]) - time.time()), 300)
            self.assertEqual(one.headers["Content-Type"], "application/json")
            self.assertEqual(list(one.body), ["type", "timestamp", "id", "data"])
            self.assertNotIn(b"123456", one.raw)
        told = next(d for d in receiver.all if d.data.get("id") == meeting["id"])
        self.assertEqual(told.data["title"], "Talk")
        self.assertIn("cause", told.data)
        self.assertEqual(told.data["at"], told.body["timestamp"])

    def test_only_what_is_wanted(self):
        receiver = self.receiver(tls=False)
        service = self.begin(self.hook(receiver, events=["bridge"]), self.hook(receiver, "rooms", calendars=["rooms"]))
        self.book(service)
        service.must("POST", "/v1/bridges/core1/prefer")
        self.wait_even(service)
        self.wait_even(service, "rooms")
        self.assertEqual({d.type for d in receiver.all}, {"bridge"})

    def test_down_then_up_again(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver))
        self.wait_even(service)
        before = len(receiver.taken())
        receiver.stop()
        meetings = [self.book(service, f"Talk {i}") for i in range(3)]
        shown = self.wait_webhook(service, lambda w: w["failures"] >= 2, "it has failed twice")
        self.assertEqual(shown["state"], "waiting")
        self.assertIn("refuses the connection", shown["last_error"])
        self.assertNotIn("/hook", json.dumps(shown))
        self.assertGreaterEqual(shown["behind"], 3)
        self.assertIsNotNone(shown["next_try"])
        again = self.receiver(port=receiver.port)
        self.wait_even(service)
        self.assertEqual([d.data["id"] for d in again.taken()], meetings)
        self.assertEqual(self.webhook(service)["failures"], 0)
        self.assertIsNone(self.webhook(service)["last_error"])
        self.assertEqual(again.ids()[0], receiver.ids()[before - 1] + 1 if before else again.ids()[0])
        self.assertIn("webhook takes events again webhook=desk", service.log())
        self.assertEqual(service.log().count("webhook does not take an event"), 1)

    def test_failures_are_tried_again_under_the_same_id(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"]))
        answers = [{"status": 500}, {"status": 301, "headers": {"Location": receiver.url("/other")}}, {"drop": True}, {}]
        receiver.answer = lambda delivery: answers.pop(0) if answers else {}
        meeting = self.book(service)
        receiver.wait_count(1)
        tries = list(receiver.all)
        self.assertEqual([d.path for d in tries], ["/hook"] * 4)
        self.assertEqual(len({d.webhook_id for d in tries}), 1)
        self.assertEqual(len({d.raw for d in tries}), 1)
        self.assertEqual(tries[0].data["id"], meeting)
        self.assertLess(tries[0].time + 0.4, tries[1].time)

    def test_an_answer_that_does_not_end_counts(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"]))
        receiver.answer = {"status": 200, "body": b"x" * (1 << 22)}
        for i in range(3):
            self.book(service, f"Talk {i}")
        receiver.wait_count(3)
        self.wait_even(service)
        self.assertEqual(len(receiver.all), 3)

    def test_busy_says_when(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"]))
        answers = [{"status": 503, "headers": {"Retry-After": "3"}}]
        receiver.answer = lambda delivery: answers.pop(0) if answers else {}
        self.book(service)
        receiver.wait_count(1)
        first, second = receiver.all
        self.assertGreaterEqual(second.time - first.time, 2.9)

    def test_gone_until_it_is_enabled(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"]))
        receiver.answer = {"status": 410}
        self.book(service)
        self.wait_webhook(service, lambda w: w["state"] == "disabled", "it is disabled")
        service.stop()
        service.start()
        self.assertEqual(self.webhook(service)["state"], "disabled")
        self.book(service, "Second")
        receiver.answer = {}
        service.hang_up()
        self.assertEqual(len(receiver.all), 1)
        self.assertIn("gone for good (410)", service.log())
        status, out, err = service.ctl("webhooks", "desk", "enable")
        self.assertEqual(status, 0, err)
        self.assertIn("desk", out)
        self.wait_even(service)
        self.assertEqual(len(receiver.taken()), 2)

    def test_a_slow_one_delays_nobody(self):
        slow, quick = self.receiver(), self.receiver(tls=False)
        slow.answer = {"delay": 20}
        service = self.begin(self.hook(slow, "slow", timeout="20s"), self.hook(quick))
        now = time.time()
        meeting = service.book("Talk", now, now + HOUR, ["a@x"])
        service.wait_people(meeting["id"], a="connected")
        quick.wait(lambda d: d.type == "participant" and d.data["state"] == "connected", "the other one was told")
        self.wait_even(service)
        self.assertLessEqual(len(slow.all), 1)
        self.assertGreater(self.webhook(service, "slow")["behind"], 0)

    def test_a_slow_one_is_cut_off(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, timeout="300ms", events=["meeting"]))
        receiver.answer = {"delay": 3}
        self.book(service)
        shown = self.wait_webhook(service, lambda w: w["failures"] >= 1, "it failed")
        self.assertIn("127.0.0.1", shown["last_error"])
        receiver.answer = {}
        self.wait_even(service)

    def test_killed_at_any_moment(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver))
        receiver.answer = {"delay": 0.02}
        for i in range(8):
            for n in range(4):
                self.book(service, f"Talk {i} {n}")
            wait_for(lambda: len(receiver.all) >= 3 * (i + 1), "some came")
            service.restart()
        self.wait_even(service)
        self.assert_no_gap(receiver)
        self.assertGreaterEqual(len(receiver.taken()), 32)

    def assert_no_gap(self, receiver):
        """A repeat goes back to where it was last durable; but never is one left out."""
        newest = 0
        for one in receiver.taken():
            self.assertLessEqual(one.id, newest + 1 if newest else one.id)
            newest = max(newest, one.id)
        for ident in {d.id for d in receiver.taken()}:
            same = [d for d in receiver.taken() if d.id == ident]
            self.assertEqual(len({d.webhook_id for d in same}), 1)

    def test_killed_between_delivery_and_commit(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"]))
        self.wait_even(service)
        self.book(service)
        receiver.wait_count(1)
        service.kill()
        service.start()
        receiver.wait_count(2)
        first, second = receiver.taken()[:2]
        self.assertEqual(first.webhook_id, second.webhook_id)
        self.assertEqual(first.data["id"], second.data["id"])

    def test_stopped_it_knows_where_it_was(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver))
        self.book(service)
        self.wait_even(service)
        service.stop()
        count = len(receiver.all)
        service.start()
        self.book(service)
        self.wait_even(service)
        self.assertEqual(len(receiver.ids()), len(set(receiver.ids())))
        self.assertGreater(len(receiver.all), count)

    def test_a_new_one_begins_now(self):
        receiver, later = self.receiver(), self.receiver()
        service = self.begin(self.hook(receiver))
        self.book(service, "Before")
        self.wait_even(service)
        service.write_config({"webhooks": [self.hook(receiver), self.hook(later, "later", events=["meeting"])]})
        self.assertIn("configuration changes key=webhooks", service.hang_up())
        self.book(service, "After")
        self.assertEqual(later.wait_count(1)[0].data["title"], "After")
        service.write_config({"webhooks": [self.hook(later, "later", events=["meeting"])]})
        service.hang_up()
        self.assertEqual([w["name"] for w in service.get("/v1/webhooks")["webhooks"]], ["later"])

    def test_replay(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"]))
        for title in ("One", "Two", "Three"):
            self.book(service, title)
        first = receiver.wait_count(3)
        middle = time.time()
        second = first[1].id
        self.wait_even(service)
        service.must("POST", "/v1/webhooks/desk/replay", {"from_event": second})
        again = receiver.wait_count(5)
        self.assertEqual([d.webhook_id for d in again[3:]], [d.webhook_id for d in first[1:]])
        self.assertEqual([d.raw for d in again[3:]], [d.raw for d in first[1:]])
        self.wait_even(service)
        status, _, err = service.ctl("webhooks", "desk", "replay", "--from", str(first[2].id))
        self.assertEqual(status, 0, err)
        self.assertEqual(receiver.wait_count(6)[5].data["title"], "Three")
        self.wait_even(service)
        status, _, err = service.ctl("webhooks", "desk", "replay")
        self.assertEqual(status, 0, err)
        self.assertEqual([d.data["title"] for d in receiver.wait_count(9)[6:]], ["One", "Two", "Three"])
        self.wait_even(service)
        status, _, err = service.ctl("webhooks", "desk", "replay", "--from", rfc3339(middle - HOUR))
        self.assertEqual(status, 0, err)
        self.assertEqual([d.data["title"] for d in receiver.wait_count(12)[9:]], ["One", "Two", "Three"])
        self.wait_even(service)
        for body, status, field in [({"from_event": 10**9}, 422, "from_event"), ({"from_time": rfc3339(middle + HOUR)}, 422, "from_time"),
                                    ({"from_event": 1, "from_time": rfc3339(middle)}, 422, "from_time"), ({"from": 1}, 400, "from")]:
            answer = service.must("POST", "/v1/webhooks/desk/replay", body, status)
            self.assertEqual(answer["field"], field)
        service.must("POST", "/v1/webhooks/none/replay", {}, 404)
        self.assertEqual(len(receiver.taken()), 12)

    def test_two_secrets_while_one_is_changed(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"]))
        self.hook(receiver, secrets=[secret(2, 64), secret()])
        self.assertIn("configuration changes key=webhooks", service.hang_up())
        self.book(service)
        (one,) = receiver.wait_count(1)
        self.assertEqual(len(one.headers["webhook-signature"].split(" ")), 2)
        for known, good in ((secret(), True), (secret(2, 64), True), (secret(3), False)):
            self.assertEqual(is_signed(one.headers, one.raw, known), good)
        self.hook(receiver, secrets=[secret(2, 64)])
        service.hang_up()
        self.book(service)
        two = receiver.wait_count(2)[1]
        self.assertFalse(is_signed(two.headers, two.raw, secret()))
        self.assertTrue(is_signed(two.headers, two.raw, secret(2, 64)))
        self.assertNotIn(secret(2, 64), service.log())
        self.assertNotIn(secret(), service.log())

    def test_a_test_event(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"]))
        status, out, err = service.ctl("webhooks", "desk", "test")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("took it", out)
        (one,) = receiver.all
        self.assertEqual((one.type, one.data), ("test", {"webhook": "desk"}))
        self.assertTrue(is_signed(one.headers, one.raw, secret()))
        receiver.answer = {"status": 404}
        answer = service.must("POST", "/v1/webhooks/desk/test", None, 502)
        self.assertIn("answered with 404", answer["detail"])
        receiver.stop()
        status, out, err = service.ctl("webhooks", "desk", "test")
        self.assertEqual(status, 1)
        self.assertIn("refuses the connection", err)
        self.assertEqual(self.webhook(service)["failures"], 0)
        service.must("POST", "/v1/webhooks/none/test", None, 404)

    def test_too_old_is_given_up_and_said(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"], give_up_after="2s"))
        receiver.answer = {"status": 500}
        lost = self.book(service, "Lost")
        shown = self.wait_webhook(service, lambda w: w["skipped"] == 1, "it was given up")
        self.assertIn("given up webhook=desk events=1", service.log())
        self.assertIn(f"cospacectl webhooks desk replay --from {receiver.all[0].id}", service.log())
        self.assertEqual(shown["state"], "waiting")
        receiver.answer = {}
        kept = self.book(service, "Kept")
        self.wait_even(service)
        self.assertEqual([d.data["id"] for d in receiver.taken()], [kept])
        service.must("POST", "/v1/webhooks/desk/replay", {"from_event": receiver.all[0].id})
        receiver.wait_count(3)
        self.assertEqual([d.data["id"] for d in receiver.taken()][1:], [lost, kept])

    def test_operators_see_it(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"]), self.hook(receiver, "broken", url="https://127.0.0.1:9/", events=["meeting"]))
        self.book(service)
        self.wait_even(service)
        self.wait_webhook(service, lambda w: w["failures"] > 0, "the other fails", "broken")
        status, out, _ = service.ctl("webhooks")
        self.assertEqual(status, 0)
        self.assertRegex(out, r"(?m)^desk +idle")
        self.assertRegex(out, r"(?m)^broken +waiting")
        status, out, _ = service.ctl("webhooks", "--json")
        self.assertEqual([w["name"] for w in json.loads(out)["webhooks"]], ["desk", "broken"])
        status, out, _ = service.ctl("webhooks", "broken")
        self.assertIn("last error", out)
        status, out, _ = run("cospacectl", ["__complete", "--", "--socket", service.socket, "webhooks", ""])
        self.assertIn("desk\tidle", out)
        status, out, _ = run("cospacectl", ["__complete", "--", "--socket", service.socket, "webhooks", "desk", ""])
        self.assertEqual([line.split("\t")[0] for line in out.splitlines()], ["replay", "test", "enable"])
        status, out, _ = service.ctl("check", "--config", service.config_path)
        self.assertRegex(out, r"webhooks .*broken: .*refuses the connection")
        metrics = service.api("GET", "/metrics").body.decode()
        self.assertIn('cospaced_webhook_deliveries_total{webhook="desk",result="taken"} 1', metrics)
        self.assertIn('cospaced_webhook_backlog_events{webhook="desk"} 0', metrics)
        self.assertIn('cospaced_webhook_disabled{webhook="desk"} 0', metrics)
        self.assertRegex(metrics, r'cospaced_webhook_lag_seconds\{webhook="broken"\} 0?\.?[0-9]*[1-9]')

    def test_many_at_once_are_all_told(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"], calendars=["rooms"]))
        self.book(service, "Of no calendar")
        start = whole_second(HOUR)
        service.push("rooms", calendar(*[event(f"e{i}", start, start + 60, f"Talk {i}") for i in range(100)]))
        receiver.wait_count(100)
        self.wait_even(service)
        self.assertEqual(sorted(d.data["title"] for d in receiver.taken()), sorted(f"Talk {i}" for i in range(100)))
        self.assertEqual(receiver.ids(), sorted(set(receiver.ids())))

    def test_what_the_journal_forgot_is_said(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"]))
        self.wait_even(service)
        receiver.stop()
        for i in range(3):
            self.book(service, f"Talk {i}")
        self.wait_webhook(service, lambda w: w["failures"] > 0, "it fails")
        service.stop()
        with contextlib.closing(sqlite3.connect(service.store)) as store:
            newest, = store.execute("SELECT max(id) FROM event").fetchone()
            place, = store.execute("SELECT delivered FROM webhook").fetchone()
            store.execute("DELETE FROM event WHERE id < ?", (newest,))
            store.commit()
        again = self.receiver(port=receiver.port)
        service.start()
        again.wait(lambda d: d.id == newest, "what is left was told")
        lost = newest - 1 - place
        self.assertIn(f"was still to be given webhook=desk events={lost} first={place + 1} last={newest - 1}", service.log())
        self.assertEqual(self.webhook(service)["skipped"], lost)

    def test_a_full_disk_costs_repeats_only(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"]))
        self.book(service, "Before")
        receiver.wait_count(1)
        self.wait_even(service)
        resource.prlimit(service.program.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        self.assertEqual(service.api("POST", "/v1/webhooks/desk/replay").status, 503)
        receiver.wait_count(2)
        resource.prlimit(service.program.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        service.wait_ready()
        wait_for(lambda: service.api("POST", "/v1/webhooks/desk/replay").status == 200, "it can be written again")
        receiver.wait_count(3)
        self.assertTrue(service.program.is_running())

    def test_a_backup_is_told_as_a_reset(self):
        receiver = self.receiver()
        service = self.begin(self.hook(receiver, events=["meeting"]))
        self.book(service)
        self.wait_even(service)
        copy = os.path.join(self.folder, "copy")
        status, _, err = service.ctl("backup", copy)
        self.assertEqual(status, 0, err)
        service.stop()
        os.replace(copy, service.store)
        service.start()
        receiver.wait(lambda d: d.type == "reset", "it is told")
        self.book(service)
        self.wait_even(service)
        self.assertNotIn("no longer has events", service.log())


if __name__ == "__main__":
    unittest.main()
