"""A calendar program of other people (python3-caldav) that does as it is told: a line of JSON in, a line of JSON out.

usage: dav_client.py URL USER PASSWORD. Commands: ["make", PATH], ["save", PATH, UID, TEXT], ["delete", UID], ["remove", PATH].
"""
import json
import sys

import caldav


class Desk:
    def __init__(self, url, user, password):
        self.client = caldav.DAVClient(url, username=user, password=password)
        self.calendars = {}
        self.events = {}

    def make(self, path):
        name = path.rstrip("/").rpartition("/")[2]
        calendar = caldav.Calendar(self.client, url=path, name=name, id=name)
        self.client.mkcalendar(str(calendar.url))
        self.calendars[path] = calendar

    def save(self, path, uid, text):
        """Creates it, or puts the text in the place of what it was."""
        if uid in self.events:
            self.events[uid].data = text
            self.events[uid].save()
        elif "BEGIN:VTODO" in text:
            self.events[uid] = self.calendars[path].save_todo(text)
        else:
            self.events[uid] = self.calendars[path].save_event(text)

    def delete(self, uid):
        self.events.pop(uid).delete()

    def remove(self, path):
        if path in self.calendars:
            self.calendars.pop(path).delete()


def main():
    desk = Desk(*sys.argv[1:])
    for line in sys.stdin:
        verb, *arguments = json.loads(line)
        try:
            getattr(desk, verb)(*arguments)
            answer = "done"
        except Exception as fault:  # whatever it is, the test must hear of it
            answer = f"{type(fault).__name__}: {fault}"
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
