#!/usr/bin/env python3
"""The API beside what it is made of: contrib/bench/api.py [--meetings 100000] [--rounds 5] [--bin build/release/bin]

  GETs            of a meeting, of a list of 100 and of /v1/status, 8 connections, beside libmicrohttpd alone (bare_http.c) answering the same
                  bytes under headers of the same size in the same round; ratio of answers per second, target 0.8. The service gives an
                  answer again while nothing has changed, so two more figures show what it takes where that does not help: different
                  meetings in turn (of --meetings, at most 5000), and the list while another client books as fast as it can
  durable POSTs   bookings by 32 clients at once, beside SQLite with one commit for each (WAL, synchronous=FULL, the same disk); target 8
  memory          MiB with --meetings meetings, booked one by one and, by another service, of a calendar that came by PUT; each after they came and
                  after a restart: resident (VmRSS, what ps counts) and of it its own (RssAnon, without the pages of files); target 40
Prints the medians as JSON; never fails because of a time."""
import argparse
import contextlib
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "tests", "system"))
GETS, POSTS, COMMITS = 20000, 8000, 1000
MEETINGS_IN_TURN = 5000
GET_CLIENTS, POST_CLIENTS = 8, 32
BOOKING = json.dumps({"title": "Load %d", "start": "2027-03-01T10:00:00Z", "end": "2027-03-01T11:00:00Z"})


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        os.environ.setdefault("COSPACED_BIN_DIR", os.path.abspath(options.bin))
        from service import Service
        from support import Simulator
        self.sim = Simulator(folder, 1, True)
        self.service = Service(folder, self.sim)
        self.service.start()

    def bare(self, *words):
        return [os.path.join(self.options.bin, "bench-bare-http"), *map(str, words)]

    def load(self, socket, clients, n, method, path, body=None):
        """Answers per second."""
        out = subprocess.run(self.bare("load", socket, clients, n, method, path, *([body] if body else [])), check=True, capture_output=True, text=True).stdout
        seconds, refused = out.split()
        if int(refused):
            sys.exit(f"api: {refused} of {method} {path} were refused")
        return n / float(seconds)

    def turns(self):
        """A file with the paths of many meetings, as load takes it, and the first of them."""
        paths, target = [], "/v1/meetings?limit=1000"
        while target and len(paths) < MEETINGS_IN_TURN:
            page = self.service.get(target)
            paths += ["/v1/meetings/" + one["id"] for one in page["meetings"]]
            target = page["next"] and "/v1/meetings?limit=1000&cursor=" + page["next"]
        name = os.path.join(self.folder, "paths")
        with open(name, "w", encoding="ascii") as file:
            file.write("\n".join(paths))
        return "@" + name, paths[0]

    @contextlib.contextmanager
    def booking(self):
        """Meanwhile somebody books."""
        client = subprocess.Popen(self.bare("load", self.service.socket, 1, 10**9, "POST", "/v1/meetings", BOOKING), stdout=subprocess.DEVNULL)
        try:
            yield
        finally:
            client.kill()
            client.wait()

    def gets(self, path, like=None, meanwhile=contextlib.nullcontext):
        """path: or a file of many, which answer about the same bytes as `like` does."""
        answer = self.service.api("GET", like or path)
        body, socket = os.path.join(self.folder, "answer"), os.path.join(self.folder, "bare.sock")
        with open(body, "wb") as file:
            file.write(answer.body if isinstance(answer.body, bytes) else answer.body.encode())
        more = [word for name in ("ETag", "Link") if answer.headers[name] for word in (name, answer.headers[name])]
        server = subprocess.Popen(self.bare("serve", socket, body, "application/json", *more), stdout=subprocess.PIPE, text=True)
        server.stdout.readline()
        try:
            n = GETS // 4 if os.path.getsize(body) > 10000 else GETS
            ratios = []
            for _ in range(self.options.rounds):
                with meanwhile():
                    ours = self.load(self.service.socket, GET_CLIENTS, n, "GET", path)
                ratios.append(ours / self.load(socket, GET_CLIENTS, n, "GET", path))
        finally:
            server.kill()
            server.wait()
        return {"bytes": os.path.getsize(body), "ratio": round(statistics.median(ratios), 2)}

    def commits(self):
        path = os.path.join(self.folder, "yardstick.db")
        base = sqlite3.connect(path, isolation_level=None)
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=FULL")
        base.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, words TEXT)")
        began = time.monotonic()
        for _ in range(COMMITS):
            base.execute("INSERT INTO t (words) VALUES (?)", ("x" * 300,))
        return COMMITS / (time.monotonic() - began)

    def posts(self):
        ratios = [self.load(self.service.socket, POST_CLIENTS, POSTS, "POST", "/v1/meetings", BOOKING) / self.commits() for _ in range(self.options.rounds)]
        return round(statistics.median(ratios), 1)

    def resident(self):
        with open(f"/proc/{self.service.program.pid}/status", encoding="ascii") as file:
            lines = dict(line.split(":", 1) for line in file)
        return {name: round(int(lines[name].split()[0]) / 1024, 1) for name in ("VmRSS", "RssAnon")}

    def book(self):
        self.load(self.service.socket, POST_CLIENTS, self.options.meetings, "POST", "/v1/meetings", BOOKING)

    def put(self):
        from service import calendar, event
        now = int(time.time())
        self.service.push("many", calendar(*(event(f"{i}@example.com", now + 86400 + 10 * i, now + 90000 + 10 * i, title=f"Meeting {i}", people=["mailto:anne@example.com"])
                                             for i in range(self.options.meetings))))

    def memory(self, fill):
        fill()
        fresh = self.resident()
        self.service.stop()
        self.service.start()
        return {"come": fresh, "restarted": self.resident()}

    def close(self):
        self.service.kill()
        self.sim.program.kill()


def booked_memory(options):
    with tempfile.TemporaryDirectory(prefix="cospaced-") as folder:
        bench = Bench(options, folder)
        try:
            return bench.memory(bench.book)
        finally:
            bench.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meetings", type=int, default=100000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bin", default="build/release/bin")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cospaced-") as folder:
        bench = Bench(options, folder)
        try:
            found = {"memory": {"of a calendar": bench.memory(bench.put), "booked": booked_memory(options)}, "posts_ratio": bench.posts()}
            first = bench.service.get("/v1/meetings?limit=1")["meetings"][0]["id"]
            found["gets"] = {path: bench.gets(path) for path in (f"/v1/meetings/{first}", "/v1/meetings?limit=100", "/v1/status")}
            found["gets"]["meetings in turn"] = bench.gets(*bench.turns())
            found["gets"]["the list while somebody books"] = bench.gets("/v1/meetings?limit=100", meanwhile=bench.booking)
            print(json.dumps(found, indent=2))
        finally:
            bench.close()


if __name__ == "__main__":
    main()
