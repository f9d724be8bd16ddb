"""A client of GET /v1/events: a thread reads the stream, a test looks at what has come."""
import http.client
import json
import threading
import urllib.parse

from support import UnixConnection, wait_for


class Event:
    def __init__(self, lines):
        fields = {name: value for name, _, value in (line.partition(": ") for line in lines)}
        self.id = int(fields["id"]) if "id" in fields else None
        self.kind = fields.get("event")
        self.data = json.loads(fields["data"]) if "data" in fields else None

    def __repr__(self):
        return f"<{self.id} {self.kind} {self.data}>"


class Stream:
    """events: those with data; last_id: also from ids that stand alone, as a browser keeps it."""

    def __init__(self, socket_path, last_id=None, connection=None, headers=None, **query):
        self.connection = connection or UnixConnection(socket_path)
        self.connection.timeout = None
        headers = {**(headers or {}), **({"Last-Event-ID": str(last_id)} if last_id is not None else {})}
        self.connection.request("GET", "/v1/events" + ("?" + urllib.parse.urlencode(query) if query else ""), headers=headers)
        self.response = self.connection.getresponse()
        self.status = self.response.status
        self.events = []
        self.comments = 0
        self.last_id = None
        self.over = False
        if self.status != 200:
            self.problem = json.loads(self.response.read())
            self.close()
            return
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()
        wait_for(lambda: self.last_id is not None or self.over, "the stream begins")

    def read(self):
        lines = []
        try:
            for raw in self.response:
                line = raw.decode().rstrip("\n")
                if line.startswith(":"):
                    self.comments += 1
                elif line:
                    lines.append(line)
                else:
                    self.take(Event(lines))
                    lines = []
        except (OSError, ValueError, AttributeError, http.client.HTTPException):
            pass  # how the library ends depends on where it was
        self.over = True

    def take(self, event):
        if event.kind is not None:
            self.events.append(event)
        if event.id is not None:
            self.last_id = event.id

    def wait(self, condition, what):
        """The first event for which condition(event) holds."""
        return wait_for(lambda: next((e for e in list(self.events) if condition(e)), None), what)

    def wait_state(self, kind, key, state):
        return self.wait(lambda e: e.kind == kind and e.data.get("id", e.data.get("name")) == key and e.data.get("state") == state,
                         f"{kind} {key} is told to be {state}")

    def states(self, key):
        """What was told of a meeting or participant, in order, each once."""
        told = [e.data.get("state") for e in self.events if e.data.get("id") == key]
        return [state for i, state in enumerate(told) if i == 0 or told[i - 1] != state]

    def close(self):
        sock = getattr(self.connection, "sock", None)
        if sock is not None:
            try:
                sock.shutdown(2)
            except OSError:
                pass
        if self.status == 200:
            self.thread.join()
        self.connection.close()
