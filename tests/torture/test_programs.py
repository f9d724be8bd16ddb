"""Every place at which the other programs ask the system for something fails once.

ctl     cospacectl, each verb beside a living service: it ends with one of its exit statuses and says why, or does all that it was to do.
reader  cospaced-calendar, while it reads a calendar: the service takes the calendar all the same, or says that it does not and why; and
        takes it the next time.
sim     callbridge-sim, from its start over some requests to its end: it ends and says why, or goes on and answers.
None crashes or hangs. test_programs.py ctl|reader|sim [--every N] [--allocations] [--place NAME]"""
import argparse
import collections
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "system"))
import support  # noqa: E402
from service import Service, calendar, event, from_rfc3339, rfc3339, whole_second  # noqa: E402
from places import Live  # noqa: E402

TIMEOUT = 60  # seconds of one program
HOUR = 3600
OUT_OF_MEMORY = "out of memory"
EXIT_SYSTEM = 71  # base/halt.h


def masked(text):
    """Without numbers, ids, times and the widths of columns."""
    return re.sub(r"[0-9a-f]*[0-9][0-9a-f]*", "#", " ".join(text.split()))


class Wrong(AssertionError):
    pass


def check_end(status, said, allocations, allowed):
    """Of a program that did not do what it was to do."""
    if status < 0 or "Sanitizer" in said:
        raise Wrong(f"it crashed ({status}): {said}")
    if status not in allowed:
        raise Wrong(f"it ended with {status}: {said}")
    if not said.strip():
        raise Wrong(f"it ended with {status} and did not say why")
    if status == EXIT_SYSTEM and allocations and OUT_OF_MEMORY not in said:
        raise Wrong(f"it ended for want of memory and does not say so: {said}")


class Bench:
    """What a kind of program needs beside it. run(place) has the place fail in one use of it, which is then counted under a word;
    uses: what the places are learnt from, one after the other."""
    uses = [None]
    left_out = ()  # functions
    sim = service = None

    def __init__(self, folder, allocations):
        self.folder, self.allocations = folder, allocations
        self.live = Live(os.path.join(folder, "notes"))

    def environment(self, program, **more):
        return self.live.environment(program, self.allocations, **more)

    def begin(self, program):
        """A service that this program is, and its simulator."""
        self.sim = support.Simulator(self.folder, 2, True, ["--set", "sync_takes=50ms"])
        self.service = Service(self.folder, self.sim)
        self.service.program = support.Program(self.folder, "cospaced", ["--config", self.service.config_path], path=program)
        support.wait_for(self.service.is_up, "cospaced is up")
        self.service.wait_ready()

    def __exit__(self, *_):
        if self.service:
            self.service.kill()
            self.sim.program.kill()


class CtlBench(Bench):
    """Each verb; those that change something find it changed already, or make one thing more."""
    STATUSES = 0, 1, 2, 3, EXIT_SYSTEM

    def __enter__(self):
        self.begin(support.binary("cospaced"))
        support.wait_for(lambda: self.service.get("/v1/status")["pool"]["owner"] == "ours", "the pool is ours")
        start = whole_second(HOUR)
        self.file = os.path.join(self.folder, "some.ics")
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(calendar(event("ctl@example.com", start, start + HOUR, people=["sip:a@example.com"])))
        self.meeting = self.service.book("Board meeting", start, start + HOUR, ["a@example.com"])["id"]
        backup = os.path.join(self.folder, "backup.db")
        self.uses = [
            ["status"], ["meetings"], ["timeline"], ["show", self.meeting], ["extend", self.meeting, rfc3339(start + 2 * HOUR)],
            ["book", "--title", "T", "--start", rfc3339(start), "--end", rfc3339(start + HOUR), "--dial", "a@example.com"],
            ["dial", self.meeting, "b@example.com"], ["import", "--calendar", "some", self.file], ["calendars"], ["calendars", "some"], ["spaces"], ["bridges"],
            ["prefer", "core1"], ["drain", "core2"], ["resume", "core2"], ["restore", "1"], ["preview", self.file], ["backup", backup],
            ["token", "list"], ["check", "--config", self.service.config_path], ["status", "--json"], ["watch", "--help"]]
        self.normal = [None] * len(self.uses)
        return self

    def use(self, index):
        environment = {**os.environ, **self.environment("cospacectl"), "TZ": "UTC"}
        backup = os.path.join(self.folder, "backup.db")
        if os.path.exists(backup):
            os.unlink(backup)
        done = subprocess.run([support.binary("cospacectl"), "--socket", self.service.socket, *self.uses[index]], env=environment, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT, check=False)
        return done.returncode, done.stdout, done.stderr

    def is_news(self, index, out):
        """It is what the verb says now, when nothing fails."""
        self.learn(index)
        return out == self.normal[index]

    def learn(self, index):
        self.live.arm()
        status, out, err = self.use(index)
        if status != 0:
            raise Wrong(f"{self.uses[index]} fails by itself: {status} {out} {err}")
        self.normal[index] = masked(out)

    def run(self, index, place):
        self.live.arm(place)
        try:
            status, out, err = self.use(index)
        except subprocess.TimeoutExpired as error:
            raise Wrong(f"{' '.join(self.uses[index])}: it hung") from error
        if status == 0 and "Sanitizer" not in err:
            told = err or any(grade in out for grade in ("warn", "fail"))  # as check says it
            if masked(out) != self.normal[index] and not told and not self.is_news(index, masked(out)):
                raise Wrong(f"{' '.join(self.uses[index])}: 0, and it said another thing without a word: {out}")
            return "done all the same"
        check_end(status, err + (out if self.uses[index][0] == "check" else ""), self.allocations, self.STATUSES)
        return f"ended with {status}"


class ReaderBench(Bench):
    """The service starts a script in the place of the reader, which puts the library before it."""

    def __enter__(self):
        binaries = os.path.join(self.folder, "bin")
        os.mkdir(binaries)
        wrapper = os.path.join(binaries, "cospaced-calendar")
        words = " ".join(f"'{name}={value}'" for name, value in self.environment("cospaced-calendar", FAIL_ONE_ALONE="1").items())
        with open(wrapper, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\nexec /usr/bin/env {words} {support.binary('cospaced-calendar')}\n")
        os.chmod(wrapper, 0o755)
        shutil.copy(support.binary("cospaced"), binaries)
        self.begin(os.path.join(binaries, "cospaced"))
        self.n = 0
        return self

    def push(self):
        self.n += 1
        start = whole_second(24 * HOUR)
        text = calendar(*[event(f"{self.n}-{i}@example.com", start, start + HOUR, people=["sip:a@example.com"],
                                more=["RRULE:FREQ=DAILY;COUNT=3"] if i == 1 else ()) for i in range(3)])
        return start, text

    def learn(self, _):
        self.live.arm()
        _, text = self.push()
        answer = self.service.push("torture", text)
        if answer["refused"]:
            raise Wrong(f"it is refused: {answer}")

    def run(self, _, place):
        self.live.arm(place)
        start, text = self.push()
        answer = self.service.api("PUT", "/v1/calendars/torture", text, {"Content-Type": "text/calendar"})
        body = answer.json()
        if answer.status == 200:
            word = "some refused" if body["refused"] else "taken all the same"
            if not all(refused["why"] for refused in body["refused"]):
                raise Wrong(f"refused without a word: {body}")
        else:
            word = f"refused with {answer.status}"
            if not body.get("detail"):
                raise Wrong(f"refused without a word: {answer.status} {body}")
        again = self.service.push("torture", text)
        if again["refused"]:
            raise Wrong(f"the next time it is refused, too: {again}, at first {body}")
        for i in range(3):
            meeting = self.service.by_uid(f"{self.n}-{i}@example.com")
            if not meeting or (i != 1 and from_rfc3339(meeting["start"]) != start):
                raise Wrong(f"the next time it is taken, and {meeting} is there of {i}")
        if not self.service.program.is_running():
            raise Wrong("the service has ended")
        return word


class SimBench(Bench):
    """A life of its own for each place. Randomness is left out: GnuTLS trusts a system no more that has once refused it."""
    left_out = ("getrandom",)
    STATUSES = 1, 2, EXIT_SYSTEM
    n = 0

    def __enter__(self):
        return self

    def ask(self, sim):
        """Some requests; how many were answered as they should be."""
        good = 0
        for method, path, form in (("GET", "system/status", None), ("POST", "coSpaces", {"name": "a"}), ("GET", "coSpaces", None)):
            try:
                good += sim.api(method, path, form).status == 200
            except (OSError, http.client.HTTPException, ValueError):
                pass
        try:
            good += sim.control("GET", "state").status == 200
        except (OSError, http.client.HTTPException, ValueError):
            pass
        return good

    def use(self):
        """(its exit status or None if it had to be stopped and was in order, what it said, requests that were answered)."""
        self.n += 1
        folder = os.path.join(self.folder, str(self.n))
        os.mkdir(folder)
        before = {name: os.environ.get(name) for name in self.environment("callbridge-sim")}
        os.environ.update(self.environment("callbridge-sim"))
        sim = None
        try:
            sim = support.Simulator.__new__(support.Simulator)
            sim.__init__(folder, 1, True)
        except AssertionError as error:
            program = sim.program
            return program.process.returncode, program.err() or str(error), 0
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
        good = self.ask(sim)
        deadline = time.monotonic() + TIMEOUT
        while sim.program.is_running() and self.ask(sim) < 4:
            if time.monotonic() > deadline:
                sim.program.kill()
                raise Wrong("it runs, and does not answer any more")
        if sim.program.is_running():
            sim.program.process.terminate()
        try:
            status = sim.program.wait(TIMEOUT)
        except subprocess.TimeoutExpired as error:
            sim.program.kill()
            raise Wrong("it does not end") from error
        return status, sim.program.err(), good

    def learn(self, _):
        self.live.arm()
        status, err, good = self.use()
        if (status, good) != (0, 4):
            raise Wrong(f"it fails by itself: {status} {good} {err}")

    def run(self, _, place):
        self.live.arm(place)
        status, err, good = self.use()
        if status == 0 and "Sanitizer" not in err:
            return "went on" if good == 4 else "went on, a request was lost"
        check_end(status, err, self.allocations, self.STATUSES)
        return f"ended with {status}"


BENCHES = {"ctl": CtlBench, "reader": ReaderBench, "sim": SimBench}


def torture(bench, options):
    """Those that were wrong."""
    wrong, counts, tried, seen, known = [], collections.Counter(), 0, 0, []
    for index in range(len(bench.uses)):
        bench.learn(index)
        new = [place for place in bench.live.learn()[seen:] if place.function.decode() not in bench.left_out]
        known += [(index, place.word(), place.words(), place) for place in new]
        seen = len(bench.live.places)
    for index, name, words, place in known if options.place else known[::options.every]:
        if options.place in (None, name):
            tried += 1
            try:
                counts[bench.run(index, place)] += 1
            except (Wrong, OSError, http.client.HTTPException, subprocess.TimeoutExpired, AssertionError) as error:
                wrong.append(f"{words}\n    {error!r}")
    print(f"{options.program}: {len(known)} places, {tried} of them failed in turn")
    for word, count in sorted(counts.items()):
        print(f"  {count:5} {word}")
    bench.live.arm()
    print(f"  {tried - bench.live.failed:5} of these not passed this time")
    if bench.live.failed * 2 <= tried:
        wrong.append("most places were not passed: nothing is shown")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", choices=BENCHES)
    parser.add_argument("--every", type=int, default=1, help="only each N-th place")
    parser.add_argument("--allocations", action="store_true", help="memory instead of system calls")
    parser.add_argument("--place", help="only this one, as a failure names it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cospaced-") as folder, BENCHES[options.program](folder, options.allocations) as bench:
        wrong = torture(bench, options)
    for text in wrong:
        print("WRONG:", text, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
