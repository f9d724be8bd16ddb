"""Every place at which the service asks the system for something fails once, in a life with two meetings: it does not crash, says what went
wrong, and when it ends over it, the next start carries on. test_torture.py [--every N] [--allocations] [--place NAME] [--silent]"""
import argparse
import collections
import ctypes
import http.client
import mmap
import os
import signal
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "system"))
from service import Service, calendar, changing, event, short, whole_second  # noqa: E402
from support import BIN_DIR, Simulator  # noqa: E402

LIBRARY = os.path.join(os.path.dirname(BIN_DIR), "tests", "fail_one.so")
LABS = 12
PATIENCE = 60  # seconds for one life
LENGTH = 3  # seconds of a meeting
EXIT_SYSTEM = 71  # base/halt.h


class Place(ctypes.Structure):
    _fields_ = [("name", ctypes.c_uint64), ("passed", ctypes.c_uint64), ("function", ctypes.c_char * 24), ("callers", ctypes.c_char * 48 * 6)]

    def words(self):
        return f"{self.name:016x} {self.function.decode()} from {', '.join(c.value.decode() for c in self.callers if c.value)}"


class Notes(ctypes.Structure):
    """struct notes of fail_one.c."""
    _fields_ = [("place", ctypes.c_uint64), ("nth", ctypes.c_uint64), ("failed", ctypes.c_uint64), ("n_places", ctypes.c_uint64),
                ("places", Place * 8192)]


class Life:
    """A service from its first start to its end, with two meetings, of which one comes from a folder. A service that ends is started again, as
    a supervisor does, with nothing failing."""

    def __init__(self, folder, allocations, place=0, nth=1):
        self.folder, self.allocations = folder, allocations
        self.notes_path = os.path.join(folder, "notes")
        self.notes = Notes(place=place, nth=nth)
        with open(self.notes_path, "wb") as file:
            file.write(bytes(self.notes))
        self.drop = os.path.join(folder, "drop")
        os.mkdir(self.drop)
        self.service = None
        self.ends = []  # (exit status, what it said) of services that ended by themselves
        self.deadline = time.monotonic() + PATIENCE

    def wrapper(self):
        more = ["FAIL_ONE_ALLOCATIONS=1"] if self.allocations else []
        return ["/usr/bin/env", f"LD_PRELOAD={LIBRARY}", f"FAIL_ONE_NOTES={self.notes_path}", "FAIL_ONE_PROGRAM=cospaced",
                "ASAN_OPTIONS=verify_asan_link_order=0", *more]

    def keep_alive(self):
        if not self.service.program.is_running():
            self.ends.append(self.service.wait_exit())
            if len(self.ends) > 1:
                raise AssertionError(f"it ended again: {self.ends}")
            self.service.spawn()

    def until(self, condition, what):
        while True:
            try:
                if condition():
                    return
            except (OSError, http.client.HTTPException, ValueError, AssertionError):
                pass  # it is down, or cannot just now: asked again
            self.keep_alive()
            if time.monotonic() > self.deadline:
                raise AssertionError(f"after {PATIENCE} s still not: {what}")
            time.sleep(0.05)

    def states(self):
        return [m["state"] for m in self.service.meetings()]

    def taken(self, text):
        return not self.service.push("pushed", text)["refused"]

    def begin(self):
        sim = Simulator(self.folder, 2, True, ["--set", "sync_takes=50ms"])
        self.service = Service(self.folder, sim, {"calendars": [{"name": "drop", "kind": "directory", "path": self.drop, "every": "1s"}]})
        self.service.spawn(self.wrapper())
        self.until(lambda: self.service.api("GET", "/readyz").status == 200, "ready")

    def meet(self):
        start = whole_second(1.2)
        pushed, dropped = (calendar(event(f"{name}@example.com", start, start + LENGTH, people=[f"sip:{name}@example.com"]))
                           for name in ("pushed", "dropped"))
        with open(os.path.join(self.drop, "one.ics"), "w", encoding="utf-8") as file:
            file.write(dropped)
        self.until(lambda: self.taken(pushed), "the calendar is taken")
        self.until(lambda: len(self.states()) == 2, "two meetings")
        os.kill(self.service.program.pid, signal.SIGHUP)
        self.until(lambda: set(self.states()) <= {"ended", "missed"}, "both are over")
        self.until(lambda: all(s["state"] == "free" for s in self.service.get("/v1/spaces")["spaces"]), "all spaces are free")

    def check(self):
        """(missed, ended over it) after the whole life."""
        missed = self.states().count("missed")
        if missed and not self.ends:
            raise AssertionError(f"{missed} meetings were missed, and the service was there")
        state = self.service.sim.state()
        if state["calls"] or state["legs"]:
            raise AssertionError(f"left behind: {state['calls']} {state['legs']}")
        done = [short(line) for line in changing(self.service.sim.log()) if line["status"] == 200]
        for word, count in collections.Counter(done).items():
            if word.startswith("dial") and count > 1:
                raise AssertionError(f"{word}: {count} times")
        return missed

    def finish(self):
        self.service.program.process.send_signal(signal.SIGTERM)
        status, said = self.service.wait_exit()
        if status != 0:
            self.ends.append((status, said))
        for status, said in self.ends:
            if status < 0 or "Sanitizer" in said:
                raise AssertionError(f"it crashed ({status}):\n{said}")
            if not said.strip():
                raise AssertionError(f"it ended with {status} and did not say why:\n{said}")

    def run(self):
        """Missed meetings. AssertionError: what must not be."""
        try:
            self.begin()
            self.meet()
            missed = self.check()
            self.finish()
        finally:
            if self.service:
                self.service.kill()
                self.service.sim.program.kill()
            with open(self.notes_path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
                self.notes = Notes.from_buffer_copy(memory)
        return missed


class Torture:
    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()
        self.counts = collections.Counter()
        self.silent, self.wrong = [], []

    def life(self, place=0, nth=1):
        with tempfile.TemporaryDirectory(prefix="cospaced-") as folder:
            life = Life(folder, self.options.allocations, place, nth)
            missed = life.run()
            said = any(word in life.service.log() for word in ("error", "warning", "cannot"))
            return life, missed, said

    def places(self):
        """All that a life passes in which nothing fails."""
        life, _, _ = self.life()
        return sorted((p for p in life.notes.places if p.name), key=lambda p: p.name)

    def try_place(self, place):
        try:
            life, missed, said = self.life(place.name)
        except (AssertionError, OSError) as error:
            with self.lock:
                self.wrong.append(f"{place.words()}\n    {error}")
            return
        with self.lock:
            self.counts["failed" if life.notes.failed else "not passed this time"] += 1
            self.counts["the service ended over it and was started again"] += bool(life.ends)
            self.counts["of these for want of memory or descriptors"] += any(status == EXIT_SYSTEM for status, _ in life.ends)
            self.counts["meetings missed meanwhile"] += missed
            if life.notes.failed and not said:
                self.counts["carried on without a word"] += 1
                self.silent.append(place.words())

    def work(self, todo):
        while True:
            with self.lock:
                if not todo:
                    return
                place = todo.pop()
            self.try_place(place)

    def run(self):
        places = self.places()
        todo = [p for p in places if f"{p.name:016x}" == self.options.place] if self.options.place else places[::self.options.every]
        n = len(todo)
        threads = [threading.Thread(target=self.work, args=(todo,)) for _ in range(LABS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(f"{len(places)} places, {n} of them failed in turn")
        for words, count in self.counts.items():
            print(f"  {count:5} {words}")
        if self.options.silent:
            print("without a word:", *self.silent, sep="\n  ")
        for wrong in self.wrong:
            print("WRONG:", wrong, file=sys.stderr)
        if n == 0 or self.counts["failed"] * 2 < n:
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
