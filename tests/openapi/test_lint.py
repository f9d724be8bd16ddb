"""A linter of other people finds no fault with the OpenAPI document."""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LINTER = os.path.join(HERE, "node_modules", "@redocly", "cli", "bin", "cli.js")
DOCUMENT = os.path.join(HERE, "..", "..", "contrib", "openapi", "cospaced.json")

lacking = [name for name, there in (("node", shutil.which("node")), ("tests/openapi/node_modules", os.path.exists(LINTER))) if not there]
if lacking:
    print("skipped: not installed:", *lacking)
    sys.exit(77)
quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
sys.exit(subprocess.run(["node", LINTER, "lint", "--config", os.path.join(HERE, "redocly.yaml"), DOCUMENT], env={**os.environ, **quiet}).returncode)
