"""Requests for every operation of the OpenAPI document, made from it: what must be taken, at the limits too, and what must be refused."""
import copy
import json
import time
import urllib.parse

from checked import services

HOUR = 3600
DEEP = "[" * 5000 + "]" * 5000
HOSTILE = ("%00", "..%2f..%2fetc%2fpasswd", "x" * 900, "'%20OR%201=1--", "%F0%9F%98%80", "%ff%fe", "%0d%0aX-Injected:%201", "-1", "999999999999999999999")
BYTES = (b"", b"{", b"[]", b"nul", b"{}{}", b'{"a":1,"a":2}', b"\xff\xfe{}", b'{"title":"\xc3("}', b'{"title":"a\\u0000b"}', ('{"title":' + DEEP + "}").encode(), b'{"title":1e999}')


class Case:
    """status: what must come of it, one or several; named: the document alone says that the request is wrong."""

    def __init__(self, what, method, target, status, body=None, headers=None, named=None, role="admin"):
        self.what, self.method, self.target, self.body, self.role = what, method, target, body, role
        self.status = (status,) if isinstance(status, int) else status
        self.headers, self.named = headers or {}, named

    def __str__(self):
        return f"{self.method} {self.target[:120]}: {self.what}"


def times():
    now = time.time()
    return {"start": services.rfc3339(now + HOUR), "end": services.rfc3339(now + 2 * HOUR), "until": services.rfc3339(now + 3 * HOUR)}


def good_body(document, schema):
    """The document's own example, at a time that has not gone by."""
    schema, _ = document.resolve(schema)
    body = copy.deepcopy(schema["examples"][0]) if "examples" in schema else {}
    return {name: times().get(name, value) for name, value in body.items()}


def wrong_values(document, schema):
    """[(value, status)] that a member must not have."""
    schema, _ = document.resolve(schema)
    types = schema["type"] if isinstance(schema.get("type"), list) else [schema.get("type")]
    found = [(value, 400) for kind, value in (("string", "x"), ("integer", 1), ("boolean", True), ("array", []), ("object", {}), ("null", None))
             if kind not in types and "enum" not in schema]
    found += [("x" * (schema["maxLength"] + 1), 422)] if "maxLength" in schema and "pattern" not in schema else []
    found += [("", 422)] if schema.get("minLength") else []
    found += [(schema["maximum"] + 1, 422), (schema["minimum"] - 1, 422)] if "maximum" in schema else []
    found += [("yesterday", 422), ("2026-13-01T00:00:00Z", 422)] if schema.get("format") == "date-time" else []
    found += [("12a", 422), ("1" * 31, 422)] if schema.get("pattern") == "^[0-9]*$" else []
    found += [("root", 422)] if "enum" in schema else []
    return found


def edge_values(document, schema):
    """Values at the limits, which are taken."""
    schema, _ = document.resolve(schema)
    if "pattern" in schema and "maxLength" in schema:
        return ["1" * schema["maxLength"]]
    edges = [letter * schema["maxLength"] for letter in ("x", "\u00e9", "\U0001f600")] if "maxLength" in schema else []
    edges += ["x" * schema["minLength"]] if schema.get("minLength") else []
    edges += [schema["minimum"], schema["maximum"]] if "maximum" in schema else []
    return edges + ([None] if "null" in schema.get("type", ()) else [])


def body_cases(document, method, target, request):
    schema, _ = document.resolve(request["content"]["application/json"]["schema"])
    good = good_body(document, schema)

    def case(what, body, status, named=True):
        return Case(what, method, target, status, body, {"Content-Type": "application/json"}, named)

    yield case("a member that nobody knows", {**good, "colour": "red"}, 400)
    for name, part in schema.get("properties", {}).items():
        rest = {} if "oneOf" in schema else good
        for value, status in wrong_values(document, part):
            yield case(f"{name} is {str(value)[:20]!r}", {**rest, name: value}, status)
        if name in schema.get("required", ()):
            yield case(f"without {name}", {key: value for key, value in good.items() if key != name}, 422)
    if "oneOf" in schema:
        yield case("nothing of it", {}, 422)
        yield case("all of it", {"minutes": 15, "until": times()["until"]}, 422)
    for raw in BYTES:
        if raw or request["required"]:
            yield case(f"the body {raw[:20]!r}", raw, (400, 413, 422), None)
    yield case("a body that is too large", b'{"title":"' + b"x" * 300000 + b'"}', 413, None)
    body = json.dumps(good).encode()
    yield Case("another type", method, target, 415, body, {"Content-Type": "text/plain"})
    yield Case("an encoding", method, target, 415, body, {"Content-Type": "application/json", "Content-Encoding": "gzip"})


def query_cases(document, method, target, operation):
    yield from [] if operation["x-role"] == "none" else [Case("a parameter that nobody knows", method, target + "?colour=red", 400)]
    for one in document.parameters(operation):
        schema = document.resolve(one["schema"])[0]
        if one["in"] != "query" or one["name"] in ("pool", "cursor", "after"):
            continue
        values = [str(schema["minimum"] - 1), str(schema["maximum"] + 1), "x", ""] if schema.get("type") == "integer" and "maximum" in schema else \
            ["yesterday", ""] if schema.get("format") == "date-time" else ["colour"] if "enum" in schema else []
        for value in values:
            yield Case(f"{one['name']} is {value!r}", method, f"{target}?{one['name']}={value}", (400, 422), named=value != "" or None)
        if one["name"] in ("limit", "from", "format", "event"):
            yield Case(f"{one['name']} twice", method, f"{target}?{one['name']}=1&{one['name']}=1", (400, 422))


def header_cases(document, method, target, operation, body):
    names = {one["name"] for one in document.parameters(operation)}
    headers = {"Content-Type": "application/json"} if body is not None else {}
    if "If-Match" in names:
        yield Case("a tag that is none of it", method, target, 412, body, {**headers, "If-Match": '"none"'})
    if "Idempotency-Key" in names:
        yield Case("a key that is too long", method, target, 400, body, {**headers, "Idempotency-Key": "k" * 256}, True)
        yield Case("a key with a space", method, target, 400, body, {**headers, "Idempotency-Key": "a b"}, True)


def path_cases(pattern, method, operation):
    last = "{" + pattern.rpartition("{")[2]
    for word in HOSTILE if "{" in pattern else ():
        hostile = pattern.replace(last.partition("/")[0], word).replace("{id}", "none")
        yield Case("a hostile path", method, hostile, (400, 404, 409, 414, 415, 422, 431))


def who_cases(method, target, role):
    if role != "none":
        yield Case("without a token", method, target, 401, role=None)
        yield Case("with a token that nobody made", method, target, 401, role="wrong")
    yield Case("as another host", method, target, 421, headers={"Host": "evil.example"})
    for less in ("read", "operate")[: {"operate": 1, "admin": 2}.get(role, 0)]:
        yield Case(f"with a token that may {less}", method, target, 403, role=less)


def fill(pattern, values):
    for name, value in values.items():
        pattern = pattern.replace("{" + name + "}", urllib.parse.quote(str(value)))
    return pattern


def refused(document, values):
    """All that must be refused; values: of the parts of paths."""
    for method, pattern, operation in document.operations():
        target = fill(pattern, values(operation))
        request = document.resolve(operation.get("requestBody", {}))[0]
        content = request.get("content", {})
        body = None
        if "application/json" in content:
            body = good_body(document, content["application/json"]["schema"])
            yield from body_cases(document, method, target, request)
        elif content:
            yield Case("another type", method, target, 415, b"{}", {"Content-Type": "application/json"})
            yield Case("no calendar", method, target, (400, 422), b"\x00\xff", {"Content-Type": "text/calendar"})
        yield from query_cases(document, method, target, operation)
        yield from header_cases(document, method, target, operation, body)
        yield from path_cases(pattern, method, operation)
        yield from who_cases(method, target, operation["x-role"])


def taken(document, values):
    """For each operation what must be taken: as its example has it, and with each member at its limits."""
    for method, pattern, operation in document.operations():
        if operation["operationId"] in ("followEvents", "claimPool", "releaseCalendar", "refreshCalendar", "drainBridge", "removeParticipant", "revokeToken", "getPageFile", "enableWebhook"):
            continue  # need a state or an end of their own: test_answers.py has them
        content = document.resolve(operation.get("requestBody", {}))[0].get("content", {})
        good = [status for status in map(int, filter(str.isdigit, operation["responses"])) if status < 300]
        bodies = [None]
        if operation["operationId"] == "createToken":
            bodies = [{"name": name, "role": role} for name, role in (("a", "read"), ("x" * 64, "operate"), ("a.b_c-D9", "admin"))]
        elif operation["operationId"] == "replayWebhook":
            bodies = [{}, {"from_event": 1}, {"from_time": "2026-01-01T00:00:00Z"}]
        elif "application/json" in content:
            schema, _ = document.resolve(content["application/json"]["schema"])
            one = good_body(document, schema)
            bodies = [one] + [{**({} if "oneOf" in schema else one), name: value} for name, part in schema.get("properties", {}).items() for value in edge_values(document, part)]
        elif content:
            bodies = [services.calendar().encode()]
        for body in bodies:
            kind = {"Content-Type": "application/json" if isinstance(body, dict) else "text/calendar"} if body is not None else {}
            yield Case("as it should be" if body is bodies[0] else f"at its limits {str(body)[:60]}", method, fill(pattern, values(operation)), good, body, kind)
