"""The OpenAPI document: finding what an answer should be, and holding it against that.

The checker knows the part of JSON Schema that the document uses, and refuses the rest. It is stricter than the document says: a
member that no schema has is a fault. It remembers which members and words it has met.
"""
import datetime
import json
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PATH = os.path.join(ROOT, "contrib", "openapi", "cospaced.json")
METHODS = ("get", "put", "post", "patch", "delete")
TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}
SAYING = {"description", "examples", "example", "title", "default", "$ref", "x-events"}
CHECKED = {"type", "enum", "const", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "items", "required", "properties",
           "additionalProperties", "oneOf", "allOf"}
UUID = re.compile("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


class Fault(Exception):
    pass


def is_time(text):
    try:
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).tzinfo is not None and "T" in text
    except ValueError:
        return False


FORMATS = {"date-time": is_time, "uuid": UUID.match, "binary": lambda text: True}


class Document:
    def __init__(self, path=PATH):
        with open(path, encoding="utf-8") as file:
            self.json = json.load(file)
        self.met = set()  # (schema, member, "null" or "value"), and (schema, word)

    def resolve(self, value):
        """(what a $ref stands for, the name of its component or None)"""
        name = None
        while isinstance(value, dict) and "$ref" in value:
            name = value["$ref"]
            node = self.json
            for part in name.removeprefix("#/").split("/"):
                node = node[part.replace("~1", "/").replace("~0", "~")]
            value = node
        return value, name

    def operations(self):
        """(method, path, operation) of each."""
        for path, item in self.json["paths"].items():
            for method in METHODS:
                if method in item:
                    yield method.upper(), path, item[method]

    def find(self, method, path):
        """The operation for a request: one whose path has no part in braces goes first."""
        found = [(pattern.count("{"), pattern, operation) for known, pattern, operation in self.operations()
                 if known == method and re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", pattern), path)]
        if not found:
            raise Fault(f"{method} {path} is not in the document")
        return min(found, key=lambda one: one[0])[1:]

    def parameters(self, operation):
        return [self.resolve(one)[0] for one in operation.get("parameters", ())]

    def response(self, operation, status):
        """What is said of that status, and whether by name."""
        responses = operation["responses"]
        return self.resolve(responses.get(str(status), responses["default"]))[0], str(status) in responses

    def check(self, value, schema, where=""):
        """Raises Fault."""
        met = set()
        self._check(value, schema, where, met)
        self.met |= met

    def _check(self, value, schema, where, met, part=False):
        """part: others say more of the same value."""
        schema, name = self.resolve(schema)
        where = where or (name or "").rsplit("/", 1)[-1]
        unknown = set(schema) - CHECKED - SAYING
        if unknown:
            raise Fault(f"{where}: the checker does not know {unknown}")
        if "oneOf" in schema:
            self._one_of(value, schema, where, met, part or "properties" in schema)
        for one in schema.get("allOf", ()):
            self._check(value, one, where, met, True)
        self._check_type(value, schema, where)
        self._check_limits(value, schema, where)
        if isinstance(value, str) and "enum" in schema:
            met.add((id(schema), value))
        if isinstance(value, list):
            for i, item in enumerate(value):
                self._check(item, schema.get("items", {}), f"{where}[{i}]", met)
        if isinstance(value, dict):
            self._members(value, schema, where, met, part)

    def _one_of(self, value, schema, where, met, part):
        faults, fitting = [], []
        for one in schema["oneOf"]:
            also = set()
            try:
                self._check(value, one, where, also, part)
                fitting.append(also)
            except Fault as fault:
                faults.append(str(fault))
        if len(fitting) != 1:
            raise Fault(f"{where}: {len(fitting)} of oneOf fit instead of one: {faults}")
        met |= fitting[0]

    @staticmethod
    def _check_type(value, schema, where):
        types = schema.get("type")
        types = [types] if isinstance(types, str) else types
        if types and not any(isinstance(value, TYPES[one]) and (one == "boolean") == isinstance(value, bool) for one in types):
            raise Fault(f"{where}: {value!r} is not {types}")
        if "enum" in schema and value not in schema["enum"]:
            raise Fault(f"{where}: {value!r} is none of {schema['enum']}")
        if "const" in schema and value != schema["const"]:
            raise Fault(f"{where}: {value!r} is not {schema['const']!r}")

    @staticmethod
    def _check_limits(value, schema, where):
        size = len(value) if isinstance(value, (str, list)) else value
        for least, most, kind in (("minLength", "maxLength", str), ("minItems", "maxItems", list), ("minimum", "maximum", int)):
            if isinstance(value, kind) and not schema.get(least, size) <= size <= schema.get(most, size):
                raise Fault(f"{where}: {size} is out of range")
        if isinstance(value, str):
            if "pattern" in schema and not re.search(schema["pattern"], value):
                raise Fault(f"{where}: {value!r} does not match {schema['pattern']}")
            if "format" in schema and not FORMATS[schema["format"]](value):
                raise Fault(f"{where}: {value!r} is no {schema['format']}")

    def members(self, schema):
        """The names that an object may have."""
        schema, _ = self.resolve(schema)
        return set(schema.get("properties", ())).union(*[self.members(one) for one in schema.get("allOf", ())])

    def _members(self, value, schema, where, met, part):
        missing = set(schema.get("required", ())) - set(value)
        if missing:
            raise Fault(f"{where}: {sorted(missing)} is missing")
        known = self.members(schema)
        more = set(value) - known
        if more and not part and (known or "additionalProperties" in schema):
            raise Fault(f"{where}: {sorted(more)} is not in the document")
        for name, one in schema.get("properties", {}).items():
            if name in value:
                met.add((id(schema), name, "null" if value[name] is None else "value"))
                self._check(value[name], one, f"{where}.{name}", met)

    def not_met(self, schema, where="", seen=None):
        """What no checked value had: members, members that could be null and never were or were never otherwise, words."""
        schema, name = self.resolve(schema)
        seen = seen if seen is not None else set()
        if id(schema) in seen:
            return []
        seen.add(id(schema))
        where = name.rsplit("/", 1)[-1] if name else where
        found = [f"{where}: the word {word}" for word in schema.get("enum", ()) if (id(schema), word) not in self.met]
        for member, part in schema.get("properties", {}).items():
            found += [f"{where}.{member} as {how}" for how in self.kinds(part) if (id(schema), member, how) not in self.met]
            found += self.not_met(part, f"{where}.{member}", seen)
        for part in [*schema.get("oneOf", ()), *schema.get("allOf", ()), *([schema["items"]] if "items" in schema else [])]:
            found += self.not_met(part, where, seen)
        return found

    def kinds(self, schema):
        """{"value", "null"}: what it may be."""
        schema, _ = self.resolve(schema)
        types = schema.get("type", [])
        types = {types} if isinstance(types, str) else set(types)
        for part in schema.get("oneOf", ()):
            types |= {"null"} if self.resolve(part)[0].get("type") == "null" else {"object"}
        return sorted({"null" if one == "null" else "value" for one in types} or {"value"})

    def check_answer(self, method, target, answer, known_statuses_only=True):
        """answer: of support.Answer. Its status, its headers and its body are held against the operation of the request."""
        pattern, operation = self.find("GET" if method == "HEAD" else method, target.partition("?")[0])
        where = f"{method} {pattern} {answer.status}"
        response, by_name = self.response(operation, answer.status)
        if known_statuses_only and not by_name:
            raise Fault(f"{where}: the status is not in the document; {answer.body!r}")
        self.met.add((method, pattern, answer.status))
        for name, header in response.get("headers", {}).items():
            header, _ = self.resolve(header)
            if answer.headers[name] is not None:
                self.met.add((method, pattern, answer.status, name))
                value = answer.headers[name]
                self.check(int(value) if header["schema"]["type"] == "integer" else value, header["schema"], f"{where} {name}")
        self.check_headers(answer, response, where)
        if method != "HEAD":
            self.check_body(answer, response, where)

    @staticmethod
    def check_headers(answer, response, where):
        """Those that say something of the answer are in the document."""
        usual = {"date", "content-type", "content-length", "transfer-encoding", "connection", "content-security-policy", "x-content-type-options"} | ({"vary"} if answer.status >= 400 else set())
        more = {name.lower() for name in answer.headers.keys()} - usual - {name.lower() for name in response.get("headers", {})}
        if more:
            raise Fault(f"{where}: the headers {sorted(more)} are not in the document")

    def check_body(self, answer, response, where):
        kind = (answer.headers["Content-Type"] or "").partition(";")[0]
        content = response.get("content", {})
        if not content and not kind and not answer.body:
            return
        if kind not in content:
            raise Fault(f"{where}: the type {kind!r} is not in the document; {answer.body[:200]!r}")
        if kind.endswith("json"):
            value = json.loads(answer.body)
            self.check(value, content[kind]["schema"], where)

    def check_event(self, event):
        """event: of event_stream."""
        kinds = self.find("GET", "/v1/events")[1]["responses"]["200"]["content"]["text/event-stream"]["x-events"]
        if event.kind not in kinds:
            raise Fault(f"the event {event.kind} is not in the document")
        self.check(event.data, kinds[event.kind])
