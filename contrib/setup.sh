#!/usr/bin/env bash
# Makes a Debian 12 machine ready and builds: contrib/setup.sh [tests] PRESET…   (debug, release, clang, fuzz, package; see CMakePresets.json)
# Installs only the packages that are missing; builds into build/PRESET. With `tests` also the readers and calendar
# servers of other people that the tests start for themselves; none is started by its package.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(ca-certificates cmake ninja-build gcc libc6-dev pkg-config python3 openssl tzdata
    libcurl4-openssl-dev libxml2-dev libical-dev libsqlite3-dev libyaml-dev libmicrohttpd-dev
    libjansson-dev libsystemd-dev libseccomp-dev libcmocka-dev)
# What only tests ask: readers, servers and checkers that are not ours.
peers=(clang-tidy curl valgrind scdoc mandoc groff prometheus zsh fish python3-icalendar python3-vobject python3-caldav radicale xandikos
    davical php-cli php-pgsql php-xml php-curl postgresql)
presets=()
with_peers=false
for word in "$@"; do
    case "$word" in
    tests) packages+=("${peers[@]}") with_peers=true ;;
    package) packages+=(scdoc dpkg-dev file debootstrap lintian) presets+=(package) ;;
    clang | fuzz) packages+=(clang libclang-rt-14-dev) presets+=("$word") ;;
    *) presets+=("$word") ;;
    esac
done

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)

# What a package brings does not start, and PostgreSQL makes no database of its own.
keep_down() {
    local policy=/usr/sbin/policy-rc.d clusters=/etc/postgresql-common/createcluster.conf
    if [ ! -e "$policy" ]; then
        trap '"${as_root[@]}" rm -f /usr/sbin/policy-rc.d' EXIT
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
        "${as_root[@]}" chmod 755 "$policy"
    fi
    if [ ! -e "$clusters" ]; then
        "${as_root[@]}" mkdir -p "${clusters%/*}"
        echo "create_main_cluster = false" | "${as_root[@]}" tee "$clusters" >/dev/null
    fi
}

# The page's tests run in a browser; npm comes with Node.js where that is not Debian's (18: what package.json names must take it).
if $with_peers; then
    packages+=(chromium)
    command -v npm >/dev/null || packages+=(nodejs npm)
fi

missing=()
for package in "${packages[@]}"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    echo "installing: ${missing[*]}"
    if $with_peers; then
        keep_down
    fi
    "${as_root[@]}" apt-get -qq update
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 \
        apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
fi

if $with_peers; then
    for folder in tests/page tests/openapi; do
        [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] || npm ci --loglevel error --no-audit --no-fund --prefix "$folder" >/dev/null
    done
fi

for preset in "${presets[@]}"; do
    cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset"
done
