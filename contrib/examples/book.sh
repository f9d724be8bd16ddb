#!/bin/sh
# Books a meeting that starts now and follows it until it is active: book.sh TITLE [ADDRESS]
# Needs curl and nothing else; JSON is written and read as far as this needs it.
set -eu

socket=${COSPACED_SOCKET:-/run/cospaced/cospaced.sock}
title=${1:?usage: book.sh TITLE [ADDRESS]}

api() {
    path=$1
    shift
    curl --silent --show-error --fail-with-body --unix-socket "$socket" "$@" "http://localhost$path"
}

# A text as JSON.
quoted() { printf '"%s"' "$(printf %s "$1" | sed 's/[\\"]/\\&/g')"; }
# The value of a member that is a text, of the first that is called so.
member() { sed -n "s/^[^{]*{\(.*\)/\1/; s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" | head -n 1; }
state_of() { grep -o '"state" *: *"[a-z]*"' | head -n 1 | cut -d '"' -f 4; }

people=
[ $# -lt 2 ] || people="{\"address\":$(quoted "$2")}"
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
end=$(date -u -d '+30 minutes' +%Y-%m-%dT%H:%M:%SZ)
# The key makes it safe to say this again when the answer got lost: it is booked once.
meeting=$(api /v1/meetings -H 'Content-Type: application/json' -H "Idempotency-Key: book-$$-$now" \
    --data "{\"title\":$(quoted "$title"),\"start\":\"$now\",\"end\":\"$end\",\"participants\":[$people]}") ||
    { printf '%s\n' "$meeting" >&2; exit 1; }
id=$(printf %s "$meeting" | grep -o '"id" *: *"[^"]*"' | head -n 1 | cut -d '"' -f 4)
echo "booked $id"

# Everything that happens comes as it happens; what happened between the booking and now is looked at first.
api /v1/events --no-buffer --max-time 60 2>/dev/null | {
    state=$(api "/v1/meetings/$id" | state_of)
    while [ "$state" != active ]; do
        case $state in missed | cancelled) echo "$title: $state" && exit 1 ;; esac
        IFS= read -r line || exit 1
        case $line in
        data:*"\"id\":\"$id\""*) state=$(printf '%s\n' "$line" | state_of) && echo "$title: $state" ;;
        esac
    done
    api "/v1/meetings/$id" | grep -o '"uri" *: *"[^"]*"' | cut -d '"' -f 4
}
