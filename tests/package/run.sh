#!/usr/bin/env bash
# The packages in a Debian 12 root of their own, under its own systemd: contrib/setup.sh package && tests/package/run.sh [FOLDER OF *.deb]
# (as root; one at a time, two would share their groups of processes). Lintian, the unit's exposure, then install, a meeting from its booking to its end, upgrade,
# remove and purge.
set -euo pipefail
cd "$(dirname "$0")/../.."
debs=$(realpath "${1:-build/package}")

lintian --fail-on error,warning --allow-root "$debs"/*.deb
systemd-analyze security --offline=yes --threshold=20 contrib/systemd/cospaced.service | tail -1
echo

root=$(mktemp -d /tmp/cospaced-root-XXXXXX)
init=
leave() {
    [ -z "$init" ] || kill -KILL "$init" 2>/dev/null || true
    wait
    rm -rf --one-file-system "$root"
}
trap leave EXIT
chmod 755 "$root"
debootstrap --variant=minbase --include=ca-certificates,systemd-sysv,dbus bookworm "$root" >"$root/log" || { tail -20 "$root/log"; exit 1; }
cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mkdir "$root/debs"
cp "$debs"/*.deb "$root/debs/"
# The next version, to upgrade to.
dpkg-deb -R "$root"/debs/cospaced_*.deb "$root/next"
sed -i 's/^Version: .*/&+next/' "$root/next/DEBIAN/control"
dpkg-deb -b "$root/next" "$root/debs/next.deb" >/dev/null
cp tests/package/boot.sh tests/package/inside.sh "$root/"

unshare --mount --pid --ipc --uts --fork --propagation private bash "$root/boot.sh" "$root" >"$root/boot.log" 2>&1 &
shell=$!
inside() { nsenter --target "$init" --mount --pid --ipc --uts env -i HOME=/root LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }
runs() {
    init=$(pgrep --parent "$shell") && inside systemctl is-system-running | grep -Eq 'running|degraded'
}
for _ in $(seq 300); do
    runs 2>/dev/null && break
    sleep 0.1
done
runs || { cat "$root/boot.log"; echo "package: no systemd can be started in a namespace here: nothing more is shown"; exit 77; }
inside bash /inside.sh
