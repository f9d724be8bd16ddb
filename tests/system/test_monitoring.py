"""Alerts and dashboard beside the metrics of the real service: each metric and label that they name is there, and used as its type asks.

promtool (Debian's package prometheus) runs the alerts' own tests; where it is absent, these are skipped with a word.
"""
import json
import os
import re
import shutil
import subprocess
import time
import unittest

from service import ServiceTest, calendar
from support import DEADLINE, ROOT

PROMTOOL = shutil.which("promtool")
FOLDER = os.path.join(ROOT, "contrib", "monitoring")
METRIC = re.compile(r"\b(?:cospaced|process)_[a-z_]+\b")
GROWING = re.compile(r"\b(rate|increase)\(\s*([a-z_]+)")
SELECTOR = re.compile(r"\b((?:cospaced|process)_[a-z_]+)\{([^}]*)\}")
MATCHER = re.compile(r'([a-z_]+)(=~|=)"([^"]*)"')
OUTSIDE = {"job", "instance"}  # labels that Prometheus gives


def read(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read()


def rules():
    """{alert: its expression}: one on a line, in single quotes."""
    return dict(re.findall(r"- alert: (\w+)\n +expr: '(.*)'\n", read("cospaced.rules.yaml")))


def panels():
    return [panel for panel in json.loads(read("cospaced.dashboard.json"))["panels"] if panel["type"] != "row"]


def expressions():
    """{where: expression} of both."""
    both = {f"alert {name}": text for name, text in rules().items()}
    both.update({f"panel {panel['title']} {target['refId']}": target["expr"] for panel in panels() for target in panel["targets"]})
    return both


class Exposition:
    """What /metrics says: types by name, and the values that each label of a metric has."""

    def __init__(self, text):
        self.types = dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.M))
        self.labels = {}
        for name, labels in re.findall(r"^([a-z_]+)(?:\{(.*)\})? \S+$", text, re.M):
            known = self.labels.setdefault(name, {})
            for label, value in re.findall(r'([a-z_]+)="([^"]*)"', labels):
                known.setdefault(label, set()).add(value)

    def type_of(self, name):
        base = re.sub(r"_(bucket|sum|count)$", "", name)
        return "counter" if self.types.get(base) == "histogram" and base != name else self.types.get(name)


class Monitoring(ServiceTest):
    def exposition(self):
        secret = os.path.join(self.folder, "secret")
        with open(secret, "w", encoding="utf-8") as file:
            file.write("whsec_" + 32 * "A")
        service = self.start({"calendars": [{"name": "drop", "kind": "directory", "path": self.folder}],
                              "webhooks": [{"name": "desk", "url": "http://127.0.0.1:9/", "secret_file": secret}]})
        service.push("rooms", calendar())
        meeting = service.book("Running", time.time(), time.time() + 600, ["ann@example.com"])
        service.wait_state(meeting["id"], "active")
        return Exposition(service.api("GET", "/metrics").body.decode())

    def test_metrics_are_there_and_used_as_they_are(self):
        shown = self.exposition()
        for where, text in expressions().items():
            for name in METRIC.findall(text):
                self.assertIsNotNone(shown.type_of(name), f"{where}: /metrics has no {name}")
                self.assertIn(name, shown.labels, f"{where}: {name} has no sample")
            growing = {name for _, name in GROWING.findall(text)}
            for name in METRIC.findall(text):
                grows = shown.type_of(name) == "counter"
                self.assertEqual(grows, name in growing, f"{where}: {name} is a {shown.type_of(name)}")
            for name, matchers in SELECTOR.findall(text):
                for label, how, value in MATCHER.findall(matchers):
                    if label not in OUTSIDE:
                        values = value.split("|") if how == "=~" else [value]
                        self.assertLessEqual(set(values), shown.labels[name].get(label, set()), f"{where}: {name} {label}")

    def test_nothing_that_is_measured_is_left_out(self):
        used = {re.sub(r"_(bucket|sum|count)$", "", name) for text in expressions().values() for name in METRIC.findall(text)}
        left = {name for name in self.exposition().types if name.startswith("cospaced_")} - used
        self.assertEqual(left, {"cospaced_bridge_state"}, "in neither alerts nor dashboard")

    def test_dashboard(self):
        dashboard = json.loads(read("cospaced.dashboard.json"))
        self.assertEqual([v["name"] for v in dashboard["templating"]["list"]], ["datasource", "instance"])
        ids = [panel["id"] for panel in dashboard["panels"]]
        self.assertEqual(len(ids), len(set(ids)))
        places = [(p["gridPos"]["x"], p["gridPos"]["y"], p["gridPos"]["w"], p["gridPos"]["h"]) for p in dashboard["panels"]]
        for i, (x, y, w, h) in enumerate(places):
            self.assertLessEqual(x + w, 24)
            for other_x, other_y, other_w, other_h in places[i + 1:]:
                apart = x + w <= other_x or other_x + other_w <= x or y + h <= other_y or other_y + other_h <= y
                self.assertTrue(apart, f"panels at {x},{y} and {other_x},{other_y} lie on one another")
        for panel in panels():
            for target in panel["targets"]:
                self.assertEqual((panel["datasource"]["uid"], target["datasource"]["uid"]), ("${datasource}",) * 2)
                for name in METRIC.findall(target["expr"]):
                    self.assertRegex(target["expr"], name + r'\{instance=~"\$instance"')

    def test_every_alert_says_what_to_do_and_is_tested(self):
        text, tests = read("cospaced.rules.yaml"), read("cospaced.test.yaml")
        blocks = re.split(r"- alert: ", text)[1:]
        self.assertEqual(len(blocks), len(rules()), "an expression is not on one line in single quotes")
        verbs = self.verbs()
        for block in blocks:
            name = block.split()[0]
            self.assertRegex(block, r"severity: (critical|warning|info)\}")
            self.assertRegex(block, r"runbook: '.{40,}'")
            self.assertIn(f'alertname="{name}",severity=', tests)
            for verb in re.findall(r"cospacectl ([a-z]+)", block):
                self.assertIn(verb, verbs, name)

    def verbs(self):
        done = subprocess.run([os.path.join(os.environ["COSPACED_BIN_DIR"], "cospacectl"), "--help"], capture_output=True, text=True,
                              timeout=DEADLINE, check=True)
        return set(re.findall(r"^  ([a-z]+)\b", done.stdout, re.M))

    @unittest.skipUnless(PROMTOOL, "promtool is not installed (Debian's package prometheus; contrib/setup.sh tests)")
    def test_promtool(self):
        for arguments in (["check", "rules", "cospaced.rules.yaml"], ["test", "rules", "cospaced.test.yaml"]):
            done = subprocess.run([PROMTOOL, *arguments], cwd=FOLDER, capture_output=True, text=True, timeout=DEADLINE, check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
