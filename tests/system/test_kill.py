"""kill -9 of the service at any moment of a burst, and a start at once: nothing is lost, doubled or left open."""
import threading
import time
import unittest

from service import ServiceTest, calendar, changing, event, read_text, short, whole_second
from support import UnixConnection, wait_for

LABS = 15
MEETINGS = 12  # in a burst, half of them short
SHORT, LONG = 4, 9  # seconds

# When a service is killed, one list a burst: ("import", s) so long after the calendar was sent, without its answer;
# ("at", s) from the start on; ("line", n) when the bridge was asked the n-th change; ("up", s) so long after the last one.
# Of a burst, 48 changes start it, 12 end the short meetings, 12 the long ones.
MOMENTS = (
    [[("import", s)] for s in (0, 0.002, 0.005, 0.01, 0.02, 0.05)]
    + [[("at", s)] for s in (-0.7, -0.3, -0.1, -0.01, 0, 0.005, 0.01, 0.02, 0.04, 0.07, 0.1, 0.2, 0.5, 1, 1.5, 2.2, 2.95)]
    + [[("line", n)] for n in (1, 2, 3, 5, 7, 9, 11, 12, 13, 15, 17, 19, 21, 23, 24, 25, 26, 28, 30, 32, 34, 36, 38, 40, 42, 44, 46, 47, 48)]
    + [[("at", s)] for s in (SHORT, SHORT + 0.01, SHORT + 0.05)]
    + [[("line", n)] for n in (49, 50, 52, 54, 56, 58, 59, 60, 61, 64, 67, 70, 72)]
    + [[("line", 2), ("up", 0)], [("line", 14), ("up", 0.01), ("up", 0)], [("line", 20), ("line", 30), ("line", 40)],
       [("line", 26), ("up", 0), ("up", 0.02), ("up", 0.05)], [("line", 53), ("up", 0)], [("line", 65), ("up", 0.01)],
       [("at", 0), ("up", 0.01), ("up", 0.02), ("up", 0.05)]]
)


class LogCounter:
    """Counts the changes in the simulator's log as they come."""

    def __init__(self, sim):
        self.path, self.position, self.count, self.rest = sim.log_path, len(read_text(sim.log_path)), 0, ""

    def look(self):
        more = read_text(self.path, self.position)
        self.position += len(more)
        lines = (self.rest + more).split("\n")
        self.rest = lines.pop()
        self.count += sum('"method":"GET"' not in line for line in lines)
        return self.count


class Burst:
    """Meetings that start at one second, in one lab, and the moments at which the service is killed."""

    def __init__(self, test, service, name, moments, ahead):
        self.test, self.service, self.name, self.moments = test, service, name, moments
        self.mark = len(service.sim.log())
        self.counter = LogCounter(service.sim)
        self.start = whole_second(ahead)
        self.ends = [self.start + (SHORT if i % 2 else LONG) for i in range(MEETINGS)]
        self.text = calendar(*[event(f"{name}-{i}", self.start, end, people=[f"sip:{name}-{i}{who}@example.com" for who in "ab"])
                               for i, end in enumerate(self.ends)])

    def send_without_answer(self):
        connection = UnixConnection(self.service.socket)
        connection.request("PUT", f"/v1/calendars/{self.name}", self.text.encode(), {"Content-Type": "text/calendar"})
        return connection

    def wait_moment(self, kind, value):
        if kind == "line":
            wait_for(lambda: self.counter.look() >= value or time.time() > self.start + LONG + 1, "it goes on")
        else:
            self.wait_until({"at": self.start, "up": time.time(), "import": time.time()}[kind] + value)

    @staticmethod
    def wait_until(moment):
        while time.time() < moment:
            time.sleep(max(0, min(0.05, moment - time.time())))

    def run(self):
        connection = self.send_without_answer()
        if self.moments[0][0] != "import":
            self.test.assertEqual(connection.getresponse().status, 200)
        late = self.moments[0] > ("line", 60)
        if late:
            self.check_running()
        for kind, value in self.moments:
            self.wait_moment(kind, value)
            self.service.restart()
        connection.close()
        if self.moments[0][0] == "import":
            answer = self.service.push(self.name, self.text)
            self.test.assertEqual(answer["created"] + answer["unchanged"], MEETINGS)
        if not late:
            self.check_running()
        self.wait_until(self.start + LONG)
        wait_for(lambda: {m["state"] for m in self.mine()} == {"ended"}, "all have ended", every=0.1)
        self.check_ended()

    def mine(self):
        return self.service.get(f"/v1/meetings?calendar={self.name}")["meetings"]

    def look(self):
        """(states of the meetings, who is in them) now."""
        states = {m["uid"]: m["state"] for m in self.mine()}
        return states, sorted(leg["remote_party"] for leg in self.service.sim.state()["legs"])

    def check_running(self):
        """When the short ones have ended, the long ones come to be active, and everybody is in them once. Where the machine was too slow
        for a look before they end, nothing is said; the test counts the looks."""
        long_ones = [f"{self.name}-{i}" for i, end in enumerate(self.ends) if end == self.start + LONG]
        expected = {f"{self.name}-{i}": "active" if end == self.start + LONG else "ended" for i, end in enumerate(self.ends)}
        people = sorted(f"{uid}{who}@example.com" for uid in long_ones for who in "ab")
        seen = None
        self.wait_until(self.start + SHORT)
        while time.time() < self.start + LONG - 0.3:
            now = self.look()
            if time.time() < self.start + LONG:
                seen = now
            if seen == (expected, people):
                break
            time.sleep(0.3)
        if seen is not None:
            self.test.assertEqual(seen, (expected, people))
            self.test.looks.append(self.name)

    def check_ended(self):
        self.test.assertEqual(len(self.mine()), MEETINGS)
        self.test.assert_idle(self.service)
        done = [line for line in changing(self.service.sim.log()[self.mark:]) if line["status"] == 200]
        dialled = [short(line) for line in done if short(line).startswith("dial")]
        self.test.assertEqual(len(dialled), len(set(dialled)), "nobody was dialled twice")
        calls = [line["body"] for line in done if short(line) == "call"]
        self.test.assertEqual((len(calls), len(set(calls))), (MEETINGS, MEETINGS), "one call a meeting")


class KillService(ServiceTest):
    def lab(self, number):
        """One service, burst after burst, the labs' not at once; what went wrong is kept for the test."""
        service, moments = None, None
        try:
            service = self.make({"pool": {"last": MEETINGS}}, bridges=1 + number % 2, name=f"lab{number}")
            service.start()
            # So that requests are under way when the kill comes; less than a restart takes.
            service.sim.fault("delay", method="P*", delay_ms=4)
            for i, moments in enumerate(MOMENTS[number::LABS]):
                Burst(self, service, f"lab{number}-{i}", moments, 0.9 if i else 0.9 + number * 0.7).run()
            service.stop()
        except Exception as error:  # pylint: disable=broad-except
            self.failures.append((number, moments, error, service))

    def test_at_any_moment(self):
        self.failures, self.looks = [], []
        threads = [threading.Thread(target=self.lab, args=(number,)) for number in range(LABS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.services = [service for *_, service in self.failures if service]
        self.assertFalse(self.failures, "\n" + "\n".join(f"lab {n}, killed {moments}: {error}" for n, moments, error, _ in self.failures))
        self.assertGreaterEqual(len(self.looks), len(MOMENTS) // 2, "most bursts were looked at while they ran")


if __name__ == "__main__":
    unittest.main()
