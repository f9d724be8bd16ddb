"""Requests to every route: valid ones and those at the limits are taken, wrong and hostile ones refused in the words of the document."""
import sys
import unittest

from asking import RequestTest
from cases import Case, good_body, refused, taken
from checked import DOCUMENT, support


class Requests(RequestTest):
    def straight(self, case):
        answer = self.send(case, self.port)
        self.assertIn(answer.status, case.status, f"{case}: {answer.body[:300]!r}")
        DOCUMENT.check_answer(case.method, case.target, answer)

    def test_what_is_wrong_is_refused(self):
        n = 0
        for case in refused(DOCUMENT, self.values):
            if any(word in case.target for word in ("%00", "%2f", "%0d", "/page/", "%ff")) or case.target == "/":
                self.assertLess(self.send(case, self.port).status, 500, str(case))  # the path may be no path of the document's any more
            else:
                self.straight(case)
            n += 1
        self.assertGreater(n, 400)
        self.assertEqual(self.service.meeting(self.meeting["id"])["title"], "Stays")

    def test_what_is_right_is_taken(self):
        for case in taken(DOCUMENT, self.fresh):
            if case.target != "/":  # there is no page
                self.straight(case)

    def test_keys_are_for_one_request(self):
        for method, pattern, operation in DOCUMENT.operations():
            if all(one["name"] != "Idempotency-Key" for one in DOCUMENT.parameters(operation)) or operation["operationId"] != "bookMeeting":
                continue
            body = good_body(DOCUMENT, operation["requestBody"]["content"]["application/json"]["schema"])
            headers = {"Content-Type": "application/json", "Idempotency-Key": "k1"}
            self.straight(Case("with a key", method, pattern, 201, body, headers))
            self.straight(Case("with the key of another", method, pattern, 422, {**body, "title": "Other"}, headers))

    def test_other_methods_are_refused_and_said(self):
        for pattern, item in DOCUMENT.json["paths"].items():
            methods = {method.upper() for method in item} | ({"HEAD"} if "get" in item else set())
            target = pattern.replace("{index}", "1").replace("{", "").replace("}", "")
            for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"} - methods:
                answer = support.ask_unix(self.service.socket, method, target)
                self.assertEqual((answer.status, set(answer.headers["Allow"].split(", "))), (405, methods), (method, target))

    def test_head_is_get_without_a_body(self):
        for method, pattern, operation in DOCUMENT.operations():
            if method == "GET" and operation["operationId"] not in ("followEvents", "getPage", "getPageFile"):
                target = pattern.format(**self.values(operation))
                answer = support.ask_unix(self.service.socket, "HEAD", target)
                self.assertEqual((answer.status, answer.body), (200, b""), target)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
