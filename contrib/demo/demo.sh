#!/usr/bin/env bash
# The demo: a simulated cluster of two call bridges, the service, and a calendar whose meetings begin in a few seconds.
# Shows what is said to the bridges and what becomes of the meetings, from placeholder to placeholder, in about half a minute.
# Everything lives in a temporary folder and is gone afterwards.
set -euo pipefail
cd "$(dirname "$0")/../.."
contrib/setup.sh release
bin=$PWD/build/release/bin
lab=$(mktemp -d)
children=()

cleanup() {
    trap - EXIT INT TERM
    for ((i = ${#children[@]} - 1; i >= 0; i--)); do
        kill "${children[$i]}" 2>/dev/null || true
        wait "${children[$i]}" 2>/dev/null || true
    done
    rm -rf "$lab"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

wait_for() { # DESCRIPTION COMMAND…: until it succeeds, at most 20 seconds
    local what=$1 tries=200
    shift
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        if [ $tries = 0 ]; then
            echo "demo: gave up waiting for $what; the service said:" >&2
            cat "$lab/service.log" >&2
            exit 1
        fi
        sleep 0.1
    done
}

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
at() { date -u -d "@$(($(date +%s) + $1))" +%Y%m%dT%H%M%SZ; }
ctl() { "$bin/cospacectl" --socket "$lab/cospaced.sock" "$@"; }

# What is said to the bridges, but for the questions; ids cut short.
show_bridges() {
    touch "$lab/wire.log"
    exec 3< <(exec tail -n +1 -f "$lab/wire.log" 2>/dev/null)
    children+=($!)
    local row='"bridge":([0-9]+),"method":"([A-Z]+)","path":"/api/v1/([^"]*)","body":"([^"]*)"'
    while IFS= read -r line <&3; do
        [[ $line =~ $row ]] && [ "${BASH_REMATCH[2]}" != GET ] || continue
        printf '%8s  \033[36m→ core%s  %-6s %.90s  %.120s\033[0m\n' '' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" \
            "$(short "${BASH_REMATCH[3]}")" "$(short "${BASH_REMATCH[4]}")"
    done &
    children+=($!)
}
short() { sed -E 's/([0-9a-f]{8})-[0-9a-f-]{27}/\1…/g' <<<"$1"; }

say "1. a simulated Meeting Server: two call bridges, TLS"
"$bin/callbridge-sim" --listen 127.0.0.1:0 --listen 127.0.0.1:0 --user scheduler --password demo --cert-out "$lab/ca.pem" \
    --port-file "$lab/ports" --log "$lab/wire.log" >"$lab/sim.log" 2>&1 &
children+=($!)
wait_for "the simulator" test -s "$lab/ports"
mapfile -t ports <"$lab/ports"
echo "   https://127.0.0.1:${ports[0]}  https://127.0.0.1:${ports[1]}"
curl_legs='[{"pattern":"busy@*","behaviour":"busy","after_ms":1000,"times":1},{"pattern":"*","behaviour":"answer","after_ms":1500}]'
printf 'POST /sim/legs HTTP/1.1\r\nHost: sim\r\nAuthorization: Basic %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' \
    "$(printf scheduler:demo | base64)" "${#curl_legs}" "$curl_legs" |
    timeout 10 openssl s_client -quiet -connect "127.0.0.1:${ports[0]}" >/dev/null 2>&1 || true

say "2. the service: it makes its pool of placeholder spaces"
printf 'demo\n' >"$lab/password"
cat >"$lab/cospaced.yaml" <<CONFIG
bridges:
  - {name: core1, url: "https://127.0.0.1:${ports[0]}"}
  - {name: core2, url: "https://127.0.0.1:${ports[1]}"}
credentials: {username: scheduler, password_file: $lab/password}
tls: {ca_file: $lab/ca.pem}
pool: {first: 1, last: 3, domain: meet.example.com}
endpoints:
  - {address: boardroom@example.com, dial: boardroom@video.example.com}
  - {address: lab@example.com, dial: busy@video.example.com}
api: {socket: $lab/cospaced.sock}
store: {path: $lab/cospaced.db}
CONFIG
show_bridges
"$bin/cospaced" --config "$lab/cospaced.yaml" >"$lab/service.log" 2>&1 &
children+=($!)
export COSPACED_SOCKET=$lab/cospaced.sock
wait_for "the pool" bash -c "'$bin/cospacectl' status | grep -q 'ready *yes'"
ctl spaces

say "3. a calendar: two meetings in four seconds, one in eight"
cat >"$lab/rooms.ics" <<CALENDAR
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//demo//EN
BEGIN:VEVENT
UID:board-2026@example.com
DTSTAMP:$(at 0)
DTSTART:$(at 4)
DTEND:$(at 14)
SUMMARY:Board meeting
ORGANIZER;CN=Claire Martin:mailto:claire@example.com
ATTENDEE;CN=Boardroom:mailto:boardroom@example.com
ATTENDEE;CN=Tim's desk:sip:desk.ex90@example.com
ATTENDEE;CN=Ann:mailto:ann@example.com
END:VEVENT
BEGIN:VEVENT
UID:lab-2026@example.com
DTSTAMP:$(at 0)
DTSTART:$(at 4)
DTEND:$(at 18)
SUMMARY:Lab review
ATTENDEE;CN=Lab (busy at first):mailto:lab@example.com
END:VEVENT
BEGIN:VEVENT
UID:sales-2026@example.com
DTSTAMP:$(at 0)
DTSTART:$(at 8)
DTEND:$(at 16)
SUMMARY:Sales call
ATTENDEE;CN=Paris:sip:paris@example.com
END:VEVENT
END:VCALENDAR
CALENDAR
ctl import "$lab/rooms.ics" --calendar rooms
"$bin/cospacectl" watch &
children+=($!)

board() { ctl --json meetings | sed 's/{"id"/\n&/g' | sed -n 's/^{"id":"\([^"]*\)".*"title":"Board meeting".*"state":"'"$1"'".*/\1/p'; }
is_active() { [ -n "$(board active)" ]; }
wait_for "the board meeting" is_active
wait_for "its participants" bash -c "'$bin/cospacectl' --json show $(board active) | grep -q connected"

say "4. the board needs longer: one more minute, then it is ended by hand"
ctl extend "$(board active)" 1m
sleep 8
ctl end "$(board active)"

say "5. the others end by themselves"
all_over() { ! ctl --json meetings | grep -qE '"state":"(scheduled|waiting|starting|active|ending)"'; }
wait_for "their end" all_over
all_free() { ! ctl --json spaces | grep -qE '"state":"(in_use|closing)"'; }
wait_for "the spaces" all_free
sleep 1

say "6. all over: every space is a placeholder again"
ctl meetings
ctl spaces
