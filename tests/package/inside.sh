#!/usr/bin/env bash
# The part of run.sh inside the new root. Nothing here but what the packages bring.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

die() {
    echo "package: $*" >&2
    cat /tmp/cospaced.log /tmp/sim.log >&2 2>/dev/null || true
    exit 1
}

# until_true SECONDS WHAT COMMAND…
until_true() {
    local left=$(($1 * 10)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ $((left -= 1)) -gt 0 ] || die "not in time: $what"
        sleep 0.1
    done
}

service() {
    setpriv --reuid=cospaced --regid=cospaced --init-groups \
        cospaced --config /etc/cospaced/cospaced.yaml 2>>/tmp/cospaced.log &
    pid=$!
    until_true 30 "the service is ready" ready
}
ready() { cospacectl status --json | grep -q '"preferred_bridge": *"core1"'; }
meeting_is() { cospacectl meetings --json | grep -q "\"state\": *\"$1\""; }
stop() {
    kill -TERM "$pid"
    wait "$pid" || die "the service ended with $?"
}

apt-get -qq update
apt-get -qq install -y --no-install-recommends /debs/cospaced_*.deb /debs/callbridge-sim_*.deb >/tmp/install.log 2>&1 || { cat /tmp/install.log; exit 1; }
grep -q "write /etc/cospaced/cospaced.yaml" /tmp/install.log || die "nobody said that a configuration is needed"
id cospaced >/dev/null || die "there is no user"
[ -L /etc/systemd/system/multi-user.target.wants/cospaced.service ] || die "the service is not enabled"
for page in cospaced.8 cospaced.yaml.5 cospacectl.1 callbridge-sim.1; do
    ls /usr/share/man/man*/$page.gz >/dev/null || die "there is no page $page"
done

# What the unit makes before the service starts (StateDirectory=, RuntimeDirectory=).
install -d -m 0700 -o cospaced -g cospaced /var/lib/cospaced
install -d -m 0755 -o cospaced -g cospaced /run/cospaced
install -m 0640 -g cospaced <(echo secret) /etc/cospaced/cms-password
callbridge-sim --listen 127.0.0.1:18445 --user scheduler --password secret --cert-out /etc/cospaced/cms-ca.pem >/tmp/sim.log 2>&1 &
until_true 30 "the simulator's certificate" test -s /etc/cospaced/cms-ca.pem
cat >/etc/cospaced/cospaced.yaml <<'END'
bridges: [{name: core1, url: "https://127.0.0.1:18445"}]
credentials: {username: scheduler, password_file: /etc/cospaced/cms-password}
tls: {ca_file: /etc/cospaced/cms-ca.pem}
pool: {first: 1, last: 3, domain: meet.example.com}
END
cospaced --config /etc/cospaced/cospaced.yaml --check || die "the configuration is wrong"
service
cospacectl book --title Board --start now --end +1h --dial room@example.com >/dev/null
until_true 30 "the meeting is active" meeting_is active
echo "installed: a meeting runs"

apt-get -qq install -y --no-install-recommends /debs/next.deb >/tmp/upgrade.log 2>&1 || { cat /tmp/upgrade.log; exit 1; }
stop
service
meeting_is active || die "the meeting was lost in the upgrade"
cospacectl end "$(cospacectl meetings --json | grep -o '"id": *"[^"]*"' | head -1 | cut -d'"' -f4)" >/dev/null
until_true 30 "the meeting is over" meeting_is ended
stop
echo "upgraded: the meeting went on and was ended"

apt-get -qq remove -y cospaced >/tmp/remove.log 2>&1 || { cat /tmp/remove.log; exit 1; }
[ -e /var/lib/cospaced/cospaced.db ] && [ -e /etc/cospaced/cospaced.yaml ] || die "removal took the store or the configuration"
apt-get -qq purge -y cospaced callbridge-sim >/tmp/purge.log 2>&1 || { cat /tmp/purge.log; exit 1; }
left=$(find /etc /usr /var/lib -xdev -name '*cospaced*' -not -path '/var/lib/apt/*' -not -path '/var/lib/dpkg/*')
[ -z "$left" ] || die "left after purge: $left"
echo "removed and purged: nothing is left"
