#!/usr/bin/env python3
"""Each rule of the engine broken on purpose, one at a time: random_engine must see it.

usage: mutations.py [--build DIR] [--episodes N] [--only NAME]...   run them: table, exit 1 if any survives
       mutations.py --check                                          is every old text still there exactly once?

A copy of src, include and tests is built once in DIR (kept, so that a second run is quick); each mutation changes one
file there, is built, run and taken back. "Caught" is the first episode that fails: an invariant, an assertion of the
engine, or an engine that does not come to rest.
"""
import argparse
import filecmp
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEED = 700000
MEETINGS = 200  # of an episode
PATIENCE = 60   # seconds for an episode

# name, file, old text, new text, the rule that it breaks
MUTATIONS = [
    ("act-before-commit", "src/core/agenda.c",
     "bool gated = actor != NULL && !actor_is_durable(actor);", "bool gated = false;",
     "nothing leaves before the state that decided it is durable"),
    ("call-twice", "src/core/start.c",
     "        meeting->hosting->failures++;\n        return; /* stays unclear: the next thing is a look */",
     "        meeting->hosting->failures++;\n        meeting->hosting->call_unsent = true;\n        return;",
     "a POST calls without a clear answer is looked for, not repeated"),
    ("dial-twice", "src/core/dial.c",
     "        participant->look = true;\n        second_expect(engine, participant);\n        return;",
     "        participant_move(engine, participant, PARTICIPANT_EVENT_VANISHES, NULL);\n        return;",
     "a POST callLegs without a clear answer is looked for, not repeated"),
    ("two-in-a-space", "src/core/end.c",
     "    space_move(engine, space, space->stray != 0 || replaced ? SPACE_EVENT_SPOIL : SPACE_EVENT_GIVE);",
     "    space->stray = 0;\n    space_move(engine, space, SPACE_EVENT_GIVE);",
     "a space that may hold a call is not given to another meeting"),
    ("door-left-open", "src/core/end.c",
     "    if (meeting_space(meeting) != NULL && !meeting_space(meeting)->closed_put) {\n        uint32_t bridge = agenda_any",
     "    if (false) {\n        uint32_t bridge = agenda_any",
     "a space is closed before it is free"),
    ("stray-forgotten", "src/core/start.c",
     "        meeting_space(meeting)->stray |= 1u << meeting->call_bridge;", "",
     "a call that was given up is looked for before the space is free"),
    ("others-not-looked-at", "src/core/end.c",
     "            space->stray |= 1u << b; /* guests may have made one there: one call, several bridges */", "",
     "a space is looked at on every bridge before it is free"),
    ("too-many-at-once", "src/core/agenda.c",
     "    if (bridge_usable(bridge) && bridge->in_flight < pace_limit(engine, bridge)) {\n        queue_remove(actor);",
     "    if (bridge_usable(bridge)) {\n        queue_remove(actor);",
     "a bridge is asked limits.in_flight things at once"),
    ("denied-asked-again", "src/core/health.c",
     "        bridge->denied = true;\n        actor_rest(engine, &bridge->probe);", "",
     "a wrong password is not tried again"),
    ("any-free-space", "src/core/clean.c",
     "    for (size_t i = 0; i < engine->n_spaces; i++) {\n        if (engine->spaces[i]->state == SPACE_FREE) {",
     "    for (size_t i = engine->n_spaces; i-- > 0;) {\n        if (engine->spaces[i]->state == SPACE_FREE) {",
     "a meeting gets the lowest free space"),
    ("never-missed", "src/core/meeting.c",
     "    return grace < meeting->end ? grace : meeting->end;", "    return meeting->end;",
     "a meeting that nothing opens is missed after start_grace"),
    ("call-not-closed", "src/core/end.c",
     "    if (meeting->call_state == CALL_NONE) {\n        end_closed(engine, meeting);",
     "    if (true) {\n        meeting->call_state = CALL_NONE;\n        end_closed(engine, meeting);",
     "the end closes the call"),
    ("ends-early", "src/core/watch.c",
     "    if (engine->now >= meeting->end) {", "    if (engine->now >= meeting->end - MINUTE_MS / 2) {",
     "a meeting ends at its end, not before"),
    ("extension-lost", "src/core/command.c",
     "    meeting_set_times(engine, meeting, meeting->start, end);", "    meeting_touch(engine, meeting);",
     "an extension that was accepted is kept"),
    ("no-hold-off", "src/core/hold.c",
     "    if (bridge->falls < 2 || bridge->held_until != INSTANT_NONE || length == 0) {",
     "    if (bridge->falls < 200 || bridge->held_until != INSTANT_NONE || length == 0) {",
     "a flapping bridge is held off"),
    ("pool-of-another", "src/core/lease.c",
     "    return tenure_table[tenure->state].may_act && (tenure->state != TENURE_OURS || tenure_is_fresh(engine));",
     "    return tenure->state != N_TENURE_STATES;",
     "nothing is changed in a pool that another service has"),
    ("drain-ignored", "src/core/prefer.c",
     "(tried & 1u << b) == 0 && (bridge->drained != INSTANT_NONE) == drained) {",
     "(tried & 1u << b) == 0 && (drained || !drained)) {",
     "a drained bridge takes no new meeting"),
    ("moved-by-fallback", "src/core/rehome.c",
     "    if (meeting->call_state != CALL_NONE && bridge_down(engine, meeting->call_bridge)) {\n"
     "        if (meeting->state == MEETING_ACTIVE) {\n"
     "            if (meeting_has_lost_its_bridge(engine, meeting)) {",
     "    if (meeting->call_state != CALL_NONE && meeting->call_bridge != engine->preferred) {\n"
     "        if (meeting->state == MEETING_ACTIVE) {\n"
     "            {",
     "a running meeting stays where it is when another bridge is preferred"),
    ("called-back", "src/core/dial.c",
     "    if (participant->state == PARTICIPANT_CONNECTED) {\n"
     "        participant_move(engine, participant, PARTICIPANT_EVENT_LEAVES, NULL);",
     "    if (participant->state == PARTICIPANT_CONNECTED) {\n"
     "        participant_move(engine, participant, PARTICIPANT_EVENT_LOST, NULL);",
     "who hangs up is not dialled again"),
    ("gone-called-back", "src/core/rehome.c",
     "        if (p->state != PARTICIPANT_PENDING) {\n            continue;",
     "        if (p->state == PARTICIPANT_DISCONNECTED) {\n"
     "            participant_move(engine, p, PARTICIPANT_EVENT_INVITED, NULL);\n        }\n"
     "        if (p->state != PARTICIPANT_PENDING) {\n            continue;",
     "who had left before the bridge was lost is not dialled again"),
    ("two-calls", "src/core/reunion.c",
     "    return meeting->state == MEETING_ACTIVE && reunion_bridges(engine, &meeting->hosting->reunion) != 0;",
     "    return meeting == NULL && engine == NULL;",
     "of two calls of a meeting one survives"),
    ("series-called-off", "src/core/message.c",
     "    if (cancelled) {\n        message_unwant(merge, booking);\n        return;",
     "    if (cancelled) {\n"
     "        for (struct meeting *m = booking->meetings, *next; m != NULL; m = next) {\n"
     "            next = m->booking_next;\n            merge_unwant(merge, m, MERGE_TAKEN_BACK);\n        }\n        return;",
     "an occurrence that is called off leaves the others of its series alone"),
    ("old-word-wins", "src/core/governor.c",
     "order > 0 : order >= 0;", "true : true;",
     "what was written last counts, not what came last"),
    ("duplicate-opened", "src/core/merge.c",
     "    bool copied = component != NULL && booking_twins(booking) != NULL;", "    bool copied = false;",
     "a booking in two calendars is one meeting"),
    ("leg-of-another", "src/core/dial.c",
     "    return dial_is_party(participant, record) && !dial_is_others(participant, record->id);",
     "    return !dial_is_others(participant, record->id);",
     "only a leg to his own address is taken for a participant's; nobody else's is touched"),
    ("clock-back-ignored", "src/core/start.c",
     "engine->now < meeting->start && meeting_opened(meeting) == INSTANT_NONE) { /* the clock was set back */",
     "false) { /* the clock was set back */",
     "a meeting whose start is ahead again does not wait in the line"),
    ("clock-back-unheard", "src/core/engine.c",
     "    if (set_back) {\n        engine_clock_back(engine);", "    if (false) {\n        engine_clock_back(engine);",
     "what was to be tried in a while is not put off by hours when the clock is set back"),
    ("call-not-stored", "src/store/row_meeting.c",
     "    row_put_text(&row, CALL_STATES[meeting->call_state]);", "    row_put_text(&row, CALL_STATES[CALL_NONE]);",
     "what was decided is there after a crash"),
    ("accepted-and-lost", "src/core/command.c",
     "    engine_add_meeting(engine, meeting);\n    meeting_touch(engine, meeting);\n",
     "    engine_add_meeting(engine, meeting);\n", "what was accepted is durable"),
    ("leap-believed", "src/core/leap.c",
     "    return engine->now < engine->leap_until;", "    return false;",
     "a clock that leaps forward ends nothing before a bridge confirms it, or for a minute"),
    ("line-jumped", "src/core/start.c",
     "    start_serve_line(engine); /* a space that came free at this moment is for those who wait already */", "",
     "who waits for a space is served when there is one, first due first"),
    ("last-come-first", "src/core/start.c",
     "heap_set(&engine->line, &meeting->hosting->waiting, meeting->start);",
     "heap_set(&engine->line, &meeting->hosting->waiting, -meeting->start);",
     "of those who wait the one that was due first goes first"),
    ("call-made-beside", "src/core/start.c",
     "               (meeting_space(meeting)->stray & ~meeting->hosting->looked & 1u << bridge) != 0) {", "               false) {",
     "where a call of the meeting may have been left it is looked for before another is made"),
    ("missed-in-silence", "src/core/start.c",
     "MEETING_EVENT_EXPIRED, \"no bridge opened it in time\");", "MEETING_EVENT_EXPIRED, NULL);",
     "a missed meeting says why"),
    ("passcode-forgotten", "src/core/start.c",
     "    request->passcode = mem_strdup(meeting_passcode(meeting));", "    request->passcode = mem_strdup(\"\");",
     "a meeting has the passcode that it was booked with"),
    ("extension-not-told", "src/core/command.c",
     "        open_space_again(meeting); /* an extension repeats the PUT of the start (trace #9711) */", "        ;",
     "an extension repeats the PUT of the start"),
    ("redialled-at-once", "src/core/dial.c",
     "    return redial_after[n > 0 ? n - 1 : 0];", "    return n * 0;",
     "who does not answer is dialled again by a table of waits"),
    ("second-leg-kept", "src/core/second.c",
     "    participant->landed = engine->now + LANDING_MS;", "    participant->landed = INSTANT_NONE;",
     "of two legs of one person one is hung up"),
    ("all-dialled-at-once", "src/core/pace.c", "    if (clock_us - now_us > ahead_us) {", "    if (false) {",
     "limits.legs_per_second"),
    ("retry-after-ignored", "src/core/pace.c",
     "        quiet = retry_after < RETRY_AFTER_MOST_MS ? retry_after : RETRY_AFTER_MOST_MS;",
     "        quiet = QUIET_FIRST_MS;", "a busy bridge is not asked before the time that it asked for"),
    ("failback-at-once", "src/core/prefer.c",
     "            bridge->state_since + engine->settings->failback_after <= engine->now) {", "            true) {",
     "the preference goes back by itself only after failback_after"),
    ("down-preferred", "src/core/prefer.c",
     "    if (bridge->state == BRIDGE_DOWN) {\n        return err_set", "    if (false) {\n        return err_set",
     "a bridge that is down cannot be preferred"),
    ("last-one-drained", "src/core/drain.c",
     "    if (bridge_would_choose(engine, 1u << bridge->index) != NO_BRIDGE) {", "    if (true) {",
     "a bridge is drained only if another takes meetings"),
    ("hold-not-longer", "src/core/hold.c", "        length *= 2;", "        length *= 1;",
     "a flapping bridge is held off for longer each time"),
    ("busy-is-dead", "src/core/health.c",
     "        bridge->cause = answer->cause;\n        return BRIDGE_EVENT_AILING;",
     "        bridge->cause = REASON_TIMED_OUT;\n        return BRIDGE_EVENT_LOST;",
     "503 does not make a bridge down"),
    ("one-failure-is-dead", "src/core/health.c",
     "        if (bridge->failures < engine->settings->down_after) {", "        if (false) {",
     "a bridge is down after down_after failures in a row"),
    ("denied-is-lost", "src/core/health.c",
     "    return bridge->state == BRIDGE_DOWN && !bridge->denied &&", "    return bridge->state == BRIDGE_DOWN &&",
     "a wrong password loses no running meeting"),
    ("lost-too-soon", "src/core/health.c",
     "           engine->now >= bridge->state_since + engine->settings->critical_delay;", "           true;",
     "running meetings leave a bridge after critical_delay"),
    ("moved-though-told-to-wait", "src/core/rehome.c",
     "    switch (engine->settings->running) {", "    switch (RUNNING_REDIAL) {",
     "failover.running says what becomes of running meetings"),
    ("nobodys-call-stays", "src/core/survey.c",
     "            if (space != NULL && (space->state == SPACE_FREE || space->state == SPACE_DIRTY)) {",
     "            if (false) {", "a call in a space of ours that no meeting has is closed"),
    ("loss-not-held", "src/core/sync.c",
     "    return percent > 0 && lost >= HOLD_FROM", "    return percent > 100 && lost >= HOLD_FROM",
     "a calendar that loses too much is held back"),
]

TABLE_WIDTHS = "{:<22} {:>9}  {}"


def run(command, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                          check=False, **more)


def stale():
    """The mutations whose old text is not in its file exactly once."""
    texts = {file: (ROOT / file).read_text(encoding="utf-8") for _, file, *_ in MUTATIONS}
    return [f"{file}: {name}: found {texts[file].count(old)} times: {old.strip()}"
            for name, file, old, _, _ in MUTATIONS if texts[file].count(old) != 1]


def mirror(source, target):
    """Only what differs is written, so that only that is built again."""
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    for path in [path for path in target.rglob("*") if path.is_file()]:
        if path.relative_to(target) not in wanted:
            path.unlink()
    for name in wanted:
        if not (target / name).exists() or not filecmp.cmp(source / name, target / name, shallow=False):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, target / name)


def prepare(scratch):
    """A copy of the sources in which random_engine and random_messages are built."""
    sources = scratch / "sources"
    for folder in ("src", "include", "tests", "contrib", "migrations"):
        mirror(ROOT / folder, sources / folder)
    shutil.copy2(ROOT / "CMakeLists.txt", sources)
    if not (scratch / "build/build.ninja").exists():
        said = run(["cmake", "-S", sources, "-B", scratch / "build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                    "-DCMAKE_C_FLAGS=-w"])
        if said.returncode != 0:
            sys.exit(said.stdout)
    return sources


def build(scratch):
    return run(["cmake", "--build", scratch / "build", "--target", "random_engine", "random_messages"])


def episodes_of(scratch, n):
    """random_engine's n episodes one after the other, then random_messages: what failed, after how many meetings."""
    tests = scratch / "build/tests"
    command = [tests / "random_engine", "--seed", str(SEED), "--meetings", str(MEETINGS), "--episodes", str(n)]
    try:
        engine = run(command, timeout=PATIENCE + n)
    except subprocess.TimeoutExpired:
        return "does not come to an end", ""
    if engine.returncode != 0:
        seed = re.search(r"--seed (\d+)", engine.stdout)
        why = re.search(r"FAILED: (.*)|(.*Assertion.*)", engine.stdout)
        episodes = int(seed.group(1)) - SEED + 1 if seed else 0
        return (why.group(0) if why else f"exit {engine.returncode}"), str(episodes * MEETINGS)
    messages = run([tests / "random_messages", "1", "2000"])
    if messages.returncode != 0:
        seed = re.search(r"seed (\d+) fails", messages.stdout)
        return "random_messages: the model says otherwise", (seed.group(1) if seed else "")
    return None, ""


def mutate(scratch, sources, row, n):
    """How it was caught, or None; the file is as it was afterwards."""
    _, file, old, new, _ = row
    path = sources / file
    text = path.read_text(encoding="utf-8")
    try:
        path.write_text(text.replace(old, new), encoding="utf-8")
        built = build(scratch)
        if built.returncode != 0:
            sys.exit(f"{row[0]} does not build\n{built.stdout[-2000:]}")
        return episodes_of(scratch, n)
    finally:
        path.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/mutations")
    parser.add_argument("--episodes", type=int, default=400)
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    lost = stale()
    if lost or options.check:
        print("\n".join(lost) or f"{len(MUTATIONS)} mutations are as the code is")
        return 1 if lost else 0
    sources = prepare(options.build)
    built = build(options.build)
    if built.returncode != 0:
        sys.exit(built.stdout[-2000:])
    failed, after = episodes_of(options.build, options.episodes)
    if failed:
        sys.exit(f"it fails unmutated, after {after} meetings: {failed}")
    survivors = ran = 0
    print(TABLE_WIDTHS.format("rule broken", "meetings", "caught by"), flush=True)
    for row in MUTATIONS:
        if options.only and row[0] not in options.only:
            continue
        ran += 1
        caught, after = mutate(options.build, sources, row, options.episodes)
        survivors += caught is None
        print(TABLE_WIDTHS.format(row[0], after, caught[:110] if caught else f"NOT CAUGHT: {row[4]}"), flush=True)
    print(f"{survivors} of {ran} survive")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
