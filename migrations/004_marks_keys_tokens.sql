-- What happened, for those who follow it: id without gaps; who caused it (JSON, NULL: the service itself); data: the object as it was then (JSON,
-- NULL: to be told as it is now). meeting and calendar: what it belongs to, for who asks for those only.
CREATE TABLE event (
    id       INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    kind     TEXT    NOT NULL,
    object   TEXT    NOT NULL,
    meeting  TEXT,
    calendar TEXT,
    cause    TEXT,
    data     TEXT
) STRICT;

-- Answers to requests that had an Idempotency-Key; digest: of the request that it answers; headers: lines.
CREATE TABLE answer (
    principal TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    digest    INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    status    INTEGER NOT NULL,
    headers   TEXT    NOT NULL,
    body      TEXT    NOT NULL,
    PRIMARY KEY (principal, key)
) STRICT;
CREATE INDEX answer_by_age ON answer (at);
CREATE INDEX answer_by_principal ON answer (principal, at);

-- Bearer tokens, of which only a hash is known (SHA-256).
CREATE TABLE token (
    name    TEXT    NOT NULL PRIMARY KEY,
    role    TEXT    NOT NULL,
    hash    BLOB    NOT NULL UNIQUE,
    created INTEGER NOT NULL
) STRICT;

-- Whose the pool is: this store's own name, the beat of the mark that was written last and the one before ('': none), when
-- it was last seen on a bridge, and since when the pool is ours.
ALTER TABLE engine ADD COLUMN installation TEXT NOT NULL DEFAULT '';
ALTER TABLE engine ADD COLUMN beat TEXT NOT NULL DEFAULT '';
ALTER TABLE engine ADD COLUMN beat_before TEXT NOT NULL DEFAULT '';
ALTER TABLE engine ADD COLUMN beat_found INTEGER;
ALTER TABLE engine ADD COLUMN ours_since INTEGER;
