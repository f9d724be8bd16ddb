#!/usr/bin/env bash
# The part of run.sh inside the new root. Nothing here but what the packages bring.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

die() {
    echo "package: $*" >&2
    journalctl --no-pager -u cospaced >&2 || true
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

quietly() { "$@" >/tmp/log 2>&1 || { cat /tmp/log; die "failed: $*"; }; }
service_is() { systemctl show --property=ActiveState cospaced | grep -q "=$1$"; }
ready() { cospacectl status | grep -q "ready *yes"; }
meeting_is() { cospacectl meetings --json | grep -q "\"state\": *\"$1\""; }
pid() { systemctl show --value --property=MainPID cospaced; }

quietly apt-get -qq update
quietly apt-get -qq install -y --no-install-recommends /debs/cospaced_*.deb /debs/callbridge-sim_*.deb
grep -q "write /etc/cospaced/cospaced.yaml" /tmp/log || die "nobody said that a configuration is needed"
id cospaced >/dev/null || die "there is no user"
service_is inactive || die "it does not wait for its configuration"
for file in bash-completion/completions/cospacectl zsh/vendor-completions/_cospacectl fish/vendor_completions.d/cospacectl.fish; do
    [ -f "/usr/share/$file" ] || die "there is no completion $file"
done
doc=/usr/share/doc/cospaced
for file in $doc/README.md $doc/CHANGELOG.md $doc/reference.md $doc/guide/{calendars,from-tms,integrating,operating}.md /usr/share/cospaced/openapi.json \
    $doc/examples/{cospaced.yaml,book.sh,book.py,webhook.py} $doc/examples/monitoring/cospaced.{rules.yaml,test.yaml,dashboard.json}; do
    [ -s "$file" ] || [ -s "$file.gz" ] || die "there is no $file"
done
for file in $(grep -oh '/usr/share/doc/cospaced/[a-z/.]*[a-z]' -r $doc/guide); do
    [ -e "$file" ] || die "the guide points at $file, which is not there"
done
{ cospaced --config $doc/examples/cospaced.yaml --check 2>&1 || true; } | grep -q cms-password || die "the example lacks more than a password"
quietly apt-get -qq install -y --no-install-recommends /debs/libcospaced0_*.deb
ldconfig -p | grep -F "libcospaced.so.0 " >/dev/null || die "the library is not found by its name"
quietly apt-get -qq purge -y libcospaced0
for page in cospaced.8 cospaced-api.7 cospaced.yaml.5 cospacectl.1 callbridge-sim.1; do
    ls /usr/share/man/man*/$page.gz >/dev/null || die "there is no page $page"
done

install -m 0640 -g cospaced <(echo secret) /etc/cospaced/cms-password
systemd-run -q --unit=sim callbridge-sim --listen 127.0.0.1:0 --port-file /tmp/port --user scheduler --password secret \
    --cert-out /etc/cospaced/cms-ca.pem
until_true 30 "the simulator's port" test -s /tmp/port
cat >/etc/cospaced/cospaced.yaml <<END
bridges: [{name: core1, url: "https://127.0.0.1:$(cat /tmp/port)"}]
credentials: {username: scheduler, password_file: /etc/cospaced/cms-password}
tls: {ca_file: /etc/cospaced/cms-ca.pem}
pool: {first: 1, last: 3, domain: meet.example.com}
END
cospaced --config /etc/cospaced/cospaced.yaml --check || die "the configuration is wrong"
quietly systemctl start cospaced
until_true 30 "the service is ready" ready
quietly cospacectl book --title Board --start now --end +1h --dial room@example.com
until_true 30 "the meeting is active" meeting_is active
cat >/tmp/board.ics <<'END'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:package
BEGIN:VEVENT
UID:tomorrow
DTSTAMP:20260101T000000Z
DTSTART:20260101T100000Z
DTEND:20260101T110000Z
RRULE:FREQ=DAILY
SUMMARY:Tomorrow again
END:VEVENT
END:VCALENDAR
END
useradd --groups cospaced planner
quietly setpriv --reuid=planner --regid=planner --init-groups cospacectl import /tmp/board.ics --calendar board
until_true 30 "the journal says who imported" sh -c 'journalctl -u cospaced COSPACED_LEVEL=audit | grep -q "by=uid:[0-9]*(planner) .*calendars/board"'
journalctl --no-pager -u cospaced | grep -F LimitNOFILE && die "the unit leaves too few descriptors"
echo "installed: a meeting runs, a calendar is read"

systemctl is-active cospaced.socket >/dev/null || die "the socket is not held"
[ "$(stat -c '%a %U:%G' /run/cospaced/cospaced.sock)" = "660 cospaced:cospaced" ] || die "the socket has the wrong mode or owner"
quietly systemctl stop cospaced.service
service_is inactive || die "it does not stop"
quietly setpriv --reuid=planner --regid=planner --init-groups cospacectl status
service_is active || die "who connects does not start it"
(while [ ! -e /tmp/enough ]; do cospacectl status >/dev/null 2>>/tmp/refused || echo refused >>/tmp/refused; echo >>/tmp/asked; done) &
until_true 30 "somebody asks" test -s /tmp/asked
quietly systemctl restart cospaced
until_true 30 "the service is ready" ready
touch /tmp/enough
wait
[ ! -s /tmp/refused ] || die "a client was refused during the restart: $(head -3 /tmp/refused)"
echo "socket: who connects waits for the service, a restart refuses nobody"

quietly systemctl stop cospaced.socket cospaced.service
quietly systemctl mask --runtime cospaced.socket
quietly systemctl start cospaced
until_true 30 "the service has a socket of its own" ready
quietly systemctl unmask --runtime cospaced.socket
quietly systemctl stop cospaced
quietly systemctl start cospaced
until_true 30 "the service is ready" ready
systemctl is-active cospaced.socket >/dev/null || die "the socket is not held again"

before=$(pid)
quietly systemctl reload cospaced
until_true 30 "the configuration is read again" sh -c 'journalctl -u cospaced | grep -q "configuration read again"'
[ "$(pid)" = "$before" ] || die "the reload was a restart"
systemctl kill -s KILL cospaced
until_true 30 "the service is back" ready
meeting_is active || die "the meeting was lost in the kill"
echo "killed: the service came back, the meeting runs"

before=$(pid)
quietly apt-get -qq install -y --no-install-recommends /debs/next.deb
until_true 30 "the service is back" ready
[ "$(pid)" != "$before" ] || die "the old version goes on"
meeting_is active || die "the meeting was lost in the upgrade"
quietly cospacectl end "$(cospacectl meetings --json | grep -o '"id": *"[^"]*"' | head -1 | cut -d'"' -f4)"
until_true 30 "the meeting is over" meeting_is ended
echo "upgraded: the meeting went on and was ended"

quietly apt-get -qq remove -y cospaced
service_is active && die "it still runs"
[ -e /var/lib/cospaced/cospaced.db ] && [ -e /etc/cospaced/cospaced.yaml ] || die "removal took the store or the configuration"
quietly apt-get -qq purge -y cospaced callbridge-sim
left=$(find /etc /usr /var/lib -xdev -name '*cospaced*' -not -path '/var/lib/apt/*' -not -path '/var/lib/dpkg/*')
[ -z "$left" ] || die "left after purge: $left"
echo "removed and purged: nothing is left"
