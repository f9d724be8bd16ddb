"""Many who write one meeting at once, and clients that send or read strangely: no change is lost, nobody waits for them."""
import concurrent.futures
import json
import socket
import threading
import time
import unittest

import support
from service import ServiceTest, calendar, event, rfc3339, whole_second

HOUR = 3600
WRITERS = 8


class Writers(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.start()
        now = time.time()
        self.path_of = "/v1/meetings/" + self.service.book("0", now + HOUR, now + 2 * HOUR)["id"]

    def change(self, title, tag):
        return self.service.api("PATCH", self.path_of, {"title": title}, {"If-Match": tag})

    def tag_and_title(self):
        answer = self.service.api("GET", self.path_of)
        return answer.headers["ETag"], answer.json()["title"]

    def test_of_those_who_know_one_tag_one_wins(self):
        with concurrent.futures.ThreadPoolExecutor(WRITERS) as pool:
            for n in range(20):
                tag, _ = self.tag_and_title()
                barrier = threading.Barrier(WRITERS)

                def one(i, n=n, tag=tag, barrier=barrier):
                    barrier.wait(support.DEADLINE)
                    return i, self.change(f"{n} from {i}", tag)

                answers = list(pool.map(one, range(WRITERS)))
                won = [i for i, answer in answers if answer.status == 200]
                self.assertEqual(sorted(answer.status for _, answer in answers), [200] + [412] * (WRITERS - 1))
                self.assertEqual(self.tag_and_title()[1], f"{n} from {won[0]}")

    def test_no_update_is_lost(self):
        """Each adds ten to the number in the title, reading anew when another was first."""

        def add(_):
            for _ in range(10):
                while True:
                    tag, title = self.tag_and_title()
                    status = self.change(str(int(title) + 1), tag).status
                    if status == 200:
                        break
                    self.assertEqual(status, 412)

        with concurrent.futures.ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(add, range(WRITERS)))
        self.assertEqual(self.tag_and_title()[1], str(10 * WRITERS))

    def test_what_was_answered_is_seen(self):
        """Each changes a meeting of his own and looks at once, while others ask for the same all the time, so that what
        is given again is given again often; nobody ever sees a meeting go back."""
        now = time.time()
        ids = [self.service.book("0", now + HOUR, now + 2 * HOUR)["id"] for _ in range(WRITERS)]
        list_path, status_path = "/v1/meetings?limit=50", "/v1/status"
        over = threading.Event()

        def titles(path):
            shown = self.service.get(path)
            return {one["id"]: int(one["title"]) for one in shown.get("meetings", [shown]) if one["id"] in ids}

        def look(path):
            seen, n = {}, 0
            while not over.is_set():
                shown = titles(path)
                self.assertEqual({key: value for key, value in seen.items() if value > shown[key]}, {})
                seen, n = shown, n + 1
            return n

        def write(meeting):
            path = f"/v1/meetings/{meeting}"
            for n in range(1, 31):
                answer = self.service.api("PATCH", path, {"title": str(n)})
                self.assertEqual(answer.status, 200)
                shown = self.service.api("GET", path)
                self.assertEqual((shown.json(), shown.headers["ETag"]), (answer.json(), answer.headers["ETag"]))
                self.assertEqual(titles(list_path)[meeting], n)
                self.assertEqual(self.service.api("GET", path, headers={"If-None-Match": shown.headers["ETag"]}).status, 304)
                if n % 10 == 0:
                    before = self.service.get(status_path)["meetings"]["scheduled"]
                    self.service.book("0", now + HOUR, now + 2 * HOUR)
                    self.assertGreater(self.service.get(status_path)["meetings"]["scheduled"], before)

        with concurrent.futures.ThreadPoolExecutor(WRITERS + 4) as pool:
            looking = [pool.submit(look, path) for path in (list_path, list_path, f"/v1/meetings/{ids[0]}", f"/v1/meetings/{ids[1]}")]
            try:
                list(pool.map(write, ids))
            finally:
                over.set()
            self.assertGreater(min(one.result() for one in looking), 10)

    def test_one_key_one_effect(self):
        now = time.time()
        body = {"title": "Once", "start": rfc3339(now + HOUR), "end": rfc3339(now + 2 * HOUR)}
        barrier = threading.Barrier(WRITERS)

        def one(_):
            barrier.wait(support.DEADLINE)
            return self.service.api("POST", "/v1/meetings", body, {"Idempotency-Key": "all-the-same"})

        with concurrent.futures.ThreadPoolExecutor(WRITERS) as pool:
            answers = list(pool.map(one, range(WRITERS)))
        self.assertLessEqual({answer.status for answer in answers}, {201, 409})
        self.assertEqual(len({answer.body for answer in answers if answer.status == 201}), 1)
        self.assertEqual(len([m for m in self.service.meetings() if m["title"] == "Once"]), 1)


class Strange(ServiceTest):
    def connect(self):
        one = socket.socket(socket.AF_UNIX)
        one.settimeout(support.DEADLINE)
        self.addCleanup(one.close)
        return one

    def read_all(self, one):
        parts = []
        while part := one.recv(65536):
            parts.append(part)
        return b"".join(parts)

    def test_byte_by_byte(self):
        service = self.start()
        now = time.time()
        body = json.dumps({"title": "Slow", "start": rfc3339(now + HOUR), "end": rfc3339(now + 2 * HOUR)})
        one = self.connect()
        one.connect(service.socket)
        for byte in f"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode():
            one.sendall(bytes([byte]))
        self.assertIn(b"HTTP/1.1 201 ", self.read_all(one))

    def test_one_who_says_that_he_sends_no_more(self):
        service = self.start()
        one = self.connect()
        one.connect(service.socket)
        one.sendall(b"GET /v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        one.shutdown(socket.SHUT_WR)
        self.assertIn(b"HTTP/1.1 200 ", self.read_all(one))

    def test_one_who_goes_in_a_body_has_no_effect(self):
        service = self.start()
        one = self.connect()
        one.connect(service.socket)
        one.sendall(b'POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"title":"Half"')
        one.close()
        self.assertEqual(service.meetings(), [])

    def test_slow_readers_of_a_large_list_hold_nobody_up(self):
        service = self.start()
        start = whole_second(HOUR)
        service.push("big", calendar(*(event(f"u{i}", start + i, start + i + 60, "x" * 150) for i in range(1000))))
        slow = [self.connect() for _ in range(20)]
        for one in slow:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.connect(service.socket)
            one.sendall(b"GET /v1/meetings?limit=1000 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            self.assertTrue(one.recv(100))
        began = time.monotonic()
        for _ in range(20):
            service.get("/v1/status")
        self.assertLess(time.monotonic() - began, 10)
        head, _, body = self.read_all(slow[0]).partition(b"\r\n\r\n")
        self.assertEqual(len(json.loads(body)["meetings"]), 1000, head)


if __name__ == "__main__":
    unittest.main()
