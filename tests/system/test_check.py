"""cospacectl check: what is wrong is found, and what to do is said, while the service runs and while it does not. It changes nothing."""
import json
import shutil
import subprocess
import time
import unittest

from service import ServiceTest, changing
from support import DEADLINE, wait_for

OPENSSL = shutil.which("openssl")


class Check(ServiceTest):
    def check(self, service, config=None):
        """(exit status, {check: [(result, what, remedy)]}); everything that is not well has a remedy."""
        status, out, err = service.ctl("--json", "check", "--config", config or service.config_path)
        self.assertEqual(err, "")
        answer = json.loads(out)
        found = {}
        for one in answer["checks"]:
            found.setdefault(one["check"], []).append((one["result"], one["what"], one["remedy"]))
            self.assertEqual(one["remedy"] == "", one["result"] == "pass", one)
        results = [one["result"] for one in answer["checks"]]
        worst = "fail" if "fail" in results else "warn" if "warn" in results else "pass"
        self.assertEqual(answer["result"], worst)
        self.assertEqual(status, 1 if worst == "fail" else 0, out)
        self.assertNotIn("pass word:1", out)
        return status, found

    def assert_found(self, found, check, result, what, remedy=""):
        self.assertTrue(any(r == result and what in w and remedy in do for r, w, do in found.get(check, [])), (check, result, what, found))

    def test_all_is_well(self):
        service = self.start({"calendars": [{"name": "drop", "kind": "directory", "path": self.folder}]}, bridges=2)
        wait_for(lambda: service.get("/v1/calendars/drop")["last_success"], "the folder was looked at")
        before = len(changing(service.sim.log()))
        status, found = self.check(service)
        self.assertEqual(status, 0)
        for check, what in [("configuration", "2 bridges, 1 calendar, 3 spaces"), ("service", "is ready"), ("store", "MiB"),
                            ("bridges", "core1: it takes our credentials"), ("bridges", "core2: its clock is"),
                            ("bridges", "core1: its certificate is good for"), ("bridges", "2 bridges are one cluster"),
                            ("pool", "3 spaces are free"), ("calendars", "drop: last read")]:
            self.assert_found(found, check, "pass", what)
        self.assertEqual(len(changing(service.sim.log())), before, "a check changes nothing")
        read = next(what for _, what, _ in found["calendars"])
        self.assertRegex(read, r"^drop: last read \d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$", "in the terminal's zone")
        status, out, _ = service.ctl("check", "--config", service.config_path)
        self.assertEqual(status, 0)
        self.assertRegex(out, r"^RESULT +CHECK +WHAT")

    def test_the_service_is_down(self):
        service = self.start({"calendars": [{"name": "drop", "kind": "directory", "path": self.folder},
                                            {"name": "web", "kind": "ics", "url": "http://127.0.0.1:9/x.ics"}]}, bridges=2)
        service.stop()
        service.sim.stop_bridge(2)
        before = len(changing(service.sim.log()))
        status, found = self.check(service)
        self.assertEqual(status, 1)
        self.assert_found(found, "service", "fail", "the service does not run", "systemctl start cospaced")
        self.assert_found(found, "bridges", "pass", "core1: it takes our credentials")
        self.assert_found(found, "bridges", "fail", "core2: ", "firewall")
        self.assert_found(found, "pool", "pass", "3 of the pool's 3 spaces have their idle name")
        self.assert_found(found, "store", "pass", "cospaced.db has")
        self.assert_found(found, "calendars", "pass", "drop: ")
        self.assert_found(found, "calendars", "fail", "web: 127.0.0.1:9 refuses the connection")
        self.assertEqual(len(changing(service.sim.log())), before, "a check changes nothing")

    def test_credentials_and_certificates(self):
        service = self.make(bridges=1)
        service.write_password("wrong")
        status, found = self.check(service)
        self.assertEqual(status, 1)
        self.assert_found(found, "bridges", "fail", "core1: ", "correct credentials")
        self.assertEqual(sum(line["status"] == 401 for line in service.sim.log()), 1, "asked once: each attempt counts towards a lock")
        service.write_password("pass word:1")
        service.write_config({"tls": {"ca_file": "/etc/ssl/certs/ca-certificates.crt"}})
        asked = len(service.sim.log())
        _, found = self.check(service)
        self.assert_found(found, "bridges", "fail", "is not signed by a CA that is trusted here", "name its CA in tls.ca_file")
        self.assert_found(found, "bridges", "pass", "core1: its certificate is good for")
        self.assertEqual(len(service.sim.log()), asked, "no password for a server that is not believed")

    @unittest.skipUnless(OPENSSL, "openssl is not installed")
    def test_a_certificate_that_ends_soon(self):
        cert, key = self.path("soon.pem"), self.path("soon.key")
        subprocess.run([OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "12", "-subj",
                        "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], capture_output=True, check=True, timeout=DEADLINE)
        service = self.make({"tls": {"ca_file": cert}}, extra=["--cert", cert, "--key", key])
        _, found = self.check(service)
        self.assert_found(found, "bridges", "warn", "core1: its certificate is good for 11 more days", "renew it")
        self.assert_found(found, "bridges", "pass", "core1: it takes our credentials")

    def test_configurations(self):
        service = self.make()
        status, found = self.check(service, "/nowhere/cospaced.yaml")
        self.assertEqual(status, 1)
        self.assert_found(found, "configuration", "fail", "/nowhere/cospaced.yaml cannot be read: No such file", "--config FILE")
        self.assert_found(found, "bridges", "warn", "not asked", "--config FILE")
        service.write_config_text("bridges: []\nunknown: 1\n")
        status, found = self.check(service)
        self.assertEqual(status, 1)
        faults = [what for result, what, _ in found["configuration"] if result == "fail"]
        self.assertTrue(any("cospaced.yaml:2:1: " in what for what in faults), faults)
        self.assertGreater(len(faults), 1, "all of them")

    def test_what_the_service_says(self):
        service = self.start({"pool": {"last": 1}})
        service.push("rooms", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
        meeting = service.book("Now", time.time(), time.time() + 600)
        service.wait_state(meeting["id"], "active")
        status, found = self.check(service)
        self.assertEqual(status, 0)
        self.assert_found(found, "pool", "warn", "0 spaces are free, 1 in use", "raise pool.last")
        self.assert_found(found, "calendars", "warn", "rooms: 1 events were refused", "cospacectl calendars rooms")


if __name__ == "__main__":
    unittest.main()
