"""A configured cospaced beside a simulator, in a folder of its own: start, stop, kill and restart it, ask it, read its log.

The configuration is a dict, written as JSON (which is YAML); a test says only what it wants otherwise.
"""
import datetime
import json
import os
import signal
import sys
import time

import support
from support import Program, Simulator, SystemTest, ask_unix, read_text, wait_for

POOL_NAME = "TMS_Scheduled_Meeting_"


def rfc3339(seconds):
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def from_rfc3339(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def whole_second(ahead):
    """The first whole second that is at least so many seconds ahead: calendars know no parts of one."""
    return -int(-(time.time() + ahead) // 1)


def ical_time(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def event(uid, start, end, title="Meeting", people=(), more=()):
    """One VEVENT; people: addresses with their scheme; more: further lines."""
    lines = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"DTSTART:{ical_time(start)}", f"DTEND:{ical_time(end)}",
             f"SUMMARY:{title}", *[f"ATTENDEE:{person}" for person in people], *more, "END:VEVENT"]
    return "".join(line + "\r\n" for line in lines)


def calendar(*events, method=None):
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//EN\r\n" + (f"METHOD:{method}\r\n" if method else "")
    return head + "".join(events) + "END:VCALENDAR\r\n"


def merged(base, changes):
    """base with changes put over it, mapping by mapping; None takes a key away."""
    result = dict(base)
    for key, value in changes.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = merged(result[key], value)
        else:
            result[key] = value
    return result


class Service:
    """cospaced with its folder. What it logged in all its lives stands in cospaced.err there."""

    def __init__(self, folder, sim, changes=None):
        self.folder = folder
        self.sim = sim
        self.socket = os.path.join(folder, "s.sock")
        self.store = os.path.join(folder, "cospaced.db")
        self.config_path = os.path.join(folder, "cospaced.yaml")
        self.password_path = os.path.join(folder, "password")
        self.program = None
        self.write_password(support.PASSWORD)
        bridges = [{"name": f"core{i + 1}", "url": sim.url(i + 1)} for i in range(len(sim.ports))]
        self.config = merged({
            "bridges": bridges,
            "credentials": {"username": support.USER, "password_file": self.password_path},
            "tls": {"ca_file": sim.cert} if sim.cert else {},
            "pool": {"first": 1, "last": 3, "domain": "meet.example.com"},
            "failover": {"probe_every": "200ms"},
            "api": {"socket": self.socket},
            "store": {"path": self.store},
        }, changes or {})
        self.write_config()

    def write_password(self, password):
        with open(self.password_path, "w", encoding="utf-8") as file:
            file.write(password + "\n")

    def write_config(self, changes=None):
        self.config = merged(self.config, changes or {})
        self.write_config_text(json.dumps(self.config, indent=1))

    def write_config_text(self, text):
        with open(self.config_path, "w", encoding="utf-8") as file:
            file.write(text)

    def spawn(self, wrapper=(), pass_fds=()):
        """Starts it and does not wait; wrapper: a program with its arguments that becomes cospaced, and has pass_fds."""
        arguments = ["--config", self.config_path]
        if wrapper:
            arguments = [*wrapper[1:], support.binary("cospaced"), *arguments]
        self.program = Program(self.folder, "cospaced", arguments, path=wrapper[0] if wrapper else None,
                               pass_fds=pass_fds)

    def start(self, ready=True, wrapper=()):
        self.spawn(wrapper)
        wait_for(self.is_up, "cospaced is up")
        if ready:
            self.wait_ready()

    def is_up(self):
        running = self.program.is_running()
        if "cospaced is up" in self.program.err():
            return True
        if not running:
            raise AssertionError(f"cospaced ended with {self.program.process.returncode}")
        return False

    def wait_ready(self):
        wait_for(lambda: self.api("GET", "/readyz").status == 200, "cospaced is ready")

    def wait_exit(self):
        """(status, what it said) of a program that must end by itself."""
        return self.program.wait(), self.program.err()

    def stop(self):
        self.program.stop()

    def kill(self):
        if self.program:
            self.program.kill()

    def restart(self, ready=False):
        self.kill()
        self.start(ready)

    def hang_up(self):
        """SIGHUP, and what was said about it."""
        start = len(self.log())
        os.kill(self.program.pid, signal.SIGHUP)
        wait_for(lambda: any(end in self.log()[start:] for end in ("configuration read again", "the old one stays")), "it was read")
        return self.log()[start:]

    def log(self):
        return read_text(os.path.join(self.folder, "cospaced.err"))

    def api(self, method, path, body=None, headers=None):
        return ask_unix(self.socket, method, path, body, headers)

    def must(self, method, path, body=None, status=200, headers=None):
        answer = self.api(method, path, body, headers)
        if answer.status != status:
            raise AssertionError(f"{method} {path}: {answer.status} instead of {status}: {answer.body!r}")
        return answer.json()

    def get(self, path):
        return self.must("GET", path)

    def push(self, name, text, method="PUT"):
        return self.must(method, f"/v1/calendars/{name}", text, headers={"Content-Type": "text/calendar"})

    def book(self, title, start, end, people=(), **more):
        """start, end: seconds since 1970; people: addresses. The meeting."""
        body = {"title": title, "start": rfc3339(start), "end": rfc3339(end), "participants": [{"address": p} for p in people]}
        return self.must("POST", "/v1/meetings", {**body, **more}, 201)

    def meeting(self, meeting_id):
        return self.get("/v1/meetings/" + meeting_id)

    def meetings(self):
        return self.get("/v1/meetings?limit=1000")["meetings"]

    def by_uid(self, uid):
        """The newest meeting of that UID."""
        return next((m for m in reversed(self.meetings()) if m["uid"] == uid), None)

    def wait_state(self, meeting_id, state):
        return wait_for(lambda: self.held(self.meeting(meeting_id), state), f"meeting is {state}")

    @staticmethod
    def held(meeting, state):
        return meeting if meeting["state"] == state else None

    def wait_people(self, meeting_id, **states):
        """Until the participants with these local parts of their addresses are in these states."""

        def reached():
            people = {p["address"].split(":")[-1].split("@")[0]: p["state"] for p in self.meeting(meeting_id)["participants"]}
            return all(people.get(name) == state for name, state in states.items())

        wait_for(reached, f"participants are {states}")

    def ctl(self, *arguments, stdin=None):
        """(status, standard output, standard error) of cospacectl."""
        return support.run("cospacectl", ["--socket", self.socket, *arguments], stdin=stdin)

    def bridge(self, name="core1"):
        return next(b for b in self.get("/v1/bridges")["bridges"] if b["name"] == name)

    def wait_bridge(self, name, state):
        return wait_for(lambda: self.held(self.bridge(name), state), f"{name} is {state}")


def changing(lines):
    """Of the simulator's log: what was to change something, renewals of the pool's mark apart."""
    return [line for line in lines if line["method"] != "GET" and not (line["body"] or "").startswith("cdrTag=")]


def short(line):
    """A line of the simulator's log as a word: "open", "call", "dial ADDRESS", "close", "end", "hang up"."""
    path, body = line["path"][len("/api/v1/"):].lower().split("/"), line["body"] or ""
    words = {("POST", "calls", 1): "call", ("DELETE", "calls", 2): "end", ("DELETE", "calllegs", 2): "hang up"}
    if line["method"] == "PUT" and path[0] == "cospaces":
        return "close" if "regenerateSecret" in body else "open"
    if line["method"] == "POST" and path[-1] == "calllegs":
        return "dial " + body.removeprefix("remoteParty=").partition("&")[0].replace("%40", "@").replace("%3A", ":")
    return words.get((line["method"], path[0], len(path)), f"{line['method']} {line['path']}")


class ServiceTest(SystemTest):
    """A failure shows what the services of the test logged."""

    def setUp(self):
        super().setUp()
        self.logs = []
        self.services = []
        self.addCleanup(self.keep_logs)

    def keep_logs(self):
        self.logs = [(service.folder, service.log()) for service in self.services]

    def run(self, result=None):
        def bad():
            return len(result.errors) + len(result.failures)

        before = bad()
        super().run(result)
        if bad() > before:
            for folder, log in self.logs:
                print(f"\n== log of {self.id()} in {folder}\n{log}", file=sys.stderr)
        return result

    def make(self, changes=None, bridges=1, tls=True, extra=(), name=""):
        """A simulator that runs and a service that does not yet, in a folder of theirs."""
        folder = os.path.join(self.folder, name)
        os.makedirs(folder, exist_ok=True)
        sim = Simulator(folder, bridges, tls, ["--set", "sync_takes=50ms", *extra])
        self.addCleanup(sim.program.kill)
        service = Service(folder, sim, changes)
        self.services.append(service)
        self.addCleanup(service.kill)
        return service

    def start(self, changes=None, **how):
        """A service that is ready."""
        service = self.make(changes, **how)
        service.start()
        return service

    def assert_idle(self, service):
        """Every space is a placeholder again, and nothing is open anywhere."""
        wait_for(lambda: all(s["state"] == "free" for s in service.get("/v1/spaces")["spaces"]), "all spaces are free")
        state = service.sim.state()
        self.assertEqual((state["calls"], state["legs"]), ([], []))
        for space in state["spaces"]:
            self.assertEqual((space["name"], space["passcode"], space["non_member_access"]), (POOL_NAME + space["call_id"], "", False))
