"""A receiver of webhooks for the tests, over TLS: checks each signature by itself, keeps what came, answers as the test says.

Receiver.answer is a dict (status, headers, delay, drop, body) or a function of the delivery that gives one.
"""
import base64
import hashlib
import hmac
import http.server
import json
import socket
import ssl
import threading
import time

from support import wait_for


def secret(byte=1, size=32):
    return "whsec_" + base64.b64encode(bytes([byte]) * size).decode()


def is_signed(headers, body, one):
    """Standard Webhooks, in its own words: HMAC-SHA-256 over id.timestamp.body with what follows whsec_, one of those listed."""
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.new(base64.b64decode(one.removeprefix("whsec_")), content, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(wanted, given.removeprefix("v1,")) for given in headers["webhook-signature"].split(" "))


class Delivery:
    def __init__(self, handler, body):
        self.headers = handler.headers
        self.path = handler.path
        self.raw = body
        self.body = json.loads(body)
        self.webhook_id = self.headers["webhook-id"]
        self.id = self.body["id"]
        self.type = self.body["type"]
        self.data = self.body["data"]
        self.time = time.monotonic()
        self.taken = False


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def log_message(self, *_):
        pass

    def do_POST(self):
        receiver = self.server.receiver
        body = self.rfile.read(int(self.headers["Content-Length"]))
        delivery = Delivery(self, body)
        with receiver.lock:
            receiver.all.append(delivery)
            answer = receiver.answer
        answer = answer(delivery) if callable(answer) else answer
        if answer.get("delay"):
            receiver.stopped.wait(answer["delay"])
        if answer.get("drop"):
            self.close_connection = True
            return
        status = answer.get("status", 204)
        delivery.taken = status < 300
        self.send_response(status)
        for name, value in answer.get("headers", {}).items():
            self.send_header(name, value)
        text = answer.get("body", b"")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        try:
            self.wfile.write(text)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    receiver = None

    def handle_error(self, *_):
        pass  # a client that is killed, or refuses our certificate

    def process_request(self, request, client_address):
        with self.receiver.lock:
            self.receiver.connections.append(request)
        super().process_request(request, client_address)


class Receiver:
    """tls: (CA file, certificate, key), as feed.make_ca gives them; None: plain."""

    def __init__(self, tls=None, secrets=(secret(),), port=0):
        self.tls, self.secrets = tls, secrets
        self.all, self.answer, self.connections = [], {}, []
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.server = Server(("127.0.0.1", port), Handler)
        self.server.receiver = self
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tls[1], tls[2])
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def url(self, path="/hook"):
        return f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}{path}"

    def stop(self):
        self.stopped.set()
        self.server.shutdown()
        self.server.server_close()
        for connection in self.connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it is closed already

    def taken(self):
        """Those that were answered with 2xx, repeats and all."""
        with self.lock:
            return [d for d in self.all if d.taken and d.type != "test"]

    def ids(self):
        return [d.id for d in self.taken()]

    def wait(self, condition, what):
        """The first delivery for which the condition holds."""
        return wait_for(lambda: next((d for d in list(self.all) if condition(d)), None), what)

    def wait_count(self, count):
        return wait_for(lambda: self.taken() if len(self.taken()) >= count else None, f"{count} deliveries were taken")
