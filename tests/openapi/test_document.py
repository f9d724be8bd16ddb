"""The OpenAPI document and the table of routes say the same, both ways; and the document is whole in itself: test_document.py LIST_ROUTES."""
import os
import re
import subprocess
import sys
import unittest

from document import Document

LIST_ROUTES = sys.argv.pop(1)
DOCUMENT = Document()
WRITES = ("post", "put", "patch", "delete")


def routes():
    """{(method, pattern): (role, takes a key, takes a query)} of the program's table."""
    lines = subprocess.run([LIST_ROUTES], capture_output=True, text=True, check=True).stdout.splitlines()
    return {(line.split()[0], line.split()[1]): (line.split()[2], "key" in line.split()[3:], "query" in line.split()[3:]) for line in lines}


def every(value, where=()):
    """Each object of the document with the way to it."""
    if isinstance(value, dict):
        yield where, value
        for name, part in value.items():
            yield from every(part, (*where, name))
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from every(part, (*where, str(i)))


class Whole(unittest.TestCase):
    def test_each_route_is_in_it_and_each_in_it_is_a_route(self):
        self.assertEqual({(method, path) for method, path, _ in DOCUMENT.operations()}, set(routes()))

    def test_roles_keys_and_queries(self):
        known = routes()
        for method, path, operation in DOCUMENT.operations():
            with self.subTest(method=method, path=path):
                role, key, query = known[method, path]
                names = {(one["in"], one["name"]) for one in DOCUMENT.parameters(operation)}
                self.assertEqual(operation["x-role"], role)
                self.assertEqual(operation["security"], [] if role == "none" else [{"token": ["read" if role == "look" else role]}, {}])
                self.assertEqual(("header", "Idempotency-Key") in names, key)
                self.assertEqual(any(where == "query" for where, _ in names), query and role != "none")
                self.assertEqual(sorted(name for where, name in names if where == "path"), sorted(re.findall(r"\{(\w+)\}", path)))
                self.assertEqual("401" in operation["responses"], role != "none")

    def test_names_are_given_once(self):
        ids = [operation["operationId"] for _, _, operation in DOCUMENT.operations()]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual(list(DOCUMENT.json["paths"]), sorted(DOCUMENT.json["paths"]))

    def test_everything_is_explained(self):
        for name, schema in DOCUMENT.json["components"]["schemas"].items():
            for where, part in every(schema, (name,)):
                if len(where) > 1 and where[-2] == "properties" and "$ref" not in part:
                    self.assertTrue(part.get("description"), where)
            self.assertTrue(schema.get("description"), name)
        for where, part in every(DOCUMENT.json["paths"], ("paths",)):
            if "in" in part and "schema" in part:
                self.assertTrue(part["description"], where)

    def test_what_is_required_is_there_and_bodies_are_closed(self):
        for where, part in every(DOCUMENT.json["components"]["schemas"]):
            if "properties" in part and isinstance(part.get("required", []), list):
                self.assertLessEqual(set(part.get("required", ())), set(part["properties"]), where)
        for method, path, operation in DOCUMENT.operations():
            content = operation.get("requestBody", {}).get("content", {})
            for _, part in every(content.get("application/json", {})):
                if "$ref" in part:
                    self.assertIs(DOCUMENT.resolve(part)[0]["additionalProperties"], False, (method, path))

    def test_nothing_is_in_it_for_nobody(self):
        used = {part["$ref"] for _, part in every(DOCUMENT.json) if "$ref" in part}
        for kind in ("schemas", "responses", "parameters", "headers"):
            for name in DOCUMENT.json["components"][kind]:
                self.assertIn(f"#/components/{kind}/{name}", used)

    def test_examples_are_right(self):
        n = 0
        for where, part in every(DOCUMENT.json["components"]["schemas"]):
            if where and where[-1] == "properties":
                continue
            for example in part.get("examples", ()):
                DOCUMENT.check(example, part, "/".join(where))
                n += 1
        self.assertGreater(n, 10)
        for _, _, operation in DOCUMENT.operations():
            for parameter in DOCUMENT.parameters(operation):
                if "example" in parameter:
                    DOCUMENT.check(parameter["example"], parameter["schema"], parameter["name"])

    def test_its_version_is_that_of_the_program(self):
        program = os.path.join(os.environ["COSPACED_BIN_DIR"], "cospaced")
        words = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        self.assertIn(DOCUMENT.json["info"]["version"], words)


if __name__ == "__main__":
    unittest.main()
