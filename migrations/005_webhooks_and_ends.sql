-- How far each webhook has come in the journal of events: everything up to `delivered` was delivered, passed over or given up. Events count
-- as if they had happened no earlier than `fresh_from` (a replay). failures: in a row, of the one behind `delivered`; skipped: given up, ever.
CREATE TABLE webhook (
    name          TEXT    NOT NULL PRIMARY KEY,
    state         TEXT    NOT NULL,
    delivered     INTEGER NOT NULL,
    fresh_from    INTEGER,
    failures      INTEGER NOT NULL,
    failing_since INTEGER,
    next_try      INTEGER,
    last_delivery INTEGER,
    last_error    TEXT,
    skipped       INTEGER NOT NULL
) STRICT;

-- When a meeting ended; NULL: not yet, or not known.
ALTER TABLE meeting ADD COLUMN ended INTEGER;

-- The space on which our mark was seen last ('': not known): one that has been left on another of ours counts for nothing.
ALTER TABLE engine ADD COLUMN mark_bearer TEXT NOT NULL DEFAULT '';
