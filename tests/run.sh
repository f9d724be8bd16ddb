#!/usr/bin/env bash
# All tests, on a fresh Debian 12 machine too: tests/run.sh [PRESET…]   (default: debug with sanitizers, then release)
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- debug release
contrib/setup.sh tests "$@"
for preset in "$@"; do
    echo "== tests: $preset"
    ctest --preset "$preset" -j "$(nproc)" --no-tests=error
done
