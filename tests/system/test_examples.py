"""For integrators: the examples book and follow a meeting on the real service, and the library works as it is installed."""
import os
import re
import shutil
import subprocess
import sys
import time
import unittest

import support
from service import ServiceTest

BUILD = os.path.dirname(support.BIN_DIR)
EXAMPLES = os.path.join(support.ROOT, "contrib", "examples")
ROOM = "room@video.example.com"


class Examples(ServiceTest):
    def follow(self, *command):
        service = self.start()
        env = {**os.environ, "COSPACED_SOCKET": service.socket}
        done = subprocess.run([*command, 'Board "of" ours', ROOM], env=env, capture_output=True, text=True, timeout=90, check=False)
        self.assertEqual(done.returncode, 0, done.stderr + done.stdout)
        self.assertIn("1@meet.example.com", done.stdout)
        (meeting,) = service.meetings()
        self.assertEqual((meeting["title"], meeting["state"]), ('Board "of" ours', "active"))
        self.assertEqual([p["address"] for p in meeting["participants"]], [ROOM])
        service.stop()
        done = subprocess.run([*command, "Nobody hears"], env=env, capture_output=True, text=True, timeout=90, check=False)
        self.assertNotEqual(done.returncode, 0, "without a service")
        return done.stderr

    def test_c(self):
        self.assertIn("is cospaced running?", self.follow(os.path.join(BUILD, "examples", "book")))

    def test_c_over_the_loopback(self):
        address = f"127.0.0.1:{support.free_port()}"
        service = self.start({"api": {"listen": address}})
        program = os.path.join(BUILD, "examples", "book")
        for role, status, said in (("operate", 0, "active 1@meet.example.com"), ("read", 1, "book: "), (None, 1, "book: ")):
            env = {**os.environ, "COSPACED_ADDRESS": address}
            if role:
                env["COSPACED_TOKEN"] = service.must("POST", "/v1/tokens", {"name": role, "role": role}, 201)["token"]
            done = subprocess.run([program, "Title"], env=env, capture_output=True, text=True, timeout=90, check=False)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn(said, done.stdout + done.stderr)
        self.assertIn("send a token", done.stderr)

    def test_shell(self):
        if shutil.which("curl") is None:
            self.skipTest("curl is not installed")
        self.follow("sh", os.path.join(EXAMPLES, "book.sh"))

    def test_python(self):
        self.follow(sys.executable, "-I", os.path.join(EXAMPLES, "book.py"))


class WebhookExample(ServiceTest):
    def test_it_takes_what_is_genuine_once(self):
        port = support.free_port()
        secret, path = "whsec_" + 43 * "A" + "=", os.path.join(self.folder, "secret")
        with open(path, "w", encoding="utf-8") as file:
            file.write(secret + "\n")
        example = support.Program(self.folder, "webhook", ["-I", os.path.join(EXAMPLES, "webhook.py"), str(port)],
                                  env={**os.environ, "WEBHOOK_SECRET": secret}, path=sys.executable)
        self.addCleanup(example.kill)
        service = self.start({"webhooks": [{"name": "desk", "url": f"http://127.0.0.1:{port}/", "secret_file": path, "events": ["meeting"]}]})
        now = time.time()
        service.book("Board", now + 3600, now + 7200)
        example.wait_for_output("meeting Board scheduled")
        service.must("POST", "/v1/webhooks/desk/replay")
        service.book("Second", now + 3600, now + 7200)
        example.wait_for_output("meeting Second scheduled")
        self.assertEqual(example.out().count("Board"), 1)
        strange = support.http_connection(port)
        strange.request("POST", "/", b"{}", {"webhook-id": "x", "webhook-timestamp": str(int(now)), "webhook-signature": "v1,AAAA"})
        self.assertEqual(strange.getresponse().status, 401)
        strange.close()


class Library(unittest.TestCase):
    """Installed into a folder of its own, and used from there by pkg-config and CMake, shared and static, from C and C++."""

    @classmethod
    def setUpClass(cls):
        cls.folder = support.tempfile.mkdtemp(prefix="cospaced-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.prefix = os.path.join(cls.folder, "usr")
        for component in ("library", "dev"):
            subprocess.run(["cmake", "--install", BUILD, "--component", component, "--prefix", cls.prefix], check=True, capture_output=True)
        cls.pkgconfig = os.path.dirname(cls.find("cospaced.pc"))
        with open(os.path.join(cls.pkgconfig, "cospaced.pc"), encoding="utf-8") as file:
            text = file.read()
        with open(os.path.join(cls.pkgconfig, "cospaced.pc"), "w", encoding="utf-8") as file:
            file.write(re.sub("^prefix=.*", "prefix=" + cls.prefix, text, flags=re.M))

    @classmethod
    def find(cls, name):
        return next(os.path.join(at, name) for at, _, names in os.walk(cls.prefix) if name in names)

    def run_it(self, path, *words):
        libraries = os.path.dirname(self.find("libcospaced.so"))
        env = {"LD_LIBRARY_PATH": libraries, "COSPACED_SOCKET": "/nowhere/s", "ASAN_OPTIONS": "verify_asan_link_order=0"}
        done = subprocess.run([path, *words], env=env, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stderr), (1, "book: no daemon at /nowhere/s: is cospaced running?\n"))

    def flags(self, *words):
        env = {**os.environ, "PKG_CONFIG_PATH": self.pkgconfig}
        return subprocess.run(["pkg-config", *words, "cospaced"], env=env, check=True, capture_output=True, text=True).stdout.split()

    def test_only_its_face_is_seen(self):
        library = self.find("libcospaced.so")
        names = re.findall(r" [TDBRVW] (\w+)", subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout)
        with open(self.find("client.h"), encoding="utf-8") as file:
            declared = re.findall(r"COSPACED_API [^;(]*?\*?(cospaced_\w+)\(", file.read())
        self.assertGreater(len(declared), 15)
        self.assertEqual(sorted(n for n in names if not n.startswith(("__asan", "__odr_asan"))), sorted(declared))
        needed = subprocess.run(["readelf", "-d", library], check=True, capture_output=True, text=True).stdout
        self.assertIn("SONAME", needed)
        self.assertIn("[libcospaced.so.0]", needed)
        libraries = set(re.findall(r"NEEDED.*\[(lib\w+)", needed))
        self.assertLessEqual(libraries, {"libjansson", "libc", "libasan", "libubsan"})

    def test_by_pkg_config(self):
        if shutil.which("pkg-config") is None:
            self.skipTest("pkg-config is not installed")
        source, binary = os.path.join(EXAMPLES, "book.c"), os.path.join(self.folder, "book")
        subprocess.run(["cc", "-Wall", "-Wextra", "-pedantic", "-std=c11", source, *self.flags("--cflags", "--libs"), "-o", binary], check=True)
        self.run_it(binary, "Title")
        self.assertIn("-ljansson", self.flags("--libs", "--static"))

    def test_by_cmake(self):
        project = os.path.join(self.folder, "project")
        os.mkdir(project)
        languages = "C CXX" if shutil.which("c++") else "C"
        with open(os.path.join(project, "CMakeLists.txt"), "w", encoding="utf-8") as file:
            file.write(f"cmake_minimum_required(VERSION 3.25)\nproject(user LANGUAGES {languages})\nfind_package(cospaced 0.1 REQUIRED)\n"
                       f"add_executable(book {EXAMPLES}/book.c)\ntarget_link_libraries(book PRIVATE cospaced::client)\n")
            if "CXX" in languages:
                file.write("add_executable(other other.cc)\ntarget_link_libraries(other PRIVATE cospaced::client)\n")
        with open(os.path.join(project, "other.cc"), "w", encoding="utf-8") as file:
            file.write("#include <cospaced/client.h>\nint main() { cospaced_client_free(nullptr); return 0; }\n")
        build = os.path.join(project, "build")
        env = {key: value for key, value in os.environ.items() if not key.startswith("CMAKE_")}
        for command in (["cmake", "-S", project, "-B", build, "-DCMAKE_PREFIX_PATH=" + self.prefix], ["cmake", "--build", build]):
            done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.run_it(os.path.join(build, "book"), "Title")


if __name__ == "__main__":
    unittest.main()
