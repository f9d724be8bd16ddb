#!/usr/bin/env python3
"""Many meetings at one second: contrib/bench/start_burst.py [--meetings 300] [--legs 2] [--rounds 5] [--bin build/release/bin]

In each round a new simulator (TLS) and a new service; the calendar brings all meetings for the same second. From the simulator's log:
  requests per started meeting   everything sent to the bridge between the second and the last dial, for each meeting
  lateness                       when each meeting's call was asked for, after its start
  makespan                       from the second to the last dial
Then the same requests by bare libcurl (contrib/bench/bare.c) against the same simulator, with as many at once: its makespan, from its first
connection to its last answer, is the yardstick.
Prints each round and the medians as JSON; never fails because of a time."""
import argparse
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

PASSWORD = "bench"
IN_FLIGHT = 8


def stamp(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def wait_for(what, condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            sys.exit(f"start_burst: gave up waiting for {what}")
        time.sleep(0.05)


class Lab:
    """One simulator and one service in a folder of their own."""

    def __init__(self, folder, binaries, meetings):
        self.folder, self.binaries, self.meetings = folder, binaries, meetings
        self.children = []
        self.log = self.path("wire.log")
        self.start_simulator()
        self.start_service()

    def path(self, name):
        return os.path.join(self.folder, name)

    def spawn(self, program, *args):
        out = open(self.path(program + ".out"), "w")
        child = subprocess.Popen([os.path.join(self.binaries, program), *args], stdout=out, stderr=out)
        self.children.append(child)
        return child

    def start_simulator(self):
        self.spawn("callbridge-sim", "--listen", "127.0.0.1:0", "--user", "bench", "--password", PASSWORD, "--cert-out",
                   self.path("ca.pem"), "--port-file", self.path("port"), "--log", self.log)
        wait_for("the simulator", lambda: os.path.exists(self.path("port")) and open(self.path("port")).read().strip())
        self.url = "https://127.0.0.1:" + open(self.path("port")).read().split()[0]

    def start_service(self):
        with open(self.path("password"), "w") as file:
            file.write(PASSWORD)
        with open(self.path("cospaced.yaml"), "w") as file:
            file.write(f"""
bridges:
  - {{name: core1, url: "{self.url}"}}
credentials: {{username: bench, password_file: {self.path("password")}}}
tls: {{ca_file: {self.path("ca.pem")}}}
pool: {{first: 1, last: {self.meetings}, domain: meet.example.com}}
limits: {{in_flight: {IN_FLIGHT}, legs_per_second: 10000}}
reconcile_every: 1h
failover: {{probe_every: 1m}}
api: {{socket: {self.path("socket")}}}
store: {{path: {self.path("db")}}}
log: {{level: {os.environ.get("BENCH_LOG", "info")}}}
""")
        self.service = self.spawn("cospaced", "--config", self.path("cospaced.yaml"))
        wait_for("the pool", lambda: json.loads(self.ctl("--json", "status") or "{}").get("ready"))

    def ctl(self, *args):
        done = subprocess.run([os.path.join(self.binaries, "cospacectl"), "--socket", self.path("socket"), *args], capture_output=True, text=True)
        return done.stdout

    def lines(self):
        return [json.loads(line) for line in open(self.log) if line.endswith("}\n")]

    def stop(self):
        for child in reversed(self.children):
            child.terminate()
            child.wait()


class DialCount:
    """Counts the dials in the simulator's log, reading only what is new: reading all of it again and again would take from the service the
    processor that bare.c has to itself."""

    def __init__(self, path):
        self.file, self.count, self.rest = open(path, "rb"), 0, b""

    def reaches(self, wanted):
        def reached():
            lines = (self.rest + self.file.read()).lower().split(b"\n")
            self.rest = lines.pop()
            self.count += sum(1 for line in lines if b'"post"' in line and b'/calllegs"' in line)
            return self.count >= wanted
        return reached


def calendar(meetings, legs, at):
    start = datetime.datetime.fromtimestamp(at, datetime.timezone.utc)
    end = start + datetime.timedelta(hours=1)
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//EN"]
    for m in range(meetings):
        rows += ["BEGIN:VEVENT", f"UID:burst-{m}@bench", f"DTSTAMP:{start:%Y%m%dT%H%M%SZ}", f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
                 f"DTEND:{end:%Y%m%dT%H%M%SZ}", f"SUMMARY:Burst meeting {m}"]
        rows += [f"ATTENDEE:sip:room{m}.{leg}@video.example.com" for leg in range(legs)] + ["END:VEVENT"]
    return "\r\n".join(rows + ["END:VCALENDAR", ""])


def quantile(values, q):
    values = sorted(values)
    return values[min(len(values) - 1, int(q * len(values)))]


def measure_service(lab, args):
    at = int(time.time()) + 4
    with open(lab.path("burst.ics"), "w") as file:
        file.write(calendar(args.meetings, args.legs, at))
    lab.ctl("import", lab.path("burst.ics"), "--calendar", "burst")
    before = len(lab.lines())
    wanted = args.meetings * args.legs
    time.sleep(max(0, at - time.time()))
    wait_for("the last dial", DialCount(lab.log).reaches(wanted))
    last = max(stamp(x["time"]) for x in lab.lines()[before:] if x["method"] == "POST" and x["path"].lower().endswith("/calllegs"))
    during = [x for x in lab.lines()[before:] if at <= stamp(x["time"]) <= last]
    calls = [(stamp(x["time"]) - at) * 1000 for x in during if x["method"] == "POST" and x["path"].lower().endswith("/calls")]
    return {"requests_per_meeting": round(len(during) / args.meetings, 3), "late_p50_ms": round(quantile(calls, 0.5), 1),
            "late_p99_ms": round(quantile(calls, 0.99), 1), "late_first_ms": round(min(calls), 1), "makespan_ms": round((last - at) * 1000, 1)}


def measure_bare(lab, args, bare):
    lab.service.terminate()
    lab.service.wait()
    done = subprocess.run([bare, lab.url, "bench", PASSWORD, lab.path("ca.pem"), str(args.meetings), str(args.legs), str(IN_FLIGHT)],
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"start_burst: the yardstick failed: {done.stderr}")
    return json.loads(done.stdout)["makespan_ms"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser.add_argument("--meetings", type=int, default=300)
    parser.add_argument("--legs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bin", default=os.path.join(root, "build/release/bin"))
    args = parser.parse_args()
    bare = os.path.join(args.bin, "bench-bare")
    rounds = []
    for number in range(args.rounds):
        with tempfile.TemporaryDirectory() as folder:
            lab = Lab(folder, args.bin, args.meetings)
            try:
                result = measure_service(lab, args)
                result["bare_makespan_ms"] = measure_bare(lab, args, bare)
            finally:
                lab.stop()
        result["ratio"] = round(result["makespan_ms"] / result["bare_makespan_ms"], 3)
        rounds.append(result)
        print(json.dumps({"round": number + 1, **result}), flush=True)
    print(json.dumps({"medians": {key: round(statistics.median(r[key] for r in rounds), 3) for key in rounds[0]}}))


if __name__ == "__main__":
    main()
