"""Every place at which the service asks the system for something fails once, in a life with two meetings, announced, moved after a
kill -9, and held: it does not crash, says what went wrong, and when it ends over it, the next start carries on.

Want of memory always ends it with 71, so one life fails at many places, a start for each. What a busy machine may have done (something
came too late) is tried once more by itself, with more time; what it cannot have done is wrong at once.
test_torture.py [--every N] [--allocations] [--place NAME] [--silent]"""
import argparse
import collections
import http.client
import mmap
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "system"))
from service import Service, calendar, changing, event, from_rfc3339, short, whole_second  # noqa: E402
from support import Simulator  # noqa: E402
from places import Notes, preloaded  # noqa: E402

CORES = os.cpu_count() or 1
LABS = {False: 16 * CORES, True: 4 * CORES}  # at once: a life mostly waits, if it is not started again and again
BATCH = 16  # allocations that fail in one life
PATIENCE = 120  # seconds from one start to the next, or to the end
AHEAD, LENGTH = 1.2, 3  # seconds: how far off a meeting is, how long it takes
QUIET = 4  # times these, for the second try
LAST_LINES = 20  # of a log
NAMES = "pushed", "dropped"
OVER = "ended", "missed", "cancelled"
EXIT_SYSTEM = 71  # base/halt.h
NAMED = 2  # lives gone wrong whose places are told apart


class Late(AssertionError):
    """Too late, which may be the machine's doing."""


class Life:
    """A service from its first start to its end, with two meetings, of which one comes from a folder. A service that ends is started again, as
    a supervisor does, with the same places before it."""

    def __init__(self, folder, allocations, notes, pace):
        self.folder, self.allocations, self.pace = folder, allocations, pace
        self.notes_path = os.path.join(folder, "notes")
        self.notes = notes
        self.n_armed = sum(p.armed for p in notes.known())
        with open(self.notes_path, "wb") as file:
            file.write(bytes(notes))
        self.drop = os.path.join(folder, "drop")
        os.mkdir(self.drop)
        self.service = self.sim = None
        self.ends = []  # (exit status, what it said) of services that ended by themselves
        self.deadline = None  # of time.monotonic()

    def spawn(self):
        self.deadline = time.monotonic() + PATIENCE
        more = ["FAIL_ONE_ALLOCATIONS=1"] if self.allocations else []
        self.service.spawn(["/usr/bin/env", f"LD_PRELOAD={preloaded('cospaced')}", f"FAIL_ONE_NOTES={self.notes_path}", "FAIL_ONE_PROGRAM=cospaced",
                            *more])

    def ended(self, status, said):
        self.ends.append((status, said))
        if len(self.ends) > self.n_armed:
            raise AssertionError(f"it ended more often than anything failed: {self.ends}")

    def until(self, condition, what):
        while True:
            try:
                if condition():
                    return
            except (OSError, http.client.HTTPException, ValueError, AssertionError):
                pass  # it is down, or cannot just now: asked again
            if not self.service.program.is_running():
                self.ended(*self.service.wait_exit())
                self.spawn()
            if time.monotonic() > self.deadline:
                raise Late(f"after {PATIENCE} s still not: {what}\n{self.last_words()}")
            time.sleep(0.1)

    def last_words(self):
        return "\n".join(f"    {line[:300]}" for line in self.service.log().splitlines()[-LAST_LINES:])

    def until_ready(self):
        self.until(lambda: self.service.api("GET", "/readyz").status == 200, "ready")

    def both(self, n):
        """The meetings of the n-th announcement that there are."""
        return [m for m in (self.service.by_uid(f"{name}{n}@example.com") for name in NAMES) if m]

    def announce(self, n, start):
        """Both meetings start then, and the service knows; or it is too late for that."""
        end = start + LENGTH * self.pace
        pushed, dropped = (calendar(event(f"{name}{n}@example.com", start, end, people=[f"sip:{name}{n}@example.com"])) for name in NAMES)
        with open(os.path.join(self.drop, f"{n}.ics"), "w", encoding="utf-8") as file:
            file.write(dropped)

        def known():
            return [m["state"] in OVER or from_rfc3339(m["start"]) == start for m in self.both(n)] == [True] * 2

        self.until(lambda: not self.service.push("pushed", pushed)["refused"], "the calendar is taken")
        self.until(lambda: known() or time.time() > end, "two meetings")

    def is_held(self, n, ahead):
        """False: that was too short a notice for this machine."""
        self.announce(n, whole_second(ahead))
        self.until(lambda: all(m["state"] in OVER for m in self.both(n)), "both are over")
        return [m["state"] != "cancelled" for m in self.both(n)] == [True] * 2

    def begin(self):
        try:
            self.sim = Simulator(self.folder, 2, True, ["--set", "sync_takes=50ms"])
        except AssertionError as error:
            raise Late(str(error)) from error
        self.service = Service(self.folder, self.sim, {"calendars": [{"name": "drop", "kind": "directory", "path": self.drop, "every": "1s"}]})
        self.spawn()
        self.until_ready()

    def meet(self):
        self.announce(0, whole_second(3600))
        self.service.kill()
        self.spawn()
        self.until_ready()
        os.kill(self.service.program.pid, signal.SIGHUP)
        n, ahead = 0, AHEAD * self.pace
        while not self.is_held(n, ahead):
            n, ahead = n + 1, ahead * 2
        self.until(lambda: all(s["state"] == "free" for s in self.service.get("/v1/spaces")["spaces"]), "all spaces are free")

    def check(self):
        """Meetings missed in the whole life."""
        missed = sum(m["state"] == "missed" for m in self.service.meetings())
        if missed and not self.ends:
            raise Late(f"{missed} meetings were missed, and the service was there")
        state = self.sim.state()
        if state["calls"] or state["legs"]:
            raise AssertionError(f"left behind: {state['calls']} {state['legs']}")
        done = [short(line) for line in changing(self.sim.log()) if line["status"] == 200]
        for word, count in collections.Counter(done).items():
            if word.startswith("dial") and count > 1:
                raise AssertionError(f"{word}: {count} times")
        return missed

    def finish(self):
        """Until it ends as it should."""
        while True:
            self.service.program.process.send_signal(signal.SIGTERM)
            status, said = self.service.wait_exit()
            if status == 0:
                return
            self.ended(status, said)
            self.spawn()
            self.until_ready()

    def check_ends(self):
        for status, said in self.ends:
            if status < 0 or "Sanitizer" in said:
                raise AssertionError(f"it crashed ({status}):\n{said}")
            if not said.strip():
                raise AssertionError(f"it ended with {status} and did not say why:\n{said}")
            if self.allocations and (status != EXIT_SYSTEM or "out of memory" not in said):
                raise AssertionError(f"it ended with {status} for want of memory:\n{said}")
        if self.allocations and len(self.ends) != self.n_failed():
            raise AssertionError(f"there was no memory {self.n_failed()} times, and it ended {len(self.ends)} times")

    def n_failed(self):
        return sum(p.failed for p in self.notes.known())

    def run(self):
        """Missed meetings. AssertionError: what must not be; Late: what a slow machine may do."""
        try:
            self.begin()
            self.meet()
            missed = self.check()
            self.finish()
        except (OSError, http.client.HTTPException, subprocess.TimeoutExpired) as error:
            raise Late(repr(error)) from error
        finally:
            if self.service:
                self.service.kill()
            if self.sim:
                self.sim.program.kill()
            with open(self.notes_path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
                self.notes = Notes.from_buffer_copy(memory)
            self.check_ends()
        return missed


class Torture:
    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()
        self.counts = collections.Counter()
        self.silent, self.wrong = [], []
        self.late, self.bad = [], []  # (places, why) of lives to be looked at again
        self.base = Notes()

    def life(self, places=(), pace=1):
        with tempfile.TemporaryDirectory(prefix="cospaced-") as folder:
            life = Life(folder, self.options.allocations, self.base.armed({p.name for p in places}), pace)
            missed = life.run()
            said = any(word in life.service.log() for word in ("error", "warning", "cannot"))
            return life, missed, said

    def count(self, places, life, missed, said):
        failed = life.n_failed()
        with self.lock:
            self.counts["failed"] += failed
            self.counts["not passed this time"] += len(places) - failed
            self.counts["the service ended over it and was started again"] += len(life.ends)
            self.counts["of these for want of memory or descriptors"] += sum(status == EXIT_SYSTEM for status, _ in life.ends)
            self.counts["meetings missed meanwhile"] += missed
            if failed and not said:
                self.counts["carried on without a word"] += failed
                self.silent += [p.words() for p in places]

    def try_places(self, places):
        try:
            self.count(places, *self.life(places))
        except Late as error:
            with self.lock:
                self.late.append((places, error))
        except Exception as error:  # pylint: disable=broad-except; whatever it is, it is told below
            with self.lock:
                self.bad.append((places, error))

    def work(self, todo):
        while True:
            with self.lock:
                if not todo:
                    return
                places = todo.pop()
            self.try_places(places)

    def try_again(self, places, why):
        """By itself, with more time."""
        try:
            self.count(places, *self.life(places, QUIET))
            self.counts["lives were too late and good when alone"] += 1
            print(f"too late, and good when alone: {why}")
        except Exception as error:  # pylint: disable=broad-except
            self.bad.append((places, error))

    def tell(self, places, why):
        """Which of them it was, if it is one alone."""
        culprits = []
        for place in places if len(places) > 1 and len(self.wrong) < NAMED else ():
            try:
                self.life([place], QUIET)
            except Exception as error:  # pylint: disable=broad-except
                culprits.append((place, error))
        if culprits:
            self.wrong += [f"{place.words()}\n    {error}" for place, error in culprits]
        else:
            self.wrong.append("\n".join([*(p.words() for p in places), f"    {why!r}"]))

    def chosen(self):
        places = self.base.known()
        if self.options.place:
            return [p for p in places if p.word() == self.options.place]
        return places[::self.options.every]

    def run(self):
        self.base = self.life(pace=2)[0].notes  # all that a life passes in which nothing fails
        chosen = self.chosen()
        n_lives = -(-len(chosen) // BATCH) if self.options.allocations else len(chosen)
        todo = [chosen[i::n_lives] for i in range(n_lives)]
        threads = [threading.Thread(target=self.work, args=(todo,)) for _ in range(LABS[self.options.allocations])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for places, why in self.late:
            self.try_again(places, why)
        for places, why in self.bad:
            self.tell(places, why)
        return self.report(len(chosen), n_lives)

    def report(self, n, n_lives):
        print(f"{self.base.n_places} places, {n} of them failed in turn, in {n_lives} lives")
        for words, count in self.counts.items():
            print(f"  {count:5} {words}")
        if self.options.silent:
            print("without a word:", *self.silent, sep="\n  ")
        for wrong in self.wrong:
            print("WRONG:", wrong, file=sys.stderr)
        if not self.wrong and self.counts["failed"] * 2 <= n:
            sys.exit("most places were not passed: nothing is shown")
        return 1 if self.wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only each N-th place")
    parser.add_argument("--allocations", action="store_true", help="memory instead of system calls")
    parser.add_argument("--place", help="only this one, as a failure names it")
    parser.add_argument("--silent", action="store_true", help="list those that the service got over without a word")
    sys.exit(Torture(parser.parse_args()).run())


if __name__ == "__main__":
    main()
