"""CalDAV against servers of other people: what a client of other people does there becomes exactly the meetings.

A server runs as long as the tests of its file (test_caldav_*.py); each test has calendars of its own there. It stands behind a proxy that
writes down what cospaced asks.
"""
import json
import os
import shutil
import subprocess
import tempfile

from dav_proxy import Proxy
from dav_servers import PYTHON, need
from service import ServiceTest, calendar, event, ical_time, rfc3339, whole_second
from support import ROOT, wait_for

DAY = 86400


class Client:
    """python3-caldav in a process of its own."""

    def __init__(self, server):
        script = os.path.join(ROOT, "tests", "system", "dav_client.py")
        self.process = subprocess.Popen([PYTHON, "-B", script, server.url, server.user, server.password], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def do(self, *command):
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or '"it ended"')
        if answer != "done":
            raise AssertionError(f"{command[0]}: {answer}")

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(10)


class CaldavStories(ServiceTest):
    """What holds with every server: for a class that says which it is."""

    server_class = None

    @classmethod
    def setUpClass(cls):
        need("/usr/lib/python3/dist-packages/caldav/__init__.py", "python3-caldav")
        folder = tempfile.mkdtemp(prefix="cospaced-dav-")
        cls.addClassCleanup(shutil.rmtree, folder, ignore_errors=True)
        cls.server = cls.server_class(folder)
        cls.addClassCleanup(cls.server.kill)
        cls.server.start()

    def setUp(self):
        super().setUp()
        self.proxy = Proxy(self.server.port)
        self.addCleanup(self.proxy.close)
        self.client = Client(self.server)
        self.addCleanup(self.client.close)
        self.noon = whole_second(DAY) // 3600 * 3600

    def make_calendar(self, name="staff"):
        """Its path; it goes with the test."""
        path = self.server.home + name + "/"
        self.client.do("make", path)
        self.addCleanup(self.client.do, "remove", path)
        return path

    def begin(self, **paths):
        """cospaced with calendars of these names at these paths."""
        password = self.path("dav-password")
        with open(password, "w", encoding="utf-8") as file:
            file.write(self.server.password + "\n")
        calendars = [{"name": name, "kind": "caldav", "url": self.proxy.url + path, "every": "1s", "username": self.server.user,
                      "password_file": password} for name, path in paths.items()]
        self.service = self.start({"calendars": calendars})

    def at(self, hours):
        return self.noon + hours * 3600

    def save(self, path, uid, *hours, more=(), others=()):
        """An event of an hour at each of these; others: further VEVENTs of it."""
        start = self.at(hours[0])
        self.client.do("save", path, uid, calendar(event(uid, start, start + 3600, uid, more=more), *others))

    def meetings(self):
        """(UID, start) of all that are still to be."""
        return sorted((m["uid"], m["start"]) for m in self.service.meetings() if m["state"] == "scheduled")

    def wait_meetings(self, **hours):
        """Until there are exactly these: UID=[hours from noon]."""
        wanted = sorted((uid, rfc3339(self.at(hour)).replace(".000Z", "Z")) for uid, each in hours.items() for hour in each)
        try:
            wait_for(lambda: self.meetings() == wanted, "")
        except AssertionError:
            self.assertEqual(self.meetings(), wanted)
            raise

    def shown(self, name="staff"):
        return self.service.get(f"/v1/calendars/{name}")

    def quiet(self):
        """The requests of looks that find nothing: until two of them were only one request."""
        start = len(self.proxy.seen)
        wait_for(lambda: len(self.proxy.seen) >= start + 6, "some looks")
        return self.proxy.seen[start + 4:]

    def tokens_sent(self, start):
        """The requests since `start` that speak of a token."""
        return [seen for seen in self.proxy.seen[start:] if "<sync-token>" in seen[3] and "<sync-token></sync-token>" not in seen[3]]

    def test_a_calendar(self):
        """Created, moved, made to recur, with an override, cancelled, deleted."""
        do, path = self.client.do, self.make_calendar()
        self.save(path, "one", 0)
        self.save(path, "two", 1)
        self.save(path, "three", 2)
        self.save(path, "a+b c@example.com", 3)
        self.begin(staff=path)
        self.wait_meetings(**{"a+b c@example.com": [3]}, one=[0], two=[1], three=[2])
        for method, _, _, body, status in self.quiet():
            self.assertEqual((method, status, "getctag" in body), ("PROPFIND", 207, True))

        start = len(self.proxy.seen)
        self.save(path, "one", 5)
        do("delete", "a+b c@example.com")
        self.wait_meetings(one=[5], two=[1], three=[2])
        self.save(path, "two", 1, more=["RRULE:FREQ=DAILY;COUNT=3"])
        self.wait_meetings(one=[5], two=[1, 25, 49], three=[2])
        moved = event("two", self.at(27), self.at(28), "two", more=[f"RECURRENCE-ID:{ical_time(self.at(25))}", "SEQUENCE:1"])
        self.save(path, "two", 1, more=["RRULE:FREQ=DAILY;COUNT=3"], others=[moved])
        self.wait_meetings(one=[5], two=[1, 27, 49], three=[2])
        self.save(path, "three", 2, more=["STATUS:CANCELLED", "SEQUENCE:1"])
        self.wait_meetings(one=[5], two=[1, 27, 49])
        do("save", path, "task", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//EN\r\nBEGIN:VTODO\r\nUID:task\r\n"
           "DTSTAMP:20260101T000000Z\r\nSUMMARY:Buy bread\r\nEND:VTODO\r\nEND:VCALENDAR\r\n")
        do("delete", "one")
        self.save(path, "four", 7)
        self.wait_meetings(two=[1, 27, 49], four=[7])
        self.assertTrue(self.tokens_sent(start))
        self.assertEqual({seen[4] for seen in self.tokens_sent(start)}, {207})
        self.assertIsNone(self.shown()["last_error"])

    def test_a_token_that_is_not_known(self):
        """The server's own answer to one: nothing is lost, and what was deleted goes."""
        path = self.make_calendar()
        for hour, uid in enumerate(["one", "two", "three", "four", "five"]):
            self.save(path, uid, hour)
        self.begin(staff=path)
        self.wait_meetings(one=[0], two=[1], three=[2], four=[3], five=[4])
        start = len(self.proxy.seen)
        self.proxy.tamper = self.other_token
        self.client.do("delete", "one")
        self.save(path, "two", 9)
        self.wait_meetings(two=[9], three=[2], four=[3], five=[4])
        self.assertTrue(self.tokens_sent(start))
        self.proxy.tamper = str
        self.client.do("delete", "two")
        self.wait_meetings(three=[2], four=[3], five=[4])

    @staticmethod
    def other_token(body):
        head, mark, rest = body.partition("<sync-token>")
        token, end, tail = rest.partition("</sync-token>")
        return head + mark + (token[:-4] + "0000" if token else "") + end + tail

    def test_a_server_that_dies(self):
        path = self.make_calendar()
        self.save(path, "one", 0)
        self.begin(staff=path)
        self.wait_meetings(one=[0])
        self.server.kill()
        wait_for(lambda: self.shown()["last_error"], "the failure is shown")
        self.wait_meetings(one=[0])
        self.server.start()
        self.save(path, "one", 3)
        self.wait_meetings(one=[3])
        wait_for(lambda: self.shown()["last_error"] is None, "it is well again")

    def test_a_calendar_that_is_emptied(self):
        path = self.make_calendar()
        uids = ["one", "two", "three", "four"]
        for hour, uid in enumerate(uids):
            self.save(path, uid, hour)
        self.begin(staff=path)
        self.wait_meetings(one=[0], two=[1], three=[2], four=[3])
        self.proxy.is_open.clear()  # nothing is seen until all are gone
        for uid in uids:
            self.client.do("delete", uid)
        self.proxy.is_open.set()
        wait_for(lambda: self.shown()["held"], "it is held back")
        self.wait_meetings(one=[0], two=[1], three=[2], four=[3])
        self.assertEqual(self.service.ctl("calendars", "release", "staff")[0], 0)
        self.wait_meetings()
        self.assertIsNone(self.shown()["held"])

    def test_discovery(self):
        """From the root, over the principal and its home, to all calendars that hold events; they come and go."""
        staff, other = self.make_calendar(), self.make_calendar("other")
        self.save(staff, "one", 0)
        self.save(other, "two", 1)
        self.begin(staff="/")
        self.wait_meetings(one=[0], two=[1])
        self.save(self.make_calendar("third"), "three", 2)
        self.wait_meetings(one=[0], two=[1], three=[2])
        self.client.do("remove", other)
        self.wait_meetings(one=[0], three=[2])
        self.assertIsNone(self.shown()["last_error"])
