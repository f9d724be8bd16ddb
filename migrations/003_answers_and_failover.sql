-- Bridges: falls and held_until of one that goes away again and again, since when it is drained (NULL: it is not), and
-- what its cluster calls it ('': not known). A bridge without a row has nothing to remember.
CREATE TABLE bridge (
    name         TEXT    NOT NULL PRIMARY KEY,
    falls        INTEGER NOT NULL,
    held_until   INTEGER,
    drained      INTEGER,
    cluster_name TEXT    NOT NULL
) STRICT;

-- A whole calendar came in parts and not to its end: since when. What it has is neither what it was nor what was sent.
ALTER TABLE calendar ADD COLUMN unfinished INTEGER;

-- What attendees last said of themselves (METHOD:REPLY); recurrence_id as in component; delegate: who comes instead, or NULL.
CREATE TABLE response (
    calendar      TEXT    NOT NULL REFERENCES calendar (name) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    uid           TEXT    NOT NULL,
    address       TEXT    NOT NULL,
    recurrence_id INTEGER NOT NULL,
    sequence      INTEGER NOT NULL,
    dtstamp       INTEGER,
    partstat      TEXT    NOT NULL,
    delegate      TEXT,
    UNIQUE (calendar, uid, address, recurrence_id)
) STRICT;
