"""A calendar server for the tests: what it answers is set by the test, what it was asked is kept.

Feed.answers maps a path to a function of the request, or to a dict: text, status, headers, etag, modified, gzip, cut (bytes of the
body that are sent of those announced), chunked (with cut: the last chunk never comes), delay, drip (seconds a byte), login, raw (bytes
instead of an answer), endless (a chunk that comes again and again).
"""
import base64
import gzip
import http.server
import socket
import ssl
import subprocess
import threading
import time

from support import free_port


class Request:
    def __init__(self, handler):
        self.method = handler.command
        self.path = handler.path
        self.headers = handler.headers
        self.time = time.monotonic()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def log_message(self, *_):
        pass

    def do_GET(self):
        feed = self.server.feed
        request = Request(self)
        with feed.lock:
            feed.requests.append(request)
            answer = feed.answers.get(self.path.split("?")[0], {"status": 404, "text": "no\n"})
        if callable(answer):
            answer = answer(request)
        try:
            self.answer(request, answer)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self, request, answer):
        feed = self.server.feed
        if answer.get("delay"):
            feed.stopped.wait(answer["delay"])
        if answer.get("drop"):
            self.close_connection = True
            return
        if answer.get("raw") or answer.get("endless"):
            self.misbehave(answer)
            return
        login = answer.get("login")
        if login and request.headers.get("Authorization") != login:
            answer = {"status": 401, "text": "who?\n", "headers": {"WWW-Authenticate": "Basic realm=x"}}
        status = answer.get("status", 200)
        etag, modified = answer.get("etag"), answer.get("modified")
        if (etag and request.headers.get("If-None-Match") == etag) or \
                (modified and not etag and request.headers.get("If-Modified-Since") == modified):
            status, answer = 304, {**answer, "text": ""}
        body = answer.get("text", "")
        body = body.encode() if isinstance(body, str) else body
        self.send(status, body, answer)

    def misbehave(self, answer):
        self.close_connection = True
        if answer.get("raw"):
            self.wfile.write(answer["raw"])
            return
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not self.server.feed.stopped.is_set():
            self.wfile.write(b"%x\r\n" % len(answer["endless"]) + answer["endless"] + b"\r\n")

    def send(self, status, body, answer):
        headers = {"Content-Type": "text/calendar; charset=utf-8", **answer.get("headers", {})}
        if answer.get("etag"):
            headers["ETag"] = answer["etag"]
        if answer.get("modified"):
            headers["Last-Modified"] = answer["modified"]
        if answer.get("gzip"):
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        cut = answer.get("cut")
        if answer.get("chunked"):
            self.send_header("Transfer-Encoding", "chunked")
        elif status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if answer.get("chunked"):
            self.wfile.write(b"%x\r\n" % len(body) + body + b"\r\n" + (b"" if cut is not None else b"0\r\n\r\n"))
        elif answer.get("drip"):
            for byte in body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                if self.server.feed.stopped.wait(answer["drip"]):
                    break
        else:
            self.wfile.write(body if cut is None else body[:cut])
        if cut is not None:
            self.close_connection = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        pass  # a client that refuses our certificate


class Feed:
    def __init__(self, certificate=None):
        self.answers = {}
        self.requests = []
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.feed = self
        self.port = self.server.server_address[1]
        self.scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def url(self, path, host="127.0.0.1"):
        return f"{self.scheme}://{host}:{self.port}{path}"

    def set(self, path, text=None, **more):
        with self.lock:
            self.answers[path] = {"text": text or "", **more}

    def asked(self, path):
        with self.lock:
            return [r for r in self.requests if r.path.split("?")[0] == path]

    def close(self):
        self.stopped.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def basic(user, password):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def refusing_port():
    """A port on which nobody listens."""
    return free_port()


def make_ca(folder):
    """A CA of our own and a certificate of 127.0.0.1 from it: (CA file, certificate, key)."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=test CA",
            "-out", "feed-ca.pem", "-keyout", "feed-ca.key")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=feed", "-out", "feed.csr",
            "-keyout", "feed.key")
    with open(folder + "/feed.ext", "w", encoding="utf-8") as file:
        file.write("subjectAltName=IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "feed.csr", "-CA", "feed-ca.pem", "-CAkey", "feed-ca.key", "-CAcreateserial", "-days", "2",
            "-extfile", "feed.ext", "-out", "feed.pem")
    return folder + "/feed-ca.pem", folder + "/feed.pem", folder + "/feed.key"


class Proxy:
    """An HTTP proxy: CONNECT tunnels, and requests in absolute form; it keeps what it was asked for."""

    def __init__(self, refuse=None):
        self.refuse = refuse  # a status
        self.asked = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        with client:
            head = b""
            while b"\r\n\r\n" not in head:
                data = client.recv(65536)
                if not data:
                    return
                head += data
            line = head.split(b"\r\n")[0].decode()
            self.asked.append(line)
            method, target, _ = line.split(" ")
            if self.refuse:
                client.sendall(f"HTTP/1.1 {self.refuse} no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
                return
            host, port = (target if method == "CONNECT" else target.split("/")[2]).rsplit(":", 1)
            with socket.create_connection((host, int(port))) as server:
                if method == "CONNECT":
                    client.sendall(b"HTTP/1.1 200 connected\r\n\r\n")
                else:
                    path = "/" + target.split("/", 3)[3]
                    server.sendall(head.replace(target.encode(), path.encode(), 1).replace(b"Proxy-Connection", b"X-Was"))
                back = threading.Thread(target=self.pump, args=(server, client), daemon=True)
                back.start()
                self.pump(client, server)
                back.join()

    @staticmethod
    def pump(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def close(self):
        self.socket.close()
