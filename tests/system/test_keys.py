"""Idempotency-Key: what is sent twice is done once, whatever dies in between."""
import concurrent.futures
import http.client
import time
import unittest

from service import ServiceTest, rfc3339
from support import wait_for

HOUR = 3600


class Keys(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.start()
        now = time.time()
        self.body = {"title": "Talk", "start": rfc3339(now + HOUR), "end": rfc3339(now + 2 * HOUR)}

    def send(self, key, path="/v1/meetings", body=None):
        return self.service.api("POST", path, body or self.body, {"Idempotency-Key": key})

    def test_the_same_answer_also_after_a_restart(self):
        first = self.send("one")
        self.assertEqual(first.status, 201)
        self.service.must("PATCH", first.headers["Location"], {"title": "Other"})  # the answer is as it was
        for restarts in (False, True):
            if restarts:
                self.service.restart(ready=True)
            again = self.send("one")
            self.assertEqual((again.status, again.body), (201, first.body))
            self.assertEqual([again.headers[name] for name in ("Location", "ETag", "Content-Type")],
                             [first.headers[name] for name in ("Location", "ETag", "Content-Type")])
        self.assertEqual(len(self.service.meetings()), 1)
        self.assertEqual(self.send("one", body={**self.body, "title": "B"}).status, 422)
        self.assertEqual(self.send("two").status, 201)
        self.assertEqual(len(self.service.meetings()), 2)

    def test_fifteen_minutes_are_fifteen_minutes(self):
        meeting = self.send("one").json()
        path = f"/v1/meetings/{meeting['id']}/extend"
        ends = {self.send("more", path, {"minutes": 15}).json()["end"] for _ in range(3)}
        self.assertEqual(len(ends), 1)
        self.assertEqual(self.service.meeting(meeting["id"])["end"], ends.pop())
        self.assertEqual(self.send("more", path, {"minutes": 16}).status, 422)

    def test_many_at_once(self):
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda i: self.send(f"k{i % 4}"), range(64)))
        self.assertLessEqual({answer.status for answer in answers}, {201, 409})
        self.assertEqual(len({answer.json()["id"] for answer in answers if answer.status == 201}), 4)
        self.assertEqual(len(self.service.meetings()), 4)

    def test_killed_at_any_moment(self):
        """Whoever asks until he is answered has one meeting for each key."""
        ids = {}
        for i in range(12):
            with concurrent.futures.ThreadPoolExecutor(1) as pool:
                sent = pool.submit(self.try_send, f"k{i}")
                time.sleep(0.0005 * i)  # the moment is what varies
                self.service.kill()
                sent.result()
            self.service.start(ready=False)
            ids[i] = wait_for(lambda key=f"k{i}": self.try_send(key), "it is answered")
        self.assertEqual({meeting["id"] for meeting in self.service.meetings()}, set(ids.values()))
        self.assertEqual(len(set(ids.values())), 12)

    def try_send(self, key):
        try:
            answer = self.send(key)
        except (OSError, http.client.HTTPException):
            return None
        return answer.json()["id"] if answer.status == 201 else None


if __name__ == "__main__":
    unittest.main()
