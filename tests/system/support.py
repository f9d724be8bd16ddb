"""What every system test needs: programs that start and end, HTTP over TLS and over a Unix socket, waiting.

Nothing here sleeps for a fixed time: wait_for() looks again and again until a condition holds or a deadline is over.
Binaries are found in COSPACED_BIN_DIR.
"""
import base64
import http.client
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import xml.etree.ElementTree

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN_DIR = os.path.abspath(os.environ.get("COSPACED_BIN_DIR", os.path.join(ROOT, "build", "debug", "bin")))
DEADLINE = 30.0  # seconds; generous, for machines with sanitizers and little time
USER = "scheduler"
PASSWORD = "pass word:1"


def binary(name):
    return os.path.join(BIN_DIR, name)


def wait_for(condition, what, deadline=DEADLINE, every=0.01):
    """Returns the first true value of condition(), looked at so often; fails with `what` when the deadline is over."""
    end = time.monotonic() + deadline
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"after {deadline:.0f} s still not: {what}")
        time.sleep(every)


_reserved = []


def free_port():
    """A port of the loopback that nobody else is given while the test runs: a socket of ours stays bound to it without listening. Who listens
    there with SO_REUSEADDR, as servers do, may."""
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind(("127.0.0.1", 0))
    _reserved.append(one)
    return one.getsockname()[1]


def read_text(path, start=0):
    """What stands in the file from the byte start on; "" if there is none."""
    try:
        with open(path, "rb") as file:
            file.seek(start)
            return file.read().decode(errors="replace")
    except FileNotFoundError:
        return ""


class Program:
    """A process with its output in files of folder: NAME.out and NAME.err, to which a next one of its name appends."""

    def __init__(self, folder, name, arguments, env=None, path=None, pass_fds=()):
        self.name = name
        self.out_path = os.path.join(folder, name + ".out")
        self.err_path = os.path.join(folder, name + ".err")
        with open(self.out_path, "ab") as out, open(self.err_path, "ab") as err:
            self.out_start, self.err_start = out.tell(), err.tell()
            self.process = subprocess.Popen([path or binary(name), *arguments], stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                            cwd=folder, env=env, pass_fds=pass_fds)

    @property
    def pid(self):
        return self.process.pid

    def out(self):
        return read_text(self.out_path, self.out_start)

    def err(self):
        return read_text(self.err_path, self.err_start)

    def is_running(self):
        return self.process.poll() is None

    def wait_for_output(self, text, deadline=DEADLINE):
        """Until text stands in its standard output; fails at once if the program ends before."""

        def seen():
            running = self.is_running()
            if text in self.out():
                return True
            if not running:
                raise AssertionError(f"{self.name} ended with {self.process.returncode}: {self.err()}")
            return False

        wait_for(seen, f"{self.name} says {text!r}", deadline)

    def wait(self, deadline=DEADLINE):
        """Its exit status, when it ends by itself."""
        return self.process.wait(deadline)

    def stop(self, deadline=DEADLINE):
        """SIGTERM; it must end cleanly."""
        if self.is_running():
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(deadline)
        if status != 0:
            raise AssertionError(f"{self.name} ended with {status}: {self.err()}")

    def kill(self):
        """SIGKILL; nothing is expected of it."""
        if self.is_running():
            self.process.kill()
        self.process.wait(DEADLINE)


def run(name, arguments, deadline=DEADLINE, stdin=None, env=None):
    """Runs a program to its end: (status, standard output, standard error)."""
    done = subprocess.run([binary(name), *arguments], input=stdin, stdin=subprocess.DEVNULL if stdin is None else None,
                          capture_output=True, text=True, timeout=deadline, env=env, check=False)
    return done.returncode, done.stdout, done.stderr


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def json(self):
        return json.loads(self.body)

    def xml(self):
        return xml.etree.ElementTree.fromstring(self.body)

    def location_id(self):
        return self.headers["Location"][-36:]


def basic(user, password):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def tls_context(ca_file):
    return ssl.create_default_context(cafile=ca_file)


def http_connection(port, ca_file=None, host="127.0.0.1"):
    """ca_file: TLS, verified against it; None: plain."""
    if ca_file is None:
        return http.client.HTTPConnection(host, port, timeout=DEADLINE)
    return http.client.HTTPSConnection(host, port, timeout=DEADLINE, context=tls_context(ca_file))


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=DEADLINE)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def ask(connection, method, path, body=None, headers=None):
    """One request on the connection, which stays open if the server lets it."""
    connection.request(method, path, body, headers or {})
    return Answer(connection.getresponse())


def ask_unix(path, method, target, body=None, headers=None):
    """One request over a Unix socket; body: bytes or text, or what becomes JSON."""
    headers = dict(headers or {})
    if body is not None and not isinstance(body, (bytes, str)):
        body = json.dumps(body)
        headers.setdefault("Content-Type", "application/json")
    connection = UnixConnection(path)
    try:
        return ask(connection, method, target, body.encode() if isinstance(body, str) else body, headers)
    finally:
        connection.close()


class Simulator:
    """callbridge-sim with free ports. Bridges count from 1. /sim/ goes over --control, so it works always."""

    def __init__(self, folder, bridges=2, tls=True, extra=()):
        self.cert = os.path.join(folder, "sim-cert.pem") if tls else None
        self.log_path = os.path.join(folder, "sim-log.jsonl")
        port_file = os.path.join(folder, "sim-ports")
        if os.path.exists(port_file):
            os.unlink(port_file)
        arguments = ["--user", USER, "--password", PASSWORD, "--log", self.log_path, "--port-file", port_file]
        arguments += ["--listen", "127.0.0.1:0"] * bridges + ["--control", "127.0.0.1:0"]
        arguments += ["--cert-out", self.cert] if tls and "--cert" not in extra else []
        arguments += [] if tls else ["--plain"]
        self.program = Program(folder, "callbridge-sim", [*arguments, *extra])
        try:
            self.program.wait_for_output("listening on")
        except AssertionError:
            self.program.kill()
            raise
        ports = [int(line) for line in read_text(port_file).split()]
        self.ports = ports[:-1]
        self.control_port = ports[-1]

    def url(self, bridge=1):
        return f"{'https' if self.cert else 'http'}://127.0.0.1:{self.ports[bridge - 1]}"

    def connection(self, bridge=1):
        return http_connection(self.ports[bridge - 1], self.cert)

    def api(self, method, path, form=None, bridge=1, authorization=basic(USER, PASSWORD)):
        """One request to /api/v1/PATH on a connection of its own; form: a dict or text."""
        body = urllib.parse.urlencode(form) if isinstance(form, dict) else form
        headers = {"Authorization": authorization} if authorization else {}
        connection = self.connection(bridge)
        try:
            return ask(connection, method, "/api/v1/" + path, body, headers)
        finally:
            connection.close()

    def control(self, method, path, body=None):
        """One request to /sim/PATH; body becomes JSON unless it is text."""
        connection = http_connection(self.control_port)
        text = body if body is None or isinstance(body, str) else json.dumps(body)
        try:
            return ask(connection, method, "/sim/" + path, text, {"Authorization": basic(USER, PASSWORD)})
        finally:
            connection.close()

    def must(self, method, path, body=None):
        answer = self.control(method, path, body)
        if answer.status != 200:
            raise AssertionError(f"{method} /sim/{path}: {answer.status} {answer.body!r}")
        return answer.json()

    def fault(self, kind, **rule):
        return self.must("POST", "faults", {"kind": kind, **rule})

    def faults(self):
        return self.must("GET", "faults")

    def clear_faults(self):
        return self.must("DELETE", "faults")

    def script_leg(self, pattern, behaviour, **rule):
        return self.must("POST", "legs", {"pattern": pattern, "behaviour": behaviour, **rule})

    def stop_bridge(self, bridge):
        return self.must("POST", f"bridges/{bridge}", {"state": "stopped"})

    def restart_bridge(self, bridge):
        return self.must("POST", f"bridges/{bridge}", {"state": "running"})

    def state(self):
        return self.must("GET", "state")

    def log(self):
        """All requests that were logged so far; a line that is being written is left out."""
        text = read_text(self.log_path)
        return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]

    def stop(self):
        self.program.stop()


class SystemTest(unittest.TestCase):
    """A folder a test; what is started through it ends with it."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="cospaced-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def start_program(self, name, arguments, env=None):
        program = Program(self.folder, name, arguments, env)
        self.addCleanup(program.kill)
        return program

    def start_simulator(self, bridges=2, tls=True, extra=()):
        simulator = Simulator(self.folder, bridges, tls, extra)
        self.addCleanup(simulator.stop)
        return simulator
