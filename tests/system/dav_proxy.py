"""Stands between cospaced and a CalDAV server, writes down every request, and can be asked to tamper with them."""
import http.client
import http.server
import threading

FORWARDED = ("Authorization", "Content-Type", "Depth", "Accept", "Host")
ANSWERED = ("Content-Type", "Location", "ETag", "WWW-Authenticate")
PATIENCE = 30


class Proxy:
    """`seen`: (method, path, depth, body, status) of each request, in order. `tamper`: what becomes of a body.
    `is_open`: requests wait while it is not set."""

    def __init__(self, port):
        self.target = port
        self.seen = []
        self.tamper = str
        self.is_open = threading.Event()
        self.is_open.set()
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def forward(self):
                proxy.forward(self)

            do_GET = do_PROPFIND = do_REPORT = forward

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def forward(self, handler):
        body = self.tamper(handler.rfile.read(int(handler.headers.get("Content-Length", 0))).decode())
        headers = {name: handler.headers[name] for name in FORWARDED if name in handler.headers}
        self.is_open.wait(PATIENCE)
        connection = http.client.HTTPConnection("127.0.0.1", self.target, timeout=PATIENCE)
        try:
            connection.request(handler.command, handler.path, body.encode(), headers)
            response = connection.getresponse()
            status, headers, answer = response.status, response.headers, response.read()
        except OSError:
            status, headers, answer = 502, {}, b""
        finally:
            connection.close()
        self.seen.append((handler.command, handler.path, handler.headers.get("Depth"), body, status))
        self.answer(handler, status, headers, answer)

    @staticmethod
    def answer(handler, status, headers, body):
        handler.send_response(status)
        for name in ANSWERED:
            if headers.get(name):
                handler.send_header(name, headers[name])
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        try:
            handler.wfile.write(body)
        except OSError:
            pass  # nobody waits any more

    def close(self):
        self.is_open.set()
        self.server.shutdown()
        self.server.server_close()
