#!/usr/bin/env python3
"""Meetings that are due while a large calendar comes in: contrib/bench/calendar_stall.py [--events 40000] [--meetings 50] [--bin build/release/bin]

A simulator (TLS) and a service; meetings are booked a tenth of a second apart, and when the first is due a calendar (100 MB by default) is
sent by PUT. Lateness is what the service logs of each start: from its second to the bridge's answer to its call. Prints JSON with the same
for meetings without a calendar beside it; never fails because of a time."""
import argparse
import datetime
import json
import os
import re
import tempfile
import threading
import time

import calendar_feed
import feed_writer
import start_burst


def stamp(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def book(lab, meetings, first):
    for number in range(meetings):
        client = calendar_feed.Unix(lab.path("socket"))
        start = first + number / 10
        client.request("POST", "/v1/meetings", json.dumps({"title": "Due", "start": stamp(start), "end": stamp(start + 600)}),
                       {"Content-Type": "application/json"})
        answer = client.getresponse()
        if answer.status != 201:
            raise SystemExit("calendar_stall: a meeting was not booked: " + answer.read().decode())


def lateness(lab):
    with open(lab.path("cospaced.out"), encoding="utf-8", errors="replace") as log:
        return [int(late) for late in re.findall(r"meeting changed .* to=active .*late_ms=(\d+)", log.read())]


def summary(values):
    values = sorted(values)
    return {"meetings": len(values), "p50_ms": values[len(values) // 2], "p99_ms": values[min(len(values) - 1, len(values) * 99 // 100)],
            "max_ms": values[-1]} if values else {"meetings": 0}


def measure(binaries, meetings, feed):
    with tempfile.TemporaryDirectory() as folder:
        lab = start_burst.Lab(folder, binaries, meetings)
        try:
            first = time.time() + 3 + meetings / 50
            book(lab, meetings, first)
            said = {}
            if feed is not None:
                os.symlink(lab.path("socket"), lab.path("s"))
                time.sleep(max(0, first - time.time()))
                sender = threading.Thread(target=lambda: said.update(calendar_feed.put(folder, feed)))
                sender.start()
                sender.join()
            start_burst.wait_for("the meetings", lambda: len(lateness(lab)) >= meetings, 120)
            return {**summary(lateness(lab)), **({"calendar": said} if feed is not None else {})}
        finally:
            for child in lab.children:
                child.terminate()
                child.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=40000)
    parser.add_argument("--meetings", type=int, default=50)
    parser.add_argument("--bin", default="build/release/bin")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        feed = os.path.join(folder, "feed.ics")
        feed_writer.write_feed(feed, options.events, datetime.date.today())
        print(json.dumps({"bytes": os.path.getsize(feed), "alone": measure(options.bin, options.meetings, None),
                          "beside the calendar": measure(options.bin, options.meetings, feed)}, indent=1))


if __name__ == "__main__":
    main()
