#!/usr/bin/env python3
"""Receives webhooks of cospaced and prints what happens: webhook.py PORT, with the secret in WEBHOOK_SECRET. Standard library only.

In production something in front of it speaks TLS. What the signature does not cover is not believed; what was seen is not done twice.
"""
import base64
import hashlib
import hmac
import http.server
import json
import os
import sys
import time

SECRETS = os.environ["WEBHOOK_SECRET"].split()
TOLERANCE = 5 * 60  # seconds between the sender's clock and ours: what is older may be somebody's recording
LARGEST = 8 << 20


def is_genuine(headers, body):
    ident, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not moment.isdecimal() or abs(time.time() - int(moment)) > TOLERANCE:
        return False
    content = f"{ident}.{moment}.".encode() + body
    keys = [base64.b64decode(secret.removeprefix("whsec_")) for secret in SECRETS]
    wanted = ["v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode() for key in keys]
    given = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(one, other) for one in wanted for other in given)


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen = set()  # a real one keeps these where they outlive it

    def do_POST(self):
        body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), LARGEST))
        genuine = is_genuine(self.headers, body)
        if genuine and self.headers["webhook-id"] not in self.seen:
            self.take(json.loads(body))
            self.seen.add(self.headers["webhook-id"])
        self.send_response(204 if genuine else 401)  # 2xx only when it is done: anything else is sent again
        self.send_header("Content-Length", "0")
        self.end_headers()

    def take(self, event):
        data = event["data"]
        name = data.get("title") or data.get("address") or data.get("name") or data.get("index", "")
        print(event["timestamp"], event["type"], name, data.get("state", ""), flush=True)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    with http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver) as server:
        server.serve_forever()
