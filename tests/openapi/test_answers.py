"""Every member of every answer and event is in the OpenAPI document, and every one of the document was seen in some.

Each test brings the service into states of its own; when all are over it is asked what no answer had.
"""
import http.client
import json
import os
import resource
import sys
import threading
import time
import types
import unittest

from checked import DOCUMENT, CheckedTest, services, support
from receiver import Receiver, secret
from service import calendar, event, rfc3339, whole_second
from support import free_port, wait_for

HOUR = 3600
QUICK = {"reconcile_every": "300ms", "failover": {"hold_off": "60s", "examine_every": "1s", "failback_after": "0s"}}
# Words that need another world than a test has in a few seconds; most have a test of their own elsewhere (system_health).
WORDS = {"Bridge.reason": "clock unlisted slow unresolved certificate timed_out cut_off garbled broken wrong_port wrong_password forbidden overloaded",
         "Bridge.role": "taking_back", "Participant.state": "failed", "Pool.owner": "marked unmarked watched unsure", "CalendarSource.state": "reading queued", "Webhook.state": "sending",
         "SpaceDifference.fields": "passcode nonMemberAccess uri callId callProfile callLegProfile"}
KEY = {"Content-Type": "text/calendar"}


class Answers(CheckedTest):
    def now(self, service, title, people=(), **more):
        start = time.time()
        return service.wait_state(service.book(title, start, start + 600, people, **more)["id"], "active")

    def test_meetings_and_their_people(self):
        service = self.make({"pool": {"last": 2}}, extra=["--set", "ring_timeout=5s", "--set", "sync_takes=1s"])
        service.sim.script_leg("ring*", "ring_out")
        service.sim.script_leg("busy*", "busy")
        service.sim.script_leg("*", "answer", after_ms=50)
        service.sim.fault("delay", path="*", delay_ms=1000, count=1)
        service.start(ready=False)
        self.follow(service)
        self.assertEqual(service.api("GET", "/readyz").status, 503)
        for path in ("spaces", "bridges", "status"):
            service.get("/v1/" + path)
        service.wait_ready()
        service.get("/v1/status")
        people = [{"address": f"{name}@example.com", "name": name} for name in ("ring", "busy", "in")] + [{"address": "list@example.com", "dial": None}]
        start = time.time()
        board = service.must("POST", "/v1/meetings", {"title": "Board", "start": rfc3339(start), "end": rfc3339(start + 600), "participants": people, "passcode": "4711"}, 201)["id"]
        service.wait_people(board, ring="ringing", list="listed", **{"in": "connected"})
        wait_for(lambda: service.meeting(board)["participants"][1]["reason"], "it says why somebody is not there")
        second = self.now(service, "Second", ["a@example.com"])
        short = time.time()
        missed = service.book("Missed", short, short + 1.5)["id"]
        service.wait_state(missed, "waiting")
        service.wait_state(missed, "missed")
        service.get("/v1/spaces")
        late = service.book("Late", time.time() + HOUR, time.time() + 2 * HOUR, ["b@example.com", "c@example.com"])
        for person in late["participants"]:
            service.must("DELETE", f"/v1/meetings/{late['id']}/participants/{person['id']}")
        service.must("POST", f"/v1/meetings/{late['id']}/extend", {"minutes": 15})
        service.must("PATCH", f"/v1/meetings/{late['id']}", {"title": "Later"})
        tag = service.api("GET", "/v1/meetings/" + late["id"]).headers["ETag"]
        self.assertEqual(service.api("GET", "/v1/meetings/" + late["id"], headers={"If-None-Match": tag}).status, 304)
        service.must("DELETE", "/v1/meetings/" + late["id"])
        self.assertEqual(service.api("PATCH", "/v1/meetings/" + late["id"], {"name": "x"}).json()["field"], "name")
        leg = next(one for one in service.meeting(second["id"])["participants"])
        service.must("DELETE", f"/v1/meetings/{second['id']}/participants/{leg['id']}")
        service.must("POST", f"/v1/meetings/{second['id']}/participants", {"address": "new@example.com"})
        page = service.get("/v1/meetings?limit=1")
        service.get("/v1/meetings?limit=1&cursor=" + page["next"])
        self.assertTrue(service.get("/v1/spaces?limit=1")["next"])
        for query in ("pool", "space=1", "endpoint=in@example.com"):
            self.assertTrue(service.get(f"/v1/freebusy?format=json&{query}")["busy"] or query == "pool")
            self.assertEqual(service.api("GET", "/v1/freebusy?" + query).status, 200)
        service.must("POST", f"/v1/meetings/{board}/end")
        service.wait_state(board, "ended")

    def test_bridges(self):
        service = self.make(QUICK, bridges=3)
        service.config["bridges"] = service.config["bridges"][:2]
        service.write_config()
        service.start()
        self.follow(service, event="bridge,pool")
        service.sim.api("PUT", "system/configuration/cluster", {"loadLimit": 96000, "newConferenceLoadLimitBasisPoints": 5000})
        wait_for(lambda: service.get("/v1/status")["unconfigured_bridges"], "the third is found")
        wait_for(lambda: service.bridge()["load_limit"] and service.bridge()["cluster_name"], "it is examined")
        service.sim.api("POST", "cospaceBulkParameterSets", {"startIndex": 2, "endIndex": 9, "coSpaceUriMapping": "$index$", "coSpaceNameMapping": services.POOL_NAME + "$index$",
                                                             "coSpaceCallIdMapping": "$index$"})
        wait_for(lambda: service.get("/v1/status")["foreign_sets"], "another's set is found")
        service.sim.fault("status", path="*", bridge=1, status=503)
        service.wait_bridge("core1", "degraded")
        service.sim.clear_faults()
        service.wait_bridge("core1", "up")
        held = self.now(service, "Held")
        for _ in range(2):
            service.sim.stop_bridge(1)
            service.wait_bridge("core1", "down")
            if service.meeting(held["id"])["state"] == "active" and not service.meeting(held["id"])["call"]:
                service.get("/v1/spaces")
            service.sim.restart_bridge(1)
            wait_for(lambda: service.bridge()["state"] in ("up", "degraded"), "it is back")
        wait_for(lambda: service.bridge()["reason"] == "flapping", "it is held off")
        service.must("POST", "/v1/bridges/core1/prefer")
        service.wait_bridge("core1", "up")
        service.sim.stop_bridge(3)
        wait_for(lambda: service.bridge()["reason"] == "alarm", "it reports the third")
        service.must("POST", "/v1/bridges/core1/drain")
        self.assertEqual(service.api("POST", "/v1/bridges/core1/prefer").status, 409)
        service.must("POST", "/v1/bridges/core1/resume")
        self.assertTrue(service.get("/v1/bridges?limit=1")["next"])
        self.assertEqual(service.get("/v1/bridges/core2")["url"], service.bridge("core2")["url"])
        self.assertEqual(service.api("GET", "/v1/bridges/none").status, 404)
        service.get("/v1/status")

    def test_spaces(self):
        service = self.start({**QUICK, "pool": {"last": 4}, "failover": {"running": "wait"}}, bridges=2)
        self.follow(service, event="pool")
        meeting = self.now(service, "Held")
        service.sim.stop_bridge(1)
        service.wait_bridge("core1", "down")
        service.must("POST", f"/v1/meetings/{meeting['id']}/end")
        wait_for(lambda: any(space.get("waits_for") for space in service.get("/v1/spaces")["spaces"]), "a space waits for the bridge that is away")
        service.sim.restart_bridge(1)
        service.wait_bridge("core1", "up")
        wait_for(lambda: service.get("/v1/spaces")["spaces"][0]["state"] == "free", "it is free again")
        self.assertEqual([service.get(f"/v1/spaces/{i}")["index"] for i in (1, 4)], [1, 4])
        self.assertEqual(service.api("GET", "/v1/spaces/5").status, 404)
        ids = {space["index"]: space["id"] for space in service.get("/v1/spaces")["spaces"]}
        service.sim.api("PUT", f"coSpaces/{ids[2]}", {"name": "Mine"})

        def changed_again():
            service.sim.api("PUT", f"coSpaces/{ids[3]}", {"uri": "4711"})
            return service.get("/v1/spaces")["spaces"][2]["state"] == "contested"
        wait_for(changed_again, "what somebody keeps changing is left to him", 30)
        service.must("POST", "/v1/spaces/3/restore")
        self.assertEqual(service.api("POST", "/v1/spaces/99/restore").status, 404)
        last = self.now(service, "Stays")
        service.sim.fault("delay", method="DELETE", path="*coSpaces/*", delay_ms=700)
        service.write_config({"pool": {"first": 2, "last": 3}})
        service.hang_up()
        wait_for(lambda: "leaving" in {space["state"] for space in service.get("/v1/spaces")["spaces"]}, "one leaves")
        service.must("POST", f"/v1/meetings/{last['id']}/end")
        wait_for(lambda: {space["index"] for space in service.get("/v1/spaces")["spaces"]} == {2, 3}, "what is outside is gone")

    def test_whose_the_pool_is(self):
        first = self.start({"reconcile_every": "1s"})
        wait_for(lambda: first.get("/v1/status")["pool"]["owner"] == "ours", "it is ours")
        self.assertEqual(first.api("POST", "/v1/pool/claim").status, 409)
        backup = first.api("GET", "/v1/backup").body
        second = self.another(first.sim, "second", {"reconcile_every": "1s", "pool": {"standby": True}})
        with open(second.store, "wb") as file:
            file.write(backup)
        second.start(ready=False)
        wait_for(lambda: second.get("/v1/status")["pool"]["owner"] == "theirs", "it is the other one's")
        second.must("POST", "/v1/pool/claim")

    def test_calendars(self):
        server = self.serve()
        for name, answer in (("ok", {"text": self.day("a", "b", "c", "d", "e")}), ("held", {"text": self.day(*"fghijklmno")}), ("never", {"status": 500}),
                             ("slow", {"text": self.day("p"), "delay": 2})):
            server.set("/" + name + "/feed.ics", **answer)
        folder = self.path("drop")
        os.makedirs(folder)
        sources = [self.source(name, server.url(f"/{name}/feed.ics")) for name in ("ok", "held", "never", "slow")]
        service = self.make({"calendars": [*sources, {"name": "drop", "kind": "directory", "path": folder}, {"name": "staff", "kind": "caldav", "url": server.url("/dav/")}]})
        service.start(ready=False)
        self.follow(service)
        service.get("/v1/calendars")
        service.wait_ready()
        self.wait_bookings(service, "held", 10)
        self.wait_bookings(service, "ok", 5)
        for name in ("never", "staff"):
            wait_for(lambda name=name: self.shown(service, name)["state"] == "failed", "it never was read")
        server.set("/held/feed.ics", text=self.day("f"))
        server.set("/ok/feed.ics", status=500)
        wait_for(lambda: self.shown(service, "held")["state"] == "held", "it is held back")
        wait_for(lambda: self.shown(service, "ok")["state"] == "stale", "it is stale")
        service.must("POST", "/v1/calendars/held/release")
        service.must("POST", "/v1/calendars/never/refresh", status=202)
        start = whole_second(HOUR)
        for name in ("one", "two"):
            service.push(name, calendar(event("both", start, start + 60), event("bad", start, start + 60, more=["RRULE:FREQ=NEVER"]),
                                        event("series", start, start + 60, more=["RRULE:FREQ=DAILY;COUNT=2"])))
        service.push("mail", calendar(event("unknown", start, start + 60, people=["mailto:a@example.com"], more=["ORGANIZER:mailto:o@example.com"]), method="REPLY"), method="POST")
        for path in ("/v1/calendars", "/v1/calendars/one", "/v1/calendars/two", "/v1/calendars?limit=1", "/v1/meetings"):
            service.get(path)
        answer = service.api("GET", "/v1/calendars/one?format=ics")
        self.assertEqual(service.api("GET", "/v1/calendars/one?format=ics", headers={"If-None-Match": answer.headers["ETag"]}).status, 304)

    def test_webhooks(self):
        desk, gone = Receiver(), Receiver()
        hooks = []
        for name, receiver in (("desk", desk), ("gone", gone)):
            self.addCleanup(receiver.stop)
            with open(self.path(name), "w", encoding="utf-8") as file:
                file.write(secret())
            hooks.append({"name": name, "url": receiver.url(), "secret_file": self.path(name), "events": ["meeting"]})

        def wait_state(index, state):
            return wait_for(lambda: service.held(service.get("/v1/webhooks")["webhooks"][index], state), f"it is {state}")

        service = self.start({"webhooks": hooks})
        service.get("/v1/webhooks")
        desk.answer, gone.answer = {"delay": 2, "status": 500}, {"status": 410}
        self.now(service, "Talk")
        wait_state(0, "sending")
        wait_state(0, "waiting")
        wait_state(1, "disabled")
        desk.answer = gone.answer = {}
        for body in (None, {"from_event": 1}, {"from_time": rfc3339(time.time() - HOUR)}):
            service.must("POST", "/v1/webhooks/desk/replay", body)
        desk.wait_count(1)
        wait_state(0, "idle")
        service.must("POST", "/v1/webhooks/gone/enable")
        service.must("POST", "/v1/webhooks/gone/test")
        self.assertTrue(service.get("/v1/webhooks?limit=1")["next"])
        body = DOCUMENT.json["webhooks"]["event"]["post"]["requestBody"]["content"]["application/json"]["schema"]
        for delivery in (*desk.all, *gone.all):
            DOCUMENT.check({**delivery.body, "data": {}}, body)
            if delivery.type != "test":
                DOCUMENT.check_event(types.SimpleNamespace(kind=delivery.type, data=delivery.data))
        for word in ("enable", "replay", "test"):
            self.assertEqual(service.api("POST", f"/v1/webhooks/none/{word}").status, 404)

    def test_one_that_came_in_part(self):
        service = self.start()
        start = whole_second(2 * 86400)
        service.push("rooms", calendar())
        text = calendar(*[event(f"e{i}", start, start + 600) for i in range(3000)])

        def put():
            try:
                service.api("PUT", "/v1/calendars/rooms", text, headers=KEY)
            except (OSError, http.client.HTTPException):
                pass  # it is killed

        thread = threading.Thread(target=put)
        thread.start()
        wait_for(lambda: 0 < self.shown(service, "rooms")["bookings"] < 3000, "a part of it is there", every=0.001)
        service.kill()
        thread.join()
        service.start()
        self.assertEqual(self.shown(service, "rooms")["state"], "unfinished")

    def test_webhooks(self):
        good, gone, broken = self.receiver(), self.receiver(), self.receiver()
        service = self.start({"webhooks": [self.hook(good, "good"), self.hook(gone, "gone"), self.hook(broken, "broken"), self.hook(good, "quiet", events=["calendar"])]})
        gone.answer, broken.answer = {"status": 410}, {"status": 500}
        now = time.time()
        for title in ("One", "Two"):
            service.book(title, now + HOUR, now + 2 * HOUR)
        for name, condition in (("good", lambda one: one["last_delivery"] and one["state"] == "idle"), ("gone", lambda one: one["state"] == "disabled"),
                                ("broken", lambda one: one["state"] == "waiting" and one["next_try"])):
            wait_for(lambda name=name, condition=condition: any(one["name"] == name and condition(one) for one in service.get("/v1/webhooks")["webhooks"]), name)
        self.assertTrue(service.get("/v1/webhooks?limit=1")["next"])
        self.assertEqual(service.get("/v1/webhooks/good")["name"], "good")
        self.assertEqual(service.api("GET", "/v1/webhooks/none").status, 404)
        service.must("POST", "/v1/webhooks/good/test")
        self.assertEqual(service.api("POST", "/v1/webhooks/broken/test").status, 502)
        service.must("POST", "/v1/webhooks/good/replay", {})
        service.must("POST", "/v1/webhooks/gone/enable")

    def test_the_service(self):
        port = free_port()
        service = self.start({"api": {"page": True, "listen": f"127.0.0.1:{port}"}})
        far = self.follow(service, last_id=10**15)
        far.wait(lambda e: e.kind == "reset", "the reset")
        for path in ("/healthz", "/readyz", "/v1/status", "/v1/tokens"):
            service.get(path)
        page = service.api("GET", "/")
        script = service.api("GET", "/page/" + next(word for word in page.body.decode().replace('"', "/").split("/") if word.endswith(".js")))
        document = service.api("GET", "/v1/openapi.json")
        self.assertEqual(document.json(), DOCUMENT.json)
        for path, answer in (("/", page), ("/v1/openapi.json", document)):
            self.assertEqual(service.api("GET", path, headers={"If-None-Match": answer.headers["ETag"]}).status, 304)
        self.assertEqual(script.status, 200)
        for name, role in (("a", "read"), ("b", "operate"), ("c", "admin")):
            token = service.must("POST", "/v1/tokens", {"name": name, "role": role}, 201)["token"]
        service.get("/v1/tokens?limit=2")
        self.assertEqual(service.get("/v1/tokens/a")["name"], "a")
        self.assertEqual(service.api("GET", "/v1/tokens/none").status, 404)
        service.must("DELETE", "/v1/tokens/a")
        for path in ("/metrics", "/v1/backup"):
            self.assertEqual(service.api("GET", path).status, 200)
        now = time.time()
        booking = {"title": "Talk", "start": rfc3339(now + HOUR), "end": rfc3339(now + 2 * HOUR)}
        with_token = support.http_connection(port)
        answer = support.ask(with_token, "POST", "/v1/meetings", json.dumps(booking), {"Authorization": "Bearer " + token})
        DOCUMENT.check_answer("POST", "/v1/meetings", answer)
        far.wait_state("meeting", answer.json()["id"], "scheduled")
        with_token.close()
        service.write_config_text("bridges: []\n")
        service.hang_up()
        self.assertTrue(service.get("/v1/status")["configuration"]["refused_at"])
        resource.prlimit(service.program.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        refused = service.api("POST", "/v1/meetings", booking)
        self.assertEqual((refused.status, refused.headers["Retry-After"]), (503, "1"))
        self.assertIsNotNone(service.get("/v1/status")["store"]["error"])


def not_met():
    excused = {f"{where}: the word {word}" for where, words in WORDS.items() for word in words.split()}
    excused.add("Cause.name as null")  # a user without a name
    lacking = []
    for name, schema in DOCUMENT.json["components"]["schemas"].items():
        if schema.get("additionalProperties") is not False:
            lacking += DOCUMENT.not_met({"$ref": "#/components/schemas/" + name})
    return sorted(set(lacking) - excused)


def tearDownModule():
    if "Answers" not in " ".join(sys.argv):
        lacking = not_met()
        assert not lacking, "no answer had:\n" + "\n".join(lacking)


if __name__ == "__main__":
    sys.argv[1:] = [word for word in sys.argv[1:] if "list_routes" not in word]
    unittest.main()
