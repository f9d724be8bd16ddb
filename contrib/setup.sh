#!/usr/bin/env bash
# Makes a Debian 12 machine ready and builds: contrib/setup.sh PRESET…   (debug, release, clang; see CMakePresets.json)
# Installs only the packages that are missing; builds into build/PRESET.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(ca-certificates cmake ninja-build gcc libc6-dev pkg-config python3 openssl tzdata
    libcurl4-openssl-dev libxml2-dev libical-dev libsqlite3-dev libyaml-dev libmicrohttpd-dev
    libjansson-dev libsystemd-dev libseccomp-dev libcmocka-dev)
# What only tests ask: readers and servers that are not ours.
packages+=(python3-icalendar python3-vobject)
for preset in "$@"; do
    [ "$preset" != clang ] || packages+=(clang libclang-rt-14-dev)
done

missing=()
for package in "${packages[@]}"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    echo "installing: ${missing[*]}"
    "${as_root[@]}" apt-get -qq update
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
fi

for preset in "$@"; do
    cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset"
done
