-- Everything the engine must know again after a restart. Instants are milliseconds since 1970 (UTC), NULL for none;
-- states are the words of the API; bridges stand by name, since their order in the configuration may change.
-- References are checked at the end of the turn: its rows come in the order in which things happened.

CREATE TABLE engine (
    one               INTEGER PRIMARY KEY CHECK (one = 1),
    preferred_bridge  TEXT    NOT NULL,
    preferred_by_hand INTEGER NOT NULL,
    next_set_key      INTEGER NOT NULL
) STRICT;

CREATE TABLE profile (
    leg     INTEGER PRIMARY KEY CHECK (leg IN (0, 1)),
    id      TEXT    NOT NULL,
    hash    INTEGER NOT NULL,
    unclear INTEGER NOT NULL
) STRICT;

CREATE TABLE bulk_set (
    key     INTEGER PRIMARY KEY,
    id      TEXT    NOT NULL,
    sync    TEXT    NOT NULL,
    first   INTEGER NOT NULL,
    last    INTEGER NOT NULL,
    state   TEXT    NOT NULL,
    reason  TEXT,
    unclear INTEGER NOT NULL
) STRICT;

-- stray: names of the bridges on which a call of nobody's may be in the space, a line each.
CREATE TABLE space (
    space_index INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL,
    set_id      TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    retired     INTEGER NOT NULL,
    stray       TEXT    NOT NULL
) STRICT;

-- With a rowid, as participant: those that were booked together and start together lie on the same pages.
-- With a rowid, as its participants: what is booked together changes together, and then lies on the same pages.
CREATE TABLE meeting (
    id            TEXT    NOT NULL UNIQUE,
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
    state         TEXT    NOT NULL,
    reason        TEXT,
    source_hash   INTEGER NOT NULL,
    version       INTEGER NOT NULL,
    space_index   INTEGER REFERENCES space (space_index) DEFERRABLE INITIALLY DEFERRED,
    secret        TEXT    NOT NULL,
    call_state    TEXT    NOT NULL,
    call_bridge   TEXT    NOT NULL,
    call_id       TEXT    NOT NULL
) STRICT;

CREATE INDEX meeting_by_space ON meeting (space_index) WHERE space_index IS NOT NULL;

CREATE TABLE participant (
    meeting  TEXT    NOT NULL REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
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

CREATE TABLE calendar (
    name          TEXT    NOT NULL PRIMARY KEY,
    refused_count INTEGER NOT NULL,
    last_sync     INTEGER,
    last_success  INTEGER,
    last_error    TEXT,
    expanded_to   INTEGER
) STRICT;

-- What the last sync of a calendar refused, in the order of its text.
CREATE TABLE refusal (
    calendar TEXT    NOT NULL REFERENCES calendar (name) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    uid      TEXT    NOT NULL,
    line     INTEGER NOT NULL,
    why      TEXT    NOT NULL,
    PRIMARY KEY (calendar, position)
) STRICT;

-- The components of bookings; recurrence_id is -9223372036854775808 for a master or a single event. The text comes last, so
-- that reading the others does not touch its pages.
CREATE TABLE component (
    calendar      TEXT    NOT NULL REFERENCES calendar (name) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    uid           TEXT    NOT NULL,
    recurrence_id INTEGER NOT NULL,
    sequence      INTEGER NOT NULL,
    dtstamp       INTEGER,
    cancelled     INTEGER NOT NULL,
    rolls         INTEGER NOT NULL,
    hash          INTEGER NOT NULL,
    text          TEXT,
    UNIQUE (calendar, uid, recurrence_id)
) STRICT;

CREATE INDEX component_rolling ON component (calendar, uid) WHERE rolls = 1 AND cancelled = 0;
