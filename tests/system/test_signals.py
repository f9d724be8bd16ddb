"""Signals: the service ends in good order, also when its bridges hang; a new start carries on; what must not end it does not."""
import os
import signal
import time
import unittest

from service import ServiceTest, calendar, event, short, whole_second
from support import wait_for

MEETINGS = 8


class SignalService(ServiceTest):
    def burst(self, service, ahead=1.0):
        start = whole_second(ahead)
        service.push("rooms", calendar(*[event(f"uid-{i}", start, start + 60, people=[f"sip:{i}@example.com"]) for i in range(MEETINGS)]))
        return start

    def assert_all_once(self, service):
        wait_for(lambda: {m["state"] for m in service.meetings()} == {"active"}, "all are active")
        wait_for(lambda: len(service.sim.state()["legs"]) == MEETINGS, "everybody is in")
        done = [short(line) for line in service.sim.log() if line["status"] == 200]
        self.assertEqual(done.count("call"), MEETINGS)
        for i in range(MEETINGS):
            self.assertEqual(done.count(f"dial {i}@example.com"), 1)

    def end(self, service, *numbers):
        """Sends the signals at once; it ends within the tests' deadline."""
        for number in numbers:
            os.kill(service.program.pid, number)
        self.assertEqual(service.program.wait(), 0)

    def test_term_in_a_burst_and_on(self):
        for numbers in ((signal.SIGTERM,), (signal.SIGTERM, signal.SIGTERM), (signal.SIGINT, signal.SIGTERM, signal.SIGTERM)):
            with self.subTest(numbers):
                service = self.make({"pool": {"last": MEETINGS}}, name="-".join(str(int(n)) for n in numbers))
                service.start()
                service.sim.fault("delay", method="P*", delay_ms=20)
                start = self.burst(service)
                wait_for(lambda start=start: time.time() > start + 0.03, "it has begun")
                self.end(service, *numbers)
                self.assertFalse(os.path.exists(service.store + "-wal"), "the store is one file")
                service.start()
                self.assert_all_once(service)

    def test_term_while_the_bridges_hang(self):
        service = self.start({"pool": {"last": MEETINGS}, "limits": {"request_timeout": "5m"}}, bridges=2)
        start = self.burst(service)
        wait_for(lambda: time.time() > start - 0.2, "it is about to begin")
        os.kill(service.sim.program.pid, signal.SIGSTOP)
        self.addCleanup(os.kill, service.sim.program.pid, signal.SIGCONT)
        wait_for(lambda: time.time() > start + 0.3, "requests hang")
        self.end(service, signal.SIGTERM)
        os.kill(service.sim.program.pid, signal.SIGCONT)
        service.start()
        self.assert_all_once(service)

    def test_hang_up_in_a_burst(self):
        service = self.start({"pool": {"last": MEETINGS}})
        start = self.burst(service)
        while time.time() < start + 0.5:
            os.kill(service.program.pid, signal.SIGHUP)
            wait_for(lambda: service.api("GET", "/healthz").status == 200, "it works on")
        self.assert_all_once(service)
        wait_for(lambda: "configuration read again" in service.log(), "it was read")

    def test_pipe(self):
        """A reader that goes away, and the signal itself, end nothing."""
        service = self.start({"pool": {"last": MEETINGS}})
        self.burst(service)
        for _ in range(5):
            os.kill(service.program.pid, signal.SIGPIPE)
        self.assert_all_once(service)
        self.assertTrue(service.program.is_running())

    def test_killed_service_leaves_no_lock(self):
        service = self.start()
        for _ in range(5):
            service.kill()
            service.start()


if __name__ == "__main__":
    unittest.main()
