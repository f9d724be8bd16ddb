-- Meetings and their participants stand in the order in which they came, under a number, and nothing is sorted by the random ids of meetings: with an
-- index of those every new meeting changed a page of its own, so that a turn of 30 bookings wrote three times as much.

CREATE TABLE meeting_by_number (
    number        INTEGER PRIMARY KEY,
    id            TEXT    NOT NULL,
    calendar      TEXT    NOT NULL,
    uid           TEXT    NOT NULL,
    recurrence_id INTEGER,
    title         TEXT    NOT NULL,
    organizer     TEXT    NOT NULL,
    passcode      TEXT    NOT NULL,
    starts        INTEGER NOT NULL,
    ends          INTEGER NOT NULL,
    late          INTEGER,
    opened        INTEGER,
    ended         INTEGER,
    state         TEXT    NOT NULL,
    reason        TEXT,
    source_hash   INTEGER NOT NULL,
    version       INTEGER NOT NULL,
    space_index   INTEGER REFERENCES space (space_index) DEFERRABLE INITIALLY DEFERRED,
    secret        TEXT    NOT NULL,
    call_state    TEXT    NOT NULL,
    call_bridge   TEXT    NOT NULL,
    call_id       TEXT    NOT NULL,
    far           INTEGER NOT NULL
) STRICT;

INSERT INTO meeting_by_number
    SELECT rowid, id, calendar, uid, recurrence_id, title, organizer, passcode, starts, ends, late, opened, ended, state, reason, source_hash, version,
           space_index, secret, call_state, call_bridge, call_id, far
    FROM meeting ORDER BY rowid;

CREATE TABLE participant_by_number (
    meeting  INTEGER NOT NULL REFERENCES meeting_by_number (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id       TEXT    NOT NULL,
    position INTEGER NOT NULL,
    address  TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    dial     TEXT,
    state    TEXT    NOT NULL,
    attempts INTEGER NOT NULL,
    call_leg TEXT    NOT NULL,
    reason   TEXT,
    dial_at  INTEGER,
    by_hand  INTEGER NOT NULL,
    removing INTEGER NOT NULL,
    version  INTEGER NOT NULL,
    UNIQUE (meeting, id)
) STRICT;

INSERT INTO participant_by_number
    SELECT meeting.rowid, participant.id, position, address, name, dial, participant.state, attempts, call_leg, participant.reason, dial_at, by_hand,
           removing, participant.version
    FROM participant JOIN meeting ON meeting.id = participant.meeting ORDER BY participant.rowid;

-- Children first: with the parent its children would go.
DROP TABLE participant;
DROP TABLE meeting;
ALTER TABLE meeting_by_number RENAME TO meeting;
ALTER TABLE participant_by_number RENAME TO participant;
CREATE INDEX meeting_by_space ON meeting (space_index) WHERE space_index IS NOT NULL;
