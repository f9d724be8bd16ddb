#!/usr/bin/env python3
"""A large calendar: contrib/bench/calendar_feed.py [--events 100000] [--bin build/release/bin]

Bare libical (contrib/bench/bare_ical.c) parses the events of a feed one at a time: the yardstick. Then a new service gets the same bytes by
PUT, again unchanged, and again with one event changed; each time is from the first byte sent to the answer, which comes when all is
durable; "applied" is the part of it from the first that the reader found new to the answer. Then another service fetches them by URL, from a server without validators (its hash decides) and from one with an ETag (304): from the order to
look until the calendar says that the look has succeeded. Memory: the most that service and reader had together, without the pages of files. Prints JSON; never fails because of a time."""
import argparse
import datetime
import glob
import http.client
import http.server
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time

import feed_writer

SOURCES = ("plain", "tagged")


class Unix(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=600, blocksize=1 << 20)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(600)
        self.sock.connect(self.path)


class Memory(threading.Thread):
    """The peak of what a process and its children keep in memory, in MiB."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.base, self.over = pid, 0, 0, False
        self.start()

    def look(self):
        total = 0
        for path in ["/proc/%d" % self.pid] + ["/proc/" + pid for pid in self.children()]:
            try:
                with open(path + "/status", encoding="ascii") as file:
                    status = file.read()
                if path == "/proc/%d" % self.pid or "Name:\tcospaced\n" not in status:  # a fork that is no reader yet
                    total += int(re.search(r"RssAnon:\s+(\d+)", status).group(1))
            except (OSError, AttributeError):
                pass
        return total / 1024

    def children(self):
        for path in glob.glob("/proc/%d/task/*/children" % self.pid):
            with open(path, encoding="ascii") as file:
                yield from file.read().split()

    def run(self):
        self.base = self.look()
        while not self.over:
            self.peak = max(self.peak, self.look())
            time.sleep(0.01)


class Server(http.server.ThreadingHTTPServer):
    """One file under every address: /plain without validators, /tagged with an ETag."""

    def __init__(self, path):
        super().__init__(("127.0.0.1", 0), Answer)
        self.path = path
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, name):
        return "http://127.0.0.1:%d/%s" % (self.server_address[1], name)


class Answer(http.server.BaseHTTPRequestHandler):
    TAG = '"1"'

    def do_GET(self):  # pylint: disable=invalid-name
        tagged = self.path == "/tagged"
        same = tagged and self.headers.get("If-None-Match") == self.TAG
        self.send_response(304 if same else 200)
        self.send_header("Content-Length", "0" if same else str(os.path.getsize(self.server.path)))
        self.send_header("Content-Type", "text/calendar")
        if tagged:
            self.send_header("ETag", self.TAG)
        self.end_headers()
        if not same:
            with open(self.server.path, "rb") as file:
                self.connection.sendfile(file)

    def log_message(self, *words):
        pass


def start(folder, binaries, server=None):
    with open(os.path.join(folder, "password"), "w", encoding="ascii") as file:
        file.write("none")
    config = {
        "bridges": [{"name": "core1", "url": "https://127.0.0.1:1"}],
        "credentials": {"username": "bench", "password_file": os.path.join(folder, "password")},
        "pool": {"first": 1, "last": 3, "domain": "meet.example.com"},
        "failover": {"probe_every": "1m"},
        "schedule": {"horizon": "35d"},
        "api": {"socket": os.path.join(folder, "s")},
        "store": {"path": os.path.join(folder, "db")},
        "log": {"level": "debug"},
        "calendars": [{"name": name, "kind": "ics", "url": server.url(name), "every": "1h"} for name in SOURCES if server],
    }
    with open(os.path.join(folder, "cospaced.yaml"), "w", encoding="ascii") as file:
        json.dump(config, file)
    log = open(os.path.join(folder, "log"), "w", encoding="ascii")
    service = subprocess.Popen([os.path.join(binaries, "cospaced"), "--config", file.name], stdout=log, stderr=log)
    deadline = time.monotonic() + 30
    while not os.path.exists(config["api"]["socket"]):
        if service.poll() is not None or time.monotonic() > deadline:
            sys.exit("calendar_feed: cospaced does not start: " + open(log.name, encoding="ascii").read())
        time.sleep(0.05)
    return service


def put(folder, feed):
    begun = time.monotonic()
    client = Unix(os.path.join(folder, "s"))
    with open(feed, "rb") as body:
        client.request("PUT", "/v1/calendars/feed", body,
                       {"Content-Type": "text/calendar", "Content-Length": str(os.path.getsize(feed))})
        answer = client.getresponse()
        said = json.loads(answer.read())
    said["refused"] = len(said.get("refused", []))
    return {"seconds": round(time.monotonic() - begun, 3), "status": answer.status, **said}


def applied(folder):
    """Of the last body, as the log says."""
    with open(os.path.join(folder, "log"), encoding="ascii") as log:
        times = re.findall(r"calendar applied calendar=\S+ in_us=(\d+)", log.read())
    return int(times[-1]) / 1000


def get(folder, path, method="GET"):
    client = Unix(os.path.join(folder, "s"))
    client.request(method, path)
    answer = client.getresponse()
    text = answer.read()
    return json.loads(text) if answer.status < 300 and text else {}


def succeeded(folder, name, before):
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        shown = get(folder, "/v1/calendars/" + name)
        if shown.get("last_success") not in (None, before):
            return shown
        time.sleep(0.005)
    sys.exit("calendar_feed: %s is not fetched: %s" % (name, get(folder, "/v1/calendars/" + name)))


def look_again(folder, name):
    """Once the calendar has been read, and its last success is of an earlier second."""
    before = succeeded(folder, name, None)["last_success"]
    time.sleep(1.1)
    begun = time.monotonic()
    get(folder, "/v1/calendars/" + name + "/refresh", "POST")
    succeeded(folder, name, before)
    return {"seconds": round(time.monotonic() - begun, 3)}


def fetch(folder, feed, binaries):
    os.mkdir(folder)
    server = Server(feed)
    service = start(folder, binaries, server)
    try:
        for name in SOURCES:
            succeeded(folder, name, None)
        return {"unchanged by URL": look_again(folder, "plain"), "unchanged by URL, 304": look_again(folder, "tagged")}
    finally:
        service.terminate()
        service.wait()
        server.shutdown()


def change_one(feed, changed):
    """The title of one that will take place within the horizon."""
    with open(feed, "rb") as file:
        text = file.read()
    days = (datetime.date.today() + datetime.timedelta(days=ahead) for ahead in range(2, 30))
    begun = next(at for at in (text.find(day.strftime("DTSTART;TZID=Europe/Berlin:%Y%m%d").encode(), len(text) // 4) for day in days) if at >= 0)
    at = text.index(b"SUMMARY:", begun)
    with open(changed, "wb") as file:
        file.write(text[:at] + b"SUMMARY:Changed " + text[at + 8:])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100000)
    parser.add_argument("--bin", default="build/release/bin")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        feed, changed = os.path.join(folder, "feed.ics"), os.path.join(folder, "changed.ics")
        feed_writer.write_feed(feed, options.events, datetime.date.today())
        change_one(feed, changed)
        bare = json.loads(subprocess.run([os.path.join(options.bin, "bench-bare-ical"), feed], check=True, capture_output=True).stdout)
        service = start(folder, options.bin)
        memory = Memory(service.pid)
        try:
            runs = {name: {**put(folder, body), "applied, ms": applied(folder)}
                    for name, body in (("first", feed), ("unchanged", feed), ("one changed", changed))}
        finally:
            memory.over = True
            memory.join()
            service.terminate()
            service.wait()
        runs.update(fetch(os.path.join(folder, "by_url"), feed, options.bin))
        for run in runs.values():
            run["ratio"] = round(run["seconds"] / bare["seconds"], 3)
        print(json.dumps({"bare libical": bare, **runs, "memory before, MiB": round(memory.base, 1),
                          "memory at most, MiB": round(memory.peak, 1)}, indent=1))


if __name__ == "__main__":
    main()
