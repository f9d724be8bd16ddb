"""A store, a socket, a password, a certificate or a configuration that is not as it should be; and the service told to stop.
Clear words, and nothing lost."""
import os
import resource
import signal
import subprocess
import threading
import time
import unittest

import support
from service import ServiceTest, calendar, changing, event, from_rfc3339, read_text, rfc3339, short, whole_second
from support import wait_for


def contents(path):
    with open(path, "rb") as file:
        return file.read()


class Store(ServiceTest):
    def limit_files(self, service, size):
        """No file of the service grows beyond size bytes: to it a full disk, without special rights."""
        _, hard = resource.prlimit(service.program.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(service.program.pid, resource.RLIMIT_FSIZE, (size, hard))

    def fill(self, service, ahead):
        """Books until it is refused; the ids of what was accepted."""
        accepted = []
        while len(accepted) < 5000:
            body = {"title": "x" * 200, "start": rfc3339(ahead), "end": rfc3339(ahead + 60)}
            answer = service.api("POST", "/v1/meetings", body)
            if answer.status != 201:
                return accepted, answer
            accepted.append(answer.json()["id"])
        raise AssertionError("the store is never full")

    def test_a_full_disk(self):
        service = self.start()
        service.sim.script_leg("*", "answer", after_ms=50)
        now = time.time()
        running = service.book("Running", now, now + 600, ["a@example.com"])
        service.wait_people(running["id"], a="connected")
        start = whole_second(1.5)
        due = service.book("Due", start, start + 600, ["b@example.com"])
        accepted = [service.book("Kept", now + 3600, now + 3700)["id"] for _ in range(20)]
        log_size = len(service.log())
        self.limit_files(service, os.path.getsize(service.store + "-wal"))
        more, refused = self.fill(service, now + 3600)
        accepted += more
        self.assertEqual((refused.status, refused.headers["Content-Type"]), (503, "application/problem+json"))
        self.assertEqual(refused.headers["Retry-After"], "1")
        self.assertIn("full", refused.json()["detail"])
        ready = service.api("GET", "/readyz")
        self.assertEqual(ready.status, 503)
        self.assertTrue([reason for reason in ready.json()["reasons"] if "full" in reason], ready.body)
        self.assertEqual(service.get("/v1/status")["store"]["writable"], False)
        self.assertEqual(service.api("PUT", "/v1/calendars/c", "x", {"Content-Type": "text/calendar"}).status, 503)
        wait_for(lambda: time.time() > start + 0.5, "a meeting is due meanwhile")
        self.assertEqual(len(service.sim.state()["calls"]), 1, "nothing is done that cannot be noted, nothing is undone")
        self.assertEqual(service.log()[log_size:].count("nothing new is taken"), 1, "it is said once")
        self.limit_files(service, resource.RLIM_INFINITY)
        service.wait_ready()
        service.wait_state(due["id"], "active")
        service.wait_people(due["id"], b="connected")
        self.assertTrue(set(accepted) <= {m["id"] for m in service.meetings()})
        service.restart(ready=True)
        self.assertEqual({m["id"] for m in service.meetings()}, set(accepted) | {running["id"], due["id"]}, "and no more than those")
        for meeting in (running, due):
            service.must("POST", f"/v1/meetings/{meeting['id']}/end")
            service.wait_state(meeting["id"], "ended")
        self.assert_idle(service)
        service.stop()

    def reader_of(self, service):
        """The process that reads a calendar for the service, or None."""
        for entry in os.listdir("/proc"):
            stat = support.read_text(f"/proc/{entry}/stat").rpartition(")")[2].split() if entry.isdigit() else []
            if stat and int(stat[1]) == service.program.pid and "cospaced-cal" in support.read_text(f"/proc/{entry}/comm"):
                return int(entry)
        return None

    def test_a_disk_that_is_full_before_a_calendar_has_been_looked_through(self):
        service = self.start()
        now = time.time()
        events = [event(f"{i}@example.com", now + 3600, now + 7200) for i in range(40000)]
        answers = []
        push = threading.Thread(target=lambda: answers.append(
            service.api("PUT", "/v1/calendars/big", calendar(*events), {"Content-Type": "text/calendar"})))
        push.start()
        reader = wait_for(lambda: self.reader_of(service), "the calendar is being read", every=0.001)
        os.kill(reader, signal.SIGSTOP)
        try:
            self.limit_files(service, os.path.getsize(service.store + "-wal"))
            self.fill(service, now + 3600)
        finally:
            os.kill(reader, signal.SIGCONT)
        push.join(support.DEADLINE)
        self.assertEqual([answer.status for answer in answers], [503])
        self.assertEqual(service.get("/v1/status")["store"]["writable"], False, "it is still there")
        self.limit_files(service, resource.RLIM_INFINITY)
        service.wait_ready()
        self.assertEqual(service.push("big", calendar(*events[:3]))["created"], 3)
        service.stop()

    # Root writes wherever it likes, unless it gives that up.
    BOUND = ("/usr/bin/setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override") if os.geteuid() == 0 else ()

    def refused_start(self, service, *words):
        service.spawn(self.BOUND)
        status, said = service.wait_exit()
        self.assertEqual(status, 1, said)
        for word in words:
            self.assertIn(word, said.splitlines()[-1])

    def test_a_folder_that_is_read_only(self):
        folder = self.path("store")
        os.mkdir(folder)
        service = self.make({"store": {"path": folder + "/cospaced.db"}})
        os.chmod(folder, 0o500)
        self.refused_start(service, folder, "Permission denied")
        os.chmod(folder, 0o700)
        service.start()
        meeting = service.book("Kept", time.time() + 3600, time.time() + 3700)
        service.stop()
        os.chmod(folder, 0o500)
        self.refused_start(service, folder)
        os.chmod(folder, 0o700)
        service.start()
        self.assertEqual(service.meeting(meeting["id"])["title"], "Kept")
        service.stop()

    def test_a_folder_that_is_not_there(self):
        service = self.make({"store": {"path": self.path("none/cospaced.db")}})
        self.refused_start(service, "none", "No such file")

    def test_a_damaged_store(self):
        service = self.start()
        for i in range(100):
            service.book(f"m{i}", time.time() + 3600, time.time() + 3700)
        service.stop()
        sound = contents(service.store)
        self.assertGreater(len(sound), 16 * 4096)
        for name, damaged, words in (
            ("noise", os.urandom(8192), ("not a store",)),
            ("text", b"hello\n" * 1000, ("not a store",)),
            ("its beginning", b"\0" * 100 + sound[100:], ("not a store",)),
            ("its middle", sound[:8192] + os.urandom(len(sound) - 8192 - 4096) + sound[-4096:], ("damaged",)),
            ("its end", sound[:len(sound) // 2], ("damaged",)),
        ):
            with self.subTest(name):
                with open(service.store, "wb") as file:
                    file.write(damaged)
                self.refused_start(service, service.store, *words)
                self.assertEqual(contents(service.store), damaged, "it was left as it is")
        with open(service.store, "wb") as file:
            file.write(sound)
        service.start()
        self.assertEqual(len(service.meetings()), 100)
        service.stop()


class Socket(ServiceTest):
    def second(self, service, changes):
        """What a second service with this configuration says."""
        path = self.path("second.yaml")
        first = service.config_path
        service.config_path = path
        kept = service.config
        service.write_config(changes)
        service.config_path, service.config = first, kept
        status, _, err = support.run("cospaced", ["--config", path])
        self.assertEqual(status, 1, err)
        return err.splitlines()[-1]

    def test_in_use(self):
        service = self.start()
        meeting = service.book("Kept", time.time() + 3600, time.time() + 3700)
        said = self.second(service, {"store": {"path": self.path("second.db")}})
        self.assertIn(f"the socket {service.socket} is in use", said)
        said = self.second(service, {"api": {"socket": self.path("second.sock")}})
        self.assertIn(f"the store {service.store} is in use", said)
        self.assertIn("in use", self.second(service, {}))
        self.assertEqual(service.meeting(meeting["id"])["state"], "scheduled", "the first is unharmed")
        status = service.get("/v1/status")
        self.assertTrue(status["ready"] and status["store"]["writable"])
        service.stop()
        self.assertFalse(os.path.exists(service.socket))

    def test_left_behind(self):
        service = self.start()
        service.kill()
        self.assertTrue(os.path.exists(service.socket))
        service.start()
        self.assertEqual(os.stat(service.socket).st_mode & 0o777, 0o660)
        service.stop()
        with open(service.socket, "w", encoding="utf-8") as file:
            file.write("precious")
        service.spawn()
        status, said = service.wait_exit()
        self.assertEqual((status, "not a socket" in said), (1, True), said)
        self.assertEqual(read_text(service.socket), "precious")


class Credentials(ServiceTest):
    def test_a_wrong_password(self):
        service = self.make(bridges=2)
        service.write_password("wrong")
        service.start(ready=False)
        for name in ("core1", "core2"):
            self.assertIn("password", service.wait_bridge(name, "down")["last_error"])
        now = time.time()
        meeting = service.book("Waits", now, now + 600, ["a@example.com"])
        self.assertEqual(service.wait_state(meeting["id"], "waiting")["reason"], "no bridge is up")
        wait_for(lambda: time.time() > now + 1.2, "six probes would have been due")
        self.assertEqual(sorted((line["bridge"], line["status"]) for line in service.sim.log()), [(1, 401), (2, 401)], "not repeated")
        for name in ("core1", "core2"):
            self.assertEqual(service.log().count(f"bridge={name} from=unknown to=down"), 1, "said once")
        self.assertEqual(service.api("GET", "/readyz").status, 503)
        self.assertNotIn("wrong\n", service.log().replace("password is wrong", ""))
        service.hang_up()
        wait_for(lambda: len(service.sim.log()) == 4, "it was tried once more")
        for name in ("core1", "core2"):
            service.wait_bridge(name, "down")
        service.write_password(support.PASSWORD)
        service.hang_up()
        service.wait_ready()
        service.wait_state(meeting["id"], "active")
        self.assertNotIn(support.PASSWORD, service.log())
        service.stop()

    def test_an_authority_that_is_not_trusted(self):
        other = self.path("other.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                        "-subj", "/CN=other", "-out", other, "-keyout", self.path("other.key")], check=True, capture_output=True)
        service = self.make({"tls": {"ca_file": other}})
        service.start(ready=False)
        self.assertIn("not signed by a CA that is trusted here", service.wait_bridge("core1", "down")["last_error"])
        now = time.time()
        meeting = service.book("Waits", now, now + 600)
        service.wait_state(meeting["id"], "waiting")
        self.assertEqual(service.sim.log(), [], "the password did not go out")
        service.write_config({"tls": {"ca_file": service.sim.cert}})
        self.assertIn("key=tls.ca_file", service.hang_up())
        service.wait_ready()
        service.wait_state(meeting["id"], "active")
        service.stop()

    def test_a_certificate_for_another_name(self):
        cert, key = self.path("named.pem"), self.path("named.key")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                        "-subj", "/CN=cms", "-addext", "subjectAltName=DNS:cms.example.com", "-out", cert, "-keyout", key],
                       check=True, capture_output=True)
        service = self.make({"tls": {"ca_file": cert}}, extra=["--cert", cert, "--key", key])
        service.start(ready=False)
        self.assertIn("made for another name", service.wait_bridge("core1", "down")["last_error"])
        self.assertEqual(service.sim.log(), [])
        service.write_config({"tls": {"verify": False}})
        service.hang_up()
        service.wait_ready()
        service.stop()


class Reload(ServiceTest):
    def indices(self, service):
        return [space["index"] for space in service.get("/v1/spaces")["spaces"]]

    def on_bridge(self, service):
        return sorted(int(space["call_id"]) for space in service.sim.state()["spaces"])

    def test_the_pool_grows_and_shrinks(self):
        service = self.start({"pool": {"last": 2}})
        service.sim.script_leg("*", "answer", after_ms=50)
        now = time.time()
        meetings = [service.book(f"m{i}", now, now + 600, [f"p{i}@example.com"]) for i in range(3)]
        for i in (0, 1):
            service.wait_people(meetings[i]["id"], **{f"p{i}": "connected"})
        service.wait_state(meetings[2]["id"], "waiting")
        made = {space["call_id"]: space["id"] for space in service.sim.state()["spaces"]}
        service.write_config({"pool": {"last": 5}})
        self.assertIn("key=pool.last", service.hang_up())
        wait_for(lambda: self.indices(service) == [1, 2, 3, 4, 5], "it grows")
        service.wait_people(meetings[2]["id"], p2="connected")
        wait_for(lambda: self.on_bridge(service) == [1, 2, 3, 4, 5], "it grows on the bridge")
        after = {space["call_id"]: space["id"] for space in service.sim.state()["spaces"]}
        self.assertEqual({call_id: after[call_id] for call_id in made}, made, "those in use were not made again")
        legs = service.sim.state()["legs"]
        service.write_config({"pool": {"last": 1}})
        service.hang_up()
        wait_for(lambda: self.on_bridge(service) == [1, 2, 3], "the idle ones go")
        self.assertEqual(service.sim.state()["legs"], legs, "nobody was thrown out")
        for meeting in meetings[1:]:
            service.must("POST", f"/v1/meetings/{meeting['id']}/end")
        wait_for(lambda: self.on_bridge(service) == [1], "the others when they are idle")
        self.assertEqual(service.meeting(meetings[0]["id"])["state"], "active")
        service.must("POST", f"/v1/meetings/{meetings[0]['id']}/end")
        self.assert_idle(service)
        self.assertEqual(self.indices(service), [1])
        service.stop()

    def test_a_faulty_file_changes_nothing(self):
        service = self.start()
        sound = read_text(service.config_path)
        service.write_config_text(sound.replace('"last": 3', '"last": "x"').replace('"probe_every": "200ms"', '"probe_every": 200'))
        said = service.hang_up()
        self.assertIn("the old one stays", said)
        faults = [line for line in said.splitlines() if f"at={service.config_path}:" in line]
        self.assertEqual(len(faults), 2, said)
        for key in ("pool.last", "failover.probe_every"):
            self.assertEqual(len([line for line in faults if key in line]), 1, said)
        self.assertEqual(self.indices(service), [1, 2, 3])
        self.assertTrue(service.get("/v1/status")["ready"])
        service.write_config_text("")
        self.assertIn("the old one stays", service.hang_up())
        os.unlink(service.config_path)
        self.assertIn("the old one stays", service.hang_up())
        service.write_config_text(sound)
        self.assertIn("changes=0", service.hang_up())
        service.stop()

    def test_what_cannot_change(self):
        service = self.start()
        other = {"api": {"socket": self.path("other.sock")}, "store": {"path": self.path("other.db")}, "log": {"level": "debug"}}
        service.write_config(other)
        said = service.hang_up()
        for key in ("api.socket", "store.path"):
            self.assertEqual(len([line for line in said.splitlines() if f"key={key}" in line and "next start only" in line]), 1, said)
        self.assertIn("configuration changes key=log.level", said)
        self.assertEqual(service.get("/v1/status")["store"]["path"], service.store)
        self.assertFalse(os.path.exists(self.path("other.sock")) or os.path.exists(self.path("other.db")))
        service.stop()


class Stop(ServiceTest):
    def test_meetings_run_on(self):
        service = self.start()
        service.sim.script_leg("*", "answer", after_ms=50)
        start = whole_second(0)
        meeting = service.book("Runs on", start, start + 6, ["a@example.com"])
        service.wait_people(meeting["id"], a="connected")
        before, mark = service.sim.state(), len(service.sim.log())
        service.stop()
        self.assertEqual(service.sim.state(), before, "as it was")
        service.start()
        shown = service.meeting(meeting["id"])
        self.assertEqual((shown["state"], shown["call"]["id"]), ("active", before["calls"][0]["id"]))
        service.wait_state(meeting["id"], "ended")
        lines = changing(service.sim.log()[mark:])
        self.assertEqual([short(line) for line in lines], ["close", "end"], "carried on with, not begun again")
        self.assertEqual(int(from_rfc3339(lines[1]["time"]) - start) // 2, 3, "at its end, after six seconds")
        self.assert_idle(service)
        service.stop()

    def test_what_ended_meanwhile(self):
        service = self.start()
        now = time.time()
        meeting = service.book("Ends", now, now + 1.5)
        service.wait_state(meeting["id"], "active")
        service.stop()
        wait_for(lambda: time.time() > now + 1.6, "its end has come")
        self.assertEqual(len(service.sim.state()["calls"]), 1)
        service.start()
        service.wait_state(meeting["id"], "ended")
        self.assert_idle(service)
        service.stop()


if __name__ == "__main__":
    unittest.main()
