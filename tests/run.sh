#!/usr/bin/env bash
# All tests, on a fresh Debian 12 machine too: tests/run.sh [PRESET…]   (default: debug with sanitizers, then release)
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- debug release
contrib/setup.sh tests "$@"
failed=0
for preset in "$@"; do
    # Those that work for as many as there are processors, then those that mostly wait for twice as many.
    echo "== tests: $preset"
    ctest --preset "$preset" -j "$(nproc)" -E '^system_' --no-tests=error || failed=1
    ctest --preset "$preset" -j $((2 * $(nproc))) -R '^system_' --no-tests=error || failed=1
done
exit "$failed"
