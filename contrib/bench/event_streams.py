#!/usr/bin/env python3
"""Many event streams at once: what each costs in memory, how long one event takes to reach all, and whether anybody else waits.

usage: event_streams.py [--streams N] [--events N] [--bin FOLDER]
"""
import argparse
import os
import resource
import selectors
import socket
import sys
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "tests", "system"))

REQUEST = b"GET /v1/events?event=meeting HTTP/1.1\r\nHost: localhost\r\n\r\n"


def resident_kb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))


def connect(path):
    one = socket.socket(socket.AF_UNIX)
    while True:
        try:
            one.connect(path)
            break
        except BlockingIOError:
            time.sleep(0.001)
    one.sendall(REQUEST)
    one.setblocking(False)
    return one


class Followers:
    def __init__(self, path, n):
        self.selector = selectors.DefaultSelector()
        self.seen = {}
        for i in range(n):
            one = connect(path)
            self.seen[one] = b""
            self.selector.register(one, selectors.EVENT_READ)
            if i % 500 == 499:
                self.read_until(b"id: ", 60)

    def read_until(self, mark, deadline):
        """When all have had it."""
        end = time.monotonic() + deadline
        left = {one for one, seen in self.seen.items() if mark not in seen}
        while left:
            if time.monotonic() > end:
                raise SystemExit(f"{len(left)} of {len(self.seen)} streams did not get {mark!r}")
            for key, _ in self.selector.select(0.1):
                self.seen[key.fileobj] = (self.seen[key.fileobj] + key.fileobj.recv(65536))[-4096:]
                if mark in self.seen[key.fileobj]:
                    left.discard(key.fileobj)

    def forget(self):
        self.seen = dict.fromkeys(self.seen, b"")


def measure(service, streams, events):
    began = resident_kb(service.program.pid)
    followers = Followers(service.socket, streams)
    followers.read_until(b"id: ", 60)
    each = (resident_kb(service.program.pid) - began) / streams
    print(f"{streams} streams, idle: {each:.1f} KB resident each")
    slowest, others = 0.0, 0.0
    for _ in range(events):
        followers.forget()
        start = time.time() + 3600
        began = time.monotonic()
        meeting = service.book("Told", start, start + 60)
        asked = time.monotonic()
        service.get("/v1/status")
        others = max(others, time.monotonic() - asked)
        followers.read_until(meeting["id"].encode(), 60)
        slowest = max(slowest, time.monotonic() - began)
    print(f"one event has reached all of them in {slowest * 1000:.0f} ms; a GET meanwhile took {others * 1000:.1f} ms at most")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--streams", type=int, default=10000)
    parser.add_argument("--events", type=int, default=5)
    parser.add_argument("--bin", default=os.path.join(HERE, "..", "..", "build", "release", "bin"))
    arguments = parser.parse_args()
    os.environ["COSPACED_BIN_DIR"] = os.path.abspath(arguments.bin)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, arguments.streams + 4096), hard))
    from service import ServiceTest

    class Bench(ServiceTest):
        def runTest(self):
            measure(self.start({"api": {"event_streams": arguments.streams}}), arguments.streams, arguments.events)

    result = unittest.TestResult()
    Bench().run(result)
    for _, text in result.errors + result.failures:
        print(text, file=sys.stderr)
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
