"""A service over TCP with a token of each role, for what cases.py makes: RequestTest."""
import json
import time

from checked import DOCUMENT, CheckedTest, services, support
from support import free_port

HOUR = 3600


class RequestTest(CheckedTest):
    def setUp(self):
        super().setUp()
        self.port = free_port()
        self.service = self.start({"api": {"listen": f"127.0.0.1:{self.port}"}, "webhooks": [self.hook(self.receiver())]}, bridges=2)
        self.tokens = {role: self.service.must("POST", "/v1/tokens", {"name": role, "role": role}, 201)["token"] for role in ("read", "operate", "admin")}
        self.tokens["wrong"] = "cospaced_" + "0" * 64
        now = time.time()
        self.meeting = self.service.book("Stays", now + HOUR, now + 2 * HOUR, ["a@example.com"])
        self.service.push("rooms", services.calendar())

    def values(self, operation):
        """Something to be refused at: it stays."""
        name = {"Bridges": "core2", "Tokens": "read", "Webhooks": "desk"}.get(operation["tags"][0], "rooms")
        return {"id": self.meeting["id"], "pid": self.meeting["participants"][0]["id"], "name": name, "index": 1, "file": "page.js"}

    def fresh(self, operation):
        """Something of its own for each that is taken."""
        if operation["tags"][0] != "Meetings" or not {"name": "id", "in": "path"}.items() <= {**next(iter(DOCUMENT.parameters(operation)), {})}.items():
            return self.values(operation)
        now = time.time()
        runs = operation["operationId"] == "endMeeting"
        meeting = self.service.book("Fresh", now if runs else now + HOUR, now + 2 * HOUR)
        if runs:
            self.service.wait_state(meeting["id"], "active")
        return {**self.values(operation), "id": meeting["id"]}

    def send(self, case, port):
        headers = dict(case.headers)
        if case.role:
            headers["Authorization"] = "Bearer " + self.tokens[case.role]
        body = case.body if case.body is None or isinstance(case.body, bytes) else json.dumps(case.body).encode()
        connection = support.http_connection(port)
        try:
            return support.ask(connection, case.method, case.target, body, headers)
        finally:
            connection.close()
