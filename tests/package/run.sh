#!/usr/bin/env bash
# The packages in a Debian 12 root of their own: contrib/setup.sh package && tests/package/run.sh [FOLDER OF *.deb]   (as root)
# Lintian, the unit's exposure, then install, a meeting from a booking to its end, upgrade, remove and purge.
set -euo pipefail
cd "$(dirname "$0")/../.."
debs=$(realpath "${1:-build/package}")

lintian --fail-on error,warning --allow-root "$debs"/*.deb
systemd-analyze security --offline=yes --threshold=20 contrib/systemd/cospaced.service | tail -1

root=$(mktemp -d /tmp/cospaced-root-XXXXXX)
chmod 755 "$root"
trap 'rm -rf --one-file-system "$root"' EXIT
debootstrap --variant=minbase --include=ca-certificates bookworm "$root" >"$root.log" || { tail -20 "$root.log"; exit 1; }
rm "$root.log"
cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mkdir "$root/debs"
cp "$debs"/*.deb "$root/debs/"
# The next version, to upgrade to.
dpkg-deb -R "$debs"/cospaced_*.deb "$root/next"
sed -i 's/^Version: .*/&+next/' "$root/next/DEBIAN/control"
dpkg-deb -b "$root/next" "$root/debs/next.deb" >/dev/null
cp tests/package/inside.sh "$root/inside.sh"

unshare --mount --pid --fork --propagation private bash -euc "
    mount -t proc proc '$root/proc'
    mount --rbind /dev '$root/dev'
    exec chroot '$root' /usr/bin/env -i HOME=/root LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin bash /inside.sh"
