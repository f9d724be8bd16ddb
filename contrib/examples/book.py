#!/usr/bin/env python3
"""Books a meeting that starts now and follows it until it is active: book.py TITLE [ADDRESS…]. Standard library only."""
import datetime
import http.client
import json
import os
import socket
import sys
import uuid

SOCKET = os.environ.get("COSPACED_SOCKET") or "/run/cospaced/cospaced.sock"
PATIENCE = 60  # seconds


class Connection(http.client.HTTPConnection):
    """HTTP over the service's socket."""

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(PATIENCE)
        self.sock.connect(SOCKET)


def call(method, path, body=None, headers=None):
    """The answer's JSON; ends with the service's own words if it refuses."""
    connection = Connection("localhost")
    text = json.dumps(body) if body is not None else None
    connection.request(method, path, text, {"Content-Type": "application/json", **(headers or {})})
    answer = connection.getresponse()
    shown = json.loads(answer.read())
    connection.close()
    if answer.status >= 400:
        sys.exit(f"{shown.get('field', 'refused')}: {shown['detail']} ({answer.status})")
    return shown


def events():
    """(name, object) of each event from now on (server-sent events)."""
    connection = Connection("localhost")
    connection.request("GET", "/v1/events", headers={"Accept": "text/event-stream"})
    stream = connection.getresponse()
    yield "open", None  # nothing that happens from here on is missed
    name = data = ""
    for line in stream:
        word, _, value = line.decode().rstrip("\r\n").partition(": ")
        if word == "event":
            name = value
        elif word == "data":
            data += value
        elif not word and data:
            yield name, json.loads(data)
            name = data = ""


def main(title, *addresses):
    happening = events()
    next(happening)
    now = datetime.datetime.now(datetime.timezone.utc)
    meeting = call("POST", "/v1/meetings", {
        "title": title,
        "start": now.isoformat(),
        "end": (now + datetime.timedelta(minutes=30)).isoformat(),
        "participants": [{"address": address} for address in addresses],
    }, {"Idempotency-Key": str(uuid.uuid4())})  # said again with the same key, it is booked once
    seen = None
    while True:
        if meeting["state"] != seen:
            seen = meeting["state"]
            print(f"{title}: {seen} {(meeting['space'] or {}).get('uri', '')}")
        if seen in ("active", "missed", "cancelled"):
            return 0 if seen == "active" else 1
        meeting = next(data for name, data in happening if name == "meeting" and data["id"] == meeting["id"])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: book.py TITLE [ADDRESS...]")
    sys.exit(main(*sys.argv[1:]))
